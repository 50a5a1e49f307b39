//! Strangers' text and addresses as HTML.

use std::borrow::Cow;
use url::Url;

/// `text` with everything escaped that means something in HTML, in text and in quoted attributes alike.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(&mut out, text);
    Cow::Owned(out)
}

/// Appends [`escape`] of `text`.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            // A parser would turn a bare carriage return into a line feed.
            _ => "&#13;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The address as a browser would read it, if it leads to the web: http or https, with a host.
#[must_use]
pub fn web_link(url: &str) -> Option<String> {
    Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .map(String::from)
}

/// As [`web_link`], or a mailto address: what a link in a body may be.
#[must_use]
pub fn body_link(url: &str) -> Option<String> {
    let is_mail = url.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    if is_mail { Url::parse(url).ok().map(String::from) } else { web_link(url) }
}

/// The host of an address, for readers; the whole text where there is none.
#[must_use]
pub fn host(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let host = parsed.as_ref().and_then(Url::host_str).unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// `text` without the characters that change the direction of what follows: for places that cannot isolate it,
/// as a browser's title bar (Unicode Standard Annex 9, §2).
#[must_use]
pub fn without_bidi_controls(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{body_link, escape, host, web_link};

    #[test]
    fn only_web_addresses_become_links() {
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "blob:https://a.example/1",
            "intent://a",
            "//a.example/",
            "/path",
            "",
        ] {
            assert_eq!(web_link(hostile), None, "{hostile}");
            assert_eq!(body_link(hostile), None, "{hostile}");
        }
        assert_eq!(web_link("https://a.example/\"x"), Some("https://a.example/%22x".to_owned()));
        assert_eq!(web_link("mailto:a@b.example"), None);
        assert_eq!(body_link("mailto:a@b.example"), Some("mailto:a@b.example".to_owned()));
    }

    #[test]
    fn escaped_text_has_no_mark_up() {
        assert_eq!(escape("a<b>&\"'\r"), "a&lt;b&gt;&amp;&quot;&#39;&#13;");
        assert_eq!(escape("plain …"), "plain …");
        assert_eq!(host("https://www.tolva.example:8080/x"), "tolva.example");
    }
}
