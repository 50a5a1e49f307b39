//! Why each line of a page was kept or left out, for the person who writes a site file or reports a fault.

use crate::codec::html::Tree;
use crate::extract::choice;
use crate::extract::class_names::ClassNames;
use crate::extract::lines::{self, Piece};
use crate::extract::survey::Survey;
use crate::extract::votes;
use crate::extract::witness::{self, Stated};
use crate::model::body::CutKind;

/// How many reasons a line is given.
const REASONS_MAX: usize = 5;

/// What the extractor made of a page's lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// How sure the whole is: 0.5 to 1.
    pub confidence: f32,
    /// The lines that may be of an article, in the order of the page.
    pub lines: Vec<Vote>,
}

/// The vote on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// The ordinal of the line's first text node, as runs and cuts count them.
    pub node: u32,
    /// The line's text.
    pub text: String,
    /// Whether it is in the body.
    pub is_kept: bool,
    /// What it is, if it is not.
    pub kind: Option<CutKind>,
    /// How sure it is that the line is of the article: 0 to 1. Captions follow their picture instead.
    pub confidence: f32,
    /// The witnesses that counted most, and how much, in logits: above 0 for the article, below 0 against it.
    pub reasons: Vec<(String, f32)>,
}

/// The votes on every line of the page; `None` if no line is an article's.
pub(super) fn of(tree: &Tree, stated: &Stated<'_>) -> Option<Explanation> {
    let survey = Survey::of(tree, &mut ClassNames::default());
    let pieces = lines::pieces(tree, &survey, 0);
    let choice = choice::of(tree, &survey, &pieces, stated, None)?;
    let mut shares = Vec::new();
    let heard = witness::hear(tree, &survey, &pieces, stated, |said| {
        shares.extend(said.by_line().map(|said| votes::shares(&said)));
    });
    let mut shares = shares.into_iter();
    let mut lines = Vec::with_capacity(heard.lines.len());
    for (i, piece) in pieces.iter().enumerate() {
        let Piece::Line(line) = piece else { continue };
        let Some(shares) = shares.next() else { break };
        let mut reasons: Vec<(String, f32)> = shares
            .into_iter()
            .zip(&heard.names)
            .map(|(share, (name, part))| (format!("{name} {part}").trim().to_owned(), share))
            .collect();
        reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        reasons.truncate(REASONS_MAX);
        lines.push(Vote {
            node: line.nodes.first().and_then(|&(id, _)| tree.ordinal(id)).unwrap_or_default(),
            text: line.text(tree),
            is_kept: choice.keeps[i],
            kind: choice.kinds[i],
            confidence: choice.confidences[i],
            reasons,
        });
    }
    Some(Explanation { confidence: choice.confidence, lines })
}
