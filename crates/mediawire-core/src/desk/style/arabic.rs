//! Arabic script: the letters, marks, digits and half-spaces of Persian and of Arabic.

use super::pack::{Digits, Letters};
use crate::text::fold::digit;

/// Zero width non-joiner, the half-space of Persian.
const ZWNJ: char = '\u{200c}';

/// Whether the text has letters of Arabic script.
pub(super) fn is_arabic(text: &str) -> bool {
    text.chars().any(is_letter)
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}')
}

/// Whether the text has a letter that Pashto or Kurdish has and Persian has not, whatever language it is said to be in.
fn is_foreign_to_persian(text: &str) -> bool {
    text.contains(|c| "ټډړږښځڅڼۍېګێۆڕڵە".contains(c))
}

/// The text with the letters of the language.
pub(super) fn letters(text: &str, letters: Letters) -> String {
    if letters == Letters::Persian && is_foreign_to_persian(text) {
        return text.to_owned();
    }
    let written = |c: char| match (letters, c) {
        (Letters::Persian, 'ي' | 'ى') => 'ی',
        (Letters::Persian, 'ك') => 'ک',
        (Letters::Arabic, 'ی') => 'ي',
        (Letters::Arabic, 'ک') => 'ك',
        (Letters::Persian | Letters::Arabic | Letters::AsIs, c) => c,
    };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A stroke stretches a word; at its end it joins a prefix to a number, and stays.
        let stretches =
            c == '\u{640}' && chars.peek().is_some_and(|next| is_letter(*next) || *next == c);
        if letters == Letters::AsIs || !stretches {
            out.push(written(c));
        }
    }
    out
}

/// The text with the marks of Arabic script where they stand behind its letters, or a number behind those: `؟`, `،`, `؛`.
pub(super) fn marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let is_of_script =
        |c: Option<char>| c.is_some_and(|c| is_letter(c) || matches!(c, ZWNJ | '»' | '؟' | '!'));
    // A question ends behind a number as well, where a comma groups its digits.
    let (mut last, mut last_but_digits) = (None, None);
    for c in text.chars() {
        out.push(match c {
            '?' if is_of_script(last_but_digits) => '؟',
            ',' if is_of_script(last) => '،',
            ';' if is_of_script(last) => '؛',
            c => c,
        });
        if !c.is_whitespace() {
            last = Some(c);
            if value(c).is_none() && !matches!(c, '.' | '٫' | ',' | '٬' | '٪' | '%') {
                last_but_digits = last;
            }
        }
    }
    out
}

/// The text with its numbers in these digits. What belongs to a Latin word keeps its own: `F-35`, `iPhone 15`.
pub(super) fn digits(text: &str, digits: Digits) -> String {
    let (zero, point, group) = match digits {
        Digits::AsIs => return text.to_owned(),
        Digits::Latin => ('0', '.', ','),
        Digits::Persian => ('۰', '٫', '٬'),
        Digits::Arabic => ('٠', '٫', '٬'),
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut i = 0;
    while i < chars.len() {
        if value(chars[i]).is_none() {
            out.push(chars[i]);
            i += 1;
            continue;
        }
        let end = number_end(&chars, i);
        let is_latin = digits != Digits::Latin && is_designation(&chars, i, end);
        for &c in &chars[i..end] {
            out.push(match (value(c), c) {
                _ if is_latin => c,
                (Some(n), _) => char::from_u32(u32::from(zero) + n).unwrap_or(c),
                (None, '.' | '٫') => point,
                (None, _) => group,
            });
        }
        i = end;
    }
    out
}

fn value(c: char) -> Option<u32> {
    digit(c).unwrap_or(c).to_digit(10)
}

/// One past the number's last character: digits, and points and commas between them.
fn number_end(chars: &[char], start: usize) -> usize {
    let mut end = start;
    while end < chars.len() {
        let is_digit = value(chars[end]).is_some();
        let is_inner = matches!(chars[end], '.' | ',' | '٫' | '٬')
            && chars.get(end + 1).is_some_and(|next| value(*next).is_some());
        if !is_digit && !is_inner {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the number is a part of a Latin word, or stands behind one with a space or a hyphen.
fn is_designation(chars: &[char], start: usize, end: usize) -> bool {
    let is_latin = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic() && !is_letter(*c));
    let before = start.checked_sub(1).and_then(|at| chars.get(at));
    let beyond = start.checked_sub(2).and_then(|at| chars.get(at));
    let joined = before.is_some_and(|c| matches!(c, '-' | ' ' | '/' | '‑')) && is_latin(beyond);
    let behind =
        chars.get(end).is_some_and(|c| matches!(c, '-' | '‑')) && is_latin(chars.get(end + 1));
    joined || behind || is_latin(before) || is_latin(chars.get(end))
}

/// The Persian text with half-spaces between the parts of a word: `می کند` and `نمی کند`, `کتاب ها`, `بزرگ ترین`.
pub(super) fn half_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = "";
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (word, next) = (&rest[..at], &rest[at + 1..]);
        let behind = bare(next.split(' ').next().unwrap_or_default());
        out.push_str(word);
        out.push(if is_one_word(bare(before), word, behind) { ZWNJ } else { ' ' });
        before = word;
        rest = next;
    }
    out.push_str(rest);
    out
}

/// The word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !is_letter(c) && c != ZWNJ)
}

/// Whether a space between `word` and `behind` stands inside one word.
fn is_one_word(before: &str, word: &str, behind: &str) -> bool {
    /// Endings that are never words of their own.
    const ENDINGS: [&str; 14] = [
        "ها",
        "های",
        "هایی",
        "هایم",
        "هایت",
        "هایش",
        "هایمان",
        "هایتان",
        "هایشان",
        "ترین",
        "ترینش",
        "ترین‌ها",
        "ای‌ها",
        "اند",
    ];
    let prefix = bare(word);
    let is_prefix = word.ends_with(prefix) && !prefix.is_empty();
    match prefix {
        "نمی" if is_prefix => is_verb(behind),
        // It is the month of May as well.
        "می" if is_prefix => {
            before != "ماه" && is_verb(behind) && !before.ends_with(|c| value(c).is_some())
        }
        _ => {
            let is_joint =
                word.chars().next_back().is_some_and(is_letter) && word.chars().count() > 1;
            is_joint && ENDINGS[..13].contains(&behind)
        }
    }
}

/// Whether the word has the ending of a verb behind a prefix: a person's, or a past stem's.
fn is_verb(word: &str) -> bool {
    const NOT: [&str; 12] =
        ["در", "از", "به", "با", "تا", "که", "آینده", "گذشته", "امسال", "سال", "میلادی", "جاری"];
    let n_letters = word.chars().filter(|c| is_letter(*c)).count();
    n_letters >= 2 && !NOT.contains(&word) && word.ends_with(['د', 'م', 'ی', 'ت'])
}

#[cfg(test)]
mod tests {
    use super::{Digits, Letters, digits, half_spaces, letters, marks};

    #[test]
    fn persian_words_are_joined_by_half_spaces() {
        for (text, expected) in [
            ("ایران مذاکره نمی کند", "ایران مذاکره نمی‌کند"),
            ("آمریکا «عقب» می کند؟/ پنتاگون: خیر", "آمریکا «عقب» می‌کند؟/ پنتاگون: خیر"),
            ("انتخابات ماه می برگزار شد", "انتخابات ماه می برگزار شد"),
            ("۵ می دیدار کرد", "۵ می دیدار کرد"),
            ("کتاب های تازه", "کتاب‌های تازه"),
            ("بزرگ ترین کشتی", "بزرگ‌ترین کشتی"),
            ("می‌رود", "می‌رود"),
        ] {
            assert_eq!(half_spaces(text), expected);
        }
    }

    #[test]
    fn digits_are_the_languages_and_designations_keep_theirs() {
        for (text, persian) in [
            ("F-35 و 1.5 میلیارد", "F-35 و ۱٫۵ میلیارد"),
            ("iPhone 15 با 1,200 دلار", "iPhone 15 با ۱٬۲۰۰ دلار"),
            ("٢٠ نفر و S-400", "۲۰ نفر و S-400"),
            ("قطعنامه 2231", "قطعنامه ۲۲۳۱"),
            ("G7 در سال 2026", "G7 در سال ۲۰۲۶"),
        ] {
            assert_eq!(digits(text, Digits::Persian), persian);
        }
        assert_eq!(digits("۲۰ شخصاً و1.5", Digits::Arabic), "٢٠ شخصاً و١٫٥");
        assert_eq!(digits("۱٬۲۰۰٫۵", Digits::Latin), "1,200.5");
    }

    #[test]
    fn letters_and_marks_are_the_languages() {
        assert_eq!(letters("وزير خارجه: كي", Letters::Persian), "وزیر خارجه: کی");
        assert_eq!(letters("کیف", Letters::Arabic), "كيف");
        assert_eq!(letters("خبـــر", Letters::Persian), "خبر");
        assert_eq!(letters("أبطأ بـ 2 دقيقة", Letters::Arabic), "أبطأ بـ 2 دقيقة");
        assert_eq!(letters("سفر کوونکي وینې", Letters::Persian), "سفر کوونکي وینې");
        assert_eq!(marks("چرا? آری, نه; BBC?"), "چرا؟ آری، نه؛ BBC?");
        assert_eq!(marks("قبل 2027? G7?"), "قبل 2027؟ G7?");
    }
}
