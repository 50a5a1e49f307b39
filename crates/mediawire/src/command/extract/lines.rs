//! `extract --lines`: a page a line in, an answer a line out, in the same order, over all cores.

use crate::command::extract::{Input, json, of_bytes};
use crate::command::print;
use crate::error::{Context as _, Error, Kind, Result};
use crate::keep::{Document, decode};
use crate::work::think;
use mediawire_core::extract::Sites;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read as _};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Bytes of the longest line: a page of the largest size, and what JSON adds to it.
const LINE_BYTES_MAX: u64 = 64 << 20;
/// Lines for each core that are read and not yet answered.
const AHEAD: usize = 2;

/// An answer, and whether its line could be read.
type Answer = (Value, bool);

/// Answers every line of `from`, a file or `-`.
pub(super) async fn run(from: &str, sites: Sites) -> Result<()> {
    let sites = Arc::new(sites);
    let mut lines: Box<dyn BufRead + Send> = match from {
        "-" => Box::new(BufReader::new(std::io::stdin())),
        file => {
            let file = std::fs::File::open(file)
                .context(Kind::NotFound, || format!("cannot read {file}"))?;
            Box::new(BufReader::new(file))
        }
    };
    let n_cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut open: VecDeque<JoinHandle<Answer>> = VecDeque::new();
    let (mut n_lines, mut n_unread) = (0u64, 0u64);
    loop {
        let (rest, line) = think(move || {
            let line = next(&mut *lines);
            (lines, line)
        })
        .await?;
        lines = rest;
        let line = line.map_err(|why| why.context(format!("line {} of {from}", n_lines + 1)))?;
        let is_last = line.is_none();
        if let Some(line) = line {
            n_lines += 1;
            let sites = sites.clone();
            open.push_back(tokio::task::spawn_blocking(move || answer(&line, &sites)));
        }
        while open.len() >= AHEAD * n_cores || is_last && !open.is_empty() {
            let Some(first) = open.pop_front() else { break };
            let (value, is_read) = first
                .await
                .map_err(|cause| Error::caused(Kind::Bug, "a computation broke off", cause))?;
            n_unread += u64::from(!is_read);
            print(&value.to_string())?;
        }
        if is_last {
            break;
        }
    }
    match n_unread {
        0 => Ok(()),
        n => Err(Error::new(Kind::Malformed, format!("could not read {n} of {n_lines} lines"))),
    }
}

/// The next line that is not empty.
fn next(lines: &mut (dyn BufRead + Send)) -> Result<Option<Vec<u8>>> {
    loop {
        let mut line = Vec::new();
        let mut bounded = (&mut *lines).take(LINE_BYTES_MAX + 1);
        let n = bounded.read_until(b'\n', &mut line).context(Kind::NotFound, || "cannot read")?;
        if n as u64 > LINE_BYTES_MAX {
            let what = format!("it has more than {LINE_BYTES_MAX} bytes");
            return Err(Error::new(Kind::Malformed, what));
        }
        if n == 0 {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(line));
        }
    }
}

fn answer(line: &[u8], sites: &Sites) -> Answer {
    let (url, input) = match read(line, sites) {
        (url, Ok(input)) => (url, input),
        (url, Err(why)) => return (json!({ "url": url, "error": why.to_string() }), false),
    };
    let value = match input.read() {
        Ok(article) => json!({ "url": url, "article": json(&article) }),
        Err(no) => {
            let no = json!({ "code": no.code(), "reason": no.to_string() });
            json!({ "url": url, "refused": no })
        }
    };
    (value, true)
}

/// The address that a line names, if it does, and the page that it holds.
fn read<'a>(line: &[u8], sites: &'a Sites) -> (Option<String>, Result<Input<'a>>) {
    let wrong = |what: &str| Error::new(Kind::Malformed, what);
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(why) => {
            return (None, Err(Error::caused(Kind::Malformed, "the line is not JSON", why)));
        }
    };
    let Some(url) = value["url"].as_str() else {
        return (None, Err(wrong("the line names no \"url\"")));
    };
    let input = match (value["html"].as_str(), value["path"].as_str()) {
        (Some(html), None) => {
            Ok(Input { capture: of_bytes(url, html.as_bytes()), document: html.to_owned(), sites })
        }
        (None, Some(path)) => std::fs::read(path)
            .context(Kind::NotFound, || format!("cannot read {path}"))
            .and_then(|payload| {
                let capture = of_bytes(url, &payload);
                let document = decode(&capture, &payload, Document::Page)?;
                Ok(Input { capture, document, sites })
            }),
        _ => Err(wrong("the line must hold either \"html\" or \"path\"")),
    };
    (Some(url.to_owned()), input)
}
