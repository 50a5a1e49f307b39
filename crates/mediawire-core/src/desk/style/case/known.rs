//! What is known of English words before any text was seen: a small list, and shapes.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The list's lines, as `english.txt` says what they are.
const LISTS: [&str; 2] = [include_str!("english.txt"), include_str!("names.txt")];
/// The most words of a listed phrase.
const PHRASE_WORDS_MAX: usize = 5;

/// What a word is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Small,
    Name,
    Forename,
    Word,
}

/// The list, read once.
pub(super) struct Known {
    kinds: HashMap<&'static str, Kind>,
    /// Words that are a name together, with one space between them.
    phrases: HashSet<&'static str>,
    /// The first words of them.
    first: HashSet<&'static str>,
    /// Names that begin with a small letter, by their key.
    mixed: HashMap<String, &'static str>,
}

/// Acronyms that a headline in capitals keeps.
const ACRONYMS: [&str; 30] = [
    "US", "UK", "UN", "EU", "UAE", "NATO", "WHO", "IAEA", "IMF", "WTO", "FBI", "CIA", "NSA", "BBC",
    "CNN", "AFP", "AP", "GDP", "CEO", "PM", "MP", "MPS", "NGO", "OPEC", "ECB", "FIFA", "UEFA",
    "NASA", "IRGC", "AI",
];

/// Those who report, where they have no name.
const REPORTERS: [&str; 24] = [
    "report",
    "reports",
    "source",
    "sources",
    "study",
    "studies",
    "survey",
    "poll",
    "police",
    "army",
    "military",
    "official",
    "officials",
    "minister",
    "ministry",
    "president",
    "spokesman",
    "spokeswoman",
    "expert",
    "experts",
    "analyst",
    "analysts",
    "researchers",
    "court",
];

/// What people are called before their names, and without a name are not.
const TITLES: [&str; 31] = [
    "president",
    "minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "bishop",
    "archbishop",
    "cardinal",
    "patriarch",
    "ayatollah",
    "sheikh",
    "emir",
    "sultan",
    "senator",
    "governor",
    "mayor",
    "judge",
    "colonel",
    "captain",
    "admiral",
    "ambassador",
    "coach",
    "ceo",
    "mr",
    "mrs",
    "dr",
    "professor",
];

/// Words that a single letter behind them makes a name of (`Plan B`).
const LETTERED: [&str; 8] =
    ["plan", "group", "team", "gate", "section", "area", "pier", "district"];

/// Whether a single letter behind the word makes a name of it.
pub(super) fn is_lettered(key: &str) -> bool {
    LETTERED.contains(&key)
}

/// Whether the word, in lower case, is a company's form: what stands before it is its name.
pub(super) fn is_company(key: &str) -> bool {
    matches!(key, "inc" | "corp" | "ltd" | "plc" | "llc" | "gmbh")
}

/// Whether `general`, in lower case, belongs to the office before it (`attorney general`).
pub(super) fn is_office(before: &str) -> bool {
    matches!(before, "attorney" | "secretary" | "director" | "solicitor" | "consul" | "auditor")
}

impl Known {
    /// Whether the word, in lower case, says who reports without a name.
    pub(super) fn is_reporter(&self, word: &str) -> bool {
        REPORTERS.contains(&word)
    }

    /// The list.
    pub(super) fn get() -> &'static Self {
        static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);
        &KNOWN
    }

    fn read() -> Self {
        let mut known = Self {
            kinds: HashMap::new(),
            phrases: HashSet::new(),
            first: HashSet::new(),
            mixed: HashMap::new(),
        };
        for line in LISTS.iter().flat_map(|list| list.lines()) {
            let Some((kind, words)) = line.split_once(": ") else { continue };
            let kind = match kind {
                "small" => Kind::Small,
                "name" => Kind::Name,
                "forename" => Kind::Forename,
                "word" => Kind::Word,
                "phrase" => {
                    for phrase in words.split(", ") {
                        known.first.extend(phrase.split(' ').next());
                        known.phrases.insert(phrase);
                    }
                    continue;
                }
                "mixed" => {
                    known.mixed.extend(words.split(' ').map(|word| (word.to_lowercase(), word)));
                    continue;
                }
                _ => continue,
            };
            for word in words.split(' ') {
                known.kinds.entry(word).or_insert(kind);
            }
        }
        known
    }

    /// How many of the words, in lower case, are a name together: the longest that is listed, or none.
    pub(super) fn n_phrase<'a>(&self, words: impl Iterator<Item = &'a str>) -> usize {
        let mut phrase = String::new();
        let mut found = 0;
        for (i, word) in words.take(PHRASE_WORDS_MAX).enumerate() {
            if i == 0 && !self.first.contains(word) {
                return 0;
            }
            if i > 0 {
                phrase.push(' ');
            }
            phrase.push_str(word);
            if self.phrases.contains(phrase.as_str()) {
                found = i + 1;
            }
        }
        found
    }

    /// The name that begins with a small letter, by its key.
    pub(super) fn mixed(&self, key: &str) -> Option<&'static str> {
        self.mixed.get(key).copied()
    }

    pub(super) fn is_small(&self, key: &str) -> bool {
        self.kinds.get(key) == Some(&Kind::Small)
    }

    pub(super) fn is_forename(&self, key: &str) -> bool {
        self.kinds.get(key) == Some(&Kind::Forename)
    }

    /// Whether the word, in lower case, is what people are called before their names.
    pub(super) fn is_title(&self, key: &str) -> bool {
        TITLES.contains(&key)
    }

    /// Whether the word is a month's name and another word as well.
    pub(super) fn is_month_or_word(&self, key: &str) -> bool {
        matches!(key, "may" | "march")
    }

    pub(super) fn is_acronym(&self, word: &str) -> bool {
        ACRONYMS.contains(&word)
    }

    /// Log odds that the word is a name, by the list; a plural counts as its word.
    pub(super) fn odds(&self, key: &str) -> f32 {
        if let Some(kind) = self.kinds.get(key) {
            return odds_of(*kind);
        }
        let mut sum = 0.0;
        stems(key, |stem| {
            if sum == 0.0 {
                sum = self.kinds.get(stem).map_or(0.0, |kind| match kind {
                    Kind::Small => 0.0,
                    Kind::Name | Kind::Forename => 2.0,
                    Kind::Word => -1.5,
                });
            }
        });
        sum
    }
}

fn odds_of(kind: Kind) -> f32 {
    match kind {
        Kind::Small => -2.0,
        Kind::Name | Kind::Forename => 3.0,
        Kind::Word => -2.0,
    }
}

/// Log odds by the shape of the word: endings and beginnings of English words, which few names have, and of names.
pub(super) fn shape_odds(key: &str) -> f32 {
    const WORDS: [&str; 58] = [
        "ing", "ings", "ed", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness",
        "ity", "ities", "ies", "ous", "ful", "less", "able", "ible", "ive", "ives", "ism", "ists",
        "ship", "ance", "ence", "ure", "ures", "ises", "izes", "ize", "ise", "ates", "ages",
        "ants", "ents", "est", "ier", "iest", "ify", "ifies", "ishes", "ashes", "eshes", "ushes",
        "ches", "sses", "side", "fall", "proof", "back", "backs", "time", "board", "ical", "aways",
        "wide", "ware",
    ];
    const BEGINNINGS: [&str; 14] = [
        "un", "re", "over", "under", "dis", "mis", "anti", "inter", "counter", "out", "pre",
        "post", "non", "trans",
    ];
    const NAMES: [&str; 36] = [
        "a", "i", "u", "o", "ez", "ov", "ev", "sky", "ski", "vic", "vich", "sson", "sen", "stein",
        "berg", "burg", "burgh", "bury", "ville", "ford", "ton", "land", "stan", "shire", "field",
        "wood", "worth", "grad", "pur", "abad", "bad", "hagen", "dorf", "heim", "mann", "witz",
    ];
    if key.chars().count() == 1 {
        return if matches!(key, "a" | "0") { 0.0 } else { 4.0 };
    }
    let has =
        |endings: &[&str]| endings.iter().any(|it| key.len() > it.len() + 2 && key.ends_with(it));
    let begins = BEGINNINGS.iter().any(|it| key.len() > it.len() + 4 && key.starts_with(it));
    if has(&WORDS) {
        -1.2
    } else if has(&NAMES) {
        0.9
    } else if begins {
        -0.6
    } else {
        0.0
    }
}

/// Calls `each` with what the word may be a form of: without the ending of a plural or a verb.
pub(super) fn stems(key: &str, mut each: impl FnMut(&str)) {
    let mut tried = |stem: &str, ending: &str| {
        if stem.chars().count() > 2 {
            if ending.is_empty() {
                each(stem);
            } else {
                each(&format!("{stem}{ending}"));
            }
        }
    };
    if let Some(stem) = key.strip_suffix("ies") {
        tried(stem, "y");
    }
    for ending in ["es", "s", "ed", "d", "ing", "er", "ers", "ly"] {
        if let Some(stem) = key.strip_suffix(ending) {
            tried(stem, "");
            if matches!(ending, "ed" | "ing" | "er" | "ers") {
                if matches!(ending, "ing") {
                    tried(stem, "e");
                }
                let mut last = stem.chars().rev();
                if let (Some(a), Some(b)) = (last.next(), last.next())
                    && a == b
                {
                    tried(&stem[..stem.len() - a.len_utf8()], "");
                }
            }
        }
    }
    if let Some(stem) = key.strip_suffix("ied") {
        tried(stem, "y");
    }
}
