//! Patterns of a robots.txt: their spelling, and whether a path is one of theirs.

/// What may be looked at to hold patterns with stars against one path, in bytes of both: a thousand patterns of fifty
/// bytes and a path of four hundred come to 450,000. More is asked for by files made to be slow only.
const EFFORT_BYTES_MAX: usize = 512 << 10;

/// What is left of the effort that one path is worth.
#[derive(Debug)]
pub(super) struct Effort(usize);

impl Effort {
    pub(super) fn new() -> Self {
        Self(EFFORT_BYTES_MAX)
    }
}

/// Writes a pattern in the spelling that addresses have: what is not ASCII is percent-encoded, escapes are in upper
/// case, and those of `- . _ ~` are undone (RFC 3986 §6.2.2).
///
/// Escaped letters and digits stay, as in Google's parser; RFC 9309 §2.2.2 would undo them too.
pub(super) fn encode_into(pattern: &[u8], out: &mut Vec<u8>) {
    respell(pattern, out, |byte| !byte.is_ascii_graphic());
}

/// The path and query of an address with its escapes in one spelling, from its first slash on.
pub(super) fn path(path_and_query: &str) -> Vec<u8> {
    let path = path_and_query.split('#').next().unwrap_or_default();
    let mut out = Vec::with_capacity(path.len() + 1);
    if !path.starts_with('/') {
        out.push(b'/');
    }
    respell(path.as_bytes(), &mut out, |_| false);
    out
}

/// Writes `text` with its escapes in one spelling, and those bytes escaped that are to be.
fn respell(text: &[u8], out: &mut Vec<u8>, is_to_escape: fn(u8) -> bool) {
    let is_plain = |byte: &u8| *byte != b'%' && !is_to_escape(*byte);
    let mut rest = text;
    loop {
        let n = rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..n]);
        rest = match &rest[n..] {
            [] => return,
            [b'%', high, low, behind @ ..]
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                match value(*high) << 4 | value(*low) {
                    byte @ (b'-' | b'.' | b'_' | b'~') => out.push(byte),
                    byte => escape(byte, out),
                }
                behind
            }
            [b'%', behind @ ..] => {
                out.push(b'%');
                behind
            }
            [byte, behind @ ..] => {
                escape(*byte, out);
                behind
            }
        };
    }
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

/// The value of a hexadecimal digit.
fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit.to_ascii_lowercase() - b'a') + 10,
    }
}

/// Whether `pattern` matches the start of `path`; `*` is any text, `$` at the end is the end. `None` if no effort is
/// left to find out.
///
/// Each part between stars is taken at its first place, which is enough: there is no way back, so that one pattern
/// costs no more than its length and the path's.
pub(super) fn matches(pattern: &[u8], path: &[u8], effort: &mut Effort) -> Option<bool> {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let Some(star) = memchr::memchr(b'*', pattern) else {
        return Some(path.starts_with(pattern) && (!to_end || path.len() == pattern.len()));
    };
    let Some(mut rest) = path.strip_prefix(&pattern[..star]) else { return Some(false) };
    effort.0 = effort.0.checked_sub(pattern.len() + rest.len())?;
    let mut pattern = &pattern[star + 1..];
    while let Some(star) = memchr::memchr(b'*', pattern) {
        let part = &pattern[..star];
        match find(part, rest) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return Some(false),
        }
        pattern = &pattern[star + 1..];
    }
    Some(if to_end { rest.ends_with(pattern) } else { find(pattern, rest).is_some() })
}

fn find(part: &[u8], text: &[u8]) -> Option<usize> {
    // Most parts of `/*/*/*` are where they are looked for.
    if text.starts_with(part) { Some(0) } else { memchr::memmem::find(text, part) }
}
