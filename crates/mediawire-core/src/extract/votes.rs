//! How sure it is that a line belongs to the article: boosted regression trees over what the witnesses say
//! (Friedman 2001), learned by `scripts/learn-body` from pages whose text people have marked.
//!
//! The file `body.votes` holds the trees: how many there are (`u16`, little endian), how many witnesses, the start
//! value (`f32`), then each tree as its number of nodes (`u8`) and its nodes of 8 bytes: witness (`u8`, 255 for a
//! leaf), the right child (`u8`, the left one is the next node), value in 1/4096 (`i16`), threshold (`f32`).

/// The trees.
static TREES: &[u8] = include_bytes!("body.votes");
/// Bytes before the first tree.
const HEAD_BYTES: usize = 8;
const NODE_BYTES: usize = 8;
const LEAF: u8 = u8::MAX;
const UNIT: f32 = 4096.0;
const ROWS_AT_ONCE: usize = 16;
/// How many trees are asked of every line, and the sum below which they are surely against it.
const N_FIRST: usize = 50;
const AGAINST: f32 = -2.5;

/// One node of a tree.
struct Node {
    witness: u8,
    right: u8,
    value: f32,
    threshold: f32,
}

fn node(tree: &[u8], i: u8) -> Node {
    let at = usize::from(i) * NODE_BYTES;
    let bytes = &tree[at..at + NODE_BYTES];
    Node {
        witness: bytes[0],
        right: bytes[1],
        value: f32::from(i16::from_le_bytes([bytes[2], bytes[3]])) / UNIT,
        threshold: f32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]),
    }
}

/// The nodes of each tree, as bytes.
fn trees() -> impl Iterator<Item = &'static [u8]> {
    let mut rest = &TREES[HEAD_BYTES..];
    std::iter::from_fn(move || {
        let (&n, nodes) = rest.split_first()?;
        let (tree, behind) = nodes.split_at(usize::from(n) * NODE_BYTES);
        rest = behind;
        Some(tree)
    })
}

/// How sure each line is of the article: 0 to 1. `rows` holds what `n_witnesses` say of each line, line after line.
///
/// A line that the first trees are surely against is not asked of the others.
pub(super) fn confidence(rows: &[f32], n_witnesses: usize) -> Vec<f32> {
    let start = f32::from_le_bytes([TREES[4], TREES[5], TREES[6], TREES[7]]);
    let trees: Vec<&[u8]> = trees().collect();
    let (first, others) = trees.split_at(N_FIRST.min(trees.len()));
    let mut sums = vec![start; rows.len() / n_witnesses];
    // A few rows at a time: they and a tree stay in the nearest cache.
    let chunks = sums.chunks_mut(ROWS_AT_ONCE).zip(rows.chunks(ROWS_AT_ONCE * n_witnesses));
    for (sums, rows) in chunks {
        for (trees, floor) in [(first, f32::NEG_INFINITY), (others, AGAINST)] {
            let mut asked: Vec<(&mut f32, &[f32])> = sums
                .iter_mut()
                .zip(rows.chunks_exact(n_witnesses))
                .filter(|(sum, _)| **sum > floor)
                .collect();
            for tree in trees {
                for (sum, row) in &mut asked {
                    **sum += vote(tree, row);
                }
            }
        }
    }
    sums.into_iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
}

/// What one tree says of one line, in logits.
fn vote(tree: &[u8], row: &[f32]) -> f32 {
    let mut i = 0;
    loop {
        let node = node(tree, i);
        if node.witness == LEAF {
            return node.value;
        }
        let goes_left = row[usize::from(node.witness)] <= node.threshold;
        i = if goes_left { i + 1 } else { node.right };
    }
}

/// What each witness adds to the vote on one line, in logits: each split of a tree gives the difference that it
/// makes to the witness that it asks (Saabas 2014).
pub(super) fn shares(row: &[f32]) -> Vec<f32> {
    let mut shares = vec![0.0; row.len()];
    for tree in trees() {
        let mut i = 0;
        loop {
            let at = node(tree, i);
            if at.witness == LEAF {
                break;
            }
            let witness = usize::from(at.witness);
            i = if row[witness] <= at.threshold { i + 1 } else { at.right };
            shares[witness] += node(tree, i).value - at.value;
        }
    }
    shares
}
