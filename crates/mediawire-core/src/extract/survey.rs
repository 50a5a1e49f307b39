//! What is measured of every node once, in passes over the flat tree: each linear, none recursive.

use crate::codec::html::{NodeId, Tree};
use crate::extract::hint;
use crate::model::body::CutKind;

/// A text of this weight is prose and not a label.
pub(super) const PROSE_WEIGHT: u32 = 60;
/// The share of a page's prose that an element may hold and still be left out for its name alone.
const NAMED_SHARE_MAX: f32 = 0.35;
/// The same for readers' comments, which are often longer than the article.
const COMMENTS_SHARE_MAX: f32 = 0.85;

/// The measures of a tree's nodes, by id.
#[derive(Debug)]
pub(super) struct Survey {
    /// Why the node is left out, itself or with an element around it.
    pub(super) cuts: Vec<Option<CutKind>>,
    /// The nearest block element, the node itself included.
    pub(super) blocks: Vec<NodeId>,
    /// Whether the node stands in a link.
    pub(super) is_linked: Vec<bool>,
    /// Weight of the visible texts before the node that are not left out; one entry more than nodes.
    weights: Vec<u32>,
    /// Weight of those in links.
    link_weights: Vec<u32>,
}

impl Survey {
    /// The measures of `tree`.
    pub(super) fn of(tree: &Tree) -> Self {
        let n = tree.len() as usize;
        let mut survey = Self {
            cuts: vec![None; n],
            blocks: vec![0; n],
            is_linked: vec![false; n],
            weights: Vec::new(),
            link_weights: Vec::new(),
        };
        let hints: Vec<_> = (0..tree.len())
            .map(|id| if tree.is_text(id) { None } else { hint::of(tree, id) })
            .collect();
        for id in 0..tree.len() {
            let at = id as usize;
            let parent = tree.parent(id).map(|parent| parent as usize);
            let tag = tree.tag(id);
            survey.blocks[at] = match parent {
                Some(parent) if !hint::is_block(tag) => survey.blocks[parent],
                _ => id,
            };
            survey.is_linked[at] = parent.is_some_and(|parent| survey.is_linked[parent])
                || (tag == "a" && tree.attr(id, "href").is_some());
            if hint::is_never_shown(tag) {
                survey.cuts[at] = Some(CutKind::Unrendered);
            }
        }
        survey.inherit(tree);
        let prose = survey.prose(tree);
        let total = prose.last().copied().unwrap_or_default();
        let trusted = trusted(tree, &hints, &prose);
        let headline =
            (0..tree.len()).find(|&id| tree.tag(id) == "h1" && survey.cuts[id as usize].is_none());
        for id in 0..tree.len() {
            let at = id as usize;
            let within = prose[tree.end(id) as usize] - prose[at];
            // What holds the headline and prose is no box beside the article, whatever it is called.
            if within > 0 && headline.is_some_and(|headline| tree.subtree(id).contains(&headline)) {
                continue;
            }
            survey.cuts[at] = survey.cuts[at].or(hints[at].filter(|&kind| {
                let share_max = match kind {
                    CutKind::Comments => COMMENTS_SHARE_MAX,
                    _ => NAMED_SHARE_MAX,
                };
                within as f32 <= total as f32 * share_max && trusted.contains(&kind)
            }));
        }
        survey.inherit(tree);
        survey.weigh(tree);
        survey
    }

    /// Leaves out what stands in something left out.
    pub(super) fn inherit(&mut self, tree: &Tree) {
        for id in 0..tree.len() {
            if let Some(parent) = tree.parent(id) {
                self.cuts[id as usize] = self.cuts[parent as usize].or(self.cuts[id as usize]);
            }
        }
    }

    /// Weighs again what is not left out.
    pub(super) fn weigh(&mut self, tree: &Tree) {
        let (mut sum, mut link_sum) = (0u32, 0u32);
        self.weights = vec![0];
        self.link_weights = vec![0];
        for id in 0..tree.len() {
            if tree.is_text(id) && self.cuts[id as usize].is_none() {
                let n = weight(tree.text(id));
                sum = sum.saturating_add(n);
                if self.is_linked[id as usize] {
                    link_sum = link_sum.saturating_add(n);
                }
            }
            self.weights.push(sum);
            self.link_weights.push(link_sum);
        }
    }

    /// Weight of the prose before each node: visible long texts that are no links.
    fn prose(&self, tree: &Tree) -> Vec<u32> {
        let mut sum = 0u32;
        let mut out = vec![0];
        for id in 0..tree.len() {
            if tree.is_text(id) && self.cuts[id as usize].is_none() && !self.is_linked[id as usize]
            {
                let n = weight(tree.text(id));
                if n >= PROSE_WEIGHT {
                    sum = sum.saturating_add(n);
                }
            }
            out.push(sum);
        }
        out
    }

    /// Weight of the subtree's texts that are not left out.
    pub(super) fn weight(&self, tree: &Tree, id: NodeId) -> u32 {
        self.weights[tree.end(id) as usize] - self.weights[id as usize]
    }

    /// Share of that weight which stands in links: 0 to 1.
    pub(super) fn link_density(&self, tree: &Tree, id: NodeId) -> f32 {
        let links = self.link_weights[tree.end(id) as usize] - self.link_weights[id as usize];
        links as f32 / self.weight(tree, id).max(1) as f32
    }
}

/// The kinds whose elements together do not hold most of the page's prose: a name that every paragraph
/// carries is the page's own word for something else.
fn trusted(tree: &Tree, hints: &[Option<CutKind>], prose: &[u32]) -> Vec<CutKind> {
    let total = prose.last().copied().unwrap_or_default() as f32;
    let is_trusted = |kind: CutKind| {
        let share_max = match kind {
            CutKind::Comments | CutKind::Related | CutKind::Unrendered => return true,
            CutKind::Navigation => 0.6,
            _ => NAMED_SHARE_MAX,
        };
        let (mut sum, mut id) = (0u32, 0);
        while id < tree.len() {
            let within = prose[tree.end(id) as usize] - prose[id as usize];
            if hints[id as usize] == Some(kind) && within as f32 <= total * NAMED_SHARE_MAX {
                sum = sum.saturating_add(within);
                id = tree.end(id);
            } else {
                id += 1;
            }
        }
        sum as f32 <= total * share_max
    };
    CutKind::NAMES.iter().map(|(kind, _)| *kind).filter(|&kind| is_trusted(kind)).collect()
}

/// How much a text weighs: its characters without white space, those of scripts that write a word in one or two
/// characters double.
pub(super) fn weight(text: &str) -> u32 {
    let of_char = |c: char| match c {
        _ if c.is_whitespace() => 0,
        '\u{2e80}'.. => 2,
        _ => 1,
    };
    text.chars().map(of_char).fold(0, u32::saturating_add)
}
