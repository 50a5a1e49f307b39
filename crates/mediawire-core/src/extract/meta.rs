//! What is known of an article beside its text, from everything that its page says of itself.
//!
//! To read another statement, add its name to the list of the field it gives; the first that says something counts.

use crate::codec::html::{NodeId, Tree};
use crate::extract::json_ld::{self, Stated};
use crate::extract::survey::weight;
use crate::extract::wording::{
    clean, dateline, detected, language, shown_text, site_of, text_of_html, without_site,
};
use crate::extract::{byline, cut, hint, time};
use crate::model::article::Meta;
use crate::model::entry::Entry;
use crate::model::lock;
use crate::model::source::Genre;
use url::Url;

/// Characters of the longest dek: what is longer is the article, or a mistake.
const DEK_CHARS_MAX: usize = 1_000;

/// The dek if it is short enough to be one; a longer one is a doubt.
fn bounded(dek: Option<String>, doubts: &mut Vec<String>) -> Option<String> {
    let is_short = |dek: &String| dek.chars().nth(DEK_CHARS_MAX).is_none();
    if dek.as_ref().is_some_and(|dek| !is_short(dek)) {
        doubts.push(format!("what is stated as its dek is longer than {DEK_CHARS_MAX} characters"));
    }
    dek.filter(is_short)
}

/// The page's statements about itself.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    base: Option<&'a Url>,
    pub(super) url: &'a str,
    /// `meta` elements: name or property in lower case, content.
    metas: Vec<(String, &'a str)>,
    pub(super) stated: Stated,
    h1s: Vec<String>,
}

impl<'a> Page<'a> {
    /// Collects the statements.
    pub(super) fn of(tree: &'a Tree, base: Option<&'a Url>, url: &'a str) -> Self {
        let mut metas = Vec::new();
        let mut h1s = Vec::new();
        for id in 0..tree.len() {
            match tree.tag(id) {
                "meta" => {
                    let name = ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .find_map(|key| tree.attr(id, key));
                    if let (Some(name), Some(content)) = (name, tree.attr(id, "content")) {
                        metas.push((name.trim().to_lowercase(), content.trim()));
                    }
                }
                "h1" => h1s.push(shown_text(tree, id)),
                _ => {}
            }
        }
        h1s.retain(|text| !text.is_empty());
        Self { tree, base, url, metas, stated: json_ld::read(tree), h1s }
    }

    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let found = self.metas.iter().find(|(key, content)| key == name && !content.is_empty());
            found.map(|(_, content)| text_of_html(content))
        })
    }

    pub(super) fn metas(&self, name: &str) -> impl Iterator<Item = &str> {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| *content)
    }

    /// Every headline that the page gives, the nearest to the article first; the site's name off.
    pub(super) fn titles(&self, entry: Option<&Entry>) -> Vec<String> {
        let site = self.site_name();
        let stated = self.stated.headline.as_deref().map(text_of_html);
        let og = self.meta(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "parsely-title",
            "sailthru.title",
        ]);
        let tab = (0..self.tree.len())
            .find(|&id| self.tree.tag(id) == "title" && !self.is_in_svg(id))
            .map(|id| clean(&self.tree.text_of(id)));
        let given: Vec<String> = [stated, og, entry.map(|entry| clean(&entry.title)), tab]
            .into_iter()
            .flatten()
            .map(|title| without_site(&clean(&title), site.as_deref()))
            .filter(|title| !title.is_empty())
            .collect();
        let agrees = |h1: &&String| {
            let own = cut::key(h1);
            own.len() >= 8
                && given.iter().any(|title| {
                    let other = cut::key(title);
                    other == own
                        || other.len() >= 8 && (other.contains(&own) || own.contains(&other))
                })
        };
        let mut out: Vec<String> = self.h1s.iter().filter(agrees).take(1).cloned().collect();
        if out.is_empty() && given.is_empty() {
            out.extend(self.h1s.iter().take(1).cloned());
        }
        out.extend(given);
        // A single long heading of the first level that shares a word with what the page says to others is the
        // headline that readers see.
        if let ([only], false) = (&self.h1s[..], out.is_empty()) {
            let long_words = |text: &str| -> Vec<String> {
                hint::words(text).into_iter().filter(|word| word.chars().count() >= 5).collect()
            };
            let own = long_words(only);
            let shares = out.iter().flat_map(|title| long_words(title)).any(|it| own.contains(&it));
            if weight(only) >= 20 && shares && !out.contains(only) {
                out.insert(0, only.clone());
            }
        }
        out
    }

    fn is_in_svg(&self, id: NodeId) -> bool {
        self.tree.ancestors(id).any(|id| self.tree.tag(id) == "svg")
    }

    pub(super) fn site_name(&self) -> Option<String> {
        self.meta(&["og:site_name", "application-name", "dc.publisher"])
            .or_else(|| self.stated.publisher.clone())
            // Some sites code the name's entities once too often; what holds a tag stays as it is.
            .map(|name| if name.contains('<') { name } else { text_of_html(&name) })
            .map(|name| clean(&name))
            .filter(|name| !name.is_empty())
    }

    fn lang(&self, text: &str, entry: Option<&Entry>) -> Option<String> {
        let html = self.tree.attr(0, "lang").or_else(|| self.tree.attr(0, "xml:lang"));
        html.and_then(language)
            .or_else(|| {
                self.meta(&["og:locale", "content-language", "dc.language"])
                    .and_then(|it| language(&it))
            })
            .or_else(|| self.stated.lang.as_deref().and_then(language))
            .or_else(|| entry.and_then(|entry| entry.lang.as_deref().and_then(language)))
            .or_else(|| detected(text))
    }

    fn canonical(&self) -> Option<String> {
        let tree = self.tree;
        let linked = (0..tree.len())
            .find(|&id| {
                tree.tag(id) == "link"
                    && tree.attr(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
            })
            .and_then(|id| tree.attr(id, "href").map(str::to_owned));
        let own = Url::parse(self.url).ok()?;
        linked
            .or_else(|| self.meta(&["og:url"]))
            .and_then(|href| lock::absolute(&href, self.base))
            .filter(|url| matches!(url.scheme(), "http" | "https") && site_of(url) == site_of(&own))
            // A front page given as the address of every article says nothing.
            .filter(|url| url.path() != "/" || own.path() == "/")
            .map(|mut url| {
                url.set_fragment(None);
                url.into()
            })
    }

    fn categories(&self, entry: Option<&Entry>) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let stated = self.stated.sections.iter().map(String::as_str);
        let given = self.metas("article:section").chain(self.metas("section"));
        let listed =
            entry.into_iter().flat_map(|entry| entry.categories.iter().map(String::as_str));
        for name in stated.chain(given).chain(listed) {
            let name = clean(&text_of_html(name));
            if !name.is_empty() && !out.contains(&name) && name.len() <= 80 {
                out.push(name);
            }
        }
        out
    }

    fn genre(&self, categories: &[String]) -> Option<Genre> {
        const VIEWS: [&str; 18] = [
            "opinion",
            "opinions",
            "editorial",
            "editorials",
            "commentary",
            "comment",
            "column",
            "columnists",
            "columns",
            "op-ed",
            "analysis",
            "kommentar",
            "kommentare",
            "meinung",
            "debate",
            "interview",
            "letters",
            "opinión",
        ];
        let is_view = |text: &str| VIEWS.contains(&text.to_lowercase().as_str());
        let by_type = self.stated.types.iter().find_map(|name| match name.as_str() {
            "OpinionNewsArticle" | "AnalysisNewsArticle" => Some(Genre::View),
            "ReportageNewsArticle" => Some(Genre::Report),
            _ => None,
        });
        by_type.or_else(|| {
            let path =
                Url::parse(self.url).ok().map(|url| url.path().to_owned()).unwrap_or_default();
            let named = path.split('/').any(is_view) || categories.iter().any(|name| is_view(name));
            named.then_some(Genre::View)
        })
    }

    /// The line below the headline that the page shows, or else states.
    pub(super) fn dek(&self, entry: Option<&Entry>) -> Option<String> {
        bounded(self.stated_dek(entry), &mut Vec::new())
    }

    fn stated_dek(&self, entry: Option<&Entry>) -> Option<String> {
        self.meta(&["og:description", "description", "twitter:description"])
            .or_else(|| self.stated.description.as_deref().map(text_of_html))
            .or_else(|| entry.and_then(|entry| entry.summary.clone()))
            .map(|dek| clean(&dek))
            .filter(|dek| !dek.is_empty())
    }

    /// All of it; `text` is the body's, for its language.
    pub(super) fn meta_of(&self, text: &str, entry: Option<&Entry>) -> Meta {
        let titles = self.titles(entry);
        let categories = self.categories(entry);
        let image = self
            .meta(&["og:image", "og:image:url", "twitter:image"])
            .or_else(|| self.stated.image.clone())
            .and_then(|href| lock::absolute(&href, self.base))
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        let updated = self
            .stated
            .updated
            .as_deref()
            .and_then(time::parse)
            .or_else(|| time::parse(&self.meta(&["article:modified_time", "og:updated_time"])?))
            .or_else(|| entry.and_then(|entry| entry.updated.clone()));
        let published = self.published(entry);
        let mut doubts = Vec::new();
        if published.is_none() {
            doubts.push("the page does not say when it was published".to_owned());
        }
        Meta {
            headline: titles.into_iter().next().unwrap_or_default(),
            dek: bounded(self.stated_dek(entry), &mut doubts),
            authors: self.authors(entry),
            dateline: dateline(text),
            published,
            updated,
            lang: self.lang(text, entry),
            canonical: self.canonical(),
            genre: self.genre(&categories),
            categories,
            image: image.map(String::from),
            site_name: self.site_name(),
            doubts,
        }
    }
}

/// What a list says of an article whose text it carries.
pub(super) fn of_entry(entry: &Entry, text: &str) -> Meta {
    let mut doubts = Vec::new();
    Meta {
        headline: clean(&entry.title),
        dek: bounded(entry.summary.clone(), &mut doubts),
        authors: byline::persons(entry.authors.iter().map(String::as_str), None),
        dateline: dateline(text),
        published: entry.published.clone(),
        updated: entry.updated.clone(),
        lang: entry.lang.as_deref().and_then(language).or_else(|| detected(text)),
        categories: entry.categories.clone(),
        doubts,
        ..Meta::default()
    }
}
