//! Whether a page is an article at all. Doubt is in its favour: what is refused here is lost to the desk.

use crate::codec::html::Tree;
use crate::extract::survey::weight;
use crate::model::article::Article;
use url::Url;

/// Text below this weight may be a wall's or an error's.
const SHORT_WEIGHT: u32 = 600;

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
    /// It asks for consent, and shows nothing else.
    ConsentWall,
    /// It asks whether the reader is a person.
    Captcha,
    /// It says that the page does not exist.
    Soft404,
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
            Self::ConsentWall => "consent-wall",
            Self::Captcha => "captcha",
            Self::Soft404 => "soft-404",
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
            Self::ConsentWall => f.write_str("the page only asks for consent"),
            Self::Captcha => f.write_str("the page only asks whether the reader is a person"),
            Self::Soft404 => f.write_str("the page says that there is no such page"),
        }
    }
}

impl std::error::Error for NotArticle {}

/// Why what was read from the page at `url` is no article, if it is none.
pub(super) fn of(url: &str, tree: &Tree, article: &Article) -> Option<NotArticle> {
    let text = article.body.text(false);
    let is_root = Url::parse(url).is_ok_and(|url| url.path().len() <= 1 && url.query().is_none());
    let states_article = article.meta.published.is_some() && weight(&text) >= SHORT_WEIGHT;
    if is_root && !states_article {
        return Some(NotArticle::FrontPage);
    }
    if article.meta.headline.is_empty() {
        return Some(NotArticle::NoHeadline);
    }
    if weight(&text) >= SHORT_WEIGHT {
        return None;
    }
    let title = article.meta.headline.to_lowercase();
    let says = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let lower = text.to_lowercase();
    if says(&["just a moment", "are you a robot", "access denied", "attention required"], &title)
        || says(&["verify you are human", "not a robot", "enable javascript and cookies"], &lower)
            && tree.len() < 400
    {
        return Some(NotArticle::Captcha);
    }
    let is_missing = says(&["page not found", "404", "seite nicht gefunden", "not found"], &title);
    if is_missing && article.meta.published.is_none() {
        return Some(NotArticle::Soft404);
    }
    let asks = says(&["we use cookies", "your privacy", "consent", "cookies und"], &lower);
    if asks && says(&["cookie", "privacy", "consent", "datenschutz"], &title) {
        return Some(NotArticle::ConsentWall);
    }
    None
}
