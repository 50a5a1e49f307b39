//! The samples of agencies' formats (ninjs, NewsML-G2, NITF, IPTC 7901): which are read, which keep to their standard,
//! and why others are refused.

use clap::Args;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::{entities, telegraph};
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::{self, Input, standard};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder name under which IPTC's suites keep what is to be refused.
const SHOULD_FAIL: &str = "should_fail";
/// How the names of samples end.
const ENDS: [&str; 5] = ["json", "xml", "nitf", "txt", "iptc"];

/// Reads each sample as a wire does, and held to its standard, and says whether it was read or refused, and why; fails
/// if one is not refused by its standard that lies in a folder `should_fail`, or one is refused that does not.
///
/// A folder that is named by a version, such as `2.28`, says of what is in it that it is of that version, as whoever
/// takes an agency on would.
#[derive(Debug, Args)]
pub(crate) struct Agency {
    /// Folders of samples, looked through to their depth.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Tell only of those that came out otherwise than their folder says.
    #[arg(long)]
    quiet: bool,
}

impl Agency {
    /// Whether each sample came out as its folder says.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut files = Vec::new();
        for folder in &self.folders {
            gather(folder, &mut files)?;
        }
        files.sort();
        let (mut out, mut counts) = (String::new(), [[[0usize; 2]; 2]; 2]);
        for file in &files {
            let bytes = fs::read(file).map_err(|why| format!("{}: {why}", file.display()))?;
            let is_json = file.extension().is_some_and(|end| end == "json");
            let context = if is_json { Context::Json } else { Context::Xml };
            let text = match telegraph::is_message(&bytes) {
                true => telegraph::decode(&bytes),
                false => charset::decode(&bytes, None, context).text,
            };
            let text = entities::expanded(&text);
            let capture = CaptureId(Digest::of(&bytes));
            let source = Slug::of("agency");
            let (document, source, url) = (&*text, &source, "https://agency.example/sample");
            let (location, language, home) = (None, None, None);
            let input = Input { document, url, location, language, home, source, capture };
            let mut edition =
                file.components().filter_map(|it| it.as_os_str().to_str()?.parse().ok());
            let read = read::list_of(&input);
            let told = standard::list(&input, edition.next_back());
            let is_bad = file.components().any(|part| part.as_os_str() == SHOULD_FAIL);
            for (n, told) in counts.iter_mut().zip([&read, &told]) {
                n[usize::from(is_bad)][usize::from(told.is_err())] += 1;
            }
            let is_expected = is_bad == told.is_err() && (is_bad || read.is_ok());
            if is_expected && self.quiet {
                continue;
            }
            let mark = if is_expected { "" } else { "OTHERWISE THAN EXPECTED: " };
            // Writing to a String cannot fail.
            let _ = match told {
                Ok(list) => {
                    let n = list.entries.len();
                    writeln!(out, "{mark}read    {} {} {n}", file.display(), list.format)
                }
                Err(why) => writeln!(out, "{mark}refused {} {why}", file.display()),
            };
        }
        let names = ["as a wire reads", "held to the standard"];
        for (name, [[read, refused], [read_bad, refused_bad]]) in names.iter().zip(counts) {
            let (good, bad) = (read + refused, read_bad + refused_bad);
            let _ = writeln!(
                out,
                "{name}: {read} of {good} good ones read, {refused_bad} of {bad} bad ones refused"
            );
        }
        std::io::stdout().write_all(out.as_bytes()).map_err(|why| why.to_string())?;
        let [_, [[_, refused], [read_bad, _]]] = counts;
        Ok(refused == 0 && read_bad == 0)
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let told = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|end| ENDS.iter().any(|known| end == *known)) {
            files.push(path);
        }
    }
    Ok(())
}
