//! IPTC 7901 (revision 5): telegraphed messages, each from SOH to ETX and the line behind it that dates it.
//!
//! ```text
//! SOH  tna0124 3 i 93  tna 1888      service and number, priority, category, words, what the service adds
//!      Tolva/ferry/                  keywords
//! STX  Ferry sails again =           headline, ended by ` =` or an empty line
//!      Tolva (tna) - The ferry …     text
//! ETX  212101 GMT Nov 26             day, hour, minute, zone, month, year
//! ```
//!
//! A document may hold many. What a service marks as not for publication is not the text, but its note.

use super::agency::{Piece, refuse};
use super::gather::{Gather, fragment};
use super::plain::{self, lines};
use super::{Format, Input, List, NotAList, chars};
use crate::codec::telegraph;
use crate::model::entry::Form;
use crate::text::date;
use std::ops::Range;

/// IPTC 7901.
pub(super) const FORMAT: Format = Format { name: "iptc7901", detect, read };

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
/// Lines that a headline may have.
const HEADLINE_LINES_MAX: usize = 6;
/// Longest headline, in characters: what is longer begins the text.
const HEADLINE_CHARS_MAX: usize = 300;
/// Keywords of one message.
const KEYWORDS_MAX: usize = 32;

fn detect(document: &str) -> bool {
    telegraph::is_message(document.as_bytes())
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let mut gather = Gather::new(input, FORMAT.name);
    let mut first = None;
    for (at, _) in input.document.match_indices(SOH) {
        let rest = &input.document[at..];
        let end = rest[1..].find(SOH).map_or(rest.len(), |end| end + 1);
        match message(at, &rest[..end], input) {
            _ if gather.is_full() => {
                gather.overflow();
                break;
            }
            Ok(piece) => gather.add(piece.finish(input), at),
            Err(why) => {
                gather.doubt(format!("the message at byte {at}: {why}: skipped"));
                first.get_or_insert(why);
            }
        }
    }
    match first.filter(|_| gather.list.entries.is_empty()) {
        Some(why) => Err(refuse(FORMAT.name, why)),
        None => Ok(gather.finish(Vec::new())),
    }
}

/// The message `raw`, which starts at `at` in the document.
fn message(at: usize, raw: &str, input: &Input<'_>) -> Result<Piece, String> {
    let stx = raw.find(STX).ok_or("there is no STX, which begins the text")?;
    let etx = raw.find(ETX).filter(|etx| *etx > stx);
    let etx = etx.ok_or("there is no ETX behind STX: the text is cut off")?;
    let mut head = raw[1..stx].lines();
    let header = head.next().unwrap_or_default().trim();
    let (id, priority, rest) = header_of(header)
        .ok_or_else(|| format!("{header:?} does not say service, number and priority"))?;
    let mut piece = Piece::default();
    let mut behind = raw[etx + 1..].lines().map(chars::fold);
    let stamp = behind.find(|line| !line.is_empty()).unwrap_or_default();
    piece.found.published = dated(&stamp);
    // Numbers begin anew each day: one without its day names nothing.
    piece.found.guid = piece.found.published.is_some().then(|| format!("{id} {stamp}"));
    piece.handling.urgency = Some(priority);
    piece.handling.credit =
        rest.split_whitespace().last().filter(|it| !is_number(it)).map(Into::into);
    let slug: Vec<&str> = head.map(str::trim).filter(|line| !line.is_empty()).collect();
    let slug = slug.join("");
    let keywords = slug.split('/').map(str::trim).filter(|word| !word.is_empty());
    piece.handling.keywords = keywords.map(str::to_owned).take(KEYWORDS_MAX).collect();
    piece.handling.slugline =
        Some(slug.trim_end_matches('/').to_owned()).filter(|it| !it.is_empty());
    piece.found.categories = piece.handling.keywords.clone();
    read_text(at, raw, stx + 1..etx, input, &mut piece);
    Ok(piece)
}

/// Service and number, priority, and what stands behind them.
fn header_of(line: &str) -> Option<(String, u8, &str)> {
    let (id, rest) = line.split_once(' ')?;
    let digits = id.find(|c: char| c.is_ascii_digit())?;
    let (service, number) = id.split_at(digits);
    let is_id = !service.is_empty()
        && service.bytes().all(|b| b.is_ascii_alphabetic())
        && is_number(number);
    let rest = rest.trim_start();
    let priority = rest.chars().next()?.to_digit(10)?;
    let is_apart = rest[1..].starts_with(' ');
    let priority = u8::try_from(priority).ok().filter(|it| (1..=9).contains(it))?;
    (is_id && is_apart).then(|| (id.to_owned(), priority, &rest[1..]))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The moment of `DDHHMM ZONE MON YY`.
fn dated(stamp: &str) -> Option<crate::model::time::Time> {
    let mut words = stamp.split_whitespace();
    let (digits, zone, month) = (words.next()?, words.next()?, words.next()?);
    let year = words.next().unwrap_or_default();
    if !is_number(digits) || digits.len() != 6 || !is_number(year) {
        return None;
    }
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    let (day, hour, minute) = (&digits[..2], &digits[2..4], &digits[4..]);
    let read = date::time(&format!("{day} {month} {year} {hour}:{minute} {zone}"))?;
    Some(crate::model::time::Time { raw: stamp.to_owned(), ..read })
}

/// The headline, and behind it the text, up to what is not for readers.
fn read_text(at: usize, raw: &str, text: Range<usize>, input: &Input<'_>, piece: &mut Piece) {
    let body = &raw[text.clone()];
    let (headline, start) = headline(body);
    piece.found.title = headline;
    let end = plain::heed(piece, body, start);
    let (base, start) = (at + text.start, start.min(end));
    piece.found.text = fragment(input.document, base + start..base + end, Form::Lines);
}

/// The headline, and where the text behind it starts.
fn headline(text: &str) -> (String, usize) {
    let mut said = String::new();
    let mut is_begun = false;
    for (n, line) in lines(text).enumerate().take(HEADLINE_LINES_MAX + 1) {
        let words = text[line.clone()].trim();
        if words.is_empty() && is_begun {
            return whole(&said, line.end);
        }
        is_begun |= !words.is_empty();
        if n == HEADLINE_LINES_MAX || said.len() > HEADLINE_CHARS_MAX {
            break;
        }
        said.push(' ');
        said.push_str(words.trim_end_matches('='));
        if words.ends_with('=') {
            return whole(&said, line.end);
        }
    }
    // Nothing ends it: its first line is the headline.
    let first = lines(text).find(|line| !text[line.clone()].trim().is_empty());
    first.map_or((String::new(), 0), |line| whole(&text[line.clone()], line.end))
}

fn whole(said: &str, end: usize) -> (String, usize) {
    (chars::fold(said), end)
}
