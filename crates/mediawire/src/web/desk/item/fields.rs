//! What the desk says of an item beside its headline: the lines above and below that, a note, where it belongs, what kind
//! it is, and before when it is not shown.
//! To add one: a kind of decision, its form in `templates/desk/fields.html`, and its handler here.

use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::headline::Restyle;
use crate::pipeline::lines::{self, Place};
use crate::store::db::Tx;
use crate::store::{articles, decisions, entries};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::{Reason, Typed, ahead, answer, decided};
use crate::web::desk::pages::failed;
use crate::web::session::Desk;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use jiff::Timestamp;
use mediawire_core::desk;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::{self, with_marks, without_marks};
use mediawire_core::identify::placing;
use mediawire_core::model::decision::{Decision, DecisionKind, Field};
use mediawire_core::model::dek::Dek;
use mediawire_core::model::item::Item;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Genre, Source};
use serde::Deserialize;
use std::sync::Arc;

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
    /// Until when nobody lets it out: as browsers write a moment, in the site's zone.
    pub(super) embargo: Option<String>,
}

/// Something that may be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
}

/// The line below the headline.
pub(super) struct DekField {
    /// Whose it is, in words.
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
            Dek::Source => "the source’s",
            Dek::Teaser => "the first words",
            Dek::House(_) => "the house’s",
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
        web: &Web,
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
            code.map_or_else(String::new, |code| site.section_name(code).into_owned())
        };
        let section_choice = |section: &mediawire_core::model::section::Section| Choice {
            value: section.code.to_string(),
            name: site.name_of(section).into_owned(),
        };
        let genre_choice =
            |genre: Genre| Choice { value: genre.name().to_owned(), name: genre.name().to_owned() };
        let genre_name = |genre: Option<Genre>| genre.map_or("", Genre::name).to_owned();
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
                by_rule: genre_name(genre),
                now: genre_name(own_genre.or(genre)),
                chosen: genre_name(own_genre),
            },
            genres: [Genre::Report, Genre::View].map(genre_choice).into(),
            kicker: desk::kicker(all).unwrap_or_default().to_owned(),
            dek: DekField::of(&desk::dek(all), known),
            note: desk::note(all).unwrap_or_default().to_owned(),
            embargo: desk::embargo(all).filter(|at| *at > web.wire.now()).map(typed),
        })
    }
}

/// What was typed or chosen in a form of one field; nothing takes off what was decided before.
#[derive(Debug, Deserialize)]
pub(in crate::web::desk) struct Given {
    #[serde(default)]
    value: String,
    #[serde(default)]
    why: String,
    based: Option<u32>,
}

/// Puts the item into a section.
pub(in crate::web::desk) async fn section(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why, based }): Form<Given>,
) -> Response {
    let code = Some(value).filter(|code| !code.is_empty()).map(SectionCode);
    decided(web, path, desk, (DecisionKind::Section(code), Reason { why, based })).await
}

/// Says whether the item is a report or a view.
pub(in crate::web::desk) async fn genre(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why, based }): Form<Given>,
) -> Response {
    let genre = match value.as_str() {
        "" => None,
        name => match Genre::parse(name) {
            None => {
                let what = format!("{name:?} is no kind of item: choose report or view");
                return failed(&web, &Error::new(Kind::Malformed, what).code("genre"));
            }
            known => known,
        },
    };
    decided(web, path, desk, (DecisionKind::Genre(genre), Reason { why, based })).await
}

/// Gives the item the house's line above the headline, or takes it off.
pub(in crate::web::desk) async fn kicker(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
    Form(typed): Form<Typed>,
) -> Response {
    let given = line(&web, &public, &desk, (Place::Above, &typed)).await;
    answer(&web, &desk, &public, (Field::Kicker, &typed), given).await
}

/// Says which line stands below the headline.
pub(in crate::web::desk) async fn dek(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(typed): Form<Typed>,
) -> Response {
    let taken = match typed.of.as_str() {
        "source" => Dek::Source,
        "teaser" => Dek::Teaser,
        _ => {
            let given = line(&web, &path.0, &desk, (Place::Below, &typed)).await;
            return answer(&web, &desk, &path.0, (Field::Dek, &typed), given).await;
        }
    };
    decided(
        web,
        path,
        desk,
        (DecisionKind::Dek(taken), Reason { why: typed.why, based: typed.based }),
    )
    .await
}

async fn line(
    web: &Web,
    public: &str,
    desk: &Desk,
    (place, typed): (Place, &Typed),
) -> Result<Restyle> {
    let item = named(&web.wire, public).await?;
    let from = (desk.account.name.as_str(), desk.place.as_str());
    let by = (from, typed.why.trim(), typed.based);
    lines::give(&web.wire, item, (place, &typed.value), by, typed.confirmed(desk)?).await
}

/// Says something of the item to readers, in the house's name, or nothing any more.
pub(in crate::web::desk) async fn note(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why, based }): Form<Given>,
) -> Response {
    match typed::note(&value).context(Kind::Malformed, || "cannot take the note") {
        Ok(note) => {
            decided(web, path, desk, (DecisionKind::EditorNote(note), Reason { why, based })).await
        }
        Err(error) => failed(&web, &error),
    }
}

/// Has nobody let the item out before a moment. To lift that, or to move it nearer, is to let it out.
pub(in crate::web::desk) async fn embargo(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why, based }): Form<Given>,
) -> Response {
    let until = match value.trim() {
        "" => None,
        typed => match ahead(&web, typed) {
            None => {
                let what = "cannot embargo the item: name a day and a time that lie ahead";
                return failed(&web, &Error::new(Kind::Malformed, what).code("at"));
            }
            until => until,
        },
    };
    let standing = match standing(&web, &path.0).await {
        Ok(standing) => standing,
        Err(error) => return failed(&web, &error),
    };
    let is_nearer = match (standing, until) {
        (Some(standing), Some(until)) => until < standing,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if is_nearer && !desk.account.role.may(Right::Release) {
        let what = "to lift an embargo, or to move it nearer, is for those who may let items out";
        return failed(&web, &Error::new(Kind::Forbidden, what).code("role"));
    }
    decided(web, path, desk, (DecisionKind::Embargo(until), Reason { why, based })).await
}

/// Until when the desk lets nobody let the item out.
async fn standing(web: &Web, public: &str) -> Result<Option<Timestamp>> {
    let item = named(&web.wire, public).await?;
    let all = decisions::of(&mut web.wire.db.read().await?, item).await?;
    Ok(desk::embargo(&all))
}
