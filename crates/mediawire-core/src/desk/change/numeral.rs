//! Numerals, scales, units and times of day of German and Russian as the guard's terms, which knows those of English and
//! Persian. To add one, add it folded.

use crate::desk::change::russian;
use crate::desk::change::tongue::Tongue;
use crate::desk::guard::number::Number;
use crate::desk::guard::term::{Key, Term};

/// Reads words that count as numbers, and what they count as units, where the guard's reader knows none.
pub(super) fn settle(terms: &mut Vec<Term>, text: &str, tongue: Tongue) {
    let mut i = 0;
    while i < terms.len() {
        decimals(terms, i, text, tongue);
        half_a(terms, i, tongue);
        if let Some((value, n)) = spelled(&terms[i..], tongue) {
            terms[i].key = Key::Number(Number::new(value, 0));
            terms[i].end = terms[i + n - 1].end;
            terms.drain(i + 1..i + n);
        } else if let Some(scale) = one_of_many(terms[i].word(), tongue) {
            terms[i].key = Key::Number(Number::new(1, 0).scaled(scale));
        } else if let Some(halves) = halves(terms[i].word(), tongue) {
            terms[i].key = Key::Number(halves);
        }
        scaled(terms, i, tongue);
        and_a_half(terms, i, tongue);
        clock(terms, i, text, tongue);
        if matches!(terms[i].key, Key::Number(_)) {
            points(terms, i, tongue);
        }
        if matches!(terms[i].key, Key::Number(_))
            && let Some(next) = terms.get_mut(i + 1).filter(|next| !next.has_comma)
            && let Some(unit) = unit(next.word(), tongue)
        {
            next.key = Key::Unit(unit);
        }
        i += 1;
    }
}

/// Joins a number with the decimals behind its comma: `8,9`.
fn decimals(terms: &mut Vec<Term>, i: usize, text: &str, tongue: Tongue) {
    let is_comma = matches!(tongue, Tongue::German | Tongue::Russian | Tongue::Other);
    let Some(next) = terms.get(i + 1).filter(|_| is_comma) else { return };
    let are_numbers = matches!((&terms[i].key, &next.key), (Key::Number(_), Key::Number(_)));
    if !are_numbers || text.get(terms[i].end..next.start) != Some(",") {
        return;
    }
    let end = next.end;
    if let Some(value) = Number::read(&text[terms[i].start..end], ',') {
        terms[i].key = Key::Number(value);
        terms[i].end = end;
        terms.remove(i + 1);
    }
}

/// Multiplies the number at `i` by the scale behind it.
fn scaled(terms: &mut Vec<Term>, i: usize, tongue: Tongue) {
    while let Key::Number(value) = terms[i].key
        && let Some(next) = terms.get(i + 1)
        && let Some(n) = scale(next.word(), tongue)
    {
        let end = next.end;
        terms[i].key = Key::Number(value.scaled(n));
        terms[i].end = end;
        terms.remove(i + 1);
    }
}

/// Adds the half behind the number at `i`: `два с половиной`.
fn and_a_half(terms: &mut Vec<Term>, i: usize, tongue: Tongue) {
    let word = |n: usize| terms.get(i + n).map_or("", Term::word);
    if tongue != Tongue::Russian || (word(1), word(2)) != ("с", "половиной") {
        return;
    }
    let Key::Number(value) = terms[i].key else { return };
    let whole = (1..100).find(|n| value == Number::new(*n, 0));
    if let Some(n) = whole {
        terms[i].key = Key::Number(Number::new(n * 10 + 5, -1));
        terms[i].end = terms[i + 2].end;
        terms.drain(i + 1..i + 3);
    }
}

/// Reads the half of a unit at `i` as a number: `half a percentage point`.
fn half_a(terms: &mut Vec<Term>, i: usize, tongue: Tongue) {
    let word = |n: usize| terms.get(i + n).map_or("", Term::word);
    if tongue != Tongue::English || word(0) != "half" {
        return;
    }
    let at = 1 + usize::from(matches!(word(1), "a" | "of a"));
    let (unit, n) = match (word(at), word(at + 1)) {
        ("percentage point", _) => ("percentage points", 1),
        ("percentage", "point") => ("percentage points", 2),
        ("percent" | "per cent", _) => ("%", 1),
        ("per", "cent") => ("%", 2),
        _ => return,
    };
    terms[i].key = Key::Number(Number::new(5, -1));
    terms[i + 1].start = terms[i + at].start;
    terms[i + 1].end = terms[i + at + n - 1].end;
    terms[i + 1].key = Key::Unit(unit);
    terms.drain(i + 2..i + at + n);
}

/// Makes one unit of the two words behind the number at `i`: `процентного пункта`.
fn points(terms: &mut Vec<Term>, i: usize, tongue: Tongue) {
    let word = |n: usize| terms.get(i + n).map_or("", Term::word);
    if tongue == Tongue::Russian && word(1).starts_with("процентн") && word(2).starts_with("пункт")
    {
        terms[i + 1].end = terms[i + 2].end;
        terms[i + 1].key = Key::Unit("percentage points");
        terms.remove(i + 2);
    }
}

/// Reads a time of day at `i` in one form: `9:00`, `7 Uhr`, `7.00 Uhr`, `neun Uhr`; in Russian `9.00`.
fn clock(terms: &mut Vec<Term>, i: usize, text: &str, tongue: Tongue) {
    let raw = &text[terms[i].start..terms[i].end];
    let behind = terms.get(i + 1).map_or("", Term::word);
    let is_hour = matches!(behind, "uhr" | "o'clock");
    let (hour, minute) = match raw.split_once([':', '.']) {
        Some(parts) if is_hour || raw.contains(':') => parts,
        Some(parts) if tongue == Tongue::Russian && parts.1.len() == 2 => parts,
        None if is_hour => (raw, "00"),
        Some(_) | None => return,
    };
    let spelled = (1..=24).find(|n| terms[i].key == Key::Number(Number::new(*n, 0)) && is_hour);
    let spelled = spelled.map(|n| n.to_string()).unwrap_or_default();
    let hour = if hour.starts_with(|c: char| c.is_ascii_digit()) { hour } else { &*spelled };
    let (Ok(hours), Ok(minutes)) = (hour.parse::<u32>(), minute.parse::<u32>()) else { return };
    if hours > 24 || minutes > 59 || minute.len() != 2 {
        return;
    }
    terms[i].key = Key::Digits(format!("{hours:02}:{minute}"));
    if is_hour {
        terms[i].end = terms[i + 1].end;
        terms.remove(i + 1);
    }
}

/// The number that the terms begin with in words, and how many terms it takes.
fn spelled(terms: &[Term], tongue: Tongue) -> Option<(u64, usize)> {
    match tongue {
        Tongue::German => german(terms.first()?.word()).map(|value| (value, 1)),
        Tongue::Russian => russian::run(terms),
        Tongue::Persian => persian_nine(terms).then_some((9, 1)),
        Tongue::Caseless => arabic(terms.first()?.word()).map(|value| (value, 1)),
        Tongue::English | Tongue::Other => None,
    }
}

/// The numerals that Arabic sets before feminine nouns; the guard knows the others.
fn arabic(word: &str) -> Option<u64> {
    Some(match word {
        "ثلاث" => 3,
        "اربع" => 4,
        "خمس" => 5,
        "ست" => 6,
        "سبع" => 7,
        "ثمان" | "ثمانی" => 8,
        "تسع" => 9,
        "عشر" => 10,
        _ => return None,
    })
}

/// The power of ten of a word that counts one of it by itself: `eine Million`, `тысяча`.
fn one_of_many(word: &str, tongue: Tongue) -> Option<i16> {
    Some(match (tongue, word) {
        (Tongue::German, "tausend") | (Tongue::Russian, "тысяча" | "тысячу") => 3,
        (Tongue::German, "million") | (Tongue::Russian, "миллион") => 6,
        (Tongue::German, "milliarde") | (Tongue::Russian, "миллиард") => 9,
        (Tongue::German, "billion") | (Tongue::Russian, "триллион") => 12,
        _ => return None,
    })
}

/// What a word counts that counts halves: `anderthalb`, `полтора`, `полчаса`, `полмиллиона`.
fn halves(word: &str, tongue: Tongue) -> Option<Number> {
    let n = match word {
        "anderthalb" | "eineinhalb" | "полтора" | "полторы" | "полутора" => 3,
        "zweieinhalb" => 5,
        "dreieinhalb" => 7,
        "viereinhalb" => 9,
        "funfeinhalb" => 11,
        _ => {
            let rest = word.strip_prefix("пол").filter(|_| tongue == Tongue::Russian)?;
            let scale = scale(rest, tongue);
            let is_half = scale.is_some()
                || russian::unit(rest).is_some_and(|_| rest.len() > 4 && rest != "день");
            return is_half.then(|| Number::new(5, -1).scaled(scale.unwrap_or(0)));
        }
    };
    Some(Number::new(n * 5, -1))
}

/// The number in a word that is told of what it counts: `zehnjährig`, `двадцатилетний`.
pub(super) fn compound(word: &str, tongue: Tongue) -> Option<u64> {
    let before =
        |parts: &[&str]| parts.iter().find_map(|part| Some(word.split_once(part)?.0.to_owned()));
    match tongue {
        Tongue::German => {
            const PARTS: [&str; 22] = [
                "jahr",
                "kopfig",
                "stund",
                "tagig",
                "wochig",
                "wochen",
                "monat",
                "stockig",
                "mal",
                "fach",
                "minut",
                "stellig",
                "prozentig",
                "seitig",
                "teilig",
                "spurig",
                "gleisig",
                "gangig",
                "reihig",
                "punkte",
                "stufig",
                "bandig",
            ];
            before(&PARTS).and_then(|head| german(&head)).or_else(|| ordinal_before(word))
        }
        Tongue::Russian => {
            const PARTS: [&str; 20] = [
                "летн",
                "лети",
                "дневн",
                "этажн",
                "часов",
                "минутн",
                "месячн",
                "недельн",
                "кратн",
                "процентн",
                "комнатн",
                "томн",
                "местн",
                "квартирн",
                "метров",
                "тонн",
                "градусн",
                "сторонн",
                "полосн",
                "значн",
            ];
            let head = before(&PARTS)?;
            russian::joined(&head)
        }
        Tongue::English | Tongue::Persian | Tongue::Other | Tongue::Caseless => None,
    }
}

/// The rank in a German superlative: `zweitgrosste`.
fn ordinal_before(word: &str) -> Option<u64> {
    const RANKS: [(&str, u64); 9] = [
        ("zweit", 2),
        ("dritt", 3),
        ("viert", 4),
        ("funft", 5),
        ("sechst", 6),
        ("siebt", 7),
        ("acht", 8),
        ("neunt", 9),
        ("zehnt", 10),
    ];
    let ends = ["ste", "sten", "ster", "stes", "stem", "letzte", "letzten"];
    RANKS.iter().find_map(|(rank, n)| {
        let rest = word.strip_prefix(rank).filter(|rest| rest.len() > 5)?;
        ends.iter().any(|end| rest.ends_with(end)).then_some(*n)
    })
}

/// Whether `نه` counts here: it stands before what is counted, and does not deny.
fn persian_nine(terms: &[Term]) -> bool {
    let next = terms.get(1).filter(|next| !next.has_comma && next.is_word());
    terms[0].word() == "نه"
        && !terms[0].is_first
        && next.is_some_and(|next| {
            !matches!(next.word(), "تنها" | "فقط" | "چندان" | "در" | "از" | "به")
        })
        && !terms.iter().skip(1).any(|term| term.word() == "نه")
}

fn scale(word: &str, tongue: Tongue) -> Option<i16> {
    Some(match (tongue, word) {
        (Tongue::German, "tausend" | "tsd") => 3,
        (Tongue::German, "million" | "millionen" | "mio") => 6,
        (Tongue::German, "milliarde" | "milliarden" | "mrd") => 9,
        (Tongue::German, "billion" | "billionen") => 12,
        (
            Tongue::Russian,
            "тысяча" | "тысячи" | "тысяч" | "тысячу" | "тысячам" | "тысячами" | "тыс",
        ) => 3,
        (Tongue::Russian, "миллион" | "миллиона" | "миллионов" | "миллионам" | "млн") => {
            6
        }
        (Tongue::Russian, "миллиард" | "миллиарда" | "миллиардов" | "миллиардам" | "млрд") => {
            9
        }
        (Tongue::Russian, "триллион" | "триллиона" | "триллионов" | "трлн") => {
            12
        }
        _ => return None,
    })
}

fn unit(word: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match tongue {
        Tongue::German => match word {
            "prozent" => "%",
            "prozentpunkt" | "prozentpunkte" | "prozentpunkten" => "percentage points",
            "euro" => "€",
            "dollar" => "$",
            "pfund" => "£",
            "franken" => "franc",
            "kilometer" | "kilometern" => "km",
            "meter" | "metern" => "m",
            "zentimeter" | "zentimetern" => "cm",
            "millimeter" | "millimetern" => "mm",
            "quadratmeter" | "quadratmetern" => "m2",
            "quadratkilometer" | "quadratkilometern" => "km2",
            "kubikmeter" | "kubikmetern" => "m3",
            "hektar" => "hectare",
            "kilogramm" => "kg",
            "gramm" => "g",
            "tonne" | "tonnen" => "tonne",
            "liter" | "litern" => "litre",
            "grad" => "°",
            "sekunde" | "sekunden" => "second",
            "minute" | "minuten" => "minute",
            "stunde" | "stunden" => "hour",
            "tag" | "tage" | "tagen" => "day",
            "woche" | "wochen" => "week",
            "monat" | "monate" | "monaten" => "month",
            "jahr" | "jahre" | "jahren" => "year",
            "jahrzehnt" | "jahrzehnte" | "jahrzehnten" => "decade",
            _ => return None,
        },
        Tongue::Russian => russian::unit(word)?,
        Tongue::English | Tongue::Persian | Tongue::Other | Tongue::Caseless => return None,
    })
}

/// A German number in one word, folded: `zweiunddreissig`. Articles (`ein`) count nothing.
pub(super) fn german(word: &str) -> Option<u64> {
    if let Some((head, tail)) = word.split_once("tausend") {
        let head = if head.is_empty() { 1 } else { below_thousand(head)? };
        let tail = if tail.is_empty() { 0 } else { below_thousand(tail)? };
        return Some(head * 1_000 + tail).filter(|_| word != "tausend");
    }
    below_thousand(word)
}

fn below_thousand(word: &str) -> Option<u64> {
    if let Some((head, tail)) = word.split_once("hundert") {
        let head = if head.is_empty() { 1 } else { german_unit(head)? };
        let tail = if tail.is_empty() { 0 } else { below_hundred(tail.trim_start_matches("und"))? };
        return Some(head * 100 + tail);
    }
    below_hundred(word)
}

fn below_hundred(word: &str) -> Option<u64> {
    let teen = match word {
        "zehn" => Some(10),
        "elf" => Some(11),
        "zwolf" => Some(12),
        "sechzehn" => Some(16),
        "siebzehn" => Some(17),
        _ => word.strip_suffix("zehn").and_then(german_unit).map(|unit| unit + 10),
    };
    let tens = |word: &str| {
        Some(match word {
            "zwanzig" => 20,
            "dreissig" => 30,
            "vierzig" => 40,
            "funfzig" => 50,
            "sechzig" => 60,
            "siebzig" => 70,
            "achtzig" => 80,
            "neunzig" => 90,
            _ => return None,
        })
    };
    let joined = || {
        let (unit, ten) = word.split_once("und")?;
        Some(german_unit(unit)? + tens(ten)?)
    };
    german_unit(word).filter(|_| word != "ein").or(teen).or_else(|| tens(word)).or_else(joined)
}

fn german_unit(word: &str) -> Option<u64> {
    Some(match word {
        "null" => 0,
        "ein" | "eins" => 1,
        "zwei" | "zwo" => 2,
        "drei" => 3,
        "vier" => 4,
        "funf" => 5,
        "sechs" => 6,
        "sieben" => 7,
        "acht" => 8,
        "neun" => 9,
        _ => return None,
    })
}

/// Whether an ordinal of digits and a point may stand before the word: `15. März`.
pub(super) fn is_counted_by_ordinal(word: &str) -> bool {
    matches!(
        word,
        "januar"
            | "februar"
            | "marz"
            | "april"
            | "mai"
            | "juni"
            | "juli"
            | "august"
            | "september"
            | "oktober"
            | "november"
            | "dezember"
            | "jahrhundert"
            | "jahrhunderts"
            | "geburtstag"
            | "lebensjahr"
            | "minute"
            | "spieltag"
            | "platz"
            | "mal"
            | "januars"
    )
}

#[cfg(test)]
mod tests {
    use super::{compound, german};
    use crate::desk::change::tongue::Tongue;

    #[test]
    fn words_may_hold_a_number() {
        for (word, tongue, expected) in [
            ("zehnjahriger", Tongue::German, Some(10)),
            ("funfkopfige", Tongue::German, Some(5)),
            ("einmal", Tongue::German, None),
            ("двадцатилетний", Tongue::Russian, Some(20)),
            ("трехдневный", Tongue::Russian, Some(3)),
            ("пятиэтажный", Tongue::Russian, Some(5)),
        ] {
            assert_eq!(compound(word, tongue), expected, "{word}");
        }
    }

    #[test]
    fn numerals_are_their_values() {
        for (word, expected) in [
            ("zwei", Some(2)),
            ("zwolf", Some(12)),
            ("achtzehn", Some(18)),
            ("siebzehn", Some(17)),
            ("zweiunddreissig", Some(32)),
            ("hundert", Some(100)),
            ("dreihundertfunf", Some(305)),
            ("zweitausend", Some(2_000)),
            ("zwanzigtausendvierhundert", Some(20_400)),
            ("ein", None),
            ("hunderte", None),
            ("hund", None),
            ("drachen", None),
        ] {
            assert_eq!(german(word), expected, "{word}");
        }
    }
}
