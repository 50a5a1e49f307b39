//! What the witnesses have before them: the lines of a page, and what is counted of all of them once.

use super::Seen;
use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::container;
use crate::extract::digest::{digest, mix};
use crate::extract::lines::{Line, Piece};
use crate::extract::picture;
use crate::extract::reading::{Reading, Words};
use crate::extract::survey::Survey;
use crate::text::letters;

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
    /// Of each line, those with the same mark-up.
    pub(super) alike: Vec<Group>,
    /// Of each line, those whose blocks have the same parent.
    pub(super) beside: Vec<Group>,
    /// Of each line, those with the same text.
    pub(super) repeats: Vec<Group>,
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
    /// The article around it.
    pub(super) h1_article: Option<NodeId>,
    /// How many texts, and how many items and rows of lists and tables, stand before each node; one entry more than nodes.
    before: Vec<[u32; 2]>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(
        tree: &'a Tree,
        survey: &'a Survey,
        pieces: &'a [Piece],
        stated: &'a Stated<'a>,
    ) -> Self {
        let title = Words::of(stated.headline);
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
            alike: Vec::new(),
            beside: Vec::new(),
            repeats: Vec::new(),
            top,
            wide,
            container: chosen.map(|(_, wide)| wide),
            prose: 0,
            top_prose: 0,
            n_top_lines: 0,
            first: 0,
            last: 0,
            h1: None,
            h1_article: None,
            before: before(tree),
        };
        scene.count();
        scene
    }

    fn count(&mut self) {
        for (i, it) in self.lines.iter().enumerate() {
            self.prose += it.prose();
            let is_title = it.read.n_title_words * 2 > it.read.n_words;
            if is_title && self.tree.tag_id(it.line.block) == Tag::H1 {
                self.h1 = Some(i);
            }
        }
        let parent = |it: &Seen<'_>| self.tree.parent(it.line.block).unwrap_or_default();
        self.alike = groups(&self.lines, |it| it.signature);
        self.beside = groups(&self.lines, |it| u64::from(parent(it)));
        self.repeats = groups(&self.lines, |it| it.read.key);
        self.h1_article = self.h1.and_then(|at| {
            let mut around = self.tree.ancestors(self.lines[at].line.block);
            around.find(|&id| self.tree.tag_id(id) == Tag::Article)
        });
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

    /// How many texts, and how many items and rows of lists and tables, the element holds.
    pub(super) fn counts(&self, id: NodeId) -> [u32; 2] {
        let (from, to) = (self.before[id as usize], self.before[self.tree.end(id) as usize]);
        [to[0] - from[0], to[1] - from[1]]
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

/// Of each line, those with the same key, as far as a key has room beside a line's number.
fn groups(lines: &[Seen<'_>], key: impl Fn(&Seen<'_>) -> u64) -> Vec<Group> {
    let n_bits = usize::BITS - lines.len().leading_zeros();
    let mut order: Vec<u64> = lines.iter().zip(0..).map(|(it, i)| key(it) << n_bits | i).collect();
    order.sort_unstable();
    let mut out = vec![Group::default(); lines.len()];
    let line = |numbered: u64| usize::try_from(numbered & ((1 << n_bits) - 1)).unwrap_or_default();
    for run in order.chunk_by(|a, b| a >> n_bits == b >> n_bits) {
        let mut group = Group::default();
        for it in run.iter().map(|&it| &lines[line(it)]) {
            group.n += 1;
            group.weight += it.read.weight;
            group.prose += it.prose();
            group.link_weight += it.read.link_weight;
        }
        run.iter().for_each(|&it| out[line(it)] = group);
    }
    out
}

/// What stands before each node: see `Scene::before`.
fn before(tree: &Tree) -> Vec<[u32; 2]> {
    let (mut n_texts, mut n_items) = (0, 0);
    let counted = (0..tree.len()).map(|id| {
        match tree.tag_id(id) {
            Tag::Text => n_texts += 1,
            Tag::Li | Tag::Dt | Tag::Dd | Tag::Tr => n_items += 1,
            _ => {}
        }
        [n_texts, n_items]
    });
    std::iter::once([0; 2]).chain(counted).collect()
}

fn seen<'a>(
    tree: &Tree,
    survey: &Survey,
    line: &'a Line,
    title: &Words,
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
