//! An item for machines: all that is known of its headline, and what may be decided of it.

use super::{Asking, answer, failed};
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::copies::Flag;
use crate::pipeline::headline::{self, Confirmed, Restyle};
use crate::pipeline::{self, among, copies, house};
use crate::store::{articles, body, decisions, items, sources, wire};
use crate::verify::named;
use crate::web::Web;
use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use mediawire_core::desk;
use mediawire_core::desk::guard::Change;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::style::{self, Restyled};
use mediawire_core::desk::undo::{self, Again};
use mediawire_core::model::decision::{Decision, DecisionKind};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The item.
pub(super) async fn item(
    State(web): State<Arc<Web>>,
    Extension(_): Extension<Asking>,
    Path(public): Path<String>,
) -> Response {
    match read(&web, &public).await {
        Ok(value) => answer(StatusCode::OK, &value),
        Err(error) => failed(&error),
    }
}

async fn read(web: &Web, public: &str) -> Result<Value> {
    let id = named(&web.wire, public).await?;
    let mut tx = web.wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let item = items::get(&mut tx, id).await?.ok_or_else(missing)?;
    let (version, article, _) = items::newest(&mut tx, id).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let text = body::read(&articles::body(&mut tx, article).await?)?.text(true);
    let source = sources::get(&mut tx, &item.source).await?;
    let all = decisions::of(&mut tx, id).await?;
    let last = wire::last(&mut tx, id).await?;
    let outcome = items::outcome(&mut tx, known.entry).await?;
    let carries = copies::flags(&mut tx, id, &all).await?;
    let left = copies::left(&mut tx, id).await?;
    drop(tx);
    let name = source.as_ref().map_or("", |source| source.name.as_str());
    let made = house::suggest(&web.wire, &known.meta, &text, name);
    Ok(json!({
        "item": item.public.as_str(), "source": item.source.as_str(), "source_name": name, "url": item.url,
        "version": version, "received": item.received.to_string(), "lang": known.meta.lang,
        "headline": headline::of(&all, &known.meta.headline),
        "ledger": {
            "source": known.meta.headline,
            "given": all.iter().filter_map(given).collect::<Vec<_>>(),
            "suggested": made.as_ref().map(suggested),
        },
        "dispatch": last.as_ref().map(|last| json!({
            "number": last.number, "section": last.section.as_str(), "genre": last.genre.name(),
            "display": last.display.name(), "withheld": last.notice.withheld(), "killed": last.notice.killed(),
            "is_legal": last.notice.is_legal(),
        })),
        "stopped": outcome.map(|(step, code, why)| json!({ "step": step, "code": code, "why": why })),
        "decisions": all.iter().map(decision).collect::<Vec<_>>(),
        "carries": carries.iter().map(carried).collect::<Vec<_>>(),
        "copies": left.iter().map(|it| json!({
            "item": it.public.as_str(), "source_name": it.source, "headline": it.headline,
        })).collect::<Vec<_>>(),
        "doubts": known.meta.doubts, "text": text,
    }))
}

/// An item that was taken off and whose text this one carries; `kept` says who keeps this one all the same.
fn carried(it: &Flag) -> Value {
    json!({
        "of": it.of.as_str(), "is_withdrawn": it.is_withdrawn, "why": it.decision.why, "by": it.decision.by,
        "kept": it.kept.as_ref().map(|(by, at)| json!({ "by": by, "at": at.to_string() })),
    })
}

fn decision(it: &Decision) -> Value {
    json!({
        "n": it.n, "kind": it.kind.name(), "words": it.kind.words(), "by": it.by, "why": it.why,
        "at": it.at.to_string(),
    })
}

/// A headline that was given: by whom, by which rules with their versions, and what the guard found.
fn given(it: &Decision) -> Option<Value> {
    let DecisionKind::Headline(text) = &it.kind else { return None };
    let text = text.as_deref();
    let is_person = desk::is_person(&it.by);
    let rules: Vec<&str> = if is_person { Vec::new() } else { it.why.split(", ").collect() };
    let (why, guard) = match it.why.split_once(" [guard: ") {
        Some((why, found)) if is_person => (why, found.strip_suffix(']')),
        Some(_) | None => (it.why.as_str(), None),
    };
    Some(json!({
        "text": text, "by": it.by, "is_person": is_person, "rules": rules, "why": why, "guard": guard,
        "at": it.at.to_string(),
    }))
}

/// What the house's pack makes of the source's headline now, rule by rule.
fn suggested(made: &Restyled) -> Value {
    let step = |it: &style::Change| {
        json!({
            "rule": it.rule.id, "pack": it.rule.pack, "version": it.rule.version, "level": it.level.name(),
            "before": it.before, "after": it.after,
        })
    };
    let refused = made.refused.iter().map(|it| {
        let mut value = step(&it.change);
        value["why"] = it.why.to_string().into();
        value
    });
    json!({
        "text": made.text, "fired": made.fired.iter().map(step).collect::<Vec<_>>(),
        "proposed": made.proposals.iter().map(step).collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
    })
}

/// What is to be decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// The name of a kind of decision, or `assign`, `note` or `keep`.
    kind: String,
    /// A line, a moment (RFC 3339), a section's code, a genre's name, the withdrawn item whose text is kept; `null` takes the house's off. Whether they are missing
    /// is told from `null`, so that nothing is taken off by an oversight.
    #[serde(default, deserialize_with = "said")]
    words: Option<Option<String>>,
    /// Why: what readers see in the place of what is withheld.
    #[serde(default)]
    why: String,
    /// What confirms the changes of a line that were shown.
    #[serde(default)]
    confirms: String,
}

/// Words that are there, `null` too.
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// The kinds that take the house's off, or leave it to the rules again, where their words are `null`.
const MAY_BE_NONE: [&str; 8] =
    ["headline", "kicker", "dek", "editor-note", "section", "genre", "embargo", "assign"];

impl Wanted {
    /// The words; `None` where `null` says that there are to be none.
    ///
    /// # Errors
    /// `Malformed` if none are there, and none are not asked for either.
    fn words(&self) -> Result<Option<&str>> {
        let kind = self.kind.as_str();
        let is_none = MAY_BE_NONE.contains(&kind);
        match &self.words {
            Some(None) if is_none => Ok(None),
            Some(Some(words)) if !words.trim().is_empty() => Ok(Some(words.trim())),
            None | Some(_) if is_none => {
                let what =
                    format!("cannot decide {kind:?} without words: give some, or null for none");
                Err(Error::new(Kind::Malformed, what).code("words"))
            }
            None | Some(_) => Ok(Some("")),
        }
    }

    /// # Errors
    /// `Malformed` if there is no such thing to decide.
    fn decision(&self) -> Result<DecisionKind> {
        let (kind, words) = (self.kind.as_str(), self.words()?);
        let words = words.unwrap_or(if kind == "dek" { "source" } else { "" });
        DecisionKind::parse(kind, words).ok_or_else(|| {
            let what = format!("there is nothing to decide as {kind:?} {words:?}");
            Error::new(Kind::Malformed, what)
        })
    }
}

/// The right that a decision asks for; taking one back asks for more, by what it was.
fn right(kind: &DecisionKind) -> Right {
    match kind {
        // Lifting an embargo lets out.
        DecisionKind::Release | DecisionKind::Schedule(_) | DecisionKind::Embargo(_) => {
            Right::Release
        }
        DecisionKind::Hold | DecisionKind::Spike => Right::Hold,
        DecisionKind::Headline(_)
        | DecisionKind::Kicker(_)
        | DecisionKind::Dek(_)
        | DecisionKind::Section(_)
        | DecisionKind::Genre(_) => Right::Restyle,
        DecisionKind::EditorNote(_) | DecisionKind::Correct(_) => Right::EditorNote,
        DecisionKind::Withhold => Right::Withhold,
        DecisionKind::Kill(_) | DecisionKind::AskKill(_) => Right::Kill,
        DecisionKind::Undo(_) => Right::Note,
    }
}

/// Decides of an item.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    Extension(asking): Extension<Asking>,
    Path(public): Path<String>,
    body: Bytes,
) -> Response {
    match decided(&web, &asking, &public, &body).await {
        Ok(Decided::Done) => match read(&web, &public).await {
            Ok(value) => answer(StatusCode::OK, &value),
            Err(error) => failed(&error),
        },
        Ok(Decided::Asks(value)) => answer(StatusCode::CONFLICT, &value),
        Err(error) => failed(&error),
    }
}

enum Decided {
    Done,
    /// A line says something else than its source: what differs, and what confirms it.
    Asks(Value),
}

async fn decided(web: &Web, asking: &Asking, public: &str, body: &[u8]) -> Result<Decided> {
    let wanted: Wanted = serde_json::from_slice(body)
        .context(Kind::Malformed, || "send JSON with kind and why, and words where it has some")?;
    let wire = &web.wire;
    let from = (asking.account.name.as_str(), asking.place.as_str());
    if wanted.kind == "keep" {
        asking.may(Right::Withhold)?;
        let (id, words) = (named(wire, public).await?, wanted.words.clone().flatten());
        let of = named(wire, words.as_deref().unwrap_or_default().trim()).await?;
        copies::keep(wire, id, of, (from, wanted.why.trim())).await?;
        return Ok(Decided::Done);
    }
    if matches!(wanted.kind.as_str(), "assign" | "note") {
        let words = wanted.words()?.unwrap_or_default();
        asking.may(Right::Note)?;
        let id = named(wire, public).await?;
        match wanted.kind.as_str() {
            "assign" => among::assign(wire, id, (words, None), from).await?,
            _ => among::note(wire, id, words, from).await?,
        }
        return Ok(Decided::Done);
    }
    let kind = wanted.decision()?;
    asking.may(right(&kind))?;
    let id = named(wire, public).await?;
    if let DecisionKind::Undo(n) = kind {
        let may = |field, again: &Again| {
            undo::rights(field, again).into_iter().try_for_each(|right| asking.may(right))
        };
        pipeline::undo(wire, id, n, from, may).await?;
        return Ok(Decided::Done);
    }
    let confirmed = match wanted.confirms.as_str() {
        "" => Confirmed::No,
        shown => {
            // Who lets nothing out does not say either that a line may say something else.
            asking.may(Right::Release)?;
            Confirmed::Shown(shown)
        }
    };
    let on_record = (from.into(), wanted.why.trim(), None);
    match pipeline::say(wire, id, &kind, on_record, confirmed).await? {
        Restyle::Given => Ok(Decided::Done),
        Restyle::Asks { source, house, changes, confirms } => {
            let told = |change: &Change| {
                json!({
                    "kind": change.kind.name(), "words": change.told(&source, &house),
                    "equivalence": change.equivalence.map(|it| it.name()),
                })
            };
            let changes: Vec<Value> = changes.iter().map(told).collect();
            let name = kind.name();
            let error = format!(
                "the {name} says something else than its source: send it again with confirms, if that is meant"
            );
            Ok(Decided::Asks(json!({
                "error": error, "code": "guard", "changes": changes, "confirms": confirms,
            })))
        }
    }
}
