//! The elements around a line, from the root down to its block, and what stands among them. Kept from line to line:
//! most lines have most of them in common.

use super::scene::Scene;
use crate::codec::html::{NodeId, Tag};
use crate::model::body::CutKind;

/// The kinds whose nearness is told.
pub(super) const KINDS: [CutKind; 10] = [
    CutKind::Advertisement,
    CutKind::Newsletter,
    CutKind::Related,
    CutKind::Share,
    CutKind::Head,
    CutKind::Author,
    CutKind::Comments,
    CutKind::Paywall,
    CutKind::Navigation,
    CutKind::Unrendered,
];
/// The elements whose nearness is told; lists of all kinds are one.
pub(super) const ELEMENTS: [&str; 12] = [
    "list",
    "table",
    "figure",
    "blockquote",
    "aside",
    "header",
    "footer",
    "form",
    "article",
    "main",
    "section",
    "p",
];
/// Places among those.
pub(super) const LIST: usize = 0;
pub(super) const TABLE: usize = 1;
const ARTICLE: usize = 8;

/// Levels that stand for "nowhere around it".
const FAR: f32 = 30.0;
/// No level.
const NOWHERE: u16 = u16::MAX;

/// The way from the root to a block. Levels are counted from the root.
#[derive(Debug, Default)]
pub(super) struct Path {
    steps: Vec<Step>,
}

/// One element of it, and at which level the nearest of each sort stands, itself included.
#[derive(Debug, Clone, Copy)]
struct Step {
    id: NodeId,
    elements: [u16; ELEMENTS.len()],
    kinds: [u16; KINDS.len()],
    /// What is named an article's text, and how many are.
    promise: u16,
    n_promises: u16,
    /// What holds the container.
    around_top: u16,
}

impl Path {
    /// Goes on to `block`, which stands behind where it was or around it.
    pub(super) fn go(&mut self, scene: &Scene<'_>, block: NodeId) {
        let tree = scene.tree;
        while self.steps.pop_if(|step| !tree.subtree(step.id).contains(&block)).is_some() {}
        let last = self.steps.last().map(|step| step.id);
        let from = self.steps.len();
        for id in scene.up(block).take_while(|&id| Some(id) != last) {
            self.steps.push(Step { id, ..Step::NONE });
        }
        self.steps[from..].reverse();
        for at in from..self.steps.len() {
            let around = at.checked_sub(1).map_or(Step::NONE, |at| self.steps[at]);
            self.steps[at] = around.with(scene, self.steps[at].id, level(at));
        }
    }

    fn here(&self) -> &Step {
        self.steps.last().unwrap_or(&Step::NONE)
    }

    /// How deep the block stands.
    pub(super) fn depth(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }

    /// How many levels there are from the block up to each of [`ELEMENTS`].
    pub(super) fn to_elements(&self) -> [f32; ELEMENTS.len()] {
        self.here().elements.map(|level| self.levels_to(level))
    }

    /// The same of what is named each of [`KINDS`].
    pub(super) fn to_kinds(&self) -> [f32; KINDS.len()] {
        self.here().kinds.map(|level| self.levels_to(level))
    }

    /// The same of what is named an article's text, and how many are.
    pub(super) fn to_promise(&self) -> (f32, u16) {
        (self.levels_to(self.here().promise), self.here().n_promises)
    }

    fn levels_to(&self, at: u16) -> f32 {
        match at {
            NOWHERE => FAR,
            at => FAR.min(f32::from(level(self.depth()) - at)),
        }
    }

    /// The nearest of the `element`s around the block, itself not, and how many levels above.
    pub(super) fn nearest(&self, element: usize) -> Option<(NodeId, usize)> {
        let around = &self.steps[..self.depth()];
        let at = around.last()?.elements[element];
        around.get(usize::from(at)).map(|step| (step.id, self.depth() - usize::from(at)))
    }

    /// The article around the block.
    pub(super) fn article(&self) -> Option<NodeId> {
        self.nearest(ARTICLE).map(|(id, _)| id)
    }

    /// The nearest element that holds the container, and its level.
    pub(super) fn around_top(&self) -> (NodeId, usize) {
        let at = usize::from(self.here().around_top);
        self.steps.get(at).map_or((0, 0), |step| (step.id, at))
    }

    /// The element at that level, or the block if it does not stand so deep.
    pub(super) fn at(&self, level: usize) -> NodeId {
        self.steps.get(level).unwrap_or(self.here()).id
    }
}

impl Step {
    const NONE: Self = Self {
        id: 0,
        elements: [NOWHERE; ELEMENTS.len()],
        kinds: [NOWHERE; KINDS.len()],
        promise: NOWHERE,
        n_promises: 0,
        around_top: NOWHERE,
    };

    /// The step to `id`, from the element around it.
    fn with(self, scene: &Scene<'_>, id: NodeId, level: u16) -> Self {
        let mut step = Self { id, ..self };
        let element = match scene.tree.tag_id(id) {
            Tag::Ul | Tag::Ol | Tag::Dl => LIST,
            Tag::Table => TABLE,
            Tag::Figure => 2,
            Tag::Blockquote => 3,
            Tag::Aside => 4,
            Tag::Header => 5,
            Tag::Footer => 6,
            Tag::Form => 7,
            Tag::Article => ARTICLE,
            Tag::Main => 9,
            Tag::Section => 10,
            Tag::P => 11,
            _ => ELEMENTS.len(),
        };
        if let Some(at) = step.elements.get_mut(element) {
            *at = level;
        }
        let hint = scene.survey.hints[id as usize];
        for kind in [hint.by_role, hint.by_name].into_iter().flatten() {
            if let Some(at) = KINDS.iter().position(|&known| known == kind) {
                step.kinds[at] = level;
            }
        }
        if hint.promise >= 2 {
            step.promise = level;
            step.n_promises = step.n_promises.saturating_add(1);
        }
        if scene.tree.subtree(id).contains(&scene.top) {
            step.around_top = level;
        }
        step
    }
}

/// A level as it is kept: a tree is 512 deep at most.
fn level(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(NOWHERE - 1)
}

#[cfg(test)]
mod tests {
    use super::{LIST, Path, TABLE};
    use crate::codec::html::{self, NodeId, Tag};
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines;
    use crate::extract::survey::Survey;
    use crate::extract::witness::scene::{Scene, Stated};

    #[test]
    fn a_path_tells_what_climbing_from_each_block_would() {
        let text = "The harbour opened again on Monday, and the first ferry came in at noon.";
        let page = format!(
            "<main><article class=story><p>{text}<p>{text}<ul>{text}<li><p>One<table><tr><td>Two</table>three</ul>\
            <aside class=newsletter><h2>Four</h2><ol><li>five</ol></aside>{text}</article></main><footer><p>Six</footer>"
        );
        let tree = html::parse(&page);
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let (pieces, stated) = (lines::pieces(&tree, &survey, 0), Stated::default());
        let scene = Scene::of(&tree, &survey, &pieces, &stated);
        let mut path = Path::default();
        assert!(scene.lines.len() > 8);
        for it in &scene.lines {
            let block = it.line.block;
            path.go(&scene, block);
            let nearest = |is_it: &dyn Fn(Tag) -> bool| {
                let mut around = tree.ancestors(block).zip(1usize..);
                around.find(|&(id, _)| is_it(tree.tag_id(id)))
            };
            assert_eq!(path.depth(), tree.ancestors(block).count());
            assert_eq!(path.nearest(LIST), nearest(&|it| matches!(it, Tag::Ul | Tag::Ol)));
            assert_eq!(path.nearest(TABLE), nearest(&|it| it == Tag::Table));
            assert_eq!(path.article(), nearest(&|it| it == Tag::Article).map(|(id, _)| id));
            let holds_top = |id: &NodeId| tree.subtree(*id).contains(&scene.top);
            let (around_top, level) = path.around_top();
            assert_eq!(Some(around_top), scene.up(block).find(holds_top));
            assert_eq!(level, tree.ancestors(around_top).count());
        }
    }
}
