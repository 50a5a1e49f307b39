//! What is known of an article beside its text, from everything that its page says of itself.
//!
//! To read another statement, add its name to the list of the field it gives; the first that says something counts.

use crate::codec::html::Tree;
use crate::extract::byline::{self, Names};
use crate::extract::class_names::ClassNames;
use crate::extract::headline::{self, Heading};
use crate::extract::json_ld::{self, Stated};
use crate::extract::language::{detected, differs, is_in, language};
use crate::extract::marks::Marks;
use crate::extract::time::Order;
use crate::extract::wording::{clean, dateline, site_of, text_of_html};
use crate::model::article::{Meta, Origin, Origins};
use crate::model::entry::Entry;
use crate::model::handling::Handling;
use crate::model::lock;
use std::cell::OnceCell;
use url::Url;

/// Keywords of one article that are kept.
const KEYWORDS_MAX: usize = 40;

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
    pub(super) base: Option<&'a Url>,
    pub(super) url: &'a str,
    /// Its own address, if it is one.
    pub(super) own: Option<Url>,
    /// Where the page says what.
    pub(super) marks: Marks,
    /// `meta` elements: name or property as it stands, content.
    metas: Vec<(&'a str, &'a str)>,
    pub(super) stated: Stated,
    /// The headlines that the page states, as `given_titles` gives them.
    pub(super) given: Vec<(String, Origin)>,
    pub(super) headings: Vec<Heading>,
    /// The ordinal of the text at which the headline begins; 0 if it is not seen.
    pub(super) anchor: u32,
    /// How it writes days in numbers.
    pub(super) order: Order,
    /// Its authors, once they were asked for.
    pub(super) known_names: OnceCell<(Names, Option<Origin>)>,
}

impl<'a> Page<'a> {
    /// Collects the statements.
    pub(super) fn of(
        tree: &'a Tree,
        base: Option<&'a Url>,
        url: &'a str,
        names: &mut ClassNames<'a>,
    ) -> Self {
        let marks = Marks::of(tree, names);
        let metas = marks.metas.iter().filter_map(|&id| {
            let named = ["property", "name", "itemprop", "http-equiv"];
            let name = named.iter().find_map(|key| tree.attr(id, key))?;
            // Pictures and references have authors too: `Marks::bylines` has the place.
            if tree.attr(id, "itemprop").is_some_and(|it| it == "author") {
                return None;
            }
            Some((name.trim(), tree.attr(id, "content")?.trim()))
        });
        let metas: Vec<_> = metas.collect();
        let stated = json_ld::read(tree, &marks.scripts, &metas);
        let mut page = Self {
            tree,
            base,
            url,
            own: Url::parse(url).ok(),
            marks,
            metas,
            stated,
            given: Vec::new(),
            headings: Vec::new(),
            anchor: 0,
            order: Order::DayFirst,
            known_names: OnceCell::new(),
        };
        let site = page
            .site_name()
            .or_else(|| headline::home_heading(tree, &page.marks))
            .or_else(|| page.domain_label());
        page.given = page.given_titles(site.as_deref());
        page.headings = headline::headings(tree, &page.marks, &page.given);
        page.anchor = page.headline_at();
        page.order = page.said_lang().map_or(Order::DayFirst, |(language, _)| Order::of(&language));
        page
    }

    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas(name).next().map(text_of_html))
    }

    /// The contents of the `meta` elements of that name, in order, without empty ones.
    pub(super) fn metas<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'a str> + 'b {
        let named =
            move |it: &&(&'a str, &'a str)| it.0.eq_ignore_ascii_case(name) && !it.1.is_empty();
        self.metas.iter().filter(named).map(|(_, content)| *content)
    }

    /// Every headline that the page gives, the nearest to the article first; the site's name off.
    pub(super) fn titles(&self, entry: Option<&Entry>) -> Vec<String> {
        self.headlines(entry).into_iter().map(|(title, _)| title).collect()
    }

    /// The persons that the page names as its authors.
    pub(super) fn authors(&self, entry: Option<&Entry>) -> Vec<String> {
        self.names(entry).0.persons.clone()
    }

    pub(super) fn site_name(&self) -> Option<String> {
        self.meta(&["og:site_name", "application-name", "dc.publisher"])
            .or_else(|| self.stated.publisher.clone())
            // Some sites code the name's entities once too often; what holds a tag stays as it is.
            .map(|name| if name.contains('<') { name } else { text_of_html(&name) })
            .map(|name| clean(&name))
            .filter(|name| !name.is_empty())
    }

    /// The first label of the site's domain.
    pub(super) fn domain_label(&self) -> Option<String> {
        let host = site_of(self.own.as_ref()?)?;
        host.split('.').next().map(str::to_owned)
    }

    /// The language that the page says it is in.
    fn said_lang(&self) -> Option<(String, Origin)> {
        let html = self.tree.attr(0, "lang").or_else(|| self.tree.attr(0, "xml:lang"));
        let said = || self.meta(&["og:locale", "content-language", "dc.language"]);
        let stated = || self.stated.lang.as_deref().and_then(language);
        html.and_then(language)
            .map(|it| (it, Origin::Link))
            .or_else(|| said().and_then(|it| language(&it)).map(|it| (it, Origin::Meta)))
            .or_else(|| stated().map(|it| (it, Origin::JsonLd)))
    }

    /// The language: the text's own, with the region that the page gives it; what the page says where the text is short.
    fn lang(&self, text: &str, entry: Option<&Entry>) -> (Option<String>, Option<Origin>) {
        let said = self.said_lang().or_else(|| {
            let listed = entry.and_then(|entry| entry.lang.as_deref().and_then(language));
            listed.map(|it| (it, Origin::List))
        });
        let own = match &said {
            Some((said, _)) if is_in(text, said) => None,
            _ => detected(text),
        };
        let found = match (own, said) {
            (Some(own), Some((said, origin))) if !differs(&own, &said) => Some((said, origin)),
            (Some(own), _) => Some((own, Origin::Text)),
            (None, said) => said,
        };
        found.map_or((None, None), |(lang, origin)| (Some(lang), Some(origin)))
    }

    fn canonical(&self) -> Option<(String, Origin)> {
        let tree = self.tree;
        let linked = self.marks.links.iter().find_map(|&id| {
            let is_canonical =
                tree.attr(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            tree.attr(id, "href")
                .filter(|_| is_canonical && tree.tag(id) == "link")
                .map(str::to_owned)
        });
        let own = self.own.as_ref()?;
        let given = || self.meta(&["og:url"]).map(|it| (it, Origin::Meta));
        linked
            .map(|it| (it, Origin::Link))
            .or_else(given)
            .and_then(|(href, origin)| Some((lock::absolute(&href, self.base)?, origin)))
            .filter(|(url, _)| {
                matches!(url.scheme(), "http" | "https")
                    && site_of(url) == site_of(own)
                    // A front page given as the address of every article says nothing.
                    && (url.path() != "/" || own.path() == "/")
            })
            .map(|(mut url, origin)| {
                url.set_fragment(None);
                (url.into(), origin)
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

    fn keywords(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let given = self
            .metas("article:tag")
            .chain(self.metas("news_keywords"))
            .chain(self.metas("keywords"));
        let given = given.flat_map(|it| it.split(','));
        for name in self.stated.keywords.iter().map(String::as_str).chain(given) {
            let name = clean(&text_of_html(name));
            let is_new = !out.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !name.is_empty() && name.len() <= 80 && is_new && out.len() < KEYWORDS_MAX {
                out.push(name);
            }
        }
        out
    }

    /// The line below the headline that the page shows, or else states.
    pub(super) fn dek(&self, entry: Option<&Entry>) -> Option<String> {
        bounded(self.stated_dek(entry).map(|(dek, _)| dek), &mut Vec::new())
    }

    fn stated_dek(&self, entry: Option<&Entry>) -> Option<(String, Origin)> {
        self.meta(&["og:description", "description", "twitter:description"])
            .map(|it| (it, Origin::Meta))
            .or_else(|| {
                self.stated.description.as_deref().map(|it| (text_of_html(it), Origin::JsonLd))
            })
            .or_else(|| entry.and_then(|entry| entry.summary.clone()).map(|it| (it, Origin::List)))
            .map(|(dek, origin)| (clean(&dek), origin))
            .filter(|(dek, _)| !dek.is_empty())
    }

    fn image(&self, entry: Option<&Entry>) -> Option<(String, Origin)> {
        let given =
            self.meta(&["og:image", "og:image:url", "twitter:image"]).map(|it| (it, Origin::Meta));
        given
            .or_else(|| self.stated.image.clone().map(|it| (it, Origin::JsonLd)))
            .and_then(|(href, origin)| Some((lock::absolute(&href, self.base)?, origin)))
            .filter(|(url, _)| matches!(url.scheme(), "http" | "https"))
            .map(|(url, origin)| (String::from(url), origin))
            .or_else(|| Some((entry?.image.clone()?, Origin::List)))
    }

    /// All of it; `text` is the body's, for its language.
    pub(super) fn meta_of(&self, text: &str, entry: Option<&Entry>) -> Meta {
        let (headline, headline_origin) = two(self.headline(entry));
        let headline = headline.unwrap_or_default();
        let categories = self.categories(entry);
        let mut doubts: Vec<String> = self.conflict(&headline).into_iter().collect();
        let (published, published_origin, updated, updated_origin) = {
            let (published, updated) = self.moments(entry);
            let ((published, of_published), (updated, of_updated)) = (two(published), two(updated));
            (published, of_published, updated, of_updated)
        };
        if published.is_none() {
            doubts.push("the page does not say when it was published".to_owned());
        }
        let (names, authors_origin) = self.names(entry).clone();
        let (dek, dek_origin) = two(self.stated_dek(entry));
        let (canonical, canonical_origin) = two(self.canonical());
        let (image, image_origin) = two(self.image(entry));
        let (lang, lang_origin) = self.lang(text, entry);
        Meta {
            dek: bounded(dek, &mut doubts),
            authors: names.persons,
            agencies: names.agencies,
            dateline: dateline(text),
            published,
            updated,
            lang,
            canonical,
            genre: self.genre(&categories, &headline),
            headline,
            categories,
            keywords: self.keywords(),
            image,
            site_name: self.site_name(),
            is_free: self.is_free(),
            licence: self.licence(),
            rights: self.rights(),
            signals: self.signals(),
            doubts,
            confidence: None,
            origins: Origins {
                headline: headline_origin,
                dek: dek_origin,
                authors: authors_origin,
                published: published_origin,
                updated: updated_origin,
                lang: lang_origin,
                canonical: canonical_origin,
                image: image_origin,
            },
        }
    }
}

fn two<T>(found: Option<(T, Origin)>) -> (Option<T>, Option<Origin>) {
    found.map_or((None, None), |(value, origin)| (Some(value), Some(origin)))
}

/// What a list says of an article whose text it carries.
pub(super) fn of_entry(entry: &Entry, text: &str) -> Meta {
    let mut doubts = Vec::new();
    let names = byline::names(entry.authors.iter().map(String::as_str));
    let meta = Meta {
        headline: clean(&entry.title),
        dek: bounded(entry.summary.clone(), &mut doubts),
        authors: names.persons,
        agencies: names.agencies,
        dateline: dateline(text),
        published: entry.published.clone(),
        updated: entry.updated.clone(),
        lang: entry.lang.as_deref().and_then(language).or_else(|| detected(text)),
        categories: entry.categories.clone(),
        image: entry.image.clone(),
        doubts,
        ..Meta::default()
    };
    match &entry.handling {
        Some(handling) => handled(meta, handling),
        None => meta,
    }
}

/// What an agency says beside the text, where a list says nothing of it.
fn handled(meta: Meta, handling: &Handling) -> Meta {
    let credit = handling.credit.iter().filter(|credit| !meta.agencies.contains(credit)).cloned();
    let agencies = meta.agencies.iter().cloned().chain(credit).collect();
    Meta {
        agencies,
        dateline: handling.dateline.clone().or(meta.dateline),
        keywords: handling.keywords.clone(),
        genre: handling.genre,
        licence: handling.terms.clone(),
        rights: handling.rights.clone(),
        ..meta
    }
}
