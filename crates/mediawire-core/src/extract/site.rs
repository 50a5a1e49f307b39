//! What an operator has written down of a site: where its articles stand, and between which days that holds.
//!
//! The program reads the files; here are their values. A rule says which element holds the text and what in it does
//! not belong; which words are kept then is judged as on any page, and the lock holds as on any page.

use crate::codec::html::{NodeId, Tree};
use crate::extract::marks::shown_texts;
use crate::extract::selector::Selector;
use crate::extract::wording::clean;
use crate::extract::{byline, time};
use crate::model::article::Meta;
use jiff::Timestamp;
use std::collections::BTreeMap;
use url::Url;

/// Rules by the name of the site that they are for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sites(BTreeMap<String, Vec<SiteRule>>);

/// How a site's pages are read, from one moment to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteRule {
    /// The first moment at which it holds; `None`: since ever.
    pub from: Option<Timestamp>,
    /// The first moment at which it no longer holds; `None`: until further notice.
    pub until: Option<Timestamp>,
    /// The element that holds the text; where several are named, the innermost that holds all of them.
    pub body: Option<Selector>,
    /// What in it is no part of the text.
    pub cut: Vec<Selector>,
    /// The headline.
    pub headline: Option<Selector>,
    /// The line below the headline.
    pub dek: Option<Selector>,
    /// The authors' names, an element each.
    pub authors: Option<Selector>,
    /// On a page of headlines, the links to its articles, or elements that hold one each.
    pub links: Option<Selector>,
    /// When it was published: an element whose `datetime`, `content` or text is a moment.
    pub published: Option<Selector>,
}

/// What a rule chose on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The element that holds the text.
    pub(super) container: NodeId,
    /// The elements in it that are no part of the text.
    pub(super) cuts: Vec<NodeId>,
}

impl Sites {
    /// Adds the rules for `domain` and its subdomains; those that were there for it are replaced.
    pub fn insert(&mut self, domain: &str, rules: Vec<SiteRule>) {
        self.0.insert(domain.to_ascii_lowercase(), rules);
    }

    /// Takes away the rules for `domain`; those for a domain above it hold for its pages then.
    pub fn remove(&mut self, domain: &str) {
        self.0.remove(&domain.to_ascii_lowercase());
    }

    /// The rules for `domain` itself; empty if there are none.
    #[must_use]
    pub fn of(&self, domain: &str) -> &[SiteRule] {
        self.0.get(&domain.to_ascii_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there is no rule at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rule for a page of `url` that was captured at `at`: the file of the longest domain that the host ends
    /// with is asked, and in it the first rule that holds at that moment.
    #[must_use]
    pub fn rule(&self, url: &str, at: Timestamp) -> Option<&SiteRule> {
        if self.0.is_empty() {
            return None;
        }
        let url = Url::parse(url).ok()?;
        let rules = Self::domains(url.host_str()?).find_map(|name| self.0.get(name))?;
        rules.iter().find(|rule| rule.holds(at))
    }

    /// The domains whose rules may hold for a page at `host`, the longest first: that goes before the others.
    pub fn domains(host: &str) -> impl Iterator<Item = &str> {
        let above = host.match_indices('.').map(|(i, _)| &host[i + 1..]);
        std::iter::once(host).chain(above)
    }
}

impl SiteRule {
    fn holds(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }

    /// Where the text stands on the page, if the rule says so and the page has it.
    pub(super) fn choose(&self, tree: &Tree) -> Option<Choice> {
        let found = self.body.as_ref()?.all(tree);
        let (&first, &last) = (found.first()?, found.last()?);
        let container = std::iter::once(first)
            .chain(tree.ancestors(first))
            .find(|&id| tree.subtree(id).contains(&last))?;
        let mut cuts: Vec<NodeId> = self
            .cut
            .iter()
            .flat_map(|selector| selector.all(tree))
            .filter(|id| tree.subtree(container).contains(id) && *id != container)
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        Some(Choice { container, cuts })
    }

    /// The headline, as the rule finds it.
    pub(super) fn headline(&self, tree: &Tree) -> Option<String> {
        first_text(self.headline.as_ref(), tree)
    }

    /// Puts what the rule finds in the place of what the page states.
    pub(super) fn apply(&self, tree: &Tree, meta: &mut Meta) {
        if let Some(headline) = self.headline(tree) {
            meta.headline = headline;
        }
        if let Some(dek) = first_text(self.dek.as_ref(), tree) {
            meta.dek = Some(dek);
        }
        let names = self.authors.as_ref().map(|it| it.all(tree)).unwrap_or_default();
        let names: Vec<String> = names.into_iter().map(|id| text(tree, id)).collect();
        let names = byline::names(names.iter().map(String::as_str));
        if !names.persons.is_empty() {
            meta.authors = names.persons;
        }
        let moments = self.published.as_ref().map(|it| it.all(tree)).unwrap_or_default();
        if let Some(published) = moments.into_iter().find_map(|id| moment(tree, id)) {
            meta.published = Some(published);
            meta.doubts.retain(|doubt| !doubt.contains("when it was published"));
        }
    }
}

fn first_text(selector: Option<&Selector>, tree: &Tree) -> Option<String> {
    let found = selector?.all(tree);
    found.into_iter().map(|id| text(tree, id)).find(|text| !text.is_empty())
}

/// What the element says: its `content` if it is a statement, else its text.
fn text(tree: &Tree, id: NodeId) -> String {
    match tree.attr(id, "content") {
        Some(content) if tree.tag(id) == "meta" => content.trim().to_owned(),
        _ => clean(&shown_texts(tree, id).map(|id| tree.text(id)).collect::<String>()),
    }
}

fn moment(tree: &Tree, id: NodeId) -> Option<crate::model::time::Time> {
    let stated = ["datetime", "content"].iter().find_map(|name| tree.attr(id, name));
    stated.and_then(time::parse).or_else(|| time::parse(&text(tree, id)))
}

#[cfg(test)]
mod tests {
    use super::{SiteRule, Sites};
    use jiff::Timestamp;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_longest_domain_is_asked_and_the_first_rule_that_holds() {
        let old = SiteRule { until: Some(at("2025-01-01T00:00:00Z")), ..SiteRule::default() };
        let new = SiteRule { from: Some(at("2025-01-01T00:00:00Z")), ..SiteRule::default() };
        let blog = SiteRule { cut: vec!["aside".parse().unwrap()], ..SiteRule::default() };
        let mut sites = Sites::default();
        assert_eq!(sites.rule("https://a.example/x", at("2025-01-01T00:00:00Z")), None);
        sites.insert("A.example", vec![old.clone(), new.clone()]);
        sites.insert("blog.a.example", vec![blog.clone()]);
        for (url, when, expected) in [
            ("https://a.example/x", "2024-12-31T23:59:59Z", Some(&old)),
            ("https://a.example/x", "2025-01-01T00:00:00Z", Some(&new)),
            ("https://www.a.example:8080/x", "2026-01-01T00:00:00Z", Some(&new)),
            ("https://blog.a.example/x", "2026-01-01T00:00:00Z", Some(&blog)),
            ("https://nota.example/x", "2026-01-01T00:00:00Z", None),
            ("https://example/x", "2026-01-01T00:00:00Z", None),
        ] {
            assert_eq!(sites.rule(url, at(when)), expected, "{url} {when}");
        }
        assert_eq!(sites.of("blog.A.example"), [blog]);
        sites.remove("Blog.a.example");
        assert!(sites.of("blog.a.example").is_empty());
        let above = sites.rule("https://blog.a.example/x", at("2026-01-01T00:00:00Z"));
        assert_eq!(above, Some(&new), "those of the domain above hold then");
    }
}
