//! `source`: what an editor says of one source.

use crate::Use;
use crate::command::add::{genre, known_section, slug};
use crate::command::{Common, Retention, access, display, indexing, print, retention};
use crate::error::{Error, Kind, Result};
use crate::pipeline::{adding, moved, removal, suspect};
use crate::store::sources;
use clap::{Args, Subcommand};
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Access, Display, Genre, Indexing, Release, Rights, Source};

/// Captures that are counted which a source's terms keep no longer.
const N_DUE_ITEMS: i64 = 10_000;

/// Say something of one source.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire source move news-example\n         \
                  mediawire source terms news-example --licence \"agreement of May 2026\" --archive public")]
pub struct OfSource {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Follow its list to another site, where it says that it has moved for good
    Move {
        /// The source's slug
        #[arg(value_parser = slug)]
        source: Slug,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say on what terms it is republished: what you name is changed, all else stays; without a word they are shown
    Terms(Terms),
    /// Say whether what it brings from now on goes out by itself: not, unless you say --auto
    Release {
        /// The source's slug
        #[arg(value_parser = slug)]
        source: Slug,
        /// Publish each item when it arrives, without waiting for the desk
        #[arg(long)]
        auto: bool,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
struct Terms {
    /// The source's slug
    #[arg(value_parser = slug)]
    source: Slug,
    /// Its name, as readers see it
    #[arg(long)]
    name: Option<String>,
    /// The licence or agreement under which it is republished, in words
    #[arg(long)]
    licence: Option<String>,
    /// What may be shown: headline, teaser or full
    #[arg(long, value_parser = display)]
    display: Option<Display>,
    /// Whether its pictures may be shown: yes or no
    #[arg(long, value_parser = yes, value_name = "YES")]
    images: Option<bool>,
    /// How search engines may treat its items here: own, source or none
    #[arg(long, value_parser = indexing, value_name = "WHAT")]
    index: Option<Indexing>,
    /// Who may have the captured pages of what is shown in full: public (anyone, to verify it) or private
    #[arg(long, value_parser = access, value_name = "WHO")]
    archive: Option<Access>,
    /// Days after which the captures of its items are removed from the archive, or never. What is removed does not come
    /// back; nothing is within a day of a change of these terms
    #[arg(long, value_parser = retention, value_name = "DAYS")]
    retention: Option<Retention>,
    /// The section of its items, unless their own category says otherwise
    #[arg(long, value_name = "CODE")]
    section: Option<String>,
    /// What all of it is: report or view
    #[arg(long, value_parser = genre)]
    genre: Option<Genre>,
    /// Who decides [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

fn yes(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".to_owned()),
    }
}

impl Terms {
    /// The source on the terms that were named.
    fn over(self, source: Source) -> Source {
        let was = source.rights;
        let rights = Rights {
            display: self.display.unwrap_or(was.display),
            licence: self.licence.map_or(was.licence, |it| it.trim().to_owned()),
            images: self.images.unwrap_or(was.images),
            index: self.index.unwrap_or(was.index),
            archive: self.archive.unwrap_or(was.archive),
            retention_days: self.retention.map_or(was.retention_days, |it| it.0),
        };
        Source {
            name: self.name.map_or(source.name, |it| it.trim().to_owned()),
            section: self.section.map_or(source.section, SectionCode),
            genre: self.genre.or(source.genre),
            rights,
            ..source
        }
    }

    fn says_something(&self) -> bool {
        let Self {
            name, licence, display, images, index, archive, retention, section, genre, ..
        } = self;
        name.is_some()
            || licence.is_some()
            || display.is_some()
            || images.is_some()
            || index.is_some()
            || archive.is_some()
            || retention.is_some()
            || section.is_some()
            || genre.is_some()
    }

    async fn run(self, common: &Common) -> Result<()> {
        let says_something = self.says_something();
        let wire = common.open(if says_something { Use::Write } else { Use::Read }).await?;
        let (slug, json) = (self.source.clone(), self.json);
        if says_something {
            if let Some(code) = &self.section {
                known_section(&wire, code)?;
            }
            let by = name(self.by.clone());
            adding::change(&wire, &slug, |source| Ok(self.over(source)), ((&by, "command"), None))
                .await?;
        }
        let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
        let source = sources::get(&mut wire.db.read().await?, &slug).await?.ok_or_else(missing)?;
        if json {
            let Rights { display, licence, images, index, archive, retention_days } =
                &source.rights;
            let report = serde_json::json!({
                "source": slug.as_str(), "name": source.name, "licence": licence, "display": display.name(),
                "images": images, "index": index.name(), "archive": archive.name(), "retention_days": retention_days,
                "section": source.section.as_str(), "genre": source.genre.map(Genre::name),
                "release": source.release.name(),
            });
            return print(&format!("{report:#}"));
        }
        print(&sources::told(&source))?;
        match removal::n_due(&wire, &source, N_DUE_ITEMS).await? {
            (0, true) => Ok(()),
            (n, is_all) => print(&format!(
                "{n}{} captures are kept no longer: they are removed a day after these terms were changed last",
                if is_all { "" } else { " or more" }
            )),
        }
    }
}

/// Who decides: whom the command line names, or who runs it.
fn name(by: Option<String>) -> String {
    by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "desk".to_owned())
}

impl OfSource {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        match self.action {
            Action::Terms(terms) => terms.run(common).await,
            Action::Move { source, by, json } => {
                let wire = common.open(Use::Write).await?;
                let list = moved::accept(&wire, &source, &name(by)).await?;
                if json {
                    let report = serde_json::json!({ "source": source.as_str(), "list": list });
                    return print(&format!("{report:#}"));
                }
                print(&format!("The list of {source} is {list} now. Next: mediawire poll {source}"))
            }
            Action::Release { source, auto, by, json } => {
                let wire = common.open(Use::Write).await?;
                let release = if auto { Release::Auto } else { Release::Desk };
                suspect::release(&wire, &source, release, (&name(by), "command")).await?;
                if json {
                    let (source, release) = (source.as_str(), release.name());
                    let report = serde_json::json!({ "source": source, "release": release });
                    return print(&format!("{report:#}"));
                }
                print(&match release {
                    Release::Auto => format!(
                        "What {source} brings goes out by itself now. What waits already, waits: mediawire desk list"
                    ),
                    Release::Desk => format!("What {source} brings waits for the desk now."),
                })
            }
        }
    }
}
