//! What the shape of a page's address says: its words, its depth, its numbers. No host is known here.

use url::Url;

/// What an address holds. Counts are of the path's segments that are not empty.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Address {
    /// There is no path, and no query that could name a page.
    pub(super) is_root: bool,
    pub(super) n_segments: u32,
    /// Words of the longest segment: `harbour-opens-again` has three.
    pub(super) n_slug_words: u32,
    /// Words of the last segment, and whether it is a word of [`Trade::Article`] or [`Trade::List`] alone.
    pub(super) n_last_words: u32,
    pub(super) ends_in_section: bool,
    /// No segment is long enough to name one piece among many.
    pub(super) is_short: bool,
    /// A word stands in it that only forums use.
    pub(super) is_forum: bool,
    /// A year and a month stand in it, or eight digits that are a day.
    pub(super) has_day: bool,
    /// A segment ends in a number of five digits or more.
    pub(super) has_number: bool,
    pub(super) ends_in_slash: bool,
    /// How often a word of each [`Trade`] stands in it, by `Trade as usize`.
    pub(super) words: [u32; N_TRADES],
}

/// What a word of an address is usual for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trade {
    Article,
    Product,
    Shelf,
    Forum,
    Manual,
    List,
    Standing,
}

/// How many trades there are.
pub(super) const N_TRADES: usize = 7;

impl Address {
    /// What `url` holds; nothing for what is no address.
    pub(super) fn of(url: &str) -> Self {
        let Ok(url) = Url::parse(url) else { return Self::default() };
        let host = url.host_str().unwrap_or_default();
        if host.ends_with(".invalid") {
            return Self::unknown();
        }
        let path = url.path();
        let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let mut out = Self {
            is_root: segments.is_empty() && url.query().is_none(),
            n_segments: u32::try_from(segments.len()).unwrap_or(u32::MAX),
            ends_in_slash: path.len() > 1 && path.ends_with('/'),
            ..Self::default()
        };
        let labels: Vec<&str> = host.split('.').collect();
        // The last two labels are whose site it is; those before say which part of it.
        for label in labels.iter().take(labels.len().saturating_sub(2)) {
            out.add(label);
        }
        out.is_short = true;
        for segment in &segments {
            let segment = segment.rsplit_once('.').map_or(*segment, |(stem, _)| stem);
            let words = segment.split(['-', '_', '+']).filter(|it| !it.is_empty());
            let n_words = u32::try_from(words.clone().count()).unwrap_or(u32::MAX);
            out.n_slug_words = out.n_slug_words.max(n_words);
            out.n_last_words = n_words;
            out.ends_in_section = matches!(
                trade(&segment.to_ascii_lowercase()),
                Some(Trade::Article | Trade::List | Trade::Shelf)
            );
            let n_digits = segment.bytes().rev().take_while(u8::is_ascii_digit).count();
            out.has_number |= n_digits >= 5;
            out.is_short &= n_words <= 2 && segment.len() <= 24 && n_digits < 3;
            if n_words <= 2 {
                words.for_each(|word| out.add(word));
            }
        }
        let pairs = segments.windows(2).any(|it| is_year(it[0]) && is_month(it[1]));
        let parts = path.split(|c: char| !c.is_ascii_digit());
        out.has_day = pairs || parts.into_iter().any(|it| it.len() == 8 && is_year(&it[..4]));
        out
    }

    /// What an address that cannot be (RFC 2606 §2) counts as: what most articles' addresses are.
    fn unknown() -> Self {
        Self { n_segments: 2, n_slug_words: 5, n_last_words: 5, ..Self::default() }
    }

    fn add(&mut self, word: &str) {
        let word = word.to_ascii_lowercase();
        self.is_forum |= matches!(
            word.as_str(),
            "forum" | "forums" | "thread" | "threads" | "viewtopic" | "showthread" | "ubbthreads"
        );
        if let Some(trade) = trade(&word) {
            self.words[trade as usize] += 1;
        }
    }

    /// How often a word of that trade stands in it.
    pub(super) fn n(&self, trade: Trade) -> u32 {
        self.words[trade as usize]
    }
}

fn is_year(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|year| text.len() == 4 && (1990..=2100).contains(&year))
}

fn is_month(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

/// What the word, in lower case, is usual for.
pub(super) fn trade(word: &str) -> Option<Trade> {
    Some(match word {
        "news" | "article" | "articles" | "story" | "stories" | "blog" | "blogs" | "post"
        | "posts" | "magazine" | "opinion" | "nachrichten" | "artikel" | "noticias" | "noticia"
        | "actualites" | "actualite" | "notizie" | "nieuws" | "wiadomosci" | "novosti"
        | "insights" | "insight" | "politics" | "world" | "sport" | "sports" | "business"
        | "politik" | "culture" | "economy" | "press" | "journal" | "essay" | "review"
        | "reviews" => Trade::Article,
        "product" | "products" | "p" | "dp" | "item" | "itm" | "sku" | "produkt" | "produit"
        | "producto" | "prodotto" | "buy" => Trade::Product,
        "shop" | "store" | "collections" | "collection" | "category" | "categories" | "cat"
        | "c" | "catalog" | "catalogue" | "departments" | "browse" | "kategorie" | "categorie"
        | "boutique" | "tienda" => Trade::Shelf,
        "forum" | "forums" | "thread" | "threads" | "topic" | "viewtopic" | "showthread" | "t"
        | "questions" | "question" | "discussion" | "discussions" | "community" | "comments"
        | "ubbthreads" | "board" | "boards" => Trade::Forum,
        "docs" | "doc" | "documentation" | "api" | "reference" | "manual" | "handbook" | "wiki"
        | "man" | "tutorial" | "tutorials" | "developer" | "developers" | "sdk" | "book"
        | "help" | "support" | "kb" | "faq" | "glossary" | "usersguide" | "learn" | "guide" => {
            Trade::Manual
        }
        "tag" | "tags" | "archive" | "archives" | "topics" | "search" | "list" | "lists"
        | "page" | "section" | "sections" | "rubrik" | "rubrique" | "seccion" | "latest"
        | "newest" | "recent" | "author" | "authors" | "jobs" | "events" | "directory"
        | "issues" | "upcoming" | "results" => Trade::List,
        "services" | "service" | "about" | "contact" | "pricing" | "solutions" | "features"
        | "careers" | "programs" | "program" | "locations" | "apply" | "courses" | "course"
        | "certificates" | "demo" | "platform" | "impressum" | "privacy" | "terms" | "login"
        | "signup" | "register" | "subscribe" => Trade::Standing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Address, Trade};

    #[test]
    fn addresses_are_taken_apart() {
        let plain = Address::of("https://a.example/2026/03/harbour-opens-again-48213.html");
        assert!(plain.has_day && plain.has_number && !plain.is_root);
        assert_eq!((plain.n_segments, plain.n_slug_words), (3, 4));
        for (url, trade, n) in [
            ("https://docs.a.example/en/api/x", Trade::Manual, 2),
            ("https://a.example/forum/viewtopic.php", Trade::Forum, 2),
            ("https://a.example/product/blue-cup", Trade::Product, 1),
            ("https://a.example/why-a-product-page-is-no-news", Trade::Product, 0),
            ("https://news.example/x", Trade::Article, 0),
        ] {
            assert_eq!(Address::of(url).n(trade), n, "{url}");
        }
        assert!(Address::of("https://a.example").is_root);
        assert!(!Address::of("https://a.example/?p=12").is_root);
        assert_eq!(Address::of("no address"), Address::default());
        assert_eq!(Address::of("https://page.invalid/"), Address::unknown());
    }
}
