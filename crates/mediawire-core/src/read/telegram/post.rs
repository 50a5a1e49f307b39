//! What one post of a channel says, read from the tree of its bubble.

use crate::codec::digest::Digest;
use crate::codec::html::{NodeId, Tree};
use crate::model::structure::class;
use crate::model::time::Time;
use crate::read::chars;
use crate::read::headline::{Line, Lines, has_words};
use crate::text::date;

/// Hashtags of one post that are read.
const HASHTAGS_MAX: usize = 32;
/// Texts of one poll that are read: its question and its answers.
const POLL_TEXTS_MAX: usize = 32;

/// What a post may show beside text: how a class name of it begins, and what it is called in a doubt.
const MEDIA: [(&str, &str); 14] = [
    ("tgme_widget_message_sticker", "a sticker"),
    ("tgme_widget_message_tgsticker", "a sticker"),
    ("tgme_widget_message_videosticker", "a sticker"),
    ("tgme_widget_message_photo", "a picture"),
    ("tgme_widget_message_roundvideo", "a video"),
    ("tgme_widget_message_video", "a video"),
    ("tgme_widget_message_voice", "a voice message"),
    ("tgme_widget_message_document", "a file"),
    ("tgme_widget_message_poll", "a poll"),
    ("tgme_widget_message_location", "a place"),
    ("tgme_widget_message_contact", "a contact"),
    ("tgme_widget_message_game", "a game"),
    ("tgme_widget_message_invoice", "an invoice"),
    (UNSUPPORTED, "what can be seen in the app"),
];

const UNSUPPORTED: &str = "message_media_not_supported";

/// What a post says.
#[derive(Debug, Default)]
pub(super) struct Post {
    /// Its own text; empty if there are no words in it.
    pub(super) text: Vec<Line>,
    /// The question and the answers of a poll.
    poll: Vec<String>,
    /// Where the channel has it from, then who signed it.
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Time>,
    /// Its address, as it stands in the page, without a query.
    pub(super) url: Option<String>,
    /// Without their sign.
    pub(super) hashtags: Vec<String>,
    /// What it shows beside text.
    pub(super) medium: Option<&'static str>,
    pub(super) is_partly_unsupported: bool,
}

/// What a node stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// Something of another post or page: a reply's, a link's preview.
    is_other: bool,
    is_text: bool,
    is_bold: bool,
    is_emoji: bool,
    is_date: bool,
    /// The innermost element that begins a line of its own and ends it.
    block: NodeId,
}

impl Post {
    /// The post whose bubble's inside is `tree`.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut post = Self::default();
        let mut lines = Lines::default();
        let mut around = vec![Around::default(); tree.len() as usize];
        let mut names = [None, None, None];
        for id in 0..tree.len() {
            let of_parent = tree.parent(id).map(|parent| around[parent as usize]);
            let mut at = of_parent.unwrap_or_default();
            if tree.is_text(id) {
                if at.is_text && !at.is_other {
                    lines.enter(at.block);
                    lines.add(tree.text(id), at.is_bold && !at.is_emoji);
                }
            } else {
                at.enter(tree, id);
                if tree.tag(id) == "br" {
                    lines.end();
                }
                post.element(tree, id, at, &mut names);
            }
            around[id as usize] = at;
        }
        post.text = lines.finish();
        post.authors = names.into_iter().flatten().collect();
        post
    }

    /// Takes what an element says.
    fn element(&mut self, tree: &Tree, id: NodeId, at: Around, names: &mut [Option<String>; 3]) {
        if at.is_other {
            return;
        }
        let told = |id| Some(chars::fold(&tree.text_of(id))).filter(|text| has_words(text));
        if at.is_text {
            let is_hashtag = tree.tag(id) == "a"
                && tree.attr(id, "href").is_some_and(|href| href.starts_with("?q=%23"));
            if is_hashtag && self.hashtags.len() < HASHTAGS_MAX {
                let tag = told(id).unwrap_or_default();
                self.hashtags.push(tag.trim_start_matches('#').to_owned());
            }
        } else if at.is_date && tree.tag(id) == "time" && self.published.is_none() {
            self.published = tree.attr(id, "datetime").and_then(date::time);
        }
        for name in class(tree, id).unwrap_or_default().split_ascii_whitespace() {
            match name {
                "tgme_widget_message_date" if self.url.is_none() => {
                    let href = tree.attr(id, "href").unwrap_or_default();
                    self.url = href.split(['?', '#']).next().map(str::to_owned);
                }
                "tgme_widget_message_forwarded_from_name" if names[0].is_none() => {
                    names[0] = told(id);
                }
                "tgme_widget_message_forwarded_from_author" if names[1].is_none() => {
                    names[1] = told(id);
                }
                "tgme_widget_message_from_author" if names[2].is_none() => names[2] = told(id),
                "tgme_widget_message_poll_question" | "tgme_widget_message_poll_option_text"
                    if self.poll.len() < POLL_TEXTS_MAX =>
                {
                    self.poll.extend(told(id));
                }
                _ => {}
            }
            self.is_partly_unsupported |= name.starts_with(UNSUPPORTED);
            if self.medium.is_none() {
                let medium = MEDIA.iter().find(|(start, _)| name.starts_with(start));
                self.medium = medium.map(|(_, what)| *what);
            }
        }
    }

    /// Digest of what it says in words: not of its views, its pictures' addresses or what a link's preview shows, which
    /// change though nobody has written anything.
    pub(super) fn said(&self) -> Digest {
        let lines = self.text.iter().map(|line| line.text.as_bytes());
        let poll = self.poll.iter().map(String::as_bytes);
        Digest::of_parts(&lines.chain([&b""[..]]).chain(poll).collect::<Vec<_>>())
    }
}

impl Around {
    /// Enters the element `id`.
    fn enter(&mut self, tree: &Tree, id: NodeId) {
        match tree.tag(id) {
            "b" | "strong" => self.is_bold = true,
            "div" | "p" | "blockquote" | "pre" => self.block = id,
            _ => {}
        }
        for name in class(tree, id).unwrap_or_default().split_ascii_whitespace() {
            match name {
                "tgme_widget_message_reply"
                | "js-message_reply_text"
                | "tgme_widget_message_link_preview" => self.is_other = true,
                "tgme_widget_message_text" => self.is_text = true,
                "tgme_widget_message_date" => self.is_date = true,
                "emoji" => self.is_emoji = true,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Post;
    use crate::codec::html;

    fn post(html: &str) -> Post {
        Post::of(&html::parse_fragment(html))
    }

    fn lines(html: &str) -> Vec<(String, usize)> {
        let html = format!("<div class='tgme_widget_message_text js-message_text'>{html}</div>");
        post(&html).text.into_iter().map(|line| (line.text, line.n_bold)).collect()
    }

    #[test]
    fn lines_are_those_that_a_reader_sees() {
        for (html, expected) in [
            ("a<br/><br>b\n c", &[("a", 0), ("b c", 0)][..]),
            ("<b>Bold</b><br>b", &[("Bold", 4), ("b", 0)]),
            ("<b>Bold </b><b><i>line</i></b> and more", &[("Bold line and more", 9)]),
            ("not <b>bold</b>", &[("not bold", 0)]),
            ("<i class=emoji><b>⚡</b></i><b>Bold</b>", &[("⚡Bold", 7)]),
            ("a<blockquote>b<br>c</blockquote>d", &[("a", 0), ("b", 0), ("c", 0), ("d", 0)]),
            ("🔥 — 🔥", &[]),
        ] {
            let expected: Vec<(String, usize)> =
                expected.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect();
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn post_says_the_same_whatever_else_changes_around_it() {
        let told = |text: &str, views: &str| {
            post(&format!(
                "<a class=tgme_widget_message_reply href=/x/1><div class='tgme_widget_message_text \
                 js-message_reply_text'>Of {views}</div></a><div class='tgme_widget_message_text'>{text}\
                 </div><div class=tgme_widget_message_poll_option_text>Yes</div>\
                 <span class=tgme_widget_message_views>{views}</span>"
            ))
            .said()
        };
        assert_eq!(told("Ferry is back", "12"), told("Ferry  <b>is</b> back", "1.2K"));
        assert_ne!(told("Ferry is back", "12"), told("Ferry is not back", "12"));
    }
}
