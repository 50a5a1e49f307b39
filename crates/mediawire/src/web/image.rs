//! Images, as they were captured: served for as long as an item on the wire shows them.

use crate::error::{Error, Kind, Result};
use crate::keep;
use crate::store::db::Tx;
use crate::store::{pictures, wire};
use crate::web::Web;
use crate::web::answer;
use crate::web::asked::Asked;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::picture::Picture;
use mediawire_core::model::source::Indexing;
use mediawire_core::publish::address;
use std::sync::Arc;

/// The most that images take in memory.
const BYTES_MAX: u64 = 32 << 20;
/// A larger image is read from the archive each time.
const IMAGE_BYTES_MAX: usize = 512 << 10;

/// Small images by digest. Whether one may be shown is asked of the store each time.
#[derive(Debug)]
pub struct Images(moka::sync::Cache<Digest, Bytes>);

impl Default for Images {
    fn default() -> Self {
        let weigh = |_: &Digest, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self(moka::sync::Cache::builder().max_capacity(BYTES_MAX).weigher(weigh).build())
    }
}

/// The image that `file` names: its digest, and the end of its kind.
pub async fn image(
    State(web): State<Arc<Web>>,
    Path(file): Path<String>,
    asked: Asked,
) -> Response {
    match find(&web, &file, &asked).await {
        Ok(response) => response,
        Err(error) => answer::failed(web.site(&asked), &error).into_response(),
    }
}

async fn find(web: &Web, file: &str, asked: &Asked) -> Result<Response> {
    let missing = || Error::new(Kind::NotFound, format!("there is no image {file:?}"));
    let name = file.split('.').next().unwrap_or_default();
    let digest = Digest::from_hex(name).ok_or_else(missing)?;
    let mut tx = web.wire.db.read().await?;
    let (picture, index) = web.shows(&mut tx, digest).await?.ok_or_else(missing)?;
    // One address for an image, and no other that leads there.
    if !address::image(&picture).ends_with(&format!("/{file}")) {
        return Err(missing());
    }
    let image = answer::Image {
        media_type: picture.kind.media_type(),
        digest,
        is_to_be_found: index == Indexing::Own,
    };
    if answer::has_tag(&asked.heads, &digest.to_hex()) {
        return Ok(image.respond(None));
    }
    let bytes = match web.images.0.get(&digest) {
        Some(bytes) => bytes,
        None => {
            let capture = pictures::capture(&mut tx, digest).await?.ok_or_else(missing)?;
            drop(tx);
            let bytes = keep::image(&web.wire, capture, digest).await?;
            if bytes.len() <= IMAGE_BYTES_MAX {
                web.images.0.insert(digest, bytes.clone());
            }
            bytes
        }
    };
    Ok(image.respond(Some(bytes)))
}

impl Web {
    /// The picture whose image has this digest, as an item shows it that may be shown now, and how search engines may
    /// treat that item.
    async fn shows(&self, tx: &mut Tx, digest: Digest) -> Result<Option<(Picture, Indexing)>> {
        for public in pictures::showing(tx, digest).await? {
            let Some(line) = wire::line(tx, &public).await? else { continue };
            let Some(shown) = self.shown_one(tx, &line, None).await? else { continue };
            let mut pictures = shown.pictures.0.into_iter();
            if let Some(picture) = pictures.find(|picture| picture.digest == digest) {
                return Ok(Some((picture, shown.index)));
            }
        }
        Ok(None)
    }
}
