//! A page of headlines, as a list: the front or a section of a site that has no feed.
//!
//! Which of its links lead to articles is told by how their addresses are written, how their words read, and whether
//! others beside them are alike (`section/weigh.rs`); or a site file names them. What a link leads to is judged when
//! its page is read, so that one too many does no harm.

mod weigh;

use super::gather::{ENTRIES_MAX, Found, Gather, address, lang};
use super::{Input, List, NotAList, chars};
use crate::codec::html::{self, NodeId, Tree};
use crate::codec::site;
use crate::model::lock;
use crate::model::structure::{class, heading_level, is_in};
use crate::model::time::Time;
use crate::text::date;
use std::collections::HashMap;
use url::Url;

/// The name of the format.
pub const NAME: &str = "section";

/// Links of one page that are looked at.
const LINKS_MAX: usize = 10_000;
/// Articles that a page must lead to: with fewer it is no list.
const ARTICLES_MIN: usize = 3;
/// Longest headline, in characters.
const TITLE_CHARS_MAX: usize = 250;
/// Lines of one link among which its headline is looked for.
const LINES_MAX: usize = 6;
/// Nodes of a card that are looked at for a time.
const CARD_NODES_MAX: u32 = 400;
/// Shortest and longest text that is taken for a time, in bytes.
const TIME_BYTES: std::ops::RangeInclusive<usize> = 6..=60;
/// Words of classes, ids and roles of what stands apart from the headlines.
const APART: [&str; 30] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "footer",
    "contentinfo",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paging",
    "social",
    "share",
    "sharing",
    "login",
    "cookie",
    "cookies",
    "consent",
    "languages",
    "tags",
    "taglist",
    "sitemap",
    "copyright",
    "newsletter",
    "weather",
    "related",
    "banner",
    "advert",
    "sponsor",
];

/// A link of the page, and the others to the same address.
#[derive(Debug)]
struct Link {
    url: Url,
    /// Where it stands first.
    first: NodeId,
    title: String,
    is_heading: bool,
}

/// Gives the elements of a page that are, or hold, the links to its articles.
pub type Choose<'a> = &'a dyn Fn(&Tree) -> Vec<NodeId>;

/// What the page announces. `chosen` gives the elements that are, or hold, the links to its articles, where a site file
/// names them; an empty answer counts as none.
///
/// # Errors
/// If it is no page of headlines: what it looks like instead.
pub fn read(input: &Input<'_>, chosen: Option<Choose<'_>>) -> Result<List, NotAList> {
    let tree = html::parse(input.document);
    let none = || NotAList::of(input.document);
    let own = Url::parse(input.url).map_err(|_| none())?;
    let base = lock::base_of(&tree, input.url);
    let named = chosen.map(|chosen| chosen(&tree)).unwrap_or_default();
    let is_named = !named.is_empty();
    let anchors = if is_named { named_anchors(&tree, &named) } else { anchors(&tree) };
    let (mut links, mut places) = links(&tree, anchors, base.as_ref(), &own);
    if !is_named {
        let is_article = weigh::articles(&tree, &links, &own);
        places.retain(|&(_, at)| is_article[at]);
        let mut kept = is_article.iter();
        let mut numbers = Vec::with_capacity(links.len());
        let mut n = 0;
        links.retain(|_| {
            let is_kept = kept.next().copied().unwrap_or_default();
            numbers.push(n);
            n += usize::from(is_kept);
            is_kept
        });
        places.iter_mut().for_each(|(_, at)| *at = numbers[*at]);
        if links.len() < ARTICLES_MIN {
            return Err(none());
        }
    }
    let times = times(&tree, &places, links.len());
    let mut gather = Gather::new(input, NAME);
    gather.list.title =
        tree.find(0, "title").map(|id| chars::fold(&tree.text_of(id))).unwrap_or_default();
    gather.list.home = address(input.url, None);
    gather.list.lang = tree.find(0, "html").and_then(|id| lang(tree.attr(id, "lang")?));
    for (link, published) in links.into_iter().zip(times) {
        if gather.list.entries.len() >= ENTRIES_MAX {
            gather.overflow();
            break;
        }
        let url = address(link.url.as_str(), None);
        gather.add(Found { url, title: link.title, published, ..Found::default() }, 0);
    }
    Ok(gather.finish(Vec::new()))
}

/// The links in, of or around the elements that were named, in order.
fn named_anchors(tree: &Tree, named: &[NodeId]) -> Vec<NodeId> {
    let is_link = |id: NodeId| tree.tag(id) == "a" && tree.attr(id, "href").is_some();
    let mut all: Vec<NodeId> = Vec::new();
    for &id in named.iter().take(LINKS_MAX) {
        let around = || tree.ancestors(id).find(|&id| is_link(id));
        all.extend(tree.subtree(id).find(|&id| is_link(id)).or_else(around));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The links that do not stand apart, in order.
fn anchors(tree: &Tree) -> Vec<NodeId> {
    let links: Vec<NodeId> = (0..tree.len())
        .filter(|&id| tree.tag(id) == "a" && tree.attr(id, "href").is_some())
        .take(LINKS_MAX)
        .collect();
    let n_in = |id: NodeId| {
        links.partition_point(|&link| link < tree.end(id))
            - links.partition_point(|&link| link < id)
    };
    let mut is_apart = vec![false; tree.len() as usize];
    for id in 0..tree.len() {
        let around = tree.parent(id).is_some_and(|parent| is_apart[parent as usize]);
        // What holds most of the links is the page, whatever it is called.
        is_apart[id as usize] =
            around || (!tree.is_text(id) && stands_apart(tree, id) && n_in(id) * 2 < links.len());
    }
    links.into_iter().filter(|&id| !is_apart[id as usize]).collect()
}

fn stands_apart(tree: &Tree, id: NodeId) -> bool {
    match tree.tag(id) {
        "nav" | "footer" | "form" | "aside" | "button" | "select" => return true,
        "html" | "body" | "main" | "article" | "a" => return false,
        // That of the page, not that of a card.
        "header" if !is_in(tree, id, &["article", "section", "main", "li"]) => return true,
        _ => {}
    }
    let names = [class(tree, id), tree.attr(id, "id"), tree.attr(id, "role")];
    names.into_iter().flatten().any(|names| {
        let mut words = names.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| APART.iter().any(|known| word.eq_ignore_ascii_case(known)))
    })
}

/// The links by their addresses, in the order in which they stand first, and where each of them stands: all those of
/// the site that lead to another page.
fn links(
    tree: &Tree,
    anchors: Vec<NodeId>,
    base: Option<&Url>,
    own: &Url,
) -> (Vec<Link>, Vec<(NodeId, usize)>) {
    let home = site::of(own);
    let mut known: HashMap<String, usize> = HashMap::new();
    let (mut links, mut places): (Vec<Link>, Vec<(NodeId, usize)>) = (Vec::new(), Vec::new());
    for id in anchors {
        let Some(mut url) = lock::href(tree, id).and_then(|href| lock::absolute(&href, base))
        else {
            continue;
        };
        url.set_fragment(None);
        let is_page = matches!(url.scheme(), "http" | "https") && site::of(&url) == home;
        if !is_page || (url.path(), url.query()) == (own.path(), own.query()) {
            continue;
        }
        let (title, is_heading) = title(tree, id);
        let at = *known.entry(url.as_str().to_owned()).or_insert_with(|| {
            let title = String::new();
            links.push(Link { url, first: id, title, is_heading: false });
            links.len() - 1
        });
        let link = &mut links[at];
        let better =
            (is_heading, weigh::n_words(&title)) > (link.is_heading, weigh::n_words(&link.title));
        if better || link.title.is_empty() {
            (link.title, link.is_heading) = (title, is_heading);
        }
        places.push((id, at));
    }
    (links, places)
}

/// The headline that a link shows, and whether it is written as one.
fn title(tree: &Tree, link: NodeId) -> (String, bool) {
    let cut = |text: &str| -> String { chars::fold(text).chars().take(TITLE_CHARS_MAX).collect() };
    let inside = tree.subtree(link).find(|&id| heading_level(tree.tag(id)).is_some());
    if let Some(heading) = inside {
        return (cut(&tree.text_of(heading)), true);
    }
    let is_heading = tree.ancestors(link).take(3).any(|id| heading_level(tree.tag(id)).is_some());
    let lines = lines(tree, link);
    let line = lines.iter().find(|line| weigh::n_words(line) >= weigh::WORDS_MIN);
    let longest = || lines.iter().max_by_key(|line| line.len());
    if let Some(line) = line.or_else(longest) {
        return (cut(line), is_heading);
    }
    // A picture that is a link says what it leads to, if anything does.
    let image = tree.subtree(link).find(|&id| tree.tag(id) == "img");
    let said = image.and_then(|id| tree.attr(id, "alt"));
    let said =
        said.or_else(|| ["title", "aria-label"].iter().find_map(|name| tree.attr(link, name)));
    (cut(said.unwrap_or_default()), false)
}

/// The first lines that are shown of a link.
fn lines(tree: &Tree, link: NodeId) -> Vec<String> {
    const BLOCKS: [&str; 7] = ["p", "div", "li", "time", "figcaption", "br", "span"];
    let mut lines: Vec<String> = vec![String::new()];
    let mut at = link;
    for id in tree.subtree(link) {
        if !tree.is_text(id) {
            continue;
        }
        let block = tree.ancestors(id).find(|&id| id <= link || BLOCKS.contains(&tree.tag(id)));
        let block = block.unwrap_or(link);
        let is_plain = tree.tag(block) == "span" && tree.tag(at) != "span" && at != link;
        if block != at && !is_plain && !lines.last().is_some_and(String::is_empty) {
            if lines.len() >= LINES_MAX {
                break;
            }
            lines.push(String::new());
        }
        at = block;
        if let Some(line) = lines.last_mut() {
            line.push_str(tree.text(id));
        }
    }
    let folded = lines.iter().map(|line| chars::fold(line));
    folded.filter(|line| line.contains(char::is_alphanumeric)).collect()
}

/// The time that is shown beside each link: in the largest element around it that leads to no other article.
fn times(tree: &Tree, places: &[(NodeId, usize)], n_links: usize) -> Vec<Option<Time>> {
    let mut times: Vec<Option<Time>> = vec![None; n_links];
    // Of each place, the nearest before it and behind it that leads elsewhere.
    let mut before = vec![None; places.len()];
    let mut behind = vec![None; places.len()];
    for i in 1..places.len() {
        let last = places[i - 1];
        before[i] = if last.1 == places[i].1 { before[i - 1] } else { Some(last.0) };
        let (j, next) = (places.len() - 1 - i, places[places.len() - i]);
        behind[j] = if next.1 == places[j].1 { behind[j + 1] } else { Some(next.0) };
    }
    for (i, &(id, at)) in places.iter().enumerate() {
        if times[at].is_some() {
            continue;
        }
        let is_own = |card: &NodeId| {
            let holds =
                |other: Option<NodeId>| other.is_some_and(|id| tree.subtree(*card).contains(&id));
            !holds(before[i]) && !holds(behind[i]) && !matches!(tree.tag(*card), "body" | "html")
        };
        let card = tree.ancestors(id).take_while(is_own).last().unwrap_or(id);
        let end = tree.end(card).min(card.saturating_add(CARD_NODES_MAX));
        let stated = (card..end).find_map(|id| date::time(tree.attr(id, "datetime")?));
        let shown = || {
            (card..end).filter(|&id| tree.is_text(id)).find_map(|id| {
                let text = tree.text(id).trim();
                let fits = TIME_BYTES.contains(&text.len()) && text.contains(char::is_numeric);
                fits.then(|| date::time(text)).flatten()
            })
        };
        times[at] = stated.or_else(shown);
    }
    times
}
