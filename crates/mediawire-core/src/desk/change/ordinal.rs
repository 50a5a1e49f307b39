//! Ordinal numbers of one word, and numbers in Roman letters.

use crate::desk::change::tongue::Tongue;
use crate::desk::change::{numeral, russian};

/// The value of an ordinal, folded: `third`, `dritten`, `hundertste`, `пятого`, `نخستین`.
pub(super) fn ordinal(word: &str, tongue: Tongue) -> Option<u64> {
    match tongue {
        Tongue::English | Tongue::Other | Tongue::Caseless => english(word),
        Tongue::German => german(word),
        Tongue::Russian => russian::ordinal(word),
        Tongue::Persian => persian(word),
    }
}

/// The value of one that the guard's reader read: `2م` for `دوم`, `23th`.
pub(super) fn of_digits(text: &str) -> Option<u64> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    matches!(&text[n..], "th" | "م" | "مین").then(|| text[..n].parse().ok())?
}

fn english(word: &str) -> Option<u64> {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let at = WORDS.iter().position(|known| *known == word)?;
    u64::try_from(at + 1).ok()
}

fn persian(word: &str) -> Option<u64> {
    Some(match word {
        "اول" | "اولین" | "نخستین" | "نخست" => 1,
        "دوم" | "دومین" => 2,
        "سوم" | "سومین" => 3,
        "چهارم" | "چهارمین" => 4,
        "پنجم" | "پنجمین" => 5,
        "ششم" | "ششمین" => 6,
        "هفتم" | "هفتمین" => 7,
        "هشتم" | "هشتمین" => 8,
        "نهم" | "نهمین" => 9,
        "دهم" | "دهمین" => 10,
        _ => return None,
    })
}

fn german(word: &str) -> Option<u64> {
    // `achtziger` counts years.
    if let Some(tens) = word.strip_suffix("er").filter(|tens| tens.ends_with("zig")) {
        return numeral::german(tens);
    }
    let stem = ["e", "en", "er", "es", "em"].iter().find_map(|end| word.strip_suffix(end))?;
    Some(match stem {
        "erst" => 1,
        "dritt" => 3,
        "siebt" => 7,
        "acht" => 8,
        _ => {
            let is_high = stem.strip_suffix("st").and_then(numeral::german);
            let is_low = || stem.strip_suffix('t').and_then(numeral::german).filter(|n| *n < 20);
            is_high.filter(|n| *n >= 20).or_else(is_low)?
        }
    })
}

/// The value of a number in Roman capitals of two letters at least: `XIX`.
pub(super) fn roman(raw: &str) -> Option<u64> {
    if !(2..=8).contains(&raw.len()) {
        return None;
    }
    let digits: Vec<u64> = raw
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let value = |(at, digit): (usize, &u64)| {
        let is_less = digits.get(at + 1).is_some_and(|next| next > digit);
        if is_less {
            -i64::try_from(*digit).unwrap_or(0)
        } else {
            i64::try_from(*digit).unwrap_or(0)
        }
    };
    u64::try_from(digits.iter().enumerate().map(value).sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::{of_digits, ordinal, roman};
    use crate::desk::change::tongue::Tongue;

    #[test]
    fn ordinals_are_their_values() {
        for (word, tongue, expected) in [
            ("third", Tongue::English, Some(3)),
            ("dritten", Tongue::German, Some(3)),
            ("achte", Tongue::German, Some(8)),
            ("zwolfter", Tongue::German, Some(12)),
            ("zwanzigstes", Tongue::German, Some(20)),
            ("dreiundzwanzigste", Tongue::German, Some(23)),
            ("hundertstes", Tongue::German, Some(100)),
            ("siebziger", Tongue::German, Some(70)),
            ("leiter", Tongue::German, None),
            ("weite", Tongue::German, None),
            ("пятого", Tongue::Russian, Some(5)),
            ("نخستین", Tongue::Persian, Some(1)),
        ] {
            assert_eq!(ordinal(word, tongue), expected, "{word}");
        }
        assert_eq!(
            (of_digits("2م"), of_digits("23th"), of_digits("23")),
            (Some(2), Some(23), None)
        );
        for (raw, expected) in
            [("XIX", Some(19)), ("XVIII", Some(18)), ("IV", Some(4)), ("I", None), ("MIX", None)]
        {
            assert_eq!(roman(raw), expected, "{raw}");
        }
    }
}
