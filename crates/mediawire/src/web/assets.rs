//! The stylesheet, the script and the font, and what a house has put into its data folder: a theme, and words.

use crate::error::{Context as _, Error, Kind, Result};
use crate::web::Web;
use crate::web::answer::{self, Answer, Fresh, Written};
use crate::web::asked::Asked;
use axum::extract::{Path, State};
use mediawire_core::codec::digest::Digest;
use mediawire_core::publish::locale::Words;
use mediawire_core::publish::{FONT, SCRIPT, STYLESHEET, address};
use std::path::Path as File;
use std::sync::Arc;

/// The house's own stylesheet, behind the built-in one: a file of the data folder.
const THEME: &str = "theme.css";
/// The folder of the house's own words: a file of Fluent a language.
const WORDS: &str = "words";
/// The largest file of the house's that is read, in bytes.
const BYTES_MAX: u64 = 1 << 20;

/// The stylesheet, the script and the font.
#[derive(Debug)]
pub struct Assets {
    /// The tag of their content, which stands in their addresses.
    pub tag: String,
    style: Arc<Written>,
    script: Arc<Written>,
    font: Arc<Written>,
}

impl Assets {
    /// The built-in ones, with the theme of the data folder behind the stylesheet.
    ///
    /// # Errors
    /// `Malformed` if the theme cannot be read.
    pub fn read(data: &File) -> Result<Self> {
        let theme = text(&data.join(THEME))?.unwrap_or_default();
        let style = format!("{STYLESHEET}{theme}");
        let written = |media_type, bytes: &[u8]| {
            Arc::new(Written::new(200, media_type, Fresh::Always, bytes.to_vec()))
        };
        Ok(Self {
            tag: Digest::of(format!("{style}{SCRIPT}").as_bytes()).to_base32(12),
            style: written("text/css; charset=utf-8", style.as_bytes()),
            script: written("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            font: written("font/woff2", FONT),
        })
    }
}

/// The house's own words: `words/TAG.ftl` in the data folder.
///
/// # Errors
/// `Malformed` if a file cannot be read.
pub fn house_words(data: &File) -> Result<Vec<Words>> {
    let folder = data.join(WORDS);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let why = || format!("cannot read the folder {}", folder.display());
    let mut all = Vec::new();
    for entry in std::fs::read_dir(&folder).context(Kind::Malformed, why)? {
        let path = entry.context(Kind::Malformed, why)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let (Some(tag), Some(text)) = (name.strip_suffix(".ftl"), text(&path)?) {
            all.push(Words { tag: tag.to_owned(), text });
        }
    }
    all.sort_by(|a, b| a.tag.cmp(&b.tag));
    Ok(all)
}

/// The text of a file; `None` if there is none.
fn text(path: &File) -> Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    let shown = path.display();
    let why = || format!("cannot read {shown}: it must be a text in UTF-8");
    let n_bytes = std::fs::metadata(path).context(Kind::Malformed, why)?.len();
    if n_bytes > BYTES_MAX {
        let what =
            format!("cannot read {shown}: it has {n_bytes} bytes, at most {BYTES_MAX} are read");
        return Err(Error::new(Kind::Malformed, what));
    }
    std::fs::read_to_string(path).context(Kind::Malformed, why).map(Some)
}

/// One of the assets. Another tag than the present one is an old page's, and is given what there is now.
pub async fn asset(State(web): State<Arc<Web>>, Path(file): Path<String>, asked: Asked) -> Answer {
    let assets = &web.assets;
    let written = match file.rsplit_once('.') {
        _ if address::font().ends_with(&file) => &assets.font,
        Some((name, "css")) if name.starts_with("wire.") => &assets.style,
        Some((name, "js")) if name.starts_with("wire.") => &assets.script,
        _ => return answer::not_found(web.site(&asked)),
    };
    Answer::new(written.clone(), asked.heads)
}
