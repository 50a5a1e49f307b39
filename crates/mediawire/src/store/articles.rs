//! Articles and their bodies. Nothing here changes one.

use crate::error::{Error, Kind, Result};
use crate::store::body;
use crate::store::db::Tx;
use crate::store::entries::TimeRow;
use crate::store::pictures;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::article::{Article, Meta, Origins};
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, Slug};
use mediawire_core::model::signals::Signals;
use mediawire_core::model::source::Genre;
use mediawire_core::model::visible::teaser;
use serde::{Deserialize, Serialize};

/// `Meta` as it stands in `article.meta`. What later versions added may be missing.
#[derive(Serialize, Deserialize)]
struct MetaRow {
    dek: Option<String>,
    authors: Vec<String>,
    #[serde(default)]
    agencies: Vec<String>,
    dateline: Option<String>,
    published: Option<TimeRow>,
    updated: Option<TimeRow>,
    lang: Option<String>,
    canonical: Option<String>,
    categories: Vec<String>,
    #[serde(default)]
    keywords: Vec<String>,
    genre: Option<String>,
    image: Option<String>,
    site_name: Option<String>,
    is_free: Option<bool>,
    licence: Option<String>,
    rights: Option<String>,
    #[serde(default)]
    signals: Vec<String>,
    doubts: Vec<String>,
}

fn write_meta(meta: &Meta) -> String {
    let row = MetaRow {
        dek: meta.dek.clone(),
        authors: meta.authors.clone(),
        agencies: meta.agencies.clone(),
        dateline: meta.dateline.clone(),
        published: meta.published.as_ref().map(TimeRow::of),
        updated: meta.updated.as_ref().map(TimeRow::of),
        lang: meta.lang.clone(),
        canonical: meta.canonical.clone(),
        categories: meta.categories.clone(),
        keywords: meta.keywords.clone(),
        genre: meta.genre.map(|genre| genre.name().to_owned()),
        image: meta.image.clone(),
        site_name: meta.site_name.clone(),
        is_free: meta.is_free,
        licence: meta.licence.clone(),
        rights: meta.rights.clone(),
        signals: meta.signals.0.clone(),
        doubts: meta.doubts.clone(),
    };
    serde_json::to_string(&row).expect("texts and numbers are JSON")
}

/// What stays of an article's metadata when its words are erased: language, genre, times and what was said to machines.
pub(super) fn bare(meta: &Meta) -> String {
    write_meta(&Meta {
        published: meta.published.clone(),
        updated: meta.updated.clone(),
        lang: meta.lang.clone(),
        genre: meta.genre,
        is_free: meta.is_free,
        signals: meta.signals.clone(),
        ..Meta::default()
    })
}

/// The `Meta` of the columns `headline` and `meta`.
pub(super) fn read_meta(headline: String, meta: &str) -> Result<Meta> {
    let row: MetaRow = serde_json::from_str(meta).map_err(|cause| {
        Error::caused(Kind::Malformed, "cannot read an article's metadata", cause)
    })?;
    Ok(Meta {
        headline,
        dek: row.dek,
        authors: row.authors,
        agencies: row.agencies,
        dateline: row.dateline,
        published: row.published.and_then(TimeRow::time),
        updated: row.updated.and_then(TimeRow::time),
        lang: row.lang,
        canonical: row.canonical,
        categories: row.categories,
        keywords: row.keywords,
        genre: row.genre.as_deref().and_then(Genre::parse),
        image: row.image,
        site_name: row.site_name,
        is_free: row.is_free,
        licence: row.licence,
        rights: row.rights,
        signals: Signals(row.signals),
        doubts: row.doubts,
        origins: Origins::default(),
        confidence: None,
    })
}

/// Keeps an article with its body and the pictures that it names. `words` is the digest of its words. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn save(
    tx: &mut Tx,
    article: &Article,
    (entry, said): (EntryId, Digest),
    recipe: u32,
    words: Digest,
) -> Result<()> {
    let text = article.body.text(false);
    let meta = write_meta(&article.meta);
    tx.run(
        "INSERT INTO article (id, capture, entry, said, recipe, headline, meta, teaser, words, n_chars)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
        &[
            (&article.id.0).into(),
            (&article.capture.0).into(),
            (&entry.0).into(),
            (&said).into(),
            i64::from(recipe).into(),
            article.meta.headline.as_str().into(),
            meta.as_str().into(),
            teaser(&text).as_str().into(),
            (&words).into(),
            super::int(text.chars().count()).into(),
        ],
    )
    .await?;
    pictures::name(tx, article).await?;
    tx.run(
        "INSERT INTO article_body (article, body) VALUES ($1, $2) ON CONFLICT (article) DO NOTHING",
        &[(&article.id.0).into(), body::write(&article.body).as_str().into()],
    )
    .await
}

/// What the store knows of an article beside its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The article.
    pub id: ArticleId,
    /// The capture that it was read from.
    pub capture: CaptureId,
    /// The entry that led to it, with the digest of what was said of it.
    pub entry: (EntryId, Digest),
    /// What is known of it beside its text.
    pub meta: Meta,
    /// The first words of its body.
    pub teaser: String,
    /// Digest of its words.
    pub words: Digest,
    /// How many characters of text it has.
    pub n_chars: i64,
}

/// The article `id` without its body.
///
/// # Errors
/// As the statements give; `NotFound` if there is none.
pub async fn get(tx: &mut Tx, id: ArticleId) -> Result<Known> {
    let mut row = tx
        .row_if(
            "SELECT capture, entry, said, headline, meta, teaser, words, n_chars FROM article WHERE id = $1",
            &[(&id.0).into()],
        )
        .await?
        .ok_or_else(|| Error::new(Kind::NotFound, format!("there is no article {id}")))?;
    let capture = CaptureId(super::digest(&row.bytes(), "article.capture")?);
    let entry = EntryId(super::digest(&row.bytes(), "article.entry")?);
    let said = super::digest(&row.bytes(), "article.said")?;
    let (headline, meta) = (row.text(), row.text());
    Ok(Known {
        id,
        capture,
        entry: (entry, said),
        meta: read_meta(headline, &meta)?,
        teaser: row.text(),
        words: super::digest(&row.bytes(), "article.words")?,
        n_chars: row.int(),
    })
}

/// The captures of the last `n` pages of `source` of which an article was made, the newest first; what came in a list is
/// none.
///
/// # Errors
/// As the statements give.
pub async fn last_pages(tx: &mut Tx, source: &Slug, n: i64) -> Result<Vec<CaptureId>> {
    let sql = "SELECT a.capture FROM item i JOIN item_version v ON v.item = i.id JOIN article a ON a.id = v.article
               JOIN entry e ON e.id = a.entry AND e.said = a.said
               WHERE i.source = $1 AND (a.capture <> e.capture OR e.via <> 'list')
               ORDER BY i.received_ms DESC, i.id, v.n DESC LIMIT $2";
    let rows = tx.rows(sql, &[source.as_str().into(), n.into()]).await?;
    let capture = |bytes: &[u8]| super::digest(bytes, "article.capture").map(CaptureId);
    rows.into_iter().map(|mut row| capture(&row.bytes())).collect()
}

/// The stored text of the body of the article `id`: see [`body::read`].
///
/// # Errors
/// As the statements give; `NotFound` if there is none.
pub async fn body(tx: &mut Tx, id: ArticleId) -> Result<String> {
    let row =
        tx.row_if("SELECT body FROM article_body WHERE article = $1", &[(&id.0).into()]).await?;
    row.map(|mut row| row.text()).ok_or_else(|| {
        Error::new(Kind::NotFound, format!("the body of article {id} is not in the store"))
    })
}
