//! The languages of the wire: their own names, and the page that leads to each.

use crate::publish::address;
use crate::publish::pages::{Page, render};
use crate::publish::site::Site;
use askama::Template;

/// Languages by the names that they give themselves (Unicode CLDR).
const NAMES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Indonesia"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("ko", "한국어"),
    ("ku", "kurdî"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("tg", "тоҷикӣ"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The name that the language of a tag (two or three letters) gives itself; the tag where it is not known here.
#[must_use]
pub fn own_name(tag: &str) -> &str {
    NAMES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| name)
}

/// A language, ready to be written.
pub(super) struct LanguageCard<'a> {
    pub(super) href: String,
    pub(super) tag: &'a str,
    pub(super) name: &'a str,
    /// How many items, in words.
    pub(super) told: String,
}

pub(super) fn language_cards<'a>(
    site: &Site,
    languages: &'a [(String, i64)],
) -> Vec<LanguageCard<'a>> {
    languages
        .iter()
        .map(|(tag, n_items)| LanguageCard {
            href: site.at(&address::language(tag)),
            tag,
            name: own_name(tag),
            told: site.locale.say_n("n-items", n_items.unsigned_abs(), &[]),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "languages.html", whitespace = "minimize")]
struct LanguagesTemplate<'a> {
    page: Page<'a>,
    languages: Vec<LanguageCard<'a>>,
}

/// The page of all languages; each with the number of its items.
#[must_use]
pub fn languages(site: &Site, languages: &[(String, i64)]) -> String {
    let title = site.locale.say("languages");
    let page = Page::new(site, &title, Some(&address::languages()), &address::front());
    render(&LanguagesTemplate { page, languages: language_cards(site, languages) })
}
