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
