//! Quotation marks of any kind to the house's, told apart from apostrophes and measures.

use super::pack::Quotes;

/// What a mark in the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(Kind),
    Closes,
    Apostrophe,
    /// A measure, or a mark without its partner: it stays.
    Stays,
}

/// Single or double: a mark closes what one of its own kind opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Double,
    Angled,
}

/// The text with the house's marks: quotations in quotations have the inner ones, whatever the source had. A text with
/// doubled straight marks, as a table's cell has them (RFC 4180), stays: which of them are the headline's is not known.
pub(super) fn house(text: &str, quotes: Quotes) -> String {
    if text.contains("\"\"") {
        return text.to_owned();
    }
    let marks = read(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut depth = 0_usize;
    let pair = |depth: usize| if depth.is_multiple_of(2) { quotes.outer } else { quotes.inner };
    for (at, c) in text.char_indices() {
        let mark = marks.binary_search_by_key(&at, |(at, _)| *at).ok().map(|i| marks[i].1);
        match mark {
            Some(Mark::Opens(_)) => {
                out.push(pair(depth)[0]);
                depth += 1;
            }
            Some(Mark::Closes) => {
                depth = depth.saturating_sub(1);
                out.push(pair(depth)[1]);
            }
            Some(Mark::Apostrophe) => out.push(quotes.apostrophe),
            Some(Mark::Stays) | None => out.push(c),
        }
    }
    out
}

/// The stretches of the text inside quotation marks, those in others left out; with their marks.
pub(super) fn quoted(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, mark) in read(text) {
        match mark {
            Mark::Opens(_) => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Mark::Closes => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                    out.push(start..end);
                }
            }
            Mark::Apostrophe | Mark::Stays => {}
        }
    }
    out
}

/// Every mark of the text, by place. A quotation that does not end has no marks: they stay.
fn read(text: &str) -> Vec<(usize, Mark)> {
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    // The open quotations: kind, and place in `marks`.
    let mut open: Vec<(Kind, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(kind) = kind(c) else { continue };
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let mark = mark(text, at, c, kind, before, after, &open);
        match mark {
            Mark::Opens(kind) => open.push((kind, marks.len())),
            Mark::Closes => {
                while let Some((other, i)) = open.pop() {
                    if other == kind {
                        break;
                    }
                    // What was opened inside and not closed stays as it was.
                    marks[i].1 = Mark::Stays;
                }
            }
            Mark::Apostrophe | Mark::Stays => {}
        }
        marks.push((at, mark));
    }
    for (_, i) in open {
        marks[i].1 = Mark::Stays;
    }
    marks
}

fn kind(c: char) -> Option<Kind> {
    match c {
        '\'' | '‘' | '’' | '‚' | '‛' => Some(Kind::Single),
        '"' | '“' | '”' | '„' | '‟' => Some(Kind::Double),
        '«' | '»' => Some(Kind::Angled),
        _ => None,
    }
}

fn mark(
    text: &str,
    at: usize,
    c: char,
    kind: Kind,
    before: Option<char>,
    after: Option<char>,
    open: &[(Kind, usize)],
) -> Mark {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = open.iter().any(|(other, _)| *other == kind);
    let behind = &text[at + c.len_utf8()..];
    if kind == Kind::Angled {
        return match (c, is_open) {
            ('«', _) => Mark::Opens(kind),
            (_, true) => Mark::Closes,
            (_, false) => Mark::Stays,
        };
    }
    if kind == Kind::Single {
        if is_word(before) && is_word(after) {
            return Mark::Apostrophe;
        }
        // '90s, 'til: what was left out before a word, unless a quotation begins that ends.
        if !is_word(before) && is_word(after) && c != '‘' && is_elision(behind) {
            return Mark::Apostrophe;
        }
        if is_word(before) && !is_open {
            return Mark::Apostrophe;
        }
        // Teachers' strike, inside a quotation that ends further on.
        if is_word(before) && before == Some('s') && is_open && c != '‘' && closes_later(behind) {
            return Mark::Apostrophe;
        }
    }
    // 5" and 6'2".
    if before.is_some_and(|c| c.is_ascii_digit()) && !is_open && matches!(c, '"' | '\'') {
        return Mark::Stays;
    }
    let opens = match c {
        '“' | '„' | '‘' | '‚' if !is_open || !matches!(c, '“') => true,
        '”' | '’' => false,
        // German quotations end with the mark that opens English ones.
        '“' => !is_open,
        _ => {
            !is_word(before)
                && after.is_some_and(|c| !c.is_whitespace())
                && !(is_open && is_spent(before))
        }
    };
    if opens {
        Mark::Opens(kind)
    } else if is_open {
        Mark::Closes
    } else if kind == Kind::Single && is_word(after) {
        Mark::Apostrophe
    } else {
        Mark::Stays
    }
}

/// Whether the mark before an open quotation's end stands behind what ends a sentence or phrase.
fn is_spent(before: Option<char>) -> bool {
    before.is_some_and(|c| {
        !c.is_whitespace() && !matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '"' | '“' | '‘')
    })
}

/// Whether the word that follows is one that has lost its beginning.
fn is_elision(behind: &str) -> bool {
    let word = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits = word.trim_end_matches('s');
    let is_years = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_years || ["til", "tis", "twas", "em", "n", "cause"].contains(&word.to_lowercase().as_str())
}

/// Whether the next single mark that is no apostrophe closes a quotation, and opens none: behind a word, before none.
fn closes_later(behind: &str) -> bool {
    let marks = behind.char_indices().filter(|(_, c)| kind(*c) == Some(Kind::Single));
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut sides = marks.map(|(at, c)| {
        let before = behind[..at].chars().next_back();
        (before, behind[at + c.len_utf8()..].chars().next())
    });
    sides.find(|(before, after)| !(is_word(*before) && is_word(*after))).is_some_and(
        |(before, after)| !is_word(after) && before.is_some_and(|c| !c.is_whitespace()),
    )
}

#[cfg(test)]
mod tests {
    use super::{Quotes, house, quoted};

    const WIRE: Quotes = Quotes { outer: ['‘', '’'], inner: ['“', '”'], apostrophe: '’' };

    #[test]
    fn marks_are_the_houses_and_apostrophes_are_not_marks() {
        for (text, expected) in [
            ("\"West's 'Rules' Is Dead\"", "‘West’s “Rules” Is Dead’"),
            ("'Not Ruling Out' Strike on Iran's Sites", "‘Not Ruling Out’ Strike on Iran’s Sites"),
            ("Teachers' Strike Ends", "Teachers’ Strike Ends"),
            ("'Teachers' Strike Ends' in Tolva", "‘Teachers’ Strike Ends’ in Tolva"),
            ("Back to the '90s", "Back to the ’90s"),
            ("A 5\" Gun and 6'2\" Men", "A 5\" Gun and 6’2\" Men"),
            ("“Yes,” He Says, „Nein“ She", "‘Yes,’ He Says, ‘Nein’ She"),
            ("Tolva's 'Quays' with 'Ferry'", "Tolva’s ‘Quays’ with ‘Ferry’"),
            ("«Oui» ou non", "‘Oui’ ou non"),
            ("He Says 'No", "He Says 'No"),
            ("('Maybe')", "(‘Maybe’)"),
            ("Rock 'n' Roll", "Rock ’n’ Roll"),
        ] {
            assert_eq!(house(text, WIRE), expected);
        }
    }

    #[test]
    fn marks_once_set_stay() {
        for text in ["‘West’s “rules” is dead’: Marn", "Teachers’ strike", "PM’s ‘Plan B’ could"]
        {
            assert_eq!(house(text, WIRE), text);
        }
        let text = "A ‘b “c” d’ e";
        let all: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, ["‘b “c” d’"]);
    }
}
