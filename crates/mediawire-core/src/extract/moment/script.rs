//! The moments that a page's scripts call its publication: what programs hand each other as JSON or as variables.
//!
//! To know another key, add its end to `ENDS`. Scripts are large and speak of much else, so they are read only where
//! what is stated leaves a doubt.

use crate::codec::html::Tag;
use crate::extract::marks::has_prefix;
use crate::extract::meta::Page;
use crate::extract::time;
use crate::model::time::Time;
use std::ops::RangeInclusive;

/// Bytes of scripts that are read.
const SCRIPT_BYTES_MAX: usize = 2_000_000;
/// Moments of one page that are kept.
const MOMENTS_MAX: usize = 200;
/// Bytes of a key that may name a publication, and of a value that may be a moment.
const KEY_BYTES: RangeInclusive<usize> = 6..=40;
const VALUE_BYTES: RangeInclusive<usize> = 8..=40;
/// Spaces beside the mark between a key and its value.
const SPACES_MAX: usize = 3;

/// How keys of a publication end, in lower case and without marks between the words.
const ENDS: &[&str] = &[
    "datepublished",
    "datepublish",
    "publisheddate",
    "publishdate",
    "publishedat",
    "publishat",
    "publishedon",
    "publishon",
    "publishedtime",
    "publishtime",
    "publisheddatetime",
    "publishdatetime",
    "publicationdate",
    "publicationtime",
    "pubdate",
    "firstpublished",
    "firstpublish",
    "displaydate",
];

/// What the key of another moment holds.
const OTHERS: &[&str] =
    &["last", "latest", "updat", "modif", "creat", "release", "unpub", "comment", "video", "expir"];

impl Page<'_> {
    /// The moments of publication in the page's scripts other than JSON-LD, in order.
    pub(super) fn scripted(&self) -> Vec<Time> {
        let tree = self.tree;
        let (mut out, mut n_bytes) = (Vec::new(), 0);
        for id in (0..tree.len()).filter(|&id| tree.tag_id(id) == Tag::Script) {
            let kind = tree.attr(id, "type").unwrap_or_default().trim();
            if has_prefix(kind, "application/ld+json") {
                continue;
            }
            for text in tree.children(id).map(|id| tree.text(id)) {
                n_bytes += text.len();
                if n_bytes > SCRIPT_BYTES_MAX || out.len() > MOMENTS_MAX {
                    return out;
                }
                let found = values(text).filter_map(|raw| time::parse_in(raw, self.order));
                out.extend(found.take(MOMENTS_MAX));
            }
        }
        out
    }
}

/// What stands behind the keys of a publication.
fn values(script: &str) -> impl Iterator<Item = &str> {
    let marks = script.bytes().enumerate().filter(|(_, byte)| matches!(byte, b':' | b'='));
    marks.filter_map(|(at, _)| {
        let raw = value(&script[at + 1..])?;
        key(&script[..at]).filter(|key| is_publication(key)).map(|_| raw)
    })
}

/// The value at the start of `text`, if it may be a moment: it begins with a digit, or with a weekday's or a month's name.
fn value(text: &str) -> Option<&str> {
    let space = text.bytes().take(SPACES_MAX).take_while(u8::is_ascii_whitespace).count();
    let text = &text[space..];
    let text = text.strip_prefix('\\').unwrap_or(text);
    let text = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    if !is_number && !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let head = &text[..text.floor_char_boundary(VALUE_BYTES.end() + 1)];
    let is_end = |c: char| matches!(c, '"' | '\'' | '\\' | ';' | '{' | '}' | '<' | '>' | '\n');
    // `1795442700, "next": …` ends with its number, and `May 3, 2026` does not.
    let end = head.find(|c| is_end(c) || is_number && c == ',')?;
    VALUE_BYTES.contains(&end).then(|| head[..end].trim_end())
}

/// The key at the end of `text`.
fn key(text: &str) -> Option<&str> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_whitespace());
    let head = if text.len() - head.len() <= SPACES_MAX { head } else { return None };
    let head = head.strip_suffix(['"', '\'']).unwrap_or(head);
    let head = head.strip_suffix('\\').unwrap_or(head);
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let length = head.bytes().rev().take(KEY_BYTES.end() + 1).take_while(is_of_key).count();
    KEY_BYTES.contains(&length).then(|| &head[head.len() - length..])
}

/// Whether the key names the moment of a publication: `date_published`, `article.publishedAt`, not `lastPublishedAt`.
fn is_publication(key: &str) -> bool {
    let letters = key.chars().filter(char::is_ascii_alphanumeric);
    let key: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    ENDS.iter().any(|end| key.ends_with(end)) && !OTHERS.iter().any(|it| key.contains(it))
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn only_what_a_key_of_a_publication_holds_is_a_value() {
        for (script, expected) in [
            (r#"{"datePublished":"2026-05-03T10:00:00Z"}"#, "2026-05-03T10:00:00Z"),
            (r#"{\"publish_date\": \"3 May 2026\"}"#, "3 May 2026"),
            ("page.firstPublished = 'May 3, 2026';", "May 3, 2026"),
            ("{publishedAt:1795442700,b:1}", "1795442700"),
            ("{'display-date' : '2026-05-03'}", "2026-05-03"),
            (r#"{"lastPublishedAt":"2026-05-03"}"#, ""),
            (r#"{"unpublishDate":"2026-05-03"}"#, ""),
            (r#"{"date":"2026-05-03"}"#, ""),
            (r#"{"publishDate":"soon enough"}"#, ""),
            (r#"{"publishDate":"2026"}"#, ""),
        ] {
            assert_eq!(values(script).collect::<Vec<_>>().join("|"), expected, "{script}");
        }
    }
}
