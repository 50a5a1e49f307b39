//! Brings a database to this program's schema, step by step, each step whole or not at all.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Db, Tx};
use crate::store::{standing, wire};

/// The steps, in order. One that has been released is never changed.
pub const STEPS: [&str; 30] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    LANGUAGES,
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
    include_str!("schema/0011.sql"),
    include_str!("schema/0012.sql"),
    include_str!("schema/0013.sql"),
    include_str!("schema/0014.sql"),
    include_str!("schema/0015.sql"),
    include_str!("schema/0016.sql"),
    include_str!("schema/0017.sql"),
    include_str!("schema/0018.sql"),
    include_str!("schema/0019.sql"),
    include_str!("schema/0020.sql"),
    STANDING,
    include_str!("schema/0022.sql"),
    include_str!("schema/0023.sql"),
    include_str!("schema/0024.sql"),
    include_str!("schema/0025.sql"),
    include_str!("schema/0026.sql"),
    include_str!("schema/0027.sql"),
    include_str!("schema/0028.sql"),
    include_str!("schema/0029.sql"),
    include_str!("schema/0030.sql"),
];

/// The step behind which the languages of what is shown are filled in.
const LANGUAGES: &str = include_str!("schema/0004.sql");

/// The step behind which is filled in where items stand at the desk, and of which story they are.
const STANDING: &str = include_str!("schema/0021.sql");

/// A database of fewer steps says nowhere where its items stand.
const N_STEPS_STANDING: usize = 12;

/// How many steps lead to this program's schema.
pub const N_STEPS: usize = STEPS.len();

/// Brings the database to the newest schema.
///
/// # Errors
/// `Conflict` if the database is newer than this program; `Transient` and `Bug` as the statements give.
pub async fn migrate(db: &Db) -> Result<()> {
    migrate_to(db, N_STEPS).await
}

/// Brings the database to the schema of the first `n_steps` steps, if it is not further: as an older program has left it.
///
/// # Errors
/// As [`migrate`].
pub async fn migrate_to(db: &Db, n_steps: usize) -> Result<()> {
    let mut tx = db.write().await?;
    // Another process may be starting on the same PostgreSQL database: the second waits here for the first.
    tx.run("SELECT 1 AS one/*pg:, CAST(pg_advisory_xact_lock(7355608) AS TEXT)*/", &[]).await?;
    tx.run("CREATE TABLE IF NOT EXISTS schema_step (n BIGINT PRIMARY KEY NOT NULL)", &[]).await?;
    let done = done(&mut tx).await?;
    for (n, step) in STEPS.iter().take(n_steps).enumerate().skip(done) {
        Db::script(&mut tx, step).await?;
        if *step == LANGUAGES {
            wire::fill_languages(&mut tx).await?;
        }
        if *step == STANDING {
            if done < N_STEPS_STANDING {
                standing::fill(&mut tx).await?;
            }
            standing::fill_stories(&mut tx).await?;
        }
        let n = super::int(n + 1);
        tx.run("INSERT INTO schema_step (n) VALUES ($1)", &[n.into()]).await?;
    }
    tx.commit().await
}

/// How many steps have been done.
async fn done(tx: &mut Tx) -> Result<usize> {
    let done = tx.row("SELECT COALESCE(MAX(n), 0) FROM schema_step", &[]).await?.int();
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    if done > STEPS.len() {
        return Err(Error::new(
            Kind::Conflict,
            format!(
                "cannot use this database: its schema is step {done}, this program knows {}; use a newer mediawire",
                STEPS.len()
            ),
        ));
    }
    Ok(done)
}

/// How many steps the database's schema has; `None` if it has no schema of ours.
///
/// # Errors
/// As the statements give; `Conflict` if it is newer than this program's.
pub async fn n_steps(tx: &mut Tx) -> Result<Option<usize>> {
    // Each engine lists its tables elsewhere: PostgreSQL's list is given the other's name.
    let sql = "/*pg:WITH sqlite_schema AS (SELECT CAST(tablename AS TEXT) AS name FROM pg_tables)*/
               SELECT name FROM sqlite_schema WHERE name = 'schema_step'";
    match tx.row_if(sql, &[]).await? {
        None => Ok(None),
        Some(_) => done(tx).await.map(Some),
    }
}

/// Whether the database can be read by this program as it is.
///
/// # Errors
/// `NotFound` if it holds no wire; `Conflict` if its schema is newer or older than this program's.
pub async fn check(tx: &mut Tx) -> Result<()> {
    match n_steps(tx).await? {
        None => Err(Error::new(Kind::NotFound, "there is no wire in this database")),
        Some(n) if n == STEPS.len() => Ok(()),
        Some(n) => Err(Error::new(
            Kind::Conflict,
            format!(
                "cannot read this database: its schema is step {n}, this program's is {}; run mediawire serve once",
                STEPS.len()
            ),
        )),
    }
}

/// The database's setting `name`; if it has none yet, `value` becomes it.
///
/// # Errors
/// As the statements give.
pub async fn setting(tx: &mut Tx, name: &str, value: &str) -> Result<String> {
    tx.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        &[name.into(), value.into()],
    )
    .await?;
    Ok(tx.row("SELECT value FROM setting WHERE name = $1", &[name.into()]).await?.text())
}

/// The database's setting `name`.
///
/// # Errors
/// `NotFound` if it has none: no process has opened it for writing yet.
pub async fn known_setting(tx: &mut Tx, name: &str) -> Result<String> {
    let row = tx.row_if("SELECT value FROM setting WHERE name = $1", &[name.into()]).await?;
    row.map(|mut row| row.text())
        .ok_or_else(|| Error::new(Kind::NotFound, format!("the store has no setting {name:?}")))
}
