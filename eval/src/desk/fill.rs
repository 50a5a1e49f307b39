//! A store with as many items as are asked for, in a few statements: five pieces are saved as the program saves them, and
//! copied. Their captures are left out, which no page of the desk reads.

use crate::run::say;
use mediawire::Wire;
use mediawire::error::Result;
use mediawire::store::db::Tx;
use mediawire::store::{articles, entries, items, sources, wire};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract;
use mediawire_core::identify;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{CaptureId, EntryId, ItemId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Release, Rights, Source};
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

/// Bytes of the text of a long piece.
const LONG: usize = 30_000;
/// Long pieces of a store, at most.
const N_LONG: i64 = 50;
/// The source of the long pieces, and how many others there are.
pub(super) const LONG_SOURCE: &str = "long";
const SOURCES: usize = 200;

/// Of twenty items, one after another: two wait, and one each is set aside, scheduled and off; the others are on the wire.
/// `p` names the piece that is copied: 4 for the long one.
const SEED: &str = "CREATE TEMP TABLE seed AS
    WITH RECURSIVE l(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM l WHERE n + 1 < $1)
    SELECT n, 1700000000000 + n * 1000 AS ms, randomblob(32) AS item, randomblob(32) AS article,
        randomblob(32) AS entry, randomblob(32) AS said,
        replace(replace(replace(replace(lower(hex(randomblob(10))), '0', 'g'), '1', 'h'), '8', 'i'), '9', 'j') AS public,
        CASE WHEN n % $2 = 0 THEN 4 ELSE n % 4 END AS p,
        CASE WHEN n % $2 = 0 THEN 'long' ELSE 's' || (n * 7 % 200) END AS source,
        CASE n % 20 WHEN 0 THEN 'new' WHEN 1 THEN 'held' WHEN 2 THEN 'spiked' WHEN 3 THEN 'scheduled'
            WHEN 4 THEN 'off' ELSE 'wire' END AS list,
        CASE n * 13 % 5 WHEN 0 THEN 'sport' WHEN 1 THEN 'economy' ELSE 'world' END AS section,
        CASE WHEN n % 11 = 0 THEN 'view' ELSE 'report' END AS genre
    FROM l";

/// What is copied, table by table, in the order of its keys, so that the tables grow at their end.
const TABLES: [(&str, &str); 12] = [
    (
        "entries",
        "INSERT INTO entry (id, said, source, capture, url, guid, title, detail, via, at_ms)
         SELECT s.entry, s.said, s.source, e.capture, e.url || s.n, 'tag:' || s.n, e.title, e.detail, e.via, s.ms
         FROM seed s JOIN piece p ON p.p = s.p JOIN article a ON a.id = p.article
         JOIN entry e ON e.id = a.entry AND e.said = a.said ORDER BY s.entry",
    ),
    (
        "articles",
        "INSERT INTO article (id, capture, entry, said, recipe, headline, meta, teaser, words, n_chars)
         SELECT s.article, a.capture, s.entry, s.said, a.recipe, a.headline || ', report ' || s.n, a.meta, a.teaser,
         randomblob(32), a.n_chars
         FROM seed s JOIN piece p ON p.p = s.p JOIN article a ON a.id = p.article ORDER BY s.article",
    ),
    (
        "bodies",
        "INSERT INTO article_body (article, body) SELECT s.article, b.body
         FROM seed s JOIN piece p ON p.p = s.p JOIN article_body b ON b.article = p.article ORDER BY s.article",
    ),
    (
        "items",
        "INSERT INTO item (id, public, source, url, received_ms)
         SELECT item, public, source, 'https://' || source || '.example/' || n, ms FROM seed ORDER BY item",
    ),
    (
        "versions",
        "INSERT INTO item_version (item, n, article, at_ms) SELECT item, 1, article, ms FROM seed ORDER BY item",
    ),
    (
        "decisions",
        "INSERT INTO decision (item, n, kind, words, by_whom, why, at_ms)
         SELECT item, 1, CASE list WHEN 'spiked' THEN 'spike' WHEN 'scheduled' THEN 'schedule' WHEN 'off' THEN 'withhold'
         ELSE 'hold' END, CASE list WHEN 'scheduled' THEN '2099-01-01T10:00:00Z' ELSE '' END, 'ada', 'for the measure', ms
         FROM seed WHERE list IN ('held', 'spiked', 'scheduled', 'off') ORDER BY item",
    ),
    (
        "outcomes",
        "INSERT INTO outcome (entry, said, step, code, why, at_ms)
         SELECT entry, said, 'dispatch', 'held', 'it waits for the desk', ms FROM seed
         WHERE list NOT IN ('wire', 'off') ORDER BY entry",
    ),
    (
        "dispatches",
        "INSERT INTO dispatch
         (number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause)
         SELECT ROW_NUMBER() OVER (ORDER BY s.n), s.item, s.article, randomblob(32), a.headline, s.section, s.genre,
         'full', CASE s.list WHEN 'off' THEN 'for the measure' ELSE '' END, '', s.ms, s.public
         FROM seed s JOIN article a ON a.id = s.article WHERE s.list IN ('wire', 'off') ORDER BY s.n",
    ),
    (
        "shown",
        "INSERT INTO shown (item, number, first_number, first_ms, section, source, withheld, lang, genre)
         SELECT s.item, d.number, d.number, s.ms, s.section, s.source, CASE s.list WHEN 'off' THEN 1 ELSE 0 END,
         p.lang, s.genre FROM seed s JOIN piece p ON p.p = s.p JOIN dispatch d ON d.item = s.item ORDER BY s.item",
    ),
    ("the head", "UPDATE wire_head SET number = (SELECT COUNT(*) FROM dispatch)"),
    (
        "the desk",
        "INSERT INTO standing
         (item, public, list, at_ms, source, section, lang, genre, received_ms, changed_ms, assigned)
         SELECT s.item, s.public, s.list, CASE s.list WHEN 'scheduled' THEN 4070944800000 ELSE s.ms END, s.source, s.section, p.lang, s.genre, s.ms, s.ms, ''
         FROM seed s JOIN piece p ON p.p = s.p ORDER BY s.item",
    ),
    ("what was for the filling", "DROP TABLE seed"),
];

/// Fills an empty wire with `n` items.
pub(super) async fn fill(of: &Arc<Wire>, n: i64) -> Result<()> {
    let began = Instant::now();
    let mut tx = of.db.write().await?;
    // Rows come in the order of random keys: what is at hand of the indexes decides how long it takes.
    tx.run("PRAGMA cache_size = -1000000", &[]).await?;
    for slug in (0..SOURCES).map(|n| format!("s{n}")).chain([LONG_SOURCE.to_owned()]) {
        sources::save(&mut tx, &source(&slug), "measure", 1).await?;
    }
    tx.run("CREATE TEMP TABLE piece (p BIGINT, article BYTEA, lang TEXT)", &[]).await?;
    for (p, lang) in (0..).zip(["en", "fa", "ru", "de", "en"]) {
        let article = piece(of, &mut tx, p, lang).await?;
        let sql = "INSERT INTO piece (p, article, lang) VALUES ($1, $2, $3)";
        tx.run(sql, &[p.into(), (&article).into(), lang.into()]).await?;
    }
    // The long ones wait: every twentieth item does.
    let apart = (n / N_LONG / 20 * 20).max(20);
    tx.run(SEED, &[n.into(), apart.into()]).await?;
    for (what, sql) in TABLES {
        let step = Instant::now();
        tx.run(sql, &[]).await?;
        if step.elapsed().as_secs() >= 5 {
            say_of(n, what, step)?;
        }
    }
    tx.run("DROP TABLE piece", &[]).await?;
    tx.commit().await?;
    let astray = wire::astray(&mut of.db.read().await?).await?;
    assert_eq!(astray, 0, "what was filled in is what the program would have written");
    say_of(n, "all", began)
}

fn say_of(n: i64, what: &str, began: Instant) -> Result<()> {
    let line = format!("  {n} items: {what} in {:.0} s", began.elapsed().as_secs_f64());
    say(&line).map_err(|why| mediawire::error::Error::new(mediawire::error::Kind::Transient, why))
}

fn source(slug: &str) -> Source {
    Source {
        slug: Slug::of(slug),
        name: format!("Source {slug}"),
        home: format!("https://{slug}.example/"),
        list: None,
        cadence_ms: 3_600_000,
        rights: Rights::to(Display::Full),
        section: SectionCode("world".to_owned()),
        genre: None,
        release: Release::Desk,
    }
}

/// Saves a piece in `lang`, as the program does, and gives its article's id; number 4 is long.
async fn piece(of: &Wire, tx: &mut Tx, p: i64, lang: &str) -> Result<Digest> {
    let (slug, url) = (Slug::of(LONG_SOURCE), format!("https://long.example/piece/{p}"));
    let html = page(p, lang);
    let capture = CaptureId::new(&url, 1_700_000_000_000, Digest::of(html.as_bytes()));
    let entry = Entry {
        id: EntryId::new(&slug, &url),
        capture,
        url: Some(url.clone()),
        guid: None,
        title: format!("Piece {p}"),
        summary: None,
        authors: Vec::new(),
        published: None,
        updated: None,
        categories: Vec::new(),
        lang: Some(lang.to_owned()),
        text: None,
        whole: None,
        image: None,
        handling: None,
    };
    let said = entries::save(tx, &entry, &slug, entries::LIST, 1).await?.unwrap_or(Digest::of(b""));
    let what =
        extract::Page { capture, url: &url, document: &html, entry: Some(&entry), list: None };
    let article = extract::page(&what).map_err(|no| {
        mediawire::error::Error::new(mediawire::error::Kind::Bug, format!("piece {p}: {no}"))
    })?;
    let words = identify::words(&article.body);
    articles::save(tx, &article, (entry.id, said), extract::RECIPE, words).await?;
    let id = ItemId::new(&slug, &url);
    let received = of.now();
    let item = Item { id, public: id.public(&of.public_key), source: slug, url, received };
    items::save(tx, &item).await?;
    items::add_version(tx, id, 1, article.id, received.as_millisecond()).await?;
    Ok(article.id.0)
}

/// A page with an article: of 1 KB, or long.
fn page(p: i64, lang: &str) -> String {
    let bytes = if p == 4 { LONG } else { 1_000 };
    let mut text = String::new();
    let mut n = 0;
    while text.len() < bytes {
        n += 1;
        // Writing to a String cannot fail.
        writeln!(
            text,
            "<p>In part {n} of report {p} the council of Tolva said on Monday that the bridge near the old harbour \
             would stay closed, since {} of its beams had not been repaired after the flood of last spring. \
             \"We shall open it again when it is safe,\" the mayor's office was quoted as saying.</p>",
            n * 7 % 40 + 2
        )
        .ok();
    }
    format!(
        "<!DOCTYPE html><html lang={lang}><head><title>Bridge of Tolva Stays Closed</title>\
         <meta property=og:type content=article></head><body><article><h1>Bridge of Tolva Stays Closed</h1>\n{text}\
         </article></body></html>"
    )
}
