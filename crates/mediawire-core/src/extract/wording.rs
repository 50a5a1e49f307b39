//! Statements of pages in their plain form: text, headline, language, site, dateline.

use crate::codec::html::{NodeId, Tree};
use crate::extract::survey::weight;
use crate::extract::{cut, hint};
use url::Url;

/// The element's text without that of scripts and styles in it.
pub(super) fn shown_text(tree: &Tree, id: NodeId) -> String {
    let texts = tree.texts_in(id).filter_map(|ordinal| tree.text_node(ordinal));
    let is_shown = |id: &NodeId| !tree.ancestors(*id).any(|id| hint::is_never_shown(tree.tag(id)));
    clean(&texts.filter(is_shown).map(|id| tree.text(id)).collect::<String>())
}

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

/// The headline without ` | Site` or ` - Site` behind it or before it.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(cut::key).unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail_key = cut::key(tail);
            let is_site =
                !site.is_empty() && (tail_key.contains(&site) || site.contains(&tail_key));
            let is_label = matches!(separator, " | " | " :: " | " » ") && weight(tail) <= 30;
            if (is_site || is_label) && weight(head) >= 10 {
                return without_site(head, Some(tail)).trim().to_owned();
            }
        }
        if let Some((head, tail)) = title.split_once(separator)
            && !site.is_empty()
            && cut::key(head) == site
        {
            return tail.trim().to_owned();
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

/// The language that the text is written in, as far as it can be told.
pub(super) fn detected(text: &str) -> Option<String> {
    let head: String = text.chars().take(2_000).collect();
    let info = whatlang::detect(&head).filter(whatlang::Info::is_reliable)?;
    let code = info.lang().code();
    const SHORT: [(&str, &str); 22] = [
        ("eng", "en"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("nld", "nl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("pol", "pl"),
        ("tur", "tr"),
        ("pes", "fa"),
        ("ara", "ar"),
        ("heb", "he"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("swe", "sv"),
        ("dan", "da"),
        ("nob", "nb"),
        ("ces", "cs"),
        ("ell", "el"),
    ];
    let short = SHORT.iter().find(|(long, _)| *long == code).map(|(_, short)| *short);
    Some(short.unwrap_or(code).to_owned())
}

/// The registrable domain of an address; the host where it has none.
pub(super) fn site_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    psl::domain_str(host).or(Some(host)).map(str::to_owned)
}

/// `LONDON, May 3 (Agency) — `: the place that the text begins with.
pub(super) fn dateline(text: &str) -> Option<String> {
    let first = text.lines().next()?;
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
