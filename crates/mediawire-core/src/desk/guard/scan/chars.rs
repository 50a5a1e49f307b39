//! The characters of a headline as they are meant: what mark-up left in it (`&amp;`), wide forms and `½` are read as
//! what they stand for.

/// The longest name of an entity that is read, in bytes.
const NAME_BYTES_MAX: usize = 10;

/// The characters of `text[from..to]` with their first bytes, and whether each is the text's own.
pub(super) fn chars(text: &str, from: usize, to: usize) -> (Vec<(usize, char)>, bool) {
    let part = &text[from..to];
    let mut out: Vec<(usize, char)> = Vec::with_capacity(part.len());
    let mut is_as_written = true;
    let mut skip_to = 0;
    for (at, c) in part.char_indices() {
        if at < skip_to {
            continue;
        }
        let is_digit = out.last().is_some_and(|(_, last)| last.is_ascii_digit());
        let read = match c {
            '&' => entity(&part[at..]).map(|(c, n)| (c, at + n)),
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(c) - 0xfee0).map(|plain| (plain, at + c.len_utf8()))
            }
            _ => None,
        };
        match (c, read) {
            (_, Some((plain, end))) => {
                (is_as_written, skip_to) = (false, end);
                out.push((from + at, plain));
            }
            ('½' | '¼' | '¾', None) => {
                is_as_written = false;
                let decimals = match c {
                    '½' => ".5",
                    '¼' => ".25",
                    _ => ".75",
                };
                let whole = if is_digit { "" } else { "0" };
                out.extend(whole.chars().chain(decimals.chars()).map(|c| (from + at, c)));
            }
            (_, None) => out.push((from + at, c)),
        }
    }
    (out, is_as_written)
}

/// The character of the entity with which the text begins, and its length in bytes. What was escaped twice is read too.
fn entity(text: &str) -> Option<(char, usize)> {
    let mut at = 1;
    while text[at..].starts_with("amp;") {
        at += "amp;".len();
    }
    let escaped = (at > 1).then_some(('&', at));
    let end = text[at..].bytes().take(NAME_BYTES_MAX).position(|byte| byte == b';');
    let Some(end) = end else { return escaped };
    let name = &text[at..at + end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let value = match hex {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            value.and_then(char::from_u32)
        }
        None => named(&name.to_ascii_lowercase()),
    };
    c.map(|c| (c, at + end + 1)).or(escaped)
}

/// Entities that stand in headlines (HTML Standard, *Named character references*).
fn named(name: &str) -> Option<char> {
    Some(match name {
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => '\u{a0}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "shy" => '\u{ad}',
        "zwnj" => '\u{200c}',
        "zwj" => '\u{200d}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "ndash" => '–',
        "mdash" => '—',
        "minus" => '−',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "times" => '×',
        _ => return None,
    })
}
