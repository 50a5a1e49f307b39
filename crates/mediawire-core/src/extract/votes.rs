//! How sure it is that a line belongs to the article: boosted regression trees over what the witnesses say
//! (Friedman 2001), learned by `scripts/learn-body` from pages whose text people have marked.
//!
//! The file `body.votes` holds the trees: how many there are (`u16`, little endian), how many witnesses, the start
//! value (`f32`), then each tree as its number of nodes (`u8`) and its nodes of 8 bytes: witness (`u8`, 255 for a
//! leaf), the right child (`u8`, the left one is the next node), value in 1/4096 (`i16`), threshold (`f32`).

use std::slice::ChunksExact;
use std::sync::OnceLock;

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

static TREES: OnceLock<Trees> = OnceLock::new();

fn trees() -> &'static Trees {
    TREES.get_or_init(|| Trees::read(FILE).expect("the trees that are built in are read by a test"))
}

/// Why trees cannot vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadVotes {
    /// The bytes are no trees, or end before the last of them does.
    NoTrees,
    /// A page was read already, or others were named.
    TooLate,
}

impl std::fmt::Display for BadVotes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoTrees => "the file holds no votes as `scripts/learn-body` writes them",
            Self::TooLate => "votes can be named once, before the first page is read",
        })
    }
}

impl std::error::Error for BadVotes {}

/// Lets other trees than those built in vote on every page that this program reads: for measuring trees that have not
/// seen a page's host. `file` is what `scripts/learn-body` writes.
///
/// # Errors
/// When `file` holds no trees, or when a page was read already.
pub fn use_votes(file: &[u8]) -> Result<(), BadVotes> {
    let trees = Trees::read(file).ok_or(BadVotes::NoTrees)?;
    TREES.set(trees).map_err(|_| BadVotes::TooLate)
}

impl Trees {
    /// The trees in `file`; `None` if it holds none, or some that do not end.
    fn read(file: &[u8]) -> Option<Self> {
        let (head, mut rest) = file.split_first_chunk::<HEAD_BYTES>()?;
        let n_witnesses = u16::from_le_bytes([head[2], head[3]]);
        let (mut nodes, mut ends): (Vec<Node>, Vec<usize>) = (Vec::new(), Vec::new());
        while let Some((&n, behind)) = rest.split_first() {
            let (tree, behind) = behind.split_at_checked(usize::from(n) * NODE_BYTES)?;
            let first = nodes.len();
            nodes.extend(tree.chunks_exact(NODE_BYTES).map(|it| Node {
                threshold: f32::from_le_bytes([it[4], it[5], it[6], it[7]]),
                value: f32::from(i16::from_le_bytes([it[2], it[3]])) / UNIT,
                witness: it[0],
                right: it[1],
            }));
            // A branch leads on, and to a node that is there.
            let is_sound = |(i, it): (u8, &Node)| {
                it.witness == LEAF
                    || u16::from(it.witness) < n_witnesses && it.right > i + 1 && it.right < n
            };
            if n == 0 || !(0..n).zip(&nodes[first..]).all(is_sound) {
                return None;
            }
            ends.push(nodes.len());
            rest = behind;
        }
        let is_whole = ends.len() == usize::from(u16::from_le_bytes([head[0], head[1]]));
        let start = f32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        is_whole.then_some(Self { start, nodes, ends })
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
    out.resize(first + rows.len(), trees().start);
    let mut asked: Vec<(&mut f32, &[f32])> = out[first..].iter_mut().zip(rows).collect();
    for (i, tree) in trees().each().enumerate() {
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
    for tree in trees().each() {
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

#[cfg(test)]
mod tests {
    use super::{BadVotes, FILE, HEAD_BYTES, LEAF, Trees, use_votes};

    #[test]
    fn damaged_trees_are_refused() {
        assert_eq!(Trees::read(FILE).map(|it| it.ends.len()), Some(200));
        for n in [0, HEAD_BYTES, FILE.len() / 2, FILE.len() - 1] {
            assert!(Trees::read(&FILE[..n]).is_none(), "{n}");
        }
        // The first node of the first tree: its witness, and the child that would lead back to it.
        assert_ne!(FILE[HEAD_BYTES + 1], LEAF);
        for (at, byte) in [(HEAD_BYTES + 1, LEAF - 1), (HEAD_BYTES + 2, 0)] {
            let mut file = FILE.to_vec();
            file[at] = byte;
            assert!(Trees::read(&file).is_none(), "{at}");
        }
        assert_eq!(use_votes(b"votes"), Err(BadVotes::NoTrees));
    }
}
