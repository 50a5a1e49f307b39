//! The moments that readers of a page see.

use crate::codec::html::{NodeId, Tag};
use crate::extract::marks::{When, shown_texts};
use crate::extract::meta::Page;
use crate::extract::moment::label::{label, labelled};
use crate::extract::time;
use crate::extract::wording::clean;
use crate::model::time::Time;
use crate::text::date;
use std::ops::Range;

/// Texts before the headline, and behind it, among which its date stands.
const NEAR: (u32, u32) = (16, 60);
/// Texts before the headline among which nothing but its own date stands.
const ABOVE: u32 = 6;
/// Bytes of the longest text that may be a moment though no element says so; a longer one is a paragraph.
const BARE_BYTES_MAX: usize = 80;
/// Bytes of the longest place before the day of a dateline, and of that day.
const PLACE_BYTES_MAX: usize = 30;
const DATELINE_BYTES_MAX: usize = 18;
/// Elements far from the headline that are read for their dates.
const FAR_MAX: usize = 30;
/// Bytes of an element's texts that are read for a date, white space as it stands.
const RAW_BYTES_MAX: usize = 1_000;
/// Texts of the longest link that may say a day and nothing else.
const LINK_TEXTS_MAX: usize = 12;
/// Levels and nodes of the largest teaser of another piece.
const TEASER_LEVELS_MAX: usize = 8;
const TEASER_NODES_MAX: u32 = 160;
/// Bytes of the longest text that is searched for a date.
const TEXT_BYTES_MAX: usize = 160;
/// Bytes of the longest text that is a moment and nothing else.
const WRITTEN_BYTES_MAX: usize = 32;
/// Words beside a day in a text that is still a day, and tells of none.
const WORDS_MAX: usize = 3;
/// Letters of the shortest of them.
const WORD_LETTERS: usize = 4;

/// What says that something seen is a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// The element that holds it.
    Marked,
    /// So, but it stands in a link that says more than the day.
    Linked,
    /// Nothing but its words.
    Bare,
    /// Nothing but its words, among many others.
    Told,
}

/// A moment that readers see.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) time: Time,
    pub(super) when: When,
    pub(super) how: How,
    pub(super) is_near: bool,
    /// Whether it stands at the headline or behind it: what is well above may be of other pieces.
    pub(super) is_behind: bool,
}

impl Page<'_> {
    /// The ordinals of the texts around the headline.
    pub(in crate::extract) fn near(&self) -> Range<u32> {
        let from = self.anchor;
        from.saturating_sub(NEAR.0)..self.tree.n_texts().min(from.saturating_add(NEAR.1))
    }

    /// The nodes of the headline, if it is seen.
    fn headline_nodes(&self) -> Range<NodeId> {
        let Some(first) = self.tree.text_node(self.anchor) else { return 0..0 };
        let mut headings = self.headings.iter().map(|it| it.id..self.tree.end(it.id));
        let unmarked = if self.anchor > 0 { first..first + 1 } else { 0..0 };
        headings.find(|nodes| nodes.contains(&first)).unwrap_or(unmarked)
    }

    /// The moments that elements hold which say so, in order; and if none is near the headline, those of bare texts there.
    pub(super) fn seen_moments(&self) -> Vec<Seen> {
        let tree = self.tree;
        let near = self.near();
        let mut out: Vec<Seen> = Vec::new();
        let (mut end, mut n_far) = (0, 0);
        for &(id, when) in self.marks.moments.iter().filter(|(id, _)| !self.marks.is_beside(*id)) {
            let start = tree.texts_in(id).start;
            let is_near = near.contains(&start);
            n_far += usize::from(!is_near);
            if id < end && tree.tag(id) != "time" || n_far > FAR_MAX && !is_near {
                continue;
            }
            let mut found = self.moments_in(id, when);
            if !found.is_empty() && self.is_teaser(id) {
                found.clear();
            }
            if !found.is_empty() && tree.tag(id) != "time" {
                end = tree.end(id);
            }
            let how = if self.is_linked(id) { How::Linked } else { How::Marked };
            let is_behind = start.saturating_add(ABOVE) >= self.anchor;
            let seen = |(when, time)| Seen { time, when, how, is_near, is_behind };
            out.extend(found.into_iter().map(seen));
        }
        if !out.iter().any(|it| it.is_near && it.how == How::Marked) {
            self.see_bare(&mut out);
        }
        out
    }

    /// Adds the moments of the texts near the headline.
    pub(super) fn see_bare(&self, out: &mut Vec<Seen>) {
        let tree = self.tree;
        let headline = self.headline_nodes();
        // What stands small in it is no part of it.
        let is_small = |id: NodeId| tree.parent(id).is_some_and(|id| tree.tag(id) == "small");
        let is_headline = |id: NodeId| headline.contains(&id) && !is_small(id);
        let texts = self.near().filter_map(|ordinal| tree.text_node(ordinal));
        let own = texts.filter(|&id| !self.marks.is_beside(id) && !is_headline(id));
        for id in own.filter(|&id| self.may_be_moment(id)) {
            let text = tree.text(id).trim();
            let found = labelled(text, When::Some, self.order);
            out.extend(found.into_iter().map(|(when, time)| {
                let is_told = when == When::Some && n_words(text) > WORDS_MAX;
                let how = if is_told { How::Told } else { How::Bare };
                Seen { time, when, how, is_near: true, is_behind: true }
            }));
        }
    }

    /// Whether the text is short, is shown, and may say a moment that is not the reader's own.
    fn may_be_moment(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let text = tree.text(id).trim();
        (8..=BARE_BYTES_MAX).contains(&text.len())
            && text.chars().any(char::is_numeric)
            && !text.bytes().all(|b| b.is_ascii_digit())
            && !matches!(
                tree.parent(id).map(|id| tree.tag(id)),
                Some("script" | "style" | "option")
            )
            && !self.marks.tells_today(tree, id)
    }

    /// Whether the title nearest to the element, the headline apart, is a link: what stands with it is of another piece.
    fn is_teaser(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let headline = self.headline_nodes();
        let is_link = |id: NodeId| tree.tag_id(id) == Tag::A && tree.attr(id, "href").is_some();
        let around = std::iter::once(id).chain(tree.ancestors(id)).take(TEASER_LEVELS_MAX);
        let around = around.take_while(|&id| {
            let is_of_headline = !headline.is_empty() && tree.subtree(id).contains(&headline.start);
            tree.end(id) - id <= TEASER_NODES_MAX && !is_of_headline
        });
        let mut titles = around.map(|id| self.marks.titles_in(tree.subtree(id)));
        let nearest = titles.find(|titles| !titles.is_empty()).unwrap_or_default();
        nearest
            .iter()
            .any(|&title| tree.subtree(title).any(is_link) || tree.ancestors(title).any(is_link))
    }

    /// Whether the element stands in a link, or is one, that says more than a day.
    fn is_linked(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let link = std::iter::once(id).chain(tree.ancestors(id)).find(|&it| tree.tag(it) == "a");
        link.is_some_and(|link| {
            let texts = tree.texts_in(link).filter_map(|ordinal| tree.text_node(ordinal));
            let parts: Vec<&str> = texts.take(LINK_TEXTS_MAX + 1).map(|id| tree.text(id)).collect();
            let is_long = parts.len() > LINK_TEXTS_MAX
                || parts.iter().map(|it| it.len()).sum::<usize>() > RAW_BYTES_MAX;
            let says_more =
                |text: &str| label(text).is_none() && text.split(' ').any(|word| !is_of_day(word));
            is_long || says_more(&clean(&parts.join(" ")))
        })
    }

    /// The first moment, and nothing else, behind the headline that stands in what looks to be beside the article.
    pub(super) fn beside(&self) -> Option<Time> {
        let tree = self.tree;
        let texts = (self.anchor..self.near().end).filter_map(|ordinal| tree.text_node(ordinal));
        let texts = texts.filter(|&id| tree.text(id).len() <= RAW_BYTES_MAX);
        texts.filter(|&id| self.marks.is_beside(id)).find_map(|id| {
            let text = clean(tree.text(id));
            let is_day = is_moment(&text) && !self.marks.tells_today(tree, id);
            if is_day { time::parse_in(&text, self.order) } else { None }
        })
    }

    /// The moment of the first text near the headline that says, or behind one that says, that the article stands so.
    pub(super) fn stand(&self) -> Option<Time> {
        let tree = self.tree;
        let mut before = "";
        let texts = self.near().filter_map(|ordinal| tree.text_node(ordinal));
        for id in texts.filter(|&id| !self.marks.is_beside(id)) {
            let text = tree.text(id).trim();
            if (before == "Stand:" || says_stand(text))
                && let Some(time) = time::parse_in(text, self.order)
            {
                return Some(time);
            }
            before = if text.is_empty() { before } else { text };
        }
        None
    }

    /// The day with which the first long text of those begins that begins with one.
    pub(super) fn datelined(&self, ordinals: Range<u32>) -> Option<Time> {
        let tree = self.tree;
        let texts = ordinals.filter_map(|ordinal| tree.text_node(ordinal));
        texts
            .filter(|&id| !self.marks.is_beside(id))
            .map(|id| tree.text(id).trim())
            .filter(|text| text.len() > BARE_BYTES_MAX)
            .filter_map(dateline)
            .find_map(|text| time::parse_in(text, self.order))
    }

    /// The first text anywhere that is a moment and nothing else, or says `Published on` or `Updated` and a day.
    pub(super) fn written(&self) -> Option<Time> {
        let tree = self.tree;
        (0..tree.n_texts()).filter_map(|ordinal| tree.text_node(ordinal)).find_map(|id| {
            let text = tree.text(id).trim();
            let text =
                text.strip_prefix("on ").or_else(|| text.strip_prefix("am ")).unwrap_or(text);
            let may_be = (10..=80).contains(&text.len())
                && text.bytes().any(|b| b.is_ascii_digit())
                && (is_moment(text) || label(text).is_some())
                && !self.marks.tells_today(tree, id);
            if may_be { time::parse_in(text, self.order) } else { None }
        })
    }

    fn moments_in(&self, id: NodeId, when: When) -> Vec<(When, Time)> {
        let tree = self.tree;
        let mut text = String::new();
        // A day in the headline is that of what it tells.
        let headline = self.headline_nodes();
        let texts = shown_texts(tree, id);
        let own = texts.filter(|text| id >= headline.start || !headline.contains(text));
        for part in own.map(|id| tree.text(id)) {
            text.push_str(&part[..part.floor_char_boundary(RAW_BYTES_MAX)]);
            text.push(' ');
            if text.len() > RAW_BYTES_MAX {
                break;
            }
        }
        let text = clean(&text);
        let may_be = text.len() <= TEXT_BYTES_MAX && text.chars().any(char::is_numeric);
        let told = if may_be { labelled(&text, when, self.order) } else { Vec::new() };
        let value = tree.attr(id, "datetime").or_else(|| tree.attr(id, "content"));
        let is_today = |text: NodeId| self.marks.tells_today(tree, text);
        if !told.is_empty() && shown_texts(tree, id).any(is_today) {
            return Vec::new();
        }
        match value.and_then(|value| time::parse_in(value, self.order)) {
            Some(time) => {
                let when = told.first().map_or_else(|| label(&text).unwrap_or(when), |it| it.0);
                vec![(when, time)]
            }
            None => told,
        }
    }
}

/// Whether the text is a moment and nothing else, or begins with one and is short.
fn is_moment(text: &str) -> bool {
    text.len() <= WRITTEN_BYTES_MAX
        && !text.bytes().all(|b| b.is_ascii_digit())
        && (text.starts_with(char::is_numeric) || text.split(' ').all(is_of_day))
}

/// Whether the word, with the marks around it, may be a part of a day: a number, a month's or a weekday's name.
fn is_of_day(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(char::is_numeric) || word.is_empty() || date::is_part(&word.to_lowercase())
}

/// The words of the text that are no parts of a day.
fn n_words(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic());
    let long = words.filter(|word| word.chars().count() >= WORD_LETTERS);
    long.filter(|word| !date::is_part(&word.to_lowercase())).count()
}

/// Whether the text begins with the German word for the state of things: `Stand: 3. Mai 2026`, not `Standort: Tolva`.
fn says_stand(text: &str) -> bool {
    text.strip_prefix("Stand").is_some_and(|rest| rest.trim_start().starts_with([':', '-']))
}

/// The day that a paragraph begins with, alone or behind a place: `Tolvar, 3 May 2026. Rain fell`.
fn dateline(text: &str) -> Option<&str> {
    let is_place = |place: &str| {
        place.len() <= PLACE_BYTES_MAX
            && place.split(' ').all(|word| {
                word.starts_with(char::is_uppercase) && !date::is_part(&word.to_lowercase())
            })
    };
    let behind = match text.split_once(", ") {
        Some((place, behind)) if is_place(place) => behind,
        _ => text,
    };
    let behind = behind.strip_prefix('(').unwrap_or(behind);
    let end = (0..=DATELINE_BYTES_MAX).rev().find(|&at| behind.is_char_boundary(at))?;
    Some(&behind[..end]).filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}
