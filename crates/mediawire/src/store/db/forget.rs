//! What was taken out of a database leaves its files too, as far as the engine can.

use super::{Db, Engine};
use crate::error::{Context as _, Error, Kind, Result};
use sqlx::{AssertSqlSafe, Row as _};
use std::time::Duration;

/// How often, and how long apart, SQLite is asked to empty its write-ahead log while somebody reads.
const TRIES: u32 = 50;
const APART: Duration = Duration::from_millis(100);
/// Where PostgreSQL keeps values that are frequent in a column, and those that divide it into parts.
const SAMPLES: &str = "pg_catalog.pg_statistic";

impl Db {
    /// Writes the database's files anew without what was deleted or changed in `tables`.
    ///
    /// SQLite: all of it (`VACUUM`), and the write-ahead log is emptied. PostgreSQL: the tables (`VACUUM FULL`), and the
    /// samples of their values that it keeps for its plans, which are taken anew; its own log, replicas and archives of it
    /// keep what they have until they are past it.
    ///
    /// # Errors
    /// `Transient` if the disk has no room for a second copy, or somebody reads for so long that the log cannot be emptied;
    /// `Conflict` if the database is open for reading only.
    pub async fn forget(&self, tables: &[&'static str]) -> Result<()> {
        let tried = || "cannot write the database anew without what was erased";
        match &self.0 {
            Engine::Lite { write: None, .. } => {
                Err(Error::new(Kind::Conflict, format!("{}: it is open for reading only", tried())))
            }
            Engine::Lite { write: Some(pool), .. } => {
                let mut connection = pool.acquire().await.context(Kind::Transient, tried)?;
                sqlx::query("VACUUM")
                    .execute(&mut *connection)
                    .await
                    .context(Kind::Transient, tried)?;
                for _ in 0..TRIES {
                    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(&mut *connection)
                        .await
                        .context(Kind::Transient, tried)?;
                    if row.try_get_unchecked::<i64, _>(0).context(Kind::Bug, tried)? == 0 {
                        return Ok(());
                    }
                    tokio::time::sleep(APART).await;
                }
                let why = "somebody reads it for too long: its log still holds what was erased";
                Err(Error::caused(Kind::Transient, tried(), why))
            }
            Engine::Pg(pool) => {
                let anew = tables.iter().map(|table| format!("VACUUM (FULL, ANALYZE) {table}"));
                // Old samples lie in its file until that is written anew, which is the owner's of the database to do.
                for sql in anew.chain([format!("VACUUM (FULL) {SAMPLES}")]) {
                    sqlx::query(AssertSqlSafe(sql))
                        .execute(pool)
                        .await
                        .context(Kind::Transient, tried)?;
                }
                Ok(())
            }
        }
    }
}
