//! The tree against the definition: known answers, and every size up to 64.

#![allow(clippy::unwrap_used, reason = "a test may")]

use mediawire_tlog::{
    Error, Hash, Tree, empty_root, leaf_hash, node_hash, verify_consistency, verify_inclusion,
};

const N_MAX: u64 = 64;

/// The leaves of Certificate Transparency's reference tests, in hexadecimal, and the root after each.
const KNOWN: [(&str, &str); 8] = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
];

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

/// `MTH` as RFC 6962 §2.1 writes it, over leaf hashes, and in no other way like the tree under test.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while k * 2 < leaves.len() {
                k *= 2;
            }
            node_hash(&naive_root(&leaves[..k]), &naive_root(&leaves[k..]))
        }
    }
}

fn grown() -> (Tree, Vec<Hash>) {
    let leaves: Vec<Hash> = (0..N_MAX).map(|n| leaf_hash(&n.to_be_bytes())).collect();
    let mut tree = Tree::new();
    for (n, leaf) in leaves.iter().enumerate() {
        assert_eq!(tree.append(*leaf), n as u64);
    }
    (tree, leaves)
}

#[test]
fn roots_are_those_of_the_reference_tests() {
    let mut tree = Tree::new();
    assert_eq!(
        hex(&tree.root(0).unwrap()),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (leaf, root) in KNOWN {
        tree.append(leaf_hash(&unhex(leaf)));
        assert_eq!(hex(&tree.root(tree.size()).unwrap()), root);
    }
    for (size, (_, root)) in (1..).zip(KNOWN) {
        assert_eq!(hex(&tree.root(size).unwrap()), root, "the tree still knows itself at {size}");
    }
}

#[test]
fn proofs_are_those_of_the_reference_tests() {
    let mut tree = Tree::new();
    for (leaf, _) in KNOWN {
        tree.append(leaf_hash(&unhex(leaf)));
    }
    let told = |proof: Vec<Hash>| proof.iter().map(|hash| hex(hash)).collect::<Vec<_>>();
    assert_eq!(told(tree.inclusion_proof(0, 1).unwrap()), Vec::<String>::new());
    assert_eq!(
        told(tree.inclusion_proof(0, 8).unwrap()),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        told(tree.consistency_proof(6, 8).unwrap()),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
}

#[test]
fn every_root_is_that_of_the_definition() {
    let (tree, leaves) = grown();
    for size in 0..=leaves.len() {
        assert_eq!(tree.root(size as u64).unwrap(), naive_root(&leaves[..size]), "size {size}");
    }
}

#[test]
fn every_inclusion_proof_holds_for_its_leaf_and_for_no_other() {
    let (tree, leaves) = grown();
    for size in 1..=N_MAX {
        let root = tree.root(size).unwrap();
        for (index, leaf) in (0..size).zip(&leaves) {
            let proof = tree.inclusion_proof(index, size).unwrap();
            assert_eq!(verify_inclusion(*leaf, index, size, &proof, root), Ok(()));
            let other = leaf_hash(b"another");
            assert!(verify_inclusion(other, index, size, &proof, root).is_err());
            for elsewhere in (0..size).filter(|elsewhere| *elsewhere != index) {
                assert!(
                    verify_inclusion(*leaf, elsewhere, size, &proof, root).is_err(),
                    "leaf {index} of {size} passes for {elsewhere}"
                );
            }
            for bad in damaged(&proof) {
                assert!(verify_inclusion(*leaf, index, size, &bad, root).is_err());
            }
        }
    }
}

#[test]
fn every_consistency_proof_holds_for_its_trees_and_for_no_other() {
    let (tree, _) = grown();
    let strange = leaf_hash(b"another");
    for new in 0..=N_MAX {
        let new_root = tree.root(new).unwrap();
        for old in 0..=new {
            let old_root = tree.root(old).unwrap();
            let proof = tree.consistency_proof(old, new).unwrap();
            assert_eq!(verify_consistency(old, old_root, new, new_root, &proof), Ok(()));
            assert!(verify_consistency(old, strange, new, new_root, &proof).is_err());
            if old > 0 {
                assert!(verify_consistency(old, old_root, new, strange, &proof).is_err());
            }
            for bad in damaged(&proof) {
                assert!(
                    verify_consistency(old, old_root, new, new_root, &bad).is_err(),
                    "{old} to {new}"
                );
            }
        }
    }
}

/// The proof with each bit pattern turned over, each hash left out, and one more hash.
fn damaged(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for i in 0..proof.len() {
        let mut turned = proof.to_vec();
        turned[i][i % 32] ^= 1;
        all.push(turned);
        let mut short = proof.to_vec();
        short.remove(i);
        all.push(short);
    }
    let mut long = proof.to_vec();
    long.push(leaf_hash(b"more"));
    all.push(long);
    all
}

#[test]
fn what_is_not_in_the_tree_is_refused_by_name() {
    let (tree, leaves) = grown();
    assert_eq!(tree.root(65), Err(Error::SizeBeyondTree { size: 65, tree: 64 }));
    assert_eq!(tree.inclusion_proof(0, 65), Err(Error::SizeBeyondTree { size: 65, tree: 64 }));
    assert_eq!(tree.inclusion_proof(8, 8), Err(Error::IndexBeyondSize { index: 8, size: 8 }));
    assert_eq!(tree.inclusion_proof(0, 0), Err(Error::IndexBeyondSize { index: 0, size: 0 }));
    assert_eq!(tree.consistency_proof(9, 8), Err(Error::OldBeyondNew { old: 9, new: 8 }));
    let root = tree.root(8).unwrap();
    assert_eq!(
        verify_inclusion(leaves[0], 8, 8, &[], root),
        Err(Error::IndexBeyondSize { index: 8, size: 8 })
    );
    assert_eq!(
        verify_consistency(9, root, 8, root, &[]),
        Err(Error::OldBeyondNew { old: 9, new: 8 })
    );
    let message = verify_inclusion(leaves[0], 0, 1, &[], root).unwrap_err().to_string();
    assert!(message.starts_with("the proof leads to root "), "{message}");
}

#[test]
fn nonsense_sizes_end_and_do_not_overflow() {
    let (hash, proof) = (leaf_hash(b"x"), [leaf_hash(b"y"); 70]);
    for size in [1, 2, u64::MAX / 2 + 1, u64::MAX - 1, u64::MAX] {
        for n in 0..proof.len() {
            assert!(verify_inclusion(hash, size - 1, size, &proof[..n], [0; 32]).is_err());
            assert!(verify_consistency(size - 1, hash, size, [0; 32], &proof[..n]).is_err());
        }
    }
}
