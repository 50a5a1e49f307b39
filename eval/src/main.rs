//! `mediawire-eval`: quality and speed on public corpora, beside the peers. Measures, not tests.
//!
//! One subcommand a measure; to add one, add a file and a variant of `Measure`.

mod agency;
mod articles;
mod changes;
mod corpus;
mod desk;
mod erase;
mod extract;
#[cfg(feature = "peers")]
mod extract_peers;
mod extract_shapes;
mod extract_speed;
mod feed_speed;
mod feeds;
mod fuzz;
mod guard;
mod headlines;
mod held;
mod hostile;
mod html5ever_alone;
mod html5lib;
mod kill;
mod robots;
mod run;
mod sample;
mod schedule;
mod search;
mod tamper;
mod testimony;
mod warc_speed;

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
    /// Reads the samples of agencies' formats: which are read, and why others are refused.
    ///
    /// Example: mediawire-eval agency newsinjson newsml-g2
    Agency(agency::Agency),
    /// Tells articles from pages that are none: precision and recall on corpora and on invented walls and fronts.
    ///
    /// Example: mediawire-eval articles --articles reports blogs --others shops forums
    Articles(articles::Articles),
    /// Asks for the desk's pages among ten items and among a million: an item's must not take longer for their number.
    ///
    /// Example: mediawire-eval desk --items 10 1000000
    Desk(desk::Desk),
    /// Erases items of a demonstration, and looks for them everywhere: outputs, files, database, backups.
    ///
    /// Example: mediawire-eval erase --n 30
    Erase(erase::Erase),
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
        /// Let the trees of this file vote on lines in place of those built in.
        #[arg(long)]
        votes: Option<PathBuf>,
        /// Read each page as if its list carried this share of its true text: how far the text of a feed helps.
        #[arg(long, value_name = "SHARE", value_parser = share)]
        list_share: Option<f64>,
    },
    /// Measures speed and memory of the extractor over folders of pages, and of pages made to be slow.
    ///
    /// Example: mediawire-eval extract-speed zyte/pages fundusnews/pages
    ExtractSpeed(extract_speed::ExtractSpeed),
    #[command(hide = true)]
    ExtractPeak(extract_speed::ExtractPeak),
    /// Measures how fast lists are read, over folders of feeds.
    ///
    /// Example: mediawire-eval feed-speed feeds/real
    FeedSpeed(feed_speed::FeedSpeed),
    /// Reads feeds from standard input and writes what they say, as a scorer of feed readers asks for it.
    ///
    /// Example: scorer.py tests -- mediawire-eval feeds
    Feeds,
    /// Changes pages at random and extracts them: no panic, no failing lock, no time out of proportion.
    ///
    /// Example: mediawire-eval fuzz --seconds 1800 --seed 7 zyte/pages
    Fuzz(fuzz::Fuzz),
    /// Judges labelled pairs of versions by the classes of what changed between them, and how fast that is.
    ///
    /// Example: mediawire-eval changes crates/mediawire-core/tests/golden/changes/*.tsv
    Changes(changes::Changes),
    /// Judges labelled pairs of headlines by the meaning guard: recall and false refusals, and by kind.
    ///
    /// Example: mediawire-eval guard crates/mediawire-core/tests/golden/desk/guard/*.tsv
    Guard(guard::Guard),
    /// Restores the case of headlines, as a scorer asks for it; tells how fast a pack restyles, and what its rules change.
    ///
    /// Example: `score_case.py` dev.jsonl -- mediawire-eval headlines
    Headlines(headlines::Headlines),
    /// Polls hosts that mean harm and good ones beside them: what that costs the good ones, and what comes of it.
    ///
    /// Example: mediawire-eval hostile --seconds 60
    Hostile(hostile::Hostile),
    #[command(hide = true)]
    HostileOrigin,
    /// Compares the tree of HTML with html5lib's tests.
    ///
    /// Example: mediawire-eval html5lib html5lib/tree-construction
    Html5lib(html5lib::Html5lib),
    /// Kills the program at random moments and starts it again: nothing may be lost, doubled or out of number.
    ///
    /// Example: mediawire-eval kill --what import --warc news.warc.gz --n 25
    Kill(kill::Kill),
    /// Answers the rows of Google's tests of robots.txt, and reads files that were made to be slow.
    ///
    /// Example: mediawire-eval robots rows.json
    Robots(robots::Robots),
    /// Polls many sources on loopback by the program's own schedule: how late, how fast, and what it takes.
    ///
    /// Example: mediawire-eval schedule --sources 100000 --seconds 300
    Schedule(schedule::Schedule),
    #[command(hide = true)]
    ScheduleOrigin(schedule::origin::Origin),
    #[command(hide = true)]
    ScheduleWork(schedule::wire::Work),
    /// Asks the search of a served wire for the words of its own items: each must be found, and how soon.
    ///
    /// Example: mediawire-eval search --data mediawire-data --n 2000
    Search(search::Search),
    /// Writes what the extractor's witnesses say of each line of stored pages: `scripts/learn-body` learns from it.
    Testimony {
        /// The truth file: of each page only its id and URL are looked at.
        truth: PathBuf,
        /// The folder with the pages, `<id>.html.gz`.
        pages: PathBuf,
        /// Where to write: `OUT.jsonl` and `OUT.f32`.
        #[arg(long)]
        out: PathBuf,
    },
    /// Changes single bytes of bodies and of the archive: `verify` must name exactly the items that rest on them.
    ///
    /// Example: mediawire-eval tamper --data mediawire-data --n 20
    Tamper(tamper::Tamper),
    /// Measures how fast WARC files are read, by CPU time, beside FastWARC.
    ///
    /// Example: mediawire-eval warc-speed news.warc.gz
    WarcSpeed(warc_speed::WarcSpeed),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().measure {
        Measure::Extract { truth, pages, out, show, votes, list_share } => votes
            .map_or(Ok(()), |file| extract::use_votes(&file))
            .and_then(|()| extract::run(&truth, &pages, &out, show.as_deref(), list_share)),
        Measure::Changes(changes) => changes.run(),
        Measure::Desk(desk) => desk.run(),
        Measure::Erase(erase) => erase.run(),
        Measure::ExtractSpeed(speed) => speed.run(),
        Measure::ExtractPeak(peak) => peak.run(),
        Measure::FeedSpeed(speed) => speed.run(),
        Measure::Feeds => feeds::run(),
        Measure::Fuzz(fuzz) => fuzz.run(),
        Measure::Guard(guard) => guard.run(),
        Measure::Headlines(headlines) => headlines.run(),
        Measure::Hostile(hostile) => hostile.run(),
        Measure::HostileOrigin => hostile::origin::run(),
        Measure::Html5lib(html5lib) => html5lib.run(),
        Measure::Articles(articles) => articles.run(),
        Measure::Agency(agency) => agency.run(),
        Measure::Kill(kill) => kill.run(),
        Measure::Robots(robots) => robots.run(),
        Measure::Schedule(schedule) => schedule.run(),
        Measure::ScheduleOrigin(origin) => origin.run(),
        Measure::ScheduleWork(work) => work.run(),
        Measure::Search(search) => search.run(),
        Measure::Tamper(tamper) => tamper.run(),
        Measure::Testimony { truth, pages, out } => testimony::run(&truth, &pages, &out),
        Measure::WarcSpeed(speed) => speed.run(),
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

/// A share of a whole, from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it must be a number from 0 to 1".to_owned())
}
