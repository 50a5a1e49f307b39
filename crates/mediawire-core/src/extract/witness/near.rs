//! What stands near a line says of it: pictures, the heading above, its neighbours, what was passed on the way; and
//! what the page states.

use super::own::element;
use super::path::Path;
use super::scene::Scene;
use super::{Row, Seen, share};
use crate::codec::html::{NodeId, Tag};
use crate::extract::lexicon::SUBJECTS;
use memchr::memmem;

/// The neighbours that are asked: how far, and the name of each.
const NEIGHBOURS: [(isize, &str); 6] = [
    (-3, "third line before"),
    (-2, "second line before"),
    (-1, "line before"),
    (1, "line behind"),
    (2, "second line behind"),
    (3, "third line behind"),
];
/// Bytes of the longest text that the standard library looks for without preparation.
const HEAD_BYTES: usize = 32;
/// The weight above which a heading is one.
const HEADING_WEIGHT: u32 = 12;

/// What was passed on the way down the page.
#[derive(Debug, Default)]
pub(super) struct Passed {
    heading: Option<usize>,
    n_linked_headings: u32,
    n_first_headings: u32,
    n_boxes: u32,
    last_box: Option<usize>,
    articles: Vec<NodeId>,
    /// Weight of the container's prose.
    prose: u32,
}

impl Passed {
    /// Goes past line `i`.
    pub(super) fn pass(&mut self, scene: &Scene<'_>, path: &Path, i: usize) {
        let it = &scene.lines[i];
        let (read, block) = (&it.read, it.line.block);
        let tag = scene.tree.tag_id(block);
        let is_strong = read.strong_weight == read.weight && read.n_words < 12;
        if read.weight >= HEADING_WEIGHT && (is_heading(tag) && tag != Tag::H1 || is_strong) {
            self.heading = Some(i);
        }
        let is_linked = read.link_share() > 0.9;
        self.n_linked_headings += u32::from(is_heading(tag) && is_linked);
        self.n_first_headings += u32::from(tag == Tag::H1);
        let is_box = scene.survey.named[block as usize].is_some() || is_linked && read.n_words > 3;
        if i > scene.first && is_box {
            self.n_boxes += 1;
            self.last_box = Some(i);
        }
        if let Some(article) = path.article()
            && self.articles.last() != Some(&article)
        {
            self.articles.push(article);
        }
        if scene.is_top_prose(i) {
            self.prose += read.weight;
        }
    }
}

fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

pub(super) fn pictures(scene: &Scene<'_>, i: usize, row: &mut Row<'_>) {
    let block = scene.lines[i].line.block;
    let split = scene.media.partition_point(|it| it.at <= i);
    let before = split.checked_sub(1).map(|at| &scene.media[at]);
    for (name, it) in [("picture before", before), ("picture behind", scene.media.get(split))] {
        row.tell(name, "lines", it.map_or(-1.0, |it| i.abs_diff(it.at) as f32));
        row.tell(name, "levels", it.map_or(-1.0, |it| scene.levels(block, it.id)));
        row.tell(name, "its levels", it.map_or(-1.0, |it| scene.levels(it.id, block)));
    }
    let own = scene.start(i);
    let is_alt = before.is_some_and(|it| own.len() >= 8 && it.alt_key.contains(own));
    row.is("says what the picture's alternative says", is_alt);
}

pub(super) fn heading(scene: &Scene<'_>, i: usize, passed: &Passed, row: &mut Row<'_>) {
    let above = passed.heading.map(|at| &scene.lines[at]);
    row.tell("heading", "lines", passed.heading.map_or(-1.0, |at| (i - at) as f32));
    for (subject, &name) in SUBJECTS.iter().enumerate() {
        row.tell(
            "heading, words of",
            name,
            above.map_or(0.0, |it| f32::from(it.read.subjects[subject])),
        );
    }
    row.tell("heading", "words", above.map_or(-1.0, |it| it.read.n_words as f32));
    let levels = |it: &Seen<'_>| scene.levels(scene.lines[i].line.block, it.line.block);
    row.tell("heading", "levels", above.map_or(-1.0, levels));
}

pub(super) fn neighbours(scene: &Scene<'_>, i: usize, row: &mut Row<'_>) {
    let it = &scene.lines[i];
    for (by, name) in NEIGHBOURS {
        let other = i.checked_add_signed(by).and_then(|at| scene.lines.get(at));
        let of = |value: &dyn Fn(&Seen<'_>) -> f32| other.map_or(-1.0, value);
        row.tell(name, "weight", of(&|other| other.read.weight as f32));
        row.tell(name, "links", of(&|other| other.read.link_share()));
        row.tell(name, "ends", of(&|other| f32::from(other.read.ends)));
        row.tell(name, "element", of(&|other| element(scene, other.line.block)));
        let is_like = |other: &Seen<'_>| f32::from(u8::from(other.signature == it.signature));
        row.tell(name, "like it", of(&is_like));
        if by.abs() < 3 {
            let (own, of_other) = (
                |other: &Seen<'_>| scene.levels(it.line.block, other.line.block),
                |other: &Seen<'_>| scene.levels(other.line.block, it.line.block),
            );
            row.tell(name, "levels", of(&own));
            row.tell(name, "its levels", of(&of_other));
            let n_known =
                |other: &Seen<'_>| other.read.subjects.iter().copied().map(f32::from).sum();
            row.tell(name, "known words", of(&n_known));
        }
    }
}

pub(super) fn passed(scene: &Scene<'_>, path: &Path, i: usize, passed: &Passed, row: &mut Row<'_>) {
    let own = path.article();
    row.say("prose before it", share(passed.prose, scene.top_prose));
    row.say("linked headings before it", passed.n_linked_headings as f32);
    row.say("first headings before it", passed.n_first_headings as f32);
    let is_new = own.is_some() && passed.articles.last() != own.as_ref();
    row.say("articles before it", (passed.articles.len() + usize::from(is_new)) as f32);
    row.say(
        "the headline's article",
        match (own, scene.h1_article) {
            (None, None) => 0.0,
            (Some(own), Some(other)) if own == other => 1.0,
            (Some(_), Some(_)) => 2.0,
            (Some(_), None) => 3.0,
            (None, Some(_)) => 4.0,
        },
    );
    row.say("boxes before it", passed.n_boxes as f32);
    row.say("lines since a box", passed.last_box.map_or(-1.0, |at| (i - at) as f32));
}

pub(super) fn stated(scene: &Scene<'_>, i: usize, row: &mut Row<'_>) {
    let key = scene.start(i);
    let dek = &scene.stated.dek_key;
    row.is(
        "in the dek",
        key.len() >= 12 && (holds(dek, key) || !dek.is_empty() && holds(key, dek)),
    );
    let is_stated = |text: &str| f32::from(u8::from(key.len() >= 4 && holds(text, key)));
    row.say("in the stated text", scene.stated_text.map_or(-1.0, is_stated));
}

/// Whether the text holds the part. Most texts hold not even the head of one, and that is told without preparation.
fn holds(text: &str, part: &str) -> bool {
    let head = &part[..part.floor_char_boundary(HEAD_BYTES)];
    text.contains(head)
        && (head.len() == part.len() || memmem::find(text.as_bytes(), part.as_bytes()).is_some())
}
