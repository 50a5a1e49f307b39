//! How the texts of a page stand to one another: paragraphs, groups of boxes that are alike, what is behind the
//! headline.

use crate::codec::html::{NodeId, Tree};
use crate::extract::verdict::counts::{Counts, FRAMED, HIDDEN, LINKED};

/// A block whose own text weighs this much is a paragraph of prose, and one of this much a long one.
const PROSE_WEIGHT: u32 = 80;
const LONG_WEIGHT: u32 = 250;

impl Counts {
    /// Counts the paragraphs, and finds the element that holds most of them.
    pub(super) fn paragraphs(&mut self, tree: &Tree, plain: &[u32], in_link: &[u32]) {
        let mut held = vec![0u32; plain.len()];
        for id in 0..tree.len() {
            let at = id as usize;
            if plain[at] < PROSE_WEIGHT || in_link[at] > plain[at] {
                continue;
            }
            self.n_prose += 1;
            self.n_long += u32::from(plain[at] >= LONG_WEIGHT);
            self.prose = self.prose.saturating_add(plain[at]);
            let is_leaf = matches!(tree.tag(id), "p" | "li" | "blockquote" | "pre" | "dd");
            let holder = if is_leaf { tree.parent(id) } else { Some(id) };
            // What stands in a list or a section of its own counts for the element around it too.
            for holder in holder.into_iter().chain(holder.and_then(|id| tree.parent(id))) {
                held[holder as usize] = held[holder as usize].saturating_add(plain[at]);
            }
        }
        let best = (0..tree.len()).max_by_key(|&id| held[id as usize]).unwrap_or_default();
        self.prose_best = held.get(best as usize).copied().unwrap_or_default();
        for id in tree.subtree(best) {
            self.best_shown = self
                .best_shown
                .saturating_add(plain[id as usize])
                .saturating_add(in_link[id as usize]);
        }
    }

    /// Finds the largest groups of siblings that are alike: boxes with a link each, and boxes with prose each.
    pub(super) fn siblings(&mut self, tree: &Tree, flags: &[u8], plain: &[u32], in_link: &[u32]) {
        let sums = |of: &dyn Fn(usize) -> u32| {
            let mut sum = 0u32;
            let mut out = vec![0u32];
            for at in 0..plain.len() {
                sum = sum.saturating_add(of(at));
                out.push(sum);
            }
            out
        };
        let text = sums(&|at| plain[at].saturating_add(in_link[at]));
        let prose = sums(&|at| if plain[at] >= PROSE_WEIGHT { plain[at] } else { 0 });
        let links = sums(&|at| u32::from(flags[at] & LINKED != 0));
        let mut boxes: Vec<(NodeId, &str, &str, u32, bool)> = Vec::new();
        for id in 0..tree.len() {
            let tag = tree.tag(id);
            if !matches!(tag, "div" | "li" | "article" | "section" | "a" | "tr" | "td")
                || flags[id as usize] & (FRAMED | HIDDEN) != 0
            {
                continue;
            }
            let Some(parent) = tree.parent(id) else { continue };
            let (from, to) = (id as usize, tree.end(id) as usize);
            let (weight, n_links) = (text[to] - text[from], links[to] - links[from]);
            if weight < 8 || n_links == 0 {
                continue;
            }
            let class = tree.attr(id, "class").and_then(|it| it.split_whitespace().next());
            let is_post = prose[to] - prose[from] >= PROSE_WEIGHT && tag != "a";
            boxes.push((parent, tag, class.unwrap_or_default(), weight, is_post));
        }
        boxes.sort_unstable();
        for group in boxes.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            let n = u32::try_from(group.len()).unwrap_or(u32::MAX);
            if n >= 3 {
                let weight = group.iter().map(|it| it.3).fold(0, u32::saturating_add);
                self.cards = self.cards.max(weight);
            }
            let n_posts = group.iter().filter(|it| it.4).count();
            self.n_cards = self.n_cards.max(n);
            self.n_posts = self.n_posts.max(u32::try_from(n_posts).unwrap_or(u32::MAX));
        }
    }

    /// Where the headline stands among what is shown, and what the paragraphs behind it say.
    pub(super) fn head(
        &mut self,
        tree: &Tree,
        flags: &[u8],
        plain: &[u32],
        shown: &[(NodeId, u32)],
    ) {
        let is_h1 = |id: &NodeId| tree.tag(*id) == "h1" && flags[*id as usize] & HIDDEN == 0;
        let h1 = (0..tree.len()).find(is_h1).unwrap_or_default();
        let is_prose = |id: NodeId| plain[id as usize] >= PROSE_WEIGHT;
        let prose = (tree.end(h1)..tree.len()).find(|&id| h1 > 0 && is_prose(id));
        for &(id, weight) in shown {
            if id < h1 {
                self.before = self.before.saturating_add(weight);
            } else if id >= tree.end(h1) && prose.is_none_or(|prose| id < prose) {
                self.between = self.between.saturating_add(weight);
            }
        }
        for id in h1..tree.len() {
            if is_prose(id) {
                self.prose_behind = self.prose_behind.saturating_add(plain[id as usize]);
            }
        }
    }
}
