//! The other extractors that are Rust crates, each asked for text and metadata as its documentation shows.

use std::panic::{AssertUnwindSafe, catch_unwind};

const URL: &str = "https://news.example/world/2026/03/02/page";

/// A peer's name and its way in: how many bytes of text it finds in a page, 0 if it fails.
type Peer = (&'static str, fn(&str) -> usize);

/// Each peer.
pub(crate) const PEERS: [Peer; 5] = [
    ("dom_smoothie", |page| {
        survive(|| {
            let mut reader = dom_smoothie::Readability::new(page, Some(URL), None).ok()?;
            Some(reader.parse().ok()?.text_content.len())
        })
    }),
    ("legible", |page| {
        survive(|| Some(legible::parse(page, Some(URL), None).ok()?.text_content.len()))
    }),
    ("libreadability", |page| {
        survive(|| Some(libreadability::extract(page, Some(URL)).ok()?.text_content.len()))
    }),
    ("trafilatura", |page| {
        survive(|| {
            let options = trafilatura::Options::default();
            Some(trafilatura::extract(page, &options).ok()?.content_text.len())
        })
    }),
    ("rs-trafilatura", |page| {
        survive(|| Some(rs_trafilatura::extract(page).ok()?.content_text.len()))
    }),
];

/// A peer that panics has found nothing.
fn survive(work: impl FnOnce() -> Option<usize>) -> usize {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten().unwrap_or(0)
}
