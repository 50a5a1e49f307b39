//! What a publisher says to machines of the use of a page, and what follows from it.
//!
//! A signal that counts is an arm of [`Signals::limits`]. What is said is kept as it is said: it is the evidence.

use crate::model::source::{Display, Rights};
use crate::text::date;
use jiff::Timestamp;

/// Signals that are kept of one page.
const SIGNALS_MAX: usize = 32;
/// Longest signal, in characters.
const CHARS_MAX: usize = 500;
/// Commas that a moment, and directives behind it, are looked for between.
const COMMAS_MAX: usize = 8;
/// The product token by which a signal may speak to this program alone.
const AGENT: &str = "mediawire";

/// What a page, its answer and its host say to machines, a line each: who says it, a colon, and what.
///
/// ```
/// use mediawire_core::model::signals::Signals;
/// use mediawire_core::model::source::Display;
/// let signals = Signals(vec!["x-robots-tag: noarchive".to_owned()]);
/// assert_eq!(signals.limits().display, Display::Teaser);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signals(pub Vec<String>);

/// What may be done with a page by its signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How much of its text may be shown.
    pub display: Display,
    /// Whether search engines may find it here.
    pub may_be_found: bool,
    /// Whether text and data mining is reserved (Directive (EU) 2019/790, Article 4).
    pub is_reserved: bool,
    /// The moment from which on nothing of it may be shown, if one is said.
    pub until: Option<Timestamp>,
}

impl Signals {
    /// Adds what `who` says; what is said already is not said twice.
    pub fn add(&mut self, who: &str, what: &str) {
        let line: String = format!("{who}: {}", what.trim()).chars().take(CHARS_MAX).collect();
        if self.0.len() < SIGNALS_MAX && !what.trim().is_empty() && !self.0.contains(&line) {
            self.0.push(line);
        }
    }

    /// What the head of an answer says: `X-Robots-Tag`, TDMRep's fields (W3C TDM Reservation Protocol §5.1), and
    /// `Content-Usage` (draft-ietf-aipref-attach).
    pub fn add_head(&mut self, headers: &[(String, String)]) {
        for (name, value) in headers {
            let name = name.to_ascii_lowercase();
            if matches!(
                name.as_str(),
                "x-robots-tag" | "tdm-reservation" | "tdm-policy" | "content-usage"
            ) {
                self.add(&name, value);
            }
        }
    }

    /// What follows from them for a source with these rights: what is agreed with it counts before what it says to
    /// everybody, but for a reservation, which is passed on.
    #[must_use]
    pub fn limits_under(&self, rights: &Rights) -> Limits {
        let said = self.limits();
        // All of a text is shown by a licence or an agreement only, whether its words are on record or not.
        let is_agreed = !rights.licence.is_empty() || rights.display == Display::Full;
        match is_agreed {
            true => Limits { display: Display::Full, may_be_found: true, until: None, ..said },
            false => said,
        }
    }

    /// What follows from them. The strictest counts.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let mut limits =
            Limits { display: Display::Full, may_be_found: true, is_reserved: false, until: None };
        for line in &self.0 {
            let Some((who, what)) = line.split_once(": ") else { continue };
            match who {
                "x-robots-tag" | "meta robots" | "meta mediawire" => limits.robots(what),
                "tdm-reservation" | "meta tdm-reservation" | "tdmrep.json" => {
                    limits.is_reserved |= what == "1";
                }
                "content-usage" | "robots.txt content-usage" | "robots.txt content-signal" => {
                    limits.usage(what);
                }
                _ => {}
            }
        }
        limits
    }
}

impl Limits {
    /// Directives to robots, for all of them or for this one: `noarchive`, `otherbot: noindex`.
    fn robots(&mut self, text: &str) {
        let text = text.to_ascii_lowercase();
        let mut directives = text.as_str();
        if let Some((agent, rest)) = text.split_once(':') {
            let is_value = matches!(
                agent.trim(),
                "unavailable_after" | "max-snippet" | "max-image-preview" | "max-video-preview"
            );
            let is_agent = !is_value && !agent.contains([',', ' ']);
            match is_agent {
                true if agent.trim() == AGENT => directives = rest,
                true => return,
                false => {}
            }
        }
        let until = until(directives);
        self.until = self.until.into_iter().chain(until).min();
        for directive in directives.split(',').map(str::trim) {
            let most = match directive {
                "noindex" | "none" => {
                    self.may_be_found = false;
                    Display::Full
                }
                // A copy of it is not to be shown; some of it may be.
                "noarchive" | "nocache" => Display::Teaser,
                "nosnippet" | "max-snippet:0" | "max-snippet: 0" => Display::Headline,
                snippet if is_short(snippet) => Display::Teaser,
                _ => Display::Full,
            };
            self.display = self.display.min(most);
        }
    }

    /// Preferences for the use of content, as a dictionary (RFC 9651): `train-ai=n, search=y`.
    fn usage(&mut self, text: &str) {
        for preference in text.split(',') {
            let Some((key, value)) = preference.split_once('=') else { continue };
            let says_no = matches!(value.trim(), "n" | "no" | "?0");
            match key.trim() {
                "search" if says_no => self.may_be_found = false,
                "train-ai" | "ai-train" | "tdm" | "bots" | "all" if says_no => {
                    self.is_reserved = true;
                }
                _ => {}
            }
        }
    }
}

/// The moment that `unavailable_after` names. It may have commas in it, as others have behind it: what is read as a
/// moment and is longest counts.
fn until(directives: &str) -> Option<Timestamp> {
    let (_, rest) = directives.split_once("unavailable_after:")?;
    let ends = rest.match_indices(',').map(|(at, _)| at).take(COMMAS_MAX).collect::<Vec<_>>();
    let whole = std::iter::once(rest.len());
    let mut ends = whole.chain(ends.into_iter().rev());
    ends.find_map(|end| date::time(rest[..end].trim())).map(|time| time.at)
}

/// Whether a directive bounds the length of what is shown.
fn is_short(directive: &str) -> bool {
    let Some(max) = directive.strip_prefix("max-snippet:") else { return false };
    max.trim().parse::<i64>().is_ok_and(|max| max > 0)
}

#[cfg(test)]
mod tests {
    use super::{CHARS_MAX, Limits, SIGNALS_MAX, Signals};
    use crate::model::source::{Display, Rights};

    #[test]
    fn strictest_signal_counts() {
        let free =
            Limits { display: Display::Full, may_be_found: true, is_reserved: false, until: None };
        let until = |at: &str| Limits { until: Some(at.parse().unwrap()), ..free };
        let shows = |display| Limits { display, ..free };
        let (hidden, reserved) =
            (Limits { may_be_found: false, ..free }, Limits { is_reserved: true, ..free });
        for (lines, expected) in [
            (&[][..], free),
            (&["meta robots: index, follow, max-snippet:-1, max-image-preview:large"], free),
            (&["meta robots: noarchive"], shows(Display::Teaser)),
            (&["meta robots: NOARCHIVE, max-snippet:0"], shows(Display::Headline)),
            (&["x-robots-tag: max-snippet: 50"], shows(Display::Teaser)),
            (&["x-robots-tag: nosnippet", "meta robots: all"], shows(Display::Headline)),
            (&["x-robots-tag: noindex"], hidden),
            (
                &["x-robots-tag: unavailable_after: 25 Jun 2030 15:00:00 GMT"],
                until("2030-06-25T15:00:00Z"),
            ),
            (
                &["meta robots: unavailable_after: Tue, 25 Jun 2030 15:00:00 +0200, noindex"],
                Limits { may_be_found: false, ..until("2030-06-25T13:00:00Z") },
            ),
            (
                &[
                    "x-robots-tag: all, unavailable_after: 2030-06-25T15:00:00Z",
                    "meta robots: unavailable_after: 2030-06-24",
                ],
                until("2030-06-24T00:00:00Z"),
            ),
            (&["meta robots: unavailable_after: some day"], free),
            (&["x-robots-tag: otherbot: unavailable_after: 2030-06-24"], free),
            (&["x-robots-tag: otherbot: noindex, nosnippet"], free),
            (&["x-robots-tag: mediawire: nosnippet"], shows(Display::Headline)),
            (&["meta mediawire: noarchive"], shows(Display::Teaser)),
            (&["tdm-reservation: 1"], reserved),
            (&["meta tdm-reservation: 0", "tdmrep.json: 1"], reserved),
            (&["tdm-policy: https://a.example/tdm.json"], free),
            (&["content-usage: train-ai=n"], reserved),
            (&["robots.txt content-signal: search=yes, ai-train=no"], reserved),
            (&["robots.txt content-usage: search=n"], hidden),
            (&["robots.txt license: https://a.example/rsl.xml"], free),
        ] {
            let signals = Signals(lines.iter().map(|line| (*line).to_owned()).collect());
            assert_eq!(signals.limits(), expected, "{lines:?}");
        }
    }

    #[test]
    fn agreement_counts_before_what_is_said_to_everybody() {
        let signals = Signals(vec!["meta robots: unavailable_after: 2030-06-24".to_owned()]);
        let rights = |display| Rights::to(display);
        assert!(signals.limits_under(&rights(Display::Teaser)).until.is_some());
        assert!(signals.limits_under(&rights(Display::Full)).until.is_none());
    }

    #[test]
    fn what_is_kept_is_bounded_and_said_once() {
        let mut signals = Signals::default();
        let head = [("X-Robots-Tag", " noindex "), ("x-robots-tag", "noindex"), ("etag", "a")];
        signals.add_head(&head.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(signals.0, ["x-robots-tag: noindex"]);
        for n in 0..99 {
            signals.add("meta robots", &format!("{n}{}", "x".repeat(999)));
        }
        signals.add("meta robots", " ");
        assert_eq!(signals.0.len(), SIGNALS_MAX);
        assert!(signals.0.iter().all(|line| line.chars().count() <= CHARS_MAX));
    }
}
