//! What a line's own text and mark-up say, and the names of the elements around it.

use super::path::{ELEMENTS, KINDS, Path};
use super::scene::Scene;
use super::{Row, share};
use crate::codec::html::{NodeId, Tag};
use crate::extract::lexicon::SUBJECTS;

pub(super) fn text(scene: &Scene<'_>, i: usize, row: &mut Row<'_>) {
    let it = &scene.lines[i];
    let read = &it.read;
    row.say("weight", read.weight as f32);
    row.say("words", read.n_words as f32);
    row.say("commas", read.n_commas as f32);
    row.say("full stops", read.n_stops as f32);
    row.say("digits", share(read.n_digits, read.weight));
    row.say("capitals", share(read.n_upper, read.n_letters));
    row.say("links", read.link_share());
    row.say("strong", share(read.strong_weight, read.weight));
    row.say("letters a word", share(read.n_letters, read.n_words));
    row.say("marks", read.n_marks as f32);
    row.say("begins", f32::from(read.begins));
    row.say("ends", f32::from(read.ends));
    let mut n_known = 0;
    for (&name, &n) in SUBJECTS.iter().zip(&read.subjects) {
        row.tell("words of", name, f32::from(n));
        n_known += u32::from(n);
    }
    row.say("known words", share(n_known, read.n_words));
    row.say("words of the headline", share(read.n_title_words, read.n_words));
    row.say("headline covered", share(read.n_title_words, scene.n_title_words));
    row.say("repeats", scene.repeats[i].n as f32);
    let mean = scene.top_prose as f32 / scene.n_top_lines.max(1) as f32;
    row.say("weight to the mean", read.weight as f32 / mean.max(1.0));
    row.is("caption", it.is_caption);
}

pub(super) fn mark_up(scene: &Scene<'_>, path: &Path, i: usize, row: &mut Row<'_>) {
    let block = scene.lines[i].line.block;
    row.say("element", element(scene, block));
    for (name, levels) in ELEMENTS.iter().zip(path.to_elements()) {
        row.tell("levels to", name, levels);
    }
    for (kind, levels) in KINDS.iter().zip(path.to_kinds()) {
        row.tell("levels to what is named", kind.name(), levels);
    }
    let (promise, n_promises) = path.to_promise();
    row.say("levels to what is named text", promise);
    row.say("names of text", f32::from(n_promises));
    row.say("depth", path.depth() as f32);
    row.is("named as a box", scene.survey.named[block as usize].is_some());
}

/// The element's name as a number; like names are neighbours.
pub(super) fn element(scene: &Scene<'_>, id: NodeId) -> f32 {
    match scene.tree.tag_id(id) {
        Tag::P => 0.0,
        Tag::Div => 1.0,
        Tag::Section | Tag::Article | Tag::Main | Tag::Body => 2.0,
        Tag::Blockquote => 3.0,
        Tag::Li => 4.0,
        Tag::Dd | Tag::Dt => 5.0,
        Tag::Td => 6.0,
        Tag::Th => 7.0,
        Tag::Pre | Tag::Xmp | Tag::Listing => 8.0,
        Tag::Figcaption | Tag::Caption => 9.0,
        Tag::H1 => 11.0,
        Tag::H2 => 12.0,
        Tag::H3 => 13.0,
        Tag::H4 => 14.0,
        Tag::H5 | Tag::H6 => 15.0,
        Tag::Header | Tag::Footer | Tag::Aside | Tag::Nav => 16.0,
        _ => 17.0,
    }
}
