//! What stands in one text in the place of what stands in the other, told by kind.

use crate::desk::change::evidence::Evidence;
use crate::desk::change::name;
use crate::desk::change::reading::Part;
use crate::desk::change::said::Quoted;
use crate::desk::change::tongue::Tongue;
use crate::desk::change::{german, grammar, name_words, slip};
use crate::desk::guard::align::Hunk;
use crate::desk::guard::scan::Case;
use crate::desk::guard::term::Key;
use crate::desk::guard::words::are_opposite;
use std::ops::Range;

/// Words beside a name that belong to its change, at most.
const NAME_WORDS_MAX: usize = 8;

/// Words that are told to be names since nothing tells otherwise, at most.
const GUESSED_WORDS_MAX: usize = 3;

/// A side of a pair of sentences, with what was read of it.
pub(super) struct Side<'p, 'a> {
    /// The sentence.
    pub(super) part: &'p Part<'a>,
    /// What quotation marks do to each term.
    pub(super) quoted: Vec<Quoted>,
    /// Which terms are told as numbers already.
    pub(super) is_counted: Vec<bool>,
}

/// A stretch that differs.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Terms of the old side.
    pub(super) a: Range<usize>,
    /// Of the new one.
    pub(super) b: Range<usize>,
    /// Words of the old side that are no numbers.
    words_a: Vec<usize>,
    words_b: Vec<usize>,
    /// Names of the old side that the new one has not.
    pub(super) names_a: Vec<usize>,
    /// Names of the new side that the old one has not.
    pub(super) names_b: Vec<usize>,
    /// Whether they are only told to be names since nothing tells that they are none.
    is_guess: bool,
}

impl Stretch {
    /// Reads a stretch.
    pub(super) fn new(
        hunk: Hunk,
        a: &Side<'_, '_>,
        b: &Side<'_, '_>,
        evidence: &Evidence<'_>,
    ) -> Self {
        let words = |side: &Side<'_, '_>, (from, to): (usize, usize)| -> Vec<usize> {
            (from..to).filter(|i| side.part.terms[*i].is_word() && !side.is_counted[*i]).collect()
        };
        let (words_a, words_b) = (words(a, hunk.a), words(b, hunk.b));
        let names = |side: &Side<'_, '_>, words: &[usize]| -> Vec<usize> {
            words.iter().copied().filter(|i| is_name(side, *i, evidence)).collect()
        };
        let (mut names_a, mut names_b) = (names(a, &words_a), names(b, &words_b));
        let is_guess = (names_a.is_empty() || names_b.is_empty())
            && words_a.len() == words_b.len()
            && words_a.len() <= GUESSED_WORDS_MAX
            && may_be_names(a, &words_a, evidence)
            && may_be_names(b, &words_b, evidence);
        if is_guess {
            (names_a, names_b) = (words_a.clone(), words_b.clone());
        }
        Self {
            a: hunk.a.0..hunk.a.1,
            b: hunk.b.0..hunk.b.1,
            words_a,
            words_b,
            names_a,
            names_b,
            is_guess,
        }
    }

    /// Whether it has words.
    pub(super) fn has_words(&self) -> bool {
        !self.words_a.is_empty() || !self.words_b.is_empty()
    }

    /// Whether it has names.
    pub(super) fn has_names(&self) -> bool {
        !self.names_a.is_empty() || !self.names_b.is_empty()
    }

    /// How many words it has on the longer side.
    pub(super) fn n_words(&self) -> usize {
        self.words_a.len().max(self.words_b.len())
    }

    /// Whether it is a number that is another, and hardly a word beside it.
    pub(super) fn is_all_number(&self, a: &Side<'_, '_>, b: &Side<'_, '_>) -> bool {
        let counts = |side: &Side<'_, '_>, at: &Range<usize>| {
            side.is_counted.get(at.clone()).is_some_and(|it| it.contains(&true))
        };
        self.n_words() < 2 && (counts(a, &self.a) || counts(b, &self.b))
    }

    /// Whether words stand on both sides.
    pub(super) fn is_swap(&self) -> bool {
        !self.words_a.is_empty() && !self.words_b.is_empty()
    }

    /// Whether a word of it is said by somebody.
    pub(super) fn is_quoted(&self, a: &Side<'_, '_>, b: &Side<'_, '_>) -> bool {
        let is = |side: &Side<'_, '_>, words: &[usize]| {
            words.iter().any(|i| side.quoted[*i] == Quoted::Speech)
        };
        is(a, &self.words_a) || is(b, &self.words_b)
    }

    /// Whether the one side is the other with slips of the pen in it.
    pub(super) fn is_slip(
        &self,
        a: &Side<'_, '_>,
        b: &Side<'_, '_>,
        evidence: &Evidence<'_>,
    ) -> bool {
        let raw = |side: &Side<'_, '_>, words: &[usize]| -> Vec<String> {
            words.iter().map(|i| side.part.raw(&side.part.terms[*i]).to_owned()).collect()
        };
        let (words_a, words_b) = (raw(a, &self.words_a), raw(b, &self.words_b));
        if !self.is_swap() {
            return is_repeated(a, &self.words_a) || is_repeated(b, &self.words_b);
        }
        if slip::are_same_letters(&words_a.concat(), &words_b.concat()) {
            return true;
        }
        // A name is another by one letter; a word that only may be one is rather a slip where an article stands.
        let is_named = !self.names_a.is_empty()
            && !self.names_b.is_empty()
            && (!self.is_guess || !may_be_slip(b, self.b.start, evidence.tongue));
        words_a.len() == words_b.len()
            && words_a.iter().zip(&words_b).all(|(x, y)| {
                let is_right_elsewhere = || evidence.has(true, y);
                let is_near = match evidence.tongue {
                    Tongue::Persian => slip::is_persian_slip(x, y),
                    Tongue::English | Tongue::German | Tongue::Russian => slip::is_near(x, y),
                    Tongue::Other | Tongue::Caseless => slip::is_near(x, y),
                };
                let is_slip = is_near && !are_opposite(&slip::letters(x), &slip::letters(y));
                let is_doubled =
                    self.is_guess && evidence.tongue == Tongue::Persian && slip::is_doubled(x, y);
                slip::are_same_letters(x, y)
                    || is_doubled
                    || (is_slip && (!is_named || is_right_elsewhere()))
            })
    }

    /// Whether another is named. `is_firm` says that a name which only one side has counts.
    pub(super) fn names_other(
        &self,
        a: &Side<'_, '_>,
        b: &Side<'_, '_>,
        evidence: &Evidence<'_>,
        is_firm: bool,
    ) -> bool {
        if self.is_guess && !is_firm {
            return false;
        }
        if !self.names_a.is_empty() && !self.names_b.is_empty() {
            return !is_short_form((a, &self.words_a), (b, &self.words_b))
                && !is_short_form((b, &self.words_b), (a, &self.words_a));
        }
        if self.names_a.is_empty() && self.names_b.is_empty() {
            return has_name_endings((a, &self.words_a), (b, &self.words_b), evidence.tongue);
        }
        let (side, names, is_old) = if self.names_b.is_empty() {
            (a, &self.names_a, true)
        } else {
            (b, &self.names_b, false)
        };
        if !is_firm || (!self.is_swap() && self.stands_beside_name(a, b, evidence)) {
            return false;
        }
        // Without capitals, what stands beside a name alone tells too little.
        let is_sure = |i: &usize| name_words::is_forename(side.part.terms[*i].word());
        if !evidence.tongue.has_capitals() && !names.iter().any(is_sure) {
            return false;
        }
        if is_short_form((a, &self.words_a), (b, &self.words_b))
            || is_short_form((b, &self.words_b), (a, &self.words_a))
        {
            return false;
        }
        // Named elsewhere, it is somebody whom the article knows.
        !names.iter().all(|i| {
            let raw = side.part.raw(&side.part.terms[*i]);
            evidence.has(!is_old, raw.trim_end_matches("'s").trim_end_matches("’s"))
        })
    }

    /// Whether what came or went is only more, or less, of a name that stays: a title, a first name.
    fn stands_beside_name(
        &self,
        a: &Side<'_, '_>,
        b: &Side<'_, '_>,
        evidence: &Evidence<'_>,
    ) -> bool {
        let beside = |side: &Side<'_, '_>, at: Option<usize>| {
            at.is_some_and(|at| at < side.part.terms.len() && is_name_anywhere(side, at, evidence))
        };
        if self.words_a.is_empty() {
            beside(b, Some(self.b.end)) || beside(b, self.b.start.checked_sub(1))
        } else {
            beside(a, Some(self.a.end)) || beside(a, self.a.start.checked_sub(1))
        }
    }

    /// Whether its other words belong to the change of a name in it.
    pub(super) fn is_all_name(&self) -> bool {
        self.n_words() <= NAME_WORDS_MAX
    }

    /// Whether its words are no more than what the number beside them asks for: `час`, `часа`.
    pub(super) fn is_bent(&self, a: &Side<'_, '_>, b: &Side<'_, '_>) -> bool {
        // Units of the number are among them: `a decade`, `two decades`.
        let long = |side: &Side<'_, '_>, at: &Range<usize>| -> Vec<String> {
            at.clone()
                .filter(|i| {
                    let key = &side.part.terms[*i].key;
                    matches!(key, Key::Unit(_))
                        || (!side.is_counted[*i] && side.part.terms[*i].is_word())
                })
                .map(|i| slip::letters(side.part.raw(&side.part.terms[i])))
                .filter(|it| !is_article(it) && !is_person(it))
                .collect()
        };
        let (of_a, of_b) = (long(a, &self.a), long(b, &self.b));
        of_a.len() == of_b.len() && of_a.iter().zip(&of_b).all(|(x, y)| slip::are_agreeing(x, y))
    }
}

/// Whether each word may be a name, and nobody says it.
fn may_be_names(side: &Side<'_, '_>, words: &[usize], evidence: &Evidence<'_>) -> bool {
    !words.is_empty()
        && words.iter().all(|i| {
            let may_be = || name::may_be_name(side.part, *i, evidence);
            side.quoted[*i] != Quoted::Speech && (is_name(side, *i, evidence) || may_be())
        })
}

/// Whether what stands at term `i` is rather a slip of the pen than a name.
fn may_be_slip(side: &Side<'_, '_>, i: usize, tongue: Tongue) -> bool {
    let before = i.checked_sub(1).map_or("", |at| side.part.terms[at].word());
    match tongue {
        Tongue::Persian => false,
        Tongue::German => german::is_article(before),
        Tongue::Russian => {
            !side.part.terms.get(i).is_some_and(|term| name_words::is_surname(term.word()))
        }
        Tongue::English | Tongue::Other | Tongue::Caseless => false,
    }
}

/// Whether two Persian words with the endings of names stand in one another's place.
fn has_name_endings(
    (a, words_a): (&Side<'_, '_>, &[usize]),
    (b, words_b): (&Side<'_, '_>, &[usize]),
    tongue: Tongue,
) -> bool {
    let ([i], [j]) = (words_a, words_b) else { return false };
    let ends =
        |side: &Side<'_, '_>, i: usize| name_words::has_name_ending(side.part.terms[i].word());
    tongue == Tongue::Persian && ends(a, *i) && ends(b, *j)
}

/// Whether the term is a name, or stands in the quotation marks of one.
pub(super) fn is_name(side: &Side<'_, '_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let term = &side.part.terms[i];
    let is_marked = side.quoted[i] == Quoted::Name && matches!(term.key, Key::Word(_));
    (is_marked && !grammar::is_small(term.word())) || name::is_name(side.part, i, evidence)
}

/// The same, where a first word with a capital beside the change is one as well.
fn is_name_anywhere(side: &Side<'_, '_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let term = &side.part.terms[i];
    let has_capital = matches!(term.case, Case::Capital | Case::Upper | Case::Mixed);
    is_name(side, i, evidence)
        || (has_capital
            && evidence.tongue != Tongue::German
            && !name_words::is_title(term.word())
            && !grammar::is_small(term.word()))
}

/// Whether the words only say once more what stands before or behind them: `the the`.
fn is_repeated(side: &Side<'_, '_>, words: &[usize]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let terms = &side.part.terms;
    let n = last + 1 - first;
    let is_same = |from: usize| {
        terms.get(from..from + n).is_some_and(|other| {
            other.iter().zip(&terms[*first..=*last]).all(|(x, y)| x.key == y.key)
        })
    };
    is_same(last + 1) || first.checked_sub(n).is_some_and(is_same)
}

/// Whether the one side is the first letters of the other's words: `WHO`.
fn is_short_form(
    (a, words_a): (&Side<'_, '_>, &[usize]),
    (b, words_b): (&Side<'_, '_>, &[usize]),
) -> bool {
    let [short] = words_a else { return false };
    let short = a.part.terms[*short].word();
    let firsts = |is_all: bool| -> String {
        let words = words_b.iter().map(|i| b.part.terms[*i].word());
        words
            .filter(|word| is_all || !grammar::is_small(word))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let is_initial = short.chars().count() == 1 && words_b.len() == 1;
    (is_initial || words_b.len() > 1) && (firsts(true) == short || firsts(false) == short)
}

/// Words for those who are counted.
fn is_person(word: &str) -> bool {
    matches!(
        word,
        "people" | "person" | "persons" | "menschen" | "personen" | "человек" | "человека" | "نفر"
    )
}

/// Articles, which a number takes the place of, and prepositions that follow the sound of the next word.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "ein"
            | "eine"
            | "einen"
            | "einem"
            | "einer"
            | "و"
            | "в"
            | "во"
            | "с"
            | "со"
            | "к"
            | "ко"
            | "о"
            | "об"
            | "am"
            | "im"
            | "in"
            | "on"
            | "at"
    )
}
