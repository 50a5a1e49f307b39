//! Identities: each derives from sources and addresses, never from an extractor's output.

use crate::codec::digest::Digest;
use crate::model::entry::Fragment;

macro_rules! digest_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Digest);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

digest_id! {
    /// A capture: digest of its URL, its time in Unix milliseconds and its payload's digest.
    CaptureId
}
digest_id! {
    /// An entry: digest of its source and its guid, or its URL where it has no guid.
    EntryId
}
digest_id! {
    /// An article: digest of its capture, the place in it, and the recipe that read it.
    ArticleId
}
digest_id! {
    /// An item: digest of its source and its first guid or canonical URL.
    ItemId
}

impl CaptureId {
    /// The identity of the bytes with digest `payload` that `url` gave at `at_ms` (Unix milliseconds).
    #[must_use]
    pub fn new(url: &str, at_ms: i64, payload: Digest) -> Self {
        Self(Digest::of_parts(&[url.as_bytes(), &at_ms.to_be_bytes(), payload.as_bytes()]))
    }
}

impl EntryId {
    /// The identity of what `source` calls `key`: its guid, or its URL where it has none.
    #[must_use]
    pub fn new(source: &Slug, key: &str) -> Self {
        Self(Digest::of_parts(&[source.as_str().as_bytes(), key.as_bytes()]))
    }
}

impl ArticleId {
    /// The identity of what `recipe` reads at `place` of `capture`; `None` is the whole page.
    #[must_use]
    pub fn new(capture: CaptureId, place: Option<Fragment>, recipe: u32) -> Self {
        let place = place.map_or([0; 9], |place| {
            let mut bytes = [1; 9];
            bytes[1..5].copy_from_slice(&place.start.to_be_bytes());
            bytes[5..].copy_from_slice(&place.end.to_be_bytes());
            bytes
        });
        Self(Digest::of_parts(&[capture.0.as_bytes(), &place, &recipe.to_be_bytes()]))
    }
}

impl ItemId {
    /// The identity of the piece of journalism that `source` first announced under `key`.
    #[must_use]
    pub fn new(source: &Slug, key: &str) -> Self {
        Self(Digest::of_parts(&[b"item", source.as_str().as_bytes(), key.as_bytes()]))
    }

    /// What readers see of this id: 20 letters that cannot be computed without `key`,
    /// so that no address of something not yet published can be guessed.
    #[must_use]
    pub fn public(&self, key: &[u8; 32]) -> PublicId {
        PublicId(Digest::of_parts(&[key, self.0.as_bytes()]).to_base32(20))
    }
}

/// The public name of an item: 20 lower-case letters and digits of base 32.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicId(String);

impl PublicId {
    /// The id that `text` spells; `None` unless it is 20 letters of base 32.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 20 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PublicId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A short name fit for an address: 1 to 63 of `a-z 0-9 -`, with a letter or digit at both ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// The slug that `text` spells; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=63).contains(&text.len())
            && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !text.starts_with('-')
            && !text.ends_with('-');
        fits.then(|| Self(text.to_owned()))
    }

    /// The slug nearest to `text`: lower case, every run of other characters one hyphen.
    /// Text without a Latin letter or digit (a name in another script) gives `source-` and a digest.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut slug = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= 63 {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() {
            Self(format!("source-{}", Digest::of(text.as_bytes()).to_base32(8)))
        } else {
            Self(slug.to_owned())
        }
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{ItemId, PublicId, Slug};

    #[test]
    fn slug_of_any_text_is_a_slug() {
        for (text, slug) in [
            ("Tolva News", "tolva-news"),
            ("www.example.org", "www-example-org"),
            ("--A  b!--", "a-b"),
        ] {
            assert_eq!(Slug::of(text).as_str(), slug);
        }
        for text in ["خبرگزاری", "", &"x".repeat(200)] {
            assert!(Slug::parse(Slug::of(text).as_str()).is_some(), "{text}");
        }
    }

    #[test]
    fn public_id_needs_the_key() {
        let item = ItemId::new(&Slug::of("a"), "guid");
        let public = item.public(&[1; 32]);
        assert_ne!(public, item.public(&[2; 32]));
        assert_eq!(PublicId::parse(public.as_str()), Some(public));
    }
}
