//! Stored pages of a public corpus: `<id>.html.gz` beside a truth file that names them.

use serde_json::{Map, Value};
use std::fs;
use std::io::Read;
use std::path::Path;

/// One page of a corpus.
pub(crate) struct Stored {
    pub(crate) id: String,
    /// Its address, or an invalid one where the corpus does not know it.
    pub(crate) url: String,
    pub(crate) bytes: Vec<u8>,
    /// Its true text, empty where the corpus has none.
    pub(crate) text: String,
}

/// The pages that `truth` names, in its order, read from `pages` one at a time.
pub(crate) fn pages(
    truth: &Path,
    pages: &Path,
) -> Result<impl Iterator<Item = Result<Stored, String>>, String> {
    let told = |what: &str, path: &Path, why: &dyn std::fmt::Display| {
        format!("cannot {what} {}: {why}", path.display())
    };
    let text = fs::read_to_string(truth).map_err(|why| told("read", truth, &why))?;
    // Python writes what is missing as NaN, which JSON does not know.
    let text = text.replace(": NaN", ": null");
    let truth: Map<String, Value> =
        serde_json::from_str(&text).map_err(|why| told("read", truth, &why))?;
    let pages = pages.to_owned();
    Ok(truth.into_iter().map(move |(id, page)| {
        let path = pages.join(format!("{id}.html.gz"));
        let bytes = unpacked(&path)?;
        let text = |key: &str| page.get(key).and_then(Value::as_str);
        let url = text("url").unwrap_or("https://unknown.invalid/page").to_owned();
        let text = text("articleBody").unwrap_or_default().to_owned();
        Ok(Stored { id, url, bytes, text })
    }))
}

/// The pages of a folder, whatever a truth file says of them, in the order of their names.
pub(crate) fn of_folder(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let told = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    let entries = fs::read_dir(folder).map_err(told)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(told)?;
    paths.retain(|path| path.to_string_lossy().ends_with(".html.gz"));
    paths.sort();
    paths.iter().map(|path| unpacked(path)).collect()
}

fn unpacked(path: &Path) -> Result<Vec<u8>, String> {
    let told = |why: std::io::Error| format!("cannot read {}: {why}", path.display());
    let packed = fs::read(path).map_err(told)?;
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes).map_err(told)?;
    Ok(bytes)
}
