//! What is seen of lines only among those that were chosen: captions without mark-up, the headline once more, links
//! between paragraphs, notices that come again, headings that the votes lost, times of a live blog.
//!
//! To add a rule, add a function to `revise`.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::lines::Role;
use crate::extract::live;
use crate::extract::picture;
use crate::extract::reading::Words;
use crate::extract::survey::Survey;
use crate::extract::witness::{Seen, Stated};
use crate::model::structure;
use crate::text::letters;
use std::collections::HashMap;

/// The first lines of the text, among which its headline may stand once more, and those among which its date may.
const HEAD_LINES: usize = 4;
const DATE_LINES: usize = 2;
/// The share of a line's words that are the headline's, and of the headline's words that it has, if it is the headline.
const TITLE_SHARE_MIN: f32 = 0.85;
const TITLE_PART_MIN: f32 = 0.6;
/// The words, and the weight, below which a line with a date is nothing else.
const DATE_WORDS_MAX: u32 = 16;
const DATE_WEIGHT_MAX: u32 = 120;
/// The share of the text that remains at least: where less would, none of it is what it seems.
const REMAINS_MIN: f32 = 0.3;
/// The share of a line in links from which it leads elsewhere, and that from which it is one link.
const LINK_SHARE_MIN: f32 = 0.75;
const WHOLE_LINK_MIN: f32 = 0.95;
/// The words from which a paragraph that is one link is the headline of another article.
const TEASER_WORDS_MIN: u32 = 6;
/// The words from which a line that comes so many times is a notice and no refrain.
const NOTICE_WORDS_MIN: u32 = 15;
const NOTICES_MIN: u32 = 3;
/// The share of the text from which what comes again is the text.
const NOTICES_SHARE_MAX: f32 = 0.5;
/// The share of the text from which captions without mark-up are the text.
const CAPTIONS_SHARE_MAX: f32 = 0.4;
/// The last lines of the text, among which its keywords may stand, and what they are called, as [`letters::key`]s.
const TAIL_LINES: usize = 5;
const TAG_LABELS: [&str; 16] = [
    "tags",
    "tag",
    "keywords",
    "schlagworte",
    "schlagwörter",
    "stichworte",
    "etiquetas",
    "palavraschave",
    "motsclés",
    "parolechiave",
    "теги",
    "метки",
    "etiketler",
    "برچسبها",
    "标签",
    "キーワード",
];
/// The words below which a line that begins with a © is nothing else.
const RIGHTS_WORDS_MAX: u32 = 25;

/// The lines of a page among which some were chosen.
pub(super) struct Among<'a> {
    pub(super) tree: &'a Tree,
    pub(super) survey: &'a Survey,
    pub(super) lines: &'a [Seen<'a>],
    /// The pictures and frames, in order.
    pub(super) media: &'a [NodeId],
    pub(super) stated: &'a Stated<'a>,
}

impl Among<'_> {
    /// Drops from `kept`, and adds to it, what is seen now; what each line is for. A caption is not among what is
    /// kept: it goes with its picture. Nothing that is `barred`, or was dropped here, comes back; and if next to
    /// nothing would remain, all stays as it was.
    pub(super) fn revise(&self, kept: &mut [bool], mut barred: Vec<bool>) -> Vec<Role> {
        let before = kept.to_vec();
        let mut roles = vec![Role::Text; kept.len()];
        self.captions(kept, &mut roles);
        self.drop_head(kept);
        self.drop_links(kept);
        self.drop_notices(kept);
        self.drop_tags(kept);
        self.drop_rights(kept);
        for i in 0..kept.len() {
            barred[i] |= roles[i] != Role::Text || before[i] && !kept[i];
        }
        self.add_headings(kept, &barred);
        self.drop_orphans(kept, &roles);
        if self.weight(&of_text(kept)) < self.weight(&of_text(&before)) * REMAINS_MIN {
            kept.copy_from_slice(&before);
            roles.fill(Role::Text);
        }
        for i in live::times(self.tree, self.survey, self.lines, kept) {
            kept[i] = true;
            roles[i] = Role::Time;
        }
        roles
    }

    fn block(&self, i: usize) -> NodeId {
        self.lines[i].line.block
    }

    fn weight(&self, of: &[usize]) -> f32 {
        of.iter().map(|&i| self.lines[i].read.weight as f32).sum()
    }

    fn is_heading(&self, i: usize) -> bool {
        let block = self.block(i);
        structure::heading_level(self.tree.tag(block)).is_some()
            || self.tree.attr(block, "role") == Some("heading")
    }

    /// Whether a class of the element has one of the words.
    fn is_named(&self, id: NodeId, words: &[&str]) -> bool {
        picture::has_class_word(self.tree, id, words)
    }

    /// What stands beside a picture, or says who made it; of what the votes have cut, the first alone.
    fn captions(&self, kept: &mut [bool], roles: &mut [Role]) {
        let of_text = of_text(kept);
        let box_of = |i: usize, n: Option<usize>| {
            picture::caption_of(self.tree, self.survey, self.media, &self.lines[i], n)
        };
        let found: Vec<(usize, NodeId)> = of_text
            .iter()
            .enumerate()
            .filter_map(|(n, &i)| Some((i, box_of(i, Some(n))?)))
            .collect();
        let captions: Vec<usize> = found.iter().map(|&(i, _)| i).collect();
        if self.weight(&captions) > self.weight(&of_text) * CAPTIONS_SHARE_MAX {
            return;
        }
        let cut = (0..kept.len()).filter(|&i| !kept[i] && !self.lines[i].is_caption);
        let beside: Vec<(usize, NodeId)> =
            cut.filter_map(|i| Some((i, box_of(i, None)?))).collect();
        for (i, id) in found.into_iter().chain(beside) {
            kept[i] = false;
            roles[i] = Role::Caption(id);
        }
    }

    /// The headline once more, and a date above the text.
    fn drop_head(&self, kept: &mut [bool]) {
        let n_title = Words::of(self.stated.headline).len() as f32;
        for (n, i) in of_text(kept).into_iter().enumerate().take(HEAD_LINES) {
            let (read, block) = (&self.lines[i].read, self.block(i));
            let n_words = read.n_words as f32;
            let is_title = read.n_words >= 3
                && read.n_title_words as f32 >= n_words * TITLE_SHARE_MIN
                && n_words >= n_title * TITLE_PART_MIN;
            let is_set_as_one =
                || self.is_heading(i) || self.is_named(block, &["title", "titulo", "headline"]);
            let may_be_date = n < DATE_LINES
                && read.n_words < DATE_WORDS_MAX
                && read.weight <= DATE_WEIGHT_MAX
                && read.n_digits >= 4
                && read.ends != 2;
            let is_dated = || {
                let text = self.lines[i].line.text(self.tree);
                self.is_named(block, &["date", "postdate", "pubdate"])
                    || self.tree.attr(block, "itemprop").is_some_and(|it| it.starts_with("date"))
                    || live::says_when(&text)
                    || begins_with_day(&text)
            };
            kept[i] = !(is_title && is_set_as_one() || may_be_date && is_dated());
        }
    }

    /// Links to other articles, by how they are set: with a label in brackets, alone in a paragraph, on a card.
    fn drop_links(&self, kept: &mut [bool]) {
        for i in of_text(kept) {
            let (read, block) = (&self.lines[i].read, self.block(i));
            let share = read.link_share();
            if share < LINK_SHARE_MIN {
                continue;
            }
            let text = self.lines[i].line.text(self.tree);
            let is_title = self.tree.tag_id(block) == Tag::P
                && share >= WHOLE_LINK_MIN
                && read.n_words >= TEASER_WORDS_MIN
                && read.ends != 2
                && !["http", "www."].iter().any(|it| text.contains(it));
            let is_card = |id: NodeId| {
                self.tree.tag_id(id) == Tag::A
                    || self.is_named(id, &["card", "cards", "teaser", "teasers"])
            };
            let is_on_card = share >= WHOLE_LINK_MIN
                && self.is_heading(i)
                && self.tree.ancestors(block).take(2).any(is_card);
            kept[i] = !(ends_in_label(&text) || is_title || is_on_card);
        }
    }

    /// Notices in the place of what waits for a consent or a script.
    fn drop_notices(&self, kept: &mut [bool]) {
        let mut n: HashMap<u64, u32> = HashMap::new();
        let of_text = of_text(kept);
        for &i in &of_text {
            *n.entry(self.lines[i].read.key).or_default() += 1;
        }
        let is_notice = |i: usize| {
            let read = &self.lines[i].read;
            // Interviews put one question to many, and instructions have steps that come again.
            read.n_words >= NOTICE_WORDS_MIN
                && n[&read.key] >= NOTICES_MIN
                && self.tree.tag_id(self.block(i)) != Tag::Li
                && !self.lines[i].line.text(self.tree).ends_with(['?', '？', '؟'])
        };
        let notices: Vec<usize> = of_text.iter().copied().filter(|&i| is_notice(i)).collect();
        if self.weight(&notices) <= self.weight(&of_text) * NOTICES_SHARE_MAX {
            notices.into_iter().for_each(|i| kept[i] = false);
        }
    }

    /// The keywords behind the text, and what stands behind them.
    fn drop_tags(&self, kept: &mut [bool]) {
        let of_text = of_text(kept);
        let tail = &of_text[of_text.len().saturating_sub(TAIL_LINES)..];
        let is_label = |&&i: &&usize| {
            let text = self.lines[i].line.text(self.tree);
            let label = text.split_once(':').map_or(text.as_str(), |(label, _)| label);
            TAG_LABELS.contains(&letters::key(label).as_str())
        };
        if tail.len() < of_text.len()
            && let Some(&first) = tail.iter().find(is_label)
        {
            tail.iter().filter(|&&i| i >= first).for_each(|&i| kept[i] = false);
        }
    }

    /// Whose the rights are, where it is the last line.
    fn drop_rights(&self, kept: &mut [bool]) {
        if let Some(&last) = of_text(kept).last() {
            let it = &self.lines[last];
            let is_rights = it.read.n_words < RIGHTS_WORDS_MAX
                && it.line.text(self.tree).starts_with(['©', '\u{24b8}']);
            kept[last] = !is_rights;
        }
    }

    /// Headings that stand right before the text, and of whose kind others are kept.
    fn add_headings(&self, kept: &mut [bool], barred: &[bool]) {
        let mut n: HashMap<u64, (u32, u32)> = HashMap::new();
        for (it, &is_kept) in self.lines.iter().zip(&*kept) {
            let (n_kept, n_all) = n.entry(it.signature).or_default();
            *n_kept += u32::from(is_kept);
            *n_all += 1;
        }
        for i in 0..kept.len().saturating_sub(1) {
            let it = &self.lines[i];
            let (n_kept, n_all) = n[&it.signature];
            let is_wanted =
                !kept[i] && !barred[i] && kept[i + 1] && n_kept >= 2 && n_kept * 3 >= n_all;
            if is_wanted
                && self.is_heading(i)
                && it.read.link_share() < 0.5
                && self.survey.named[it.line.block as usize].is_none()
            {
                kept[i] = true;
            }
        }
    }

    /// Headings of boxes of which nothing else is kept.
    fn drop_orphans(&self, kept: &mut [bool], roles: &[Role]) {
        let of_text = of_text(kept);
        for (n, &i) in of_text.iter().enumerate().skip(1) {
            let next = of_text.get(n + 1).copied();
            if !self.is_heading(i) || next == Some(i + 1) || i + 1 == kept.len() {
                continue;
            }
            if self.lines[i + 1].is_caption || matches!(roles[i + 1], Role::Caption(_)) {
                continue;
            }
            let cut = self.block(i + 1);
            let around =
                self.tree.ancestors(self.block(i)).find(|&id| self.tree.subtree(id).contains(&cut));
            let is_in = |id: NodeId| {
                next.is_some_and(|next| self.tree.subtree(id).contains(&self.block(next)))
            };
            kept[i] = around.is_none_or(is_in);
        }
    }
}

/// The lines that are kept, by index.
fn of_text(kept: &[bool]) -> Vec<usize> {
    (0..kept.len()).filter(|&i| kept[i]).collect()
}

/// Whether the text begins with a day in numbers: `23.11.2026 - …`.
fn begins_with_day(text: &str) -> bool {
    let head = text.split_whitespace().next().unwrap_or_default();
    let numbers: Vec<&str> = head.split(['/', '.', '-']).collect();
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    let lengths: Vec<usize> = numbers.iter().map(|it| it.len()).collect();
    numbers.iter().all(|it| is_number(it))
        && matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
}

/// Whether the text ends in a word of capitals in brackets: `[PICTURES]`.
fn ends_in_label(text: &str) -> bool {
    let label = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')).map(|(_, it)| it);
    label.is_some_and(|label| {
        label.len() >= 3 && label.chars().all(|c| c.is_uppercase() || c == ' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines::{self, Piece};
    use crate::extract::witness;

    const TEXT: &str = "<p>The first ferry of the morning came in at noon, with the mail of eleven weeks on board, and \
        was met by a band and by most of the town.</p>";

    /// The lines that are dropped (`-`), added (`+`) or captions (`c`) where all of the page are kept but those in `i`.
    fn revised(page: &str) -> Vec<String> {
        let mut parts = page.split("TEXT").enumerate();
        let first = parts.next().map(|(_, part)| part.to_owned()).unwrap_or_default();
        let page = parts
            .fold(first, |page, (n, part)| page + &TEXT.replace("eleven", &format!("{n}")) + part);
        let tree = html::parse(&page);
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let headline = "Harbour opens again after winter";
        let stated = Stated { headline, ..Stated::default() };
        let lines = witness::hear(&tree, &survey, &pieces, &stated, |_| ()).lines;
        let media: Vec<NodeId> = pieces
            .iter()
            .filter_map(|it| if let Piece::Media(id) = it { Some(*id) } else { None })
            .collect();
        let is_in_i =
            |it: &Seen<'_>| tree.ancestors(it.line.nodes[0].0).any(|id| tree.tag_id(id) == Tag::I);
        let before: Vec<bool> = lines.iter().map(|it| !is_in_i(it)).collect();
        let mut kept = before.clone();
        let among =
            Among { tree: &tree, survey: &survey, lines: &lines, media: &media, stated: &stated };
        let roles = among.revise(&mut kept, vec![false; before.len()]);
        let mut out = Vec::new();
        for (i, it) in lines.iter().enumerate() {
            let sign = match (before[i], kept[i]) {
                (true, false) if matches!(roles[i], Role::Caption(_)) => 'c',
                (true, false) => '-',
                (false, true) => '+',
                _ => continue,
            };
            out.push(format!("{sign} {}", it.line.text(&tree)));
        }
        out
    }

    #[test]
    fn line_beside_a_picture_is_its_caption() {
        let named = "TEXT<div class=photo><img src=q.jpg><p>The quay in March.</p></div>TEXT";
        assert_eq!(revised(named), ["c The quay in March."]);
        let free = "TEXT<div><img src=q.jpg><p>The quay in March</p></div>TEXT";
        assert_eq!(revised(free), ["c The quay in March"]);
        for text in [
            "TEXT<div><img src=q.jpg><p>The quay was shut in March.</p></div>TEXT",
            "TEXT<div class=photo><img src=dot.gif width=1 height=1><p>The quay in March.</p></div>TEXT",
            "TEXT<div class=photo><img src=q.jpg>TEXT</div>",
        ] {
            assert!(revised(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn line_that_says_who_made_a_picture_is_a_caption() {
        for caption in [
            "The quay in March (Image: TOLVA)",
            "Foto: Ida Holm",
            "The quay in March (AP/Ida Holm)",
            "The quay, photo © Ida Holm",
            "The quay in March, by Ida Holm/AFP",
            "The master on the quay 23.11.2026 | 3:18 min",
        ] {
            assert_eq!(revised(&format!("TEXT<p>{caption}</p>TEXT")), [format!("c {caption}")]);
        }
        for text in [
            "The master took a photo: it showed the quay.",
            "It lasted 18 min",
            "Is it and/or is it not?",
        ] {
            assert!(revised(&format!("TEXT<p>{text}</p>TEXT")).is_empty(), "{text}");
        }
    }

    #[test]
    fn headline_and_date_are_not_said_again() {
        let page = "<h2>Harbour opens again after winter</h2><p>23.11.2026 - Tolva</p>TEXTTEXT\
            <h2>Harbour opens again after winter</h2><p>Harbour opens again after winter</p>";
        assert_eq!(revised(page), ["- Harbour opens again after winter", "- 23.11.2026 - Tolva"]);
    }

    #[test]
    fn numbers_are_no_days_and_names_are_whole_words() {
        for text in [
            "<p>1.234.567 crowns were spent on it</p>TEXT",
            "<p class=candidate>Ida Holm 1204 votes of 9000</p>TEXT",
            "TEXT<div class=topic><img src=q.jpg><p>The quay was shut in March.</p></div>",
            "TEXT<p>She won the race in 3:58 min.</p>",
            "<p><a href=/1>Pass shut for a third day in the north</a></p>",
        ] {
            assert!(revised(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn links_to_other_articles_are_known_by_how_they_are_set() {
        let page = "TEXT<p><a href=/1>Pass shut for a third day in the north</a></p>\
            <p><a href=/2>Band plays on [PICTURES]</a></p><div class=card><h3><a href=/3>Mail by sledge</a></h3></div>\
            <p><a href=/4>The whole of the harbour is as it was before.</a></p><p><a href=/5>Tolva</a></p>TEXT";
        let dropped = [
            "- Pass shut for a third day in the north",
            "- Band plays on [PICTURES]",
            "- Mail by sledge",
        ];
        assert_eq!(revised(page), dropped);
    }

    #[test]
    fn notice_that_comes_again_and_the_rights_at_the_end_are_none() {
        let notice = "<p>Here stands what another site shows, and it is shown when you say that you wish to see it</p>";
        let page =
            format!("TEXTTEXTTEXT{}TEXT<p>© 2026 Tolva News, all of it</p>", notice.repeat(3));
        assert_eq!(revised(&page).len(), 4);
        let steps = format!("TEXTTEXTTEXT<ul>{}</ul>TEXT", notice.replace('p', "li").repeat(3));
        assert!(revised(&steps).is_empty());
    }

    #[test]
    fn text_ends_before_its_keywords() {
        let page =
            "TEXTTEXTTEXTTEXT<p>Tags<p>harbour, winter, Tolva<p>Be kind when you write to us";
        assert_eq!(revised(page).len(), 3);
        assert_eq!(revised("TEXTTEXTTEXT<p>Tags: harbour").len(), 0, "short texts are left alone");
    }

    #[test]
    fn heading_goes_with_its_kind_and_with_its_box() {
        let page = "TEXT<h3>One</h3>TEXT<h3>Two</h3>TEXT<h3><i>Three</i></h3>TEXT";
        assert_eq!(revised(page), ["+ Three"]);
        let again = "<h2>Harbour opens again after winter</h2>TEXT<h2>One</h2>TEXT<h2>Two</h2>TEXT";
        assert_eq!(
            revised(again),
            ["- Harbour opens again after winter"],
            "what is dropped stays so"
        );
        let page = "TEXT<div><h3>Of a box</h3><p><i>Pass shut for a third day</i></p></div>TEXT";
        assert_eq!(revised(page), ["- Of a box"]);
    }
}
