//! The lock on blocks: whether numbers, levels, cells, headings, images and addresses are those of the mark-up.

use crate::codec::html::{NodeId, Tree};
use crate::model::body::{BlockKind, Cell, Embed, Figure, Line, ListItem, Part, Table};
use crate::model::structure::{self, Medium, Structure};
use std::collections::HashSet;

/// A part with what may stand in its blocks beside text.
pub(super) struct Shape<'a> {
    structure: Structure<'a>,
    /// Address and text alternative of each image of the container.
    images: HashSet<(Option<String>, String)>,
    /// Addresses of its frames.
    frames: HashSet<String>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(structure: Structure<'a>, part: &Part) -> Self {
        let tree = structure.tree;
        // Several elements may hold the same texts: the outermost has all the images that any of them has.
        let first = tree.text_node(part.texts.start);
        let container = first
            .and_then(|id| tree.ancestors(id).filter(|&id| tree.texts_in(id) == part.texts).last());
        let mut out = Self { structure, images: HashSet::new(), frames: HashSet::new() };
        for id in container.map_or(0..tree.len(), |id| tree.subtree(id)) {
            match structure::medium(tree, id) {
                Some(Medium::Image) => {
                    out.images.insert(out.structure.image(id));
                }
                Some(Medium::Frame) => out.frames.extend(out.structure.frame_url(id)),
                None => {}
            }
        }
        out
    }

    /// What differs, in words.
    pub(super) fn differences(&self, kind: &BlockKind) -> Vec<String> {
        let mut out = Vec::new();
        match kind {
            BlockKind::Paragraph(_) => {}
            BlockKind::Heading(level, line) => {
                let is_so = |id| structure::heading_at(self.tree(), id) == Some(*level);
                self.each(line, is_so, "is no heading of this level", &mut out);
            }
            BlockKind::Quotation(lines) => {
                for line in lines {
                    let is_so = |id| structure::is_in(self.tree(), id, &["blockquote"]);
                    self.each(line, is_so, "is no quotation", &mut out);
                }
            }
            BlockKind::PullQuote(lines) => {
                for line in lines {
                    let is_so = |id| structure::is_set_apart(self.tree(), id);
                    self.each(line, is_so, "is not set apart", &mut out);
                }
            }
            BlockKind::UpdateTime(time) => {
                let at = self.structure.moment(self.nodes(&time.line));
                if time.at != at {
                    out.push(format!("the capture's mark-up states the moment {at:?} here"));
                }
            }
            BlockKind::Code(line) => {
                let is_so = |id| structure::is_in(self.tree(), id, &["pre", "xmp", "listing"]);
                self.each(line, is_so, "is not preformatted", &mut out);
            }
            BlockKind::List(items) => self.list(items, &mut out),
            BlockKind::Table(table) => self.table(table, &mut out),
            BlockKind::Figure(figure) => self.figure(figure, &mut out),
            BlockKind::Embed(embed) => self.embed(embed, &mut out),
        }
        out
    }

    fn tree(&self) -> &'a Tree {
        self.structure.tree
    }

    /// The text nodes of a line; those that are not in the tree are another rule's difference.
    fn nodes(&self, line: &Line) -> impl Iterator<Item = NodeId> {
        line.iter().filter_map(|run| self.tree().text_node(run.node))
    }

    fn each(&self, line: &Line, is_so: impl Fn(NodeId) -> bool, what: &str, out: &mut Vec<String>) {
        if !self.nodes(line).all(is_so) {
            out.push(format!("in the capture the text {what}"));
        }
    }

    fn list(&self, items: &[ListItem], out: &mut Vec<String>) {
        let tree = self.tree();
        // The outermost list counts as level 1, wherever it stands: what is compared is how levels differ.
        let mut beyond = None;
        let mut before = None;
        for item in items {
            let Some(own) =
                self.nodes(&item.line).next().and_then(|id| structure::item_at(tree, id))
            else {
                out.push("the list's item is none in the capture".to_owned());
                continue;
            };
            let is_so = |id| structure::item_at(tree, id) == Some(own);
            self.each(&item.line, is_so, "is not one item", out);
            if before == Some(own) {
                out.push("in the capture the item is one with that before it".to_owned());
            }
            before = Some(own);
            let number = self.structure.number(own);
            if item.number != number {
                out.push(format!("the item's number is {number:?} in the capture"));
            }
            let depth = structure::list_depth(tree, own);
            let more = depth.checked_sub(usize::from(item.level));
            // A level of 255 stands for any that is deeper.
            if item.level < u8::MAX && (more.is_none() || more != *beyond.get_or_insert(more)) {
                out.push("the item's level differs".to_owned());
            }
        }
    }

    fn table(&self, table: &Table, out: &mut Vec<String>) {
        let tree = self.tree();
        let place =
            |cell: &Cell| self.nodes(&cell.line).next().and_then(|id| structure::cell_at(tree, id));
        let mut row_before = None;
        for row in &table.rows {
            let own_row = row.first().and_then(place).map(|(_, row)| row);
            if own_row.is_none() || own_row == row_before {
                out.push("the table's row is none in the capture".to_owned());
            }
            row_before = own_row;
            let mut before = None;
            for cell in row {
                let Some((own, in_row)) = place(cell) else {
                    out.push("the table's cell is none in the capture".to_owned());
                    continue;
                };
                let is_so = |id| structure::cell_at(tree, id) == Some((own, in_row));
                self.each(&cell.line, is_so, "is not one cell", out);
                if Some(in_row) != own_row || before == Some(own) {
                    out.push(
                        "in the capture the cell is in another row, or one with that before it"
                            .to_owned(),
                    );
                }
                before = Some(own);
                if structure::cell_shape(tree, own) != (cell.is_header, cell.columns, cell.rows) {
                    out.push("the cell's kind or its spans differ".to_owned());
                }
            }
        }
    }

    fn figure(&self, figure: &Figure, out: &mut Vec<String>) {
        let own = (figure.image.clone(), figure.alt.clone());
        if own != (None, String::new()) && !self.images.contains(&own) {
            out.push(format!("the capture has no image {:?} {:?}", figure.image, figure.alt));
        }
    }

    fn embed(&self, embed: &Embed, out: &mut Vec<String>) {
        let tree = self.tree();
        let is_so = match embed.lines.first().and_then(|line| self.nodes(line).next()) {
            Some(id) => tree
                .ancestors(id)
                .filter(|&id| structure::is_embed(tree, id))
                .any(|id| self.structure.embed_url(id) == embed.url),
            None => embed.url.as_ref().is_some_and(|url| self.frames.contains(url)),
        };
        if !is_so {
            out.push(format!("the capture shows nothing from {:?} here", embed.url));
        }
        for line in &embed.lines {
            let is_so = |id| tree.ancestors(id).any(|id| structure::is_embed(tree, id));
            self.each(line, is_so, "is of no other site", out);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::codec::digest::Digest;
    use crate::extract::{self, Page};
    use crate::model::body::{Block, BlockKind, Body, Cell, Embed, Figure, ListItem, UpdateTime};
    use crate::model::id::CaptureId;
    use crate::model::lock::{Parsed, check, tree_of};
    use std::fmt::Write as _;
    use url::Url;

    const URL: &str = "https://a.example/x";
    const BLOCKS: &str = "<h3>How it went on</h3>
        <ol start=4><li>Fog came.<li>Ships waited.<ul><li>Two ferries.</ul></ol>
        <blockquote><p>We wait.</blockquote><pre>06:00 shut</pre>
        <table><tr><th colspan=2>Berth<th>State<tr><td>A<td>B<td>shut</table>
        <figure><img src=/fog.jpg alt=Fog><figcaption>Fog.</figcaption></figure>
        <figure><img src=/quay.jpg alt=Quay></figure>
        <blockquote class=x-post cite=https://b.example/1><p>Shut again.</blockquote>
        <blockquote class=pull><p>The harbour stayed shut for the whole of the morning</blockquote>
        <iframe src=https://c.example/v></iframe>";

    fn page() -> String {
        let prose: String = (1..10)
            .map(|n| {
                format!("<p>The harbour stayed shut for the whole of the morning, as it was on {n} others before, its master said.")
            })
            .collect();
        format!(
            "<title>Fog</title><p>Buy now!<img src=/ad.gif alt=Ad></p><article>{prose}{BLOCKS}{prose}</article>"
        )
    }

    fn body() -> Body {
        let (page, capture) = (page(), CaptureId(Digest::of(b"")));
        let page = Page { capture, url: URL, document: &page, entry: None, list: None };
        extract::text(&page).unwrap().body
    }

    fn differences(body: &Body) -> String {
        let (tree, base) = (tree_of(&page(), None), Url::parse(URL).unwrap());
        let found = check(body, &[Parsed { tree: &tree, base: Some(&base) }]);
        found.iter().fold(String::new(), |mut out, it| {
            writeln!(out, "{it}").unwrap();
            out
        })
    }

    fn kind<T>(body: &mut Body, find: impl Fn(&mut BlockKind) -> Option<&mut T>) -> &mut T {
        body.blocks.iter_mut().find_map(|block: &mut Block| find(&mut block.kind)).unwrap()
    }

    fn items(body: &mut Body) -> &mut Vec<ListItem> {
        kind(body, |kind| match kind {
            BlockKind::List(items) => Some(items),
            _ => None,
        })
    }

    fn rows(body: &mut Body) -> &mut Vec<Vec<Cell>> {
        kind(body, |kind| match kind {
            BlockKind::Table(table) => Some(&mut table.rows),
            _ => None,
        })
    }

    fn figure(body: &mut Body) -> &mut Figure {
        kind(body, |kind| match kind {
            BlockKind::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// The post if it has lines, else the frame.
    fn embed(body: &mut Body, has_lines: bool) -> &mut Embed {
        kind(body, |kind| match kind {
            BlockKind::Embed(embed) if embed.lines.is_empty() != has_lines => Some(embed),
            _ => None,
        })
    }

    #[test]
    fn what_the_extractor_makes_of_blocks_has_no_difference() {
        let mut body = body();
        assert_eq!(differences(&body), "");
        let levels: Vec<_> = items(&mut body).iter().map(|it| (it.level, it.number)).collect();
        assert_eq!(levels, [(1, Some(4)), (1, Some(5)), (2, None)]);
        assert_eq!(rows(&mut body)[0][0].columns, 2);
        assert_eq!(embed(&mut body, true).url.as_deref(), Some("https://b.example/1"));
        assert!(body.blocks.iter().any(|block| matches!(block.kind, BlockKind::PullQuote(_))));
    }

    #[test]
    fn each_way_of_altering_a_block_is_found() {
        type Alter = fn(&mut Body);
        let ways: [(&str, Alter); 20] = [
            ("no heading of this level", |b| {
                *kind(b, |kind| match kind {
                    BlockKind::Heading(level, _) => Some(level),
                    _ => None,
                }) = 2;
            }),
            ("no heading of this level", |b| {
                let BlockKind::Paragraph(line) = b.blocks[0].kind.clone() else { panic!() };
                b.blocks[0].kind = BlockKind::Heading(2, line);
            }),
            ("is no quotation", |b| {
                let BlockKind::Paragraph(line) = b.blocks[0].kind.clone() else { panic!() };
                b.blocks[0].kind = BlockKind::Quotation(vec![line]);
            }),
            ("is not set apart", |b| {
                let BlockKind::Paragraph(line) = b.blocks[0].kind.clone() else { panic!() };
                b.blocks[0].kind = BlockKind::PullQuote(vec![line]);
            }),
            ("stand nowhere else in the article", |b| {
                let quoted =
                    kind(b, |kind| matches!(kind, BlockKind::Quotation(_)).then_some(kind));
                let BlockKind::Quotation(lines) = quoted.clone() else { panic!() };
                *quoted = BlockKind::PullQuote(lines);
            }),
            ("states the moment None here", |b| {
                let BlockKind::Paragraph(line) = b.blocks[0].kind.clone() else { panic!() };
                let at = "2026-11-23T11:40:00Z".parse().ok();
                b.blocks[0].kind = BlockKind::UpdateTime(UpdateTime { at, line });
            }),
            ("is not preformatted", |b| {
                let BlockKind::Paragraph(line) = b.blocks[0].kind.clone() else { panic!() };
                b.blocks[0].kind = BlockKind::Code(line);
            }),
            ("the item's number is Some(5)", |b| items(b)[1].number = Some(7)),
            ("the item's number is None", |b| items(b)[2].number = Some(1)),
            ("the item's level differs", |b| items(b)[2].level = 1),
            ("is not one item", |b| {
                let last = items(b).pop().unwrap();
                items(b)[1].line.extend(last.line);
            }),
            ("the list's item is none", |b| {
                items(b).push(ListItem { level: 1, number: None, line: Vec::new() });
            }),
            ("the cell's kind or its spans differ", |b| rows(b)[0][0].columns = 1),
            ("the cell's kind or its spans differ", |b| rows(b)[1][0].is_header = true),
            ("the cell is in another row", |b| {
                let last = rows(b).pop().unwrap();
                rows(b)[0].extend(last);
            }),
            ("no image Some(\"https://a.example/fog.jpg\") \"Sun\"", |b| {
                figure(b).alt = "Sun".to_owned();
            }),
            ("no image", |b| {
                let url = Some("https://a.example/ad.gif".to_owned());
                (figure(b).image, figure(b).alt) = (url, "Ad".to_owned());
            }),
            ("no image", |b| figure(b).image = None),
            ("shows nothing from", |b| embed(b, true).url = Some("https://c.example/v".to_owned())),
            ("shows nothing from", |b| {
                embed(b, false).url = Some("https://b.example/1".to_owned());
            }),
        ];
        for (expected, alter) in ways {
            let mut body = body();
            alter(&mut body);
            let found = differences(&body);
            assert!(found.contains(expected), "{expected}: {found}");
        }
    }
}
