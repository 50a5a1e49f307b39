//! XHTML and NITF, as they stand inside other XML, as HTML: what an XML parser reads and an HTML parser would not.
//!
//! Prefixes go, CDATA sections are escaped, empty elements get an end. Names of NITF (IPTC, NITF 3.6) become those of
//! HTML that mean the same: see `MEANS`. Texts and their order stay as they are.

use crate::codec::scan::{Kind, Scanner, Tag};

/// Elements of HTML that have no end (HTML §13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements of NITF, and those of HTML that mean the same.
const MEANS: [(&str, &str); 34] = [
    ("hl1", "h1"),
    ("hl2", "h2"),
    ("block", "div"),
    ("body.content", "div"),
    ("abstract", "div"),
    ("note", "div"),
    ("bq", "blockquote"),
    ("credit", "p"),
    ("tagline", "p"),
    ("fn", "p"),
    ("datasource", "p"),
    ("media", "figure"),
    ("media-caption", "figcaption"),
    ("media-producer", "figcaption"),
    ("media-reference", "img"),
    ("nitf-table", "div"),
    ("object.title", "cite"),
    ("alt-code", "span"),
    ("chron", "span"),
    ("classifier", "span"),
    ("copyrite", "span"),
    ("event", "span"),
    ("function", "span"),
    ("lang", "span"),
    ("location", "span"),
    ("money", "span"),
    ("num", "span"),
    ("org", "span"),
    ("person", "span"),
    ("postaddr", "span"),
    ("pronounce", "span"),
    ("virtloc", "span"),
    ("frac", "span"),
    ("byttl", "span"),
];

/// The HTML that a slice of XML is.
///
/// Linear; never fails: what opens no tag is text.
#[must_use]
pub fn html(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + raw.len() / 8);
    let mut at = 0;
    for tag in Scanner::new(raw, 0) {
        text(&raw[at..tag.range.start], &mut out);
        at = tag.range.end;
        element(&tag, &mut out);
    }
    text(&raw[at..], &mut out);
    out
}

fn element(tag: &Tag<'_>, out: &mut String) {
    let local = tag.local().to_ascii_lowercase();
    let means = MEANS.iter().find(|(nitf, _)| *nitf == local).map(|(_, html)| *html);
    let medium = tag.attribute("mime-type").unwrap_or_default();
    let name = match means {
        // What is no picture has no element that shows it.
        Some("img") if !medium.is_empty() && !medium.starts_with("image/") => "span",
        Some(name) => name,
        None => local.as_str(),
    };
    let is_void = VOID.contains(&name);
    if tag.kind == Kind::End {
        if !is_void {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
        return;
    }
    out.push('<');
    out.push_str(name);
    for (key, value) in tag.attributes() {
        let key = match (name, key) {
            ("img", "source") => "src",
            ("img", "alternate-text") => "alt",
            (_, key) => key,
        };
        let is_name =
            key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
        if is_name && !key.is_empty() {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            out.push_str(&value.replace('"', "&quot;"));
            out.push('"');
        }
    }
    out.push('>');
    if tag.kind == Kind::Whole && !is_void {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

/// What stands between two tags: text, CDATA sections, comments, processing instructions.
fn text(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (start, end) = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", ">"), ("<!", ">")]
            .into_iter()
            .find(|(start, _)| rest.starts_with(start))
            .unwrap_or(("<", ""));
        let inside = &rest[start.len()..];
        let n_bytes = if end.is_empty() { Some(0) } else { inside.find(end) };
        let (inside, behind) = inside.split_at(n_bytes.unwrap_or(inside.len()));
        match start {
            "<" => out.push_str("&lt;"),
            "<![CDATA[" => out.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;")),
            _ => {}
        }
        rest = behind.get(end.len()..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::codec::html::parse_fragment;

    #[test]
    fn nitf_and_xhtml_are_the_html_that_they_mean() {
        for (xml, expected) in [
            ("<x:p>a<x:br/>b</x:p>", "<p>a<br>b</p>"),
            ("<p/><p>a &amp; b &#8217;</p>", "<p></p><p>a &amp; b &#8217;</p>"),
            ("<p><![CDATA[a <b> & c]]></p>", "<p>a &lt;b> &amp; c</p>"),
            ("a<!-- <p> --><?php p ?>b", "ab"),
            ("5 < 6 <p>x</p>", "5 &lt; 6 <p>x</p>"),
            ("<hl2>Rain</hl2><block><p>a</p></block>", "<h2>Rain</h2><div><p>a</p></div>"),
            ("<iframe src='a\"b'/>c", "<iframe src=\"a&quot;b\"></iframe>c"),
            ("<br></br>a", "<br>a"),
            (
                "<media><media-reference mime-type='image/jpeg' source='a.jpg'/></media>",
                "<figure><img mime-type=\"image/jpeg\" src=\"a.jpg\"></figure>",
            ),
            ("<p x=\"1>a</p>", "<p x=\"1\">a</p>"),
            ("<![CDATA[open", "open"),
        ] {
            assert_eq!(html(xml), expected, "{xml}");
        }
    }

    #[test]
    fn no_word_is_lost_or_moved() {
        let xml = "<p lede='true'>The <person>mayor</person> of <location>Tolva</location> spoke<em>.</em></p>\
                   <bq><block><p>Rain &lt;again&gt;.</p></block><credit>A poet</credit></bq>";
        let text = parse_fragment(&html(xml)).text_of(0);
        assert_eq!(text, "The mayor of Tolva spoke.Rain <again>.A poet");
    }
}
