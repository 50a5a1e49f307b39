//! What a page says of itself in JSON-LD (schema.org), read tolerantly.

use crate::codec::html::Tree;
use serde_json::Value;

/// Objects that are looked at: graphs of some pages hold thousands.
const OBJECTS_MAX: usize = 2_000;

/// What JSON-LD says of the article. Everything may be missing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// The schema.org types of the article.
    pub(super) types: Vec<String>,
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) image: Option<String>,
    pub(super) publisher: Option<String>,
    /// The text, as plain text or HTML.
    pub(super) body: Option<String>,
}

/// What the page's scripts of type `application/ld+json` say.
pub(super) fn read(tree: &Tree) -> Stated {
    let mut best: Option<(u8, Stated)> = None;
    for id in (0..tree.len()).filter(|&id| tree.tag(id) == "script") {
        let is_ours = tree.attr(id, "type").is_some_and(|kind| {
            kind.trim().to_ascii_lowercase().starts_with("application/ld+json")
        });
        if !is_ours {
            continue;
        }
        let Some(value) = parse(&tree.text_of(id)) else { continue };
        for (rank, object, people) in articles(&value) {
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, stated(object, &people)));
            }
        }
    }
    best.map(|(_, stated)| stated).unwrap_or_default()
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
fn articles(root: &Value) -> Vec<(u8, &Value, Named<'_>)> {
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
    found.into_iter().map(|(rank, value)| (rank, value, named.clone())).collect()
}

fn types(value: &Value) -> Vec<String> {
    texts(value.get("@type"))
        .into_iter()
        .map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or_default().to_owned())
        .collect()
}

/// How surely an object of that type is the page's article.
fn rank(name: &str) -> u8 {
    match name {
        "VideoObject" | "WebPage" | "ItemPage" | "AboutPage" => 1,
        "Report" | "TechArticle" | "Review" | "SocialMediaPosting" | "CreativeWork" => 2,
        "Article" | "BlogPosting" | "LiveBlogPosting" | "ScholarlyArticle" => 3,
        _ if name.ends_with("NewsArticle") || name.ends_with("Article") => 4,
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
    let mut publisher = Vec::new();
    names(object.get("publisher"), named, &mut publisher);
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
        image: image.and_then(image_url),
        publisher: publisher.into_iter().next(),
        body: first("articleBody").or_else(|| first("text")),
    }
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

/// The names of persons and organisations, references into the graph resolved.
fn names(value: Option<&Value>, named: &[(&str, &Value)], out: &mut Vec<String>) {
    let one = |value: &Value| -> Vec<String> {
        let own = value.as_str().map(str::to_owned).into_iter().collect::<Vec<_>>();
        let by_id = || {
            let id = value.get("@id")?.as_str()?;
            named.iter().find(|(known, _)| *known == id).map(|(_, node)| texts(node.get("name")))
        };
        if !own.is_empty() {
            return own;
        }
        let direct = texts(value.get("name"));
        if direct.is_empty() { by_id().unwrap_or_default() } else { direct }
    };
    match value {
        Some(Value::Array(values)) => out.extend(values.iter().flat_map(one)),
        Some(value) => out.extend(one(value)),
        None => {}
    }
}
