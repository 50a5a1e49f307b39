//! Language tags of strangers, and which way a language is written.

/// Languages written from right to left in their usual script (Unicode CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 11] =
    ["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];

/// Scripts written from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 7] = ["adlm", "arab", "aran", "hebr", "nkoo", "syrc", "thaa"];

/// The tag if it has the shape of one (RFC 5646 §2.1: subtags of up to 8 letters and digits, 35 in all); else nothing,
/// which in HTML and XML says that the language is not known.
#[must_use]
pub fn tag(lang: Option<&str>) -> &str {
    let lang = lang.unwrap_or_default();
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if lang.len() <= 35 && lang.split('-').all(is_subtag) { lang } else { "" }
}

/// The value of HTML's `dir` for text of a language (BCP 47): `rtl`, `ltr`, or `auto` where none is known.
///
/// A script subtag decides (`az-Arab`, `fa-Latn`), else the language.
#[must_use]
pub fn dir(lang: Option<&str>) -> &'static str {
    let lang = tag(lang).to_ascii_lowercase();
    if lang.is_empty() {
        return "auto";
    }
    let mut parts = lang.split('-');
    let first = parts.next().unwrap_or_default();
    let script =
        parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&first),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

/// Whether text of a language (BCP 47) is in the language `tag`, whatever their regions and scripts.
#[must_use]
pub fn is_in(lang: Option<&str>, tag: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    lang.is_some_and(|lang| primary(lang) == primary(tag))
}

#[cfg(test)]
mod tests {
    use super::{dir, is_in, tag};

    #[test]
    fn text_is_in_a_language_whatever_the_region() {
        assert!(is_in(Some("fa-IR"), "fa") && is_in(Some("EN"), "en-GB"));
        assert!(!is_in(Some("fr"), "fa") && !is_in(None, "en"));
    }

    #[test]
    fn only_what_is_shaped_as_a_tag_is_one() {
        for lang in ["en", "fa-IR", "zh-Hant-TW", "x-house"] {
            assert_eq!(tag(Some(lang)), lang);
        }
        for lang in ["", "en_GB", "en\" x=\"", "-", "en-", "waytoolongsubtag"] {
            assert_eq!(tag(Some(lang)), "", "{lang}");
        }
        assert_eq!(tag(None), "");
    }

    #[test]
    fn direction_follows_script_then_language() {
        for (lang, expected) in [
            ("fa", "rtl"),
            ("fa-IR", "rtl"),
            ("fa-Latn", "ltr"),
            ("az-Arab-IR", "rtl"),
            ("HE", "rtl"),
            ("ckb", "rtl"),
            ("en-GB", "ltr"),
            ("", "auto"),
        ] {
            assert_eq!(dir(Some(lang)), expected, "{lang}");
        }
        assert_eq!(dir(None), "auto");
    }
}
