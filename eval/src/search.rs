//! Search: how long an answer takes, and whether what stands on the wire is found by its own words.
//!
//! Questions are made of the words of the items themselves, every language as often as the others, so that each has an
//! answer. They go through the site of a running `mediawire serve`, and then to the index alone.

use crate::run::{Dice, Program, Running, get, say};
use clap::Args;
use mediawire::config::Config;
use mediawire::search::find::{Filters, Request};
use mediawire::search::{Search as Index, follow};
use mediawire::store::wire::Of;
use mediawire::store::{sources, wire};
use mediawire::{Use, Wire};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::language::tag;
use mediawire_core::publish::search::Asked;
use mediawire_core::text::query;
use mediawire_core::text::tokens::{Kind, Token, tokens};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Items whose words are asked for.
const ITEMS_MAX: usize = 20_000;
/// How long the index may take to read the whole wire.
const READ_MAX: Duration = Duration::from_secs(600);

/// The measure and its options.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The data folder; an import of invented pages without it
    #[arg(long)]
    data: Option<PathBuf>,
    /// How many questions
    #[arg(long, default_value_t = 2000)]
    n: usize,
    /// The program; the `mediawire` beside this one without it
    #[arg(long)]
    bin: Option<PathBuf>,
    /// What the choice of words begins with
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The most milliseconds that 99 of 100 answers of the site may take
    #[arg(long)]
    p99_ms: Option<f64>,
}

/// A text whose words are asked for.
struct Text {
    shown: Shown,
    text: String,
    tokens: Vec<Token>,
}

/// A question, as the form sends it.
struct Question {
    lang: String,
    kind: &'static str,
    asked: Asked,
}

impl Search {
    /// Runs it; whether everything was found, and in time.
    pub(crate) fn run(self) -> Result<bool, String> {
        let program = Program::at(self.bin)?;
        let work = tempfile::tempdir().map_err(|why| format!("cannot make a folder: {why}"))?;
        let data = match self.data {
            Some(data) => data,
            None => imported(&program, work.path())?,
        };
        let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
        let texts = runtime.block_on(texts(&data))?;
        let mut by_lang: BTreeMap<String, Vec<Text>> = BTreeMap::new();
        for text in texts {
            let lang = tag(text.shown.lang.as_deref()).split('-').next().unwrap_or_default();
            by_lang.entry(lang.to_ascii_lowercase()).or_default().push(text);
        }
        let n_items: usize = by_lang.values().map(Vec::len).sum();
        let questions = questions(&by_lang, self.n, &mut Dice(self.seed));
        say(&format!(
            "{} questions of the words of {n_items} items in {} languages",
            questions.len(),
            by_lang.len()
        ))?;
        let (site, found) = through_the_site(&program, &data, work.path(), &questions)?;
        report("through the site", &site)?;
        report("the index alone", &runtime.block_on(in_process(&data, &questions))?)?;
        let missed = questions.iter().zip(&found).filter(|(_, found)| !**found);
        let mut n_missed = 0;
        for (question, _) in missed {
            n_missed += 1;
            if n_missed <= 10 {
                say(&format!("  not found: {} {}", question.kind, question.asked.address(1)))?;
            }
        }
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for question in &questions {
            *kinds.entry(question.kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        say(&format!(
            "{} found, {n_missed} not found ({})",
            found.len() - n_missed,
            kinds.join(", ")
        ))?;
        let is_fast = self.p99_ms.is_none_or(|bar| percentile(&site, 99) <= bar);
        Ok(n_missed == 0 && !questions.is_empty() && is_fast)
    }
}

fn imported(program: &Program, work: &Path) -> Result<PathBuf, String> {
    let (warc, data) = (work.join("sample.warc.gz"), work.join("data"));
    crate::sample::write(&warc)?;
    let mut running = program.import(&warc, &data, work)?;
    let status = running.end_within(Duration::from_secs(300))?;
    if status.success() { Ok(data) } else { Err(running.complaint()) }
}

/// What may be shown of the newest items on the wire.
async fn texts(data: &Path) -> Result<Vec<Text>, String> {
    let config = config()?;
    let wire =
        Wire::open(data, &config, Vec::new(), Use::Read).await.map_err(|why| why.to_string())?;
    let mut all = Vec::new();
    let mut before = i64::MAX;
    loop {
        let read = async {
            let mut tx = wire.db.read().await?;
            let lines = wire::lines(&mut tx, Of::Everything, before, 200).await?;
            let mut shown = Vec::new();
            for line in &lines {
                let Some(source) = sources::get(&mut tx, &line.item.source).await? else {
                    continue;
                };
                shown.extend(follow::whole(&mut tx, line, &source).await?);
            }
            Ok::<_, mediawire::error::Error>((lines.last().map(|line| line.first_number), shown))
        };
        let (last, shown) = read.await.map_err(|why| why.to_string())?;
        for shown in shown {
            let text = shown.text();
            let tokens = tokens(&text)
                .into_iter()
                .filter(|token| matches!(token.kind, Kind::Word | Kind::Pair | Kind::Single))
                .collect();
            all.push(Text { text, tokens, shown: Shown { body: None, ..*shown } });
        }
        match last {
            Some(last) if all.len() < ITEMS_MAX => before = last,
            _ => return Ok(all),
        }
    }
}

fn config() -> Result<Config, String> {
    Config::load(None, std::iter::empty()).map_err(|why| why.to_string())
}

/// `n` questions: words, phrases, and words with a filter, of each language in turn.
fn questions(by_lang: &BTreeMap<String, Vec<Text>>, n: usize, dice: &mut Dice) -> Vec<Question> {
    let langs: Vec<_> = by_lang
        .iter()
        .map(|(lang, all)| {
            (lang, all.iter().filter(|one| !one.tokens.is_empty()).collect::<Vec<_>>())
        })
        .filter(|(_, all)| !all.is_empty())
        .collect();
    if langs.is_empty() {
        return Vec::new();
    }
    (0..n)
        .map(|i| {
            let (lang, all) = &langs[i % langs.len()];
            let text = all[dice.below(all.len())];
            let (kind, asked) = question(text, dice);
            Question { lang: (*lang).clone(), kind, asked }
        })
        .collect()
}

fn question(text: &Text, dice: &mut Dice) -> (&'static str, Asked) {
    let word = |dice: &mut Dice| {
        let token = &text.tokens[dice.below(text.tokens.len())];
        text.text[token.start..token.end].to_owned()
    };
    let words = |n: usize, dice: &mut Dice| {
        let words: Vec<String> = (0..n).map(|_| word(dice)).collect();
        Asked { q: words.join(" "), ..Asked::default() }
    };
    match dice.below(10) {
        0..=3 => ("of one word", words(1, dice)),
        4 | 5 => ("of two words", words(2, dice)),
        6 => ("of three words", words(3, dice)),
        7 => {
            let first = dice.below(text.tokens.len());
            let last = (first + 1 + dice.below(2)).min(text.tokens.len() - 1);
            let said = &text.text[text.tokens[first].start..text.tokens[last].end];
            let said = said.split('\n').next().unwrap_or_default().replace('"', " ");
            ("phrases", Asked { q: format!("\"{said}\""), ..Asked::default() })
        }
        8 => {
            let source = text.shown.source.to_string();
            ("within a source", Asked { source, ..words(1, dice) })
        }
        _ => {
            let section = text.shown.section.as_str().to_owned();
            let genre = text.shown.genre.name().to_owned();
            let from = "1990-01-01".to_owned();
            let is_newest_first = true;
            let asked = Asked { section, genre, from, is_newest_first, ..words(1, dice) };
            ("within a section, the newest first", asked)
        }
    }
}

/// How long each answer of the site took, in milliseconds, and whether it names an item.
fn through_the_site(
    program: &Program,
    data: &Path,
    logs: &Path,
    questions: &[Question],
) -> Result<(Vec<f64>, Vec<bool>), String> {
    let args = ["serve".as_ref(), "--listen".as_ref(), "127.0.0.1:0".as_ref(), "--data".as_ref()];
    let args = [&args[..], &[data.as_os_str()]].concat();
    let mut running = program.start(&args, logs)?;
    let address = ready(&mut running)?;
    let mut times = Vec::with_capacity(questions.len());
    let mut found = Vec::with_capacity(questions.len());
    for question in questions {
        let path = question.asked.address(1);
        let start = Instant::now();
        let answer = get(&address, &path).map_err(|why| format!("no answer to {path}: {why}"))?;
        times.push(ms(start));
        if !answer.starts_with("HTTP/1.1 200 ") {
            return Err(format!("{path} is answered by {:?}", answer.lines().next()));
        }
        found.push(answer.contains("<h2><a href=\"/a/"));
    }
    running.terminate()?;
    Ok((times, found))
}

/// The address of the site, once the index has read the whole wire.
fn ready(running: &mut Running) -> Result<String, String> {
    let start = Instant::now();
    loop {
        if let Some(status) = running.ended()? {
            return Err(format!("serve has ended ({status}): {}", running.complaint()));
        }
        let said = running.said();
        let address = said.split_once('\n').and_then(|(line, _)| line.strip_prefix("http://"));
        if let Some(address) = address {
            let metrics = get(address, "/metrics").unwrap_or_default();
            let mut lines = metrics.lines();
            let unread = lines.find(|line| line.contains("not_searchable_yet"));
            if unread.is_some_and(|line| line.ends_with(" 0")) {
                return Ok(address.to_owned());
            }
        }
        if start.elapsed() > READ_MAX {
            return Err("the index has not read the wire in time".to_owned());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// How long the index alone took for each, in milliseconds.
async fn in_process(data: &Path, questions: &[Question]) -> Result<Vec<f64>, String> {
    let say = |why: mediawire::error::Error| why.to_string();
    let wire = Wire::open(data, &config()?, Vec::new(), Use::Write).await.map_err(say)?;
    let index = Index::open(&wire).await.map_err(say)?;
    follow::catch_up(&wire, &index).await.map_err(say)?;
    let mut times = Vec::with_capacity(questions.len());
    for question in questions {
        let request = request(&wire, &question.asked);
        let start = Instant::now();
        let mut tx = wire.db.read().await.map_err(say)?;
        let found = index.find(&mut tx, &request).await.map_err(say)?;
        times.push(ms(start));
        if found.is_none_or(|found| found.n == 0) {
            return Err(format!("not found in {}: {}", question.lang, question.asked.address(1)));
        }
    }
    Ok(times)
}

fn request(wire: &Arc<Wire>, asked: &Asked) -> Request {
    Request {
        query: query::parse(&asked.q),
        filters: Filters {
            source: asked.source.clone(),
            section: asked.section.clone(),
            ..Filters::default()
        },
        is_newest_first: asked.is_newest_first,
        page: 1,
        now: wire.now(),
    }
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(rank).copied().unwrap_or(0.0)
}

fn report(what: &str, times: &[f64]) -> Result<(), String> {
    let [half, most, nearly, all] = [50, 95, 99, 100].map(|percent| percentile(times, percent));
    say(&format!("{what}: p50 {half:.1} ms, p95 {most:.1} ms, p99 {nearly:.1} ms, max {all:.1} ms"))
}
