//! A dispatch as it is read back from its columns, which stand in every statement in this order:
//! `number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause, kicker, dek, note, note_ms, corrections,
//! changed, gone_ms, legal`.

use crate::error::{Error, Kind, Result};
use crate::store::db::Row;
use jiff::Timestamp;
use mediawire_core::model::change::Class;
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::dispatch::{Changed, Correction, Dispatch, Note, Notice};
use mediawire_core::model::id::{ArticleId, ItemId};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Genre};

pub(super) fn read_dispatch(row: &mut Row) -> Result<Dispatch> {
    let number = row.int();
    let bug =
        |what: &str| Error::new(Kind::Bug, format!("dispatch {number} has a {what} that is none"));
    let mut dispatch = Dispatch {
        number,
        item: ItemId(super::digest(&row.bytes(), "dispatch.item")?),
        article: ArticleId(super::digest(&row.bytes(), "dispatch.article")?),
        body: super::digest(&row.bytes(), "dispatch.body")?,
        headline: row.text(),
        section: SectionCode(row.text()),
        genre: Genre::parse(&row.text()).ok_or_else(|| bug("genre"))?,
        display: Display::parse(&row.text()).ok_or_else(|| bug("display"))?,
        notice: notice(row.text(), row.text()),
        at: super::instant(row.int())?,
        cause: row.text(),
        kicker: super::filled(row.text()),
        dek: Dek::parse(&row.text()).ok_or_else(|| bug("dek"))?,
        note: note(row.text(), row.int())?,
        corrections: read_corrections(&row.text()).ok_or_else(|| bug("correction"))?,
        changed: read_changed(&row.text()).ok_or_else(|| bug("change"))?,
        gone: gone(row.int())?,
    };
    let is_legal = row.int() != 0;
    if let Notice::Killed(_, ground) = &mut dispatch.notice {
        *ground = Ground::of(is_legal);
    }
    Ok(dispatch)
}

/// The note of its two columns.
fn note(words: String, at_ms: i64) -> Result<Option<Note>> {
    let at = super::instant(at_ms)?;
    Ok(super::filled(words).map(|words| Note { words, at }))
}

/// Since when a page is gone: 0 if it is not.
fn gone(at_ms: i64) -> Result<Option<Timestamp>> {
    if at_ms == 0 { Ok(None) } else { super::instant(at_ms).map(Some) }
}

/// What a source changed as it stands in its column: Unix milliseconds and the names of kinds, each after a space; empty if
/// nothing.
pub(super) fn write_changed(it: Option<&Changed>) -> String {
    let Some(Changed { at, classes }) = it else { return String::new() };
    let classes = classes.iter().map(|class| format!(" {}", class.name()));
    at.as_millisecond().to_string() + &classes.collect::<String>()
}

fn read_changed(column: &str) -> Option<Option<Changed>> {
    let mut words = column.split_whitespace();
    let Some(ms) = words.next() else { return Some(None) };
    let at = Timestamp::from_millisecond(ms.parse().ok()?).ok()?;
    Some(Some(Changed { at, classes: words.map(Class::named).collect::<Option<_>>()? }))
}

/// The notice of the columns `withheld` and `killed`.
fn notice(withheld: String, killed: String) -> Notice {
    match (super::filled(withheld), super::filled(killed)) {
        (_, Some(why)) => Notice::Killed(why, Ground::House),
        (Some(why), None) => Notice::Withheld(why),
        (None, None) => Notice::None,
    }
}

/// Corrections as they stand in their column: a JSON array of pairs, Unix milliseconds and words; empty if there are none.
pub(super) fn write_corrections(all: &[Correction]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let pairs: Vec<_> = all.iter().map(|it| (it.at.as_millisecond(), it.words.as_str())).collect();
    serde_json::to_string(&pairs).expect("numbers and texts are JSON")
}

fn read_corrections(column: &str) -> Option<Vec<Correction>> {
    if column.is_empty() {
        return Some(Vec::new());
    }
    let pairs: Vec<(i64, String)> = serde_json::from_str(column).ok()?;
    let one = |(ms, words)| Some(Correction { words, at: Timestamp::from_millisecond(ms).ok()? });
    pairs.into_iter().map(one).collect()
}
