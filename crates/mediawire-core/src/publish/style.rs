//! The style book: the rules by which headlines are changed, each with the examples that are its tests.

use crate::publish::address;
use crate::publish::html::web_link;
use crate::publish::pages::{Page, render};
use crate::publish::site::Site;
use askama::Template;

/// A rule pack, as readers are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version, which stands in the record of each change.
    pub version: &'a str,
    /// The language of its examples (BCP 47): the first that it is written for.
    pub lang: &'a str,
    /// What it is for, in a sentence.
    pub description: &'a str,
    /// Its settings: the key of the words, and what is put in for `$name`.
    pub settings: Vec<(&'static str, String)>,
    /// What all of it makes of headlines: before and after.
    pub examples: Vec<(&'a str, &'a str)>,
    /// Its rules, in the order in which they run.
    pub rules: Vec<RuleFacts<'a>>,
}

/// A rule of a pack, as readers are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFacts<'a> {
    /// Its id in its pack.
    pub id: &'a str,
    /// What it says.
    pub message: &'a str,
    /// Where more stands of it.
    pub link: Option<&'a str>,
    /// Its kind, level and scope, as packs name them.
    pub named: [&'static str; 3],
    /// Its tests: before and after.
    pub examples: Vec<(&'a str, &'a str)>,
}

impl RuleFacts<'_> {
    fn more(&self) -> Option<String> {
        self.link.and_then(web_link)
    }
}

#[derive(Template)]
#[template(path = "style.html", whitespace = "minimize")]
struct StyleTemplate<'a> {
    page: Page<'a>,
    title: String,
    packs: &'a [PackFacts<'a>],
    /// What the packs do, in a sentence.
    told: String,
}

/// The style book of a site: its packs, and the key of the words that say what they do.
#[must_use]
pub fn style(site: &Site, packs: &[PackFacts<'_>], told: &str) -> String {
    let title = site.locale.say("style-title");
    let page = Page::new(site, &title, Some(&address::style()), &address::front());
    render(&StyleTemplate { page, title, packs, told: site.locale.say(told) })
}
