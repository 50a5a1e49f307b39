//! poll: a source's list → entries, the first step of the flow. What a list names that are lists: `parts.rs`; how it is
//! asked: `manners.rs`.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::keep::{Decoded, Document, decode, decoded, incoming, keep};
use crate::pipeline::allowance;
use crate::pipeline::announce;
use crate::pipeline::folder::{self, Taken};
use crate::pipeline::mail::{self, Opened};
use crate::pipeline::manners::{self, Head};
use crate::pipeline::noticed;
use crate::pipeline::parts::{self, Part};
use crate::pipeline::posts;
use crate::pipeline::push;
use crate::pipeline::suspect;
use crate::retrieve::mail::Mailbox;
use crate::retrieve::{self, Answer, Ask, What};
use crate::store::captures::Lies;
use crate::store::db::Tx;
use crate::store::lists::{self, ListState};
use crate::store::{self, captures, entries, jobs, sources};
use crate::work::think;
use mediawire_core::codec::charset;
use mediawire_core::codec::html::Tree;
use mediawire_core::extract::Sites;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use mediawire_core::read::{self, NotAList};
use std::sync::Arc;

/// Lists before the newest that are asked for in one poll.
const OLDER_LISTS_MAX: usize = 3;

/// What asking a list gave.
#[derive(Debug)]
pub struct Polled {
    pub(super) source: Source,
    pub(super) url: String,
    answer: Result<Heard>,
    /// What the lists gave that it names, in the order in which they were asked: the newest first.
    parts: Vec<Part>,
    /// The lists before it that were asked for, the newest first, and what each gave; of a folder or a mailbox, what
    /// lay there.
    pub(super) older: Vec<(String, Result<Heard>)>,
    /// The files that are put away once this is saved.
    pub(super) taken: Vec<Taken>,
    /// What was done in a mailbox.
    pub(super) opened: Option<Opened>,
    pub(super) state: ListState,
    /// When the list was read before, Unix milliseconds; 0 for never.
    pub(super) read_before_ms: i64,
    /// Whether it was found out that the list's validators lie.
    is_found_out: bool,
    /// Whether what is new of it is pushed.
    is_pushed: bool,
    /// Why the poll counts as failed.
    pub(super) failed: Option<Error>,
}

/// What a list answered: the head, and the list unless it is what it was.
pub(super) type Heard = (Head, Option<ListAnswer>);

/// A list that answered with bytes: kept whatever they are, and read as far as they are a list.
#[derive(Debug)]
pub(super) struct ListAnswer {
    pub(super) capture: Capture,
    pub(super) lies: Lies,
    pub(super) list: Result<read::List>,
}

/// Asks the list of a source, which answered last what `state` says, and reads it.
///
/// # Errors
/// `NotFound` if it has no list; as [`crate::retrieve::Client::has_room`]. What goes wrong outside is in the value.
pub async fn poll(wire: &Arc<Wire>, source: &Source, mut state: ListState) -> Result<Polled> {
    let slug = &source.slug;
    let no_list = || Error::new(Kind::NotFound, format!("the source {slug} has no list to poll"));
    let url = source.list.clone().ok_or_else(no_list)?;
    if let Some(path) = retrieve::folder::path(&url) {
        return folder::poll(wire, source, &path, state).await;
    }
    if let Some(mailbox) = Mailbox::parse(&url) {
        return mail::poll(wire, source, mailbox, state).await;
    }
    wire.client.has_room(&url)?;
    let validators = manners::validators(&state, wire.now());
    let was_whole = validators == ("", "");
    let how = How { home: source.home.clone(), may_be_page: may_be_page(&state.format) };
    let answer = ask_list(wire, slug, &url, validators, &how).await;
    let now = wire.now();
    state.polled_ms = now.as_millisecond();
    let read_before_ms = state.ok_ms;
    let (mut parts, mut older) = (Vec::new(), Vec::new());
    let (mut failed, mut is_found_out, mut is_pushed) = (None, false, false);
    match &answer {
        Ok((head, None)) => {
            manners::unchanged(&mut state, head, now);
            is_pushed = push::renew(wire, (source, &url), head, None).await?;
        }
        Ok((head, Some(ListAnswer { capture, list: Ok(list), .. }))) => {
            // Only of what was read: what could not be is asked for again, whole.
            let given = validators_of(capture, list);
            is_found_out = was_whole
                && manners::are_same(&state, &given)
                && !knows_all(wire, &list.entries).await?;
            let seen = (was_whole, is_found_out);
            manners::read(&mut state, (list, head), given, seen, now);
            parts = parts::ask(wire, slug, (&url, &capture.url), list, &how).await?;
            older = go_back(wire, slug, list, &how).await?;
            is_pushed = push::renew(wire, (source, &url), head, Some(list)).await?;
            failed = none_read(&parts);
        }
        Ok((_, Some(ListAnswer { list: Err(error), .. }))) | Err(error) => {
            failed = Some(error.clone());
        }
    }
    match &failed {
        None => manners::succeeded(&mut state),
        Some(error) => manners::failed(&mut state, error, now),
    }
    let blank = Polled::of_place(source);
    let polled = Polled { url, answer, parts, older, state, is_found_out, is_pushed, ..blank };
    Ok(Polled { failed, read_before_ms, ..polled })
}

/// The lists before `newest`, where it names them: as far back as nothing in them is known, which is how far a poll
/// missed what was announced since the last one.
async fn go_back(
    wire: &Arc<Wire>,
    slug: &Slug,
    newest: &read::List,
    how: &How,
) -> Result<Vec<(String, Result<Heard>)>> {
    let mut all: Vec<(String, Result<Heard>)> = Vec::new();
    while all.len() < OLDER_LISTS_MAX {
        let list = match all.last() {
            None => newest,
            Some((_, Ok((_, Some(ListAnswer { list: Ok(list), .. }))))) => list,
            Some(_) => break,
        };
        let Some(older) = list.older.clone() else { break };
        if knows_one(wire, &list.entries).await? {
            break;
        }
        let answer = ask_list(wire, slug, &older, ("", ""), &how.of_lists()).await;
        if let Err(error) = &answer {
            // The newest list counts without it.
            tracing::warn!(source = %slug, "older list {older} of {slug} not read: {error}");
        }
        all.push((older, answer));
    }
    Ok(all)
}

/// Whether all of the entries were announced before.
async fn knows_all(wire: &Arc<Wire>, announced: &[Entry]) -> Result<bool> {
    let mut tx = wire.db.read().await?;
    for entry in announced {
        if !entries::is_known(&mut tx, entry.id).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether one of the entries was announced before.
async fn knows_one(wire: &Arc<Wire>, announced: &[Entry]) -> Result<bool> {
    let mut tx = wire.db.read().await?;
    for entry in announced {
        if entries::is_known(&mut tx, entry.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Why a poll failed although its list could be read: of the lists that it names, none could be.
fn none_read(parts: &[Part]) -> Option<Error> {
    let error = |part: &Part| match &part.answer {
        Ok((_, Some(ListAnswer { list: Err(error), .. }))) | Err(error) => Some(error.clone()),
        Ok(_) => None,
    };
    let errors: Option<Vec<Error>> = parts.iter().map(error).collect();
    let first = errors?.into_iter().next()?;
    let n = parts.len();
    Some(first.context(format!("of the lists that the list names, {n} were asked, and none read")))
}

/// `ETag` and `Last-Modified` of a list, to ask only for what is new. An index of lists has none: what it names is to
/// be known at each poll.
pub(super) fn validators_of(capture: &Capture, list: &read::List) -> (String, String) {
    let header = |name| match list.lists.is_empty() {
        true => capture.header(name).unwrap_or_default().to_owned(),
        false => String::new(),
    };
    (header("etag"), header("last-modified"))
}

/// Asks for a list, unless it is the one that had these validators (`ETag`, `Last-Modified`; empty for none).
pub(super) async fn ask_list(
    wire: &Arc<Wire>,
    slug: &Slug,
    url: &str,
    (etag, modified): (&str, &str),
    how: &How,
) -> Result<Heard> {
    let validator = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let ask = Ask {
        url: url.to_owned(),
        etag: validator(etag),
        last_modified: validator(modified),
        what: What::List,
    };
    let fetched = match wire.client.get(&ask).await? {
        Answer::NotModified { headers, moved } => {
            return Ok((Head { headers, moved, noticed: Vec::new() }, None));
        }
        Answer::Fresh(fetched) => fetched,
    };
    let payload = fetched.payload.clone();
    let (headers, moved) = (fetched.headers.clone(), fetched.moved.clone());
    let head = Head { headers, moved, noticed: fetched.noticed.clone() };
    let kept = keep(wire, vec![incoming(fetched)]).await?.pop();
    let (capture, lies) = kept.expect("one answer in, one capture out");
    // Each may need many times its bytes while it is read: no more at once than there are processors to read them.
    let reading = wire.reading.acquire().await;
    let _reading = reading.expect("nobody closes it");
    let (wire, slug, how) = (wire.clone(), slug.clone(), how.clone());
    think(move || {
        let list = read_list(&capture, &payload, &slug, &how, &wire.sites.now());
        Ok((head, Some(ListAnswer { capture, lies, list })))
    })
    .await?
}

/// What is known of a list before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct How {
    /// The home page of its source; empty if that is not known.
    pub home: String,
    /// Whether a page of headlines is a list too.
    pub may_be_page: bool,
}

impl How {
    /// The same, of lists that a list names: those are no pages.
    pub(super) fn of_lists(&self) -> Self {
        Self { may_be_page: false, ..self.clone() }
    }
}

/// Whether the list of a source may be a page of headlines, by the `format` that it had last: where a feed was, a page
/// is an error's.
fn may_be_page(format: &str) -> bool {
    matches!(format, "" | read::section::NAME)
}

/// The list that a capture's payload is.
///
/// # Errors
/// `Malformed` with the code of [`read::NotAList`] if it is none.
pub fn read_list(
    capture: &Capture,
    payload: &[u8],
    source: &Slug,
    how: &How,
    sites: &Sites,
) -> Result<read::List> {
    let Decoded { text, doubts } = decoded(capture, payload, Document::List)?;
    let input = read::Input {
        document: &text,
        url: &capture.url,
        location: capture.header("content-location"),
        language: capture.header("content-language"),
        home: Some(how.home.as_str()).filter(|home| !home.is_empty()),
        source,
        capture: capture.id,
    };
    let message = head_of(capture).filter(|_| !read::is_agency(&text));
    let list = match message
        .map_or_else(|| read::list_of(&input), |it| read::mail::read(&input, &it))
    {
        Err(NotAList::Page { .. }) if how.may_be_page => {
            // Where its charset is declared is another place in a page.
            let document = &decode(capture, payload, Document::Page)?;
            let rule = sites.rule(&capture.url, capture.at).and_then(|rule| rule.links.as_ref());
            let chosen = rule.map(|links| |tree: &Tree| links.all(tree));
            let chosen = chosen.as_ref().map(|chosen| chosen as read::section::Choose<'_>);
            read::section::read(&read::Input { document, ..input }, chosen)
        }
        _ if !charset::is_readable(&text) => {
            let why = format!(
                "cannot read the list {}: it is in another charset than it says",
                capture.url
            );
            return Err(Error::new(Kind::Malformed, why).code("charset"));
        }
        list => list,
    };
    let list = list.map_err(|no| {
        let code = no.code();
        Error::caused(Kind::Malformed, format!("cannot read the list {}", capture.url), no)
            .code(code)
    });
    list.map(|mut list| {
        if text.contains(char::REPLACEMENT_CHARACTER) {
            list.doubts.push("some of its bytes are no letters of its charset".to_owned());
        }
        if charset::may_be_coded_twice(&text) {
            list.doubts.push("its letters may have been coded twice, as Ã© for é".to_owned());
        }
        list.doubts.extend(doubts);
        list
    })
}

/// What the message around a text says, where the capture is of one that came by mail.
fn head_of(capture: &Capture) -> Option<read::mail::Head<'_>> {
    let field = |name| capture.header(name).unwrap_or_default();
    let id = capture.header("message-id").filter(|_| capture.url.starts_with("imap:"))?;
    let (subject, sender, date) = (field("subject"), field("from"), field("date"));
    Some(read::mail::Head { id, subject, sender, date })
}

/// Saves what polls gave, of each source one; each entry that says something new is to be fetched. The next polls are
/// named too.
///
/// # Errors
/// As the statements give.
pub async fn save_polled(wire: &Arc<Wire>, tx: &mut Tx, all: &[&Polled]) -> Result<()> {
    let states: Vec<_> = all.iter().map(|polled| (&polled.source.slug, &polled.state)).collect();
    lists::save(tx, &states).await?;
    let mut next = Vec::new();
    for polled in all {
        save_answers(wire, tx, polled).await?;
        let Polled { source, state, failed, .. } = polled;
        let failed = failed.as_ref();
        let pushed_ms = if polled.is_pushed { push::PUSHED_MS } else { 0 };
        let cadence_ms = source.cadence_ms.max(pushed_ms);
        let at = manners::next_ms(state, cadence_ms, failed, wire.seed(), wire.now());
        match at {
            Some(at) => next.push((source.slug.as_str(), at, 0)),
            None => jobs::done(tx, "poll", source.slug.as_str()).await?,
        }
    }
    jobs::again_at(tx, "poll", &next).await
}

/// Saves what the lists of a poll gave.
async fn save_answers(wire: &Arc<Wire>, tx: &mut Tx, polled: &Polled) -> Result<()> {
    let now = wire.now();
    let Polled { source, state, .. } = polled;
    save_answer(wire, tx, polled, (&polled.url, &polled.answer)).await?;
    if let Some(list) = polled.list() {
        let place = (source.slug.as_str(), polled.url.as_str(), now.as_millisecond());
        noticed::emptiness(tx, place, list).await?;
        posts::polled(wire, tx, &source.slug, list).await?;
    }
    for part in &polled.parts {
        save_answer(wire, tx, polled, (&part.url, &part.answer)).await?;
        store::parts::save(tx, &source.slug, &part.url, &part.state).await?;
    }
    for (url, answer) in &polled.older {
        save_answer(wire, tx, polled, (url, answer)).await?;
    }
    if let Some(opened) = &polled.opened {
        mail::save(wire, tx, (&source.slug, &polled.url), opened).await?;
    }
    let mut announced = oldest_first(polled);
    suspect::look(wire, tx, polled, &announced).await?;
    if !allowance::has_room(wire, tx, source.slug.as_str(), announced.len()).await? {
        // The newest are asked for today, and the others wait.
        announced.reverse();
    }
    for entry in announced {
        announce(wire, tx, entry, &source.slug, entries::LIST).await?;
    }
    if polled.is_found_out {
        let why = "its validators were those of before, and it had something new: they are not sent any more";
        let log = (source.slug.as_str(), polled.url.as_str(), now.as_millisecond());
        captures::log(tx, log, "etag-lies", why).await?;
    }
    if let Some(to) = manners::new_address(state, &polled.url) {
        let moved = Source { list: Some(to.to_owned()), ..source.clone() };
        sources::save(tx, &moved, "its list, which has moved there for good", now.as_millisecond())
            .await?;
    } else if let Some(to) = manners::has_moved(state) {
        let place = (source.slug.as_str(), polled.url.as_str(), now.as_millisecond());
        noticed::moved(tx, place, to).await?;
    }
    if let Some(error) = &polled.failed {
        tracing::warn!(source = %source.slug, "list of {} not read: {error}", source.slug);
    }
    Ok(())
}

/// Saves the capture of a list, and into the log why there is none or why it is no list.
async fn save_answer(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    polled: &Polled,
    (url, answer): (&str, &Result<Heard>),
) -> Result<()> {
    let log = (polled.source.slug.as_str(), url, wire.now().as_millisecond());
    let error = match answer {
        // Nothing has changed: the state says when, and no row a poll piles up.
        Ok((_, None)) => None,
        Ok((head, Some(ListAnswer { capture, lies, list }))) => {
            captures::save(tx, capture, lies).await?;
            noticed::on_the_way(tx, log, &head.noticed).await?;
            if let Ok(list) = list {
                noticed::in_list(tx, log, list).await?;
            }
            list.as_ref().err()
        }
        Err(error) => Some(error),
    };
    match error {
        Some(error) => captures::log(tx, log, error.code, &error.to_string()).await,
        None => Ok(()),
    }
}

impl Polled {
    /// Whether it brought anything but the word that nothing has changed.
    #[must_use]
    pub fn is_news(&self) -> bool {
        !matches!(self.answer, Ok((_, None))) || !self.older.is_empty()
    }

    /// A poll of a folder or a mailbox in which nothing was found yet.
    pub(super) fn of_place(source: &Source) -> Self {
        Self {
            source: source.clone(),
            url: source.list.clone().unwrap_or_default(),
            answer: Ok((Head::default(), None)),
            parts: Vec::new(),
            older: Vec::new(),
            taken: Vec::new(),
            opened: None,
            state: ListState::default(),
            read_before_ms: 0,
            is_found_out: false,
            is_pushed: false,
            failed: None,
        }
    }

    /// The source's own list, if it was read.
    pub(super) fn list(&self) -> Option<&read::List> {
        let (_, answer) = self.answer.as_ref().ok()?;
        answer.as_ref()?.list.as_ref().ok()
    }

    /// Puts files away, now that what they said is saved.
    pub async fn put_away(&self) -> Result<()> {
        let taken = self.taken.clone();
        think(move || taken.iter().for_each(Taken::put_away)).await
    }

    /// The lists that were read: the source's own, then those that it names, then those before it, the newest first.
    fn lists(&self) -> impl Iterator<Item = &read::List> {
        let further = self.parts.iter().map(|it| &it.answer);
        let older = self.older.iter().map(|(_, answer)| answer);
        let answers = std::iter::once(&self.answer).chain(further).chain(older);
        answers.flatten().filter_map(|(_, answer)| answer.as_ref()?.list.as_ref().ok())
    }
}

/// The entries of a poll in the order in which they were published, so that the newest comes onto the wire last and
/// stands first on its pages. Lists say the newest first; where the times say otherwise, the times count.
fn oldest_first(polled: &Polled) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = polled.lists().flat_map(|list| &list.entries).collect();
    entries.reverse();
    // Sitemaps are in no order, and tell of most pages only when they changed.
    let is_sitemap = polled.lists().all(|list| list.format == "sitemap");
    let at = |entry: &&Entry| {
        let changed = entry.updated.as_ref().filter(|_| is_sitemap);
        entry.published.as_ref().or(changed).map(|time| time.at)
    };
    if entries.iter().all(|entry| at(entry).is_some()) {
        entries.sort_by_key(at);
    }
    entries
}
