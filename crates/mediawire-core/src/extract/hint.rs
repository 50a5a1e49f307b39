//! What an element's tag, class, id, role and style say of it. To teach a word, add it to `of_word`.

use crate::codec::html::{NodeId, Tree};
use crate::model::body::CutKind;

/// Whether a browser shows nothing of the element's text, whatever its attributes are.
pub(super) fn is_never_shown(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "head"
            | "template"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "svg"
            | "noembed"
            | "noframes"
            | "title"
            | "datalist"
            | "rp"
            | "area"
            | "map"
            | "link"
            | "meta"
    )
}

/// What the element's own mark-up says of it, whatever its text is.
pub(super) fn of(tree: &Tree, id: NodeId) -> Option<CutKind> {
    let tag = tree.tag(id);
    let by_tag = match tag {
        _ if is_never_shown(tag) => Some(CutKind::Unrendered),
        // Who is quoted, and whose picture it is, are part of the text.
        "footer" if is_attribution(tree, id) => None,
        "nav" | "footer" | "form" | "button" | "select" | "textarea" | "menu" | "dialog" => {
            Some(CutKind::Navigation)
        }
        "html" | "body" | "main" => return None,
        _ if is_hidden(tree, id) => Some(CutKind::Unrendered),
        _ => None,
    };
    by_tag.or_else(|| of_role(tree, id)).or_else(|| of_names(tree, id))
}

/// Whether the footer says whose quotation or picture it stands in.
fn is_attribution(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id).is_some_and(|id| matches!(tree.tag(id), "blockquote" | "figure" | "q"))
}

/// Whether attributes hide it. Scripts may show it later: what holds much of a page is not left out for this.
fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    tree.attrs(id).any(|(name, value)| match name {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "style" => {
            let style: String =
                value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "class" => value.split_whitespace().any(|name| {
            matches!(
                name,
                "hidden" | "visually-hidden" | "visuallyhidden" | "sr-only" | "screen-reader-text"
            )
        }),
        _ => false,
    })
}

fn of_role(tree: &Tree, id: NodeId) -> Option<CutKind> {
    match tree.attr(id, "role")?.trim() {
        "navigation" | "menu" | "menubar" | "toolbar" | "search" | "contentinfo" | "dialog"
        | "alertdialog" | "tablist" | "button" => Some(CutKind::Navigation),
        "complementary" => Some(CutKind::Related),
        _ => None,
    }
}

/// What the words of class, id and the like say; the first word that says anything counts.
fn of_names(tree: &Tree, id: NodeId) -> Option<CutKind> {
    let mut found = None;
    for (name, value) in tree.attrs(id) {
        let is_named = matches!(
            name,
            "class"
                | "id"
                | "data-testid"
                | "data-component"
                | "data-type"
                | "aria-label"
                | "data-qa"
                | "itemprop"
        );
        if is_named && value.len() <= 400 && !(name == "aria-label" && value.len() > 40) {
            let mut before = String::new();
            for word in words(value) {
                found = found.or(of_pair(&before, &word)).or(of_word(&word));
                before = word;
            }
        }
    }
    found
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

fn of_pair(before: &str, word: &str) -> Option<CutKind> {
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

fn of_word(word: &str) -> Option<CutKind> {
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

/// How much the element's names say that it holds an article's text: 0 to 3.
pub(super) fn promise(tree: &Tree, id: NodeId) -> u8 {
    if tree.attr(id, "itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articleBody")) {
        return 3;
    }
    let mut best = u8::from(matches!(tree.tag(id), "article" | "main"));
    for name in ["class", "id", "data-testid", "data-component"] {
        let words = tree.attr(id, name).map(words).unwrap_or_default();
        for pair in words.windows(2) {
            let is_body = matches!(pair[1].as_str(), "body" | "content" | "text" | "bodytext");
            let is_article = matches!(
                pair[0].as_str(),
                "article" | "story" | "post" | "entry" | "news" | "artikel" | "detail" | "single"
            );
            if is_body && is_article {
                best = best.max(2);
            }
        }
        let says = |word: &String| {
            matches!(
                word.as_str(),
                "articlebody" | "storybody" | "bodytext" | "articletext" | "entrytext"
            )
        };
        if words.iter().any(says) {
            best = best.max(2);
        }
    }
    best
}

/// Whether the element begins and ends a line.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "caption"
            | "colgroup"
            | "col"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "ul"
            | "xmp"
            | "legend"
            | "picture"
            | "video"
            | "iframe"
            | "audio"
            | "select"
            | "textarea"
    )
}
