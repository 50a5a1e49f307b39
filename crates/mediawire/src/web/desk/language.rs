//! The language that the desk speaks to who asks: the one they chose, else the site's first if the desk speaks it, else
//! English.

use crate::web::Web;
use crate::web::desk::ROUTES;
use crate::web::session::{self, ATTRIBUTES};
use axum::extract::{Form, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use mediawire_core::publish::locale::{self, Locale};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use url::Url;

/// The cookie that says which was chosen.
const CHOSEN: &str = "__Host-mediawire-desk-language";
const CHOSEN_S: u32 = 365 * 24 * 3_600;

/// The language of who asks.
pub(in crate::web) fn of(web: &Web, heads: &HeaderMap) -> Arc<Locale> {
    let chosen = session::cookie(heads, CHOSEN);
    let spoken = chosen.and_then(|tag| web.desk.iter().find(|locale| locale.tag == tag));
    spoken.unwrap_or_else(|| of_site(web)).clone()
}

/// The site's first language, if the desk speaks it, else English: it is what readers find on record where nobody gave
/// words of their own.
pub(super) fn of_site(web: &Web) -> &Arc<Locale> {
    locale::best(&web.desk, &web.sites[0].lang)
}

/// The language of who asks where nobody needs to be logged in.
pub(super) struct Spoken(pub(super) Arc<Locale>);

impl FromRequestParts<Arc<Web>> for Spoken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Infallible> {
        Ok(Self(of(web, &parts.headers)))
    }
}

/// A language that is chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    language: String,
}

/// Speaks it to this browser from now on, and leads back to where that was asked.
pub(super) async fn choose(
    State(web): State<Arc<Web>>,
    heads: HeaderMap,
    Form(Choice { language }): Form<Choice>,
) -> Response {
    let mut response = session::to(&back(&heads));
    if let Some(chosen) = web.desk.iter().find(|locale| locale.tag == language) {
        let cookie = format!("{CHOSEN}={}; Max-Age={CHOSEN_S}; {ATTRIBUTES}", chosen.tag);
        let value = HeaderValue::from_str(&cookie).expect("our own cookies are values");
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The page of the desk that asked, as far as it is one that can be asked for again; else the queue.
fn back(heads: &HeaderMap) -> String {
    let from = heads.get(header::REFERER).and_then(|value| value.to_str().ok());
    let Some(from) = from.and_then(|from| Url::parse(from).ok()) else { return queue() };
    let query = from.query().map_or_else(String::new, |query| format!("?{query}"));
    if is_page(from.path()) {
        return format!("{}{query}", from.path());
    }
    // What a form has led to stands below the page with the form.
    let mut path = from.path();
    while let Some((above, _)) = path.rsplit_once('/') {
        if is_page(above) {
            return above.to_owned();
        }
        path = above;
    }
    queue()
}

fn queue() -> String {
    "/desk".to_owned()
}

/// Whether a route gives a page at that path.
fn is_page(path: &str) -> bool {
    ROUTES.iter().filter(|route| route.method == Method::GET).any(|route| {
        let (mut asked, mut known) = (path.split('/'), route.path.split('/'));
        loop {
            match (asked.next(), known.next()) {
                (None, None) => return true,
                (Some(asked), Some(known)) if known.starts_with('{') || asked == known => {}
                (Some(_) | None, Some(_) | None) => return false,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::back;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn who_chooses_a_language_comes_back_to_a_page() {
        for (from, expected) in [
            ("https://wire.example/desk?show=wire&lang=fa", "/desk?show=wire&lang=fa"),
            ("https://wire.example/desk/item/abc", "/desk/item/abc"),
            ("https://wire.example/desk/begin/link", "/desk/begin/link"),
            ("https://wire.example/desk/item/abc/headline", "/desk/item/abc"),
            ("https://wire.example/desk/sources/a/rule?x=y", "/desk/sources/a"),
            ("https://wire.example/desk/queue/hold", "/desk"),
            ("https://wire.example/about", "/desk"),
            ("nowhere", "/desk"),
        ] {
            let heads =
                HeaderMap::from_iter([(header::REFERER, HeaderValue::from_str(from).unwrap())]);
            assert_eq!(back(&heads), expected, "{from}");
        }
        assert_eq!(back(&HeaderMap::new()), "/desk");
    }
}
