//! Captures, where they lie, and the log of every fetch that gave none.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::model::signals::Signals;

/// Where a member of an archive file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lies {
    /// The file's name.
    pub file: String,
    /// Its first byte in the file.
    pub at_byte: u64,
    /// Its length.
    pub n_bytes: u64,
    /// SHA-256 of the member as it lies there.
    pub member: Digest,
    /// The capture whose record holds the payload: itself, unless it is a revisit.
    pub holder: CaptureId,
}

/// Keeps what is known of a capture, and where it lies. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, capture: &Capture, lies: &Lies) -> Result<()> {
    let headers = serde_json::to_string(&capture.headers).expect("pairs of texts are JSON");
    tx.run(
        "INSERT INTO capture (id, url, at_ms, payload, n_bytes, status, headers)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
        &[
            (&capture.id.0).into(),
            capture.url.as_str().into(),
            capture.at.as_millisecond().into(),
            (&capture.payload).into(),
            super::int(capture.n_bytes).into(),
            i64::from(capture.status).into(),
            headers.as_str().into(),
        ],
    )
    .await?;
    tx.run(
        "INSERT INTO capture_place (capture, file, at_byte, n_bytes, member, holder)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (capture) DO NOTHING",
        &[
            (&capture.id.0).into(),
            lies.file.as_str().into(),
            super::int(lies.at_byte).into(),
            super::int(lies.n_bytes).into(),
            (&lies.member).into(),
            (&lies.holder.0).into(),
        ],
    )
    .await
}

fn read(mut row: Row) -> Result<Capture> {
    Ok(Capture {
        id: CaptureId(super::digest(&row.bytes(), "capture.id")?),
        url: row.text(),
        at: super::instant(row.int())?,
        payload: super::digest(&row.bytes(), "capture.payload")?,
        n_bytes: row.int().unsigned_abs(),
        status: u16::try_from(row.int()).unwrap_or(0),
        headers: serde_json::from_str(&row.text()).map_err(|cause| {
            Error::caused(Kind::Bug, "cannot read a capture's headers in the store", cause)
        })?,
    })
}

/// Keeps what the host of a capture said to machines of its use.
///
/// # Errors
/// As the statements give.
pub async fn save_signals(tx: &mut Tx, id: CaptureId, signals: &Signals) -> Result<()> {
    const SQL: &str = "INSERT INTO capture_signals (capture, said) VALUES ($1, $2)
        ON CONFLICT (capture) DO NOTHING";
    if signals.0.is_empty() {
        return Ok(());
    }
    tx.run(SQL, &[(&id.0).into(), signals.0.join("\n").as_str().into()]).await
}

/// What was said of the use of the capture `id` to machines: by its host, and in its own head.
///
/// # Errors
/// As the statements give.
pub async fn signals(tx: &mut Tx, id: CaptureId) -> Result<Signals> {
    const SQL: &str = "SELECT said FROM capture_signals WHERE capture = $1";
    let row = tx.row_if(SQL, &[(&id.0).into()]).await?;
    let said = row.map(|mut row| row.text()).unwrap_or_default();
    let mut signals = Signals(said.lines().map(str::to_owned).collect());
    signals.add_head(&get(tx, id).await?.headers);
    Ok(signals)
}

/// The capture `id`.
///
/// # Errors
/// As the statements give; `NotFound` if there is none.
pub async fn get(tx: &mut Tx, id: CaptureId) -> Result<Capture> {
    let row = tx
        .row_if(
            "SELECT id, url, at_ms, payload, n_bytes, status, headers FROM capture WHERE id = $1",
            &[(&id.0).into()],
        )
        .await?
        .ok_or_else(|| Error::new(Kind::NotFound, format!("there is no capture {id}")))?;
    read(row)
}

/// An earlier capture of `url` whose payload has this digest and is held by its own record, which was not removed.
///
/// # Errors
/// As the statements give.
pub async fn holder(tx: &mut Tx, url: &str, payload: Digest) -> Result<Option<Capture>> {
    tx.row_if(
        "SELECT c.id, c.url, c.at_ms, c.payload, c.n_bytes, c.status, c.headers
         FROM capture c JOIN capture_place p ON p.capture = c.id
         WHERE c.payload = $1 AND c.url = $2 AND p.holder = c.id
         AND NOT EXISTS (SELECT 1 FROM removed r WHERE r.capture = c.id) ORDER BY c.at_ms LIMIT 1",
        &[(&payload).into(), url.into()],
    )
    .await?
    .map(read)
    .transpose()
}

/// Whether `source` has an entry out of a capture with this payload.
///
/// # Errors
/// As the statements give.
pub async fn is_read_for(tx: &mut Tx, source: &Slug, payload: Digest) -> Result<bool> {
    let sql = "SELECT 1 FROM capture c JOIN entry e ON e.capture = c.id
               WHERE c.payload = $1 AND e.source = $2 LIMIT 1";
    Ok(tx.row_if(sql, &[(&payload).into(), source.as_str().into()]).await?.is_some())
}

/// Whether the capture `id` is kept.
///
/// # Errors
/// As the statements give.
pub async fn is_kept(tx: &mut Tx, id: CaptureId) -> Result<bool> {
    Ok(tx.row_if("SELECT 1 FROM capture WHERE id = $1", &[(&id.0).into()]).await?.is_some())
}

pub(super) fn read_place(mut row: Row) -> Result<Lies> {
    Ok(Lies {
        file: row.text(),
        at_byte: row.int().unsigned_abs(),
        n_bytes: row.int().unsigned_abs(),
        member: super::digest(&row.bytes(), "capture_place.member")?,
        holder: CaptureId(super::digest(&row.bytes(), "capture_place.holder")?),
    })
}

/// Where the record lies that holds the payload of the capture `id`.
///
/// # Errors
/// As the statements give; `NotFound` if it lies nowhere.
pub async fn payload_place(tx: &mut Tx, id: CaptureId) -> Result<Lies> {
    let row = tx
        .row_if(
            "SELECT h.file, h.at_byte, h.n_bytes, h.member, h.holder FROM capture_place p
             JOIN capture_place h ON h.capture = p.holder WHERE p.capture = $1",
            &[(&id.0).into()],
        )
        .await?
        .ok_or_else(|| {
            Error::new(Kind::NotFound, format!("the capture {id} lies nowhere in the archive"))
        })?;
    read_place(row)
}

/// Where the capture's own record lies, which for a revisit is not where its payload is.
///
/// # Errors
/// As the statements give.
pub async fn places(tx: &mut Tx, file: &str) -> Result<Vec<(CaptureId, Lies)>> {
    tx.rows(
        "SELECT capture, file, at_byte, n_bytes, member, holder FROM capture_place
         WHERE file = $1 ORDER BY at_byte",
        &[file.into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let id = CaptureId(super::digest(&row.bytes(), "capture_place.capture")?);
        Ok((id, read_place(row)?))
    })
    .collect()
}

/// For each archive file that anything refers to: its name and the end of the last such member.
///
/// # Errors
/// As the statements give.
pub async fn durable_ends(tx: &mut Tx) -> Result<Vec<(String, u64)>> {
    let rows = tx
        .rows(
            "SELECT file, CAST(MAX(at_byte + n_bytes) AS BIGINT) FROM capture_place GROUP BY file",
            &[],
        )
        .await?;
    Ok(rows.into_iter().map(|mut row| (row.text(), row.int().unsigned_abs())).collect())
}

/// Writes into the fetch log what asking an address gave that is no article's capture, and why: the source, the
/// address and the time, then a short code and its words.
///
/// # Errors
/// As the statements give.
pub async fn log(
    tx: &mut Tx,
    (source, url, at_ms): (&str, &str, i64),
    code: &str,
    detail: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO fetch_log (url, at_ms, source, code, detail) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (url, at_ms, code) DO NOTHING",
        &[
            super::indexed(url).as_ref().into(),
            at_ms.into(),
            source.into(),
            code.into(),
            detail.into(),
        ],
    )
    .await
}
