//! What words do to a claim: deny it, hedge it, count it. To teach the guard a word, add it here, folded.
//!
//! The tables only name a change, so that a person sees what it is: a word that is in none of them is guarded all the
//! same. Those of Persian and Arabic are in `persian`.

use crate::desk::guard::{Kind, persian, unit};

/// What the word does by itself; `None` for most.
pub(super) fn sense(word: &str) -> Option<Kind> {
    if is_denial(word) || persian::is_denial(word) {
        Some(Kind::Negation)
    } else if is_hedge(word) || persian::is_hedge(word) {
        Some(Kind::Hedge)
    } else if is_count(word) || persian::is_count(word) {
        Some(Kind::Number)
    } else if unit::unit(word).is_some() && word.len() > 1 {
        Some(Kind::Unit)
    } else {
        None
    }
}

/// Words that deny, and verbs of denying and refusing.
fn is_denial(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "nowhere"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "non"
            | "un"
            | "anti"
            | "lack"
            | "lacks"
            | "lacked"
            | "lacking"
            | "hardly"
            | "barely"
            | "scarcely"
            | "deny"
            | "denies"
            | "denied"
            | "denying"
            | "denial"
            | "reject"
            | "rejects"
            | "rejected"
            | "rejecting"
            | "rejection"
            | "refuse"
            | "refuses"
            | "refused"
            | "refusing"
            | "refusal"
            | "refute"
            | "refutes"
            | "refuted"
            | "rebut"
            | "rebuts"
            | "dismiss"
            | "dismisses"
            | "dismissed"
            | "disavow"
            | "disavows"
            | "disown"
            | "disowns"
            | "dispute"
            | "disputes"
            | "disputed"
            | "decline"
            | "declines"
            | "declined"
            | "fail"
            | "fails"
            | "failed"
            | "failing"
            | "failure"
            | "oppose"
            | "opposes"
            | "opposed"
            | "contradict"
            | "contradicts"
            | "debunk"
            | "debunks"
            | "debunked"
            | "false"
            | "untrue"
            | "unable"
            | "yes"
    )
}

/// Words that say how sure a claim or how near a number is.
fn is_hedge(word: &str) -> bool {
    matches!(
        word,
        "could"
            | "might"
            | "should"
            | "would"
            | "can"
            | "likely"
            | "unlikely"
            | "probably"
            | "possibly"
            | "perhaps"
            | "maybe"
            | "possible"
            | "probable"
            | "potential"
            | "potentially"
            | "alleged"
            | "allegedly"
            | "allege"
            | "alleges"
            | "allegation"
            | "allegations"
            | "reportedly"
            | "reported"
            | "purported"
            | "purportedly"
            | "supposed"
            | "supposedly"
            | "suspected"
            | "suspect"
            | "suspects"
            | "suspicion"
            | "apparent"
            | "apparently"
            | "seemingly"
            | "seems"
            | "seem"
            | "appears"
            | "appear"
            | "claim"
            | "claims"
            | "claimed"
            | "claiming"
            | "rumoured"
            | "rumored"
            | "rumours"
            | "rumors"
            | "believed"
            | "thought"
            | "feared"
            | "fears"
            | "expected"
            | "expects"
            | "accused"
            | "presumed"
            | "unconfirmed"
            | "confirmed"
            | "confirms"
            | "suggests"
            | "suggest"
            | "suggested"
            | "plans"
            | "planned"
            | "considers"
            | "considering"
            | "mulls"
            | "threatens"
            | "tries"
            | "attempted"
            | "bid"
            | "nearly"
            | "almost"
            | "about"
            | "around"
            | "roughly"
            | "approximately"
            | "circa"
            | "over"
            | "above"
            | "under"
            | "below"
            | "only"
            | "~"
            | "partly"
            | "mostly"
            | "often"
            | "sometimes"
    )
}

/// Words that count or compare without digits.
fn is_count(word: &str) -> bool {
    matches!(
        word,
        "hundreds"
            | "thousands"
            | "millions"
            | "billions"
            | "trillions"
            | "dozens"
            | "dozen"
            | "scores"
            | "tens"
            | "half"
            | "quarter"
            | "third"
            | "double"
            | "doubles"
            | "doubled"
            | "triple"
            | "triples"
            | "tripled"
            | "halve"
            | "halves"
            | "halved"
            | "twice"
            | "once"
            | "first"
            | "second"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "all"
            | "most"
            | "many"
            | "few"
            | "several"
            | "both"
            | "every"
            | "each"
            | "another"
            | "single"
            | "million"
            | "billion"
            | "thousand"
            | "hundred"
    )
}

/// The whole word of a title, or of another word, that is cut short: `Gov. Holm`.
pub(super) fn title(word: &str) -> Option<&'static str> {
    Some(match word {
        "gov" => "governor",
        "sen" => "senator",
        "rep" => "representative",
        "gen" => "general",
        "lt" => "lieutenant",
        "col" => "colonel",
        "maj" => "major",
        "capt" => "captain",
        "sgt" => "sergeant",
        "cpl" => "corporal",
        "adm" => "admiral",
        "prof" => "professor",
        "pres" => "president",
        "insp" => "inspector",
        "mt" => "mount",
        "vs" => "versus",
        "govt" | "gov't" => "government",
        "dept" => "department",
        "bros" => "brothers",
        _ => return None,
    })
}

/// What follows `first` in phrases that are one word to the guard, each with what it does.
pub(super) fn phrases(first: &str) -> &'static [(&'static [&'static str], Kind)] {
    match first {
        "more" | "less" | "fewer" => &[(&["than"], Kind::Hedge)],
        "at" => &[(&["least"], Kind::Hedge), (&["most"], Kind::Hedge)],
        "up" => &[(&["to"], Kind::Hedge)],
        "close" => &[(&["to"], Kind::Hedge)],
        "just" => &[
            (&["over"], Kind::Hedge),
            (&["under"], Kind::Hedge),
            (&["above"], Kind::Hedge),
            (&["below"], Kind::Hedge),
        ],
        "as" => &[(&["many", "as"], Kind::Hedge), (&["much", "as"], Kind::Hedge)],
        "upwards" => &[(&["of"], Kind::Hedge)],
        "said" => &[(&["to"], Kind::Hedge)],
        "no" => &[
            (&["more", "than"], Kind::Hedge),
            (&["fewer", "than"], Kind::Hedge),
            (&["less", "than"], Kind::Hedge),
            (&["longer"], Kind::Negation),
            (&["one"], Kind::Negation),
        ],
        "rule" | "rules" | "ruled" | "ruling" => &[(&["out"], Kind::Negation)],
        "turn" | "turns" | "turned" => &[(&["down"], Kind::Negation)],
        "instead" => &[(&["of"], Kind::Negation)],
        "rather" => &[(&["than"], Kind::Negation)],
        "short" => &[(&["of"], Kind::Negation)],
        "بیش" | "بیشتر" | "کمتر" => &[(&["از"], Kind::Hedge)],
        "نزدیک" | "قریب" => &[(&["به"], Kind::Hedge)],
        "دست" => &[(&["کم"], Kind::Hedge)],
        "بالغ" | "افزون" => &[(&["بر"], Kind::Hedge)],
        "به" => &[(&["ظاهر"], Kind::Hedge)],
        "گفته" => &[(&["میشود"], Kind::Hedge)],
        "اکثر" | "اقل" => &[(&["من"], Kind::Hedge)],
        "ما" => &[(&["یقرب", "من"], Kind::Hedge), (&["لا", "یقل", "عن"], Kind::Hedge)],
        "علی" => &[(&["الاقل"], Kind::Hedge)],
        _ => &[],
    }
}

/// Whether one word is the other with a prefix that denies: `lawful` and `unlawful`, `کرد` and `نکرد`.
pub(in crate::desk) fn are_opposite(a: &str, b: &str) -> bool {
    let denies = |long: &str, short: &str| {
        let prefix = long.strip_suffix(short);
        let by_prefix = prefix.is_some_and(|prefix| {
            matches!(
                prefix,
                "un" | "in"
                    | "im"
                    | "il"
                    | "ir"
                    | "non"
                    | "dis"
                    | "mis"
                    | "de"
                    | "anti"
                    | "ن"
                    | "نا"
                    | "بی"
                    | "غیر"
                    | "ضد"
                    | "لا"
                    | "ال"
            )
        });
        // `hopeful` and `hopeless`; `نیامد` and `آمد`, `نمی‌کند` and `می‌کند`.
        by_prefix
            || long.strip_suffix("less").is_some_and(|stem| short.strip_suffix("ful") == Some(stem))
            || long.strip_prefix("نی").is_some_and(|rest| short.strip_prefix('ا') == Some(rest))
            || matches!((long, short), ("نیست", "است") | ("نیستند", "هستند") | ("لن", "سوف"))
    };
    short_enough(a, b) && (denies(a, b) || denies(b, a))
}

/// Prefixes say nothing of very short words.
fn short_enough(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 2
}

/// Verbs and nouns by which somebody is said to say something, and nothing more than that.
pub(in crate::desk) fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "says"
            | "said"
            | "report"
            | "reports"
            | "reported"
            | "states"
            | "stated"
            | "tells"
            | "writes"
            | "گفت"
            | "گفتند"
            | "میگوید"
            | "میگویند"
            | "نوشت"
            | "نوشتند"
            | "افزود"
            | "قالوا"
            | "یقول"
            | "تقول"
            | "یقولون"
            | "قال"
            | "قالت"
    )
}

/// Verbs of saying that also say what to think of it: they may stand where a speaker does, and are not moved.
pub(in crate::desk) fn is_loaded_speech(word: &str) -> bool {
    matches!(
        word,
        "claim"
            | "claims"
            | "claimed"
            | "allege"
            | "alleges"
            | "alleged"
            | "warn"
            | "warns"
            | "warned"
            | "admit"
            | "admits"
            | "admitted"
            | "insist"
            | "insists"
            | "insisted"
            | "confirm"
            | "confirms"
            | "confirmed"
            | "reveal"
            | "reveals"
            | "suggest"
            | "suggests"
            | "believe"
            | "believes"
            | "fear"
            | "fears"
            | "argue"
            | "argues"
            | "vow"
            | "vows"
    )
}
