//! Raw XML and HTML to text: references decoded, mark-up taken away, each once.

use crate::codec::scan::tag_end;
use html5ever::data::NAMED_ENTITIES;
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// What the control characters of Latin-1's upper half begin with in UTF-8.
const C1: u8 = 0xc2;
/// Longest name of a character reference that is looked up, in bytes.
const REFERENCE_BYTES_MAX: usize = 40;

/// The elements that begin what is not HTML in a page, and their namespaces (HTML §13.2.6.5).
const FOREIGN: [(&str, &str); 2] =
    [("svg", "http://www.w3.org/2000/svg"), ("math", "http://www.w3.org/1998/Math/MathML")];
/// The namespace of the links in them.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The character data of a slice of XML: references decoded once, CDATA as it is, tags and comments left out.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    unwrap(raw, false)
}

/// As [`plain`], with tags where they are.
pub(super) fn html(raw: &str) -> Cow<'_, str> {
    unwrap(raw, true)
}

/// As [`plain`], with white space folded.
pub(super) fn line(raw: &str) -> String {
    fold(&plain(raw))
}

/// Text with each run of white space made one space, none at the ends, and no control characters.
pub(super) fn fold(text: &str) -> String {
    let mut line = Line::up_to(usize::MAX);
    line.push(text);
    line.finish()
}

/// The HTML that a slice of XML carries (escaped, in CDATA, or as elements), reduced to one line of text.
pub(super) fn html_line(raw: &str) -> String {
    html_line_up_to(raw, usize::MAX)
}

/// As [`html_line`]; of one that is longer than so many characters not less than these.
pub(super) fn html_line_up_to(raw: &str, n_chars: usize) -> String {
    let mut line = Line::up_to(n_chars);
    html_text(&unwrap(raw, true), &mut line);
    line.finish()
}

/// The value of an attribute: references decoded once, without white space around it.
pub(super) fn attribute(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim();
    if memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    decode_into(raw, &mut out);
    Cow::Owned(out)
}

/// The HTML that the elements in a slice of XML are: CDATA escaped, names without their prefix, and the namespaces of
/// drawings, formulas and their links said where they were declared further out.
pub(super) fn elements(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let is_linked = raw.contains("xmlns:xlink");
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let (inside, behind) = split_at(inside, "]]>").unwrap_or((inside, ""));
            out.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;"));
            rest = behind;
            continue;
        }
        let (tag, behind) = split_tag(rest);
        if tag.is_empty() {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let name = tag_name(tag);
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        let is_end = tag.starts_with("</");
        out.push_str(if is_end { "</" } else { "<" });
        let at = tag.len() - tag[1..].trim_start_matches('/').len();
        out.push_str(&tag[at..at + name.len()][name.len() - local.len()..]);
        if !is_end {
            let own = FOREIGN.iter().find(|(root, _)| *root == local);
            if let Some((_, space)) = own.filter(|_| !tag.contains("xmlns=")) {
                out.push_str(&format!(" xmlns=\"{space}\""));
            }
            if tag.contains(" xlink:") && !is_linked {
                out.push_str(&format!(" xmlns:xlink=\"{XLINK}\""));
            }
        }
        out.push_str(&tag[at + name.len()..]);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Text that is folded as it comes.
struct Line {
    out: String,
    /// Whether white space stands behind it.
    is_apart: bool,
    /// How long it is without white space at its end, in bytes.
    n_bytes: usize,
    /// How long that is when no more of it is asked for.
    n_enough: usize,
}

impl Line {
    fn up_to(n_chars: usize) -> Self {
        let n_enough = n_chars.saturating_mul(char::MAX_LEN_UTF8);
        Self { out: String::new(), is_apart: false, n_bytes: 0, n_enough }
    }

    fn push(&mut self, mut rest: &str) {
        loop {
            let (plain, behind) = rest.split_at(n_folded(rest.as_bytes()));
            self.put(plain);
            let Some(first) = behind.chars().next() else { return };
            let (text, behind) = behind.split_at(first.len_utf8());
            if first.is_ascii_whitespace() {
                self.is_apart = true;
            } else if !first.is_control() {
                self.put(text);
            }
            rest = behind;
        }
    }

    fn put(&mut self, text: &str) {
        let text = if self.out.is_empty() { text.trim_start() } else { text };
        if text.is_empty() {
            return;
        }
        if self.is_apart && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.is_apart = false;
        let n_words = text.trim_end().len();
        if n_words > 0 {
            self.n_bytes = self.out.len() + n_words;
        }
        self.out.push_str(text);
    }

    fn is_enough(&self) -> bool {
        self.n_bytes >= self.n_enough
    }

    fn finish(mut self) -> String {
        self.out.truncate(self.n_bytes);
        self.out
    }
}

/// How many bytes at the start of `text` are as they are to be: single spaces between others, no control characters.
fn n_folded(text: &[u8]) -> usize {
    let is_single = |at: usize| {
        at > 0 && text.get(at + 1).is_some_and(|next| !IS_LOOKED_AT[usize::from(*next)])
    };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if IS_LOOKED_AT[usize::from(byte)] && !(byte == b' ' && is_single(at)) {
            break;
        }
        at += 1;
    }
    at
}

/// The bytes that white space of ASCII and control characters are or begin with.
const IS_LOOKED_AT: [bool; 256] = {
    let mut all = [false; 256];
    let mut byte = 0;
    while byte <= b' ' {
        all[byte as usize] = true;
        byte += 1;
    }
    all[0x7f] = true;
    all[C1 as usize] = true;
    all
};

/// `raw` without its XML layer; tags are kept if `keep_tags`.
fn unwrap(raw: &str, keep_tags: bool) -> Cow<'_, str> {
    if memchr2(b'<', b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    if let Some((inside, "")) = raw.strip_prefix("<![CDATA[").and_then(|it| split_at(it, "]]>")) {
        return Cow::Borrowed(inside);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        decode_into(&rest[..open], &mut out);
        rest = &rest[open..];
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let (inside, behind) = split_at(inside, "]]>").unwrap_or((inside, ""));
            out.push_str(inside);
            rest = behind;
        } else if rest.starts_with("<!--") {
            rest = rest[4..].split_once("-->").map_or("", |(_, behind)| behind);
        } else {
            let (tag, behind) = split_tag(rest);
            if tag.is_empty() {
                out.push('<');
                rest = &rest[1..];
                continue;
            }
            if keep_tags {
                out.push_str(tag);
            } else if is_block(tag_name(tag)) {
                out.push(' ');
            }
            rest = behind;
        }
    }
    decode_into(rest, &mut out);
    Cow::Owned(out)
}

/// What is before and behind the first `end`.
fn split_at<'a>(text: &'a str, end: &str) -> Option<(&'a str, &'a str)> {
    let at = memmem::find(text.as_bytes(), end.as_bytes())?;
    Some((&text[..at], &text[at + end.len()..]))
}

/// The text of HTML: known tags, comments, scripts and styles left out, references decoded once.
///
/// What looks like a tag and is none that HTML knows (`Vec<u32>`) stays.
fn html_text(html: &str, line: &mut Line) {
    let mut rest = html;
    // Not sought again once it was not found: that keeps many unclosed ones linear.
    let mut comments_close = true;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        decode(&rest[..open], |text| line.push(text));
        if line.is_enough() {
            return;
        }
        rest = &rest[open..];
        if comments_close && rest.starts_with("<!--") {
            match rest[4..].split_once("-->") {
                Some((_, behind)) => rest = behind,
                None => comments_close = false,
            }
            continue;
        }
        let (tag, behind) = split_tag(rest);
        let name = tag_name(if tag.is_empty() { rest } else { tag });
        // An end without a start is nobody's, whatever its name.
        let is_end = rest.starts_with("</") && !tag.is_empty();
        if !is_html(name) && !is_end {
            line.push("<");
            rest = &rest[1..];
        } else if tag.is_empty() {
            // The source cut its own text inside a tag.
            let next = memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |at| at + 1);
            rest = &rest[next..];
        } else {
            if is_block(name) {
                line.push(" ");
            }
            rest = behind;
            if !tag.starts_with("</") && is_one_of(name, &["script", "style"]) {
                rest = behind_end(rest, name);
            }
        }
    }
    decode(rest, |text| line.push(text));
}

/// What stands behind `</name`; nothing if it is not there.
fn behind_end<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(found) = rest[at..].find("</") {
        at += found;
        if tag_name(&rest[at..]).eq_ignore_ascii_case(name) {
            return &rest[at..];
        }
        at += 2;
    }
    ""
}

/// The tag at the start of `rest`, empty if there is none, and what is behind.
fn split_tag(rest: &str) -> (&str, &str) {
    let inside = &rest[1..];
    let starts = inside
        .strip_prefix('/')
        .unwrap_or(inside)
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '!' | '?' | '_'));
    let window = &inside[..memchr(b'<', inside.as_bytes()).unwrap_or(inside.len())];
    match tag_end(window).filter(|_| starts) {
        Some(end) => rest.split_at(end + 2),
        None => ("", rest),
    }
}

/// The name at the start of `<name …` or `</name …`.
fn tag_name(tag: &str) -> &str {
    let name = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    let end = name
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':')))
        .unwrap_or(name.len());
    &name[..end]
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether it is an element that parts words from words.
fn is_block(name: &str) -> bool {
    #[rustfmt::skip]
    let is_one = |name: &[u8]| matches!(name,
        b"p" | b"br" | b"div" | b"li" | b"ul" | b"ol" | b"td" | b"th" | b"tr" | b"table" | b"h1" | b"h2" | b"h3" | b"h4"
        | b"h5" | b"h6" | b"blockquote" | b"figure" | b"figcaption" | b"hr" | b"section" | b"article" | b"aside"
        | b"header" | b"footer" | b"dl" | b"dt" | b"dd" | b"pre" | b"tbody" | b"thead" | b"caption" | b"script"
        | b"style" | b"iframe" | b"img"
    );
    lower(name, &mut [0; 16]).is_some_and(is_one)
}

/// Whether it is one of the other elements that text in feeds has.
fn is_inline(name: &str) -> bool {
    #[rustfmt::skip]
    let is_one = |name: &[u8]| matches!(name,
        b"a" | b"b" | b"i" | b"u" | b"s" | b"em" | b"strong" | b"span" | b"font" | b"sup" | b"sub" | b"small" | b"big"
        | b"cite" | b"q" | b"code" | b"abbr" | b"acronym" | b"ins" | b"del" | b"strike" | b"mark" | b"time" | b"tt"
        | b"kbd" | b"samp" | b"var" | b"wbr" | b"nobr" | b"center" | b"body" | b"html" | b"head" | b"title" | b"link"
        | b"meta" | b"picture" | b"source" | b"video" | b"audio" | b"track" | b"object" | b"embed" | b"param" | b"svg"
        | b"path" | b"g" | b"input" | b"button" | b"form" | b"label" | b"select" | b"option" | b"textarea"
        | b"noscript" | b"main" | b"nav" | b"bdi" | b"bdo" | b"ruby" | b"rt" | b"rp" | b"dfn" | b"details" | b"summary"
        | b"col" | b"colgroup" | b"tfoot" | b"map" | b"area" | b"canvas" | b"address" | b"fieldset"
    );
    lower(name, &mut [0; 16]).is_some_and(is_one)
}

/// A name in lower case; `None` if it is longer than any that is known.
pub(super) fn lower<'a>(name: &str, into: &'a mut [u8; 16]) -> Option<&'a [u8]> {
    let lower = into.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(lower)
}

/// Whether a tag's name is one that HTML text has.
pub(super) fn is_html(name: &str) -> bool {
    is_block(name) || is_inline(name) || name.contains(['-', ':'])
}

/// Appends `raw` with its character references decoded once; what is no reference stays as it is.
pub(super) fn decode_into(raw: &str, out: &mut String) {
    decode(raw, |text| out.push_str(text));
}

/// As [`decode_into`], each piece given to `put`.
fn decode(raw: &str, mut put: impl FnMut(&str)) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        put(&rest[..at]);
        rest = &rest[at + 1..];
        match reference(rest) {
            Some((first, second, length)) => {
                for c in std::iter::once(first).chain(second) {
                    put(c.encode_utf8(&mut [0; char::MAX_LEN_UTF8]));
                }
                rest = &rest[length..];
            }
            None => put("&"),
        }
    }
    put(rest);
}

/// The characters of the reference whose `&` stands before `rest`, and its length.
fn reference(rest: &str) -> Option<(char, Option<char>, usize)> {
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, head) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 2),
            None => (number, 10, 1),
        };
        let n_digits = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        if n_digits == 0 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..n_digits], radix).unwrap_or(0);
        let closed = usize::from(digits[n_digits..].starts_with(';'));
        return Some((numbered(code), None, head + n_digits + closed));
    }
    let length = rest.bytes().take(REFERENCE_BYTES_MAX).position(|b| !b.is_ascii_alphanumeric())?;
    if rest.as_bytes()[length] != b';' {
        return None;
    }
    let &(first, second) = match &rest[..=length] {
        // Nearly all that are met: not looked up.
        "lt;" => &(0x3c, 0),
        "gt;" => &(0x3e, 0),
        "amp;" => &(0x26, 0),
        "quot;" => &(0x22, 0),
        "apos;" => &(0x27, 0),
        "nbsp;" => &(0xa0, 0),
        // In XML they are those of XHTML 1.0, whose later meaning differs in HTML.
        "lang;" => &(0x2329, 0),
        "rang;" => &(0x232a, 0),
        name => NAMED_ENTITIES.get(name)?,
    };
    let first = char::from_u32(first).filter(|&c| c != '\0')?;
    Some((first, char::from_u32(second).filter(|&c| c != '\0'), length + 1))
}

/// What a numbered reference means (HTML §13.2.5.80): 128 to 159 are those of windows-1252.
fn numbered(code: u32) -> char {
    const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let windows = code.checked_sub(0x80).and_then(|i| usize::try_from(i).ok());
    windows
        .and_then(|i| WINDOWS_1252.chars().nth(i))
        .or_else(|| char::from_u32(code))
        .filter(|&c| c != '\0')
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::{html_line, line};

    #[test]
    fn html_in_xml_becomes_its_text_once() {
        for (raw, expected) in [
            ("Fish &amp; chips", "Fish & chips"),
            (
                "Fish & chips &eacute;&nbsp;x &#146; &#x2019; &bogus; &",
                "Fish & chips é\u{a0}x ’ ’ &bogus; &",
            ),
            ("<![CDATA[Fish &amp; <b>chips</b>]]>", "Fish & chips"),
            ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; &amp;lt;i&amp;gt;", "Bold & <i>"),
            ("Vec&lt;u32&gt; 5 &lt; 6", "Vec<u32> 5 < 6"),
            ("<![CDATA[<p>One.</p><p>Two.<br>Three <img alt='a > b'>]]>", "One. Two. Three"),
            ("<![CDATA[x <script>if (a</b) {}</script> y<!-- z --> <img src='http]]>", "x y"),
            ("  a\n\t b&#0;\u{7} ", "a b\u{fffd}"),
            ("&#7; a &#7;b&#160;&#xa3; \u{81} c \u{7}", "a b\u{a0}£ c"),
        ] {
            assert_eq!(html_line(raw), expected, "{raw}");
        }
    }

    #[test]
    fn plain_text_keeps_what_looks_like_html() {
        assert_eq!(line("&lt;b&gt; &amp;amp; <![CDATA[<i>]]>"), "<b> &amp; <i>");
        assert_eq!(line("<div>One<br/>two <b>three</b></div>"), "One two three");
    }
}
