//! Lists of feeds, as feed readers hand them on (OPML 1.0 and 2.0, opml.org/spec2.opml).

use super::{NotAList, chars, gather};
use crate::codec::scan::{Kind, Scanner, Tag};

/// Outlines of one document that are told.
const OUTLINES_MAX: usize = 20_000;
/// How deep folders may lie; deeper ones are not seen.
const DEPTH_MAX: usize = 64;
/// Longest title of a feed or a folder, in characters.
const TITLE_CHARS_MAX: usize = 200;

/// A feed that a document names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The feed's address as it stands there; may be none.
    pub url: String,
    /// What it is called; may be empty.
    pub title: String,
    /// The page that it is the feed of, absolute, http or https.
    pub home: Option<String>,
    /// The folders that it lies in, outermost first, and the categories that it states.
    pub folders: Vec<String>,
}

/// The feeds that the document names, in its order, and what is doubtful about it.
///
/// # Errors
/// If it is no OPML: what it looks like instead.
pub fn outlines(document: &str) -> Result<(Vec<Outline>, Vec<String>), NotAList> {
    let mut tags = Scanner::new(document, 0);
    let is = |tag: &Tag<'_>, name: &str| tag.local().eq_ignore_ascii_case(name);
    if !tags.next().is_some_and(|tag| tag.kind == Kind::Start && is(&tag, "opml")) {
        return Err(NotAList::of(document));
    }
    let (mut found, mut doubts) = (Vec::new(), Vec::new());
    // The folders that are open; empty for an outline that is none.
    let mut open: Vec<String> = Vec::new();
    let mut n_too_deep = 0usize;
    let mut is_closed = false;
    for tag in tags {
        is_closed |= tag.kind == Kind::End && is(&tag, "opml");
        if !is(&tag, "outline") {
            continue;
        }
        if tag.kind == Kind::End {
            match n_too_deep {
                0 => drop(open.pop()),
                _ => n_too_deep -= 1,
            }
            continue;
        }
        let value = |name: &str| tag.attribute(name).map(chars::attribute).unwrap_or_default();
        let title = ["title", "text"].map(|name| titled(&value(name)));
        let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
        let is_feed =
            ["rss", "atom", "feed"].iter().any(|it| value("type").eq_ignore_ascii_case(it));
        // An outline of another type may hold the address of a page.
        let names: &[&str] = if is_feed { &["xmlUrl", "url"] } else { &["xmlUrl"] };
        let urls = names.iter().map(|name| value(name).trim().to_owned());
        let url = urls.into_iter().find(|url| !url.is_empty());
        if let Some(url) = &url {
            if found.len() >= OUTLINES_MAX {
                doubts.push(format!("more than {OUTLINES_MAX} feeds: the rest was not read"));
                break;
            }
            let categories = value("category");
            // A category is a path of words, or a word (OPML 2.0, *What is category?*).
            let stated = categories.split([',', '/']).map(titled);
            let folders = open.iter().cloned().chain(stated).filter(|it| !it.is_empty());
            found.push(Outline {
                url: url.clone(),
                title: title.clone(),
                home: gather::address(&value("htmlUrl"), None),
                folders: folders.collect(),
            });
        }
        match tag.kind {
            Kind::Start if open.len() < DEPTH_MAX => {
                open.push(if url.is_some() { String::new() } else { title });
            }
            Kind::Start => n_too_deep += 1,
            Kind::Whole | Kind::End => {}
        }
    }
    if !is_closed {
        doubts.push("the document ends before the list does".to_owned());
    }
    Ok((found, doubts))
}

fn titled(text: &str) -> String {
    chars::fold(text).chars().take(TITLE_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::outlines;

    #[test]
    fn feeds_are_told_with_their_folders() {
        let document = "<?xml version='1.0'?><opml version='2.0'><head><title>x</title></head><body>\
            <outline text='World &amp; more'><outline type='rss' text='Tolva' title='Tolva News' \
            xmlUrl='https://tolva.example/feed?a=1&amp;b=2' htmlUrl='https://tolva.example/'/>\
            <outline text='Near'><outline text='' xmlUrl=' ftp://x '></outline></outline></outline>\
            <outline text='Alone' xmlUrl='https://lien.example/rss' category='/Sport/Sailing,Sea'/>\
            <outline text='A link' type='link' url='https://page.example/'/>";
        let (found, doubts) = outlines(document).unwrap();
        let told: Vec<String> = found
            .iter()
            .map(|it| format!("{} {} {:?} {}", it.url, it.title, it.home, it.folders.join("|")))
            .collect();
        assert_eq!(
            told,
            [
                "https://tolva.example/feed?a=1&b=2 Tolva News Some(\"https://tolva.example/\") World & more",
                "ftp://x  None World & more|Near",
                "https://lien.example/rss Alone None Sport|Sailing|Sea",
            ]
        );
        assert_eq!(doubts, ["the document ends before the list does"]);
        assert!(outlines("<rss/>").is_err() && outlines("").is_err());
        let deep = format!("<opml>{}", "<outline text=a>".repeat(100_000));
        assert!(outlines(&deep).unwrap().0.is_empty());
    }
}
