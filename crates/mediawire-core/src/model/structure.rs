//! What the mark-up around a text, and the pictures beside it, mean: list numbers, cells, headings, images, posts of
//! other sites. The extractor and the lock ask here and nowhere else, so that neither can say what the page does not.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::model::lock;
use crate::text::date;
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::HashMap;
use url::Url;

/// Sides in CSS pixels below which an image is a mark or a pixel that counts readers.
const SIDE_MIN: u32 = 40;
/// Bytes of the longest `class` that is read for a name.
const CLASS_BYTES_MAX: usize = 4_096;

/// A tree with what is counted in it once, so that no question about one node walks the whole of it.
#[derive(Debug)]
pub struct Structure<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// What its links are relative to.
    pub base: Option<&'a Url>,
    /// Numbers of the items of numbered lists.
    numbers: HashMap<NodeId, i32>,
    /// The elements with a `href`, in order.
    links: Vec<NodeId>,
    /// The elements that show an image, in order.
    images: Vec<NodeId>,
}

impl<'a> Structure<'a> {
    /// Counts in `tree`. Linear.
    #[must_use]
    pub fn of(tree: &'a Tree, base: Option<&'a Url>) -> Self {
        let mut numbers = HashMap::new();
        let (mut links, mut images) = (Vec::new(), Vec::new());
        for id in 0..tree.len() {
            match tree.tag(id) {
                "ol" => number_items(tree, id, &mut numbers),
                _ if medium(tree, id) == Some(Medium::Image) => images.push(id),
                _ => {}
            }
            if tree.attr(id, "href").is_some() {
                links.push(id);
            }
        }
        Self { tree, base, numbers, links, images }
    }

    /// The item's number, if it stands in a numbered list (HTML §4.4.5, `reversed` apart).
    #[must_use]
    pub fn number(&self, item: NodeId) -> Option<i32> {
        self.numbers.get(&item).copied()
    }

    /// The first image in the element.
    #[must_use]
    pub fn first_image(&self, id: NodeId) -> Option<NodeId> {
        let at = self.images.partition_point(|&image| image <= id);
        self.images.get(at).copied().filter(|&image| image < self.tree.end(id))
    }

    /// The image's absolute http or https URL (where pages that load images late keep the real one, that), and its
    /// text alternative.
    #[must_use]
    pub fn image(&self, img: NodeId) -> (Option<String>, String) {
        let alt = self.tree.attr(img, "alt").unwrap_or_default().trim().to_owned();
        (image_url(self.tree, img, self.base), alt)
    }

    /// The address of what a frame, a player or a post of another site shows ([`Medium::Frame`]).
    #[must_use]
    pub fn frame_url(&self, id: NodeId) -> Option<String> {
        let tree = self.tree;
        let of_site = AMP_FRAMES.iter().find(|(tag, ..)| *tag == tree.tag(id));
        let url = match of_site {
            Some((_, name, before)) => format!("{before}{}", tree.attr(id, name)?.trim()),
            None => {
                let stated = |id| ["src", "data-src"].iter().find_map(|name| tree.attr(id, name));
                let of_source = || {
                    let mut sources = tree.children(id).filter(|&id| tree.tag(id) == "source");
                    sources.find_map(stated)
                };
                stated(id).or_else(of_source)?.to_owned()
            }
        };
        lock::absolute(&url, self.base).filter(is_web).map(String::from)
    }

    /// The moment that the mark-up states of a line's texts: the `datetime` of a `time` around one of them, if it
    /// says an hour.
    #[must_use]
    pub fn moment(&self, mut texts: impl Iterator<Item = NodeId>) -> Option<Timestamp> {
        let tree = self.tree;
        texts.find_map(|id| {
            let time = tree.ancestors(id).find(|&id| tree.tag_id(id) == Tag::Time)?;
            let stated = tree.attr(time, "datetime").filter(|stated| stated.contains(':'))?;
            date::time(stated).map(|time| time.at)
        })
    }

    /// The address of a post set into the page ([`is_embed`]): what it states, else its last link.
    #[must_use]
    pub fn embed_url(&self, id: NodeId) -> Option<String> {
        let stated = ["data-instgrm-permalink", "cite", "data-href"]
            .iter()
            .find_map(|name| self.tree.attr(id, name));
        let linked = || {
            let at = self.links.partition_point(|&link| link < self.tree.end(id));
            let last = at.checked_sub(1).map(|at| self.links[at]).filter(|&link| link >= id)?;
            lock::href(self.tree, last)
        };
        stated
            .map(Cow::Borrowed)
            .or_else(linked)
            .and_then(|href| lock::absolute(&href, self.base))
            .filter(is_web)
            .map(String::from)
    }
}

/// What an element shows beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A picture.
    Image,
    /// Something of another place: a frame, a player, a post.
    Frame,
}

/// Elements of AMP that show something of another site: the attribute that says what, and what stands before it in
/// the address (amp.dev, *Media components* and *Social components*).
const AMP_FRAMES: [(&str, &str, &str); 8] = [
    ("amp-youtube", "data-videoid", "https://www.youtube.com/watch?v="),
    ("amp-vimeo", "data-videoid", "https://vimeo.com/"),
    ("amp-dailymotion", "data-videoid", "https://www.dailymotion.com/video/"),
    ("amp-twitter", "data-tweetid", "https://twitter.com/i/status/"),
    ("amp-instagram", "data-shortcode", "https://www.instagram.com/p/"),
    ("amp-facebook", "data-href", ""),
    ("amp-tiktok", "data-src", ""),
    ("amp-soundcloud", "data-trackid", "https://api.soundcloud.com/tracks/"),
];

/// The link that a post of a Telegram channel shows as a picture, by its style.
const CHANNEL_PHOTO: &str = "tgme_widget_message_photo_wrap";
/// The link of such a post that tells what the page it leads to shows.
const CHANNEL_PREVIEW: &str = "tgme_widget_message_link_preview";
/// Bytes of the longest `style` that is read for a picture.
const STYLE_BYTES_MAX: usize = 16_384;

/// What the element shows beside text, if anything.
#[must_use]
pub fn medium(tree: &Tree, id: NodeId) -> Option<Medium> {
    match tree.tag_id(id) {
        Tag::Img => Some(Medium::Image),
        Tag::Iframe | Tag::Video | Tag::Audio => Some(Medium::Frame),
        Tag::A => has_class(tree, id, CHANNEL_PHOTO).then_some(Medium::Image),
        Tag::Other => match tree.tag(id) {
            "amp-img" | "amp-anim" => Some(Medium::Image),
            "amp-iframe" | "amp-video" | "amp-audio" => Some(Medium::Frame),
            tag => AMP_FRAMES.iter().any(|(known, ..)| *known == tag).then_some(Medium::Frame),
        },
        _ => None,
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn number_items(tree: &Tree, list: NodeId, numbers: &mut HashMap<NodeId, i32>) {
    let stated = |id, name| tree.attr(id, name).and_then(|value| value.trim().parse().ok());
    let mut number: i32 = stated(list, "start").unwrap_or(1);
    for item in tree.children(list).filter(|&id| tree.tag(id) == "li") {
        number = stated(item, "value").unwrap_or(number);
        numbers.insert(item, number);
        number = number.saturating_add(1);
    }
}

/// Whether the page gives an element that shows something so short a side that it is a mark, or counts readers.
#[must_use]
pub fn is_small(tree: &Tree, id: NodeId) -> bool {
    ["width", "height"].iter().any(|name| {
        let side = tree.attr(id, name).and_then(|value| value.trim().parse::<u32>().ok());
        side.is_some_and(|side| side < SIDE_MIN)
    })
}

fn image_url(tree: &Tree, img: NodeId, base: Option<&Url>) -> Option<String> {
    if is_small(tree, img) {
        return None;
    }
    if tree.tag_id(img) == Tag::A {
        let url = lock::absolute(background(tree.attr(img, "style")?)?, base);
        return url.filter(is_web).map(String::from);
    }
    let widest = |set: &str| {
        set.rsplit(", ")
            .filter_map(|entry| entry.split_whitespace().next())
            .next()
            .map(str::to_owned)
    };
    ["data-src", "data-original", "data-lazy-src", "src", "data-srcset", "srcset"]
        .iter()
        .filter_map(|name| {
            let value = tree.attr(img, name)?;
            let url = if name.ends_with("srcset") { widest(value)? } else { value.to_owned() };
            lock::absolute(&url, base)
        })
        .find(is_web)
        .map(String::from)
}

/// The address of the picture that a style sets behind an element.
fn background(style: &str) -> Option<&str> {
    let style = Some(style).filter(|style| style.len() <= STYLE_BYTES_MAX)?;
    let (_, value) = style.split_once("background-image")?;
    let (_, url) = value.trim_start().strip_prefix(':')?.trim_start().split_once("url(")?;
    let (url, _) = url.split_once(')')?;
    Some(url.trim().trim_matches(['\'', '"']))
}

/// Whether `name` is one of the names in the element's `class`.
#[must_use]
pub fn has_class(tree: &Tree, id: NodeId, name: &str) -> bool {
    class(tree, id).is_some_and(|class| class.split_ascii_whitespace().any(|own| own == name))
}

/// The element's `class`, unless it is too long to be names.
#[must_use]
pub fn class(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.attr(id, "class").filter(|class| class.len() <= CLASS_BYTES_MAX)
}

/// Whether a quotation is a post of another site that a script would dress up, or a link tells what the page shows that
/// it leads to.
#[must_use]
pub fn is_embed(tree: &Tree, id: NodeId) -> bool {
    if tree.tag_id(id) == Tag::A {
        return has_class(tree, id, CHANNEL_PREVIEW);
    }
    let Some(class) = class(tree, id).filter(|_| tree.tag(id) == "blockquote") else {
        return false;
    };
    ["tweet", "media", "embed", "post"]
        .iter()
        .any(|word| class.split_whitespace().any(|name| name.contains('-') && name.ends_with(word)))
        || ["cite", "data-instgrm-permalink", "data-href"]
            .iter()
            .any(|name| tree.attr(id, name).is_some())
}

/// Whether the text stands in something that is set apart from the running text, as pull quotes are: a quotation, an
/// aside, or an element whose names say so.
#[must_use]
pub fn is_set_apart(tree: &Tree, id: NodeId) -> bool {
    const LEVELS: usize = 6;
    const NAMES_BYTES_MAX: usize = 256;
    const WORDS: [&str; 8] =
        ["quote", "pullquote", "blockquote", "zitat", "citation", "citazione", "cita", "callout"];
    let says = |names: &str| {
        let names = names.get(..NAMES_BYTES_MAX).unwrap_or(names);
        let mut words = names.split(|c: char| !c.is_ascii_alphabetic());
        words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    tree.ancestors(id)
        .take(LEVELS)
        .take_while(|&id| !matches!(tree.tag_id(id), Tag::Body | Tag::Main | Tag::Article))
        .any(|id| {
            matches!(tree.tag_id(id), Tag::Blockquote | Tag::Aside | Tag::Q)
                || [class(tree, id), tree.attr(id, "role")].into_iter().flatten().any(says)
        })
}

fn nearest(tree: &Tree, id: NodeId, tags: &[&str]) -> Option<NodeId> {
    tree.ancestors(id).find(|&id| tags.contains(&tree.tag(id)))
}

/// Whether an element of one of these names stands around the node.
#[must_use]
pub fn is_in(tree: &Tree, id: NodeId, tags: &[&str]) -> bool {
    nearest(tree, id, tags).is_some()
}

/// The list item that the node stands in.
#[must_use]
pub fn item_at(tree: &Tree, id: NodeId) -> Option<NodeId> {
    nearest(tree, id, &["li", "dd", "dt"])
}

/// How many lists stand around the item.
#[must_use]
pub fn list_depth(tree: &Tree, item: NodeId) -> usize {
    tree.ancestors(item).filter(|&id| is_list(tree, id)).count()
}

/// Whether the element is a list.
#[must_use]
pub fn is_list(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.tag(id), "ul" | "ol" | "dl")
}

/// The cell that the node stands in, and its row.
#[must_use]
pub fn cell_at(tree: &Tree, id: NodeId) -> Option<(NodeId, NodeId)> {
    Some((nearest(tree, id, &["td", "th"])?, nearest(tree, id, &["tr"])?))
}

/// Whether the cell heads its row or column, and how many columns and rows it spans: 1 to 1000 each.
#[must_use]
pub fn cell_shape(tree: &Tree, cell: NodeId) -> (bool, u16, u16) {
    let span = |name| {
        let n = tree.attr(cell, name).and_then(|value| value.trim().parse::<u16>().ok());
        n.unwrap_or(1).clamp(1, 1000)
    };
    (tree.tag(cell) == "th", span("colspan"), span("rowspan"))
}

/// The level of a heading of that name: 2 to 6, the page's first level being the second here.
#[must_use]
pub fn heading_level(tag: &str) -> Option<u8> {
    match tag {
        "h1" | "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// The level of the heading that the node stands in.
#[must_use]
pub fn heading_at(tree: &Tree, id: NodeId) -> Option<u8> {
    tree.ancestors(id).find_map(|id| heading_level(tree.tag(id)))
}
