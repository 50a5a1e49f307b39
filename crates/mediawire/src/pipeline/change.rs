//! What follows where a source changes what stands on the wire: by the house's rules its new version goes out, waits for
//! the desk, or what stands there is taken off. It is on record, and never silent.

use crate::Wire;
use crate::error::Result;
use crate::job::Job;
use crate::pipeline::watch;
use crate::store::db::Tx;
use crate::store::entries::Announced;
use crate::store::source_changes::{self, SourceChange};
use crate::store::{articles, body, decisions, entries, items, wire};
use mediawire_core::desk;
use mediawire_core::desk::change::{Follow, Version, changes};
use mediawire_core::identify;
use mediawire_core::model::article::Meta;
use mediawire_core::model::change::Class;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dispatch::{Changed, Dispatch};
use mediawire_core::model::id::{ArticleId, ItemId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How the rule signs.
pub const RULE: &str = desk::SOURCE_CHANGE_RULE;

/// Decides what follows from a new version of an item that stands on the wire. What the house takes over goes out as
/// any version does.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    item: ItemId,
    known: &articles::Known,
) -> Result<()> {
    let last = wire::last(tx, item).await?.filter(|last| last.article != known.id);
    let Some(last) = last.filter(|last| last.notice.is_none()) else { return Ok(()) };
    let was = articles::get(tx, last.article).await?;
    let (old, new) = (text(tx, was.id).await?, text(tx, known.id).await?);
    let classes = between((&was.meta, &old), (&known.meta, &new));
    follow(wire, tx, (item, &last), (Some(known.id), classes)).await
}

/// Decides what follows from an item's page not being there any more, or holding no article.
///
/// # Errors
/// As the statements give.
pub(super) async fn gone(wire: &Arc<Wire>, tx: &mut Tx, item: ItemId) -> Result<()> {
    let last = wire::last(tx, item).await?.filter(|last| last.notice.is_none());
    let Some(last) = last else { return Ok(()) };
    follow(wire, tx, (item, &last), (None, BTreeSet::from([Class::Gone]))).await
}

/// What readers are told that the source changed from what stands on the wire to `article`: its kinds where the house does
/// not take them over without a word.
///
/// # Errors
/// As the statements give.
pub(super) async fn told(
    tx: &mut Tx,
    item: ItemId,
    (last, article): (Option<&Dispatch>, ArticleId),
) -> Result<Option<Changed>> {
    let Some(last) = last else { return Ok(None) };
    let found = source_changes::between(tx, item, (last.article, article)).await?;
    Ok(found.map(|(changed, follow)| match follow {
        Follow::TakeOver => Changed { classes: BTreeSet::new(), ..changed },
        Follow::Announce | Follow::Hold | Follow::TakeOff => changed,
    }))
}

async fn text(tx: &mut Tx, article: ArticleId) -> Result<String> {
    Ok(body::read(&articles::body(tx, article).await?)?.text(true))
}

/// The classes of change between two versions, each with its text, a paragraph a line.
fn between(old: (&Meta, &str), new: (&Meta, &str)) -> BTreeSet<Class> {
    let [was, is] = [old.1, new.1].map(|text| text.lines().collect::<Vec<_>>());
    let [l1, l2] = [old.0, new.0].map(|meta| meta.lang.as_deref().unwrap_or_default());
    let old = Version { headline: &old.0.headline, paragraphs: &was, language: l1 };
    let new = Version { headline: &new.0.headline, paragraphs: &is, language: l2 };
    changes(&old, &new).classes()
}

/// Decides what follows where a list announces an item anew whose page is not to be had: what the list says takes back, or
/// holds, what stands on the wire; else its page is looked at now.
///
/// # Errors
/// As the statements give.
pub(super) async fn unread(wire: &Arc<Wire>, tx: &mut Tx, announced: &Announced) -> Result<()> {
    let Announced { entry, source, .. } = announced;
    let url = entry.url.as_deref().unwrap_or_default();
    for key in identify::keys(entry, &Meta::default(), url) {
        let Some(item) = items::by_key(tx, source, &key).await? else { continue };
        let last = wire::last(tx, item).await?.filter(|last| last.notice.is_none());
        let Some(last) = last else { return Ok(()) };
        let (id, said) = articles::get(tx, last.article).await?.entry;
        let before = entries::get(tx, id, said).await?.entry;
        let [was, is] = [&before, entry].map(|it| it.summary.as_deref().unwrap_or_default());
        let (was, is) = ([was], [is]);
        let language = entry.lang.as_deref().unwrap_or_default();
        let old = Version { headline: &before.title, paragraphs: &was, language };
        let new = Version { headline: &entry.title, paragraphs: &is, language };
        let mut classes = changes(&old, &new).classes();
        classes.retain(|it| matches!(it, Class::Withdrawal | Class::Kill | Class::Withhold));
        if classes.is_empty() {
            return watch::now(wire, tx, item).await;
        }
        return follow(wire, tx, (item, &last), (None, classes)).await;
    }
    Ok(())
}

async fn follow(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    (item, last): (ItemId, &Dispatch),
    (article, classes): (Option<ArticleId>, BTreeSet<Class>),
) -> Result<()> {
    if classes.is_empty() {
        return Ok(());
    }
    let (now, follow) = (wire.now(), wire.policy.of(&classes));
    let words = why(&classes, follow);
    let at_ms = now.as_millisecond();
    let seen = SourceChange { item, article, was: last.article, classes, follow, at_ms };
    source_changes::add(tx, &seen).await?;
    let all = decisions::of(tx, item).await?;
    let kind = match follow {
        // That a page is gone makes no new version of its item, and is told all the same.
        Follow::TakeOver | Follow::Announce => return Job::Dispatch(item).add(tx, now).await,
        Follow::Hold if desk::is_held(&all) => return Ok(()),
        Follow::Hold => DecisionKind::Hold,
        Follow::TakeOff if desk::is_off(&all) => return Ok(()),
        Follow::TakeOff => DecisionKind::Withhold,
    };
    decisions::add(tx, item, &kind, (RULE, &words), at_ms).await?;
    Job::Dispatch(item).add(tx, now).await
}

/// Why, in words for the desk, and for readers where the item is taken off: they are told that, and no more.
fn why(classes: &BTreeSet<Class>, follow: Follow) -> String {
    let has = |class| classes.contains(&class);
    match follow {
        Follow::TakeOff if has(Class::Gone) => {
            "its page is not there any more at its source".to_owned()
        }
        Follow::TakeOff if has(Class::Withhold) => {
            "its agency asks not to publish it for now".to_owned()
        }
        Follow::TakeOff if has(Class::Withdrawal) || has(Class::Kill) => {
            "its source has withdrawn it".to_owned()
        }
        Follow::TakeOff => "its source has changed it".to_owned(),
        Follow::TakeOver | Follow::Announce | Follow::Hold => {
            let names: Vec<&str> = classes.iter().map(|class| class.name()).collect();
            format!("its source has changed it: {}", names.join(", "))
        }
    }
}
