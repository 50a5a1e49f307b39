//! That the weights are those of the questions.

use crate::extract::verdict::{features, weights};

#[test]
fn every_question_has_its_weight() {
    let asked: Vec<&str> = features::FEATURES.iter().map(|(name, _)| *name).collect();
    let weighed: Vec<&str> = weights::WEIGHTS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(asked, weighed, "learn the weights anew: scripts/learn-verdict");
    for (name, _, deviation, _) in weights::WEIGHTS {
        assert!(*deviation > 0.0, "{name}");
    }
}
