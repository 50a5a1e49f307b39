//! Quoted words, and who said them.

use crate::desk::change::evidence::Evidence;
use crate::desk::change::grammar;
use crate::desk::change::name;
use crate::desk::change::reading::Part;
use crate::desk::guard::scan::{Break, Case};
use crate::desk::guard::term::{Key, Term};
use crate::desk::guard::words::{is_loaded_speech, is_speech};

/// Words of a quotation that is long enough to be somebody's.
const WORDS_MIN: usize = 2;
/// The most words behind a quotation that only say who speaks.
const SPEAKER_WORDS_MAX: usize = 8;
/// The most words of a name in quotation marks.
const NAME_WORDS_MAX: usize = 3;

/// What quotation marks do to each term of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoted {
    /// Nothing.
    Not,
    /// It is said by somebody, or marked as another's word; so are the marks.
    Speech,
    /// It is a name: `«Vector»`; so are the marks.
    Name,
}

/// What quotation marks do to the terms of a sentence, in their order.
pub(super) fn quoted(part: &Part<'_>) -> Vec<Quoted> {
    let terms = &part.terms;
    let mut out = vec![Quoted::Not; terms.len()];
    let mut i = 0;
    while i < terms.len() {
        let n = terms[i..].iter().take_while(|term| term.depth > 0).count();
        if n == 0 {
            i += 1;
            continue;
        }
        // Two quotations may stand side by side.
        let close =
            terms[i..i + n].iter().position(|term| term.key == Key::Close && term.depth == 1);
        let n = close.map_or(n, |at| at + 1);
        let is_name = is_name(terms, i, i + n);
        out[i..i + n].fill(if is_name { Quoted::Name } else { Quoted::Speech });
        i += n;
    }
    out
}

/// Whether the quotation from `from` to `to` is a name: short, with a capital, and nobody says it.
fn is_name(terms: &[Term], from: usize, to: usize) -> bool {
    let words: Vec<&Term> = terms[from..to].iter().filter(|term| term.is_word()).collect();
    let before = from.checked_sub(1).and_then(|at| terms.get(at)).map(|term| &term.key);
    let is_said = matches!(before, Some(Key::Break(Break::Colon)))
        || terms[to - 1].has_comma
        || terms.get(to).is_some_and(|next| {
            next.has_comma || matches!(next.key, Key::Break(Break::Dash | Break::Semicolon))
        })
        || terms[from..to].iter().any(|term| matches!(term.key, Key::Stop | Key::Question));
    let has_capital = words.first().is_some_and(|first| match first.case {
        Case::Capital | Case::Upper | Case::Mixed => true,
        // Without capitals, two words are more often a name than an utterance.
        Case::None => words.len() <= 2,
        Case::Lower => false,
    });
    has_capital && !is_said && words.len() <= NAME_WORDS_MAX
}

/// How many quotations are opened that are no names; with `is_any` names too.
pub(super) fn n_opened(part: &Part<'_>, quoted: &[Quoted], is_any: bool) -> usize {
    let pairs = part.terms.iter().zip(quoted);
    pairs
        .filter(|(term, quoted)| term.key == Key::Open && (is_any || **quoted == Quoted::Speech))
        .count()
}

/// Whether the same words are said by somebody else.
pub(super) fn has_other_speaker(
    (a, quoted_a): (&Part<'_>, &[Quoted]),
    (b, quoted_b): (&Part<'_>, &[Quoted]),
    evidence: &Evidence<'_>,
) -> bool {
    let n_quoted = |quoted: &[Quoted]| quoted.iter().filter(|it| **it == Quoted::Speech).count();
    if n_quoted(quoted_a).min(n_quoted(quoted_b)) < WORDS_MIN + 2 {
        return false;
    }
    let (Some(of_a), Some(of_b)) = (speaker(a, quoted_a, evidence), speaker(b, quoted_b, evidence))
    else {
        return false;
    };
    let tongue = evidence.tongue;
    let is_shared = |a: &[&str], b: &[&str]| {
        a.iter().any(|word| {
            b.iter().any(|other| name::are_one(word, other, tongue) || stem(word) == stem(other))
        })
    };
    match (of_a.names.is_empty(), of_b.names.is_empty()) {
        (false, false) => !is_shared(&of_a.names, &of_b.names),
        (true, true) => {
            !of_a.words.is_empty() && !of_b.words.is_empty() && !is_shared(&of_a.words, &of_b.words)
        }
        // A name that only one side has may be that of the same person, whom the article names elsewhere.
        (true, false) | (false, true) => {
            let all = |side: &Speaker<'_>| [&side.names[..], &side.words[..]].concat().join(" ");
            let (a, b) = (all(&of_a), all(&of_b));
            let words = |text: &str| text.split(' ').map(stem).collect::<Vec<String>>();
            let named: Vec<(&str, bool)> = of_a
                .raw_names
                .iter()
                .map(|name| (*name, false))
                .chain(of_b.raw_names.iter().map(|name| (*name, true)))
                .collect();
            !a.is_empty()
                && !b.is_empty()
                && !words(&a).iter().any(|word| words(&b).contains(word))
                && !named.iter().any(|(name, is_old)| evidence.has(*is_old, name))
        }
    }
}

fn stem(word: &str) -> String {
    word.chars().take(5).collect()
}

struct Speaker<'p> {
    names: Vec<&'p str>,
    raw_names: Vec<&'p str>,
    words: Vec<&'p str>,
}

/// Who speaks: the words around the quotation without those of grammar; `None` if nobody is told to say anything.
fn speaker<'p>(
    part: &'p Part<'_>,
    quoted: &[Quoted],
    evidence: &Evidence<'_>,
) -> Option<Speaker<'p>> {
    let mut out = Speaker { names: Vec::new(), raw_names: Vec::new(), words: Vec::new() };
    let mut speaks = is_followed_by_speaker(part, quoted);
    for (i, term) in part.terms.iter().enumerate() {
        let word = name::bare(term.word());
        if quoted[i] == Quoted::Speech || word.is_empty() {
            continue;
        }
        if says(word) {
            speaks = true;
        } else if quoted[i] == Quoted::Name || name::is_name(part, i, evidence) {
            out.names.push(word);
            out.raw_names.push(part.raw(term));
        } else if !grammar::is_small(word) {
            out.words.push(word);
        }
    }
    speaks.then_some(out)
}

/// Whether a quotation ends before a few words that a comma or a dash sets apart: `„…“, klagt der Wirt`.
fn is_followed_by_speaker(part: &Part<'_>, quoted: &[Quoted]) -> bool {
    let terms = &part.terms;
    let close = (0..terms.len()).rev().find(|i| terms[*i].key == Key::Close);
    let Some(at) = close.filter(|at| quoted[*at] == Quoted::Speech) else { return false };
    let n = terms.len() - at - 1;
    let is_apart = terms
        .get(at + 1)
        .is_some_and(|next| next.has_comma || matches!(next.key, Key::Break(Break::Dash)))
        || terms[at].has_comma;
    is_apart && (2..=SPEAKER_WORDS_MAX).contains(&n)
}

/// Whether the word says that somebody says something.
pub(super) fn says(word: &str) -> bool {
    const STEMS: [&str; 52] = [
        "жалуе",
        "жалова",
        "полага",
        "объясн",
        "подтверд",
        "обеща",
        "настаива",
        "заметил",
        "убежден",
        "возмуща",
        "bekraftig",
        "bestatig",
        "beteuer",
        "versicher",
        "ausser",
        "mahnt",
        "сказал",
        "заявил",
        "сообщил",
        "признал",
        "отметил",
        "пояснил",
        "добавил",
        "подчеркн",
        "рассказал",
        "утвержда",
        "говор",
        "написал",
        "ответил",
        "заверил",
        "считает",
        "erklar",
        "betont",
        "отмеча",
        "пишет",
        "воскликнул",
        "напомнил",
        "предупредил",
        "уточнил",
        "возразил",
        "рассказыва",
        "поясня",
        "словам",
        "мнению",
        "erganzt",
        "berichtet",
        "warnt",
        "erzahlt",
        "lobt",
        "kritisier",
        "beklagt",
        "verspr",
    ];
    is_speech(word)
        || is_loaded_speech(word)
        || STEMS.iter().any(|stem| word.starts_with(stem))
        || matches!(
            word,
            "told"
                | "added"
                | "wrote"
                | "tweeted"
                | "posted"
                | "replied"
                | "asked"
                | "called"
                | "sagte"
                | "sagt"
                | "sagten"
                | "meinte"
                | "teilte"
                | "schrieb"
                | "kritisierte"
                | "forderte"
                | "hiess"
                | "sagen"
                | "berichtete"
                | "warnte"
                | "klagte"
                | "so"
                | "laut"
                | "zufolge"
                | "rief"
                | "according"
                | "explained"
                | "noted"
                | "declared"
                | "recalled"
                | "joked"
                | "announced"
                | "بیان"
                | "تصریح"
                | "خاطرنشان"
                | "گفته"
                | "گفتهاند"
                | "گفتهاست"
                | "افزوده"
                | "تاکید"
                | "اظهار"
                | "اعلام"
                | "خواند"
        )
}
