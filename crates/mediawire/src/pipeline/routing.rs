//! Routing at work: what the rules decide of an item that has come, how the desk changes them, and what they would have
//! made of the last week.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::adding::STALE;
use crate::pipeline::{accounts, among, suspect};
use crate::store::accounts::lock;
use crate::store::db::Tx;
use crate::store::{articles, decisions, entries, items, sources, wire};
use mediawire_core::desk::routing::trial::{Went, stands, would};
use mediawire_core::desk::routing::{self, Follows, Piece, RULES_MAX, Rule, Standing};
use mediawire_core::identify::placing;
use mediawire_core::model::article::Meta;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{ItemId, PublicId};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Genre, Source};
use std::sync::Arc;

const DAY_MS: i64 = 24 * 3_600_000;
/// Days that a trial looks back.
pub const TRIAL_DAYS: i64 = 7;
/// Items that a trial looks at.
pub const TRIAL_ITEMS_MAX: i64 = 2_000;

/// Every rule, in the order in which they are asked: the configuration's, then the desk's.
///
/// # Errors
/// As the statements give.
pub async fn rules(wire: &Wire, tx: &mut Tx) -> Result<Vec<Rule>> {
    let mut all = wire.routing.clone();
    all.extend(crate::store::routing::all(tx).await?);
    Ok(all)
}

/// Where an item belongs and what it is, by all but the routing rules.
struct Placed {
    section: SectionCode,
    genre: Genre,
}

impl Placed {
    fn of(wire: &Wire, source: &Source, (entry, meta): (&Entry, &Meta), url: &str) -> Self {
        let section = placing::section(source, entry, meta, url, &wire.sections);
        Self { section, genre: placing::genre(source, entry, meta, url) }
    }

    /// What the rules ask.
    fn piece<'a>(&'a self, source: &'a Source, meta: &'a Meta) -> Piece<'a> {
        Piece {
            source: &source.slug,
            rights: &source.rights,
            section: &self.section,
            language: meta.lang.as_deref(),
            headline: &meta.headline,
            genre: self.genre,
        }
    }
}

/// Decides of an item what its rules say, unless something stands before them.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    of: (&Source, &articles::Known, &Entry),
) -> Result<()> {
    let rules = rules(wire, tx).await?;
    if rules.is_empty() {
        return Ok(());
    }
    let (source, known, entry) = of;
    let url = items::get(tx, item).await?.map(|item| item.url).unwrap_or_default();
    let placed = Placed::of(wire, source, (entry, &known.meta), &url);
    let piece = placed.piece(source, &known.meta);
    let all = decisions::of(tx, item).await?;
    let at_ms = wire.now().as_millisecond();
    if let Some((by, why, kind)) = routing::section(&rules, &piece, &all) {
        decisions::add(tx, item, &kind, (&by, &why), at_ms).await?;
    }
    if let Some((rule, to)) = routing::assign(&rules, &piece)
        && items::newest(tx, item).await?.is_some_and(|(n, _, _)| n == 1)
    {
        among::assign_by_rule(wire, tx, item, to, (&rule.sign(), &rule.told())).await?;
    }
    let Some((rule, go)) = routing::route(&rules, &piece) else { return Ok(()) };
    let standing = Standing {
        decisions: &all,
        release: source.release,
        rights: &source.rights,
        is_suspect: suspect::is_suspect(tx, &source.slug).await?,
        is_out: is_out(tx, item).await?,
    };
    match routing::follows(go, &standing) {
        Follows::Nothing => Ok(()),
        Follows::Decides(kind) => {
            decisions::add(tx, item, &kind, (&rule.sign(), &rule.told()), at_ms).await.map(drop)
        }
        Follows::Refused(why) => {
            tracing::info!(item.id = %item, "the routing rule {} lets {item} not out: {why}", rule.id);
            Ok(())
        }
    }
}

/// Holds an item that a rule had let out, where its source has become suspect or lost its licence since.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle_again(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    source: &Source,
) -> Result<()> {
    let all = decisions::of(tx, item).await?;
    let Some(last) = all.iter().rfind(|it| it.by.starts_with(routing::SIGN)) else {
        return Ok(());
    };
    let standing = Standing {
        decisions: &all,
        release: source.release,
        rights: &source.rights,
        is_suspect: suspect::is_suspect(tx, &source.slug).await?,
        is_out: is_out(tx, item).await?,
    };
    let Some(why) = routing::takes_back(&standing) else { return Ok(()) };
    let at_ms = wire.now().as_millisecond();
    decisions::add(tx, item, &DecisionKind::Hold, (&last.by, why), at_ms).await.map(drop)
}

async fn is_out(tx: &mut Tx, item: ItemId) -> Result<bool> {
    Ok(wire::last(tx, item).await?.is_some_and(|last| last.notice.is_none()))
}

// ---- what the desk says of them -------------------------------------------------------------------------------------

/// What is done with a rule of the desk's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is asked from now on, or not.
    Switch(bool),
    /// It is asked before the one above it.
    Up,
    /// It is asked after the one below it.
    Down,
}

/// The rule that was typed, held against what there is.
///
/// # Errors
/// `Malformed` if it is none, names a source or section that is not there, or has the id of one of the configuration's.
pub async fn typed(wire: &Wire, tx: &mut Tx, id: &str, pairs: &[(String, String)]) -> Result<Rule> {
    let malformed = |why: String| Error::new(Kind::Malformed, why).code("routing");
    let rule = Rule::read(id.trim(), "new", pairs).map_err(malformed)?;
    if wire.routing.iter().any(|it| it.id == rule.id) {
        let why = format!("the rule {} stands in the configuration: change it there", rule.id);
        return Err(malformed(why));
    }
    if let Some(slug) = &rule.when.source
        && sources::get(tx, slug).await?.is_none()
    {
        return Err(malformed(format!("there is no source {slug}")));
    }
    for code in rule.when.section.iter().chain(&rule.then.section) {
        if !wire.sections.iter().any(|section| section.code == *code) {
            return Err(malformed(format!("there is no section {code}")));
        }
    }
    if let Some(name) = &rule.then.assign
        && crate::store::accounts::get(tx, name).await?.is_none_or(|it| it.is_off)
    {
        return Err(malformed(format!("there is no account {name} that can be used")));
    }
    Ok(rule)
}

/// Whether a rule is as it was seen: of the version `based`, or not there where that is empty.
fn is_as_seen(id: &str, was: Option<&Rule>, based: Option<&str>) -> Result<()> {
    let is = was.map(|was| was.version.as_str()).unwrap_or_default();
    let why = match based {
        None => return Ok(()),
        Some(based) if based == is => return Ok(()),
        Some("") => {
            format!("there is a rule {id} already: change that one, or give this another name")
        }
        Some(_) if was.is_none() => format!("the rule {id} is no longer there"),
        Some(_) => format!(
            "the rule {id} was changed since you saw it: nothing was kept; look at what it says now, and save yours if it \
             is meant"
        ),
    };
    Err(Error::new(Kind::Conflict, why).code(STALE))
}

/// Keeps a rule, new or changed, on record of whom and from where; `based` is its version as it was seen, empty for a new
/// one. One that says what it said before is left as it is.
///
/// # Errors
/// As [`typed`]; `Conflict` if there are too many, or with the code `stale` if it is not as it was seen.
pub async fn save(
    wire: &Arc<Wire>,
    id: &str,
    pairs: &[(String, String)],
    (by, based): ((&str, &str), Option<&str>),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    lock(&mut tx).await?;
    let rule = typed(wire, &mut tx, id, pairs).await?;
    let all = crate::store::routing::all(&mut tx).await?;
    let was = all.iter().find(|it| it.id == rule.id);
    if was.is_some_and(|was| was.when == rule.when && was.then == rule.then) {
        return Ok(());
    }
    is_as_seen(&rule.id, was, based)?;
    if was.is_none() && all.len() + wire.routing.len() >= RULES_MAX {
        return Err(too_many());
    }
    let rule = Rule { is_on: was.is_none_or(|was| was.is_on), ..rule };
    let version = crate::store::routing::save(&mut tx, &rule).await?;
    let is = Rule { version: version.to_string(), ..rule };
    let told = (was.map(told).unwrap_or_default(), told(&is));
    let now_ms = wire.now().as_millisecond();
    accounts::record(&mut tx, now_ms, by, ("routing", &is.id), (&told.0, &told.1)).await?;
    tx.commit().await
}

/// Switches one of the desk's rules on or off, or moves it among them, on record of whom and from where.
///
/// # Errors
/// `NotFound` if the desk has no such rule.
pub async fn change(wire: &Arc<Wire>, id: &str, change: Change, by: (&str, &str)) -> Result<()> {
    let mut tx = wire.db.write().await?;
    lock(&mut tx).await?;
    let all = crate::store::routing::all(&mut tx).await?;
    let missing = || Error::new(Kind::NotFound, format!("the desk has no routing rule {id}"));
    let at = all.iter().position(|it| it.id == id).ok_or_else(missing)?;
    let now_ms = wire.now().as_millisecond();
    let to = match change {
        Change::Switch(is_on) if all[at].is_on == is_on => return Ok(()),
        Change::Switch(is_on) => {
            crate::store::routing::switch(&mut tx, id, is_on).await?;
            let (was, is) = (told(&all[at]), told(&Rule { is_on, ..all[at].clone() }));
            accounts::record(&mut tx, now_ms, by, ("routing", id), (&was, &is)).await?;
            return tx.commit().await;
        }
        Change::Up if at == 0 => return Ok(()),
        Change::Up => at - 1,
        Change::Down if at + 1 == all.len() => return Ok(()),
        Change::Down => at + 1,
    };
    let mut ids: Vec<&str> = all.iter().map(|it| it.id.as_str()).collect();
    let was = ids.join(" ");
    ids.swap(at, to);
    crate::store::routing::order(&mut tx, &ids).await?;
    let is = ids.join(" ");
    accounts::record(&mut tx, now_ms, by, ("routing-order", id), (&was, &is)).await?;
    tx.commit().await
}

fn too_many() -> Error {
    let why =
        format!("there are {RULES_MAX} routing rules, and no more are asked: change one instead");
    Error::new(Kind::Conflict, why).code("routing-rules")
}

fn told(rule: &Rule) -> String {
    format!("{}{}", rule.told(), if rule.is_on { "" } else { " (off)" })
}

/// The rules with `rule` among them: in the place of the one with its id, or behind all others.
#[must_use]
pub fn with(mut rules: Vec<Rule>, rule: Rule) -> Vec<Rule> {
    match rules.iter_mut().find(|it| it.id == rule.id) {
        Some(there) => *there = rule,
        None => rules.push(rule),
    }
    rules
}

// ---- a trial --------------------------------------------------------------------------------------------------------

/// What rules would have made of one item.
#[derive(Debug)]
pub struct TriedItem {
    /// The item.
    pub public: PublicId,
    /// Its source's headline.
    pub headline: String,
    /// Its language.
    pub lang: Option<String>,
    /// Its source's name.
    pub source: String,
    /// The rule that says where it goes.
    pub rule: Option<String>,
    /// The rule that says its section, and which.
    pub section: Option<(String, SectionCode)>,
    /// The rule that assigns it, and to whom.
    pub assign: Option<(String, String)>,
    /// Where it would have gone.
    pub would: Went,
    /// Why the rule may not let it out, if it says so.
    pub refused: Option<&'static str>,
    /// Where it is.
    pub is: Went,
    /// Who decided last that it is there; empty if nobody did.
    pub by: String,
}

impl TriedItem {
    /// Whether a rule says something of it: where it goes, its section, or who sees to it; of `id`, if that is named.
    #[must_use]
    pub fn is_routed(&self, id: Option<&str>) -> bool {
        let named = |rule: &str| id.is_none_or(|id| id == rule);
        self.rule.as_deref().is_some_and(named)
            || self.section.as_ref().is_some_and(|(rule, _)| named(rule))
            || self.assign.as_ref().is_some_and(|(rule, _)| named(rule))
    }
}

/// What rules would have made of the items that came of late.
#[derive(Debug, Default)]
pub struct Trial {
    /// The items, the newest first.
    pub items: Vec<TriedItem>,
    /// Whether there were more than are looked at.
    pub is_cut: bool,
}

impl Trial {
    /// How many items that a rule says something of would have gone there, and how many are somewhere else.
    #[must_use]
    pub fn counts(&self, went: Went) -> (usize, usize) {
        let routed = self.items.iter().filter(|it| it.rule.is_some() && it.would == went);
        let (mut n, mut n_others) = (0, 0);
        for item in routed {
            n += 1;
            n_others += usize::from(item.is != went);
        }
        (n, n_others)
    }
}

/// What `rules` would have made of the items of the last week, had no person decided of them. Nothing is saved.
///
/// # Errors
/// As the statements give.
pub async fn trial(wire: &Wire, rules: &[Rule]) -> Result<Trial> {
    if rules.len() > RULES_MAX {
        return Err(too_many());
    }
    let since_ms = wire.now().as_millisecond() - TRIAL_DAYS * DAY_MS;
    let mut tx = wire.db.read().await?;
    let all = items::received_since(&mut tx, since_ms, TRIAL_ITEMS_MAX + 1).await?;
    let n_max = usize::try_from(TRIAL_ITEMS_MAX).unwrap_or(usize::MAX);
    let is_cut = all.len() > n_max;
    let mut trial = Trial { items: Vec::new(), is_cut };
    for item in all.into_iter().take(n_max) {
        let Some((_, article, _)) = items::newest(&mut tx, item.id).await? else { continue };
        // A copy of another item goes nowhere, whatever rules say.
        if items::pickup_of(&mut tx, item.id, article).await?.is_some() {
            continue;
        }
        let Some(source) = sources::get(&mut tx, &item.source).await? else { continue };
        let known = articles::get(&mut tx, article).await?;
        let entry = entries::get(&mut tx, known.entry.0, known.entry.1).await?.entry;
        let decisions = decisions::of(&mut tx, item.id).await?;
        let placed = Placed::of(wire, &source, (&entry, &known.meta), &item.url);
        let piece = placed.piece(&source, &known.meta);
        let standing = Standing {
            decisions: &decisions,
            release: source.release,
            rights: &source.rights,
            is_suspect: suspect::is_suspect(&mut tx, &source.slug).await?,
            is_out: is_out(&mut tx, item.id).await?,
        };
        let tried = would(rules, &piece, &standing);
        trial.items.push(TriedItem {
            rule: tried.rule.map(|rule| rule.id.clone()),
            section: routing::section_of(rules, &piece)
                .map(|(rule, to)| (rule.id.clone(), to.clone())),
            assign: routing::assign(rules, &piece)
                .map(|(rule, to)| (rule.id.clone(), to.to_owned())),
            would: tried.went,
            refused: tried.refused,
            is: stands(&standing),
            by: decisions.last().map(|it| it.by.clone()).unwrap_or_default(),
            public: item.public,
            headline: known.meta.headline,
            lang: known.meta.lang,
            source: source.name,
        });
    }
    Ok(trial)
}
