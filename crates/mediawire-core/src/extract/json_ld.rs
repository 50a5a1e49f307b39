//! What a page says of itself in JSON-LD (schema.org), read tolerantly.

use crate::codec::html::{NodeId, Tree};
use crate::extract::byline::{self, Said};
use crate::extract::moment::day;
use crate::extract::time;
use crate::model::time::Time;
use serde_json::Value;
use std::borrow::Cow;

/// Objects that are looked at: graphs of some pages hold thousands.
const OBJECTS_MAX: usize = 2_000;

/// What JSON-LD says of the article. Everything may be missing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// The schema.org types of the article.
    pub(super) types: Vec<String>,
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    /// Names, and whether they are said to be of persons.
    pub(super) authors: Vec<(String, Said)>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) image: Option<String>,
    pub(super) publisher: Option<String>,
    /// The text, as plain text or HTML.
    pub(super) body: Option<String>,
    /// The headlines and texts of a live blog's updates.
    pub(super) updates: Vec<String>,
    /// `isAccessibleForFree`, of the article or of a part of it.
    pub(super) is_free: Option<bool>,
    /// The licence's address, or its name.
    pub(super) licence: Option<String>,
    /// Whose the rights are, as the page states it.
    pub(super) rights: Option<String>,
}

/// The text of a script: its own alone, since scripts in pictures may stand in one another.
pub(super) fn script_text(tree: &Tree, id: NodeId) -> String {
    tree.children(id).filter(|&id| tree.is_text(id)).map(|id| tree.text(id)).collect()
}

/// What the `scripts`, those of type `application/ld+json`, and the contents of `metas` that are such, say. What the
/// surest object leaves open, the next may say.
pub(super) fn read(tree: &Tree, scripts: &[NodeId], metas: &[(&str, &str)]) -> Stated {
    let mut found: Vec<(u8, Stated)> = Vec::new();
    let in_scripts = scripts.iter().map(|&id| Cow::Owned(script_text(tree, id)));
    let contents = metas.iter().map(|(_, content)| *content);
    let in_metas = contents.filter(|it| it.starts_with('{') && it.contains("\"@type\""));
    for text in in_scripts.chain(in_metas.map(Cow::Borrowed)) {
        let Some(value) = parse(&text) else { continue };
        let (articles, named) = articles(&value);
        found.extend(articles.into_iter().map(|(rank, object)| (rank, stated(object, &named))));
    }
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let mut found = found.into_iter();
    let Some((_, mut best)) = found.next() else { return Stated::default() };
    for (_, other) in found.filter(|(rank, _)| *rank != VIDEO_RANK) {
        best.headline = best.headline.or(other.headline);
        best.published = with_clock(best.published, other.published);
        best.updated = best.updated.or(other.updated);
        best.is_free = best.is_free.or(other.is_free);
        best.licence = best.licence.or(other.licence);
        best.rights = best.rights.or(other.rights);
        if best.updates.is_empty() {
            best.updates = other.updates;
        }
        if best.authors.is_empty() {
            best.authors = other.authors;
        }
    }
    best
}

/// The first of two statements of a moment, but the second if it is at most a day away and alone has a clock.
fn with_clock(first: Option<String>, second: Option<String>) -> Option<String> {
    let (Some(first), Some(second)) = (&first, &second) else { return first.or(second) };
    // Midnight where the source wrote it is a day alone.
    let has_clock = |time: &Time| {
        let local = time.at.as_second() + i64::from(time.offset_s.unwrap_or_default());
        local % 86_400 != 0
    };
    let is_better = first != second
        && match (time::parse(first), time::parse(second)) {
            (Some(first), Some(second)) => {
                !has_clock(&first) && has_clock(&second) && (day(&first) - day(&second)).abs() <= 1
            }
            _ => false,
        };
    Some(if is_better { second } else { first }.clone())
}

/// The JSON of a script; control characters in strings and comment marks around it are forgiven.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim();
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&clean).ok()
    })
}

/// The nodes of a graph that others refer to, by their `@id`.
type Named<'a> = Vec<(&'a str, &'a Value)>;

/// Every object that describes an article, with its rank, and the named nodes of the graph.
fn articles(root: &Value) -> (Vec<(u8, &Value)>, Named<'_>) {
    let mut open = vec![root];
    let (mut found, mut named) = (Vec::new(), Vec::new());
    let mut n_objects = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(map) => {
                n_objects += 1;
                if n_objects > OBJECTS_MAX {
                    break;
                }
                if let (Some(id), true) = (map.get("@id").and_then(Value::as_str), map.len() > 1) {
                    named.push((id, value));
                }
                let rank = types(value).iter().map(|name| rank(name)).max().unwrap_or(0);
                if rank > 0 {
                    found.push((rank, value));
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    open.extend(map.get(key));
                }
            }
            _ => {}
        }
    }
    (found, named)
}

fn types(value: &Value) -> Vec<String> {
    texts(value.get("@type"))
        .into_iter()
        .map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or_default().to_owned())
        .collect()
}

/// The rank of a video, which may be any on the page.
const VIDEO_RANK: u8 = 1;

/// How surely an object of that type is the page's article.
fn rank(name: &str) -> u8 {
    match name {
        "VideoObject" => VIDEO_RANK,
        "WebPage" | "ItemPage" | "AboutPage" => 2,
        "Report" | "TechArticle" | "Review" | "SocialMediaPosting" | "CreativeWork" => 3,
        "Article" | "BlogPosting" | "LiveBlogPosting" | "ScholarlyArticle" => 4,
        "DiscussionForumPosting" => 4,
        _ if name.ends_with("NewsArticle") || name.ends_with("Article") => 5,
        _ => 0,
    }
}

/// The texts of a value: a string, a number, or a list of them.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Number(number)) => vec![number.to_string()],
        Some(Value::Array(values)) => values
            .iter()
            .flat_map(|it| match it {
                Value::String(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn stated(object: &Value, named: &[(&str, &Value)]) -> Stated {
    let first =
        |key: &str| texts(object.get(key)).into_iter().next().filter(|it| !it.trim().is_empty());
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(object.get(key), named, &mut authors);
        }
    }
    let name_of = |key: &str| {
        let mut found = Vec::new();
        names(object.get(key), named, &mut found);
        found.into_iter().next().map(|(name, _)| name)
    };
    let text_or_url = |key: &str| {
        first(key)
            .or_else(|| texts(object.get(key)?.get("url")).into_iter().next())
            .or_else(|| name_of(key))
    };
    let image = object.get("image").or_else(|| object.get("thumbnailUrl"));
    Stated {
        types: types(object),
        headline: first("headline").or_else(|| first("name")),
        description: first("description"),
        authors,
        published: first("datePublished").or_else(|| first("dateCreated")),
        updated: first("dateModified"),
        lang: first("inLanguage"),
        sections: texts(object.get("articleSection")),
        keywords: texts(object.get("keywords"))
            .iter()
            .flat_map(|it| it.split(','))
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect(),
        image: image.and_then(image_url),
        body: first("articleBody").or_else(|| first("text")),
        updates: updates(object),
        publisher: name_of("publisher"),
        is_free: is_free(object),
        licence: text_or_url("license"),
        rights: first("copyrightNotice").or_else(|| name_of("copyrightHolder")),
    }
}

fn updates(object: &Value) -> Vec<String> {
    let updates = match object.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.as_slice(),
        Some(update) => std::slice::from_ref(update),
        None => &[],
    };
    let keys = ["headline", "articleBody"];
    updates.iter().flat_map(|it| keys.iter().flat_map(|key| texts(it.get(*key)))).collect()
}

fn image_url(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => Some(url.clone()),
        Value::Array(values) => values.first().and_then(|it| match it {
            Value::Array(_) => None,
            _ => image_url(it),
        }),
        Value::Object(map) => map
            .get("url")
            .or_else(|| map.get("contentUrl"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

/// Whether it may be read without paying: not where a part of it may not.
fn is_free(object: &Value) -> Option<bool> {
    let said = |value: &Value| match value.get("isAccessibleForFree")? {
        Value::Bool(is_free) => Some(*is_free),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    };
    let parts = match object.get("hasPart") {
        Some(Value::Array(parts)) => parts.iter().collect(),
        part => Vec::from_iter(part),
    };
    match said(object) {
        Some(is_free) => Some(is_free),
        None if parts.into_iter().any(|part| said(part) == Some(false)) => Some(false),
        None => None,
    }
}

/// The names of persons and organisations, references into the graph resolved.
fn names(value: Option<&Value>, named: &[(&str, &Value)], out: &mut Vec<(String, Said)>) {
    let values = match value {
        Some(Value::Array(values)) => values.iter().collect(),
        value => Vec::from_iter(value),
    };
    for value in values {
        if let Some(name) = value.as_str() {
            out.push((name.to_owned(), Said::Author));
            continue;
        }
        let by_id = || {
            let id = value.get("@id")?.as_str()?;
            named.iter().find(|(known, _)| *known == id).map(|(_, node)| *node)
        };
        let node = if value.get("name").is_some() { Some(value) } else { by_id() };
        let Some(node) = node else { continue };
        let said = types(node);
        let said = match said.first().map(String::as_str) {
            Some("Person") => Said::Person,
            Some(name) if name.ends_with("Organization") => Said::Organisation,
            _ => Said::Author,
        };
        let about = node.get("description").and_then(Value::as_str).unwrap_or_default();
        let whole =
            |name: String| byline::whole_name(&name, about).map(str::to_owned).unwrap_or(name);
        out.extend(texts(node.get("name")).into_iter().map(|name| (whole(name), said)));
    }
}

#[cfg(test)]
mod tests {
    use super::{read, script_text};
    use crate::codec::html;

    #[test]
    fn a_script_around_a_script_does_not_say_what_that_one_says() {
        let tree = html::parse("<svg><script>{\"a\": <script>1</script>}</script></svg>");
        let scripts = (0..tree.len()).filter(|&id| tree.tag(id) == "script");
        let texts: Vec<String> = scripts.map(|id| script_text(&tree, id)).collect();
        assert_eq!(texts, ["{\"a\": }", "1"]);
    }

    #[test]
    fn updates_of_a_live_blog_are_read_beside_an_article() {
        let tree = html::parse(
            r#"<script>[{"@type":"NewsArticle","headline":"Fog"},
            {"@type":"LiveBlogPosting","liveBlogUpdate":[{"headline":"Shut","articleBody":"Since six."},
            {"articleBody":"Open."}]}]</script>"#,
        );
        let scripts: Vec<u32> = (0..tree.len()).filter(|&id| tree.tag(id) == "script").collect();
        assert_eq!(read(&tree, &scripts, &[]).updates, ["Shut", "Since six.", "Open."]);
    }
}
