//! The readers' pages: what may be shown → HTML. All of them can be read without a script.
//!
//! The templates' own words are the interface's and say so (`lang`, `dir`), whatever the language of an item.

use crate::model::decision::Ground;
use crate::model::id::Slug;
use crate::model::section::Section;
use crate::model::source::{Display, Indexing};
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::{local, minute};
use crate::publish::body::{Setting, to_html};
use crate::publish::card::{Card, Moment, cards};
use crate::publish::changed;
use crate::publish::feed_text::{correction_label, note_label};
use crate::publish::html::{web_link, without_bidi_controls};
use crate::publish::json::in_page;
use crate::publish::json_ld::news_article;
use crate::publish::language::is_in;
use crate::publish::output::OUTPUTS;
use crate::publish::site::{Language, Site};
use askama::Template;
use jiff::Timestamp;
use std::borrow::Cow;

/// So many items of each section stand on the front page.
pub const PER_SECTION: usize = 4;

/// Puts the items in the language `tag` before the others, each in their order.
pub fn own_language_first(items: &mut [Shown], tag: &str) {
    items.sort_by_key(|shown| !is_in(shown.lang.as_deref(), tag));
}

/// Which of the newest items leads the front page: the first that is in the reader's language and has a picture, else
/// the first in that language, else the first.
#[must_use]
pub fn lead(newest: &[Shown], tag: &str) -> Option<usize> {
    let is_own = |shown: &Shown| is_in(shown.lang.as_deref(), tag);
    let pictured = newest.iter().position(|it| is_own(it) && it.lead_picture.is_some());
    pictured.or_else(|| newest.iter().position(is_own)).or((!newest.is_empty()).then_some(0))
}

/// What stands on the front page.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The lead.
    pub lead: Option<Shown>,
    /// What came after it, the newest first.
    pub recent: Vec<Shown>,
    /// Each section and its newest items; of these at most [`PER_SECTION`] are shown, and the lead not again.
    pub sections: Vec<(Section, Vec<Shown>)>,
    /// The newest views, which stand apart.
    pub views: Vec<Shown>,
    /// The number below which the older items' page begins, if there are older ones.
    pub next: Option<i64>,
    /// The number of the wire's last dispatch: what comes after it is new.
    pub head: i64,
}

/// What stands on a page that is a list: a section, a source, the older items.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Its title.
    pub title: String,
    /// Its path, without `?before=`; its feeds lie below it.
    pub path: String,
    /// A line about it; may be empty.
    pub lead: String,
    /// Its items, the newest first.
    pub items: Vec<Shown>,
    /// The number below which the page begins; `None` for the newest.
    pub before: Option<i64>,
    /// The number below which the page with the older ones begins, if there are older ones.
    pub next: Option<i64>,
    /// The number of the wire's last dispatch: what comes after it is new.
    pub head: i64,
}

/// What every page's frame needs.
pub(super) struct Page<'a> {
    pub(super) site: &'a Site,
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    /// Without the characters that would turn a title bar over.
    pub(super) title: String,
    pub(super) description: &'a str,
    /// The absolute address under which search engines are to keep the page; `None` if they are not to.
    pub(super) canonical: Option<String>,
    pub(super) feeds: Vec<Link>,
    pub(super) nav: Vec<Link>,
    /// The page in each language of the interface, this one included.
    pub(super) languages: Vec<Link>,
    pub(super) stylesheet: String,
    pub(super) script: String,
    /// Its own path.
    pub(super) here: String,
    pub(super) front: String,
    pub(super) about: String,
    pub(super) search: String,
    pub(super) opensearch: String,
}

/// A link with its words.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) name: String,
    /// The language of what it leads to (BCP 47), or its media type.
    pub(super) kind: String,
    /// Whether it is the page that is shown.
    pub(super) is_here: bool,
}

impl<'a> Page<'a> {
    /// The frame of the page `title` at `path`, with the feeds of the list at `feeds_of`; both paths are those of the
    /// site's first language.
    pub(super) fn new(site: &'a Site, title: &str, path: Option<&str>, feeds_of: &str) -> Self {
        let title = match title {
            "" => site.name.clone(),
            title => format!("{title} | {}", site.name),
        };
        let feeds = OUTPUTS.iter().map(|output| Link {
            href: address::feed(feeds_of, output.file),
            name: output.name.to_owned(),
            kind: output.media_type.split(';').next().unwrap_or_default().to_owned(),
            is_here: false,
        });
        let nav = site.sections.iter().map(|section| {
            let own = address::section(&section.code);
            let is_here = path == Some(own.as_str());
            let name = site.name_of(section).into_owned();
            Link { href: site.at(&own), name, kind: String::new(), is_here }
        });
        let mut page = Self {
            site,
            lang: &site.locale.tag,
            dir: site.locale.dir,
            title: without_bidi_controls(&title),
            description: "",
            canonical: None,
            feeds: feeds.collect(),
            nav: nav.collect(),
            languages: Vec::new(),
            stylesheet: address::stylesheet(&site.style),
            script: address::script(&site.style),
            here: String::new(),
            front: site.at(&address::front()),
            about: site.at(&address::about()),
            search: site.at(&address::search()),
            opensearch: site.at(&address::opensearch()),
        };
        page.stands_at(path);
        page
    }

    /// The page's own address: `path` in the site's first language; `None` for a page that should not be indexed.
    pub(super) fn stands_at(&mut self, path: Option<&str>) {
        let site = self.site;
        self.here = site.at(path.unwrap_or("/"));
        self.canonical = path.map(|_| site.absolute(&self.here));
        let language = |language: &Language| Link {
            href: language.at(path.unwrap_or("/")),
            name: language.name.clone(),
            kind: language.tag.clone(),
            is_here: language.prefix == site.prefix,
        };
        self.languages = site.languages.iter().map(language).collect();
    }

    /// Whether search engines are to keep the page itself, and not where it comes from.
    pub(super) fn is_own(&self) -> bool {
        self.canonical.as_ref().is_some_and(|url| *url == self.site.absolute(&self.here))
    }

    /// The path of the page in each language, for a page that should not be indexed and yet leads to the others.
    pub(super) fn speaks_at(&mut self, path: &str) {
        self.stands_at(Some(path));
        self.canonical = None;
    }

    /// The address in the page's language of what is at `path` in the site's first.
    pub(super) fn at(&self, path: &str) -> String {
        self.site.at(path)
    }

    /// The interface's words under `key`.
    pub(super) fn say(&self, key: &str) -> String {
        self.site.locale.say(key)
    }

    /// The interface's words under `key` with one value in them.
    pub(super) fn say_of(&self, key: &str, name: &str, value: &str) -> String {
        self.site.locale.say_with(key, &[(name, value)])
    }

    /// Where a page that shows the wire up to its dispatch `head` hears of newer items.
    pub(super) fn events(&self, head: &i64) -> String {
        format!("{}?since={head}", self.site.at(&address::events()))
    }
}

pub(super) fn render(template: &impl Template) -> String {
    template.render().expect("writing into a String does not fail, and no template can")
}

#[derive(Template)]
#[template(path = "front.html", whitespace = "minimize")]
struct FrontTemplate<'a> {
    page: Page<'a>,
    lead: Option<Card<'a>>,
    recent: Vec<Card<'a>>,
    sections: Vec<SectionBox<'a>>,
    views: Vec<Card<'a>>,
    days: Vec<String>,
    machine_day: String,
    next: Option<String>,
    head: i64,
}

struct SectionBox<'a> {
    href: String,
    name: Cow<'a, str>,
    items: Vec<Card<'a>>,
}

/// The front page.
#[must_use]
pub fn front(site: &Site, now: Timestamp, front: &Front) -> String {
    let now = minute(now);
    let lead = front.lead.as_ref().map(|lead| &lead.public);
    let is_shown_above = |item: &Shown| {
        Some(&item.public) == lead || front.views.iter().any(|view| view.public == item.public)
    };
    let sections = front.sections.iter().map(|(section, items)| SectionBox {
        href: site.at(&address::section(&section.code)),
        name: site.name_of(section),
        items: items
            .iter()
            .filter(|item| !is_shown_above(item))
            .take(PER_SECTION)
            .map(|shown| Card::of(shown, site, now))
            .collect(),
    });
    render(&FrontTemplate {
        page: Page::new(site, "", Some(&address::front()), &address::front()),
        lead: front.lead.as_ref().map(|shown| Card::of(shown, site, now)),
        recent: cards(&front.recent, site, now),
        sections: sections.filter(|section| !section.items.is_empty()).collect(),
        views: cards(&front.views, site, now),
        days: site.locale.days(now, &site.time_zone),
        machine_day: local(now, &site.time_zone).date().to_string(),
        head: front.head,
        next: front.next.map(|number| site.at(&address::before(&address::front(), number))),
    })
}

#[derive(Template)]
#[template(path = "listing.html", whitespace = "minimize")]
struct ListingTemplate<'a> {
    page: Page<'a>,
    title: &'a str,
    lead: &'a str,
    items: Vec<Card<'a>>,
    is_older: bool,
    next: Option<String>,
    head: i64,
}

/// A page that is a list.
#[must_use]
pub fn listing(site: &Site, now: Timestamp, listing: &Listing) -> String {
    let now = minute(now);
    render(&ListingTemplate {
        page: list_page(site, listing),
        title: &listing.title,
        lead: &listing.lead,
        items: cards(&listing.items, site, now),
        is_older: listing.before.is_some(),
        next: listing.next.map(|number| site.at(&address::before(&listing.path, number))),
        head: listing.head,
    })
}

/// The frame of a page that is a list.
pub(super) fn list_page<'a>(site: &'a Site, listing: &'a Listing) -> Page<'a> {
    let mut page = Page::new(site, &listing.title, Some(&listing.path), &listing.path);
    page.description = &listing.lead;
    if let Some(number) = listing.before {
        page.stands_at(Some(&address::before(&listing.path, number)));
    }
    page
}

#[derive(Template)]
#[template(path = "article.html", whitespace = "minimize")]
struct ArticleTemplate<'a> {
    page: Page<'a>,
    card: Card<'a>,
    /// The page's own absolute address.
    url: Option<String>,
    /// The absolute address of the lead picture's image.
    image: Option<String>,
    /// The body as HTML, if all of it may be shown.
    body: Option<String>,
    has_teaser: bool,
    /// What the house put right of what it said, each with whose word that is and of which day.
    corrections: Vec<(String, &'a str)>,
    /// What it says of the item, likewise.
    note: Option<(String, &'a str)>,
    /// What its source changed, as HTML.
    changed: Vec<String>,
    verify: String,
    history: String,
    json_ld: String,
    recent: Vec<Card<'a>>,
}

/// The page of an article; `recent` are the newest items of the wire.
#[must_use]
pub fn article(site: &Site, now: Timestamp, shown: &Shown, recent: &[Shown]) -> String {
    let now = minute(now);
    let path = address::article(&shown.public);
    let mut page = Page::new(site, &shown.headline, Some(&path), &address::front());
    page.description = shown.dek.as_deref().unwrap_or(&shown.teaser);
    let url = std::mem::replace(&mut page.canonical, canonical(site, shown));
    let setting = Setting { pictures: &shown.pictures, locale: &site.locale, base: "" };
    let history = site.at(&address::history(&shown.public));
    render(&ArticleTemplate {
        page,
        card: Card::of(shown, site, now),
        url,
        image: shown.lead_picture.as_ref().map(|it| site.absolute(&address::image(it))),
        body: shown
            .body
            .as_ref()
            .filter(|_| shown.display == Display::Full)
            .map(|body| to_html(body, &setting)),
        has_teaser: shown.display >= Display::Teaser && !shown.teaser.is_empty(),
        corrections: shown
            .corrections
            .iter()
            .map(|it| (correction_label(site, it), &*it.words))
            .collect(),
        note: shown.note.as_ref().map(|it| (note_label(site, it), &*it.words)),
        changed: changed::html(site, shown, &history),
        verify: site.at(&address::verify(&shown.public)),
        history,
        json_ld: in_page(&news_article(site, shown)),
        recent: cards(recent, site, now),
    })
}

/// The address that search engines are to keep for the article; `None` for none.
pub(super) fn canonical(site: &Site, shown: &Shown) -> Option<String> {
    match shown.index {
        Indexing::Own => Some(site.absolute(&site.at(&address::article(&shown.public)))),
        Indexing::Source => web_link(&shown.source_url),
        Indexing::None => None,
    }
}

#[derive(Template)]
#[template(path = "words.html", whitespace = "minimize")]
struct WordsTemplate<'a> {
    page: Page<'a>,
    label: String,
    title: String,
    words: String,
    /// The notice that somebody wrote, and since when it holds; empty without one.
    notice: &'a str,
    since: Option<Moment>,
}

/// The page of an item that is withheld (status 451): that it is, and why.
#[must_use]
pub fn withheld(site: &Site, why: &str) -> String {
    let title = site.locale.say("withheld-title");
    let words = if why.is_empty() { site.locale.say("no-reason") } else { String::new() };
    let page = Page::new(site, &title, None, &address::front());
    let label = site.locale.say("withheld");
    render(&WordsTemplate { page, label, title, words, notice: why, since: None })
}

/// The page of an item that was withdrawn (status 410, by legal order 451): that it was on the wire, by whose desk and why
/// it is no longer, and since when. Nothing of the item stands on it.
#[must_use]
pub fn withdrawn(site: &Site, (why, ground): (&str, Ground), at: Timestamp) -> String {
    let title = site.locale.say("withdrawn-title");
    let words = withdrawn_words(site, ground);
    let page = Page::new(site, &title, None, &address::front());
    let label = site.locale.say("withdrawn");
    let since = Some(Moment::of(at, site));
    render(&WordsTemplate { page, label, title, words, notice: why, since })
}

/// By whom and on what ground an item was withdrawn, and that it does not return.
pub(super) fn withdrawn_words(site: &Site, ground: Ground) -> String {
    let key = match ground {
        Ground::House => "withdrawn-by",
        Ground::Law => "withdrawn-legal",
    };
    let by = site.locale.say_with(key, &[("name", &site.byline)]);
    format!("{by} {}", site.locale.say("withdrawn-text"))
}

/// What is wrong with a request or with us, as far as readers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing is at this address (404).
    NotFound,
    /// The address can only be read (405).
    NotAllowed,
    /// Not at the moment (503).
    NotNow,
    /// Our own fault (500).
    Broken,
}

impl Trouble {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::NotAllowed => 405,
            Self::NotNow => 503,
            Self::Broken => 500,
        }
    }
}

/// The page for a request that cannot be met: what happened and what to do, in words.
#[must_use]
pub fn trouble(site: &Site, trouble: Trouble) -> String {
    let (title, words) = match trouble {
        Trouble::NotFound => {
            (site.locale.say("not-found-title"), site.locale.say("not-found-text"))
        }
        Trouble::NotAllowed => {
            (site.locale.say("not-allowed-title"), site.locale.say("not-allowed-text"))
        }
        Trouble::NotNow => (site.locale.say("not-now-title"), site.locale.say("not-now-text")),
        Trouble::Broken => (site.locale.say("broken-title"), site.locale.say("broken-text")),
    };
    let page = Page::new(site, &title, None, &address::front());
    let label = trouble.status().to_string();
    render(&WordsTemplate { page, label, title, words, notice: "", since: None })
}

#[derive(Template)]
#[template(path = "about.html", whitespace = "minimize")]
struct AboutTemplate<'a> {
    page: Page<'a>,
    title: String,
    /// The sources that have something on the wire.
    sources: Vec<Link>,
}

/// The page that says what this wire is; `sources` are those that have something on it, with their names.
#[must_use]
pub fn about(site: &Site, sources: &[(Slug, String)]) -> String {
    let title = site.locale.say_with("about-title", &[("name", &site.byline)]);
    let source = |(slug, name): &(Slug, String)| Link {
        href: site.at(&address::source(slug)),
        name: name.clone(),
        kind: String::new(),
        is_here: false,
    };
    let page = Page::new(site, &title, Some(&address::about()), &address::front());
    render(&AboutTemplate { page, title, sources: sources.iter().map(source).collect() })
}
