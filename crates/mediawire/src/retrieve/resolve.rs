//! Names to addresses: only public ones come out, so that the address judged is the address connected to.

use crate::retrieve::Noticed;
use crate::retrieve::address::is_public;
use crate::retrieve::guard::Target;
use moka::sync::Cache;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Addresses of one name that are looked at; more are a trick.
const ADDRESSES_MAX: usize = 64;
/// Names that are remembered.
const NAMES_MAX: u64 = 4096;
/// For how long.
const FRESH: Duration = Duration::from_secs(30);
/// How long the system may take for a name, its turn included.
const LOOKUP_MAX: Duration = Duration::from_secs(5);
/// Names that the system is asked for at once: each keeps a thread, for longer than is waited for it.
const LOOKUPS_MAX: usize = 128;

/// The addresses of a name, or why none were found.
type Found = Result<Arc<[IpAddr]>, Arc<str>>;

/// The system's resolver, behind the guard.
#[derive(Debug, Clone)]
pub(super) struct Guarded {
    /// Names that are answered from here and not asked of the system. The guard judges them all the same.
    pub(super) hosts: Arc<[(String, IpAddr)]>,
    /// The host of the configured proxy: it alone may be inside.
    pub(super) proxy_host: Option<String>,
    /// What was found a moment ago: the queue of an address and the connection to it ask one after the other.
    found: Cache<String, Found>,
    /// A turn for each name that the system is asked for.
    asking: Arc<Semaphore>,
}

/// A name whose every address is forbidden.
#[derive(Debug)]
pub(super) struct Forbidden;

impl std::fmt::Display for Forbidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("its name stands for no address on the public internet")
    }
}

impl std::error::Error for Forbidden {}

impl Guarded {
    pub(super) fn new(hosts: Arc<[(String, IpAddr)]>, proxy_host: Option<String>) -> Self {
        let found = Cache::builder().max_capacity(NAMES_MAX).time_to_live(FRESH).build();
        Self { hosts, proxy_host, found, asking: Arc::new(Semaphore::new(LOOKUPS_MAX)) }
    }

    /// The first public address that `name` stands for; `None` if there is none.
    pub(super) async fn first(&self, name: &str) -> Option<IpAddr> {
        self.public(name).await.ok()?.first().copied()
    }

    /// The public addresses that `name` stands for: none where all are forbidden.
    pub(super) async fn public(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let found = self.lookup(name).await?;
        if found.is_empty() {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        Ok(found.iter().copied().filter(|address| is_public(*address)).collect())
    }

    /// The addresses that `name` stands for, unjudged.
    async fn lookup(&self, name: &str) -> io::Result<Arc<[IpAddr]>> {
        if let Some(known) = self.known(name) {
            return known.map_err(|why| io::Error::other(why.to_string()));
        }
        let found = self.ask(name).await;
        let kept = found.as_ref().map(Arc::clone).map_err(|cause| cause.to_string().into());
        self.found.insert(name.to_owned(), kept);
        found
    }

    /// The addresses that the system gives for `name`.
    async fn ask(&self, name: &str) -> io::Result<Arc<[IpAddr]>> {
        let (asking, name) = (Arc::clone(&self.asking), name.to_owned());
        let found = async move {
            let turn = asking.acquire_owned().await.map_err(io::Error::other)?;
            // In a task of its own: the system's resolver is not to be called off, and keeps its turn as long as it likes.
            let asked = tokio::spawn(async move {
                let _turn = turn;
                let found = tokio::net::lookup_host((name, 0)).await?;
                Ok(found.map(|address| address.ip()).take(ADDRESSES_MAX).collect())
            });
            asked.await.map_err(io::Error::other)?
        };
        tokio::time::timeout(LOOKUP_MAX, found).await.unwrap_or_else(|_| {
            let what = "the name's servers gave no answer in five seconds";
            Err(io::Error::new(io::ErrorKind::TimedOut, what))
        })
    }

    /// What is known of `name` without asking.
    fn known(&self, name: &str) -> Option<Found> {
        let of_name = self.hosts.iter().filter(|(host, _)| host == name);
        let fixed: Vec<IpAddr> = of_name.map(|(_, address)| *address).collect();
        if fixed.is_empty() { self.found.get(name) } else { Some(Ok(fixed.into())) }
    }

    /// That some of the addresses of a target's name are forbidden, if they are.
    pub(super) fn noticed(&self, target: &Target) -> Option<Noticed> {
        let name = target.url.domain().filter(|_| target.admitted.is_none())?;
        let known = self.known(name)?.ok()?;
        let inside: Vec<String> =
            known.iter().filter(|it| !is_public(**it)).map(ToString::to_string).collect();
        let words = format!("its name stands for addresses inside too: {}", inside.join(", "));
        (!inside.is_empty()).then(|| Noticed::new("address", words))
    }

    /// Whether `name` is known here to stand for forbidden addresses only. A proxy resolves names itself:
    /// then this is all that can be checked, and a name that only the proxy knows passes.
    pub(super) async fn is_forbidden(&self, name: &str) -> bool {
        let Ok(found) = self.lookup(name).await else { return false };
        !found.is_empty() && !found.iter().any(|address| is_public(*address))
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let this = self.clone();
        Box::pin(async move {
            let name = name.as_str();
            let found = this.lookup(name).await?;
            let is_proxy = this.proxy_host.as_deref() == Some(name);
            let public: Vec<SocketAddr> = found
                .iter()
                .filter(|address| is_proxy || is_public(**address))
                .map(|address| SocketAddr::new(*address, 0))
                .collect();
            if public.is_empty() && !found.is_empty() {
                return Err(Forbidden.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Guarded;
    use reqwest::dns::Resolve as _;
    use std::net::IpAddr;

    #[tokio::test]
    async fn only_public_addresses_of_a_name_come_out() {
        let all = ["127.0.0.1", "8.8.8.8", "::1", "10.0.0.1", "2606:4700::1111"];
        let address = |text: &str| -> IpAddr { text.parse().unwrap() };
        let hosts: Vec<_> = all.iter().map(|it| ("a.example".to_owned(), address(it))).collect();
        let guarded = Guarded::new(hosts.into(), None);
        let found = guarded.resolve("a.example".parse().unwrap()).await.unwrap();
        let found: Vec<IpAddr> = found.map(|it| it.ip()).collect();
        assert_eq!(found, [address("8.8.8.8"), address("2606:4700::1111")]);
        // The host of the configured proxy alone may be inside.
        let proxy = Guarded { proxy_host: Some("a.example".to_owned()), ..guarded };
        assert_eq!(proxy.resolve("a.example".parse().unwrap()).await.unwrap().count(), all.len());
    }
}
