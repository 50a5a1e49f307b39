//! The lists that a list names (an index of sitemaps): which of them are asked at a poll, and what they gave.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::list::{Heard, How, ListAnswer, ask_list, validators_of};
use crate::store::parts::{self, PartState, PartStates};
use mediawire_core::model::id::Slug;
use mediawire_core::read::{self, Listed};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// Lists that are asked at one poll beside the source's own.
const ASKED_MAX: usize = 8;
/// Of those, the last so many are the ones that were not asked for longest: an index may say of old lists at every
/// poll that they are the newest.
const ASKED_IN_TURN: usize = 2;
/// How deep lists name lists; the source's own is the first.
const DEPTH_MAX: usize = 3;
/// Entries of one poll: when so many were announced, no further list is asked.
const ENTRIES_MAX: usize = 5000;

/// A list that another named, and what asking it gave.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) url: String,
    pub(super) state: PartState,
    pub(super) answer: Result<Heard>,
}

/// A list that may be asked.
struct Due {
    listed: Listed,
    depth: usize,
    state: PartState,
}

impl Due {
    fn stated_ms(&self) -> i64 {
        self.listed.modified.as_ref().map_or(0, |time| time.at.as_millisecond())
    }

    /// Whether it may hold something that was not read.
    fn may_be_new(&self) -> bool {
        let stated_ms = self.stated_ms();
        stated_ms == 0 || stated_ms != self.state.stated_ms || self.state.n_failures > 0
    }
}

/// What a poll has seen so far.
struct Round<'a> {
    states: &'a PartStates,
    due: Vec<Due>,
    seen: HashSet<String>,
}

impl Round<'_> {
    /// Notes what a list at `depth` names, and was not seen before.
    fn note(&mut self, lists: &[Listed], depth: usize) {
        for listed in lists {
            if self.seen.insert(listed.url.clone()) {
                let state = self.states.of(&listed.url);
                let due = Due { listed: listed.clone(), depth: depth + 1, state };
                self.due.extend(Some(due).filter(Due::may_be_new));
            }
        }
    }

    /// The next to be asked: the newest, what failed last of all; in turn, the one that was not asked for longest.
    fn next(&mut self, is_in_turn: bool) -> Option<Due> {
        let turn = |due: &Due| if is_in_turn { due.state.polled_ms } else { 0 };
        let rank = |due: &Due| {
            let has_failed = due.state.n_failures > 0;
            (turn(due), has_failed, Reverse(due.stated_ms()), due.state.polled_ms)
        };
        let at = self.due.iter().enumerate().min_by_key(|(_, due)| rank(due))?.0;
        // The order of the others is theirs in the index, which decides between equals.
        Some(self.due.remove(at))
    }
}

/// Asks the lists that `list` names (which was `asked` for and came from `url`), and those that they name in turn: the newest first, as far as
/// they may hold something new.
///
/// # Errors
/// `Transient` if the store cannot be read.
pub(super) async fn ask(
    wire: &Arc<Wire>,
    slug: &Slug,
    (asked, url): (&str, &str),
    list: &read::List,
    how: &How,
) -> Result<Vec<Part>> {
    if list.lists.is_empty() {
        return Ok(Vec::new());
    }
    let states = &parts::states(&mut wire.db.read().await?, slug).await?;
    let seen = HashSet::from([asked.to_owned(), url.to_owned()]);
    let mut round = Round { states, due: Vec::new(), seen };
    round.note(&list.lists, 1);
    let mut parts: Vec<Part> = Vec::new();
    let mut n_entries = list.entries.len();
    while parts.len() < ASKED_MAX && n_entries < ENTRIES_MAX {
        let Some(due) = round.next(parts.len() >= ASKED_MAX - ASKED_IN_TURN) else { break };
        let known = (due.state.etag.as_str(), due.state.modified.as_str());
        let how = how.of_lists();
        let answer = ask_list(wire, slug, &due.listed.url, known, &how);
        let answer = Box::pin(answer).await;
        let answer = answer.map(|(head, answer)| (head, answer.map(|it| of_site(it, url))));
        let mut state = PartState { polled_ms: wire.now().as_millisecond(), ..due.state.clone() };
        match &answer {
            Ok((_, None)) => (state.n_failures, state.stated_ms) = (0, due.stated_ms()),
            Ok((_, Some(ListAnswer { capture, list: Ok(list), .. }))) => {
                n_entries += list.entries.len();
                round.seen.insert(capture.url.clone());
                if due.depth < DEPTH_MAX {
                    round.note(&list.lists, due.depth);
                } else if !list.lists.is_empty() {
                    tracing::warn!(
                        source = %slug,
                        "{} names further lists, which are not asked: lists lie deeper than {DEPTH_MAX}",
                        due.listed.url
                    );
                }
                (state.etag, state.modified) = validators_of(capture, list);
                // What an index names may not be read to its end: it is asked again, whatever is said of it.
                let stated_ms = if list.lists.is_empty() { due.stated_ms() } else { 0 };
                (state.n_failures, state.stated_ms) = (0, stated_ms);
            }
            Ok((_, Some(ListAnswer { list: Err(_), .. }))) | Err(_) => state.n_failures += 1,
        }
        parts.push(Part { url: due.listed.url, state, answer });
    }
    Ok(parts)
}

/// The answer, if it came from the site of the list at `url`: what is behind a redirect to another site is not read.
fn of_site(mut answer: ListAnswer, url: &str) -> ListAnswer {
    let from = &answer.capture.url;
    if !read::is_same_site(from, url) {
        let why = format!("cannot read the list {from}: it is of another site than {url}");
        answer.list = Err(Error::new(Kind::Refused, why).code("other-site"));
    }
    answer
}
