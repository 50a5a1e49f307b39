//! The public page of a Telegram channel (`t.me/s/NAME`): its posts, whole, and no page of each.
//!
//! What is known of the page is its class names. The page's tags say where each post lies; what a post says is read
//! from the tree of that piece (`telegram/post.rs`), which is the one that the body points into.

mod post;

use super::gather::{Found, Gather, address, fragment};
use super::tags::{Tag, Tags};
use super::{Format, Input, List, NotAList, chars, headline};
use crate::codec::html;
use crate::model::entry::Form;
use crate::model::lock;
use post::Post;
use std::ops::Range;
use url::Url;

/// Tags of a page among which its kind must show.
const TAGS_MAX: usize = 5_000;
/// Longest name of a post (`NAME/ID`), in bytes.
const POST_BYTES_MAX: usize = 200;
/// Hosts that show public channels, each under the same paths.
const HOSTS: [&str; 3] = ["t.me", "telegram.me", "telegram.dog"];
/// Shortest and longest name of a channel, in letters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 4..=32;
/// First parts of paths that name no channel.
const NO_NAMES: [&str; 12] = [
    "joinchat",
    "addstickers",
    "addemoji",
    "addlist",
    "addtheme",
    "share",
    "proxy",
    "socks",
    "login",
    "iv",
    "setlanguage",
    "confirmphone",
];

/// The preview page of a public channel, as its readers' adapters described it in 2026.
pub(super) const FORMAT: Format = Format { name: NAME, detect, read };

/// The name of the format.
pub const NAME: &str = "telegram";

/// The address of the list of the channel that `typed` names: `@NAME`, `t.me/NAME` or `t.me/s/NAME`; `None` if it names
/// none.
///
/// ```
/// use mediawire_core::read::telegram::list_address;
///
/// let list = Some("https://t.me/s/tolva_news".to_owned());
/// for typed in ["@tolva_news", "t.me/tolva_news", "https://telegram.me/s/tolva_news?before=20"] {
///     assert_eq!(list_address(typed), list);
/// }
/// assert_eq!(list_address("https://tolva.example/s/tolva_news"), None);
/// ```
#[must_use]
pub fn list_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let name = match typed.strip_prefix('@') {
        Some(name) => name.to_owned(),
        None => {
            let whole =
                if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
            let url = Url::parse(&whole).ok()?;
            let host = url.host_str()?.trim_start_matches("www.").to_owned();
            let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
            match parts.as_slice() {
                ["s", name] | [name] if HOSTS.contains(&host.as_str()) => (*name).to_owned(),
                _ => return None,
            }
        }
    };
    let is_name = NAME_CHARS.contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !NO_NAMES.contains(&name.as_str());
    is_name.then(|| format!("https://t.me/s/{name}"))
}

/// The address of the page of the channel at `list` that ends with the post `guid` (`NAME/ID`); `None` if `list` is not the
/// page of that channel.
///
/// ```
/// use mediawire_core::read::telegram::list_with;
///
/// let list = list_with("https://t.me/s/tolva_news", "tolva_news/41");
/// assert_eq!(list.as_deref(), Some("https://t.me/s/tolva_news?before=42"));
/// assert_eq!(list_with("https://t.me/s/tolva_news", "harbour/41"), None);
/// ```
#[must_use]
pub fn list_with(list: &str, guid: &str) -> Option<String> {
    let (name, id) = guid.split_once('/')?;
    let mut url = Url::parse(list).ok()?;
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_its = matches!(parts.as_slice(), ["s", of] if of.eq_ignore_ascii_case(name));
    let next = id.parse::<u64>().ok().and_then(|id| id.checked_add(1)).filter(|_| is_its)?;
    url.set_query(Some(&format!("before={next}")));
    Some(url.into())
}

/// Whether the page is one of Telegram's: of a channel, or of what is said where there is none.
fn detect(document: &str) -> bool {
    document.contains("tgme_")
        && Tags::new(document)
            .take(TAGS_MAX)
            .any(|tag| ["tgme_channel_history", "tgme_page"].iter().any(|name| tag.has_class(name)))
}

/// A post as the page's tags show it.
struct Place<'a> {
    /// `NAME/ID`.
    name: &'a str,
    /// Where its element starts.
    start: usize,
    /// Whether the channel itself says something: a new name, a pinned post.
    is_service: bool,
    /// The inside of what is shown of it.
    bubble: Option<Range<usize>>,
    is_whole: bool,
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Title,
    Message,
    Bubble,
}

/// An element whose end is not yet seen.
struct Open<'a> {
    what: What,
    name: &'a str,
    /// Elements of its name that are open in it, itself included.
    depth: usize,
    /// Where its inside starts.
    inside: usize,
}

/// What the page's tags show, in one walk.
#[derive(Default)]
struct Walk<'a> {
    /// At most a message and its bubble, or the title.
    open: Vec<Open<'a>>,
    has_history: bool,
    title: Option<Range<usize>>,
    older: Option<Range<usize>>,
    posts: Vec<Place<'a>>,
}

impl<'a> Walk<'a> {
    fn start(&mut self, tag: &Tag<'a>) {
        for open in &mut self.open {
            open.depth += usize::from(open.name.eq_ignore_ascii_case(tag.name));
        }
        if tag.has_class("tgme_widget_message")
            && let Some(name) = tag.attribute("data-post")
        {
            self.open.clear();
            self.open(What::Message, tag);
            let (start, is_service) = (tag.range.start, tag.has_class("service_message"));
            self.posts.push(Place { name, start, is_service, bubble: None, is_whole: false });
        } else if tag.has_class("tgme_widget_message_bubble") {
            let is_first = self.posts.last().is_some_and(|post| post.bubble.is_none());
            if is_first && self.open.last().is_some_and(|open| open.what == What::Message) {
                self.open(What::Bubble, tag);
            }
        } else if tag.has_class("tgme_channel_history") {
            self.has_history = true;
        } else if tag.has_class("tgme_channel_info_header_title") {
            if self.open.is_empty() && self.title.is_none() {
                self.open(What::Title, tag);
            }
        } else if self.open.is_empty()
            && tag.name.eq_ignore_ascii_case("a")
            && tag.attribute("href").is_some_and(|href| href.contains("before="))
        {
            self.older.get_or_insert(tag.range.clone());
        }
    }

    fn open(&mut self, what: What, tag: &Tag<'a>) {
        self.open.push(Open { what, name: tag.name, depth: 1, inside: tag.range.end });
    }

    fn end(&mut self, tag: &Tag<'a>) {
        for open in &mut self.open {
            open.depth -= usize::from(open.name.eq_ignore_ascii_case(tag.name)).min(open.depth);
        }
        while let Some(at) = self.open.iter().position(|open| open.depth == 0) {
            let open = &self.open[at];
            let inside = open.inside..tag.range.start;
            match (open.what, self.posts.last_mut()) {
                (What::Title, _) => self.title = Some(inside),
                (What::Message, Some(post)) => post.is_whole = true,
                (What::Bubble, Some(post)) => post.bubble = Some(inside),
                (What::Message | What::Bubble, None) => {}
            }
            self.open.truncate(at);
        }
    }
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let document = input.document;
    let mut walk = Walk::default();
    for tag in Tags::new(document) {
        match tag.is_end {
            true => walk.end(&tag),
            false => walk.start(&tag),
        }
    }
    if !walk.has_history {
        return Err(NotAList::NoChannel);
    }
    let base = Url::parse(input.url).ok();
    let mut gather = Gather::new(input, FORMAT.name);
    if let Some(title) = walk.title {
        let title = html::parse_fragment(&document[title]);
        gather.list.title =
            if title.is_empty() { String::new() } else { chars::fold(&title.text_of(0)) };
    }
    gather.list.home = base.clone().and_then(|mut url| {
        url.set_query(None);
        url.set_fragment(None);
        address(url.as_str(), None)
    });
    gather.list.older = walk.older.and_then(|tag| {
        let tag = html::parse_fragment(&document[tag]);
        let link = tag.find(0, "a")?;
        let older = address(tag.attr(link, "href")?, base.as_ref())?;
        // What another host has is not this channel's.
        let is_here = Url::parse(&older).ok()?.origin() == base.as_ref()?.origin();
        is_here.then_some(older)
    });
    // The page says the oldest first; lists say the newest first, and where there is too much, it is what counts.
    for place in walk.posts.iter().rev() {
        if gather.is_full() {
            gather.overflow();
            break;
        }
        add(&mut gather, input, base.as_ref(), place);
    }
    Ok(gather.finish(Vec::new()))
}

/// Takes a post, or says why it is not taken.
fn add(gather: &mut Gather<'_>, input: &Input<'_>, base: Option<&Url>, place: &Place<'_>) {
    let name = place.name.trim();
    let is_name = name.contains('/')
        && name.len() <= POST_BYTES_MAX
        && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'&');
    if !is_name {
        return gather.doubt(format!("the post at byte {} has no name: skipped", place.start));
    }
    if place.is_service {
        let what = "is a notice of the channel about itself: not announced";
        return gather.pass(name, format!("the post {name} {what}"));
    }
    if !place.is_whole {
        return gather.pass(name, format!("the page ends inside the post {name}: skipped"));
    }
    let text = place.bubble.clone();
    let text = text.and_then(|bubble| fragment(input.document, bubble, Form::Inline));
    // Without a place the tree would be that of the whole page, once more for each such post.
    let post = text.map(|text| Post::of(&lock::tree_of(input.document, Some(text))));
    let post = post.unwrap_or_default();
    if post.text.is_empty() {
        let what = post.medium.map(|what| format!(", only {what}")).unwrap_or_default();
        return gather.pass(name, format!("the post {name} has no text{what}: not announced"));
    }
    if post.is_partly_unsupported {
        gather.doubt(format!("a part of the post {name} can be seen in the app only: left out"));
    }
    let whole = post.said();
    let path = format!("/{name}");
    let url = post.url.as_deref().and_then(|url| address(url, base));
    let found = Found {
        url: url.or_else(|| address(&path, base)),
        guid: Some(name.to_owned()),
        title: headline::of(&post.text),
        authors: post.authors,
        published: post.published,
        categories: post.hashtags,
        text,
        whole: Some(whole),
        ..Found::default()
    };
    gather.add(found, place.start);
}
