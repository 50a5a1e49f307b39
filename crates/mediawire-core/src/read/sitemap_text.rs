//! Sitemaps that are plain text: an address a line (sitemaps.org, *Text file*).

use super::gather::{ENTRIES_MAX, Found, Gather, address};
use super::sitemap::{ADDRESSES_MAX, is_own};
use super::{Format, Input, List, NotAList};

/// A text of addresses.
pub(super) const FORMAT: Format = Format { name: "sitemap", detect, read };

/// Lines at the head of a document that must all be addresses.
const LINES: usize = 3;

fn lines(document: &str) -> impl Iterator<Item = &str> {
    let lines = document.trim_start_matches('\u{feff}').lines();
    lines.map(str::trim).filter(|line| !line.is_empty())
}

fn is_address(line: &str) -> bool {
    let is_web = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme));
    is_web && !line.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
}

fn detect(document: &str) -> bool {
    let mut lines = lines(document).take(LINES).peekable();
    lines.peek().is_some() && lines.all(is_address)
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let mut gather = Gather::new(input, FORMAT.name);
    let (mut n_foreign, mut n_other) = (0usize, 0usize);
    for (n, line) in lines(input.document).enumerate() {
        if n >= ADDRESSES_MAX {
            gather.doubt(format!("more than {ADDRESSES_MAX} addresses: the rest was not read"));
            break;
        }
        if gather.list.entries.len() >= ENTRIES_MAX {
            gather.overflow();
            break;
        }
        match address(line, None).filter(|_| is_address(line)) {
            None => n_other += 1,
            Some(url) if !is_own(&url, input) => n_foreign += 1,
            Some(url) => {
                let at = line.as_ptr() as usize - input.document.as_ptr() as usize;
                gather.add(Found { url: Some(url), ..Found::default() }, at);
            }
        }
    }
    if n_other > 0 {
        gather.doubt(format!("no addresses: {n_other} lines, skipped"));
    }
    if n_foreign > 0 {
        gather.doubt(format!("of another site than the list: {n_foreign} addresses, skipped"));
    }
    Ok(gather.finish(Vec::new()))
}
