//! What the desk says of an item beside its headline: where it belongs, what kind it is, and before when it is not shown.
//! To add one: a kind of decision, its form in `templates/desk/fields.html`, and its handler here.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::{articles, decisions, entries};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::{Reason, ahead, decided};
use crate::web::desk::pages::failed;
use crate::web::session::Desk;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use jiff::Timestamp;
use mediawire_core::desk;
use mediawire_core::desk::role::Right;
use mediawire_core::identify::placing;
use mediawire_core::model::decision::{Decision, DecisionKind};
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
    /// Until when nobody lets it out: as browsers write a moment, in the site's zone.
    pub(super) embargo: Option<String>,
}

/// Something that may be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    /// Whether it was chosen.
    pub(super) is_chosen: bool,
}

/// What rules say of an item, and what holds.
pub(super) struct Ruled {
    pub(super) by_rule: String,
    pub(super) now: String,
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
            is_chosen: own_section == Some(&section.code),
        };
        let genre_choice = |genre: Genre| Choice {
            value: genre.name().to_owned(),
            name: genre.name().to_owned(),
            is_chosen: own_genre == Some(genre),
        };
        let genre_name = |genre: Option<Genre>| genre.map_or("", Genre::name).to_owned();
        let typed =
            |at: Timestamp| site.time_zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string();
        Ok(Self {
            sections: site.sections.iter().map(section_choice).collect(),
            section: Ruled {
                by_rule: name(section.as_ref()),
                now: name(own_section.or(section.as_ref())),
            },
            genre: Ruled { by_rule: genre_name(genre), now: genre_name(own_genre.or(genre)) },
            genres: [Genre::Report, Genre::View].map(genre_choice).into(),
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
}

/// Puts the item into a section.
pub(in crate::web::desk) async fn section(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why }): Form<Given>,
) -> Response {
    let code = Some(value).filter(|code| !code.is_empty()).map(SectionCode);
    decided(web, path, desk, (DecisionKind::Section(code), Reason { why })).await
}

/// Says whether the item is a report or a view.
pub(in crate::web::desk) async fn genre(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why }): Form<Given>,
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
    decided(web, path, desk, (DecisionKind::Genre(genre), Reason { why })).await
}

/// Has nobody let the item out before a moment. To lift that, or to move it nearer, is to let it out.
pub(in crate::web::desk) async fn embargo(
    web: State<Arc<Web>>,
    path: Path<String>,
    desk: Desk,
    Form(Given { value, why }): Form<Given>,
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
    decided(web, path, desk, (DecisionKind::Embargo(until), Reason { why })).await
}

/// Until when the desk lets nobody let the item out.
async fn standing(web: &Web, public: &str) -> Result<Option<Timestamp>> {
    let item = named(&web.wire, public).await?;
    let all = decisions::of(&mut web.wire.db.read().await?, item).await?;
    Ok(desk::embargo(&all))
}
