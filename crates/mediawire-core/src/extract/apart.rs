//! Which lines are no part of the article though they read like one: those of another article, of a box beside it, of
//! a list of teasers. To add a rule, lower its lines' votes in `reject`.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::witness::Seen;
use crate::model::body::CutKind;
use crate::model::structure;

/// The weight of sure text from which an `article` around the headline is the page's own.
const OWN_WEIGHT_MIN: u32 = 200;
/// The share of the page's sure text from which an `aside` is the article.
const ASIDE_SHARE_MIN: f32 = 0.2;
/// The confidence above which a linked line is kept though it stands behind words that lead elsewhere.
const LED_MAX: f32 = 0.9;
/// The share of a line in links from which it is a link.
const LINK_SHARE_MIN: f32 = 0.9;

/// Lowers the votes on lines that stand apart to `most`; a line is sure from `sure_min`.
pub(super) fn reject(tree: &Tree, lines: &[Seen<'_>], votes: &mut [f32], sure_min: f32, most: f32) {
    let sure = Sure::of(lines, votes, sure_min);
    let own = lines
        .iter()
        .find(|it| is_headline(tree, it))
        .and_then(|it| article_around(tree, it.line.block))
        .filter(|&id| sure.within(tree, id) >= OWN_WEIGHT_MIN);
    let aside_max = sure.within(tree, 0) as f32 * ASIDE_SHARE_MIN;
    let mut is_led = false;
    for (it, vote) in lines.iter().zip(votes) {
        let block = it.line.block;
        let is_of_other =
            own.is_some_and(|own| block >= tree.end(own)) && article_around(tree, block).is_some();
        let is_beside = around(tree, block, Tag::Aside).next().is_some_and(|id| {
            (sure.within(tree, id) as f32) < aside_max || is_bar_behind(tree, &sure, id)
        });
        let is_teaser = is_led && it.read.link_share() >= LINK_SHARE_MIN && *vote <= LED_MAX;
        if is_of_other || is_beside || is_teaser {
            *vote = vote.min(most);
        }
        is_led = is_teaser || it.read.lead == Some(CutKind::Related) && *vote <= most;
    }
}

/// Whether the aside is called a bar or a widget, and no sure text stands behind it.
fn is_bar_behind(tree: &Tree, sure: &Sure, aside: NodeId) -> bool {
    let is_named = || {
        let class = structure::class(tree, aside).unwrap_or_default().to_ascii_lowercase();
        ["sidebar", "widget"].iter().any(|name| class.contains(name))
    };
    sure.before(aside) > 0 && sure.before(tree.end(aside)) == sure.whole && is_named()
}

fn is_headline(tree: &Tree, it: &Seen<'_>) -> bool {
    tree.tag_id(it.line.block) == Tag::H1 && it.read.n_title_words * 2 > it.read.n_words
}

/// The node and the elements around it that have the name, the nearest first.
fn around(tree: &Tree, id: NodeId, tag: Tag) -> impl Iterator<Item = NodeId> {
    std::iter::once(id).chain(tree.ancestors(id)).filter(move |&id| tree.tag_id(id) == tag)
}

/// The outermost `article` around the node.
fn article_around(tree: &Tree, id: NodeId) -> Option<NodeId> {
    around(tree, id, Tag::Article).last()
}

/// The weight of the lines that are surely the article's.
struct Sure {
    /// The first node of each line, and the weight of the sure ones before it.
    sums: Vec<(NodeId, u32)>,
    whole: u32,
}

impl Sure {
    fn of(lines: &[Seen<'_>], votes: &[f32], sure_min: f32) -> Self {
        let mut whole = 0u32;
        let mut sums = Vec::with_capacity(lines.len());
        for (it, &vote) in lines.iter().zip(votes) {
            sums.push((it.line.nodes[0].0, whole));
            if vote >= sure_min && !it.is_caption {
                whole = whole.saturating_add(it.read.weight);
            }
        }
        Self { sums, whole }
    }

    fn before(&self, id: NodeId) -> u32 {
        let at = self.sums.partition_point(|&(node, _)| node < id);
        self.sums.get(at).map_or(self.whole, |&(_, sum)| sum)
    }

    fn within(&self, tree: &Tree, id: NodeId) -> u32 {
        self.before(tree.end(id)) - self.before(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines;
    use crate::extract::survey::Survey;
    use crate::extract::witness::{self, Stated};

    const LEDE: &str = "The harbour of Tolva opened again on Monday, after a winter in which its quays were raised by \
        half a metre, its master said to the council. The first ferry came in at noon, with the mail of eleven weeks \
        on board, and was met by a band and by most of the town, who had waited since the morning.";
    const OTHER: &str = "Snow fell on the pass for the third day, and the road to Ulm stayed shut.";

    /// The lines of a page with the headline "Harbour opens again" that are rejected where all have this vote.
    fn rejected(page: &str, vote: f32) -> Vec<String> {
        let tree = html::parse(&page.replace("LEDE", LEDE).replace("OTHER", OTHER));
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let stated = Stated { headline: "Harbour opens again", ..Stated::default() };
        let heard = witness::hear(&tree, &survey, &pieces, &stated, |_| ());
        let mut votes: Vec<f32> =
            heard.lines.iter().map(|it| if it.read.lead.is_some() { 0.1 } else { vote }).collect();
        let before = votes.clone();
        reject(&tree, &heard.lines, &mut votes, 0.6, 0.1);
        let lowered = heard.lines.iter().zip(votes.iter().zip(before)).filter(|(_, (a, b))| *a < b);
        lowered.map(|(it, _)| it.line.text(&tree)).collect()
    }

    #[test]
    fn article_behind_the_headlines_own_is_another() {
        let page = "<article><h1>Harbour opens again</h1><p>LEDE</p></article>\
            <article><h3>Pass shut</h3><article><p>OTHER</p></article></article><p>Also of the page</p>";
        assert_eq!(rejected(page, 0.95), ["Pass shut", OTHER]);
    }

    #[test]
    fn articles_below_a_headline_of_none_are_parts_of_one() {
        let live = "<h1>Harbour opens again</h1><article><p>LEDE</p></article><article><p>OTHER</p></article>";
        assert!(rejected(live, 0.95).is_empty());
        let head = "<article><h1>Harbour opens again</h1></article><article><p>LEDE</p></article>";
        assert!(rejected(head, 0.95).is_empty());
    }

    #[test]
    fn aside_with_little_of_the_text_is_a_box() {
        let page = "<h1>Harbour opens again</h1><p>LEDE</p><p>LEDE</p><aside><p>OTHER</p></aside>";
        assert_eq!(rejected(page, 0.95), [OTHER]);
        let whole = "<h1>Harbour opens again</h1><aside><p>LEDE</p></aside><p>OTHER</p>";
        assert!(rejected(whole, 0.95).is_empty());
        let bar = "<h1>Harbour opens again</h1><p>LEDE</p><aside class=sidebar><p>LEDE</p></aside>";
        assert_eq!(rejected(bar, 0.95), [LEDE], "however much it holds");
        let before = "<h1>Harbour opens again</h1><p>LEDE</p><aside class=sidebar><p>LEDE</p></aside><p>LEDE</p>";
        assert!(rejected(before, 0.95).is_empty());
    }

    #[test]
    fn links_behind_words_that_lead_elsewhere_are_teasers() {
        let page = "<p>LEDE</p><p>You may also like...</p><p><a href=/a>Pass shut for a third day</a></p>\
            <p><a href=/b>Band plays on</a></p><p>OTHER</p><p><a href=/c>The harbour's own pages</a></p>";
        assert_eq!(rejected(page, 0.7), ["Pass shut for a third day", "Band plays on"]);
        assert!(rejected(page, 0.95).is_empty());
    }
}
