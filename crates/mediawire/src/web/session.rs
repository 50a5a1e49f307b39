//! Who asks at the desk: the session in the cookie, the right that a route asks for, and whether the request was made by
//! a page of ours.

use crate::error::{Error, Kind};
use crate::pipeline::accounts;
use crate::store::accounts::Account;
use crate::web::Web;
use crate::web::desk::{language, pages};
use crate::web::listen::Peer;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use mediawire_core::desk::role::Right;
use mediawire_core::publish::locale::Locale;
use std::convert::Infallible;
use std::sync::Arc;
use url::Url;

/// The cookies: `__Host-` lets no other host and no unencrypted page set them (RFC 6265bis §4.1.3.2).
pub const SESSION: &str = "__Host-mediawire";
/// What proves that somebody has logged in on this browser before.
pub const DEVICE: &str = "__Host-mediawire-device";
pub(super) const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Lax";
const DEVICE_S: u32 = 90 * 24 * 3_600;

/// Who is logged in and asks.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The account.
    pub account: Account,
    /// What proves the session.
    pub session: String,
    /// From where.
    pub place: String,
    /// The language that the desk speaks to them.
    pub locale: Arc<Locale>,
}

impl FromRequestParts<Arc<Web>> for Desk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Web>) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().expect("the route's guard has put it there"))
    }
}

/// Lets a request through to a route: one that changes something must come from a page of ours, and one that asks for a
/// `right` from somebody who has it. Whether it counts as a use of the session is `is_use`.
pub async fn guard(
    State((web, right, is_use)): State<(Arc<Web>, Option<Right>, bool)>,
    mut request: Request,
    next: Next,
) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_safe && !is_own(request.headers(), web.wire.public.as_deref()) {
        let words = "this was asked by a page of another site: nothing was done\n";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    let locale = language::of(&web, request.headers());
    if let Some(right) = right {
        let session = cookie(request.headers(), SESSION).map(str::to_owned);
        let found = match &session {
            Some(session) if is_use => accounts::who(&web.wire, session).await,
            Some(session) => accounts::listens(&web.wire, session).await,
            None => Ok(None),
        };
        let account = match found {
            Ok(Some(account)) => account,
            Ok(None) if is_safe => return to("/desk/login"),
            Ok(None) => {
                let what = "your session has ended: log in again; nothing was done";
                let error = Error::new(Kind::Forbidden, what).code("session");
                return pages::trouble((&web, &locale), &error, StatusCode::UNAUTHORIZED);
            }
            Err(error) => {
                return pages::trouble((&web, &locale), &error, StatusCode::SERVICE_UNAVAILABLE);
            }
        };
        if !account.role.may(right) {
            let (role, words) = (account.role.name(), right.words());
            let what = format!("as {role} you may not {words}: nothing was done");
            let error = Error::new(Kind::Forbidden, what).code("role");
            return pages::trouble((&web, &locale), &error, StatusCode::FORBIDDEN);
        }
        let place = place(&request);
        let session = session.unwrap_or_default();
        let locale = locale.clone();
        request.extensions_mut().insert(Desk { account, session, place, locale });
    }
    let mut response = pages::told((&web, &locale), next.run(request).await);
    // What the desk shows is nobody else's, and nothing for a cache between.
    let heads = response.headers_mut();
    heads.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    heads.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}

/// Whether a page of ours made the request: browsers say so by `Sec-Fetch-Site` (W3C Fetch Metadata), older ones by
/// `Origin` (RFC 6454 §7). Without either nobody knows, and it is not believed.
fn is_own(heads: &HeaderMap, public: Option<&str>) -> bool {
    let head = |name: &str| heads.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = head("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = head("origin").and_then(|origin| Url::parse(origin).ok()) else {
        return false;
    };
    let authority = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    };
    let is_public = public
        .and_then(|public| Url::parse(public).ok())
        .is_some_and(|it| it.origin() == origin.origin());
    is_public || head("host") == Some(authority(&origin).as_str())
}

/// From where a request came, as it stands on record.
pub(super) fn place(request: &Request) -> String {
    let peer = request.extensions().get::<Peer>();
    peer.map_or_else(String::new, |peer| peer.0.to_canonical().to_string())
}

/// The value of a cookie (RFC 6265 §4.2.1).
pub(super) fn cookie<'a>(heads: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = heads.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The answer that leads on to another page.
pub(super) fn to(path: &str) -> Response {
    let place = HeaderValue::from_str(path).expect("our own paths are values");
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// Has the browser hold what proves a session and itself.
pub(super) fn hold(response: &mut Response, logged_in: &accounts::LoggedIn) {
    let accounts::LoggedIn { session, device } = logged_in;
    for cookie in [
        format!("{SESSION}={session}; {ATTRIBUTES}"),
        format!("{DEVICE}={device}; Max-Age={DEVICE_S}; {ATTRIBUTES}"),
    ] {
        let value = HeaderValue::from_str(&cookie).expect("our own cookies are values");
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Has the browser forget its session.
pub(super) fn forget(response: &mut Response) {
    let cookie = format!("{SESSION}=; Max-Age=0; {ATTRIBUTES}");
    let value = HeaderValue::from_str(&cookie).expect("our own cookies are values");
    response.headers_mut().append(header::SET_COOKIE, value);
}

#[cfg(test)]
mod tests {
    use super::{cookie, is_own};
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    fn heads(all: &[(&str, &str)]) -> HeaderMap {
        let head = |(name, value): &(&str, &str)| {
            (HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*value).unwrap())
        };
        all.iter().map(head).collect()
    }

    #[test]
    fn only_a_page_of_ours_may_change_anything() {
        for (all, expected) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-site")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://a.example"),
                    ("host", "a.example"),
                ],
                false,
            ),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "http://a.example"), ("host", "a.example")], true),
            (&[("origin", "http://a.example:81"), ("host", "a.example:81")], true),
            (&[("origin", "http://a.example:81"), ("host", "a.example")], false),
            (&[("origin", "null"), ("host", "a.example")], false),
            (&[("origin", "https://b.example"), ("host", "a.example")], false),
            (&[("origin", "https://wire.example"), ("host", "inside:8480")], true),
            (&[("host", "a.example")], false),
            (&[], false),
        ] {
            assert_eq!(is_own(&heads(all), Some("https://wire.example")), expected, "{all:?}");
        }
    }

    #[test]
    fn cookie_is_found_by_its_whole_name() {
        let all = heads(&[("cookie", "a=1; __Host-mediawire=abc; b=2"), ("cookie", "c=3")]);
        assert_eq!(cookie(&all, "__Host-mediawire"), Some("abc"));
        assert_eq!((cookie(&all, "c"), cookie(&all, "mediawire")), (Some("3"), None));
    }
}
