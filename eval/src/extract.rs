//! The extractor over a folder of stored pages.

use crate::corpus::{self, Stored};
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html::{Tag, Tree};
use mediawire_core::extract::{self, Page};
use mediawire_core::model::article::{Article, Meta};
use mediawire_core::model::body::line_text;
use mediawire_core::model::entry::{Entry, Form, Fragment};
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::model::lock::{self, Parsed};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Lets the trees of `file` vote on lines.
pub(crate) fn use_votes(file: &Path) -> Result<(), String> {
    let told = |why: &dyn std::fmt::Display| format!("cannot let {} vote: {why}", file.display());
    let bytes = fs::read(file).map_err(|why| told(&why))?;
    extract::use_votes(&bytes).map_err(|why| told(&why))
}

/// Extracts each page that `truth` lists and writes the predictions to `out`; whether every body satisfies the lock.
pub(crate) fn run(
    truth: &Path,
    pages: &Path,
    out: &Path,
    show: Option<&str>,
    list_share: Option<f64>,
) -> Result<bool, String> {
    let mut predictions = Map::new();
    let (mut n_bytes, mut n_failures, mut n_refused) = (0usize, 0usize, 0usize);
    let mut spent = Duration::ZERO;
    let mut log = std::io::stderr().lock();
    let mut n_pages = 0usize;
    for page in corpus::pages(truth, pages)? {
        let Stored { id, url, bytes, text } = page?;
        n_pages += 1;
        n_bytes += bytes.len();
        let start = Instant::now();
        let decoded = charset::decode(&bytes, None, Context::Html);
        let capture = CaptureId::new(&url, 0, Digest::of(&bytes));
        let (entry, list) = listed(&url, capture, &text, list_share.unwrap_or_default());
        let page = Page {
            capture,
            url: &url,
            document: &decoded.text,
            entry: entry.as_ref(),
            list: Some(&list),
        };
        let outcome = extract::text(&page);
        spent += start.elapsed();
        if let Err(reason) = extract::page(&page) {
            n_refused += 1;
            writeln!(log, "{id}: {}: {url}", reason.code()).map_err(|why| why.to_string())?;
        }
        let mut shown = None;
        if let Ok(article) = &outcome {
            if show.is_some_and(|part| id.contains(part)) {
                print(article, &decoded.text).map_err(|why| why.to_string())?;
            }
            let tree = lock::tree_of(&decoded.text, None);
            let base = lock::base_of(&tree, &url);
            shown = Some(text_shown(article, &tree));
            let parts = [Parsed { tree: &tree, base: base.as_ref() }];
            for difference in lock::check(&article.body, &parts).iter().take(1) {
                n_failures += 1;
                writeln!(log, "{id}: {difference}").map_err(|why| why.to_string())?;
            }
        }
        let meta = match outcome {
            Ok(article) => article.meta,
            Err(_) => extract::meta(&page),
        };
        predictions.insert(id, prediction(&meta, shown.as_deref()));
    }
    let json = Value::Object(predictions).to_string();
    fs::write(out, json).map_err(|why| format!("cannot write {}: {why}", out.display()))?;
    let megabytes = n_bytes as f64 / 1e6;
    let seconds = spent.as_secs_f64();
    let line = format!(
        "{n_pages} pages, {megabytes:.1} MB, {seconds:.2} s, {:.1} MB/s, {n_refused} not articles, {n_failures} fail the lock\n",
        megabytes / seconds,
    );
    std::io::stdout().write_all(line.as_bytes()).map_err(|why| why.to_string())?;
    Ok(n_failures == 0)
}

/// The entry of a list that carries the first `share` of the text, and that list; none where it would be empty.
fn listed(url: &str, capture: CaptureId, text: &str, share: f64) -> (Option<Entry>, String) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1 of it")]
    let n_chars = (text.chars().count() as f64 * share) as usize;
    let list = Value::from(text.chars().take(n_chars).collect::<String>()).to_string();
    let end = u32::try_from(list.len() - 1).unwrap_or_default();
    let text = Some(Fragment { start: 1, end, form: Form::JsonPlain });
    let entry = Entry { text, ..Entry::of_page(&Slug::of("list"), url, capture) };
    ((n_chars > 0).then_some(entry), list)
}

/// Writes the article's blocks and cuts.
fn print(article: &Article, document: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let tree = lock::tree_of(document, None);
    writeln!(out, "{:?}", article.meta)?;
    for block in &article.body.blocks {
        let lines = block.kind.lines();
        let text: Vec<String> = lines.iter().map(|line| line_text(line)).collect();
        let name = format!("{:?}", block.kind);
        writeln!(out, "{}: {}", name.split('(').next().unwrap_or_default(), text.join(" / "))?;
    }
    for cut in &article.body.cuts {
        let nodes = (cut.from.node..=cut.to.node).filter_map(|node| tree.text_node(node));
        let text: String = nodes.map(|id| tree.text(id)).collect();
        writeln!(out, "- {}: {}", cut.kind.name(), text.trim())?;
    }
    Ok(())
}

/// The text as our readers see it: the body, and before it the dek where the page itself shows it there.
fn text_shown(article: &Article, tree: &Tree) -> String {
    let body = article.body.text(false);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(dek) = article.meta.dek.as_deref().map(words) else { return body };
    let first = article.body.lines().next().and_then(|(_, line)| line.first().map(|run| run.node));
    let blocks = (0..first.unwrap_or_default())
        .filter_map(|ordinal| tree.text_node(ordinal))
        .filter(|&id| !tree.text(id).trim().is_empty())
        .filter_map(|id| tree.parent(id))
        .filter(|&id| !matches!(tree.tag_id(id), Tag::Script | Tag::Style | Tag::Title));
    let is_shown = blocks.into_iter().any(|id| words(&tree.text_of(id)) == dek);
    if is_shown && !words(&body).starts_with(&dek) { format!("{dek}\n{body}") } else { body }
}

/// What the scorer reads. Its truth counts agencies and newsrooms as authors: where no person is named, they stand here.
fn prediction(meta: &Meta, text: Option<&str>) -> Value {
    let authors = if meta.authors.is_empty() { &meta.agencies } else { &meta.authors };
    json!({
        "articleBody": text,
        "title": meta.headline,
        "author": authors,
        "date": meta.published.as_ref().map(local_day),
    })
}

/// The day as its source wrote it: in the source's own zone.
fn local_day(time: &mediawire_core::model::time::Time) -> String {
    let offset = jiff::tz::Offset::from_seconds(time.offset_s.unwrap_or_default());
    offset.unwrap_or(jiff::tz::Offset::UTC).to_datetime(time.at).date().to_string()
}
