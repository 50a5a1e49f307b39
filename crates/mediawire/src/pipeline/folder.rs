//! poll of a source whose list is a watched folder: each file in it is a list of its own.

use crate::Wire;
use crate::archive::Incoming;
use crate::error::Result;
use crate::keep::keep;
use crate::pipeline::list::{How, ListAnswer, Polled, read_list};
use crate::pipeline::manners::{self, Head};
use crate::retrieve::folder::{self, Dropped};
use crate::store::captures;
use crate::store::lists::ListState;
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was looked at, to be put away once what it said is saved.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    folder: PathBuf,
    name: String,
    /// Why it was refused, if it was.
    why: Option<String>,
}

/// Looks into the folder of a source, and reads the files that are complete.
///
/// # Errors
/// `Transient` if the store or the archive cannot be used. That the folder cannot be read is in the value.
pub(super) async fn poll(
    wire: &Arc<Wire>,
    source: &Source,
    folder: &Path,
    mut state: ListState,
) -> Result<Polled> {
    let (looking, at) = (wire.clone(), folder.to_owned());
    let found = think(move || looking.folders.look(&at)).await?;
    state.polled_ms = wire.now().as_millisecond();
    let mut polled = Polled::of_place(source);
    match found {
        Ok(files) => {
            manners::succeeded(&mut state);
            for file in files {
                take(wire, &source.slug, folder, file, &mut polled).await?;
            }
        }
        Err(error) => {
            manners::failed(&mut state, &error, wire.now());
            polled.failed = Some(error);
        }
    }
    // The newest first, as lists before a list are.
    polled.older.reverse();
    let refused = polled.taken.iter().find_map(|it| it.why.as_ref().map(|why| (&it.name, why)));
    if let Some((name, why)) = refused {
        state.trouble = format!("refused {name}: {why}");
    }
    polled.state = state;
    Ok(polled)
}

/// Keeps a file and reads it; one that was read before is only put away.
async fn take(
    wire: &Arc<Wire>,
    slug: &Slug,
    folder: &Path,
    file: Dropped,
    polled: &mut Polled,
) -> Result<()> {
    let url = file.url();
    let mut taken = Taken { folder: folder.to_owned(), name: file.name, why: None };
    let payload = match file.bytes {
        Ok(payload) => payload,
        Err(why) => {
            taken.why = Some(why);
            polled.taken.push(taken);
            return Ok(());
        }
    };
    let digest = Digest::of(&payload);
    if captures::is_read_for(&mut wire.db.read().await?, slug, digest).await? {
        polled.taken.push(taken);
        return Ok(());
    }
    let headers = Vec::new();
    let (at, bytes) = (wire.now(), payload.clone());
    let incoming =
        Incoming { url: url.clone(), at, status: 200, headers, payload: bytes, same_as: None };
    let kept = keep(wire, vec![incoming]).await?.pop();
    let (capture, lies) = kept.expect("one file in, one capture out");
    let (wire, source) = (wire.clone(), slug.clone());
    let answer = think(move || {
        let list = read_list(&capture, &payload, &source, &How::default(), &wire.sites.now());
        ListAnswer { capture, lies, list }
    })
    .await?;
    taken.why = answer.list.as_ref().err().map(ToString::to_string);
    polled.taken.push(taken);
    polled.older.push((url, Ok((Head::default(), Some(answer)))));
    Ok(())
}

impl Taken {
    /// Moves the file out of the way. One that cannot be moved is found again and known by its bytes.
    pub(super) fn put_away(&self) {
        if let Err(error) = folder::put_away(&self.folder, &self.name, self.why.as_deref()) {
            tracing::warn!("a file that was read stays where it is: {error}");
        }
    }
}
