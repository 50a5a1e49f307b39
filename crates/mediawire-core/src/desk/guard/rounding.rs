//! Whether a number that became another was rounded, and truly.

use crate::desk::guard::change::{Found, Side, kind};
use crate::desk::guard::number::{Number, is_true, side};
use crate::desk::guard::term::{Key, Term};
use crate::desk::guard::{Change, Equivalence, Fault, Kind};
use std::ops::Range;

/// A rounded number: what is told of it, and which terms of both texts that takes.
pub(super) struct Rounding {
    /// The change.
    pub(super) found: Found,
    /// The source's number.
    pub(super) a: usize,
    /// The house's hedge and number.
    pub(super) b: Range<usize>,
}

/// What became of the one number among terms `a` of the source, if terms `b` of the house have one in its place.
///
/// `of_a` is the part of the source that is compared: a number that stands against another in it keeps its form.
pub(super) fn rounding(
    (source, of_a): (&Side<'_>, Range<usize>),
    house: &Side<'_>,
    a: Range<usize>,
    b: Range<usize>,
) -> Option<Rounding> {
    let ((i, exact), (j, rounded)) =
        (only_number(source, a.clone())?, only_number(house, b.clone())?);
    let is_free = |side: &Side<'_>, i: usize| side.text.terms[i].depth == 0;
    let is_hedged = a.clone().any(|i| kind(source, i) == Kind::Hedge)
        || (i > 0 && kind(source, i - 1) == Kind::Hedge);
    // A hedge on a hedge is another claim, and quoted numbers stand.
    if is_hedged
        || !is_free(source, i)
        || !is_free(house, j)
        || is_date(&source.text.terms, i, exact)
    {
        return None;
    }
    let hedge = j.checked_sub(1).filter(|at| b.contains(at));
    let side = hedge.and_then(|at| side(house.text.terms[at].word()));
    let from = if side.is_some() { j - 1 } else { j };
    let fault = match side {
        _ if is_contrasted(&source.text.terms[of_a]) => Some(Fault::Contrasted),
        Some(side) if is_true(side, exact, rounded) => None,
        Some(_) => Some(Fault::FalseHedge),
        None if is_close(exact, rounded) => Some(Fault::Unhedged),
        None => return None,
    };
    let (before, first, last) =
        (&source.text.terms[i], &house.text.terms[from], &house.text.terms[j]);
    let change = Change {
        kind: Kind::Number,
        before: before.start..before.end,
        after: first.start..last.end,
        equivalence: fault.is_none().then_some(Equivalence::Rounding),
        fault,
    };
    Some(Rounding { found: Found { change, n_terms: 1 + j + 1 - from }, a: i, b: from..j + 1 })
}

fn only_number(side: &Side<'_>, at: Range<usize>) -> Option<(usize, Number)> {
    let mut all = at.filter_map(|i| match side.text.terms[i].key {
        Key::Number(number) => Some((i, number)),
        _ => None,
    });
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

/// Whether the number is a year, by what stands before it.
fn is_date(terms: &[Term], i: usize, number: Number) -> bool {
    let before = i.checked_sub(1).map_or("", |i| terms[i].word());
    number.is_year()
        && matches!(
            before,
            "in" | "since" | "by" | "of" | "from" | "until" | "before" | "after" | "سال" | "عام"
        )
}

/// Whether one number may be the other, rounded without a word.
fn is_close(exact: Number, rounded: Number) -> bool {
    (exact.size() - rounded.size()).abs() <= exact.size() * 0.05
}

/// Whether numbers stand against each other: `1,000, not 10,000`, `from 5 to 4`.
fn is_contrasted(terms: &[Term]) -> bool {
    let at: Vec<usize> =
        (0..terms.len()).filter(|i| matches!(terms[*i].key, Key::Number(_))).collect();
    at.windows(2).any(|pair| {
        terms[pair[0]..pair[1]].iter().any(|term| {
            matches!(
                term.word(),
                "not"
                    | "to"
                    | "from"
                    | "than"
                    | "versus"
                    | "vs"
                    | "against"
                    | "instead of"
                    | "rather than"
                    | "نه"
                    | "به"
                    | "از"
                    | "بلکه"
                    | "لا"
                    | "الی"
                    | "من"
            )
        })
    })
}
