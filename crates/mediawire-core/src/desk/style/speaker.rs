//! Who says it: media houses, official bodies, and words for those who report without a name.
//!
//! The lists are of general knowledge and for every house; a pack adds its own under `attribution.reporters`.

/// What kind of speaker a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A media house.
    Media,
    /// An official body.
    Body,
    /// Somebody who reports without a name: police, sources, a report.
    Role,
    /// Somebody in an office: `WHO chief`.
    Office,
    /// A government by its country or capital: one who acts.
    Actor,
}

const MEDIA: [&str; 92] = [
    "abc",
    "abc news",
    "afp",
    "al arabiya",
    "al jazeera",
    "al mayadeen",
    "al-monitor",
    "anadolu",
    "ansa",
    "ap",
    "asahi",
    "associated press",
    "axios",
    "bbc",
    "bbc news",
    "bild",
    "bloomberg",
    "cbc",
    "cbs",
    "cbs news",
    "channel 4",
    "channel 12",
    "channel 13",
    "cnbc",
    "cnn",
    "corriere della sera",
    "daily mail",
    "daily telegraph",
    "der spiegel",
    "deutsche welle",
    "die welt",
    "die zeit",
    "dpa",
    "dw",
    "el mundo",
    "el país",
    "el pais",
    "euronews",
    "fars",
    "fars news",
    "financial times",
    "forbes",
    "fox news",
    "france 24",
    "ft",
    "global times",
    "guardian",
    "haaretz",
    "independent",
    "interfax",
    "irna",
    "isna",
    "itv",
    "jerusalem post",
    "kyodo",
    "la repubblica",
    "le figaro",
    "le monde",
    "local media",
    "los angeles times",
    "mehr",
    "mehr news",
    "middle east eye",
    "nbc",
    "nbc news",
    "new york times",
    "newsweek",
    "nhk",
    "npr",
    "nyt",
    "politico",
    "press tv",
    "reuters",
    "ria novosti",
    "ria",
    "rt",
    "sky news",
    "spiegel",
    "sputnik",
    "state media",
    "state tv",
    "tasnim",
    "tass",
    "telegraph",
    "times of israel",
    "usa today",
    "wall street journal",
    "washington post",
    "wsj",
    "xinhua",
    "yonhap",
    "ynet",
];

const BODIES: [&str; 40] = [
    "amnesty",
    "amnesty international",
    "bank of england",
    "census bureau",
    "centcom",
    "coast guard",
    "defence ministry",
    "defense ministry",
    "eu commission",
    "european commission",
    "europol",
    "fbi",
    "fed",
    "federal reserve",
    "foreign ministry",
    "health ministry",
    "human rights watch",
    "iaea",
    "idf",
    "imf",
    "interior ministry",
    "interpol",
    "met office",
    "nasa",
    "nato",
    "oecd",
    "opec",
    "oxfam",
    "pentagon",
    "red crescent",
    "red cross",
    "state department",
    "un",
    "unesco",
    "unhcr",
    "unicef",
    "usgs",
    "who",
    "world bank",
    "world health organization",
];

/// The last word of a phrase for those who report without a name.
const ROLES: [&str; 49] = [
    "police",
    "report",
    "reports",
    "source",
    "sources",
    "study",
    "survey",
    "poll",
    "official",
    "officials",
    "expert",
    "experts",
    "analyst",
    "analysts",
    "researchers",
    "scientists",
    "witness",
    "witnesses",
    "prosecutor",
    "prosecutors",
    "court",
    "ministry",
    "media",
    "army",
    "military",
    "authorities",
    "doctors",
    "medics",
    "rescuers",
    "investigators",
    "observers",
    "diplomats",
    "monitor",
    "monitors",
    "watchdog",
    "newspaper",
    "agency",
    "tv",
    "statement",
    "documents",
    "agencies",
    "lawyer",
    "lawyers",
    "union",
    "organizers",
    "organisers",
    "hospital",
    "coroner",
    "regulator",
];

/// The last word of a phrase for somebody in an office.
const OFFICES: [&str; 34] = [
    "chief",
    "minister",
    "president",
    "pm",
    "premier",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "envoy",
    "ambassador",
    "mayor",
    "governor",
    "king",
    "chancellor",
    "secretary",
    "secretary-general",
    "commander",
    "general",
    "leader",
    "head",
    "director",
    "chairman",
    "chairwoman",
    "ceo",
    "coach",
    "adviser",
    "advisor",
    "lawmaker",
    "mp",
    "senator",
    "fm",
    "judge",
    "pope",
    "boss",
];

/// Governments, by country or capital.
const ACTORS: [&str; 46] = [
    "us",
    "u.s.",
    "uk",
    "eu",
    "washington",
    "moscow",
    "beijing",
    "tehran",
    "london",
    "paris",
    "berlin",
    "kyiv",
    "kiev",
    "ankara",
    "riyadh",
    "cairo",
    "doha",
    "baghdad",
    "damascus",
    "delhi",
    "new delhi",
    "islamabad",
    "tokyo",
    "seoul",
    "pyongyang",
    "brussels",
    "kremlin",
    "white house",
    "downing street",
    "iran",
    "israel",
    "russia",
    "china",
    "ukraine",
    "turkey",
    "qatar",
    "france",
    "germany",
    "britain",
    "india",
    "pakistan",
    "japan",
    "iraq",
    "syria",
    "egypt",
    "north korea",
];

/// The most words of a speaker's phrase.
const N_WORDS_MAX: usize = 5;

/// What kind of speaker the phrase names; `None` if it names none that is known.
pub(super) fn speaker(phrase: &str, reporters: &[String]) -> Option<Speaker> {
    let lower = plain(phrase);
    if lower.is_empty()
        || lower.split(' ').count() > N_WORDS_MAX
        || lower.contains([',', '"', '“', '‘', '?', '!'])
    {
        return None;
    }
    if is_media(phrase, reporters) {
        return Some(Speaker::Media);
    }
    if BODIES.contains(&lower.as_str()) {
        return Some(Speaker::Body);
    }
    if ACTORS.contains(&lower.as_str()) {
        return Some(Speaker::Actor);
    }
    let last = lower.rsplit(' ').next().unwrap_or_default();
    if ROLES.contains(&last) && is_qualified(&lower) {
        Some(Speaker::Role)
    } else if OFFICES.contains(&last) && is_qualified(&lower) {
        Some(Speaker::Office)
    } else {
        None
    }
}

/// Whether the phrase names a media house.
pub(super) fn is_media(phrase: &str, reporters: &[String]) -> bool {
    let lower = plain(phrase);
    MEDIA.contains(&lower.as_str()) || reporters.iter().any(|known| plain(known) == lower)
}

/// Whether what stands before the last word only says of whom: no verb or preposition makes a sentence of it.
fn is_qualified(lower: &str) -> bool {
    const CLAUSE: [&str; 26] = [
        "is", "are", "was", "in", "on", "at", "for", "to", "from", "with", "over", "after", "and",
        "as", "by", "new", "how", "what", "why", "when", "against", "has", "will", "no", "this",
        "your",
    ];
    lower.split(' ').all(|word| !CLAUSE.contains(&word))
}

fn plain(phrase: &str) -> String {
    let lower = phrase.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}
