//! The pictures that articles name, the captures that are images, and which is which. Nothing here changes one.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::image::{Image, ImageKind, Metadata};
use mediawire_core::model::article::Article;
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, PublicId, Slug};
use mediawire_core::model::picture::{Picture, Pictures, named};
use serde::{Deserialize, Serialize};

/// Items that are looked at for one that shows an image.
const SHOWING_MAX: i64 = 16;

/// `Metadata` as it stands in `image.metadata`.
#[derive(Serialize, Deserialize)]
struct MetadataRow {
    creator: Option<String>,
    credit: Option<String>,
    copyright: Option<String>,
    caption: Option<String>,
}

/// The digest by which a picture's URL is found again.
#[must_use]
pub fn url_digest(url: &str) -> Digest {
    Digest::of(url.as_bytes())
}

/// Keeps the pictures that `article` names. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn name(tx: &mut Tx, article: &Article) -> Result<()> {
    for (place, named) in named(article).iter().enumerate() {
        tx.run(
            "INSERT INTO picture (article, place, url, url_digest, alt) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (article, place) DO NOTHING",
            &[
                (&article.id.0).into(),
                super::int(place).into(),
                named.url.as_str().into(),
                (&url_digest(&named.url)).into(),
                named.alt.as_str().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// The URLs of the pictures of `article` of which no image was kept, each with its place: 0 is the lead picture's.
///
/// # Errors
/// As the statements give.
pub async fn wanted(tx: &mut Tx, article: ArticleId) -> Result<Vec<(i64, String)>> {
    let rows = tx
        .rows(
            "SELECT p.place, p.url FROM picture p
             LEFT JOIN picture_image i ON i.article = p.article AND i.place = p.place
             WHERE p.article = $1 AND i.capture IS NULL ORDER BY p.place",
            &[(&article.0).into()],
        )
        .await?;
    Ok(rows.into_iter().map(|mut row| (row.int(), row.text())).collect())
}

/// The URL with that digest and a source that may show its image, if an article of such a source still wants it.
///
/// # Errors
/// As the statements give.
pub async fn wanted_by(tx: &mut Tx, url: Digest) -> Result<Option<(String, Slug)>> {
    let row = tx
        .row_if(
            "SELECT p.url, s.slug FROM picture p JOIN article a ON a.id = p.article
             JOIN entry e ON e.id = a.entry AND e.said = a.said JOIN source s ON s.slug = e.source
             LEFT JOIN picture_image i ON i.article = p.article AND i.place = p.place
             WHERE p.url_digest = $1 AND s.images = 1 AND i.capture IS NULL ORDER BY s.slug LIMIT 1",
            &[(&url).into()],
        )
        .await?;
    row.map(|mut row| {
        let (url, slug) = (row.text(), row.text());
        let bug = || Error::new(Kind::Bug, format!("a source has the slug {slug:?}"));
        Ok((url, Slug::parse(&slug).ok_or_else(bug)?))
    })
    .transpose()
}

/// The last image that was kept of the URL with that digest, and when it came, in Unix milliseconds.
///
/// # Errors
/// As the statements give.
pub async fn last(tx: &mut Tx, url: Digest) -> Result<Option<(CaptureId, i64)>> {
    let row = tx
        .row_if(
            "SELECT c.id, c.at_ms FROM picture p
             JOIN picture_image i ON i.article = p.article AND i.place = p.place
             JOIN capture c ON c.id = i.capture WHERE p.url_digest = $1
             AND NOT EXISTS (SELECT 1 FROM capture_place l JOIN removed r ON r.capture = l.holder WHERE l.capture = c.id) ORDER BY c.at_ms DESC LIMIT 1",
            &[(&url).into()],
        )
        .await?;
    row.map(|mut row| Ok((CaptureId(super::digest(&row.bytes(), "capture.id")?), row.int())))
        .transpose()
}

/// Says that `capture` is `image`, whose own bytes have this digest and length. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn save(
    tx: &mut Tx,
    capture: CaptureId,
    image: &Image,
    (digest, n_bytes): (Digest, u64),
) -> Result<()> {
    let Metadata { creator, credit, copyright, caption } = image.metadata.clone();
    let metadata = MetadataRow { creator, credit, copyright, caption };
    let metadata = serde_json::to_string(&metadata).expect("texts are JSON");
    tx.run(
        "INSERT INTO image (capture, digest, kind, width, height, n_bytes, metadata)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (capture) DO NOTHING",
        &[
            (&capture.0).into(),
            (&digest).into(),
            image.kind.extension().into(),
            i64::from(image.width).into(),
            i64::from(image.height).into(),
            super::int(n_bytes).into(),
            metadata.as_str().into(),
        ],
    )
    .await
}

/// Makes `capture` the image of every picture with that URL that has none.
///
/// # Errors
/// As the statements give.
pub async fn join(tx: &mut Tx, url: Digest, capture: CaptureId, at_ms: i64) -> Result<()> {
    tx.run(
        "INSERT INTO picture_image (article, place, capture, at_ms)
         SELECT p.article, p.place, $2, CAST($3 AS BIGINT) FROM picture p WHERE p.url_digest = $1
         AND NOT EXISTS (SELECT 1 FROM capture_place l JOIN removed r ON r.capture = l.holder WHERE l.capture = $2)
         ON CONFLICT (article, place) DO NOTHING",
        &[(&url).into(), (&capture.0).into(), at_ms.into()],
    )
    .await
}

/// The statement that gives the pictures of an article whose images were kept and not removed since; `$select` goes in
/// front.
macro_rules! kept {
    ($select:literal) => {
        concat!(
            "SELECT ",
            $select,
            "p.url, p.alt, m.digest, m.kind, m.width, m.height, m.n_bytes, m.metadata FROM picture p
             JOIN picture_image i ON i.article = p.article AND i.place = p.place
             JOIN image m ON m.capture = i.capture WHERE p.article = $1 AND NOT EXISTS
             (SELECT 1 FROM capture_place l JOIN removed r ON r.capture = l.holder WHERE l.capture = m.capture)
             ORDER BY p.place"
        )
    };
}

fn read(row: &mut Row) -> Result<Picture> {
    let bug =
        |what: &str| Error::new(Kind::Malformed, format!("an image has a {what} that is none"));
    let side = |side: i64| u32::try_from(side).map_err(|_| bug("side"));
    Ok(Picture {
        url: row.text(),
        alt: row.text(),
        digest: super::digest(&row.bytes(), "image.digest")?,
        kind: ImageKind::of_extension(&row.text()).ok_or_else(|| bug("kind"))?,
        width: side(row.int())?,
        height: side(row.int())?,
        n_bytes: row.int().unsigned_abs(),
        metadata: read_metadata(&row.text())?,
    })
}

fn read_metadata(text: &str) -> Result<Metadata> {
    let row: MetadataRow = serde_json::from_str(text).map_err(|cause| {
        Error::caused(Kind::Malformed, "cannot read an image's metadata", cause)
    })?;
    let MetadataRow { creator, credit, copyright, caption } = row;
    Ok(Metadata { creator, credit, copyright, caption })
}

/// The pictures of `article` whose images were kept.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, article: ArticleId) -> Result<Pictures> {
    let rows = tx.rows(kept!(""), &[(&article.0).into()]).await?;
    rows.into_iter().map(|mut row| read(&mut row)).collect::<Result<_>>().map(Pictures)
}

/// The same, each with its capture.
///
/// # Errors
/// As the statements give.
pub async fn captured(tx: &mut Tx, article: ArticleId) -> Result<Vec<(CaptureId, Picture)>> {
    let rows = tx.rows(kept!("i.capture, "), &[(&article.0).into()]).await?;
    rows.into_iter()
        .map(|mut row| {
            let capture = CaptureId(super::digest(&row.bytes(), "picture_image.capture")?);
            Ok((capture, read(&mut row)?))
        })
        .collect()
}

/// A capture that is the image with that digest, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn capture(tx: &mut Tx, digest: Digest) -> Result<Option<CaptureId>> {
    let sql = "SELECT m.capture FROM image m WHERE m.digest = $1 AND NOT EXISTS
               (SELECT 1 FROM capture_place l JOIN removed r ON r.capture = l.holder WHERE l.capture = m.capture)
               ORDER BY m.capture LIMIT 1";
    let row = tx.row_if(sql, &[(&digest).into()]).await?;
    row.map(|mut row| Ok(CaptureId(super::digest(&row.bytes(), "image.capture")?))).transpose()
}

/// The digests of the images that any dispatched version of the item had.
///
/// # Errors
/// As the statements give.
pub async fn of_item(tx: &mut Tx, item: ItemId) -> Result<Vec<Digest>> {
    let sql =
        "SELECT DISTINCT m.digest FROM dispatch d JOIN picture_image i ON i.article = d.article
               JOIN image m ON m.capture = i.capture WHERE d.item = $1 ORDER BY m.digest";
    let rows = tx.rows(sql, &[(&item.0).into()]).await?;
    rows.into_iter().map(|mut row| super::digest(&row.bytes(), "image.digest")).collect()
}

/// Items on the wire, not withheld, whose source lets pictures be shown and of whose dispatched article the image with
/// that digest is a picture: whether one of them shows it, `visible` says.
///
/// # Errors
/// As the statements give.
pub async fn showing(tx: &mut Tx, digest: Digest) -> Result<Vec<PublicId>> {
    tx.rows(
        "SELECT DISTINCT t.public, s.first_number FROM image m JOIN picture_image i ON i.capture = m.capture
         JOIN dispatch d ON d.article = i.article JOIN shown s ON s.number = d.number
         JOIN item t ON t.id = s.item JOIN source o ON o.slug = s.source
         WHERE m.digest = $1 AND s.withheld = 0 AND o.images = 1
         AND d.display <> 'headline' AND o.display <> 'headline'
         ORDER BY s.first_number DESC LIMIT $2",
        &[(&digest).into(), SHOWING_MAX.into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let public = row.text();
        PublicId::parse(&public)
            .ok_or_else(|| Error::new(Kind::Bug, format!("an item has the public id {public:?}")))
    })
    .collect()
}
