//! The index follows the wire: what may be shown of an item is in it, what is withheld is not.
//!
//! Dispatches are read in their order and in batches; of each item its newest state goes in, so that reading one twice
//! changes nothing. A commit carries the number of the last dispatch read, so that a process that is killed goes on
//! from there.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::search::{DAMAGED, Fields, Open, Search, Seen, Snapshot, VERSION, damaged, rights};
use crate::store::db::Tx;
use crate::store::wire::{Line, Of};
use crate::store::{articles, body, sources, wire as lines};
use crate::work::think;
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::{Display, Source};
use mediawire_core::model::visible::{Shown, Visible, visible};
use mediawire_core::text::language::language;
use mediawire_core::text::tokens::tokens;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{IndexWriter, TantivyDocument, Term};
use tokio_util::sync::CancellationToken;

/// Dispatches that are read at once.
const BATCH: i64 = 200;
/// Commits are so far apart at least: each makes files and syncs them.
const COMMIT_EVERY: Duration = Duration::from_secs(1);
/// How long the index waits before it looks for changed sources, where nothing goes on the wire.
const IDLE: Duration = Duration::from_secs(5);
/// How long it waits after something went wrong.
const AFTER_ERROR: Duration = Duration::from_secs(1);
/// What the index holds in memory before it writes, in bytes.
const MEMORY_BYTES: usize = 32 << 20;

/// Keeps the index up with the wire until `stop`.
pub async fn follow(wire: Arc<Wire>, search: Arc<Search>, stop: CancellationToken) {
    let mut n_forgotten = wire.n_forgotten();
    while !stop.is_cancelled() {
        let followed = follow_on(&wire, &search, (&stop, n_forgotten)).await;
        let has_forgotten = wire.n_forgotten() != n_forgotten;
        match &followed {
            // What was erased stands in its files until they are written anew.
            Ok(()) if has_forgotten => {}
            Ok(()) => return,
            Err(error) => tracing::error!("search cannot follow the wire: {error}"),
        }
        let is_damaged = followed.is_err_and(|error| error.code == DAMAGED);
        if has_forgotten || is_damaged {
            let (search, n) = (search.clone(), wire.n_forgotten());
            match think(move || search.begin_anew()).await.and_then(|begun| begun) {
                Ok(()) => n_forgotten = n,
                Err(error) => tracing::error!("search cannot begin anew: {error}"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(AFTER_ERROR) => {}
        }
    }
}

/// Follows until `stop`, or until something was erased behind the `n_forgotten`-th time.
async fn follow_on(
    wire: &Arc<Wire>,
    search: &Arc<Search>,
    (stop, n_forgotten): (&CancellationToken, u64),
) -> Result<()> {
    let mut heads = wire.head_changes();
    let mut reading = Reading::new(search).await?;
    while !stop.is_cancelled() && wire.n_forgotten() == n_forgotten {
        heads.mark_unchanged();
        reading.read_to_head(wire, stop).await?;
        // Not at once again: what comes within the second goes into one commit.
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(COMMIT_EVERY) => {}
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(IDLE) => {}
            heard = heads.changed() => {
                if heard.is_err() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Brings the index up to the wire as it is now, once.
///
/// # Errors
/// As the statements and the index give.
pub async fn catch_up(wire: &Arc<Wire>, search: &Arc<Search>) -> Result<()> {
    Reading::new(search).await?.read_to_head(wire, &CancellationToken::new()).await
}

/// The index being written.
struct Reading {
    search: Arc<Search>,
    open: Open,
    /// Lent to the pool where blocking is allowed.
    writer: Option<IndexWriter>,
    /// What the next commit will say.
    next: Seen,
    committed: Instant,
}

impl Reading {
    async fn new(search: &Arc<Search>) -> Result<Self> {
        let open = search.now();
        let index = open.index.clone();
        let writer = think(move || index.writer_with_num_threads(1, MEMORY_BYTES)).await?;
        Ok(Self {
            search: search.clone(),
            next: open.snapshot.seen.clone(),
            open,
            writer: Some(writer.map_err(damaged)?),
            committed: Instant::now(),
        })
    }

    /// Reads until nothing is unread, and commits.
    async fn read_to_head(&mut self, wire: &Arc<Wire>, stop: &CancellationToken) -> Result<()> {
        let head = lines::head(&mut wire.db.read().await?).await?;
        if head < self.next.number {
            let what = format!(
                "the search index has read dispatch {}, and the wire ends at {head}",
                self.next.number
            );
            return Err(Error::new(Kind::Conflict, what).code(DAMAGED));
        }
        self.sources(wire).await?;
        while !stop.is_cancelled() && self.batch(wire).await? {
            if self.committed.elapsed() >= COMMIT_EVERY {
                self.commit().await?;
            }
        }
        if self.next == self.open.snapshot.seen { Ok(()) } else { self.commit().await }
    }

    /// Reads the next dispatches; whether there were any.
    async fn batch(&mut self, wire: &Arc<Wire>) -> Result<bool> {
        let mut tx = wire.db.read().await?;
        let all = lines::after(&mut tx, self.next.number, BATCH).await?;
        let Some(last) = all.last() else { return Ok(false) };
        let number = last.number;
        let items: BTreeSet<_> = all.iter().map(|dispatch| dispatch.item).collect();
        let mut known = BTreeMap::new();
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            let Some(line) = lines::line_of(&mut tx, item).await? else { continue };
            let slug = &line.item.source;
            if !known.contains_key(slug) {
                let source = sources::get(&mut tx, slug).await?;
                known.insert(slug.clone(), source);
            }
            entries.push(entry(&mut tx, &line, known[slug].as_ref()).await?);
        }
        drop(tx);
        self.put(entries).await?;
        self.next.number = number;
        Ok(true)
    }

    /// Reads the items of sources again whose rights have changed since they were read.
    async fn sources(&mut self, wire: &Arc<Wire>) -> Result<()> {
        let mut tx = wire.db.read().await?;
        let n_changes = sources::n_changes(&mut tx).await?;
        if n_changes == self.next.n_source_changes {
            return Ok(());
        }
        let all = sources::all(&mut tx).await?;
        drop(tx);
        for source in all {
            if self.is_stale(&source).await? {
                self.source(wire, &source).await?;
            }
        }
        self.next.n_source_changes = n_changes;
        Ok(())
    }

    /// Whether an item of the source is in the index under other rights than it has now.
    async fn is_stale(&self, source: &Source) -> Result<bool> {
        let fields = self.search.fields;
        let term = |field, text: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        let now = rights(&source.slug, source.rights.display);
        let stale = BooleanQuery::new(vec![
            (Occur::Must, term(fields.source, source.slug.as_str())),
            (Occur::MustNot, term(fields.rights, &now)),
        ]);
        let searcher = self.open.snapshot.searcher.clone();
        let n = think(move || searcher.search(&stale, &Count)).await?.map_err(damaged)?;
        Ok(n > 0)
    }

    async fn source(&mut self, wire: &Arc<Wire>, source: &Source) -> Result<()> {
        let mut before = i64::MAX;
        loop {
            let mut tx = wire.db.read().await?;
            let of = Of::Source(source.slug.as_str());
            let all = lines::lines(&mut tx, of, before, BATCH).await?;
            let Some(last) = all.last() else { return Ok(()) };
            before = last.first_number;
            let mut entries = Vec::with_capacity(all.len());
            for line in &all {
                entries.push(entry(&mut tx, line, Some(source)).await?);
            }
            drop(tx);
            self.put(entries).await?;
        }
    }

    async fn put(&mut self, entries: Vec<Entry>) -> Result<()> {
        let fields = self.search.fields;
        self.with_writer(move |writer| {
            for Entry { place, shown } in entries {
                writer.delete_term(Term::from_field_i64(fields.place, place));
                if let Some((shown, display)) = shown {
                    writer.add_document(document(fields, place, &shown, display))?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn commit(&mut self) -> Result<()> {
        self.next.version = VERSION;
        let seen = self.next.clone();
        let payload = serde_json::to_string(&seen).expect("numbers and texts are JSON");
        let reader = self.open.reader.clone();
        self.with_writer(move |writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
            reader.reload()
        })
        .await?;
        self.committed = Instant::now();
        self.open.snapshot = Snapshot { searcher: self.open.reader.searcher(), seen };
        self.search.set(self.open.clone());
        Ok(())
    }

    async fn with_writer(
        &mut self,
        work: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()> + Send + 'static,
    ) -> Result<()> {
        let mut writer = self.writer.take().expect("it is back before it is lent again");
        let (writer, done) = think(move || {
            let done = work(&mut writer);
            (writer, done)
        })
        .await
        .map_err(|error| error.code(DAMAGED))?;
        self.writer = Some(writer);
        done.map_err(damaged)
    }
}

/// An item as the index is to have it.
struct Entry {
    place: i64,
    /// What may be shown of it, and how much its source lets show; `None` if it is withheld.
    shown: Option<(Box<Shown>, Display)>,
}

async fn entry(tx: &mut Tx, line: &Line, source: Option<&Source>) -> Result<Entry> {
    let place = line.first_number;
    let Some(source) = source else { return Ok(Entry { place, shown: None }) };
    let shown = whole(tx, line, source).await?;
    Ok(Entry { place, shown: shown.map(|shown| (shown, source.rights.display)) })
}

/// What may be shown of `line` in words, with its body where all of it may be. A body that the store cannot give is left
/// out.
///
/// # Errors
/// As the statements give.
pub async fn whole(tx: &mut Tx, line: &Line, source: &Source) -> Result<Option<Box<Shown>>> {
    let Visible::Shown(mut shown) = visible(&line.record(source, None, &Pictures::NONE)) else {
        return Ok(None);
    };
    if shown.display == Display::Full {
        let body = match articles::body(tx, line.dispatch.article).await {
            Ok(text) => body::read(&text),
            Err(error) => Err(error),
        };
        shown.body = match body {
            Ok(body) => Some(body),
            Err(error) if matches!(error.kind, Kind::Malformed | Kind::NotFound) => {
                tracing::warn!(item = %line.item.id, "search reads no body: {error}");
                None
            }
            Err(error) => return Err(error),
        };
    }
    Ok(Some(shown))
}

fn document(fields: Fields, place: i64, shown: &Shown, display: Display) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_i64(fields.place, place);
    let headline = match &shown.source_headline {
        Some(theirs) => format!("{}\n{theirs}", shown.headline),
        None => shown.headline.clone(),
    };
    document.add_pre_tokenized_text(fields.headline, words(&headline));
    let house = [
        shown.kicker.as_deref(),
        shown.house_dek(),
        shown.note.as_ref().map(|note| note.words.as_str()),
    ]
    .into_iter();
    let corrections = shown.corrections.iter().map(|it| it.words.as_str());
    let mut text = shown.text();
    // What the house says stands on the page too, and is found; it is no excerpt.
    for line in house.flatten().chain(corrections) {
        text.push('\n');
        text.push_str(line);
    }
    document.add_pre_tokenized_text(fields.text, words(&text));
    document.add_i64(fields.at, published_ms(shown));
    document.add_text(fields.source, shown.source.as_str());
    document.add_text(fields.section, shown.section.as_str());
    document.add_text(fields.genre, shown.genre.name());
    document.add_text(fields.rights, rights(&shown.source, display));
    if let Some(lang) = shown.lang.as_deref().and_then(language) {
        document.add_text(fields.lang, lang);
    }
    document
}

/// When a piece was published, as its source says, but not after it was on the wire; else when it was on the wire.
fn published_ms(shown: &Shown) -> i64 {
    let stated = shown.source_published.as_ref().map_or(shown.published, |time| time.at);
    stated.min(shown.published).as_millisecond()
}

fn words(text: &str) -> PreTokenizedString {
    let tokens = tokens(text).into_iter().map(|token| Token {
        offset_from: token.start,
        offset_to: token.end,
        position: token.place,
        text: token.text,
        position_length: 1,
    });
    // The text itself is kept nowhere.
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}
