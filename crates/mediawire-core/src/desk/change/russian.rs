//! Numerals, ordinals and units of Russian, in whatever case. To add one, add it folded.

use crate::desk::guard::term::Term;

/// A unit in its one form, in whatever case.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "процент" | "процента" | "процентов" | "процентам" => "%",
        "рубль" | "рубля" | "рублей" | "рублям" | "руб" => "₽",
        "евро" => "€",
        "доллар" | "доллара" | "долларов" => "$",
        "фунт" | "фунта" | "фунтов" => "£",
        "юань" | "юаня" | "юаней" => "yuan",
        "километр" | "километра" | "километров" | "километрах" | "км" => {
            "km"
        }
        "метр" | "метра" | "метров" | "метрах" | "м" => "m",
        "сантиметр" | "сантиметра" | "сантиметров" | "см" => "cm",
        "гектар" | "гектара" | "гектаров" | "га" => "hectare",
        "килограмм" | "килограмма" | "килограммов" | "кг" => "kg",
        "грамм" | "грамма" | "граммов" => "g",
        "тонна" | "тонны" | "тонн" => "tonne",
        "литр" | "литра" | "литров" => "litre",
        "градус" | "градуса" | "градусов" => "°",
        "киловатт" | "киловатта" => "kw",
        "мегаватт" | "мегаватта" => "mw",
        "секунда" | "секунды" | "секунд" => "second",
        "минута" | "минуты" | "минут" => "minute",
        "час" | "часа" | "часов" => "hour",
        "день" | "дня" | "дней" | "сутки" | "суток" => "day",
        "неделя" | "недели" | "недель" | "неделю" => "week",
        "месяц" | "месяца" | "месяцев" => "month",
        "год" | "года" | "лет" => "year",
        "век" | "века" | "веков" => "century",
        "десятилетие" | "десятилетия" | "десятилетий" => "decade",
        _ => return None,
    })
}

/// A Russian number in words, in whatever case: `тридцать два`, `две тысячи`.
pub(super) fn run(terms: &[Term]) -> Option<(u64, usize)> {
    let first = value(terms.first()?.word())?;
    let (mut sum, mut step, mut n) = (first, size(first), 1);
    while let Some(next) = terms.get(n).filter(|next| !next.has_comma)
        && let Some(more) = value(next.word())
        && size(more) < step
        && more > 0
    {
        (sum, step, n) = (sum + more, size(more), n + 1);
    }
    Some((sum, n))
}

/// Of what order it is, so that a smaller one may follow it.
fn size(value: u64) -> u64 {
    match value {
        0..20 => 1,
        20..100 => 20,
        _ => 100,
    }
}

/// The value of one word.
pub(super) fn value(word: &str) -> Option<u64> {
    let teen = || {
        let stem =
            ["надцатью", "надцати", "надцать"].iter().find_map(|end| word.strip_suffix(end))?;
        Some(match stem {
            "оди" | "один" => 11,
            "две" => 12,
            "три" => 13,
            "четыр" => 14,
            "пят" => 15,
            "шест" => 16,
            "сем" => 17,
            "восем" => 18,
            "девят" => 19,
            _ => return None,
        })
    };
    Some(match word {
        "ноль" | "нуля" => 0,
        "один" | "одна" | "одно" | "одного" | "одной" | "одну" | "одним" | "одном" => {
            1
        }
        "два" | "две" | "двух" | "двум" | "двумя" | "двое" | "двоих" | "двоим" => {
            2
        }
        "три" | "трех" | "трем" | "тремя" | "трое" | "троих" | "троим" => {
            3
        }
        "четыре" | "четырех" | "четырем" | "четырьмя" | "четверо" | "четверых" => {
            4
        }
        "пять" | "пяти" | "пятью" | "пятеро" | "пятерых" => 5,
        "шесть" | "шести" | "шестью" | "шестеро" | "шестерых" => 6,
        "семь" | "семи" | "семью" | "семеро" | "семерых" => 7,
        "восемь" | "восьми" | "восемью" | "восьмью" => 8,
        "девять" | "девяти" | "девятью" => 9,
        "десять" | "десяти" | "десятью" => 10,
        "двадцать" | "двадцати" | "двадцатью" => 20,
        "тридцать" | "тридцати" | "тридцатью" => 30,
        "сорок" | "сорока" => 40,
        "пятьдесят" | "пятидесяти" => 50,
        "шестьдесят" | "шестидесяти" => 60,
        "семьдесят" | "семидесяти" => 70,
        "восемьдесят" | "восьмидесяти" => 80,
        "девяносто" | "девяноста" => 90,
        "сто" | "ста" => 100,
        "двести" | "двухсот" | "двумстам" => 200,
        "триста" | "трехсот" => 300,
        "четыреста" | "четырехсот" => 400,
        "пятьсот" | "пятисот" => 500,
        "шестьсот" | "шестисот" => 600,
        "семьсот" | "семисот" => 700,
        "восемьсот" | "восьмисот" => 800,
        "девятьсот" | "девятисот" => 900,
        _ => return teen(),
    })
}

/// The number in the first part of a word: `двух` of `двухдневный`, `тридцатичетырех`.
pub(super) fn joined(head: &str) -> Option<u64> {
    const TENS: [&str; 15] = [
        "двадцати",
        "тридцати",
        "сорока",
        "пятидесяти",
        "шестидесяти",
        "семидесяти",
        "восьмидесяти",
        "девяноста",
        "сто",
        "ста",
        "двухсот",
        "трехсот",
        "четырехсот",
        "пятисот",
        "шестисот",
    ];
    let one = |word: &str| value(word).or_else(|| value(&format!("{word}х")));
    one(head).or_else(|| {
        TENS.iter().find_map(|tens| {
            let (tens, rest) = (value(tens)?, one(head.strip_prefix(tens)?)?);
            (rest < tens).then_some(tens + rest)
        })
    })
}

/// The value of an ordinal in whatever case: `пятого`, `двадцатая`, `восьмидесятых`.
pub(super) fn ordinal(word: &str) -> Option<u64> {
    const ENDINGS: [&str; 29] = [
        "ыми", "ими", "ого", "его", "ому", "ему", "ьего", "ьему", "ый", "ой", "ий", "ая", "ое",
        "ые", "ьим", "ьими", "ьих", "ьей", "ьем", "ие", "ую", "ым", "им", "ом", "ых", "их", "ья",
        "ье", "ью",
    ];
    const STEMS: [(&str, u64); 10] = [
        ("перв", 1),
        ("втор", 2),
        ("трет", 3),
        ("четверт", 4),
        ("пят", 5),
        ("шест", 6),
        ("седьм", 7),
        ("восьм", 8),
        ("девят", 9),
        ("десят", 10),
    ];
    // `шестью` and `пятью` are no ordinals.
    if value(word).is_some() {
        return None;
    }
    ENDINGS.iter().filter_map(|end| word.strip_suffix(end)).find_map(|stem| {
        let known = STEMS.iter().find(|(known, _)| *known == stem).map(|(_, value)| *value);
        let is_round = ["надцат", "двадцат", "тридцат"].iter().any(|end| stem.ends_with(end));
        known.or_else(|| match stem {
            "сороков" => Some(40),
            "девяност" => Some(90),
            "сот" => Some(100),
            "тысячн" => Some(1_000),
            _ if is_round => value(&format!("{stem}ь")),
            _ if stem.ends_with("десят") => value(&format!("{stem}и")),
            _ if stem.ends_with("сот") => value(stem),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{joined, ordinal, value};

    #[test]
    fn numerals_are_their_values_in_every_case() {
        for (word, expected) in [
            ("восемнадцать", Some(18)),
            ("двенадцати", Some(12)),
            ("одиннадцать", Some(11)),
            ("троих", Some(3)),
            ("стол", None),
        ] {
            assert_eq!(value(word), expected, "{word}");
        }
        for (word, expected) in [
            ("пятого", Some(5)),
            ("третья", Some(3)),
            ("двадцатая", Some(20)),
            ("одиннадцатом", Some(11)),
            ("восьмидесятых", Some(80)),
            ("двухсотый", Some(200)),
            ("шестью", None),
            ("вторник", None),
            ("простой", None),
        ] {
            assert_eq!(ordinal(word), expected, "{word}");
        }
        for (word, expected) in
            [("двух", Some(2)), ("тридцатичетырех", Some(34)), ("ста", Some(100)), ("по", None)]
        {
            assert_eq!(joined(word), expected, "{word}");
        }
    }
}
