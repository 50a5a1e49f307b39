//! Where in the archive the words of an item stand: in the captures it was made of, and in others of the same site.

use crate::Wire;
use crate::error::{Kind, Result};
use crate::keep::{self, Document};
use crate::store::{articles, body, captures, entries, erasure, items, removed};
use crate::work::think;
use mediawire_core::codec::html;
use mediawire_core::model::body::{Body, line_text};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::{CaptureId, EntryId, ItemId};
use std::collections::BTreeSet;
use std::sync::Arc;
use url::Url;

/// Captures that are looked through together.
const BATCH: i64 = 64;
/// Words that are looked for: a headline of so many characters, another text of so many.
const HEADLINE_CHARS_MIN: usize = 12;
const TEXT_CHARS_MIN: usize = 40;
/// Articles of the same source that an item's words are held against: what they say too is theirs.
const BESIDE: i64 = 300;

/// What an item was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its entries.
    pub entries: Vec<EntryId>,
    /// The captures that hold its words or images, each by the one whose record holds the bytes, and that are there.
    pub captures: Vec<CaptureId>,
    /// Other items whose captures are among those, by public id: they keep the text that was sealed, without the capture.
    pub others: BTreeSet<String>,
    /// Other items that carry the same words, by public id: each needs an order of its own.
    pub copies: Vec<String>,
}

/// Finds what an item was made of.
///
/// It reads every capture of its sites since it first came, so that a page or a list that only shows its headline is found.
///
/// # Errors
/// As the statements give; `Transient` if the archive cannot be read.
pub async fn find(wire: &Arc<Wire>, item: ItemId) -> Result<Found> {
    let mut tx = wire.db.read().await?;
    let of = erasure::entries(&mut tx, item).await?;
    let copies = erasure::copies(&mut tx, item).await?;
    let (mut own, mut starts, mut from_ms) = (BTreeSet::new(), BTreeSet::new(), i64::MAX);
    for entry in &of {
        for capture in erasure::captures(&mut tx, *entry).await? {
            let known = captures::get(&mut tx, capture).await?;
            from_ms = from_ms.min(known.at.as_millisecond());
            starts.extend(start(&known.url));
            own.insert(capture);
        }
        own.extend(erasure::images(&mut tx, *entry).await?);
    }
    own.extend(erasure::announced_again(&mut tx, item).await?);
    drop(tx);
    let words: Arc<[String]> = words(wire, item, &of).await?.into();
    for start in starts {
        let mut after = None;
        while !words.is_empty() {
            let asked = (after, BATCH);
            let batch =
                erasure::of_site(&mut wire.db.read().await?, &start, from_ms, asked).await?;
            let Some(last) = batch.last() else { break };
            after = Some(*last);
            for capture in batch {
                if !own.contains(&capture) && holds(wire, capture, &words).await? {
                    own.insert(capture);
                }
            }
        }
    }
    let mut tx = wire.db.read().await?;
    let mut found = Found { entries: of, copies, ..Found::default() };
    let mut holders = BTreeSet::new();
    for capture in own {
        let holder = captures::payload_place(&mut tx, capture).await?.holder;
        if removed::member(&mut tx, holder).await?.is_none() {
            holders.insert(holder);
        }
    }
    for holder in &holders {
        for (_, other) in erasure::resting(&mut tx, *holder, item).await? {
            if let Some(other) = other {
                let known = items::get(&mut tx, other).await?;
                found.others.extend(known.map(|it| it.public.to_string()));
            }
        }
    }
    found.captures = holders.into_iter().collect();
    Ok(found)
}

/// What the addresses of a site begin with.
fn start(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    url.has_host().then(|| format!("{}/", url.origin().ascii_serialization()))
}

/// The words of an item that no other article of its source says: headlines, and texts of some length, white space folded.
async fn words(wire: &Wire, item: ItemId, of: &[EntryId]) -> Result<Vec<String>> {
    let mut tx = wire.db.read().await?;
    let (mut headlines, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for entry in of {
        for said in erasure::said(&mut tx, *entry).await? {
            let known = entries::get(&mut tx, *entry, said).await?.entry;
            headlines.insert(folded(&known.title));
            texts.extend(known.summary.as_deref().map(folded));
        }
        for article in erasure::articles(&mut tx, *entry).await? {
            let known = articles::get(&mut tx, article).await?;
            headlines.insert(folded(&known.meta.headline));
            texts.extend(known.meta.dek.as_deref().map(folded));
            texts.extend(runs(&body::read(&articles::body(&mut tx, article).await?)?));
        }
    }
    let n_chars = |text: &String| text.chars().count();
    headlines.retain(|text| n_chars(text) >= HEADLINE_CHARS_MIN && text.contains(' '));
    texts.retain(|text| n_chars(text) >= TEXT_CHARS_MIN);
    let mut all: BTreeSet<String> = headlines.into_iter().chain(texts).collect();
    for article in erasure::beside(&mut tx, item, BESIDE).await? {
        if all.is_empty() {
            break;
        }
        let other = body::read(&articles::body(&mut tx, article).await?)?;
        let other =
            folded(&other.lines().map(|(_, line)| line_text(line)).collect::<Vec<_>>().join("\n"));
        all.retain(|text| !other.contains(text.as_str()));
    }
    Ok(all.into_iter().collect())
}

/// The texts of a body's runs, each of which stands in one piece in its capture.
fn runs(body: &Body) -> Vec<String> {
    body.lines().flat_map(|(_, line)| line.iter().map(|run| folded(&run.text))).collect()
}

/// Whether one of these words stands in a capture.
async fn holds(wire: &Arc<Wire>, id: CaptureId, words: &Arc<[String]>) -> Result<bool> {
    let capture = captures::get(&mut wire.db.read().await?, id).await?;
    let kind = capture.header("content-type").unwrap_or_default().to_ascii_lowercase();
    if ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start)) {
        return Ok(false);
    }
    let payload = match keep::payload(wire, id).await {
        Ok(payload) => payload,
        Err(error) if error.kind == Kind::Transient => return Err(error),
        // What cannot be read is said by verify, and has no words.
        Err(_) => return Ok(false),
    };
    let words = Arc::clone(words);
    think(move || {
        let document = if kind.contains("html") { Document::Page } else { Document::List };
        let text = readable(&capture, &payload, document);
        seen(&text).iter().any(|seen| words.iter().any(|text| seen.contains(text.as_str())))
    })
    .await
}

/// A capture's text, also of one that is coded in a way that is not known.
fn readable(capture: &Capture, payload: &[u8], kind: Document) -> String {
    keep::decode(capture, payload, kind)
        .unwrap_or_else(|_| String::from_utf8_lossy(payload).into_owned())
}

/// A document as it stands, and its texts as a reader sees them: out of mark-up, mark-up in mark-up, and JSON.
fn seen(text: &str) -> Vec<String> {
    let open = text.replace("<![CDATA[", "").replace("]]>", "");
    let once = texts_of(&open);
    let mut all = vec![folded(text), folded(&texts_of(&once)), folded(&once)];
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        let mut strings = String::new();
        strings_of(&value, &mut strings);
        all.push(folded(&texts_of(&strings)));
        all.push(folded(&strings));
    }
    all
}

fn texts_of(markup: &str) -> String {
    let tree = html::parse(markup);
    let nodes = (0..tree.n_texts()).filter_map(|n| tree.text_node(n));
    nodes.map(|node| tree.text(node)).collect::<Vec<_>>().join("\n")
}

/// The texts of a JSON value, a line each.
fn strings_of(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        serde_json::Value::Array(all) => all.iter().for_each(|it| strings_of(it, out)),
        serde_json::Value::Object(all) => all.values().for_each(|it| strings_of(it, out)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn words_are_seen_however_their_document_writes_them() {
        for document in [
            "<p>Ice &amp; rain fell on\n the <b>old</b> harbour</p>",
            "<description>&lt;p&gt;Ice &amp;amp; rain fell on the old harbour</description>",
            "<description><![CDATA[<p>Ice &amp; rain fell on the old harbour</p>]]></description>",
            "{\"items\": [{\"content_html\": \"<p>Ice &amp; rain fell\\non the\"}]}",
            "{\"title\": \"Ice \\u0026 rain fell on the\"}",
        ] {
            assert!(
                seen(document).iter().any(|it| it.contains("Ice & rain fell on the")),
                "{document}"
            );
        }
    }
}
