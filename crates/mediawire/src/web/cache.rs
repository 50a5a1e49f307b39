//! Pages kept as they were written, for one state of the wire and one minute.

use crate::error::Result;
use crate::web::answer::Written;
use std::sync::Arc;

/// The most that cached pages take in memory.
const BYTES_MAX: u64 = 64 << 20;

/// For what a page was written: the number of the wire's last dispatch, the minute since 1970, and the images
/// that there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The number of the last dispatch.
    pub head: i64,
    /// Whole minutes since 1970.
    pub minute: i64,
    /// How often images had been kept.
    pub n_images: u64,
}

/// Pages by address.
#[derive(Debug)]
pub struct Cache(moka::sync::Cache<String, (AsOf, Arc<Written>)>);

impl Default for Cache {
    fn default() -> Self {
        let weigh = |key: &String, (_, written): &(AsOf, Arc<Written>)| {
            u32::try_from(key.len() + written.size()).unwrap_or(u32::MAX)
        };
        Self(moka::sync::Cache::builder().max_capacity(BYTES_MAX).weigher(weigh).build())
    }
}

impl Cache {
    /// The page at `address` that is kept, if it was written as of `as_of`.
    #[must_use]
    pub fn kept(&self, address: &str, as_of: AsOf) -> Option<Arc<Written>> {
        self.0.get(address).filter(|(kept, _)| *kept == as_of).map(|(_, written)| written)
    }

    /// The page at `address` as of `as_of`: kept, or else written by `write` and kept if it is there to stay.
    ///
    /// # Errors
    /// Those of `write`.
    pub async fn page(
        &self,
        address: &str,
        as_of: AsOf,
        write: impl Future<Output = Result<Written>>,
    ) -> Result<Arc<Written>> {
        if let Some(written) = self.kept(address, as_of) {
            return Ok(written);
        }
        let written = Arc::new(write.await?);
        self.0.insert(address.to_owned(), (as_of, written.clone()));
        Ok(written)
    }
}
