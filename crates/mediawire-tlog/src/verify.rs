//! What an auditor does with a proof: needs the proof and the roots, not the tree.

use crate::{Error, Hash, empty_root, node_hash};

/// Checks that the leaf with hash `leaf` is number `index`, from 0, of the tree of `size` leaves with root `root`
/// (RFC 9162 §2.1.3.2).
///
/// # Errors
/// [`Error::IndexBeyondSize`] if such a tree has no such leaf; [`Error::ProofLength`] and [`Error::RootDiffers`] if
/// the proof shows something else.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: Hash,
) -> Result<(), Error> {
    if index >= size {
        return Err(Error::IndexBeyondSize { index, size });
    }
    let length = || Error::ProofLength { n_hashes: proof.len() };
    // Positions of the node and of the last node on the same level: where both are equal, the node is at the ragged
    // right edge and has no right sibling.
    let (mut node, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in proof {
        if last == 0 {
            return Err(length());
        }
        if node % 2 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // Levels on which the subtree stands alone at the right edge add nothing.
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node /= 2;
        last /= 2;
    }
    if last != 0 {
        return Err(length());
    }
    equal(hash, root)
}

/// Checks that the tree of `old` leaves with root `old_root` is the beginning of the tree of `new` leaves with root
/// `new_root`: nothing that was logged has been changed or taken out (RFC 9162 §2.1.4.2).
///
/// # Errors
/// [`Error::OldBeyondNew`] if `old` is the larger; [`Error::ProofLength`] and [`Error::RootDiffers`] if the proof
/// shows something else.
pub fn verify_consistency(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), Error> {
    if old > new {
        return Err(Error::OldBeyondNew { old, new });
    }
    let length = || Error::ProofLength { n_hashes: proof.len() };
    if old == new || old == 0 {
        let stated = if old == 0 { empty_root() } else { new_root };
        equal(stated, old_root)?;
        // Two empty trees, or one tree twice, have one root; a tree that began with nothing may have any.
        if old == new {
            equal(stated, new_root)?;
        }
        return if proof.is_empty() { Ok(()) } else { Err(length()) };
    }
    // Where the old tree is complete, its root begins the path and is not in the proof.
    let (seed, path) = if old.is_power_of_two() {
        (old_root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or_else(length)?;
        (*first, rest)
    };
    let (mut node, mut last) = (old - 1, new - 1);
    let shift = node.trailing_ones();
    node >>= shift;
    last >>= shift;
    let (mut old_hash, mut new_hash) = (seed, seed);
    for sibling in path {
        if last == 0 {
            return Err(length());
        }
        if node % 2 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        node /= 2;
        last /= 2;
    }
    if last != 0 {
        return Err(length());
    }
    equal(old_hash, old_root)?;
    equal(new_hash, new_root)
}

fn equal(computed: Hash, stated: Hash) -> Result<(), Error> {
    if computed == stated { Ok(()) } else { Err(Error::RootDiffers { computed, stated }) }
}
