//! Records written: each a gzip member of its own, so that one can be read without those before it.

use crate::codec::digest::Digest;
use crate::codec::warc::{SAME_PAYLOAD, clean_headers, clean_uri, label, record_id};
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use std::io::Write as _;

/// What a response record says.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    /// What the record's id is made of.
    pub id: Digest,
    /// The address that answered; control characters and spaces in it are percent-encoded.
    pub url: &'a str,
    /// When the answer was complete; written to the millisecond.
    pub at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The response head in its order; written as [`clean_headers`] leaves it.
    pub headers: &'a [(String, String)],
    /// The payload after transfer coding, before content coding is taken off.
    pub payload: &'a [u8],
}

/// The record in which the payload of a revisit lies.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// What that record's id is made of.
    pub id: Digest,
    /// Its address.
    pub url: &'a str,
    /// Its time.
    pub at: Timestamp,
}

/// The gzip member of a warcinfo record (WARC 1.1 §6.2): the first of a file. `software` names the program and its version.
#[must_use]
pub fn warcinfo(file: &str, at: Timestamp, software: &str) -> Vec<u8> {
    let at = date(at);
    let block = format!(
        "software: {}\r\nformat: WARC File Format 1.1\r\n\
         conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
         robots: obey\r\n",
        clean_uri(software)
    );
    let id = Digest::of_parts(&[b"warcinfo", file.as_bytes(), at.as_bytes()]);
    let fields = [
        ("WARC-Type", "warcinfo".to_owned()),
        ("WARC-Record-ID", record_id(&id)),
        ("WARC-Date", at),
        ("WARC-Filename", clean_uri(file)),
        ("Content-Type", "application/warc-fields".to_owned()),
    ];
    member(&fields, block.as_bytes(), b"")
}

/// The gzip member of a response record (WARC 1.1 §6.3).
///
/// The HTTP head is the parsed one, written as HTTP/1.1 whatever version the server spoke. It has no
/// `Transfer-Encoding`, since the payload is stored without it; `Content-Length` is the stored payload's;
/// the values of cookies are `redacted`.
#[must_use]
pub fn response(response: &Response<'_>) -> Vec<u8> {
    let head = http_head(response);
    let mut fields = fields_of(response, "response");
    fields.push(("WARC-Payload-Digest", label(&Digest::of(response.payload))));
    member(&fields, &head, response.payload)
}

/// The gzip member of a revisit record (WARC 1.1 §6.7) that says: the payload was that of `original`.
/// It holds the HTTP head and no payload.
#[must_use]
pub fn revisit(response: &Response<'_>, original: &Original<'_>) -> Vec<u8> {
    let head = http_head(response);
    let mut fields = fields_of(response, "revisit");
    fields.push(("WARC-Payload-Digest", label(&Digest::of(response.payload))));
    fields.push(("WARC-Profile", SAME_PAYLOAD.to_owned()));
    fields.push(("WARC-Refers-To", record_id(&original.id)));
    fields.push(("WARC-Refers-To-Target-URI", clean_uri(original.url)));
    fields.push(("WARC-Refers-To-Date", date(original.at)));
    member(&fields, &head, b"")
}

fn fields_of(response: &Response<'_>, kind: &str) -> Vec<(&'static str, String)> {
    vec![
        ("WARC-Type", kind.to_owned()),
        ("WARC-Record-ID", record_id(&response.id)),
        ("WARC-Date", date(response.at)),
        ("WARC-Target-URI", clean_uri(response.url)),
        ("Content-Type", "application/http;msgtype=response".to_owned()),
    ]
}

/// WARC 1.1 §5.4 allows fractions of a second, as many digits as are known.
fn date(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn http_head(response: &Response<'_>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    for (name, value) in clean_headers(response.headers, response.payload.len()) {
        head.push_str(&name);
        head.push_str(": ");
        head.push_str(&value);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// The reason phrase of RFC 9110 §15; empty where HTTP/2 and our parser keep none and it is rare.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        403 => "Forbidden",
        404 => "Not Found",
        410 => "Gone",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    }
}

/// One record as one gzip member. The block is `head` and `payload` in a row.
fn member(fields: &[(&str, String)], head: &[u8], payload: &[u8]) -> Vec<u8> {
    let block_digest = {
        use sha2::{Digest as _, Sha256};
        let hash = Sha256::new().chain_update(head).chain_update(payload).finalize();
        label(&Digest::from_bytes(&hash).expect("SHA-256 has 32 bytes"))
    };
    let mut text = String::from("WARC/1.1\r\n");
    for (name, value) in fields {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("WARC-Block-Digest: {block_digest}\r\n"));
    text.push_str(&format!("Content-Length: {}\r\n\r\n", head.len() + payload.len()));
    let out = Vec::with_capacity(payload.len() / 3 + 1024);
    // No time and no name in the gzip head: the same record gives the same bytes.
    let mut gzip: GzEncoder<Vec<u8>> = GzBuilder::new().write(out, Compression::default());
    for part in [text.as_bytes(), head, payload, b"\r\n\r\n"] {
        gzip.write_all(part).expect("a Vec takes every byte");
    }
    gzip.finish().expect("a Vec takes every byte")
}
