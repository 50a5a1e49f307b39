//! A question → the items that answer it.
//!
//! What is withheld is not found and not counted, also in the second before the index has read so: items with an unread
//! dispatch, and those of a source whose rights have changed, are left out until it has.

use crate::error::{Error, Kind, Result};
use crate::search::refuse::Refused;
use crate::search::{Fields, Search, Snapshot, damaged, rights};
use crate::store::db::Tx;
use crate::store::wire as lines;
use crate::work::think;
use jiff::Timestamp;
use mediawire_core::model::source::Genre;
use mediawire_core::text::query::{Clause, Query, Way};
use std::ops::Bound;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query as Asked,
    RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Order, Score, Searcher, SegmentReader, Term};

/// Items on a page of results.
pub const PAGE: usize = 10;
/// Pages of results that are shown of one question.
pub const PAGES_MAX: usize = 100;
/// With so many unread dispatches the index answers nothing: it is being made.
const BEHIND_MAX: i64 = 10_000;
/// Values of a filter that are counted, those with the most items.
const VALUES_MAX: usize = 100;
/// How much more a word in the headline says.
const HEADLINE_BOOST: Score = 2.5;
/// How much more a piece of this moment is worth than an old one, and after how many days half of that is left.
const RECENCY_BOOST: Score = 0.5;
const RECENCY_DAYS: Score = 7.0;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The words; none for all items that pass the filters.
    pub query: Query,
    /// Only such items.
    pub filters: Filters,
    /// The newest first, instead of those that fit best.
    pub is_newest_first: bool,
    /// The page, from 1 to [`PAGES_MAX`].
    pub page: usize,
    /// The present, by which an item is recent.
    pub now: Timestamp,
}

/// Which items are looked at; `None` and the empty text for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The slug of the source.
    pub source: String,
    /// The code of the section.
    pub section: String,
    /// The language, without script and region.
    pub lang: String,
    /// Report or view.
    pub genre: Option<Genre>,
    /// Published at this time or later.
    pub from: Option<Timestamp>,
    /// Published before this time.
    pub before: Option<Timestamp>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The items of the page, each by the number of its first dispatch.
    pub places: Vec<i64>,
    /// How many items there are on all pages.
    pub n: usize,
    /// How many there are of each value of each filter, the most first, were this one filter not set.
    pub counts: Counts,
}

/// How many items there are of each value of each filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the source's slug.
    pub sources: Vec<(String, u64)>,
    /// By the section's code.
    pub sections: Vec<(String, u64)>,
    /// By language.
    pub langs: Vec<(String, u64)>,
    /// By genre's name.
    pub genres: Vec<(String, u64)>,
}

/// The names of the fields that are filters, in the order of [`Counts`].
const FILTERS: [&str; 4] = ["source", "section", "lang", "genre"];

impl Search {
    /// What answers `request` at the moment that `tx` sees; `None` as long as the index is being made.
    ///
    /// # Errors
    /// As the statements give; `Transient` if the index cannot be read.
    pub async fn find(&self, tx: &mut Tx, request: &Request) -> Result<Option<Found>> {
        // Taken first: what goes on the wire from here on is unread, and is asked of the store.
        let Snapshot { searcher, seen } = self.now().snapshot;
        let head = lines::head(tx).await?;
        if head - seen.number > BEHIND_MAX {
            return Ok(None);
        }
        let mut unread = Vec::new();
        if head > seen.number {
            unread = lines::changed(tx, seen.number, BEHIND_MAX).await?;
        }
        let (n_changes, all) = self.sources(tx).await?;
        let allowed = (n_changes != seen.n_source_changes).then(|| {
            let all = all.values().map(|source| rights(&source.slug, source.rights.display));
            all.collect::<Vec<_>>()
        });
        let fields = self.fields;
        let request = request.clone();
        think(move || {
            let base = base(fields, &request.query, &unread, allowed.as_deref());
            answer(&searcher, fields, base, &request)
        })
        .await?
        .map(Some)
    }
}

/// A condition with what it is for.
type Condition = (Occur, Box<dyn Asked>);

/// The conditions of the words and of the law: what may not be shown is not found.
fn base(
    fields: Fields,
    query: &Query,
    unread: &[i64],
    allowed: Option<&[String]>,
) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    for Clause { is_not, ways } in &query.clauses {
        let any = ways.iter().flat_map(|way| {
            [(fields.headline, HEADLINE_BOOST), (fields.text, 1.0)].map(
                |(field, boost)| -> Condition {
                    (Occur::Should, Box::new(BoostQuery::new(said(field, way), boost)))
                },
            )
        });
        let any = Box::new(BooleanQuery::new(any.collect()));
        all.push(match is_not {
            true => (Occur::MustNot, Box::new(Refused(any))),
            false => (Occur::Must, any),
        });
    }
    if !all.iter().any(|(occur, _)| *occur == Occur::Must) {
        all.push((Occur::Must, Box::new(AllQuery)));
    }
    if !unread.is_empty() {
        let places = unread.iter().map(|place| Term::from_field_i64(fields.place, *place));
        all.push((Occur::MustNot, Box::new(TermSetQuery::new(places))));
    }
    if let Some(allowed) = allowed {
        let terms = allowed.iter().map(|text| Term::from_field_text(fields.rights, text));
        all.push((Occur::Must, unscored(Box::new(TermSetQuery::new(terms)))));
    }
    all
}

fn said(field: Field, way: &Way) -> Box<dyn Asked> {
    let term = |text: &str| Term::from_field_text(field, text);
    match &way.terms[..] {
        [(_, text)] if way.is_start => Box::new(FuzzyTermQuery::new_prefix(term(text), 0, true)),
        [(_, text)] => Box::new(TermQuery::new(term(text), IndexRecordOption::WithFreqs)),
        terms => {
            let terms = terms.iter().map(|(place, text)| (*place, term(text))).collect();
            Box::new(PhraseQuery::new_with_offset(terms))
        }
    }
}

/// A condition that says nothing about how well an item fits.
fn unscored(query: Box<dyn Asked>) -> Box<dyn Asked> {
    Box::new(BoostQuery::new(query, 0.0))
}

/// The conditions of the filters, but for the one named `except`.
fn filters(fields: Fields, filters: &Filters, except: &str) -> Vec<Condition> {
    let genre = filters.genre.map_or("", Genre::name);
    let of_field = [fields.source, fields.section, fields.lang, fields.genre];
    let wanted = [&filters.source, &filters.section, &filters.lang, genre];
    let mut all: Vec<Condition> = Vec::new();
    for ((name, field), text) in FILTERS.iter().zip(of_field).zip(wanted) {
        if *name != except && !text.is_empty() {
            let term = Term::from_field_text(field, text);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            all.push((Occur::Must, unscored(query)));
        }
    }
    if filters.from.is_some() || filters.before.is_some() {
        let term = |at: Timestamp| Term::from_field_i64(fields.at, at.as_millisecond());
        let from = filters.from.map_or(Bound::Unbounded, |at| Bound::Included(term(at)));
        let before = filters.before.map_or(Bound::Unbounded, |at| Bound::Excluded(term(at)));
        all.push((Occur::Must, unscored(Box::new(RangeQuery::new(from, before)))));
    }
    all
}

fn copy(all: &[Condition]) -> Vec<Condition> {
    all.iter().map(|(occur, query)| (*occur, query.box_clone())).collect()
}

fn answer(
    searcher: &Searcher,
    fields: Fields,
    base: Vec<Condition>,
    request: &Request,
) -> Result<Found> {
    let is_set = |name: &str| match name {
        "source" => !request.filters.source.is_empty(),
        "section" => !request.filters.section.is_empty(),
        "lang" => !request.filters.lang.is_empty(),
        _ => request.filters.genre.is_some(),
    };
    let mut counts = FILTERS.map(|_| Vec::new());
    // A filter that is set is counted as if it were not, so that its other values can be chosen.
    for (name, count) in FILTERS.iter().zip(&mut counts).filter(|(name, _)| is_set(name)) {
        let mut all = copy(&base);
        all.extend(filters(fields, &request.filters, name));
        let collector = counting(&[name])?;
        let found = searcher.search(&BooleanQuery::new(all), &collector).map_err(damaged)?;
        *count = counted(&value(&found)?, name);
    }
    let mut all = base;
    all.extend(filters(fields, &request.filters, ""));
    let query = BooleanQuery::new(all);
    let free: Vec<&str> = FILTERS.into_iter().filter(|name| !is_set(name)).collect();
    let from = (request.page.clamp(1, PAGES_MAX) - 1) * PAGE;
    let top = TopDocs::with_limit(PAGE).and_offset(from);
    let counting = counting(&free)?;
    let (addresses, n, found) = match request.is_newest_first || request.query.is_empty() {
        true => top_of(searcher, &query, newest(top), counting)?,
        false => top_of(searcher, &query, best(top, request.now), counting)?,
    };
    for (name, count) in FILTERS.iter().zip(&mut counts).filter(|(name, _)| !is_set(name)) {
        *count = counted(&found, name);
    }
    let [sources, sections, langs, genres] = counts;
    Ok(Found {
        places: places(searcher, &addresses)?,
        n,
        counts: Counts { sources, sections, langs, genres },
    })
}

type Top = (Vec<DocAddress>, usize, serde_json::Value);

fn top_of<T, C>(
    searcher: &Searcher,
    query: &BooleanQuery,
    top: C,
    counting: AggregationCollector,
) -> Result<Top>
where
    T: Send + 'static,
    C: Collector<Fruit = Vec<(T, DocAddress)>>,
{
    let (top, n, found) = searcher.search(query, &(top, Count, counting)).map_err(damaged)?;
    Ok((top.into_iter().map(|(_, address)| address).collect(), n, value(&found)?))
}

/// When an item was published, and its place on the wire.
type Age = (Option<i64>, Option<i64>);

/// The newest first; of the same moment, what came last on the wire.
fn newest(top: TopDocs) -> impl Collector<Fruit = Vec<(Age, DocAddress)>> {
    let by = |name: &str| (SortByStaticFastValue::<i64>::for_field(name), Order::Desc);
    top.order_by((by("at"), by("place")))
}

/// Those that fit best first; of two that fit alike, the newer.
fn best(top: TopDocs, now: Timestamp) -> impl Collector<Fruit = Vec<(Score, DocAddress)>> {
    let now_ms = now.as_millisecond();
    top.tweak_score(move |reader: &SegmentReader| {
        let at = reader.fast_fields().i64("at").ok();
        move |doc: DocId, score: Score| {
            let at_ms = at.as_ref().and_then(|at| at.first(doc)).unwrap_or(0);
            score * recency(now_ms.saturating_sub(at_ms).max(0))
        }
    })
}

/// By how much a piece of that age is worth more.
fn recency(age_ms: i64) -> Score {
    const DAY_MS: Score = 86_400_000.0;
    #[expect(clippy::cast_precision_loss, reason = "an age need not be exact")]
    let days = age_ms as Score / DAY_MS;
    1.0 + RECENCY_BOOST / (1.0 + days / RECENCY_DAYS)
}

/// The items at `addresses`, each by the number of its first dispatch.
fn places(searcher: &Searcher, addresses: &[DocAddress]) -> Result<Vec<i64>> {
    addresses
        .iter()
        .map(|address| {
            let reader = searcher.segment_reader(address.segment_ord);
            let places = reader.fast_fields().i64("place").map_err(damaged)?;
            places.first(address.doc_id).ok_or_else(|| {
                Error::new(Kind::Bug, "an item stands in the search index without its number")
            })
        })
        .collect()
}

fn counting(names: &[&str]) -> Result<AggregationCollector> {
    let terms = |name: &&str| {
        let of = serde_json::json!({ "terms": { "field": name, "size": VALUES_MAX } });
        ((*name).to_owned(), of)
    };
    let all: serde_json::Map<_, _> = names.iter().map(terms).collect();
    let all: Aggregations = serde_json::from_value(all.into())
        .map_err(|cause| Error::caused(Kind::Bug, "cannot count the values of filters", cause))?;
    Ok(AggregationCollector::from_aggs(all, AggContextParams::default()))
}

fn value(found: &impl serde::Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(found)
        .map_err(|cause| Error::caused(Kind::Bug, "cannot read what was counted", cause))
}

/// The values of the filter `name` with their counts.
fn counted(found: &serde_json::Value, name: &str) -> Vec<(String, u64)> {
    let buckets = found[name]["buckets"].as_array();
    buckets
        .into_iter()
        .flatten()
        .filter_map(|bucket| {
            Some((bucket["key"].as_str()?.to_owned(), bucket["doc_count"].as_u64()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::recency;

    #[test]
    fn a_new_piece_is_worth_a_little_more() {
        const DAY_MS: i64 = 86_400_000;
        let worth = [0, 1, 7, 30, 365, 36_500].map(|days| recency(days * DAY_MS));
        assert!(worth.is_sorted_by(|a, b| a > b), "{worth:?}");
        assert!((worth[0] - 1.5).abs() < 1e-6 && (worth[2] - 1.25).abs() < 1e-6, "{worth:?}");
        assert!(worth[5] > 1.0, "{worth:?}");
    }
}
