//! robots.txt (RFC 9309): which paths of a host a crawler may ask for, and what else the file tells crawlers.
//!
//! A line of another kind is a variant of `line::Key` and an arm of [`Robots::parse`].

mod line;
mod pattern;
#[cfg(test)]
mod tests;

use line::Key;
use pattern::Effort;
use std::ops::Range;

/// What of a file is read (RFC 9309 §2.5), in bytes.
const BYTES_MAX: usize = 500 * 1024;
/// Sitemaps that are told, and licences.
const ADDRESSES_MAX: usize = 1000;
/// Lines on the use of the content that are read.
const USAGES_MAX: usize = 1000;
/// Longest preference that is told, in bytes.
const PREFERENCES_BYTES_MAX: usize = 1000;
/// Longest delay between two requests that is obeyed.
const DELAY_MS_MAX: f64 = 86_400_000.0;

/// The rules of one host.
///
/// ```
/// use mediawire_core::read::robots::Robots;
/// let robots = Robots::parse(b"User-agent: *\nDisallow: /desk/\nAllow: /desk/*.html$");
/// assert!(!robots.allows("Mediawire", "/desk/a"));
/// assert!(robots.allows("Mediawire", "/desk/a.html"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Robots {
    /// Every pattern and name, one behind the other: a hostile file has more lines than there is time for strings.
    text: Vec<u8>,
    agents: Vec<Agent>,
    rules: Vec<Rule>,
    /// Which wishes a delay belongs to, and how long it is.
    delays: Vec<(u32, u64)>,
    usages: Vec<(u32, Pattern, UsageLine, String)>,
    sitemaps: Vec<String>,
    licences: Vec<String>,
}

/// A user agent line.
#[derive(Debug, Clone)]
struct Agent {
    /// Where its product token lies in the text, in lower case; `*` for everybody.
    name: Range<u32>,
    /// The group of rules that it opens or adds to.
    group: u32,
    /// The same for what is no rule of the standard (delays, usages), which ends no group of rules.
    wishes: u32,
}

/// Where a pattern lies in the text, percent-encoded as [`pattern::encode_into`] does.
#[derive(Debug, Clone)]
struct Pattern {
    range: Range<u32>,
    has_stars: bool,
}

#[derive(Debug, Clone)]
struct Rule {
    pattern: Pattern,
    allows: bool,
    group: u32,
}

/// The lines that state what may be done with what may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageLine {
    /// `Content-Usage` of IETF's AI preferences (draft-ietf-aipref-attach).
    ContentUsage,
    /// `Content-Signal` (contentsignals.org).
    ContentSignal,
}

/// What a host prefers to be done with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage<'a> {
    /// Which line states it.
    pub line: UsageLine,
    /// The preferences as written, without a path: `train-ai=n`.
    pub preferences: &'a str,
}

impl Robots {
    /// The rules in `bytes`. Anything is a file of rules, an HTML page one without any.
    ///
    /// Cost: linear.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(BYTES_MAX)];
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut robots = Self::default();
        let (mut group, mut wishes) = (0, 0);
        let (mut has_rules, mut has_wishes) = (false, false);
        for (key, value) in line::all(bytes) {
            match key {
                Key::Agent => {
                    group += u32::from(has_rules);
                    wishes += u32::from(has_rules || has_wishes);
                    (has_rules, has_wishes) = (false, false);
                    let name = robots.keep(|text| text.extend(line::product(value)));
                    robots.agents.push(Agent { name, group, wishes });
                }
                Key::Allow | Key::Disallow => {
                    has_rules = true;
                    robots.rule(key == Key::Allow, value, group);
                }
                Key::Delay => {
                    has_wishes = true;
                    robots.delays.extend(delay_ms(value).map(|ms| (wishes, ms)));
                }
                Key::Usage(line) => {
                    has_wishes = true;
                    robots.usage(line, value, wishes);
                }
                Key::Sitemap => add_address(&mut robots.sitemaps, value),
                Key::Licence => add_address(&mut robots.licences, value),
            }
        }
        robots
    }

    /// Writes something behind the text: where it lies.
    fn keep(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> Range<u32> {
        let place = |text: &Vec<u8>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = place(&self.text);
        write(&mut self.text);
        start..place(&self.text)
    }

    fn pattern(&mut self, value: &[u8]) -> Pattern {
        let range = self.keep(|text| pattern::encode_into(value, text));
        let has_stars = value.contains(&b'*');
        Pattern { range, has_stars }
    }

    fn rule(&mut self, allows: bool, value: &[u8], group: u32) {
        // An empty pattern matches nothing.
        if value.is_empty() {
            return;
        }
        // Who allows a folder's index allows the folder (Google's parser).
        let index = [&b"/index.html"[..], b"/index.htm"].into_iter().find(|it| value.ends_with(it));
        if let Some(index) = index.filter(|_| allows) {
            let folder = &value[..=value.len() - index.len()];
            let mut pattern = self.pattern(folder);
            self.text.push(b'$');
            pattern.range.end += 1;
            self.rules.push(Rule { pattern, allows, group });
        }
        let pattern = self.pattern(value);
        self.rules.push(Rule { pattern, allows, group });
    }

    fn usage(&mut self, line: UsageLine, value: &[u8], wishes: u32) {
        let (path, preferences) = match value.iter().position(u8::is_ascii_whitespace) {
            Some(at) if value.starts_with(b"/") => value.split_at(at),
            _ => (&b"/"[..], value),
        };
        let preferences = preferences.trim_ascii();
        let fits = (1..=PREFERENCES_BYTES_MAX).contains(&preferences.len());
        if fits && self.usages.len() < USAGES_MAX {
            let preferences = String::from_utf8_lossy(preferences).into_owned();
            let pattern = self.pattern(path);
            self.usages.push((wishes, pattern, line, preferences));
        }
    }

    fn text(&self, range: &Range<u32>) -> &[u8] {
        &self.text[range.start as usize..range.end as usize]
    }

    /// Whether `agent` (a product token, `Mediawire`, or a whole User-Agent that starts with it) may ask for
    /// `path_and_query`, which is percent-encoded as in every parsed URL.
    ///
    /// The groups of the agent count together, those for `*` only where it has none; the longest pattern that
    /// matches decides, `allow` between equals (RFC 9309 §2.2).
    ///
    /// Cost: linear in the file, and for patterns with stars in their number times the length of the path, up to a
    /// limit that no honest file comes near: where it is reached, the answer is no.
    #[must_use]
    pub fn allows(&self, agent: &str, path_and_query: &str) -> bool {
        let path = pattern::path(path_and_query);
        if path == b"/robots.txt" {
            return true;
        }
        let is_mine = self.of(agent, |agent| agent.group);
        let mut effort = Effort::new();
        let mut best: Option<(usize, bool)> = None;
        // Those without stars cost nothing, and make most of the others needless.
        for has_stars in [false, true] {
            for rule in self.rules.iter().filter(|rule| rule.pattern.has_stars == has_stars) {
                let rank = Some((rule.pattern.range.len(), rule.allows));
                if best >= rank || !is_in(&is_mine, rule.group) {
                    continue;
                }
                match pattern::matches(self.text(&rule.pattern.range), &path, &mut effort) {
                    Some(true) => best = rank,
                    Some(false) => {}
                    None => return false,
                }
            }
        }
        best.is_none_or(|(_, allows)| allows)
    }

    /// How long `agent` is asked to wait between two requests, in milliseconds, at most a day.
    #[must_use]
    pub fn crawl_delay_ms(&self, agent: &str) -> Option<u64> {
        let is_mine = self.of(agent, |agent| agent.wishes);
        self.delays.iter().filter(|(wishes, _)| is_in(&is_mine, *wishes)).map(|(_, ms)| *ms).max()
    }

    /// What `agent` is told of the use of `path_and_query`, at most one a kind of line: the longest pattern decides.
    ///
    /// Empty where nothing is said, which is neither yes nor no.
    #[must_use]
    pub fn usages(&self, agent: &str, path_and_query: &str) -> Vec<Usage<'_>> {
        let path = pattern::path(path_and_query);
        let is_mine = self.of(agent, |agent| agent.wishes);
        let mut effort = Effort::new();
        let mut found: Vec<(usize, Usage<'_>)> = Vec::new();
        for (wishes, pattern, line, preferences) in &self.usages {
            let is_match = is_in(&is_mine, *wishes)
                && pattern::matches(self.text(&pattern.range), &path, &mut effort) == Some(true);
            if !is_match {
                continue;
            }
            let this = (pattern.range.len(), Usage { line: *line, preferences });
            match found.iter_mut().find(|(_, usage)| usage.line == *line) {
                Some(known) if known.0 < this.0 => *known = this,
                Some(_) => {}
                None => found.push(this),
            }
        }
        found.into_iter().map(|(_, usage)| usage).collect()
    }

    /// The addresses of the host's sitemaps, http or https and absolute, as written; of any group, for everybody.
    #[must_use]
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }

    /// The addresses of the host's licences (`License`, rslstandard.org), as [`Robots::sitemaps`].
    #[must_use]
    pub fn licences(&self) -> &[String] {
        &self.licences
    }

    /// About how much memory it takes, in bytes.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        let strings = self.sitemaps.iter().chain(&self.licences);
        let usages = self.usages.iter().map(|(_, _, _, preferences)| preferences);
        let n_rows = self.agents.len() * size_of::<Agent>()
            + self.rules.len() * size_of::<Rule>()
            + self.delays.len() * size_of::<(u32, u64)>()
            + self.usages.len() * size_of::<(u32, Pattern, UsageLine, String)>();
        let n_strings: usize = strings.chain(usages).map(|text| text.len() + 24).sum();
        self.text.len() + n_rows + n_strings
    }

    /// Which groups (`number` of a user agent line) are those of `agent`, or of everybody where it has none.
    fn of(&self, agent: &str, number: fn(&Agent) -> u32) -> Vec<bool> {
        let product = line::asker(agent);
        let own = |agent: &&Agent| !product.is_empty() && self.text(&agent.name) == product;
        let has_own = self.agents.iter().any(|agent| own(&agent));
        let name = if has_own { &product[..] } else { b"*" };
        let n = self.agents.last().map_or(0, |last| number(last) as usize + 1);
        let mut is_mine = vec![false; n];
        for agent in self.agents.iter().filter(|agent| self.text(&agent.name) == name) {
            is_mine[number(agent) as usize] = true;
        }
        is_mine
    }
}

/// Whether a group is among those; rules before the first user agent line are in none.
fn is_in(groups: &[bool], group: u32) -> bool {
    groups.get(group as usize).copied().unwrap_or(false)
}

/// Keeps an address if it is absolute, as the lines for everybody must be.
fn add_address(all: &mut Vec<String>, value: &[u8]) {
    let starts = |start: &[u8]| {
        value.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    if all.len() < ADDRESSES_MAX
        && (starts(b"https://") || starts(b"http://"))
        && let Ok(value) = std::str::from_utf8(value)
    {
        all.push(value.to_owned());
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is finite, positive and at most a day"
)]
fn delay_ms(value: &[u8]) -> Option<u64> {
    let seconds = std::str::from_utf8(value).ok()?.parse().ok();
    let seconds = seconds.filter(|s: &f64| s.is_finite() && *s >= 0.0)?;
    Some((seconds * 1000.0).min(DELAY_MS_MAX) as u64)
}

/// Whether `pattern` is one of a path, as a rule's is.
pub(super) fn matches(pattern: &str, path_and_query: &str) -> bool {
    let mut spelled = Vec::with_capacity(pattern.len());
    pattern::encode_into(pattern.as_bytes(), &mut spelled);
    let path = pattern::path(path_and_query);
    pattern::matches(&spelled, &path, &mut Effort::new()) == Some(true)
}
