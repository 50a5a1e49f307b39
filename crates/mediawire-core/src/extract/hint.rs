//! What an element's tag, class, id, role and style say of it. To teach a word, add it to `of_word`.

use crate::codec::html::{AttrName, NodeId, Tag, Tree};
use crate::extract::class_names::ClassNames;
use crate::extract::marks::has_prefix;
use crate::model::body::CutKind;

/// Whether a browser shows nothing of the element's text, whatever its attributes are.
pub(super) fn is_never_shown(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Script
            | Tag::Style
            | Tag::Noscript
            | Tag::Head
            | Tag::Template
            | Tag::Iframe
            | Tag::Object
            | Tag::Canvas
            | Tag::Video
            | Tag::Audio
            | Tag::Svg
            | Tag::Noembed
            | Tag::Noframes
            | Tag::Title
            | Tag::Datalist
            | Tag::Rp
            | Tag::Area
            | Tag::Map
            | Tag::Link
            | Tag::Meta
    )
}

/// What the element's own mark-up says of it, whatever its text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hint {
    /// What its name, role and state say.
    pub(super) by_role: Option<CutKind>,
    /// What the words of its class, id and the like say.
    pub(super) by_name: Option<CutKind>,
    /// How much its names say that it holds an article's text: 0 to 3.
    pub(super) promise: u8,
    /// Whether its class says that it holds a picture's caption.
    pub(super) is_caption: bool,
}

impl Hint {
    /// The hint of element `id`.
    pub(super) fn of<'a>(tree: &'a Tree, id: NodeId, names: &mut ClassNames<'a>) -> Self {
        let tag = tree.tag_id(id);
        if is_never_shown(tag) {
            return Self { by_role: Some(CutKind::Unrendered), ..Self::default() };
        }
        let mut hint = Self { promise: promise_of_tag(tag), ..Self::default() };
        if matches!(tag, Tag::Html | Tag::Body | Tag::Main) {
            return hint;
        }
        hint.by_role = match tag {
            // Who is quoted, and whose picture it is, are part of the text.
            Tag::Footer if is_attribution(tree, id) => None,
            Tag::Nav
            | Tag::Footer
            | Tag::Form
            | Tag::Button
            | Tag::Select
            | Tag::Textarea
            | Tag::Menu
            | Tag::Dialog => Some(CutKind::Navigation),
            _ => None,
        };
        let is_streamed = is_streamed(tree, id);
        for (name, value) in
            tree.attrs_known(id).filter(|(name, _)| !is_streamed || *name != AttrName::Hidden)
        {
            hint.learn(name, value, names);
        }
        hint
    }

    /// Reads one attribute.
    fn learn<'a>(&mut self, name: AttrName, value: &'a str, names: &mut ClassNames<'a>) {
        let is_hidden = match name {
            AttrName::Hidden => !value.eq_ignore_ascii_case("until-found"),
            AttrName::Style => hides(value),
            AttrName::Class => value.split_ascii_whitespace().any(is_hiding_class),
            _ => false,
        };
        if is_hidden {
            self.by_role = self.by_role.or(Some(CutKind::Unrendered));
        }
        let is_named = match name {
            AttrName::Role => {
                self.by_role = self.by_role.or_else(|| of_role(value));
                return;
            }
            AttrName::Class | AttrName::Id | AttrName::DataTestid | AttrName::DataComponent => true,
            AttrName::DataType | AttrName::DataQa => true,
            AttrName::AriaLabel => value.len() <= 40,
            AttrName::Itemprop => {
                if value.eq_ignore_ascii_case("articleBody") {
                    self.promise = 3;
                }
                true
            }
            _ => false,
        };
        if is_named {
            let said = names.read(value);
            self.by_name = self.by_name.or(said.kind);
            self.promise = self.promise.max(said.promise);
            self.is_caption |= said.is_caption && name == AttrName::Class;
        }
    }
}

/// Whether a script will put the element where it belongs and show it: React streams late parts of a page in a
/// hidden `div` whose id is `S:` and a number.
fn is_streamed(tree: &Tree, id: NodeId) -> bool {
    tree.tag_id(id) == Tag::Div
        && tree.attr(id, "id").is_some_and(|name| name.starts_with("S:"))
        && tree.attr(id, "hidden").is_some()
}

fn is_hiding_class(name: &str) -> bool {
    matches!(
        name,
        "hidden" | "visually-hidden" | "visuallyhidden" | "sr-only" | "screen-reader-text"
    )
}

/// Whether a style hides its element. Scripts may show it later: what holds much of a page is not left out for this.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|it| it.split_once(':')).any(|(name, value)| {
        let says = |text: &str, word: &str| has_prefix(text.trim_start(), word);
        says(name, "display") && says(value, "none")
            || says(name, "visibility") && says(value, "hidden")
            || says(name, "clip-path") && says(value, "inset(50%)")
            || name.trim().eq_ignore_ascii_case("clip") && is_rect_of_nothing(value)
    })
}

/// Whether a `rect()` has no side of more than a pixel: its four edges are 0 or 1.
fn is_rect_of_nothing(value: &str) -> bool {
    let edges = value.trim().strip_prefix("rect(").and_then(|it| it.strip_suffix(')'));
    edges.is_some_and(|edges| {
        edges
            .split([',', ' '])
            .filter(|edge| !edge.is_empty())
            .all(|edge| matches!(edge, "0" | "0px" | "1px"))
    })
}

/// Whether the footer says whose quotation or picture it stands in.
fn is_attribution(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id).is_some_and(|id| matches!(tree.tag(id), "blockquote" | "figure" | "q"))
}

fn of_role(role: &str) -> Option<CutKind> {
    match role.trim() {
        "navigation" | "menu" | "menubar" | "toolbar" | "search" | "contentinfo" | "dialog"
        | "alertdialog" | "tablist" | "button" => Some(CutKind::Navigation),
        "complementary" => Some(CutKind::Related),
        _ => None,
    }
}

/// The words of a name: `article-shareBar` is `article`, `share`, `bar`.
pub(super) fn words(value: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in value.chars() {
        let breaks = !c.is_alphanumeric() || (c.is_uppercase() && was_lower);
        if breaks && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

pub(super) fn of_pair(before: &str, word: &str) -> Option<CutKind> {
    match (before, word) {
        ("read", "more" | "also" | "next")
        | ("see" | "more", "also" | "stories" | "news" | "from")
        | ("most", "read" | "popular" | "viewed")
        | ("up", "next")
        | ("next", "article" | "post")
        | ("you", "may" | "might")
        | ("further", "reading")
        | ("inline", "related")
        | ("post" | "posts", "navigation" | "nav") => Some(CutKind::Related),
        ("sign", "up") | ("call", "to") | ("mailing", "list") | ("email", "signup") => {
            Some(CutKind::Newsletter)
        }
        ("author" | "writer", "bio" | "box" | "info" | "card" | "profile" | "description")
        | ("about", "author" | "the")
        | ("post" | "entry" | "article", "author" | "authors") => Some(CutKind::Author),
        (
            "article" | "post" | "entry" | "story",
            "meta" | "date" | "info" | "kicker" | "byline" | "time",
        )
        | ("published" | "publish" | "post" | "publication", "date" | "time" | "on")
        | ("reading" | "read", "time") => Some(CutKind::Head),
        ("article" | "post" | "entry" | "story", "tags" | "topics" | "keywords" | "footer")
        | ("tag", "list" | "cloud" | "links")
        | ("skip", "link" | "to")
        | ("back", "to") => Some(CutKind::Navigation),
        ("ad", _)
            if matches!(word, "slot" | "container" | "wrapper" | "unit" | "box" | "label") =>
        {
            Some(CutKind::Advertisement)
        }
        _ => None,
    }
}

pub(super) fn of_word(word: &str) -> Option<CutKind> {
    Some(match word {
        "ad" | "ads" | "adv" | "advert" | "adverts" | "advertisement" | "advertising"
        | "adslot" | "adbox" | "adunit" | "sponsor" | "sponsored" | "sponsors" | "promo"
        | "promotion" | "promobox" | "dfp" | "gpt" | "werbung" | "anzeige" | "publicidad"
        | "reklama" => CutKind::Advertisement,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "signup" | "subscriber"
        | "optin" | "mailchimp" => CutKind::Newsletter,
        "related" | "relateds" | "recommended" | "recommendation" | "recommendations"
        | "readmore" | "trending" | "popular" | "mostread" | "teaser" | "teasers" | "outbrain"
        | "taboola" | "similar" | "crosslink" | "crosslinks" | "readalso" | "jp" | "yarpp" => {
            CutKind::Related
        }
        "share" | "sharing" | "shares" | "social" | "socials" | "sharebar" | "sharedaddy"
        | "addthis" | "addtoany" | "sns" | "socialmedia" | "sharethis" => CutKind::Share,
        "byline" | "bylines" | "dateline" | "timestamp" | "datetime" | "kicker" | "postmeta"
        | "credits" => CutKind::Head,
        "comment" | "comments" | "disqus" | "respond" | "kommentare" | "comentarios" => {
            CutKind::Comments
        }
        "paywall" | "regwall" | "premiumwall" => CutKind::Paywall,
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "breadcrumb" | "breadcrumbs"
        | "footer" | "sidebar" | "pagination" | "pager" | "toolbar" | "cookie" | "cookies"
        | "consent" | "gdpr" | "privacy" | "disclaimer" | "modal" | "popup" | "overlay"
        | "tags" | "tagcloud" | "masthead" | "rating" | "ratings" | "login" | "tooltip"
        | "copyright" | "lightbox" => CutKind::Navigation,
        "biography" | "authorbox" | "authorbio" => CutKind::Author,
        "toc" => CutKind::Navigation,
        _ => return None,
    })
}

fn promise_of_tag(tag: Tag) -> u8 {
    u8::from(matches!(tag, Tag::Article | Tag::Main))
}

/// How much a word of a name, with the word before it, says that its element holds an article's text: 0 or 2.
pub(super) fn promise_of_pair(before: &str, word: &str) -> u8 {
    let is_whole = matches!(
        word,
        "articlebody" | "storybody" | "bodytext" | "articletext" | "entrytext" | "articlecontent"
    );
    let is_part = matches!(word, "body" | "content" | "text" | "bodytext")
        && matches!(
            before,
            "article" | "story" | "post" | "entry" | "news" | "artikel" | "detail" | "single"
        );
    if is_whole || is_part { 2 } else { 0 }
}

/// Whether the element begins and ends a line.
pub(super) fn is_block(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Address
            | Tag::Article
            | Tag::Aside
            | Tag::Blockquote
            | Tag::Body
            | Tag::Center
            | Tag::Dd
            | Tag::Details
            | Tag::Dialog
            | Tag::Dir
            | Tag::Div
            | Tag::Dl
            | Tag::Dt
            | Tag::Fieldset
            | Tag::Figcaption
            | Tag::Figure
            | Tag::Footer
            | Tag::Form
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Header
            | Tag::Hgroup
            | Tag::Hr
            | Tag::Html
            | Tag::Li
            | Tag::Listing
            | Tag::Main
            | Tag::Menu
            | Tag::Nav
            | Tag::Ol
            | Tag::Optgroup
            | Tag::Option
            | Tag::P
            | Tag::Pre
            | Tag::Search
            | Tag::Section
            | Tag::Summary
            | Tag::Table
            | Tag::Caption
            | Tag::Colgroup
            | Tag::Col
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Ul
            | Tag::Xmp
            | Tag::Legend
            | Tag::Picture
            | Tag::Video
            | Tag::Iframe
            | Tag::Audio
            | Tag::Select
            | Tag::Textarea
    )
}
