//! Articles and their bodies: what goes in comes out.

use crate::engine::on_each;
use crate::samples::{article, at, digest, entry, line, save_item, source};
use mediawire::error::Kind;
use mediawire::store::entries::{self, LIST};
use mediawire::store::{articles, body, items};
use mediawire_core::model::article::{Meta, Origins};
use mediawire_core::model::body::{
    Block, BlockKind, Body, Cell, Cut, CutKind, Embed, Figure, ListItem, Marks, Part, Place, Run,
    Table, UpdateTime,
};
use mediawire_core::model::entry::{Entry, Form, Fragment};
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId};
use mediawire_core::model::signals::Signals;
use mediawire_core::model::source::Genre;
use mediawire_core::model::time::Time;

/// A body with every kind of part, block and cut, and with what texts can hold.
fn everything() -> Body {
    let run = Run {
        node: u32::MAX,
        start: 1,
        end: u32::MAX,
        text: "nul \0, quote \", \\, \u{2028}, خبر, 🗞".to_owned(),
        marks: Marks::STRONG.with(Marks::RUBY),
        link: Some("https://a.example/?a=1&b=\"2\"".to_owned()),
        breaks: u8::MAX,
    };
    let rich = vec![run, Run::default()];
    let cell = |is_header, columns, rows| Cell { is_header, columns, rows, line: line("cell") };
    let kinds = [
        BlockKind::Paragraph(rich.clone()),
        BlockKind::Paragraph(Vec::new()),
        BlockKind::Heading(6, rich.clone()),
        BlockKind::Quotation(vec![line("one"), Vec::new(), rich.clone()]),
        BlockKind::PullQuote(vec![line("one"), rich.clone()]),
        BlockKind::List(vec![
            ListItem { level: 1, number: None, line: line("bullet") },
            ListItem { level: 9, number: Some(i32::MIN), line: rich.clone() },
        ]),
        BlockKind::Code(line("  fn a() {\n\t}\n")),
        BlockKind::Figure(Figure {
            image: Some("https://a.example/i.png".to_owned()),
            alt: "alt \0".to_owned(),
            caption: line("caption"),
            credit: rich.clone(),
        }),
        BlockKind::Figure(Figure::default()),
        BlockKind::Table(Table {
            caption: rich.clone(),
            rows: vec![vec![cell(true, 1, 1000), cell(false, u16::MAX, 1)], Vec::new()],
        }),
        BlockKind::UpdateTime(UpdateTime { at: Some(at(1_700_000_000)), line: rich }),
        BlockKind::UpdateTime(UpdateTime { at: None, line: line("10:42") }),
        BlockKind::Embed(Embed { url: None, lines: vec![line("a post")] }),
        BlockKind::Embed(Embed { url: Some("https://b.example/v".to_owned()), lines: Vec::new() }),
    ];
    let forms =
        [Form::Escaped, Form::JsonPlain, Form::Markup, Form::JsonLines, Form::Lines].map(Some);
    let parts = std::iter::once(None).chain(forms).enumerate().map(|(n, form)| Part {
        capture: CaptureId(digest(n)),
        fragment: form.map(|form| Fragment { start: 5, end: u32::MAX, form }),
        texts: 0..u32::MAX,
    });
    let cuts = CutKind::NAMES.map(|(kind, _)| Cut {
        kind,
        part: 5,
        from: Place { node: 0, at: u32::MAX },
        to: Place { node: u32::MAX, at: 0 },
    });
    Body {
        parts: parts.collect(),
        blocks: (0..6).cycle().zip(kinds).map(|(part, kind)| Block { part, kind }).collect(),
        cuts: cuts.to_vec(),
    }
}

#[test]
fn body_of_every_kind_is_read_as_it_was_written() {
    let body = everything();
    let text = body::write(&body);
    assert_eq!(body::read(&text).unwrap(), body);
    assert_eq!(body::write(&body::read(&text).unwrap()), text);
    assert!(!text.contains('\0'), "a column takes no NUL");
    let empty = Body::default();
    assert_eq!(body::read(&body::write(&empty)).unwrap(), empty);
}

#[test]
fn text_that_is_no_body_is_malformed() {
    let text = body::write(&everything());
    for (bad, why) in [
        (text[..text.len() - 1].to_owned(), "is not whole"),
        (text.replace("\"advertisement\"", "\"advert\""), "cut of kind \"advert\""),
        (text.replace(&digest(3).to_hex(), "abc"), "capture that is no digest"),
        (text.replacen("\"h\":", "\"heading\":", 1), "is not whole"),
        (String::new(), "is not whole"),
    ] {
        let error = body::read(&bad).unwrap_err();
        assert_eq!(error.kind, Kind::Malformed);
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[tokio::test]
async fn article_comes_back_with_its_body_and_never_changes() {
    on_each(async |base| {
        let db = base.db().await;
        let mut piece = article(1, "");
        let time =
            |ms, offset_s| Some(Time { at: at(ms), offset_s, raw: "Tue, 24 Nov".to_owned() });
        piece.body = everything();
        piece.meta = Meta {
            headline: "Rain \u{202e} خبر".to_owned(),
            dek: Some("More rain".to_owned()),
            authors: vec!["A".to_owned(), "B".to_owned()],
            agencies: vec!["Tolva News".to_owned()],
            dateline: Some("TOLVA".to_owned()),
            published: time(-5_000, Some(12_600)),
            updated: time(1_700_000_000_123, None),
            lang: Some("fa".to_owned()),
            canonical: Some("https://a.example/1".to_owned()),
            categories: vec!["World".to_owned()],
            keywords: vec!["rain".to_owned()],
            genre: Some(Genre::View),
            image: Some("https://a.example/i.png".to_owned()),
            site_name: Some("A".to_owned()),
            is_free: Some(false),
            licence: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
            rights: Some("Tolva News".to_owned()),
            signals: Signals(vec!["meta robots: noarchive".to_owned()]),
            doubts: vec!["no date".to_owned()],
            origins: Origins::default(),
            confidence: None,
        };
        let key = (EntryId(digest(2)), digest(3));
        let mut tx = db.write().await.unwrap();
        articles::save(&mut tx, &piece, key, 7, digest(4)).await.unwrap();
        let mut other = piece.clone();
        other.meta.headline = "Sun".to_owned();
        other.body.blocks.clear();
        articles::save(&mut tx, &other, key, 7, digest(5)).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.read().await.unwrap();
        let known = articles::get(&mut tx, piece.id).await.unwrap();
        assert_eq!(known.meta, piece.meta);
        assert_eq!((known.capture, known.entry, known.words), (piece.capture, key, digest(4)));
        let n_chars = piece.body.text(false).chars().count();
        assert_eq!(known.n_chars, i64::try_from(n_chars).unwrap());
        let text = articles::body(&mut tx, piece.id).await.unwrap();
        assert_eq!(text, body::write(&piece.body));
        let none = ArticleId(digest(99));
        assert_eq!(articles::get(&mut tx, none).await.unwrap_err().kind, Kind::NotFound);
        assert_eq!(articles::body(&mut tx, none).await.unwrap_err().kind, Kind::NotFound);
    })
    .await;
}

#[tokio::test]
async fn nul_in_a_headline_is_a_replacement_character_on_both_engines() {
    on_each(async |base| {
        let db = base.db().await;
        let mut piece = article(1, "text");
        piece.meta.headline = "a\0b".to_owned();
        piece.meta.dek = Some("c\0d".to_owned());
        let mut tx = db.write().await.unwrap();
        articles::save(&mut tx, &piece, (EntryId(digest(2)), digest(3)), 1, digest(4))
            .await
            .unwrap();
        let known = articles::get(&mut tx, piece.id).await.unwrap();
        assert_eq!(known.meta.headline, "a\u{fffd}b");
        // In a column of JSON it is written as an escape, and comes back.
        assert_eq!(known.meta.dek.as_deref(), Some("c\0d"));
    })
    .await;
}

#[tokio::test]
async fn bodies_before_an_entry_are_the_same_whatever_comes_after() {
    on_each(async |base| {
        let db = base.db().await;
        let slug = source("a").slug;
        let mut tx = db.write().await.unwrap();
        // They are received at 1,001, 1,002 and so on.
        let mut bodies = Vec::new();
        for n in 1..=2 {
            bodies.push(save_item(&mut tx, &slug, n).await.1.body);
        }
        bodies.reverse();
        let page = entry(&slug, 9);
        entries::save(&mut tx, &page, &slug, LIST, 1_013).await.unwrap();
        let before =
            async |tx: &mut _, n| items::bodies_before(tx, &slug, page.id, (n, 10)).await.unwrap();
        assert_eq!(before(&mut tx, 20).await, bodies);
        save_item(&mut tx, &slug, 3).await;
        save_item(&mut tx, &source("b").slug, 1_000_000).await;
        let again = Entry { title: "Other words".to_owned(), ..page.clone() };
        entries::save(&mut tx, &again, &slug, LIST, 5_000).await.unwrap().unwrap();
        assert_eq!(before(&mut tx, 20).await, bodies);
        assert_eq!(before(&mut tx, 1).await, bodies[..1]);
    })
    .await;
}
