//! One queue a host: requests to it wait their turn, first come first served, and keep a distance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

/// Hosts remembered at most, beside those in use.
const HOSTS_MAX: usize = 4096;
/// Questions that are put or wait in the queue of one host when no further one is let in.
const WAITING_MAX: usize = 4;
/// The least time that a question is taken to need.
const TURN_MIN: Duration = Duration::from_millis(20);

/// The queues. A host that nobody waits for and whose distance has passed is forgotten.
#[derive(Debug, Default)]
pub(super) struct Queues {
    hosts: Mutex<HashMap<String, Host>>,
}

#[derive(Debug)]
struct Host {
    /// When the next question may be put; held by who puts one, shared by those who wait.
    next: Arc<tokio::sync::Mutex<Instant>>,
    /// When the last of those that were sent away may come again.
    promised: Instant,
}

impl Host {
    fn new(now: Instant) -> Self {
        Self { next: Arc::new(now.into()), promised: now }
    }

    /// Those who put a question or wait for their turn.
    fn n_waiting(&self) -> usize {
        Arc::strong_count(&self.next) - 1
    }

    fn is_idle(&self, now: Instant) -> bool {
        self.n_waiting() == 0
            && self.promised <= now
            && self.next.try_lock().is_ok_and(|next| *next <= now)
    }
}

/// The turn to speak to a host: nobody else does until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(OwnedMutexGuard<Instant>);

impl Queues {
    /// Waits for the turn to speak to `host`.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let next = self.with(host, |host| Arc::clone(&host.next));
        Turn(next.lock_owned().await)
    }

    /// If enough wait for `host`, how long it is until one more may come, whose questions keep this `distance`. Each who
    /// asks is given another time, one turn after the one before.
    pub(super) fn busy(&self, host: &str, distance: Duration) -> Option<Duration> {
        let now = Instant::now();
        let turn = distance.max(TURN_MIN);
        self.with(host, |host| {
            let n = host.n_waiting();
            if n < WAITING_MAX {
                return None;
            }
            let queue = turn * u32::try_from(n).unwrap_or(u32::MAX);
            host.promised = host.promised.max(now + queue) + turn;
            Some(host.promised - now)
        })
    }

    fn with<T>(&self, host: &str, f: impl FnOnce(&mut Host) -> T) -> T {
        let now = Instant::now();
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if !hosts.contains_key(host) && hosts.len() >= HOSTS_MAX {
            hosts.retain(|_, host| !host.is_idle(now));
            if hosts.len() >= HOSTS_MAX {
                // All within their distance: forgetting them costs one early request each.
                hosts.retain(|_, host| host.n_waiting() > 0);
            }
        }
        f(hosts.entry(host.to_owned()).or_insert_with(|| Host::new(now)))
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
    use super::{HOSTS_MAX, Queues, WAITING_MAX};
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
    async fn who_finds_a_full_queue_is_told_when_to_come_again() {
        let queues = std::sync::Arc::new(Queues::default());
        let second = Duration::from_secs(1);
        let held = queues.turn("a.example").await;
        for _ in 1..WAITING_MAX {
            let queues = std::sync::Arc::clone(&queues);
            tokio::spawn(async move { queues.turn("a.example").await.start(Duration::ZERO).await });
        }
        assert_eq!(queues.busy("a.example", second), None, "they have not come yet");
        tokio::task::yield_now().await;
        for turns in 5..8 {
            let told = queues.busy("a.example", second).unwrap();
            assert!((turns * second - told) < second / 2, "{turns} {told:?}");
        }
        assert_eq!(queues.busy("b.example", second), None, "another host");
        drop(held);
        tokio::task::yield_now().await;
        assert_eq!(queues.busy("a.example", second), None);
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
