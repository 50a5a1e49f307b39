//! Text as search finds it: words, and for scripts without spaces overlapping pairs of characters.
//!
//! A text and a question go through the same function, so that what looks alike to a reader meets.

use crate::text::fold::{Class, Unit, units};

/// A token's longest text in bytes: of a longer word the beginning stands for it.
const WORD_BYTES_MAX: usize = 200;

/// What a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word between gaps; of one with zero width non-joiners, each of its parts.
    Word,
    /// A word with zero width non-joiners, its parts run together.
    Joined,
    /// Two neighbouring characters of a script without spaces.
    Pair,
    /// The only character of such a script between others.
    Single,
    /// The first or last character of a run that has pairs, so that one beside a digit or a word is found.
    Edge,
}

/// Something that can be found, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// It, folded.
    pub text: String,
    /// Its first byte in the text as it was.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// One past the last byte of its first character, where it is of a script without spaces; else its end.
    pub head: usize,
    /// Its place in the order of the text: neighbours differ by one. A new line leaves one place out.
    pub place: usize,
    /// What it stands for.
    pub kind: Kind,
}

/// The tokens of a text, by place.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reading = Reading::default();
    units(text, |unit| reading.take(unit));
    reading.end_word();
    reading.end_run();
    reading.tokens
}

/// A part of a word, or a character: folded text, first byte, one past the last.
type Part = (String, usize, usize);

#[derive(Default)]
struct Reading {
    tokens: Vec<Token>,
    place: usize,
    word: Vec<Part>,
    is_joined: bool,
    run: Vec<Part>,
}

impl Reading {
    fn take(&mut self, unit: Unit<'_>) {
        let Unit { start, end, class, text } = unit;
        match class {
            Class::Gap => {
                self.end_word();
                self.end_run();
                if text == "\n" {
                    self.place += 1;
                }
            }
            Class::Joiner => self.is_joined = true,
            Class::Spaced => {
                self.end_run();
                match self.word.last_mut() {
                    Some((word, _, last)) if !self.is_joined => {
                        if word.len() + text.len() <= WORD_BYTES_MAX {
                            word.push_str(text);
                        }
                        *last = end;
                    }
                    _ => self.word.push((text.to_owned(), start, end)),
                }
                self.is_joined = false;
            }
            Class::Unspaced => {
                self.end_word();
                self.run.push((text.to_owned(), start, end));
            }
        }
    }

    fn end_word(&mut self) {
        self.is_joined = false;
        let parts = std::mem::take(&mut self.word);
        if let [(_, start, _), .., (_, _, end)] = parts[..] {
            let mut text: String = parts.iter().map(|(text, _, _)| text.as_str()).collect();
            text.truncate(text.floor_char_boundary(WORD_BYTES_MAX));
            self.push(text, (start, end, end), Kind::Joined, self.place);
        }
        for (text, start, end) in parts {
            self.push(text, (start, end, end), Kind::Word, self.place);
            self.place += 1;
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let last = run.len().saturating_sub(1);
        for (i, (text, start, end)) in run.iter().enumerate() {
            let kind = if last == 0 { Kind::Single } else { Kind::Edge };
            if i == 0 || i == last {
                self.push(text.clone(), (*start, *end, *end), kind, self.place);
            }
            if let Some((next, _, next_end)) = run.get(i + 1) {
                self.push(
                    format!("{text}{next}"),
                    (*start, *next_end, *end),
                    Kind::Pair,
                    self.place,
                );
            }
            self.place += 1;
        }
    }

    fn push(
        &mut self,
        text: String,
        (start, end, head): (usize, usize, usize),
        kind: Kind,
        place: usize,
    ) {
        self.tokens.push(Token { text, start, end, head, place, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn spaced_scripts_give_words_and_others_pairs() {
        for (text, expected) in [
            ("", ""),
            ("The well-known U.S. plan, don't!", "the@0 well@1 known@2 u@3 s@4 plan@5 don@6 t@7"),
            ("one\ntwo\n\nthree", "one@0 two@2 three@5"),
            ("3,14 ۱۴۰۵", "3@0 14@1 1405@2"),
            ("می\u{200c}شود است", "(میشود)@0 می@0 شود@1 است@2"),
            ("می\u{200c} شود", "می@0 شود@1"),
            ("北京大学", "<北>@0 北京@0 京大@1 大学@2 <学>@3"),
            ("北京、税", "<北>@0 北京@0 <京>@1 税@2"),
            ("5月に東京", "5@0 <月>@1 月に@1 に東@2 東京@3 <京>@4"),
            ("iPhone发布", "iphone@0 <发>@1 发布@1 <布>@2"),
            ("น้ำใจ", "<น้>@0 น้\u{e4d}า@0 \u{e4d}าใ@1 ใจ@2 <จ>@3"),
            ("한국어 뉴스", "한국어@0 뉴스@1"),
            ("\0\u{1}", ""),
        ] {
            let found: Vec<String> = tokens(text)
                .iter()
                .map(|token| match token.kind {
                    Kind::Joined => format!("({})@{}", token.text, token.place),
                    Kind::Edge => format!("<{}>@{}", token.text, token.place),
                    Kind::Word | Kind::Pair | Kind::Single => {
                        format!("{}@{}", token.text, token.place)
                    }
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_token_lies_where_it_stood() {
        let text = "Die Straße «می\u{200c}شود» 北京";
        for token in tokens(text) {
            let stood = &text[token.start..token.end];
            let expected = match token.text.as_str() {
                "die" => "Die",
                "strasse" => "Straße",
                "میشود" => "می\u{200c}شود",
                other => other,
            };
            assert_eq!(stood, expected);
        }
    }

    #[test]
    fn a_long_word_is_its_beginning_and_ends_where_it_ends() {
        let text = "x".repeat(10_000);
        let all = tokens(&text);
        assert_eq!((all.len(), all[0].text.len(), all[0].end), (1, 200, 10_000));
    }
}
