//! The two engines behind one door: only this file knows that there are two.
//!
//! A statement is one text for both. `/*pg:…*/` is a comment on SQLite and code on PostgreSQL.
//! Columns are `BIGINT`, `TEXT` and `BYTEA`, never null, so that a row is a list of [`Value`]s.

pub mod bulk;
mod forget;

use crate::error::{Context, Error, Kind, Result};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Column, Connection as _, Row as _, TypeInfo, ValueRef};
use std::borrow::Cow;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// Pages are read by this many connections at once.
const READERS: u32 = 4;
/// The oldest SQLite without the race that can corrupt a database when its write-ahead log is reset.
const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);
/// How long to wait for a database that another process has, and what the server says then (PostgreSQL, appendix A).
const HOLD_WAIT: &str = "SET lock_timeout = '2s'";
const LOCK_NOT_AVAILABLE: &str = "55P03";

/// An open database.
#[derive(Debug, Clone)]
pub struct Db(Engine);

#[derive(Debug, Clone)]
enum Engine {
    Lite { write: Option<sqlx::SqlitePool>, read: sqlx::SqlitePool },
    Pg(sqlx::PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Tx(Open);

#[derive(Debug)]
enum Open {
    Lite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Pg(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// A PostgreSQL database that is taken; dropped, it is free again.
#[derive(Debug)]
pub struct Hold {
    _connection: sqlx::PgConnection,
}

/// A value that goes into a statement.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// `BIGINT`.
    Int(i64),
    /// `TEXT`.
    Text(&'a str),
    /// `BYTEA`.
    Bytes(&'a [u8]),
}

/// A value that comes out of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `BIGINT`.
    Int(i64),
    /// `TEXT`.
    Text(String),
    /// `BYTEA`.
    Bytes(Vec<u8>),
}

/// A row of a result, read from left to right.
#[derive(Debug)]
pub struct Row(std::vec::IntoIter<Value>);

impl From<i64> for Arg<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a [u8]> for Arg<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}
impl<'a> From<&'a mediawire_core::codec::digest::Digest> for Arg<'a> {
    fn from(value: &'a mediawire_core::codec::digest::Digest) -> Self {
        Self::Bytes(value.as_bytes())
    }
}

impl Row {
    /// The next column, a `BIGINT`.
    ///
    /// # Panics
    /// If the statement selects no such column: a fault of ours, which the first test of it finds.
    pub fn int(&mut self) -> i64 {
        match self.0.next() {
            Some(Value::Int(value)) => value,
            other => panic!("the statement gives {other:?} where a BIGINT is read"),
        }
    }

    /// The next column, a `TEXT`. Panics like [`Row::int`].
    pub fn text(&mut self) -> String {
        match self.0.next() {
            Some(Value::Text(value)) => value,
            other => panic!("the statement gives {other:?} where a TEXT is read"),
        }
    }

    /// The next column, a `BYTEA`. Panics like [`Row::int`].
    pub fn bytes(&mut self) -> Vec<u8> {
        match self.0.next() {
            Some(Value::Bytes(value)) => value,
            other => panic!("the statement gives {other:?} where a BYTEA is read"),
        }
    }
}

impl Db {
    /// Opens the SQLite file at `path`, made if it is missing, with one writer and several readers;
    /// only readers if `read_only`.
    ///
    /// # Errors
    /// `Conflict` if the SQLite in this binary is older than 3.51.3; `Transient` if the file cannot be opened.
    pub async fn sqlite(path: &Path, read_only: bool) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(!read_only)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // What is deleted or changed is written over in the file: erased words must not be left in it.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(30))
            .statement_cache_capacity(200);
        let tried = || format!("cannot open the database {}", path.display());
        let write = match read_only {
            true => None,
            false => Some(
                SqlitePoolOptions::new()
                    .max_connections(1)
                    // Where the disk is full SQLite ends a transaction by itself, and sqlx does not learn of that:
                    // such a connection is thrown away.
                    .before_acquire(|it, _| Box::pin(async { Ok(!it.is_in_transaction()) }))
                    .connect_with(options.clone())
                    .await
                    .context(Kind::Transient, tried)?,
            ),
        };
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await
            .context(Kind::Transient, tried)?;
        let db = Self(Engine::Lite { write, read });
        let version = db.read().await?.row("SELECT sqlite_version()", &[]).await?.text();
        if sqlite_version(&version) < SQLITE_MIN {
            return Err(Error::new(
                Kind::Conflict,
                format!(
                    "cannot use SQLite {version}: versions before 3.51.3 can corrupt a database"
                ),
            ));
        }
        Ok(db)
    }

    /// Connects to the PostgreSQL database that `url` names.
    ///
    /// # Errors
    /// `Malformed` if `url` is not one; `Transient` if the server does not answer.
    pub async fn postgres(url: &str) -> Result<Self> {
        // The URL may hold a password: no error repeats it.
        let options = PgConnectOptions::from_str(url)
            .context(Kind::Malformed, || "cannot read the PostgreSQL address in store.url")?;
        let tried = format!(
            "cannot connect to PostgreSQL at {}:{}",
            options.get_host(),
            options.get_port()
        );
        let pool = PgPoolOptions::new()
            .max_connections(READERS + 4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await
            .context(Kind::Transient, || tried)?;
        Ok(Self(Engine::Pg(pool)))
    }

    /// Takes the whole PostgreSQL database for this process, as long as the result lives; `None` on SQLite, whose file
    /// lies in a data folder that is taken already.
    ///
    /// # Errors
    /// `Conflict` if another process has it.
    pub async fn hold(&self) -> Result<Option<Hold>> {
        let Engine::Pg(pool) = &self.0 else { return Ok(None) };
        let tried = || "cannot take the database";
        let mut connection = pool.acquire().await.context(Kind::Transient, tried)?;
        // The connection of a process that has just ended may not be gone yet.
        sqlx::query(HOLD_WAIT).execute(&mut *connection).await.context(Kind::Transient, tried)?;
        let held = sqlx::query("SELECT pg_advisory_lock(7355609)").execute(&mut *connection).await;
        held.map_err(|cause| match &cause {
            sqlx::Error::Database(e) if e.code().as_deref() == Some(LOCK_NOT_AVAILABLE) => {
                let what =
                    "another mediawire is at work on this PostgreSQL database: stop it first";
                Error::new(Kind::Conflict, what)
            }
            _ => Error::caused(Kind::Transient, tried(), cause),
        })?;
        Ok(Some(Hold { _connection: connection.detach() }))
    }

    /// A transaction that may write. SQLite has one at a time; PostgreSQL as many as do not touch the same rows.
    ///
    /// # Errors
    /// `Transient` if no connection is free in time; `Conflict` if the database was opened for reading only.
    pub async fn write(&self) -> Result<Tx> {
        let tried = || "cannot begin to write to the database";
        match &self.0 {
            Engine::Lite { write: Some(pool), .. } => {
                let begun = pool.begin_with("BEGIN IMMEDIATE").await;
                Ok(Tx(Open::Lite(begun.context(Kind::Transient, tried)?)))
            }
            Engine::Lite { write: None, .. } => Err(Error::new(
                Kind::Conflict,
                "cannot write: the database is open for reading only",
            )),
            Engine::Pg(pool) => begin(pool, "BEGIN").await.context(Kind::Transient, tried),
        }
    }

    /// A transaction that only reads, and sees one moment of the database throughout.
    ///
    /// # Errors
    /// `Transient` if no connection is free in time.
    pub async fn read(&self) -> Result<Tx> {
        let tried = || "cannot begin to read the database";
        match &self.0 {
            Engine::Lite { read, .. } => {
                Ok(Tx(Open::Lite(read.begin().await.context(Kind::Transient, tried)?)))
            }
            Engine::Pg(pool) => begin(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .await
                .context(Kind::Transient, tried),
        }
    }

    /// Runs statements that stand in one text, separated by `;`: migrations.
    ///
    /// # Errors
    /// `Bug` if one fails.
    pub(super) async fn script(tx: &mut Tx, text: &'static str) -> Result<()> {
        let tried = || "cannot run a migration";
        match &mut tx.0 {
            Open::Lite(tx) => {
                sqlx::raw_sql(text).execute(&mut **tx).await.context(Kind::Bug, tried)?;
            }
            Open::Pg(tx) => {
                sqlx::raw_sql(for_postgres(text))
                    .execute(&mut **tx)
                    .await
                    .context(Kind::Bug, tried)?;
            }
        }
        Ok(())
    }
}

/// A transaction that PostgreSQL begins by `statement`.
///
/// In a task of its own, since whoever waits may give up: sqlx would then hand on a connection on which the
/// transaction is open and nobody knows of it, and the next to write would find it read-only.
async fn begin(pool: &sqlx::PgPool, statement: &'static str) -> Result<Tx, String> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statement).await }).await;
    match begun {
        Ok(begun) => begun.map(|tx| Tx(Open::Pg(tx))).map_err(|cause| cause.to_string()),
        Err(cause) => Err(cause.to_string()),
    }
}

impl Tx {
    /// Makes everything that was done in it durable.
    ///
    /// # Errors
    /// `Transient`; then nothing of it was done.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Open::Lite(tx) => tx.commit().await,
            Open::Pg(tx) => tx.commit().await,
        }
        .context(Kind::Transient, || "cannot commit to the database")
    }

    /// The rows that `sql` gives, in its order.
    ///
    /// # Errors
    /// `Transient` if the database is out of reach or full; `Conflict` on a duplicate key.
    pub async fn rows(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        let rows = match &mut self.0 {
            Open::Lite(tx) => {
                let query = args.iter().fold(sqlx::query(sql), |query, arg| match *arg {
                    Arg::Int(value) => query.bind(value),
                    Arg::Text(value) => query.bind(without_nul(value)),
                    Arg::Bytes(value) => query.bind(value.to_vec()),
                });
                query
                    .fetch_all(&mut **tx)
                    .await
                    .and_then(|rows| rows.iter().map(lite_row).collect())
            }
            Open::Pg(tx) => {
                let query = sqlx::query(for_postgres(sql));
                let query = args.iter().fold(query, |query, arg| match *arg {
                    Arg::Int(value) => query.bind(value),
                    Arg::Text(value) => query.bind(without_nul(value)),
                    Arg::Bytes(value) => query.bind(value.to_vec()),
                });
                query.fetch_all(&mut **tx).await.and_then(|rows| rows.iter().map(pg_row).collect())
            }
        };
        rows.map_err(|cause| {
            let is_duplicate =
                matches!(&cause, sqlx::Error::Database(e) if e.is_unique_violation());
            let kind = match &cause {
                _ if is_duplicate => Kind::Conflict,
                // A value that is not of its column's type, or no text: the database holds what nobody wrote.
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Kind::Malformed,
                _ => Kind::Transient,
            };
            let words: String = sql.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
            Error::caused(kind, format!("cannot run \"{words} …\""), cause)
        })
    }

    /// The one row that `sql` gives.
    ///
    /// # Errors
    /// As [`Tx::rows`]; `Bug` if there is none.
    pub async fn row(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Row> {
        self.row_if(sql, args)
            .await?
            .ok_or_else(|| Error::new(Kind::Bug, format!("no row from {sql:?}")))
    }

    /// The first row that `sql` gives, if any.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn row_if(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Runs `sql` for what it does.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub async fn run(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<()> {
        self.rows(sql, args).await.map(drop)
    }
}

/// PostgreSQL's text holds no U+0000, so neither engine's does.
fn without_nul(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text.to_owned() }
}

fn lite_row(row: &sqlx::sqlite::SqliteRow) -> sqlx::Result<Row> {
    let value = |i: usize| -> sqlx::Result<Value> {
        let kind = row.try_get_raw(i)?.type_info().name().to_owned();
        Ok(match kind.as_str() {
            "INTEGER" | "BOOLEAN" => Value::Int(row.try_get_unchecked(i)?),
            "BLOB" => Value::Bytes(row.try_get_unchecked(i)?),
            _ => Value::Text(row.try_get_unchecked(i)?),
        })
    };
    Ok(Row((0..row.len()).map(value).collect::<sqlx::Result<Vec<_>>>()?.into_iter()))
}

fn pg_row(row: &sqlx::postgres::PgRow) -> sqlx::Result<Row> {
    let value = |i: usize| -> sqlx::Result<Value> {
        Ok(match row.column(i).type_info().name() {
            "INT8" => Value::Int(row.try_get(i)?),
            // A number that stands in the statement itself, as in `SELECT 1`.
            "INT4" => Value::Int(row.try_get::<i32, _>(i)?.into()),
            "BYTEA" => Value::Bytes(row.try_get(i)?),
            _ => Value::Text(row.try_get(i)?),
        })
    };
    Ok(Row((0..row.len()).map(value).collect::<sqlx::Result<Vec<_>>>()?.into_iter()))
}

/// The statement with what stands in `/*pg:…*/` as code.
fn for_postgres(sql: &'static str) -> AssertSqlSafe<Cow<'static, str>> {
    let mut text = Cow::Borrowed(sql);
    while let Some(start) = text.find("/*pg:") {
        let end = start
            + text[start..].find("*/").expect("every comment in our own statements is closed");
        text =
            Cow::Owned(format!("{}{}{}", &text[..start], &text[start + 5..end], &text[end + 2..]));
    }
    AssertSqlSafe(text)
}

fn sqlite_version(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.split('.').map(|n| n.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::{SQLITE_MIN, for_postgres, sqlite_version};

    #[test]
    fn comment_for_postgres_becomes_code() {
        assert_eq!(for_postgres("a /*pg:b*/ c").0, "a b c");
        assert_eq!(for_postgres("a /* b */ c").0, "a /* b */ c");
    }

    #[test]
    fn sqlite_before_the_fix_is_older() {
        assert!(sqlite_version("3.51.2") < SQLITE_MIN);
        assert!(sqlite_version("3.51.3") >= SQLITE_MIN && sqlite_version("3.60") >= SQLITE_MIN);
    }
}
