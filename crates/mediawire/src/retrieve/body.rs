//! A response's head and body, taken within bounds.

use crate::error::{Error, Kind, Result};
use crate::retrieve::failure;
use crate::retrieve::settings::{Limits, What};
use bytes::{Bytes, BytesMut};
use reqwest::Response;
use reqwest::header::{CONTENT_LENGTH, HeaderMap};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The head as strings, in its order. Bytes that are no UTF-8 are read as ISO 8859-1.
///
/// # Errors
/// `Malformed` with code `header-too-large`.
pub(super) fn head(headers: &HeaderMap, limits: &Limits) -> Result<Vec<(String, String)>> {
    let n_bytes: usize =
        headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if n_bytes > limits.head_bytes_max || headers.len() > limits.head_fields_max {
        let why = format!("the response head has {n_bytes} bytes in {} fields", headers.len());
        return Err(Error::new(Kind::Malformed, why).code("header-too-large"));
    }
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    Ok(headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect())
}

/// The whole body as it came, content coding and all. Of a robots.txt the first part is enough.
///
/// # Errors
/// Codes `too-large`, `too-slow`, `truncated`, `empty`, and those of a broken connection.
pub(super) async fn read(mut response: Response, what: What, limits: &Limits) -> Result<Bytes> {
    let max = limits.bytes_max(what);
    let too_large = || {
        Error::new(Kind::Malformed, format!("the body has more than {max} bytes")).code("too-large")
    };
    let stated = stated_length(response.headers());
    if what != What::Robots && stated.is_some_and(|n| n > max as u64) {
        return Err(too_large());
    }
    let began = Instant::now();
    let mut body = BytesMut::new();
    loop {
        let next = match timeout_at(began + slowest(body.len(), limits), response.chunk()).await {
            Ok(next) => next.map_err(|error| failure::of_request(&error))?,
            Err(_) => {
                let why = format!("the body came too slowly: {} bytes so far", body.len());
                return Err(Error::new(Kind::Transient, why).code("too-slow"));
            }
        };
        let Some(chunk) = next else { break };
        if body.len() + chunk.len() > max {
            if what == What::Robots {
                body.extend_from_slice(&chunk[..max - body.len()]);
                return Ok(body.freeze());
            }
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    if stated.is_some_and(|n| n != body.len() as u64) {
        let why =
            format!("{} bytes came of {} that were announced", body.len(), stated.unwrap_or(0));
        return Err(Error::new(Kind::Transient, why).code("truncated"));
    }
    if body.is_empty() && what != What::Robots {
        return Err(Error::new(Kind::Transient, "the body is empty").code("empty"));
    }
    Ok(body.freeze())
}

/// How long a body may take until more than `n_bytes` of it have come.
fn slowest(n_bytes: usize, limits: &Limits) -> Duration {
    let at_least = Duration::from_millis(limits.rate_after_ms);
    let ms = (n_bytes as u64).saturating_mul(1000).checked_div(limits.rate_bytes_min);
    at_least.max(ms.map_or(Duration::MAX / 4, Duration::from_millis))
}

/// `Content-Length`, unless a transfer coding says the length (RFC 9112 §6.3).
fn stated_length(headers: &HeaderMap) -> Option<u64> {
    if headers.contains_key(reqwest::header::TRANSFER_ENCODING) {
        return None;
    }
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::slowest;
    use crate::retrieve::settings::Limits;

    #[test]
    fn body_may_be_late_by_the_grace_or_by_its_rate() {
        let limits = Limits { rate_after_ms: 10_000, rate_bytes_min: 1024, ..Limits::default() };
        for (n_bytes, ms) in [(0, 10_000), (10_240, 10_000), (102_400, 100_000)] {
            assert_eq!(slowest(n_bytes, &limits).as_millis(), ms);
        }
    }
}
