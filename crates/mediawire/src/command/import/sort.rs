//! What a record of a WARC file is to an import: a page, an answer that is none, or neither.

use crate::archive::Incoming;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::{Bad, Record};
use mediawire_core::model::id::CaptureId;
use url::Url;

/// What is wrong with a record whose bytes are not those that it states the digest of.
const FALSE_DIGEST: &str = "its digest is wrong";

/// What a record is counted as that cannot be read.
const DAMAGED: &str = "refused: damaged record";

/// A record that may become an article: what the archive takes.
pub(super) struct Page {
    pub(super) id: CaptureId,
    pub(super) url: Url,
    pub(super) incoming: Incoming,
    /// Whether its record states another digest than its bytes have: then it is kept, and not published.
    pub(super) is_false: bool,
}

/// An answer that becomes none: a row of the fetch log.
pub(super) struct NoPage {
    pub(super) url: String,
    pub(super) at_ms: i64,
    pub(super) why: String,
}

/// What a record holds.
pub(super) enum Held {
    Page(Box<Page>),
    NoPage(NoPage),
    Nothing,
}

/// A record, sorted.
pub(super) struct Sorted {
    /// What it is counted as, unless it is a page.
    pub(super) what: String,
    pub(super) held: Held,
    /// Where it is and what is wrong with it, if it is damaged.
    pub(super) damage: Option<(u64, String)>,
}

/// Why a record is no page.
enum Why {
    /// It is something else.
    Other(String),
    /// It is not what it says that it is.
    Damaged(String),
}

/// What the record of the file `via` holds.
pub(super) fn sort(via: &str, record: Result<Record, Bad>) -> Sorted {
    let damaged_at = |at_byte: u64, what: &str, why: String, url: String, at_ms: i64| {
        tracing::warn!("record at byte {at_byte} skipped: {why}");
        let held = Held::NoPage(NoPage { url, at_ms, why: why.clone() });
        Sorted { what: what.to_owned(), held, damage: Some((at_byte, why)) }
    };
    let record = match record {
        Ok(record) => record,
        Err(Bad { offset, why }) => {
            return damaged_at(offset, DAMAGED, why, format!("{via} at byte {offset}"), 0);
        }
    };
    let offset = record.offset;
    let url = record.target().unwrap_or_default().to_owned();
    let at_ms = record.date().map_or(0, |at| at.as_millisecond());
    let is_answer = matches!(record.kind(), "response" | "resource");
    let is_false = record.digest_ok() == Some(false);
    match page(record) {
        Ok(page) if is_false => {
            tracing::warn!("record at byte {offset} quarantined: {FALSE_DIGEST}");
            let held = Held::Page(Box::new(Page { is_false, ..page }));
            Sorted { what: String::new(), held, damage: Some((offset, FALSE_DIGEST.to_owned())) }
        }
        // What is no page is told for what it is not first.
        Err(Why::Other(what)) if is_false && is_answer => {
            let why = format!("{FALSE_DIGEST}, and it is {what}");
            damaged_at(offset, &format!("refused: {FALSE_DIGEST}"), why, url, at_ms)
        }
        Ok(page) => Sorted { what: String::new(), held: Held::Page(Box::new(page)), damage: None },
        Err(Why::Damaged(why)) => damaged_at(offset, &format!("refused: {why}"), why, url, at_ms),
        Err(Why::Other(what)) => {
            let held = match is_answer {
                true => Held::NoPage(NoPage { url, at_ms, why: what.clone() }),
                false => Held::Nothing,
            };
            Sorted { what, held, damage: None }
        }
    }
}

/// The page that a record holds, or why it holds none.
fn page(mut record: Record) -> Result<Page, Why> {
    let other = |what: &str| Err(Why::Other(what.to_owned()));
    if !matches!(record.kind(), "response" | "resource") {
        return other(&format!("no page: a {:.40} record", record.kind()));
    }
    if record.header("WARC-Truncated").is_some() {
        return other("refused: truncated when it was crawled");
    }
    if record.header("WARC-Segment-Number").is_some() {
        return other("refused: one segment of a record");
    }
    // What else an address may be (`file:`, `ftp:`, `dns:`) is a text in the log, and never asked for.
    let target = record
        .target()
        .and_then(|target| Url::parse(target).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .zip(record.date());
    let Some((url, at)) = target else { return other("refused: no web address or no date") };
    let Some((status, headers)) = answer(&mut record) else {
        return other("no page: no HTTP response");
    };
    if status != 200 {
        return other(&format!("no page: status {status}"));
    }
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let kind = kind.map_or("text/html", |(_, value)| value).to_ascii_lowercase();
    if !kind.contains("html") {
        return other(&format!(
            "no page: {:.80}",
            kind.split(';').next().unwrap_or_default().trim()
        ));
    }
    let payload = record.into_payload().map_err(Why::Damaged)?;
    let id = CaptureId::new(url.as_str(), at.as_millisecond(), Digest::of(&payload));
    let payload = payload.into();
    let incoming = Incoming { url: url.to_string(), at, status, headers, payload, same_as: None };
    Ok(Page { id, url, incoming, is_false: false })
}

/// Status and head of the answer that a record holds. A record without an HTTP head, such as a resource (WARC 1.1 §6.4),
/// says itself of what type its block is.
fn answer(record: &mut Record) -> Option<(u16, Vec<(String, String)>)> {
    if let Some(http) = record.http.take() {
        return Some((http.status, http.headers));
    }
    let kind = record.header("Content-Type")?.trim();
    let is_http = ["application/http", "message/http"]
        .iter()
        .any(|http| kind.get(..http.len()).is_some_and(|it| it.eq_ignore_ascii_case(http)));
    (!is_http).then(|| (200, vec![("Content-Type".to_owned(), kind.to_owned())]))
}
