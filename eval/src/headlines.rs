//! Headlines: their case restored as a scorer asks for it, how fast a pack restyles them, and what its rules change.

use crate::run::Dice;
use clap::Args;
use mediawire_core::desk::guard::Known;
use mediawire_core::desk::style::case::{Evidence, Usage, Wish, sentence};
use mediawire_core::desk::style::{Asked, Pack, Restyled, Scope, restyle};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// How long the speed is measured, in seconds of CPU time.
const SPEED_S: f64 = 5.0;

/// Reads lines `{"id","title","text"}` from standard input, and answers each with its title in sentence case.
#[derive(Debug, Args)]
pub(crate) struct Headlines {
    /// Feed the running counts with the texts of these files first, as a wire that has run for a while.
    #[arg(long, value_name = "FILE.jsonl")]
    fed: Vec<PathBuf>,
    /// The pack to restyle with: the name of one that ships, or a file.
    #[arg(long, default_value = "wire")]
    pack: String,
    /// Measure how fast the pack restyles the titles of this file, whose texts are evidence read beforehand.
    #[arg(long, value_name = "FILE.jsonl")]
    speed: Option<PathBuf>,
    /// Show so many changes at random of the titles of these files: a file of lines, or a truth file of pages.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    changes: Vec<PathBuf>,
    /// How many changes to show.
    #[arg(long, default_value_t = 100)]
    n: usize,
    /// What the choice begins with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A headline with its article's text.
struct Row {
    id: Value,
    title: String,
    text: String,
    language: String,
}

impl Headlines {
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut wire = Usage::default();
        for path in &self.fed {
            lines(path)?.iter().for_each(|row| wire.feed(&row.text));
        }
        if let Some(path) = &self.speed {
            return self.measure(&lines(path)?, wire);
        }
        if !self.changes.is_empty() {
            return self.show(wire);
        }
        answer(wire)
    }

    /// The pack that is named.
    fn pack(&self) -> Result<Pack, String> {
        let path = Path::new(&self.pack);
        match path.extension() {
            Some(_) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|why| format!("cannot read {}: {why}", path.display()))?;
                Pack::read(&text, &self.pack)
            }
            None => Pack::shipped(&self.pack),
        }
    }

    /// Restyles the titles over and over, on one thread.
    fn measure(&self, rows: &[Row], mut wire: Usage) -> Result<bool, String> {
        let pack = self.pack()?;
        rows.iter().for_each(|row| wire.feed(&row.text));
        let titles: Vec<String> = rows.iter().map(|row| title_case(&row.title)).collect();
        let bodies: Vec<Usage> = rows.iter().map(|row| Usage::of(&row.text)).collect();
        let all = || titles.iter().zip(&bodies);
        let (mut n, mut n_changed) = (0_u32, 0_u32);
        let started = cpu_s();
        while cpu_s() - started < SPEED_S {
            for (title, body) in all() {
                n += 1;
                n_changed += u32::from(restyled(&pack, title, "", body, &wire).text != *title);
            }
        }
        let rate = f64::from(n) / (cpu_s() - started);
        let mut n_cased = 0_u32;
        let started = cpu_s();
        while cpu_s() - started < SPEED_S {
            for (title, body) in all() {
                let evidence = Evidence { body, wire: &wire };
                n_cased += u32::from(!sentence(title, &evidence, Wish::default()).is_empty());
            }
        }
        let case_rate = f64::from(n_cased) / (cpu_s() - started);
        eprintln!(
            "{} headlines, {} words known: {rate:.0} restyled a second of CPU by {:?} ({:.3} changed), {case_rate:.0} cased",
            rows.len(),
            wire.n_words(),
            pack.name,
            f64::from(n_changed) / f64::from(n.max(1)),
        );
        Ok(rate >= 50_000.0)
    }

    /// Shows changes at random: before, after, what fired, what is proposed, told and refused.
    fn show(&self, mut wire: Usage) -> Result<bool, String> {
        let pack = self.pack()?;
        let mut rows = Vec::new();
        for path in &self.changes {
            rows.extend(lines(path)?);
        }
        rows.iter().for_each(|row| wire.feed(&row.text));
        let mut changed = Vec::new();
        for row in &rows {
            let told = restyled(&pack, &row.title, &row.language, &Usage::of(&row.text), &wire);
            let is_quiet = told.fired.is_empty() && told.proposals.is_empty();
            if !is_quiet {
                changed.push((row, told));
            }
        }
        eprintln!("{} titles, {} with a change or a proposal", rows.len(), changed.len());
        let mut random = Dice(self.seed);
        for _ in 0..self.n.min(changed.len()) {
            let (row, told) = changed.swap_remove(random.below(changed.len()));
            eprintln!("\n- {}\n+ {}\n  {}", row.title, told.text, fired(&told));
            for proposal in &told.proposals {
                eprintln!("? {}  ({})", proposal.after, proposal.rule.id);
            }
            for refused in &told.refused {
                eprintln!("! {}: {}", refused.change.rule.id, refused.why);
            }
        }
        Ok(true)
    }
}

fn cpu_s() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn restyled(pack: &Pack, title: &str, language: &str, body: &Usage, wire: &Usage) -> Restyled {
    let evidence = Evidence { body, wire };
    let known = Known { language, ..Known::default() };
    let asked = Asked { text: title, scope: Scope::Headline, source: None, evidence, known };
    restyle(pack, &asked)
}

fn fired(told: &Restyled) -> String {
    let name = |change: &mediawire_core::desk::style::Change| {
        format!("{} ({})", change.rule.id, change.level.name())
    };
    told.fired.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Answers standard input: all texts feed the counts first, as those of one wire.
fn answer(mut wire: Usage) -> Result<bool, String> {
    let told = |why: std::io::Error| format!("cannot go on answering: {why}");
    let mut rows = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(told)?;
        if !line.trim().is_empty() {
            rows.push(row(&line)?);
        }
    }
    rows.iter().for_each(|row| wire.feed(&row.text));
    let mut output = std::io::stdout().lock();
    for row in &rows {
        let body = Usage::of(&row.text);
        let evidence = Evidence { body: &body, wire: &wire };
        let title = sentence(&row.title, &evidence, Wish::default());
        writeln!(output, "{}", json!({"id": row.id, "title": title})).map_err(told)?;
    }
    Ok(true)
}

/// The rows of a file: one object a line, or one object of all pages by their ids, as truth files are.
fn lines(path: &Path) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|why| format!("cannot read {}: {why}", path.display()))?;
    if path.extension().is_some_and(|extension| extension == "json") {
        // Python writes what is missing as NaN, which JSON does not know.
        let pages: serde_json::Map<String, Value> =
            serde_json::from_str(&text.replace(": NaN", ": null"))
                .map_err(|why| format!("cannot read {}: {why}", path.display()))?;
        let page = |(id, page): (String, Value)| {
            let field = |key: &str| page[key].as_str().unwrap_or_default().to_owned();
            Row {
                id: Value::from(id),
                title: field("title"),
                text: field("articleBody"),
                language: field("lang"),
            }
        };
        return Ok(pages.into_iter().map(page).filter(|row| !row.title.is_empty()).collect());
    }
    text.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

fn row(line: &str) -> Result<Row, String> {
    let value: Value = serde_json::from_str(line)
        .map_err(|why| format!("cannot read the line {line:?}: {why}"))?;
    let field = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Ok(Row {
        id: value["id"].clone(),
        title: field("title"),
        text: field("text"),
        language: field("lang"),
    })
}

/// Each word with a capital, as the scorer asks: speed is measured on what has to be restored.
fn title_case(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut before = ' ';
    for c in title.chars() {
        let is_first =
            c.is_alphabetic() && !before.is_alphabetic() && !matches!(before, '\'' | '’');
        if is_first {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}
