//! The words of a headline or a text, each with what stands before it: whether its capital says anything depends on that.

use std::borrow::Cow;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Gap {
    /// Nothing: it is the first of its line.
    Start,
    /// The end of a sentence.
    Sentence,
    /// A colon, or the dash that stands for one.
    Colon,
    /// A dash between spaces.
    Dash,
    /// An opening quotation mark.
    Quote,
    /// A hyphen.
    Hyphen,
    /// A space, and nothing else.
    Space,
    /// Anything else: a comma, a slash, a parenthesis.
    Other,
}

impl Gap {
    /// Whether a word behind it has a small letter unless it is a name.
    pub(in crate::desk) fn is_inside(self) -> bool {
        match self {
            Self::Hyphen | Self::Space | Self::Other => true,
            Self::Start | Self::Sentence | Self::Colon | Self::Dash | Self::Quote => false,
        }
    }

    /// Whether the word and the one before it may be one name.
    pub(in crate::desk) fn is_joint(self) -> bool {
        matches!(self, Self::Space | Self::Hyphen)
    }
}

/// A word: letters, digits, apostrophes and points between letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) struct Word<'a> {
    /// Its first byte.
    pub(in crate::desk) start: usize,
    /// It, without a possessive ending.
    pub(in crate::desk) text: &'a str,
    /// What stands before it.
    pub(in crate::desk) gap: Gap,
}

impl Word<'_> {
    /// One past its last byte.
    pub(in crate::desk) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Short forms whose point ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 32] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "maj",
    "adm", "st", "rev", "hon", "pres", "messrs", "vs", "mt", "ft", "jr", "sr", "inc", "corp", "co",
    "ltd", "cpl", "pvt", "brig",
];

/// The words of one text, in order.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Words<'a> {
    text: &'a str,
    /// Where the reading stands: behind the last word and its possessive ending.
    at: usize,
    last: &'a str,
}

/// The words of `text`, in order.
pub(in crate::desk) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, last: "" }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let start = self.begin()?;
        let gap = match self.at {
            0 => first_gap(&self.text[..start]),
            at => gap(&self.text[at..start], self.last),
        };
        let end = start + length(&self.text[start..]);
        let whole = &self.text[start..end];
        let text = without_possessive(whole);
        self.at = end;
        self.last = text;
        Some(Word { start, text, gap })
    }
}

/// What is left of character references where a feed escaped its text twice, and the marks that they stand for.
const REFERENCES: [(&str, &str); 9] = [
    ("#39;", "'"),
    ("#8217;", "’"),
    ("#8216;", "‘"),
    ("quot;", "\""),
    ("apos;", "'"),
    ("amp;", "&"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("nbsp;", "\u{a0}"),
];

/// The text with marks in the place of references; `None` if there are none.
fn references(text: &str) -> Option<String> {
    let mut out = None;
    for (name, mark) in REFERENCES {
        let now: &str = out.as_deref().unwrap_or(text);
        let found = now.to_ascii_lowercase().find(name);
        if found.is_some() {
            let mut next = String::new();
            let mut rest = now;
            while let Some(at) = rest.to_ascii_lowercase().find(name) {
                next.push_str(&rest[..at]);
                next.push_str(mark);
                rest = &rest[at + name.len()..];
            }
            next.push_str(rest);
            out = Some(next);
        }
    }
    out
}

/// What stands between two words, with the names of references as they are written: in small letters.
pub(in crate::desk) fn between(text: &str) -> Cow<'_, str> {
    let is_changed = text.contains(';')
        && REFERENCES
            .iter()
            .any(|(name, _)| text.to_ascii_lowercase().contains(name) && !text.contains(name));
    if is_changed { text.to_ascii_lowercase().into() } else { text.into() }
}

/// Whether the word is a tag's name that was escaped (`&lt;b&gt;`), or the letters behind an escaped apostrophe.
pub(in crate::desk) fn is_remnant(text: &str, word: Word<'_>) -> bool {
    const TAGS: [&str; 4] = ["b", "i", "em", "br"];
    const ENDINGS: [&str; 7] = ["s", "t", "d", "m", "re", "ll", "ve"];
    let is_one_of = |all: &[&str]| all.iter().any(|it| it.eq_ignore_ascii_case(word.text));
    let behind = text[word.end()..].get(..3).unwrap_or_default();
    (is_one_of(&TAGS) && behind.eq_ignore_ascii_case("&gt"))
        || (is_one_of(&ENDINGS) && text[..word.start].ends_with("#39;"))
}

impl Words<'_> {
    /// Where the next word begins: what is left of a reference is none.
    fn begin(&self) -> Option<usize> {
        let mut at = self.at;
        loop {
            at += self.text[at..].find(char::is_alphanumeric)?;
            let rest = &self.text.as_bytes()[at..];
            let before = self.text[..at].chars().next_back();
            let skipped = REFERENCES.iter().find(|(name, _)| {
                let name = name.trim_start_matches('#');
                let is_number = name.starts_with(|c: char| c.is_ascii_digit());
                rest.get(..name.len())
                    .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
                    && is_number == (before == Some('#'))
            });
            match skipped {
                Some((name, _)) => at += name.trim_start_matches('#').len(),
                None => return Some(at),
            }
        }
    }
}

pub(in crate::desk) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// How long the word is that begins the text.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let goes_on = c.is_alphanumeric()
            || (is_apostrophe(c) && before.is_alphabetic() && next.is_alphabetic())
            // Initials (U.S.) and numbers (1.5, 10,000).
            || (c == '.' && before.is_uppercase() && next.is_uppercase() && is_initial(&text[..at]))
            || (matches!(c, '.' | ',') && before.is_ascii_digit() && next.is_ascii_digit())
            // Marks on letters, and joiners inside words.
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{64b}'..='\u{65f}' | '\u{670}');
        if !goes_on {
            break;
        }
        end = at + c.len_utf8();
        before = c;
    }
    end
}

/// Whether the text ends with a single letter: one that a point made an initial of.
fn is_initial(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

fn without_possessive(word: &str) -> &str {
    let short = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    short.filter(|short| !short.is_empty()).unwrap_or(word)
}

fn first_gap(before: &str) -> Gap {
    if before.ends_with('-') && before.trim_start().len() == 1 { Gap::Other } else { Gap::Start }
}

fn gap(between: &str, last: &str) -> Gap {
    if between.contains(';')
        && let Some(marks) = references(between)
    {
        return gap(&marks, last);
    }
    match between {
        " " => return Gap::Space,
        "-" | "‑" | "‐" => return Gap::Hyphen,
        _ => {}
    }
    if between.contains('\n') {
        return Gap::Start;
    }
    let has = |marks: &[char]| between.contains(marks);
    let opens = between.ends_with(['"', '“', '‘', '«', '„', '‚'])
        || (between.ends_with(is_apostrophe) && between.contains(' '));
    let breaks_off = has(&['…']) || between.contains("..");
    let ends = has(&['!', '?'])
        || (has(&['.'])
            && (between.contains(' ') || opens)
            && !breaks_off
            && !is_abbreviated(last));
    if ends && (between.contains(' ') || opens) {
        Gap::Sentence
    } else if has(&[':']) {
        Gap::Colon
    } else if opens {
        Gap::Quote
    } else if breaks_off
        || has(&['–', '—', '―'])
        || between.contains("--")
        || between.contains(" -")
    {
        Gap::Dash
    } else if between.trim() == "." && is_abbreviated(last) {
        Gap::Space
    } else {
        Gap::Other
    }
}

/// Whether a point behind the word may be its own.
fn is_abbreviated(word: &str) -> bool {
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let lower = |known: &&str| known.eq_ignore_ascii_case(word);
    is_initial
        || (word.contains('.') && !word.starts_with(|c: char| c.is_ascii_digit()))
        || ABBREVIATIONS.iter().any(lower)
}

#[cfg(test)]
mod tests {
    use super::{Gap, words};

    #[test]
    fn each_word_stands_behind_its_gap() {
        let told = |text: &str| -> Vec<(String, Gap)> {
            words(text).map(|word| (word.text.to_owned(), word.gap)).collect()
        };
        let expected = [
            ("Gen", Gap::Start),
            ("O'Hara", Gap::Space),
            ("of", Gap::Space),
            ("the", Gap::Space),
            ("U.S", Gap::Space),
            ("said", Gap::Other),
            ("No", Gap::Quote),
            ("He", Gap::Sentence),
            ("left", Gap::Space),
            ("Anti", Gap::Dash),
            ("Tank", Gap::Hyphen),
            ("1,000", Gap::Other),
            ("Israel", Gap::Colon),
            ("sites", Gap::Space),
        ];
        let text =
            "Gen. O'Hara of the U.S., said “No.” He left - Anti-Tank (1,000): Israel's sites";
        let expected: Vec<_> = expected.map(|(word, gap)| (word.to_owned(), gap)).to_vec();
        assert_eq!(told(text), expected);
    }
}
