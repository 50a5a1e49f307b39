//! What relative addresses in a document are relative to: the extractor and the lock ask here and nowhere else.

use crate::codec::html::Tree;
use crate::codec::scan::{Kind, Scanner, Tag};
use crate::model::entry::{Form, Fragment};
use crate::model::lock::base_of;
use url::Url;

/// How deep elements of a list may lie; deeper ones have no base of their own.
const DEPTH_MAX: usize = 256;
/// Longest base that an element states, in bytes.
const BASE_BYTES_MAX: usize = 8_192;

/// Where a document was had.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Its address after redirects.
    pub url: &'a str,
    /// Where its answer says that it is (`Content-Location`, RFC 9110 §8.7), if it does.
    pub location: Option<&'a str>,
}

/// What links of a part of a body are relative to; `tree` is the part's.
///
/// In a page that is its `<base href>`, and else its address ([`base_of`]). In a list it is what the elements around the
/// fragment say by `xml:base` (XML Base §4), each relative to the one around it, and outside of all of them the list's
/// `Content-Location` and its address (RFC 3986 §5.1).
#[must_use]
pub fn of_part(
    document: &str,
    fragment: Option<Fragment>,
    tree: &Tree,
    origin: &Origin<'_>,
) -> Option<Url> {
    match fragment.and_then(|fragment| of_list(document, fragment, origin)) {
        Some(base) => base_of(tree, base.as_str()),
        None => base_of(tree, origin.url),
    }
}

/// What addresses are relative to where the fragment lies in a list.
fn of_list(document: &str, fragment: Fragment, origin: &Origin<'_>) -> Option<Url> {
    let url = Url::parse(origin.url).ok();
    let joined = |href: &str, base: Option<&Url>| {
        let url = Url::options().base_url(base).parse(href.trim()).ok()?;
        Some(url).filter(|url| matches!(url.scheme(), "http" | "https"))
    };
    let located = origin.location.and_then(|href| joined(href, url.as_ref()));
    let own = located.or(url);
    let before = document.get(..fragment.start as usize)?;
    let is_xml = match fragment.form {
        Form::Escaped | Form::Inline | Form::Plain | Form::Markup | Form::XmlLines => true,
        Form::JsonHtml | Form::JsonPlain | Form::JsonLines | Form::Lines => false,
    };
    if !is_xml || memchr::memmem::find(before.as_bytes(), b"xml:base").is_none() {
        return own;
    }
    let mut base = own;
    for href in stated(before) {
        let href = crate::codec::escape::xml(href);
        base = joined(&href, base.as_ref()).or(base);
    }
    base
}

/// The bases that are stated by the elements which are open at the end of `before`, outermost first.
fn stated(before: &str) -> Vec<&str> {
    let mut open: Vec<(&str, Option<&str>)> = Vec::new();
    let mut item: Option<usize> = None;
    let mut n_too_deep = 0usize;
    for tag in Scanner::new(before, 0) {
        match tag.kind {
            Kind::Whole => {}
            Kind::End if n_too_deep > 0 => n_too_deep -= 1,
            // An end without a start is nobody's.
            Kind::End => {
                let is_it = |(name, _): &(&str, _)| name.eq_ignore_ascii_case(tag.name);
                if let Some(at) = open.iter().rposition(is_it) {
                    open.truncate(at);
                }
            }
            Kind::Start => {
                if is_item(&tag) {
                    // An item ends where the next begins, closed or not.
                    if let Some(at) = item.filter(|&at| at < open.len()) {
                        n_too_deep = 0;
                        open.truncate(at);
                    }
                    item = Some(open.len());
                }
                if open.len() < DEPTH_MAX {
                    let base = tag.attribute("xml:base");
                    open.push((tag.name, base.filter(|base| base.len() <= BASE_BYTES_MAX)));
                } else {
                    n_too_deep += 1;
                }
            }
        }
    }
    open.into_iter().filter_map(|(_, base)| base).collect()
}

fn is_item(tag: &Tag<'_>) -> bool {
    ["item", "entry"].iter().any(|name| tag.local().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{Origin, of_part};
    use crate::model::entry::{Form, Fragment};
    use crate::model::lock::tree_of;

    #[test]
    fn the_nearest_base_around_a_fragment_holds() {
        let list = "<feed xml:base='/f/'><entry xml:base='one/'><content>A</content></entry>\
            <entry xml:base=\"https://b.example/?a&amp;b\"><x/><content xml:base='two/'>B</content></entry>\
            <entry xml:base='three/'><content>C</content><entry><content>D</content></entry></feed>";
        for (text, location, expected) in [
            ("A", None, "https://a.example/f/one/"),
            ("A", Some("//c.example/x"), "https://c.example/f/one/"),
            ("A", Some("data:,x"), "https://a.example/f/one/"),
            ("B", None, "https://b.example/two/"),
            ("C", None, "https://a.example/f/three/"),
            ("D", None, "https://a.example/f/"),
        ] {
            let start = u32::try_from(list.find(&format!(">{text}<")).unwrap() + 1).unwrap();
            for form in [Form::Escaped, Form::Inline] {
                let fragment = Some(Fragment { start, end: start + 1, form });
                let tree = tree_of(list, fragment);
                let origin = Origin { url: "https://a.example/list", location };
                let base = of_part(list, fragment, &tree, &origin).unwrap();
                assert_eq!(base.as_str(), expected, "{text} {location:?}");
            }
        }
    }

    #[test]
    fn json_and_pages_have_the_base_of_their_own_formats() {
        let origin = Origin { url: "https://a.example/x/", location: Some("../y/") };
        let json = "{\"xml:base\":\"<a xml:base='/no/'>\",\"b\":\"c\"}";
        let end = u32::try_from(json.len()).unwrap() - 2;
        let fragment = Some(Fragment { start: end - 1, end, form: Form::JsonHtml });
        let base = of_part(json, fragment, &tree_of(json, fragment), &origin).unwrap();
        assert_eq!(base.as_str(), "https://a.example/y/");
        let page = "<base href='z/'><p xml:base='/no/'>c";
        let base = of_part(page, None, &tree_of(page, None), &origin).unwrap();
        assert_eq!(base.as_str(), "https://a.example/x/z/");
    }
}
