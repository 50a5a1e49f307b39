//! Erasure by order: the one place where rows are changed that nothing else changes. What stays of an item is that it was,
//! by which address, its numbers on the wire, and why and when it was erased.
//!
//! A column that comes to hold an item's words is emptied in [`scrub`].

mod asked;

pub use asked::{Asked, Waiting, ask, asked, take_back, waiting};

use crate::error::Result;
use crate::store::db::{Arg, Row, Tx};
use crate::store::{articles, copies, entries};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId};
use std::collections::BTreeSet;

/// A body of nothing, as `store::body` writes it.
const EMPTY: &str = r#"{"parts":[],"blocks":[],"cuts":[]}"#;

/// How far an erasure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was said, and is yet to be done.
    Said,
    /// It is done.
    Done,
    /// It is done, and lists have announced the item again since: their captures are yet to be removed.
    Again,
}

/// An item that was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The item.
    pub item: ItemId,
    /// What readers knew it as.
    pub public: String,
    /// The order, in words, which readers see.
    pub why: String,
    /// Whether the law asks for it: then its page answers 451.
    pub is_legal: bool,
    /// Who asked for it.
    pub by: String,
    /// Who confirmed it; empty where one person is enough.
    pub confirmed_by: String,
    /// When it was said.
    pub at: Timestamp,
    /// How far it has come.
    pub state: State,
}

impl std::fmt::Display for Erased {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { why, at, .. } = self;
        write!(f, "withdrawn by order on {}: {why}", at.strftime("%Y-%m-%d"))
    }
}

fn read(mut row: Row) -> Result<Erased> {
    Ok(Erased {
        item: ItemId(super::digest(&row.bytes(), "erased.item")?),
        public: row.text(),
        why: row.text(),
        is_legal: row.int() != 0,
        by: row.text(),
        confirmed_by: row.text(),
        at: super::instant(row.int())?,
        state: match row.int() {
            0 => State::Said,
            2 => State::Again,
            _ => State::Done,
        },
    })
}

/// How an item was erased, if it was.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Option<Erased>> {
    const SQL: &str = "SELECT item, public, why, is_legal, by_whom, confirmed_by, at_ms, is_done FROM erased WHERE item = $1";
    tx.row_if(SQL, &[(&item.0).into()]).await?.map(read).transpose()
}

/// Everything that was erased, the first first.
///
/// # Errors
/// As the statements give.
pub async fn all(tx: &mut Tx) -> Result<Vec<Erased>> {
    const SQL: &str =
        "SELECT item, public, why, is_legal, by_whom, confirmed_by, at_ms, is_done FROM erased
         ORDER BY at_ms, item";
    tx.rows(SQL, &[]).await?.into_iter().map(read).collect()
}

/// What is yet to be done.
///
/// # Errors
/// As the statements give.
pub async fn open(tx: &mut Tx) -> Result<Vec<Erased>> {
    const SQL: &str =
        "SELECT item, public, why, is_legal, by_whom, confirmed_by, at_ms, is_done FROM erased
         WHERE is_done <> 1 ORDER BY at_ms, item";
    tx.rows(SQL, &[]).await?.into_iter().map(read).collect()
}

/// Says that an item is erased. Saying it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn say(tx: &mut Tx, erased: &Erased) -> Result<()> {
    tx.run("DELETE FROM erasure_asked WHERE item = $1", &[(&erased.item.0).into()]).await?;
    tx.run(
        "INSERT INTO erased (item, public, why, is_legal, by_whom, confirmed_by, at_ms, is_done)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT (item) DO NOTHING",
        &[
            (&erased.item.0).into(),
            erased.public.as_str().into(),
            erased.why.as_str().into(),
            i64::from(erased.is_legal).into(),
            erased.by.as_str().into(),
            erased.confirmed_by.as_str().into(),
            erased.at.as_millisecond().into(),
        ],
    )
    .await
}

/// Says how far it has come.
///
/// # Errors
/// As the statements give.
pub async fn is(tx: &mut Tx, item: ItemId, state: State) -> Result<()> {
    let n: i64 = match state {
        State::Said => 0,
        State::Done => 1,
        State::Again => 2,
    };
    tx.run("UPDATE erased SET is_done = $2 WHERE item = $1", &[(&item.0).into(), n.into()]).await
}

/// The erased item that an entry is of, if it is of one.
///
/// # Errors
/// As the statements give.
pub async fn by_entry(tx: &mut Tx, entry: EntryId) -> Result<Option<ItemId>> {
    let row =
        tx.row_if("SELECT item FROM erased_entry WHERE entry = $1", &[(&entry.0).into()]).await?;
    row.map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "erased_entry.item")?))).transpose()
}

/// Says that an entry is not taken again.
///
/// # Errors
/// As the statements give.
pub async fn block(tx: &mut Tx, entry: EntryId, item: ItemId) -> Result<()> {
    let sql =
        "INSERT INTO erased_entry (entry, item) VALUES ($1, $2) ON CONFLICT (entry) DO NOTHING";
    tx.run(sql, &[(&entry.0).into(), (&item.0).into()]).await
}

/// Whether nothing has been done yet of an order to erase: the entries of its item are shut out first of all.
///
/// # Errors
/// As the statements give.
pub async fn is_ahead(tx: &mut Tx, it: &Erased) -> Result<bool> {
    Ok(it.state == State::Said && blocked(tx, it.item).await?.is_empty())
}

/// The entries of an item that are not taken again.
///
/// # Errors
/// As the statements give.
pub async fn blocked(tx: &mut Tx, item: ItemId) -> Result<Vec<EntryId>> {
    let sql = "SELECT entry FROM erased_entry WHERE item = $1 ORDER BY entry";
    ids(tx.rows(sql, &[(&item.0).into()]).await?, EntryId)
}

/// Says that the capture of a list has announced an erased item again.
///
/// # Errors
/// As the statements give.
pub async fn again(tx: &mut Tx, item: ItemId, capture: CaptureId) -> Result<()> {
    let sql = "INSERT INTO erased_again (capture, item) VALUES ($1, $2) ON CONFLICT (capture, item) DO NOTHING";
    tx.run(sql, &[(&capture.0).into(), (&item.0).into()]).await?;
    tx.run("UPDATE erased SET is_done = 2 WHERE item = $1 AND is_done = 1", &[(&item.0).into()])
        .await
}

/// The captures that have announced an erased item again, and are not removed yet.
///
/// # Errors
/// As the statements give.
pub async fn announced_again(tx: &mut Tx, item: ItemId) -> Result<Vec<CaptureId>> {
    const SQL: &str = "SELECT g.capture FROM erased_again g JOIN capture_place p ON p.capture = g.capture
         WHERE g.item = $1 AND NOT EXISTS (SELECT 1 FROM removed r WHERE r.capture = p.holder) ORDER BY g.capture";
    ids(tx.rows(SQL, &[(&item.0).into()]).await?, CaptureId)
}

fn ids<T>(rows: Vec<Row>, of: impl Fn(Digest) -> T) -> Result<Vec<T>> {
    rows.into_iter().map(|mut row| Ok(of(super::digest(&row.bytes(), "an id")?))).collect()
}

/// Every entry that an item was made of: those of its articles, those with the same words, and those at the same addresses.
///
/// # Errors
/// As the statements give.
pub async fn entries(tx: &mut Tx, item: ItemId) -> Result<Vec<EntryId>> {
    const SQL: &str = "SELECT a.entry FROM item_version v JOIN article a ON a.id = v.article WHERE v.item = $1
         UNION SELECT a.entry FROM pickup k JOIN article a ON a.id = k.article WHERE k.item = $1
         UNION SELECT b.entry FROM item_version v JOIN article a ON a.id = v.article JOIN article b ON b.words = a.words
         JOIN entry e ON e.id = b.entry AND e.said = b.said JOIN item i ON i.id = v.item
         WHERE v.item = $1 AND e.source = i.source
         UNION SELECT entry FROM erased_entry WHERE item = $1";
    const BESIDE: &str =
        "SELECT DISTINCT f.id FROM entry e JOIN entry f ON f.source = e.source AND f.url = e.url
         WHERE e.id = $1 AND e.url <> ''";
    let first: Vec<EntryId> = ids(tx.rows(SQL, &[(&item.0).into()]).await?, EntryId)?;
    let mut all = first.clone();
    for entry in first {
        all.extend(ids(tx.rows(BESIDE, &[(&entry.0).into()]).await?, EntryId)?);
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// What lists said of an entry, each time: the digest of it.
///
/// # Errors
/// As the statements give.
pub async fn said(tx: &mut Tx, entry: EntryId) -> Result<Vec<Digest>> {
    ids(tx.rows("SELECT said FROM entry WHERE id = $1", &[(&entry.0).into()]).await?, |said| said)
}

/// The articles that were read for an entry.
///
/// # Errors
/// As the statements give.
pub async fn articles(tx: &mut Tx, entry: EntryId) -> Result<Vec<ArticleId>> {
    ids(tx.rows("SELECT id FROM article WHERE entry = $1", &[(&entry.0).into()]).await?, ArticleId)
}

/// The captures that were read for an entry: of lists and of pages.
///
/// # Errors
/// As the statements give.
pub async fn captures(tx: &mut Tx, entry: EntryId) -> Result<Vec<CaptureId>> {
    const SQL: &str = "SELECT capture FROM entry WHERE id = $1 UNION SELECT capture FROM article WHERE entry = $1";
    ids(tx.rows(SQL, &[(&entry.0).into()]).await?, CaptureId)
}

/// The captures of the images that an entry's articles show and no other article does.
///
/// # Errors
/// As the statements give.
pub async fn images(tx: &mut Tx, entry: EntryId) -> Result<Vec<CaptureId>> {
    const SQL: &str = "SELECT m.capture FROM article a JOIN picture_image i ON i.article = a.id
         JOIN image n ON n.capture = i.capture JOIN image m ON m.digest = n.digest
         WHERE a.entry = $1 AND NOT EXISTS (SELECT 1 FROM image o JOIN picture_image j ON j.capture = o.capture
         JOIN article b ON b.id = j.article WHERE o.digest = n.digest AND b.entry <> $1
         AND NOT EXISTS (SELECT 1 FROM erased_entry x WHERE x.entry = b.entry))";
    ids(tx.rows(SQL, &[(&entry.0).into()]).await?, CaptureId)
}

/// Captures of addresses that begin with `start`, from that moment on (Unix milliseconds), that are not removed: at most
/// `n` behind `after`.
///
/// # Errors
/// As the statements give.
pub async fn of_site(
    tx: &mut Tx,
    start: &str,
    from_ms: i64,
    (after, n): (Option<CaptureId>, i64),
) -> Result<Vec<CaptureId>> {
    const SQL: &str = "SELECT c.id FROM capture c JOIN capture_place p ON p.capture = c.id
         WHERE c.url LIKE $1 AND c.at_ms >= $2 AND c.id > $3
         AND NOT EXISTS (SELECT 1 FROM removed r WHERE r.capture = p.holder) ORDER BY c.id LIMIT $4";
    let after = after.map(|it| it.0.as_bytes().to_vec()).unwrap_or_default();
    let start = format!("{start}%");
    let args: [Arg<'_>; 4] =
        [start.as_str().into(), from_ms.into(), after.as_slice().into(), n.into()];
    ids(tx.rows(SQL, &args).await?, CaptureId)
}

/// Articles of others that rest on the payload which `holder` holds, each with its item where it has become a version.
///
/// # Errors
/// As the statements give.
pub async fn resting(
    tx: &mut Tx,
    holder: CaptureId,
    item: ItemId,
) -> Result<Vec<(ArticleId, Option<ItemId>)>> {
    const SQL: &str = "SELECT a.id, COALESCE(v.item, a.id) FROM capture_place p JOIN article a ON a.capture = p.capture
         LEFT JOIN item_version v ON v.article = a.id
         WHERE p.holder = $1 AND (v.item IS NULL OR v.item <> $2)";
    let rows = tx.rows(SQL, &[(&holder.0).into(), (&item.0).into()]).await?;
    rows.into_iter()
        .map(|mut row| {
            let article = super::digest(&row.bytes(), "article.id")?;
            let of = super::digest(&row.bytes(), "item_version.item")?;
            Ok((ArticleId(article), (of != article).then_some(ItemId(of))))
        })
        .collect()
}

/// Other items that carry the words of an item's versions, by public id: copies of it, and those of the same words.
///
/// # Errors
/// As the statements give.
pub async fn copies(tx: &mut Tx, item: ItemId) -> Result<Vec<String>> {
    const SQL: &str = "SELECT DISTINCT i.public FROM pickup k JOIN item i ON i.id = k.item
         WHERE k.of_item = $1 AND k.item <> $1 ORDER BY i.public";
    let rows = tx.rows(SQL, &[(&item.0).into()]).await?;
    let picked_up: Vec<String> = rows.into_iter().map(|mut row| row.text()).collect();
    let of_words = copies::of(tx, item).await?.into_iter().map(|it| it.public.to_string());
    let all: BTreeSet<String> = picked_up.into_iter().chain(of_words).collect();
    Ok(all.into_iter().collect())
}

/// Articles of the same source that are another item's: at most `n`, the newest first.
///
/// # Errors
/// As the statements give.
pub async fn beside(tx: &mut Tx, item: ItemId, n: i64) -> Result<Vec<ArticleId>> {
    const SQL: &str = "SELECT v.article FROM item i JOIN item o ON o.source = i.source AND o.id <> i.id
         JOIN item_version v ON v.item = o.id WHERE i.id = $1 ORDER BY o.received_ms DESC, v.n DESC LIMIT $2";
    ids(tx.rows(SQL, &[(&item.0).into(), n.into()]).await?, ArticleId)
}

/// Says that a body was held against its captures and is what they say.
///
/// # Errors
/// As the statements give.
pub async fn hold(tx: &mut Tx, article: ArticleId, body: Digest, at_ms: i64) -> Result<()> {
    let sql = "INSERT INTO held_body (article, body, at_ms) VALUES ($1, $2, $3) ON CONFLICT (article) DO NOTHING";
    tx.run(sql, &[(&article.0).into(), (&body).into(), at_ms.into()]).await
}

/// Whether a body was held against its captures before those were removed.
///
/// # Errors
/// As the statements give.
pub async fn is_held(tx: &mut Tx, article: ArticleId, body: Digest) -> Result<bool> {
    let sql = "SELECT 1 FROM held_body WHERE article = $1 AND body = $2";
    Ok(tx.row_if(sql, &[(&article.0).into(), (&body).into()]).await?.is_some())
}

/// Empties every row that holds words of an erased item, made of these entries.
///
/// # Errors
/// As the statements give.
pub async fn scrub(tx: &mut Tx, erased: &Erased, of: &[EntryId]) -> Result<()> {
    for entry in of {
        for said in said(tx, *entry).await? {
            let known = entries::get(tx, *entry, said).await?;
            let detail = entries::bare(&known.entry);
            tx.run(
                "UPDATE entry SET title = '', detail = $3 WHERE id = $1 AND said = $2",
                &[(&entry.0).into(), (&said).into(), detail.as_str().into()],
            )
            .await?;
        }
        for article in articles(tx, *entry).await? {
            let bare = articles::bare(&articles::get(tx, article).await?.meta);
            let id: Arg<'_> = (&article.0).into();
            let sql = "UPDATE article SET headline = '', meta = $2, teaser = '' WHERE id = $1";
            tx.run(sql, &[id, bare.as_str().into()]).await?;
            let sql = "UPDATE article_body SET body = $2 WHERE article = $1";
            tx.run(sql, &[id, EMPTY.into()]).await?;
            tx.run("DELETE FROM picture_image WHERE article = $1", &[id]).await?;
            tx.run("DELETE FROM picture WHERE article = $1", &[id]).await?;
        }
        tx.run("UPDATE outcome SET why = '' WHERE entry = $1", &[(&entry.0).into()]).await?;
        block(tx, *entry, erased.item).await?;
    }
    // What is said of images that nobody shows any longer, and that are gone from the archive.
    tx.run(
        "DELETE FROM image WHERE EXISTS (SELECT 1 FROM capture_place p JOIN removed r ON r.capture = p.holder
         WHERE p.capture = image.capture)
         AND NOT EXISTS (SELECT 1 FROM picture_image i WHERE i.capture = image.capture)",
        &[],
    )
    .await?;
    let (item, why): (Arg<'_>, Arg<'_>) = ((&erased.item.0).into(), erased.why.as_str().into());
    // The numbers of the wire stay, and that it was withheld or killed; the line has no headline, and is named by its id.
    tx.run(
        "UPDATE dispatch SET headline = $2, kicker = '', dek = 'source', note = '', corrections = '',
         withheld = CASE WHEN withheld = '' THEN '' ELSE $3 END, killed = CASE WHEN killed = '' THEN '' ELSE $3 END,
         legal = CASE WHEN killed <> '' AND $4 = 1 THEN 1 ELSE legal END WHERE item = $1",
        &[item, erased.public.as_str().into(), why, i64::from(erased.is_legal).into()],
    )
    .await?;
    tx.run(
        "UPDATE decision SET words = CASE kind WHEN 'correct' THEN '-' WHEN 'dek' THEN 'source' WHEN 'headline' THEN ''
         WHEN 'kicker' THEN '' WHEN 'editor-note' THEN '' ELSE words END,
         why = CASE WHEN kind = 'kill' THEN $2 ELSE '' END WHERE item = $1",
        &[item, why],
    )
    .await?;
    // What a destination answered may repeat what it was sent.
    tx.run(
        "UPDATE destination SET trouble = '' WHERE slug IN (SELECT destination FROM debt WHERE item = $1)",
        &[item],
    )
    .await?;
    tx.run("UPDATE debt SET reason = '' WHERE item = $1", &[item]).await?;
    tx.run("DELETE FROM watch WHERE item = $1", &[item]).await?;
    tx.run("DELETE FROM watch_post WHERE item = $1", &[item]).await?;
    tx.run("UPDATE desk_note SET words = '' WHERE item = $1", &[item]).await?;
    tx.run(
        "UPDATE act SET was = '', becomes = '' WHERE object = $1 AND SUBSTR(what, 1, 4) <> 'eras'",
        &[erased.public.as_str().into()],
    )
    .await
}

/// The tables that [`scrub`] changes.
pub const TABLES: [&str; 13] = [
    "entry",
    "article",
    "article_body",
    "picture_image",
    "picture",
    "outcome",
    "image",
    "dispatch",
    "decision",
    "destination",
    "debt",
    "desk_note",
    "act",
];
