//! What went wrong in a request, as our error: whether to try again, and a code for the source's health page.

use crate::error::{Error, Kind};
use crate::retrieve::backoff::retry_after_ms;
use crate::retrieve::resolve::Forbidden;
use jiff::Timestamp;
use reqwest::Response;
use std::error::Error as StdError;
use std::io;

/// Why a request has no answer, from the client's own error.
pub(super) fn of_request(error: &reqwest::Error) -> Error {
    let (kind, code) = classify(error);
    // Only the client's words, never an address: it may hold a token.
    let why = causes(error).last().map_or_else(|| "no answer".to_owned(), ToString::to_string);
    Error::new(kind, format!("{why:.300}")).code(code)
}

fn classify(error: &reqwest::Error) -> (Kind, &'static str) {
    if causes(error).any(|cause| cause.downcast_ref::<Forbidden>().is_some()) {
        return (Kind::Refused, "forbidden-address");
    }
    // A certificate can be renewed: try again, backing off.
    if let Some(cause) = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return (Kind::Transient, of_tls(cause));
    }
    if error.is_dns() {
        return (Kind::Transient, "dns");
    }
    if error.is_connect() {
        return (Kind::Transient, if error.is_timeout() { "timeout-connect" } else { "connect" });
    }
    let words: Vec<String> = causes(error).map(ToString::to_string).collect();
    let says = |text: &str| words.iter().any(|word| word.contains(text));
    let is_io = |kinds: &[io::ErrorKind]| {
        causes(error)
            .filter_map(|c| c.downcast_ref::<io::Error>())
            .any(|c| kinds.contains(&c.kind()))
    };
    if says("message head is too large") {
        (Kind::Malformed, "header-too-large")
    } else if says("excessive load") {
        // What the client of HTTP/2 calls frames without end, and heads that unpack to too much.
        (Kind::Malformed, "flood")
    } else if says("flow-control protocol violated") || says("protocol error detected") {
        (Kind::Malformed, "framing")
    } else if says("stream error received") {
        (Kind::Transient, "reset")
    } else if is_io(&[io::ErrorKind::InvalidInput, io::ErrorKind::InvalidData]) {
        (Kind::Malformed, "framing")
    } else if is_io(&[io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe]) {
        (Kind::Transient, "reset")
    } else if says("before message") || is_io(&[io::ErrorKind::UnexpectedEof]) {
        (Kind::Transient, "truncated")
    } else if says("invalid HTTP version") {
        (Kind::Malformed, "not-http")
    } else if says("invalid HTTP status") {
        (Kind::Malformed, "bad-status")
    } else if says("invalid") {
        (Kind::Malformed, "framing")
    } else {
        (Kind::Transient, "connection")
    }
}

/// The error, its cause, its cause's cause and so on, also those that an I/O error carries inside.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn StdError + 'static)| {
        let error: &'a (dyn StdError + 'static) = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
    .take(16)
}

/// What is wrong with the encryption.
fn of_tls(error: &rustls::Error) -> &'static str {
    use rustls::{AlertDescription, CertificateError as Wrong, Error};
    match error {
        Error::InvalidCertificate(wrong) => match wrong {
            Wrong::Expired
            | Wrong::ExpiredContext { .. }
            | Wrong::NotValidYet
            | Wrong::NotValidYetContext { .. } => "tls-date",
            Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => "tls-name",
            Wrong::UnknownIssuer => "tls-issuer",
            Wrong::Revoked => "tls-revoked",
            _ => "tls-certificate",
        },
        Error::PeerIncompatible(_) | Error::AlertReceived(AlertDescription::ProtocolVersion) => {
            "tls-version"
        }
        _ => "tls",
    }
}

/// What rustls says was wrong, with its code, if an I/O error of a handshake comes from it.
pub(super) fn tls_cause(error: &io::Error) -> Option<(&'static str, String)> {
    let cause = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>())?;
    Some((of_tls(cause), cause.to_string()))
}

/// Why an answer with this status is not one to keep.
pub(super) fn of_status(response: &Response) -> Error {
    let header = response.headers().get(reqwest::header::RETRY_AFTER);
    of_code(response.status().as_u16(), header.and_then(|value| value.to_str().ok()))
}

/// The same of a status, and of the time to wait that came with it.
pub(super) fn of_code(status: u16, retry_after: Option<&str>) -> Error {
    let (kind, code) = match status {
        206 => (Kind::Malformed, "partial"),
        204 | 205 => (Kind::Transient, "empty"),
        300..=399 => (Kind::Refused, "redirect"),
        401 | 407 => (Kind::Refused, "auth"),
        402 => (Kind::Refused, "payment"),
        403 => (Kind::Refused, "forbidden"),
        404 => (Kind::NotFound, "not-found"),
        408 | 425 => (Kind::Transient, "server-busy"),
        410 => (Kind::Refused, "gone"),
        429 => (Kind::Transient, "rate"),
        451 => (Kind::Refused, "legal"),
        400..=499 => (Kind::Refused, "client-error"),
        503 => (Kind::Transient, "unavailable"),
        500..=599 => (Kind::Transient, "server-error"),
        _ => (Kind::Malformed, "bad-status"),
    };
    let mut error = Error::new(kind, format!("the server answered {status}")).code(code);
    if kind == Kind::Transient {
        error.retry_after_ms =
            retry_after.and_then(|value| retry_after_ms(value, Timestamp::now()));
    }
    error
}

/// Whether the server itself refused in the 400s: of robots.txt this means that all is allowed (RFC 9309 §2.3.1.3).
pub(super) fn is_client_status(error: &Error) -> bool {
    matches!(
        error.code,
        "auth" | "payment" | "forbidden" | "not-found" | "gone" | "legal" | "client-error"
    )
}
