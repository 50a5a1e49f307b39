//! Archive first: answers become captures here and nowhere else, and captures become documents.

use crate::Wire;
use crate::archive::lists::Opened;
use crate::archive::{Incoming, Original, Place};
use crate::error::{Error, Kind, Result};
use crate::retrieve::Fetched;
use crate::store::captures;
use crate::store::captures::Lies;
use crate::store::{removed, sources};
use crate::work::think;
use bytes::Bytes;
use jiff::SignedDuration;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::coding;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::entities;
use mediawire_core::codec::html::Tree;
use mediawire_core::codec::telegraph;
use mediawire_core::model::base::{self, Origin};
use mediawire_core::model::body::{Body, Part};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::lock::{self, Difference, Parsed};
use mediawire_core::model::outline::{Outline, outline};
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// The most bytes that a document may have when its content coding is taken off.
const DOCUMENT_BYTES_MAX: usize = 64 << 20;
/// The most bytes that an image may have when its content coding is taken off.
const IMAGE_BYTES_MAX: usize = 64 << 20;

/// How old a capture may be that holds the payload of another, where captures are removed: terms keep each a day at least.
const HOLDER_AGE_MAX: SignedDuration = SignedDuration::from_hours(12);

/// What a gzip file begins with (RFC 1952 §2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Keeps complete answers. When it returns, their bytes are durable; `captures::save` then makes them known.
///
/// # Errors
/// `Transient` if the archive cannot be written.
pub async fn keep(wire: &Arc<Wire>, answers: Vec<Incoming>) -> Result<Vec<(Capture, Lies)>> {
    let mut tx = wire.db.read().await?;
    // What may be removed from the archive at any moment holds nothing new: where captures are not kept for ever, those of
    // the last hours do, which no terms let go yet.
    let has_terms = !sources::retained(&mut tx).await?.is_empty();
    let since = has_terms.then(|| wire.now() - HOLDER_AGE_MAX);
    let mut batch = Vec::with_capacity(answers.len());
    for mut answer in answers {
        let payload = Digest::of(&answer.payload);
        let same = captures::holder(&mut tx, &answer.url, payload).await?;
        let same = same.filter(|same| since.is_none_or(|since| same.at > since));
        answer.same_as = same.map(|same| Original { url: same.url, at: same.at, capture: same.id });
        batch.push(answer);
    }
    drop(tx);
    let archive = wire.archive.clone();
    let holders: Vec<_> =
        batch.iter().map(|answer| answer.same_as.as_ref().map(|same| same.capture)).collect();
    let kept = think(move || archive.keep(&batch)).await??;
    Ok(kept
        .into_iter()
        .zip(holders)
        .map(|(kept, holder)| {
            let Place { file, offset, length } = kept.place;
            let holder = holder.unwrap_or(kept.capture.id);
            (
                kept.capture,
                Lies { file, at_byte: offset, n_bytes: length, member: kept.member, holder },
            )
        })
        .collect())
}

/// A fetched answer as the archive takes it.
#[must_use]
pub fn incoming(fetched: Fetched) -> Incoming {
    let Fetched { url, at, status, headers, payload, .. } = fetched;
    Incoming { url, at, status, headers, payload, same_as: None }
}

/// What a document is expected to be: where its charset may be declared hangs on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A page.
    Page,
    /// A list in XML or JSON.
    List,
}

/// A capture's document: its payload with content coding and charset taken off.
///
/// # Errors
/// `NotFound` if the capture is not in the archive, with the code `removed` if it was removed, `Malformed` if it is damaged or coded in an unknown way.
pub async fn document(wire: &Arc<Wire>, id: CaptureId, kind: Document) -> Result<Opened> {
    if kind == Document::Page {
        return document_anew(wire, id, kind).await;
    }
    if let Some(list) = wire.lists.get(id) {
        return Ok(list);
    }
    let list = document_anew(wire, id, kind).await?;
    wire.lists.add(id, &list);
    Ok(list)
}

/// The same, out of the archive as it is at this moment.
async fn document_anew(wire: &Arc<Wire>, id: CaptureId, kind: Document) -> Result<Opened> {
    read(wire, id, move |capture, payload| decode(capture, payload, kind)).await.map(Arc::new)
}

/// The bytes of the image with that digest, as they were captured.
///
/// # Errors
/// As [`document`]; `Malformed` too if the capture is of another image.
pub async fn image(wire: &Arc<Wire>, id: CaptureId, digest: Digest) -> Result<Bytes> {
    let (_, bytes) = read(wire, id, move |capture, payload| {
        let bytes = uncoded(capture.header("content-encoding"), payload)?;
        if Digest::of(&bytes) != digest {
            let what = format!("the capture of {} is not the image {digest}", capture.url);
            return Err(Error::new(Kind::Malformed, what).code("digest"));
        }
        Ok(Bytes::from(bytes.into_owned()))
    })
    .await?;
    Ok(bytes)
}

/// The bytes that were captured, whatever they are, each as it came.
///
/// # Errors
/// As [`document`].
pub async fn payload(wire: &Arc<Wire>, id: CaptureId) -> Result<Bytes> {
    Ok(read(wire, id, |_, payload| Ok(Bytes::copy_from_slice(payload))).await?.1)
}

/// The bytes of an image, with the content coding taken off that some servers put on even where it was not asked for.
///
/// # Errors
/// `Malformed` if it is coded in an unknown way, is damaged, or is too large.
pub fn uncoded<'a>(coding: Option<&str>, payload: &'a [u8]) -> Result<Cow<'a, [u8]>> {
    coding::decode(payload, coding, IMAGE_BYTES_MAX).map_err(|cause| {
        let code = cause.code();
        Error::caused(Kind::Malformed, "cannot decode an image", cause).code(code)
    })
}

/// A capture, and what `then` makes of its payload.
async fn read<T: Send + 'static>(
    wire: &Arc<Wire>,
    id: CaptureId,
    then: impl FnOnce(&Capture, &[u8]) -> Result<T> + Send + 'static,
) -> Result<(Capture, T)> {
    let mut tx = wire.db.read().await?;
    let capture = captures::get(&mut tx, id).await?;
    removed::check(&mut tx, id).await?;
    let lies = captures::payload_place(&mut tx, id).await?;
    drop(tx);
    let archive = wire.archive.clone();
    let made = think(move || {
        let place = Place { file: lies.file, offset: lies.at_byte, length: lies.n_bytes };
        let payload = archive.read(&place)?.payload;
        if Digest::of(&payload) != capture.payload {
            let what =
                format!("the archive holds other bytes than were captured of {}", capture.url);
            return Err(Error::new(Kind::Malformed, what).code("digest"));
        }
        let made = then(&capture, &payload)?;
        Ok((capture, made))
    })
    .await?;
    // What was removed is not damaged, and may have been removed while it was read.
    if made.is_err() {
        removed::check(&mut wire.db.read().await?, id).await?;
    }
    made
}

/// A document out of its codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Its text.
    pub text: String,
    /// What was doubtful in how it is coded, in words.
    pub doubts: Vec<String>,
}

/// The text of [`decoded`].
///
/// # Errors
/// As [`decoded`].
pub fn decode(capture: &Capture, payload: &[u8], kind: Document) -> Result<String> {
    decoded(capture, payload, kind).map(|decoded| decoded.text)
}

/// `payload` with the content coding and charset that the capture's head states taken off; what is itself a gzip
/// file is unpacked too, and what a list calls by names of its own is put in their place.
///
/// # Errors
/// `Malformed` if it is coded in an unknown way, is damaged, or is too large.
pub fn decoded(capture: &Capture, payload: &[u8], kind: Document) -> Result<Decoded> {
    let coding = capture.header("content-encoding");
    let mut doubts = Vec::new();
    let is_packed = payload.starts_with(&GZIP);
    if !is_packed && coding.is_some_and(|coding| coding.to_ascii_lowercase().contains("gzip")) {
        doubts.push("it is said to be packed (gzip), and is not".to_owned());
    }
    let plain = unpacked(capture, payload, coding)?;
    // Lists are stored as gzip files too (`sitemap.xml.gz`), and servers forget to say that they packed a page.
    let plain = match plain.starts_with(&GZIP) {
        true => {
            if !is_file_of_gzip(capture) {
                doubts.push("it is packed (gzip), and is not said to be".to_owned());
            }
            Cow::Owned(unpacked(capture, &plain, Some("gzip"))?.into_owned())
        }
        false => plain,
    };
    if kind == Document::List && telegraph::is_message(&plain) {
        return Ok(Decoded { text: telegraph::decode(&plain).into_owned(), doubts });
    }
    let content_type = capture.header("content-type");
    let context = match kind {
        Document::Page => Context::Html,
        Document::List => {
            let says_json = content_type.is_some_and(|kind| kind.contains("json"));
            let looks_json = plain.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
            if says_json || looks_json { Context::Json } else { Context::Xml }
        }
    };
    let found = charset::decode(&plain, content_type, context);
    if let Some(declared) = found.declared {
        doubts.push(format!("it is read as {}, and says of itself {declared}", found.charset));
    }
    let text = match kind {
        Document::Page => found.text.into_owned(),
        Document::List => entities::expanded(&found.text).into_owned(),
    };
    Ok(Decoded { text, doubts })
}

/// Whether a capture is meant to be a packed file.
fn is_file_of_gzip(capture: &Capture) -> bool {
    let path = capture.url.split(['?', '#']).next().unwrap_or_default();
    let kind = capture.header("content-type").unwrap_or_default();
    path.ends_with(".gz") || kind.contains("gzip")
}

/// Where a captured document was had.
#[must_use]
pub fn origin(capture: &Capture) -> Origin<'_> {
    Origin { url: &capture.url, location: capture.header("content-location") }
}

fn unpacked<'a>(capture: &Capture, bytes: &'a [u8], coding: Option<&str>) -> Result<Cow<'a, [u8]>> {
    coding::decode(bytes, coding, DOCUMENT_BYTES_MAX).map_err(|cause| {
        let code = cause.code();
        let what = format!("cannot decode {}", capture.url);
        Error::caused(Kind::Malformed, what, cause).code(code)
    })
}

/// Every place where `body` is not what the archive says: its captures are parsed again. A list among them may be one
/// that was read out of the archive a moment ago.
///
/// # Errors
/// As [`document`].
pub async fn check_lock(wire: &Arc<Wire>, body: Body) -> Result<Vec<Difference>> {
    let mut documents = Vec::with_capacity(body.parts.len());
    for part in &body.parts {
        documents.push(document(wire, part.capture, kind_of(part)).await?);
    }
    think(move || differences(&body, &documents)).await
}

/// The same, with everything read out of the archive as it is at this moment.
///
/// # Errors
/// As [`document`].
pub async fn check_lock_anew(wire: &Arc<Wire>, body: Body) -> Result<Vec<Difference>> {
    let mut documents = Vec::with_capacity(body.parts.len());
    for part in &body.parts {
        documents.push(document_anew(wire, part.capture, kind_of(part)).await?);
    }
    think(move || differences(&body, &documents)).await
}

/// What each part of `body` was captured as: its document's texts, and what became of each. Each document is parsed once.
///
/// # Errors
/// As [`document`].
pub async fn outlines(wire: &Arc<Wire>, body: Body) -> Result<Vec<(Capture, Outline)>> {
    let mut documents = Vec::with_capacity(body.parts.len());
    for part in &body.parts {
        documents.push(document(wire, part.capture, kind_of(part)).await?);
    }
    think(move || {
        let parts = (0..).zip(body.parts.iter().zip(&documents));
        let told = |(n, (part, document)): (u16, (&Part, &Opened))| {
            let (capture, text) = document.as_ref();
            let tree = lock::tree_of(text, part.fragment);
            (capture.clone(), outline(&tree, &body, n))
        };
        parts.map(told).collect()
    })
    .await
}

fn kind_of(part: &Part) -> Document {
    if part.fragment.is_some() { Document::List } else { Document::Page }
}

/// Every place where `body` is not what the documents of its parts say.
fn differences(body: &Body, documents: &[Opened]) -> Vec<Difference> {
    let parsed = |(part, document): (&Part, &Opened)| {
        let (capture, text) = document.as_ref();
        let tree = lock::tree_of(text, part.fragment);
        let base = base::of_part(text, part.fragment, &tree, &origin(capture));
        (tree, base)
    };
    let trees: Vec<(Tree, Option<Url>)> = body.parts.iter().zip(documents).map(parsed).collect();
    let parts: Vec<Parsed<'_>> =
        trees.iter().map(|(tree, base)| Parsed { tree, base: base.as_ref() }).collect();
    lock::check(body, &parts)
}
