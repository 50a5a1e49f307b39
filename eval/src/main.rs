//! `mediawire-eval`: quality and speed on public corpora, beside the peers. Measures, not tests.
//!
//! One subcommand a measure; to add one, add a file and a variant of `Measure`.

mod articles;
mod extract;
mod held;
mod kill;
mod run;
mod sample;
mod search;
mod tamper;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Measures Mediawire on public corpora.
#[derive(Debug, Parser)]
#[command(name = "mediawire-eval", version)]
struct Arguments {
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Debug, Subcommand)]
enum Measure {
    /// Tells articles from pages that are none: precision and recall on corpora and on invented walls and fronts.
    ///
    /// Example: mediawire-eval articles --articles reports blogs --others shops forums
    Articles(articles::Articles),
    /// Extracts stored pages and writes what the scorer reads.
    ///
    /// Example: mediawire-eval extract zyte/truth.json zyte/pages --out ours.json
    Extract {
        /// The truth file: of each page only its id and URL are looked at.
        truth: PathBuf,
        /// The folder with the pages, `<id>.html.gz`.
        pages: PathBuf,
        /// Where to write the predictions.
        #[arg(long)]
        out: PathBuf,
        /// Show the blocks and cuts of the pages whose id contains this.
        #[arg(long)]
        show: Option<String>,
    },
    /// Kills the program at random moments and starts it again: nothing may be lost, doubled or out of number.
    ///
    /// Example: mediawire-eval kill --what import --warc news.warc.gz --n 25
    Kill(kill::Kill),
    /// Asks the search of a served wire for the words of its own items: each must be found, and how soon.
    ///
    /// Example: mediawire-eval search --data mediawire-data --n 2000
    Search(search::Search),
    /// Changes single bytes of bodies and of the archive: `verify` must name exactly the items that rest on them.
    ///
    /// Example: mediawire-eval tamper --data mediawire-data --n 20
    Tamper(tamper::Tamper),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().measure {
        Measure::Extract { truth, pages, out, show } => {
            extract::run(&truth, &pages, &out, show.as_deref())
        }
        Measure::Articles(articles) => articles.run(),
        Measure::Kill(kill) => kill.run(),
        Measure::Search(search) => search.run(),
        Measure::Tamper(tamper) => tamper.run(),
    };
    match outcome {
        Ok(is_good) if is_good => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
