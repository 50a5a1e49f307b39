//! `destination add wordpress`, and what a person decides of a post that was edited by hand.

use super::start;
use crate::Wire;
use crate::command::add::slug;
use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::deliver::wordpress::{self, Finding, Grade, Settings};
use crate::pipeline::destinations::{self, ByHand, Start};
use clap::Args;
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{PublicId, Slug};
use std::io::Read as _;
use std::sync::Arc;

/// The environment variable that holds the application password.
const PASSWORD: &str = "WORDPRESS_APPLICATION_PASSWORD";
/// Bytes of a password that are read.
const PASSWORD_BYTES_MAX: u64 = 1_000;

/// The house's own WordPress.
#[derive(Debug, Args)]
#[command(
    after_help = "The application password of the user is read from the environment variable WORDPRESS_APPLICATION_PASSWORD, or else from standard input.\nExample: mediawire destination add wordpress site --url https://site.example --user media-wire < password"
)]
pub(super) struct Add {
    /// Its short name
    #[arg(value_parser = slug)]
    slug: Slug,
    /// Its address, without /wp-json: https, or a server that destinations.inside names
    #[arg(long, value_name = "URL")]
    url: String,
    /// Who writes there: the name by which a user of the role editor logs in
    #[arg(long)]
    user: String,
    /// What a new post is: draft, which a person publishes there, or publish
    #[arg(long, default_value = "draft")]
    status: String,
    /// The number of the user that posts are by [default: who writes]
    #[arg(long, value_name = "ID")]
    author: Option<u64>,
    /// The user that posts of a source are by, by the source's slug; may be given several times
    #[arg(long, value_name = "SOURCE=ID", value_parser = numbered)]
    author_of_source: Vec<(String, u64)>,
    /// The user that posts are by whose first author has this name; may be given several times
    #[arg(long, value_name = "NAME=ID", value_parser = numbered)]
    author_of_byline: Vec<(String, u64)>,
    /// The category of a section, by the section's code [default: the section's name]
    #[arg(long, value_name = "SECTION=NAME", value_parser = pair)]
    category: Vec<(String, String)>,
    /// A tag of a section, by the section's code; may be given several times
    #[arg(long, value_name = "SECTION=NAME", value_parser = pair)]
    tag: Vec<(String, String)>,
    /// Its name, as the desk sees it [default: its short name]
    #[arg(long)]
    name: Option<String>,
    /// From which dispatch on: now, start or a number
    #[arg(long, value_parser = start, value_name = "N", default_value = "now")]
    from: Start,
}

fn pair(text: &str) -> std::result::Result<(String, String), String> {
    wordpress::pair(text).ok_or_else(|| "write SECTION=NAME, such as europe=Europe".to_owned())
}

fn numbered(text: &str) -> std::result::Result<(String, u64), String> {
    let why = || "write NAME=ID, ID being the number of a user of WordPress".to_owned();
    let (name, id) = pair(text).map_err(|_| why())?;
    Ok((name, id.parse().map_err(|_| why())?))
}

impl Add {
    pub(super) async fn run(self, wire: &Arc<Wire>, by: (&str, &str)) -> Result<()> {
        let password = password()?;
        let mut settings = Settings {
            user: self.user,
            status: self.status,
            author: self.author,
            source_authors: self.author_of_source.into_iter().collect(),
            byline_authors: self.author_of_byline.into_iter().collect(),
            categories: self.category.into_iter().collect(),
            tags: std::collections::BTreeMap::new(),
        };
        for (section, name) in self.tag {
            settings.tags.entry(section).or_default().push(name);
        }
        let it = Destination {
            name: self.name.unwrap_or_else(|| self.slug.to_string()),
            slug: self.slug,
            kind: DestinationKind::WordPress,
            url: self.url,
            settings: serde_json::to_string(&settings).expect("names and numbers are JSON"),
        };
        destinations::add(wire, &it, &password, self.from, by).await?;
        print(&format!("Added {}.\nNext: mediawire destination test {}", it.slug, it.slug))
    }
}

/// The application password, from where no list of processes shows it.
pub(super) fn password() -> Result<String> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(password);
    }
    let mut password = String::new();
    std::io::stdin().take(PASSWORD_BYTES_MAX).read_to_string(&mut password).map_err(|cause| {
        Error::caused(Kind::Malformed, "cannot read the application password", cause)
    })?;
    Ok(password)
}

/// Prints what was seen; an error if nothing can be written.
pub(super) fn told(findings: &[Finding]) -> Result<()> {
    findings.iter().try_for_each(|it| print(&format!("{:5}  {}", it.grade.name(), it.words)))?;
    match findings.iter().any(|it| it.grade == Grade::Bad) {
        true => Err(Error::new(Kind::Refused, "nothing can be written to this WordPress")),
        false => Ok(()),
    }
}

pub(super) async fn decide(
    common: &Common,
    slug: &Slug,
    item: &str,
    what: ByHand,
    by: (&str, &str),
) -> Result<()> {
    let last = item.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let public = PublicId::parse(last).ok_or_else(|| {
        Error::new(Kind::Malformed, format!("{item:?} is neither a public id nor an address"))
    })?;
    let wire = super::open_to_write(common).await?;
    let n = destinations::decide_by_hand(&wire, slug, &public, what, by).await?;
    print(&match what {
        ByHand::Overwrite => {
            format!("{public} is written over as soon as mediawire serve runs ({n} dispatches).")
        }
        ByHand::Keep => format!("{public} stays as it is at {slug} ({n} dispatches)."),
    })
}
