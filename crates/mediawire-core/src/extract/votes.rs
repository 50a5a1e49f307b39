//! How sure it is that a line belongs to the article: boosted regression trees over what the witnesses say
//! (Friedman 2001), learned by `scripts/learn-body` from pages whose text people have marked.
//!
//! The file `body.votes` holds the trees: how many there are (`u16`, little endian), how many witnesses, the start
//! value (`f32`), then each tree as its number of nodes (`u8`) and its nodes of 8 bytes: witness (`u8`, 255 for a
//! leaf), the right child (`u8`, the left one is the next node), value in 1/4096 (`i16`), threshold (`f32`).
//!
//! A tree has at most 32 leaves. To which of them a line comes is told without going down: each branch that sends it
//! right rules out the leaves on its left, and of those that are left over the first is the line's (`QuickScorer`,
//! Lucchese et al. 2015). So no step waits for another, and each instruction asks several lines.

use crate::extract::witness::{LINES_AT_ONCE, Said};
use std::sync::OnceLock;

static FILE: &[u8] = include_bytes!("body.votes");
/// Bytes before the first tree.
const HEAD_BYTES: usize = 8;
const NODE_BYTES: usize = 8;
const LEAF: u8 = u8::MAX;
/// Leaves of the largest tree.
const LEAVES_MAX: usize = 32;
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

/// A branch of a tree.
#[derive(Debug, Clone, Copy)]
struct Branch {
    threshold: f32,
    /// The leaves, a bit each, that a line may come to which is above the threshold.
    above: u32,
    witness: u8,
}

#[derive(Debug)]
struct Tree {
    /// As the file has them.
    nodes: Vec<Node>,
    branches: Vec<Branch>,
    /// What each leaf is worth, in the order of the nodes.
    leaves: [f32; LEAVES_MAX],
}

/// The trees of the file.
#[derive(Debug)]
struct Trees {
    start: f32,
    trees: Vec<Tree>,
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
        let mut trees = Vec::new();
        while let Some((&n, behind)) = rest.split_first() {
            let (nodes, behind) = behind.split_at_checked(usize::from(n) * NODE_BYTES)?;
            trees.push(Tree::read(nodes.as_chunks().0, n_witnesses)?);
            rest = behind;
        }
        let is_whole = trees.len() == usize::from(u16::from_le_bytes([head[0], head[1]]));
        let start = f32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        is_whole.then_some(Self { start, trees })
    }
}

impl Tree {
    /// The tree of these nodes; `None` if they are none, or one with too many leaves.
    fn read(file: &[[u8; NODE_BYTES]], n_witnesses: u16) -> Option<Self> {
        let node = |it: &[u8; NODE_BYTES]| Node {
            threshold: f32::from_le_bytes([it[4], it[5], it[6], it[7]]),
            value: f32::from(i16::from_le_bytes([it[2], it[3]])) / UNIT,
            witness: it[0],
            right: it[1],
        };
        let nodes: Vec<Node> = file.iter().map(node).collect();
        let is_known = |it: &Node| it.witness == LEAF || u16::from(it.witness) < n_witnesses;
        let (mut branches, mut leaves) = (Vec::new(), Vec::new());
        let end = grow(&nodes, 0, &mut branches, &mut leaves)?;
        let is_sound = usize::from(end) == nodes.len() && nodes.iter().all(is_known);
        leaves.resize(LEAVES_MAX.max(leaves.len()), 0.0);
        let leaves = leaves.try_into().ok().filter(|_| is_sound)?;
        Some(Self { nodes, branches, leaves })
    }
}

/// Adds the branches and leaves from node `at` on; where they end. `None` if a left side does not end where the right one
/// begins, or if there is no such node.
fn grow(nodes: &[Node], at: u8, branches: &mut Vec<Branch>, leaves: &mut Vec<f32>) -> Option<u8> {
    let &Node { threshold, value, witness, right } = nodes.get(usize::from(at))?;
    if witness == LEAF {
        leaves.push(value);
        return Some(at + 1);
    }
    let (branch, first) = (branches.len(), leaves.len());
    branches.push(Branch { threshold, witness, above: u32::MAX });
    if grow(nodes, at + 1, branches, leaves)? != right {
        return None;
    }
    for leaf in first..leaves.len().min(LEAVES_MAX) {
        branches[branch].above &= !(1 << leaf);
    }
    grow(nodes, right, branches, leaves)
}

/// Adds to `out` how sure each line is of the article: 0 to 1.
///
/// A line on which the first trees are sure is not asked of the others.
pub(super) fn confidence(said: &Said, out: &mut Vec<f32>) {
    let mut sums = [trees().start; LINES_AT_ONCE];
    let mut is_open = [false; LINES_AT_ONCE];
    is_open[..said.n_lines].fill(true);
    for (i, tree) in trees().trees.iter().enumerate() {
        if let Some((_, against, surely)) = STAGES.iter().find(|(n, ..)| *n == i) {
            for (is_open, sum) in is_open.iter_mut().zip(&sums) {
                *is_open &= (*against..*surely).contains(sum);
            }
            if !is_open.contains(&true) {
                break;
            }
        }
        let votes = vote(tree, said);
        for ((sum, vote), is_open) in sums.iter_mut().zip(votes).zip(is_open) {
            *sum += if is_open { vote } else { 0.0 };
        }
    }
    out.extend(sums[..said.n_lines].iter().map(|sum| 1.0 / (1.0 + (-sum).exp())));
}

/// What one tree says of each line, in logits.
fn vote(tree: &Tree, said: &Said) -> [f32; LINES_AT_ONCE] {
    let mut left_over = [u32::MAX; LINES_AT_ONCE];
    for branch in &tree.branches {
        let said = &said.by_witness[usize::from(branch.witness)];
        for (left_over, said) in left_over.iter_mut().zip(said) {
            // All bits where the line goes left, else none.
            let left = u32::from(*said <= branch.threshold).wrapping_neg();
            *left_over &= branch.above | left;
        }
    }
    left_over.map(|leaves| tree.leaves[leaves.trailing_zeros() as usize % LEAVES_MAX])
}

/// What each witness adds to the vote on one line, in logits: each split of a tree gives the difference that it
/// makes to the witness that it asks (Saabas 2014). `said` is what each says of the line.
pub(super) fn shares(said: &[f32]) -> Vec<f32> {
    let mut shares = vec![0.0; said.len()];
    for Tree { nodes, .. } in &trees().trees {
        let mut i = 0;
        loop {
            let at = nodes[i];
            if at.witness == LEAF {
                break;
            }
            let witness = usize::from(at.witness);
            i = if said[witness] <= at.threshold { i + 1 } else { usize::from(at.right) };
            shares[witness] += nodes[i].value - at.value;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{BadVotes, FILE, HEAD_BYTES, LEAF, Trees, use_votes, vote};
    use crate::extract::witness::{LINES_AT_ONCE, Said};

    #[test]
    fn damaged_trees_are_refused() {
        assert_eq!(Trees::read(FILE).map(|it| it.trees.len()), Some(200));
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

    #[test]
    fn masks_tell_the_leaf_to_which_the_branches_lead() {
        let trees = Trees::read(FILE).unwrap().trees;
        let thresholds: Vec<f32> = trees[0].branches.iter().map(|it| it.threshold).collect();
        let mut said = Said::of_none();
        (said.n_lines, said.n_witnesses) = (LINES_AT_ONCE, LEAF.into());
        for (witness, lines) in said.by_witness.iter_mut().enumerate() {
            for (line, it) in lines.iter_mut().enumerate() {
                // On a threshold, below and above it.
                let nudge = [0.0, -1.0, 1.0][(witness + line) % 3];
                *it = thresholds[(witness * 7 + line * 13) % thresholds.len()] + nudge;
            }
        }
        for tree in &trees {
            let votes = vote(tree, &said);
            for (line, said) in said.by_line().enumerate() {
                let mut at = 0;
                while tree.nodes[at].witness != LEAF {
                    let node = tree.nodes[at];
                    let goes_left = said[usize::from(node.witness)] <= node.threshold;
                    at = if goes_left { at + 1 } else { node.right.into() };
                }
                assert_eq!(votes[line].to_bits(), tree.nodes[at].value.to_bits());
            }
        }
    }
}
