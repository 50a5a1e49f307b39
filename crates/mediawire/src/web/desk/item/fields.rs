//! What the desk says of an item beside its headline: the lines above and below that, a note, where it belongs, what kind
//! it is, and before when it is not shown.
//! To add one: a kind of decision, its form in `templates/desk/fields.html` and `form.rs`, and what it does here.

use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline;
use crate::pipeline::headline::Restyle;
use crate::pipeline::lines::{self, Place};
use crate::store::db::Tx;
use crate::store::{articles, decisions, entries};
use crate::web::Web;
use crate::web::desk::item::confirmed;
use crate::web::desk::item::form::Typed;
use crate::web::desk::{language, pages};
use crate::web::session::Desk;
use jiff::Timestamp;
use jiff::civil::DateTime;
use mediawire_core::desk;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::{self, with_marks, without_marks};
use mediawire_core::identify::placing;
use mediawire_core::model::decision::{Decision, DecisionKind, Ground};
use mediawire_core::model::dek::Dek;
use mediawire_core::model::id::ItemId;
use mediawire_core::model::item::Item;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Genre, Source};
use mediawire_core::publish::locale::Locale;

/// What stands in the forms.
pub(super) struct Fields {
    /// The sections that may be chosen.
    pub(super) sections: Vec<Choice>,
    /// Where the rules put it, and where it is.
    pub(super) section: Ruled,
    /// What kind the rules take it for, and what it is.
    pub(super) genre: Ruled,
    /// What of the two kinds was said by a person.
    pub(super) genres: Vec<Choice>,
    /// The house's line above the headline, to be edited.
    pub(super) kicker: String,
    /// The line below it.
    pub(super) dek: DekField,
    /// What the house says of it to readers, to be edited.
    pub(super) note: String,
    /// Until when nobody lets it out: as browsers write a moment, in the site's zone; empty if
    /// nobody says so.
    pub(super) embargo: String,
}

/// Something that may be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
}

/// The line below the headline.
pub(super) struct DekField {
    /// Whose it is: the name of its words.
    pub(super) by: &'static str,
    /// The house's, to be edited.
    pub(super) house: String,
    /// The source's, if it has one.
    pub(super) source: Option<String>,
    /// The first words of the text.
    pub(super) teaser: String,
}

impl DekField {
    fn of(dek: &Dek, known: &articles::Known) -> Self {
        let by = match dek {
            Dek::Source if known.meta.dek.is_none() => "none",
            Dek::Source => "source",
            Dek::Teaser => "teaser",
            Dek::House(_) => "house",
        };
        let house = without_marks(dek.house().unwrap_or_default());
        let source = known.meta.dek.as_deref().map(with_marks);
        Self { by, house, source, teaser: with_marks(&known.teaser) }
    }
}

/// What rules say of an item, and what holds.
pub(super) struct Ruled {
    pub(super) by_rule: String,
    pub(super) now: String,
    /// What the desk says; empty if nothing.
    pub(super) chosen: String,
}

impl Fields {
    pub(super) async fn of(
        (web, locale): (&Web, &Locale),
        tx: &mut Tx,
        (item, known, source): (&Item, &articles::Known, Option<&Source>),
        all: &[Decision],
    ) -> Result<Self> {
        let site = &web.sites[0];
        let entry = entries::get(tx, known.entry.0, known.entry.1).await?.entry;
        let placed = source.map(|source| {
            let (meta, url) = (&known.meta, &item.url);
            let section = placing::section(source, &entry, meta, url, &web.wire.sections);
            (section, placing::genre(source, &entry, meta, url))
        });
        let (section, genre) = placed.unzip();
        let (own_section, own_genre) = (desk::section(all), desk::genre(all));
        let name = |code: Option<&SectionCode>| {
            let name = |code: &SectionCode| pages::section(&site.sections, locale, code.as_str());
            code.map_or_else(String::new, name)
        };
        let section_choice = |section: &mediawire_core::model::section::Section| Choice {
            value: section.code.to_string(),
            name: locale.section(section.code.as_str(), &section.name).into_owned(),
        };
        let genre_name = |genre: Genre| locale.say(&format!("genre-{}", genre.name()));
        let genre_choice =
            |genre: Genre| Choice { value: genre.name().to_owned(), name: genre_name(genre) };
        let typed =
            |at: Timestamp| site.time_zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string();
        Ok(Self {
            sections: site.sections.iter().map(section_choice).collect(),
            section: Ruled {
                by_rule: name(section.as_ref()),
                now: name(own_section.or(section.as_ref())),
                chosen: own_section.map_or("", SectionCode::as_str).to_owned(),
            },
            genre: Ruled {
                by_rule: genre.map_or_else(String::new, genre_name),
                now: own_genre.or(genre).map_or_else(String::new, genre_name),
                chosen: own_genre.map_or("", Genre::name).to_owned(),
            },
            genres: [Genre::Report, Genre::View].map(genre_choice).into(),
            kicker: desk::kicker(all).unwrap_or_default().to_owned(),
            dek: DekField::of(&desk::dek(all), known),
            note: desk::note(all).unwrap_or_default().to_owned(),
            embargo: desk::embargo(all)
                .filter(|at| *at > web.wire.now())
                .map_or_else(String::new, typed),
        })
    }
}

/// Decides that of the item, for the reason that was typed.
pub(super) async fn decide(
    web: &Web,
    desk: &Desk,
    item: ItemId,
    (kind, typed): (&DecisionKind, &Typed),
) -> Result<()> {
    // What readers see in its place is not made up here.
    let own = language::of_site(web).say("reason-desk");
    let why = match typed.why() {
        "" if !kind.takes_off() => own.as_str(),
        why => why,
    };
    let by = ((desk.account.name.as_str(), desk.place.as_str()), why);
    match kind {
        DecisionKind::Kill(_) => {
            let ground = Ground::of(!typed.get("legal").is_empty());
            pipeline::kill(&web.wire, item, ground, by, typed.based()?).await
        }
        kind => pipeline::decide_on(&web.wire, item, kind, by, typed.based()?).await,
    }
}

/// Lets it out at a moment: as browsers write one without a zone, in the site's.
pub(super) async fn schedule(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let Some(at) = ahead(web, typed.get("at")) else {
        let what = "cannot schedule the item: name a day and a time that lie ahead";
        return Err(Error::new(Kind::Malformed, what).code("at"));
    };
    decide(web, desk, item, (&DecisionKind::Schedule(at), typed)).await
}

/// A moment that was typed, if it lies ahead.
fn ahead(web: &Web, typed: &str) -> Option<Timestamp> {
    let zone = web.sites[0].time_zone.clone();
    let at = typed.parse::<DateTime>().ok().and_then(|at| zone.to_timestamp(at).ok());
    at.filter(|at| *at > web.wire.now())
}

/// Puts the item into a section; nothing chosen takes off what was decided before.
pub(super) async fn section(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let code = Some(typed.value()).filter(|code| !code.is_empty());
    let kind = DecisionKind::Section(code.map(|code| SectionCode(code.to_owned())));
    decide(web, desk, item, (&kind, typed)).await
}

/// Says whether the item is a report or a view; nothing chosen takes off what was decided before.
pub(super) async fn genre(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let genre = match typed.value() {
        "" => None,
        name => match Genre::parse(name) {
            None => {
                let what = format!("{name:?} is no kind of item: choose report or view");
                return Err(Error::new(Kind::Malformed, what).code("genre"));
            }
            known => known,
        },
    };
    decide(web, desk, item, (&DecisionKind::Genre(genre), typed)).await
}

/// Gives the item the house's line above the headline, or takes it off.
pub(super) async fn kicker(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<Restyle> {
    line(web, desk, item, (Place::Above, typed)).await
}

/// Says which line stands below the headline.
pub(super) async fn dek(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<Restyle> {
    let taken = match typed.get("of") {
        "source" => Dek::Source,
        "teaser" => Dek::Teaser,
        _ => return line(web, desk, item, (Place::Below, typed)).await,
    };
    decide(web, desk, item, (&DecisionKind::Dek(taken), typed)).await?;
    Ok(Restyle::Given)
}

async fn line(
    web: &Web,
    desk: &Desk,
    item: ItemId,
    (place, typed): (Place, &Typed),
) -> Result<Restyle> {
    let from = (desk.account.name.as_str(), desk.place.as_str());
    let by = (from, typed.why(), typed.based()?);
    lines::give(&web.wire, item, (place, typed.value()), by, confirmed(typed, desk)?).await
}

/// Says something of the item to readers, in the house's name, or nothing any more.
pub(super) async fn note(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let note = typed::note(typed.value()).context(Kind::Malformed, || "cannot take the note")?;
    decide(web, desk, item, (&DecisionKind::EditorNote(note), typed)).await
}

/// Puts right, for readers, what the house said of the item.
pub(super) async fn correct(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let words = typed::correction(typed.value())
        .context(Kind::Malformed, || "cannot take the correction")?;
    decide(web, desk, item, (&DecisionKind::Correct(words), typed)).await
}

/// Has nobody let the item out before a moment. To lift that, or to move it nearer, is to let it out.
pub(super) async fn embargo(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let until = match typed.value().trim() {
        "" => None,
        moment => match ahead(web, moment) {
            None => {
                let what = "cannot embargo the item: name a day and a time that lie ahead";
                return Err(Error::new(Kind::Malformed, what).code("at"));
            }
            until => until,
        },
    };
    let all = decisions::of(&mut web.wire.db.read().await?, item).await?;
    let is_nearer = match (desk::embargo(&all), until) {
        (Some(standing), Some(until)) => until < standing,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if is_nearer && !desk.account.role.may(Right::Release) {
        let what = "to lift an embargo, or to move it nearer, is for those who may let items out";
        return Err(Error::new(Kind::Forbidden, what).code("role"));
    }
    decide(web, desk, item, (&DecisionKind::Embargo(until), typed)).await
}
