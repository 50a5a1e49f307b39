//! What a post's address says.

use crate::model::id::PublicId;

/// So long may the headline's part be as it stands in an address: WordPress keeps 200 bytes of the whole.
const BYTES_MAX: usize = 120;
/// So many letters of the public id tell a post from all others.
const ID_LETTERS: usize = 8;

/// The letters of the public id that a post's address ends with.
#[must_use]
pub fn short(public: &PublicId) -> &str {
    &public.as_str()[..ID_LETTERS]
}

/// The headline's words in lower case, then the short form of the public id, joined by hyphens.
#[must_use]
pub fn slug(headline: &str, public: &PublicId) -> String {
    let mut out = String::new();
    let mut n_bytes = 0;
    // A zero width non-joiner parts the halves of a word: it would be lost from an address.
    for word in headline.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        n_bytes += 1 + word.bytes().map(|b| if b.is_ascii() { 1 } else { 3 }).sum::<usize>();
        if n_bytes > BYTES_MAX {
            break;
        }
        out.push_str(&word);
        out.push('-');
    }
    out + short(public)
}

#[cfg(test)]
mod tests {
    use super::slug;
    use crate::model::id::PublicId;

    #[test]
    fn slug_is_the_headline_and_a_few_letters_of_the_id() {
        let public = PublicId::parse("abcdefgh234567abcdef").unwrap();
        for (headline, expected) in [
            ("UK’s ‘war-addicted’: Report", "uk-s-war-addicted-report-abcdefgh"),
            ("بندر به\u{200c}دلیل مه", "بندر-به-دلیل-مه-abcdefgh"),
            ("…", "abcdefgh"),
        ] {
            assert_eq!(slug(headline, &public), expected);
        }
        let long = slug(&"خبرگزاری ".repeat(40), &public);
        assert!(long.ends_with("-abcdefgh") && long.len() < 90, "{long}");
    }
}
