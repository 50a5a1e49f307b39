//! The Merkle tree of a transparency log: append, prove, verify.
//!
//! The tree is that of RFC 6962 §2.1, which RFC 9162 §2.1 repeats with the algorithms that verify.
//! An auditor needs this crate and nothing else of the program: it does no I/O and knows no news.
//!
//! ```
//! use mediawire_tlog::{Tree, leaf_hash, verify_consistency, verify_inclusion};
//!
//! let mut tree = Tree::new();
//! for line in ["first", "second", "third"] {
//!     tree.append(leaf_hash(line.as_bytes()));
//! }
//! let (old, new) = (tree.root(2)?, tree.root(3)?);
//! verify_inclusion(leaf_hash(b"second"), 1, 3, &tree.inclusion_proof(1, 3)?, new)?;
//! verify_consistency(2, old, 3, new, &tree.consistency_proof(2, 3)?)?;
//! # Ok::<(), mediawire_tlog::Error>(())
//! ```

mod tree;
mod verify;

pub use tree::Tree;
pub use verify::{verify_consistency, verify_inclusion};

use sha2::{Digest as _, Sha256};

/// A SHA-256 digest (FIPS 180-4): of a leaf, a node or a whole tree.
pub type Hash = [u8; 32];

/// The hash of a leaf whose content is `data`: SHA-256 of a zero byte and the content (RFC 9162 §2.1.1).
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash of a node over two others: SHA-256 of a one byte and both (RFC 9162 §2.1.1).
///
/// The byte in front differs from a leaf's, so that no node can be passed off as a leaf.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves: SHA-256 of nothing (RFC 9162 §2.1.1).
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// Why a proof cannot be made, or does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// A size was asked for that the tree has not reached.
    SizeBeyondTree {
        /// The size that was asked for, in leaves.
        size: u64,
        /// The size of the tree, in leaves.
        tree: u64,
    },
    /// A leaf was asked for that is not in a tree of that size.
    IndexBeyondSize {
        /// The index of the leaf, from 0.
        index: u64,
        /// The size of the tree, in leaves.
        size: u64,
    },
    /// The older tree is larger than the newer one.
    OldBeyondNew {
        /// The size of the older tree, in leaves.
        old: u64,
        /// The size of the newer tree, in leaves.
        new: u64,
    },
    /// The proof has fewer or more hashes than trees of these sizes need.
    ProofLength {
        /// How many hashes the proof has.
        n_hashes: usize,
    },
    /// The proof leads to another root than the one that was stated.
    RootDiffers {
        /// The root that the proof leads to.
        computed: Hash,
        /// The root that was stated.
        stated: Hash,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SizeBeyondTree { size, tree } => {
                write!(f, "size {size} is asked for, the tree has {tree} leaves")
            }
            Self::IndexBeyondSize { index, size } => {
                write!(f, "leaf {index} is asked for, a tree of {size} leaves has none such")
            }
            Self::OldBeyondNew { old, new } => {
                write!(f, "the older tree has {old} leaves, more than the {new} of the newer one")
            }
            Self::ProofLength { n_hashes } => {
                write!(f, "a proof of {n_hashes} hashes does not fit trees of these sizes")
            }
            Self::RootDiffers { computed, stated } => {
                f.write_str("the proof leads to root ")?;
                computed.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
                f.write_str(", stated was ")?;
                stated.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}

impl std::error::Error for Error {}
