//! Whether a page is an article at all, and what it is if it is none.
//!
//! Walls and errors are known by their words (`walls.rs`); videos and galleries by how little text they have. For the
//! rest the answers to a list of questions (`features.rs`) are weighed (`weights.rs`, learned by
//! `scripts/learn-verdict`), and what weighs too little is named (`kind.rs`). Nothing here knows a site, and nothing
//! depends on what was taken for the body but its weight.

mod address;
mod counts;
mod features;
mod kind;
mod shape;
mod walls;
mod weights;
pub(super) mod words;

use crate::codec::html::Tree;
use crate::extract::class_names::ClassNames;
use crate::extract::survey::weight;
use crate::extract::verdict::address::Address;
use crate::extract::verdict::counts::Counts;
use crate::extract::verdict::words::Schema;
use crate::model::article::Article;
use crate::model::body::CutKind;

/// The weight of a text that a video or a gallery may have and be nothing else.
const CAPTION_WEIGHT: u32 = 350;
/// Pictures of a gallery.
const GALLERY_IMAGES: u32 = 6;
/// Headings that lead elsewhere, on a section's front.
const FRONT_HEADINGS: u32 = 8;
/// Below this weight, what is marked as for subscribers is its beginning.
const WHOLE_WEIGHT: u32 = 2_500;
/// How much a list that announces the page speaks for it: lists announce articles.
const ANNOUNCED: f32 = 2.0;
/// A feature further than so many deviations from its mean says no more than at that distance.
const FAR: f32 = 3.0;

/// Why a page is not an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotArticle {
    /// The bytes cannot be decoded: why.
    Unreadable(String),
    /// There is no text.
    NoText,
    /// There is no headline.
    NoHeadline,
    /// It is a site's front page.
    FrontPage,
    /// It is a section's front, a category, a list of links.
    SectionFront,
    /// It shows pictures, and says next to nothing.
    Gallery,
    /// It shows a video, and says next to nothing.
    VideoPage,
    /// It asks for consent, and shows nothing else.
    ConsentWall,
    /// It asks whether the reader is a person.
    Captcha,
    /// It says that the page does not exist.
    Soft404,
    /// It sells something.
    Product,
    /// It is a thread of a forum, or a question with its answers.
    Forum,
    /// It is a page of a manual.
    Documentation,
    /// It presents an organisation, a service or an offer.
    StandingPage,
}

impl NotArticle {
    /// A short name for logs, the store and the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NoText => "no-text",
            Self::NoHeadline => "no-headline",
            Self::FrontPage => "front-page",
            Self::SectionFront => "section-front",
            Self::Gallery => "gallery",
            Self::VideoPage => "video",
            Self::ConsentWall => "consent-wall",
            Self::Captcha => "captcha",
            Self::Soft404 => "soft-404",
            Self::Product => "product",
            Self::Forum => "forum",
            Self::Documentation => "documentation",
            Self::StandingPage => "standing-page",
        }
    }
}

impl std::fmt::Display for NotArticle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the page cannot be decoded: {why}"),
            Self::NoText => f.write_str("the page holds no text that reads like an article"),
            Self::NoHeadline => f.write_str("the article has no headline"),
            Self::FrontPage => f.write_str("the address is a front page, not an article"),
            Self::SectionFront => f.write_str("the page lists articles or goods, and is none"),
            Self::Gallery => f.write_str("the page shows pictures, and holds no text of its own"),
            Self::VideoPage => f.write_str("the page shows a video, and holds no text of its own"),
            Self::ConsentWall => f.write_str("the page only asks for consent"),
            Self::Captcha => f.write_str("the page only asks whether the reader is a person"),
            Self::Soft404 => f.write_str("the page says that there is no such page"),
            Self::Product => f.write_str("the page offers a product for sale"),
            Self::Forum => f.write_str("the page is a discussion of a forum"),
            Self::Documentation => f.write_str("the page is a part of a manual"),
            Self::StandingPage => {
                f.write_str("the page presents an organisation or a service, and is no article")
            }
        }
    }
}

impl std::error::Error for NotArticle {}

/// What is known of a page before its text is read.
pub(super) struct Evidence {
    address: Address,
    counts: Counts,
}

impl Evidence {
    /// What the page at `url` gives to judge.
    pub(super) fn of<'a>(url: &str, tree: &'a Tree, names: &mut ClassNames<'a>) -> Self {
        Self { address: Address::of(url), counts: Counts::of(tree, names) }
    }

    /// What stands in the article's place, if something does.
    pub(super) fn wall(&self, tree: &Tree) -> Option<NotArticle> {
        walls::of(tree, &self.counts)
    }

    /// What the page is if no text was found in it.
    pub(super) fn without_text(&self) -> NotArticle {
        match self.pictures() {
            _ if self.address.is_root => NotArticle::FrontPage,
            _ if self.is_front() => NotArticle::SectionFront,
            Some(kind) => kind,
            None => NotArticle::NoText,
        }
    }

    /// Whether headings that lead elsewhere are nearly all that it has to say.
    fn is_front(&self) -> bool {
        let counts = &self.counts;
        // A page with a headline of its own may well show others' below its text.
        let n_prose = if counts.n_h1 == 0 { counts.n_prose } else { 3 * counts.n_prose };
        let is_of_headings = counts.n_linked_headings >= FRONT_HEADINGS.max(n_prose + 1);
        let is_of_links = counts.n_h1 == 0
            && counts.linked * 2 > counts.shown
            && counts.n_teasers >= FRONT_HEADINGS.max(n_prose + 1);
        !counts.has_published
            && !counts.has_author
            && counts.n_long <= 1
            && (is_of_headings || is_of_links)
    }

    /// The kind of a page that lives by its video or pictures.
    fn pictures(&self) -> Option<NotArticle> {
        let counts = &self.counts;
        if counts.og_type.starts_with("video") || counts.schema(Schema::Video) > 0 {
            return Some(NotArticle::VideoPage);
        }
        let is_gallery = counts.schema(Schema::Gallery) > 0
            || counts.n_images.max(counts.n_figures) >= GALLERY_IMAGES
                && counts.n_teasers.max(counts.n_linked_headings) < counts.n_images / 2;
        is_gallery.then_some(NotArticle::Gallery)
    }

    /// Why what was read is no article, if it is none; `is_announced` if a list names the page.
    pub(super) fn against(&self, article: &Article, is_announced: bool) -> Option<NotArticle> {
        let n = weight(&article.body.text(false));
        let states_article = self.counts.has_published && n >= 600;
        if self.address.is_root && !states_article {
            return Some(NotArticle::FrontPage);
        }
        if article.meta.headline.is_empty() {
            return Some(NotArticle::NoHeadline);
        }
        if self.is_front() {
            return Some(NotArticle::SectionFront);
        }
        let may_be_pictures = n < CAPTION_WEIGHT && self.counts.schema(Schema::News) == 0;
        if let Some(kind) = self.pictures().filter(|_| may_be_pictures) {
            return Some(kind);
        }
        let score = self.score() + if is_announced { ANNOUNCED } else { 0.0 };
        (score < 0.0).then(|| kind::of(&self.address, &self.counts))
    }

    /// Whether what was read is only the part that everybody may see.
    pub(super) fn is_beginning(&self, article: &Article) -> bool {
        let is_marked = self.counts.is_for_subscribers
            || article.body.cuts.iter().any(|cut| cut.kind == CutKind::Paywall);
        is_marked && weight(&article.body.text(false)) < WHOLE_WEIGHT
    }

    /// How much speaks for an article: above 0 more than against.
    fn score(&self) -> f32 {
        weights::BIAS + self.votes().map(|(_, vote)| vote).sum::<f32>()
    }

    /// What each answer says: above 0 for an article.
    fn votes(&self) -> impl Iterator<Item = (&'static str, f32)> {
        let answers = features::FEATURES.iter().map(|(_, ask)| ask(&self.address, &self.counts));
        answers.zip(weights::WEIGHTS).map(|(answer, &(name, mean, deviation, weight))| {
            (name, weight * ((answer.ln_1p() - mean) / deviation).clamp(-FAR, FAR))
        })
    }
}

/// What speaks for the page being an article (above 0) and what against it, the strongest first: for a person who
/// asks why a page was refused.
#[must_use]
pub fn votes(url: &str, document: &str) -> Vec<(&'static str, f32)> {
    let tree = crate::model::lock::tree_of(document, None);
    let evidence = Evidence::of(url, &tree, &mut ClassNames::default());
    let mut votes: Vec<_> = evidence.votes().collect();
    votes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    votes
}

/// What is asked of a page to tell whether it is an article, with the answers: what the weights are learned from.
#[must_use]
pub fn features(url: &str, document: &str) -> Vec<(&'static str, f32)> {
    let tree = crate::model::lock::tree_of(document, None);
    let evidence = Evidence::of(url, &tree, &mut ClassNames::default());
    let of = |ask: &features::Ask| ask(&evidence.address, &evidence.counts);
    features::FEATURES.iter().map(|(name, ask)| (*name, of(ask))).collect()
}

#[cfg(test)]
mod tests;
