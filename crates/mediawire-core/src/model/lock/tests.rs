use super::{Parsed, absolute, base_of, check, fold, keeps_space, link_at, marks_at, tree_of};
use crate::codec::digest::Digest;
use crate::model::body::{Block, BlockKind, Body, Cut, CutKind, Line, Marks, Part, Place, Run};
use crate::model::entry::{Form, Fragment};
use crate::model::id::CaptureId;
use std::ops::Range;
use url::Url;

/// Texts: 0 `Not `, 1 `one`, 2 ` of `, 3 `them`, 4 `Buÿ`, 5 `Two`.
const PAGE: &str = "<p>Not <b>one</b> of <a href=/x>them</a></p><aside>Buÿ</aside><p>Two</p>";
const BASE: &str = "https://a.example/";

fn run(node: u32) -> Run {
    let (tree, base) = (tree_of(PAGE, None), Url::parse(BASE).unwrap());
    let id = tree.text_node(node).unwrap();
    let end = u32::try_from(tree.text(id).len()).unwrap();
    let text = fold(tree.text(id), keeps_space(&tree, id)).into_owned();
    let (marks, link) = (marks_at(&tree, id), link_at(&tree, id, Some(&base)));
    Run { node, start: 0, end, text, marks, link, breaks: 0 }
}

fn body() -> Body {
    let block = |kind| Block { part: 0, kind };
    let place = |node, at| Place { node, at };
    Body {
        parts: vec![Part { capture: CaptureId(Digest::of(b"")), fragment: None, texts: 0..6 }],
        blocks: vec![
            block(BlockKind::Paragraph((0..4).map(run).collect())),
            block(BlockKind::Paragraph(vec![run(5)])),
        ],
        cuts: vec![Cut {
            kind: CutKind::Advertisement,
            part: 0,
            from: place(4, 0),
            to: place(4, 4),
        }],
    }
}

fn differences(body: &Body) -> Vec<String> {
    let (tree, base) = (tree_of(PAGE, None), Url::parse(BASE).unwrap());
    let parts = [Parsed { tree: &tree, base: Some(&base) }];
    check(body, &parts).iter().map(ToString::to_string).collect()
}

fn first_line(body: &mut Body) -> &mut Line {
    match &mut body.blocks[0].kind {
        BlockKind::Paragraph(line) => line,
        _ => panic!("the first block is a paragraph"),
    }
}

/// As if only these texts were the container's: whatever lies outside is gone, and nobody misses it.
fn narrow(body: &mut Body, texts: Range<u32>) {
    body.blocks.retain_mut(|block| {
        let BlockKind::Paragraph(line) = &mut block.kind else { return false };
        line.retain(|run| texts.contains(&run.node));
        !line.is_empty()
    });
    body.cuts.retain(|cut| texts.contains(&cut.from.node));
    body.parts[0].texts = texts;
}

#[test]
fn the_container_may_be_any_one_element() {
    let mut body = body();
    narrow(&mut body, 0..4);
    assert_eq!(differences(&body), Vec::<String>::new());
}

#[test]
fn a_body_that_is_its_capture_has_no_difference() {
    assert_eq!(differences(&body()), Vec::<String>::new());
}

#[test]
fn each_way_of_altering_a_body_is_found() {
    type Alter = fn(&mut Body);
    let ways: [(&str, Alter); 18] = [
        ("block 0, node 1, bytes 0-3: the article says \"two\", the capture says \"one\"", |b| {
            first_line(b)[1].text = "two".to_owned();
        }),
        ("node 0, bytes 0-4: the capture says \"Not\", which is neither told nor cut", |b| {
            first_line(b).remove(0);
        }),
        ("stands before the run that it follows", |b| first_line(b).swap(0, 2)),
        ("links to https://b.example/, the capture to https://a.example/x", |b| {
            first_line(b)[3].link = Some("https://b.example/".to_owned());
        }),
        ("links to nowhere, the capture to", |b| first_line(b)[3].link = None),
        ("mark differs", |b| first_line(b)[1].marks = Marks::NONE),
        ("told or cut twice", |b| b.cuts[0].from = Place { node: 3, at: 2 }),
        ("told or cut twice", |b| b.cuts[0].to = Place { node: 5, at: 1 }),
        ("a piece of its text, and no cut says why", |b| {
            first_line(b)[3].start = 2;
            first_line(b)[3].text = "em".to_owned();
        }),
        ("\"Buÿ\", which is neither told nor cut", |b| b.cuts.clear()),
        ("no such text node", |b| first_line(b)[3].node = 77),
        ("inside a character", |b| b.cuts[0].to.at = 3),
        ("behind its text", |b| b.cuts[0].to.at = 9),
        ("lies outside", |b| b.cuts[0].to = Place { node: 77, at: 0 }),
        ("not those of one element", |b| narrow(b, 0..5)),
        ("not those of one element", |b| narrow(b, 1..6)),
        ("nor of the whole fragment", |b| {
            b.parts[0].fragment = Some(Fragment { start: 0, end: 9, form: Form::Inline });
            narrow(b, 0..4);
        }),
        ("no such part", |b| b.cuts[0].part = 1),
    ];
    for (expected, alter) in ways {
        let mut body = body();
        alter(&mut body);
        let found = differences(&body);
        assert!(found.iter().any(|it| it.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn a_cut_inside_a_text_is_allowed_where_it_begins_at_the_run() {
    let mut body = body();
    let run = &mut first_line(&mut body)[3];
    (run.end, run.text) = (2, "th".to_owned());
    body.cuts[0].from = Place { node: 3, at: 2 };
    assert_eq!(differences(&body), Vec::<String>::new());
}

#[test]
fn fragments_are_read_as_their_form_says() {
    for (document, form, texts) in [
        ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", Form::Escaped, vec!["a & b"]),
        ("<p>a</p><p>b</p>", Form::Inline, vec!["a", "b"]),
        ("a &lt;b&gt;\n\nc", Form::Plain, vec!["a <b>\n\nc"]),
        (r"<p>a\u00e9<\/p>\nb", Form::JsonHtml, vec!["aé", "\nb"]),
        (r"<i>a\n\nb", Form::JsonPlain, vec!["<i>a\n\nb"]),
        (r"a\u0000<", Form::JsonPlain, vec!["a\u{fffd}<"]),
        (r"a\u0000<b>\u0000</b>", Form::JsonHtml, vec!["a"]),
        ("a\0 b", Form::Lines, vec!["a b"]),
    ] {
        let end = u32::try_from(document.len()).unwrap();
        let tree = tree_of(document, Some(Fragment { start: 0, end, form }));
        let found: Vec<&str> =
            (0..tree.n_texts()).map(|i| tree.text(tree.text_node(i).unwrap())).collect();
        assert_eq!(found, texts, "{form:?}");
    }
    let beyond = Fragment { start: 2, end: 9, form: Form::Plain };
    assert!(tree_of("abc", Some(beyond)).is_empty());
    assert!(tree_of("é", Some(Fragment { start: 1, end: 2, form: Form::Plain })).is_empty());
}

#[test]
fn links_are_relative_to_the_base_element() {
    let tree = tree_of("<base href='/b/'><a href=c>d</a>", None);
    let base = base_of(&tree, "https://a.example/x/y");
    assert_eq!(
        link_at(&tree, tree.text_node(0).unwrap(), base.as_ref()).as_deref(),
        Some("https://a.example/b/c")
    );
    assert_eq!(absolute("x", None), None);
}
