//! What is counted on a page, in one pass over its tree, to tell what kind of page it is.

use crate::codec::html::{AttrName, NodeId, Tree};
use crate::extract::class_names::{self, ClassNames, Said};
use crate::extract::hint;
use crate::extract::json_ld::script_text;
use crate::extract::survey::weight;
use crate::extract::verdict::address::{N_TRADES, trade};
use crate::extract::verdict::words::{
    self, CALL_MAX, Call, N_CALLS, N_SCHEMAS, N_SIGNS, Schema, Sign,
};

/// The words of a text of this weight are looked at.
const WORDS_WEIGHT: u32 = 40;
/// A link with a text of this weight may be another page's headline.
const TEASER_WEIGHT: u32 = 28;
/// Bytes of a text that may be a price.
const PRICE_BYTES_MAX: usize = 32;

/// What was counted. Weights are those of `survey::weight`; shares are 0 to 1.
#[derive(Debug, Default, Clone)]
pub(super) struct Counts {
    pub(super) title: String,
    pub(super) h1: String,
    pub(super) n_h1: u32,
    pub(super) n_h2: u32,
    pub(super) n_h3: u32,
    /// Weight of what a browser shows, of what of it stands in links, and of what stands in the page's frame.
    pub(super) shown: u32,
    pub(super) linked: u32,
    pub(super) framed: u32,
    pub(super) n_links: u32,
    pub(super) n_images: u32,
    pub(super) n_prose: u32,
    pub(super) n_long: u32,
    /// Weight of the paragraphs of prose, and of those of the element that holds most directly.
    pub(super) prose: u32,
    pub(super) prose_best: u32,
    /// Weight of code, of list items, of tables' cells.
    pub(super) code: u32,
    pub(super) items: u32,
    pub(super) cells: u32,
    pub(super) n_prices: u32,
    pub(super) n_fields: u32,
    pub(super) n_buttons: u32,
    pub(super) n_times: u32,
    pub(super) n_articles: u32,
    pub(super) n_figures: u32,
    pub(super) n_phones: u32,
    pub(super) n_videos: u32,
    /// Links whose text is as long as a headline, and headings of which a link stands in or around.
    pub(super) n_teasers: u32,
    pub(super) n_linked_headings: u32,
    pub(super) n_asking_headings: u32,
    /// Weight of what is shown before the first `h1`, between it and the next paragraph of prose, and of the prose
    /// behind it.
    pub(super) before: u32,
    pub(super) between: u32,
    pub(super) prose_behind: u32,
    /// Weight of all that the element shows which holds most prose directly.
    pub(super) best_shown: u32,
    pub(super) n_pre: u32,
    /// Whether a box or a script asks whether the reader is a person.
    pub(super) has_captcha: bool,
    /// Whether the page states that it is not free to read.
    pub(super) is_for_subscribers: bool,
    /// Whether it says which page comes before or behind it.
    pub(super) has_neighbour: bool,
    pub(super) n_words: u32,
    pub(super) n_sellers: u32,
    pub(super) has_reading_time: bool,
    /// How often a word of each trade stands in the title.
    pub(super) title_words: [u32; N_TRADES],
    pub(super) has_person: bool,
    pub(super) has_section: bool,
    pub(super) has_updated: bool,
    /// Siblings that are alike and hold a link each, and weight of the largest group of them.
    pub(super) n_cards: u32,
    pub(super) cards: u32,
    /// Siblings that are alike and hold prose each, at most.
    pub(super) n_posts: u32,
    pub(super) signs: [u32; N_SIGNS],
    pub(super) schemas: [u32; N_SCHEMAS],
    pub(super) calls: [u32; N_CALLS],
    /// Signs in the names of `body` and `html` alone: what the page says of itself as a whole.
    pub(super) own: Own,
    pub(super) og_type: String,
    pub(super) has_author: bool,
    pub(super) has_published: bool,
    pub(super) has_product_meta: bool,
    pub(super) is_not_to_index: bool,
    pub(super) generator: Option<Sign>,
}

/// What the names of `body` say.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Own {
    pub(super) is_single: bool,
    pub(super) is_list: bool,
    pub(super) is_page: bool,
}

/// A node stands in a link, is not shown, stands in the page's frame, in code, in an item, in a cell.
pub(super) const LINKED: u8 = 1;
pub(super) const HIDDEN: u8 = 2;
pub(super) const FRAMED: u8 = 4;
const CODE: u8 = 8;
const ITEM: u8 = 16;
const CELL: u8 = 32;

impl Counts {
    /// What is counted on the page: linear in its nodes.
    pub(super) fn of<'a>(tree: &'a Tree, names: &mut ClassNames<'a>) -> Self {
        let mut counts = Self::default();
        let n = tree.len() as usize;
        let mut flags = vec![0u8; n];
        let mut blocks: Vec<NodeId> = vec![0; n];
        let (mut plain, mut in_link) = (vec![0u32; n], vec![0u32; n]);
        let mut room = String::new();
        let mut before: Vec<(NodeId, u32)> = Vec::new();
        for id in 0..tree.len() {
            let at = id as usize;
            let above = tree.parent(id).map_or(0, |parent| flags[parent as usize]);
            let tag = tree.tag(id);
            flags[at] = above;
            blocks[at] = match tree.parent(id) {
                Some(parent) if !hint::is_block(tree.tag_id(id)) => blocks[parent as usize],
                _ => id,
            };
            if tree.is_text(id) {
                if above & HIDDEN == 0 {
                    let weight = counts.text(tree.text(id), above);
                    before.push((id, weight));
                    let block = blocks[at] as usize;
                    let side = if above & LINKED == 0 { &mut plain } else { &mut in_link };
                    side[block] = side[block].saturating_add(weight);
                }
                continue;
            }
            flags[at] |= counts.element(tree, id, tag, above);
            if above & HIDDEN == 0 {
                counts.names(tree, id, tag, names);
            }
        }
        counts.paragraphs(tree, &plain, &in_link);
        counts.siblings(tree, &flags, &plain, &in_link);
        counts.head(tree, &flags, &plain, &before);
        let title = std::mem::take(&mut counts.title);
        words::each_word(&title, &mut room, |word| {
            if let Some(trade) = trade(word) {
                counts.title_words[trade as usize] += 1;
            }
        });
        counts.title = title;
        counts
    }

    /// Counts a text that is shown; its weight.
    fn text(&mut self, text: &str, above: u8) -> u32 {
        let weight = weight(text);
        if weight == 0 {
            return 0;
        }
        self.shown = self.shown.saturating_add(weight);
        for (flag, sum) in [
            (LINKED, &mut self.linked),
            (FRAMED, &mut self.framed),
            (CODE, &mut self.code),
            (ITEM, &mut self.items),
            (CELL, &mut self.cells),
        ] {
            // What stands in a link is no item of a text.
            if above & flag != 0 && (flag <= FRAMED || above & (LINKED | FRAMED) == 0) {
                *sum = sum.saturating_add(weight);
            }
        }
        if text.len() <= PRICE_BYTES_MAX {
            self.n_prices += u32::from(words::is_price(text));
            self.has_reading_time = self.has_reading_time || words::is_reading_time(text);
        }
        if above & LINKED != 0 {
            self.n_teasers += u32::from(weight >= TEASER_WEIGHT);
        } else if weight >= WORDS_WEIGHT {
            for word in text.split(|c: char| !c.is_alphabetic()) {
                self.n_words += u32::from(!word.is_empty());
                self.n_sellers += u32::from(words::is_sellers(word));
            }
        }
        weight
    }

    /// Counts an element; the flags that it adds.
    fn element(&mut self, tree: &Tree, id: NodeId, tag: &str, above: u8) -> u8 {
        let is_shown = above & HIDDEN == 0;
        match tag {
            "title" if self.title.is_empty() && above & LINKED == 0 => {
                self.title = tree.text_of(id).split_whitespace().collect::<Vec<_>>().join(" ");
            }
            "meta" => self.meta(tree, id),
            "script" => {
                let is_data = tree.attr(id, "type").is_some_and(|it| it.contains("ld+json"));
                if is_data {
                    self.data(tree, id);
                }
            }
            "h1" if is_shown => {
                self.n_h1 += 1;
                if self.h1.is_empty() {
                    self.h1 = tree.text_of(id).split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            "h2" | "h3" | "h4" if is_shown => {
                self.n_h2 += u32::from(tag == "h2");
                self.n_h3 += u32::from(tag == "h3");
                let has_link = tree.find(id, "a").is_some();
                self.n_linked_headings += u32::from(has_link || above & LINKED != 0);
                let asks = tree.text_of(id).trim_end().ends_with(['?', '？', '؟']);
                self.n_asking_headings += u32::from(asks);
            }
            "pre" if is_shown => self.n_pre += 1,
            "img" | "picture" if is_shown && above & FRAMED == 0 => self.n_images += 1,
            "figure" if is_shown => self.n_figures += 1,
            "article" if is_shown => self.n_articles += 1,
            "time" => self.n_times += 1,
            "link" => {
                let rel = tree.attr(id, "rel").unwrap_or_default();
                self.has_neighbour |= matches!(rel, "next" | "prev");
            }
            "video" => self.n_videos += 1,
            "input" | "textarea" | "select" => {
                let kind = tree.attr(id, "type").unwrap_or("text");
                if !matches!(kind, "hidden" | "search" | "submit" | "button") {
                    self.n_fields += 1;
                }
            }
            "a" if is_shown => self.link(tree, id),
            "button" if is_shown => {
                self.n_buttons += 1;
                self.call(tree, id);
            }
            _ => {}
        }
        let is_link = tag == "a" && tree.attr(id, "href").is_some();
        let mut flags = if is_link { LINKED } else { 0 };
        flags |= match tag {
            "nav" | "header" | "footer" | "aside" | "form" | "menu" => FRAMED,
            "pre" | "code" => CODE,
            "li" | "dd" | "dt" => ITEM,
            "td" | "th" => CELL,
            _ if hint::is_never_shown(tree.tag_id(id)) => HIDDEN,
            _ => 0,
        };
        // The header of an article is its head.
        if tag == "header"
            && tree.ancestors(id).any(|id| matches!(tree.tag(id), "article" | "main"))
        {
            flags &= !FRAMED;
        }
        flags
    }

    fn link(&mut self, tree: &Tree, id: NodeId) {
        let Some(href) = tree.attr(id, "href") else { return };
        self.has_neighbour |= matches!(tree.attr(id, "rel"), Some("next" | "prev"));
        self.n_links += 1;
        self.n_phones += u32::from(href.starts_with("tel:"));
        self.call(tree, id);
    }

    /// What the words of a button or a link invite to.
    fn call(&mut self, tree: &Tree, id: NodeId) {
        if tree.end(id) - id > 12 {
            return;
        }
        let text = tree.text_of(id);
        let text = text.trim();
        if text.is_empty() || text.len() > CALL_MAX * 2 {
            return;
        }
        let text: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(call) = words::of_call(text.trim_end_matches(['!', '…', '»', '→', '>', ' ']))
        {
            self.calls[call as usize] += 1;
        }
    }

    fn meta(&mut self, tree: &Tree, id: NodeId) {
        let name = ["property", "name", "itemprop"].iter().find_map(|it| tree.attr(id, it));
        let (Some(name), Some(content)) = (name, tree.attr(id, "content")) else { return };
        let (name, content) = (name.trim().to_ascii_lowercase(), content.trim());
        match name.as_str() {
            "og:type" => self.og_type = content.to_ascii_lowercase(),
            "author" | "article:author" | "parsely-author" | "dc.creator" | "byl" => {
                self.has_author |= !content.is_empty();
            }
            "robots" => self.is_not_to_index |= content.to_ascii_lowercase().contains("noindex"),
            "generator" => {
                let mut room = String::new();
                words::each_word(content, &mut room, |word| {
                    self.generator = self.generator.or(words::of_generator(word));
                });
            }
            _ if name.contains("publish") || name.contains("pubdate") || name == "date" => {
                self.has_published |= content.bytes().any(|b| b.is_ascii_digit());
            }
            _ if name.starts_with("product:") || name == "og:price:amount" => {
                self.has_product_meta = true;
            }
            _ => {}
        }
    }

    /// The types that a script of JSON-LD names, and what else it says; damaged JSON is read as well.
    fn data(&mut self, tree: &Tree, id: NodeId) {
        let text = script_text(tree, id);
        for (at, key) in text.match_indices("\"@type\"") {
            let rest = text[at + key.len()..].trim_start();
            let Some(rest) = rest.strip_prefix(':') else { continue };
            let rest = rest.trim_start();
            let end = if rest.starts_with('[') {
                rest.find(']')
            } else {
                rest.get(1..).and_then(|it| it.find('"')).map(|it| it + 1)
            };
            let Some(list) = end.and_then(|end| rest.get(..end)) else { continue };
            list.split(['"', '[', ',']).for_each(|name| self.kind(name));
        }
        self.has_published |= text.contains("\"datePublished\"");
        self.has_author |= text.contains("\"author\"");
        self.is_for_subscribers |=
            text.match_indices("\"isAccessibleForFree\"").any(|(at, key)| {
                let rest = text[at + key.len()..].trim_start_matches([' ', '\t', '\n', ':', '"']);
                rest.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("false"))
            });
        self.has_person |= text.contains("\"Person\"");
        self.has_section |= text.contains("\"articleSection\"") || text.contains("\"wordCount\"");
        self.has_updated |= text.contains("\"dateModified\"");
    }

    fn kind(&mut self, name: &str) {
        let name = name.trim().rsplit(['/', ':', '#']).next().unwrap_or_default();
        if let Some(schema) = words::of_type(name) {
            self.schemas[schema as usize] += 1;
        }
    }

    /// What the element's names say.
    fn names<'a>(&mut self, tree: &'a Tree, id: NodeId, tag: &'a str, names: &mut ClassNames<'a>) {
        if tag.contains('-') {
            self.add(names.read(tag));
        }
        for (name, value) in tree.attrs_known(id) {
            match name {
                AttrName::Class | AttrName::Id | AttrName::DataTestid
                    if matches!(tag, "body" | "html") =>
                {
                    class_names::each_pair(value, |_, word| self.own.add(word));
                }
                AttrName::Class | AttrName::Id | AttrName::DataTestid => {
                    self.add(names.read(value));
                }
                AttrName::Itemtype => value.split_whitespace().for_each(|name| self.kind(name)),
                AttrName::Itemprop if value.contains("datePublished") => self.has_published = true,
                AttrName::Itemprop if value.contains("author") => self.has_author = true,
                AttrName::Rel if value.split_whitespace().any(|it| it == "author") => {
                    self.signs[Sign::Author as usize] += 1;
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, said: &Said) {
        self.has_captcha |= said.is_captcha;
        for (sum, n) in self.signs.iter_mut().zip(said.signs) {
            *sum += u32::from(n);
        }
    }

    pub(super) fn sign(&self, sign: Sign) -> u32 {
        self.signs[sign as usize]
    }

    pub(super) fn schema(&self, schema: Schema) -> u32 {
        self.schemas[schema as usize]
    }

    pub(super) fn call_n(&self, call: Call) -> u32 {
        self.calls[call as usize]
    }
}

impl Own {
    fn add(&mut self, word: &str) {
        match word {
            "single" | "article" | "post" | "story" | "artikel" => self.is_single = true,
            "archive" | "category" | "home" | "collection" | "listing" | "search" | "tag"
            | "front" | "blog" | "frontpage" | "homepage" => self.is_list = true,
            "page" | "product" | "service" | "landing" | "docs" | "wiki" | "forum" => {
                self.is_page = true;
            }
            _ => {}
        }
    }
}
