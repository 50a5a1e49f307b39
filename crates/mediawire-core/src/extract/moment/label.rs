//! The words that stand before a date and say what happened on it.
//!
//! To teach the extractor a label, add it to `LABELS`.

use crate::extract::marks::When;
use crate::extract::time::{self, Order};
use crate::model::time::Time;
use std::sync::LazyLock;

/// Words before a date; whether they say that it is the one of publication.
type Label = (&'static str, bool);

/// What stands before a date that is one of publication (`true`), or of a change, in lower case.
const LABELS: &[Label] = &[
    ("originally published", true),
    ("originally created", true),
    ("published", true),
    ("posted", true),
    ("post date", true),
    ("post time", true),
    ("created", true),
    ("written", true),
    ("veröffentlicht", true),
    ("publiziert", true),
    ("erschienen", true),
    ("erstellt", true),
    ("publié", true),
    ("publicado", true),
    ("pubblicato", true),
    ("gepubliceerd", true),
    ("opublikowan", true),
    ("publicerad", true),
    ("publisert", true),
    ("udgivet", true),
    ("offentliggjort", true),
    ("yayın", true),
    ("diterbitkan", true),
    ("опубликован", true),
    ("last updated", false),
    ("last modified", false),
    ("last reviewed", false),
    ("updated", false),
    ("modified", false),
    ("reviewed", false),
    ("aktualisiert", false),
    ("aktualisierung", false),
    ("zuletzt", false),
    ("mis à jour", false),
    ("mise à jour", false),
    ("modifié", false),
    ("actualizado", false),
    ("actualización", false),
    ("atualizado", false),
    ("aggiornat", false),
    ("bijgewerkt", false),
    ("zaktualizowan", false),
    ("uppdaterad", false),
    ("oppdatert", false),
    ("opdateret", false),
    ("güncelle", false),
    ("обновлен", false),
];

/// The labels by their first byte.
static BY_FIRST_BYTE: LazyLock<[Vec<Label>; 256]> = LazyLock::new(|| {
    let mut out = [const { Vec::new() }; 256];
    for label in LABELS {
        out[usize::from(label.0.as_bytes()[0])].push(*label);
    }
    out
});

/// Where the labels stand in a text in lower case, in order, and whether each is one of publication.
fn labels(lower: &str) -> impl Iterator<Item = (usize, bool)> {
    let bytes = lower.as_bytes();
    let known = &*BY_FIRST_BYTE;
    bytes.iter().enumerate().filter_map(move |(at, &first)| {
        let mut alike = known[usize::from(first)].iter();
        alike
            .find(|(name, _)| bytes[at..].starts_with(name.as_bytes()))
            .map(|(_, is_first)| (at, *is_first))
    })
}

/// What the text's first label says of the date behind it.
pub(super) fn label(text: &str) -> Option<When> {
    let lower = text.to_lowercase();
    let first = labels(&lower).next();
    first.map(|(_, is_first)| if is_first { When::Published } else { When::Updated })
}

/// The moments that a text states, each by the label before it, or else `when`.
pub(super) fn labelled(text: &str, when: When, order: Order) -> Vec<(When, Time)> {
    let lower = text.to_ascii_lowercase();
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend(text.match_indices(['|', '•', '·', ';']).map(|(at, mark)| at + mark.len()));
    cuts.extend(labels(&lower).map(|(at, _)| at));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(text.len());
    let mut out: Vec<(When, Time)> = Vec::new();
    for pair in cuts.windows(2) {
        let Some(part) = text.get(pair[0]..pair[1]) else { continue };
        let part = part.trim_matches(|c: char| c.is_whitespace() || "|•·;,:()".contains(c));
        if let Some(time) = time::parse_in(part, order) {
            out.push((label(part).unwrap_or(when), time));
        }
    }
    // `3 May 2026 | Originally published`
    if let ([only], Some(when)) = (&mut out[..], label(text)) {
        only.0 = when;
    }
    out
}
