//! What is measured of every node once, in passes over the flat tree: each linear, none recursive.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::class_names::ClassNames;
use crate::extract::hint::{self, Hint};
use crate::model::body::CutKind;

/// A text of this weight is prose and not a label.
pub(super) const PROSE_WEIGHT: u32 = 60;
/// The share of a page's prose that an element may hold and still be left out for its name alone.
const NAMED_SHARE_MAX: f32 = 0.35;
/// The same for all that is called navigation together.
const NAVIGATION_SHARE_MAX: f32 = 0.6;
/// The same for readers' comments, which are often longer than the article.
const COMMENTS_SHARE_MAX: f32 = 0.85;

/// The measures of a tree's nodes, by id.
#[derive(Debug)]
pub(super) struct Survey {
    /// Why the node is left out whatever its text is, itself or with an element around it.
    pub(super) cuts: Vec<Option<CutKind>>,
    /// The same, and what names say.
    pub(super) named: Vec<Option<CutKind>>,
    /// What each element says of itself.
    pub(super) hints: Vec<Hint>,
    /// The nearest block element, the node itself included.
    pub(super) blocks: Vec<NodeId>,
    /// Whether the node stands in a link.
    pub(super) is_linked: Vec<bool>,
    /// Weight of the visible texts before the node that are not left out; one entry more than nodes.
    weights: Vec<u32>,
    /// Weight of those in links.
    link_weights: Vec<u32>,
    /// Weight of the prose before the node.
    prose: Vec<u32>,
}

/// Which nodes need a second look, in order.
#[derive(Default)]
struct Noted {
    /// Elements that say what they are.
    hinted: Vec<(NodeId, CutKind)>,
    /// `span`s that stand in no link.
    spans: Vec<NodeId>,
    /// The first `h1` that is not left out.
    headline: Option<NodeId>,
}

impl Noted {
    fn note(&mut self, survey: &Survey, id: NodeId, tag: Tag) {
        let at = id as usize;
        let hint = &survey.hints[at];
        self.hinted.extend(hint.by_role.or(hint.by_name).map(|kind| (id, kind)));
        if tag == Tag::Span && !survey.is_linked[at] {
            self.spans.push(id);
        }
        if tag == Tag::H1 && self.headline.is_none() && survey.cuts[at].is_none() {
            self.headline = Some(id);
        }
    }
}

impl Survey {
    /// The measures of `tree`.
    pub(super) fn of<'a>(tree: &'a Tree, names: &mut ClassNames<'a>) -> Self {
        let n = tree.len() as usize;
        let mut survey = Self {
            cuts: vec![None; n],
            named: Vec::new(),
            hints: vec![Hint::default(); n],
            blocks: vec![0; n],
            is_linked: vec![false; n],
            weights: Vec::new(),
            link_weights: Vec::new(),
            prose: Vec::new(),
        };
        let mut own = vec![0u32; n];
        let mut noted = Noted::default();
        for id in 0..tree.len() {
            let at = id as usize;
            let parent = tree.parent(id).map(|parent| parent as usize);
            survey.cuts[at] = parent.and_then(|parent| survey.cuts[parent]);
            if tree.is_text(id) {
                if survey.cuts[at].is_none() {
                    own[at] = weight(tree.text(id));
                }
                survey.blocks[at] = parent.map_or(id, |parent| survey.blocks[parent]);
                survey.is_linked[at] = parent.is_some_and(|parent| survey.is_linked[parent]);
                continue;
            }
            let tag = tree.tag_id(id);
            survey.hints[at] = Hint::of(tree, id, names);
            survey.blocks[at] = match parent {
                Some(parent) if !hint::is_block(tag) => survey.blocks[parent],
                _ => id,
            };
            survey.is_linked[at] = parent.is_some_and(|parent| survey.is_linked[parent])
                || (tag == Tag::A && tree.attr(id, "href").is_some());
            if hint::is_never_shown(tag) {
                survey.cuts[at] = Some(CutKind::Unrendered);
            } else if tag == Tag::Select {
                survey.cuts[at] = Some(CutKind::Navigation);
            }
            noted.note(&survey, id, tag);
        }
        survey.prose = survey.prose(&own);
        survey.name(tree, &noted);
        survey.cut_pop_ups(tree, &noted.spans);
        inherit(tree, [&mut survey.cuts, &mut survey.named]);
        survey.sum(&own);
        survey
    }

    /// Leaves out what elements say of themselves, unless they hold too much of the page's prose for it.
    fn name(&mut self, tree: &Tree, noted: &Noted) {
        self.named = self.cuts.clone();
        let total = self.prose.last().copied().unwrap_or_default();
        let trusted = trusted(tree, &noted.hinted, &self.prose);
        for &(id, kind) in &noted.hinted {
            let at = id as usize;
            let hint = self.hints[at];
            let within = self.prose[tree.end(id) as usize] - self.prose[at];
            // What holds the headline and prose is no box beside the article, whatever it is called.
            if within > 0
                && noted.headline.is_some_and(|headline| tree.subtree(id).contains(&headline))
            {
                continue;
            }
            let share_max = match kind {
                CutKind::Comments => COMMENTS_SHARE_MAX,
                _ => NAMED_SHARE_MAX,
            };
            if within as f32 > total as f32 * share_max || !trusted.contains(&kind) {
                continue;
            }
            self.named[at] = self.named[at].or(Some(kind));
            if hint.by_role.is_some() || !hint::is_block(tree.tag_id(id)) {
                self.cuts[at] = self.cuts[at].or(Some(kind));
            }
        }
    }

    /// Leaves out lists of links that a script would show above a word: a `span` in a paragraph that holds at least
    /// two links and no other text, and begins where the word before it ends.
    fn cut_pop_ups(&mut self, tree: &Tree, spans: &[NodeId]) {
        for &id in spans {
            let links = tree.subtree(id).filter(|&id| tree.tag_id(id) == Tag::A).take(2).count();
            if links < 2 || tree.tag_id(self.blocks[id as usize]) != Tag::P {
                continue;
            }
            let texts = tree.texts_in(id);
            let is_word = |ordinal: u32, end: bool| {
                let text = tree.text_node(ordinal).map(|id| tree.text(id)).unwrap_or_default();
                let c = if end { text.chars().next_back() } else { text.chars().next() };
                c.is_some_and(char::is_alphanumeric)
            };
            let is_glued =
                texts.start > 0 && is_word(texts.start - 1, true) && is_word(texts.start, false);
            let all_linked = || {
                texts
                    .clone()
                    .filter_map(|ordinal| tree.text_node(ordinal))
                    .all(|id| self.is_linked[id as usize] || tree.text(id).trim().is_empty())
            };
            if is_glued && all_linked() {
                self.cuts[id as usize] = Some(CutKind::Related);
                self.named[id as usize] = Some(CutKind::Related);
            }
        }
    }

    /// Weighs again what is not left out.
    pub(super) fn weigh(&mut self, tree: &Tree) {
        let of = |id| if tree.is_text(id) { weight(tree.text(id)) } else { 0 };
        let own: Vec<u32> = (0..tree.len()).map(of).collect();
        self.sum(&own);
    }

    /// Sums up what the texts weigh that are not left out.
    fn sum(&mut self, own: &[u32]) {
        let (mut sum, mut link_sum) = (0u32, 0u32);
        for weights in [&mut self.weights, &mut self.link_weights] {
            weights.clear();
            weights.reserve_exact(own.len() + 1);
            weights.push(0);
        }
        for (at, &n) in own.iter().enumerate() {
            if self.cuts[at].is_none() {
                sum = sum.saturating_add(n);
                if self.is_linked[at] {
                    link_sum = link_sum.saturating_add(n);
                }
            }
            self.weights.push(sum);
            self.link_weights.push(link_sum);
        }
    }

    /// Weight of the prose before each node: visible long texts that are no links.
    fn prose(&self, own: &[u32]) -> Vec<u32> {
        let mut sum = 0u32;
        let mut out = Vec::with_capacity(own.len() + 1);
        out.push(0);
        for (at, &n) in own.iter().enumerate() {
            if n >= PROSE_WEIGHT && self.cuts[at].is_none() && !self.is_linked[at] {
                sum = sum.saturating_add(n);
            }
            out.push(sum);
        }
        out
    }

    /// Weight of the text `id`; 0 if it is left out.
    pub(super) fn own_weight(&self, id: NodeId) -> u32 {
        self.weights[id as usize + 1] - self.weights[id as usize]
    }

    /// Weight of the subtree's texts that are not left out.
    pub(super) fn weight(&self, tree: &Tree, id: NodeId) -> u32 {
        self.weights[tree.end(id) as usize] - self.weights[id as usize]
    }

    /// Weight of the subtree's prose.
    pub(super) fn prose_in(&self, tree: &Tree, id: NodeId) -> u32 {
        self.prose[tree.end(id) as usize] - self.prose[id as usize]
    }

    /// Share of that weight which stands in links: 0 to 1.
    pub(super) fn link_density(&self, tree: &Tree, id: NodeId) -> f32 {
        let links = self.link_weights[tree.end(id) as usize] - self.link_weights[id as usize];
        links as f32 / self.weight(tree, id).max(1) as f32
    }
}

/// Leaves out what stands in something left out.
pub(super) fn inherit<const N: usize>(tree: &Tree, mut all: [&mut [Option<CutKind>]; N]) {
    for id in 0..tree.len() {
        if let Some(parent) = tree.parent(id) {
            for cuts in &mut all {
                cuts[id as usize] = cuts[parent as usize].or(cuts[id as usize]);
            }
        }
    }
}

/// The kinds whose elements together do not hold most of the page's prose: a name that every paragraph
/// carries is the page's own word for something else.
fn trusted(tree: &Tree, hinted: &[(NodeId, CutKind)], prose: &[u32]) -> Vec<CutKind> {
    let kinds = CutKind::NAMES;
    let total = prose.last().copied().unwrap_or_default() as f32;
    // Of each kind: the prose in its elements, and where the last of them ends.
    let (mut sums, mut ends) = ([0u32; CutKind::NAMES.len()], [0; CutKind::NAMES.len()]);
    for &(id, kind) in hinted {
        let Some(at) = kinds.iter().position(|(known, _)| *known == kind) else { continue };
        let within = prose[tree.end(id) as usize] - prose[id as usize];
        if id >= ends[at] && within as f32 <= total * NAMED_SHARE_MAX {
            sums[at] = sums[at].saturating_add(within);
            ends[at] = tree.end(id);
        }
    }
    let is_trusted = |kind: CutKind, sum: u32| match kind {
        CutKind::Comments | CutKind::Related | CutKind::Unrendered => true,
        CutKind::Navigation => sum as f32 <= total * NAVIGATION_SHARE_MAX,
        _ => sum as f32 <= total * NAMED_SHARE_MAX,
    };
    let pairs = kinds.iter().zip(sums).filter(|((kind, _), sum)| is_trusted(*kind, *sum));
    pairs.map(|((kind, _), _)| *kind).collect()
}

/// How much a text weighs: its characters without white space, those of scripts that write a word in one or two
/// characters double.
pub(super) fn weight(text: &str) -> u32 {
    if text.is_ascii() {
        let is_space = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r');
        let n = text.bytes().filter(|b| !is_space(b)).count();
        return u32::try_from(n).unwrap_or(u32::MAX);
    }
    let of_char = |c: char| match c {
        '!'..='~' | '\u{a1}'..='\u{167f}' | '\u{2010}'..='\u{2027}' => 1,
        _ if c.is_whitespace() => 0,
        '\u{2e80}'.. => 2,
        _ => 1,
    };
    text.chars().map(of_char).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::html;

    /// The texts of a page that are left out whatever they say.
    fn left_out(page: &str) -> Vec<String> {
        let tree = html::parse(page);
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let cut =
            (0..tree.len()).filter(|&id| tree.is_text(id) && survey.cuts[id as usize].is_some());
        cut.map(|id| tree.text(id).trim().to_owned()).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn what_is_hidden_is_left_out_save_what_a_script_will_show() {
        let page = "<p>Shown<span style='position:absolute; clip: rect(0 0 0 0)'>clipped</span>\
            <span style='clip-path:inset(50%)'>inset</span><span style='clip:auto'>seen</span></p>\
            <div hidden>hidden</div><div hidden id=S:1>streamed</div><p hidden id=S:2>none</p>";
        assert_eq!(left_out(page), ["clipped", "inset", "hidden", "none"]);
    }

    #[test]
    fn choices_of_a_form_are_left_out_however_many_they_are() {
        let options =
            "<option>Ports of the northern coast and its islands, by the alphabet</option>";
        let page = format!("<p>Ports</p><form><select>{}</select></form>", options.repeat(20));
        assert_eq!(left_out(&page).len(), 20);
    }
}
