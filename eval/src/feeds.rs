//! Answers what feeds say, one a line of JSON, as a scorer of feed readers asks for it on standard input: for each a
//! line `{"len": N, "url": …, "headers": {…}}`, then N bytes.

use mediawire_core::codec::charset::{self, Context, Decoded};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::entities;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::{self, Input, Link, Moment, Person, Record, Text, Told};
use serde_json::{Map, Value, json};
use std::io::{BufRead, Read, Write};
use std::ops::ControlFlow;
use url::Url;

/// Attributes of HTML that hold an address.
const ADDRESSES: [&str; 12] = [
    "action",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "href",
    "longdesc",
    "poster",
    "profile",
    "src",
    "usemap",
];

/// Answers until the input ends.
pub(crate) fn run() -> Result<bool, String> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let told = |why: std::io::Error| format!("cannot go on answering: {why}");
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).map_err(told)? == 0 {
            return Ok(true);
        }
        let asked: Value = serde_json::from_str(&line)
            .map_err(|why| format!("cannot read the line {line:?}: {why}"))?;
        let n_bytes = asked["len"].as_u64().unwrap_or_default();
        let mut bytes = Vec::new();
        input.by_ref().take(n_bytes).read_to_end(&mut bytes).map_err(told)?;
        let answer = answer(&bytes, &asked);
        writeln!(output, "{answer}").and_then(|()| output.flush()).map_err(told)?;
    }
}

fn answer(bytes: &[u8], asked: &Value) -> Value {
    let header = |name: &str| asked["headers"][name].as_str();
    let decoded = charset::decode(bytes, header("content-type"), Context::Xml);
    let document = entities::expanded(&decoded.text);
    let input = Input {
        document: &document,
        url: asked["url"].as_str().unwrap_or_default(),
        location: header("content-location"),
        home: None,
        language: header("content-language"),
        source: &Slug::of("eval"),
        capture: CaptureId(Digest::of(bytes)),
    };
    let mut entries = Vec::new();
    let mut is_doubted = decoded.is_lossy;
    let head = read::records(&input, &mut |told| {
        match told {
            Told::Record(item, _) => entries.push(record(&item)),
            Told::Doubt(_) => is_doubted = true,
        }
        ControlFlow::Continue(())
    });
    let Some(head) = head else {
        return json!({"ok": false, "error": "no list"});
    };
    json!({
        "ok": true,
        "wellformed": !is_doubted,
        "format": head.version,
        "encoding": charset(bytes, header("content-type"), &decoded),
        "feed": record(&head.record),
        "entries": entries,
    })
}

/// The charset's name. What is `text/…` and names none is ASCII (RFC 2046 §4.1.2), where its bytes are.
fn charset(bytes: &[u8], content_type: Option<&str>, decoded: &Decoded<'_>) -> String {
    let is_text = content_type
        .is_some_and(|it| it.starts_with("text/") && !it.to_ascii_lowercase().contains("charset="));
    let is_ascii = is_text && bytes.is_ascii();
    if is_ascii { "us-ascii".to_owned() } else { decoded.charset.to_lowercase() }
}

/// A record in the words of the scorer.
fn record(it: &Record<'_>) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| *value != json!([])) {
            out.insert(key.to_owned(), value);
        }
    };
    let id = it.id();
    put("id", id.as_ref().map(|(id, _)| Value::from(identity(id, it))));
    put("id_is_link", id.map(|(_, is_link)| Value::from(is_link)));
    put("link", it.link().map(Value::from));
    put("language", it.lang().map(|lang| lang.replace('_', "-").into()));
    put("license", it.licence().map(Value::from));
    put("comments", it.comments().map(Value::from));
    put("docs", it.docs().map(Value::from));
    put("title", it.title().map(|it| text(&it)));
    put("summary", it.summary().or_else(|| it.subtitle()).map(|it| text(&it)));
    put("rights", it.rights().map(|it| text(&it)));
    let mut contents: Vec<Value> = it.contents().map(|it| text(&it)).collect();
    if let (Some(href), Some(first)) = (it.content_href(), contents.first_mut()) {
        first["src"] = Value::from(href);
    }
    put("content", Some(Value::from(contents)));
    put("authors", Some(it.authors().iter().map(person).collect()));
    put("contributors", Some(it.contributors().iter().map(person).collect()));
    put("publisher", it.publisher().as_ref().map(person));
    put("published", it.published().map(|it| moment(&it)));
    put("updated", it.updated().or_else(|| it.dated()).map(|it| moment(&it)));
    put("created", it.created().map(|it| moment(&it)));
    put("expired", it.expired().map(|it| moment(&it)));
    let categories = it.categories().into_iter();
    let categories =
        categories.map(|it| json!({"term": it.term, "scheme": it.scheme, "label": it.label}));
    put("categories", Some(categories.collect()));
    put("links", Some(it.links().map(|it| link(&it)).collect()));
    put(
        "generator",
        it.generator()
            .map(|(name, href, version)| json!({"name": name, "href": href, "version": version})),
    );
    put("image", it.image().map(|it| json!({"href": it.href, "title": it.title, "link": it.link, "width": it.width, "height": it.height, "description": it.description})));
    put("icon", it.icon().map(Value::from));
    put("logo", it.logo().map(Value::from));
    let mut extra = Map::new();
    let reply_to: Map<String, Value> =
        it.reply_to().map(|(name, value)| (name.to_owned(), value.into())).collect();
    if !reply_to.is_empty() {
        extra.insert("thr_in-reply-to".to_owned(), reply_to.into());
    }
    if let Some(href) = it.own_href() {
        extra.insert("href".to_owned(), href.into());
    }
    if let Some(subtitle) = it.subtitle() {
        extra.insert("subtitle".to_owned(), subtitle.value().into());
    }
    put("source", it.source().map(|it| record(&it)));
    put("extra", Some(extra.into()));
    Value::from(out)
}

/// The identity, absolute where it is an address without a host.
fn identity(id: &str, it: &Record<'_>) -> String {
    let is_relative = id.starts_with('/') && Url::parse(id).is_err();
    let base = it.base().filter(|_| is_relative);
    base.and_then(|base| base.join(id).ok()).map_or_else(|| id.to_owned(), String::from)
}

fn text(it: &Text<'_>) -> Value {
    let is_html = it.media_type().contains("html") || it.media_type().contains("xml");
    let value = it.value();
    let base = it.base();
    let value = if is_html { absolute(&value, base) } else { value.into_owned() };
    json!({
        "value": value.trim(),
        "type": it.media_type(),
        "language": it.lang().map(|lang| lang.replace('_', "-")),
        "base": base.map(Url::as_str),
    })
}

fn person(it: &Person) -> Value {
    json!({"name": it.name, "email": it.email, "href": it.href})
}

fn moment(it: &Moment<'_>) -> Value {
    json!({"raw": it.0, "utc": it.time().map(|time| time.at.to_string())})
}

fn link(it: &Link<'_>) -> Value {
    let mut out = Map::new();
    for (key, value) in [
        ("rel", Some(&it.rel)),
        ("type", it.media_type.as_ref()),
        ("title", it.title.as_ref()),
        ("hreflang", it.lang.as_ref()),
        ("length", it.length.as_ref()),
    ] {
        if let Some(value) = value {
            out.insert(key.to_owned(), Value::from(value.as_ref()));
        }
    }
    out.insert("href".to_owned(), Value::from(it.href.as_str()));
    out.into()
}

/// HTML whose addresses are absolute, and which is else as it was.
fn absolute(html: &str, base: Option<&Url>) -> String {
    let Some(base) = base.filter(|_| html.contains('<')) else { return html.to_owned() };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (tag, behind) = rest.split_at(end);
        out.push_str(&resolved(tag, base));
        rest = behind;
    }
    out + rest
}

/// A tag whose addresses are absolute.
fn resolved(tag: &str, base: &Url) -> String {
    let mut out = tag.to_owned();
    for name in ADDRESSES {
        let lower = out.to_ascii_lowercase();
        let Some(at) = lower.find(&format!(" {name}=")) else { continue };
        let start = at + name.len() + 2;
        let Some(quote @ ('"' | '\'')) = out[start..].chars().next() else { continue };
        let Some(length) = out[start + 1..].find(quote) else { continue };
        let range = start + 1..start + 1 + length;
        let href = out[range.clone()].replace("&amp;", "&");
        let is_relative = Url::parse(href.trim()).is_err() && !href.trim().is_empty();
        if is_relative && let Ok(url) = base.join(href.trim()) {
            out.replace_range(range, &url.as_str().replace('&', "&amp;"));
        }
    }
    out
}
