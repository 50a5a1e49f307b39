//! The language of a text: what its page calls it, and what the text itself says.

/// A language tag in its usual form: `en_us` is `en-US`.
pub(super) fn language(text: &str) -> Option<String> {
    let text = text.split([',', ';']).next()?.trim().replace('_', "-");
    let mut parts = text.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut out = primary;
    for part in parts.take(3).filter(|part| part.bytes().all(|b| b.is_ascii_alphanumeric())) {
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_ascii_uppercase()),
            4 => {
                out.push_str(&part[..1].to_ascii_uppercase());
                out.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(out)
}

/// Letters of a text by which its language is told.
const DETECTED_CHARS: usize = 600;
/// Letters of a text below which its language is not told.
const DETECTED_CHARS_MIN: usize = 120;

/// The languages that can be told, by ISO 639-3 and as tags have them.
const DETECTED: &[(&str, &str)] = &[
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
];

/// Languages that are too near to each other to be told apart by letters alone.
const NEAR: &[&str] = &[
    "no nb nn da sv",
    "hr sr bs sl mk bg sh",
    "id ms jv su",
    "cs sk",
    "ru uk be bg",
    "es pt gl ca an ast oc it",
    "nl af fy",
    "hi mr ne",
    "fa ur ar ps ckb prs",
    "az tr tk uz",
    "zh yue wuu",
    "fil tl ceb",
    "de gsw lb nds",
    "kl da",
];

/// The commonest words of languages, by their tags. A language and those near to it ([`NEAR`]) may have words in
/// common; with any other they have too few for a text of it to be taken for one of theirs.
const COMMON: &[(&str, &str)] = &[
    ("en", "the of and to that with was"),
    ("de", "der und das den von zu mit ist des auf für nicht dem ein eine sich"),
    ("fr", "les des et du une dans est pour qui pas sur au"),
    ("es", "el los las del y por con una para se su"),
    ("pt", "o os da do em não um uma com para dos ao"),
    ("it", "il di che della per un una sono nel gli del alla"),
    ("ca", "els del amb una per dels"),
    ("nl", "het een van en dat op te voor met zijn niet"),
    ("da no nb nn", "og i det er til på som av af at ikke den"),
    ("sv", "och att det som på är för av med inte till"),
    ("fi", "ja on ei että se hän oli mutta myös"),
    ("pl", "w i na z się nie do że jest"),
    ("cs sk", "v na že je s z sa ve pro"),
    ("hr sr bs sl", "je i u na za su od v in"),
    ("hu", "a az és hogy nem egy"),
    ("ro", "și şi în din pe care pentru este au"),
    ("tr", "ve bir bu için ile olarak daha çok"),
    ("id ms", "yang dan di untuk dengan ini dari"),
    ("vi", "là của và có được cho các"),
    ("ru", "и в не на что с по как это из"),
    ("uk", "і в не на що з у до та"),
    ("bg", "на и в да се за от е"),
    ("ar", "في من على أن إلى التي"),
    ("fa", "و در به از که این را با"),
    ("hi", "के में की है और से को"),
];

/// Words of a text by whose number its language is told, and what share of them must be its commonest.
const WORDS_MIN: usize = 15;
const COMMON_SHARE: usize = 10;

/// Whether the text's commonest words are surely those of the language that its page says, or of one near to it:
/// quicker than to tell which it is of all.
pub(super) fn is_in(text: &str, said: &str) -> bool {
    let said = said.split('-').next().unwrap_or_default();
    let of_said = |tags: &str| tags.split(' ').any(|tag| tag == said);
    let Some((_, common)) = COMMON.iter().find(|(tags, _)| of_said(tags)) else { return false };
    let (mut n, mut n_common) = (0, 0);
    for word in head(text).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        n += 1;
        n_common += usize::from(common.split(' ').any(|it| it.eq_ignore_ascii_case(word)));
    }
    n >= WORDS_MIN && n_common * COMMON_SHARE >= n
}

/// As much of the text as its language is told by.
fn head(text: &str) -> &str {
    text.char_indices().nth(DETECTED_CHARS).map_or(text, |(at, _)| &text[..at])
}

/// The language that the text is written in, where it is long enough to be told.
pub(super) fn detected(text: &str) -> Option<String> {
    text.char_indices().nth(DETECTED_CHARS_MIN)?;
    let info = whatlang::detect(head(text)).filter(whatlang::Info::is_reliable)?;
    let code = info.lang().code();
    DETECTED.iter().find(|(long, _)| *long == code).map(|(_, short)| (*short).to_owned())
}

/// Whether a text whose letters say the one language can hardly be in the other.
pub(super) fn differs(own: &str, said: &str) -> bool {
    let said = said.split('-').next().unwrap_or_default();
    let can_be_told =
        DETECTED.iter().any(|(_, short)| *short == said) || matches!(said, "no" | "nn");
    let is_near = NEAR.iter().any(|group| {
        let mut languages = group.split(' ');
        group.split(' ').any(|it| it == own) && languages.any(|it| it == said)
    });
    can_be_told && own != said && !is_near
}

#[cfg(test)]
mod tests {
    use super::{COMMON, detected, differs, is_in};

    #[test]
    fn the_commonest_words_tell_a_language_from_those_that_are_not_near() {
        for (own, text) in [
            (
                "en",
                "The ferry to the islands was late again, and the captain said that the fog of the morning was to blame for it, and not the crew.",
            ),
            (
                "de",
                "Die Fähre zu den Inseln war wieder spät, und der Kapitän sagte, dass der Nebel des Morgens und nicht die Mannschaft mit der Verspätung zu tun hat.",
            ),
            (
                "fr",
                "Le bac pour les îles est parti en retard, et le capitaine a dit que le brouillard du matin est en cause, et pas une faute des marins dans le port.",
            ),
            (
                "es",
                "El barco de las islas salió tarde por la niebla de los montes, y el capitán dijo que no se puede salir con una niebla como la del lunes.",
            ),
            (
                "nl",
                "De boot naar het eiland kwam te laat aan, en de kapitein zei dat het aan de mist van de ochtend lag en niet aan een fout van de mannen op zijn schip.",
            ),
            (
                "da",
                "Færgen til øerne kom for sent igen, og kaptajnen sagde, at det var tågen og ikke mandskabet der var skyld i det, som han så på den morgen.",
            ),
            (
                "pl",
                "Prom na wyspy znowu spóźnił się rano, i kapitan mówi, że nie jest to wina załogi, do portu w tej mgle nie da się wejść z morza.",
            ),
            (
                "tr",
                "Adalara giden vapur bu sabah da geç kaldı ve kaptan sis ile ilgili bir açıklama yaptı, bu sis için de kimse suçlu olarak görülmedi.",
            ),
            (
                "ru",
                "Паром на острова снова опоздал, и капитан сказал, что это не вина команды, а туман из залива, как по утрам в это время с моря.",
            ),
            (
                "ar",
                "تأخرت العبارة من الجزر في الصباح وقال القبطان إن الضباب على البحر هو السبب في ذلك وطلب من الركاب أن ينتظروا في الميناء إلى المساء.",
            ),
            (
                "fa",
                "کشتی جزیره ها باز هم دیر به بندر رسید و ناخدا گفت که این تاخیر از مه صبح بود و خدمه را با آن کاری نیست در این هوا.",
            ),
        ] {
            assert!(is_in(text, own), "{own}");
            assert!(is_in(text, &format!("{own}-XX")), "{own}");
            assert!(detected(text).is_none_or(|it| !differs(&it, own)), "{own}");
            for (tags, _) in COMMON {
                let said = tags.split(' ').next().unwrap();
                assert!(!is_in(text, said) || !differs(own, said), "{own} is no {said}");
            }
        }
        assert!(!is_in("The ferry was late.", "en"), "too short to tell");
        assert!(!is_in(&"Tolva ".repeat(40), "en"));
        assert!(!is_in(&"the ".repeat(40), "xx"));
    }
}
