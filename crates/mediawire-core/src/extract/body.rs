//! The article's text: container, cuts, lines, blocks, in this order; the result satisfies the lock.

use crate::codec::html::{NodeId, Tree};
use crate::extract::blocks;
use crate::extract::container;
use crate::extract::cut::{self, Known};
use crate::extract::lines::{self, Piece};
use crate::extract::site::Choice;
use crate::extract::survey::Survey;
use crate::model::body::{Body, Cut, CutKind, Part, Place};
use crate::model::entry::Fragment;
use crate::model::id::CaptureId;
use url::Url;

/// What a body is read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) capture: CaptureId,
    pub(super) fragment: Option<Fragment>,
    pub(super) tree: &'a Tree,
    pub(super) base: Option<&'a Url>,
    pub(super) known: Known<'a>,
    /// Where a site file says that the text stands.
    pub(super) site: Option<&'a Choice>,
}

/// The text of the page, or of the fragment; `None` if no element holds prose.
pub(super) fn read(input: Input<'_>) -> Option<Body> {
    let tree = input.tree;
    if tree.is_empty() {
        return None;
    }
    let mut survey = Survey::of(tree);
    let container = match (input.fragment, input.site) {
        (Some(_), _) => 0,
        (None, Some(choice)) => {
            for &id in &choice.cuts {
                let cut = &mut survey.cuts[id as usize];
                *cut = cut.or(Some(CutKind::Other));
            }
            survey.inherit(tree);
            survey.weigh(tree);
            choice.container
        }
        (None, None) => container::choose(tree, &survey)?,
    };
    cut::boxes(tree, &mut survey, container);
    let mut pieces = lines::pieces(tree, &survey, container);
    if input.fragment.is_none() {
        for (i, kind) in cut::ends(tree, &survey, &pieces, input.known) {
            if let Piece::Line(line) = &pieces[i] {
                for &(id, _) in &line.nodes {
                    survey.cuts[id as usize] = Some(kind);
                }
            }
        }
        pieces.retain(|piece| match piece {
            Piece::Line(line) => {
                line.nodes.iter().all(|&(id, _)| survey.cuts[id as usize].is_none())
            }
            Piece::Media(_) => true,
        });
    }
    let body = Body {
        parts: vec![Part {
            capture: input.capture,
            fragment: input.fragment,
            texts: tree.texts_in(container),
        }],
        blocks: blocks::of(tree, input.base, container, &pieces),
        cuts: cuts(tree, &survey, &pieces, container),
    };
    debug_assert_eq!(lock_differences(&body, tree, input.base), Vec::<String>::new());
    Some(body)
}

/// What the lock has to say of the body, in words.
fn lock_differences(body: &Body, tree: &Tree, base: Option<&Url>) -> Vec<String> {
    use crate::model::lock::{Parsed, check};
    check(body, &[Parsed { tree, base }]).iter().map(ToString::to_string).collect()
}

/// Every text of the container that is in no line, neighbours of one kind together.
fn cuts(tree: &Tree, survey: &Survey, pieces: &[Piece], container: NodeId) -> Vec<Cut> {
    let mut is_told = vec![false; tree.n_texts() as usize];
    for piece in pieces {
        if let Piece::Line(line) = piece {
            for &(id, _) in &line.nodes {
                if let Some(ordinal) = tree.ordinal(id) {
                    is_told[ordinal as usize] = true;
                }
            }
        }
    }
    let mut out: Vec<Cut> = Vec::new();
    let mut is_apart = true;
    for ordinal in tree.texts_in(container) {
        let Some(id) = tree.text_node(ordinal) else { break };
        if is_told[ordinal as usize] {
            is_apart = true;
            continue;
        }
        let text = tree.text(id);
        if text.chars().all(char::is_whitespace) {
            continue;
        }
        let kind = survey.cuts[id as usize].unwrap_or(CutKind::Other);
        let to = Place { node: ordinal, at: u32::try_from(text.len()).unwrap_or(u32::MAX) };
        match out.last_mut() {
            Some(last) if !is_apart && last.kind == kind => last.to = to,
            _ => out.push(Cut { kind, part: 0, from: Place { node: ordinal, at: 0 }, to }),
        }
        is_apart = false;
    }
    out
}
