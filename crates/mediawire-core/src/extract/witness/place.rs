//! What a line's place says: the lines that are like it, the container, the branch, the list or table it stands in.

use super::own::element;
use super::path::{LIST, Path, TABLE};
use super::scene::{Group, Scene};
use super::{Row, share};
use crate::codec::html::NodeId;

/// Levels around a line of which link density, prose and weight are told.
const LEVELS: [&str; 4] = ["one level up", "two levels up", "three levels up", "four levels up"];
/// Levels within which a list or table is looked for.
const STRUCTURE_LEVELS_MAX: usize = 12;

pub(super) fn groups(scene: &Scene<'_>, i: usize, row: &mut Row<'_>) {
    let it = &scene.lines[i];
    for (name, group) in [("lines like it", scene.alike[i]), ("lines beside it", scene.beside[i])] {
        let Group { n, weight, prose, link_weight } = group;
        row.tell(name, "number", n as f32);
        row.tell(name, "prose", share(prose, scene.prose));
        row.tell(name, "links", share(link_weight, weight));
        row.tell(name, "weight", share(weight, n));
    }
    let total = scene.survey.prose_in(scene.tree, 0);
    let around = scene.tree.ancestors(it.line.block).chain(std::iter::repeat(0));
    for (name, id) in LEVELS.iter().zip(around) {
        row.tell(name, "links", scene.survey.link_density(scene.tree, id));
        row.tell(name, "prose", share(scene.survey.prose_in(scene.tree, id), total));
        row.tell(name, "weight", scene.survey.weight(scene.tree, id) as f32);
    }
}

pub(super) fn container(scene: &Scene<'_>, path: &Path, i: usize, row: &mut Row<'_>) {
    let Scene { tree, survey, top, .. } = *scene;
    let block = scene.lines[i].line.block;
    let is_in_top = scene.is_in_top(block);
    row.is("in the container", is_in_top);
    row.is("in the wide container", tree.subtree(scene.wide).contains(&block));
    // The container, or the nearest element that holds both it and the line.
    let (stop, stop_level) = path.around_top();
    let (levels, at) = if is_in_top { (0, block) } else { (path.depth() - stop_level, stop) };
    row.say("levels to the container", levels as f32);
    row.say(
        "the container's share there",
        share(survey.prose_in(tree, top), survey.prose_in(tree, at)),
    );
    let inside = path.depth().saturating_sub(stop_level + 1);
    row.say("levels in the container", if is_in_top { inside as f32 } else { -1.0 });
    row.say("the container's prose", share(scene.top_prose, scene.prose));
    row.say("the container's lines", scene.n_top_lines as f32);
    row.say("lines after the first", i as f32 - scene.first as f32);
    row.say("lines before the last", scene.last as f32 - i as f32);
    row.say("lines after the headline", scene.h1.map_or(-99.0, |at| i as f32 - at as f32));
    row.say("lines of the page", scene.lines.len() as f32);
    let side = if block < top { -1.0 } else { f32::from(u8::from(!is_in_top)) };
    row.say("side of the container", side);
    // Its branch, in which the line stands.
    let branch = path.at(stop_level + 1);
    let total = survey.prose_in(tree, 0);
    row.tell("branch", "weight", survey.weight(tree, branch) as f32);
    row.tell("branch", "links", survey.link_density(tree, branch));
    row.tell("branch", "prose", share(survey.prose_in(tree, branch), total));
    row.tell("branch", "element", element(scene, branch));
    let [n_texts, _] = scene.counts(branch);
    row.tell("branch", "texts", n_texts as f32);
    row.tell("branch", "share", share(survey.weight(tree, branch), survey.weight(tree, stop)));
}

pub(super) fn structures(scene: &Scene<'_>, path: &Path, row: &mut Row<'_>) {
    let Scene { tree, survey, .. } = *scene;
    let total = survey.prose_in(tree, 0);
    for (name, element) in [("list", LIST), ("table", TABLE)] {
        let found = path.nearest(element).filter(|(_, levels)| *levels <= STRUCTURE_LEVELS_MAX);
        let found = found.map(|(id, _)| id);
        let of = |value: &dyn Fn(NodeId) -> f32| found.map_or(-1.0, value);
        row.tell(name, "links", of(&|id| survey.link_density(tree, id)));
        row.tell(name, "weight", of(&|id| survey.weight(tree, id) as f32));
        row.tell(name, "prose", of(&|id| share(survey.prose_in(tree, id), total)));
        let n_items = found.map_or(-1.0, |id| {
            let [_, n_items] = scene.counts(id);
            n_items as f32
        });
        row.tell(name, "items", n_items);
    }
}
