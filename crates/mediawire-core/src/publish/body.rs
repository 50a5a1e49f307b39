//! A body as HTML: its text and no other, with the mark-up that its marks stand for.
//!
//! The few words that are not the body's (a link to a picture, to what another site shows) stand in elements of the
//! class `ours`; the text of all others is that of [`Body::text`].

use crate::model::body::{
    Block, BlockKind, Body, Embed, Figure, Line, ListItem, Marks, Run, Table, UpdateTime, line_text,
};
use crate::model::picture::{Picture, Pictures};
use crate::publish::address;
use crate::publish::html::{body_link, escape, host, push_escaped, web_link};
use crate::publish::locale::Locale;
use std::fmt::Write as _;

/// Lists are nested no deeper than this.
pub(super) const LIST_DEPTH_MAX: usize = 8;
/// More line breaks than this at one place show nothing that this many do not.
const BREAKS_MAX: u8 = 3;

/// What a body is written with beside itself.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The pictures that are shown. Of a figure whose picture is none of them there is a link to where it is at the
    /// source.
    pub pictures: &'a Pictures,
    /// Whose words are ours.
    pub locale: &'a Locale,
    /// What stands in front of an image's path: empty on a page of the site, the site's own address elsewhere.
    pub base: &'a str,
}

/// The body as HTML: block elements one after another, without a container. Every link in it is absolute.
#[must_use]
pub fn to_html(body: &Body, setting: &Setting<'_>) -> String {
    let mut out = String::new();
    let mut above = Vec::new();
    for block in &body.blocks {
        write_block(&mut out, block, setting, &mut above);
    }
    out
}

/// The element of a heading of `level` below the headings of the levels `above`: the headline is the only first one,
/// and no level is skipped, whatever the source skips.
pub(super) fn heading(level: u8, above: &mut Vec<u8>) -> &'static str {
    while above.last().is_some_and(|last| *last >= level) {
        above.pop();
    }
    above.push(level);
    ["h2", "h3", "h4", "h5", "h6"][(above.len() - 1).min(4)]
}

fn write_block(out: &mut String, block: &Block, setting: &Setting<'_>, above: &mut Vec<u8>) {
    match &block.kind {
        BlockKind::Paragraph(line) => write_element(out, "p", line),
        BlockKind::Heading(level, line) if has_text(line) => {
            write_element(out, heading(*level, above), line);
        }
        BlockKind::Heading(..) => {}
        BlockKind::Quotation(lines) => write_quotation(out, "<blockquote>\n", lines),
        BlockKind::PullQuote(lines) => {
            write_quotation(out, "<blockquote class=\"pull\">\n", lines);
        }
        BlockKind::List(items) => write_list(out, items),
        BlockKind::Code(line) => {
            // The parser drops a line feed right behind `<pre>`; behind `<code>` it keeps it.
            // Long lines are scrolled, by keys too.
            out.push_str("<pre tabindex=\"0\"><code>");
            write_line(out, line);
            out.push_str("</code></pre>\n");
        }
        BlockKind::Figure(figure) => {
            let picture = figure.image.as_deref().and_then(|url| setting.pictures.get(url));
            match picture {
                Some(picture) => write_picture(out, figure, picture, setting),
                None => write_figure(out, figure, setting.locale),
            }
        }
        BlockKind::Table(table) => write_table(out, table, setting.locale),
        BlockKind::Embed(embed) => write_embed(out, embed, setting.locale),
        BlockKind::UpdateTime(time) => write_time(out, time),
    }
}

fn write_quotation(out: &mut String, start: &str, lines: &[Line]) {
    out.push_str(start);
    lines.iter().for_each(|line| write_element(out, "p", line));
    out.push_str("</blockquote>\n");
}

/// The page's words for a moment, with the moment for programs.
fn write_time(out: &mut String, time: &UpdateTime) {
    if has_text(&time.line) {
        out.push_str("<p class=\"time\">");
        match time.at {
            Some(at) => {
                write!(out, "<time datetime=\"{at}\">").expect(INFALLIBLE);
                write_line(out, &time.line);
                out.push_str("</time>");
            }
            None => write_line(out, &time.line),
        }
        out.push_str("</p>\n");
    }
}

/// `<name>line</name>`, or nothing if the line has no text.
fn write_element(out: &mut String, name: &str, line: &[Run]) {
    if has_text(line) {
        write!(out, "<{name}>").expect(INFALLIBLE);
        write_line(out, line);
        writeln!(out, "</{name}>").expect(INFALLIBLE);
    }
}

const INFALLIBLE: &str = "a String takes all that is written to it";

pub(super) fn has_text(line: &[Run]) -> bool {
    !line_text(line).is_empty()
}

/// Flat levels as nested lists. An item opens at most one list more than is open; its number is always told.
fn write_list(out: &mut String, items: &[ListItem]) {
    struct Open {
        is_numbered: bool,
        next: i32,
    }
    let mut open: Vec<Open> = Vec::new();
    let close = |out: &mut String, list: &Open| {
        out.push_str(if list.is_numbered { "</li></ol>\n" } else { "</li></ul>\n" });
    };
    for item in items {
        let depth = usize::from(item.level).clamp(1, (open.len() + 1).min(LIST_DEPTH_MAX));
        while open.len() > depth {
            close(out, &open.pop().expect("longer than depth"));
        }
        if open.len() == depth {
            if open[depth - 1].is_numbered == item.number.is_some() {
                out.push_str("</li>\n");
            } else {
                close(out, &open.pop().expect("as long as depth, which is at least 1"));
            }
        }
        if open.len() < depth {
            match item.number {
                Some(1) => out.push_str("<ol>\n"),
                Some(n) => writeln!(out, "<ol start=\"{n}\">").expect(INFALLIBLE),
                None => out.push_str("<ul>\n"),
            }
            open.push(Open { is_numbered: item.number.is_some(), next: item.number.unwrap_or(1) });
        }
        let list = &mut open[depth - 1];
        match item.number {
            Some(n) if n != list.next => write!(out, "<li value=\"{n}\">").expect(INFALLIBLE),
            _ => out.push_str("<li>"),
        }
        list.next = item.number.unwrap_or(0).saturating_add(1);
        write_line(out, &item.line);
    }
    while let Some(list) = open.pop() {
        close(out, &list);
    }
}

/// A picture's words, and where the picture is.
fn write_figure(out: &mut String, figure: &Figure, locale: &Locale) {
    let link = figure.image.as_deref().and_then(web_link);
    if link.is_none() && !has_text(&figure.caption) && !has_text(&figure.credit) {
        return;
    }
    out.push_str("<figure>\n");
    if let Some(link) = link {
        push_ours_start(out, "ours", locale);
        push_link_start(out, &link);
        match figure.alt.trim() {
            "" => push_escaped(out, &locale.say("picture-at-source")),
            alt => {
                out.push_str(&locale.say_html("picture-at-source-of", &[("alt", &isolated(alt))]));
            }
        }
        out.push_str("</a></p>\n");
    }
    write_caption(out, figure, None, locale);
    out.push_str("</figure>\n");
}

/// A picture with its words. Its sides are told, so that nothing moves when it comes.
fn write_picture(out: &mut String, figure: &Figure, picture: &Picture, setting: &Setting<'_>) {
    out.push_str("<figure>\n<img src=\"");
    push_escaped(out, setting.base);
    push_escaped(out, &address::image(picture));
    let (width, height) = (picture.width, picture.height);
    write!(out, "\" width=\"{width}\" height=\"{height}\" alt=\"").expect(INFALLIBLE);
    push_escaped(out, figure.alt.trim());
    out.push_str("\" loading=\"lazy\" decoding=\"async\">\n");
    write_caption(out, figure, picture.metadata.credit_line().as_deref(), setting.locale);
    out.push_str("</figure>\n");
}

/// Caption and credit as the page has them; where it has no credit, the one that the image itself states.
fn write_caption(out: &mut String, figure: &Figure, stated: Option<&str>, locale: &Locale) {
    let stated = stated.filter(|_| !has_text(&figure.credit));
    if stated.is_none() && !has_text(&figure.caption) && !has_text(&figure.credit) {
        return;
    }
    out.push_str("<figcaption>\n");
    write_element(out, "p", &figure.caption);
    if has_text(&figure.credit) {
        out.push_str("<p class=\"credit\">");
        write_line(out, &figure.credit);
        out.push_str("</p>\n");
    }
    if let Some(stated) = stated {
        push_ours_start(out, "credit ours", locale);
        out.push_str(&locale.say_html("picture-credit", &[("credit", &isolated(stated))]));
        out.push_str("</p>\n");
    }
    out.push_str("</figcaption>\n");
}

/// A table inside a box that scrolls, reachable by keyboard.
fn write_table(out: &mut String, table: &Table, locale: &Locale) {
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"");
    push_escaped(out, &locale.say("table"));
    out.push_str("\" tabindex=\"0\"><table>\n");
    write_element(out, "caption", &table.caption);
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let name = if cell.is_header { "th" } else { "td" };
            write!(out, "<{name}").expect(INFALLIBLE);
            for (attribute, n) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if n > 1 {
                    write!(out, " {attribute}=\"{n}\"").expect(INFALLIBLE);
                }
            }
            out.push('>');
            write_line(out, &cell.line);
            write!(out, "</{name}>").expect(INFALLIBLE);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
}

/// A plain card: the text of what another site shows, and the way there.
fn write_embed(out: &mut String, embed: &Embed, locale: &Locale) {
    let link = embed.url.as_deref().and_then(web_link);
    if link.is_none() && !embed.lines.iter().any(|line| has_text(line)) {
        return;
    }
    out.push_str("<div class=\"embed\">\n");
    embed.lines.iter().for_each(|line| write_element(out, "p", line));
    if let Some(link) = link {
        push_ours_start(out, "ours", locale);
        push_link_start(out, &link);
        out.push_str(&locale.say_html("shown-by", &[("host", &isolated(&host(&link)))]));
        out.push_str("</a></p>\n");
    }
    out.push_str("</div>\n");
}

/// Begins a paragraph of our own words, whatever the language of the body.
fn push_ours_start(out: &mut String, class: &str, locale: &Locale) {
    let (lang, dir) = (escape(&locale.tag), locale.dir);
    write!(out, "<p class=\"{class}\" lang=\"{lang}\" dir=\"{dir}\">").expect(INFALLIBLE);
}

/// Somebody's words among ours.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// An element that a line has open: a link, a mark, or the pair of a ruby base and its annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Ruby,
    Link(String),
    Mark(&'static str),
}

/// The order in which marks are nested, the outermost first; ruby stands outside of all.
const NESTING: [(Marks, &str); 8] = [
    (Marks::QUOTED, "q"),
    (Marks::INSERTED, "ins"),
    (Marks::STRUCK, "del"),
    (Marks::STRONG, "strong"),
    (Marks::EMPHASIS, "em"),
    (Marks::SUPERSCRIPT, "sup"),
    (Marks::SUBSCRIPT, "sub"),
    (Marks::CODE, "code"),
];

fn write_line(out: &mut String, line: &[Run]) {
    push_line(out, line, push_escaped);
}

/// A line's runs, their text written by `push_text`. What neighbours share stays open between them, so that a link or a
/// quotation is one.
pub(super) fn push_line(out: &mut String, line: &[Run], push_text: fn(&mut String, &str)) {
    let mut open: Vec<Element> = Vec::new();
    let mut is_start = true;
    for (i, run) in line.iter().enumerate() {
        let is_base = line.get(i + 1).is_some_and(|next| next.marks.has(Marks::RUBY))
            && line[i + 1].breaks == 0;
        let wanted = elements(run, is_base);
        let n_shared = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        for element in open.drain(n_shared..).rev() {
            push_end(out, &element);
        }
        if !is_start {
            (0..run.breaks.min(BREAKS_MAX)).for_each(|_| out.push_str("<br>"));
        }
        for element in wanted.into_iter().skip(n_shared) {
            push_start(out, &element);
            open.push(element);
        }
        push_text(out, &run.text);
        is_start = is_start && run.text.trim_matches(' ').is_empty();
    }
    for element in open.into_iter().rev() {
        push_end(out, &element);
    }
}

/// What stands around a run, the outermost first.
fn elements(run: &Run, is_base: bool) -> Vec<Element> {
    let mut elements = Vec::new();
    if is_base || run.marks.has(Marks::RUBY) {
        elements.push(Element::Ruby);
    }
    if run.marks.has(Marks::RUBY) {
        elements.push(Element::Mark("rt"));
    }
    if let Some(link) = run.link.as_deref().and_then(body_link) {
        elements.push(Element::Link(link));
    }
    let marks = NESTING.iter().filter(|(mark, _)| run.marks.has(*mark));
    elements.extend(marks.map(|(_, name)| Element::Mark(name)));
    elements
}

fn push_start(out: &mut String, element: &Element) {
    match element {
        Element::Ruby => out.push_str("<ruby>"),
        Element::Link(link) => push_link_start(out, link),
        Element::Mark(name) => write!(out, "<{name}>").expect(INFALLIBLE),
    }
}

fn push_end(out: &mut String, element: &Element) {
    let name = match element {
        Element::Ruby => "ruby",
        Element::Link(_) => "a",
        Element::Mark(name) => name,
    };
    write!(out, "</{name}>").expect(INFALLIBLE);
}

/// `<a href rel>`: `link` must be what [`web_link`] or [`body_link`] gave.
pub(super) fn push_link_start(out: &mut String, link: &str) {
    out.push_str("<a href=\"");
    push_escaped(out, link);
    out.push_str("\" rel=\"nofollow noopener noreferrer\">");
}
