//! The lines of a robots.txt: what each says, slips forgiven as Google's parser forgives them.

use super::UsageLine;

/// Longest line that is read, in bytes; the rest of it is ignored (as Google's parser does).
const LINE_BYTES_MAX: usize = 2083 * 8 - 1;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Agent,
    Allow,
    Disallow,
    Delay,
    Sitemap,
    Usage(UsageLine),
    Licence,
}

/// What each line says that says something; comments and other lines are passed over.
pub(super) fn all(bytes: &[u8]) -> impl Iterator<Item = (Key, &[u8])> {
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).filter_map(key_and_value)
}

fn key_and_value(line: &[u8]) -> Option<(Key, &[u8])> {
    let line = line[..line.len().min(LINE_BYTES_MAX)].trim_ascii_start();
    // Told first, by a look at a few letters: most lines of a hostile file are none of these.
    let key = key(line)?;
    let line = &line[..memchr::memchr(b'#', line).unwrap_or(line.len())];
    if let Some(at) = memchr::memchr(b':', line) {
        return Some((key, line[at + 1..].trim_ascii()));
    }
    // The colon was forgotten: then there are two words and no more.
    let line = line.trim_ascii_end();
    let at = line.iter().position(u8::is_ascii_whitespace)?;
    let value = line[at..].trim_ascii_start();
    (!value.iter().any(u8::is_ascii_whitespace)).then_some((key, value))
}

/// What a line says by its beginning.
fn key(line: &[u8]) -> Option<Key> {
    let starts = |names: &[&str]| {
        names.iter().any(|name| {
            line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
        })
    };
    match line.first()?.to_ascii_lowercase() {
        b'u' => starts(&["user-agent", "useragent", "user agent"]).then_some(Key::Agent),
        b'd' => {
            let slips = &["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"];
            starts(slips).then_some(Key::Disallow)
        }
        b'a' => starts(&["allow"]).then_some(Key::Allow),
        b's' => starts(&["sitemap", "site-map"]).then_some(Key::Sitemap),
        b'l' => starts(&["license", "licence"]).then_some(Key::Licence),
        b'c' if starts(&["crawl-delay", "crawldelay"]) => Some(Key::Delay),
        b'c' if starts(&["content-usage"]) => Some(Key::Usage(UsageLine::ContentUsage)),
        b'c' if starts(&["content-signal"]) => Some(Key::Usage(UsageLine::ContentSignal)),
        _ => None,
    }
}

/// The product token of who asks: what stands before the version, in lower case.
pub(super) fn asker(agent: &str) -> Vec<u8> {
    agent.split('/').next().unwrap_or_default().trim().to_ascii_lowercase().into_bytes()
}

/// The product token at the start of a user agent line, in lower case; `*` for everybody (RFC 9309 §2.2.1).
pub(super) fn product(agent: &[u8]) -> impl Iterator<Item = u8> {
    let is_all = agent.starts_with(b"*") && agent.get(1).is_none_or(u8::is_ascii_whitespace);
    let is_token = move |byte: &u8| {
        byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_') || (is_all && *byte == b'*')
    };
    let token = agent.iter().copied().take_while(is_token);
    token.map(|byte| byte.to_ascii_lowercase())
}
