//! Verbs by which somebody is said to say something, of one word and of several.

use crate::desk::guard::term::{Term, is_arabic};
use crate::desk::guard::voices::is_role;
use crate::desk::guard::words::{is_loaded_speech, is_speech};

/// A verb of saying.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    /// How many words it has.
    pub(super) n_words: usize,
    /// Whether it says no more than that something was said.
    pub(super) is_plain: bool,
    /// Whether a thing may follow it: firms report profits.
    pub(super) takes_object: bool,
}

/// The verb with which the terms begin, if it is one of saying.
pub(super) fn verb(terms: &[Term]) -> Option<Verb> {
    let word = |n: usize| terms.get(n).map_or("", Term::word);
    let says = word(0);
    if is_speech(says) || is_loaded_speech(says) {
        // `UN report says`: the first is no verb.
        let is_noun = is_role(says) && (is_speech(word(1)) || is_loaded_speech(word(1)));
        let takes_object = matches!(
            says,
            "report" | "reports" | "reported" | "states" | "stated" | "tells" | "writes"
        );
        let is_plain = is_speech(says);
        return (!is_noun).then_some(Verb { n_words: 1, is_plain, takes_object });
    }
    let is_plain = compound(says, word(1))?;
    let n_words = 2 + usize::from(word(2) == "است");
    Some(Verb { n_words, is_plain, takes_object: true })
}

/// The verb with which the terms end, if it is one of saying.
pub(super) fn verb_ending(terms: &[Term]) -> Option<Verb> {
    (1..=3.min(terms.len()))
        .filter_map(|n| verb(&terms[terms.len() - n..]).filter(|says| says.n_words == n))
        .next_back()
}

/// The verb of saying with which an Arabic sentence begins.
pub(super) fn verb_first(terms: &[Term]) -> Option<Verb> {
    let is_plain = match terms.first()?.word() {
        "قال" | "قالت" | "یقول" | "تقول" | "ذکر" | "ذکرت" | "افاد" | "افادت" | "اعلن" | "اعلنت"
        | "یعلن" | "تعلن" | "صرح" | "صرحت" | "اوضح" | "اوضحت" | "اضاف" | "اضافت" | "کتبت" => {
            true
        }
        "اکد" | "اکدت" | "یوکد" | "توکد" | "زعم" | "زعمت" | "ادعی" | "ادعت" | "حذر" | "حذرت"
        | "اعتبر" | "اعتبرت" | "رجح" | "رجحت" => false,
        _ => return None,
    };
    Some(Verb { n_words: 1, is_plain, takes_object: true })
}

/// Whether two words of Persian are a verb of saying, and then whether it says no more than that: `اعلام کرد`.
fn compound(noun: &str, verb: &str) -> Option<bool> {
    if !is_arabic(noun) {
        return None;
    }
    let does = matches!(
        verb,
        "کرد" | "کردند" | "کرده" | "کردهاند" | "میکند" | "میکنند" | "داشت" | "داشتند"
    );
    let gives = matches!(verb, "داد" | "دادند" | "داده" | "دادهاند" | "میدهد" | "میدهند");
    match noun {
        "اعلام" | "اظهار" | "بیان" | "عنوان" if does => Some(true),
        "خبر" if gives => Some(true),
        "گزارش" if gives || does => Some(true),
        "تاکید" | "تصریح" | "ادعا" | "تایید" | "اذعان" | "اعتراف" if does => {
            Some(false)
        }
        "هشدار" if gives => Some(false),
        "مدعی" if matches!(verb, "شد" | "شدند" | "است" | "شده") => Some(false),
        _ => None,
    }
}

/// Whether the word names what can only find claims: a court may also show mercy.
pub(super) fn is_inquiry(word: &str) -> bool {
    matches!(
        word,
        "study"
            | "studies"
            | "poll"
            | "polls"
            | "survey"
            | "surveys"
            | "research"
            | "review"
            | "analysis"
            | "data"
            | "inquiry"
            | "enquiry"
            | "audit"
            | "probe"
            | "figures"
            | "census"
            | "recount"
            | "autopsy"
            | "investigation"
            | "report"
            | "tests"
    )
}

/// Whether `speaker` is something that finds and shows, as others say: behind the claim, where it is clear.
pub(super) fn is_finding(speaker: &str, verb: &str) -> bool {
    let shows = matches!(verb, "find" | "finds" | "found" | "show" | "shows" | "showed");
    shows
        && matches!(
            speaker,
            "study"
                | "studies"
                | "poll"
                | "polls"
                | "survey"
                | "surveys"
                | "report"
                | "reports"
                | "research"
                | "review"
                | "analysis"
                | "data"
                | "inquiry"
                | "enquiry"
                | "audit"
                | "audits"
                | "probe"
                | "documents"
                | "figures"
                | "court"
                | "judge"
                | "jury"
                | "panel"
                | "tribunal"
                | "commission"
                | "watchdog"
                | "researchers"
                | "scientists"
                | "recount"
                | "count"
                | "tally"
                | "census"
                | "test"
                | "tests"
                | "trial"
                | "autopsy"
                | "investigation"
                | "paper"
                | "papers"
                | "records"
                | "files"
                | "filing"
                | "filings"
                | "emails"
                | "memo"
                | "letter"
                | "letters"
                | "statistics"
                | "stats"
                | "numbers"
                | "index"
                | "model"
                | "models"
                | "simulation"
                | "experiment"
                | "footage"
                | "images"
                | "ranking"
                | "assessment"
                | "evaluation"
                | "examination"
        )
}
