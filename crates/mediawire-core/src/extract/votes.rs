//! How sure it is that a line belongs to the article: boosted regression trees over what the witnesses say
//! (Friedman 2001), learned by `scripts/learn-body` from pages whose text people have marked.
//!
//! The file `body.votes` holds the trees: how many there are (`u16`, little endian), how many witnesses, the start
//! value (`f32`), then each tree as its number of nodes (`u8`) and its nodes of 8 bytes: witness (`u8`, 255 for a
//! leaf), the right child (`u8`, the left one is the next node), value in 1/4096 (`i16`), threshold (`f32`).

use std::slice::ChunksExact;
use std::sync::LazyLock;

static FILE: &[u8] = include_bytes!("body.votes");
/// Bytes before the first tree.
const HEAD_BYTES: usize = 8;
const NODE_BYTES: usize = 8;
const LEAF: u8 = u8::MAX;
const UNIT: f32 = 4096.0;
/// Behind how many trees it is looked which lines are decided, and the sums below and above which they are: on no line
/// of the pages that were learned from did the others overrule the second; the first misses one line in 10,000.
const STAGES: [(usize, f32, f32); 2] = [(50, -2.5, f32::INFINITY), (100, -2.5, 2.5)];

/// One node of a tree.
#[derive(Debug, Clone, Copy)]
struct Node {
    threshold: f32,
    value: f32,
    witness: u8,
    right: u8,
}

/// The trees of the file.
#[derive(Debug)]
struct Trees {
    start: f32,
    nodes: Vec<Node>,
    /// Where each tree ends among the nodes.
    ends: Vec<usize>,
}

static TREES: LazyLock<Trees> = LazyLock::new(|| Trees::read(FILE));

impl Trees {
    fn read(file: &[u8]) -> Self {
        let (head, mut rest) = file.split_at(HEAD_BYTES);
        let (mut nodes, mut ends) = (Vec::new(), Vec::new());
        while let Some((&n, behind)) = rest.split_first() {
            let (tree, behind) = behind.split_at(usize::from(n) * NODE_BYTES);
            nodes.extend(tree.chunks_exact(NODE_BYTES).map(|it| Node {
                threshold: f32::from_le_bytes([it[4], it[5], it[6], it[7]]),
                value: f32::from(i16::from_le_bytes([it[2], it[3]])) / UNIT,
                witness: it[0],
                right: it[1],
            }));
            ends.push(nodes.len());
            rest = behind;
        }
        Self { start: f32::from_le_bytes([head[4], head[5], head[6], head[7]]), nodes, ends }
    }

    /// The nodes of each tree.
    fn each(&self) -> impl Iterator<Item = &[Node]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, &to)| &self.nodes[from..to])
    }
}

/// Adds to `out` how sure each line is of the article: 0 to 1. `rows` holds what the witnesses say of each line.
///
/// A line on which the first trees are sure is not asked of the others.
pub(super) fn confidence(rows: ChunksExact<'_, f32>, out: &mut Vec<f32>) {
    let first = out.len();
    out.resize(first + rows.len(), TREES.start);
    let mut asked: Vec<(&mut f32, &[f32])> = out[first..].iter_mut().zip(rows).collect();
    for (i, tree) in TREES.each().enumerate() {
        if let Some((_, against, surely)) = STAGES.iter().find(|(n, ..)| *n == i) {
            asked.retain(|(sum, _)| (*against..*surely).contains(&**sum));
        }
        for (sum, row) in &mut asked {
            **sum += vote(tree, row);
        }
    }
    out[first..].iter_mut().for_each(|sum| *sum = 1.0 / (1.0 + (-*sum).exp()));
}

/// What one tree says of one line, in logits.
fn vote(tree: &[Node], row: &[f32]) -> f32 {
    let mut i = 0;
    loop {
        let node = tree[i];
        if node.witness == LEAF {
            return node.value;
        }
        let goes_left = row[usize::from(node.witness)] <= node.threshold;
        i = if goes_left { i + 1 } else { usize::from(node.right) };
    }
}

/// What each witness adds to the vote on one line, in logits: each split of a tree gives the difference that it
/// makes to the witness that it asks (Saabas 2014).
pub(super) fn shares(row: &[f32]) -> Vec<f32> {
    let mut shares = vec![0.0; row.len()];
    for tree in TREES.each() {
        let mut i = 0;
        loop {
            let at = tree[i];
            if at.witness == LEAF {
                break;
            }
            let witness = usize::from(at.witness);
            i = if row[witness] <= at.threshold { i + 1 } else { usize::from(at.right) };
            shares[witness] += tree[i].value - at.value;
        }
    }
    shares
}
