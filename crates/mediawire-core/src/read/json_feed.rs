//! JSON Feed 1.0 and 1.1 (jsonfeed.org).

use super::gather::{Found, Gather, HUBS_MAX, address, fragment, lang};
use super::json::{Json, Kind, Value};
use super::{Format, Input, List, NotAList, chars, is_same_site};
use crate::codec::escape;
use crate::model::entry::{Form, Fragment};
use crate::text::date;
use url::Url;

/// JSON Feed.
pub(super) const FORMAT: Format = Format { name: "json", detect, read };

/// How much of a document is looked at to tell JSON Feed from other JSON without a version, in bytes.
const HEAD_BYTES_MAX: usize = 64 * 1024;

fn detect(document: &str) -> bool {
    let document = document.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = &document.as_bytes()[..document.len().min(HEAD_BYTES_MAX)];
    let holds = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    document.starts_with('{') && (holds(b"jsonfeed.org") || holds(b"\"items\""))
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let json = Json::read(input.document);
    let feed = json.value().ok_or(NotAList::Json)?;
    let is_stated = feed.text("version").is_some_and(|version| version.contains("jsonfeed.org"));
    let items = feed.member("items").filter(|items| items.kind() == Kind::Array);
    if !is_stated && items.is_none() {
        return Err(NotAList::Json);
    }
    let base = Url::parse(input.url).ok();
    let location = input.location.and_then(|href| address(href, base.as_ref()));
    let base = location.and_then(|href| Url::parse(&href).ok()).or(base);
    let base = base.as_ref();
    let mut gather = Gather::new(input, FORMAT.name);
    if let Some(doubt) = &json.doubt {
        gather.doubt(doubt.clone());
    }
    if !is_stated {
        gather.doubt("no version is stated".to_owned());
    }
    gather.list.title = line(feed, "title").unwrap_or_default();
    gather.list.home = feed.text("home_page_url").and_then(|url| address(&url, base));
    gather.list.lang = feed.text("language").and_then(|tag| lang(&tag));
    gather.list.older = feed
        .text("next_url")
        .and_then(|url| address(&url, base))
        .filter(|url| is_same_site(url, input.url));
    let hubs = feed.member("hubs").into_iter().flat_map(Value::elements);
    let is_websub =
        |hub: &Value<'_>| hub.text("type").is_none_or(|kind| kind.eq_ignore_ascii_case("websub"));
    let hubs = hubs.filter(is_websub).filter_map(|hub| address(&hub.text("url")?, base));
    gather.list.hubs = hubs.take(HUBS_MAX).collect();
    gather.list.own = feed.text("feed_url").and_then(|url| address(&url, base));
    if feed.member("expired").is_some_and(|it| it.is_word("true")) {
        gather.doubt("the list says that it has ended: nothing new will come".to_owned());
    }
    for item in items.into_iter().flat_map(Value::elements) {
        let at = item.range().start;
        if item.kind() != Kind::Object || !item.is_whole() {
            let why = if item.is_whole() { "is no object" } else { "is not complete" };
            gather.doubt(format!("the item at byte {at} {why}: skipped"));
        } else if gather.is_full() {
            gather.overflow();
            break;
        } else {
            if holds_half(&input.document[item.range()]) {
                gather.doubt(format!(
                    "the item at byte {at} holds half a character: told as \u{fffd}"
                ));
            }
            gather.add(entry(item, input.document, base), at);
        }
    }
    Ok(gather.finish(authors(feed)))
}

fn entry(item: Value<'_>, document: &str, base: Option<&Url>) -> Found {
    let url = |name: &str| item.text(name).and_then(|url| address(&url, base));
    let time = |name: &str| item.text(name).and_then(|raw| date::time(&raw));
    let guid = item.text("id").map(|id| id.trim().to_owned());
    let guid_link = || guid.as_deref().and_then(|guid| address(guid, None));
    let summary = line(item, "summary");
    let text = |name: &str, form| text(item.member(name)?, document, form);
    let tags = item.member("tags").into_iter().flat_map(Value::one_or_more);
    Found {
        url: url("url").or_else(|| url("external_url")).or_else(guid_link),
        title: line(item, "title").unwrap_or_default(),
        summary,
        authors: authors(item),
        published: time("date_published"),
        updated: time("date_modified"),
        categories: tags.filter_map(Value::as_text).map(|tag| chars::fold(&tag)).collect(),
        lang: item.text("language").and_then(|tag| lang(&tag)),
        text: text("content_html", Form::JsonHtml)
            .or_else(|| text("content_text", Form::JsonPlain)),
        image: image(item, base),
        guid,
        ..Found::default()
    }
}

fn text(value: Value<'_>, document: &str, form: Form) -> Option<Fragment> {
    (value.kind() == Kind::Text).then(|| fragment(document, value.range(), form)).flatten()
}

/// The text of a member as one line; `None` if there is nothing in it.
fn line(value: Value<'_>, name: &str) -> Option<String> {
    value.text(name).map(|text| chars::fold(&text)).filter(|text| !text.is_empty())
}

/// Whether a letter is written there by one half of two.
fn holds_half(raw: &str) -> bool {
    let mark = char::REPLACEMENT_CHARACTER;
    raw.contains("\\u") && !raw.contains(mark) && escape::json(raw).contains(mark)
}

/// The names of `authors` (1.1) or `author` (1.0): objects, or names alone.
fn authors(value: Value<'_>) -> Vec<String> {
    let name = |author: Value<'_>| match author.kind() {
        Kind::Text => author.as_text().map(|name| chars::fold(&name)),
        Kind::Object | Kind::Array | Kind::Word => line(author, "name"),
    };
    let names_of = |member: &str| -> Vec<String> {
        let all = value.member(member).into_iter().flat_map(Value::one_or_more);
        all.filter_map(name).filter(|name| !name.is_empty()).collect()
    };
    let names = names_of("authors");
    if names.is_empty() { names_of("author") } else { names }
}

/// The address of the picture of an item: its own, or a file that is one.
fn image(item: Value<'_>, base: Option<&Url>) -> Option<String> {
    let files = item.member("attachments").into_iter().flat_map(Value::elements);
    let is_image = |file: &Value<'_>| {
        file.text("mime_type").is_some_and(|kind| kind.trim().starts_with("image/"))
    };
    let named = ["image", "banner_image"].iter().find_map(|name| item.text(name));
    let href = named.or_else(|| files.filter(is_image).find_map(|file| file.text("url")));
    address(&href?, base)
}
