//! Databases of the drill on a PostgreSQL server: the one that is named, that of the tests, or one that is set up for it.

use super::house::files;
use super::seen::Seen;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;

/// The variable that names the tests' server.
const SERVER: &str = "MEDIAWIRE_TEST_PG";

/// A server on which databases may be made.
pub(super) struct Server {
    url: String,
    /// Where it lies if it is the drill's own.
    own: Option<PathBuf>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(dir) = &self.own {
            // Nothing can be done about one that does not end, and the drill has said by now what it found.
            script("stop", dir).ok();
        }
    }
}

impl Server {
    /// The server at `url`; if that is empty, the tests' or one of its own.
    pub(super) fn find(url: &str) -> Result<Rc<Self>, String> {
        let known = [url.to_owned(), std::env::var(SERVER).unwrap_or_default()];
        if let Some(url) = known.into_iter().find(|url| !url.is_empty()) {
            return Ok(Rc::new(Self { url, own: None }));
        }
        // A short path, which another user reaches: the name of a socket may have 107 bytes.
        let dir = std::env::temp_dir().join(format!("mediawire-drill-{}", std::process::id()));
        let url = script("start", &dir)?;
        Ok(Rc::new(Self { url, own: Some(dir) }))
    }

    /// An empty database of this name.
    pub(super) fn base(self: &Rc<Self>, name: &str) -> Result<Base, String> {
        let name = format!("mediawire_drill_{}_{name}", std::process::id());
        ask(
            &self.url,
            &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"),
        )?;
        Ok(Base { server: Rc::clone(self), name })
    }
}

/// A database; it is dropped with this.
pub(super) struct Base {
    server: Rc<Server>,
    name: String,
}

impl Drop for Base {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        if let Err(why) = ask(&self.server.url, &sql) {
            crate::run::say(&format!("the database {} is left: {why}", self.name)).ok();
        }
    }
}

impl Base {
    /// Its address: the last part of the server's names the database.
    pub(super) fn url(&self) -> String {
        let (url, query) = self.server.url.split_once('?').unwrap_or((&self.server.url, ""));
        let start = url.rfind('/').unwrap_or(url.len());
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/{}{mark}{query}", &url[..start], self.name)
    }

    /// Has the server count what stands in it.
    pub(super) fn count(&self) -> Result<(), String> {
        ask(&self.url(), "ANALYZE").map(drop)
    }

    /// All rows of all tables as `pg_dump` writes them, and what the server has counted in them; each run of hexadecimal
    /// digits as the bytes that it means.
    pub(super) fn dump(&self) -> Result<Seen, String> {
        let out = Command::new("pg_dump").arg("--inserts").arg(self.url()).output();
        let counted = ask(&self.url(), "SELECT * FROM pg_stats WHERE schemaname = 'public'")?;
        let text = said("pg_dump", out)?.replace("''", "'") + &counted;
        let mut plain = Vec::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, digits)) = rest.split_once("\\x") {
            plain.extend_from_slice(before.as_bytes());
            let n = digits.bytes().take_while(u8::is_ascii_hexdigit).count() / 2 * 2;
            let pairs = digits.as_bytes()[..n].chunks_exact(2);
            plain.extend(
                pairs.filter_map(|pair| {
                    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
                }),
            );
            rest = &digits[n..];
        }
        plain.extend_from_slice(rest.as_bytes());
        Ok(Seen::of(format!("the dump of {}", self.name), plain))
    }

    /// The files of its tables, indexes and counts, if the server lies on this machine and they can be read.
    pub(super) fn files(&self) -> Result<Vec<Seen>, String> {
        // Until then files that are no longer used lie there, emptied, and pages are in the server's memory only.
        ask(&self.url(), "CHECKPOINT")?;
        let sql = "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()";
        let dir = PathBuf::from(ask(&self.url(), sql)?.trim());
        if std::fs::read_dir(&dir).is_err() {
            crate::run::say(&format!(
                "the files of {} are out of reach, and not looked at",
                self.name
            ))?;
            return Ok(Vec::new());
        }
        files(&dir)
    }
}

/// What the server answers to a statement.
fn ask(url: &str, sql: &str) -> Result<String, String> {
    let args = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"];
    said("psql", Command::new("psql").args(args).args(["--dbname", url, "--command", sql]).output())
}

fn script(action: &str, dir: &Path) -> Result<String, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/postgres");
    said("scripts/postgres", Command::new(script).arg(action).arg(dir).output())
        .map(|text| text.trim().to_owned())
}

fn said(name: &str, out: std::io::Result<Output>) -> Result<String, String> {
    let out = out.map_err(|why| format!("cannot run {name}: {why}"))?;
    match out.status.success() {
        true => String::from_utf8(out.stdout).map_err(|why| format!("{name}: {why}")),
        false => Err(format!("{name}: {}", String::from_utf8_lossy(&out.stderr).trim())),
    }
}
