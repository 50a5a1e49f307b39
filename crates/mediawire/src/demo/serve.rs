//! Answers a request: the resource by host and path, conditional GET (RFC 9110 §13), gzip where the agency has it.

use crate::demo::picture;
use crate::demo::site::{PICTURE_AGE_S, Resource, Site};
use crate::demo::{AGENCIES, Agencies};
use axum::body::Body;
use axum::extract::State;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HOST, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, VARY,
};
use http::{HeaderMap, Response, StatusCode, Uri};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use std::fmt::Write;
use std::sync::Arc;

/// Answers GET and HEAD for every agency.
pub(super) async fn answer(
    State(agencies): State<Arc<Agencies>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let host = text(HOST).rsplit_once(':').map_or(text(HOST), |(host, _)| host);
    let sites = agencies.now();
    let Some(site) = sites.by_host.get(host.to_ascii_lowercase().as_str()) else {
        return no_such_host(sites.diary.port);
    };
    let asked = uri.path_and_query().map_or(uri.path(), http::uri::PathAndQuery::as_str);
    let resource = site.resources.get(asked).or_else(|| site.resources.get(uri.path()));
    if let Some(resource) = resource {
        return conditional(resource, &headers);
    }
    if let Some(resource) = drawn(site, uri.path()) {
        return conditional(&resource, &headers);
    }
    if uri.path() == "/favicon.ico" {
        return respond(StatusCode::NO_CONTENT, "image/x-icon", Body::empty());
    }
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", Body::from(site.not_found.clone()))
}

/// The whole resource, or 304 if the asker has it.
fn conditional(resource: &Resource, headers: &HeaderMap) -> Response<Body> {
    let accepts_gzip = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| coding.trim().split(';').next() == Some("gzip") && !coding.contains("q=0"));
    let mut response = Response::builder()
        .header(CONTENT_TYPE, resource.content_type)
        .header(CACHE_CONTROL, format!("public, max-age={}", resource.age_s))
        .header(ETAG, &resource.etag)
        .header(LAST_MODIFIED, http_date(resource.modified));
    if resource.gzip.is_some() {
        response = response.header(VARY, "Accept-Encoding");
    }
    // Of what is gone nothing is known that would still hold.
    let body = if resource.status == StatusCode::OK && is_known(resource, headers) {
        response = response.status(StatusCode::NOT_MODIFIED);
        Body::empty()
    } else {
        response = response.status(resource.status);
        match &resource.gzip {
            Some(gzip) if accepts_gzip => {
                response = response.header(CONTENT_ENCODING, "gzip");
                Body::from(gzip.clone())
            }
            _ => Body::from(resource.bytes.clone()),
        }
    };
    response.body(body).expect("every header is made of visible letters")
}

/// Whether the asker's validators are those of the resource; the tag counts before the date (RFC 9110 §13.2.2).
fn is_known(resource: &Resource, headers: &HeaderMap) -> bool {
    let weak = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    if headers.contains_key(IF_NONE_MATCH) {
        return headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim() == "*" || weak(tag) == weak(&resource.etag));
    }
    headers
        .get(IF_MODIFIED_SINCE)
        .and_then(|value| DateTimeParser::new().parse_timestamp(value.as_bytes()).ok())
        .is_some_and(|since| resource.modified.as_second() <= since.as_second())
}

/// A picture is drawn when it is asked for: all of them would take longer than the rest of the start.
fn drawn(site: &Site, path: &str) -> Option<Resource> {
    let name = path.strip_prefix("/media/")?.strip_suffix(".png")?;
    site.pictures.contains(name).then(|| {
        let bytes = picture::png(name);
        Resource::new("image/png", bytes, site.opened, PICTURE_AGE_S)
    })
}

fn no_such_host(port: u16) -> Response<Body> {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <title>No such agency</title></head><body><h1>No agency has this name</h1>\
         <p>These publish here:</p><ul>",
    );
    for agency in &AGENCIES {
        write!(page, "<li><a href=\"http://{}:{port}/\">{}</a></li>", agency.host, agency.name)
            .expect("a string takes every text");
    }
    page.push_str("</ul></body></html>\n");
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", Body::from(page))
}

fn respond(status: StatusCode, content_type: &str, body: Body) -> Response<Body> {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, content_type)
        .body(body)
        .expect("every header is made of visible letters")
}

fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
