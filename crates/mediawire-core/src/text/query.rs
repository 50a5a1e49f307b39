//! What somebody searches for: words that must all stand in a text, phrases, and words that must not.
//!
//! `word word` both; `"a phrase"` in this order, side by side; `-word` not. A word that search divides (`e-mail`,
//! `北京大学`) is a phrase too. There is nothing else to learn, and no question is an error.

use crate::text::tokens::{Kind, Token, tokens};

/// The bytes of a question that are read.
pub const BYTES_MAX: usize = 1_000;
/// The terms of a question that are looked for.
pub const TERMS_MAX: usize = 32;

/// Quotation marks that begin a phrase, each with those that may end it.
const QUOTES: [(char, &[char]); 6] = [
    ('"', &['"']),
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('「', &['」']),
    ('『', &['』']),
];

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What must, or must not, stand in a text.
    pub clauses: Vec<Clause>,
    /// Whether it was longer than what is read of one.
    pub is_cut: bool,
}

/// One condition of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether the text must not say it.
    pub is_not: bool,
    /// The ways in which a text may say it; never empty.
    pub ways: Vec<Way>,
}

/// One way to say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Terms, each with its place among them; never empty. Those of several stand as far from each other as here.
    pub terms: Vec<(usize, String)>,
    /// The one term is a single character of a script without spaces: also the beginning of a pair will do.
    pub is_start: bool,
}

impl Query {
    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// Reads a question. Of a longer one than [`BYTES_MAX`] and [`TERMS_MAX`] allow, the beginning is read.
#[must_use]
pub fn parse(text: &str) -> Query {
    let mut rest = &text[..text.floor_char_boundary(BYTES_MAX)];
    let mut query = Query { clauses: Vec::new(), is_cut: rest.len() < text.len() };
    let mut n_terms = 0;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return query;
        }
        let (is_not, said, behind) = chunk(rest);
        rest = behind;
        let Some(clause) = clause(is_not, said) else { continue };
        n_terms += clause.ways[0].terms.len();
        if n_terms > TERMS_MAX {
            query.is_cut = true;
            return query;
        }
        query.clauses.push(clause);
    }
}

/// The first chunk of `text`: whether it is refused, its words, and what stands behind it.
fn chunk(text: &str) -> (bool, &str, &str) {
    let bare = text.strip_prefix('-');
    let (is_not, text) = bare.map_or((false, text), |bare| (true, bare));
    let mut chars = text.chars();
    let ends = chars.next().and_then(|first| QUOTES.iter().find(|(quote, _)| *quote == first));
    if let Some((_, ends)) = ends {
        let within = chars.as_str();
        if let Some((end, mark)) = within.char_indices().find(|(_, c)| ends.contains(c)) {
            return (is_not, &within[..end], &within[end + mark.len_utf8()..]);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (is_not, &text[..end], &text[end..])
}

fn clause(is_not: bool, said: &str) -> Option<Clause> {
    let all: Vec<Token> = tokens(&said.replace('\n', " "))
        .into_iter()
        .filter(|token| token.kind != Kind::Edge)
        .collect();
    let apart: Vec<&Token> = all.iter().filter(|token| token.kind != Kind::Joined).collect();
    let first = apart.first()?;
    let is_start = apart.len() == 1 && first.kind == Kind::Single;
    let terms = apart.iter().map(|token| (token.place, token.text.clone())).collect();
    let mut ways = vec![Way { terms, is_start }];
    if apart.len() < all.len() {
        ways.push(Way { terms: run_together(&all), is_start: false });
    }
    Some(Clause { is_not, ways })
}

/// The terms with each word that has joiners as one.
fn run_together(all: &[Token]) -> Vec<(usize, String)> {
    let mut terms = Vec::new();
    let (mut covered, mut n_less) = (0, 0);
    for token in all {
        if token.kind == Kind::Joined {
            covered = token.end;
            terms.push((token.place - n_less, token.text.clone()));
        } else if token.end > covered {
            terms.push((token.place - n_less, token.text.clone()));
        } else if token.end < covered {
            // All parts but the last take a place less.
            n_less += 1;
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::{BYTES_MAX, TERMS_MAX, parse};

    /// The question in one line: `+` must, `-` must not; `|` between ways, `_` for a place left out.
    fn shown(text: &str) -> String {
        let query = parse(text);
        let clauses = query.clauses.iter().map(|clause| {
            let ways: Vec<String> = clause
                .ways
                .iter()
                .map(|way| {
                    let mut out = String::new();
                    let mut next = way.terms[0].0;
                    for (place, term) in &way.terms {
                        out.push_str(&" _".repeat(place - next));
                        out.push(' ');
                        out.push_str(term);
                        next = place + 1;
                    }
                    if way.is_start { format!("{}*", out.trim()) } else { out.trim().to_owned() }
                })
                .collect();
            format!("{}[{}]", if clause.is_not { '-' } else { '+' }, ways.join("|"))
        });
        clauses.collect::<Vec<_>>().join("")
    }

    #[test]
    fn questions_are_read() {
        for (text, expected) in [
            ("", ""),
            ("  \t", ""),
            ("Harbour  Bridge", "+[harbour]+[bridge]"),
            ("\"old harbour\" -ferry", "+[old harbour]-[ferry]"),
            ("-\"old harbour\"x", "-[old harbour]+[x]"),
            ("well-known", "+[well known]"),
            (
                "don't “so be it” «как есть» „wie es ist“",
                "+[don t]+[so be it]+[как есть]+[wie es ist]",
            ),
            // An end without a beginning, a beginning without an end, a quote inside a word, signs alone.
            ("a\" b", "+[a]+[b]"),
            ("\"a b", "+[a]+[b]"),
            ("צה\"ל", "+[צה ל]"),
            ("- -- \" \"\" -\"\" * ?", ""),
            ("北京大学", "+[北京 京大 大学]"),
            ("税 3年", "+[税*]+[3 年]"),
            ("「北京 大学」", "+[北京 _ 大学]"),
            ("می\u{200c}شود", "+[می شود|میشود]"),
            (
                "\"گفته می\u{200c}شود که نمی\u{200c}آید\"",
                "+[گفته می شود که نمی اید|گفته میشود که نمیاید]",
            ),
            ("a\0b \0", "+[a b]"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_question_is_read_in_part() {
        let query = parse(&"ö ".repeat(10_000));
        assert!(query.is_cut);
        assert_eq!(query.clauses.len(), TERMS_MAX);
        assert!(parse(&"ö".repeat(10_000)).is_cut);
        assert!(!parse(&"x".repeat(BYTES_MAX)).is_cut);
    }
}
