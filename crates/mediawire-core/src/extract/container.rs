//! Which element holds the article: paragraphs give points to the elements around them, the nearest most
//! (after Arc90's Readability), and the best element is widened to the branches beside it that are prose too.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::survey::Survey;

/// A block's text below this weight gives no points.
const UNIT_WEIGHT_MIN: u32 = 25;
/// What an element around a paragraph gets of its points, the nearest first.
const SHARES: [f32; 5] = [1.0, 0.5, 0.2, 0.12, 0.08];
/// How many levels the container may be widened.
const CLIMB_MAX: usize = 8;
/// The share of points outside that widens the container, and that which leaves an `article`.
const CLIMB_SHARE: f32 = 0.12;
const LEAVE_SHARE: f32 = 0.6;

/// The element with the most points, and that which also holds the prose beside it; if any text has points.
pub(super) fn choose(tree: &Tree, survey: &Survey) -> Option<(NodeId, NodeId)> {
    let points = points(tree, survey);
    let mut scores = vec![0f32; tree.len() as usize];
    for &(id, own) in &points {
        let is_leaf = matches!(
            tree.tag_id(id),
            Tag::P
                | Tag::Li
                | Tag::Blockquote
                | Tag::Pre
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::Dd
                | Tag::Dt
                | Tag::Figcaption
        );
        let first = if is_leaf { tree.parent(id) } else { Some(id) };
        let around = std::iter::successors(first, |&id| tree.parent(id));
        for (id, share) in around.zip(SHARES) {
            scores[id as usize] += own * share;
        }
    }
    let score = |id: NodeId| {
        let promise = 1.0 + 0.2 * f32::from(survey.hints[id as usize].promise);
        scores[id as usize] * (1.0 - survey.link_density(tree, id)) * promise
    };
    let top = (0..tree.len())
        .filter(|&id| scores[id as usize] > 0.0 && survey.named[id as usize].is_none())
        .filter(|&id| {
            !matches!(
                tree.tag_id(id),
                Tag::Ul | Tag::Ol | Tag::Blockquote | Tag::Tr | Tag::Tbody | Tag::Html
            )
        })
        .map(|id| (score(id), id))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?
        .1;
    Some((top, widen(tree, survey, &points, top)))
}

/// The blocks whose text gives points, in order, each with those for the text that stands directly in it.
fn points(tree: &Tree, survey: &Survey) -> Vec<(NodeId, f32)> {
    let n = tree.len() as usize;
    let (mut plain, mut linked, mut commas) = (vec![0u32; n], vec![0u32; n], vec![0u32; n]);
    for id in 0..tree.len() {
        if !tree.is_text(id) || survey.named[id as usize].is_some() {
            continue;
        }
        let block = survey.blocks[id as usize] as usize;
        let weight = survey.own_weight(id);
        if survey.is_linked[id as usize] {
            linked[block] = linked[block].saturating_add(weight);
        } else {
            plain[block] = plain[block].saturating_add(weight);
            commas[block] = commas[block].saturating_add(n_commas(tree.text(id)));
        }
    }
    let of_block = |id: NodeId| {
        let i = id as usize;
        let is_heading = || {
            matches!(
                tree.tag_id(id),
                Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Figcaption
            )
        };
        if plain[i] < UNIT_WEIGHT_MIN || linked[i] > plain[i] || is_heading() {
            return None;
        }
        let per_link = plain[i] as f32 / (plain[i] + linked[i]) as f32;
        let for_text = 1.0 + (commas[i] as f32).min(12.0) + (plain[i] as f32 / 80.0).min(8.0);
        Some((id, for_text * per_link))
    };
    (0..tree.len()).filter_map(of_block).collect()
}

fn n_commas(text: &str) -> u32 {
    let n = if text.is_ascii() {
        text.bytes().filter(|&b| b == b',').count()
    } else {
        text.chars().filter(|c| matches!(c, ',' | '،' | '、' | '，' | '。')).count()
    };
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The container with the branches beside it that are prose as well.
fn widen(tree: &Tree, survey: &Survey, points: &[(NodeId, f32)], top: NodeId) -> NodeId {
    let sum = |id: NodeId| -> f32 {
        let [from, to] = [id, tree.end(id)].map(|id| points.partition_point(|it| it.0 < id));
        // Short texts have few points: many teasers must not look like an article.
        points[from..to].iter().map(|it| it.1).filter(|own| *own >= 3.0).sum()
    };
    let mut best = top;
    let mut is_left = false;
    let mut at = top;
    for _ in 0..CLIMB_MAX {
        is_left |= tree.tag_id(at) == Tag::Article || survey.hints[at as usize].promise >= 2;
        let Some(parent) = tree.parent(at).filter(|&id| tree.tag_id(id) != Tag::Html) else {
            break;
        };
        let share = if is_left { LEAVE_SHARE } else { CLIMB_SHARE };
        if sum(parent) - sum(best) > sum(best) * share {
            best = parent;
        }
        at = parent;
    }
    best
}
