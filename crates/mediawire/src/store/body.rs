//! The body of an article as one column: compact JSON whose digest is what a dispatch seals.

use crate::error::{Error, Kind, Result};
use crate::store::entries::{fragment, fragment_row};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::{
    Block, BlockKind, Body, Cell, Cut, CutKind, Embed, Figure, Line, ListItem, Marks, Part, Place,
    Run, Table, UpdateTime,
};
use mediawire_core::model::id::CaptureId;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct BodyRow {
    parts: Vec<PartRow>,
    blocks: Vec<BlockRow>,
    cuts: Vec<CutRow>,
}

/// Capture (hex), fragment, first text node, one past the last.
#[derive(Serialize, Deserialize)]
struct PartRow(String, Option<(u32, u32, u8)>, u32, u32);

/// Kind, part, from (node, byte), to (node, byte).
#[derive(Serialize, Deserialize)]
struct CutRow(String, u16, (u32, u32), (u32, u32));

/// Node, start, end, text, marks, breaks, link.
#[derive(Serialize, Deserialize)]
struct RunRow(u32, u32, u32, String, u16, u8, Option<String>);

type LineRow = Vec<RunRow>;

/// Part and kind.
#[derive(Serialize, Deserialize)]
struct BlockRow(u16, KindRow);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindRow {
    P(LineRow),
    H(u8, LineRow),
    Quote(Vec<LineRow>),
    Pull(Vec<LineRow>),
    /// Level, number, line.
    List(Vec<(u8, Option<i32>, LineRow)>),
    Code(LineRow),
    Figure {
        image: Option<String>,
        alt: String,
        caption: LineRow,
        credit: LineRow,
    },
    Table {
        caption: LineRow,
        /// Header, columns, rows, line.
        rows: Vec<Vec<(bool, u16, u16, LineRow)>>,
    },
    Embed {
        url: Option<String>,
        lines: Vec<LineRow>,
    },
    /// Unix milliseconds.
    Time(Option<i64>, LineRow),
}

/// The column's text.
#[must_use]
pub fn write(body: &Body) -> String {
    let row = BodyRow {
        parts: body.parts.iter().map(write_part).collect(),
        blocks: body
            .blocks
            .iter()
            .map(|block| BlockRow(block.part, write_kind(&block.kind)))
            .collect(),
        cuts: body
            .cuts
            .iter()
            .map(|cut| {
                let place = |place: Place| (place.node, place.at);
                CutRow(cut.kind.name().to_owned(), cut.part, place(cut.from), place(cut.to))
            })
            .collect(),
    };
    serde_json::to_string(&row).expect("texts and numbers are JSON")
}

/// The body that the column's text holds.
///
/// # Errors
/// `Malformed` if the text was not written by [`write()`].
pub fn read(text: &str) -> Result<Body> {
    let malformed = |what: &str| Error::new(Kind::Malformed, format!("the stored body {what}"));
    let row: BodyRow =
        serde_json::from_str(text).map_err(|cause| malformed(&format!("is not whole: {cause}")))?;
    let parts = row.parts.into_iter().map(|PartRow(capture, within, start, end)| {
        let capture = Digest::from_hex(&capture)
            .ok_or_else(|| malformed("names a capture that is no digest"))?;
        Ok(Part {
            capture: CaptureId(capture),
            fragment: within.and_then(fragment),
            texts: start..end,
        })
    });
    let cuts = row.cuts.into_iter().map(|CutRow(kind, part, from, to)| {
        let kind = CutKind::parse(&kind)
            .ok_or_else(|| malformed(&format!("has a cut of kind {kind:?}")))?;
        let place = |(node, at)| Place { node, at };
        Ok(Cut { kind, part, from: place(from), to: place(to) })
    });
    Ok(Body {
        parts: parts.collect::<Result<_>>()?,
        blocks: row
            .blocks
            .into_iter()
            .map(|BlockRow(part, kind)| Block { part, kind: read_kind(kind) })
            .collect(),
        cuts: cuts.collect::<Result<_>>()?,
    })
}

fn write_part(part: &Part) -> PartRow {
    PartRow(
        part.capture.0.to_hex(),
        part.fragment.map(fragment_row),
        part.texts.start,
        part.texts.end,
    )
}

fn write_line(line: &Line) -> LineRow {
    line.iter()
        .map(|run| {
            let Run { node, start, end, text, marks, link, breaks } = run;
            RunRow(*node, *start, *end, text.clone(), marks.bits(), *breaks, link.clone())
        })
        .collect()
}

fn read_line(line: LineRow) -> Line {
    line.into_iter()
        .map(|RunRow(node, start, end, text, marks, breaks, link)| Run {
            node,
            start,
            end,
            text,
            marks: Marks::from_bits(marks),
            link,
            breaks,
        })
        .collect()
}

fn write_kind(kind: &BlockKind) -> KindRow {
    match kind {
        BlockKind::Paragraph(line) => KindRow::P(write_line(line)),
        BlockKind::Heading(level, line) => KindRow::H(*level, write_line(line)),
        BlockKind::Quotation(lines) => KindRow::Quote(lines.iter().map(write_line).collect()),
        BlockKind::PullQuote(lines) => KindRow::Pull(lines.iter().map(write_line).collect()),
        BlockKind::List(items) => KindRow::List(
            items.iter().map(|item| (item.level, item.number, write_line(&item.line))).collect(),
        ),
        BlockKind::Code(line) => KindRow::Code(write_line(line)),
        BlockKind::Figure(figure) => KindRow::Figure {
            image: figure.image.clone(),
            alt: figure.alt.clone(),
            caption: write_line(&figure.caption),
            credit: write_line(&figure.credit),
        },
        BlockKind::Table(table) => KindRow::Table {
            caption: write_line(&table.caption),
            rows: table
                .rows
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| {
                            (cell.is_header, cell.columns, cell.rows, write_line(&cell.line))
                        })
                        .collect()
                })
                .collect(),
        },
        BlockKind::Embed(embed) => KindRow::Embed {
            url: embed.url.clone(),
            lines: embed.lines.iter().map(write_line).collect(),
        },
        BlockKind::UpdateTime(time) => {
            KindRow::Time(time.at.map(Timestamp::as_millisecond), write_line(&time.line))
        }
    }
}

fn read_kind(kind: KindRow) -> BlockKind {
    match kind {
        KindRow::P(line) => BlockKind::Paragraph(read_line(line)),
        KindRow::H(level, line) => BlockKind::Heading(level, read_line(line)),
        KindRow::Quote(lines) => BlockKind::Quotation(lines.into_iter().map(read_line).collect()),
        KindRow::Pull(lines) => BlockKind::PullQuote(lines.into_iter().map(read_line).collect()),
        KindRow::List(items) => BlockKind::List(
            items
                .into_iter()
                .map(|(level, number, line)| ListItem { level, number, line: read_line(line) })
                .collect(),
        ),
        KindRow::Code(line) => BlockKind::Code(read_line(line)),
        KindRow::Figure { image, alt, caption, credit } => BlockKind::Figure(Figure {
            image,
            alt,
            caption: read_line(caption),
            credit: read_line(credit),
        }),
        KindRow::Table { caption, rows } => BlockKind::Table(Table {
            caption: read_line(caption),
            rows: rows.into_iter().map(|row| row.into_iter().map(read_cell).collect()).collect(),
        }),
        KindRow::Embed { url, lines } => {
            BlockKind::Embed(Embed { url, lines: lines.into_iter().map(read_line).collect() })
        }
        KindRow::Time(at, line) => BlockKind::UpdateTime(UpdateTime {
            at: at.and_then(|at| Timestamp::from_millisecond(at).ok()),
            line: read_line(line),
        }),
    }
}

fn read_cell((is_header, columns, rows, line): (bool, u16, u16, LineRow)) -> Cell {
    Cell { is_header, columns, rows, line: read_line(line) }
}
