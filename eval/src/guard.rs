//! The meaning guard on tables of labelled pairs, and on real headlines that are changed in known ways.

use clap::Args;
use mediawire_core::desk::guard::{Change, Known, Verdict, compare};
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The bar: at least so much of what changes the meaning is refused.
const RECALL_MIN: f64 = 0.98;
/// The bar: at most so much of what keeps it is refused.
const FALSE_MAX: f64 = 0.02;
/// So many comparisons are timed at least, and each pair once.
const TIMED_MIN: usize = 20_000;

/// Tells how much of what changes the meaning is refused, and how much of what keeps it; fails beyond the bars.
#[derive(Debug, Args)]
pub(crate) struct Guard {
    /// Tables of pairs: source, house, language, `kept` or `changed`, how, the site's own names by `|`.
    #[arg(required = true)]
    tables: Vec<PathBuf>,
    /// A file of real headlines, a JSON object a line with `title`: each is changed in known ways and judged.
    #[arg(long)]
    headlines: Option<PathBuf>,
    /// Show every pair that is judged otherwise than it is labelled.
    #[arg(long)]
    show: bool,
}

/// A labelled pair.
#[derive(Debug, Clone)]
struct Row {
    source: String,
    house: String,
    language: String,
    is_kept: bool,
    how: String,
    sites: Vec<String>,
}

/// How many of how many.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    n: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, is_one: bool) {
        self.n += usize::from(is_one);
        self.of += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.n as f64 / self.of as f64 }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3} ({} of {})", self.share(), self.n, self.of)
    }
}

impl Guard {
    /// Whether every table is within the bars.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut out = String::new();
        let mut is_good = true;
        for path in &self.tables {
            let rows = rows(path)?;
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{}", path.display());
            is_good &= self.table(&rows, &mut out);
        }
        if let Some(path) = &self.headlines {
            self.real(path, &mut out)?;
        }
        let written = std::io::stdout().write_all(out.as_bytes());
        written.map_err(|why| format!("cannot write: {why}"))?;
        Ok(is_good)
    }

    fn table(&self, rows: &[Row], out: &mut String) -> bool {
        let (mut recall, mut refused, mut named) =
            (Share::default(), Share::default(), Share::default());
        let mut by_how: BTreeMap<(bool, &str), Share> = BTreeMap::new();
        for row in rows {
            let changes = changes(row);
            let is_refused = is_refused(&changes, row);
            by_how.entry((row.is_kept, &row.how)).or_default().count(is_refused);
            if row.is_kept {
                refused.count(is_refused);
            } else {
                recall.count(is_refused);
                named.count(changes.iter().any(|change| change.kind.name() == row.how));
            }
            if self.show && is_refused == row.is_kept {
                let verdict = Verdict::of(&changes, &row.source, &row.house);
                let _ = writeln!(out, "  {}: {} → {}: {verdict:?}", row.how, row.source, row.house);
            }
            let kinds: Vec<&str> = changes.iter().map(|change| change.kind.name()).collect();
            if self.show && !row.is_kept && !kinds.contains(&row.how.as_str()) {
                let _ = writeln!(out, "  {} as {kinds:?}: {} → {}", row.how, row.source, row.house);
            }
        }
        for ((is_kept, how), share) in &by_how {
            let what = if *is_kept { "kept, refused" } else { "changed, refused" };
            let _ = writeln!(out, "  {how}: {what} {share}");
        }
        let _ = writeln!(out, "  recall {recall}, kind named {named}, false refusals {refused}");
        self.spoiled(rows, out);
        let _ = writeln!(out, "  {:.1} µs a pair", us_a_pair(rows));
        recall.share() >= RECALL_MIN
            && refused.share() <= FALSE_MAX
            && recall.of > 0
            && refused.of > 0
    }

    /// Judges what keeps the meaning with one thing changed in it: an equivalence must not let that pass as well.
    fn spoiled(&self, rows: &[Row], out: &mut String) {
        let mut share = Share::default();
        for row in rows.iter().filter(|row| row.is_kept) {
            for house in spoiled(&row.house, &row.language) {
                let row = Row { house, ..row.clone() };
                let changes = changes(&row);
                let is_refused = is_refused(&changes, &row);
                share.count(is_refused);
                if self.show && !is_refused {
                    let _ = writeln!(out, "  spoiled: {} → {}", row.source, row.house);
                }
            }
        }
        let _ = writeln!(out, "  kept and then spoiled, refused {share}");
    }

    /// Judges real headlines beside what each simple transformation makes of them.
    fn real(&self, path: &Path, out: &mut String) -> Result<(), String> {
        let text = read(path)?;
        let titles: Vec<String> = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter_map(|line| line["title"].as_str().map(str::to_owned))
            .collect();
        let _ = writeln!(out, "{}: {} headlines", path.display(), titles.len());
        for way in WAYS {
            let mut share = Share::default();
            for title in &titles {
                let Some(house) = (way.change)(title) else { continue };
                let row = Row {
                    source: title.clone(),
                    house,
                    language: "en".to_owned(),
                    is_kept: way.is_kept,
                    how: way.name.to_owned(),
                    sites: Vec::new(),
                };
                let changes = changes(&row);
                let is_refused = is_refused(&changes, &row);
                share.count(is_refused);
                if self.show && is_refused == way.is_kept {
                    let _ = writeln!(out, "    {} → {}: {changes:?}", row.source, row.house);
                }
            }
            let what = if way.is_kept { "kept, refused" } else { "changed, refused" };
            let _ = writeln!(out, "  {}: {what} {share}", way.name);
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("cannot read {}: {why}", path.display()))
}

fn rows(path: &Path) -> Result<Vec<Row>, String> {
    let text = read(path)?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let (source, house, language) = (cells.next()?, cells.next()?, cells.next()?);
        let is_kept = match cells.next()?.as_str() {
            "kept" => true,
            "changed" => false,
            _ => return None,
        };
        let how = cells.next()?;
        let sites = cells.next().unwrap_or_default();
        let sites = sites.split('|').filter(|site| !site.is_empty()).map(str::to_owned).collect();
        Some(Row { source, house, language, is_kept, how, sites })
    };
    lines
        .map(|line| row(line).ok_or_else(|| format!("{}: no row: {line}", path.display())))
        .collect()
}

/// The headline without each of its words, with a *not* before each, with neighbours exchanged, with each digit changed.
fn spoiled(house: &str, language: &str) -> Vec<String> {
    let not = match language {
        "fa" => "نه",
        "ar" => "لا",
        _ => "not",
    };
    let words: Vec<&str> = house.split(' ').collect();
    let is_article = |word: &str| ["a", "an", "the"].iter().any(|a| word.eq_ignore_ascii_case(a));
    let mut all = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let (before, behind) = (&words[..i], &words[i + 1..]);
        // An article before a speaker is not the speaker's.
        if word.contains(char::is_alphanumeric) && !is_article(word) {
            all.push([before, behind].concat().join(" "));
        }
        all.push([before, &[not], &words[i..]].concat().join(" "));
        if let Some((next, rest)) = behind.split_first().filter(|(next, _)| *next != word) {
            all.push([before, &[*next, *word], rest].concat().join(" "));
        }
    }
    for (at, c) in house.char_indices() {
        if let Some(digit) = c.to_digit(10) {
            all.push(format!("{}{}{}", &house[..at], (digit + 1) % 10, &house[at + 1..]));
        }
    }
    all
}

fn changes(row: &Row) -> Vec<Change> {
    let sites: Vec<&str> = row.sites.iter().map(String::as_str).collect();
    let known = Known { language: &row.language, sites: &sites, ..Known::default() };
    compare(&row.source, &row.house, &known)
}

fn is_refused(changes: &[Change], row: &Row) -> bool {
    matches!(Verdict::of(changes, &row.source, &row.house), Verdict::Refused(_))
}

/// CPU time of this thread, in microseconds.
#[expect(clippy::cast_precision_loss, reason = "spans of seconds are told in microseconds")]
fn now_us() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1e6 + now.tv_nsec as f64 / 1e3
}

#[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
fn us_a_pair(rows: &[Row]) -> f64 {
    let n_runs = TIMED_MIN.div_ceil(rows.len().max(1));
    let from = now_us();
    for _ in 0..n_runs {
        for row in rows {
            std::hint::black_box(changes(row));
        }
    }
    (now_us() - from) / (n_runs * rows.len().max(1)) as f64
}

/// A transformation: what it is called, whether it keeps the meaning, and what it makes of a headline, if it can.
struct Way {
    name: &'static str,
    is_kept: bool,
    change: fn(&str) -> Option<String>,
}

const WAYS: [Way; 14] = [
    Way { name: "title case", is_kept: true, change: title_case },
    Way { name: "curly quotes", is_kept: true, change: curly },
    Way { name: "double quotes as single", is_kept: true, change: single },
    Way { name: "a full stop", is_kept: true, change: |text| Some(format!("{text}.")) },
    Way { name: "capitals", is_kept: true, change: |text| Some(text.to_uppercase()) },
    Way { name: "points in US", is_kept: true, change: pointed },
    Way { name: "short numbers", is_kept: true, change: short_numbers },
    Way { name: "a digit changed", is_kept: false, change: other_digit },
    Way { name: "not dropped", is_kept: false, change: without_not },
    Way { name: "says, denies", is_kept: false, change: denies },
    Way { name: "may, will", is_kept: false, change: will },
    Way { name: "first and last word exchanged", is_kept: false, change: exchanged },
    Way { name: "last word dropped", is_kept: false, change: shorter },
    Way { name: "a quotation opened", is_kept: false, change: quoted },
];

fn title_case(text: &str) -> Option<String> {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", chars.as_str())
    };
    Some(text.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

fn curly(text: &str) -> Option<String> {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        let opens = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        out.push(match (c, opens) {
            ('"', true) => '“',
            ('"', false) => '”',
            ('\'', true) => '‘',
            ('\'', false) => '’',
            (other, _) => other,
        });
    }
    (out != text).then_some(out)
}

/// Only where no single ones stand already: those would turn over.
fn single(text: &str) -> Option<String> {
    if text.contains(['\'', '‘', '’']) || !text.contains('"') {
        return None;
    }
    Some(curly(text)?.replace('“', "‘").replace('”', "’"))
}

fn pointed(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(' ').map(|word| if word == "US" { "U.S." } else { word }).collect();
    let out = words.join(" ");
    (out != text).then_some(out)
}

fn short_numbers(text: &str) -> Option<String> {
    let long = [" billion", " percent", ",000 "].into_iter().find(|word| {
        let before = text.find(word).and_then(|at| text[..at].chars().next_back());
        before.is_some_and(|c| c.is_ascii_digit())
    })?;
    let short = match long {
        " billion" => "bn",
        " percent" => "%",
        _ => "k ",
    };
    Some(text.replacen(long, short, 1))
}

fn other_digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let digit = text[at..].chars().next()?.to_digit(10)?;
    Some(format!("{}{}{}", &text[..at], (digit + 1) % 10, &text[at + 1..]))
}

fn without_not(text: &str) -> Option<String> {
    [" not ", " no ", "n't ", "n’t "]
        .iter()
        .find(|word| text.contains(**word))
        .map(|word| text.replacen(word, " ", 1))
}

fn denies(text: &str) -> Option<String> {
    let word = [" says ", " say ", " said "].into_iter().find(|word| text.contains(word))?;
    Some(text.replacen(word, " denies ", 1))
}

fn will(text: &str) -> Option<String> {
    let word = [" may ", " could ", " might "].into_iter().find(|word| text.contains(word))?;
    Some(text.replacen(word, " will ", 1))
}

fn exchanged(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let (last, middle) = rest.split_last()?;
    let differs = !first.eq_ignore_ascii_case(last);
    differs.then(|| format!("{last} {} {first}", middle.join(" ")))
}

fn shorter(text: &str) -> Option<String> {
    let (rest, last) = text.trim_end().rsplit_once(' ')?;
    last.contains(char::is_alphanumeric).then(|| rest.to_owned())
}

fn quoted(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ')?;
    let is_plain = !text.contains(['"', '“', '‘', '\'', '’']);
    is_plain.then(|| format!("“{first}” {rest}"))
}
