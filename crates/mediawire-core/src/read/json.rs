//! A tolerant JSON scanner that keeps the place of every string; `serde_json` tells none.
//!
//! The document becomes a flat list of nodes in the order of the document; nothing recurses. What lies deeper than
//! 128 is not seen; of two members with one name the first counts; a document that ends early, or goes wrong,
//! gives what was complete before.

use crate::codec::escape;
use std::borrow::Cow;
use std::ops::Range;

/// How deep values may lie.
const DEPTH_MAX: usize = 128;
/// Values of one document.
const NODES_MAX: usize = 1_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    /// The range is that between the quotation marks.
    Text,
    /// Number, `true`, `false`, `null`, as written.
    Word,
}

#[derive(Debug, Clone)]
struct Node {
    kind: Kind,
    start: usize,
    end: usize,
    /// The index of the node behind this one and all that is in it.
    next: usize,
    /// Whether its end was seen.
    is_whole: bool,
}

/// A document as nodes; the first is its value.
#[derive(Debug)]
pub(super) struct Json<'a> {
    document: &'a str,
    nodes: Vec<Node>,
    /// What was wrong, in words.
    pub(super) doubt: Option<String>,
}

/// A value in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'j> {
    json: &'j Json<'j>,
    at: usize,
}

impl<'a> Json<'a> {
    /// Reads `document`, which may have a byte-order mark and white space in front and anything behind.
    pub(super) fn read(document: &'a str) -> Self {
        let mut json = Self { document, nodes: Vec::new(), doubt: None };
        let at = json.fill();
        let rest = document[at..].trim();
        if json.doubt.is_none() && !rest.is_empty() {
            json.doubt = Some("something stands behind the list".to_owned());
        }
        json
    }

    /// The document's value.
    pub(super) fn value(&self) -> Option<Value<'_>> {
        (!self.nodes.is_empty()).then_some(Value { json: self, at: 0 })
    }

    fn fill(&mut self) -> usize {
        let bytes = self.document.as_bytes();
        let mut open: Vec<usize> = Vec::new();
        let mut n_too_deep = 0usize;
        let text = self.document.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let mut at = bytes.len() - text.len();
        loop {
            at += bytes[at..]
                .iter()
                .position(|b| !b.is_ascii_whitespace() && !matches!(b, b',' | b':'))
                .unwrap_or(bytes.len() - at);
            let start = at;
            let Some(&byte) = bytes.get(at) else {
                self.cut(&open, at, "the document ends before the list does");
                return at;
            };
            at += 1;
            let seen = n_too_deep == 0 && open.len() < DEPTH_MAX;
            match byte {
                b'{' | b'[' if seen => {
                    let kind = if byte == b'{' { Kind::Object } else { Kind::Array };
                    open.push(self.nodes.len());
                    self.push(kind, start..at, false);
                }
                b'{' | b'[' => n_too_deep += 1,
                b'}' | b']' if n_too_deep > 0 => n_too_deep -= 1,
                b'}' | b']' => {
                    let kind = if byte == b'}' { Kind::Object } else { Kind::Array };
                    if open.last().is_none_or(|&last| self.nodes[last].kind != kind) {
                        self.cut(&open, at, "a bracket closes what it did not open");
                        return at;
                    }
                    if let Some(last) = open.pop() {
                        self.close(last, at);
                    }
                }
                b'"' => {
                    let Some(end) = text_end(bytes, at) else {
                        self.cut(&open, start, "the document ends inside a text");
                        return bytes.len();
                    };
                    if n_too_deep == 0 {
                        self.push(Kind::Text, at..end, true);
                    }
                    at = end + 1;
                }
                _ => {
                    let is_word =
                        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
                    at = start
                        + bytes[start..]
                            .iter()
                            .position(|b| !is_word(b))
                            .unwrap_or(bytes.len() - start);
                    if at == start {
                        self.cut(&open, start, "what stands there is no JSON");
                        return start;
                    }
                    if n_too_deep == 0 {
                        self.push(Kind::Word, start..at, true);
                    }
                }
            }
            if open.is_empty() {
                return at;
            }
            if self.nodes.len() >= NODES_MAX {
                self.cut(&open, at, "there are too many values");
                return at;
            }
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, is_whole: bool) {
        let next = self.nodes.len() + 1;
        self.nodes.push(Node { kind, start: range.start, end: range.end, next, is_whole });
    }

    fn close(&mut self, index: usize, end: usize) {
        let next = self.nodes.len();
        let node = &mut self.nodes[index];
        (node.end, node.next, node.is_whole) = (end, next, true);
    }

    /// Ends what is open where the document went wrong.
    fn cut(&mut self, open: &[usize], at: usize, why: &str) {
        self.doubt = Some(format!("at byte {at}: {why}"));
        for &index in open {
            self.close(index, at);
            self.nodes[index].is_whole = false;
        }
    }
}

impl<'j> Value<'j> {
    fn node(self) -> &'j Node {
        &self.json.nodes[self.at]
    }

    /// What kind of value it is.
    pub(super) fn kind(self) -> Kind {
        self.node().kind
    }

    /// Whether its end was seen.
    pub(super) fn is_whole(self) -> bool {
        self.node().is_whole
    }

    /// Its place; of a text, that between the quotation marks.
    pub(super) fn range(self) -> Range<usize> {
        self.node().start..self.node().end
    }

    /// What is in it: the elements of an array, the names and values of an object by turns.
    pub(super) fn inside(self) -> impl Iterator<Item = Value<'j>> + use<'j> {
        let end = match self.kind() {
            Kind::Object | Kind::Array => self.node().next,
            Kind::Text | Kind::Word => self.at,
        };
        let json = self.json;
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let value = (at < end).then_some(Value { json, at })?;
            at = value.node().next;
            Some(value)
        })
    }

    /// The elements of an array; none of anything else.
    pub(super) fn elements(self) -> impl Iterator<Item = Value<'j>> + use<'j> {
        self.inside().filter(move |_| self.kind() == Kind::Array)
    }

    /// The elements of an array, or the value itself where it is none.
    pub(super) fn one_or_more(self) -> impl Iterator<Item = Value<'j>> + use<'j> {
        let own = Some(self).filter(|_| self.kind() != Kind::Array);
        own.into_iter().chain(self.elements())
    }

    /// Whether it is that word: `true`, `false`, `null`, a number.
    pub(super) fn is_word(self, word: &str) -> bool {
        self.kind() == Kind::Word && &self.json.document[self.range()] == word
    }

    /// The names, as they are written, and values of an object; none of anything else.
    pub(super) fn members(self) -> impl Iterator<Item = (&'j str, Value<'j>)> + use<'j> {
        let mut inside = self.inside();
        let is_object = self.kind() == Kind::Object;
        std::iter::from_fn(move || {
            while let (true, Some(key), Some(value)) = (is_object, inside.next(), inside.next()) {
                if key.kind() == Kind::Text {
                    return Some((&self.json.document[key.range()], value));
                }
            }
            None
        })
    }

    /// The value of the first member of that name.
    pub(super) fn member(self, name: &str) -> Option<Value<'j>> {
        self.members().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The text of a member that is one, unescaped; of a number, as written.
    pub(super) fn text(self, name: &str) -> Option<Cow<'j, str>> {
        self.member(name).and_then(Value::as_text)
    }

    /// The text, unescaped; of a number, as written.
    pub(super) fn as_text(self) -> Option<Cow<'j, str>> {
        let raw = &self.json.document[self.range()];
        match self.kind() {
            Kind::Text => Some(escape::json(raw)),
            Kind::Word if raw.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                Some(Cow::Borrowed(raw))
            }
            Kind::Word | Kind::Object | Kind::Array => None,
        }
    }
}

/// Where the quotation mark is that ends the text that starts at `at`.
fn text_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| matches!(b, b'"' | b'\\'))?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn broken_documents_give_what_was_whole() {
        for (document, member, doubt) in [
            (r#"{"a":"x","a":"y"}"#, Some("x"), None),
            ("\u{feff} {\"a\":\"x\",} junk", Some("x"), Some("something stands behind the list")),
            (
                r#"{"a":"x","b":["#,
                Some("x"),
                Some("at byte 14: the document ends before the list does"),
            ),
            (r#"{"a":"x"]"#, Some("x"), Some("at byte 9: a bracket closes what it did not open")),
            (r#"{"a":"x\"#, None, Some("at byte 5: the document ends inside a text")),
            (r#"{"b":1e999,"a":-12345678901234567890}"#, Some("-12345678901234567890"), None),
        ] {
            let json = Json::read(document);
            let value = json.value().unwrap();
            assert_eq!(value.text("a").as_deref(), member, "{document}");
            assert_eq!(json.doubt.as_deref(), doubt, "{document}");
        }
        let deep = format!("{{\"a\":\"x\",\"b\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(Json::read(&deep).value().unwrap().text("a").as_deref(), Some("x"));
        assert!(Json::read(&"[".repeat(100_000)).doubt.is_some());
        assert!(Json::read("").value().is_none());
    }
}
