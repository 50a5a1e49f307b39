//! Pages to articles. With `MEDIAWIRE_TEST_WRITE` set the expected files are written anew: read them.

use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{self, Page, Repeats, Site};
use mediawire_core::model::article::Article;
use mediawire_core::model::base::Origin;
use mediawire_core::model::body::{BlockKind, CutKind, line_text};
use mediawire_core::model::entry::{Entry, Form, Fragment};
use mediawire_core::model::id::{CaptureId, EntryId, Slug};
use mediawire_core::model::lock::{self, Parsed};
use mediawire_core::read;
use std::fmt::Write as _;
use std::path::Path;

const URL: &str = "https://www.a.example/world/page";
const ORIGIN: Origin<'_> = Origin { url: URL, location: None };

fn read(document: &str) -> Article {
    let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
    extract::page(&Page { capture, url: URL, document, entry: None, list: None }).unwrap()
}

/// What the lock has to say, in words.
fn differences(document: &str, article: &Article) -> Vec<String> {
    let tree = lock::tree_of(document, article.body.parts[0].fragment);
    let base = lock::base_of(&tree, URL);
    let parts = [Parsed { tree: &tree, base: base.as_ref() }];
    lock::check(&article.body, &parts).iter().map(ToString::to_string).collect()
}

/// The article as lines: metadata, blocks, cuts.
fn shown(document: &str, article: &Article) -> String {
    let mut out = String::new();
    let meta = &article.meta;
    let moment = |time: &mediawire_core::model::time::Time| format!("{} ({})", time.at, time.raw);
    for (name, value) in [
        ("headline", Some(meta.headline.clone())),
        ("dek", meta.dek.clone()),
        ("authors", Some(meta.authors.join("; "))),
        ("agencies", Some(meta.agencies.join("; "))),
        ("dateline", meta.dateline.clone()),
        ("published", meta.published.as_ref().map(moment)),
        ("updated", meta.updated.as_ref().map(moment)),
        ("lang", meta.lang.clone()),
        ("canonical", meta.canonical.clone()),
        ("categories", Some(meta.categories.join("; "))),
        ("keywords", Some(meta.keywords.join("; "))),
        ("genre", meta.genre.map(|genre| genre.name().to_owned())),
        ("image", meta.image.clone()),
        ("site", meta.site_name.clone()),
        ("free", meta.is_free.map(|is_free| is_free.to_string())),
        ("licence", meta.licence.clone()),
        ("rights", meta.rights.clone()),
        ("doubts", Some(meta.doubts.join("; "))),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    writeln!(out).unwrap();
    for block in &article.body.blocks {
        let (name, note) = match &block.kind {
            BlockKind::Paragraph(_) => ("paragraph", String::new()),
            BlockKind::Heading(level, _) => ("heading", level.to_string()),
            BlockKind::Quotation(_) => ("quotation", String::new()),
            BlockKind::PullQuote(_) => ("pull quote", String::new()),
            BlockKind::UpdateTime(it) => {
                ("time", it.at.map(|at| at.to_string()).unwrap_or_default())
            }
            BlockKind::List(items) => {
                let of = |number: Option<i32>| number.map_or("*".to_owned(), |n| n.to_string());
                let marks = items.iter().map(|it| format!("{}:{}", it.level, of(it.number)));
                ("list", marks.collect::<Vec<_>>().join(" "))
            }
            BlockKind::Code(_) => ("code", String::new()),
            BlockKind::Figure(it) => {
                ("figure", format!("{} {:?}", it.image.as_deref().unwrap_or("-"), it.alt))
            }
            BlockKind::Table(table) => {
                let rows = table.rows.iter().map(|row| row.len().to_string());
                ("table", rows.collect::<Vec<_>>().join(" "))
            }
            BlockKind::Embed(it) => ("embed", it.url.clone().unwrap_or_default()),
        };
        writeln!(out, "[{}]", format!("{name} {note}").trim()).unwrap();
        for line in block.kind.lines().into_iter().filter(|line| !line.is_empty()) {
            writeln!(out, "  {}", line_text(line).replace('\n', "\n  | ")).unwrap();
            for run in line.iter().filter(|run| run.marks.bits() != 0 || run.link.is_some()) {
                let link = run.link.as_deref().unwrap_or_default();
                writeln!(out, "    {:?} {:#b} {link}", run.text, run.marks.bits()).unwrap();
            }
        }
    }
    writeln!(out).unwrap();
    let tree = lock::tree_of(document, article.body.parts[0].fragment);
    for cut in &article.body.cuts {
        let nodes = (cut.from.node..=cut.to.node).filter_map(|node| tree.text_node(node));
        let text: Vec<&str> = nodes.flat_map(|id| tree.text(id).split_whitespace()).collect();
        writeln!(out, "- {}: {}", cut.kind.name(), text.join(" ")).unwrap();
    }
    out
}

fn check(folder: &Path) {
    let bytes = std::fs::read(folder.join("input.html")).unwrap();
    let decoded = charset::decode(&bytes, None, Context::Html);
    let article = read(&decoded.text);
    assert_eq!(differences(&decoded.text, &article), Vec::<String>::new(), "{folder:?}");
    let found = shown(&decoded.text, &article);
    let path = folder.join("expected.txt");
    if std::env::var_os("MEDIAWIRE_TEST_WRITE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{folder:?}");
}

#[test]
fn each_golden_page_gives_its_article() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/extract");
    let mut n_cases = 0;
    for case in std::fs::read_dir(folder).unwrap() {
        check(&case.unwrap().path());
        n_cases += 1;
    }
    assert!(n_cases >= 6, "{n_cases} cases");
}

#[test]
fn damaged_pages_still_satisfy_the_lock() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/extract");
    for case in std::fs::read_dir(folder).unwrap() {
        let page = std::fs::read_to_string(case.unwrap().path().join("input.html")).unwrap();
        for step in 1..24 {
            // A tag's bracket lost here, a page cut short there.
            let at = page.floor_char_boundary(page.len() * step / 24);
            let (head, tail) = page.split_at(at);
            let lost = format!("{head}{}", tail.replacen('<', "", 1));
            for document in [head, lost.as_str(), tail] {
                let capture = CaptureId::new(URL, 0, Digest::of(b""));
                let page = Page { capture, url: URL, document, entry: None, list: None };
                if let Ok(article) = extract::text(&page) {
                    assert_eq!(differences(document, &article), Vec::<String>::new());
                }
            }
        }
    }
}

fn entry(text: Fragment) -> Entry {
    Entry {
        id: EntryId::new(&Slug::of("tolva"), "1"),
        capture: CaptureId::new(URL, 0, Digest::of(b"")),
        url: Some("https://www.a.example/ferry".to_owned()),
        guid: None,
        title: " Ferry  sails again ".to_owned(),
        summary: None,
        authors: vec!["By Ada Tolva".to_owned()],
        published: None,
        updated: None,
        categories: vec!["World".to_owned()],
        lang: Some("en_gb".to_owned()),
        text: Some(text),
        whole: None,
        image: None,
        handling: None,
    }
}

#[test]
fn the_text_in_a_list_is_an_article_that_satisfies_the_lock() {
    let text = "&lt;p&gt;The ferry &lt;b&gt;sails&lt;/b&gt; again.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;\
        &lt;p&gt;So said &lt;a href=\"/ferry\"&gt;its owner&lt;/a&gt;.&lt;/p&gt;";
    for (form, body) in [
        (Form::Escaped, "The ferry sails again.\nSo said its owner."),
        (
            Form::Plain,
            "<p>The ferry <b>sails</b> again.</p><script>x()</script><p>So said <a href=\"/ferry\">its owner</a>.</p>",
        ),
    ] {
        let document = format!("<rss><item><description>{text}</description></item></rss>");
        let start = u32::try_from(document.find(text).unwrap()).unwrap();
        let end = start + u32::try_from(text.len()).unwrap();
        let entry = entry(Fragment { start, end, form });
        let article = extract::fragment(&document, &ORIGIN, &entry).unwrap();
        let meta = &article.meta;
        assert_eq!(
            (meta.headline.as_str(), meta.lang.as_deref()),
            ("Ferry sails again", Some("en-GB"))
        );
        assert_eq!(meta.authors, ["Ada Tolva"]);
        assert_eq!(article.body.text(false), body);
        let tree = lock::tree_of(&document, entry.text);
        let base = lock::base_of(&tree, URL);
        let parts = [Parsed { tree: &tree, base: base.as_ref() }];
        assert_eq!(lock::check(&article.body, &parts), Vec::new());
        let silent = Entry { text: None, ..entry };
        assert_eq!(extract::fragment(&document, &ORIGIN, &silent).unwrap_err().code(), "no-text");
    }
}

/// Pictures, players and previews are kept, what a reply quotes and counts of views are cut, links are as posted.
#[test]
fn posts_of_channels_are_articles_that_satisfy_the_lock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/read/telegram");
    for case in ["channel", "persian"] {
        let document = std::fs::read_to_string(root.join(case).join("input.html")).unwrap();
        let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
        let list = read::list(&document, URL, &Slug::of("tolva"), capture).unwrap();
        let mut told = String::new();
        for entry in &list.entries {
            assert!(entry.whole.is_some(), "{entry:?}");
            let article = extract::fragment(&document, &ORIGIN, entry).unwrap();
            assert_eq!(differences(&document, &article), Vec::<String>::new(), "{}", entry.title);
            told.push_str(&shown(&document, &article));
            told.push('\n');
        }
        let expected = root.join(case).join("articles.txt");
        if std::env::var_os("MEDIAWIRE_TEST_WRITE").is_some() {
            std::fs::write(&expected, &told).unwrap();
        }
        assert_eq!(told, std::fs::read_to_string(&expected).unwrap_or_default(), "{case}");
    }
}

#[test]
fn what_is_no_article_is_refused_with_its_reason() {
    for (url, page, code) in [
        ("https://a.example/x", "", "no-text"),
        ("https://a.example/x", "<title>x</title><p>Hello.</p>", "no-text"),
        (
            "https://a.example/",
            "<title>Tolva</title><p>Here are some of the stories that we print today, and more of them.</p>",
            "front-page",
        ),
        (
            "https://a.example/x",
            "<title>Page not found</title><p>We are sorry, but there is nothing at this address, or no longer.</p>",
            "soft-404",
        ),
        (
            "https://a.example/x",
            "<title>Just a moment...</title><p>Please verify you are human by completing the action below, thank you.</p>",
            "captcha",
        ),
    ] {
        let headers = [("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
        let refused = extract::article(page.as_bytes(), url, &headers).unwrap_err();
        assert_eq!(refused.code(), code, "{page}");
    }
    let coded = [("content-encoding".to_owned(), "zstd".to_owned())];
    let refused = extract::article(b"x", "https://a.example/x", &coded).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the page cannot be decoded: cannot take off content coding \"zstd\""
    );
}

/// Prose of about `n_bytes`.
fn prose(n_bytes: usize) -> String {
    let sentence = "The harbour stayed shut for the whole of the morning, its master said, and the ferries waited. ";
    format!("<p>{}", sentence.repeat(n_bytes.div_ceil(sentence.len())))
}

/// The most lines that a block of a list's text has: there everything is the article.
fn n_lines_max(document: &str) -> usize {
    let entry = entry(Fragment {
        start: 0,
        end: u32::try_from(document.len()).unwrap(),
        form: Form::Escaped,
    });
    let article = extract::fragment(document, &ORIGIN, &entry).unwrap();
    article.body.blocks.iter().map(|block| block.kind.lines().len()).max().unwrap()
}

#[test]
fn a_list_of_very_many_items_is_read_in_linear_time() {
    let list = format!("<p>One.<ol>{}</ol>", "<li>x".repeat(100_000));
    assert_eq!(n_lines_max(&list), 100_000);
}

#[test]
fn a_table_of_very_many_cells_is_read_in_linear_time() {
    let table = format!("<p>One.<table>{}</table>", "<tr><td>x<td>y".repeat(50_000));
    assert_eq!(n_lines_max(&table), 100_001, "the cells and the caption");
}

#[test]
fn a_quotation_of_very_many_paragraphs_is_read_in_linear_time() {
    let quotation = "<blockquote><p>x</blockquote>".replace("<p>x", &"<p>x".repeat(50_000));
    assert_eq!(n_lines_max(&format!("{}{quotation}", prose(100_000))), 50_000);
}

#[test]
fn a_page_of_very_many_lines_is_read_in_linear_time() {
    let line =
        "<p>We waited in the harbour for the whole of the morning, she said, and the ferry came.";
    let capture = CaptureId::new(URL, 0, Digest::of(b""));
    for (n_lines, n_doubts) in [(20_000, 0), (100_001, 1)] {
        let document =
            format!("<title>Harbour shut</title><article>{}</article>", line.repeat(n_lines));
        let page = Page { capture, url: URL, document: &document, entry: None, list: None };
        let article = extract::text(&page).unwrap();
        let n_kept = article.body.lines().count();
        assert!((15_000..=100_000).contains(&n_kept), "{n_kept} lines that say the same");
        let said = article.meta.doubts.iter().filter(|it| it.contains("the first 100000"));
        assert_eq!(said.count(), n_doubts);
    }
}

#[test]
fn data_that_break_off_stop_nothing() {
    for data in [
        "{\"@type\":",
        "{\"@type\": é",
        "{\"@type\":[",
        "{\"@type\":\"",
        "{\"isAccessibleForFree\":é",
    ] {
        let script = format!("<script type=application/ld+json>{data}</script>");
        let document = format!("<title>Harbour shut</title>{script}<article>{}", prose(2_000));
        let capture = CaptureId::new(URL, 0, Digest::of(b""));
        let page = Page { capture, url: URL, document: &document, entry: None, list: None };
        assert_eq!(extract::page(&page).unwrap().meta.headline, "Harbour shut", "{data}");
    }
}

#[test]
fn a_dek_as_long_as_an_article_is_none() {
    for (n_chars, is_dek) in [(1_000, true), (1_001, false)] {
        let dek = "é".repeat(n_chars);
        let document = format!(
            "<title>Harbour shut</title><meta property=og:description content={dek}>{}",
            prose(2_000)
        );
        let meta = read(&document).meta;
        assert_eq!(meta.dek.is_some(), is_dek, "{n_chars} characters");
        let doubts = meta.doubts.join("; ");
        assert_eq!(doubts.contains("longer than 1000 characters"), !is_dek, "{doubts}");
    }
}

#[test]
fn a_site_name_whose_entities_are_coded_too_often_is_decoded() {
    for (stated, name) in [
        ("Fog & Sea", "Fog & Sea"),
        ("Fog &amp; Sea", "Fog & Sea"),
        ("Fog &amp;amp; Sea", "Fog & Sea"),
        ("Fog &amp;amp;amp; Sea", "Fog & Sea"),
        ("Fog &amp;lt;Sea&amp;gt; &amp;amp;amp; Co", "Fog <Sea> &amp; Co"),
    ] {
        let document = format!(
            "<title>Harbour shut</title><meta property=og:site_name content='{stated}'>{}",
            prose(2_000)
        );
        assert_eq!(read(&document).meta.site_name.as_deref(), Some(name), "{stated}");
    }
}

#[test]
fn line_in_doubt_that_other_articles_have_too_is_the_sites() {
    const TAIL: &str = "Write to the desk: desk@tolva.example";
    const BACKGROUND: &str = "The harbour has been shut three times since the quays were built in \
        1911, the last time for eleven weeks, when the ice stood as high as the lamps.";
    let page = |first: &str| {
        let prose = "<p>The first ferry came in at noon, with the mail of eleven weeks on board, and was met by a \
            band and by most of the town.</p><p>Ships from the north are to come in from Thursday on, when the \
            pilots are back from the mainland, said the master.</p>";
        format!(
            "<title>Harbour opens again</title><meta property=og:type content=article><article>\
             <h1>Harbour opens again</h1><p>{first}</p>{prose}<p>{BACKGROUND}</p><p>{TAIL}</p></article>"
        )
    };
    let read = |document: &str, repeats| {
        let capture = CaptureId(Digest::of(document.as_bytes()));
        let page = Page { capture, url: URL, document, entry: None, list: None };
        extract::page_of_site(&page, &Site { rule: None, repeats }).unwrap()
    };
    let bodies =
        ["Monday it was that the harbour opened again.", "It opened on a Tuesday, in fog."]
            .map(|first| read(&page(first), None).body);
    assert!(bodies.iter().all(|body| body.text(false).ends_with(TAIL)));
    let third = page("The harbour of Tolva opened again, its master said to the council.");
    let one = Repeats::of(&bodies[..1]);
    assert!(read(&third, Some(&one)).body.text(false).ends_with(TAIL), "one article is none");
    let article = read(&third, Some(&Repeats::of(&bodies)));
    assert!(article.body.text(false).ends_with(BACKGROUND), "what is surely its text stays");
    assert!(article.body.cuts.iter().any(|cut| cut.kind == CutKind::Repeated));
    assert_eq!(differences(&third, &article), Vec::<String>::new());
}

#[test]
fn text_that_the_list_carries_says_which_lines_are_the_articles() {
    const LATE: &str =
        "Correction: the quays were raised by half a metre, not by a metre as was said here.";
    let prose = "<p>The first ferry came in at noon, with the mail of eleven weeks on board, and was met by a band \
        and by most of the town.</p><p>Ships from the north are to come in from Thursday on, when the pilots are \
        back from the mainland, said the master.</p>";
    let document = format!(
        "<title>Harbour opens again</title><meta property=og:type content=article><article><h1>Harbour opens again</h1>\
         <p>The harbour of Tolva opened again, its master said to the council.</p>{prose}</article>\
         <section class=more><div><h3>More from the harbour</h3><a href=/a>Fog lifts</a></div><p>{LATE}</p></section>"
    );
    let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
    let list = format!(
        "<p>The harbour of Tolva opened again, its master said to the council.</p>{prose}<p>{LATE}</p>"
    );
    let entry = |list: &str| {
        let end = u32::try_from(list.len()).unwrap();
        let text = Some(Fragment { start: 0, end, form: Form::Inline });
        Entry { text, ..Entry::of_page(&Slug::of("tolva"), URL, capture) }
    };
    let read = |list: &str| {
        let entry = entry(list);
        let page =
            Page { capture, url: URL, document: &document, entry: Some(&entry), list: Some(list) };
        extract::page(&page).unwrap()
    };
    assert!(!read("").body.text(false).contains("Correction"), "without a list it is in a box");
    let article = read(&list);
    assert!(article.body.text(false).ends_with(LATE), "{}", article.body.text(false));
    assert!(!article.body.text(false).contains("Fog lifts"));
    assert_eq!(differences(&document, &article), Vec::<String>::new());
    let other =
        read("<p>A list may carry other words than the page, or an advertisement for it.</p>");
    assert_eq!(other.body, read("").body, "words that the page does not show say nothing");
}
