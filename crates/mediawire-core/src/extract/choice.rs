//! Which lines of a page are the article's: the votes counted, what belongs together kept together, pictures and
//! captions by the company they keep.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::among::Among;
use crate::extract::apart;
use crate::extract::lines::{Line, Piece, Role};
use crate::extract::repeats::Repeats;
use crate::extract::survey::Survey;
use crate::extract::votes;
use crate::extract::witness::{self, Heard, Seen, Stated};
use crate::model::body::CutKind;
use crate::text::letters;
use memchr::memmem;
use std::collections::HashSet;
use std::ops::Range;

/// The confidence from which a line is of the article.
const KEPT_MIN: f32 = 0.45;
/// The same for a post, a quotation or a table that stands between two lines which are surely the article's.
const KEPT_MIN_BETWEEN: f32 = 0.1;
/// The confidence from which a line is surely the article's.
const SURE_MIN: f32 = 0.6;
/// The confidence from which a line is kept on a page where none reaches the first; where none reaches this either,
/// the container with the most points is kept.
const KEPT_MIN_IN_DOUBT: f32 = 0.15;
/// The confidence from which a line is of the article though other articles of the site have it too.
const REPEAT_SURE_MIN: f32 = 0.95;
/// How sure a line is that is stated to be an update of a live blog, or to be of the article by its list, and the weight
/// from which it is looked for.
const STATED_SURE: f32 = 0.9;
const STATED_WEIGHT_MIN: u32 = 20;
/// How many lines are looked for among them.
const STATED_LINES_MAX: usize = 2_000;
/// Bytes of the longest text that is looked into, and the share in links from which a line leads to one.
const STATED_BYTES_MAX: usize = 1 << 20;
const STATED_LINKS_MAX: f32 = 0.75;
/// The most that a line may be which is surely none.
const KEPT_MAX_OF_NONE: f32 = 0.1;
/// The share of the page's prose up to which a quotation or table is one thing and not the page's layout.
const UNIT_SHARE_MAX: f32 = 0.35;
/// The words up to which a line that begins with words that lead elsewhere says nothing else.
const LEAD_WORDS_MAX: u32 = 5;
/// The lines from which a list has a mind of its own, and how many levels above its lines it is looked for.
const LIST_LINES_MIN: usize = 3;
const LIST_LEVELS_MAX: usize = 3;
/// What one line counts for at most where lines are counted together.
const WEIGHT_MAX: u32 = 200;

/// What is kept of a page.
pub(super) struct Choice {
    /// The smallest element that holds all lines that are kept.
    pub(super) container: NodeId,
    /// Whether each piece is kept.
    pub(super) keeps: Vec<bool>,
    /// What it is for.
    pub(super) roles: Vec<Role>,
    /// Why each piece is not; `None` for what is kept and for pictures.
    pub(super) kinds: Vec<Option<CutKind>>,
    /// How sure each line is, captions included; 0 for a picture.
    pub(super) confidences: Vec<f32>,
    /// How sure the whole is: 0.5 to 1.
    pub(super) confidence: f32,
}

/// The choice among `pieces`; `None` if no line is the article's.
pub(super) fn of(
    tree: &Tree,
    survey: &Survey,
    pieces: &[Piece],
    stated: &Stated<'_>,
    repeats: Option<&Repeats>,
) -> Option<Choice> {
    let mut votes = Vec::new();
    let heard = witness::hear(tree, survey, pieces, stated, |said| {
        votes::confidence(said, &mut votes);
    });
    if heard.lines.is_empty() {
        return None;
    }
    let wide = heard.wide?;
    agree(tree, &heard.lines, &mut votes);
    for (it, vote) in heard.lines.iter().zip(&mut votes) {
        if is_surely_none(survey, it) {
            *vote = vote.min(KEPT_MAX_OF_NONE);
        }
    }
    raise_stated(tree, survey, &heard.lines, &mut votes, stated);
    let of_site: Vec<bool> = heard
        .lines
        .iter()
        .zip(&mut votes)
        .map(|(it, vote)| {
            let is_in_doubt = (KEPT_MAX_OF_NONE..REPEAT_SURE_MIN).contains(vote);
            let is_of_site =
                is_in_doubt && repeats.is_some_and(|known| known.has(&it.line.text(tree)));
            if is_of_site {
                *vote = KEPT_MAX_OF_NONE;
            }
            is_of_site
        })
        .collect();
    apart::reject(tree, &heard.lines, &mut votes, SURE_MIN, KEPT_MAX_OF_NONE);
    hold_together(tree, &heard, &mut votes);
    let is_kept = |min: f32| -> Vec<bool> {
        heard.lines.iter().zip(&votes).map(|(it, &vote)| !it.is_caption && vote >= min).collect()
    };
    let mut kept = is_kept(KEPT_MIN);
    if !kept.contains(&true) {
        kept = is_kept(KEPT_MIN_IN_DOUBT);
    }
    if !kept.contains(&true) {
        let holds = |it: &Seen<'_>| !it.is_caption && tree.subtree(wide).contains(&it.line.block);
        kept = heard.lines.iter().map(holds).collect();
    }
    let dek = dek(tree, &heard.lines, &kept, stated);
    if let Some(dek) = dek {
        kept[dek] = false;
    }
    let media: Vec<NodeId> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Media(id) => Some(*id),
            Piece::Line(_) => None,
        })
        .collect();
    let among = Among { tree, survey, lines: &heard.lines, media: &media, stated };
    let is_barred =
        |i: usize, it: &Seen<'_>| of_site[i] || dek == Some(i) || is_surely_none(survey, it);
    let barred = heard.lines.iter().enumerate().map(|(i, it)| is_barred(i, it)).collect();
    let roles = among.revise(&mut kept, barred);
    let container = around(tree, &heard.lines, &kept)?;
    let company = Company::of(&heard.lines, &kept, &roles);
    let is_inside = |id: NodeId| tree.subtree(container).contains(&id);
    let n = pieces.len();
    let mut choice = Choice {
        container,
        keeps: Vec::with_capacity(n),
        roles: vec![Role::Text; n],
        kinds: vec![None; n],
        confidences: vec![0.0; n],
        confidence: certainty(&heard.lines, &votes, &kept, &is_inside),
    };
    let first = kept.iter().position(|&is_kept| is_kept).unwrap_or_default();
    let mut i = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let keeps = match piece {
            Piece::Media(id) => is_inside(*id) && company.is_good(tree, *id, container),
            Piece::Line(line) => {
                let it = &heard.lines[i];
                let is_caption = it.is_caption || matches!(roles[i], Role::Caption(_));
                let keeps = kept[i]
                    || is_caption
                        && is_inside(line.block)
                        && survey.named[line.block as usize].is_none()
                        && company.is_good(tree, line.block, container);
                if !keeps {
                    choice.kinds[at] = Some(match dek {
                        Some(dek) if dek == i => CutKind::Head,
                        _ if of_site[i] => CutKind::Repeated,
                        _ => kind(tree, survey, it, stated.authors, i < first),
                    });
                }
                choice.confidences[at] = votes[i];
                choice.roles[at] = roles[i];
                i += 1;
                keeps
            }
        };
        choice.keeps.push(keeps);
    }
    Some(choice)
}

/// Whether its name, or the words that it begins with, say surely enough that the line is no article's: of lines so
/// called, fewer than one in fifty is.
fn is_surely_none(survey: &Survey, it: &Seen<'_>) -> bool {
    let named = survey.named[it.line.block as usize];
    // A moment in seconds or milliseconds, which a script would have put into words.
    let is_raw_moment = matches!(it.read.weight, 10 | 13) && it.read.n_digits == it.read.weight;
    matches!(named, Some(CutKind::Newsletter | CutKind::Comments | CutKind::Author | CutKind::Head))
        || is_raw_moment
        || it.read.lead.is_some()
            && (it.read.ends != 2
                || it.read.link_share() > 0.3
                || it.read.n_words <= LEAD_WORDS_MAX)
}

/// The line that is the article's dek in just the words that the page states as such, and is set otherwise than the
/// text behind it: it is metadata.
fn dek(tree: &Tree, lines: &[Seen<'_>], kept: &[bool], stated: &Stated<'_>) -> Option<usize> {
    let mut of_text = (0..lines.len()).filter(|&i| kept[i]);
    let first = of_text.next()?;
    let next = of_text.next()?;
    let is_other = lines[first].signature != lines[next].signature;
    (is_other && letters::key(&lines[first].line.text(tree)) == stated.dek_key).then_some(first)
}

/// The lines of a list stand halfway between their own votes and the mean of all of them.
fn agree(tree: &Tree, lines: &[Seen<'_>], votes: &mut [f32]) {
    let list = |it: &Seen<'_>| {
        let mut around = tree.ancestors(it.line.block).take(LIST_LEVELS_MAX);
        around.find(|&id| matches!(tree.tag_id(id), Tag::Ul | Tag::Ol | Tag::Dl))
    };
    let mut start = 0;
    for run in lines.chunk_by(|a, b| list(a) == list(b)) {
        let votes = &mut votes[start..start + run.len()];
        start += run.len();
        if run.len() < LIST_LINES_MIN || list(&run[0]).is_none() {
            continue;
        }
        let logit = |vote: f32| (vote / (1.0 - vote)).ln().clamp(-6.0, 6.0);
        let mean = votes.iter().map(|&vote| logit(vote)).sum::<f32>() / run.len() as f32;
        for vote in votes {
            *vote = 1.0 / (1.0 + (-(logit(*vote) + mean) / 2.0).exp());
        }
    }
}

/// What is stated to be the article's is: the updates of a live blog by its page, the text by its list.
fn raise_stated(
    tree: &Tree,
    survey: &Survey,
    lines: &[Seen<'_>],
    votes: &mut [f32],
    stated: &Stated<'_>,
) {
    let texts = [&stated.updates_key, &stated.listed_key].map(|text| text.as_bytes());
    let texts = texts.map(|text| if text.len() > STATED_BYTES_MAX { &[] } else { text });
    if texts.iter().all(|text| text.is_empty()) {
        return;
    }
    let key = |it: &Seen<'_>| letters::key(&it.line.text(tree));
    // A page may show its text again, in a box or below: the places that win without help keep it.
    let kept = lines.iter().zip(&*votes).filter(|(_, vote)| **vote >= KEPT_MIN);
    let mut known: HashSet<String> = kept.map(|(it, _)| key(it)).collect();
    let in_doubt = lines.iter().zip(votes).filter(|(it, vote)| {
        **vote < STATED_SURE
            && it.read.weight >= STATED_WEIGHT_MIN
            && it.read.link_share() < STATED_LINKS_MAX
            && survey.named[it.line.block as usize].is_none()
            && !is_surely_none(survey, it)
    });
    for (it, vote) in in_doubt.take(STATED_LINES_MAX) {
        let key = key(it);
        let is_stated = texts.iter().any(|text| memmem::find(text, key.as_bytes()).is_some());
        if is_stated && (*vote >= KEPT_MIN || known.insert(key)) {
            *vote = STATED_SURE;
        }
    }
}

/// Posts of other sites, quotations and tables are kept whole or not at all.
fn hold_together(tree: &Tree, heard: &Heard<'_>, votes: &mut [f32]) {
    let unit = |it: &Seen<'_>| {
        let around = std::iter::once(it.line.block).chain(tree.ancestors(it.line.block));
        around
            .take_while(|&id| !matches!(tree.tag_id(id), Tag::Body | Tag::Main | Tag::Article))
            .filter(|&id| matches!(tree.tag_id(id), Tag::Table | Tag::Blockquote))
            .last()
    };
    let prose = |range: Range<usize>| -> u32 {
        let prose = heard.lines[range].iter().filter(|it| it.read.is_prose());
        prose.map(|it| it.read.weight).fold(0, u32::saturating_add)
    };
    let whole = prose(0..votes.len()) as f32;
    let units: Vec<Option<NodeId>> = heard.lines.iter().map(unit).collect();
    let mut i = 0;
    while i < votes.len() {
        let start = i;
        let own = units[i];
        while units.get(i) == Some(&own) {
            i += 1;
        }
        let is_one = prose(start..i) as f32 <= whole * UNIT_SHARE_MAX;
        if own.is_some() && is_one {
            let mean = mean(&heard.lines, votes, start..i);
            let is_sure = |i: &usize| votes[*i] >= SURE_MIN;
            let is_text = |i: &usize| !heard.lines[*i].is_caption;
            let is_between = (0..start).rev().find(is_text).is_some_and(|i| is_sure(&i))
                && (i..votes.len()).find(is_text).is_some_and(|i| is_sure(&i));
            let is_kept = is_between && mean >= KEPT_MIN_BETWEEN;
            votes[start..i].fill(if is_kept { mean.max(KEPT_MIN) } else { mean });
        }
    }
}

fn mean(lines: &[Seen<'_>], votes: &[f32], range: Range<usize>) -> f32 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for i in range {
        let weight = lines[i].read.weight.min(WEIGHT_MAX) as f32;
        sum += votes[i] * weight;
        whole += weight;
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

/// The smallest element around all lines that are kept.
fn around(tree: &Tree, lines: &[Seen<'_>], kept: &[bool]) -> Option<NodeId> {
    let mut of_kept =
        lines.iter().zip(kept).filter(|(_, is_kept)| **is_kept).map(|(it, _)| it.line);
    let first: &Line = of_kept.next()?;
    let last = of_kept.next_back().unwrap_or(first);
    let end = last.nodes.last()?.0;
    std::iter::once(first.block).chain(tree.ancestors(first.block)).find(|&id| tree.end(id) > end)
}

/// How much of the lines up to each node is kept: whether a picture stands among the article's text.
struct Company {
    /// First node, weight kept and weight in all, summed up to the line; sorted.
    sums: Vec<(NodeId, u32, u32)>,
}

impl Company {
    fn of(lines: &[Seen<'_>], kept: &[bool], roles: &[Role]) -> Self {
        let (mut good, mut all) = (0, 0);
        let mut sums = vec![(0, 0, 0)];
        for ((it, &is_kept), role) in lines.iter().zip(kept).zip(roles) {
            if it.is_caption || matches!(role, Role::Caption(_)) {
                continue;
            }
            all += it.read.weight;
            good += if is_kept { it.read.weight } else { 0 };
            sums.push((it.line.nodes[0].0 + 1, good, all));
        }
        Self { sums }
    }

    /// Whether most of the text nearest to `id` is kept.
    fn is_good(&self, tree: &Tree, id: NodeId, container: NodeId) -> bool {
        let before = |id: NodeId| {
            let at = self.sums.partition_point(|&(node, ..)| node <= id);
            let (_, good, all) = self.sums[at.saturating_sub(1)];
            (good, all)
        };
        for id in std::iter::once(id).chain(tree.ancestors(id)) {
            let ((good, all), (good_end, all_end)) = (before(id), before(tree.end(id)));
            if all_end > all {
                return (good_end - good) * 2 >= all_end - all;
            }
            if id == container {
                break;
            }
        }
        false
    }
}

/// How sure the votes are, by weight, on what is kept and on what stands among it.
fn certainty(
    lines: &[Seen<'_>],
    votes: &[f32],
    kept: &[bool],
    is_inside: &dyn Fn(NodeId) -> bool,
) -> f32 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for ((it, &vote), &is_kept) in lines.iter().zip(votes).zip(kept) {
        if !it.is_caption && (is_kept || is_inside(it.line.block)) {
            let weight = it.read.weight as f32;
            sum += weight * vote.max(1.0 - vote);
            whole += weight;
        }
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

/// What a line is that is not the article's.
fn kind(
    tree: &Tree,
    survey: &Survey,
    it: &Seen<'_>,
    authors: &[String],
    is_before: bool,
) -> CutKind {
    if let Some(kind) = survey.named[it.line.block as usize] {
        return kind;
    }
    // Which subject most of its words are about, where a few words are all it says.
    const KINDS: [CutKind; 10] = [
        CutKind::Related,
        CutKind::Newsletter,
        CutKind::Share,
        CutKind::Comments,
        CutKind::Advertisement,
        CutKind::Other,
        CutKind::Author,
        CutKind::Other,
        CutKind::Other,
        CutKind::Navigation,
    ];
    let read = &it.read;
    if let Some(kind) = read.lead {
        return kind;
    }
    if is_before && !it.is_caption {
        let text = it.line.text(tree);
        let is_title = read.n_words > 0 && read.n_title_words == read.n_words;
        let names = authors.iter().any(|author| text.contains(author.as_str()));
        if is_title || names || read.subjects[6] + read.subjects[8] > 0 {
            return CutKind::Head;
        }
    }
    if read.link_share() > 0.5 {
        return CutKind::Related;
    }
    let (n, kind) = read
        .subjects
        .iter()
        .copied()
        .zip(KINDS)
        .fold((0, CutKind::Other), |best, it| if it.0 > best.0 { it } else { best });
    if u32::from(n) * 4 >= read.n_words { kind } else { CutKind::Other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines;

    /// What `check` says of the lines of a page.
    fn heard(page: &str, check: impl Fn(&Tree, &Survey, &[Seen<'_>])) {
        let tree = html::parse(page);
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let stated = Stated::default();
        check(&tree, &survey, &witness::hear(&tree, &survey, &pieces, &stated, |_| ()).lines);
    }

    #[test]
    fn few_words_that_lead_elsewhere_do_so_however_they_end() {
        let page = "<p>You may also like...</p><p>Related to this is the older quay, which stayed dry.</p>";
        heard(page, |_, survey, lines| {
            assert!(is_surely_none(survey, &lines[0]));
            assert!(!is_surely_none(survey, &lines[1]));
        });
    }

    #[test]
    fn update_that_the_page_states_is_of_the_article() {
        let page =
            "<p>The second ferry turns back<p>It isn’t the last one, says its master<p>Elsewhere";
        heard(page, |tree, survey, lines| {
            let updates_key = "thesecondferryturnsbackitisnthelastonesaysitsmaster".to_owned();
            let mut votes = [0.1, 0.2, 0.3];
            let stated = Stated { updates_key, ..Stated::default() };
            raise_stated(tree, survey, lines, &mut votes, &stated);
            assert_eq!(votes, [STATED_SURE, 0.2, 0.3], "the second says another word");
        });
    }

    #[test]
    fn text_of_the_list_is_of_the_article_once() {
        let page = "<p>The ferry turned back in fog<p>It lies at the quay until noon\
            <p>The ferry turned back in fog<p>Its master said no more than that";
        heard(page, |tree, survey, lines| {
            let listed_key =
                letters::key("The ferry turned back in fog. It lies at the quay until noon.");
            let mut votes = [0.2, 0.3, 0.5, 0.4];
            let stated = Stated { listed_key, ..Stated::default() };
            raise_stated(tree, survey, lines, &mut votes, &stated);
            assert_eq!(votes, [0.2, STATED_SURE, STATED_SURE, 0.4], "the likelier place has it");
        });
    }

    #[test]
    fn item_in_doubt_follows_its_list() {
        let page =
            "<p>In store</p><ul><li>Rope<li>Two anchors<li>Tar, in barrels</ul><p>Elsewhere</p>";
        heard(page, |tree, _, lines| {
            let mut votes = [0.2, 0.9, 0.3, 0.95, 0.2];
            agree(tree, lines, &mut votes);
            assert!(votes[2] > KEPT_MIN, "{votes:?}");
            assert_eq!((votes[0], votes[4]), (0.2, 0.2));
        });
    }
}
