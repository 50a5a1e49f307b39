//! Names of persons in bylines.

/// Letters of the longest name of a person.
const NAME_CHARS_MAX: usize = 60;

/// The persons that the texts name: lead words off, lists taken apart, repeats, addresses and sites left out.
pub(super) fn persons<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    site: Option<&str>,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        if text.contains("://") {
            continue;
        }
        let text = without_lead(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        for name in split(&text) {
            let name = name.trim_matches(|c: char| c.is_whitespace() || ",.;:|-–—/".contains(c));
            let is_site = site.is_some_and(|site| site.eq_ignore_ascii_case(name));
            let is_known = out.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !is_known && !is_site && is_person(name) {
                out.push(name.to_owned());
            }
        }
    }
    out
}

fn without_lead(text: &str) -> String {
    const LEADS: [&str; 14] = [
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "door ",
        "av ",
        "af ",
        "written by ",
        "text: ",
        "author: ",
        "autor: ",
        "posted by ",
        "автор: ",
    ];
    let lower = text.to_lowercase();
    match LEADS.iter().find(|lead| lower.starts_with(*lead)) {
        Some(lead) => text.get(lead.len()..).unwrap_or(text).to_owned(),
        None => text.to_owned(),
    }
}

/// A list of names taken apart at commas, `and` and its like.
fn split(text: &str) -> Vec<String> {
    let mut text = text.replace([';', '|', '،', '、', '/'], ",");
    for and in [" and ", " und ", " et ", " & ", " y ", " e ", " och ", " en ", " и ", " و "] {
        text = text.replace(and, ",");
    }
    text.split(',').map(str::to_owned).collect()
}

/// Whether a line of a page is `By` and names, and nothing else.
pub(super) fn is_signature(line: &str) -> bool {
    let names = without_lead(line);
    let is_name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            || matches!(word, "and" | "und" | "et" | "y" | "e" | "von" | "van" | "de" | "der" | "&")
    };
    names.len() < line.len()
        && (2..=6).contains(&names.split_whitespace().count())
        && names.split_whitespace().all(is_name)
}

fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let n_words = name.split_whitespace().count();
    // `MS`, `Ph.D`: what stands behind a name and a comma. `news.example`: a site.
    let is_degree = n_words == 1
        && (name.contains('.')
            || name.len() <= 5 && !name.chars().any(char::is_lowercase) && name.is_ascii());
    let is_address = name.contains('@')
        || lower.contains("http")
        || lower.contains("www.")
        || lower.contains(".com");
    let has_digit = name.chars().any(|c| c.is_ascii_digit());
    let is_office = lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "staff"
                | "editor"
                | "editors"
                | "redaktion"
                | "redaction"
                | "rédaction"
                | "redacción"
                | "redazione"
                | "redactie"
                | "desk"
                | "team"
                | "agency"
                | "agencies"
                | "agence"
                | "agentur"
                | "news"
                | "newsroom"
                | "press"
                | "reporter"
                | "correspondent"
                | "admin"
                | "administrator"
                | "writer"
                | "editorial"
                | "contributor"
                | "contributors"
                | "reuters"
                | "afp"
                | "dpa"
                | "ap"
                | "apa"
                | "tass"
                | "updated"
                | "published"
                | "min"
                | "read"
        )
    });
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && name.chars().count() <= NAME_CHARS_MAX
        && n_words <= 6
        && !is_address
        && !is_degree
        && !name.contains('*')
        && !has_digit
        && !is_office
}

#[cfg(test)]
mod tests {
    use super::persons;

    #[test]
    fn bylines_give_persons() {
        for (text, names) in [
            ("By Ada Tolva and Ben Quist", vec!["Ada Tolva", "Ben Quist"]),
            ("Von Ida Grau, Udo Alt", vec!["Ida Grau", "Udo Alt"]),
            ("Staff Reporter", vec![]),
            ("https://a.example/ada", vec![]),
            ("Tolva News", vec![]),
            ("سارا رضایی", vec!["سارا رضایی"]),
        ] {
            assert_eq!(persons([text], Some("Tolva News")), names, "{text}");
        }
    }
}
