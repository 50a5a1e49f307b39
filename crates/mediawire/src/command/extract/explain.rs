//! `extract --explain`: of each text of the container whether it was kept, as what, and which element holds it.

use crate::command::extract::Input;
use mediawire_core::codec::html::{NodeId, Tree};
use mediawire_core::extract::{self, Vote, text, votes};
use mediawire_core::model::article::Article;
use mediawire_core::model::body::{BlockKind, line_text};
use mediawire_core::model::lock::tree_of;
use std::fmt::Write as _;

/// Votes on either side that are shown.
const VOTES: usize = 5;
/// Elements that a place names, and classes of each.
const STEPS: usize = 3;
const CLASSES: usize = 2;

/// A text of the container, in the order of the page.
pub(super) struct Told {
    ordinal: u32,
    /// What it was cut as; `None` if it was kept.
    pub(super) cut: Option<&'static str>,
    /// What it was kept as.
    kind: &'static str,
    pub(super) text: String,
}

/// What was done with the page, in lines for a person.
pub(super) fn explain(input: &Input<'_>) -> String {
    let mut out = String::new();
    let rule = input.sites.rule(&input.capture.url, input.capture.at);
    let told_rule = if rule.is_some() { "a rule of the site's file holds" } else { "none" };
    let article = match input.read() {
        Ok(article) => {
            let _ = writeln!(out, "verdict    an article");
            article
        }
        Err(no) => {
            let _ = writeln!(out, "verdict    {}: {no}", no.code());
            // What would have been taken for its text shows why.
            let Ok(article) = text(&input.page()) else { return out };
            article
        }
    };
    let meta = &article.meta;
    for (name, value) in [
        ("site file", told_rule.to_owned()),
        ("headline", meta.headline.clone()),
        ("dek", meta.dek.clone().unwrap_or_default()),
        ("authors", meta.authors.join("; ")),
        ("published", meta.published.as_ref().map(|it| it.at.to_string()).unwrap_or_default()),
        ("doubts", meta.doubts.join("; ")),
    ] {
        let _ = writeln!(out, "{name:10} {}", if value.is_empty() { "none" } else { &value });
    }
    let votes = votes(&input.capture.url, &input.document);
    for (name, is_for) in [("for it", true), ("against it", false)] {
        let strongest = votes.iter().filter(|(_, vote)| (*vote > 0.0) == is_for).take(VOTES);
        let strongest = strongest.map(|(name, vote)| format!("{name} ({vote:+.2})"));
        let _ = writeln!(out, "{name:10} {}", strongest.collect::<Vec<_>>().join("; "));
    }
    let tree = tree_of(&input.document, None);
    let texts = article.body.parts.first().map(|part| part.texts.clone()).unwrap_or_default();
    if let Some(container) = container(&tree, &texts) {
        let _ = writeln!(out, "container  {}", place(&tree, container));
    }
    // A rule of a site's file takes the place of the votes on lines.
    let is_voted = rule.is_none();
    let lines = extract::explain(&input.page()).ok().filter(|_| is_voted);
    if let Some(lines) = &lines {
        let _ = writeln!(out, "sure       {:.0} %", lines.confidence * 100.0);
    }
    let lines = lines.map(|it| it.lines).unwrap_or_default();
    out.push('\n');
    for told in told(&article, &tree) {
        let place = tree.text_node(told.ordinal).and_then(|id| tree.parent(id));
        let place = place.map(|id| place_of(&tree, id)).unwrap_or_default();
        let (what, kind) = match told.cut {
            Some(kind) => ("cut ", kind),
            None => ("keep", told.kind),
        };
        let _ = writeln!(out, "{what}  {kind:13} {}\n{:20} {place}", told.text, "");
        if let Some(vote) = lines.iter().find(|line| line.node == told.ordinal) {
            let _ = writeln!(out, "{:20} {}", "", reasons(vote));
        }
    }
    out
}

/// How sure a line is of the article, and what counted most for it and against it.
fn reasons(vote: &Vote) -> String {
    let reasons = vote.reasons.iter().map(|(name, share)| format!("{name} ({share:+.2})"));
    let percent = vote.confidence * 100.0;
    format!("{percent:.0} % of the article: {}", reasons.collect::<Vec<_>>().join("; "))
}

/// Every text of the article's container, kept or cut.
pub(super) fn told(article: &Article, tree: &Tree) -> Vec<Told> {
    let mut out = Vec::new();
    for block in &article.body.blocks {
        let kind = match &block.kind {
            BlockKind::Paragraph(_) => "paragraph",
            BlockKind::Heading(..) => "heading",
            BlockKind::Quotation(_) => "quotation",
            BlockKind::PullQuote(_) => "pull quote",
            BlockKind::UpdateTime(_) => "time of an update",
            BlockKind::List(_) => "list",
            BlockKind::Code(_) => "code",
            BlockKind::Figure(_) => "figure",
            BlockKind::Table(_) => "table",
            BlockKind::Embed(_) => "embed",
        };
        for line in block.kind.lines() {
            if let Some(run) = line.first() {
                let text = line_text(line).replace('\n', " ");
                out.push(Told { ordinal: run.node, cut: None, kind, text });
            }
        }
    }
    for cut in &article.body.cuts {
        let nodes = (cut.from.node..=cut.to.node).filter_map(|node| tree.text_node(node));
        let words: Vec<&str> = nodes.flat_map(|id| tree.text(id).split_whitespace()).collect();
        let text = words.join(" ");
        out.push(Told { ordinal: cut.from.node, cut: Some(cut.kind.name()), kind: "", text });
    }
    out.sort_by_key(|told| told.ordinal);
    out
}

/// The deepest element whose texts are these.
fn container(tree: &Tree, texts: &std::ops::Range<u32>) -> Option<NodeId> {
    let first = tree.text_node(texts.start)?;
    tree.ancestors(first).find(|&id| tree.texts_in(id) == *texts)
}

fn place_of(tree: &Tree, id: NodeId) -> String {
    let mut steps: Vec<String> = std::iter::once(id)
        .chain(tree.ancestors(id))
        .take_while(|&id| !matches!(tree.tag(id), "body" | "html"))
        .take(STEPS)
        .map(|id| step(tree, id))
        .collect();
    steps.reverse();
    steps.join(" > ")
}

fn place(tree: &Tree, id: NodeId) -> String {
    match tree.tag(id) {
        "body" | "html" => tree.tag(id).to_owned(),
        _ => place_of(tree, id),
    }
}

/// An element as a selector of a site file names it.
fn step(tree: &Tree, id: NodeId) -> String {
    let mut out = tree.tag(id).to_owned();
    let is_plain = |name: &&str| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    if let Some(name) = tree.attr(id, "id").filter(is_plain) {
        out = format!("{out}#{name}");
    }
    let classes = tree.attr(id, "class").unwrap_or_default().split_ascii_whitespace();
    for class in classes.filter(is_plain).take(CLASSES) {
        out = format!("{out}.{class}");
    }
    out
}
