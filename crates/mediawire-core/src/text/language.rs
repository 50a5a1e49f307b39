//! Language tags (BCP 47): the language that one names.

/// Tags of ISO 639-1 that were replaced, and what took their place (IANA language subtag registry).
const REPLACED: [(&str, &str); 5] =
    [("iw", "he"), ("in", "id"), ("ji", "yi"), ("jw", "jv"), ("mo", "ro")];

/// The language that a tag names, without script, region and the rest: `en` of `en-GB`, `zh` of `zh-Hant`; in lower case
/// and of two or three letters. `None` if it names none (`und`, `x-house`) or is no tag.
#[must_use]
pub fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let fits =
        matches!(first.len(), 2 | 3) && first.bytes().all(|letter| letter.is_ascii_lowercase());
    if !fits || matches!(first.as_str(), "und" | "mul" | "mis" | "zxx") {
        return None;
    }
    let now = REPLACED.iter().find(|(old, _)| *old == first);
    Some(now.map_or(first, |(_, now)| (*now).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn language_is_the_first_part_of_its_tag() {
        for (tag, expected) in [
            ("en-GB", Some("en")),
            ("en_US", Some("en")),
            ("FA", Some("fa")),
            ("zh-Hant-TW", Some("zh")),
            ("ckb", Some("ckb")),
            ("iw-IL", Some("he")),
            (" de ", Some("de")),
            ("und", None),
            ("x-house", None),
            ("", None),
            ("english", None),
            ("e1", None),
            ("\" onload", None),
        ] {
            assert_eq!(language(tag).as_deref(), expected, "{tag}");
        }
    }
}
