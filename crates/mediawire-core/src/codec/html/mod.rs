//! HTML as the standard parses it, in a flat tree: nodes in document order, no pointers, no recursion.
//!
//! `feed.rs` says in what pieces the parser is fed, `sink.rs` takes what it builds, `grow.rs` keeps it, `flat.rs` puts it in document order. The parser runs with scripting off,
//! so that what stands in `noscript` is elements; the contents of templates, comments and the doctype are left out.

mod attr;
mod feed;
mod flat;
mod grow;
mod names;
mod sink;
mod tag;

pub use attr::AttrName;
pub use tag::Tag;

use std::ops::Range;

/// A node's number in document order: a subtree is the range `id..tree.end(id)`.
pub type NodeId = u32;

/// Levels of nesting that are kept: what is deeper is attached to its ancestor at this depth.
/// Browsers stop at the same number (Blink, `kMaximumHTMLParserDOMTreeDepth`).
pub const DEPTH_MAX: u32 = 512;

/// No node: stands in `Node` where an `Option` would double its size.
const NONE: u32 = u32::MAX;

/// A parsed document or fragment. Node 0 is the `html` element; an empty tree has no node.
///
/// It takes 24 bytes a node, 12 an attribute, 4 a text, and the bytes of texts and attributes.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    /// The ids of the text nodes, in order.
    texts: Vec<NodeId>,
    /// Other names of attributes than [`AttrName`]s, and those of elements that HTML does not know.
    names: Vec<Span>,
    /// Texts, attributes and names.
    buffer: String,
}

/// A stretch of the tree's buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// From `start` to the end of `buffer`.
    fn behind(start: usize, buffer: &str) -> Self {
        let offset = |at| u32::try_from(at).expect("BYTES_MAX bounds what is kept");
        Self { start: offset(start), end: offset(buffer.len()) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Node {
    parent: u32,
    end: u32,
    /// Of a text, its stretch of the buffer; of an element, its attributes among those of the tree.
    start: u32,
    stop: u32,
    /// A text's ordinal; an element's name among those of the tree.
    number: u32,
    /// Below the document, as the parser built it.
    depth: u16,
    tag: Tag,
    role: Role,
}

/// Whether a node stays in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Kept,
    Comment,
    /// It holds what stands in a template.
    Contents,
}

impl Node {
    /// A node that stands nowhere and holds nothing.
    const fn of(tag: Tag) -> Self {
        Self { parent: NONE, end: 0, start: 0, stop: 0, number: 0, depth: 0, tag, role: Role::Kept }
    }
}

#[derive(Debug, Clone, Copy)]
struct Attr {
    /// Its name among those of the tree.
    name: u32,
    value: Span,
}

/// The tree of a whole page.
///
/// Linear in the input's length: what is nested deeper than [`DEPTH_MAX`] is attached there, and of a tag with more
/// than 1,024 attributes the first are kept. Names are lower case; adjacent texts are one node (HTML §13.2.6.1).
#[must_use]
pub fn parse(html: &str) -> Tree {
    sink::parse(html, false)
}

/// The tree of a piece of HTML that stands inside `body`.
#[must_use]
pub fn parse_fragment(html: &str) -> Tree {
    sink::parse(html, true)
}

/// A tree whose only text is `text`, not parsed; no text node if it is empty.
#[must_use]
pub fn of_text(text: &str) -> Tree {
    flat::of_text(text)
}

impl Tree {
    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.nodes.len()).expect("the sink bounds the number of nodes")
    }

    /// Whether there is no node at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[inline]
    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    #[inline]
    fn slice(&self, span: Span) -> &str {
        &self.buffer[span.start as usize..span.end as usize]
    }

    /// The element that holds the node; `None` for the root.
    #[must_use]
    #[inline]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).map(|node| node.parent).filter(|&parent| parent != NONE)
    }

    /// One past the last node of the subtree.
    #[must_use]
    #[inline]
    pub fn end(&self, id: NodeId) -> NodeId {
        self.node(id).map_or(id, |node| node.end)
    }

    /// The element's local name in lower case; empty for a text node.
    ///
    /// To compare it with names that HTML knows, [`Tree::tag_id`] is quicker.
    #[must_use]
    #[inline]
    pub fn tag(&self, id: NodeId) -> &str {
        match self.node(id) {
            Some(Node { tag: Tag::Other, number, .. }) => self.name(*number),
            Some(node) => node.tag.name(),
            None => "",
        }
    }

    /// Which element it is, or that it is a text; `Text` where there is no such node.
    #[must_use]
    #[inline]
    pub fn tag_id(&self, id: NodeId) -> Tag {
        self.node(id).map_or(Tag::Text, |node| node.tag)
    }

    /// The name of that number.
    fn name(&self, number: u32) -> &str {
        let at = number as usize;
        attr::KNOWN
            .get(at)
            .copied()
            .unwrap_or_else(|| self.slice(self.names[at - attr::KNOWN.len()]))
    }

    /// The value of the attribute `name`.
    #[must_use]
    #[inline]
    pub fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attr_of(id, AttrName::of_name(name), name)
    }

    fn attr_of(&self, id: NodeId, known: AttrName, name: &str) -> Option<&str> {
        let is_it = |attr: &&Attr| match known {
            AttrName::Other => self.name(attr.name) == name,
            known => attr.name == known as u32,
        };
        self.attrs_of(id).iter().find(is_it).map(|attr| self.slice(attr.value))
    }

    /// The element's attributes, name in lower case and value, in the order of the document.
    ///
    /// To tell names apart that are often asked for, [`Tree::attrs_known`] is quicker.
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let attrs = self.attrs_of(id).iter();
        attrs.map(|attr| (self.name(attr.name), self.slice(attr.value)))
    }

    /// As [`Tree::attrs`], the names as numbers.
    #[inline]
    pub fn attrs_known(&self, id: NodeId) -> impl Iterator<Item = (AttrName, &str)> {
        let attrs = self.attrs_of(id).iter();
        attrs.map(|attr| (AttrName::of_number(attr.name), self.slice(attr.value)))
    }

    #[inline]
    fn attrs_of(&self, id: NodeId) -> &[Attr] {
        match self.node(id) {
            Some(node) if node.tag != Tag::Text => {
                &self.attrs[node.start as usize..node.stop as usize]
            }
            _ => &[],
        }
    }

    /// The node's children, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.end(id);
        let first = Some(id + 1).filter(|&child| child < end);
        std::iter::successors(first, move |&child| Some(self.end(child)).filter(|&next| next < end))
    }

    /// The node and all below it, in order.
    #[must_use]
    pub fn subtree(&self, id: NodeId) -> Range<NodeId> {
        id..self.end(id)
    }

    /// The elements around the node, the nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |&id| self.parent(id))
    }

    /// Whether it is a text node.
    #[must_use]
    #[inline]
    pub fn is_text(&self, id: NodeId) -> bool {
        self.node(id).is_some_and(|node| node.tag == Tag::Text)
    }

    /// A text node's text; empty for an element.
    #[must_use]
    #[inline]
    pub fn text(&self, id: NodeId) -> &str {
        match self.node(id) {
            Some(&Node { tag: Tag::Text, start, stop, .. }) => {
                self.slice(Span { start, end: stop })
            }
            _ => "",
        }
    }

    /// How many text nodes there are.
    #[must_use]
    pub fn n_texts(&self) -> u32 {
        u32::try_from(self.texts.len()).expect("there are no more texts than nodes")
    }

    /// The text node with that ordinal.
    #[must_use]
    pub fn text_node(&self, ordinal: u32) -> Option<NodeId> {
        self.texts.get(ordinal as usize).copied()
    }

    /// A text node's ordinal among all text nodes, from 0.
    #[must_use]
    #[inline]
    pub fn ordinal(&self, id: NodeId) -> Option<u32> {
        self.node(id).filter(|node| node.tag == Tag::Text).map(|node| node.number)
    }

    /// The ordinals of the text nodes in the subtree.
    #[must_use]
    pub fn texts_in(&self, id: NodeId) -> Range<u32> {
        let at = |id: NodeId| {
            let count = self.texts.partition_point(|&text| text < id);
            u32::try_from(count).expect("there are no more texts than nodes")
        };
        at(id)..at(self.end(id))
    }

    /// All text of the subtree, as it stands.
    #[must_use]
    pub fn text_of(&self, id: NodeId) -> String {
        self.texts_in(id).filter_map(|text| self.text_node(text)).map(|id| self.text(id)).collect()
    }

    /// The first element of the subtree (the node itself apart) with that name.
    #[must_use]
    pub fn find(&self, id: NodeId, tag: &str) -> Option<NodeId> {
        self.subtree(id).skip(1).find(|&id| self.tag(id) == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::{AttrName, DEPTH_MAX, Tag, Tree, parse, parse_fragment, sink};
    use std::fmt::Write as _;

    /// The tree in one line: `tag(child child)`, texts in quotation marks, head left out.
    fn shape(tree: &Tree) -> String {
        let mut out = String::new();
        let mut open = Vec::new();
        for id in 0..tree.len() {
            while open.last().is_some_and(|&end| end <= id) {
                open.pop();
                out.push(')');
            }
            if tree.tag(id) == "head" && tree.end(id) == id + 1 {
                continue;
            }
            if !out.is_empty() && !out.ends_with('(') {
                out.push(' ');
            }
            match tree.is_text(id) {
                true => write!(out, "{:?}", tree.text(id)).unwrap(),
                false => out.push_str(tree.tag(id)),
            }
            if tree.end(id) > id + 1 {
                out.push('(');
                open.push(tree.end(id));
            }
        }
        out + &")".repeat(open.len())
    }

    #[test]
    fn mis_nested_pages_have_the_texts_of_the_standard() {
        for (html, expected) in [
            ("a<!--x-->b", r#"html(body("a" "b"))"#),
            ("<p>1<b>2<i>3</b>4</i>5</p>", r#"html(body(p("1" b("2" i("3")) i("4") "5")))"#),
            ("<b>1<p>2</b>3</p>", r#"html(body(b("1") p(b("2") "3")))"#),
            ("<p>a<p>b<div>c", r#"html(body(p("a") p("b") div("c")))"#),
            ("<table>a<tr><td>b</table>c", r#"html(body("a" table(tbody(tr(td("b")))) "c"))"#),
            ("<table>a<tr>b<td>c</table>", r#"html(body("ab" table(tbody(tr(td("c"))))))"#),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", r#"html(body(ul(li("a") li("b" ul(li("c"))))))"#),
            ("<a href=x>1<a href=y>2</a>3", r#"html(body(a("1") a("2") "3"))"#),
            ("<noscript><p>a</p></noscript>", r#"html(head(noscript) body(p("a")))"#),
            ("<body><noscript><p>a</p></noscript>", r#"html(body(noscript(p("a"))))"#),
            ("<body>a<template>b<p>c</template>d", r#"html(body("a" template "d"))"#),
            ("<script>a<b</script>x&amp;y&#8217;", r#"html(head(script("a<b")) body("x&y’"))"#),
            ("<svg><Path/><title>t</title></svg>u", r#"html(body(svg(path title("t")) "u"))"#),
            (
                "<math><annotation-xml encoding=text/html><p>a",
                r#"html(body(math(annotation-xml(p("a")))))"#,
            ),
            ("<pre>\n\na</pre>", r#"html(body(pre("\na")))"#),
            (
                "<select><option>a<option>b</select>",
                r#"html(body(select(option("a") option("b"))))"#,
            ),
            // What goes back to where something else has followed since.
            ("</head> <meta>a<b>b", r#"html(head(meta) " " body("a" b("b")))"#),
            ("<p>a</p>b</body> <!--x--></html> c", r#"html(body(p("a") "b  c"))"#),
            ("a<!--x--><table>b<!--y-->c<tr>d", r#"html(body("a" "bcd" table(tbody(tr))))"#),
            (
                "a<table>b<td>c<template>d<p>e</template></table>f",
                r#"html(body("ab" table(tbody(tr(td("c" template)))) "f"))"#,
            ),
            ("a<body class=x>b<html lang=en>c", r#"html(body("abc"))"#),
            ("", "html(body)"),
        ] {
            assert_eq!(shape(&parse(html)), expected, "{html}");
            assert_eq!(shape(&sink::parse_carefully(html, false)), expected, "{html}");
        }
        assert_eq!(shape(&parse_fragment("a<td>b<p>c</td>d")), r#"html("ab" p("cd"))"#);
    }

    #[test]
    fn ids_are_document_order_and_subtrees_are_ranges() {
        let tree = parse("<div id=d title='a&quot;b'>1<p>2<b>3</b></p>4</div>5");
        let div = (0..tree.len()).find(|&id| tree.tag(id) == "div").unwrap();
        assert_eq!(tree.attr(div, "title"), Some("a\"b"));
        assert_eq!(tree.texts_in(div), 0..4);
        assert_eq!(tree.children(div).count(), 3);
        assert_eq!(tree.text_of(div), "1234");
        for ordinal in 0..tree.n_texts() {
            assert_eq!(tree.ordinal(tree.text_node(ordinal).unwrap()), Some(ordinal));
        }
        for id in 1..tree.len() {
            let parent = tree.parent(id).unwrap();
            assert!(parent < id && tree.end(id) <= tree.end(parent));
        }
        assert_eq!((tree.tag(999), tree.text(999), tree.parent(999)), ("", "", None));
    }

    #[test]
    fn a_text_that_grows_in_turns_with_others_is_whole() {
        let tree = parse(&"<table>x<tr><td>y</td>".repeat(3));
        assert_eq!(shape(&parse("<table>x<tr>x<td>y<tr>x<td>z")).matches("\"xxx\"").count(), 1);
        assert_eq!(tree.text_of(0).len(), 6);
    }

    #[test]
    fn names_and_numbers_of_elements_agree() {
        let tree = parse(
            "<p class=a>x<Nav id=b><my-Box a=1 A=2>y</my-Box><svg viewBox=0><linearGradient>",
        );
        for id in 0..tree.len() {
            let tag = tree.tag_id(id);
            assert_eq!(tag == Tag::Text, tree.is_text(id));
            assert!(tag == Tag::Text || tag == Tag::of_name(tree.tag(id)));
            assert!(tag == Tag::Other || tag.name() == tree.tag(id));
        }
        let others: Vec<&str> = (0..tree.len())
            .filter(|&id| tree.tag_id(id) == Tag::Other)
            .map(|id| tree.tag(id))
            .collect();
        assert_eq!(others, ["my-box", "lineargradient"]);
        let svg = tree.find(0, "svg").unwrap();
        assert_eq!(tree.attrs(svg).collect::<Vec<_>>(), [("viewbox", "0")]);
        let own_box = tree.find(0, "my-box").unwrap();
        assert_eq!(tree.attrs(own_box).collect::<Vec<_>>(), [("a", "1")]);
        assert_eq!((tree.attr(own_box, "a"), tree.attr(own_box, "class")), (Some("1"), None));
        // A name of both an attribute and an element that HTML does not know.
        let tree = parse("<content Class=x Title=y>");
        let content = tree.find(0, "content").unwrap();
        assert_eq!(tree.attrs(content).collect::<Vec<_>>(), [("class", "x"), ("title", "y")]);
        let known: Vec<_> = tree.attrs_known(content).collect();
        assert_eq!(known, [(AttrName::Class, "x"), (AttrName::Title, "y")]);
        assert_eq!((tree.attr(content, "title"), tree.attr(content, "id")), (Some("y"), None));
    }

    #[test]
    fn a_million_attributes_cost_no_square_and_no_text() {
        let attrs: String = (0..1_000_000).map(|n| format!(" a{n}")).collect();
        let quoted: String = (0..100_000).map(|n| format!("a{n}='>'b{n}=\"<p>\"")).collect();
        for html in [
            format!("a<!-- it's <x y=' --><p{attrs}>b</p >c<script>de<x{attrs}</script>f"),
            format!("a<svg><![CDATA[]]></svg>b<p {quoted}>c<title>d</title{attrs}>e<x y={attrs}>f"),
        ] {
            let tree = parse(&html);
            let text = tree.text_of(0).replace(&attrs, "");
            assert_eq!(text.replace("<x", ""), "abcdef");
            let n_attrs_max = (0..tree.len()).map(|id| tree.attrs(id).count()).max();
            assert_eq!(n_attrs_max, Some(1_024));
        }
    }

    #[test]
    fn a_hundred_thousand_open_tags_stay_shallow_and_keep_their_text() {
        for tag in ["div", "font size=1", "table><tr><td", "a href=x><p"] {
            let html = format!("<{tag}>x").repeat(100_000);
            let tree = parse(&html);
            let deepest = (0..tree.n_texts())
                .step_by(97)
                .map(|text| tree.ancestors(tree.text_node(text).unwrap()).count())
                .max();
            assert!(deepest.unwrap() <= DEPTH_MAX as usize + 1, "{tag}: {deepest:?}");
            let n_chars = tree.text_of(0).len();
            assert_eq!(n_chars, 100_000, "{tag}");
        }
    }

    #[test]
    fn many_formats_left_open_do_not_square_the_tree() {
        let fonts: String = (0..3_000).map(|i| format!("<font color={i}>")).collect();
        let tree = parse(&(fonts + &"<p>x".repeat(3_000)));
        assert!(tree.len() <= 2_100_000);
    }
}
