//! Whether anything was altered: every dispatched body and its pictures are held against the archive again, and every
//! member of the archive against the digest it had when it was written. Neither the extractor nor its recipe is asked.

use crate::Wire;
use crate::archive::Place;
use crate::error::{Error, Kind, Result};
use crate::keep::{self, check_lock_anew};
use crate::store::captures::{self, Lies};
use crate::store::removed::{self, REMOVED};
use crate::store::{articles, body, erasure, items, pictures, wire};
use crate::work::think;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::image;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, PublicId};
use mediawire_core::model::visible::teaser;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Dispatches that are loaded at once.
const BATCH: i64 = 256;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Items that were checked.
    pub n_items: usize,
    /// Dispatched bodies that were checked.
    pub n_bodies: usize,
    /// Images of dispatched articles that were checked.
    pub n_images: usize,
    /// Members of the archive that were checked.
    pub n_members: usize,
    /// What rests on captures that were removed under their sources' terms, item by item, by public id: each in words. It
    /// is no difference: what was published is as it was sealed.
    pub removed: BTreeMap<String, Vec<String>>,
    /// Items that were withdrawn by order, by public id, each in words: nothing of them is left to be held against anything.
    pub erased: BTreeMap<String, String>,
    /// What differs, item by item, by public id: each place in words.
    pub differing: BTreeMap<String, Vec<String>>,
    /// What is wrong with the archive or the wire and touches no item.
    pub other: Vec<String>,
}

impl Report {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.differing.is_empty() && self.other.is_empty()
    }

    fn differs(&mut self, public: &PublicId, what: String) {
        self.differing.entry(public.to_string()).or_default().push(what);
    }
}

/// Checks the items `only`, or everything if it is empty.
///
/// # Errors
/// `Transient` if the store cannot be read. What differs is no error: it is in the report.
pub async fn verify(wire: &Arc<Wire>, only: &[ItemId]) -> Result<Report> {
    let mut report = Report::default();
    let mut damaged = HashSet::new();
    if only.is_empty() {
        check_numbers(wire, &mut report).await?;
        damaged = check_members(wire, &mut report).await?;
    }
    let erased = erasure::all(&mut wire.db.read().await?).await?;
    let erased: HashMap<ItemId, String> =
        erased.into_iter().map(|it| (it.item, it.to_string())).collect();
    let only: HashSet<ItemId> = only.iter().copied().collect();
    let mut seen_items = BTreeSet::new();
    let mut seen_bodies = HashSet::new();
    let mut after = 0;
    loop {
        let batch = wire::after(&mut wire.db.read().await?, after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.number;
        let asked = |dispatch: &Dispatch| only.is_empty() || only.contains(&dispatch.item);
        let fresh: Vec<Dispatch> = batch
            .into_iter()
            .filter(|dispatch| {
                if let Some(told) = erased.get(&dispatch.item).filter(|_| asked(dispatch)) {
                    let public = dispatch.item.public(&wire.public_key).to_string();
                    report.erased.insert(public, told.clone());
                    return false;
                }
                asked(dispatch) && seen_bodies.insert((dispatch.article, dispatch.body))
            })
            .collect();
        seen_items.extend(fresh.iter().map(|dispatch| dispatch.item));
        let n_parallel = std::thread::available_parallelism().map_or(2, usize::from);
        let damaged = &damaged;
        let mut checks = futures_util::stream::iter(fresh)
            .map(|dispatch| async move {
                let found = check_body(wire, &dispatch, damaged).await;
                let images = check_images(wire, dispatch.article, damaged).await;
                (dispatch, found, images)
            })
            .buffered(n_parallel);
        while let Some((dispatch, found, images)) = checks.next().await {
            let ((n_images, differing), mut found) = (images?, found?);
            report.n_bodies += 1;
            report.n_images += n_images;
            found.differences.extend(differing);
            let public = dispatch.item.public(&wire.public_key);
            if let Some((_, told)) = found.removed {
                report.removed.entry(public.to_string()).or_default().push(told);
            }
            found.differences.into_iter().for_each(|what| report.differs(&public, what));
        }
    }
    report.n_items = seen_items.len();
    Ok(report)
}

/// Numbers of the wire have no gap, and what is shown of an item is what its last dispatch says.
async fn check_numbers(wire: &Arc<Wire>, report: &mut Report) -> Result<()> {
    let mut tx = wire.db.read().await?;
    let (n, greatest) = wire::extent(&mut tx).await?;
    let head = wire::head(&mut tx).await?;
    if n != greatest || n != head {
        report.other.push(format!(
            "the wire has {n} dispatches, the greatest number is {greatest}, its head says {head}: there is a gap"
        ));
    }
    let n_returned = wire::returned(&mut tx).await?;
    if n_returned > 0 {
        report
            .other
            .push(format!("{n_returned} items have a dispatch behind the one that killed them"));
    }
    let n_astray = wire::astray(&mut tx).await?;
    if n_astray > 0 {
        report.other.push(format!("{n_astray} items are not listed as their last dispatch says"));
    }
    Ok(())
}

/// What holding a dispatched body against the archive gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What is wrong: each place in words; empty if nothing is.
    pub differences: Vec<String>,
    /// When its capture was removed under its source's terms, and what is told of that: then only the seal of its dispatch
    /// says what it was.
    pub removed: Option<(Timestamp, String)>,
}

/// What is wrong with the body of a dispatch, and whether its capture is there.
///
/// # Errors
/// `Transient` if the store cannot be read.
pub async fn check(wire: &Arc<Wire>, dispatch: &Dispatch) -> Result<Found> {
    check_body(wire, dispatch, &HashSet::new()).await
}

/// What is wrong with a dispatched body; nothing where its capture is known to be damaged, which is said elsewhere.
async fn check_body(
    wire: &Arc<Wire>,
    dispatch: &Dispatch,
    damaged: &HashSet<CaptureId>,
) -> Result<Found> {
    let only = |differences: Vec<String>| Found { differences, removed: None };
    let mut tx = wire.db.read().await?;
    let stored = articles::body(&mut tx, dispatch.article).await;
    let text = match stored {
        Err(error) if error.kind == Kind::Transient => return Err(error),
        Err(error) => return Ok(only(vec![error.to_string()])),
        Ok(text) => text,
    };
    let mut found = Vec::new();
    if Digest::of(text.as_bytes()) != dispatch.body {
        found.push(format!(
            "the stored body is not the one that dispatch {} sealed",
            dispatch.number
        ));
    }
    let body = match body::read(&text) {
        Ok(body) => body,
        Err(error) => {
            found.push(error.to_string());
            return Ok(only(found));
        }
    };
    let known = articles::get(&mut tx, dispatch.article).await?;
    if teaser(&body.text(false)) != known.teaser {
        found.push("the stored teaser is not the first words of the body".to_owned());
    }
    if body.parts.iter().any(|part| part.capture != known.capture) {
        found.push("the body rests on another capture than the article".to_owned());
    }
    for part in &body.parts {
        let holder = captures::payload_place(&mut tx, part.capture).await.map(|lies| lies.holder);
        if holder.is_ok_and(|holder| damaged.contains(&holder)) {
            return Ok(only(found));
        }
    }
    drop(tx);
    match check_lock_anew(wire, body).await {
        Ok(differences) => found.extend(differences.iter().map(ToString::to_string)),
        Err(error) if error.kind == Kind::Transient => return Err(error),
        Err(error) if error.code == REMOVED => {
            let removed = removed::of(&mut wire.db.read().await?, known.capture).await?;
            let removed = removed.map(|it| (it.at, it.to_string()));
            return Ok(Found { differences: found, removed });
        }
        Err(error) => found.push(error.to_string()),
    }
    Ok(only(found))
}

/// How many images an article has, and what is wrong with them: each must be what the store says, byte for byte.
async fn check_images(
    wire: &Arc<Wire>,
    article: ArticleId,
    damaged: &HashSet<CaptureId>,
) -> Result<(usize, Vec<String>)> {
    let mut tx = wire.db.read().await?;
    let pictures = match pictures::captured(&mut tx, article).await {
        Err(error) if error.kind == Kind::Transient => return Err(error),
        Err(error) => return Ok((0, vec![error.to_string()])),
        Ok(pictures) => pictures,
    };
    let mut all = Vec::with_capacity(pictures.len());
    for (capture, picture) in pictures {
        let holder = captures::payload_place(&mut tx, capture).await.map(|lies| lies.holder);
        if !holder.is_ok_and(|holder| damaged.contains(&holder)) {
            all.push((capture, picture));
        }
    }
    drop(tx);
    let n_images = all.len();
    let mut found = Vec::new();
    for (capture, picture) in all {
        match keep::image(wire, capture, picture.digest).await {
            Err(error) if error.kind == Kind::Transient => return Err(error),
            // It was removed since it was listed.
            Err(error) if error.code == REMOVED => {}
            Err(error) => found.push(error.to_string()),
            Ok(bytes) => {
                let is_it = image::read(&bytes).is_ok_and(|image| {
                    (image.kind, image.width, image.height, image.metadata)
                        == (picture.kind, picture.width, picture.height, picture.metadata)
                });
                if !is_it || bytes.len() as u64 != picture.n_bytes {
                    let digest = picture.digest;
                    found.push(format!("the store describes another image than {digest}"));
                }
            }
        }
    }
    Ok((n_images, found))
}

/// Every member of the archive has the bytes that were written; those that have not, by capture.
async fn check_members(wire: &Arc<Wire>, report: &mut Report) -> Result<HashSet<CaptureId>> {
    let mut damaged = HashSet::new();
    let mut tx = wire.db.read().await?;
    let mut files: BTreeSet<String> =
        captures::durable_ends(&mut tx).await?.into_iter().map(|(file, _)| file).collect();
    files.extend(wire.archive.files()?);
    for file in files {
        let mut places = captures::places(&mut tx, &file).await?;
        report.n_members += places.len();
        // What was removed is held against what was written over it.
        let gone: HashMap<CaptureId, Digest> =
            removed::members(&mut tx, &file).await?.into_iter().collect();
        for (capture, lies) in &mut places {
            lies.member = gone.get(capture).copied().unwrap_or(lies.member);
        }
        let archive = wire.archive.clone();
        let (bad, outside) = think(move || {
            let mut outside = Vec::new();
            let mut bad = Vec::new();
            let mut end = 0;
            for (capture, lies) in places {
                outside.extend(archive.strays(&file, end, lies.at_byte));
                end = lies.at_byte + lies.n_bytes;
                if let Err(error) = archive.check(&place(&lies), &lies.member) {
                    bad.push((capture, lies, error));
                }
            }
            outside.extend(archive.strays(&file, end, u64::MAX));
            (bad, outside)
        })
        .await?;
        report.other.extend(outside);
        for (capture, lies, error) in bad {
            if is_going(wire, capture, &lies).await? {
                continue;
            }
            damaged.insert(capture);
            let resting = items::resting_on(&mut tx, capture).await?;
            if resting.is_empty() {
                report.other.push(format!("{error}; no item rests on it"));
            }
            for item in resting {
                report.differs(&item.public(&wire.public_key), error.to_string());
            }
        }
    }
    Ok(damaged)
}

/// Whether a record is not what it was because it is being removed just now, or was since its digest was read.
async fn is_going(wire: &Arc<Wire>, capture: CaptureId, lies: &Lies) -> Result<bool> {
    let removed = removed::member(&mut wire.db.read().await?, capture).await?;
    let (archive, place) = (wire.archive.clone(), place(lies));
    match removed {
        None => Ok(false),
        Some((_, false)) => Ok(true),
        Some((member, true)) => think(move || archive.check(&place, &member).is_ok()).await,
    }
}

fn place(lies: &Lies) -> Place {
    Place { file: lies.file.clone(), offset: lies.at_byte, length: lies.n_bytes }
}

/// The item that `name` names: a public id, the address of its page, or the whole id in hexadecimal.
///
/// # Errors
/// `NotFound` if there is none.
pub async fn named(wire: &Arc<Wire>, name: &str) -> Result<ItemId> {
    let mut tx = wire.db.read().await?;
    let path = name.trim_end_matches('/').trim_end_matches("/verify");
    let last = path.rsplit('/').next().unwrap_or(path);
    let found = match (PublicId::parse(last), Digest::from_hex(last)) {
        (Some(public), _) => items::by_public(&mut tx, &public).await?,
        (None, Some(id)) => items::get(&mut tx, ItemId(id)).await?,
        (None, None) => None,
    };
    found.map(|item| item.id).ok_or_else(|| {
        Error::new(
            Kind::NotFound,
            format!("there is no item {name:?}: give the 20 letters of its address /a/…, or that address"),
        )
    })
}
