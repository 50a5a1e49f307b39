//! `sources` and `show`: what is there.

use crate::Use;
use crate::command::{Common, handling, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::copies;
use crate::store::doubts::Doubt;
use crate::store::{
    articles, body, captures, decisions, doubts, items, jobs, lists, pictures, sources, wire,
};
use crate::verify::named;
use clap::Args;
use mediawire_core::model::body::{Body, line_text};
use mediawire_core::model::picture::Pictures;

/// Parked jobs that are listed.
const PARKED: i64 = 20;

/// List the sources, what may be shown of them, and how their lists are.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire sources --json")]
pub struct Sources {
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Show an item: where it comes from, its versions, what was decided, and its text as it is on the wire.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire show k3w5n2q7b4x6m2c5d3f7")]
pub struct Show {
    /// The item: the 20 letters of an article's address, or the address
    item: String,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Sources {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Read).await?;
        let mut tx = wire.db.read().await?;
        let mut rows = Vec::new();
        for source in sources::all(&mut tx).await? {
            let state = lists::state(&mut tx, &source.slug).await?;
            let (n_items, n_shown) = sources::counts(&mut tx, &source.slug).await?;
            let doubts = doubts::of(&mut tx, &source.slug).await?;
            rows.push(serde_json::json!({
                "source": source.slug.as_str(), "name": source.name, "home": source.home, "list": source.list,
                "display": source.rights.display.name(), "images": source.rights.images,
                "index": source.rights.index.name(), "archive": source.rights.archive.name(),
                "retention_days": source.rights.retention_days, "licence": source.rights.licence, "release": source.release.name(),
                "section": source.section.as_str(), "items": n_items, "on_the_wire": n_shown,
                "polled_ms": state.polled_ms, "failures": state.n_failures, "trouble": state.trouble,
                "doubts": doubts.iter().map(doubt).collect::<Vec<_>>(),
            }));
        }
        if self.json {
            return print(&format!("{:#}", serde_json::Value::from(rows)));
        }
        if rows.is_empty() {
            return print(
                "No source yet. Add one with: mediawire add https://a-news-site.example/",
            );
        }
        for row in rows {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            let health = match text("trouble") {
                trouble if trouble.is_empty() => String::new(),
                trouble => format!("\n    {} failures: {trouble}", row["failures"]),
            };
            print(&format!(
                "{}  {}  {}{} {} in {}, index {}  {} items, {} on the wire{health}",
                text("source"),
                text("name"),
                text("display"),
                if row["images"] == true { " with pictures" } else { "" },
                text("release"),
                text("section"),
                text("index"),
                row["items"],
                row["on_the_wire"]
            ))?;
            for doubt in row["doubts"].as_array().into_iter().flatten() {
                let [words, url] =
                    ["words", "url"].map(|it| doubt[it].as_str().unwrap_or_default());
                print(&format!("    noticed {} times: {words} ({url})", doubt["times"]))?;
            }
        }
        for (kind, at_ms, why) in jobs::parked(&mut tx, PARKED).await? {
            let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
            print(&format!("parked  {}  {kind}: {why}", at.strftime("%Y-%m-%d %H:%M")))?;
        }
        Ok(())
    }
}

/// Something that was noticed of a source, as JSON.
fn doubt(doubt: &Doubt) -> serde_json::Value {
    let Doubt { code, url, words, first_ms, last_ms, n } = doubt;
    serde_json::json!({
        "code": code, "url": url, "words": words, "first_ms": first_ms, "last_ms": last_ms, "times": n,
    })
}

impl Show {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Read).await?;
        let id = named(&wire, &self.item).await?;
        let mut tx = wire.db.read().await?;
        let missing = || Error::new(Kind::NotFound, format!("there is no item {}", self.item));
        let item = items::get(&mut tx, id).await?.ok_or_else(missing)?;
        let source = sources::get(&mut tx, &item.source).await?.ok_or_else(missing)?;
        let (_, newest, _) = items::newest(&mut tx, id).await?.ok_or_else(missing)?;
        let last = wire::last(&mut tx, id).await?;
        let article = last.as_ref().map_or(newest, |last| last.article);
        let known = articles::get(&mut tx, article).await?;
        let body = body::read(&articles::body(&mut tx, article).await?)?;
        let handling = handling::of(&mut tx, known.entry.0).await?;
        let capture = captures::get(&mut tx, known.capture).await?;
        let place = captures::payload_place(&mut tx, known.capture).await?;
        let versions: Vec<_> = items::versions(&mut tx, id)
            .await?
            .into_iter()
            .map(|(n, article, at_ms)| serde_json::json!({ "n": n, "article": article.to_string(), "at_ms": at_ms }))
            .collect();
        let all = decisions::of(&mut tx, id).await?;
        let carries: Vec<_> = copies::flags(&mut tx, id, &all)
            .await?
            .into_iter()
            .map(|it| {
                serde_json::json!({
                    "of": it.of.as_str(), "is_withdrawn": it.is_withdrawn, "why": it.decision.why,
                    "kept_by": it.kept.map(|(by, _)| by),
                })
            })
            .collect();
        let decisions: Vec<_> = all
            .into_iter()
            .map(|decision| {
                serde_json::json!({
                    "n": decision.n, "kind": decision.kind.name(), "words": decision.kind.words(),
                    "by": decision.by, "why": decision.why, "at": decision.at.to_string(),
                })
            })
            .collect();
        let report = serde_json::json!({
            "item": item.public.as_str(), "source": source.name, "url": item.url,
            "source_headline": known.meta.headline,
            "dispatch": last.as_ref().map(|last| serde_json::json!({
                "number": last.number, "headline": last.headline, "kicker": last.kicker, "dek": last.dek.words(),
                "note": last.note.as_ref().map(|it| &it.words),
                "corrections": last.corrections.iter().map(|it| (it.at.to_string(), &it.words)).collect::<Vec<_>>(),
                "section": last.section.as_str(),
                "genre": last.genre.name(), "display": last.display.name(), "withheld": last.notice.withheld(),
                "killed": last.notice.killed(), "is_legal": last.notice.is_legal(),
                "at": last.at.to_string(), "body_sha256": last.body.to_hex(),
            })),
            "authors": known.meta.authors, "lang": known.meta.lang, "dek": known.meta.dek,
            "published": known.meta.published.as_ref().map(|time| time.at.to_string()),
            "capture": { "url": capture.url, "at": capture.at.to_string(), "sha256": capture.payload.to_hex(),
                "file": place.file, "offset": place.at_byte },
            "signals": known.meta.signals.0,
            "handling": handling.as_ref().map(handling::json),
            "pictures": pictures(pictures::of(&mut tx, article).await?),
            "versions": versions, "decisions": decisions, "carries": carries, "doubts": known.meta.doubts,
            "cuts": cuts(&body),
            "text": body.text(true),
        });
        if self.json {
            return print(&format!("{report:#}"));
        }
        tell(&report)?;
        for line in handling.iter().flat_map(handling::lines) {
            print(&format!("{:<16} {line}", "its agency"))?;
        }
        print("")?;
        for (_, line) in body.lines() {
            print(&format!("{}\n", line_text(line)))?;
        }
        Ok(())
    }
}

/// Prints what the report says, a line a key.
fn tell(report: &serde_json::Value) -> Result<()> {
    for key in [
        "item",
        "source",
        "url",
        "source_headline",
        "dispatch",
        "authors",
        "lang",
        "dek",
        "published",
        "capture",
        "signals",
        "pictures",
        "versions",
        "decisions",
        "carries",
        "cuts",
        "doubts",
    ] {
        let value = &report[key];
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            print(&format!(
                "{key:<16} {}",
                value.as_str().map_or_else(|| value.to_string(), str::to_owned)
            ))?;
        }
    }
    Ok(())
}

/// What is known of the pictures whose images were kept.
fn pictures(pictures: Pictures) -> serde_json::Value {
    let all = pictures.0.into_iter().map(|picture| {
        serde_json::json!({
            "url": picture.url, "sha256": picture.digest.to_hex(), "type": picture.kind.media_type(),
            "width": picture.width, "height": picture.height, "bytes": picture.n_bytes,
            "creator": picture.metadata.creator, "credit": picture.metadata.credit,
            "copyright": picture.metadata.copyright, "caption": picture.metadata.caption,
        })
    });
    all.collect()
}

/// How many cuts of each kind the body has, by name.
pub(super) fn cuts(body: &Body) -> serde_json::Value {
    let mut counts = std::collections::BTreeMap::new();
    for cut in &body.cuts {
        *counts.entry(cut.kind.name()).or_insert(0) += 1;
    }
    serde_json::json!(counts)
}
