//! schema.org for search engines and archives: a page's `NewsArticle`.

use crate::model::dispatch::{Correction, Note};
use crate::model::picture::Picture;
use crate::model::source::{Display, Genre};
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age;
use crate::publish::card::machine;
use crate::publish::html::web_link;
use crate::publish::json::object;
use crate::publish::language::tag;
use crate::publish::site::Site;
use serde_json::{Value, json};

/// The article as schema.org's `NewsArticle`, or `OpinionNewsArticle` for a view.
///
/// The publisher is the source and `sdPublisher` the wire: who wrote it and who states it here are two.
#[must_use]
pub fn news_article(site: &Site, shown: &Shown) -> Value {
    let url = site.absolute(&address::article(&shown.public));
    let source_url = web_link(&shown.source_url);
    let published = shown.source_published.as_ref().map(age::machine);
    let modified = shown.source_updated.as_ref().map(age::machine);
    let description = shown.dek.as_ref().unwrap_or(&shown.teaser);
    let authors: Vec<Value> =
        shown.authors.iter().map(|name| typed("Person", vec![("name", json!(name))])).collect();
    let kind = match shown.genre {
        Genre::Report => "NewsArticle",
        Genre::View => "OpinionNewsArticle",
    };
    typed(
        kind,
        vec![
            ("@context", json!("https://schema.org")),
            ("@id", json!(url)),
            ("alternativeHeadline", json!(shown.source_headline)),
            ("articleSection", json!(site.section_name(&shown.section))),
            ("author", json!(authors)),
            ("comment", json!(shown.note.as_ref().map(|it| note(site, it)))),
            ("correction", json!(corrections(shown))),
            ("creditText", json!(shown.source_name)),
            ("dateModified", json!(modified)),
            ("datePublished", json!(published.unwrap_or_else(|| machine(shown.published)))),
            ("description", json!(description)),
            ("headline", json!(shown.headline)),
            ("image", json!(shown.lead_picture.as_ref().map(|picture| image(site, picture)))),
            ("inLanguage", json!(tag(shown.lang.as_deref()))),
            ("isAccessibleForFree", json!((shown.display == Display::Full).then_some(true))),
            ("isBasedOn", json!(source_url)),
            ("mainEntityOfPage", json!(url)),
            ("publisher", typed("NewsMediaOrganization", vec![("name", json!(shown.source_name))])),
            ("sdDatePublished", json!(machine(shown.dispatched))),
            (
                "sdPublisher",
                typed("Organization", vec![("name", json!(site.name)), ("url", json!(site.base))]),
            ),
            ("url", json!(url)),
            ("usageInfo", json!(site.absolute(&address::about()))),
        ],
    )
}

/// What the house put right of what it said of the article, as schema.org's `CorrectionComment`s.
fn corrections(shown: &Shown) -> Option<Vec<Value>> {
    let one = |it: &Correction| {
        typed(
            "CorrectionComment",
            vec![("datePublished", json!(machine(it.at))), ("text", json!(it.words))],
        )
    };
    let all: Vec<Value> = shown.corrections.iter().map(one).collect();
    (!all.is_empty()).then_some(all)
}

/// What the house says of the article, as schema.org's `Comment`.
fn note(site: &Site, note: &Note) -> Value {
    let author = typed("Organization", vec![("name", json!(site.byline))]);
    let date = json!(machine(note.at));
    typed("Comment", vec![("author", author), ("datePublished", date), ("text", json!(note.words))])
}

/// A picture as schema.org's `ImageObject`, with what the image says of itself.
fn image(site: &Site, picture: &Picture) -> Value {
    let metadata = &picture.metadata;
    let creator = metadata.creator.as_ref();
    typed(
        "ImageObject",
        vec![
            ("caption", json!(metadata.caption)),
            ("copyrightNotice", json!(metadata.copyright)),
            ("creator", json!(creator.map(|name| typed("Person", vec![("name", json!(name))])))),
            ("creditText", json!(metadata.credit)),
            ("encodingFormat", json!(picture.kind.media_type())),
            ("height", json!(picture.height)),
            ("url", json!(site.absolute(&address::image(picture)))),
            ("width", json!(picture.width)),
        ],
    )
}

fn typed(kind: &str, mut pairs: Vec<(&str, Value)>) -> Value {
    pairs.push(("@type", json!(kind)));
    object(pairs)
}
