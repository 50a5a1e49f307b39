//! A tolerant pull scanner over XML: tags with their places, and nothing else.
//!
//! Text is not told: who wants it takes the slice between two tags, and decodes it.
//! Entity declarations are skipped with their DOCTYPE, so nothing is ever expanded. A `<` that opens no tag is text.

use memchr::{memchr, memchr3, memmem};
use std::ops::Range;

/// Attributes of one tag that are looked at.
const ATTRIBUTES_MAX: usize = 256;

/// A start or end tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'a> {
    pub(crate) kind: Kind,
    /// The name as written, with its prefix.
    pub(crate) name: &'a str,
    /// The bytes of its prefix, the colon included.
    n_prefix: usize,
    /// What stands between the name and the end of the tag.
    pub(crate) inside: &'a str,
    /// From `<` to behind `>`.
    pub(crate) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Start,
    /// `<name/>`
    Whole,
    End,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'a str {
        &self.name[self.n_prefix..]
    }

    /// The prefix; empty if there is none.
    pub(crate) fn prefix(&self) -> &'a str {
        &self.name[..self.n_prefix.saturating_sub(1)]
    }

    /// The raw value of an attribute, named in any case.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        if self.inside.len() <= name.len() {
            return None;
        }
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and raw values, in order.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end =
                rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            let name = &rest[..end];
            if rest.is_empty() {
                return None;
            }
            let Some(value) = rest[end..].trim_start().strip_prefix('=') else {
                rest = &rest[end..];
                return Some((name, ""));
            };
            let value = value.trim_start();
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = &value[1..];
                    // A quotation mark is one byte.
                    let end = memchr(quote as u8, inside.as_bytes());
                    end.map_or((inside, ""), |end| (&inside[..end], &inside[end + 1..]))
                }
                _ => {
                    let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                    value.split_at(end)
                }
            };
            rest = behind;
            Some((name, value))
        })
        .take(ATTRIBUTES_MAX)
    }
}

/// The tags of a document, in order.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'a> {
    document: &'a str,
    at: usize,
    /// Whether the document ended inside a comment, a CDATA section or a tag.
    pub(crate) is_cut: bool,
    /// Whether a DOCTYPE may still be balanced: one that is not is looked through to the end only once.
    is_balanced: bool,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(document: &'a str, at: usize) -> Self {
        Self { document, at, is_cut: false, is_balanced: true }
    }

    /// Goes behind `end`, which closes what starts at `from`.
    fn skip_to(&mut self, from: usize, end: &str) {
        match memmem::find(&self.document.as_bytes()[from..], end.as_bytes()) {
            Some(at) => self.at = from + at + end.len(),
            None => {
                self.at = self.document.len();
                self.is_cut = true;
            }
        }
    }

    /// Goes behind a DOCTYPE, its internal subset and the quoted `>` in it.
    fn skip_declaration(&mut self, from: usize) {
        let mut n_open = 0usize;
        let mut quote = None;
        let length = if self.is_balanced { self.document.len() } else { from };
        for (i, byte) in self.document.as_bytes()[from..length].iter().enumerate() {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') if n_open > 0 => quote = Some(byte),
                (None, b'[') => n_open += 1,
                (None, b']') => n_open = n_open.saturating_sub(1),
                (None, b'>') if n_open == 0 => {
                    self.at = from + i + 1;
                    return;
                }
                _ => {}
            }
        }
        // A quotation mark or a bracket that nothing closes: what ends it is the first `>`.
        self.is_balanced = false;
        self.skip_to(from, ">");
    }

    fn tag(&mut self, open: usize) -> Option<Tag<'a>> {
        let rest = &self.document[open + 1..];
        let (kind, name_at) = if rest.starts_with('/') { (Kind::End, 1) } else { (Kind::Start, 0) };
        let first = rest[name_at..].chars().next()?;
        if !(first.is_alphabetic() || matches!(first, '_' | ':')) {
            return None;
        }
        // A tag holds no `<`: that keeps an unclosed quotation mark from swallowing the document.
        let window = &rest[..memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())];
        let Some(end) = tag_end(window) else {
            self.is_cut |= window.len() == rest.len();
            return None;
        };
        let inside = &window[name_at..end];
        let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        let name_end = inside.bytes().position(ends).unwrap_or(inside.len());
        let (name, inside) = inside.split_at(name_end);
        let n_prefix = name.bytes().rposition(|byte| byte == b':').map_or(0, |at| at + 1);
        let is_whole = kind == Kind::Start && inside.ends_with('/');
        Some(Tag {
            kind: if is_whole { Kind::Whole } else { kind },
            name,
            n_prefix,
            inside,
            range: open..open + 1 + end + 1,
        })
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let open = self.at + memchr(b'<', &self.document.as_bytes()[self.at..])?;
            let rest = &self.document[open + 1..];
            if rest.starts_with("!--") {
                self.skip_to(open + 4, "-->");
            } else if rest.starts_with("![CDATA[") {
                self.skip_to(open + 9, "]]>");
            } else if rest.starts_with('!') {
                self.skip_declaration(open + 2);
            } else if rest.starts_with('?') {
                self.skip_to(open + 2, ">");
            } else if let Some(tag) = self.tag(open) {
                self.at = tag.range.end;
                return Some(tag);
            } else {
                self.at = open + 1;
            }
        }
    }
}

/// Where the `>` is that ends a tag, outside of quoted values if it can be; `window` holds no `<`.
pub(crate) fn tag_end(window: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr3(b'>', b'"', b'\'', &window.as_bytes()[at..])?;
        match window.as_bytes()[found] {
            b'>' => return Some(found),
            quote => match memchr(quote, &window.as_bytes()[found + 1..]) {
                Some(length) => at = found + length + 2,
                None => return window.find('>'),
            },
        }
    }
}

/// The slice of the first element named `local` in `raw`, between its tags.
pub(crate) fn child<'a>(raw: &'a str, local: &str) -> Option<&'a str> {
    let mut tags = Scanner::new(raw, 0);
    let start =
        tags.find(|tag| tag.kind == Kind::Start && tag.local().eq_ignore_ascii_case(local))?;
    let end = tags.find(|tag| tag.kind == Kind::End && tag.local().eq_ignore_ascii_case(local));
    Some(&raw[start.range.end..end.map_or(raw.len(), |tag| tag.range.start)])
}

#[cfg(test)]
mod tests {
    use super::{Kind, Scanner};

    fn told(document: &str) -> String {
        Scanner::new(document, 0)
            .map(|tag| {
                let kind = match tag.kind {
                    Kind::Start => "",
                    Kind::Whole => "=",
                    Kind::End => "/",
                };
                assert!(document[tag.range.clone()].starts_with('<'), "{tag:?}");
                assert!(document[tag.range.clone()].ends_with('>'), "{tag:?}");
                let attributes: String =
                    tag.attributes().map(|(name, value)| format!("[{name}={value}]")).collect();
                format!("{kind}{}{attributes} ", tag.name)
            })
            .collect()
    }

    #[test]
    fn tags_are_found_in_any_mess() {
        for (document, expected) in [
            ("<a x='1' y = \"2>\" z><b/></a>", "a[x=1][y=2>][z=] =b /a "),
            ("5 < 6 <a>&<b", "a "),
            ("<!DOCTYPE x [<!ENTITY a '<b>]>'>]><c>", "c "),
            ("<!-- <a> --><?php <b> ?><![CDATA[<c>]]><d>", "d "),
            ("<a x=\"1><b>", "a[x=1] b "),
            ("<a href=http://x.example>", "a[href=http://x.example] "),
            ("<p", ""),
            ("<![CDATA[ <a>", ""),
        ] {
            assert_eq!(told(document), expected, "{document}");
        }
    }

    #[test]
    fn attributes_beyond_the_limit_are_not_looked_at() {
        let document = format!("<a {}>", "b='' ".repeat(100_000));
        let tag = Scanner::new(&document, 0).next().unwrap();
        assert_eq!(tag.attributes().count(), 256);
    }
}
