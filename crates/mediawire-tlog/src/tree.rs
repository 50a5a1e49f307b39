//! The tree that grows, and the proofs that it gives.

use crate::{Error, Hash, empty_root, node_hash};

/// A Merkle tree that only grows.
///
/// Every complete subtree's hash is kept (two hashes a leaf, 64 bytes), so that the root and every proof can be had
/// for the tree at any size that it once had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// `levels[k][i]` is the hash of the leaves from `i << k` to `(i + 1) << k`. No level is empty.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Adds the leaf with hash `leaf` (see [`leaf_hash`](crate::leaf_hash)) and gives its index, from 0.
    ///
    /// Cost: one hash a leaf on average, as many as the tree is high at most.
    pub fn append(&mut self, leaf: Hash) -> u64 {
        let index = self.size();
        let mut hash = leaf;
        for level in 0.. {
            if level == self.levels.len() {
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            nodes.push(hash);
            match nodes.as_slice() {
                [.., left, right] if nodes.len().is_multiple_of(2) => {
                    hash = node_hash(left, right);
                }
                _ => break,
            }
        }
        index
    }

    /// The root of the tree as it was when it had `size` leaves (RFC 9162 §2.1.1).
    ///
    /// # Errors
    /// [`Error::SizeBeyondTree`] if it has not had so many yet.
    pub fn root(&self, size: u64) -> Result<Hash, Error> {
        self.check_size(size)?;
        Ok(self.range(0, size))
    }

    /// The hashes that, with leaf `index`, give the root of the tree of `size` leaves (RFC 9162 §2.1.3.1);
    /// the nearest to the leaf first. Empty for a tree of one leaf. At most 64.
    ///
    /// # Errors
    /// [`Error::SizeBeyondTree`] if the tree has not had so many leaves yet;
    /// [`Error::IndexBeyondSize`] if there is no such leaf among them.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
        self.check_size(size)?;
        if index >= size {
            return Err(Error::IndexBeyondSize { index, size });
        }
        let (mut start, mut end) = (0, size);
        let mut proof = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                proof.push(self.range(middle, end));
                end = middle;
            } else {
                proof.push(self.range(start, middle));
                start = middle;
            }
        }
        proof.reverse();
        Ok(proof)
    }

    /// The hashes that show that the tree of `old` leaves is the beginning of the tree of `new` leaves
    /// (RFC 9162 §2.1.4.1). Empty if both sizes are the same, or `old` is 0: every tree begins with nothing.
    ///
    /// # Errors
    /// [`Error::SizeBeyondTree`] if the tree has not had `new` leaves yet;
    /// [`Error::OldBeyondNew`] if `old` is the larger.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, Error> {
        self.check_size(new)?;
        if old > new {
            return Err(Error::OldBeyondNew { old, new });
        }
        let mut proof = Vec::new();
        if old == 0 {
            return Ok(proof);
        }
        let (mut start, mut end) = (0, new);
        // The verifier knows the old root: it need not be told where the old tree is a subtree at the left edge.
        let mut is_old_tree = true;
        while end != old {
            let middle = start + split(end - start);
            if old <= middle {
                proof.push(self.range(middle, end));
                end = middle;
            } else {
                proof.push(self.range(start, middle));
                start = middle;
                is_old_tree = false;
            }
        }
        if !is_old_tree {
            proof.push(self.range(start, end));
        }
        proof.reverse();
        Ok(proof)
    }

    fn check_size(&self, size: u64) -> Result<(), Error> {
        let tree = self.size();
        if size > tree { Err(Error::SizeBeyondTree { size, tree }) } else { Ok(()) }
    }

    /// The hash over the leaves from `start` to `end`, where `start` is a multiple of the least power of two that is
    /// not below their number. The complete subtrees are read, only the ragged right edge is hashed.
    fn range(&self, start: u64, end: u64) -> Hash {
        let mut pieces = Vec::new();
        let mut at = start;
        while at < end {
            let level = (end - at).ilog2();
            let nodes = &self.levels[level as usize];
            let index = usize::try_from(at >> level).expect("a stored node's index fits");
            pieces.push(nodes[index]);
            at += 1 << level;
        }
        pieces
            .into_iter()
            .rev()
            .reduce(|right, left| node_hash(&left, &right))
            .unwrap_or_else(empty_root)
    }
}

/// The largest power of two below `n` (`k` of RFC 9162 §2.1.1). `n` is at least 2.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}
