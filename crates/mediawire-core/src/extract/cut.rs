//! The boxes in the text of a feed, or in what a site file points at, that are no part of it.

use crate::codec::html::{NodeId, Tree};
use crate::extract::survey::{Survey, inherit};
use crate::model::body::CutKind;
use crate::text::letters;

/// A box with more of its text in links than this is a box of links.
const LINKS_DENSITY: f32 = 0.5;
/// The share of the container's text outside links that a box may hold.
const BOX_SHARE_MAX: f32 = 0.3;
/// The weight up to which a box that asks for an e-mail address is nothing else.
const SIGN_UP_WEIGHT: u32 = 300;

/// Marks the boxes in the container that are no part of an article.
pub(super) fn boxes(tree: &Tree, survey: &mut Survey, container: NodeId) {
    let plain = |survey: &Survey, id| {
        survey.weight(tree, id) as f32 * (1.0 - survey.link_density(tree, id))
    };
    let plain_max = plain(survey, container) * BOX_SHARE_MAX;
    let mut id = container + 1;
    while id < tree.end(container) {
        // What holds much of the text besides many links is no box: what is in it is judged instead.
        let kind = match survey.cuts[id as usize] {
            Some(_) => None,
            None if plain(survey, id) > plain_max => None,
            None => of_box(tree, survey, id),
        };
        if kind.is_some() {
            survey.cuts[id as usize] = kind;
        }
        id = if survey.cuts[id as usize].is_some() { tree.end(id) } else { id + 1 };
    }
    inherit(tree, [&mut survey.cuts]);
}

/// Marks the headline where it stands in the text once more: all else that an agency sends is its text.
pub(super) fn headline(tree: &Tree, survey: &mut Survey, headline: &str) {
    let key = letters::key(headline);
    let is_head = |id: &NodeId| tree.tag(*id) == "h1" && letters::key(&tree.text_of(*id)) == key;
    let heads: Vec<NodeId> = tree.subtree(0).filter(is_head).collect();
    heads.into_iter().for_each(|id| survey.cuts[id as usize] = Some(CutKind::Head));
    inherit(tree, [&mut survey.cuts]);
}

fn of_box(tree: &Tree, survey: &Survey, id: NodeId) -> Option<CutKind> {
    let tag = tree.tag(id);
    let weight = survey.weight(tree, id);
    let density = survey.link_density(tree, id);
    match tag {
        "aside" if density > 0.15 => Some(CutKind::Related),
        "aside" => Some(CutKind::Other),
        "ul" | "ol" | "dl" | "table" | "section" | "div" | "article" | "header"
            if weight > 0 && density > LINKS_DENSITY =>
        {
            Some(CutKind::Related)
        }
        "section" | "div" | "p" if weight < SIGN_UP_WEIGHT && asks_for_address(tree, id) => {
            Some(CutKind::Newsletter)
        }
        // Teasers: a box of its own whose heading leads elsewhere.
        "article" if has_linked_heading(tree, survey, id) => Some(CutKind::Related),
        "p" if weight > 0 && density > 0.85 && weight < 250 => Some(CutKind::Related),
        "h2" | "h3" | "h4" | "h5" | "h6" if density > 0.9 => Some(CutKind::Related),
        "h1" => Some(CutKind::Head),
        "label" | "input" => Some(CutKind::Navigation),
        _ => None,
    }
}

/// Whether it holds a field for an e-mail address. A box of very many elements is not searched.
fn asks_for_address(tree: &Tree, id: NodeId) -> bool {
    const ELEMENTS_MAX: u32 = 100;
    let is_field = |id| tree.tag(id) == "input" && tree.attr(id, "type") == Some("email");
    tree.end(id) - id <= ELEMENTS_MAX && tree.subtree(id).any(is_field)
}

fn has_linked_heading(tree: &Tree, survey: &Survey, id: NodeId) -> bool {
    tree.subtree(id).any(|id| {
        matches!(tree.tag(id), "h2" | "h3" | "h4")
            && survey.weight(tree, id) > 0
            && survey.link_density(tree, id) > 0.9
    })
}
