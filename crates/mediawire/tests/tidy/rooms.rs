//! Who may use whom: the table, and the rule that reads it.

use crate::source::File;

/// A room, and the rooms of its crate that it may use beside itself; `room::file` for one file of a room.
type Room = (&'static str, &'static [&'static str]);

/// A stage uses the nouns and the tools, and never another stage.
const STAGE: &[&str] = &["model", "codec", "text"];

/// What thinks.
const CORE: [Room; 9] = [
    ("lib", &[]),
    ("codec", &[]),
    // A moment as its source wrote it is what words of a date mean, so this one noun is theirs to make.
    ("text", &["model::time"]),
    ("model", &["codec", "text"]),
    ("read", STAGE),
    ("extract", STAGE),
    ("identify", STAGE),
    ("desk", STAGE),
    ("publish", STAGE),
];

/// What proves.
const TLOG: [Room; 3] = [("lib", &[]), ("tree", &["lib"]), ("verify", &["lib"])];

/// What does. `retrieve`, `archive` and `store` do not know of each other: only the flow and its doors do.
const PROGRAM: [Room; 18] = [
    ("error", &[]),
    ("config", &["error"]),
    ("retrieve", &["error", "config"]),
    ("archive", &["error", "config"]),
    ("store", &["error", "config"]),
    // What is to be done is a row of the store.
    ("job", &["error", "store"]),
    // The one place where an answer becomes a capture, and a capture a document.
    ("keep", &["error", "archive", "retrieve", "store", "work", "lib"]),
    ("pipeline", &["error", "retrieve", "archive", "store", "job", "keep", "work", "lib"]),
    // It goes out by the pipeline's steps; of retrieval it only knows how long to wait.
    ("work", &["error", "retrieve", "store", "job", "pipeline", "lib"]),
    // It reads the store and the archive, and asks nobody outside.
    ("verify", &["error", "archive", "store", "keep", "work", "lib"]),
    // A copy of the store and the archive as they are; what comes back is finished and held against the archive.
    ("backup", &["error", "config", "archive", "store", "pipeline", "verify", "work", "lib"]),
    // The agencies are somebody else's servers: they know nothing of the wire that asks them.
    ("demo", &[]),
    // A projection of the wire beside the store: what may be shown, to be found.
    ("search", &["error", "store", "work", "lib"]),
    // Readers are answered from the store and, through its door, the archive; they ask for nothing outside.
    ("web", &["error", "store", "job", "keep", "pipeline", "search", "verify", "work", "lib"]),
    (
        "command",
        &[
            "error", "config", "retrieve", "archive", "store", "job", "keep", "pipeline", "work",
            "backup", "search", "verify", "web", "demo", "lib",
        ],
    ),
    // The parts, put together once.
    ("lib", &["error", "config", "retrieve", "archive", "store"]),
    // The crypto provider is installed before anything else runs.
    ("main", &["command", "retrieve"]),
    ("completions", &["command"]),
];

/// The crates, each with the name that another crate calls it by, and its table.
const CRATES: [(&str, &str, &[Room]); 3] = [
    ("mediawire-core", "mediawire_core", &CORE),
    ("mediawire-tlog", "mediawire_tlog", &TLOG),
    ("mediawire", "mediawire", &PROGRAM),
];

/// The room that the file stands in and its crate's table; `None` for a file that has no room.
pub(crate) fn of(file: &File) -> Option<(&'static Room, &'static str, &'static [Room])> {
    CRATES.iter().find_map(|(folder, name, rooms)| {
        let within = file.within(folder)?;
        let first = within.split('/').next().unwrap_or(within);
        let word = first.strip_suffix(".rs").unwrap_or(first);
        Some((rooms.iter().find(|(room, _)| *room == word)?, *name, *rooms))
    })
}

/// Each room uses only what the table allows it.
pub(crate) fn rooms(file: &File) -> Vec<String> {
    let Some(((room, may), name, table)) = of(file) else { return Vec::new() };
    let mut wrong = Vec::new();
    for (n, path) in used(file, name) {
        let used = path.split("::").next().unwrap_or_default();
        let is_room = table.iter().any(|(room, _)| *room == used);
        // What is no room is an item of the crate's root.
        let used = if is_room { used } else { "lib" };
        let is_allowed = used == *room || may.contains(&used) || may.contains(&path.as_str());
        // The root names its rooms to declare them; that is `mod`, which is not asked.
        if !is_allowed {
            wrong.push(format!("{n}: {room} uses {used}; it may use {may:?}"));
        }
    }
    wrong
}

/// The first two words of every path that begins at the crate's root, with its line: `crate::a`, `crate::{a, b::c}`,
/// and the same by the crate's own name.
fn used(file: &File, name: &str) -> Vec<(usize, String)> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (n, line) in &file.code {
        starts.push((text.len(), *n));
        text.push_str(line);
        text.push('\n');
    }
    let line_of = |at: usize| starts[starts.partition_point(|(start, _)| *start <= at) - 1].1;
    let own = format!("{name}::");
    let mut found = Vec::new();
    for root in ["crate::", own.as_str()] {
        for (at, _) in text.match_indices(root) {
            // `$crate::` and `some_crate::` are other names; a `use` of another crate's item too.
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':')) {
                continue;
            }
            let behind = &text[at + root.len()..];
            found.extend(first_words(behind).into_iter().map(|word| (line_of(at), word)));
        }
    }
    found
}

/// The first two words of `a::b::c`, or of each branch of `{a, b::{c, d}}`; a group behind a word gives that word.
fn first_words(path: &str) -> Vec<String> {
    let one = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let word = |text: &str| -> String {
        let text = text.trim_start();
        let first = one(text);
        let second = text[first.len()..].strip_prefix("::").map(one).unwrap_or_default();
        if second.is_empty() { first } else { format!("{first}::{second}") }
    };
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut words = vec![word(group)];
    let mut depth = 0usize;
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => words.push(word(&group[i + 1..])),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn each_wall_is_seen() {
    for (path, text, is_good) in [
        ("crates/mediawire-core/src/read/rss.rs", "use crate::extract::page;", false),
        ("crates/mediawire-core/src/read/rss.rs", "use crate::{\n model::{a, b},\n desk};", false),
        ("crates/mediawire-core/src/read/rss.rs", "use crate::{model::{a, b}, codec};", true),
        ("crates/mediawire-core/src/read/rss.rs", "use crate::read::date;", true),
        ("crates/mediawire-core/src/text/date.rs", "use crate::model::time::Time;", true),
        ("crates/mediawire-core/src/text/date.rs", "use crate::model::item::Item;", false),
        ("crates/mediawire-core/src/text/date.rs", "use crate::model::{time, item};", false),
        ("crates/mediawire-core/src/codec/html.rs", "use crate::model::body::Body;", false),
        ("crates/mediawire-core/src/codec/html.rs", "let a = crate::text::fold(b);", false),
        ("crates/mediawire-core/src/model/lock.rs", "use crate::codec::html::Tree;", true),
        ("crates/mediawire-core/src/model/lock.rs", "use crate::publish::site;", false),
        ("crates/mediawire/src/retrieve/mod.rs", "use crate::store::Store;", false),
        ("crates/mediawire/src/store/db.rs", "use crate::archive::Archive;", false),
        ("crates/mediawire/src/store/db.rs", "use mediawire_core::model::item::Item;", true),
        ("crates/mediawire/src/store/db.rs", "use crate::Wire;", false),
        ("crates/mediawire/src/web/router.rs", "use crate::retrieve::Client;", false),
        ("crates/mediawire/src/pipeline.rs", "use crate::web::router;", false),
        ("crates/mediawire/src/pipeline.rs", "use crate::{Wire, store::Store};", true),
        ("crates/mediawire/src/web/reader.rs", "use crate::archive::Archive;", false),
        ("crates/mediawire/src/keep.rs", "use crate::archive::{Archive, Place};", true),
        ("crates/mediawire/src/keep.rs", "use crate::pipeline::announce;", false),
        ("crates/mediawire/src/work.rs", "use crate::keep::keep;", false),
        ("crates/mediawire/src/verify.rs", "use crate::retrieve::Client;", false),
        ("crates/mediawire/src/main.rs", "use mediawire::store::Store;", false),
    ] {
        let wrong = rooms(&File::new(path, text));
        assert_eq!(wrong.is_empty(), is_good, "{path}: {text}: {wrong:?}");
    }
}
