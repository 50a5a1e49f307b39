//! What is to be done: the closed list of jobs.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::jobs;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, Slug};

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Ask the list of a source.
    Poll(Slug),
    /// Ask for the page of an entry.
    Fetch(EntryId, Digest),
    /// Ask for the image at a picture's URL, which has this digest.
    Image(Digest),
    /// Look again at the page of an item that stands on the wire.
    Watch(ItemId),
    /// Read the article of an entry out of a capture: its page, or the list that carries its text.
    Extract(EntryId, Digest, CaptureId),
    /// Find the item that an article is of.
    Identify(ArticleId),
    /// Put the newest state of an item on the wire.
    Dispatch(ItemId),
}

impl Job {
    /// The kinds of job, by name, in the order of the flow.
    pub const KINDS: [&'static str; 7] =
        ["poll", "fetch", "image", "watch", "extract", "identify", "dispatch"];
    /// Those that ask other sites: the courier's.
    pub const OUTSIDE: [&'static str; 4] = ["poll", "fetch", "image", "watch"];
    /// Those that need no network: the desk's.
    pub const INSIDE: [&'static str; 3] = ["extract", "identify", "dispatch"];

    /// The kind's name and the job's key, as they stand in the store.
    #[must_use]
    pub fn row(&self) -> (&'static str, String) {
        match self {
            Self::Poll(source) => ("poll", source.to_string()),
            Self::Fetch(entry, said) => ("fetch", format!("{entry} {said}")),
            Self::Image(url) => ("image", url.to_string()),
            Self::Watch(item) => ("watch", item.to_string()),
            Self::Extract(entry, said, capture) => ("extract", format!("{entry} {said} {capture}")),
            Self::Identify(article) => ("identify", article.to_string()),
            Self::Dispatch(item) => ("dispatch", item.to_string()),
        }
    }

    /// The job that a kind and a key stand for.
    ///
    /// # Errors
    /// `Bug` if they stand for none.
    pub fn parse(kind: &str, key: &str) -> Result<Self> {
        let bug = || Error::new(Kind::Bug, format!("there is no job {kind} {key:?}"));
        let digests: Vec<Digest> = key.split(' ').filter_map(Digest::from_hex).collect();
        match (kind, &digests[..]) {
            ("poll", _) => Slug::parse(key).map(Self::Poll).ok_or_else(bug),
            ("fetch", &[entry, said]) => Ok(Self::Fetch(EntryId(entry), said)),
            ("image", &[url]) => Ok(Self::Image(url)),
            ("watch", &[item]) => Ok(Self::Watch(ItemId(item))),
            ("extract", &[entry, said, capture]) => {
                Ok(Self::Extract(EntryId(entry), said, CaptureId(capture)))
            }
            ("identify", &[article]) => Ok(Self::Identify(ArticleId(article))),
            ("dispatch", &[item]) => Ok(Self::Dispatch(ItemId(item))),
            _ => Err(bug()),
        }
    }

    /// Adds the job to those that are to be done.
    ///
    /// # Errors
    /// As the statements give.
    pub async fn add(&self, tx: &mut Tx, run_at: Timestamp) -> Result<()> {
        let (kind, key) = self.row();
        jobs::add(tx, kind, &key, run_at.as_millisecond()).await
    }
}
