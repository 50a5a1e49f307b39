//! What is sent back: a status, a body in the forms a reader may take, and the heads that keep readers safe.

use crate::error::{Error, Kind};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use bytes::Bytes;
use mediawire_core::codec::digest::Digest;
use mediawire_core::publish::pages::{self, Trouble};
use mediawire_core::publish::site::Site;
use std::any::Any;
use std::io::Write as _;
use std::sync::Arc;

/// Nothing but our own style sheet, font, images and script is loaded, and nobody frames us. The digest is that of
/// [`THEME_SCRIPT`](mediawire_core::publish::THEME_SCRIPT): a test compares them.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; script-src 'self' 'sha256-BKaakBSAMRXYdy9an7HUhlm8XjJD4E/QLfxYcnYWGG8='; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// The widget's page may stand in anybody's frame, and has nothing but its own style.
pub const WIDGET_POLICY: &str = "default-src 'none'; style-src 'sha256-lf5wbo431orzj90oeLmO0J1Wvywfs49a7z+9++28WrU='; base-uri 'none'; form-action 'none'";
/// A stranger's page, if a browser shows it in spite of all, may do nothing and is nobody's.
const HANDED_POLICY: &str =
    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Bodies shorter than this are sent as they are.
const COMPRESS_BYTES_MIN: usize = 1000;
/// Brotli's quality: beyond 5 it costs much and gains little.
const BROTLI_QUALITY: i32 = 5;

/// How long a cache on the way, or a reader's own, may use an answer without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fresh {
    /// It asks each time (RFC 9111 §5.2.2.4), and is told by a 304 that it has it already. For all that may show an item:
    /// what is taken off the wire must be seen nowhere, from the moment at which it is.
    Never,
    /// For so many seconds.
    Seconds(u32),
    /// For as long as it likes: the address holds the digest of the bytes, which show no item.
    Always,
}

impl Fresh {
    fn value(self) -> HeaderValue {
        match self {
            Self::Never => HeaderValue::from_static("no-cache"),
            Self::Seconds(n) => {
                HeaderValue::from_str(&format!("public, max-age={n}")).expect("a number is a value")
            }
            Self::Always => HeaderValue::from_static("public, max-age=31536000, immutable"),
        }
    }
}

/// A body with its compressed forms, written once and sent often.
#[derive(Debug)]
pub struct Written {
    status: StatusCode,
    /// `ETag` without quotation marks; each coding has its own suffix.
    tag: String,
    plain: Form,
    gzip: Option<Form>,
    brotli: Option<Form>,
}

/// A body in one coding, with the heads that it is sent with.
#[derive(Debug)]
struct Form {
    body: Bytes,
    heads: HeaderMap,
}

impl Written {
    /// A body of `media_type`.
    #[must_use]
    pub fn new(status: u16, media_type: &'static str, fresh: Fresh, body: Vec<u8>) -> Self {
        Self::in_forms(status, (media_type, fresh), body, [true, true])
    }

    /// The same, to be sent once: only in the form that `asked` takes.
    #[must_use]
    pub fn once(
        status: u16,
        media_type: &'static str,
        fresh: Fresh,
        body: Vec<u8>,
        asked: &HeaderMap,
    ) -> Self {
        let brotli = accepts(asked, "br");
        let gzip = !brotli && accepts(asked, "gzip");
        Self::in_forms(status, (media_type, fresh), body, [gzip, brotli])
    }

    fn in_forms(
        status: u16,
        (media_type, fresh): (&'static str, Fresh),
        body: Vec<u8>,
        [gzipped, brotlied]: [bool; 2],
    ) -> Self {
        let tag = Digest::of(&body).to_base32(26);
        let value = |text: &str| HeaderValue::from_str(text).expect("our own values are values");
        let form = |coding: Option<&'static str>, body: Bytes| {
            let mut heads = HeaderMap::new();
            let suffix = coding.map_or_else(String::new, |name| format!("-{name}"));
            heads.insert(header::ETAG, value(&format!("\"{tag}{suffix}\"")));
            heads.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            heads.insert(header::CACHE_CONTROL, fresh.value());
            guard(&mut heads, CONTENT_SECURITY_POLICY);
            heads.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            if let Some(name) = coding {
                heads.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            Form { body, heads }
        };
        let compress = body.len() >= COMPRESS_BYTES_MIN;
        Self {
            status: StatusCode::from_u16(status).expect("our own statuses are statuses"),
            gzip: (compress && gzipped).then(|| form(Some("gzip"), gzip(&body))),
            brotli: (compress && brotlied).then(|| form(Some("br"), brotli(&body))),
            plain: form(None, body.into()),
            tag,
        }
    }

    /// The same under another content security policy.
    #[must_use]
    pub fn under(mut self, policy: &'static str) -> Self {
        let others = self.gzip.iter_mut().chain(&mut self.brotli);
        for form in std::iter::once(&mut self.plain).chain(others) {
            guard(&mut form.heads, policy);
        }
        self
    }

    /// The same, with who keeps back what was asked for: an address (RFC 7725 §4).
    #[must_use]
    pub fn blocked_by(mut self, url: &str) -> Self {
        let others = self.gzip.iter_mut().chain(&mut self.brotli);
        for form in std::iter::once(&mut self.plain).chain(others) {
            // An address that is no value of a head is not said.
            if let Ok(link) = HeaderValue::from_str(&format!("<{url}>; rel=\"blocked-by\"")) {
                form.heads.insert(header::LINK, link);
            }
        }
        self
    }

    /// How many bytes it takes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        let length = |form: &Option<Form>| form.as_ref().map_or(0, |form| form.body.len());
        self.plain.body.len() + length(&self.gzip) + length(&self.brotli)
    }

    /// The form that `asked` takes; 304 without a body if it has it already.
    pub(super) fn respond(&self, asked: &HeaderMap) -> Response<Body> {
        let accepts = |coding: &str| accepts(asked, coding);
        let form = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts("br") => brotli,
            (_, Some(gzip)) if accepts("gzip") => gzip,
            _ => &self.plain,
        };
        let mut heads = form.heads.clone();
        let (status, body) = if self.status == StatusCode::OK && has_tag(asked, &self.tag) {
            heads.remove(header::CONTENT_TYPE);
            heads.remove(header::CONTENT_ENCODING);
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            (self.status, Body::from(form.body.clone()))
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = heads;
        response
    }
}

/// The heads that keep readers safe.
fn guard(heads: &mut HeaderMap, policy: &'static str) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        heads.insert(name, HeaderValue::from_static(value));
    }
}

/// Guarded bytes with their digest as their tag; 304 without them.
fn tagged(bytes: Option<Bytes>, digest: Digest, policy: &'static str) -> Response<Body> {
    let is_known = bytes.is_none();
    let mut response = Response::new(bytes.map_or_else(Body::empty, Body::from));
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let heads = response.headers_mut();
    guard(heads, policy);
    let tag = format!("\"{digest}\"");
    heads.insert(header::ETAG, HeaderValue::from_str(&tag).expect("digits are a value"));
    response
}

/// An image: its bytes never change under their address, which holds their digest, and whether they may be had is asked each
/// time.
#[derive(Debug, Clone, Copy)]
pub struct Image {
    /// Their media type.
    pub media_type: &'static str,
    /// SHA-256 of them.
    pub digest: Digest,
    /// Whether search engines may list them.
    pub is_to_be_found: bool,
}

impl Image {
    /// The answer with `bytes`; 304 without them, for a side that has them already.
    #[must_use]
    pub fn respond(self, bytes: Option<Bytes>) -> Response<Body> {
        let is_known = bytes.is_none();
        let mut response = tagged(bytes, self.digest, CONTENT_SECURITY_POLICY);
        let heads = response.headers_mut();
        heads.insert(header::CACHE_CONTROL, Fresh::Never.value());
        if !self.is_to_be_found {
            heads.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        }
        if !is_known {
            heads.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        }
        response
    }
}

/// A stranger's bytes, handed over to be checked: no browser shows or runs them here, and whether they may be had is asked
/// each time.
#[derive(Debug, Clone, Copy)]
pub struct Handed {
    /// SHA-256 of them.
    pub digest: Digest,
    /// Whether their source reserves text and data mining.
    pub is_reserved: bool,
}

impl Handed {
    /// The answer with `bytes`; 304 without them, for a side that has them already.
    #[must_use]
    pub fn respond(self, bytes: Option<Bytes>) -> Response<Body> {
        let is_known = bytes.is_none();
        let mut response = tagged(bytes, self.digest, HANDED_POLICY);
        let heads = response.headers_mut();
        heads.insert(header::CACHE_CONTROL, Fresh::Never.value());
        heads.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        if self.is_reserved {
            heads.insert("tdm-reservation", HeaderValue::from_static("1"));
        }
        if !is_known {
            let kind = HeaderValue::from_static("application/octet-stream");
            heads.insert(header::CONTENT_TYPE, kind);
            let file = format!("attachment; filename=\"capture-{}.bin\"", self.digest);
            let file = HeaderValue::from_str(&file).expect("digits are a value");
            heads.insert(header::CONTENT_DISPOSITION, file);
        }
        response
    }
}

/// What a handler gives: something written, and what the asking side accepts.
#[derive(Debug)]
pub struct Answer {
    written: Arc<Written>,
    asked: HeaderMap,
}

impl Answer {
    /// `written`, in the form that `asked` takes.
    #[must_use]
    pub fn new(written: Arc<Written>, asked: HeaderMap) -> Self {
        Self { written, asked }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> axum::response::Response {
        self.written.respond(&self.asked)
    }
}

/// `text/html` in UTF-8.
pub const HTML: &str = "text/html; charset=utf-8";

/// The page for a request that cannot be met.
#[must_use]
pub fn trouble(site: &Site, trouble: Trouble) -> Answer {
    let html = pages::trouble(site, trouble);
    let written = Written::new(trouble.status(), HTML, Fresh::Never, html.into_bytes());
    Answer::new(Arc::new(written), HeaderMap::new())
}

/// The page for an address that leads nowhere.
#[must_use]
pub fn not_found(site: &Site) -> Answer {
    trouble(site, Trouble::NotFound)
}

/// The page for an error of ours: what happened is in the log, not on the page.
#[must_use]
pub fn failed(site: &Site, error: &Error) -> Answer {
    match error.kind {
        Kind::NotFound => not_found(site),
        Kind::Transient | Kind::Refused | Kind::Conflict | Kind::Forbidden => {
            tracing::warn!("a page could not be served: {error}");
            trouble(site, Trouble::NotNow)
        }
        Kind::Malformed | Kind::Bug => {
            tracing::error!("a page could not be served: {error}");
            trouble(site, Trouble::Broken)
        }
    }
}

/// The answer where a handler panicked.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "the layer that catches panics gives it so")]
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> axum::response::Response {
    let words = cause.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no words");
    tracing::error!("a page broke off: {words}");
    let body = "This page cannot be shown. It has been noted, and will be mended.\n";
    (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
}

/// Whether the asking side takes `coding` (RFC 9110 §12.5.3); without a word about it, it does not.
fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    let all =
        asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_it = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts.any(|part| {
            part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
        });
        is_it && !refused
    })
}

/// Whether the asking side has the body with this tag, in any coding (RFC 9110 §13.1.2).
pub(super) fn has_tag(asked: &HeaderMap, tag: &str) -> bool {
    let all =
        asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let one = one.trim().trim_start_matches("W/").trim_matches('"');
        let one = one.strip_suffix("-br").or_else(|| one.strip_suffix("-gzip")).unwrap_or(one);
        one == tag || one == "*"
    })
}

fn gzip(body: &[u8]) -> Bytes {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(body).expect("memory takes every write");
    out.finish().expect("memory takes every write").into()
}

fn brotli(body: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, ..Default::default() };
    brotli::BrotliCompress(&mut &body[..], &mut out, &params).expect("memory takes every write");
    out.into()
}

#[cfg(test)]
mod tests {
    use super::{Written, accepts, has_tag};
    use axum::http::{HeaderMap, HeaderValue, header};
    use mediawire_core::codec::digest::Digest;
    use mediawire_core::publish::{THEME_SCRIPT, WIDGET_STYLE};

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn policies_let_in_just_the_script_and_the_style_that_stand_in_pages() {
        for (text, policy) in
            [(THEME_SCRIPT, super::CONTENT_SECURITY_POLICY), (WIDGET_STYLE, super::WIDGET_POLICY)]
        {
            let source = format!("'sha256-{}'", base64(Digest::of(text.as_bytes()).as_bytes()));
            assert!(policy.contains(&source), "{source} is not in {policy}");
        }
    }

    /// RFC 4648 §4, for the 32 bytes of a digest.
    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        let letter = |six: &[u8]| {
            let six = std::str::from_utf8(six).unwrap();
            char::from(LETTERS[usize::from_str_radix(six, 2).unwrap()])
        };
        let told: String = format!("{bits:0<258}").as_bytes().chunks(6).map(letter).collect();
        format!("{told}=")
    }

    #[test]
    fn coding_is_taken_only_where_it_is_accepted() {
        for (value, br, gzip) in [
            ("gzip, deflate, br", true, true),
            ("gzip;q=0, br;q=0.5", true, false),
            ("identity", false, false),
            ("", false, false),
        ] {
            let asked = asked(header::ACCEPT_ENCODING, value);
            assert_eq!((accepts(&asked, "br"), accepts(&asked, "gzip")), (br, gzip), "{value}");
        }
    }

    #[test]
    fn tag_of_any_coding_is_known_again() {
        for value in ["\"abc\"", "W/\"abc-br\"", "\"x\", \"abc-gzip\"", "*"] {
            assert!(has_tag(&asked(header::IF_NONE_MATCH, value), "abc"), "{value}");
        }
        assert!(!has_tag(&asked(header::IF_NONE_MATCH, "\"abcd\""), "abc"));
    }

    #[test]
    fn every_form_of_a_body_has_a_tag_of_its_own() {
        let written = Written::new(200, super::HTML, super::Fresh::Never, vec![b'x'; 5000]);
        let tag = |value| {
            let response = written.respond(&asked(header::ACCEPT_ENCODING, value));
            response.headers()[header::ETAG].to_str().unwrap().to_owned()
        };
        assert_ne!(tag("br"), tag("gzip"));
        assert_ne!(tag("gzip"), tag("identity"));
        let again = written.respond(&asked(header::IF_NONE_MATCH, &tag("br")));
        assert_eq!(again.status(), 304);
        assert!(!again.headers().contains_key(header::CONTENT_TYPE));
    }
}
