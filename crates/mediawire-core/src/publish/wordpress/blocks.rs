//! A body as blocks of WordPress's editor: its text and no other, except paragraphs of the class `mediawire-ours`.
//!
//! Source: the `save` functions of the blocks of WordPress 6.1, which the editor holds a stored block against.

use crate::codec::digest::Digest;
use crate::model::body::{BlockKind, Body, Embed, Figure, Line, ListItem, Run, Table};
use crate::model::picture::{Picture, Pictures};
use crate::publish::body::{LIST_DEPTH_MAX, has_text, heading, push_line, push_link_start};
use crate::publish::html::{host, web_link};
use crate::publish::locale::Locale;
use crate::publish::wordpress::text::{exact, push_exact};
use std::collections::HashMap;
use std::fmt::Write as _;

/// An image that WordPress has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its number there.
    pub id: u64,
    /// Its address there.
    pub url: String,
}

/// What a body is written with beside itself.
pub(super) struct Setting<'a> {
    pub(super) pictures: &'a Pictures,
    pub(super) media: &'a HashMap<Digest, Media>,
    pub(super) locale: &'a Locale,
    /// The direction of the text, where it is not the site's.
    pub(super) dir: Option<&'static str>,
}

const INFALLIBLE: &str = "a String takes all that is written to it";

/// `<!-- wp:name attributes -->inner<!-- /wp:name -->`; `attributes` is JSON without free text, or empty.
pub(super) fn push_block(out: &mut String, name: &str, attributes: &str, inner: &str) {
    let space = if attributes.is_empty() { "" } else { " " };
    let between = if out.is_empty() || out.ends_with('>') { "" } else { "\n" };
    write!(out, "{between}<!-- wp:{name}{space}{attributes} -->\n{inner}\n<!-- /wp:{name} -->\n")
        .expect(INFALLIBLE);
}

/// A paragraph of that class and direction; `html` is its inside.
pub(super) fn push_paragraph(out: &mut String, class: &str, dir: Option<&str>, html: &str) {
    let mut attributes = Vec::new();
    let mut start = "<p".to_owned();
    if !class.is_empty() {
        attributes.push(format!("\"className\":\"{class}\""));
        write!(start, " class=\"{class}\"").expect(INFALLIBLE);
    }
    if let Some(dir) = dir {
        attributes.push(format!("\"direction\":\"{dir}\""));
        write!(start, " dir=\"{dir}\"").expect(INFALLIBLE);
    }
    let attributes =
        if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(",")) };
    push_block(out, "paragraph", &attributes, &format!("{start}>{html}</p>"));
}

/// Blocks kept together; nothing if there are none.
pub(super) fn push_group(out: &mut String, class: &str, blocks: &str) {
    if !blocks.is_empty() {
        let inner = format!("<div class=\"wp-block-group {class}\">{}</div>", blocks.trim_end());
        push_block(out, "group", &format!("{{\"className\":\"{class}\"}}"), &inner);
    }
}

/// The body as blocks one after another.
pub(super) fn to_blocks(body: &Body, setting: &Setting<'_>) -> String {
    let mut out = String::new();
    let mut above = Vec::new();
    for block in &body.blocks {
        write_block(&mut out, &block.kind, setting, &mut above);
    }
    out
}

fn write_block(out: &mut String, kind: &BlockKind, setting: &Setting<'_>, above: &mut Vec<u8>) {
    match kind {
        BlockKind::Paragraph(line) => push_lines(out, "", setting, std::slice::from_ref(line)),
        BlockKind::UpdateTime(time) => {
            push_lines(out, "mediawire-time", setting, std::slice::from_ref(&time.line));
        }
        BlockKind::Heading(level, line) if has_text(line) => {
            let name = heading(*level, above);
            let level =
                if name == "h2" { String::new() } else { format!("{{\"level\":{}}}", &name[1..]) };
            push_block(out, "heading", &level, &format!("<{name}>{}</{name}>", html(line)));
        }
        BlockKind::Heading(..) => {}
        BlockKind::Quotation(lines) => {
            let mut inner = String::new();
            push_lines(&mut inner, "", setting, lines);
            if !inner.is_empty() {
                let inner = inner.trim_end();
                let inner = format!("<blockquote class=\"wp-block-quote\">{inner}</blockquote>");
                push_block(out, "quote", "", &inner);
            }
        }
        BlockKind::PullQuote(lines) => write_pull_quote(out, lines),
        BlockKind::List(items) => write_list(out, items),
        BlockKind::Code(line) if has_text(line) => {
            let text = html(line);
            // A parser drops a line feed right behind `<pre>`.
            let first = if text.starts_with('\n') { "\n" } else { "" };
            let inner = format!("<pre class=\"wp-block-preformatted\">{first}{text}</pre>");
            push_block(out, "preformatted", "", &inner);
        }
        BlockKind::Code(_) => {}
        BlockKind::Figure(figure) => write_figure(out, figure, setting),
        BlockKind::Table(table) => write_table(out, table, setting),
        BlockKind::Embed(embed) => write_embed(out, embed, setting),
    }
}

fn html(line: &[Run]) -> String {
    let mut out = String::new();
    push_line(&mut out, line, push_exact);
    out
}

/// A paragraph for each line that has text.
fn push_lines(out: &mut String, class: &str, setting: &Setting<'_>, lines: &[Line]) {
    for line in lines.iter().filter(|line| has_text(line)) {
        push_paragraph(out, class, setting.dir, &html(line));
    }
}

/// The block has one paragraph: lines are broken in it.
fn write_pull_quote(out: &mut String, lines: &[Line]) {
    let lines: Vec<String> =
        lines.iter().filter(|line| has_text(line)).map(|line| html(line)).collect();
    if !lines.is_empty() {
        let text = lines.join("<br>");
        let inner = format!("<blockquote><p>{text}</p></blockquote>");
        let inner = format!("<figure class=\"wp-block-pullquote\">{inner}</figure>");
        push_block(out, "pullquote", "", &inner);
    }
}

/// A list that is being written.
struct Open {
    is_numbered: bool,
    next: i32,
}

impl Open {
    fn start(item: &ListItem, out: &mut String) -> Self {
        out.push_str(match item.number {
            Some(_) => "<!-- wp:list {\"ordered\":true",
            None => "<!-- wp:list",
        });
        match item.number {
            Some(1) => out.push_str("} -->\n<ol>"),
            Some(n) => {
                write!(out, ",\"start\":{n}}} -->\n<ol start=\"{n}\">").expect(INFALLIBLE);
            }
            None => out.push_str(" -->\n<ul>"),
        }
        Self { is_numbered: item.number.is_some(), next: item.number.unwrap_or(1) }
    }

    fn end(&self, out: &mut String) {
        out.push_str(ITEM_END);
        out.push_str(if self.is_numbered { "</ol>" } else { "</ul>" });
        out.push_str("\n<!-- /wp:list -->");
    }
}

const ITEM_END: &str = "</li>\n<!-- /wp:list-item -->";

/// Flat levels as nested lists. The editor knows no number of a single item: where one is left out, a list begins.
fn write_list(out: &mut String, items: &[ListItem]) {
    let mut list = String::new();
    let mut open: Vec<Open> = Vec::new();
    for item in items {
        let depth = usize::from(item.level).clamp(1, (open.len() + 1).min(LIST_DEPTH_MAX));
        while open.len() > depth {
            open.pop().expect("longer than depth").end(&mut list);
        }
        if open.len() == depth {
            let same = &open[depth - 1];
            if same.is_numbered == item.number.is_some()
                && item.number.is_none_or(|n| n == same.next)
            {
                list.push_str(ITEM_END);
                list.push_str("\n\n");
            } else {
                open.pop().expect("as long as depth, which is at least 1").end(&mut list);
                list.push_str("\n\n");
            }
        }
        if open.len() < depth {
            open.push(Open::start(item, &mut list));
        }
        open[depth - 1].next = item.number.unwrap_or(0).saturating_add(1);
        list.push_str("<!-- wp:list-item -->\n<li>");
        list.push_str(&html(&item.line));
    }
    while let Some(last) = open.pop() {
        last.end(&mut list);
    }
    if !list.is_empty() {
        out.push('\n');
        out.push_str(&list);
        out.push('\n');
    }
}

/// A picture that WordPress has with its words; else its words, and where the picture is.
fn write_figure(out: &mut String, figure: &Figure, setting: &Setting<'_>) {
    let picture = figure.image.as_deref().and_then(|url| setting.pictures.get(url));
    let media = picture.and_then(|picture| Some((picture, setting.media.get(&picture.digest)?)));
    let words = caption(figure, media.map(|(picture, _)| picture), setting.locale);
    let Some((_, media)) = media else {
        let url = figure.image.as_deref().and_then(web_link);
        if let Some(url) = url {
            write_picture_link(out, &url, figure.alt.trim(), setting.locale);
        }
        if !words.is_empty() {
            push_paragraph(out, "mediawire-caption", setting.dir, &words);
        }
        return;
    };
    let (id, url, alt) =
        (media.id, exact(&media.url).replace("&#058;", ":"), exact(figure.alt.trim()));
    let mut inner = format!(
        "<figure class=\"wp-block-image size-full\"><img src=\"{url}\" alt=\"{alt}\" class=\"wp-image-{id}\"/>"
    );
    if !words.is_empty() {
        write!(inner, "<figcaption class=\"wp-element-caption\">{words}</figcaption>")
            .expect(INFALLIBLE);
    }
    inner.push_str("</figure>");
    let attributes = format!("{{\"id\":{id},\"sizeSlug\":\"full\",\"linkDestination\":\"none\"}}");
    push_block(out, "image", &attributes, &inner);
}

/// Caption and credit as the page has them; where it has no credit, the one that the image itself states.
fn caption(figure: &Figure, picture: Option<&Picture>, locale: &Locale) -> String {
    let mut lines: Vec<String> = [&figure.caption, &figure.credit]
        .into_iter()
        .filter(|line| has_text(line))
        .map(|line| html(line))
        .collect();
    let stated = picture.and_then(|picture| picture.metadata.credit_line());
    if let Some(stated) = stated.filter(|_| !has_text(&figure.credit)) {
        lines.push(locale.say_html("picture-credit", &[("credit", &isolated(&stated))]));
    }
    lines.join("<br>")
}

fn write_picture_link(out: &mut String, url: &str, alt: &str, locale: &Locale) {
    let mut link = String::new();
    push_link_start(&mut link, url);
    match alt {
        "" => push_exact(&mut link, &locale.say("picture-at-source")),
        alt => {
            link.push_str(&locale.say_html("picture-at-source-of", &[("alt", &isolated(alt))]));
        }
    }
    link.push_str("</a>");
    push_paragraph(out, "mediawire-ours", None, &link);
}

/// The editor of WordPress 6.1 knows no cells that span others: a table with such cells is HTML to it.
fn write_table(out: &mut String, table: &Table, setting: &Setting<'_>) {
    // The block's own caption stands below the table, and the source's words in front of it.
    push_lines(out, "mediawire-caption", setting, std::slice::from_ref(&table.caption));
    let is_spanned = table.rows.iter().flatten().any(|cell| cell.columns > 1 || cell.rows > 1);
    let has_head = table.rows.len() > 1
        && table.rows.first().is_some_and(|row| row.iter().all(|cell| cell.is_header));
    let mut inner = "<figure class=\"wp-block-table\"><table>".to_owned();
    for (i, row) in table.rows.iter().enumerate() {
        if i < 2 && (i == 0 || has_head) {
            inner.push_str(if has_head && i == 0 { "<thead>" } else { "<tbody>" });
        }
        inner.push_str("<tr>");
        for cell in row {
            let name = if cell.is_header { "th" } else { "td" };
            write!(inner, "<{name}").expect(INFALLIBLE);
            for (attribute, n) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if n > 1 {
                    write!(inner, " {attribute}=\"{n}\"").expect(INFALLIBLE);
                }
            }
            write!(inner, ">{}</{name}>", html(&cell.line)).expect(INFALLIBLE);
        }
        inner.push_str("</tr>");
        if i == 0 && has_head {
            inner.push_str("</thead>");
        }
    }
    inner.push_str(if table.rows.is_empty() { "</table>" } else { "</tbody></table>" });
    inner.push_str("</figure>");
    push_block(out, if is_spanned { "html" } else { "table" }, "", &inner);
}

/// The text of what another site shows, and the way there.
fn write_embed(out: &mut String, embed: &Embed, setting: &Setting<'_>) {
    let mut inner = String::new();
    push_lines(&mut inner, "", setting, &embed.lines);
    if let Some(link) = embed.url.as_deref().and_then(web_link) {
        let mut html = String::new();
        push_link_start(&mut html, &link);
        html.push_str(&setting.locale.say_html("shown-by", &[("host", &isolated(&host(&link)))]));
        html.push_str("</a>");
        push_paragraph(&mut inner, "mediawire-ours", None, &html);
    }
    push_group(out, "mediawire-embed", &inner);
}

/// Somebody's words among ours. WordPress takes `<bdi>` out of what some of its users write.
pub(super) fn isolated(text: &str) -> String {
    format!("<span dir=\"auto\">{}</span>", exact(text))
}
