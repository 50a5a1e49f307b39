//! What independent witnesses say of each line of a page: its text, its mark-up and the names around it (`own.rs`),
//! its place on the page (`place.rs`), its neighbours and what the page states elsewhere (`near.rs`).
//! `votes.rs` weighs them. A witness that is added, moved or changed asks for `scripts/learn-body`.

mod near;
mod own;
mod path;
mod place;
mod scene;

use crate::codec::html::{NodeId, Tree};
use crate::extract::lines::{Line, Piece};
use crate::extract::reading::Reading;
use crate::extract::survey::Survey;
use near::Passed;
use path::Path;
use scene::Scene;
pub(super) use scene::Stated;
use std::ops::Range;

/// Lines that are heard together: what is said of them stays in the nearest cache.
pub(super) const LINES_AT_ONCE: usize = 16;
/// Witnesses that there may be: a `u8` numbers them.
const WITNESSES_MAX: usize = 256;

/// What is said of some lines.
pub(super) struct Said {
    /// What each witness says of each line, beside one another.
    pub(super) by_witness: Box<[[f32; LINES_AT_ONCE]; WITNESSES_MAX]>,
    pub(super) n_lines: usize,
    pub(super) n_witnesses: usize,
}

impl Said {
    /// Nothing.
    pub(super) fn of_none() -> Self {
        let by_witness = Box::new([[0.0; LINES_AT_ONCE]; WITNESSES_MAX]);
        Self { by_witness, n_lines: 0, n_witnesses: 0 }
    }

    /// What the witnesses say of each line.
    pub(super) fn by_line(&self) -> impl Iterator<Item = Vec<f32>> {
        let said = &self.by_witness[..self.n_witnesses];
        (0..self.n_lines).map(|i| said.iter().map(|lines| lines[i]).collect())
    }
}

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

impl Seen<'_> {
    /// Its weight, if it is prose.
    fn prose(&self) -> u32 {
        if self.read.is_prose() { self.read.weight } else { 0 }
    }
}

/// The testimony on one line as it is taken down.
struct Row<'a> {
    said: &'a mut [[f32; LINES_AT_ONCE]; WITNESSES_MAX],
    /// The line, and the witness that is next.
    line: usize,
    next: usize,
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
        self.said[self.next][self.line] = value;
        self.next += 1;
    }
}

/// What every witness says of the lines among `pieces`, told to `take` a few lines at a time: of all lines
/// together it would be many times as long as the page.
pub(super) fn hear<'a>(
    tree: &'a Tree,
    survey: &'a Survey,
    pieces: &'a [Piece],
    stated: &'a Stated<'a>,
    mut take: impl FnMut(&Said),
) -> Heard<'a> {
    let scene = Scene::of(tree, survey, pieces, stated);
    let (mut path, mut passed) = (Path::default(), Passed::default());
    let (mut said, mut names) = (Said::of_none(), Vec::new());
    for i in 0..scene.lines.len() {
        let line = i % LINES_AT_ONCE;
        let names_of = (i == 0).then_some(&mut names);
        let mut row = Row { said: &mut said.by_witness, line, next: 0, names: names_of };
        path.go(&scene, scene.lines[i].line.block);
        own::text(&scene, i, &mut row);
        own::mark_up(&scene, &path, i, &mut row);
        place::groups(&scene, i, &mut row);
        place::container(&scene, &path, i, &mut row);
        place::structures(&scene, &path, &mut row);
        near::pictures(&scene, i, &mut row);
        near::heading(&scene, i, &passed, &mut row);
        near::neighbours(&scene, i, &mut row);
        near::passed(&scene, &path, i, &passed, &mut row);
        near::stated(&scene, i, &mut row);
        passed.pass(&scene, &path, i);
        (said.n_lines, said.n_witnesses) = (line + 1, row.next);
        if said.n_lines == LINES_AT_ONCE || i + 1 == scene.lines.len() {
            take(&said);
        }
    }
    Heard { lines: scene.lines, wide: scene.container, names }
}

/// A part of a whole; 0 of nothing.
fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}
