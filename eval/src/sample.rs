//! A small WARC file of invented pages, for a run without a corpus.

use crate::run::Dice;
use jiff::{SignedDuration, Timestamp};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc;
use mediawire_core::model::id::CaptureId;
use std::path::Path;

/// Addresses with a page.
const PAGES: usize = 30;
/// Where the papers are.
const HOSTS: [&str; 4] =
    ["north-post.example", "the-ledger.example", "harbour-times.example", "quarry-gazette.example"];
const SYLLABLES: [&str; 20] = [
    "ba", "den", "fo", "gri", "hal", "jo", "ket", "lu", "mar", "no", "pel", "qui", "ras", "so",
    "tol", "uv", "ven", "wi", "yar", "ze",
];

/// Writes the file: 30 articles, one of which changes and changes back, one page that is no article and one copy.
pub(crate) fn write(path: &Path) -> Result<(), String> {
    let day: Timestamp = "2026-03-02T08:00:00Z".parse().map_err(|why| format!("{why}"))?;
    let mut dice = Dice(0x5eed);
    let mut bytes = warc::warcinfo("sample.warc.gz", day, "mediawire-eval");
    let mut add = |url: &str, minute: usize, page: &str| {
        let minutes = i64::try_from(minute).unwrap_or(0);
        let at = day + SignedDuration::from_mins(minutes);
        let headers = [("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
        let id = CaptureId::new(url, at.as_millisecond(), Digest::of(page.as_bytes())).0;
        let payload = page.as_bytes();
        let response = warc::Response { id, url, at, status: 200, headers: &headers, payload };
        bytes.extend(warc::response(&response));
    };
    let mut first = String::new();
    for n in 0..PAGES {
        let host = HOSTS[n % HOSTS.len()];
        let url = format!("https://{host}/news/{n}-{}", word(&mut dice));
        let page = page(&mut dice, host, 6);
        add(&url, n, &page);
        match n {
            0 => first = page,
            // The paper takes its neighbour's text, word for word.
            9 => add(&format!("https://{}/wires/9", HOSTS[2]), n, &page),
            12 => {
                // A text that is replaced and then restored: its last capture is a revisit of its first.
                add(&url, PAGES + 10, &self::page(&mut dice, host, 7));
                add(&url, PAGES + 20, &page);
            }
            _ => {}
        }
    }
    add(
        &format!("https://{}/", HOSTS[0]),
        PAGES,
        "<title>North Post</title><a href=/news>News</a>",
    );
    // The same page at another time: the archive has its payload already.
    add(&format!("https://{}/again", HOSTS[0]), PAGES + 1, &first);
    std::fs::write(path, bytes).map_err(|why| format!("cannot write {}: {why}", path.display()))
}

fn word(dice: &mut Dice) -> String {
    (0..2 + dice.below(2)).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect()
}

fn sentence(dice: &mut Dice, n_words: usize) -> String {
    let words: Vec<String> = (0..n_words).map(|_| word(dice)).collect();
    let text = words.join(" ");
    format!("{}{}", text[..1].to_uppercase(), &text[1..])
}

fn page(dice: &mut Dice, host: &str, n_paragraphs: usize) -> String {
    let headline = sentence(dice, 7);
    let paragraphs: String = (0..n_paragraphs)
        .map(|_| {
            let sentences: Vec<String> = (0..4).map(|_| sentence(dice, 14)).collect();
            format!("<p>{}, <em>{}</em>.</p>\n", sentences.join(". "), word(dice))
        })
        .collect();
    format!(
        "<!doctype html><html lang=en><head><title>{headline}</title>\
         <meta property=og:type content=article><meta property=og:title content=\"{headline}\">\
         <meta property=og:site_name content=\"{host}\"></head><body>\
         <nav><a href=/>Front</a> <a href=/news>News</a></nav>\
         <article><h1>{headline}</h1><p class=byline>By {} {}</p>{paragraphs}</article>\
         <footer>All of it is invented.</footer></body></html>",
        sentence(dice, 1),
        sentence(dice, 1)
    )
}
