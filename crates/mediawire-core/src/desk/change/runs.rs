//! Where two rows differ: what both have once holds them together, and between that the fewest edits are looked for.

use crate::text::diff::{Edit, edits};
use std::collections::HashMap;
use std::ops::Range;

/// What may differ between two places that hold before all of it counts as replaced.
const EDITS_MAX: usize = 200;

/// Stretches in which the two differ, as ranges of each; counts what is the same.
///
/// Cost: linear in what is equal, and in what differs times [`EDITS_MAX`].
pub(super) fn runs(a: &[u32], b: &[u32], n_kept: &mut usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    let (mut from_a, mut from_b) = (0, 0);
    let holds = if a == b { Vec::new() } else { holds(a, b) };
    for (i, j) in holds.into_iter().chain([(a.len(), b.len())]) {
        between((a, from_a..i), (b, from_b..j), n_kept, &mut out);
        *n_kept += usize::from(i < a.len());
        (from_a, from_b) = (i + 1, j + 1);
    }
    out
}

/// Places of what each has once, as many as stand in the same order in both.
fn holds(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let once = |all: &[u32]| -> HashMap<u32, Option<usize>> {
        let mut out = HashMap::with_capacity(all.len());
        for (at, id) in all.iter().enumerate() {
            out.entry(*id).and_modify(|it| *it = None).or_insert(Some(at));
        }
        out
    };
    let (in_a, in_b) = (once(a), once(b));
    let pairs: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter(|(_, id)| in_a.get(id).copied().flatten().is_some())
        .filter_map(|(i, id)| Some((i, in_b.get(id).copied().flatten()?)))
        .collect();
    // The longest row that rises: of each length, the pair with the lowest end, and what stands before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (at, (_, j)) in pairs.iter().enumerate() {
        let n = ends.partition_point(|end| pairs[*end].1 < *j);
        before[at] = n.checked_sub(1).map(|last| ends[last]);
        if n == ends.len() {
            ends.push(at);
        } else {
            ends[n] = at;
        }
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(here) = at {
        out.push(pairs[here]);
        at = before[here];
    }
    out.reverse();
    out
}

/// The stretches within one that nothing holds together.
fn between(
    (a, of_a): (&[u32], Range<usize>),
    (b, of_b): (&[u32], Range<usize>),
    n_kept: &mut usize,
    out: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    let (mut at_a, mut at_b) = (of_a.start, of_b.start);
    let edits = edits(&a[of_a], &b[of_b], EDITS_MAX);
    let mut rest = &edits[..];
    while let Some(edit) = rest.first() {
        if *edit == Edit::Kept {
            (at_a, at_b, rest) = (at_a + 1, at_b + 1, &rest[1..]);
            *n_kept += 1;
            continue;
        }
        let n = rest.iter().position(|edit| *edit == Edit::Kept).unwrap_or(rest.len());
        let n_a = rest[..n].iter().filter(|edit| **edit == Edit::Removed).count();
        out.push((at_a..at_a + n_a, at_b..at_b + n - n_a));
        (at_a, at_b, rest) = (at_a + n_a, at_b + n - n_a, &rest[n..]);
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn what_differs_is_told_with_its_places() {
        for (a, b, expected, n_kept) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], vec![], 3),
            (&[1, 2, 3], &[1, 9, 3], vec![(1..2, 1..2)], 2),
            (&[1, 2, 3], &[1, 3], vec![(1..2, 1..1)], 2),
            (&[], &[1, 2], vec![(0..0, 0..2)], 0),
            (&[1, 1, 2, 2], &[1, 1, 1, 2], vec![(2..3, 2..3)], 3),
            (&[1, 2, 3, 4], &[4, 1, 2, 3], vec![(0..0, 0..1), (3..4, 4..4)], 3),
        ] {
            let mut n = 0;
            assert_eq!(runs(a, b, &mut n), expected, "{a:?} {b:?}");
            assert_eq!(n, n_kept, "{a:?} {b:?}");
        }
    }

    #[test]
    fn many_changes_leave_what_is_equal() {
        let a: Vec<u32> = (0..20_000).collect();
        let b: Vec<u32> = a.iter().map(|n| if n % 2 == 0 { *n } else { n + 100_000 }).collect();
        let mut n = 0;
        assert_eq!(runs(&a, &b, &mut n).len(), 10_000);
        assert_eq!(n, 10_000);
    }
}
