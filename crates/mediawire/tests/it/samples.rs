//! Nouns for tests, each made of a number: the same number gives the same noun.

use jiff::Timestamp;
use mediawire::store::captures::Lies;
use mediawire::store::db::Tx;
use mediawire::store::{articles, captures, items};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::article::{Article, Meta};
use mediawire_core::model::body::{Block, BlockKind, Body, Part, Run};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Genre, Indexing, Release, Rights, Source};

pub(crate) const PUBLIC_KEY: [u8; 32] = [7; 32];

pub(crate) fn at(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

pub(crate) fn digest(n: usize) -> Digest {
    Digest::of(n.to_string().as_bytes())
}

pub(crate) fn source(slug: &str) -> Source {
    Source {
        slug: Slug::parse(slug).unwrap(),
        name: format!("The {slug} agency"),
        home: format!("https://{slug}.example/"),
        list: Some(format!("https://{slug}.example/feed")),
        cadence_ms: 600_000,
        rights: Rights {
            licence: "by agreement".to_owned(),
            index: Indexing::Own,
            ..Rights::to(Display::Full)
        },
        section: SectionCode("world".to_owned()),
        genre: None,
        release: Release::Auto,
    }
}

/// A capture of `url` at `at_ms` whose payload is number `payload`.
pub(crate) fn capture(url: &str, at_ms: i64, payload: usize) -> Capture {
    Capture {
        id: CaptureId::new(url, at_ms, digest(payload)),
        url: url.to_owned(),
        at: at(at_ms),
        payload: digest(payload),
        n_bytes: 5_000_000_000,
        status: 200,
        headers: vec![("etag".to_owned(), "\"ä\"".to_owned()), ("etag".to_owned(), String::new())],
    }
}

pub(crate) fn lies(file: &str, at_byte: u64, holder: CaptureId) -> Lies {
    Lies { file: file.to_owned(), at_byte, n_bytes: 100, member: digest(9), holder }
}

pub(crate) fn entry(source: &Slug, n: usize) -> Entry {
    let url = format!("https://{source}.example/{n}");
    Entry {
        id: EntryId::new(source, &url),
        capture: CaptureId(digest(n)),
        url: Some(url),
        guid: Some(format!("tag:{n}")),
        title: format!("Title {n}"),
        summary: Some("A summary".to_owned()),
        authors: vec!["A. Author".to_owned()],
        published: None,
        updated: None,
        categories: vec!["World".to_owned()],
        lang: Some("en".to_owned()),
        text: None,
        whole: None,
        image: None,
        handling: None,
    }
}

pub(crate) fn line(text: &str) -> Vec<Run> {
    let end = u32::try_from(text.len()).unwrap();
    vec![Run { node: 3, start: 0, end, text: text.to_owned(), ..Run::default() }]
}

/// An article of one paragraph, read from capture number `n`.
pub(crate) fn article(n: usize, text: &str) -> Article {
    let capture = CaptureId(digest(n));
    Article {
        id: ArticleId::new(capture, None, 1),
        capture,
        meta: Meta { headline: format!("Headline {n}"), ..Meta::default() },
        body: Body {
            parts: vec![Part { capture, fragment: None, texts: 3..4 }],
            blocks: vec![Block { part: 0, kind: BlockKind::Paragraph(line(text)) }],
            cuts: Vec::new(),
        },
    }
}

pub(crate) fn item(source: &Slug, n: usize) -> Item {
    let id = ItemId::new(source, &format!("tag:{n}"));
    Item {
        id,
        public: id.public(&PUBLIC_KEY),
        source: source.clone(),
        url: format!("https://{source}.example/{n}"),
        received: at(1_000 + i64::try_from(n).unwrap()),
    }
}

/// Saves capture, article and item number `n` of `source`: all that a dispatch refers to.
pub(crate) async fn save_item(tx: &mut Tx, source: &Slug, n: usize) -> (Item, Article) {
    let (item, article) = (item(source, n), article(n, &format!("Text of number {n}.")));
    let place = lies("mediawire-20261124000000-00000.warc.gz", n as u64 * 100, article.capture);
    let capture = Capture { id: article.capture, ..capture(&item.url, 1_000, n) };
    captures::save(tx, &capture, &place).await.unwrap();
    let said = (EntryId::new(source, &item.url), digest(n));
    articles::save(tx, &article, said, 1, digest(n + 1_000)).await.unwrap();
    items::save(tx, &item).await.unwrap();
    items::add_version(tx, item.id, 1, article.id, 2_000).await.unwrap();
    (item, article)
}

/// A dispatch of the item, in `section`, caused by `cause`.
pub(crate) fn dispatch(item: &Item, article: &Article, section: &str, cause: &str) -> Dispatch {
    Dispatch {
        number: 0,
        item: item.id,
        article: article.id,
        body: digest(5),
        headline: "House headline".to_owned(),
        kicker: None,
        dek: Dek::Source,
        note: None,
        corrections: Vec::new(),
        changed: None,
        gone: None,
        section: SectionCode(section.to_owned()),
        genre: Genre::View,
        display: Display::Teaser,
        notice: Notice::None,
        at: at(3_000),
        cause: cause.to_owned(),
    }
}
