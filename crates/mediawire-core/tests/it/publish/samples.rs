//! Items as `visible` would give them, written here.

use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::image::{ImageKind, Metadata};
use mediawire_core::model::article::Meta;
use mediawire_core::model::body::{
    Block, BlockKind, Body, Cell, Embed, Figure, Line, ListItem, Marks, Run, Table, UpdateTime,
};
use mediawire_core::model::change::Class;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::dispatch::{Changed, Dispatch, Note, Notice};
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, PublicId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::picture::{Picture, Pictures};
use mediawire_core::model::section::{Section, SectionCode};
use mediawire_core::model::source::{Display, Genre, Indexing, Release, Rights, Source};
use mediawire_core::model::time::Time;
use mediawire_core::model::visible::{DekBy, Record, Shown, Visible, visible};
use mediawire_core::publish::site::Site;
use std::collections::BTreeSet;

pub const NOW: &str = "2026-11-23T14:05:40Z";

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn site() -> Site {
    let section = |code: &str, name: &str| Section {
        code: SectionCode(code.to_owned()),
        name: name.to_owned(),
        media_topic: None,
        categories: Vec::new(),
    };
    Site {
        name: "The Harbour Post".to_owned(),
        base: "https://post.example".to_owned(),
        byline: "Harbour Post Media Wire".to_owned(),
        sections: vec![section("europe", "Europe"), section("science", "Science & Sea")],
        ..Site::default()
    }
}

pub fn public(name: &str) -> PublicId {
    ItemId::new(&Slug::of("samples"), name).public(&[7; 32])
}

pub fn run(text: &str) -> Run {
    Run { text: text.to_owned(), ..Run::default() }
}

pub fn marked(text: &str, marks: Marks) -> Run {
    Run { marks, ..run(text) }
}

pub fn linked(text: &str, link: &str) -> Run {
    Run { link: Some(link.to_owned()), ..run(text) }
}

pub fn broken(text: &str) -> Run {
    Run { breaks: 1, ..run(text) }
}

pub fn body(kinds: Vec<BlockKind>) -> Body {
    let blocks = kinds.into_iter().map(|kind| Block { part: 0, kind }).collect();
    Body { parts: Vec::new(), blocks, cuts: Vec::new() }
}

pub fn item(level: u8, number: Option<i32>, text: &str) -> ListItem {
    ListItem { level, number, line: vec![run(text)] }
}

fn cell(is_header: bool, columns: u16, text: &str) -> Cell {
    Cell { is_header, columns, rows: 1, line: vec![run(text)] }
}

fn paragraph(text: &str) -> BlockKind {
    BlockKind::Paragraph(vec![run(text)])
}

/// Runs with every mark, and the spaces between them that a careless writer loses.
pub fn marked_line() -> Line {
    vec![
        run(" The ferry "),
        marked("Tern", Marks::EMPHASIS),
        run(" "),
        marked("did not", Marks::STRONG),
        run(" sail: it burns 10"),
        marked("3", Marks::SUPERSCRIPT),
        run(" l of H"),
        marked("2", Marks::SUBSCRIPT),
        run("O, "),
        marked("never", Marks::STRUCK),
        run(" "),
        marked("often", Marks::INSERTED),
        run(" says "),
        linked("the ", "https://tolva.example/log?a=1&b=2"),
        Run { marks: Marks::EMPHASIS, ..linked("harbour", "https://tolva.example/log?a=1&b=2") },
        linked(" log", "https://tolva.example/log?a=1&b=2"),
        run(". "),
        marked("We wait, ", Marks::QUOTED),
        marked("still", Marks::QUOTED.with(Marks::STRONG)),
        run(" said 漢"),
        run("字"),
        marked("kanji", Marks::RUBY),
        broken("of berth "),
        marked("A-7", Marks::CODE),
    ]
}

/// The picture of the body with every kind of block, and another that only stands for the article.
pub fn pictures() -> Pictures {
    let picture = |url: &str, n: &[u8], kind, credit: &str| Picture {
        url: url.to_owned(),
        alt: "A quay in fog".to_owned(),
        digest: Digest::of(n),
        kind,
        width: 1_200,
        height: 675,
        n_bytes: 48_213,
        metadata: Metadata { creator: Some(credit.to_owned()), ..Metadata::default() },
    };
    Pictures(vec![
        picture("https://img.tolva.example/lead.png", b"1", ImageKind::Png, "Jon \"<b>\" Vik"),
        picture("https://img.tolva.example/quay.jpg", b"2", ImageKind::Jpeg, "Ida Holm"),
    ])
}

/// A body with every kind of block.
pub fn every_block() -> Body {
    body(vec![
        paragraph("The harbour of Tolva stayed shut on Monday, its master said."),
        BlockKind::Paragraph(marked_line()),
        BlockKind::Heading(2, vec![run("What the log says")]),
        BlockKind::Quotation(vec![
            vec![run("“No ship is lost,” he said.")],
            vec![run("“Two are late.”")],
        ]),
        BlockKind::PullQuote(vec![vec![run("Two are late")]]),
        BlockKind::UpdateTime(UpdateTime {
            at: Some(time("2026-11-23T09:42:00Z")),
            line: vec![run("10:42, "), marked("Ida Holm", Marks::EMPHASIS)],
        }),
        paragraph("The Gull is sighted."),
        BlockKind::UpdateTime(UpdateTime { at: None, line: vec![run("9:15")] }),
        BlockKind::List(vec![
            item(1, Some(7), "Tern, from the north"),
            item(2, None, "with 40 passengers"),
            item(2, None, "and a cow"),
            item(3, Some(1), "brown"),
            item(1, Some(8), "Gull"),
            item(1, Some(12), "Petrel & Son"),
            item(1, None, "and one without a number"),
        ]),
        BlockKind::Figure(Figure {
            image: Some("https://img.tolva.example/quay.jpg".to_owned()),
            alt: "A quay in fog".to_owned(),
            caption: vec![run("The quay on "), marked("Monday", Marks::EMPHASIS)],
            credit: vec![run("Photo: Ida Holm")],
        }),
        BlockKind::Table(Table {
            caption: vec![run("Arrivals")],
            rows: vec![
                vec![cell(true, 1, "Ship"), cell(true, 1, "Hour")],
                vec![cell(false, 1, "Gull"), cell(false, 1, "14:05")],
                vec![cell(false, 2, "none after dark")],
            ],
        }),
        BlockKind::Embed(Embed {
            url: Some("https://social.example/@master/1".to_owned()),
            lines: vec![vec![run("Fog. Wait for the horn.")], vec![run("— Harbour master")]],
        }),
        BlockKind::Code(vec![run("\n  QNH  1013\n\tVIS 0050")]),
        BlockKind::Paragraph(vec![run(" ")]),
        paragraph("It opens again when the fog lifts."),
    ])
}

/// A report shown in full, two hours on the wire, its headline restyled.
pub fn report() -> Shown {
    Shown {
        public: public("report"),
        number: 41,
        section: SectionCode("europe".to_owned()),
        genre: Genre::Report,
        headline: "Tolva harbour stays shut in fog: Harbour master".to_owned(),
        source_headline: Some("Tolva Harbour Stays Shut in Fog, Says Master".to_owned()),
        kicker: None,
        dek: Some("Two ferries wait outside; nobody is hurt".to_owned()),
        dek_by: DekBy::Source,
        note: None,
        corrections: Vec::new(),
        changed: None,
        gone: None,
        teaser: "The harbour of Tolva stayed shut on Monday, its master said. The ferry Tern…"
            .to_owned(),
        authors: vec!["Ida Holm".to_owned(), "Jon Vik".to_owned()],
        lang: Some("en".to_owned()),
        source_published: Some(Time {
            at: time("2026-11-23T11:40:00Z"),
            offset_s: Some(3600),
            raw: "2026-11-23T12:40:00+01:00".to_owned(),
        }),
        source_updated: None,
        published: time("2026-11-23T12:01:07.250Z"),
        dispatched: time("2026-11-23T12:01:07.250Z"),
        source: Slug::of("tolva-news"),
        source_name: "Tolva News".to_owned(),
        source_url: "https://tolva.example/2026/11/harbour-shut?ref=rss&x=1".to_owned(),
        display: Display::Full,
        body: Some(every_block()),
        is_reserved: false,
        is_capture_open: false,
        index: Indexing::Own,
        pictures: Pictures::NONE,
        lead_picture: None,
    }
}

/// The report as `visible` gives it if its source allows a teaser and states `dek`.
pub fn teased(dek: String) -> Shown {
    seen(Rights::to(Display::Teaser), dek, &Pictures::NONE)
}

/// The report as `visible` gives it under `rights`.
pub fn seen(rights: Rights, dek: String, pictures: &Pictures) -> Shown {
    let report = report();
    let digest = Digest::of(b"");
    let item = Item {
        id: ItemId::new(&report.source, "1"),
        public: report.public.clone(),
        source: report.source.clone(),
        url: report.source_url.clone(),
        received: report.published,
    };
    let source = Source {
        slug: report.source.clone(),
        name: report.source_name.clone(),
        home: "https://tolva.example/".to_owned(),
        list: None,
        cadence_ms: 0,
        rights,
        section: report.section.clone(),
        genre: None,
        release: Release::Auto,
    };
    let dispatch = Dispatch {
        number: 1,
        item: item.id,
        article: ArticleId::new(CaptureId(digest), None, 1),
        body: digest,
        headline: report.headline.clone(),
        kicker: None,
        dek: Dek::Source,
        note: None,
        corrections: Vec::new(),
        changed: None,
        gone: None,
        section: report.section.clone(),
        genre: report.genre,
        display: Display::Full,
        notice: Notice::None,
        at: report.dispatched,
        cause: String::new(),
    };
    let meta = Meta { headline: report.headline.clone(), dek: Some(dek), ..Meta::default() };
    let (first_at, teaser, body) = (report.published, &report.teaser, report.body.as_ref());
    let (item, source, dispatch, meta) = (&item, &source, &dispatch, &meta);
    match visible(&Record { item, source, dispatch, first_at, meta, teaser, body, pictures }) {
        Visible::Shown(shown) => *shown,
        off @ (Visible::Withheld { .. } | Visible::Killed { .. }) => panic!("{off:?}"),
    }
}

/// An old view of which the teaser may be shown.
pub fn view() -> Shown {
    Shown {
        public: public("view"),
        number: 40,
        section: SectionCode("science".to_owned()),
        genre: Genre::View,
        headline: "Why lighthouses should stay lit".to_owned(),
        source_headline: None,
        dek: None,
        teaser: "A lamp that nobody needs is still a lamp that somebody looks for, and that…"
            .to_owned(),
        authors: Vec::new(),
        source_published: Some(Time {
            at: time("2021-11-23T00:00:00Z"),
            offset_s: None,
            raw: "2021-11-23".to_owned(),
        }),
        published: time("2026-11-23T13:21:00Z"),
        dispatched: time("2026-11-23T13:21:00Z"),
        source: Slug::of("skerry-review"),
        changed: Some(Changed { at: time("2026-11-23T15:00:00Z"), classes: BTreeSet::new() }),
        gone: Some(time("2026-11-24T05:30:00Z")),
        source_name: "Skerry Review".to_owned(),
        source_url: "https://skerry.example/lamps".to_owned(),
        display: Display::Teaser,
        body: None,
        ..report()
    }
}

/// A Persian report shown in full.
pub fn persian() -> Shown {
    Shown {
        public: public("persian"),
        number: 42,
        headline: "بندر تُلوا به‌دلیل مه بسته ماند: رئیس بندر".to_owned(),
        source_headline: Some("بندر «تُلوا» بسته ماند".to_owned()),
        kicker: Some("مه در خلیج".to_owned()),
        dek: Some("دو کشتی بیرون بندر در انتظارند و کسی آسیب ندیده است".to_owned()),
        dek_by: DekBy::House,
        note: Some(Note {
            words: "منبع نام کشتی را دو گونه نوشته است.".to_owned(),
            at: "2026-11-24T06:00:00Z".parse().unwrap(),
        }),
        changed: Some(Changed {
            at: time("2026-11-24T05:00:00Z"),
            classes: BTreeSet::from([Class::Number, Class::Quotation]),
        }),
        teaser: "رئیس بندر تُلوا روز دوشنبه گفت که بندر به‌دلیل مه بسته مانده است…".to_owned(),
        authors: vec!["نیلوفر دریایی".to_owned()],
        lang: Some("fa".to_owned()),
        source_published: Some(Time {
            at: time("2026-11-23T13:30:00Z"),
            offset_s: Some(12_600),
            raw: "Mon, 23 Nov 2026 17:00:00 +0330".to_owned(),
        }),
        published: time("2026-11-23T14:04:00Z"),
        dispatched: time("2026-11-23T14:04:00Z"),
        source: Slug::of("darya"),
        source_name: "خبرگزاری دریا".to_owned(),
        source_url: "https://darya.example/خبر/42".to_owned(),
        body: Some(body(vec![
            paragraph(
                "رئیس بندر تُلوا روز دوشنبه گفت که بندر به‌دلیل مه بسته مانده است و کشتی «ترن» با ۴۰ مسافر در انتظار است.",
            ),
            BlockKind::Heading(2, vec![run("دفتر بندر چه می‌گوید؟")]),
            BlockKind::Quotation(vec![vec![run("هیچ کشتی‌ای گم نشده است؛ دو کشتی دیر کرده‌اند.")]]),
            BlockKind::List(vec![
                item(1, Some(1), "ترن (Tern)، از شمال"),
                item(1, Some(2), "گال، ساعت ۱۴:۰۵"),
            ]),
            paragraph("با برخاستن مه، بندر دوباره باز می‌شود."),
        ])),
        ..report()
    }
}

/// An item of which every text tries to be more than text.
pub fn hostile() -> Shown {
    let script = "\"'><script>alert(1)</script><b>&amp;\u{202e}\u{7}\u{0}👩‍🚀 ]]>";
    Shown {
        public: public("hostile"),
        number: 43,
        headline: format!("Headline {script}"),
        source_headline: Some(format!("Theirs {script}")),
        kicker: Some(format!("Kicker {script}")),
        dek: Some(format!("Dek {script}")),
        dek_by: DekBy::House,
        note: Some(Note {
            words: format!("Note {script}"),
            at: "2026-11-24T06:00:00Z".parse().unwrap(),
        }),
        teaser: format!("Teaser {script}"),
        authors: vec![format!("Author {script}"), "עברית".to_owned()],
        lang: Some("en\" onload=\"alert(1)".to_owned()),
        source_published: Some(Time {
            at: time("2026-11-23T11:40:00Z"),
            offset_s: Some(93_599),
            raw: script.to_owned(),
        }),
        source_updated: Some(Time {
            at: time("2026-11-23T11:41:00Z"),
            offset_s: None,
            raw: script.to_owned(),
        }),
        source_name: format!("Source {script}"),
        source_url: "javascript:alert('source')//<script>".to_owned(),
        body: Some(body(vec![
            paragraph(script),
            paragraph(&"w".repeat(10_240)),
            BlockKind::Paragraph(vec![
                linked("one", "javascript:alert(1)"),
                linked("two", "https://a.example/\"onclick=\"alert(1)"),
                linked("three", "data:text/html,<script>alert(1)</script>"),
                linked("four", "mailto:a@b.example"),
            ]),
            BlockKind::Code(vec![run(script)]),
            BlockKind::Figure(Figure {
                image: Some("javascript:alert(1)".to_owned()),
                alt: script.to_owned(),
                caption: vec![run(script)],
                credit: vec![run(script)],
            }),
            BlockKind::Embed(Embed {
                url: Some("vbscript:x".to_owned()),
                lines: vec![vec![run(script)]],
            }),
            BlockKind::List(vec![item(255, Some(i32::MAX), script), item(0, Some(i32::MIN), "x")]),
        ])),
        ..report()
    }
}
