//! What independent witnesses say of each line of a page: its text, its mark-up and the names around it (`own.rs`),
//! its place on the page (`place.rs`), its neighbours and what the page states elsewhere (`near.rs`).
//! `votes.rs` weighs them. A witness that is added, moved or changed asks for `scripts/learn-body`.

mod near;
mod own;
mod place;
mod scene;

use crate::codec::html::{NodeId, Tree};
use crate::extract::lines::{Line, Piece};
use crate::extract::reading::Reading;
use crate::extract::survey::Survey;
use near::Passed;
use scene::Scene;
pub(super) use scene::Stated;
use std::ops::Range;
use std::slice::ChunksExact;

/// Lines that are heard together: what is said of them stays in the nearest cache.
const LINES_AT_ONCE: usize = 16;

/// What is said of the lines of a page.
pub(super) struct Heard<'a> {
    /// The lines, in order.
    pub(super) lines: Vec<Seen<'a>>,
    /// The element that holds the paragraph-like text with the most points; `None` if no text has any.
    pub(super) wide: Option<NodeId>,
    /// Their names, each in two parts.
    pub(super) names: Vec<(&'static str, &'static str)>,
}

/// A line with what is counted of it.
pub(super) struct Seen<'a> {
    pub(super) line: &'a Line,
    pub(super) read: Reading,
    /// Where the letters and digits that it begins with stand among those of all lines.
    start: Range<usize>,
    /// Whether it stands in a figure or says that it is a caption.
    pub(super) is_caption: bool,
    /// Digest of the names of its block and of what stands directly around it.
    pub(super) signature: u64,
}

/// The testimony on one line as it is taken down.
struct Row<'a> {
    values: &'a mut Vec<f32>,
    /// Taken down with the first line only.
    names: Option<&'a mut Vec<(&'static str, &'static str)>>,
}

impl Row<'_> {
    fn say(&mut self, name: &'static str, value: f32) {
        self.tell(name, "", value);
    }

    fn is(&mut self, name: &'static str, value: bool) {
        self.tell(name, "", f32::from(u8::from(value)));
    }

    fn tell(&mut self, name: &'static str, part: &'static str, value: f32) {
        if let Some(names) = &mut self.names {
            names.push((name, part));
        }
        self.values.push(value);
    }
}

/// What every witness says of the lines among `pieces`, told to `take` row by row, a few lines at a time: all rows
/// together would be many times as long as the page.
pub(super) fn hear<'a>(
    tree: &'a Tree,
    survey: &'a Survey,
    pieces: &'a [Piece],
    stated: &'a Stated<'a>,
    mut take: impl FnMut(ChunksExact<'_, f32>),
) -> Heard<'a> {
    let mut scene = Scene::of(tree, survey, pieces, stated);
    let mut passed = Passed::default();
    let (mut rows, mut names): (Vec<f32>, Vec<_>) = (Vec::new(), Vec::new());
    for i in 0..scene.lines.len() {
        let mut row = Row { values: &mut rows, names: (i == 0).then_some(&mut names) };
        own::text(&scene, i, &mut row);
        own::mark_up(&scene, i, &mut row);
        place::groups(&scene, i, &mut row);
        place::container(&scene, i, &mut row);
        place::structures(&mut scene, i, &mut row);
        near::pictures(&scene, i, &mut row);
        near::heading(&scene, i, &passed, &mut row);
        near::neighbours(&scene, i, &mut row);
        near::passed(&scene, i, &passed, &mut row);
        near::stated(&scene, i, &mut row);
        passed.pass(&scene, i);
        if rows.len() == names.len() * LINES_AT_ONCE || i + 1 == scene.lines.len() {
            take(rows.chunks_exact(names.len()));
            rows.clear();
        }
    }
    Heard { lines: scene.lines, wide: scene.container, names }
}

/// A part of a whole; 0 of nothing.
fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}
