//! What the extractor's witnesses say of each line of a folder of stored pages: what `eval/learn/body.py` learns from.

use crate::corpus;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{self, Page};
use mediawire_core::model::id::CaptureId;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes `OUT.jsonl` (id, URL, witnesses' names, lines with whether each is a caption) and `OUT.f32` (the rows).
pub(crate) fn run(truth: &Path, pages: &Path, out: &Path) -> Result<bool, String> {
    let create = |kind: &str| {
        let path = out.with_extension(kind);
        let file = File::create(&path);
        file.map(BufWriter::new).map_err(|why| format!("cannot write {}: {why}", path.display()))
    };
    let (mut told, mut rows) = (create("jsonl")?, create("f32")?);
    for page in corpus::pages(truth, pages)? {
        let page = page?;
        let decoded = charset::decode(&page.bytes, None, Context::Html);
        let capture = CaptureId::new(&page.url, 0, Digest::of(&page.bytes));
        let asked =
            Page { capture, url: &page.url, document: &decoded.text, entry: None, list: None };
        let testimony = extract::testimony(&asked);
        let lines: Vec<_> =
            testimony.lines.iter().map(|(text, is_caption, _)| json!([text, is_caption])).collect();
        let line = json!({
            "id": page.id, "url": page.url, "witnesses": testimony.witnesses, "lines": lines,
        });
        writeln!(told, "{line}").map_err(|why| why.to_string())?;
        for value in testimony.lines.iter().flat_map(|(_, _, row)| row) {
            rows.write_all(&value.to_le_bytes()).map_err(|why| why.to_string())?;
        }
    }
    told.flush().and_then(|()| rows.flush()).map_err(|why| why.to_string())?;
    Ok(true)
}
