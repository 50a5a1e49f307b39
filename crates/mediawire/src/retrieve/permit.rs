//! Whether something may be asked for, and on what terms: what the origin's own files say to machines.

use crate::error::{Context as _, Kind, Result};
use crate::retrieve::queue::Turn;
use crate::retrieve::{Answer, Ask, Client, Fetched, Noticed, Step, What, guard, tdmrep, unasked};
use mediawire_core::model::signals::Signals;
use reqwest::header::CONTENT_ENCODING;
use std::io::Read as _;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// What to keep to when asking for something.
pub(super) struct Permit {
    /// The distance to the next request to the host.
    pub(super) distance: Duration,
    /// What its host says to machines of its use.
    pub(super) signals: Signals,
    pub(super) noticed: Option<Noticed>,
}

impl Client {
    /// What to keep to when asking for `target`, if robots.txt allows it at all.
    pub(super) async fn permit(
        &self,
        target: &guard::Target,
        what: What,
        turn: &mut Turn,
    ) -> Result<Permit> {
        let distance = self.distance(target);
        if !self.settings.robots || matches!(what, What::Robots | What::Tdmrep) {
            return Ok(Permit { distance, signals: Signals::default(), noticed: None });
        }
        // Looked up within the host's turn, so that it is asked for once however many wait.
        let known = match self.wishes.of(&target.url, Instant::now()) {
            Some(known) => known,
            None => {
                turn.start(distance).await;
                let text = Box::pin(self.own_file(&target.url, What::Robots)).await;
                self.wishes.learn(&target.url, &text, Instant::now())
            }
        };
        let agent = self.settings.user_agent.split('/').next().unwrap_or_default();
        let wanted = known.permit(agent, &target.url)?;
        let wanted = wanted.filter(|_| target.admitted.is_none()).unwrap_or_default();
        let distance = distance.max(wanted);
        let mut signals = Signals::default();
        // Only what is published is bound by them.
        if what == What::Page {
            known.signals(agent, &target.url, &mut signals);
            let mining = match self.mining.of(&target.url) {
                Some(mining) => mining,
                None => {
                    turn.start(distance).await;
                    let text = Box::pin(self.own_file(&target.url, What::Tdmrep)).await;
                    self.mining.learn(&target.url, &text)
                }
            };
            mining.signals(&target.url, &mut signals);
        }
        Ok(Permit { distance, signals, noticed: known.noticed() })
    }

    /// A file of the origin of `url` that speaks to machines. Its redirects to other hosts do not wait for those hosts'
    /// turns: one is held already.
    async fn own_file(&self, url: &Url, what: What) -> Result<Vec<u8>> {
        let path = if what == What::Tdmrep { tdmrep::PATH } else { "/robots.txt" };
        let first = url.join(path).context(Kind::Malformed, || format!("cannot ask for {path}"))?;
        let ask = Ask::new(first.as_str(), what);
        let mut target = guard::check(&ask.url, &self.settings.admit)?;
        let mut left = self.settings.limits.total(what);
        let mut redirects = Vec::new();
        loop {
            let began = Instant::now();
            let step = self.exchange(&target, &ask, left).await?;
            left = left.saturating_sub(began.elapsed());
            match step {
                Step::Answer(Answer::Fresh(fetched)) => {
                    return Ok(plain(&fetched, self.settings.limits.robots_bytes_max));
                }
                Step::Answer(Answer::NotModified { .. }) => return Err(unasked()),
                Step::Moved(url, _) => target = self.moved(&target, &url, &mut redirects)?,
            }
        }
    }
}

/// The text of a robots.txt, from a server that compresses although it was asked not to. What cannot be
/// read of it is left out.
fn plain(fetched: &Fetched, bytes_max: usize) -> Vec<u8> {
    let coding = fetched.headers.iter().find(|(name, _)| *name == CONTENT_ENCODING.as_str());
    if coding.is_none_or(|(_, value)| !value.eq_ignore_ascii_case("gzip")) {
        return fetched.payload.to_vec();
    }
    let mut text = Vec::new();
    let gzip = flate2::read::MultiGzDecoder::new(&fetched.payload[..]);
    // A damaged end leaves the rules before it.
    gzip.take(bytes_max as u64).read_to_end(&mut text).ok();
    text
}
