//! Log-in and log-out, the link by which a password is chosen, and the accounts.

use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts::{self, Credentials};
use crate::store::accounts as stored;
use crate::store::accounts::Account;
use crate::store::acts::{self, Act};
use crate::web::Web;
use crate::web::desk::language::Spoken;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::listen::Peer;
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use mediawire_core::desk::role::{Right, Role};
use serde::Deserialize;
use std::sync::Arc;

/// Acts that are shown beside the accounts.
const ACTS: i64 = 50;

#[derive(Template)]
#[template(path = "desk/login.html")]
struct LoginPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    wrong: Option<Safe<String>>,
}

/// The page on which one logs in.
pub(super) async fn login(State(web): State<Arc<Web>>, Spoken(locale): Spoken) -> Response {
    pages::page(&LoginPage { frame: Frame::open(&web, &locale), name: "", wrong: None })
}

/// What is typed to log in.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    name: String,
    password: String,
}

/// Logs in, in a new session; the old one, if there is one, ends.
pub(super) async fn log_in(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    Spoken(locale): Spoken,
    heads: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let device = session::cookie(&heads, session::DEVICE);
    let said = Credentials { name: &typed.name, password: &typed.password, device };
    let place = peer.0.to_canonical().to_string();
    match accounts::log_in(&web.wire, &web.guesses, &said, &place).await {
        Ok(logged_in) => {
            if let Some(old) = session::cookie(&heads, session::SESSION) {
                accounts::log_out(&web.wire, old, &place).await.ok();
            }
            let mut response = session::to("/desk");
            session::hold(&mut response, &logged_in);
            response
        }
        Err(error) if matches!(error.kind, Kind::Forbidden | Kind::Refused) => {
            let frame = Frame::open(&web, &locale);
            let wrong = Some(frame.wrong(&error));
            let mut response = pages::page(&LoginPage { frame, name: &typed.name, wrong });
            *response.status_mut() = StatusCode::FORBIDDEN;
            if let Some(ms) = error.retry_after_ms {
                *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                response.headers_mut().insert(header::RETRY_AFTER, (ms / 1000).into());
            }
            response
        }
        Err(error) => failed(&web, &error),
    }
}

/// Ends the session.
pub(super) async fn log_out(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    match accounts::log_out(&web.wire, &desk.session, &desk.place).await {
        Ok(()) => {
            let mut response = session::to("/desk/login");
            session::forget(&mut response);
            response
        }
        Err(error) => failed(&web, &error),
    }
}

#[derive(Template)]
#[template(path = "desk/begin.html")]
struct BeginPage<'a> {
    frame: Frame<'a>,
    /// The name that the link is for; empty if it is to be chosen.
    account: &'a str,
    called: &'a str,
    role: Role,
    wrong: Option<Safe<String>>,
}

/// The page on which a password is chosen.
pub(super) async fn begin(
    State(web): State<Arc<Web>>,
    Path(link): Path<String>,
    Spoken(locale): Spoken,
) -> Response {
    match accounts::invited(&web.wire, &link).await {
        Ok(it) => pages::page(&BeginPage {
            frame: Frame::open(&web, &locale),
            account: &it.account,
            called: "",
            role: it.role,
            wrong: None,
        }),
        Err(error) => failed(&web, &error),
    }
}

/// What is typed where a password is chosen.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    name: String,
    password: String,
    again: String,
}

/// Chooses the password, and logs in by it.
pub(super) async fn choose(
    State(web): State<Arc<Web>>,
    Path(link): Path<String>,
    Extension(peer): Extension<Peer>,
    Spoken(locale): Spoken,
    Form(chosen): Form<Chosen>,
) -> Response {
    match chosen_by(&web, &link, &chosen, peer).await {
        Ok(response) => response,
        Err(error) if error.code == "link" => failed(&web, &error),
        Err(error) => match accounts::invited(&web.wire, &link).await {
            Ok(it) => {
                let frame = Frame::open(&web, &locale);
                let wrong = Some(frame.wrong(&error));
                let mut response = pages::page(&BeginPage {
                    frame,
                    account: &it.account,
                    called: &chosen.name,
                    role: it.role,
                    wrong,
                });
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
                response
            }
            Err(error) => failed(&web, &error),
        },
    }
}

async fn chosen_by(web: &Web, link: &str, chosen: &Chosen, peer: Peer) -> Result<Response> {
    if chosen.password != chosen.again {
        return Err(Error::new(Kind::Malformed, "the two passwords differ").code("password"));
    }
    let place = peer.0.to_canonical().to_string();
    let logged_in =
        accounts::accept(&web.wire, link, &chosen.name, &chosen.password, &place).await?;
    let Some(logged_in) = logged_in else { return Ok(session::to("/desk/login")) };
    let mut response = session::to("/desk");
    session::hold(&mut response, &logged_in);
    Ok(response)
}

#[derive(Template)]
#[template(path = "desk/accounts.html")]
struct AccountsPage<'a> {
    frame: Frame<'a>,
    all: &'a [Account],
    acts: Vec<(String, Act)>,
    /// The link that was made just now, and whose it is.
    link: Option<(String, String)>,
}

/// The accounts, and what was done of late that is no decision on an item.
pub(super) async fn accounts(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    shown(&web, &desk, None).await
}

async fn shown(web: &Web, desk: &Desk, link: Option<(String, String)>) -> Response {
    let read = async {
        let mut tx = web.wire.db.read().await?;
        Ok((stored::all(&mut tx).await?, acts::last(&mut tx, ACTS).await?))
    };
    match read.await {
        Ok((all, acts)) => pages::page(&AccountsPage {
            frame: Frame::of(web, desk),
            all: &all,
            acts: acts
                .into_iter()
                .map(|act| (pages::minute(&desk.locale, act.at_ms), act))
                .collect(),
            link,
        }),
        Err(error) => failed(web, &error),
    }
}

/// Whom an admin invites.
#[derive(Debug, Deserialize)]
pub(super) struct Invited {
    name: String,
    role: String,
}

/// Makes an account, or a new link for one, and shows the link once.
pub(super) async fn invite(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(invited): Form<Invited>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let role = Role::parse(&invited.role);
    match accounts::invite(&web.wire, &invited.name, role, by).await {
        Ok(token) => {
            let link = (invited.name, format!("{}/desk/begin/{token}", web.sites[0].base));
            shown(&web, &desk, Some(link)).await
        }
        Err(error) => failed(&web, &error),
    }
}

/// What becomes of an account.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    role: String,
    #[serde(default)]
    off: String,
}

/// Changes an account; whoever is logged in by it is no more.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(name): Path<String>,
    desk: Desk,
    Form(change): Form<Change>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let becomes = (Role::parse(&change.role), Some(change.off == "on"));
    match accounts::change(&web.wire, &name, becomes, by).await {
        Ok(_) => session::to("/desk/accounts"),
        Err(error) => failed(&web, &error),
    }
}
