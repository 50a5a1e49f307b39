//! German nouns have capitals like names: what tells the two apart.

/// Articles, and what stands in their place before a common noun.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "ein"
            | "eine"
            | "einen"
            | "einem"
            | "einer"
            | "eines"
            | "kein"
            | "keine"
            | "keinen"
            | "keinem"
            | "keiner"
            | "sein"
            | "seine"
            | "seinen"
            | "seinem"
            | "seiner"
            | "ihr"
            | "ihre"
            | "ihren"
            | "ihrem"
            | "ihrer"
            | "ihres"
            | "unser"
            | "unsere"
            | "dieser"
            | "diese"
            | "dieses"
            | "diesen"
            | "diesem"
            | "jeder"
            | "jede"
            | "jedes"
            | "jeden"
            | "alle"
            | "allen"
            | "viele"
            | "vielen"
            | "mehrere"
            | "einige"
            | "manche"
            | "beide"
            | "beiden"
            | "im"
            | "am"
            | "zum"
            | "zur"
            | "vom"
            | "beim"
            | "ins"
            | "ans"
            | "mehr"
            | "weniger"
            | "viel"
            | "wenig"
    )
}

/// Articles and the like behind which no name stands.
pub(super) fn is_indefinite(word: &str) -> bool {
    is_article(word) && !matches!(word, "der" | "die" | "das" | "den" | "dem" | "des")
}

/// Whether what stands beside tells a noun that is no name: `das Baden`, `Techniker des Versorgers`.
pub(super) fn tells_noun(before: &str, word: &str, next: &str) -> bool {
    let is_deed = matches!(before, "das" | "beim" | "zum") && word.ends_with("en");
    is_deed || matches!(next, "des" | "dieser" | "ihrer" | "seiner")
}

/// Whether the verb behind the first word is one of many.
pub(super) fn may_be_many(next: &str) -> bool {
    next.len() > 4 && next.ends_with("en") || matches!(next, "sind" | "waren")
}

/// Whether a first word with a capital has it only from there: an adjective before its noun, a participle.
pub(super) fn begins_otherwise(word: &str, next: &str, is_before_noun: bool) -> bool {
    const STARTS: [&str; 12] =
        ["ge", "ver", "be", "er", "zer", "ent", "ab", "an", "auf", "aus", "ein", "vor"];
    let bends = ["e", "en", "er", "es", "em"].iter().any(|end| word.ends_with(end));
    let is_participle = (word.ends_with('t') || word.ends_with("en"))
        && STARTS.iter().any(|start| word.starts_with(start))
        && matches!(
            next,
            "wird"
                | "werden"
                | "wurde"
                | "wurden"
                | "ist"
                | "sind"
                | "war"
                | "waren"
                | "hat"
                | "haben"
        );
    is_participle || (is_before_noun && bends) || is_adjective(word)
}

/// Prepositions behind which a place or person stands without an article, and hardly anything else.
pub(super) fn leads_to_name(word: &str) -> bool {
    matches!(word, "in" | "nach" | "von" | "bei" | "zwischen" | "bis")
}

/// Other prepositions that may stand right before a name.
pub(super) fn may_lead_to_name(word: &str) -> bool {
    matches!(
        word,
        "aus"
            | "mit"
            | "durch"
            | "gegen"
            | "uber"
            | "ab"
            | "fur"
            | "vor"
            | "an"
            | "um"
            | "ohne"
            | "und"
            | "am"
            | "im"
    )
}

/// Whether the word ends as names of places and firms do.
pub(super) fn has_name_ending(word: &str) -> bool {
    const ENDINGS: [&str; 28] = [
        "burg", "berg", "dorf", "heim", "hausen", "furt", "bach", "tal", "hafen", "hagen", "feld",
        "walde", "au", "ow", "itz", "ingen", "kirchen", "bruck", "munde", "stein", "haven", "brau",
        "werke", "rode", "moor", "see", "born", "stedt",
    ];
    word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether the word, folded, is a noun that is no name, by its ending or by the list.
pub(super) fn is_noun(word: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen",
        "nis", "nissen", "ismus", "tat", "leute", "leuten", "mittag", "mittags", "beamte",
        "arbeiter", "innen", "zeit",
    ];
    let has_ending = word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending));
    has_ending
        || matches!(
            word,
            "angaben"
                | "betrieb"
                | "streik"
                | "zukunft"
                | "folge"
                | "hilfe"
                | "kraft"
                | "teilen"
                | "hohe"
                | "frage"
                | "sicht"
                | "haft"
                | "not"
                | "gefahr"
                | "kritik"
                | "protest"
                | "geld"
                | "strom"
                | "gas"
                | "ol"
                | "wasser"
                | "regen"
                | "schnee"
                | "feuer"
                | "holz"
                | "angst"
                | "wut"
                | "sorge"
                | "polizei"
                | "kinder"
                | "kindern"
                | "frauen"
                | "manner"
                | "mannern"
                | "menschen"
                | "graben"
                | "streit"
                | "krise"
                | "krieg"
                | "frieden"
                | "arbeit"
                | "markt"
                | "preis"
                | "preise"
                | "kosten"
                | "recht"
                | "gericht"
                | "urteil"
                | "morgen"
                | "abend"
                | "nacht"
                | "tag"
                | "tage"
                | "woche"
                | "monat"
                | "jahr"
                | "ende"
                | "anfang"
                | "mitte"
                | "norden"
                | "suden"
                | "osten"
                | "westen"
                | "mann"
                | "frau"
                | "kind"
                | "leben"
                | "tod"
                | "unfall"
                | "brand"
                | "stadt"
                | "land"
                | "dorf"
                | "haus"
                | "schule"
                | "kirche"
                | "bahn"
                | "zug"
                | "bus"
                | "auto"
                | "schiff"
                | "boot"
                | "flugzeug"
                | "firma"
                | "bank"
                | "partei"
                | "rat"
                | "burger"
                | "bewohner"
                | "gaste"
                | "besucher"
                | "kunden"
                | "eltern"
                | "lehrer"
                | "schuler"
                | "arzte"
                | "helfer"
                | "zeugen"
                | "experten"
                | "fachleute"
                | "forscher"
                | "bauern"
                | "tiere"
                | "baume"
                | "rettungskrafte"
                | "feuerwehr"
                | "behorden"
                | "ministerium"
                | "minister"
                | "sprecher"
                | "sprecherin"
                | "leiter"
                | "leiterin"
                | "chef"
                | "chefin"
                | "vorsitzende"
                | "vorsitzender"
                | "stunden"
                | "minuten"
                | "prozent"
                | "euro"
                | "spott"
                | "stein"
                | "beton"
                | "ausstand"
                | "warnstreik"
                | "sturm"
                | "hitze"
                | "frost"
                | "eis"
                | "nebel"
                | "wind"
                | "hagel"
                | "blut"
                | "brot"
                | "milch"
                | "fleisch"
                | "fisch"
                | "wein"
                | "bier"
                | "steuern"
                | "schulden"
                | "millionen"
                | "milliarden"
        )
}

/// Adjectives with which a sentence may begin, before its first noun.
pub(super) fn is_adjective(word: &str) -> bool {
    const STEMS: [&str; 34] = [
        "neu",
        "alt",
        "gross",
        "klein",
        "jung",
        "hoh",
        "nied",
        "lang",
        "kurz",
        "gut",
        "schlecht",
        "erst",
        "letzt",
        "nachst",
        "viel",
        "wenig",
        "zahlreich",
        "weiter",
        "ander",
        "ehemalig",
        "schwer",
        "leicht",
        "stark",
        "heftig",
        "deutsch",
        "europaisch",
        "russisch",
        "amerikanisch",
        "ortlich",
        "privat",
        "offentlich",
        "bewaffnet",
        "unbekannt",
        "starker",
    ];
    let stem = ["e", "en", "er", "es", "em"].iter().find_map(|end| word.strip_suffix(end));
    stem.is_some_and(|stem| STEMS.contains(&stem) || STEMS.contains(&stem.trim_end_matches("er")))
        || is_article(word)
}
