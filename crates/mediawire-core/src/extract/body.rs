//! The article's text: lines, the choice among them, blocks, in this order; the result satisfies the lock.

use crate::codec::html::{NodeId, Tree};
use crate::extract::blocks;
use crate::extract::choice;
use crate::extract::class_names::ClassNames;
use crate::extract::cut;
use crate::extract::lines::{self, Piece};
use crate::extract::post;
use crate::extract::repeats::Repeats;
use crate::extract::site::Choice;
use crate::extract::survey::{self, Survey};
use crate::extract::witness::Stated;
use crate::model::body::{Body, Cut, CutKind, Part, Place};
use crate::model::entry::Fragment;
use crate::model::id::CaptureId;
use url::Url;

/// What a body is read from.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) capture: CaptureId,
    pub(super) tree: &'a Tree,
    pub(super) base: Option<&'a Url>,
}

/// Lines and pictures of a page that are looked at, the first ones: the longest article has some thousands.
pub(super) const PIECES_MAX: usize = 100_000;

/// What was found to be a page's text.
pub(super) struct Found {
    pub(super) body: Body,
    /// How sure it is: 0 to 1.
    pub(super) confidence: f32,
    /// Whether all of the page was looked at.
    pub(super) is_whole: bool,
}

/// The text of the page; `None` if no line is an article's.
pub(super) fn of_page<'a>(
    input: Input<'a>,
    stated: &Stated<'_>,
    repeats: Option<&Repeats>,
    names: &mut ClassNames<'a>,
) -> Option<Found> {
    let tree = input.tree;
    if tree.is_empty() {
        return None;
    }
    let mut survey = Survey::of(tree, names);
    let mut pieces = lines::pieces(tree, &survey, 0);
    let is_whole = pieces.len() <= PIECES_MAX;
    pieces.truncate(PIECES_MAX);
    let choice::Choice { container, keeps, roles, kinds, confidence, .. } =
        choice::of(tree, &survey, &pieces, stated, repeats)?;
    for (piece, kind) in pieces.iter().zip(kinds) {
        if let Piece::Line(line) = piece {
            line.nodes.iter().for_each(|&(id, _)| {
                survey.cuts[id as usize] = survey.cuts[id as usize].or(kind);
            });
        }
    }
    let mut keeps = keeps.into_iter().zip(roles);
    pieces.retain_mut(|piece| {
        let (is_kept, role) = keeps.next().unwrap_or_default();
        if let Piece::Line(line) = piece {
            line.role = role;
        }
        is_kept
    });
    let body = whole(input, None, &survey, &pieces, container);
    Some(Found { body, confidence, is_whole })
}

/// The text that a site file points at: all of it but what the file leaves out, and boxes.
pub(super) fn of_site<'a>(input: Input<'a>, site: &Choice, names: &mut ClassNames<'a>) -> Body {
    let tree = input.tree;
    let mut survey = Survey::of(tree, names);
    for &id in &site.cuts {
        survey.cuts[id as usize] = survey.cuts[id as usize].or(Some(CutKind::Other));
    }
    survey::inherit(tree, [&mut survey.cuts]);
    survey.weigh(tree);
    cut::boxes(tree, &mut survey, site.container);
    let pieces = lines::pieces(tree, &survey, site.container);
    whole(input, None, &survey, &pieces, site.container)
}

/// The text of a fragment of a list: all of it but boxes, of a channel's post what the post says, of an agency's piece
/// all but `headline` said again; `None` if there is none.
pub(super) fn of_fragment(
    input: Input<'_>,
    fragment: Fragment,
    headline: Option<&str>,
) -> Option<Body> {
    if input.tree.is_empty() {
        return None;
    }
    let mut survey = Survey::of(input.tree, &mut ClassNames::default());
    if post::is_post(input.tree) {
        survey.cuts = post::cuts(input.tree);
    } else if let Some(headline) = headline {
        cut::headline(input.tree, &mut survey, headline);
    } else {
        cut::boxes(input.tree, &mut survey, 0);
    }
    let pieces = lines::pieces(input.tree, &survey, 0);
    Some(whole(input, Some(fragment), &survey, &pieces, 0))
}

fn whole(
    input: Input<'_>,
    fragment: Option<Fragment>,
    survey: &Survey,
    pieces: &[Piece],
    container: NodeId,
) -> Body {
    let Input { capture, tree, base } = input;
    let body = Body {
        parts: vec![Part { capture, fragment, texts: tree.texts_in(container) }],
        blocks: blocks::of(tree, survey, base, container, pieces),
        cuts: cuts(tree, survey, pieces, container),
    };
    debug_assert_eq!(lock_differences(&body, tree, base), Vec::<String>::new());
    body
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
