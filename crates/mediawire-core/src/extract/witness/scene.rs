//! What the witnesses have before them: the lines of a page, and what is counted of all of them once.

use super::Seen;
use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::container;
use crate::extract::digest::{digest, mix};
use crate::extract::lines::{Line, Piece};
use crate::extract::picture;
use crate::extract::reading::{self, Reading};
use crate::extract::survey::Survey;
use crate::text::letters;
use std::collections::HashMap;

/// The share of the page's prose from which the text that a list carries is the whole article, and no teaser of it.
const LISTED_MIN: f32 = 0.7;

/// What the page states of its article apart from showing it, as letters and digits in lower case ([`letters::key`]).
#[derive(Default)]
pub(in crate::extract) struct Stated<'a> {
    /// The headline, as it stands.
    pub(in crate::extract) headline: &'a str,
    /// The persons that it names as its authors, as they stand.
    pub(in crate::extract) authors: &'a [String],
    /// The text that structured data give.
    pub(in crate::extract) body_key: Option<String>,
    /// The text that the list carries which announced it; empty if it carries none.
    pub(in crate::extract) listed_key: String,
    /// The headlines and texts of a live blog's updates; empty if it is none.
    pub(in crate::extract) updates_key: String,
    /// The line below the headline; empty if there is none.
    pub(in crate::extract) dek_key: String,
}

/// Lines that have something in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) n: u32,
    pub(super) weight: u32,
    pub(super) prose: u32,
    pub(super) link_weight: u32,
}

/// A picture or a frame.
#[derive(Debug)]
pub(super) struct Media {
    /// How many lines stand before it.
    pub(super) at: usize,
    pub(super) id: NodeId,
    /// Its text alternative, as [`letters::key`] gives it.
    pub(super) alt_key: String,
}

pub(super) struct Scene<'a> {
    pub(super) tree: &'a Tree,
    pub(super) survey: &'a Survey,
    pub(super) stated: &'a Stated<'a>,
    /// The article's text as the page states it, or as its list does; `None` if neither does.
    pub(super) stated_text: Option<&'a str>,
    /// How many words the headline has, each counted once.
    pub(super) n_title_words: u32,
    pub(super) lines: Vec<Seen<'a>>,
    /// The letters and digits that each line begins with, in lower case.
    starts: String,
    /// The pictures and frames, in order.
    pub(super) media: Vec<Media>,
    /// Lines with the same mark-up, by signature.
    pub(super) alike: HashMap<u64, Group>,
    /// Lines whose blocks have the same parent.
    pub(super) beside: HashMap<NodeId, Group>,
    /// How often each text is there.
    pub(super) repeats: HashMap<u64, u32>,
    /// The element with the most points, and that which also holds the prose beside it.
    pub(super) top: NodeId,
    pub(super) wide: NodeId,
    /// `wide`, if any text has points.
    pub(super) container: Option<NodeId>,
    /// Weight of the lines that are prose: all, and those in `top`.
    pub(super) prose: u32,
    pub(super) top_prose: u32,
    pub(super) n_top_lines: usize,
    /// The first and the last of those.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The line of the headline.
    pub(super) h1: Option<usize>,
    /// How many items and rows a list or table has, of those that were asked for.
    pub(super) n_items: HashMap<NodeId, f32>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(
        tree: &'a Tree,
        survey: &'a Survey,
        pieces: &'a [Piece],
        stated: &'a Stated<'a>,
    ) -> Self {
        let title = reading::word_digests(stated.headline);
        let (mut lines, mut media, mut starts) = (Vec::new(), Vec::new(), String::new());
        for piece in pieces {
            match piece {
                Piece::Line(line) => lines.push(seen(tree, survey, line, &title, &mut starts)),
                Piece::Media(id) => media.push(Media {
                    at: lines.len(),
                    id: *id,
                    alt_key: tree.attr(*id, "alt").map(letters::key).unwrap_or_default(),
                }),
            }
        }
        let chosen = container::choose(tree, survey);
        let (top, wide) = chosen.unwrap_or_default();
        let mut scene = Self {
            tree,
            survey,
            stated,
            stated_text: stated.body_key.as_deref(),
            n_title_words: u32::try_from(title.len()).unwrap_or(u32::MAX),
            lines,
            starts,
            media,
            alike: HashMap::new(),
            beside: HashMap::new(),
            repeats: HashMap::new(),
            top,
            wide,
            container: chosen.map(|(_, wide)| wide),
            prose: 0,
            top_prose: 0,
            n_top_lines: 0,
            first: 0,
            last: 0,
            h1: None,
            n_items: HashMap::new(),
        };
        scene.count();
        scene
    }

    fn count(&mut self) {
        for (i, it) in self.lines.iter().enumerate() {
            let prose = if it.read.is_prose() { it.read.weight } else { 0 };
            let parent = self.tree.parent(it.line.block).unwrap_or_default();
            for group in [
                self.alike.entry(it.signature).or_default(),
                self.beside.entry(parent).or_default(),
            ] {
                group.n += 1;
                group.weight += it.read.weight;
                group.prose += prose;
                group.link_weight += it.read.link_weight;
            }
            *self.repeats.entry(it.read.key).or_default() += 1;
            self.prose += prose;
            let is_title = it.read.n_title_words * 2 > it.read.n_words;
            if is_title && self.tree.tag_id(it.line.block) == Tag::H1 {
                self.h1 = Some(i);
            }
        }
        let top: Vec<usize> = (0..self.lines.len()).filter(|&i| self.is_top_prose(i)).collect();
        self.top_prose = top.iter().map(|&i| self.lines[i].read.weight).sum();
        self.n_top_lines = top.len();
        self.first = top.first().copied().unwrap_or_default();
        self.last = top.last().copied().unwrap_or_default();
        let listed = self.stated.listed_key.as_str();
        if self.stated_text.is_none() && listed.len() as f32 >= self.top_prose as f32 * LISTED_MIN {
            self.stated_text = Some(listed).filter(|it| !it.is_empty());
        }
    }

    /// The letters and digits that line `i` begins with, in lower case.
    pub(super) fn start(&self, i: usize) -> &str {
        &self.starts[self.lines[i].start.clone()]
    }

    pub(super) fn is_in_top(&self, id: NodeId) -> bool {
        self.tree.subtree(self.top).contains(&id)
    }

    pub(super) fn is_top_prose(&self, i: usize) -> bool {
        let it = &self.lines[i];
        self.is_in_top(it.line.block) && it.read.is_prose() && !it.is_caption
    }

    /// The node and the elements around it, the nearest first.
    pub(super) fn up(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::once(id).chain(self.tree.ancestors(id))
    }

    /// How many levels one climbs from `id` until `other` is below.
    pub(super) fn levels(&self, id: NodeId, other: NodeId) -> f32 {
        self.up(id).take_while(|&id| !self.tree.subtree(id).contains(&other)).count() as f32
    }
}

fn seen<'a>(
    tree: &Tree,
    survey: &Survey,
    line: &'a Line,
    title: &[u64],
    starts: &mut String,
) -> Seen<'a> {
    let block = line.block;
    let is_caption = tree.tag_id(block) == Tag::Figcaption
        || std::iter::once(block)
            .chain(tree.ancestors(block).take(6))
            .take_while(|&id| !matches!(tree.tag_id(id), Tag::Table | Tag::Blockquote | Tag::Pre))
            .any(|id| tree.tag_id(id) == Tag::Figure || picture::is_caption(tree, survey, id));
    let mut signature = 0;
    for id in std::iter::once(block).chain(tree.ancestors(block)).take(2) {
        let class = tree.attr(id, "class").map_or(1, digest);
        signature = mix(mix(signature, tree.tag_id(id) as u64), class);
    }
    let from = starts.len();
    let read = Reading::of(tree, survey, line, title, starts);
    Seen { line, read, start: from..starts.len(), is_caption, signature }
}
