//! The pictures of an article: those that it names, and those of them that were kept.

use crate::codec::digest::Digest;
use crate::codec::image::{ImageKind, Metadata};
use crate::model::article::Article;
use crate::model::body::BlockKind;
use url::Url;

/// The most pictures that are asked for of an article.
const PICTURES_MAX: usize = 64;

/// A picture that an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its absolute http or https URL.
    pub url: String,
    /// The text alternative that the page gives; empty for a picture that no figure shows.
    pub alt: String,
}

/// A picture of an article whose image was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The URL by which the article names it.
    pub url: String,
    /// The text alternative that the page gives; may be empty.
    pub alt: String,
    /// SHA-256 of the image's bytes.
    pub digest: Digest,
    /// Its kind, as its bytes say.
    pub kind: ImageKind,
    /// Its width as it is shown, in pixels.
    pub width: u32,
    /// Its height as it is shown, in pixels.
    pub height: u32,
    /// The length of the image in bytes.
    pub n_bytes: u64,
    /// What the image says of itself.
    pub metadata: Metadata,
}

/// The pictures of an article whose images were kept, in the order in which it names them: the lead picture first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pictures(pub Vec<Picture>);

impl Pictures {
    /// None.
    pub const NONE: Self = Self(Vec::new());

    /// The picture that the article names by `url`.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&Picture> {
        self.0.iter().find(|picture| picture.url == url)
    }

    /// The picture that stands for the article in lists.
    #[must_use]
    pub fn lead(&self) -> Option<&Picture> {
        self.0.first()
    }
}

/// The pictures that `article` names, each once: the one that its page gives as its lead picture, then those of its
/// figures. At most 64.
#[must_use]
pub fn named(article: &Article) -> Vec<Named> {
    let figures = article.body.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => Some((figure.image.as_deref()?, figure.alt.trim())),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::Quotation(_)
        | BlockKind::PullQuote(_)
        | BlockKind::List(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Embed(_)
        | BlockKind::UpdateTime(_) => None,
    });
    let lead = article.meta.image.as_deref().map(|url| (url, ""));
    let mut all: Vec<Named> = Vec::new();
    for (url, alt) in lead.into_iter().chain(figures) {
        if let Some(known) = all.iter_mut().find(|named| named.url == url) {
            if known.alt.is_empty() {
                alt.clone_into(&mut known.alt);
            }
        } else if all.len() < PICTURES_MAX && is_web(url) {
            all.push(Named { url: url.to_owned(), alt: alt.to_owned() });
        }
    }
    all
}

fn is_web(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::codec::digest::Digest;
    use crate::model::article::{Article, Meta};
    use crate::model::body::{Block, BlockKind, Body, Figure};
    use crate::model::id::{ArticleId, CaptureId};

    #[test]
    fn lead_picture_is_named_first_and_each_picture_once() {
        let figure = |url: &str, alt: &str| {
            let image = Some(url.to_owned());
            let kind =
                BlockKind::Figure(Figure { image, alt: alt.to_owned(), ..Figure::default() });
            Block { part: 0, kind }
        };
        let capture = CaptureId(Digest::of(b""));
        let article = |image: Option<&str>, blocks: Vec<Block>| Article {
            id: ArticleId::new(capture, None, 1),
            capture,
            meta: Meta { image: image.map(str::to_owned), ..Meta::default() },
            body: Body { blocks, ..Body::default() },
        };
        let pairs = |article: &Article| -> Vec<(String, String)> {
            named(article).into_iter().map(|named| (named.url, named.alt)).collect()
        };
        let two =
            || vec![figure("https://a.example/1", "one"), figure("https://a.example/2", "two")];
        let pair = |n: &str, alt: &str| (format!("https://a.example/{n}"), alt.to_owned());
        let all = pairs(&article(Some("https://a.example/2"), two()));
        assert_eq!(all, [pair("2", "two"), pair("1", "one")]);
        assert_eq!(pairs(&article(None, two())), [pair("1", "one"), pair("2", "two")]);
        assert_eq!(pairs(&article(Some("data:image/png,x"), Vec::new())), []);
        let many = (0..100).map(|n| figure(&format!("https://a.example/{n}"), "")).collect();
        assert_eq!(named(&article(None, many)).len(), 64);
    }
}
