//! What a plain text says to editors: where it ends for readers, and whether it holds itself back.

use super::agency::{Piece, hold};
use super::chars;
use std::ops::Range;

/// What lines begin with behind which nothing is for readers, in lower case.
const NOT_FOR_READERS: [&str; 6] = [
    "the following information is not for publication",
    "the following information is not intended for publication",
    "not for publication",
    "die folgenden informationen sind nicht zur veröffentlichung",
    "nicht zur veröffentlichung",
    "les informations suivantes ne sont pas destinées à la publication",
];
/// What the words of a correction begin with, in lower case.
const CORRECTIONS: [&str; 6] = ["correct", "korr", "berichtigung", "rectificat", "corr:", "(corr"];
/// What a line says that holds a message back, in lower case.
const EMBARGOES: [&str; 4] =
    ["embargo", "sperrfrist", "not for release before", "hold for release"];

/// Where the text for readers ends in `body`, whose headline is known and whose text starts at `start`; what stands
/// behind it becomes a note, and words that hold it back do.
pub(super) fn heed(piece: &mut Piece, body: &str, start: usize) -> usize {
    let mut end = body.len();
    for line in lines(body).filter(|line| line.start >= start) {
        let words =
            body[line.clone()].trim().trim_start_matches(['(', '#', '*', ' ']).to_lowercase();
        if NOT_FOR_READERS.iter().any(|start| words.starts_with(start)) {
            end = line.start;
            let note = chars::fold(&body[line.start..]);
            piece.handling.note = Some(note).filter(|note| !note.is_empty());
            break;
        }
        if EMBARGOES.iter().any(|word| words.starts_with(word)) {
            hold(&mut piece.handling, &chars::fold(&body[line]));
        }
    }
    let said = piece.found.title.to_lowercase();
    let keywords = piece.handling.keywords.iter().map(|word| word.to_lowercase());
    let mut said = keywords.chain([said]);
    piece.handling.is_correction =
        said.any(|it| CORRECTIONS.iter().any(|start| it.starts_with(start)));
    if EMBARGOES.iter().any(|word| piece.found.title.to_lowercase().contains(word)) {
        let title = piece.found.title.clone();
        hold(&mut piece.handling, &title);
    }
    end
}

/// The places of the lines, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}
