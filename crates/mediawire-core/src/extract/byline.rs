//! What bylines say: persons, and the agencies and newsrooms that are none.
//!
//! To teach the extractor a word, add it to the list in `words` that says what it means.

mod class;
mod words;

use crate::extract::byline::class::{Class, class, is_cased, is_domain};
use crate::extract::byline::words::{
    AGENCIES, CREDITS, JOBS, LABELS, LEADS, NOISE, OFFICES, OTHERS, holds,
};
use crate::text::letters;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Letters of the longest name.
const NAME_CHARS_MAX: usize = 60;
/// Names that are read from one page: more are a list of references.
const NAMES_MAX: usize = 24;

/// Persons that one source may name beyond those of another.
const MORE_MAX: usize = 4;

/// What a source calls the one it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// A person (schema.org).
    Person,
    /// An organisation (schema.org).
    Organisation,
    /// An author, whatever it is.
    Author,
    /// An element that says it holds the author.
    Zone,
    /// A line beside the headline that may be a byline.
    Line,
}

/// Who is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    pub(super) persons: Vec<String>,
    /// Agencies, newsrooms and the site itself.
    pub(super) agencies: Vec<String>,
}

/// What the site is called: a name that is in none of its persons'.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Site<'a> {
    /// Its own name.
    pub(super) name: Option<&'a str>,
    /// The first label of its domain.
    pub(super) label: Option<&'a str>,
}

impl Site<'_> {
    /// Whether that is what it is called.
    pub(super) fn is_called(self, name: &str) -> bool {
        let key = letters::key(name);
        [self.name, self.label].into_iter().flatten().any(|it| letters::key(it) == key)
    }
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.agencies.is_empty()
    }

    /// Adds those that the text names: lead words off, lists taken apart, repeats, jobs and addresses left out.
    pub(super) fn read(&mut self, text: &str, said: Said, site: Site<'_>) {
        if text.contains("://") || text.len() > 600 {
            return;
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = before_moment(without_lead(without_label(&folded)), said);
        // `Ada Tolva - Rain and Wind`: what is behind the dash is no name.
        let text = match text.split_once(" - ") {
            Some((head, _))
                if head.contains(' ') && class(trim(head), false, said, site) == Class::Person =>
            {
                head
            }
            _ => text,
        };
        let mut was_office = false;
        // `Institute of Rain and Wind`: one name, not two.
        let parts = split(text);
        if parts.len() > 1
            && !text.contains([',', ';', '/', '|'])
            && matches!(class(trim(parts[0]), false, said, site), Class::Agency)
            && !holds(AGENCIES, &trim(parts[0]).to_lowercase())
        {
            put(&mut self.agencies, trim(text));
            return;
        }
        for (at, part) in parts.into_iter().enumerate() {
            match self.add(part, at > 0, said, site) {
                // What one is, is said to the end: `Ada Tolva, Head of Sales and Growth`.
                Class::Job => break,
                // `Tolva News, Tolvar`: where it is.
                Class::Person if was_office && !part.trim().contains(' ') => {
                    self.persons.pop();
                }
                Class::Agency => was_office = true,
                Class::Person | Class::Nothing => {}
            }
        }
    }

    fn add(&mut self, part: &str, is_behind: bool, said: Said, site: Site<'_>) -> Class {
        let (name, bracketed) = bracket(without_lead(trim(part)));
        if let Some(inner) = bracketed
            && holds(AGENCIES, &inner.to_lowercase())
        {
            put(&mut self.agencies, inner);
        }
        // `Tolva News (tolva.example)`: only houses sign with an address.
        if bracketed.is_some_and(is_domain) && put(&mut self.agencies, trim(name)) {
            return Class::Agency;
        }
        let name = untitled(trim(placeless(unhandled(name))));
        let class = class(name, is_behind, said, site);
        let names = match class {
            Class::Person => &mut self.persons,
            Class::Agency => &mut self.agencies,
            Class::Job | Class::Nothing => return class,
        };
        if names.len() >= NAMES_MAX || !put(names, name) {
            return Class::Nothing;
        }
        class
    }

    /// Whether it names all persons of the other, and a few more.
    pub(super) fn exceeds(&self, other: &Self) -> bool {
        let keys: Vec<String> = self.persons.iter().map(|name| letters::key(name)).collect();
        let n_more = self.persons.len().saturating_sub(other.persons.len());
        (1..=MORE_MAX).contains(&n_more)
            && other.persons.iter().all(|name| keys.contains(&letters::key(name)))
    }

    /// Adds those of the other that are not there yet.
    pub(super) fn join(&mut self, other: &Self) {
        for name in &other.persons {
            put(&mut self.persons, name);
        }
        for name in &other.agencies {
            put(&mut self.agencies, name);
        }
    }
}

/// Adds the name, if it is not there.
fn put(names: &mut Vec<String>, name: &str) -> bool {
    let key = letters::key(name);
    let is_new = !names.iter().any(|known| letters::key(known) == key);
    if is_new {
        names.push(name.to_owned());
    }
    is_new
}

fn trim(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ",.;:|-–—/•·*&\"“”„_".contains(c));
    let has_open = text.contains('(');
    if has_open { text } else { text.trim_end_matches(')') }
}

/// `Ada Tolva (dpa)`: the name and what stands in the bracket at its end.
fn bracket(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once('(') {
        Some((name, inner)) if inner.ends_with(')') && !name.trim().is_empty() => {
            (name, Some(inner.trim_end_matches(')').trim()))
        }
        _ => (text, None),
    }
}

/// `Ada Tolva in Tolvar`: the name without the place.
fn placeless(text: &str) -> &str {
    [" in ", " at ", " aus ", " à ", " en "]
        .iter()
        .filter_map(|it| text.find(it).map(|at| &text[..at]))
        .min_by_key(|it| it.len())
        .filter(|it| it.contains(' '))
        .unwrap_or(text)
}

/// The name without the account behind it: `Ada Tolva @ada`.
fn unhandled(name: &str) -> &str {
    name.split_once(" @").map_or(name, |(name, _)| name)
}

/// Whether it is no name but that of an account, or of a template that was never filled in: `ada.tolva`, `page.author`.
pub(super) fn is_account(name: &str) -> bool {
    name.is_ascii() && !name.contains(|c: char| c.is_ascii_uppercase() || c == ' ')
}

/// The whole name of whom `name` calls by the first only, where the description begins with it:
/// `Ada Tolva writes about rain.`
pub(super) fn whole_name<'a>(name: &str, description: &'a str) -> Option<&'a str> {
    let rest = description.strip_prefix(name)?.strip_prefix(' ')?;
    let second = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    let (mut letters, lower) = (second.chars(), second.to_lowercase());
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && letters.as_str().chars().all(char::is_lowercase)
        && letters.as_str().len() > 1
        && ![JOBS, OFFICES, NOISE].iter().any(|list| holds(list, &lower));
    (is_name && !name.contains(' ')).then(|| &description[..name.len() + 1 + second.len()])
}

/// The name without what stands before it of its bearer: `Senior Reporter Ada Tolva`, `Tolva-Experte Udo Alt`.
fn untitled(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        let first = first.to_lowercase();
        let is_title = holds(JOBS, first.trim_matches('.'))
            || first.contains('-') && JOBS.split(' ').any(|job| first.ends_with(job));
        // `Head of Sales` is what one is to the end.
        if !is_title || !rest.contains(' ') || rest.starts_with("of ") {
            break;
        }
        name = rest;
    }
    name
}

/// The byline without a label or a sentence before it: `Text und Interview: Ada Tolva`, `This post was written by Ada Tolva`.
fn without_label(text: &str) -> &str {
    if let Some((label, rest)) = text.split_once(": ")
        && label.split_whitespace().all(|word| holds(CREDITS, &word.to_lowercase()))
    {
        return rest;
    }
    match text.find(" by ") {
        Some(at) if at <= 60 => &text[at + 4..],
        _ => text,
    }
}

/// The leads by their first letter.
static BY_FIRST_LETTER: LazyLock<BTreeMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for lead in LEADS.split('|') {
        out.entry(lead.chars().next().unwrap_or_default()).or_default().push(lead);
    }
    out
});

/// The leads that begin with the letter with which the text begins.
fn leads_like(text: &str) -> &'static [&'static str] {
    let first = text.chars().next().and_then(|c| c.to_lowercase().next());
    first.and_then(|first| BY_FIRST_LETTER.get(&first)).map_or(&[], Vec::as_slice)
}

/// The byline without `By`; `ByAda` is one too, where a page's styles set the space.
pub(super) fn without_lead(text: &str) -> &str {
    let mut text = text.trim_start();
    for _ in 0..2 {
        let leads = leads_like(text);
        let Some(rest) = leads.iter().find_map(|lead| behind(text, lead)) else { break };
        text = rest;
    }
    text
}

fn behind<'a>(text: &'a str, lead: &str) -> Option<&'a str> {
    // Lower case may have another length: the lead is compared letter by letter.
    let mut rest = text.chars();
    for letter in lead.chars() {
        if !rest.next()?.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    let next = rest.chars().next();
    let was_small = text[..text.len() - rest.len()].chars().last().is_some_and(char::is_lowercase);
    match next {
        None => Some(rest),
        Some(c) if c.is_whitespace() => Some(rest.trim_start()),
        Some(':') => Some(rest[1..].trim_start()),
        Some(c) if lead.ends_with(':') || c.is_uppercase() && was_small && lead.len() > 1 => {
            Some(rest)
        }
        Some(_) => None,
    }
}

/// The text before a day or a time, where one follows the name.
fn before_moment(text: &str, said: Said) -> &str {
    let is_name = matches!(said, Said::Person | Said::Organisation);
    let digit = text.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 0 && !is_name);
    let Some(at) = digit else { return if is_name { text } else { before_day(text) } };
    // `98 Buck` and `agent007` are names; a day has a space before it.
    if !text[..at].ends_with(|c: char| c.is_whitespace() || ",.|•·-–—(".contains(c)) {
        return text;
    }
    let mut head = trim(&text[..at]);
    loop {
        let Some((rest, last)) = head.rsplit_once(|c: char| c.is_whitespace() || c == ',') else {
            return head;
        };
        let word = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let is_moment = word.is_empty()
            || crate::text::date::is_part(&word)
            || matches!(
                word.as_str(),
                "on" | "am"
                    | "le"
                    | "el"
                    | "at"
                    | "um"
                    | "published"
                    | "updated"
                    | "last"
                    | "posted"
                    | "veröffentlicht"
            );
        if !is_moment {
            return head;
        }
        head = trim(rest);
    }
}

/// The text without the word that leads to a day in the next element: `Ada Tolva on`.
fn before_day(text: &str) -> &str {
    match text.trim_end().rsplit_once(' ') {
        Some((head, "on" | "am" | "le" | "el" | "um" | "at")) => head,
        _ => text,
    }
}

/// A list of names taken apart at commas, `and` and its like.
fn split(text: &str) -> Vec<&str> {
    const ANDS: &[&str] = &[
        " im Gespräch mit ",
        " and ",
        " und ",
        " et ",
        " & ",
        " y ",
        " e ",
        " och ",
        " en ",
        " и ",
        " و ",
        " og ",
        " ja ",
        " i ",
        " with ",
        " mit ",
        " - ",
    ];
    let marks = [',', ';', '|', '،', '、', '/', '•', '·', '—'];
    let mut parts: Vec<&str> = text.split(marks).collect();
    for and in ANDS {
        if text.contains(and) {
            parts = parts.into_iter().flat_map(|part| part.split(and)).collect();
        }
    }
    parts
}

/// Whether a line of a page is `By` and names, and nothing else.
pub(super) fn is_signature(line: &str) -> bool {
    let names = before_day(without_lead(line));
    let is_name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            || matches!(word, "and" | "und" | "et" | "y" | "e" | "von" | "van" | "de" | "der" | "&")
    };
    names.len() < line.len()
        && (2..=12).contains(&names.split_whitespace().count())
        && names.split(',').all(|name| name.split_whitespace().count() <= 6)
        && names.split_whitespace().all(is_name)
}

/// Whether a line is two to four words, each of which may be of a name.
pub(super) fn is_full_name(line: &str) -> bool {
    (5..=NAME_CHARS_MAX).contains(&line.len())
        && (2..=4).contains(&line.split_whitespace().count())
        && line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
        && is_cased(line)
}

/// What stands behind `Author:` and its like; `None` if it does not begin so.
pub(super) fn behind_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim();
    (label.len() <= 24 && LABELS.contains(&label.to_lowercase().as_str())).then_some(rest.trim())
}

/// Whether the text is only the label of an author, without a colon: `Autorin/Autor`.
pub(super) fn is_label(text: &str) -> bool {
    let is_one = |word: &str| !word.contains(' ') && LABELS.contains(&word.to_lowercase().as_str());
    text.len() <= 24 && text.split('/').all(|word| is_one(word.trim()))
}

/// Whether the text is only what a byline begins with: the name follows.
pub(super) fn is_lead(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    let leads = if text.len() > 24 { &[] } else { leads_like(text) };
    if leads.is_empty() {
        return false;
    }
    let lower = text.to_lowercase();
    leads.iter().any(|lead| lead.trim_end_matches(':') == lower)
}

/// Whether the text says that somebody follows who did something else than write it: `Reviewed by`, `Photo:`.
pub(super) fn is_other_lead(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().count() <= 4 && words().any(|word| holds(OTHERS, &word.to_lowercase()))
}

/// Whether the text only joins names: `,`, `and`.
pub(super) fn is_joint(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "," | "and" | "und" | "et" | "y" | "e" | "&" | "/" | ", and" | "och" | "og"
    )
}

/// Those whom the texts name.
pub(super) fn names<'a>(texts: impl IntoIterator<Item = &'a str>) -> Names {
    let mut names = Names::default();
    for text in texts {
        names.read(text, Said::Author, Site::default());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Names, Said, Site};

    #[test]
    fn bylines_give_persons_and_agencies() {
        let site = Site { name: Some("Tolva News"), label: Some("tolv") };
        for (text, persons, agencies) in [
            ("By Ada Tolva and Ben Quist", vec!["Ada Tolva", "Ben Quist"], vec![]),
            ("ByAda Tolva", vec!["Ada Tolva"], vec![]),
            ("Byron Quist", vec!["Byron Quist"], vec![]),
            ("Von Ida Grau, Udo Alt", vec!["Ida Grau", "Udo Alt"], vec![]),
            ("Written by Ada Tolva, Senior Editor", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva 4 August 2010", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva on Friday, 4 August 2010", vec!["Ada Tolva"], vec![]),
            ("Par Ada Tolva à Quistville", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva, MS, Ph.D.", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva (dpa)", vec!["Ada Tolva"], vec!["dpa"]),
            ("Ada Tolva/AFP", vec!["Ada Tolva"], vec!["AFP"]),
            ("Staff Reporter", vec![], vec!["Staff Reporter"]),
            ("Tolva News", vec![], vec!["Tolva News"]),
            ("tolv", vec![], vec!["tolv"]),
            ("https://a.example/ada", vec![], vec![]),
            ("ada@a.example", vec![], vec![]),
            ("No Author", vec![], vec![]),
            ("Eine Analyse von Ada Tolva", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva @ada", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva - Rain Wind", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva, Head of Marketing and River Growth", vec!["Ada Tolva"], vec![]),
            ("Ada Tolva, TOLV Quistland", vec!["Ada Tolva"], vec!["TOLV Quistland"]),
            ("Autorin", vec![], vec![]),
            ("TM", vec![], vec![]),
            ("سارا رضایی", vec!["سارا رضایی"], vec![]),
        ] {
            let mut names = Names::default();
            names.read(text, Said::Author, site);
            let found = (names.persons, names.agencies);
            let owned = |it: Vec<&str>| it.into_iter().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(found, (owned(persons), owned(agencies)), "{text}");
        }
    }
}
