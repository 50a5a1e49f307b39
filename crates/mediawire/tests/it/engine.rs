//! A database of its own for a test, on each engine: SQLite always, PostgreSQL where `MEDIAWIRE_TEST_PG` names a server.

use mediawire::config::Config;
use mediawire::store::db::Db;
use mediawire::store::migrate::migrate;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The variable that names a PostgreSQL server on which databases may be made.
const SERVER: &str = "MEDIAWIRE_TEST_PG";

/// Databases of PostgreSQL in use at once: each holds several connections, of which a server has few.
static IN_USE: Semaphore = Semaphore::const_new(12);
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A folder, and an empty database in it or on a server.
#[derive(Debug)]
pub(crate) struct Base {
    dir: TempDir,
    /// Its address; empty for SQLite in the folder.
    url: String,
    /// The server and the database's name there.
    drop: Option<(String, String)>,
    _permit: Option<SemaphorePermit<'static>>,
}

impl Base {
    pub(crate) fn sqlite() -> Self {
        Self { dir: TempDir::new().unwrap(), url: String::new(), drop: None, _permit: None }
    }

    async fn postgres(server: &str) -> Self {
        let permit = IN_USE.acquire().await.unwrap();
        let n = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("mediawire_test_{}_{n}", std::process::id());
        command(server, format!("DROP DATABASE IF EXISTS {name}")).await;
        let how = "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'";
        command(server, format!("CREATE DATABASE {name} {how}")).await;
        let whole = server;
        // The last part of the path names the database; a socket's folder stands before it, percent-encoded.
        let (server, query) = server.split_once('?').map_or((server, ""), |(url, q)| (url, q));
        let start = server.rfind('/').unwrap();
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{}/{name}{mark}{query}", &server[..start]);
        let dir = TempDir::new().unwrap();
        Self { dir, url, drop: Some((whole.to_owned(), name)), _permit: Some(permit) }
    }

    /// Takes the database off its server.
    async fn remove(self) {
        if let Some((server, name)) = &self.drop {
            command(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Whether it lies on a server, so that nothing of it is in the folder.
    pub(crate) fn is_postgres(&self) -> bool {
        !self.url.is_empty()
    }

    /// The default configuration, on this database.
    pub(crate) fn config(&self) -> Config {
        let url = ("MEDIAWIRE_STORE__URL".to_owned(), self.url.clone());
        Config::load(None, std::iter::once(url)).unwrap()
    }

    /// The database as it is.
    pub(crate) async fn open(&self) -> Db {
        match self.is_postgres() {
            true => Db::postgres(&self.url).await.unwrap(),
            false => Db::sqlite(&self.dir().join("wire.db"), false).await.unwrap(),
        }
    }

    /// The database with this program's schema.
    pub(crate) async fn db(&self) -> Db {
        let db = self.open().await;
        migrate(&db).await.unwrap();
        db
    }
}

/// Runs `statement` on `server`, outside a transaction.
async fn command(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Runs `test` on a new database of each engine that there is.
pub(crate) async fn on_each(test: impl AsyncFn(&Base)) {
    test(&Base::sqlite()).await;
    match std::env::var(SERVER) {
        Ok(server) if !server.is_empty() => {
            let base = Base::postgres(&server).await;
            test(&base).await;
            base.remove().await;
        }
        _ => eprintln!("skipped: no PostgreSQL ({SERVER})"),
    }
}

/// Runs `test` on two new databases, on every pair of the engines that there are.
pub(crate) async fn on_pairs(test: impl AsyncFn(&Base, &Base)) {
    test(&Base::sqlite(), &Base::sqlite()).await;
    let Some(server) = std::env::var(SERVER).ok().filter(|server| !server.is_empty()) else {
        return eprintln!("skipped: no PostgreSQL ({SERVER})");
    };
    let (one, other) = (Base::postgres(&server).await, Base::postgres(&server).await);
    test(&one, &other).await;
    one.remove().await;
    other.remove().await;
    let base = Base::postgres(&server).await;
    test(&Base::sqlite(), &base).await;
    base.remove().await;
    let base = Base::postgres(&server).await;
    test(&base, &Base::sqlite()).await;
    base.remove().await;
}

/// What `sql` counts.
pub(crate) async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read().await.unwrap().row(sql, &[]).await.unwrap().int()
}
