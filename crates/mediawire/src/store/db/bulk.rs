//! Whole tables, row by row: statements over tables whose names the program does not hold, for copies of a database.

use super::{Open, Tx, Value, lite_row, pg_row, without_nul};
use crate::error::{Context as _, Error, Kind, Result};
use futures_util::TryStreamExt as _;
use sqlx::{AssertSqlSafe, Column as _, Row as _};

/// The name of a table or a column: lower-case letters, digits and underscores, so that it can stand in a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The name that `text` is.
    ///
    /// # Errors
    /// `Malformed` if it is none.
    pub fn parse(text: &str) -> Result<Self> {
        let is_name = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        match is_name {
            true => Ok(Self(text.to_owned())),
            false => Err(Error::new(Kind::Malformed, format!("{text:.40?} is no table's name"))),
        }
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Tx {
    /// Gives every row of `table` to `take`, with the names of its columns, in the order in which they lie there; how many.
    ///
    /// Rows come one after another, so that a table of any size needs the room of a row.
    ///
    /// # Errors
    /// As [`Tx::rows`], and what `take` gives.
    pub(in crate::store) async fn each_row(
        &mut self,
        table: &Name,
        mut take: impl FnMut(&[String], Vec<Value>) -> Result<()>,
    ) -> Result<u64> {
        let tried = || format!("cannot read the table {}", table.0);
        let sql = format!("SELECT * FROM {}", table.0);
        let (mut n, mut columns) = (0, Vec::new());
        match &mut self.0 {
            Open::Lite(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.context(Kind::Transient, tried)? {
                    if n == 0 {
                        columns = row.columns().iter().map(|it| it.name().to_owned()).collect();
                    }
                    let values = lite_row(&row).context(Kind::Malformed, tried)?.0.collect();
                    take(&columns, values)?;
                    n += 1;
                }
            }
            Open::Pg(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.context(Kind::Transient, tried)? {
                    if n == 0 {
                        columns = row.columns().iter().map(|it| it.name().to_owned()).collect();
                    }
                    let values = pg_row(&row).context(Kind::Malformed, tried)?.0.collect();
                    take(&columns, values)?;
                    n += 1;
                }
            }
        }
        Ok(n)
    }

    /// Puts rows into `table`, in order; `values` holds the columns of all of them, row after row.
    ///
    /// # Errors
    /// As [`Tx::rows`]; `Malformed` if the table has no such columns.
    pub(in crate::store) async fn put_rows(
        &mut self,
        table: &Name,
        columns: &[Name],
        values: &[Value],
    ) -> Result<()> {
        let n_columns = columns.len().max(1);
        let mut sql = format!("INSERT INTO {} (", table.0);
        sql.push_str(&columns.iter().map(Name::as_str).collect::<Vec<_>>().join(", "));
        sql.push_str(") VALUES ");
        for row in 0..values.len() / n_columns {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            let all: Vec<String> =
                (0..n_columns).map(|n| format!("${}", row * n_columns + n + 1)).collect();
            sql.push_str(&all.join(", "));
            sql.push(')');
        }
        self.run_text(sql, values).await.map_err(|cause| {
            Error::caused(Kind::Malformed, format!("cannot fill the table {}", table.0), cause)
        })
    }

    /// Takes every row out of `table`.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub(in crate::store) async fn clear(&mut self, table: &Name) -> Result<()> {
        let tried = || format!("cannot clear the table {}", table.0);
        self.run_text(format!("DELETE FROM {}", table.0), &[]).await.context(Kind::Transient, tried)
    }

    async fn run_text(&mut self, sql: String, args: &[Value]) -> sqlx::Result<()> {
        match &mut self.0 {
            Open::Lite(tx) => {
                let query =
                    args.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, arg| match arg {
                        Value::Int(value) => query.bind(*value),
                        Value::Text(value) => query.bind(without_nul(value)),
                        Value::Bytes(value) => query.bind(value.clone()),
                    });
                query.execute(&mut **tx).await.map(drop)
            }
            Open::Pg(tx) => {
                let query =
                    args.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, arg| match arg {
                        Value::Int(value) => query.bind(*value),
                        Value::Text(value) => query.bind(without_nul(value)),
                        Value::Bytes(value) => query.bind(value.clone()),
                    });
                query.execute(&mut **tx).await.map(drop)
            }
        }
    }
}

/// The names of all tables of the database that is open, sorted.
///
/// # Errors
/// As [`Tx::rows`].
pub(in crate::store) async fn tables(tx: &mut Tx) -> Result<Vec<Name>> {
    // Each engine lists its tables elsewhere: PostgreSQL's list is given the other's name.
    const SQL: &str = "/*pg:WITH sqlite_schema AS (SELECT CAST(tablename AS TEXT) AS name, 'table' AS type FROM pg_tables
         WHERE schemaname = current_schema())*/
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let rows = tx.rows(SQL, &[]).await?;
    let mut all: Vec<Name> =
        rows.into_iter().map(|mut row| Name::parse(&row.text())).collect::<Result<_>>()?;
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn what_could_end_a_statement_is_no_name() {
        assert!(Name::parse("item_version").is_ok());
        for text in ["", "Item", "item; DROP", "item\"", "1item", "статья"] {
            assert!(Name::parse(text).is_err(), "{text}");
        }
    }
}
