//! A headline as each pack that ships restyles it, and what the guard says of it.

use crate::fuzz::targets::{Wrong, claim, twice};
use crate::fuzz::watch::Watch;
use mediawire_core::desk::guard::{self, Known};
use mediawire_core::desk::speakers;
use mediawire_core::desk::style::case::{Evidence, Usage};
use mediawire_core::desk::style::{Asked, Level, Pack, SHIPPED, Scope, restyle};
use std::sync::LazyLock;

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let read = |name: &&str| Pack::shipped(name).ok();
    SHIPPED.iter().map(|(name, _)| name).filter_map(read).collect()
});

/// Its first line is the headline, all of it the article's text.
pub(super) fn restyled(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let text = String::from_utf8_lossy(case);
    let headline = text.lines().next().unwrap_or_default();
    let same = guard::compare(headline, headline, &Known::default());
    claim(same.is_empty(), "a headline differs from itself", || format!("{same:?}"))?;
    let body = Usage::of(&text);
    let spoken = speakers(&text);
    let spoken: Vec<&str> = spoken.iter().map(String::as_str).collect();
    let wire = Usage::default();
    for pack in PACKS.iter() {
        let language = pack.languages.first().map_or("", String::as_str);
        let known = Known { language, speakers: &spoken, ..Known::default() };
        let evidence = Evidence { body: &body, wire: &wire };
        let asked = Asked { text: headline, scope: Scope::Headline, source: None, evidence, known };
        let made = twice(watch, || restyle(pack, &asked))?;
        let is_lost = made.text.trim().is_empty() && !headline.trim().is_empty();
        claim(!is_lost, "nothing is left of a headline", || pack.name.clone())?;
        for change in made.fired.iter().filter(|change| change.level == Level::Mechanical) {
            let found = guard::compare(&change.before, &change.after, &known);
            // What is kept beside the headline is taken off without asking the guard.
            let is_kept_beside = made.version.is_some() || made.site.is_some();
            claim(
                is_kept_beside || found.is_empty(),
                "a mechanical change says something else",
                || format!("{} {}: {found:?}", pack.name, change.rule),
            )?;
        }
    }
    Ok(())
}
