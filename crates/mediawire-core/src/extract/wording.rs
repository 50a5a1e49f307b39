//! Statements of pages in their plain form: text, headline, language, site, dateline.

use crate::extract::survey::weight;
use crate::text::letters;
use url::Url;

/// White space run together and trimmed.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text that may carry entities or tags, as pages' statements often do.
pub(super) fn text_of_html(text: &str) -> String {
    if text.contains('&') && text.contains(';') || text.contains("</") || text.contains("/>") {
        let tree = crate::codec::html::parse_fragment(text);
        return if tree.is_empty() { text.to_owned() } else { tree.text_of(0) };
    }
    text.to_owned()
}

/// Letters of a site's name that is told from a part of what stands behind a headline.
const SITE_CHARS_MIN: usize = 4;

/// The headline without ` | Site` or ` - Site` behind it or before it.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(letters::key).unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "] {
        if let Some((head, tail)) = title.split_once(separator)
            && !site.is_empty()
            && letters::key(head) == site
        {
            // `Site » Archive » Headline`
            let last = tail.rsplit_once(" » ").map_or(tail, |(_, last)| last);
            return without_site(last, Some(head)).trim().to_owned();
        }
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail_key = letters::key(tail);
            let is_long = site.chars().count() >= SITE_CHARS_MIN;
            let is_site = !tail_key.is_empty() && tail_key == site
                || is_long && (tail_key.contains(&site) || site.contains(&tail_key));
            let is_label = matches!(separator, " | " | " :: " | " » ") && weight(tail) <= 30;
            if (is_site || is_label) && weight(head) >= 10 {
                return without_site(head, Some(tail)).trim().to_owned();
            }
        }
    }
    // `Site|Headline`, `Headline : Site`: only where it is the very name. What stands before a colon may be a kicker.
    for separator in ['|', '｜', 'ㅣ', ':'] {
        let is_site = |part: &str| !site.is_empty() && letters::key(part) == site;
        match (title.split_once(separator), title.rsplit_once(separator)) {
            (Some((head, tail)), _) if separator != ':' && is_site(head) && weight(tail) > 0 => {
                return tail.trim().to_owned();
            }
            (_, Some((head, tail))) if is_site(tail) && weight(head) > 0 => {
                return head.trim().to_owned();
            }
            _ => {}
        }
    }
    title.to_owned()
}

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

/// The language that the text is written in, where it is long enough to be told.
pub(super) fn detected(text: &str) -> Option<String> {
    let behind = |n| text.char_indices().nth(n).map(|(at, _)| at);
    behind(DETECTED_CHARS_MIN)?;
    let head = &text[..behind(DETECTED_CHARS).unwrap_or(text.len())];
    let info = whatlang::detect(head).filter(whatlang::Info::is_reliable)?;
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

/// The registrable domain of an address; the host where it has none.
pub(super) fn site_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    psl::domain_str(host).or(Some(host)).map(str::to_owned)
}

/// `LONDON, May 3 (Agency) — `: the place that the text begins with.
pub(super) fn dateline(text: &str) -> Option<String> {
    let first = text.lines().next()?;
    // Most texts begin with a word that is no place, and nothing more is asked of them.
    let capitals = &first[..first.find(char::is_lowercase).unwrap_or(first.len())];
    if !capitals.contains(['(', ')', ',', '—', '–', '-']) {
        return None;
    }
    let (head, _) = [" — ", " – ", " - ", ") ", " -- "]
        .iter()
        .filter_map(|it| first.split_once(it))
        .min_by_key(|it| it.0.len())?;
    let place = head.split(['(', ',']).next()?.trim();
    let is_place = (3..=30).contains(&place.chars().count())
        && place.chars().any(char::is_uppercase)
        && !place.chars().any(char::is_lowercase);
    is_place.then(|| place.to_owned())
}
