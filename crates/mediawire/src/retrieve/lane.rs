//! How many questions are put to one address at a time: many hosts may lie on one machine.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Questions to one address at once, whatever hosts they are for.
const AT_ONCE: usize = 4;

/// The addresses that are being asked. One that nobody asks is forgotten.
#[derive(Debug, Default)]
pub(super) struct Lanes(Mutex<HashMap<IpAddr, Weak<Semaphore>>>);

impl Lanes {
    /// Waits until `address` may be asked: it may be as long as the answer is kept.
    pub(super) async fn enter(&self, address: IpAddr) -> Option<OwnedSemaphorePermit> {
        let lane = self.lane(address);
        // Nobody closes a lane.
        lane.acquire_owned().await.ok()
    }

    fn lane(&self, address: IpAddr) -> Arc<Semaphore> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(&address).and_then(Weak::upgrade) {
            return lane;
        }
        lanes.retain(|_, lane| lane.strong_count() > 0);
        let lane = Arc::new(Semaphore::new(AT_ONCE));
        lanes.insert(address, Arc::downgrade(&lane));
        lane
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Lanes};
    use futures_util::FutureExt as _;
    use std::net::IpAddr;

    #[test]
    fn address_is_asked_a_few_things_at_once() {
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let lanes = Lanes::default();
        let enter = |address| lanes.enter(address).now_or_never().flatten();
        let mut held: Vec<_> = (0..AT_ONCE).map(|_| enter(one)).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(enter(one).is_none() && enter(other).is_some());
        held.pop();
        assert!(enter(one).is_some());
        drop(held);
        assert!(enter(other).is_some());
        assert_eq!(lanes.0.lock().unwrap().len(), 1);
    }
}
