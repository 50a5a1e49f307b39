//! What stands around a headline and is none of it: the agency's version before it, the site's name behind it.

use super::speaker;

/// Words by which agencies tell versions of one story (Reuters' *Handbook of Journalism*, *slugs and tags*).
const VERSIONS: [&str; 10] = [
    "UPDATE",
    "WRAPUP",
    "CORRECTED",
    "CORRECTION",
    "REFILE",
    "RPT",
    "REPEAT",
    "ADVISORY",
    "URGENT",
    "SNAPSHOT",
];

/// Splits off `UPDATE 2-`: the version, and the headline behind it.
pub(super) fn version(text: &str) -> Option<(String, &str)> {
    let (version, rest) = text.split_once('-')?;
    let version = version.trim();
    let word = version.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let number = version[word.len()..].trim();
    let is_known = VERSIONS.contains(&word) && number.len() <= 2;
    let rest = rest.trim_start_matches([' ', '-']);
    if !is_known || rest.is_empty() {
        return None;
    }
    // A version may stand before another (`RPT-UPDATE 2-`).
    match self::version(rest) {
        Some((next, rest)) => Some((format!("{version}-{next}"), rest)),
        None => Some((version.to_owned(), rest)),
    }
}

/// Splits off ` - Al Jazeera`, ` | The Tolva News`: the headline, and the site's name behind it.
///
/// It is one if it is the source's own name, or a media house's in parentheses or behind a dash or bar that stands free.
pub(super) fn site<'a>(
    text: &'a str,
    source: Option<&str>,
    reporters: &[String],
) -> Option<(&'a str, String)> {
    // Services that pass copy on credit its agency behind it: `… (AFP)`.
    if let Some((rest, name)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && !rest.trim().is_empty()
        && speaker::is_media(name, reporters)
    {
        return Some((rest.trim_end(), name.to_owned()));
    }
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        let Some((rest, name)) = text.rsplit_once(mark) else { continue };
        let (rest, name) = (rest.trim_end(), name.trim());
        if rest.is_empty() || name.is_empty() {
            continue;
        }
        let is_source = source.is_some_and(|source| is_same(source, name));
        if is_source || speaker::is_media(name, reporters) {
            return Some((rest, name.to_owned()));
        }
    }
    None
}

/// Whether two names are one: by their letters, with or without an article or the end of an address.
fn is_same(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> String {
        let lower = name.to_lowercase();
        let lower = lower.strip_prefix("the ").unwrap_or(&lower);
        let lower = lower.strip_prefix("www.").unwrap_or(lower);
        let end = [".com", ".org", ".net", ".co.uk", ".example"]
            .iter()
            .find_map(|end| lower.strip_suffix(end));
        end.unwrap_or(lower).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && a == b
}

#[cfg(test)]
mod tests {
    use super::{site, version};

    #[test]
    fn a_version_is_taken_off_and_a_word_like_it_is_not() {
        for (text, expected) in [
            ("UPDATE 2-Oil falls", Some(("UPDATE 2", "Oil falls"))),
            ("RPT-UPDATE 1-Oil falls", Some(("RPT-UPDATE 1", "Oil falls"))),
            ("CORRECTED-Oil falls", Some(("CORRECTED", "Oil falls"))),
            ("Update 2-0 win for Tolva", None),
            ("FACTBOX-Oil in figures", None),
            ("F-35s land", None),
        ] {
            let told = version(text);
            let told = told.as_ref().map(|(version, rest)| (version.as_str(), *rest));
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn a_suffix_is_the_sites_if_it_is_its_name_or_a_media_house() {
        for (text, source, expected) in [
            ("Rain - Tolva News", Some("Tolva News"), Some("Tolva News")),
            ("Rain | tolvanews.example", Some("The Tolva News"), Some("tolvanews.example")),
            ("Rain - Tolva News", None, None),
            ("Rain - Al Jazeera", None, Some("Al Jazeera")),
            ("Rain (AFP)", None, Some("AFP")),
            ("Rain (again)", None, None),
            ("Rain -Al Jazeera", None, None),
            ("Rain - sources", None, None),
            ("Tolva - Meridian 2 - 1", Some("Tolva News"), None),
        ] {
            let told = site(text, source, &[]).map(|(_, name)| name);
            assert_eq!(told.as_deref(), expected, "{text}");
        }
    }
}
