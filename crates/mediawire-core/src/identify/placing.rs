//! Where in the paper an item belongs, and whether it is report or view.

use crate::model::article::Meta;
use crate::model::entry::Entry;
use crate::model::section::{Section, SectionCode};
use crate::model::source::{Genre, Source};
use url::Url;

/// Words in an address or a category that mark a view, in the languages sources are read in.
const VIEWS: [&str; 33] = [
    "opinion",
    "opinions",
    "comment",
    "commentary",
    "comments",
    "commentisfree",
    "editorial",
    "editorials",
    "column",
    "columns",
    "columnists",
    "op-ed",
    "oped",
    "analysis",
    "views",
    "viewpoint",
    "perspective",
    "perspectives",
    "letters",
    "interview",
    "interviews",
    "meinung",
    "kommentar",
    "kommentare",
    "leitartikel",
    "kolumne",
    "tribune",
    "idees",
    "мнение",
    "мнения",
    "колонка",
    "یادداشت",
    "رأي",
];

/// The section of a piece: the nearest of its own categories that one of `sections` answers to, then the parts of
/// its address, then its source's section.
#[must_use]
pub fn section(
    source: &Source,
    entry: &Entry,
    meta: &Meta,
    url: &str,
    sections: &[Section],
) -> SectionCode {
    let categories = entry.categories.iter().chain(&meta.categories).map(String::as_str);
    let path = path_words(url);
    categories
        .chain(path.iter().map(String::as_str))
        .find_map(|word| sections.iter().find(|section| answers(section, word)))
        .map_or_else(|| source.section.clone(), |section| section.code.clone())
}

/// Report or view: what the source is as a whole, then what the page says, then its address and categories.
#[must_use]
pub fn genre(source: &Source, entry: &Entry, meta: &Meta, url: &str) -> Genre {
    if let Some(genre) = source.genre.or(meta.genre) {
        return genre;
    }
    let is_view = |word: &str| VIEWS.contains(&word.trim().to_lowercase().as_str());
    let by_category = entry.categories.iter().chain(&meta.categories).any(|word| is_view(word));
    if by_category || path_words(url).iter().any(|word| is_view(word)) {
        Genre::View
    } else {
        Genre::Report
    }
}

fn answers(section: &Section, word: &str) -> bool {
    let word = word.trim();
    let same = |name: &str| name.to_lowercase() == word.to_lowercase();
    same(section.code.as_str())
        || same(&section.name)
        || section.categories.iter().any(|name| same(name))
}

/// The parts of an address that may name a section: all but the last, which names the page.
fn path_words(url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    let mut words: Vec<String> = url
        .path_segments()
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .filter(|part| !part.is_empty())
        .collect();
    words.pop();
    words
}

#[cfg(test)]
mod tests {
    use super::{genre, section};
    use crate::codec::digest::Digest;
    use crate::model::article::Meta;
    use crate::model::entry::Entry;
    use crate::model::id::{CaptureId, Slug};
    use crate::model::section::{Section, SectionCode};
    use crate::model::source::{Display, Genre, Release, Rights, Source};

    fn source() -> Source {
        Source {
            slug: Slug::of("a"),
            name: "A".into(),
            home: "https://a.example/".into(),
            list: None,
            cadence_ms: 600_000,
            rights: Rights::to(Display::Full),
            section: SectionCode("world".into()),
            genre: None,
            release: Release::Auto,
        }
    }

    fn entry(categories: &[&str]) -> Entry {
        let entry = Entry::of_page(&Slug::of("a"), "", CaptureId(Digest::of(b"")));
        Entry { categories: categories.iter().map(|&word| word.to_owned()).collect(), ..entry }
    }

    #[test]
    fn section_is_the_sources_category_then_its_address_then_the_sources_own() {
        let named = |code: &str, words: &[&str]| Section {
            code: SectionCode(code.into()),
            name: code.to_uppercase(),
            media_topic: None,
            categories: words.iter().map(|&word| word.to_owned()).collect(),
        };
        let sections = [named("sport", &["Football", "ورزشی"]), named("business", &["economy"])];
        for (categories, url, code) in [
            (&["Local", "football"][..], "https://a.example/economy/x", "sport"),
            (&["ورزشی"][..], "https://a.example/x", "sport"),
            (&[][..], "https://a.example/news/Economy/x", "business"),
            (&["gardens"][..], "https://a.example/sport", "world"),
        ] {
            let code_found =
                section(&source(), &entry(categories), &Meta::default(), url, &sections);
            assert_eq!(code_found.as_str(), code, "{categories:?} {url}");
        }
    }

    #[test]
    fn view_is_told_by_source_page_category_or_address() {
        let url = "https://a.example/news/x";
        let view = Meta { genre: Some(Genre::View), ..Meta::default() };
        let columnist = Source { genre: Some(Genre::View), ..source() };
        let report = Meta { genre: Some(Genre::Report), ..Meta::default() };
        assert_eq!(genre(&source(), &entry(&[]), &Meta::default(), url), Genre::Report);
        assert_eq!(genre(&source(), &entry(&[]), &view, url), Genre::View);
        assert_eq!(genre(&columnist, &entry(&[]), &report, url), Genre::View);
        assert_eq!(genre(&source(), &entry(&["Opinion"]), &Meta::default(), url), Genre::View);
        let opinion = "https://a.example/opinion/x";
        assert_eq!(genre(&source(), &entry(&[]), &Meta::default(), opinion), Genre::View);
    }
}
