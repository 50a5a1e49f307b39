//! What a page that is no article is instead: the kind for which most speaks.

use crate::extract::verdict::NotArticle;
use crate::extract::verdict::address::{Address, Trade};
use crate::extract::verdict::counts::Counts;
use crate::extract::verdict::words::{Call, Schema, Sign};

/// What the page is.
pub(super) fn of(address: &Address, counts: &Counts) -> NotArticle {
    let points =
        |of: &[(bool, u32)]| of.iter().map(|(is, n)| if *is { *n } else { 0 }).sum::<u32>();
    let product = points(&[
        (counts.schema(Schema::Product) > 0, 3),
        (counts.og_type.contains("product") || counts.has_product_meta, 3),
        (address.n(Trade::Product) > 0, 2),
        (counts.call_n(Call::Buy) > 0, 1),
        (counts.n_prices > 0, 1),
    ]);
    let forum = points(&[
        (counts.schema(Schema::Forum) > 0, 4),
        (address.is_forum, 4),
        (address.n(Trade::Forum) > 0, 1),
        (counts.generator == Some(Sign::Forum), 4),
        (counts.sign(Sign::Forum) > 10, 2),
        (counts.call_n(Call::Answer) > 1, 1),
    ]);
    let manual = points(&[
        (counts.schema(Schema::Manual) > 0, 2),
        (address.n(Trade::Manual) > 0, 3),
        (counts.generator == Some(Sign::Manual), 4),
        (counts.n_pre > 0, 2),
        (counts.sign(Sign::Manual) > 10, 2),
        (counts.call_n(Call::Turn) > 1, 1),
    ]);
    let list = points(&[
        (counts.schema(Schema::List) > 0, 2),
        (address.n(Trade::List) + address.n(Trade::Shelf) > 0, 2),
        (address.ends_in_section, 2),
        (counts.n_cards >= 8, 2),
        (counts.n_teasers > 2 * counts.n_prose, 2),
        (counts.linked * 2 > counts.shown, 1),
        (counts.n_prices > 6, 1),
    ]);
    let kinds = [
        (product, NotArticle::Product),
        (forum, NotArticle::Forum),
        (manual, NotArticle::Documentation),
        (list, NotArticle::SectionFront),
    ];
    let best =
        kinds.into_iter().filter(|(points, _)| *points >= 3).max_by_key(|(points, _)| *points);
    best.map_or(NotArticle::StandingPage, |(_, kind)| kind)
}
