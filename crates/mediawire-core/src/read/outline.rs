//! An XML document as elements with their places, for formats in which elements lie in elements; nothing recurses.
//!
//! What lies deeper than 128 is not seen; a document that ends early gives what was there. The elements stand in the
//! order of the document, each before those in it.

use super::chars;
use crate::codec::scan::{Kind, Scanner, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// How deep elements may lie.
const DEPTH_MAX: usize = 128;
/// Elements of one document.
const ELEMENTS_MAX: usize = 500_000;

struct Node<'a> {
    tag: Tag<'a>,
    /// What stands between its tags.
    inside: Range<usize>,
    /// The index behind all that is in it.
    next: usize,
}

/// A document's elements.
pub(super) struct Outline<'a> {
    document: &'a str,
    nodes: Vec<Node<'a>>,
    /// What was wrong, in words.
    pub(super) doubt: Option<String>,
}

/// An element of a document.
#[derive(Clone, Copy)]
pub(super) struct Element<'o, 'a> {
    outline: &'o Outline<'a>,
    at: usize,
}

impl<'a> Outline<'a> {
    pub(super) fn of(document: &'a str) -> Self {
        let mut outline = Self { document, nodes: Vec::new(), doubt: None };
        let mut open: Vec<usize> = Vec::new();
        let mut n_too_deep = 0usize;
        for tag in Scanner::new(document, 0) {
            let (start, end) = (tag.range.start, tag.range.end);
            if tag.kind == Kind::End {
                if n_too_deep > 0 {
                    n_too_deep -= 1;
                    continue;
                }
                // An end without a start is nobody's; a start without an end ends with what is around it.
                let at = open.iter().rposition(|&at| outline.nodes[at].tag.name == tag.name);
                match at {
                    Some(at) => open.drain(at..).for_each(|node| outline.close(node, start)),
                    None => outline.doubt(format!("</{}> at byte {start} ends nothing", tag.name)),
                }
                if open.is_empty() {
                    return outline;
                }
            } else if open.len() >= DEPTH_MAX {
                n_too_deep += usize::from(tag.kind == Kind::Start);
            } else if outline.nodes.len() >= ELEMENTS_MAX {
                outline.doubt(format!("there are more than {ELEMENTS_MAX} elements"));
                break;
            } else {
                let at = outline.nodes.len();
                let is_whole = tag.kind == Kind::Whole;
                outline.nodes.push(Node { tag, inside: end..end, next: at + 1 });
                match is_whole {
                    true if open.is_empty() => return outline,
                    true => {}
                    false => open.push(at),
                }
            }
        }
        outline.doubt("the document ends before its root element does".to_owned());
        open.into_iter().for_each(|node| outline.close(node, document.len()));
        outline
    }

    fn close(&mut self, at: usize, end: usize) {
        let next = self.nodes.len();
        let node = &mut self.nodes[at];
        (node.inside.end, node.next) = (end, next);
    }

    fn doubt(&mut self, doubt: String) {
        self.doubt.get_or_insert(doubt);
    }

    /// The root element.
    pub(super) fn root(&self) -> Option<Element<'_, 'a>> {
        (!self.nodes.is_empty()).then_some(Element { outline: self, at: 0 })
    }
}

impl<'o, 'a> Element<'o, 'a> {
    fn node(self) -> &'o Node<'a> {
        &self.outline.nodes[self.at]
    }

    /// Its name without a prefix.
    pub(super) fn name(self) -> &'a str {
        self.node().tag.local()
    }

    /// Its start tag.
    pub(super) fn tag(self) -> &'o Tag<'a> {
        &self.node().tag
    }

    /// Whether nothing is around it.
    pub(super) fn is_root(self) -> bool {
        self.at == 0
    }

    /// Where it starts in the document.
    pub(super) fn start(self) -> usize {
        self.node().tag.range.start
    }

    /// The place of what stands between its tags.
    pub(super) fn inside(self) -> Range<usize> {
        self.node().inside.clone()
    }

    /// The value of an attribute; `None` if it is not there or empty.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let value = self.node().tag.attribute(name).map(chars::attribute);
        value.filter(|value| !value.is_empty())
    }

    /// The elements in it at any depth, in the order of the document.
    pub(super) fn all(self) -> impl Iterator<Item = Self> + use<'o, 'a> {
        (self.at + 1..self.node().next).map(move |at| Self { outline: self.outline, at })
    }

    /// The elements in it of that name at any depth.
    pub(super) fn named(self, name: &'static str) -> impl Iterator<Item = Self> + use<'o, 'a> {
        self.all().filter(move |element| element.name() == name)
    }

    /// The elements right in it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> + use<'o, 'a> {
        let end = self.node().next;
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(Self { outline: self.outline, at })?;
            at = child.node().next;
            Some(child)
        })
    }

    /// The elements right in it of that name.
    pub(super) fn each(self, name: &'static str) -> impl Iterator<Item = Self> + use<'o, 'a> {
        self.children().filter(move |element| element.name() == name)
    }

    /// The first element on a path of names, each right in the one before.
    pub(super) fn at(self, path: &[&'static str]) -> Option<Self> {
        path.iter().try_fold(self, |element, name| element.each(name).next())
    }

    /// Its text as one line; `None` if there is none.
    pub(super) fn line(self) -> Option<String> {
        let text = chars::line(&self.outline.document[self.inside()]);
        Some(text).filter(|text| !text.is_empty())
    }

    /// The text as one line of the first element on a path.
    pub(super) fn line_at(self, path: &[&'static str]) -> Option<String> {
        self.at(path)?.line()
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn elements_are_where_they_stand() {
        let document = "<?xml version='1.0'?><n:a x='1&amp;2'><b>c &lt; <i>d</i></b><b/><b>e</n:a>";
        let outline = Outline::of(document);
        let root = outline.root().unwrap();
        assert_eq!((root.name(), root.attribute("x").as_deref()), ("a", Some("1&2")));
        let lines: Vec<_> = root.each("b").map(super::Element::line).collect();
        assert_eq!(lines, [Some("c < d".to_owned()), None, Some("e".to_owned())]);
        assert_eq!(root.all().count(), 4);
        assert_eq!(&document[root.at(&["b", "i"]).unwrap().inside()], "d");
        assert_eq!(outline.doubt, None);
    }

    #[test]
    fn broken_documents_end_in_doubt_and_in_time() {
        assert!(Outline::of("").root().is_none());
        assert!(Outline::of("<a><b>").doubt.is_some());
        assert!(Outline::of("<a></b></a>").doubt.unwrap().contains("ends nothing"));
        assert_eq!(Outline::of(&"<a>".repeat(200_000)).root().unwrap().all().count(), 127);
    }
}
