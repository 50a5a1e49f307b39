//! Who wrote a page and when: what it states of that, and what only readers see.

use crate::codec::html::{NodeId, Tree};
use crate::extract::meta::Page;
use crate::extract::wording::{clean, shown_text, site_of};
use crate::extract::{byline, cut, hint, time};
use crate::model::body::CutKind;
use crate::model::entry::Entry;
use crate::model::time::Time;
use url::Url;

impl Page<'_> {
    /// The persons that the page names as its authors.
    pub(super) fn authors(&self, entry: Option<&Entry>) -> Vec<String> {
        let site = self.site_name();
        let host = Url::parse(self.url).ok().and_then(|url| site_of(&url));
        let label = host.as_deref().and_then(|host| host.split('.').next());
        let persons = |texts: Vec<&str>| {
            let mut found = byline::persons(texts, site.as_deref());
            found.retain(|name| label.is_none_or(|label| cut::key(label) != cut::key(name)));
            found
        };
        let stated = persons(self.stated.authors.iter().map(String::as_str).collect());
        if !stated.is_empty() {
            return stated;
        }
        for name in [
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "byl",
            "sailthru.author",
            "twitter:data1",
            "citation_author",
        ] {
            let is_label = name != "twitter:data1"
                || self.meta(&["twitter:label1"]).is_some_and(|label| {
                    let label = label.to_lowercase();
                    ["written by", "von", "verfasst von", "écrit par", "escrito por"]
                        .iter()
                        .any(|known| label.starts_with(known))
                });
            let found = persons(self.metas(name).filter(|_| is_label).collect());
            if !found.is_empty() {
                return found;
            }
        }
        let seen = persons(self.seen_authors().iter().map(String::as_str).collect());
        if !seen.is_empty() {
            return seen;
        }
        entry
            .map(|entry| persons(entry.authors.iter().map(String::as_str).collect()))
            .unwrap_or_default()
    }

    /// Texts of the elements that say they are the author's name; the first kind that is there.
    fn seen_authors(&self) -> Vec<String> {
        let tree = self.tree;
        let text = |id: NodeId| shown_text(tree, id);
        let is_elsewhere = |id: NodeId| {
            tree.ancestors(id).any(|id| {
                matches!(
                    hint::of(tree, id),
                    Some(CutKind::Comments | CutKind::Related | CutKind::Navigation)
                )
            })
        };
        type Test = fn(&Tree, NodeId) -> bool;
        let tests: [Test; 4] = [
            |tree, id| {
                tree.attr(id, "itemprop").is_some_and(|it| it == "author" || it == "creator")
            },
            |tree, id| {
                tree.attr(id, "rel")
                    .is_some_and(|it| it.split_whitespace().any(|it| it == "author"))
            },
            |tree, id| {
                tree.attr(id, "class").is_some_and(|class| {
                    let words = hint::words(class);
                    words.windows(2).any(|it| it[0] == "author" && it[1] == "name")
                        || words.last().is_some_and(|word| word == "author")
                })
            },
            |tree, id| {
                tree.attr(id, "class").is_some_and(|class| {
                    hint::words(class).iter().any(|word| word == "byline" || word == "autor")
                })
            },
        ];
        for test in tests {
            let mut all =
                (0..tree.len()).filter(|&id| test(tree, id) && !is_elsewhere(id)).peekable();
            // Names far from the first are those of other articles.
            let near = |id: NodeId| tree.ancestors(id).nth(2);
            let first = all.peek().copied().and_then(near);
            let found: Vec<String> = all
                .filter(|&id| near(id) == first)
                .map(|id| {
                    let name =
                        tree.subtree(id).find(|&id| tree.attr(id, "itemprop") == Some("name"));
                    name.map_or_else(
                        || text(id),
                        |name| tree.attr(name, "content").map_or_else(|| text(name), clean),
                    )
                })
                .filter(|text| !text.is_empty() && text.len() <= 100)
                .take(4)
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        self.signed()
    }

    /// `By Ada Tolva`, standing alone within the first texts behind the headline.
    fn signed(&self) -> Vec<String> {
        let tree = self.tree;
        let first = (0..tree.len()).find(|&id| tree.tag(id) == "h1").unwrap_or_default();
        let from = tree.texts_in(first).start;
        (from..tree.n_texts().min(from + 80))
            .filter_map(|ordinal| tree.text_node(ordinal))
            .filter(|&id| tree.text(id).len() <= 60)
            .map(|id| clean(tree.text(id)))
            .find(|text| byline::is_signature(text))
            .into_iter()
            .collect()
    }

    /// A day that stands alone within the first texts behind the headline.
    fn day_near_headline(&self) -> Option<Time> {
        let tree = self.tree;
        let first = (0..tree.len()).find(|&id| tree.tag(id) == "h1").unwrap_or_default();
        let from = tree.texts_in(first).start.saturating_sub(20);
        (from..tree.n_texts().min(from + 80))
            .filter_map(|ordinal| tree.text_node(ordinal).map(|id| tree.text(id).trim()))
            .filter(|text| {
                (8..=60).contains(&text.len()) && !text.bytes().all(|b| b.is_ascii_digit())
            })
            .find_map(time::parse)
    }

    /// When the page says that it was published.
    pub(super) fn published(&self, entry: Option<&Entry>) -> Option<Time> {
        const NAMES: [&str; 22] = [
            "article:published_time",
            "og:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date.created",
            "article.published",
            "article:published",
            "published_time",
            "cxenseparse:recs:publishtime",
            "release_date",
            "last-modified",
            "citation_publication_date",
            "dcterms.date",
        ];
        let stated = self.stated.published.as_deref().and_then(time::parse);
        stated
            .or_else(|| NAMES.iter().find_map(|name| time::parse(&self.meta(&[name])?)))
            .or_else(|| self.seen_time())
            .or_else(|| entry.and_then(|entry| entry.published.clone()))
            .or_else(|| time::of_url(self.url))
            .or_else(|| self.seen_day())
            .or_else(|| self.day_near_headline())
    }

    /// The first `datePublished` of microdata, or the first `time` element.
    fn seen_time(&self) -> Option<Time> {
        let tree = self.tree;
        let of = |id: NodeId| {
            let text = || clean(&tree.text_of(id));
            let value = tree.attr(id, "datetime").or_else(|| tree.attr(id, "content"));
            value.and_then(time::parse).or_else(|| time::parse(&text()))
        };
        let by_name = (0..tree.len())
            .filter(|&id| tree.attr(id, "itemprop").is_some_and(|it| it.contains("datePublished")))
            .find_map(of);
        let marked = || {
            (0..tree.len())
                .filter(|&id| tree.tag(id) == "time" && tree.attr(id, "pubdate").is_some())
                .find_map(of)
        };
        by_name
            .or_else(marked)
            .or_else(|| (0..tree.len()).filter(|&id| tree.tag(id) == "time").find_map(of))
    }

    /// The first short element whose class says that it holds the day.
    fn seen_day(&self) -> Option<Time> {
        let tree = self.tree;
        (0..tree.len())
            .filter(|&id| {
                ["class", "id"].iter().filter_map(|name| tree.attr(id, name)).any(|value| {
                    hint::words(value).iter().any(|word| {
                        matches!(
                            word.as_str(),
                            "date"
                                | "datum"
                                | "dateline"
                                | "timestamp"
                                | "published"
                                | "time"
                                | "fecha"
                                | "pubdate"
                                | "postdate"
                                | "byline"
                                | "meta"
                        )
                    })
                })
            })
            .take(40)
            .find_map(|id| time::parse(&clean(&tree.text_of(id))))
    }
}
