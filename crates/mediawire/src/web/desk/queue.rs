//! The queue: the lists of the desk, each a page at a time, with what they are filtered by in the address.

mod asked;

pub(super) use self::asked::{Asked, Show};

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::decisions;
use crate::store::queue::{self, List};
use crate::web::Web;
use crate::web::desk::item::{clash, copies};
use crate::web::desk::pages::{self, Count as _, Frame, Told, failed};
use crate::web::session::Desk;
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Query, State};
use axum::response::Response;
use mediawire_core::desk::role::{Right, Role};
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::{Decision, Field, last_on};
use mediawire_core::model::source::Genre;
use mediawire_core::publish::locale::Locale;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Lines of a page.
pub(super) const PAGE: usize = 50;

/// A tab: its list, where it leads, and how many lines it has.
struct Tab {
    /// The key of its words.
    key: String,
    address: String,
    is_shown: bool,
    n: String,
}

/// A line of the queue.
struct Line {
    public: String,
    headline: String,
    lang: String,
    source: String,
    section: String,
    is_view: bool,
    at: String,
    assigned: String,
    /// The name of its story; empty if nothing else has its words.
    story: String,
    changed_ms: i64,
    /// Why it is where it is; may be empty.
    why: Safe<String>,
}

/// What came of lines that were marked and were not all done: shown above the list.
#[derive(Default)]
pub(super) struct Came {
    /// Why nothing was done at all, if nothing was tried.
    pub(super) words: Option<Safe<String>>,
    pub(super) n_done: usize,
    /// How many are left to somebody else, who sees to them.
    pub(super) n_theirs: usize,
    pub(super) left: Vec<Left>,
    /// The reason that was typed, and the lines that are still marked.
    pub(super) why: String,
    pub(super) marked: BTreeSet<String>,
}

/// A line that could not be done, and why.
pub(super) struct Left {
    pub(super) public: String,
    pub(super) headline: String,
    pub(super) why: Safe<String>,
}

/// What a field of the filter offers, and what is set: value and words.
struct Choice {
    value: String,
    words: String,
    is_set: bool,
}

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage<'a> {
    frame: Frame<'a>,
    show: Show,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    asked: Asked,
    sources: Vec<Choice>,
    /// Whether there are more sources than are offered: then one is typed.
    has_many: bool,
    sections: Vec<Choice>,
    langs: Vec<Choice>,
    genres: Vec<Choice>,
    is_filtered: bool,
    before: Option<String>,
    behind: Option<String>,
    /// The first page of the list, and the stream that tells what comes into it.
    top: String,
    live: String,
    /// How many lines were looked through, if more lie behind them.
    looked: Option<i64>,
    /// How many lines were done just now.
    n_done: Option<usize>,
    /// What can be done with the lines that are marked.
    bulk: Bulk,
    /// What came of those that were marked just now.
    came: Option<Came>,
}

impl QueuePage<'_> {
    /// Whether that line is still marked.
    fn is_marked(&self, public: &str) -> bool {
        self.came.as_ref().is_some_and(|came| came.marked.contains(public))
    }

    /// The reason that was typed.
    fn why(&self) -> &str {
        self.came.as_ref().map_or("", |came| came.why.as_str())
    }
}

/// What can be done with the lines that are marked, by the list and by who asks.
struct Bulk {
    release: bool,
    hold: bool,
    spike: bool,
    take: bool,
}

impl Bulk {
    fn of(list: List, role: Role) -> Self {
        let is_unseen =
            matches!(list, List::New | List::Held | List::Waiting | List::Scheduled | List::Spiked);
        Self {
            release: is_unseen && role.may(Right::Release),
            hold: list != List::Off && role.may(Right::Hold),
            spike: is_unseen && list != List::Spiked && role.may(Right::Hold),
            take: role.may(Right::Note),
        }
    }

    fn is_any(&self) -> bool {
        self.release || self.hold || self.spike || self.take
    }
}

/// The queue.
pub(super) async fn queue(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    match found(&web, &desk, asked, None).await {
        Ok(page) => pages::page(&page),
        Err(error) => failed(&web, &error),
    }
}

/// The list once more, with what came of the lines that were marked in it.
pub(super) async fn again(web: &Web, desk: &Desk, asked: Asked, came: Came) -> Response {
    match found(web, desk, asked, Some(came)).await {
        Ok(page) => pages::page(&page),
        Err(error) => failed(web, &error),
    }
}

async fn found<'a>(
    web: &'a Web,
    desk: &'a Desk,
    asked: Asked,
    came: Option<Came>,
) -> Result<QueuePage<'a>> {
    let (show, list) = (asked.show, asked.list());
    let since_ms = web.wire.now().as_millisecond();
    let filter = asked.filter(&desk.account.name);
    let n_lines = i64::try_from(PAGE).expect("a small number");
    let mut tx = web.wire.db.read().await?;
    let page = queue::page(&mut tx, list, &filter, &asked.begin()?, n_lines).await?;
    let tabs = tabs(&mut tx, &asked, desk).await?;
    let queue::Values { mut sources, sections, langs } = queue::values(&mut tx, list).await?;
    let has_many = i64::try_from(sources.len()).is_ok_and(|n| n >= queue::VALUES_MAX);
    if !filter.source.is_empty() && !sources.iter().any(|(slug, _)| *slug == filter.source) {
        sources.push((filter.source.clone(), filter.source.clone()));
    }
    let frame = Frame::of(web, desk);
    let section = |code: String| {
        let name = frame.section(&code);
        (code, name)
    };
    let lang = |lang: String| (lang.clone(), lang);
    let genres = [Genre::Report, Genre::View]
        .map(|it| (it.name().to_owned(), frame.name("genre", it.name())));
    let mut lines = Vec::new();
    for line in page.lines {
        let decided = match line.decided[0].as_str() {
            "" => Vec::new(),
            _ => decisions::of(&mut tx, line.item).await?,
        };
        let mut all = why(&desk.locale, &line, list, &decided);
        if list != List::Off {
            all.extend(copies::flag(&desk.locale, &mut tx, line.item, &decided).await?);
        }
        all.extend(clash::asks(&desk.locale, &mut tx, line.item, &decided).await?);
        lines.push(shown(&frame, line, (list, Safe(all.join(&desk.locale.say("semicolon"))))));
    }
    Ok(QueuePage {
        show,
        tabs,
        sources: choices(sources.into_iter(), &filter.source),
        has_many,
        sections: choices(
            with(sections, &filter.section).into_iter().map(section),
            &filter.section,
        ),
        langs: choices(with(langs, &filter.lang).into_iter().map(lang), &filter.lang),
        genres: choices(genres.into_iter(), &filter.genre),
        is_filtered: asked.is_filtered(),
        before: page.before.as_ref().map(|place| asked.address(show, Some(("before", place)))),
        behind: page.behind.as_ref().map(|place| asked.address(show, Some(("behind", place)))),
        top: asked.address(show, None),
        live: asked.listened(since_ms),
        n_done: asked.done.parse().ok(),
        bulk: Bulk::of(list, desk.account.role),
        looked: page.is_cut.then_some(queue::STRETCH),
        lines,
        asked,
        frame,
        came,
    })
}

/// The tabs, each under the filter that is set.
async fn tabs(tx: &mut Tx, asked: &Asked, desk: &Desk) -> Result<Vec<Tab>> {
    let mut tabs = Vec::new();
    for show in Show::ALL {
        let filter = asked.filter_of(show, &desk.account.name);
        let (n, is_all) = queue::count(tx, show.list(), &filter).await?;
        let n = desk.locale.number(n.count());
        tabs.push(Tab {
            key: format!("list-{}", show.name()),
            address: asked.address(show, None),
            is_shown: show == asked.show,
            n: if is_all { n } else { format!("{n}+") },
        });
    }
    Ok(tabs)
}

/// The values that are offered, and the one that is set, which may be none of them.
fn with(mut values: Vec<String>, set: &str) -> Vec<String> {
    if !set.is_empty() && !values.iter().any(|value| value == set) {
        values.push(set.to_owned());
    }
    values
}

fn choices(all: impl Iterator<Item = (String, String)>, set: &str) -> Vec<Choice> {
    all.map(|(value, words)| Choice { is_set: value == set, value, words }).collect()
}

fn shown(frame: &Frame<'_>, line: queue::Line, (list, why): (List, Safe<String>)) -> Line {
    let at_ms = match list {
        List::New | List::Held | List::Waiting | List::Wire => line.at_ms,
        // Their place is when they go out, or when that was decided; here stands when they came.
        List::Scheduled | List::Spiked | List::Off => line.received_ms,
    };
    Line {
        public: line.public.to_string(),
        why,
        headline: with_marks(&line.headline),
        lang: line.lang,
        source: line.source,
        section: frame.section(&line.section),
        is_view: line.genre == Genre::View.name(),
        at: pages::minute(frame.locale, at_ms),
        assigned: line.assigned,
        story: line.story,
        changed_ms: line.changed_ms,
    }
}

/// Why a line is where it is, as HTML: what is said in its place, or what was decided last and what else stands in the
/// way.
fn why(locale: &Locale, line: &queue::Line, list: List, decided: &[Decision]) -> Vec<String> {
    let said = |key, why: &str| vec![Told::of(locale, key).with("why", why).to_string()];
    let [withheld, killed] = &line.withheld;
    match (killed.as_str(), withheld.as_str(), list) {
        ("", "", List::Wire) => return Vec::new(),
        ("", "", _) => {}
        ("", withheld, _) => return said("is-withheld", withheld),
        (killed, _, _) => return said("is-killed", killed),
    }
    let [kind, _, by, reason] = &line.decided;
    // What is held is told by what holds it, whatever was decided of it since.
    let holds = last_on(decided, Field::Going).filter(|_| line.list == List::Held.name());
    let (by, reason) = holds.map_or((by, reason), |it| (&it.by, &it.why));
    let by_whom = |key| Told::of(locale, key).with("by", by).with("why", reason);
    let said = match (kind.as_str(), list) {
        ("", _) => None,
        ("withhold", List::Off) => Some(by_whom("queue-withheld-by")),
        ("kill", List::Off) => Some(by_whom("queue-killed-by")),
        _ => Some(by_whom("queue-decided-by")),
    };
    let said = said.map(|said| match list {
        List::Scheduled => {
            let at = pages::minute(locale, line.at_ms);
            Told::of(locale, "queue-goes-at").word("at", at).html("said", said).to_string()
        }
        List::New | List::Held | List::Waiting | List::Spiked | List::Wire | List::Off => {
            said.to_string()
        }
    });
    // What stands in the way beside the desk's own word is told too.
    let [code, words] = &line.stopped;
    let is_own = ["", "held", "spiked", "scheduled", "withheld", "killed"].contains(&code.as_str());
    let stopped = (!is_own).then(|| pages::stopped(locale, code, words).0);
    said.into_iter().chain(stopped).collect()
}
