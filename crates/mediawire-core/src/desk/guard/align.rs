//! Which terms of two texts are the same ones, in order.

use crate::desk::guard::term::Term;

/// Pairs of terms that are compared at most: beyond it, what lies between the first and last difference is one change.
const PAIRS_MAX: usize = 250_000;

/// What stands in one text in the place of what stands in the other; either may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) struct Hunk {
    /// From, in the first.
    pub(in crate::desk) a: (usize, usize),
    /// In the second.
    pub(in crate::desk) b: (usize, usize),
}

/// Terms that are the same, and what differs between them.
pub(in crate::desk) struct Alignment {
    /// The same terms, by their places in each.
    pub(in crate::desk) same: Vec<(usize, usize)>,
    /// What differs, in order.
    pub(in crate::desk) hunks: Vec<Hunk>,
}

/// Aligns two texts so that as many terms as can be are the same.
pub(in crate::desk) fn align(a: &[Term], b: &[Term]) -> Alignment {
    let n_head = a.iter().zip(b).take_while(|(a, b)| a.same(b)).count();
    let (rest_a, rest_b) = (&a[n_head..], &b[n_head..]);
    let n_tail =
        rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a.same(b)).count();
    let (mid_a, mid_b) = (&rest_a[..rest_a.len() - n_tail], &rest_b[..rest_b.len() - n_tail]);
    let mut same: Vec<(usize, usize)> = (0..n_head).map(|i| (i, i)).collect();
    same.extend(common(mid_a, mid_b).into_iter().map(|(i, j)| (n_head + i, n_head + j)));
    same.extend((0..n_tail).map(|i| (n_head + mid_a.len() + i, n_head + mid_b.len() + i)));
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (at_a, at_b) in same.iter().copied().chain([(a.len(), b.len())]) {
        if at_a > i || at_b > j {
            hunks.push(Hunk { a: (i, at_a), b: (j, at_b) });
        }
        (i, j) = (at_a + 1, at_b + 1);
    }
    Alignment { same, hunks }
}

/// The longest common subsequence.
fn common(a: &[Term], b: &[Term]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len() * b.len() > PAIRS_MAX {
        return Vec::new();
    }
    let columns = b.len() + 1;
    let mut most = vec![0_u32; (a.len() + 1) * columns];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let here = i * columns + j;
            most[here] = if a[i].same(&b[j]) {
                most[here + columns + 1] + 1
            } else {
                most[here + 1].max(most[here + columns])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let here = i * columns + j;
        if a[i].same(&b[j]) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if most[here] == most[here + columns] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
