//! image: a picture's URL → a capture that is an image. It goes beside the flow: no text waits for a picture.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::keep::{incoming, keep, uncoded};
use crate::retrieve::{Answer, Ask, Fetched, What, backoff_ms};
use crate::store::db::Tx;
use crate::store::{captures, debts, jobs, pictures};
use crate::work::think;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::image::{self, Image};
use mediawire_core::model::id::{ArticleId, CaptureId, Slug};
use mediawire_core::model::source::{Display, Source};
use std::sync::Arc;

/// How often an image is asked for.
const TRIES_MAX: i64 = 6;
/// An image that came so short a time ago is not asked for again, whichever article names it.
const FRESH_MS: i64 = 3_600_000;

/// Sees to it that the pictures of `article` are asked for that have no image yet and that the rights of its source
/// allow to be shown.
///
/// # Errors
/// As the statements give.
pub async fn name(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    article: ArticleId,
    source: &Source,
) -> Result<()> {
    let n_places = match (source.rights.images, source.rights.display) {
        (false, _) | (true, Display::Headline) => return Ok(()),
        (true, Display::Teaser) => 1,
        (true, Display::Full) => i64::MAX,
    };
    let now = wire.now();
    let wanted = pictures::wanted(tx, article).await?;
    for (_, url) in wanted.into_iter().filter(|(place, _)| *place < n_places) {
        let url = pictures::url_digest(&url);
        match fresh(tx, url, now).await? {
            Some(capture) => pictures::join(tx, url, capture, now.as_millisecond()).await?,
            None => {
                let (kind, key) = Job::Image(url).row();
                // One that was put off stays put off.
                if !jobs::is_there(tx, kind, &key).await? {
                    Job::Image(url).add(tx, now).await?;
                }
            }
        }
    }
    Ok(())
}

/// The image that was kept of a URL a short time ago.
async fn fresh(tx: &mut Tx, url: Digest, now: Timestamp) -> Result<Option<CaptureId>> {
    let since = now.as_millisecond() - FRESH_MS;
    let last = pictures::last(tx, url).await?;
    Ok(last.filter(|(_, at_ms)| *at_ms > since).map(|(capture, _)| capture))
}

/// What asking for an image gave.
#[derive(Debug)]
pub struct FetchedImage {
    url: Digest,
    /// The URL, and the source by whose rights it was asked for; `None` if nobody wants it any more.
    asked: Option<(String, Slug)>,
    came: Result<Came>,
}

#[derive(Debug)]
enum Came {
    /// Nothing is wanted, or allowed any more.
    Nothing,
    /// What was kept before.
    Known(CaptureId),
    /// An image.
    Fresh(Box<Fresh>),
}

#[derive(Debug)]
struct Fresh {
    fetched: Fetched,
    image: Image,
    /// Digest and length of the image's own bytes.
    own: (Digest, u64),
}

/// Asks for the image at the URL with that digest.
///
/// # Errors
/// As the statements give. What goes wrong outside is in the value.
pub async fn fetch(wire: &Arc<Wire>, url: Digest) -> Result<FetchedImage> {
    let mut tx = wire.db.read().await?;
    let asked = pictures::wanted_by(&mut tx, url).await?;
    let fresh = fresh(&mut tx, url, wire.now()).await?;
    let last = pictures::last(&mut tx, url).await?;
    let ask = match &asked {
        Some((url, _)) => {
            let mut ask = Ask::new(url, What::Image);
            if let Some((last, _)) = last {
                let last = captures::get(&mut tx, last).await?;
                ask.etag = last.header("etag").map(str::to_owned);
                ask.last_modified = last.header("last-modified").map(str::to_owned);
            }
            Some(ask)
        }
        None => None,
    };
    drop(tx);
    if let (Some(ask), None) = (&ask, fresh) {
        wire.client.has_room(&ask.url)?;
    }
    let came = match (ask, fresh) {
        (None, _) => Ok(Came::Nothing),
        (Some(_), Some(fresh)) => Ok(Came::Known(fresh)),
        (Some(ask), None) => bring(wire, &ask, last.map(|(last, _)| last)).await,
    };
    Ok(FetchedImage { url, asked, came })
}

async fn bring(wire: &Arc<Wire>, ask: &Ask, last: Option<CaptureId>) -> Result<Came> {
    let fetched = match (wire.client.get(ask).await?, last) {
        (Answer::Fresh(fetched), _) => fetched,
        (Answer::NotModified { .. }, Some(last)) => return Ok(Came::Known(last)),
        (Answer::NotModified { .. }, None) => {
            return Err(Error::new(Kind::Refused, "nothing is said to be newer than nothing"));
        }
    };
    think(move || {
        let coding = fetched.headers.iter().find(|(name, _)| name == "content-encoding");
        let bytes = uncoded(coding.map(|(_, value)| value.as_str()), &fetched.payload)?;
        let own = (Digest::of(&bytes), bytes.len() as u64);
        let image = image::read(&bytes).map_err(|no| {
            let code = no.code();
            Error::caused(Kind::Malformed, format!("cannot show {}", fetched.url), no).code(code)
        })?;
        drop(bytes);
        Ok(Came::Fresh(Box::new(Fresh { fetched, image, own })))
    })
    .await?
}

/// Keeps and saves images that were fetched. What is none is not kept: its reason stands in the fetch log.
///
/// # Errors
/// `Transient` if the archive or the store cannot be written.
pub async fn save_fetched(wire: &Arc<Wire>, images: &[(&FetchedImage, i64)]) -> Result<()> {
    if images.is_empty() {
        return Ok(());
    }
    let answers = images.iter().filter_map(|(image, _)| match &image.came {
        Ok(Came::Fresh(fresh)) => Some(incoming(fresh.fetched.clone())),
        Ok(Came::Nothing | Came::Known(_)) | Err(_) => None,
    });
    let mut kept = keep(wire, answers.collect()).await?.into_iter();
    let mut tx = wire.db.write().await?;
    let now_ms = wire.now().as_millisecond();
    for (fetched, n_tries) in images {
        let (kind, key) = Job::Image(fetched.url).row();
        let capture = match &fetched.came {
            Ok(Came::Nothing) => None,
            Ok(Came::Known(capture)) => Some(*capture),
            Ok(Came::Fresh(fresh)) => {
                let (capture, lies) = kept.next().expect("each answer was kept");
                captures::save(&mut tx, &capture, &lies).await?;
                pictures::save(&mut tx, capture.id, &fresh.image, fresh.own).await?;
                Some(capture.id)
            }
            Err(error) => {
                no_image(wire, &mut tx, fetched, *n_tries, error).await?;
                continue;
            }
        };
        // Done first: whoever names this URL meanwhile either is seen below, or adds the job anew.
        jobs::done(&mut tx, kind, &key).await?;
        if let Some(capture) = capture {
            pictures::join(&mut tx, fetched.url, capture, now_ms).await?;
            debts::owe_pictures(&mut tx, fetched.url, now_ms).await?;
        }
    }
    tx.commit().await.context(Kind::Transient, || "cannot save images")?;
    wire.pictures_are_kept();
    wire.debts_have_changed();
    Ok(())
}

async fn no_image(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    fetched: &FetchedImage,
    n_tries: i64,
    error: &Error,
) -> Result<()> {
    let now_ms = wire.now().as_millisecond();
    let (kind, key) = Job::Image(fetched.url).row();
    let (url, source) = fetched.asked.as_ref().map_or(("", ""), |(url, slug)| (url, slug.as_str()));
    let why = error.to_string();
    captures::log(tx, (source, url, now_ms), error.code, &why).await?;
    if error.kind == Kind::Transient && n_tries < TRIES_MAX {
        let tries = u32::try_from(n_tries + 1).unwrap_or(u32::MAX);
        let wait = backoff_ms(tries, error.retry_after_ms, wire.seed());
        let next = now_ms.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
        return jobs::again(tx, kind, &key, next, n_tries + 1).await;
    }
    tracing::info!("no image at {url}: {why}");
    jobs::done(tx, kind, &key).await
}
