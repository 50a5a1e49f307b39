//! robots.txt (RFC 9309): which paths of a host a crawler may ask for.

use std::fmt::Write as _;

/// What of a file is read (RFC 9309 §2.5), in bytes.
const BYTES_MAX: usize = 500 * 1024;
/// Longest line that is read, in bytes; the rest of it is ignored (as Google's parser does).
const LINE_BYTES_MAX: usize = 2083 * 8 - 1;
/// Sitemaps that are told.
const SITEMAPS_MAX: usize = 1000;
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
    groups: Vec<Group>,
    /// Whom a delay is for, and how long it is.
    delays: Vec<(Vec<String>, u64)>,
    sitemaps: Vec<String>,
}

/// Rules, and whom they are for.
#[derive(Debug, Clone, Default)]
struct Group {
    /// Product tokens in lower case; `*` for everybody.
    agents: Vec<String>,
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    /// Percent-encoded as [`encode`] does.
    pattern: String,
    allows: bool,
}

impl Robots {
    /// The rules in `bytes`. Anything is a file of rules, an HTML page one without any.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(BYTES_MAX)];
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        let mut robots = Self::default();
        let mut group = Group::default();
        let mut has_rules = false;
        // A delay ends no group of rules (it is no part of the standard), but its own list of agents.
        let (mut delayed, mut has_delay) = (Vec::new(), false);
        for line in text.split(['\n', '\r']) {
            let Some((key, value)) = key_and_value(line) else { continue };
            match key {
                Key::Agent => {
                    if has_rules {
                        robots.groups.push(std::mem::take(&mut group));
                    }
                    if has_rules || has_delay {
                        delayed.clear();
                    }
                    (has_rules, has_delay) = (false, false);
                    group.agents.push(product(value));
                    delayed.push(product(value));
                }
                Key::Allow | Key::Disallow => {
                    has_rules = true;
                    let allows = key == Key::Allow;
                    let pattern = encode(value);
                    // Who allows a folder's index allows the folder (Google's parser).
                    let folder = pattern.rfind('/').filter(|&at| {
                        allows && matches!(&pattern[at + 1..], "index.html" | "index.htm")
                    });
                    if let Some(at) = folder {
                        let pattern = format!("{}$", &pattern[..=at]);
                        group.rules.push(Rule { pattern, allows });
                    }
                    group.rules.push(Rule { pattern, allows });
                }
                Key::Delay => {
                    has_delay = true;
                    robots.delays.extend(delay_ms(value).map(|ms| (delayed.clone(), ms)));
                }
                Key::Sitemap if robots.sitemaps.len() < SITEMAPS_MAX => {
                    robots.sitemaps.push(value.to_owned());
                }
                Key::Sitemap => {}
            }
        }
        robots.groups.push(group);
        robots.groups.retain(|group| !group.agents.is_empty());
        robots
    }

    /// Whether `agent` (a product token, `Mediawire`, or a whole User-Agent that starts with it) may ask for
    /// `path_and_query`, which is percent-encoded as in every parsed URL.
    ///
    /// The groups of the agent count together, those for `*` only where it has none; the longest pattern that
    /// matches decides, `allow` between equals (RFC 9309 §2.2).
    /// Cost: linear in the length of the path for each pattern part.
    #[must_use]
    pub fn allows(&self, agent: &str, path_and_query: &str) -> bool {
        let path = respell(path_and_query.split('#').next().unwrap_or_default());
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        if path == "/robots.txt" {
            return true;
        }
        let rules = self.groups_of(agent).flat_map(|group| &group.rules);
        rules
            .filter(|rule| !rule.pattern.is_empty() && matches(&rule.pattern, &path))
            .map(|rule| (rule.pattern.len(), rule.allows))
            .max()
            .is_none_or(|(_, allows)| allows)
    }

    /// How long `agent` is asked to wait between two requests, in milliseconds, at most a day.
    #[must_use]
    pub fn crawl_delay_ms(&self, agent: &str) -> Option<u64> {
        let product = asker(agent);
        let of = |name: &str| {
            let delays = self.delays.iter().filter(|(agents, _)| agents.iter().any(|a| a == name));
            delays.map(|(_, ms)| *ms).max()
        };
        // A group of the agent's own counts alone, even if it states no delay.
        let has_own = self.groups.iter().any(|group| group.agents.contains(&product));
        of(&product).or_else(|| if has_own { None } else { of("*") })
    }

    /// The addresses of the host's sitemaps, as written.
    #[must_use]
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }

    fn groups_of(&self, agent: &str) -> impl Iterator<Item = &Group> {
        let product = asker(agent);
        let names = |group: &&Group, name: &str| group.agents.iter().any(|agent| agent == name);
        let has_own =
            !product.is_empty() && self.groups.iter().any(|group| names(&group, &product));
        let name = if has_own { product } else { "*".to_owned() };
        self.groups.iter().filter(move |group| names(group, &name))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Agent,
    Allow,
    Disallow,
    Delay,
    Sitemap,
}

/// What a line says; slips in the names are those that Google's parser forgives.
fn key_and_value(line: &str) -> Option<(Key, &str)> {
    let line = &line[..line.floor_char_boundary(LINE_BYTES_MAX)];
    let line = line.split('#').next().unwrap_or_default().trim();
    let (key, value) = match line.split_once(':') {
        Some(parts) => parts,
        // The colon was forgotten: then there are two words and no more.
        None => {
            let (key, value) = line.split_once(char::is_whitespace)?;
            if value.trim().contains(char::is_whitespace) {
                return None;
            }
            (key, value)
        }
    };
    let starts = |names: &[&str]| {
        let key = key.trim_start();
        names.iter().any(|n| key.get(..n.len()).is_some_and(|key| key.eq_ignore_ascii_case(n)))
    };
    let key = if starts(&["user-agent", "useragent", "user agent"]) {
        Key::Agent
    } else if starts(&["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"]) {
        Key::Disallow
    } else if starts(&["allow"]) {
        Key::Allow
    } else if starts(&["crawl-delay", "crawldelay"]) {
        Key::Delay
    } else if starts(&["sitemap", "site-map"]) {
        Key::Sitemap
    } else {
        return None;
    };
    Some((key, value.trim()))
}

/// The product token of who asks: what stands before the version, in lower case.
fn asker(agent: &str) -> String {
    agent.split('/').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The product token at the start of a user agent line, in lower case; `*` for everybody (RFC 9309 §2.2.1).
fn product(agent: &str) -> String {
    if agent == "*" || agent.starts_with("* ") {
        return "*".to_owned();
    }
    let end = agent
        .find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')))
        .unwrap_or(agent.len());
    agent[..end].to_ascii_lowercase()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is finite, positive and at most a day"
)]
fn delay_ms(value: &str) -> Option<u64> {
    let seconds: f64 = value.parse().ok().filter(|s: &f64| s.is_finite() && *s >= 0.0)?;
    Some((seconds * 1000.0).min(DELAY_MS_MAX) as u64)
}

/// A pattern in the spelling that addresses have: what is not ASCII is percent-encoded, escapes are in upper case,
/// and those of `- . _ ~` are undone (RFC 3986 §6.2.2).
///
/// Escaped letters and digits stay, as in Google's parser; RFC 9309 §2.2.2 would undo them too.
fn encode(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut buffer = [0; 4];
    for c in respell(pattern).chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut buffer).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A path with its escapes in one spelling.
fn respell(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = rest.get(1..3).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value @ (b'-' | b'.' | b'_' | b'~')) => out.push(char::from(value)),
            Some(value) => {
                let _ = write!(out, "%{value:02X}");
            }
            None => out.push('%'),
        }
        rest = &rest[if digits.is_some() { 3 } else { 1 }..];
    }
    out.push_str(rest);
    out
}

/// Whether `pattern` matches the start of `path`; `*` is any text, `$` at the end is the end.
///
/// Each part between stars is taken at its first place, which is enough: no way back, so linear time but for the
/// search of a part.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(part) = last.replace(part) {
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
    }
    match (last, to_end) {
        (None, false) => true,
        (None, true) => rest.is_empty(),
        (Some(part), false) => rest.contains(part),
        (Some(part), true) => rest.ends_with(part),
    }
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn rules_are_those_of_the_standard() {
        for (file, agent, path, allowed) in [
            ("", "a", "/", true),
            ("user-agent: a\ndisallow: /", "a", "/x", false),
            ("user-agent: a\ndisallow: /", "b", "/x", true),
            ("user-agent: a\ndisallow: /", "A/2.0 (+https://a.example)", "/x", false),
            ("User-Agent a\nDisallow /x", "a", "/x", false),
            ("\u{feff}user-agent: *\rdisallow: /x\r\rallow: /x/y", "a", "/x/y", true),
            ("user-agent: *\ndisallow: /\nuser-agent: a\nallow: /", "a", "/x", true),
            (
                "user-agent: a\ndisallow: /x\nuser-agent: b\nuser-agent: a\ndisallow: /y",
                "a",
                "/y",
                false,
            ),
            ("user-agent: *\ndisallow: /x\nallow: /x", "a", "/x", true),
            ("user-agent: *\ndisallow: /*.pdf$", "a", "/x/y.pdf", false),
            ("user-agent: *\ndisallow: /*.pdf$", "a", "/x/y.pdf?z", true),
            ("user-agent: *\ndisallow: /a*b*c", "a", "/a-c-b-c-", false),
            ("user-agent: *\ndisallow: /é", "a", "/%c3%A9", false),
            ("user-agent: *\ndisallow: /%7ea", "a", "/~a", false),
            ("user-agent: *\ndisallow:", "a", "/", true),
            ("user-agent: b\ncrawl-delay: 1\nuser-agent: a\ndisallow: /", "b", "/", false),
            ("disallow: /", "a", "/", true),
            ("user-agent: *\ndisallow: /", "a", "/robots.txt", true),
            ("<html><body>Not found</body></html>", "a", "/", true),
        ] {
            assert_eq!(
                Robots::parse(file.as_bytes()).allows(agent, path),
                allowed,
                "{file:?} {path}"
            );
        }
    }

    #[test]
    fn delays_and_sitemaps_are_told() {
        let robots = Robots::parse(
            b"Sitemap: https://a.example/1.xml\nUser-agent: a\nCrawl-delay: 2.5\nSitemap: /2.xml\n\
              User-agent: *\nCrawl-delay: -1\nUser-agent: b\nCrawl-delay: 1e300",
        );
        assert_eq!(robots.crawl_delay_ms("a"), Some(2500));
        assert_eq!(robots.crawl_delay_ms("b"), Some(86_400_000));
        assert_eq!(robots.crawl_delay_ms("c"), None);
        assert_eq!(robots.sitemaps(), ["https://a.example/1.xml", "/2.xml"]);
    }

    #[test]
    fn only_the_first_500_kib_count() {
        let mut file = b"user-agent: *\ndisallow: /x\n".to_vec();
        file.resize(600 * 1024, b'\n');
        file.extend(b"disallow: /y\n");
        let robots = Robots::parse(&file);
        assert!(!robots.allows("a", "/x") && robots.allows("a", "/y"));
    }

    #[test]
    fn stars_do_not_blow_up() {
        let file = format!("user-agent: *\ndisallow: {}$", "/*".repeat(10_000));
        assert!(Robots::parse(file.as_bytes()).allows("a", &"/a".repeat(4000)));
    }
}
