//! Text as search compares it: without case, accents, and the several ways to write one letter.
//!
//! Compatibility forms go (NFKC, Unicode Standard Annex 15), then what readers do not tell apart: case, diacritics of
//! Latin and Greek, stress and ё of Cyrillic, vowel signs and letter variants of Arabic and Hebrew, digits of all
//! scripts. Marks that make another letter stay: й and ї, dakuten, and all marks of Thai, Lao, Khmer, Burmese and the
//! scripts of India. To fold one more letter, add it to `letter`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a piece of a text is to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A letter or digit of a script that sets spaces between words.
    Spaced,
    /// A character of a script that sets none: Han, Kana, Thai, Lao, Khmer, Burmese.
    Unspaced,
    /// A zero width non-joiner inside a word of Arabic script: one word or two, as the writer likes.
    Joiner,
    /// What stands between words.
    Gap,
}

/// One character as a reader sees it, with its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Its first byte in the text as it was.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub class: Class,
    /// It, folded: may be several letters (ß), or none (a joiner). A gap is left as it was.
    pub text: &'a str,
}

/// The whole text folded; joiners and characters that are not seen are left out.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    units(text, |unit| out.push_str(unit.text));
    out
}

/// Calls `each` with every unit of the text, in order.
pub fn units(text: &str, mut each: impl FnMut(Unit<'_>)) {
    let mut out = String::new();
    let mut marks: Vec<char> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut is_after_arabic = false;
    while let Some((start, c)) = chars.next() {
        if is_unseen(c) || is_stripped_mark(c) {
            continue;
        }
        out.clear();
        let mut end = start + c.len_utf8();
        if c == ZWNJ {
            let next = text[end..].chars().find(|next| !is_unseen(*next));
            if is_after_arabic && next.is_some_and(is_arabic) {
                each(Unit { start, end, class: Class::Joiner, text: "" });
            }
            continue;
        }
        marks.clear();
        while let Some(&(at, mark)) = chars.peek() {
            let is_jamo =
                matches!(mark, '\u{1160}'..='\u{11ff}') && matches!(c, '\u{1100}'..='\u{115f}');
            if !is_unseen(mark) {
                if !is_extender(mark) && !is_jamo {
                    break;
                }
                marks.push(mark);
            }
            end = at + mark.len_utf8();
            chars.next();
        }
        let class = class(c);
        is_after_arabic = is_arabic(c);
        if class == Class::Gap {
            out.push(c);
        } else if marks.is_empty() && c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if marks.is_empty() && is_plain(c) {
            out.push(c);
        } else {
            cluster(c, &marks, &mut out);
        }
        if !out.is_empty() {
            each(Unit { start, end, class, text: &out });
        }
    }
}

/// Zero width non-joiner.
const ZWNJ: char = '\u{200c}';

/// Appends a letter with its marks, folded.
fn cluster(base: char, marks: &[char], out: &mut String) {
    let mut whole = String::new();
    for c in std::iter::once(base).chain(marks.iter().copied()) {
        decompose_compatible(c, |part| whole.extend(part.to_lowercase()));
    }
    let first = whole.chars().next().unwrap_or(base);
    let kept = whole.chars().filter(|c| match c {
        mark if is_combining_mark(*mark) => keeps(first, *mark),
        other => other.is_alphanumeric(),
    });
    for c in kept.nfc() {
        letter(c, out);
    }
}

/// Whether the letter `first` keeps `mark`, since with it it is another letter.
fn keeps(first: char, mark: char) -> bool {
    match first {
        // Latin, Greek, Hebrew, Arabic: none is.
        'a'..='z' | '\u{00c0}'..='\u{024f}' | '\u{0250}'..='\u{02af}' | '\u{0370}'..='\u{03ff}' => {
            false
        }
        '\u{0590}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{0870}'..='\u{08ff}' => false,
        '\u{1e00}'..='\u{1fff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' => false,
        // ё is written without its dots; ѓ and ќ are letters of their own, a stressed vowel is none.
        'е' => !matches!(mark, '\u{0300}' | '\u{0301}' | '\u{0308}'),
        'г' | 'к' => true,
        '\u{0400}'..='\u{052f}' => !matches!(mark, '\u{0300}' | '\u{0301}'),
        _ => true,
    }
}

/// Appends one letter or digit, as search compares it.
fn letter(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ł' => out.push('l'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        // Arabic yeh and alef maksura, kaf, teh marbuta and the hehs, alef wasla.
        'ي' | 'ى' => out.push('ی'),
        'ك' => out.push('ک'),
        'ة' | 'ە' | 'ہ' | 'ھ' | 'ۃ' => out.push('ه'),
        'ٱ' => out.push('ا'),
        other => out.push(digit(other).unwrap_or(other)),
    }
}

/// The zeros of the decimal digits beyond ASCII that have no compatibility form (Unicode 17, general category Nd).
const ZEROS: [u32; 66] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1e140, 0x1e2f0,
    0x1e950,
];

/// The ASCII digit of a decimal digit of any other script; `None` for all other characters.
#[must_use]
pub fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Spaced } else { Class::Gap };
    }
    let is_letter = c.is_alphanumeric() || is_combining_mark(c);
    match c {
        _ if !is_letter => Class::Gap,
        _ if digit(c).is_some() => Class::Spaced,
        _ if is_unspaced(c) => Class::Unspaced,
        _ => Class::Spaced,
    }
}

/// Whether the letter is of a script that sets no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        // Thai, Lao, Burmese, Khmer.
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}'
        // Han radicals, marks and letters; Hiragana, Katakana and Bopomofo.
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303c}' | '\u{3041}'..='\u{312f}'
        | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{1aff0}'..='\u{1b16f}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether the character is its own folded form: the commonest of those that need no table.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | 'а'..='и' | 'к'..='я' | 'ぁ'..='ん' | 'ァ'..='ヶ' | 'ー')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{08a0}'..='\u{08ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && (c.is_alphabetic() || is_combining_mark(c))
}

/// Whether the character goes with the letter before it.
fn is_extender(c: char) -> bool {
    // The halfwidth voicing marks of Kana are letters by their category.
    is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

/// Marks that no letter keeps, where one stands without its letter: accents, points, harakat.
fn is_stripped_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e8}'
        | '\u{06ea}'..='\u{06ed}')
        && is_combining_mark(c)
}

/// Characters that a reader does not see: soft hyphen, tatweel, joiners, direction marks, variation selectors.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{0640}' | '\u{115f}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::{Class, fold, units};

    #[test]
    fn what_readers_do_not_tell_apart_is_one() {
        for (text, folded) in [
            // Case and diacritics of Latin and Greek.
            ("Zürich ÅNGSTRÖM", "zurich angstrom"),
            ("e\u{301}te\u{301}", "ete"),
            ("Straße GROẞ", "strasse gross"),
            ("Łódź, Ærø, Þór, İstanbul ılık", "lodz, aero, thor, istanbul ilik"),
            ("Việt Nam", "viet nam"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            // Cyrillic: ё and stress, but й and ї are letters.
            ("Ёлка за\u{301}мок", "елка замок"),
            ("Йод їжак ўсё", "йод їжак ўсе"),
            ("и\u{306}од", "йод"),
            ("Ќе", "ќе"),
            // Arabic and Persian.
            ("علي كتاب", "علی کتاب"),
            ("مدرسة أحمد إيران آب", "مدرسه احمد ایران اب"),
            ("مُحَمَّد", "محمد"),
            ("خبـــر", "خبر"),
            ("می\u{200c}شود", "میشود"),
            ("مسئول مؤمن", "مسیول مومن"),
            ("ﷲ ﻻ", "الله لا"),
            // Hebrew points.
            ("שָׁלוֹם", "שלום"),
            // Digits.
            ("۱۴۰۵ ١٢٣ १२ ๒๕๖๙ １２", "1405 123 12 2569 12"),
            // Compatibility forms; a voiced Kana is another letter, and Hangul is put together.
            ("ﬁn ｗｉｄｅ ① ㎡", "fin wide 1 ㎡"),
            ("ｶﾞｽ が か\u{3099}", "ガス が が"),
            ("한국 \u{1112}\u{1161}\u{11ab}", "한국 한"),
            // Marks that are part of the word.
            ("น้ำ ที่", "น้\u{e4d}า ที่"),
            ("हिन्दी", "हिन्दी"),
            ("ကြောင့်", "ကြောင့်"),
            // Not seen.
            ("Zeitungs\u{ad}verlag a\u{200d}b \u{202e}x\u{202c}", "zeitungsverlag ab x"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_unit_lies_where_it_stood() {
        let text = "aß e\u{301}می\u{200c}ش 北";
        let mut seen = Vec::new();
        units(text, |unit| {
            seen.push((&text[unit.start..unit.end], unit.class, unit.text.to_owned()));
        });
        let expected = [
            ("a", Class::Spaced, "a"),
            ("ß", Class::Spaced, "ss"),
            (" ", Class::Gap, " "),
            ("e\u{301}", Class::Spaced, "e"),
            ("م", Class::Spaced, "م"),
            ("ی", Class::Spaced, "ی"),
            ("\u{200c}", Class::Joiner, ""),
            ("ش", Class::Spaced, "ش"),
            (" ", Class::Gap, " "),
            ("北", Class::Unspaced, "北"),
        ];
        let expected: Vec<_> = expected.iter().map(|(a, b, c)| (*a, *b, (*c).to_owned())).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn zeros_are_in_order_and_fold_to_zero() {
        assert!(super::ZEROS.is_sorted());
        for zero in super::ZEROS {
            for (n, expected) in ('0'..='9').enumerate() {
                let c = char::from_u32(zero + u32::try_from(n).unwrap()).unwrap();
                assert_eq!(super::digit(c), Some(expected), "{c}");
            }
        }
    }
}
