//! Text as a reader sees it: what two texts may differ in and still be the same text.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// The text with one form of white space, quotation marks, dashes, points and Arabic letters.
///
/// Two texts that have the same are told to be unchanged.
pub(super) fn plain(text: &str) -> String {
    let text: Cow<'_, str> =
        if text.is_ascii() { Cow::Borrowed(text) } else { text.nfc().collect::<String>().into() };
    let chars: Vec<char> = text.chars().filter(|c| !is_unseen(*c)).collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        i += 1;
        match c {
            '\u{200c}' => {
                // Behind a letter that joins nothing, only an ending makes it seen.
                let joins = out.chars().next_back().is_some_and(joins_next);
                if (joins || is_ending(&chars[i..])) && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            'ي' | 'ى' => out.push('ی'),
            'ك' => out.push('ک'),
            // Digits that both scripts draw alike.
            '\u{660}'..='\u{663}' | '\u{667}'..='\u{669}' => {
                out.push(char::from_u32(u32::from(c) + 0x90).unwrap_or(c));
            }
            '.' if chars[i..].starts_with(&['.', '.']) => {
                out.push('…');
                i += 2;
                while chars.get(i) == Some(&'.') {
                    i += 1;
                }
            }
            c if is_quote(c) => out.push('\''),
            c if is_dash(c) => i = dash(&chars, i - 1, &mut out),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    // A mark of two characters is one mark: `''so''`, `<<so>>`.
    while out.contains("''") {
        out = out.replace("''", "'");
    }
    out
}

/// Reads the dash at `i`: a hyphen joins, a minus belongs to its number, any other dash stands alone. Where it ends.
fn dash(chars: &[char], i: usize, out: &mut String) -> usize {
    let n = chars[i..].iter().take_while(|c| is_dash(**c)).count();
    let to = i + n;
    let next = chars.get(to).copied();
    let is_apart = i == 0 || chars[i - 1].is_whitespace();
    let is_short = matches!(chars[i], '-' | '‐' | '‑') && n == 1;
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let is_range = !is_apart && is_digit(out.chars().next_back()) && is_digit(next);
    let is_minus = is_apart && is_digit(next) && n == 1;
    let is_loose = is_apart && next.is_none_or(char::is_whitespace);
    if is_range || is_minus || (is_short && !is_loose) {
        out.push('-');
        return to;
    }
    out.truncate(out.trim_end().len());
    out.push('–');
    to + chars[to..].iter().take_while(|c| c.is_whitespace()).count()
}

pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '`'
            | '´'
            | 'ʼ'
            | '「'
            | '」'
            | '『'
            | '』'
            | '″'
            | '′'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−')
}

/// Whether the letter is drawn to the one behind it, so that a half-space is seen.
fn joins_next(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}')
        && c.is_alphabetic()
        && !matches!(c, 'ا' | 'آ' | 'أ' | 'إ' | 'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ء' | 'ة')
}

/// Whether what stands behind a half-space is an ending that may be written apart.
fn is_ending(rest: &[char]) -> bool {
    const ENDINGS: [&str; 5] = ["ها", "تر", "ام", "اند", "ای"];
    ENDINGS.iter().any(|ending| {
        rest.iter().copied().zip(ending.chars()).all(|(a, b)| a == b)
            && rest.len() >= ending.chars().count()
    })
}
