//! Classes of change on tables of labelled pairs of versions, and how fast they are told.

use clap::Args;
use mediawire_core::desk::change::{Version, changes};
use mediawire_core::model::change::Class;
use rustix::time::{ClockId, clock_gettime};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The bar: the mean of the classes' F1.
const MACRO_F1_MIN: f64 = 0.9;
/// Bytes of the article that is timed.
const ARTICLE_BYTES: usize = 30_000;
/// So many comparisons are timed of each kind.
const TIMED: usize = 400;

/// Tells which classes of change are told as labelled; fails below the bar.
#[derive(Debug, Args)]
pub(crate) struct Changes {
    /// Tables of pairs: id, language, labels, old headline, old text, new headline, new text; ` ¶ ` between paragraphs.
    #[arg(required = true)]
    tables: Vec<PathBuf>,
    /// Do not tell which pairs differ: for pairs that are held out.
    #[arg(long)]
    blind: bool,
}

/// A labelled pair.
struct Row {
    id: String,
    language: String,
    labels: BTreeSet<Class>,
    old: (String, Vec<String>),
    new: (String, Vec<String>),
}

/// Of a class: rightly told, wrongly told, missed.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    n_right: usize,
    n_wrong: usize,
    n_missed: usize,
}

#[expect(clippy::cast_precision_loss, reason = "pairs are counted in hundreds")]
fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { n as f64 / of as f64 }
}

impl Tally {
    fn precision(self) -> f64 {
        share(self.n_right, self.n_right + self.n_wrong)
    }

    fn recall(self) -> f64 {
        share(self.n_right, self.n_right + self.n_missed)
    }

    fn f1(self) -> f64 {
        share(2 * self.n_right, 2 * self.n_right + self.n_wrong + self.n_missed)
    }
}

impl Changes {
    /// Whether all tables together are within the bar.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut rows = Vec::new();
        for path in &self.tables {
            rows.extend(read(path)?);
        }
        let mut out = String::new();
        let macro_f1 = self.table(&rows, &mut out);
        write(&out)?;
        out.clear();
        speed(&rows, &mut out);
        write(&out)?;
        Ok(macro_f1 >= MACRO_F1_MIN)
    }

    /// The figures of each class; their mean F1.
    fn table(&self, rows: &[Row], out: &mut String) -> f64 {
        let mut all: BTreeMap<Class, Tally> = BTreeMap::new();
        for row in rows {
            let found = told(row);
            for class in found.union(&row.labels) {
                let tally = all.entry(*class).or_default();
                match (found.contains(class), row.labels.contains(class)) {
                    (true, true) => tally.n_right += 1,
                    (true, false) => tally.n_wrong += 1,
                    (false, _) => tally.n_missed += 1,
                }
            }
            if !self.blind && found != row.labels {
                let names = |set: &BTreeSet<Class>| -> String {
                    set.iter().map(|class| class.name()).collect::<Vec<_>>().join(",")
                };
                let _ =
                    writeln!(out, "{}: {} told as {}", row.id, names(&row.labels), names(&found));
            }
        }
        let _ = writeln!(out, "{:17} pairs  precision  recall     F1", "class");
        for (class, tally) in &all {
            let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
            let n = tally.n_right + tally.n_missed;
            let _ =
                writeln!(out, "{:17} {n:5}  {precision:9.3}  {recall:6.3}  {f1:5.3}", class.name());
        }
        let sum: f64 = all.values().map(|tally| tally.f1()).sum();
        let macro_f1 = sum * share(1, all.len().max(1));
        let n_exact = rows.iter().filter(|row| told(row) == row.labels).count();
        let _ = writeln!(out, "macro-F1 {macro_f1:.3}, {n_exact} of {} pairs exact", rows.len());
        macro_f1
    }
}

fn write(text: &str) -> Result<(), String> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|why| format!("cannot write: {why}"))
}

fn read(path: &Path) -> Result<Vec<Row>, String> {
    let text =
        fs::read_to_string(path).map_err(|why| format!("cannot read {}: {why}", path.display()))?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[id, language, labels, old, old_text, new, new_text] = &cells[..] else { return None };
        let labels = labels.split(',').filter(|label| *label != "none");
        let paragraphs = |text: &str| text.split(" ¶ ").map(str::to_owned).collect();
        Some(Row {
            id: id.to_owned(),
            language: language.to_owned(),
            labels: labels.map(Class::named).collect::<Option<_>>()?,
            old: (old.to_owned(), paragraphs(old_text)),
            new: (new.to_owned(), paragraphs(new_text)),
        })
    };
    let lines = text.lines().skip(1);
    lines
        .map(|line| row(line).ok_or_else(|| format!("{}: no row: {line}", path.display())))
        .collect()
}

fn told(row: &Row) -> BTreeSet<Class> {
    let (a, b) = (parts(&row.old.1), parts(&row.new.1));
    let version = |headline, paragraphs| Version { headline, paragraphs, language: &row.language };
    changes(&version(&row.old.0, &a), &version(&row.new.0, &b)).classes()
}

fn parts(paragraphs: &[String]) -> Vec<&str> {
    paragraphs.iter().map(String::as_str).collect()
}

/// CPU time of this thread, in milliseconds.
#[expect(clippy::cast_precision_loss, reason = "spans of seconds are told in milliseconds")]
fn now_ms() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}

/// How fast a long article is told, with one sentence changed and with all of them.
fn speed(rows: &[Row], out: &mut String) {
    let mut languages: Vec<&str> = rows.iter().map(|row| row.language.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        let own: Vec<&Row> = rows.iter().filter(|row| row.language == language).collect();
        let old = article(&own, |row| &row.old.1);
        let new = article(&own, |row| &row.new.1);
        let mut one = old.clone();
        let at = one.len() / 2;
        let words = one[at].split(' ').rev().skip(1).collect::<Vec<_>>();
        one[at] = words.into_iter().rev().collect::<Vec<_>>().join(" ");
        let (first, second) = (took_ms(language, &old, &one), took_ms(language, &old, &new));
        let kb = old.iter().map(String::len).sum::<usize>() / 1_000;
        let _ = writeln!(
            out,
            "{language}: {kb} kB, one sentence changed {first:.2} ms, every article's changes {second:.2} ms"
        );
    }
}

/// Paragraphs of rows, each with its number so that none is as another, until there are enough.
fn article<'r>(rows: &[&'r Row], of: impl Fn(&'r Row) -> &'r Vec<String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut n_bytes = 0;
    for (n, row) in rows.iter().cycle().enumerate().take(10_000) {
        for paragraph in of(row) {
            if n_bytes > ARTICLE_BYTES {
                return out;
            }
            n_bytes += paragraph.len();
            out.push(format!("{paragraph} ({n})"));
        }
    }
    out
}

fn took_ms(language: &str, old: &[String], new: &[String]) -> f64 {
    let (a, b) = (parts(old), parts(new));
    let version = |paragraphs| Version { headline: "A day", paragraphs, language };
    let from = now_ms();
    for _ in 0..TIMED {
        std::hint::black_box(changes(&version(&a), &version(&b)));
    }
    (now_ms() - from) * share(1, TIMED)
}
