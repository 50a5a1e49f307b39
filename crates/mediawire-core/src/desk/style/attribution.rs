//! Who says it, moved to where the house has it: behind the claim and a colon, or before it.
//!
//! It is moved for those who report facts: a media house, an official body, police, sources, a report. Somebody who acts or
//! speaks of his own acts stays where he is, and so does whoever denies: behind a colon a denial would say the opposite.
//! No word goes but the verb of saying whose place the colon takes, and only one that adds nothing (`says`, `reports`).

use super::case::{Usage, words::words};
use super::pack::Form;
use super::quotes;
use super::speaker::{Speaker, speaker};

/// A headline taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts<'a> {
    claim: &'a str,
    speaker: &'a str,
    kind: Speaker,
    /// Whether the claim stood first.
    claim_first: bool,
}

/// How sure it is that only the place changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// Somebody reports facts.
    Reporter,
    /// Somebody speaks for himself, with the claim where it was: for a person to judge.
    Person,
}

/// A headline with who says it in another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// The whole headline.
    pub(super) after: String,
    /// Who says it, as the headline has it.
    pub(super) speaker: String,
    pub(super) sure: Sure,
}

/// The headline with who says it in the house's place; `None` if it is there, is nobody, or must not be moved.
pub(super) fn house(text: &str, form: Form, reporters: &[String], body: &Usage) -> Option<Moved> {
    let parts = trailing(text, reporters)
        .or_else(|| dashed(text, reporters))
        .or_else(|| leading_colon(text, reporters, body))
        .or_else(|| leading_verb(text, reporters))
        .or_else(|| {
            (form == Form::SpeakerClaim).then(|| trailing_colon(text, reporters)).flatten()
        })?;
    let sure = match parts.kind {
        Speaker::Media | Speaker::Body | Speaker::Role => Sure::Reporter,
        Speaker::Office if !parts.claim_first => Sure::Reporter,
        Speaker::Office | Speaker::Actor => Sure::Person,
    };
    let claim = without_comma(parts.claim);
    // One colon only: what has one is told as it was.
    if claim.is_empty() || has_colon(&claim) || is_denial(&claim) {
        return None;
    }
    let claim = capitalised(&claim);
    let speaker = capitalised(parts.speaker.trim());
    let after = match form {
        Form::ClaimSpeaker => format!("{claim}: {speaker}"),
        Form::SpeakerClaim => format!("{speaker}: {claim}"),
        Form::None => return None,
    };
    (after != text).then_some(Moved { after, speaker, sure })
}

/// The headline with a capital for who says it behind the last colon (`: police`).
pub(super) fn capital(text: &str, reporters: &[String]) -> Option<String> {
    let parts = trailing_colon(text, reporters)?;
    let at = text.len() - parts.speaker.len();
    let after = format!("{}{}", &text[..at], capitalised(parts.speaker));
    (after != text).then_some(after)
}

/// `Two Killed, Police Say`, `Two Killed, Says Report`, `Two Killed, According to Police`.
fn trailing<'a>(text: &'a str, reporters: &[String]) -> Option<Parts<'a>> {
    let quoted = quotes::quoted(text);
    let mut commas = text.rmatch_indices([',', '،']).map(|(at, comma)| (at, at + comma.len()));
    let (at, behind) =
        commas.find(|(_, behind)| text[*behind..].starts_with([' ', '”', '’', '"', '\'', '»']))?;
    // American commas stand inside the quotation that they end.
    let end = quoted.iter().find(|range| range.contains(&at)).map_or(behind, |range| range.end);
    if text[behind..end.max(behind)].contains(char::is_alphanumeric) {
        return None;
    }
    let (claim, said) = (&text[..end], text[end..].trim().trim_end_matches('.'));
    let name = said_by(said)?;
    let kind = speaker(name, reporters)?;
    Some(Parts { claim, speaker: name, kind, claim_first: true })
}

/// Who says it, in a phrase that is just that.
fn said_by(said: &str) -> Option<&str> {
    const BEHIND: [&str; 7] =
        [" says", " say", " said", " reports", " report", " reported", " show"];
    const BEFORE: [&str; 6] =
        ["says ", "say ", "said ", "reports ", "according to the ", "according to "];
    let lower = said.to_lowercase();
    if lower.len() != said.len() {
        return None;
    }
    if let Some(verb) = BEFORE.iter().find(|verb| lower.starts_with(**verb)) {
        return said.get(verb.len()..).filter(|name| !name.is_empty());
    }
    let verb = BEHIND.iter().find(|verb| lower.ends_with(**verb))?;
    said.get(..said.len() - verb.len()).filter(|name| !name.is_empty())
}

/// `Talks Resume -Sources`, `Talks Resume - Report`: behind a dash, those who report.
fn dashed<'a>(text: &'a str, reporters: &[String]) -> Option<Parts<'a>> {
    let (at, mark) = [" -", " – ", " — ", " --"]
        .iter()
        .filter_map(|mark| Some((text.rfind(mark)?, *mark)))
        .max_by_key(|(at, mark)| (*at, mark.len()))?;
    let name = text[at + mark.len()..].trim();
    let kind = speaker(name, reporters)?;
    let is_reporter = matches!(kind, Speaker::Role | Speaker::Media | Speaker::Body);
    (is_reporter).then_some(Parts { claim: &text[..at], speaker: name, kind, claim_first: true })
}

/// `Police: Two Killed in Blast`, `Marn: "We Will Win"`.
fn leading_colon<'a>(text: &'a str, reporters: &[String], body: &Usage) -> Option<Parts<'a>> {
    let (name, claim) = text.split_once(": ")?;
    let claim = claim.trim();
    if is_label(claim) {
        return None;
    }
    let kind = match speaker(name, reporters) {
        // A government before a colon is what the headline is about, as often as who speaks.
        Some(Speaker::Actor) => return None,
        Some(kind) => kind,
        None if is_person(name) && (is_all_quoted(claim) || speaks(name, body)) => Speaker::Office,
        None => return None,
    };
    Some(Parts { claim, speaker: name, kind, claim_first: false })
}

/// `Police Say Two Killed in Blast`: not where he who says it is he who does it.
fn leading_verb<'a>(text: &'a str, reporters: &[String]) -> Option<Parts<'a>> {
    let lower = text.to_lowercase();
    let (at, length) = [" says ", " say "]
        .iter()
        .filter_map(|verb| Some((lower.find(verb)?, verb.len())))
        .min_by_key(|(at, _)| *at)?;
    let (name, claim) = (text.get(..at)?, text.get(at + length..)?.trim());
    let kind = speaker(name, reporters)?;
    let reports = matches!(kind, Speaker::Media | Speaker::Body | Speaker::Role);
    let is_whole = words(claim).count() > 3 && is_clause(claim);
    (reports && is_whole && !is_own(claim) && !is_label(claim)).then_some(Parts {
        claim,
        speaker: name,
        kind,
        claim_first: false,
    })
}

/// `Two killed in blast: Police`: in the house's place already.
fn trailing_colon<'a>(text: &'a str, reporters: &[String]) -> Option<Parts<'a>> {
    let (claim, name) = text.rsplit_once(": ")?;
    let kind = speaker(name, reporters)?;
    (words(claim).count() > 2).then_some(Parts { claim, speaker: name, kind, claim_first: true })
}

/// Whether the claim is about him who makes it: `It Shot Down Its Own Jet`.
fn is_own(claim: &str) -> bool {
    const OWN: [&str; 15] = [
        "it", "its", "itself", "he", "his", "him", "she", "her", "they", "their", "them", "we",
        "our", "us", "own",
    ];
    words(claim).any(|word| {
        // US is a country, Us is not.
        word.text != "US" && OWN.contains(&word.text.to_lowercase().as_str())
    })
}

/// Whether what follows `says` is said: not `Says to Send Troops`, `Says No`, `Says That`, `Says Goodbye to`.
fn is_clause(claim: &str) -> bool {
    const NOT: [&str; 24] = [
        "to", "that", "no", "yes", "not", "so", "goodbye", "sorry", "may", "will", "would",
        "could", "can", "must", "is", "are", "was", "ready", "open", "still", "in", "on", "for",
        "of",
    ];
    let first = words(claim).next().map(|word| word.text.to_lowercase()).unwrap_or_default();
    !NOT.contains(&first.as_str())
}

/// Whether the claim is a denial by itself: moved behind its colon it would stand alone.
fn is_denial(claim: &str) -> bool {
    const DENIES: [&str; 8] =
        ["no", "not", "never", "nothing", "false", "untrue", "none", "nobody"];
    let bare = claim.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = words(bare).next().map(|word| word.text.to_lowercase()).unwrap_or_default();
    DENIES.contains(&first.as_str())
        // A Persian or Arabic answer of one word is one.
        || (words(claim).count() < 2)
}

/// Whether what stands behind the colon is no claim: a question, or what the text is about.
fn is_label(claim: &str) -> bool {
    const LABELS: [&str; 12] =
        ["how", "what", "why", "who", "where", "when", "which", "inside", "the", "a", "an", "five"];
    let bare = claim.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = words(bare).next().map(|word| word.text.to_lowercase()).unwrap_or_default();
    let is_question = claim.trim_end().ends_with(['?', '؟']);
    let is_article = matches!(first.as_str(), "the" | "a" | "an");
    is_question || (LABELS.contains(&first.as_str()) && !is_article)
}

/// Whether the phrase has the shape of a person's name: one to three words with a capital, of letters alone.
fn is_person(name: &str) -> bool {
    let n_words = name.split(' ').count();
    (1..=3).contains(&n_words)
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        })
}

fn speaks(name: &str, body: &Usage) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    body.speaks(&last)
}

/// Whether one quotation is all of the claim.
fn is_all_quoted(claim: &str) -> bool {
    quotes::quoted(claim).first().is_some_and(|range| range.start == 0 && range.end == claim.len())
}

/// The claim without the comma that led to who says it, which may stand inside its last quotation mark.
fn without_comma(claim: &str) -> String {
    let claim = claim.trim().trim_end_matches([',', '،']);
    let mark = claim.chars().next_back().filter(|c| matches!(c, '’' | '”' | '"' | '\'' | '»'));
    if let Some(mark) = mark {
        let inner = &claim[..claim.len() - mark.len_utf8()];
        if let Some(inner) = inner.strip_suffix(',') {
            return format!("{inner}{mark}");
        }
    }
    claim.trim_end().to_owned()
}

fn has_colon(claim: &str) -> bool {
    claim.contains(": ")
}

/// The text with its first letter as a capital, behind any mark.
fn capitalised(text: &str) -> String {
    let Some(at) = text.find(char::is_alphanumeric) else { return text.to_owned() };
    let mut chars = text[at..].chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    // iPhone, eBay.
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    format!("{}{first}{}", &text[..at], chars.as_str())
}
