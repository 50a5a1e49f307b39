//! Lines and images to blocks: which structure a line stands in, and what that structure is.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::lines::{Line, Piece, Role};
use crate::extract::picture;
use crate::extract::survey::Survey;
use crate::model::body::{
    self, Block, BlockKind, Cell, Embed, Figure, ListItem, Run, Table, UpdateTime,
};
use crate::model::lock;
use crate::model::pull::Said;
use crate::model::structure::{self, Medium, Structure};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use url::Url;

/// More texts than this that are set apart are no pull quotes, but the page's layout.
const PULL_QUOTES_MAX: usize = 32;

/// The page that blocks are made from, with what is counted in it once: asked of each line, nothing walks the whole
/// list, table or quotation that the line stands in.
struct Ground<'a> {
    tree: &'a Tree,
    survey: &'a Survey,
    structure: Structure<'a>,
    container: NodeId,
    /// Bytes of text before each text node, by ordinal; one entry more than texts.
    n_bytes: Vec<usize>,
    /// How many `p` stand before each node; one entry more than nodes.
    n_paragraphs: Vec<u32>,
    /// Whether a table is data, of those that were asked for.
    data: RefCell<HashMap<NodeId, bool>>,
    /// Whether a list lays out parts of the page, of those that were asked for.
    layout: RefCell<HashMap<NodeId, bool>>,
}

impl<'a> Ground<'a> {
    fn of(tree: &'a Tree, survey: &'a Survey, base: Option<&'a Url>, container: NodeId) -> Self {
        let (mut n_bytes, mut n_paragraphs) = (vec![0], vec![0]);
        let (mut bytes, mut paragraphs) = (0, 0);
        for id in 0..tree.len() {
            paragraphs += u32::from(tree.tag_id(id) == Tag::P);
            n_paragraphs.push(paragraphs);
            if tree.is_text(id) {
                bytes += tree.text(id).len();
                n_bytes.push(bytes);
            }
        }
        let structure = Structure::of(tree, base);
        let (data, layout) = (RefCell::default(), RefCell::default());
        Self { tree, survey, structure, container, n_bytes, n_paragraphs, data, layout }
    }

    fn text_bytes(&self, id: NodeId) -> usize {
        let texts = self.tree.texts_in(id);
        self.n_bytes[texts.end as usize] - self.n_bytes[texts.start as usize]
    }

    /// Whether a quotation holds so much of the article that it is the page's way of indenting it.
    fn is_layout_quote(&self, id: NodeId) -> bool {
        self.text_bytes(id) as f32 / self.text_bytes(self.container).max(1) as f32 > 0.7
    }

    /// Whether a list's items are texts of several paragraphs: the page's way of laying out parts.
    fn is_layout_list(&self, id: NodeId) -> bool {
        *self.layout.borrow_mut().entry(id).or_insert_with(|| {
            let items = self.tree.children(id).filter(|&id| self.tree.tag(id) == "li");
            let n_paragraphs = |id: NodeId| {
                self.n_paragraphs[self.tree.end(id) as usize] - self.n_paragraphs[id as usize]
            };
            let (mut n_items, mut n_long) = (0usize, 0usize);
            for item in items {
                n_items += 1;
                n_long += usize::from(n_paragraphs(item) >= 2);
            }
            n_items > 0 && n_long * 2 > n_items
        })
    }

    fn is_data(&self, table: NodeId) -> bool {
        *self.data.borrow_mut().entry(table).or_insert_with(|| is_data(self.tree, table))
    }
}

/// The structure that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Paragraph,
    Heading(u8),
    Code(NodeId),
    /// The figure; whether the line is its credit.
    Figure(NodeId, bool),
    /// The table, the row, the cell.
    Table(NodeId, NodeId, NodeId),
    Caption(NodeId),
    /// The outermost list, the item.
    List(NodeId, NodeId),
    Quotation(NodeId),
    Embed(NodeId),
}

/// The blocks of the pieces, in order.
pub(super) fn of(
    tree: &Tree,
    survey: &Survey,
    base: Option<&Url>,
    container: NodeId,
    pieces: &[Piece],
) -> Vec<Block> {
    let ground = &Ground::of(tree, survey, base, container);
    let mut out: Vec<(Option<NodeId>, BlockKind)> = Vec::new();
    let mut last: Option<Spot> = None;
    let boxes: HashSet<NodeId> = pieces.iter().filter_map(caption_box).collect();
    for piece in pieces {
        match piece {
            Piece::Line(line) if line.role == Role::Time => {
                let at = ground.structure.moment(line.nodes.iter().map(|&(id, _)| id));
                let line = runs(ground, line);
                out.push((None, BlockKind::UpdateTime(UpdateTime { at, line })));
                last = None;
            }
            Piece::Line(line) => {
                for (spot, line) in spots_of(ground, line) {
                    add_line(ground, &mut out, last, spot, &line);
                    last = Some(spot);
                }
            }
            Piece::Media(id) => {
                if let Some((owner, kind)) = media(ground, *id, &boxes) {
                    let is_box = owner.is_some_and(|id| boxes.contains(&id));
                    let is_known = !is_box
                        && owner.is_some()
                        && out.iter().rev().take(8).any(|it| it.0 == owner);
                    let waits = is_box
                        && matches!((last, owner), (Some(Spot::Figure(id, _)), Some(of)) if id == of);
                    if waits && give_image(&mut out, &kind) {
                        continue;
                    }
                    if !is_known {
                        out.push((owner, kind));
                        last = owner.map(|id| Spot::Figure(id, false));
                    }
                }
            }
        }
    }
    let mut blocks: Vec<Block> = out
        .into_iter()
        .map(|(_, kind)| Block { part: 0, kind })
        .filter(|block| !is_empty(&block.kind))
        .collect();
    mark_pull_quotes(tree, &mut blocks);
    blocks
}

/// Marks what is set apart and says what the running text says as well.
fn mark_pull_quotes(tree: &Tree, blocks: &mut [Block]) {
    let is_set_apart = |line: &body::Line| {
        let mut nodes = line.iter().filter_map(|run| tree.text_node(run.node));
        nodes.all(|id| structure::is_set_apart(tree, id))
    };
    let may_be = |(_, block): &(usize, &Block)| {
        matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Quotation(_))
            && block.kind.lines().into_iter().all(is_set_apart)
    };
    let mut among: Vec<usize> = blocks.iter().enumerate().filter(may_be).map(|(i, _)| i).collect();
    if among.is_empty() || among.len() > PULL_QUOTES_MAX {
        return;
    }
    let mut said = Said::of(blocks);
    // The longest first: what holds another's words is known then for running text or not.
    among.sort_by_key(|&i| std::cmp::Reverse(said.len_of(i)));
    for i in among {
        if said.repeats(i, &blocks[i]) {
            let lines = blocks[i].kind.lines().into_iter().cloned().collect();
            blocks[i].kind = BlockKind::PullQuote(lines);
            said.forget(i);
        }
    }
}

fn is_empty(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Figure(figure) => {
            figure.image.is_none() && figure.caption.is_empty() && figure.credit.is_empty()
        }
        _ => false,
    }
}

/// Gives the last figure, which has words only, the image of another; whether it did.
fn give_image(out: &mut [(Option<NodeId>, BlockKind)], of: &BlockKind) -> bool {
    match (out.last_mut(), of) {
        (Some((_, BlockKind::Figure(figure))), BlockKind::Figure(of)) if figure.image.is_none() => {
            (figure.image, figure.alt) = (of.image.clone(), of.alt.clone());
            true
        }
        _ => false,
    }
}

/// The element of whose picture the piece is the caption, where nothing on the page says so.
fn caption_box(piece: &Piece) -> Option<NodeId> {
    match piece {
        Piece::Line(Line { role: Role::Caption(id), .. }) => Some(*id),
        _ => None,
    }
}

/// An image or frame as a block, with the figure, or the one of `boxes`, that it belongs to.
fn media(
    ground: &Ground<'_>,
    id: NodeId,
    boxes: &HashSet<NodeId>,
) -> Option<(Option<NodeId>, BlockKind)> {
    let Ground { tree, structure, .. } = ground;
    if structure::medium(tree, id) == Some(Medium::Frame) {
        let url = Some(structure.frame_url(id)?);
        return Some((None, BlockKind::Embed(Embed { url, lines: Vec::new() })));
    }
    let (figure, img) = match tree.tag(id) {
        "figure" => (Some(id), structure.first_image(id)),
        _ => {
            let is_figure = |id: &NodeId| tree.tag(*id) == "figure" || boxes.contains(id);
            (up(ground, id).find(is_figure), Some(id))
        }
    };
    let (image, alt) = img.map(|img| structure.image(img)).unwrap_or_default();
    if figure.is_none() && image.is_none() {
        return None;
    }
    Some((figure, BlockKind::Figure(Figure { image, alt, ..Figure::default() })))
}

/// The elements around a node, up to the container and with it.
fn up<'a>(ground: &'a Ground<'_>, id: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let around = std::iter::once(id).chain(ground.tree.ancestors(id));
    around.take_while(move |&id| id >= ground.container)
}

/// The line's structure; a caption that ends in its credit gives two.
fn spots_of(ground: &Ground<'_>, line: &Line) -> Vec<(Spot, Line)> {
    let spot = match line.role {
        Role::Caption(id) => Spot::Figure(id, picture::is_credit(ground.tree, line.block, id)),
        _ => spot_of(ground, line.block),
    };
    if let Spot::Figure(figure, false) = spot {
        let is_credit = |&(id, _): &(NodeId, u8)| picture::is_credit(ground.tree, id, figure);
        let n_credit = line.nodes.iter().rev().take_while(|node| is_credit(node)).count();
        let (caption, credit) = line.nodes.split_at(line.nodes.len() - n_credit);
        if !caption.is_empty() && !credit.is_empty() {
            let of = |nodes: &[(NodeId, u8)]| Line { nodes: nodes.to_vec(), ..*line };
            return vec![(spot, of(caption)), (Spot::Figure(figure, true), of(credit))];
        }
    }
    vec![(spot, line.clone())]
}

fn spot_of(ground: &Ground<'_>, block: NodeId) -> Spot {
    let tree = ground.tree;
    let mut spot = Spot::Paragraph;
    // From the inside out: an outer structure takes the place of an inner one.
    let (mut item, mut row, mut cell, mut caption) = (None, None, None, None);
    for id in up(ground, block) {
        match tree.tag(id) {
            "figcaption" => caption = Some(id),
            // What a figure shows beside pictures is no caption.
            "figure"
                if caption.is_none()
                    && matches!(
                        spot,
                        Spot::Table(..) | Spot::Quotation(_) | Spot::Code(_) | Spot::Embed(_)
                    ) =>
            {
                return spot;
            }
            "figure" => return Spot::Figure(id, picture::is_credit(tree, block, id)),
            tag if spot == Spot::Paragraph && structure::heading_level(tag).is_some() => {
                spot = structure::heading_level(tag).map_or(spot, Spot::Heading);
            }
            "pre" | "xmp" | "listing" => spot = Spot::Code(id),
            "li" | "dd" | "dt" if item.is_none() => item = Some(id),
            "td" | "th" if cell.is_none() => cell = Some(id),
            "tr" if row.is_none() => row = Some(id),
            "caption" => {
                if let Some(table) = tree.parent(id) {
                    spot = Spot::Caption(table);
                }
            }
            "table" => {
                if let (Some(row), Some(cell)) = (row, cell)
                    && ground.is_data(id)
                {
                    spot = Spot::Table(id, row, cell);
                }
            }
            "ul" | "ol" | "dl" => {
                if let Some(item) = item.filter(|_| !ground.is_layout_list(id)) {
                    spot = Spot::List(id, item);
                }
            }
            "a" | "blockquote" if structure::is_embed(tree, id) => spot = Spot::Embed(id),
            "blockquote" if !ground.is_layout_quote(id) => spot = Spot::Quotation(id),
            _ if picture::is_caption(tree, ground.survey, id) => {
                return Spot::Figure(id, picture::is_credit(tree, block, id));
            }
            _ => {}
        }
    }
    caption.map_or(spot, |id| Spot::Figure(id, picture::is_credit(tree, block, id)))
}

/// Whether a table tells something by its rows and columns.
fn is_data(tree: &Tree, table: NodeId) -> bool {
    let (mut n_cells, mut n_rows, mut n_bytes, mut is_marked) = (0usize, 0usize, 0usize, false);
    for id in tree.subtree(table).skip(1) {
        match tree.tag(id) {
            "table" => return false,
            "th" | "caption" | "thead" => is_marked = true,
            "tr" => n_rows += 1,
            "td" => n_cells += 1,
            _ => n_bytes += tree.text(id).trim().len(),
        }
    }
    is_marked || n_rows >= 2 && n_cells >= n_rows * 2 && n_bytes / n_cells.max(1) < 120
}

fn runs(ground: &Ground<'_>, line: &Line) -> body::Line {
    let (tree, base) = (ground.tree, ground.structure.base);
    line.nodes
        .iter()
        .map(|&(id, breaks)| {
            let raw = tree.text(id);
            Run {
                node: tree.ordinal(id).expect("lines are made of text nodes"),
                start: 0,
                end: u32::try_from(raw.len()).expect("a tree's texts are counted in u32"),
                text: lock::fold(raw, lock::keeps_space(tree, id)).into_owned(),
                marks: lock::marks_at(tree, id),
                link: lock::link_at(tree, id, base),
                breaks,
            }
        })
        .collect()
}

/// Adds a line to a line of the same item, cell or caption: it begins with a break.
fn join(into: &mut body::Line, mut line: body::Line) {
    if let (false, Some(first)) = (into.is_empty(), line.first_mut()) {
        first.breaks = first.breaks.max(1);
    }
    into.append(&mut line);
}

fn add_line(
    ground: &Ground<'_>,
    out: &mut Vec<(Option<NodeId>, BlockKind)>,
    last: Option<Spot>,
    spot: Spot,
    line: &Line,
) {
    let runs = runs(ground, line);
    let open = out.last_mut().map(|(_, kind)| kind);
    match (spot, open) {
        (Spot::Code(id), Some(BlockKind::Code(code))) if last == Some(Spot::Code(id)) => {
            join(code, runs);
        }
        (Spot::Figure(id, is_credit), Some(BlockKind::Figure(figure))) if matches!(last, Some(Spot::Figure(before, _)) if before == id) =>
        {
            if is_credit {
                join(&mut figure.credit, runs);
            } else {
                // A credit stands behind the caption in the model: one that precedes words joins them.
                let credit = std::mem::take(&mut figure.credit);
                join(&mut figure.caption, credit);
                join(&mut figure.caption, runs);
            }
        }
        (Spot::Table(id, row, cell), Some(BlockKind::Table(table))) if matches!(last, Some(Spot::Table(before, ..) | Spot::Caption(before)) if before == id) =>
        {
            let is_row = matches!(last, Some(Spot::Table(_, before, _)) if before == row);
            let is_cell = matches!(last, Some(Spot::Table(_, _, before)) if before == cell);
            match table.rows.last_mut() {
                Some(cells) if is_row && is_cell => {
                    join(&mut cells.last_mut().expect("a row begins with a cell").line, runs);
                }
                Some(cells) if is_row => cells.push(new_cell(ground.tree, cell, runs)),
                _ => table.rows.push(vec![new_cell(ground.tree, cell, runs)]),
            }
        }
        (Spot::List(id, item), Some(BlockKind::List(items))) if matches!(last, Some(Spot::List(before, _)) if before == id) => {
            match items.last_mut() {
                Some(open) if last == Some(Spot::List(id, item)) => join(&mut open.line, runs),
                _ => items.push(list_item(ground, id, item, runs)),
            }
        }
        (Spot::Quotation(id), Some(BlockKind::Quotation(lines)))
            if last == Some(Spot::Quotation(id)) =>
        {
            lines.push(runs);
        }
        (Spot::Embed(id), Some(BlockKind::Embed(embed))) if last == Some(Spot::Embed(id)) => {
            embed.lines.push(runs);
        }
        _ => out.push((None, new_block(ground, spot, runs))),
    }
}

fn new_block(ground: &Ground<'_>, spot: Spot, runs: body::Line) -> BlockKind {
    let tree = ground.tree;
    match spot {
        Spot::Paragraph => BlockKind::Paragraph(runs),
        Spot::Heading(level) => BlockKind::Heading(level, runs),
        Spot::Code(_) => BlockKind::Code(runs),
        Spot::Figure(_, false) => BlockKind::Figure(Figure { caption: runs, ..Figure::default() }),
        Spot::Figure(_, true) => BlockKind::Figure(Figure { credit: runs, ..Figure::default() }),
        Spot::Caption(_) => BlockKind::Table(Table { caption: runs, rows: Vec::new() }),
        Spot::Table(_, _, cell) => BlockKind::Table(Table {
            caption: Vec::new(),
            rows: vec![vec![new_cell(tree, cell, runs)]],
        }),
        Spot::List(list, item) => BlockKind::List(vec![list_item(ground, list, item, runs)]),
        Spot::Quotation(_) => BlockKind::Quotation(vec![runs]),
        Spot::Embed(id) => {
            BlockKind::Embed(Embed { url: ground.structure.embed_url(id), lines: vec![runs] })
        }
    }
}

fn new_cell(tree: &Tree, id: NodeId, line: body::Line) -> Cell {
    let (is_header, columns, rows) = structure::cell_shape(tree, id);
    Cell { is_header, columns, rows, line }
}

fn list_item(ground: &Ground<'_>, list: NodeId, item: NodeId, line: body::Line) -> ListItem {
    let tree = ground.tree;
    let level = structure::list_depth(tree, item) - structure::list_depth(tree, list);
    let number = ground.structure.number(item);
    ListItem { level: u8::try_from(level).unwrap_or(u8::MAX), number, line }
}
