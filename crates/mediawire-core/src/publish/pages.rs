//! The readers' pages: what may be shown → HTML. All of them can be read without a script.
//!
//! The templates' own words are English and say so (`lang`, `dir`), whatever the language of the site and of an item.

use crate::model::section::Section;
use crate::model::source::Display;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::body::to_html;
use crate::publish::card::{Card, cards};
use crate::publish::html::without_bidi_controls;
use crate::publish::json::in_page;
use crate::publish::json_ld::news_article;
use crate::publish::language::dir;
use crate::publish::output::OUTPUTS;
use crate::publish::site::Site;
use askama::Template;
use jiff::Timestamp;

/// So many items of each section stand on the front page.
pub const PER_SECTION: usize = 4;

/// What stands on the front page.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The lead.
    pub lead: Option<Shown>,
    /// What came after it, the newest first.
    pub recent: Vec<Shown>,
    /// Each section and its newest items; of these at most [`PER_SECTION`] are shown, and the lead not again.
    pub sections: Vec<(Section, Vec<Shown>)>,
    /// The number below which the older items' page begins, if there are older ones.
    pub next: Option<i64>,
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
    /// The address of the page with the older ones.
    pub next: Option<String>,
}

/// What every page's frame needs.
pub(super) struct Page<'a> {
    pub(super) site: &'a Site,
    pub(super) dir: &'static str,
    /// Without the characters that would turn a title bar over.
    pub(super) title: String,
    pub(super) description: &'a str,
    /// The page's own absolute address; `None` for a page that should not be indexed.
    pub(super) canonical: Option<String>,
    pub(super) feeds: Vec<Link>,
    pub(super) nav: Vec<Link>,
    pub(super) stylesheet: String,
    pub(super) front: String,
    pub(super) about: String,
}

/// A link with its words.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) media_type: &'static str,
    /// Whether it is the page that is shown.
    pub(super) is_here: bool,
}

impl<'a> Page<'a> {
    /// The frame of the page `title` at `path`, with the feeds of the list at `feeds_of`.
    pub(super) fn new(site: &'a Site, title: &str, path: Option<&str>, feeds_of: &str) -> Self {
        let title = match title {
            "" => site.name.clone(),
            title => format!("{title} | {}", site.name),
        };
        let feeds = OUTPUTS.iter().map(|output| Link {
            href: address::feed(feeds_of, output.file),
            name: output.name.to_owned(),
            media_type: output.media_type.split(';').next().unwrap_or_default(),
            is_here: false,
        });
        let nav = site.sections.iter().map(|section| {
            let href = address::section(&section.code);
            let is_here = path == Some(href.as_str());
            Link { href, name: section.name.clone(), media_type: "text/html", is_here }
        });
        Self {
            site,
            dir: dir(Some(&site.lang)),
            title: without_bidi_controls(&title),
            description: "",
            canonical: path.map(|path| site.absolute(path)),
            feeds: feeds.collect(),
            nav: nav.collect(),
            stylesheet: address::stylesheet(),
            front: address::front(),
            about: address::about(),
        }
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
    next: Option<String>,
}

struct SectionBox<'a> {
    href: String,
    name: &'a str,
    items: Vec<Card<'a>>,
}

/// The front page.
#[must_use]
pub fn front(site: &Site, now: Timestamp, front: &Front) -> String {
    let now = minute(now);
    let lead = front.lead.as_ref().map(|lead| &lead.public);
    let sections = front.sections.iter().map(|(section, items)| SectionBox {
        href: address::section(&section.code),
        name: &section.name,
        items: items
            .iter()
            .filter(|item| Some(&item.public) != lead)
            .take(PER_SECTION)
            .map(|shown| Card::of(shown, site, now))
            .collect(),
    });
    render(&FrontTemplate {
        page: Page::new(site, "", Some(&address::front()), &address::front()),
        lead: front.lead.as_ref().map(|shown| Card::of(shown, site, now)),
        recent: cards(&front.recent, site, now),
        sections: sections.filter(|section| !section.items.is_empty()).collect(),
        next: front.next.map(|number| address::before(&address::front(), number)),
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
    next: Option<&'a str>,
}

/// A page that is a list.
#[must_use]
pub fn listing(site: &Site, now: Timestamp, listing: &Listing) -> String {
    let now = minute(now);
    let mut page = Page::new(site, &listing.title, Some(&listing.path), &listing.path);
    page.description = &listing.lead;
    if let Some(number) = listing.before {
        page.canonical = Some(site.absolute(&address::before(&listing.path, number)));
    }
    render(&ListingTemplate {
        page,
        title: &listing.title,
        lead: &listing.lead,
        items: cards(&listing.items, site, now),
        is_older: listing.before.is_some(),
        next: listing.next.as_deref(),
    })
}

#[derive(Template)]
#[template(path = "article.html", whitespace = "minimize")]
struct ArticleTemplate<'a> {
    page: Page<'a>,
    card: Card<'a>,
    /// The body as HTML, if all of it may be shown.
    body: Option<String>,
    has_teaser: bool,
    verify: &'a str,
    json_ld: String,
    recent: Vec<Card<'a>>,
}

/// The page of an article; `recent` are the newest items of the wire, `verify` the address of its verify page.
#[must_use]
pub fn article(
    site: &Site,
    now: Timestamp,
    shown: &Shown,
    recent: &[Shown],
    verify: &str,
) -> String {
    let now = minute(now);
    let path = address::article(&shown.public);
    let mut page = Page::new(site, &shown.headline, Some(&path), &address::front());
    page.description = shown.dek.as_deref().unwrap_or(&shown.teaser);
    render(&ArticleTemplate {
        page,
        card: Card::of(shown, site, now),
        body: shown.body.as_ref().filter(|_| shown.display == Display::Full).map(to_html),
        has_teaser: shown.display >= Display::Teaser && !shown.teaser.is_empty(),
        verify,
        json_ld: in_page(&news_article(site, shown)),
        recent: cards(recent, site, now),
    })
}

#[derive(Template)]
#[template(path = "words.html", whitespace = "minimize")]
struct WordsTemplate<'a> {
    page: Page<'a>,
    label: String,
    title: &'a str,
    words: &'a str,
}

/// The page of an item that is withheld (status 451 or 410): that it is, and why.
#[must_use]
pub fn withheld(site: &Site, why: &str) -> String {
    let words = if why.is_empty() { "No reason was given." } else { why };
    let title = "This item is withheld";
    let page = Page::new(site, title, None, &address::front());
    render(&WordsTemplate { page, label: "Withheld".to_owned(), title, words })
}

/// The page for a status that is not 200: what happened and what to do, in words.
#[must_use]
pub fn error(site: &Site, status: u16, title: &str, words: &str) -> String {
    let page = Page::new(site, title, None, &address::front());
    render(&WordsTemplate { page, label: status.to_string(), title, words })
}

#[derive(Template)]
#[template(path = "about.html", whitespace = "minimize")]
struct AboutTemplate<'a> {
    page: Page<'a>,
}

/// The page that says what this wire is.
#[must_use]
pub fn about(site: &Site) -> String {
    let title = format!("About {}", site.byline);
    let page = Page::new(site, &title, Some(&address::about()), &address::front());
    render(&AboutTemplate { page })
}
