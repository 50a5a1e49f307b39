//! What is asked of a page to tell whether it is an article: a name and a number a line.
//!
//! To ask something new, add a line here, and learn the weights anew: `scripts/learn-verdict`.

use crate::extract::verdict::address::{Address, Trade};
use crate::extract::verdict::counts::Counts;
use crate::extract::verdict::words::{Call, Schema, Sign};

/// How a number is had of a page.
pub(super) type Ask = fn(&Address, &Counts) -> f32;

/// Every question, in the order of the weights.
pub(super) const FEATURES: &[(&str, Ask)] = &[
    ("address: root", |a, _| yes(a.is_root)),
    ("address: segments", |a, _| n(a.n_segments)),
    ("address: words of the longest segment", |a, _| n(a.n_slug_words)),
    ("address: words of the last segment", |a, _| n(a.n_last_words)),
    ("address: ends in the name of a section", |a, _| yes(a.ends_in_section)),
    ("address: no long segment", |a, _| yes(a.is_short)),
    ("address: a forum's", |a, _| yes(a.is_forum)),
    ("address: a forum's, and posts", |a, c| if a.is_forum { n(c.n_posts) } else { 0.0 }),
    ("address: no long segment, and cards", |a, c| if a.is_short { n(c.n_cards) } else { 0.0 }),
    ("address: a manual's, and code", |a, c| {
        yes(a.n(Trade::Manual) > 0 && (c.code > 0 || c.n_pre > 0))
    }),
    ("cards, and prices", |_, c| n(c.n_cards.min(c.n_prices))),
    ("says which page is next", |_, c| yes(c.has_neighbour)),
    ("address: a day", |a, _| yes(a.has_day)),
    ("address: a long number", |a, _| yes(a.has_number)),
    ("address: ends in a slash", |a, _| yes(a.ends_in_slash)),
    ("address: words of articles", |a, _| n(a.n(Trade::Article))),
    ("address: words of products", |a, _| n(a.n(Trade::Product))),
    ("address: words of shelves", |a, _| n(a.n(Trade::Shelf))),
    ("address: words of forums", |a, _| n(a.n(Trade::Forum))),
    ("address: words of manuals", |a, _| n(a.n(Trade::Manual))),
    ("address: words of lists", |a, _| n(a.n(Trade::List))),
    ("address: words of standing pages", |a, _| n(a.n(Trade::Standing))),
    ("og:type is article", |_, c| yes(c.og_type == "article")),
    ("og:type is product", |_, c| yes(c.og_type.contains("product"))),
    ("og:type is website", |_, c| yes(c.og_type == "website")),
    ("og:type is missing", |_, c| yes(c.og_type.is_empty())),
    ("type: news article", |_, c| n(c.schema(Schema::News))),
    ("type: article", |_, c| n(c.schema(Schema::Article))),
    ("type: product", |_, c| n(c.schema(Schema::Product))),
    ("type: list", |_, c| n(c.schema(Schema::List))),
    ("type: forum", |_, c| n(c.schema(Schema::Forum))),
    ("type: questions", |_, c| n(c.schema(Schema::Questions))),
    ("type: manual", |_, c| n(c.schema(Schema::Manual))),
    ("type: service", |_, c| n(c.schema(Schema::Service))),
    ("states an author", |_, c| yes(c.has_author)),
    ("states when it was published", |_, c| yes(c.has_published)),
    ("states what a product has", |_, c| yes(c.has_product_meta)),
    ("generator of forums", |_, c| yes(c.generator == Some(Sign::Forum))),
    ("generator of manuals", |_, c| yes(c.generator == Some(Sign::Manual))),
    ("generator of shops", |_, c| yes(c.generator == Some(Sign::Product))),
    ("body: single", |_, c| yes(c.own.is_single)),
    ("body: list", |_, c| yes(c.own.is_list)),
    ("body: page", |_, c| yes(c.own.is_page)),
    ("title: words", |_, c| n_words(&c.title)),
    ("headline: words", |_, c| n_words(&c.h1)),
    ("h1", |_, c| n(c.n_h1)),
    ("h2", |_, c| n(c.n_h2)),
    ("h3", |_, c| n(c.n_h3)),
    ("text: weight", |_, c| n(c.shown)),
    ("text: share in links", |_, c| share(c.linked, c.shown)),
    ("text: share in the frame", |_, c| share(c.framed, c.shown)),
    ("text: share in items", |_, c| share(c.items, c.shown)),
    ("text: share in cells", |_, c| share(c.cells, c.shown)),
    ("text: share in code", |_, c| share(c.code, c.shown)),
    ("prose: paragraphs", |_, c| n(c.n_prose)),
    ("prose: long paragraphs", |_, c| n(c.n_long)),
    ("prose: weight", |_, c| n(c.prose)),
    ("prose: share of the text", |_, c| share(c.prose, c.shown)),
    ("prose: mean weight of a paragraph", |_, c| n(c.prose) / n(c.n_prose.max(1))),
    ("prose: weight in one element", |_, c| n(c.prose_best)),
    ("prose: share in one element", |_, c| share(c.prose_best, c.prose)),
    ("links", |_, c| n(c.n_links)),
    ("images", |_, c| n(c.n_images)),
    ("figures", |_, c| n(c.n_figures)),
    ("prices", |_, c| n(c.n_prices)),
    ("prices: share of the text", |_, c| 1000.0 * share(c.n_prices, c.shown)),
    ("fields", |_, c| n(c.n_fields)),
    ("buttons", |_, c| n(c.n_buttons)),
    ("times", |_, c| n(c.n_times)),
    ("article elements", |_, c| n(c.n_articles)),
    ("telephone numbers", |_, c| n(c.n_phones)),
    ("cards", |_, c| n(c.n_cards)),
    ("cards: share of the text", |_, c| share(c.cards, c.shown)),
    ("posts", |_, c| n(c.n_posts)),
    ("calls to buy", |_, c| n(c.call_n(Call::Buy))),
    ("calls to answer", |_, c| n(c.call_n(Call::Answer))),
    ("calls to hire", |_, c| n(c.call_n(Call::Hire))),
    ("calls to read more", |_, c| n(c.call_n(Call::More))),
    ("calls to turn pages", |_, c| n(c.call_n(Call::Turn))),
    ("teasers", |_, c| n(c.n_teasers)),
    ("teasers: for each paragraph", |_, c| n(c.n_teasers) / n(c.n_prose.max(1))),
    ("headings in links", |_, c| n(c.n_linked_headings)),
    ("headings that ask", |_, c| n(c.n_asking_headings)),
    ("text: share before the headline", |_, c| share(c.before, c.shown)),
    ("text: weight from headline to prose", |_, c| n(c.between)),
    ("prose: share behind the headline", |_, c| share(c.prose_behind, c.prose)),
    ("prose: purity of its element", |_, c| share(c.prose_best, c.best_shown)),
    ("prose: share of what is no link and no frame", |_, c| {
        share(c.prose, c.shown.saturating_sub(c.framed).saturating_sub(c.linked))
    }),
    ("code blocks", |_, c| n(c.n_pre)),
    ("words: share of a seller's", |_, c| 100.0 * share(c.n_sellers, c.n_words)),
    ("says how long reading takes", |_, c| yes(c.has_reading_time)),
    ("title: words of products", |_, c| title(c, Trade::Product)),
    ("title: words of forums", |_, c| title(c, Trade::Forum)),
    ("title: words of manuals", |_, c| title(c, Trade::Manual)),
    ("title: words of lists", |_, c| title(c, Trade::List)),
    ("title: words of standing pages", |_, c| title(c, Trade::Standing)),
    ("states a person", |_, c| yes(c.has_person)),
    ("states a section", |_, c| yes(c.has_section)),
    ("states when it was updated", |_, c| yes(c.has_updated)),
    ("product without a day", |a, c| yes(a.n(Trade::Product) > 0 && !c.has_published)),
    ("no author and no day", |_, c| {
        yes(!c.has_published && !c.has_author && c.sign(Sign::Author) == 0)
    }),
    ("a day and an author", |_, c| {
        yes(c.has_published && (c.has_author || c.sign(Sign::Author) > 0))
    }),
    ("names: author", |_, c| n(c.sign(Sign::Author))),
    ("names: day", |_, c| n(c.sign(Sign::Day))),
    ("names: share", |_, c| n(c.sign(Sign::Share))),
    ("names: body", |_, c| n(c.sign(Sign::Body))),
    ("names: tags", |_, c| n(c.sign(Sign::Tags))),
    ("names: product", |_, c| n(c.sign(Sign::Product))),
    ("names: cart", |_, c| n(c.sign(Sign::Cart))),
    ("names: forum", |_, c| n(c.sign(Sign::Forum))),
    ("names: manual", |_, c| n(c.sign(Sign::Manual))),
    ("names: card", |_, c| n(c.sign(Sign::Card))),
    ("names: pager", |_, c| n(c.sign(Sign::Pager))),
    ("names: hero", |_, c| n(c.sign(Sign::Hero))),
    ("names: breadcrumb", |_, c| n(c.sign(Sign::Breadcrumb))),
    ("names: testimonial", |_, c| n(c.sign(Sign::Testimonial))),
    ("names: comments", |_, c| n(c.sign(Sign::Comments))),
];

fn title(counts: &Counts, trade: Trade) -> f32 {
    n(counts.title_words[trade as usize])
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn n(count: u32) -> f32 {
    count as f32
}

fn share(part: u32, whole: u32) -> f32 {
    n(part) / n(whole.max(1))
}

fn n_words(text: &str) -> f32 {
    // A script without spaces writes a word in about two characters.
    let n_wide = text.chars().filter(|c| ('\u{2e80}'..).contains(c)).count();
    text.split_whitespace().count().max(n_wide / 2) as f32
}
