//! Many lines of the queue at once: each has its own decision, for the one reason that is given; those of which it cannot
//! be decided are named, and the others are done.

use crate::error::{Error, Kind, Result};
use crate::pipeline::{self, among};
use crate::store::{articles, items, standing};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::language;
use crate::web::desk::pages::{self, status};
use crate::web::desk::queue::{self, Asked, Came, Left, PAGE};
use crate::web::session::{self, Desk};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, post};
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::DecisionKind;
use std::collections::BTreeSet;
use std::sync::Arc;
use url::form_urlencoded;

/// What becomes of the lines that are marked.
#[derive(Debug, Clone)]
pub(super) enum Becomes {
    /// This is decided of each.
    Decided(DecisionKind),
    /// Each is assigned to who asks.
    Mine,
}

/// What was sent: the marked items, each once and in their order, the reason, and the list that they stand in.
struct Marked {
    items: Vec<String>,
    why: String,
    asked: Asked,
}

impl Marked {
    fn read(form: &[u8]) -> Self {
        let (mut items, mut why, mut asked) = (Vec::new(), String::new(), Asked::default());
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(form) {
            match name.as_ref() {
                "item" if seen.insert(value.to_string()) => items.push(value.into_owned()),
                "why" => value.trim().clone_into(&mut why),
                name => asked.set(name, &value),
            }
        }
        Self { items, why, asked }
    }

    /// Whether so many lines can be decided of.
    ///
    /// # Errors
    /// `Malformed` if none is marked, or more than a page has.
    fn check(&self) -> Result<()> {
        let what = match self.items.len() {
            0 => "no line is marked: mark those that you mean".to_owned(),
            n if n > PAGE => format!("{n} lines are marked: at once it goes for {PAGE}"),
            _ => return Ok(()),
        };
        Err(Error::new(Kind::Malformed, what).code("item"))
    }
}

/// The route by which that becomes of the lines that are marked.
pub(super) fn each(becomes: Becomes) -> MethodRouter<Arc<Web>> {
    post(move |State(web): State<Arc<Web>>, desk: Desk, form: Bytes| async move {
        done(&web, &desk, Marked::read(&form), &becomes).await
    })
}

/// Back to the list, where all is done; else the list with what is left, still marked, and the reason that was typed.
async fn done(web: &Web, desk: &Desk, marked: Marked, becomes: &Becomes) -> Response {
    let Marked { items, why, asked } = &marked;
    let mut came = Came { why: why.clone(), ..Came::default() };
    let code = match marked.check() {
        Err(error) => {
            came.words = Some(pages::wrong(&desk.locale, &error));
            came.marked = items.iter().map(|item| public_of(item).to_owned()).collect();
            status(&error)
        }
        Ok(()) => {
            for item in items {
                if let Err(error) = one(web, desk, (item, why), becomes).await {
                    let public = public_of(item).to_owned();
                    let headline = headline(web, &public).await.unwrap_or_else(|_| public.clone());
                    came.n_theirs += usize::from(error.code == among::THEIRS);
                    came.marked.insert(public.clone());
                    came.left.push(Left {
                        public,
                        headline,
                        why: pages::wrong(&desk.locale, &error),
                    });
                }
            }
            came.n_done = items.len() - came.left.len();
            if came.left.is_empty() {
                return session::to(&asked.after(came.n_done));
            }
            if came.n_done == 0 { StatusCode::CONFLICT } else { StatusCode::OK }
        }
    };
    let mut response = queue::again(web, desk, marked.asked, came).await;
    *response.status_mut() = code;
    response
}

/// The item of a line, which says what it was when it was marked: `ITEM@CHANGED`.
fn public_of(item: &str) -> &str {
    item.split('@').next().unwrap_or_default()
}

async fn one(web: &Web, desk: &Desk, (public, why): (&str, &str), becomes: &Becomes) -> Result<()> {
    let (public, seen) = public.split_once('@').unwrap_or((public, ""));
    let item = named(&web.wire, public).await?;
    let by = desk.account.name.as_str();
    match becomes {
        Becomes::Decided(kind) => {
            let stands = standing::assigned(&mut web.wire.db.read().await?, item).await?;
            let is_same = |now_ms: i64| seen.is_empty() || seen == now_ms.to_string();
            if !stands.is_none_or(|(_, now_ms)| is_same(now_ms)) {
                let what = "it has changed since the list was shown: look at it first";
                return Err(Error::new(Kind::Conflict, what).code(pipeline::CHANGED));
            }
            let own = language::of_site(web).say("reason-desk");
            let why = if why.is_empty() { own.as_str() } else { why };
            pipeline::decide(&web.wire, item, kind, (by, desk.place.as_str()), why).await
        }
        Becomes::Mine => {
            // What somebody else sees to is not taken away from them unseen.
            among::assign(&web.wire, item, (by, Some("")), (by, &desk.place)).await
        }
    }
}

async fn headline(web: &Web, public: &str) -> Result<String> {
    let item = named(&web.wire, public).await?;
    let mut tx = web.wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let (_, article, _) = items::newest(&mut tx, item).await?.ok_or_else(missing)?;
    Ok(with_marks(&articles::get(&mut tx, article).await?.meta.headline))
}
