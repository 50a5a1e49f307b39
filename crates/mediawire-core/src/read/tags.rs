//! The tags of an HTML page with their places, cut just where a browser's tokenizer cuts them (HTML §13.2.5).
//!
//! A tree of the page says what stands in it, and not where; a fragment is a place. For XML, where quotation marks
//! are better guessed at, see `codec::scan`.

use std::ops::Range;

/// Attributes of one tag that are looked at.
const ATTRIBUTES_MAX: usize = 256;

/// Elements whose inside is text up to their own end tag (HTML §13.1.2, §13.2.6.4).
const TEXTS: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A start or end tag.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    pub(super) is_end: bool,
    /// The name as written.
    pub(super) name: &'a str,
    /// What stands between the name and the end of the tag.
    inside: &'a str,
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The raw value of an attribute, named in any case; the first of that name counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut at = 0;
        for _ in 0..ATTRIBUTES_MAX {
            let (found, value, behind) = attribute(self.inside, at)?;
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            at = behind;
        }
        None
    }

    /// Whether `name` is one of the names in its `class`.
    pub(super) fn has_class(&self, name: &str) -> bool {
        self.attribute("class")
            .is_some_and(|class| class.split_ascii_whitespace().any(|own| own == name))
    }
}

/// The tags of a page, in order.
#[derive(Debug, Clone)]
pub(super) struct Tags<'a> {
    document: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, at: 0 }
    }

    /// Behind `from` and what ends there, or at the page's end.
    fn behind(&self, from: usize, end: &str) -> usize {
        let rest = self.document.get(from..).unwrap_or_default();
        rest.find(end).map_or(self.document.len(), |at| from + at + end.len())
    }

    /// Behind the comment whose text starts at `from` (HTML §13.2.5.43 to 51).
    fn behind_comment(&self, from: usize) -> usize {
        let text = &self.document[from..];
        if let Some(n_bytes) =
            [">", "->"].iter().find(|end| text.starts_with(**end)).map(|end| end.len())
        {
            return from + n_bytes;
        }
        let mut at = 0;
        while let Some(found) = text[at..].find("--") {
            let rest = &text[at + found + 2..];
            for end in [">", "!>"] {
                if rest.starts_with(end) {
                    return from + at + found + 2 + end.len();
                }
            }
            at += found + 1;
        }
        self.document.len()
    }

    /// Where the end tag starts that ends the text element `name` behind `from`.
    fn end_of_text(&self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some(found) = self.document[at..].find("</") {
            at += found;
            let rest = &self.document[at + 2..];
            let is_end = rest.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with(|c: char| is_space(c) || matches!(c, '/' | '>'));
            if is_end {
                return at;
            }
            at += 2;
        }
        self.document.len()
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let open = self.at + self.document[self.at..].find('<')?;
            let rest = &self.document[open + 1..];
            let is_end = rest.starts_with('/');
            let name_at = open + 1 + usize::from(is_end);
            let first = self.document[name_at..].chars().next()?;
            if !first.is_ascii_alphabetic() {
                self.at = match first {
                    '!' if rest.starts_with("!--") => self.behind_comment(open + 4),
                    '!' | '?' => self.behind(open + 2, ">"),
                    _ if is_end => self.behind(name_at, ">"),
                    _ => open + 1,
                };
                continue;
            }
            let named = &self.document[name_at..];
            let name_end = named.find(|c: char| is_space(c) || matches!(c, '/' | '>'));
            let (name, inside) = named.split_at(name_end?);
            let end = tag_end(inside)?;
            let range = open..name_at + name.len() + end + 1;
            self.at = range.end;
            if !is_end && let Some(text) = TEXTS.iter().find(|text| text.eq_ignore_ascii_case(name))
            {
                self.at = self.end_of_text(range.end, text);
            }
            return Some(Tag { is_end, name, inside: &inside[..end], range });
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Where the `>` is that ends a tag; `None` if the page ends in it, and a browser drops it.
fn tag_end(inside: &str) -> Option<usize> {
    let mut at = 0;
    while let Some((_, _, behind)) = attribute(inside, at) {
        at = behind;
    }
    let at = at + inside[at..].find(|c: char| !is_space(c) && c != '/')?;
    inside[at..].starts_with('>').then_some(at)
}

/// The attribute behind `at`: its name, its raw value, and where it ends; `None` if the tag ends there, or the page.
fn attribute(inside: &str, at: usize) -> Option<(&str, &str, usize)> {
    let skip = |at: usize, also: Option<char>| {
        let rest = &inside[at..];
        rest.find(|c: char| !is_space(c) && Some(c) != also).map(|n_bytes| at + n_bytes)
    };
    let start = skip(at, Some('/'))?;
    if inside[start..].starts_with('>') {
        return None;
    }
    // A name may begin with any character, also with `=` or a quotation mark.
    let first = inside[start..].chars().next().map_or(0, char::len_utf8);
    let ends = |c: char| is_space(c) || matches!(c, '/' | '>' | '=');
    let rest = &inside[start + first..];
    let name_end = start + first + rest.find(ends).unwrap_or(rest.len());
    let name = &inside[start..name_end];
    let Some(equals) = skip(name_end, None).filter(|&at| inside[at..].starts_with('=')) else {
        return Some((name, "", name_end));
    };
    let Some(value) = skip(equals + 1, None) else { return Some((name, "", inside.len())) };
    let rest = &inside[value..];
    match rest.chars().next() {
        Some('>') => Some((name, "", value)),
        Some(quote @ ('"' | '\'')) => {
            // A quotation mark that nothing closes takes the rest of the page.
            let length = rest[1..].find(quote);
            let end = length.map_or(inside.len(), |length| value + length + 2);
            Some((name, &inside[value + 1..value + 1 + length.unwrap_or(rest.len() - 1)], end))
        }
        _ => {
            let length = rest.find(|c: char| is_space(c) || c == '>').unwrap_or(rest.len());
            Some((name, &rest[..length], value + length))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tags;
    use crate::codec::html;

    fn told(document: &str) -> String {
        Tags::new(document)
            .map(|tag| {
                let raw = &document[tag.range.clone()];
                assert!(raw.starts_with('<') && raw.ends_with('>'), "{raw}");
                let end = if tag.is_end { "/" } else { "" };
                let value = tag.attribute("x").map(|value| format!("[{value}]"));
                format!("{end}{}{} ", tag.name, value.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn tags_are_cut_where_a_browser_cuts_them() {
        for (document, expected) in [
            ("<a x='1' y=\"2>\" z><B/></a>", "a[1] B /a "),
            ("5 < 6 <a>&<b", "a "),
            ("<a x=\"<b>\"><c>", "a[<b>] c "),
            // What one page was seen to write.
            ("<a class=\"r\" \"=\"\" x=\"2\"><b>", "a[2] b "),
            ("<a =x=1 x = 2><b>", "a[2] b "),
            ("<a x=1/><b x><c x=><d>", "a[1/] b[] c[] d "),
            ("<a x=1 X=2>", "a[1] "),
            ("<a/x='3'/>", "a[3] "),
            ("<!-- <a> --><!--><b><!---><c><!-- --!><d>", "b c d "),
            ("<!doctype html><?php <b> ?></ a><c>", "c "),
            ("<script>'<a>'</scripts></SCRIPT ><b>", "script /SCRIPT b "),
            ("<title><a></title><b>", "title /title b "),
            ("<style><a>", "style "),
            ("<a x=\"1><b>", ""),
            ("<a x", ""),
            ("<p", ""),
            ("<", ""),
        ] {
            assert_eq!(told(document), expected, "{document}");
            let tree = html::parse_fragment(document);
            for name in ["b", "d"] {
                let is_there = expected.split(' ').any(|tag| tag.split('[').next() == Some(name));
                assert!(!is_there || tree.find(0, name).is_some(), "{document}: {name}");
            }
        }
    }

    #[test]
    fn hostile_pages_are_read_in_linear_time() {
        for piece in ["<!--", "<a x=\"", "<title>", "<script></", "<a b=c ", "</", "<!-- --"] {
            assert!(Tags::new(&piece.repeat(300_000)).count() <= 300_000, "{piece}");
        }
    }
}
