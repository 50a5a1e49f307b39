//! What of the erased items can be seen in bytes, however it is written there.

use std::collections::BTreeSet;

/// A text with its white space as single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it may be written in a file.
pub(super) fn written(text: &str) -> BTreeSet<String> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = ["&quot;", "&#34;", "\\\""].map(|quote| escaped.replace('"', quote));
    let single =
        ["&#39;", "&#x27;"].map(|quote| escaped.replace('"', "&quot;").replace('\'', quote));
    let json = serde_json::to_string(text).unwrap_or_default().trim_matches('"').to_owned();
    let twice = escaped.replace('&', "&amp;");
    let all = quoted.into_iter().chain(single);
    all.chain([text.to_owned(), escaped, json, twice]).collect()
}

/// A file as it lies there or unpacked, or what a database holds.
pub(super) struct Seen {
    name: String,
    /// Whether it is of a database on a server.
    pub(super) is_of_database: bool,
    bytes: Vec<u8>,
    /// Its text in each charset in which the agencies write, as it stands and with white space folded.
    texts: Vec<String>,
}

impl Seen {
    pub(super) fn of(name: String, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (cyrillic, _) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes);
        let texts = vec![folded(&text), folded(&cyrillic), text];
        Self { name, is_of_database: false, bytes, texts }
    }

    /// The same, of a database on a server.
    pub(super) fn of_database(mut self) -> Self {
        self.is_of_database = true;
        self
    }

    fn has(&self, text: &str) -> bool {
        written(text).iter().any(|it| self.texts.iter().any(|seen| seen.contains(it.as_str())))
    }

    fn shows(&self, image: &[u8]) -> bool {
        self.bytes.windows(image.len().max(1)).any(|part| part == image)
    }
}

/// In which of `all` a text or an image stands.
pub(super) fn search(all: &[Seen], texts: &[String], images: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for seen in all {
        let name = &seen.name;
        let in_it = texts.iter().filter(|text| seen.has(text));
        found.extend(in_it.map(|text| format!("{text:?} in {name}")));
        let in_it = images.iter().enumerate().filter(|(_, image)| seen.shows(image));
        found.extend(in_it.map(|(n, _)| format!("image {n} in {name}")));
    }
    found
}

/// The texts and images that the search does not find where they are.
pub(super) fn unseen(all: &[Seen], texts: &[String], images: &[Vec<u8>]) -> Vec<String> {
    let texts = texts.iter().filter(|text| !all.iter().any(|seen| seen.has(text)));
    let images = images.iter().filter(|image| !all.iter().any(|seen| seen.shows(image)));
    texts.cloned().chain(images.map(|_| "an image".to_owned())).collect()
}
