//! poll of a source whose list is a mailbox: each message is archived whole, and then each part of it that is read.

use crate::Wire;
use crate::archive::Incoming;
use crate::error::{Error, Kind, Result};
use crate::keep::keep;
use crate::pipeline::list::{Heard, How, ListAnswer, Polled, read_list};
use crate::pipeline::manners::{self, Head};
use crate::retrieve::mail::{Mailbox, Post, Received, Seen};
use crate::store::captures::{self, Lies};
use crate::store::db::Tx;
use crate::store::lists::ListState;
use crate::store::mailboxes;
use crate::work::think;
use bytes::Bytes;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::mail::{self, Letter, Part};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use mediawire_core::read::mail::{Brings, brings};
use std::sync::Arc;

/// What was done in a mailbox, to be saved with what it said.
#[derive(Debug)]
pub(super) struct Opened {
    seen: Seen,
    /// The messages that were archived.
    kept: Vec<(Capture, Lies)>,
    /// The addresses of messages of which nothing was made, and why.
    refused: Vec<(String, Error)>,
}

/// Looks into the mailbox of a source, and reads what is new.
///
/// # Errors
/// `Transient` if the store or the archive cannot be used. What goes wrong outside is in the value.
pub(super) async fn poll(
    wire: &Arc<Wire>,
    source: &Source,
    mailbox: Result<Mailbox>,
    mut state: ListState,
) -> Result<Polled> {
    let mut polled = Polled::of_place(source);
    let url = source.list.as_deref().unwrap_or_default();
    let seen = mailboxes::seen(&mut wire.db.read().await?, &source.slug, url).await?;
    let seen = seen.map(|(validity, uid)| Seen { validity, uid });
    let asked = match mailbox {
        Ok(mailbox) => wire.client.post(&mailbox, seen).await.map(|post| (mailbox, post)),
        Err(error) => Err(error),
    };
    let now = wire.now();
    state.polled_ms = now.as_millisecond();
    match asked {
        Ok((mailbox, post)) => {
            let Post { seen, new, broke, .. } = post;
            let mut opened = Opened { seen, kept: Vec::new(), refused: Vec::new() };
            let unread =
                read(wire, &source.slug, &mailbox, new, (&mut opened, &mut polled.older)).await?;
            match broke {
                None => manners::succeeded(&mut state),
                Some(error) => {
                    manners::failed(&mut state, &error, now);
                    polled.failed = Some(error);
                }
            }
            if let Some((url, why)) = opened.refused.first().or(unread.as_ref()) {
                state.trouble = format!("nothing made of {url}: {why}");
            }
            polled.opened = Some(opened);
        }
        Err(error) => {
            manners::failed(&mut state, &error, now);
            polled.failed = Some(error);
        }
    }
    polled.state = state;
    Ok(polled)
}

/// Archives the messages and what is read of them, the newest first, as lists before a list are; gives the first part
/// that could not be read, and why.
async fn read(
    wire: &Arc<Wire>,
    slug: &Slug,
    mailbox: &Mailbox,
    new: Vec<Received>,
    (opened, answers): (&mut Opened, &mut Vec<(String, Result<Heard>)>),
) -> Result<Option<(String, Error)>> {
    let messages = archive(wire, slug, mailbox, new, opened).await?;
    let mut parts = Vec::new();
    for (url, bytes) in messages {
        let (mailbox, at) = (mailbox.clone(), url.clone());
        // Each by itself: one that its reading breaks off on is told like any other, and the next ones go on.
        match think(move || parts_of(&mailbox, &at, &bytes)).await.flatten() {
            Ok(found) => parts.extend(found),
            Err(error) => opened.refused.push((url, error)),
        }
    }
    let at = wire.now();
    let incoming = |Found { url, headers, payload }: &Found| Incoming {
        url: url.clone(),
        at,
        status: 200,
        headers: headers.clone(),
        payload: payload.clone(),
        same_as: None,
    };
    let kept = keep(wire, parts.iter().map(incoming).collect()).await?;
    let mut read = Vec::new();
    for ((capture, lies), Found { url, payload, .. }) in kept.into_iter().zip(parts) {
        let (wire, slug, of) = (wire.clone(), slug.clone(), capture.clone());
        let list =
            think(move || read_list(&of, &payload, &slug, &How::default(), &wire.sites.now()));
        read.push((url, ListAnswer { capture, lies, list: list.await.flatten() }));
    }
    let unread = read.iter().find_map(|(url, answer)| {
        answer.list.as_ref().err().map(|error| (url.clone(), error.clone()))
    });
    let heard = |(url, answer)| (url, Ok((Head::default(), Some(answer))));
    answers.extend(read.into_iter().rev().map(heard));
    Ok(unread)
}

/// Archives the messages that were not read before, as they are.
async fn archive(
    wire: &Arc<Wire>,
    slug: &Slug,
    mailbox: &Mailbox,
    new: Vec<Received>,
    opened: &mut Opened,
) -> Result<Vec<(String, Bytes)>> {
    let (mut messages, mut batch, mut digests) = (Vec::new(), Vec::new(), Vec::new());
    let mut tx = wire.db.read().await?;
    for Received { uid, bytes } in new {
        let url = mailbox.message_url(opened.seen.validity, uid);
        let payload = match bytes {
            Ok(payload) if payload.is_empty() => Err("it is empty".to_owned()),
            bytes => bytes,
        };
        let payload = match payload {
            Ok(payload) => payload,
            Err(why) => {
                opened.refused.push((url, Error::new(Kind::Malformed, why).code("mail")));
                continue;
            }
        };
        let digest = Digest::of(&payload);
        if digests.contains(&digest) || mailboxes::is_read(&mut tx, slug, digest).await? {
            continue;
        }
        digests.push(digest);
        batch.push(Incoming {
            url: url.clone(),
            at: wire.now(),
            status: 200,
            headers: vec![("content-type".to_owned(), "message/rfc822".to_owned())],
            payload: payload.clone(),
            same_as: None,
        });
        messages.push((url, payload));
    }
    drop(tx);
    opened.kept = keep(wire, batch).await?;
    Ok(messages)
}

/// A part to be archived and read: its address, what stands for a head, and its bytes.
struct Found {
    url: String,
    headers: Vec<(String, String)>,
    payload: Bytes,
}

/// The parts of a message that are read.
fn parts_of(mailbox: &Mailbox, url: &str, bytes: &Bytes) -> Result<Vec<Found>> {
    let refuse = |why: String, code| Error::new(Kind::Malformed, why).code(code);
    let letter = mail::letter(bytes).map_err(|why| refuse(why.to_string(), "mail"))?;
    if !mailbox.lets_in(&letter.sender) {
        let why = format!("it is from {:?}, who is not named as a sender", letter.sender);
        return Err(refuse(why, "sender"));
    }
    let found = |part: &Part, head: Vec<(String, String)>| {
        let mut headers = vec![("content-type".to_owned(), part.content_type())];
        headers.extend(part.language.iter().map(|it| ("content-language".to_owned(), it.clone())));
        headers.extend(head);
        let url = format!("{url}/;SECTION={}", part.section);
        Found { url, headers, payload: part.bytes.clone().into() }
    };
    Ok(match brings(&letter).map_err(|why| refuse(why.to_owned(), "mail"))? {
        Brings::Documents(all) => all.into_iter().map(|part| found(part, Vec::new())).collect(),
        Brings::Text(part) => vec![found(part, head_of(&letter, bytes))],
    })
}

/// What is kept of a message with its text, which is a piece: see [`mediawire_core::read::mail::Head`].
fn head_of(letter: &Letter, bytes: &[u8]) -> Vec<(String, String)> {
    let id = letter.id.clone().unwrap_or_else(|| format!("sha256:{}", Digest::of(bytes)));
    let sender = match letter.sender_name.as_str() {
        "" => letter.sender.clone(),
        name => format!("{name} <{}>", letter.sender),
    };
    let fields = [
        ("message-id", id),
        ("subject", letter.subject.clone()),
        ("from", sender),
        ("date", letter.date.clone()),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Saves what was done in the mailbox of `source`.
pub(super) async fn save(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    (source, url): (&Slug, &str),
    opened: &Opened,
) -> Result<()> {
    for (capture, lies) in &opened.kept {
        captures::save(tx, capture, lies).await?;
        mailboxes::add(tx, source, capture.payload).await?;
    }
    let at_ms = wire.now().as_millisecond();
    for (url, why) in &opened.refused {
        let log = (source.as_str(), url.as_str(), at_ms);
        captures::log(tx, log, why.code, &why.to_string()).await?;
        tracing::warn!(source = %source, "nothing made of the message {url} of {source}: {why}");
    }
    let Seen { validity, uid } = opened.seen;
    mailboxes::save_seen(tx, source, url, (validity, uid)).await
}
