//! Slips of the pen: letters, spaces, points and capitals, put right.

use crate::desk::change::plain::{is_quote, is_unseen};
use crate::text::fold;

/// Letters of the words that are written in the same order, whatever stands between and above them.
pub(super) fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold::fold(text).chars() {
        if c.is_alphanumeric() && !is_unseen(c) && !is_quote(c) {
            out.push(c);
        }
    }
    out
}

/// Whether the two are the same letters: joined or apart, with or without accents, `ue` for `ü`.
pub(super) fn are_same_letters(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    !a.is_empty() && (a == b || broad(&a) == broad(&b))
}

/// The word without the second letter of an umlaut written with two; `مسئول` and `مسؤول` alike.
fn broad(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether one word is the other with a slip in it: too far apart they are two words.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    if are_words_of_their_own(&a, &b) || a.is_empty() || b.is_empty() {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let n = a.len().max(b.len());
    if n > WORD_LETTERS_MAX {
        return false;
    }
    if are_confused(&a.iter().collect::<String>(), &b.iter().collect::<String>()) {
        return true;
    }
    // A letter too many and another one: `билетти` for `билеты`.
    let single = |word: &[char]| {
        let mut word = word.to_vec();
        word.dedup();
        word
    };
    match distance(&a, &b) {
        0 => true,
        2 if n >= 6 && distance(&single(&a), &single(&b)) < 2 => true,
        1 => n >= 5 || (n >= 3 && a.len() != b.len()) || is_turned(&a, &b),
        2 => n >= 8 && a[0] == b[0],
        _ => false,
    }
}

/// Whether the two have the same letters in another order.
fn is_turned(a: &[char], b: &[char]) -> bool {
    let sorted = |word: &[char]| {
        let mut word = word.to_vec();
        word.sort_unstable();
        word
    };
    a != b && sorted(a) == sorted(b)
}

/// Words longer than this are told to be others.
const WORD_LETTERS_MAX: usize = 60;

/// How many letters are to be added, left out, changed or turned to make one of the other, 3 for all that are more.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let columns = b.len() + 1;
    let mut cost = vec![0_usize; (a.len() + 1) * columns];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| cost[i * columns + j];
            cost[i * columns + j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let is_other = usize::from(a[i - 1] != b[j - 1]);
                    let least =
                        (at(i - 1, j) + 1).min(at(i, j - 1) + 1).min(at(i - 1, j - 1) + is_other);
                    let turns = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if turns { least.min(at(i - 2, j - 2) + 1) } else { least }
                }
            };
        }
    }
    cost[cost.len() - 1].min(3)
}

/// Whether a letter of the one is doubled in the other, and all else is the same.
pub(super) fn is_doubled(a: &str, b: &str) -> bool {
    let single = |word: &str| {
        let mut word: Vec<char> = letters(word).chars().collect();
        word.dedup();
        word
    };
    single(a) == single(b)
}

/// Words that are written for one another.
fn are_confused(a: &str, b: &str) -> bool {
    const ROWS: [&[&str]; 17] = [
        &["their", "there", "theyre"],
        &["your", "youre"],
        &["to", "too"],
        &["then", "than"],
        &["lose", "loose"],
        &["whose", "whos"],
        &["principal", "principle"],
        &["affect", "effect"],
        &["affected", "effected"],
        &["lead", "led"],
        &["site", "sight"],
        &["das", "dass"],
        &["seit", "seid"],
        &["wieder", "wider"],
        &["tod", "tot"],
        &["также", "так же"],
        &["чтобы", "что бы"],
    ];
    ROWS.iter().any(|row| row.contains(&a) && row.contains(&b))
}

/// Words that are near to one another, and say different things.
fn are_words_of_their_own(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 25] = [
        ("he", "she"),
        ("his", "this"),
        ("her", "here"),
        ("her", "hers"),
        ("not", "now"),
        ("not", "note"),
        ("no", "not"),
        ("one", "none"),
        ("ever", "never"),
        ("every", "very"),
        ("either", "neither"),
        ("can", "cant"),
        ("won", "wont"),
        ("over", "cover"),
        ("man", "men"),
        ("woman", "women"),
        ("in", "on"),
        ("wife", "life"),
        ("ein", "kein"),
        ("eine", "keine"),
        ("einen", "keinen"),
        ("sie", "die"),
        ("он", "она"),
        ("его", "ее"),
        ("است", "نیست"),
    ];
    PAIRS.iter().any(|(one, other)| (a, b) == (one, other) || (b, a) == (one, other))
}

/// Whether the two agree with another number, person or gender: `was`, `were`.
pub(super) fn are_agreeing(a: &str, b: &str) -> bool {
    const PAIRS: [&[&str]; 22] = [
        &["was", "were"],
        &["has", "have"],
        &["is", "are"],
        &["man", "men"],
        &["woman", "women"],
        &["child", "children"],
        &["person", "people"],
        &["its", "their"],
        &["his", "her", "their"],
        &["him", "her", "them"],
        &["he", "she", "they"],
        &["ist", "sind"],
        &["war", "waren"],
        &["wurde", "wurden"],
        &["wird", "werden"],
        &["hat", "haben"],
        &["er", "sie"],
        &["он", "она", "они"],
        &["его", "ее", "их"],
        &["человек", "людей", "человека"],
        &["شد", "شدند"],
        &["است", "اند", "هستند"],
    ];
    let (a, b) = (letters(a), letters(b));
    let n = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let is_bent = n >= 2 && n * 2 >= a.chars().count().min(b.chars().count());
    is_bent || PAIRS.iter().any(|row| row.contains(&a.as_str()) && row.contains(&b.as_str()))
}

/// What a slip in Persian looks like: a letter doubled, left out, turned, or written as one that sounds like it.
///
/// Another letter in the midst of a word makes another word: names differ so.
pub(super) fn is_persian_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) =
        (letters(a).chars().collect(), letters(b).chars().collect());
    if distance(&a, &b) != 1 {
        return false;
    }
    if a.len() != b.len() || is_turned(&a, &b) {
        return a.len().max(b.len()) >= 3;
    }
    // By what they sound like, and by what they look like without their points.
    let sound = |c: char| match c {
        'ذ' | 'ض' | 'ظ' | 'ژ' => 'ز',
        'ص' | 'ث' | 'ش' => 'س',
        'ط' => 'ت',
        'ح' | 'خ' => 'ه',
        'غ' => 'ق',
        'ع' => 'ا',
        'پ' => 'ب',
        'چ' => 'ج',
        'گ' => 'ک',
        other => other,
    };
    a.iter().map(|c| sound(*c)).eq(b.iter().map(|c| sound(*c)))
}

#[cfg(test)]
mod tests {
    use super::{are_same_letters, is_near, is_persian_slip};

    #[test]
    fn slips_are_told_from_other_words() {
        for (a, b, expected) in [
            ("recieved", "received", true),
            ("feul", "fuel", true),
            ("its", "it's", true),
            ("Das", "Dass", true),
            ("seit", "sei", true),
            ("программа", "програма", true),
            ("will", "should", false),
            ("he", "she", false),
            ("can", "can't", false),
            ("was", "has", false),
            ("north", "south", false),
        ] {
            assert_eq!(is_near(a, b), expected, "{a} {b}");
            assert_eq!(is_near(b, a), expected, "{b} {a}");
        }
        for (a, b) in [("Muehlberg", "Mühlberg"), ("cafe", "café"), ("آزاد راه", "آزادراه")]
        {
            assert!(are_same_letters(a, b), "{a} {b}");
        }
        assert!(is_persian_slip("شنن", "شن"));
        assert!(!is_persian_slip("مینا", "مینو"));
    }
}
