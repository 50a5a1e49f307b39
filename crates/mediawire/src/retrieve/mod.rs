//! The one way out: every outgoing HTTP request of the program is made here (and mail asked for), behind the address guard,
//! within its budgets, in its host's queue, and after the site's robots.txt was asked.

mod address;
mod backoff;
mod body;
mod connect;
mod failure;
pub mod folder;
mod guard;
mod lane;
pub mod mail;
mod noticed;
mod pause;
mod permit;
mod post;
mod queue;
mod resolve;
mod robots;
mod send;
mod settings;
mod tdmrep;

pub use address::is_public;
pub use backoff::backoff_ms;
pub use guard::Admit;
pub use noticed::Noticed;
pub use send::{Message, Reply};
pub use settings::{Limits, Settings, What};

use crate::error::{Context as _, Error, Kind, Result};
use bytes::Bytes;
use jiff::Timestamp;
use mediawire_core::model::signals::Signals;
use queue::Queues;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HOST, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION,
};
use reqwest::{Method, RequestBuilder, Response};
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use url::Url;

/// Longest validator that is sent back; a longer one is left out.
const VALIDATOR_BYTES_MAX: usize = 1024;

/// The code of a question that is not put, since enough others wait for the same host.
pub const HOST_BUSY: &str = "host-busy";

/// Makes ring the program's cryptography. Called first in `main`; calling it again does nothing.
pub fn install_crypto() {
    // The error says that a provider is installed already, which is what is wanted.
    rustls::crypto::ring::default_provider().install_default().ok();
}

/// What to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The address.
    pub url: String,
    /// The `ETag` of the last answer, byte for byte, to ask only for what is new.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last answer, byte for byte.
    pub last_modified: Option<String>,
    /// What it is expected to be.
    pub what: What,
}

impl Ask {
    /// Asks for `url` whether it is new or not.
    #[must_use]
    pub fn new(url: &str, what: What) -> Self {
        Self { url: url.to_owned(), etag: None, last_modified: None, what }
    }
}

/// A complete answer, or the word that there is no new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// This.
    Fresh(Fetched),
    /// Nothing has changed since the answer whose validators were sent.
    NotModified {
        /// The response head; its validators are the ones to send next.
        headers: Vec<(String, String)>,
        /// As [`Fetched::moved`].
        moved: Option<String>,
    },
}

/// A complete answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address that answered: the last of a chain of redirects.
    pub url: String,
    /// When the answer was complete.
    pub at: Timestamp,
    /// HTTP status: 200 or 203.
    pub status: u16,
    /// The response head, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The payload after transfer coding, before content coding is taken off. Not empty.
    pub payload: Bytes,
    /// The addresses that pointed on, in order; empty if none did.
    pub redirects: Vec<String>,
    /// Where what was asked for is from now on (301 and 308, RFC 9110 §15.4): the end of the redirects that hold for good.
    pub moved: Option<String>,
    /// What the host of a page says to machines of its use, as [`Signals`] has it.
    pub signals: Signals,
    /// What was noticed on the way.
    pub noticed: Vec<Noticed>,
}

/// The client. One for the whole program: its queues are the program's manners.
#[derive(Debug)]
pub struct Client {
    settings: Settings,
    /// Speaks to the world, through the guarded resolver.
    outside: reqwest::Client,
    /// Speaks to admitted addresses only.
    inside: reqwest::Client,
    resolver: resolve::Guarded,
    queues: Queues,
    lanes: lane::Lanes,
    pauses: pause::Pauses,
    wishes: robots::Wishes,
    mining: tdmrep::Reservations,
}

enum Step {
    Answer(Answer),
    /// To this address, which is not judged yet, and whether for good.
    Moved(Url, bool),
}

/// The redirects on the way to an answer.
#[derive(Debug, Default)]
struct Way {
    /// The addresses behind.
    behind: Vec<String>,
    /// Where those led that hold for good, as long as no other came between.
    moved: Option<String>,
    /// Whether one came that holds for once.
    is_passing: bool,
    noticed: Vec<Noticed>,
}

impl Client {
    /// The address that `url` is, if it may be asked as far as its words tell; what its host's name stands for is looked
    /// at when it is asked.
    ///
    /// # Errors
    /// As the guard gives: `Malformed`, or `Refused` with its code.
    pub fn check(&self, url: &str) -> Result<Url> {
        guard::check(url, &self.settings.admit).map(|target| target.url)
    }

    /// The client that behaves as `settings` say.
    ///
    /// # Errors
    /// `Malformed` if the proxy's address, the user agent or an authority's certificate is none.
    pub fn new(mut settings: Settings) -> Result<Self> {
        install_crypto();
        guard::sort(&mut settings.admit);
        settings.destinations.extend(settings.admit.iter().cloned());
        guard::sort(&mut settings.destinations);
        let proxy = match &settings.proxy {
            Some(url) => {
                // The address may hold a password, so the error does not show it.
                let tried = || "cannot use the configured proxy";
                let host = Url::parse(url).context(Kind::Malformed, tried)?;
                let proxy = reqwest::Proxy::all(url).context(Kind::Malformed, tried)?;
                Some((proxy, host.host_str().map(str::to_owned)))
            }
            None => None,
        };
        let proxy_host = proxy.as_ref().and_then(|(_, host)| host.clone());
        let resolver = resolve::Guarded::new(settings.hosts.clone().into(), proxy_host);
        let proxy = proxy.map(|(proxy, _)| proxy);
        let outside = connect::outside(&settings, &resolver, proxy)?;
        let inside = connect::inside(&settings)?;
        Ok(Self {
            settings,
            outside,
            inside,
            resolver,
            queues: Queues::default(),
            lanes: lane::Lanes::default(),
            pauses: pause::Pauses::default(),
            wishes: robots::Wishes::new(),
            mining: tdmrep::Reservations::new(),
        })
    }

    /// Whether a question for `url` may be put into its host's queue: few wait there at a time, so that no host takes
    /// the room in which others are asked.
    ///
    /// # Errors
    /// `Transient` with code [`HOST_BUSY`] and the time after which its turn may come in `retry_after_ms`.
    pub fn has_room(&self, url: &str) -> Result<()> {
        // What may not be asked is told by the question.
        let Ok(target) = guard::check(url, &self.settings.admit) else { return Ok(()) };
        match self.queues.busy(&target.queue(), self.distance(&target)) {
            None => Ok(()),
            Some(wait) => {
                let why = format!("others wait for the turn to ask {}", shown(url));
                let mut error = Error::new(Kind::Transient, why).code(HOST_BUSY);
                error.retry_after_ms = u64::try_from(wait.as_millis()).ok();
                Err(error)
            }
        }
    }

    /// The distance between two requests to the host of `target` that it has not asked for itself.
    fn distance(&self, target: &guard::Target) -> Duration {
        match target.admitted {
            Some(_) => Duration::ZERO,
            None => Duration::from_millis(self.settings.host_delay_ms),
        }
    }

    /// Asks for `url` whether it is new or not.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub async fn fetch(&self, url: &str, what: What) -> Result<Fetched> {
        match self.get(&Ask::new(url, what)).await? {
            Answer::Fresh(fetched) => Ok(fetched),
            Answer::NotModified { .. } => {
                let words = format!("{url} answered 304 to a request without condition");
                Err(Error::new(Kind::Refused, words).code("304-unasked"))
            }
        }
    }

    /// Asks, in the turn of each host on the way.
    ///
    /// # Errors
    /// With a `code` that says what was wrong, and `retry_after_ms` where the server gave it:
    /// `Transient` for what may be better later, `Refused` and `NotFound` for what will not,
    /// `Malformed` for what is no HTTP or beyond the limits.
    pub async fn get(&self, ask: &Ask) -> Result<Answer> {
        let answer = Box::pin(self.follow(ask)).await;
        answer.map_err(|error| error.context(format!("cannot retrieve {}", shown(&ask.url))))
    }

    async fn follow(&self, ask: &Ask) -> Result<Answer> {
        let mut target = guard::check(&ask.url, &self.settings.admit)?;
        let mut left = self.settings.limits.total(ask.what);
        let mut way = Way::default();
        loop {
            let host = target.queue();
            self.pauses.check(&host, Instant::now())?;
            let mut turn = self.queues.turn(&host).await;
            // One before it in the queue may have been told.
            self.pauses.check(&host, Instant::now())?;
            let known = self.permit(&target, ask.what, &mut turn).await?;
            turn.start(known.distance).await;
            let began = Instant::now();
            let step = self.exchange(&target, ask, left).await;
            if let Err(error) = &step {
                self.pauses.note(&host, error, Instant::now());
            }
            left = left.saturating_sub(began.elapsed());
            // Given back before another is waited for, else two hosts that redirect to each other lock up.
            drop(turn);
            match step? {
                Step::Answer(Answer::Fresh(fetched)) => {
                    let Way { behind: redirects, moved, mut noticed, .. } = way;
                    noticed.extend(known.noticed);
                    noticed.extend(self.resolver.noticed(&target));
                    let signals = known.signals;
                    let fetched = Fetched { redirects, moved, signals, noticed, ..fetched };
                    return Ok(Answer::Fresh(fetched));
                }
                Step::Answer(Answer::NotModified { headers, .. }) => {
                    return Ok(Answer::NotModified { headers, moved: way.moved });
                }
                Step::Moved(url, for_good) => {
                    let next = self.moved(&target, &url, &mut way.behind)?;
                    way.noticed.extend(Noticed::downgrade(&target, &next));
                    target = next;
                    way.is_passing |= !for_good;
                    if !way.is_passing {
                        way.moved = Some(target.url.to_string());
                    }
                }
            }
        }
    }

    /// The next target of a chain, judged; `redirects` are those behind it.
    fn moved(
        &self,
        from: &guard::Target,
        to: &Url,
        redirects: &mut Vec<String>,
    ) -> Result<guard::Target> {
        redirects.push(from.url.to_string());
        let target = guard::check(to.as_str(), &self.settings.admit)
            .map_err(|error| error.context("it redirects"))?;
        if redirects.iter().any(|seen| seen == target.url.as_str()) {
            let why = "it redirects in a circle";
            return Err(Error::new(Kind::Transient, why).code("redirect-loop"));
        }
        if redirects.len() > self.settings.limits.redirects_max {
            let why = format!("it redirects more than {} times", redirects.len() - 1);
            return Err(Error::new(Kind::Transient, why).code("redirect-limit"));
        }
        Ok(target)
    }

    /// One request and its answer, within the time that is `left`.
    async fn exchange(&self, target: &guard::Target, ask: &Ask, left: Duration) -> Result<Step> {
        // Held until the answer is there; waiting for it does not count.
        let _lane = match self.address(target).await {
            Some(address) => self.lanes.enter(address).await,
            None => None,
        };
        let exchange = Box::pin(self.exchange_now(target, ask));
        timeout(left, exchange).await.unwrap_or_else(|_| {
            Err(Error::new(Kind::Transient, "no time is left").code("timeout-total"))
        })
    }

    /// The address that a request to `target` goes to; `None` where it is admitted, or another's to know.
    async fn address(&self, target: &guard::Target) -> Option<IpAddr> {
        if target.admitted.is_some() || self.settings.proxy.is_some() {
            return None;
        }
        match target.url.host()? {
            url::Host::Ipv4(address) => Some(address.into()),
            url::Host::Ipv6(address) => Some(address.into()),
            // A name that is not found in time has no lane: the request says what is wrong with it.
            url::Host::Domain(name) => {
                let time = Duration::from_millis(self.settings.limits.connect_ms);
                timeout(time, self.resolver.first(name)).await.ok().flatten()
            }
        }
    }

    async fn exchange_now(&self, target: &guard::Target, ask: &Ask) -> Result<Step> {
        let limits = &self.settings.limits;
        self.judge(target).await?;
        let (request, is_conditional) = self.request(target, ask)?;
        let head_time = Duration::from_millis(limits.header_ms);
        let response = match timeout(head_time, request.send()).await {
            Ok(response) => response.map_err(|error| failure::of_request(&error))?,
            Err(_) => {
                let why = "the response head did not come in time";
                return Err(Error::new(Kind::Transient, why).code("timeout-header"));
            }
        };
        let headers = body::head(response.headers(), limits)?;
        let status = response.status().as_u16();
        match status {
            200 | 203 => {
                let payload = body::read(response, ask.what, limits).await?;
                let (url, at) = (target.url.to_string(), Timestamp::now());
                let fetched = Fetched {
                    url,
                    at,
                    status,
                    headers,
                    payload,
                    redirects: Vec::new(),
                    moved: None,
                    signals: Signals::default(),
                    noticed: Vec::new(),
                };
                Ok(Step::Answer(Answer::Fresh(fetched)))
            }
            301 | 302 | 303 | 307 | 308 => {
                let for_good = matches!(status, 301 | 308);
                Ok(Step::Moved(location(&response, &target.url)?, for_good))
            }
            304 if is_conditional => Ok(Step::Answer(Answer::NotModified { headers, moved: None })),
            304 => Err(unasked()),
            _ => Err(failure::of_status(&response)),
        }
    }

    /// Where a proxy resolves names, whether the name of `target` is known here to be forbidden.
    async fn judge(&self, target: &guard::Target) -> Result<()> {
        if self.settings.proxy.is_some()
            && let (None, Some(name)) = (target.admitted, target.url.domain())
            && self.resolver.is_forbidden(name).await
        {
            let why = resolve::Forbidden;
            return Err(Error::new(Kind::Refused, why).code("forbidden-address"));
        }
        Ok(())
    }

    /// A request to `target`.
    fn ask(&self, method: Method, target: &guard::Target) -> Result<RequestBuilder> {
        let Some(address) = target.admitted else {
            return Ok(self.outside.request(method, target.url.clone()));
        };
        let mut url = target.url.clone();
        let set = url.set_port(Some(address.port()));
        // The address stands in the URL and the name in the Host field: no resolver has a say. A certificate is for the
        // name.
        let set = match url.scheme() {
            "https" => set,
            _ => set.and_then(|()| url.set_ip_host(address.ip())),
        };
        set.map_err(|()| Error::new(Kind::Bug, "cannot ask an admitted host"))?;
        let host = &target.url[url::Position::BeforeHost..url::Position::AfterPort];
        Ok(self.inside.request(method, url).header(HOST, host))
    }

    /// The request, and whether it asks only for what is new.
    fn request(&self, target: &guard::Target, ask: &Ask) -> Result<(RequestBuilder, bool)> {
        let request = self.ask(Method::GET, target)?;
        let (accept, coding) = match ask.what {
            What::List => (
                "application/rss+xml, application/atom+xml, application/feed+json, \
                 application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
                "gzip, br",
            ),
            What::Page => ("text/html, application/xhtml+xml, */*;q=0.5", "gzip, br"),
            // Their bytes are packed already.
            What::Image => (
                "image/jpeg, image/png, image/webp, image/gif, image/avif;q=0.9, */*;q=0.1",
                "identity",
            ),
            What::Robots => ("text/plain, */*;q=0.5", "identity"),
            What::Tdmrep => ("application/json, */*;q=0.5", "identity"),
        };
        let mut request = request.header(ACCEPT, accept).header(ACCEPT_ENCODING, coding);
        let mut is_conditional = false;
        for (name, value) in [(IF_NONE_MATCH, &ask.etag), (IF_MODIFIED_SINCE, &ask.last_modified)] {
            let value = value.as_deref().filter(|value| value.len() <= VALIDATOR_BYTES_MAX);
            // By its bytes: a tag may hold letters that are no ASCII (RFC 9110 §8.8.3).
            if let Some(value) = value.and_then(|it| HeaderValue::from_bytes(it.as_bytes()).ok()) {
                request = request.header(name, value);
                is_conditional = true;
            }
        }
        Ok((request, is_conditional))
    }
}

/// Where a redirect leads.
fn location(response: &Response, from: &Url) -> Result<Url> {
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let location = location.map(str::trim).filter(|text| !text.is_empty());
    let to = location.and_then(|text| from.join(text).ok());
    to.ok_or_else(|| {
        Error::new(Kind::Refused, "it redirects, and does not say to which address")
            .code("redirect")
    })
}

fn unasked() -> Error {
    let why = "the server says that nothing has changed, which it was not asked";
    Error::new(Kind::Transient, why).code("304-unasked")
}

/// An address fit for a log: without what may be a secret.
fn shown(url: &str) -> String {
    match Url::parse(url) {
        Ok(url) => format!(
            "{}://{}{:.200}",
            url.scheme(),
            &url[url::Position::BeforeHost..url::Position::AfterPort],
            url.path()
        ),
        Err(_) => "what is no address".to_owned(),
    }
}
