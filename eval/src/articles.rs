//! Whether what is an article is told from what is none: corpora of both, and invented walls and fronts.

mod invented;

use crate::corpus::{self, Stored};
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{self, NotArticle, Page};
use mediawire_core::model::id::CaptureId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Articles {
    /// Folders of articles, each with truth.json and pages/
    #[arg(long, required = true, num_args = 1..)]
    articles: Vec<PathBuf>,
    /// Folders of pages that are no articles
    #[arg(long, required = true, num_args = 1..)]
    others: Vec<PathBuf>,
    /// Folders of articles to learn from beside the others; they are not counted
    #[arg(long, num_args = 1..)]
    more: Vec<PathBuf>,
    /// Write each page's answers here, for scripts/learn-verdict
    #[arg(long)]
    features: Option<PathBuf>,
}

/// A page of a set.
struct Case {
    set: String,
    id: String,
    url: String,
    document: String,
    is_article: bool,
}

impl Articles {
    /// Prints precision and recall, and each page that is told wrongly; whether both are at the bar.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut features = match &self.features {
            Some(path) => Some(fs::File::create(path).map_err(|why| told("write", path, &why))?),
            None => None,
        };
        let (mut n_told, mut n_hits, mut n_articles) = (0u32, 0u32, 0u32);
        let mut by_set: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        let mut log = String::new();
        let mut judge = |case: &Case| -> Result<(), String> {
            if let Some(file) = &mut features {
                let line = case.features().to_string() + "\n";
                file.write_all(line.as_bytes()).map_err(|why| why.to_string())?;
            }
            let verdict = case.verdict();
            let code = verdict.as_ref().map_or("article", NotArticle::code);
            *by_set.entry(case.set.clone()).or_default().entry(code.to_owned()).or_default() += 1;
            if !case.set.ends_with(":more") {
                n_articles += u32::from(case.is_article);
                n_told += u32::from(verdict.is_none());
                n_hits += u32::from(verdict.is_none() && case.is_article);
            }
            if verdict.is_none() != case.is_article {
                let _ = writeln!(log, "{} {}: {code}: {}", case.set, case.id, case.url);
            }
            Ok(())
        };
        for (folders, is_article, suffix) in
            [(&self.articles, true, ""), (&self.others, false, ""), (&self.more, true, ":more")]
        {
            for folder in folders {
                each_of(folder, is_article, suffix, &mut judge)?;
            }
        }
        for page in invented::pages() {
            judge(&Case {
                set: format!("invented {}", page.kind),
                id: page.id,
                url: page.url,
                document: page.document,
                is_article: false,
            })?;
        }
        let precision = f64::from(n_hits) / f64::from(n_told.max(1));
        let recall = f64::from(n_hits) / f64::from(n_articles.max(1));
        for (set, codes) in by_set {
            let codes: Vec<String> =
                codes.into_iter().map(|(code, n)| format!("{code} {n}")).collect();
            let _ = writeln!(log, "{set}: {}", codes.join(", "));
        }
        let _ = writeln!(log, "an article: precision {precision:.4}, recall {recall:.4}");
        std::io::stdout().write_all(log.as_bytes()).map_err(|why| why.to_string())?;
        Ok(precision >= 0.95 && recall >= 0.97)
    }
}

impl Case {
    fn verdict(&self) -> Option<NotArticle> {
        let capture = CaptureId::new(&self.url, 0, Digest::of(self.document.as_bytes()));
        let page =
            Page { capture, url: &self.url, document: &self.document, entry: None, list: None };
        extract::page(&page).err()
    }

    fn features(&self) -> Value {
        let answers = extract::features(&self.url, &self.document);
        let (names, answers): (Vec<&str>, Vec<f32>) = answers.into_iter().unzip();
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split('/').next().unwrap_or_default();
        // Pages without an address are each of a host of their own.
        let host = if host == "unknown.invalid" { self.id.as_str() } else { domain(host) };
        json!({
            "set": self.set, "id": self.id, "host": host, "is_article": self.is_article,
            "names": names, "answers": answers,
        })
    }
}

/// The last labels of a host that are one owner's, as far as can be told by their length.
fn domain(host: &str) -> &str {
    let starts: Vec<usize> = host.match_indices('.').map(|(at, _)| at + 1).collect();
    let n_kept = match host.rsplit('.').nth(1) {
        Some(second) if second.len() <= 3 && starts.len() > 1 => 2,
        _ => 1,
    };
    starts.len().checked_sub(n_kept + 1).map_or(host, |at| &host[starts[at]..])
}

fn told(what: &str, path: &Path, why: &dyn std::fmt::Display) -> String {
    format!("cannot {what} {}: {why}", path.display())
}

fn each_of(
    folder: &Path,
    is_article: bool,
    suffix: &str,
    judge: &mut impl FnMut(&Case) -> Result<(), String>,
) -> Result<(), String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    for page in corpus::pages(&folder.join("truth.json"), &folder.join("pages"))? {
        let Stored { id, url, bytes, .. } = page?;
        judge(&Case {
            set: format!("{name}{suffix}"),
            id,
            url,
            document: charset::decode(&bytes, None, Context::Html).text.into_owned(),
            is_article,
        })?;
    }
    Ok(())
}
