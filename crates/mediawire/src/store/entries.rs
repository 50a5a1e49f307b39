//! Entries: every different thing that a list ever said of one is a row.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::handling::HandlingRow;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::entry::{Entry, Form, Fragment};
use mediawire_core::model::handling::Handling;
use mediawire_core::model::id::{CaptureId, EntryId, Slug};
use mediawire_core::model::time::Time;
use serde::{Deserialize, Serialize};

/// A moment as it stands in JSON columns: instant (Unix ms), offset (s), the source's text.
#[derive(Serialize, Deserialize)]
pub(super) struct TimeRow(i64, Option<i32>, String);

impl TimeRow {
    pub(super) fn of(time: &Time) -> Self {
        Self(time.at.as_millisecond(), time.offset_s, time.raw.clone())
    }

    pub(super) fn time(self) -> Option<Time> {
        let at = jiff::Timestamp::from_millisecond(self.0).ok()?;
        Some(Time { at, offset_s: self.1, raw: self.2 })
    }
}

/// What a list says of an entry beside its identity, as it stands in `entry.detail`.
#[derive(Serialize, Deserialize)]
struct Detail {
    summary: Option<String>,
    authors: Vec<String>,
    published: Option<TimeRow>,
    updated: Option<TimeRow>,
    categories: Vec<String>,
    lang: Option<String>,
    text: Option<(u32, u32, u8)>,
    /// Not there where it is nothing, so that what lists said before this was asked is still the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whole: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    handling: Option<HandlingRow>,
}

/// By the number that stands in the store: a new form is added at the end.
const FORMS: [Form; 9] = [
    Form::Escaped,
    Form::Inline,
    Form::Plain,
    Form::JsonHtml,
    Form::JsonPlain,
    Form::Markup,
    Form::XmlLines,
    Form::JsonLines,
    Form::Lines,
];

/// A fragment as three numbers: start, end, form.
pub(super) fn fragment_row(fragment: Fragment) -> (u32, u32, u8) {
    let form =
        FORMS.iter().position(|form| *form == fragment.form).expect("every form is in FORMS");
    (fragment.start, fragment.end, u8::try_from(form).expect("there are few"))
}

/// The fragment that three numbers stand for.
pub(super) fn fragment((start, end, form): (u32, u32, u8)) -> Option<Fragment> {
    Some(Fragment { start, end, form: *FORMS.get(usize::from(form))? })
}

/// An entry as the store knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// What was announced.
    pub entry: Entry,
    /// Digest of what was said of it: together with the entry's id, the row's key.
    pub said: Digest,
    /// Its source.
    pub source: Slug,
    /// By which list, import or person it came.
    pub via: String,
}

/// What stays of what a list says of an entry when its words are erased: language and times.
pub(super) fn bare(entry: &Entry) -> String {
    let detail = Detail {
        summary: None,
        authors: Vec::new(),
        published: entry.published.as_ref().map(TimeRow::of),
        updated: entry.updated.as_ref().map(TimeRow::of),
        categories: Vec::new(),
        lang: entry.lang.clone(),
        text: None,
        whole: None,
        image: None,
        handling: None,
    };
    serde_json::to_string(&detail).expect("texts and numbers are JSON")
}

/// Keeps what a list says of an entry; the row's key if it was not said before.
///
/// # Errors
/// As the statements give.
pub async fn save(
    tx: &mut Tx,
    entry: &Entry,
    source: &Slug,
    via: &str,
    at_ms: i64,
) -> Result<Option<Digest>> {
    let mut detail = Detail {
        summary: entry.summary.clone(),
        authors: entry.authors.clone(),
        published: entry.published.as_ref().map(TimeRow::of),
        updated: entry.updated.as_ref().map(TimeRow::of),
        categories: entry.categories.clone(),
        lang: entry.lang.clone(),
        text: None,
        whole: entry.whole.map(|digest| digest.to_hex()),
        image: None,
        handling: entry.handling.as_deref().map(HandlingRow::of),
    };
    let url = entry.url.as_deref().unwrap_or_default();
    let guid = entry.guid.as_deref().unwrap_or_default();
    // Where the text lies in the list changes with every poll, as some addresses of pictures do, and is no news of the
    // entry.
    let same = serde_json::to_string(&detail).expect("texts and numbers are JSON");
    // Pages that were taken or imported are asked for by name: each capture of one is something new.
    let asked = if via == LIST { &[][..] } else { &entry.capture.0.as_bytes()[..] };
    let said = Digest::of_parts(&[
        url.as_bytes(),
        guid.as_bytes(),
        entry.title.as_bytes(),
        same.as_bytes(),
        asked,
    ]);
    detail.text = entry.text.map(fragment_row);
    detail.image.clone_from(&entry.image);
    let detail = serde_json::to_string(&detail).expect("texts and numbers are JSON");
    let row = tx
        .row_if(
            "INSERT INTO entry (id, said, source, capture, url, guid, title, detail, via, at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id, said) DO NOTHING RETURNING at_ms",
            &[
                (&entry.id.0).into(),
                (&said).into(),
                source.as_str().into(),
                (&entry.capture.0).into(),
                url.into(),
                guid.into(),
                entry.title.as_str().into(),
                detail.as_str().into(),
                via.into(),
                at_ms.into(),
            ],
        )
        .await?;
    Ok(row.map(|_| said))
}

/// Whether anything was ever said of the entry `id`.
///
/// # Errors
/// As the statements give.
pub async fn is_known(tx: &mut Tx, id: EntryId) -> Result<bool> {
    Ok(tx.row_if("SELECT 1 FROM entry WHERE id = $1 LIMIT 1", &[(&id.0).into()]).await?.is_some())
}

/// How the agency of the entry `id` wanted it handled each time that it said something new of it, from the first.
///
/// # Errors
/// As the statements give.
pub async fn handlings(tx: &mut Tx, id: EntryId) -> Result<Vec<Handling>> {
    let sql = "SELECT detail FROM entry WHERE id = $1 ORDER BY at_ms, said";
    let rows = tx.rows(sql, &[(&id.0).into()]).await?;
    let mut all = Vec::new();
    for mut row in rows {
        all.extend(read_detail(&row.text(), id)?.handling.map(HandlingRow::handling));
    }
    Ok(all)
}

fn read_detail(detail: &str, id: EntryId) -> Result<Detail> {
    serde_json::from_str(detail).map_err(|cause| {
        Error::caused(Kind::Bug, format!("cannot read the detail of entry {id}"), cause)
    })
}

/// `via` of what a source's own list announces.
pub const LIST: &str = "list";

/// What was said last of the entry `id`, if anything was.
///
/// # Errors
/// As the statements give.
pub async fn last_said(tx: &mut Tx, id: EntryId) -> Result<Option<Digest>> {
    let sql = "SELECT said FROM entry WHERE id = $1 ORDER BY at_ms DESC, said LIMIT 1";
    let row = tx.row_if(sql, &[(&id.0).into()]).await?;
    row.map(|mut row| super::digest(&row.bytes(), "entry.said")).transpose()
}

/// What was said of the entry `id` under the digest `said`.
///
/// # Errors
/// As the statements give; `NotFound` if nothing was.
pub async fn get(tx: &mut Tx, id: EntryId, said: Digest) -> Result<Announced> {
    let mut row = tx
        .row_if(
            "SELECT source, capture, url, guid, title, detail, via FROM entry WHERE id = $1 AND said = $2",
            &[(&id.0).into(), (&said).into()],
        )
        .await?
        .ok_or_else(|| Error::new(Kind::NotFound, format!("there is no entry {id}")))?;
    let source = row.text();
    let source = Slug::parse(&source)
        .ok_or_else(|| Error::new(Kind::Bug, format!("entry {id} has the source {source:?}")))?;
    let capture = CaptureId(super::digest(&row.bytes(), "entry.capture")?);
    let (url, guid, title, detail, via) =
        (row.text(), row.text(), row.text(), row.text(), row.text());
    let detail = read_detail(&detail, id)?;
    let entry = Entry {
        id,
        capture,
        url: super::filled(url),
        guid: super::filled(guid),
        title,
        summary: detail.summary,
        authors: detail.authors,
        published: detail.published.and_then(TimeRow::time),
        updated: detail.updated.and_then(TimeRow::time),
        categories: detail.categories,
        lang: detail.lang,
        text: detail.text.and_then(fragment),
        whole: detail.whole.and_then(|hex| Digest::from_hex(&hex)),
        image: detail.image,
        handling: detail.handling.map(|row| Box::new(row.handling())),
    };
    Ok(Announced { entry, said, source, via })
}
