//! Article → item: whether it is a piece that is known, where it belongs, and what kind it is.

pub mod address;
pub mod placing;

use crate::codec::digest::Digest;
use crate::model::article::Meta;
use crate::model::body::Body;
use crate::model::entry::Entry;
use unicode_normalization::UnicodeNormalization;

/// Texts with fewer characters than this are too short to say that one is a copy of another.
pub const COPY_CHARS_MIN: i64 = 200;

/// The names by which a source knows a piece, the first of which makes the item's identity:
/// its guid, the address it was found at, and last the address the page gives for itself: a better reader of pages must
/// not give an item another identity.
///
/// Never empty if the entry has a guid or `url` is not empty; without repetitions.
#[must_use]
pub fn keys(entry: &Entry, meta: &Meta, url: &str) -> Vec<String> {
    let canonical =
        meta.canonical.as_deref().filter(|canonical| address::names_a_page(canonical, url));
    let addresses = [entry.url.as_deref(), Some(url), canonical];
    let mut keys: Vec<String> = entry.guid.iter().map(|guid| address::key(guid)).collect();
    for key in addresses.into_iter().flatten().map(address::key) {
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The address at the source that stands at the bottom of the article: the page's own, else where it was found.
#[must_use]
pub fn source_url<'a>(meta: &'a Meta, url: &'a str) -> &'a str {
    meta.canonical
        .as_deref()
        .filter(|canonical| address::names_a_page(canonical, url))
        .unwrap_or(url)
}

/// Digest of an article's words: equal for two that say the same, whatever their mark-up and white space.
#[must_use]
pub fn words(body: &Body) -> Digest {
    let text = body.text(false);
    let folded: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    Digest::of(folded.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{keys, source_url};
    use crate::codec::digest::Digest;
    use crate::model::article::Meta;
    use crate::model::entry::Entry;
    use crate::model::id::{CaptureId, Slug};

    fn entry(guid: Option<&str>, url: &str) -> Entry {
        let entry = Entry::of_page(&Slug::of("a"), url, CaptureId(Digest::of(b"")));
        Entry { guid: guid.map(str::to_owned), ..entry }
    }

    #[test]
    fn piece_is_known_by_guid_canonical_and_address() {
        let meta =
            Meta { canonical: Some("https://www.a.example/story".into()), ..Meta::default() };
        let entry = entry(Some("tag:1"), "http://a.example/story?utm_source=rss");
        let url = "https://a.example/story/";
        assert_eq!(keys(&entry, &meta, url), ["tag:1", "a.example/story"]);
        assert_eq!(source_url(&meta, url), "https://www.a.example/story");
    }

    #[test]
    fn canonical_that_names_the_front_page_or_another_site_is_not_believed() {
        let url = "https://a.example/story";
        for canonical in ["https://a.example/", "https://evil.example/story", "javascript:1"] {
            let meta = Meta { canonical: Some(canonical.into()), ..Meta::default() };
            assert_eq!(keys(&entry(None, url), &meta, url), ["a.example/story"]);
            assert_eq!(source_url(&meta, url), url);
        }
    }
}
