//! The body lock: whether a body is what its captures say, run by run, without the extractor.
//!
//! The rules, all of them: a run's text, marks and link are those of its range of its text node; runs stand in the
//! order of the document; a run is the whole of its node save where a cut begins or ends; the container is all texts
//! of one element, or of the whole fragment; and every text of it that is more than white space is in exactly one run
//! or cut. What blocks say beside text is held against the mark-up too: see `lock/shape.rs`.
//!
//! Not compared, as it is judgement: whether a paragraph stands in a list, quotation or heading; how many line breaks
//! stand between two runs; which caption is whose credit; which of the container's images a figure shows.

mod shape;

use crate::codec::html::{self, NodeId, Tree};
use crate::codec::{escape, markup, paragraphs};
use crate::model::body::{BlockKind, Body, CutKind, Marks, Part, Place, Run};
use crate::model::entry::{Form, Fragment};
use crate::model::lock::shape::Shape;
use crate::model::pull::Said;
use crate::model::structure::Structure;
use std::borrow::Cow;
use std::ops::Range;
use url::Url;

/// A part of a body, parsed again from its capture.
#[derive(Debug, Clone, Copy)]
pub struct Parsed<'a> {
    /// The tree of the page, or of the fragment.
    pub tree: &'a Tree,
    /// What its links are relative to: see [`base_of`].
    pub base: Option<&'a Url>,
}

/// A place where a body is not what its captures say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The block's index in the body, where a block is concerned.
    pub block: Option<usize>,
    /// Where: part, text node, byte.
    pub part: u16,
    /// First byte concerned.
    pub from: Place,
    /// One past the last byte concerned.
    pub to: Place,
    /// What differs, in words, with both texts.
    pub what: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(block) = self.block {
            write!(f, "block {block}, ")?;
        }
        write!(f, "node {}, bytes {}", self.from.node, self.from.at)?;
        if self.from.node == self.to.node {
            write!(f, "-{}", self.to.at)?;
        } else {
            write!(f, " to node {}, byte {}", self.to.node, self.to.at)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Every place where `body` is not what `parts` say; empty if it is. `parts[i]` is `body.parts[i]`, parsed.
///
/// # Panics
/// If `parts` has another length than `body.parts`.
#[must_use]
pub fn check(body: &Body, parts: &[Parsed<'_>]) -> Vec<Difference> {
    assert_eq!(body.parts.len(), parts.len(), "each part of the body is parsed once");
    let mut differences = Vec::new();
    let mut spans = Vec::new();
    for (block, line) in body.lines() {
        let part = body.blocks[block].part;
        for run in line {
            match parts.get(usize::from(part)) {
                Some(parsed) => check_run(block, part, run, *parsed, &mut differences),
                None => differences.push(Difference::of_run(
                    block,
                    part,
                    run,
                    "no such part".to_owned(),
                )),
            }
            spans.push(Span::of_run(block, part, run));
        }
    }
    check_shapes(body, parts, &mut differences);
    for pair in spans.windows(2) {
        if (pair[1].part, pair[1].from) < (pair[0].part, pair[0].to) {
            differences.push(pair[1].differs("stands before the run that it follows".to_owned()));
        }
    }
    spans.extend(body.cuts.iter().map(|cut| Span {
        block: None,
        cut: Some(cut.kind),
        part: cut.part,
        from: cut.from,
        to: cut.to,
    }));
    let is_lost = |span: &&Span| span.cut.is_some() && usize::from(span.part) >= parts.len();
    differences
        .extend(spans.iter().filter(is_lost).map(|span| span.differs("no such part".to_owned())));
    spans.sort_by_key(|span| (span.part, span.from, span.to));
    for (i, parsed) in parts.iter().enumerate() {
        let of_part: Vec<Span> =
            spans.iter().filter(|span| usize::from(span.part) == i).copied().collect();
        if !is_container(parsed.tree, &body.parts[i]) {
            differences.push(not_a_container(i, &body.parts[i].texts));
        }
        check_cover(i, &body.parts[i].texts, &of_part, parsed.tree, &mut differences);
    }
    differences
}

/// A run or a cut as a stretch of the document.
#[derive(Debug, Clone, Copy)]
struct Span {
    block: Option<usize>,
    cut: Option<CutKind>,
    part: u16,
    from: Place,
    to: Place,
}

impl Span {
    fn of_run(block: usize, part: u16, run: &Run) -> Self {
        Self {
            block: Some(block),
            cut: None,
            part,
            from: Place { node: run.node, at: run.start },
            to: Place { node: run.node, at: run.end },
        }
    }

    fn differs(&self, what: String) -> Difference {
        Difference { block: self.block, part: self.part, from: self.from, to: self.to, what }
    }
}

impl Difference {
    fn of_run(block: usize, part: u16, run: &Run, what: String) -> Self {
        Span::of_run(block, part, run).differs(what)
    }
}

/// Compares what blocks say beside their text: see `lock/shape.rs`.
fn check_shapes(body: &Body, parts: &[Parsed<'_>], out: &mut Vec<Difference>) {
    let shapes: Vec<Shape<'_>> = parts
        .iter()
        .zip(&body.parts)
        .map(|(parsed, part)| Shape::of(Structure::of(parsed.tree, parsed.base), part))
        .collect();
    let mut said = None;
    for (i, block) in body.blocks.iter().enumerate() {
        let Some(shape) = shapes.get(usize::from(block.part)) else { continue };
        let lines = block.kind.lines();
        let run = lines.into_iter().flatten().next().cloned().unwrap_or_default();
        let is_said_once = matches!(block.kind, BlockKind::PullQuote(_))
            && !said.get_or_insert_with(|| Said::of(&body.blocks)).repeats(i, block);
        let said_once =
            is_said_once.then(|| "the words stand nowhere else in the article".to_owned());
        let differences = shape.differences(&block.kind).into_iter().chain(said_once);
        out.extend(differences.map(|what| Difference::of_run(i, block.part, &run, what)));
    }
}

fn check_run(block: usize, part: u16, run: &Run, parsed: Parsed<'_>, out: &mut Vec<Difference>) {
    let mut differ = |what: String| out.push(Difference::of_run(block, part, run, what));
    let Some(id) = parsed.tree.text_node(run.node) else {
        return differ("the capture has no such text node".to_owned());
    };
    let Some(raw) = parsed.tree.text(id).get(run.start as usize..run.end as usize) else {
        return differ("the capture's text node is shorter".to_owned());
    };
    let told = fold(raw, keeps_space(parsed.tree, id));
    if told != run.text {
        differ(format!("the article says {:?}, the capture says {told:?}", run.text));
    }
    if marks_at(parsed.tree, id) != run.marks {
        differ("emphasis, superscript or another mark differs".to_owned());
    }
    let link = link_at(parsed.tree, id, parsed.base);
    if link != run.link {
        let show = |link: &Option<String>| link.clone().unwrap_or_else(|| "nowhere".to_owned());
        differ(format!("the article links to {}, the capture to {}", show(&run.link), show(&link)));
    }
}

/// Whether the part's texts are all that one element holds: a narrower range would hide what stands beside it.
fn is_container(tree: &Tree, part: &Part) -> bool {
    let is_all = part.texts == (0..tree.n_texts());
    let first = tree.text_node(part.texts.start).filter(|_| part.fragment.is_none());
    is_all || first.is_some_and(|id| ancestors(tree, id).any(|id| tree.texts_in(id) == part.texts))
}

fn not_a_container(part: usize, texts: &Range<u32>) -> Difference {
    Difference {
        block: None,
        part: u16::try_from(part).unwrap_or(u16::MAX),
        from: Place { node: texts.start, at: 0 },
        to: Place { node: texts.end, at: 0 },
        what: "the texts are not those of one element, nor of the whole fragment".to_owned(),
    }
}

/// Walks the container's text nodes beside the spans, which are sorted.
fn check_cover(
    part: usize,
    texts: &Range<u32>,
    spans: &[Span],
    tree: &Tree,
    out: &mut Vec<Difference>,
) {
    let part = u16::try_from(part).unwrap_or(u16::MAX);
    let mut at = Place { node: texts.start, at: 0 };
    for (i, span) in spans.iter().enumerate() {
        if span.from < at {
            out.push(span.differs("the same text is told or cut twice".to_owned()));
        } else {
            check_gap(part, at, span.from, tree, out);
        }
        if span.from.node < texts.start || span.to > (Place { node: texts.end, at: 0 }) {
            out.push(span.differs("lies outside the article's container".to_owned()));
        }
        if span.cut.is_none() {
            let cut_before = i > 0 && spans[i - 1].cut.is_some() && spans[i - 1].to == span.from;
            let cut_behind =
                spans.get(i + 1).is_some_and(|next| next.cut.is_some() && next.from == span.to);
            let length = tree.text_node(span.to.node).map_or(0, |id| tree.text(id).len());
            if (span.from.at > 0 && !cut_before) || ((span.to.at as usize) < length && !cut_behind)
            {
                out.push(
                    span.differs("the run is a piece of its text, and no cut says why".to_owned()),
                );
            }
        }
        at = at.max(span.to);
    }
    check_gap(part, at, Place { node: texts.end, at: 0 }, tree, out);
}

/// Text between two places, which is in no run and no cut: only white space may be there.
fn check_gap(part: u16, from: Place, to: Place, tree: &Tree, out: &mut Vec<Difference>) {
    for node in from.node..=to.node {
        let Some(id) = tree.text_node(node) else { break };
        let text = tree.text(id);
        let start = if node == from.node { from.at as usize } else { 0 };
        let end = if node == to.node { to.at as usize } else { text.len() };
        let what = match text.get(start..end.max(start)) {
            Some(gap) if gap.chars().all(char::is_whitespace) => continue,
            Some(gap) => {
                let shown: String = gap.trim().chars().take(80).collect();
                format!("the capture says {shown:?}, which is neither told nor cut")
            }
            None => "what is told or cut ends inside a character, or behind its text".to_owned(),
        };
        let place = |at: usize| Place { node, at: u32::try_from(at).unwrap_or(u32::MAX) };
        out.push(Difference { block: None, part, from: place(start), to: place(end), what });
    }
}

/// The tree that a part of a body points into: of the whole decoded page, or of the fragment of a decoded list.
///
/// Plain text is one text node. A fragment that does not lie in the document gives a tree without nodes.
#[must_use]
pub fn tree_of(document: &str, fragment: Option<Fragment>) -> Tree {
    let Some(fragment) = fragment else { return html::parse(document) };
    let Some(raw) = document.get(fragment.start as usize..fragment.end as usize) else {
        return Tree::default();
    };
    match fragment.form {
        Form::Escaped => html::parse_fragment(&escape::xml(raw)),
        Form::Inline => html::parse_fragment(raw),
        Form::Plain => html::of_text(&escape::xml_text(raw)),
        Form::JsonHtml => html::parse_fragment(&escape::json(raw)),
        Form::JsonPlain => html::of_text(&escape::json(raw)),
        Form::Markup => html::parse_fragment(&markup::html(raw)),
        Form::XmlLines => of_lines(&escape::xml_text(raw)),
        Form::JsonLines => of_lines(&escape::json(raw)),
        Form::Lines => of_lines(raw),
    }
}

/// The tree of plain text in lines: its paragraphs.
fn of_lines(text: &str) -> Tree {
    html::parse_fragment(&paragraphs::html(text))
}

/// What links of `tree` are relative to: the first `<base href>`, resolved against the capture's URL (HTML §4.2.3).
#[must_use]
pub fn base_of(tree: &Tree, url: &str) -> Option<Url> {
    let url = Url::parse(url).ok();
    let href =
        (0..tree.len()).find(|&id| tree.tag(id) == "base").and_then(|id| tree.attr(id, "href"));
    match href {
        Some(href) => Url::options().base_url(url.as_ref()).parse(href.trim()).ok().or(url),
        None => url,
    }
}

/// The text as a browser shows it: each run of space, tab, line feed, form feed and carriage return is one space,
/// unless `keep` (CSS Text 3 §4.1.1).
#[must_use]
pub fn fold(raw: &str, keep: bool) -> Cow<'_, str> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
    let folded = |raw: &str| !raw.contains("  ") && !raw.contains(['\t', '\n', '\r', '\u{c}']);
    if keep || folded(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut after_space = false;
    for c in raw.chars() {
        if !is_space(c) {
            out.push(c);
        } else if !after_space {
            out.push(' ');
        }
        after_space = is_space(c);
    }
    Cow::Owned(out)
}

fn ancestors(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(tree.parent(id), |&id| tree.parent(id))
}

/// Whether white space counts in the text node `id`: it stands inside `pre` or `textarea`.
#[must_use]
pub fn keeps_space(tree: &Tree, id: NodeId) -> bool {
    ancestors(tree, id).any(|id| matches!(tree.tag(id), "pre" | "textarea"))
}

/// What the mark-up around the text node `id` means.
#[must_use]
pub fn marks_at(tree: &Tree, id: NodeId) -> Marks {
    ancestors(tree, id).fold(Marks::NONE, |marks, id| {
        marks.with(match tree.tag(id) {
            "em" | "i" | "cite" | "var" | "dfn" => Marks::EMPHASIS,
            "strong" | "b" => Marks::STRONG,
            "sup" => Marks::SUPERSCRIPT,
            "sub" => Marks::SUBSCRIPT,
            "del" | "s" | "strike" => Marks::STRUCK,
            "ins" => Marks::INSERTED,
            "code" | "kbd" | "samp" | "tt" => Marks::CODE,
            "q" => Marks::QUOTED,
            "rt" => Marks::RUBY,
            _ => Marks::NONE,
        })
    })
}

/// Where the text node `id` leads: the nearest `a[href]` around it, absolute; `None` for anything but http, https and mailto.
#[must_use]
pub fn link_at(tree: &Tree, id: NodeId, base: Option<&Url>) -> Option<String> {
    let href =
        ancestors(tree, id).filter(|&id| tree.tag(id) == "a").find_map(|id| href(tree, id))?;
    absolute(&href, base)
        .filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
        .map(String::from)
}

/// Where the element `id` leads, as it says so. Pages of Telegram's channels escape addresses of other sites twice, and ask
/// by a script before they lead there: one escape is taken off, so that the link is the one that was posted.
#[must_use]
pub fn href(tree: &Tree, id: NodeId) -> Option<Cow<'_, str>> {
    let href = tree.attr(id, "href")?;
    let is_twice = href.contains("&amp;")
        && tree.attr(id, "onclick").is_some_and(|script| script.starts_with("return confirm("));
    Some(if is_twice { Cow::Owned(href.replace("&amp;", "&")) } else { Cow::Borrowed(href) })
}

/// The address that `href` means where `base` holds.
#[must_use]
pub fn absolute(href: &str, base: Option<&Url>) -> Option<Url> {
    Url::options().base_url(base).parse(href.trim()).ok()
}

#[cfg(test)]
mod tests;
