//! A query whose items are left out.
//!
//! tantivy's exclusion asks a scorer also for documents before the one it stands at. A phrase's scorer takes that for a
//! mistake (`debug_assert!` of `PhraseScorer::seek_danger`, 0.27), so here it is asked only for those behind.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

/// A query that may be excluded, whatever it is made of.
#[derive(Debug)]
pub(super) struct Refused(pub(super) Box<dyn Query>);

impl Clone for Refused {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Refused {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(RefusedWeight(self.0.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct RefusedWeight(Box<dyn Weight>);

impl Weight for RefusedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(RefusedScorer(self.0.scorer(reader, boost)?)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

/// It moves by `advance` and `seek` alone: what else a scorer can do is then made of these.
struct RefusedScorer(Box<dyn Scorer>);

impl DocSet for RefusedScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for RefusedScorer {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
