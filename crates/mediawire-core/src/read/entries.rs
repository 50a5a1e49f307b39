//! Records of an XML list to entries: which of the things that an item says count.

use super::element::{Dialect, Element};
use super::fields::Field;
use super::gather::{Found, Gather, HUBS_MAX, address};
use super::parts::Link;
use super::record::Record;
use super::xml::{self, Head, Told};
use super::{Input, List, NotAList, is_same_site};
use crate::model::time::Time;
use std::ops::ControlFlow;

/// A description of RSS that is longer than that, in characters, is the text where there is no other.
const DESCRIPTION_CHARS_MIN: usize = 200;
/// A description that is the text and longer than that, in characters, is no summary.
const SUMMARY_CHARS_MAX: usize = 600;
/// Longest time between two polls that a list may ask for.
const TTL_MS_MAX: i64 = 30 * 86_400_000;

/// The list that `input` is.
///
/// # Errors
/// If it is none.
pub(super) fn read(input: &Input<'_>, format: &'static str) -> Result<List, NotAList> {
    read_each(input, format, |gather, record, at| gather.add(found(record), at))
}

/// As [`read`], each item as `take` takes it; `at` is where it starts.
///
/// # Errors
/// As [`read`].
pub(super) fn read_each<'a>(
    input: &'a Input<'a>,
    format: &'static str,
    mut take: impl FnMut(&mut Gather<'a>, &Record<'a>, usize),
) -> Result<List, NotAList> {
    let mut gather = Gather::new(input, format);
    let head = xml::read(input, &mut |told| match told {
        Told::Doubt(doubt) => {
            gather.doubt(doubt);
            ControlFlow::Continue(())
        }
        Told::Record(_, _) if gather.is_full() => {
            gather.overflow();
            ControlFlow::Break(())
        }
        Told::Record(record, at) => {
            take(&mut gather, &record, at);
            ControlFlow::Continue(())
        }
    });
    let head = head.ok_or_else(|| NotAList::of(input.document))?;
    let authors = of_head(&head, &mut gather.list);
    Ok(gather.finish(authors))
}

/// What an item is found to say.
pub(super) fn found(item: &Record<'_>) -> Found {
    let place = |field: Field| {
        let mut all = item.all(field);
        all.find_map(|it| it.text(item.dialect_of(field)).place())
    };
    let mut text = place(Field::Encoded).or_else(|| place(Field::Content));
    let line = |field: Field| {
        let mut lines = item.all(field).map(|it| it.text(item.dialect).line());
        lines.find(|line| !line.is_empty())
    };
    let mut summary = line(Field::Summary).or_else(|| line(Field::OtherSummary));
    let mut descriptions = item.all(Field::Description).map(|it| it.text(Dialect::Rss));
    // One that is the text is no summary where it is longer than one may be.
    let n_chars = if text.is_none() { SUMMARY_CHARS_MAX + 1 } else { usize::MAX };
    if let Some((description, place)) =
        descriptions.find_map(|it| Some((it.line_up_to(n_chars), it.place()?)))
    {
        let n_chars = description.chars().count();
        if text.is_none() && n_chars > DESCRIPTION_CHARS_MIN {
            text = Some(place);
        }
        if text != Some(place) || n_chars <= SUMMARY_CHARS_MAX {
            summary = Some(description);
        }
    }
    Found {
        url: url(item),
        guid: item.id().map(|(id, _)| id.into_owned()),
        title: line(Field::Title).or_else(|| line(Field::OtherTitle)).unwrap_or_default(),
        summary,
        authors: names(item),
        published: time(item, &[Field::Published])
            .or_else(|| time(item, &[Field::Date, Field::Issued, Field::Created])),
        updated: time(item, &[Field::Updated]),
        categories: item.categories().into_iter().filter_map(|it| it.label.or(it.term)).collect(),
        lang: item.lang_tag(),
        text,
        image: item.picture().and_then(|href| address(&href, None)),
        ..Found::default()
    }
}

/// The address of the item's page: the one before a service put its own in, a link to HTML before one to something
/// else, and then its identity, if that may be one.
fn url(item: &Record<'_>) -> Option<String> {
    let base = item.base.as_deref();
    let original = item.all(Field::OriginalLink).find_map(|it| address(&it.plain(), base));
    let links = || item.links().filter(|link| link.rel == "alternate");
    let is_html = |kind: &str| kind.contains("html");
    let page = |is_page: bool| {
        let mut links =
            links().filter(|it| it.media_type.as_deref().is_none_or(is_html) == is_page);
        links.find_map(|link| address(&link.href, base))
    };
    let guid = || {
        let own = [Field::Guid, Field::Id].into_iter().find_map(|field| item.first(field))?;
        let said = own.attribute("isPermaLink");
        let may_be = !said.as_ref().is_some_and(|said| said.eq_ignore_ascii_case("false"));
        let base = base.filter(|_| said.is_some());
        may_be.then(|| address(&own.plain(), base)).flatten()
    };
    let about = || address(&item.about()?, None);
    original.or_else(|| page(true)).or_else(|| page(false)).or_else(guid).or_else(about)
}

/// The first time that is one among those elements.
fn time(item: &Record<'_>, fields: &[Field]) -> Option<Time> {
    let mut all = item.elements.iter().filter(|it| fields.contains(&it.field));
    all.find_map(|it| crate::text::date::time(&it.plain()))
}

fn names(of: &Record<'_>) -> Vec<String> {
    of.authors().into_iter().filter_map(|it| it.name).collect()
}

/// What the list says of itself, and its authors.
fn of_head(head: &Head<'_>, list: &mut List) -> Vec<String> {
    let record = &head.record;
    list.title = record.title().map(|title| title.line()).unwrap_or_default();
    list.home = home(record);
    list.lang = record.lang_tag();
    list.older = older(record);
    let linked = |rel: &'static str| record.links().filter(move |link| link.rel == rel);
    let web = |link: Link<'_>| address(&link.href, None);
    list.hubs = linked("hub").filter_map(web).take(HUBS_MAX).collect();
    list.own = linked("self").find_map(web);
    let number = |field: Field| record.first(field)?.plain().parse::<i64>().ok();
    let period = record.first(Field::UpdatePeriod).map(Element::plain);
    let period_ms = match period.as_deref() {
        Some("hourly") => Some(3_600_000),
        Some("daily") => Some(86_400_000),
        Some("weekly") => Some(7 * 86_400_000),
        Some("monthly") => Some(30 * 86_400_000),
        _ => None,
    };
    let asked = number(Field::Ttl).and_then(|minutes| minutes.checked_mul(60_000));
    let often = number(Field::UpdateFrequency).unwrap_or(1).max(1);
    let asked = asked.or_else(|| Some(period_ms? / often));
    record.all(Field::SkipHour).for_each(|it| list.skip.hour(&it.plain()));
    record.all(Field::SkipDay).for_each(|it| list.skip.day(&it.plain()));
    list.ttl_ms = asked.filter(|ttl_ms| (1..=TTL_MS_MAX).contains(ttl_ms));
    if record.dialect == Dialect::Rss { Vec::new() } else { names(record) }
}

/// The list of what came before (RFC 5005 §3, §4), if it is of the same site.
fn older(head: &Record<'_>) -> Option<String> {
    let of = |rel: &str| head.links().find(|link| link.rel == rel);
    let link = of("prev-archive").or_else(|| of("next"))?;
    let base = head.base.as_deref();
    address(&link.href, base).filter(|url| base.is_some_and(|own| is_same_site(url, own.as_str())))
}

/// The page that the list is of; an Atom link in RSS states less surely which page it means than RSS's own.
fn home(head: &Record<'_>) -> Option<String> {
    let links = || head.all(Field::Link);
    let own = links().find(|it| !it.tag.name.contains(':'));
    let to_page = |it: &Element<'_>| {
        let href = it.attribute("href");
        let rel = it.attribute("rel");
        let is_page = href.is_none() || rel.is_none_or(|rel| rel == "alternate" || rel.is_empty());
        let href = href.unwrap_or_else(|| it.plain());
        is_page.then(|| address(&href, it.base.as_deref())).flatten()
    };
    own.and_then(to_page).or_else(|| links().find_map(to_page))
}
