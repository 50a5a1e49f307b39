//! Our tree beside the one that the authors of the standard's tests expect.
//!
//! The files are html5lib-tests' `tree-construction/*.dat`; their format is in the README there.
//! Comments, doctypes, what stands in templates and the case of foreign names are in no tree of ours.

use clap::Args;
use mediawire_core::codec::html::{self, Tree};
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// Compares the tree with html5lib's tests, and fails if another tree is expected in any.
#[derive(Debug, Args)]
pub(crate) struct Html5lib {
    /// The folder `tree-construction`.
    folder: PathBuf,
}

/// A line of a tree: depth, and an element with its attributes in order, or a text in quotation marks.
type Line = (usize, String);

/// A test, as far as it is asked for.
#[derive(Debug, Default)]
struct Case {
    data: String,
    /// The context of a fragment.
    context: Option<String>,
    is_scripted: bool,
    expected: Vec<Line>,
}

impl Html5lib {
    /// Whether all agree.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let told =
            |why: &dyn std::fmt::Display| format!("cannot read {}: {why}", self.folder.display());
        let entries = fs::read_dir(&self.folder).map_err(|why| told(&why))?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|why| told(&why))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "dat"));
        paths.sort();
        let (mut n_same, mut n_other, mut n_scripted, mut n_contexts) = (0, 0, 0, 0);
        let mut out = std::io::stdout().lock();
        for path in paths {
            let bytes = fs::read(&path).map_err(|why| told(&why))?;
            for case in cases(&String::from_utf8_lossy(&bytes)) {
                if case.is_scripted {
                    n_scripted += 1;
                    continue;
                }
                let tree = match case.context.as_deref() {
                    None => html::parse(&case.data),
                    Some("body" | "div") => html::parse_fragment(&case.data),
                    Some(_) => {
                        n_contexts += 1;
                        continue;
                    }
                };
                let ours = lines(&tree, case.context.is_some());
                if ours == case.expected {
                    n_same += 1;
                } else {
                    n_other += 1;
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    writeln!(
                        out,
                        "{name}: {:?}\n  expected {:?}\n  ours     {ours:?}",
                        case.data, case.expected
                    )
                    .map_err(|why| format!("cannot write: {why}"))?;
                }
            }
        }
        writeln!(
            out,
            "{n_same} as expected, {n_other} not; not asked: {n_scripted} that need scripts, \
             {n_contexts} fragments of other elements than body"
        )
        .map_err(|why| format!("cannot write: {why}"))?;
        Ok(n_other == 0)
    }
}

fn lines(tree: &Tree, is_fragment: bool) -> Vec<Line> {
    let top = usize::from(is_fragment);
    let line = |id| {
        let depth = tree.ancestors(id).count() - top;
        if tree.is_text(id) {
            return (depth, format!("\"{}\"", tree.text(id)));
        }
        let attrs = tree.attrs(id).map(|(name, value)| format!("{name}=\"{value}\""));
        (depth, element(tree.tag(id).to_owned(), attrs.collect()))
    };
    (0..tree.len()).skip(top).map(line).collect()
}

fn element(name: String, mut attrs: Vec<String>) -> String {
    attrs.sort();
    attrs.insert(0, name);
    attrs.join(" ")
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for text in format!("\n{file}").split("\n#data\n").skip(1) {
        let mut case = Case::default();
        let mut part = "data";
        let (mut data, mut dump) = (Vec::new(), Vec::<String>::new());
        for line in text.split('\n') {
            match line {
                "#errors" | "#new-errors" | "#document-fragment" | "#document" => part = &line[1..],
                "#script-on" => case.is_scripted = true,
                "#script-off" => {}
                _ if part == "data" => data.push(line),
                _ if part == "document-fragment" => case.context = Some(line.to_owned()),
                _ if part == "document" && line.starts_with("| ") => {
                    dump.push(line[2..].to_owned());
                }
                _ if part == "document" => {
                    if let Some(last) = dump.last_mut() {
                        last.push('\n');
                        last.push_str(line);
                    }
                }
                _ => {}
            }
        }
        case.data = data.join("\n");
        case.expected = expected(&dump);
        cases.push(case);
    }
    cases
}

/// What a dump shows, without what no tree of ours has.
fn expected(dump: &[String]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Of the element that was last, its attributes.
    let mut attrs: Vec<String> = Vec::new();
    let mut left_out = usize::MAX;
    let close = |lines: &mut Vec<Line>, attrs: &mut Vec<String>| {
        if !attrs.is_empty()
            && let Some((_, last)) = lines.last_mut()
        {
            *last = element(std::mem::take(last), std::mem::take(attrs));
        }
    };
    for line in dump {
        let line = line.trim_end_matches('\n');
        let text = line.trim_start_matches(' ');
        let depth = (line.len() - text.len()) / 2;
        if depth > left_out {
            continue;
        }
        left_out = usize::MAX;
        if text == "content" {
            left_out = depth;
        } else if text.starts_with('"') {
            close(&mut lines, &mut attrs);
            lines.push((depth, text.to_owned()));
        } else if text.starts_with("<!") || text.starts_with("<?") {
            close(&mut lines, &mut attrs);
        } else if let Some(name) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            close(&mut lines, &mut attrs);
            let name = name.strip_prefix("svg ").or(name.strip_prefix("math ")).unwrap_or(name);
            lines.push((depth, name.to_ascii_lowercase()));
        } else if let Some((name, value)) = text.split_once('=') {
            attrs.push(format!("{}={value}", name.to_ascii_lowercase().replace(' ', ":")));
        }
    }
    close(&mut lines, &mut attrs);
    lines
}
