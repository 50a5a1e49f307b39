//! The rules that ask only what stands in a file.

use crate::source::{File, contains_word};

/// The most lines of a file.
const N_LINES_MAX: usize = 500;

/// A file has one subject, and a reader holds it.
pub(crate) fn length(file: &File) -> Vec<String> {
    match file.lines.len() {
        n if n > N_LINES_MAX => vec![format!("{n}: more than {N_LINES_MAX} lines")],
        _ => Vec::new(),
    }
}

/// Core gives the same output for the same input, always.
pub(crate) fn purity(file: &File) -> Vec<String> {
    const WORLD: [&str; 18] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "std::io::stdin",
        "std::time::SystemTime",
        "std::time::Instant",
        "SystemTime",
        "Instant",
        "Timestamp::now",
        "Zoned::now",
        "ZonedDateTime::now",
        "rand",
        "getrandom",
        "tokio",
        "async fn",
        "RandomState::new",
    ];
    if file.within("mediawire-core").is_none() && file.within("mediawire-tlog").is_none() {
        return Vec::new();
    }
    file.lines_with(&WORLD, "core does not touch the world")
}

/// Whether the line holds a piece of SQL: each keyword with what stands behind it, so that prose does not count.
fn is_sql(line: &str) -> bool {
    let starts = ["INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX ", "ALTER TABLE "];
    let update = line.split_once("UPDATE ").is_some_and(|(_, rest)| contains_word(rest, "SET"));
    starts.iter().any(|start| line.contains(start)) || contains_word(line, "SELECT ") || update
}

/// All SQL is one text, in one room. The measures that change a body by hand, and that fill a store with a million items,
/// go past the store on purpose.
pub(crate) fn sql(file: &File) -> Vec<String> {
    const PAST: [&str; 3] =
        ["eval/src/tamper.rs", "eval/src/desk/fill.rs", "eval/src/erase/postgres.rs"];
    if file.path.starts_with("crates/mediawire/src/store/") || PAST.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let found = file.code.iter().filter(|(_, line)| is_sql(line));
    found.map(|(n, _)| format!("{n}: SQL stands in store/ only")).collect()
}

/// What is on record is never changed; lawful erasure has a file of its own.
pub(crate) fn immutable(file: &File) -> Vec<String> {
    const TABLES: [&str; 12] = [
        "capture",
        "entry",
        "article",
        "item_version",
        "decision",
        "dispatch",
        "source_history",
        "fetch_log",
        "picture",
        "picture_image",
        "image",
        "desk_note",
    ];
    let is_store = file.path.starts_with("crates/mediawire/src/store/");
    if !is_store || file.path == "crates/mediawire/src/store/erasure.rs" {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    // A statement may go over several lines: the table's name is the next word, wherever that stands.
    let words: Vec<(usize, String)> = file
        .code
        .iter()
        .flat_map(|(n, line)| {
            line.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|word| !word.is_empty())
                .map(|word| (*n, word.to_owned()))
        })
        .collect();
    for window in words.windows(3) {
        let (n, first) = &window[0];
        let (verb, table) = match (first.as_str(), window[1].1.as_str()) {
            ("UPDATE", table) => ("UPDATE", table),
            ("DELETE", "FROM") => ("DELETE", window[2].1.as_str()),
            _ => continue,
        };
        if TABLES.contains(&table) {
            wrong.push(format!("{n}: {verb} of {table}, which is never changed"));
        }
    }
    // An insertion that turns into an update is one too.
    let mut table = "";
    for window in words.windows(2) {
        let (n, first) = &window[0];
        match (first.as_str(), window[1].1.as_str()) {
            ("INTO", name) => table = name,
            ("DO", "UPDATE") if TABLES.contains(&table) => {
                wrong
                    .push(format!("{n}: ON CONFLICT DO UPDATE of {table}, which is never changed"));
            }
            _ => {}
        }
    }
    wrong
}

/// One constructor of HTTP clients: its guard, limits and politeness hold for all that goes out. What the measures ask
/// is the program itself.
pub(crate) fn http_client(file: &File) -> Vec<String> {
    if file.path.starts_with("crates/mediawire/src/retrieve/") || file.path.starts_with("eval/") {
        return Vec::new();
    }
    file.lines_with(
        &["reqwest::Client", "reqwest::ClientBuilder", "use reqwest", "TcpStream::connect"],
        "only retrieve/ goes out",
    )
}

/// A path says its room: nothing climbs two floors.
pub(crate) fn paths(file: &File) -> Vec<String> {
    file.lines_with(&["super::super"], "write crate::ROOM")
}

#[cfg(test)]
mod samples {
    use super::{http_client, immutable, length, paths, purity, sql};
    use crate::Rule;
    use crate::source::File;

    const CORE: &str = "crates/mediawire-core/src/read/rss.rs";
    const STORE: &str = "crates/mediawire/src/store/wire.rs";
    const WEB: &str = "crates/mediawire/src/web/reader.rs";

    #[test]
    fn each_rule_sees_a_bad_sample_and_passes_a_good_one() {
        let table: [(&str, Rule, &str, &str, bool); 25] = [
            ("clock", purity, CORE, "let now = Timestamp::now();", false),
            ("file", purity, CORE, "use std::fs;", false),
            ("random", purity, CORE, "let n = rand::random();", false),
            ("async", purity, CORE, "pub async fn read() {}", false),
            ("clock elsewhere", purity, WEB, "let now = Timestamp::now();", true),
            ("a name like it", purity, CORE, "let operand = 1; let brand = Instantly;", true),
            ("a test", purity, CORE, "#[cfg(test)]\nmod tests {\n    use std::fs;\n}", true),
            ("select", sql, WEB, "db.rows(\"SELECT n FROM item\")", false),
            ("update", sql, WEB, "db.run(\"UPDATE item SET n = 1\")", false),
            ("insert", sql, CORE, "\"INSERT INTO item VALUES ($1)\"", false),
            ("create", sql, WEB, "\"CREATE TABLE item (n BIGINT)\"", false),
            ("in the store", sql, STORE, "\"SELECT n FROM item\"", true),
            ("prose", sql, WEB, "info!(\"UPDATE 2-Oil falls, SELECTED\")", true),
            ("update", immutable, STORE, "\"UPDATE article SET body = $1\"", false),
            ("on two lines", immutable, STORE, "\"DELETE\n FROM capture WHERE id = $1\"", false),
            (
                "upsert",
                immutable,
                STORE,
                "\"INSERT INTO dispatch VALUES ($1)\n ON CONFLICT (n) DO UPDATE SET n = 2\"",
                false,
            ),
            ("again", immutable, STORE, "\"INSERT INTO entry … ON CONFLICT DO NOTHING\"", true),
            ("mutable", immutable, STORE, "\"UPDATE wire_head SET n = n + 1\"", true),
            ("place", immutable, STORE, "\"UPDATE capture_place SET file = $1\"", true),
            (
                "erasure",
                immutable,
                "crates/mediawire/src/store/erasure.rs",
                "\"DELETE FROM capture WHERE id = $1\"",
                true,
            ),
            ("client", http_client, WEB, "let c = reqwest::Client::new();", false),
            (
                "the one place",
                http_client,
                "crates/mediawire/src/retrieve/client.rs",
                "reqwest::Client::builder()",
                true,
            ),
            ("climbing", paths, WEB, "use super::super::store;", false),
            ("room", paths, WEB, "use crate::store::Store; use super::page;", true),
            ("comment", sql, WEB, "// SELECT n FROM item", true),
        ];
        for (name, rule, path, text, is_good) in table {
            let wrong = rule(&File::new(path, text));
            assert_eq!(wrong.is_empty(), is_good, "{name}: {wrong:?}");
        }
    }

    #[test]
    fn a_file_of_501_lines_is_too_long() {
        assert!(length(&File::new(CORE, &"\n".repeat(500))).is_empty());
        assert_eq!(length(&File::new(CORE, &"\n".repeat(501))).len(), 1);
    }
}
