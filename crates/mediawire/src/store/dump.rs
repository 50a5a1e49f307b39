//! A database as lines of JSON, the same from both engines: what a backup holds of it, and how it comes back.
//!
//! Of each table a text: the first line names its columns, each further one is a row. Whole numbers stand as numbers,
//! texts as texts, bytes as `{"hex": "…"}`. An empty table is an empty text. Secrets stand in tables of their own:
//! a table that holds some is named in [`SECRET`].

use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::bulk::{self, Name};
use crate::store::db::{Tx, Value};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{BufRead, Write};

/// The tables with what nobody else may have: the key of public ids, accounts, sessions, tokens, secrets of hubs and of
/// destinations.
pub const SECRET: [&str; 8] = [
    "account",
    "api_token",
    "destination",
    "device",
    "invitation",
    "session",
    "setting",
    "subscription",
];
/// Which schema the database has; a restored one has its own.
const STEPS: &str = "schema_step";
/// Values of one statement. SQLite takes 32,766 and PostgreSQL 65,535.
const VALUES_MAX: usize = 2_000;

/// The tables of the database but for the one that says its schema, sorted by name.
///
/// # Errors
/// As the statements give.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Name>> {
    let all = bulk::tables(tx).await?;
    Ok(all.into_iter().filter(|name| name.as_str() != STEPS).collect())
}

/// Writes the rows of `table`, after `change` has seen each with its columns' names; how many.
///
/// # Errors
/// `Transient` if it cannot be read or written.
pub async fn write(
    tx: &mut Tx,
    table: &Name,
    out: &mut impl Write,
    mut change: impl FnMut(&[String], &mut [Value]),
) -> Result<u64> {
    let tried = || format!("cannot write the table {}", table.as_str());
    let mut is_first = true;
    tx.each_row(table, |columns, mut values| {
        if std::mem::take(&mut is_first) {
            let names = serde_json::to_string(columns).expect("texts are JSON");
            writeln!(out, "{names}").context(Kind::Transient, tried)?;
        }
        change(columns, &mut values);
        let row: Vec<serde_json::Value> = values.into_iter().map(json).collect();
        let row = serde_json::to_string(&row).expect("texts and numbers are JSON");
        writeln!(out, "{row}").context(Kind::Transient, tried)
    })
    .await
}

/// Puts what [`write()`] wrote into `table`, which is empty; how many rows.
///
/// # Errors
/// `Malformed` with the line if it is not what was written, or the table has other columns; `Transient` if it cannot be
/// read or the database written.
pub async fn read(tx: &mut Tx, table: &Name, input: impl BufRead) -> Result<u64> {
    let mut lines = (1..).zip(input.lines());
    let tried = |n: usize| format!("cannot read line {n} of the table {}", table.as_str());
    let Some((_, first)) = lines.next() else { return Ok(0) };
    let first = first.context(Kind::Transient, || tried(1))?;
    let names: Vec<String> = serde_json::from_str(&first).context(Kind::Malformed, || tried(1))?;
    let columns = names.iter().map(|name| Name::parse(name)).collect::<Result<Vec<Name>>>()?;
    let n_rows_max = (VALUES_MAX / columns.len().max(1)).max(1);
    let mut values = Vec::with_capacity(n_rows_max * columns.len());
    let mut n = 0;
    for (number, line) in lines {
        let line = line.context(Kind::Transient, || tried(number))?;
        let row: Vec<serde_json::Value> =
            serde_json::from_str(&line).context(Kind::Malformed, || tried(number))?;
        let row: Option<Vec<Value>> = row.into_iter().map(value).collect();
        let row = row.filter(|row| row.len() == columns.len());
        values.extend(row.ok_or_else(|| Error::new(Kind::Malformed, tried(number)))?);
        n += 1;
        if values.len() == n_rows_max * columns.len() {
            tx.put_rows(table, &columns, &values).await?;
            values.clear();
        }
    }
    if !values.is_empty() {
        tx.put_rows(table, &columns, &values).await?;
    }
    Ok(n)
}

/// Takes what the schema's steps have put into `tables` out of them, so that they can be filled.
///
/// # Errors
/// `Conflict` if one of them holds what no step puts there; as the statements give.
pub async fn make_room(tx: &mut Tx, tables: &[Name]) -> Result<()> {
    // A head of the wire is made with its table.
    const HEAD: &str = "wire_head";
    if super::wire::head(tx).await? > 0 {
        return Err(Error::new(Kind::Conflict, "the database holds a wire already"));
    }
    for table in tables {
        let n = tx.each_row(table, |_, _| Ok(())).await?;
        if n > 0 && table.as_str() != HEAD {
            let what = format!("the database is not empty: {n} rows in {}", table.as_str());
            return Err(Error::new(Kind::Conflict, what));
        }
        tx.clear(table).await?;
    }
    Ok(())
}

/// What is said before it is done, and may be done while a backup is made: removals from the archive, erasures of items, and
/// the entries of those. They are written when the archive was copied.
pub const LATE: [&str; 3] = ["erased", "erased_entry", "removed"];

/// The removals and erasures that are done, each by its key.
///
/// # Errors
/// As the statements give.
pub async fn gone(tx: &mut Tx) -> Result<HashSet<Vec<u8>>> {
    const SQL: &str = "SELECT capture FROM removed WHERE is_done = 1 UNION ALL SELECT item FROM erased WHERE is_done = 1";
    let rows = tx.rows(SQL, &[]).await?;
    Ok(rows.into_iter().map(|mut row| row.bytes()).collect())
}

/// Writes a table of [`LATE`] as it is by now. Of what was not done when `gone` was asked, nobody knows whether it was before
/// the rest was copied: it is to be done again.
///
/// # Errors
/// As [`write()`].
pub async fn write_late(
    tx: &mut Tx,
    table: &Name,
    gone: &HashSet<Vec<u8>>,
    out: &mut impl Write,
) -> Result<u64> {
    write(tx, table, out, |columns, values| {
        let place = |name: &str| columns.iter().position(|column| column == name);
        let (Some(key), Some(is_done)) = (place("capture").or(place("item")), place("is_done"))
        else {
            return;
        };
        if !matches!(&values[key], Value::Bytes(key) if gone.contains(key)) {
            values[is_done] = Value::Int(0);
        }
    })
    .await
}

/// Forgets what was removed of captures that came after the others were written down.
///
/// # Errors
/// As the statements give.
pub async fn settle(tx: &mut Tx) -> Result<()> {
    tx.run("DELETE FROM removed WHERE NOT EXISTS (SELECT 1 FROM capture c WHERE c.id = removed.capture)", &[]).await
}

/// How many items, dispatches and captures there are.
///
/// # Errors
/// As the statements give.
pub async fn counts(tx: &mut Tx) -> Result<(i64, i64, i64)> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM item), (SELECT COUNT(*) FROM dispatch), (SELECT COUNT(*) FROM capture)";
    let mut row = tx.row(SQL, &[]).await?;
    Ok((row.int(), row.int(), row.int()))
}

fn json(value: Value) -> serde_json::Value {
    match value {
        Value::Int(value) => value.into(),
        Value::Text(text) => text.into(),
        Value::Bytes(bytes) => serde_json::json!({ "hex": hex(&bytes) }),
    }
}

fn value(json: serde_json::Value) -> Option<Value> {
    match json {
        serde_json::Value::Number(number) => number.as_i64().map(Value::Int),
        serde_json::Value::String(text) => Some(Value::Text(text)),
        serde_json::Value::Object(object) => match object.get("hex")?.as_str() {
            Some(digits) if object.len() == 1 => unhex(digits).map(Value::Bytes),
            Some(_) | None => None,
        },
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Array(_) => None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    pairs.remainder().is_empty().then(|| pairs.map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::{json, unhex, value};
    use crate::store::db::Value;

    #[test]
    fn each_value_comes_back_as_it_was() {
        for one in [
            Value::Int(i64::MIN),
            Value::Int(i64::MAX),
            Value::Text("{\"hex\": \"00\"}\n\u{2028}«سلام»".to_owned()),
            Value::Bytes((0..=255).collect()),
            Value::Bytes(Vec::new()),
        ] {
            let text = json(one.clone()).to_string();
            assert!(!text.contains('\n'), "{text}");
            assert_eq!(value(serde_json::from_str(&text).unwrap()), Some(one));
        }
    }

    #[test]
    fn what_was_not_written_is_not_read() {
        for text in ["null", "true", "1.5", "[]", "{}", "{\"hex\": \"0\"}", "{\"hex\": \"zz\"}"] {
            assert_eq!(value(serde_json::from_str(text).unwrap()), None, "{text}");
        }
        assert_eq!(unhex("00ff"), Some(vec![0, 255]));
    }
}
