//! One queue a host: requests to it wait their turn, first come first served, and keep a distance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

/// Hosts remembered at most, beside those in use.
const HOSTS_MAX: usize = 4096;

type Slot = Arc<tokio::sync::Mutex<Instant>>;

/// The queues. A host that nobody waits for and whose distance has passed is forgotten.
#[derive(Debug, Default)]
pub(super) struct Queues {
    hosts: Mutex<HashMap<String, Slot>>,
}

/// The turn to speak to a host: nobody else does until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(OwnedMutexGuard<Instant>);

impl Queues {
    /// Waits for the turn to speak to `host`.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        Turn(self.slot(host).lock_owned().await)
    }

    fn slot(&self, host: &str) -> Slot {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if !hosts.contains_key(host) && hosts.len() >= HOSTS_MAX {
            let now = Instant::now();
            let in_use = |slot: &Slot| Arc::strong_count(slot) > 1;
            hosts.retain(|_, slot| in_use(slot) || slot.try_lock().is_ok_and(|next| *next > now));
            if hosts.len() >= HOSTS_MAX {
                // All within their distance: forgetting them costs one early request each.
                hosts.retain(|_, slot| in_use(slot));
            }
        }
        hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Instant::now().into())).clone()
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.hosts.lock().unwrap().len()
    }
}

impl Turn {
    /// Waits until a request may start; the one after it may `distance` later.
    pub(super) async fn start(&mut self, distance: Duration) {
        // Even a moment that has passed costs the timer a millisecond.
        if *self.0 > Instant::now() {
            sleep_until(*self.0).await;
        }
        *self.0 = Instant::now() + distance;
    }
}

#[cfg(test)]
mod tests {
    use super::{HOSTS_MAX, Queues};
    use std::time::Duration;

    #[tokio::test]
    async fn hosts_do_not_pile_up() {
        let queues = Queues::default();
        let held = queues.turn("held.example").await;
        for i in 0..3 * HOSTS_MAX {
            queues.turn(&i.to_string()).await.start(Duration::from_secs(3600)).await;
        }
        assert!(queues.len() <= HOSTS_MAX + 1);
        assert!(queues.hosts.lock().unwrap().contains_key("held.example"));
        drop(held);
    }

    #[tokio::test]
    async fn next_request_may_start_a_distance_later() {
        let queues = Queues::default();
        let mut turn = queues.turn("a.example").await;
        turn.start(Duration::from_secs(3600)).await;
        let left = turn.0.duration_since(tokio::time::Instant::now());
        assert!(left > Duration::from_secs(3590), "{left:?}");
    }
}
