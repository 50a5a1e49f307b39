//! A case, tried: what must hold of every row, whatever it is about.

use crate::hostile::cases::Case;
use crate::hostile::server::Hostile;
use mediawire::error::Error;
use mediawire::pipeline::list::{How, read_list};
use mediawire::retrieve::{Answer, Ask, Client, Fetched, Settings, What};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::Sites;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::List;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;

/// Whatever takes longer hangs: no case waits for this.
pub(crate) const STUCK: Duration = Duration::from_secs(30);

/// What no error may show: every body of a case that is refused may hold it.
pub(crate) const SECRET: &str = "words-of-an-internal-page";

/// Listeners that nobody may reach, on every loopback address that there is, all on one port.
#[derive(Debug)]
pub(crate) struct Canaries {
    pub(crate) port: u16,
    n_hits: Arc<AtomicUsize>,
}

impl Canaries {
    pub(crate) async fn start() -> Self {
        let n_hits = Arc::new(AtomicUsize::new(0));
        let first = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = first.local_addr().unwrap().port();
        let mut all = vec![first];
        for address in ["127.0.0.2", "::1"] {
            // A machine without IPv6 has one less.
            all.extend(TcpListener::bind((address, port)).await.ok());
        }
        for listener in all {
            let n_hits = Arc::clone(&n_hits);
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    n_hits.fetch_add(1, Ordering::SeqCst);
                    drop(stream);
                }
            });
        }
        Self { port, n_hits }
    }

    /// How often one was connected to.
    pub(crate) fn n_hits(&self) -> usize {
        self.n_hits.load(Ordering::SeqCst)
    }
}

/// Asks, and holds the invariants of every row against what comes.
pub(crate) async fn ask(settings: Settings, ask: &Ask) -> Result<Answer, Error> {
    let client = Client::new(settings).unwrap();
    let asked = tokio::time::timeout(STUCK, client.get(ask));
    let answer = asked.await.unwrap_or_else(|_| panic!("{} hangs", ask.url));
    if let Err(error) = &answer {
        let words = error.to_string();
        assert!(!error.code.is_empty(), "I7: {words}");
        assert!(!words.contains(char::is_control), "NET-17: {words:?}");
        assert!(!words.contains(SECRET), "SSRF-22: {words}");
        assert!(words.len() < 1_000, "an error is a sentence: {words}");
    }
    answer
}

pub(crate) async fn get(settings: Settings, url: &str, what: What) -> Result<Fetched, Error> {
    match ask(settings, &Ask::new(url, what)).await? {
        Answer::Fresh(fetched) => Ok(fetched),
        Answer::NotModified { .. } => panic!("it was not asked for what is new"),
    }
}

/// How asking for a page ends.
pub(crate) async fn code(settings: Settings, url: &str) -> &'static str {
    get(settings, url, What::Page).await.map_or_else(|error| error.code, |_| "kept")
}

/// Every case of a group ends as it says, on one server; no canary is reached.
pub(crate) async fn all_end_as_they_say(cases: &[Case], what: What) {
    let server = Hostile::start().await;
    let canaries = Canaries::start().await;
    for case in cases {
        let answer = get(server.settings(), &server.url(case.id), what).await;
        let ends = match &answer {
            Ok(fetched) if what == What::List => {
                list_of(fetched).map_or_else(|e| e.code, |_| "kept")
            }
            Ok(_) => "kept",
            Err(error) => error.code,
        };
        assert_eq!(ends, case.ends, "{}: {answer:.300?}", case.id);
    }
    assert_eq!(canaries.n_hits(), 0);
}

/// What the program reads of an answer to a poll, by the way that a poll takes.
pub(crate) fn list_of(fetched: &Fetched) -> Result<List, Error> {
    let payload = Digest::of(&fetched.payload);
    let capture = Capture {
        id: CaptureId::new(&fetched.url, 0, payload),
        url: fetched.url.clone(),
        at: fetched.at,
        payload,
        n_bytes: fetched.payload.len() as u64,
        status: fetched.status,
        headers: fetched.headers.clone(),
    };
    read_list(&capture, &fetched.payload, &Slug::of("h"), &How::default(), &Sites::default())
}

/// The list that a case is.
pub(crate) async fn list(server: &Hostile, id: &str) -> Result<List, Error> {
    let fetched = get(server.settings(), &server.url(id), What::List).await?;
    list_of(&fetched)
}
