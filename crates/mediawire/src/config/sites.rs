//! Site files: `sites/<domain>.toml` in the data folder, a list of rules each. See docs/site-files.md.
//!
//! To teach a key, add it to [`KEYS`] and to `rule`.

use jiff::Timestamp;
use mediawire_core::extract::{Selector, SiteRule, Sites};
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// What a rule may say.
const KEYS: [&str; 9] =
    ["from", "until", "body", "cut", "headline", "dek", "authors", "published", "links"];

/// The rules of every file in the folder `sites` of `data`, and what is wrong with those that cannot be used: their
/// sites are read as if there were no file. A folder that is not there holds no rules.
#[must_use]
pub fn sites(data: &Path) -> (Sites, Vec<String>) {
    let (mut sites, mut wrong) = (Sites::default(), Vec::new());
    let folder = data.join("sites");
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return (sites, wrong),
        Err(why) => return (sites, vec![format!("cannot read {}: {why}", folder.display())]),
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(domain) = name.strip_suffix(".toml") else { continue };
        let read = match std::fs::read_to_string(&path) {
            Ok(text) => rules(&text, &format!("sites/{name}")),
            Err(why) => Err(format!("cannot read {}: {why}", path.display())),
        };
        match read {
            Ok(rules) => sites.insert(domain, rules),
            Err(why) => wrong.push(why),
        }
    }
    (sites, wrong)
}

/// The rules that a file's `text` holds; `name` is what messages call the file.
///
/// # Errors
/// File and line, key, and what is wrong.
pub fn rules(text: &str, name: &str) -> Result<Vec<SiteRule>, String> {
    let place = |at: usize| format!("{name} line {}", text[..at].matches('\n').count() + 1);
    let root = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        format!("cannot read {}: {}", place(at), error.message())
    })?;
    let mut rules = Vec::new();
    for (word, value) in root.get_ref() {
        let at = place(word.span().start);
        let word = word.get_ref().as_ref();
        let tables = value.get_ref().as_array().filter(|_| word == "rule").ok_or_else(|| {
            format!("{at}: {word:?} cannot stand here: begin each rule with [[rule]]")
        })?;
        for table in tables.iter() {
            let DeValue::Table(table) = table.get_ref() else {
                return Err(format!("{at}: begin each rule with [[rule]]"));
            };
            rules.push(rule(table, &place)?);
        }
    }
    if rules.is_empty() {
        return Err(format!("{name}: there is no rule: begin one with [[rule]]"));
    }
    Ok(rules)
}

fn rule(table: &DeTable<'_>, place: &impl Fn(usize) -> String) -> Result<SiteRule, String> {
    let mut rule = SiteRule::default();
    for (word, value) in table {
        let at = place(word.span().start);
        let key = word.get_ref().as_ref();
        let wrong = |what: String| format!("{at}: {key}: {what}");
        let value = value.get_ref();
        match key {
            "from" => rule.from = Some(moment(value).map_err(wrong)?),
            "until" => rule.until = Some(moment(value).map_err(wrong)?),
            "body" => rule.body = Some(selector(value).map_err(wrong)?),
            "cut" => {
                let values = value.as_array().ok_or_else(|| {
                    wrong("write a list of selectors, as in [\"aside\", \".promo\"]".to_owned())
                })?;
                let selectors = values.iter().map(|it| selector(it.get_ref()));
                rule.cut = selectors.collect::<Result<_, _>>().map_err(wrong)?;
            }
            "headline" => rule.headline = Some(selector(value).map_err(wrong)?),
            "dek" => rule.dek = Some(selector(value).map_err(wrong)?),
            "authors" => rule.authors = Some(selector(value).map_err(wrong)?),
            "links" => rule.links = Some(selector(value).map_err(wrong)?),
            "published" => rule.published = Some(selector(value).map_err(wrong)?),
            _ => return Err(wrong(format!("is not known: a rule has {}", KEYS.join(", ")))),
        }
    }
    if !rule.cut.is_empty() && rule.body.is_none() {
        let at = table.iter().next().map_or(0, |(word, _)| word.span().start);
        return Err(format!("{}: cut: needs body beside it", place(at)));
    }
    Ok(rule)
}

fn selector(value: &DeValue<'_>) -> Result<Selector, String> {
    let text = value.as_str().ok_or("write a selector in quotation marks")?;
    text.parse().map_err(|why| format!("cannot read selector {text:?}: {why}"))
}

/// A day (its first moment in UTC) or a moment with its zone.
fn moment(value: &DeValue<'_>) -> Result<Timestamp, String> {
    let text = match value {
        DeValue::Datetime(moment) => moment.to_string(),
        _ => value.as_str().unwrap_or_default().to_owned(),
    };
    let day = || format!("{text}T00:00:00Z").parse();
    text.parse().or_else(|_| day()).map_err(|_: jiff::Error| {
        "write a day, as in \"2026-03-01\", or a moment with its zone".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{rules, sites};

    #[test]
    fn a_file_gives_its_rules() {
        let text = "[[rule]]\nuntil = \"2025-01-01\"\nbody = \"#old\"\n\n[[rule]]\nfrom = 2025-01-01\n\
            body = \"main > .story\"\ncut = [\".promo\", \"aside\"]\nheadline = \"h1\"\nauthors = \".by a\"\n\
            published = \"time[datetime]\"\ndek = \".standfirst\"\nlinks = \"#top h3 > a\"\n";
        let rules = rules(text, "sites/a.example.toml").unwrap();
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[0].until, rules[1].from);
        assert_eq!(rules[1].cut.len(), 2);
        assert!(rules[0].links.is_none() && rules[1].links.is_some());
        assert!(
            rules[1].headline.is_some() && rules[1].dek.is_some() && rules[1].authors.is_some()
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_file_line_and_key() {
        for (text, why) in [
            ("", "sites/a.toml: there is no rule: begin one with [[rule]]"),
            (
                "body = \"p\"",
                "sites/a.toml line 1: \"body\" cannot stand here: begin each rule with [[rule]]",
            ),
            (
                "[[rule]]\nbody = 3",
                "sites/a.toml line 2: body: write a selector in quotation marks",
            ),
            (
                "[[rule]]\n\nbody = \"p:hover\"",
                "sites/a.toml line 3: body: cannot read selector \"p:hover\": pseudo-classes are not known at character 2",
            ),
            (
                "[[rule]]\nbody = \"p\"\ncut = \"aside\"",
                "sites/a.toml line 3: cut: write a list of selectors, as in [\"aside\", \".promo\"]",
            ),
            ("[[rule]]\ncut = [\"p\"]", "sites/a.toml line 2: cut: needs body beside it"),
            (
                "[[rule]]\nfrom = \"May\"",
                "sites/a.toml line 2: from: write a day, as in \"2026-03-01\", or a moment with its zone",
            ),
            (
                "[[rule]]\ntitle = \"h1\"",
                "sites/a.toml line 2: title: is not known: a rule has from, until, body, cut, headline, dek, authors, published, links",
            ),
        ] {
            assert_eq!(rules(text, "sites/a.toml").unwrap_err(), why);
        }
        assert!(
            rules("[[rule]\n", "sites/a.toml")
                .unwrap_err()
                .starts_with("cannot read sites/a.toml line 1: ")
        );
    }

    #[test]
    fn a_file_that_is_wrong_stops_no_other() {
        let data = tempfile::TempDir::new().unwrap();
        assert!(sites(data.path()).0.is_empty());
        let folder = data.path().join("sites");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("a.example.toml"), "[[rule]]\nbody = \"p\"\n").unwrap();
        std::fs::write(folder.join("b.example.toml"), "[[rule]]\nbody = \"\"\n").unwrap();
        std::fs::write(folder.join("notes.txt"), "x").unwrap();
        let (sites, wrong) = sites(data.path());
        let at = jiff::Timestamp::UNIX_EPOCH;
        assert!(sites.rule("https://www.a.example/x", at).is_some());
        assert!(sites.rule("https://b.example/x", at).is_none());
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].contains("sites/b.example.toml line 2: body"), "{wrong:?}");
    }
}
