//! Large numbers made short, with the hedge that is true. Always a proposal: it says less than the source did.

use super::quotes;

/// From here on a number is long.
const LONG_FROM: u64 = 10_000;

/// A number as it stands in the text.
struct Number {
    start: usize,
    end: usize,
    value: u64,
}

/// The text with its number made short: `84,761` becomes `Nearly 85k`, `85,000` becomes `85k`.
///
/// Not where two numbers are set against each other, nor inside a quotation, of money, shares or years, and not where a
/// hedge that stands before it would become false.
pub(super) fn short(text: &str) -> Option<String> {
    let all = numbers(text);
    let mut counted = all.iter().filter(|number| number.value >= 1_000);
    let (number, others) = (counted.next()?, counted.next());
    let is_quoted = quotes::quoted(text).iter().any(|range| range.contains(&number.start));
    if others.is_some() || number.value < LONG_FROM || is_quoted || !is_count(text, number) {
        return None;
    }
    let before = text[..number.start].trim_end();
    let (step, unit) = if number.value < 1_000_000 { (1_000, "k") } else { (100_000, "m") };
    let (hedge, round): (&str, u64) = match hedge(before) {
        Hedge::None => {
            let down = number.value / step;
            let rest = number.value % step;
            match rest {
                0 => ("", down),
                _ if rest * 2 >= step => ("Nearly ", down + 1),
                _ => ("More than ", down),
            }
        }
        Hedge::About => ("", (number.value + step / 2) / step),
        Hedge::Other => return None,
    };
    let figure = match unit {
        "k" if round >= 1_000 => "1m".to_owned(),
        "k" => format!("{round}k"),
        _ if round % 10 == 0 => format!("{}m", round / 10),
        _ => format!("{}.{}m", round / 10, round % 10),
    };
    let hedge = if before.is_empty() || before.ends_with([':', '‘', '“', '"', '?', '!']) {
        hedge.to_owned()
    } else {
        hedge.to_lowercase()
    };
    Some(format!("{}{hedge}{figure}{}", &text[..number.start], &text[number.end..]))
}

/// What stands before a number and says how exact it is.
enum Hedge {
    None,
    /// So many, more or less.
    About,
    /// It says something that a rounded number may not.
    Other,
}

fn hedge(before: &str) -> Hedge {
    let lower = before.to_lowercase();
    let ends = |all: &[&str]| {
        all.iter().any(|hedge| {
            lower.strip_suffix(hedge).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    };
    if ends(&["about", "around", "some", "roughly", "approximately"]) {
        Hedge::About
    } else if ends(&[
        "nearly",
        "at least",
        "more than",
        "over",
        "above",
        "almost",
        "up to",
        "at most",
        "under",
        "fewer than",
        "less than",
        "below",
        "exactly",
        "only",
        "just",
        "to",
        "from",
        "by",
        "than",
        "of",
        "no",
        "number",
        "lot",
        "flight",
        "route",
        "mp",
        "unit",
    ]) {
        Hedge::Other
    } else {
        Hedge::None
    }
}

/// Whether the number counts things that stand behind it: no money, share, code or measure.
fn is_count(text: &str, number: &Number) -> bool {
    let before = text[..number.start].chars().next_back();
    let behind = &text[number.end..];
    let is_free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '‘' | '“' | '(' | ':'));
    /// Plurals without an ending.
    const MANY: [&str; 12] = [
        "people", "children", "men", "women", "police", "dead", "wounded", "injured", "missing",
        "flee", "killed", "homeless",
    ];
    const MEASURES: [&str; 15] = [
        "percent",
        "per",
        "dollars",
        "euros",
        "pounds",
        "yen",
        "rials",
        "tomans",
        "metres",
        "meters",
        "feet",
        "points",
        "miles",
        "kilometres",
        "kilometers",
    ];
    let mut words = behind.split(' ').skip(1).take(3).map(str::to_lowercase);
    let first = behind.split(' ').nth(1).unwrap_or_default().to_lowercase();
    // What is counted stands in the plural, behind an adjective or two.
    is_free
        && behind.starts_with(' ')
        && !MEASURES.contains(&first.as_str())
        && words
            .any(|word| MANY.contains(&word.as_str()) || (word.ends_with('s') && word.len() > 3))
}

/// The whole numbers of the text, in Latin digits, with or without commas at the thousands.
fn numbers(text: &str) -> Vec<Number> {
    let mut all = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || is_inner(bytes, at)) {
            at += 1;
        }
        let digits: String = text[start..at].chars().filter(char::is_ascii_digit).collect();
        // A point makes it no whole number.
        if !text[start..at].contains('.')
            && let Ok(value) = digits.parse()
        {
            all.push(Number { start, end: at, value });
        }
    }
    all
}

fn is_inner(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], b',' | b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_number_is_made_short_only_where_the_hedge_is_true() {
        for (text, expected) in [
            ("84,761 soldiers killed", Some("Nearly 85k soldiers killed")),
            ("War kills 84,761 soldiers", Some("War kills nearly 85k soldiers")),
            ("84,261 soldiers killed", Some("More than 84k soldiers killed")),
            ("85,000 soldiers killed", Some("85k soldiers killed")),
            ("At least 84,761 soldiers killed", None),
            ("About 84,761 soldiers killed", Some("About 85k soldiers killed")),
            ("1,260,000 people flee", Some("Nearly 1.3m people flee")),
            ("Nearly 84,761 soldiers killed", None),
            ("Only 84,761 soldiers killed", None),
            ("1,000 jobs, not 10,000 jobs", None),
            ("Deal of $84,761 for Tolva", None),
            ("Dow falls 10,230 points", None),
            ("9,400 soldiers killed", None),
            ("‘84,761 soldiers’ killed", None),
            ("A flight MK-84761 lands", None),
        ] {
            assert_eq!(short(text).as_deref(), expected, "{text}");
        }
    }
}
