//! `add`: a home page or a feed → a source. How lists are found: `pipeline/find.rs`.

use crate::command::opml::Import;
use crate::command::{Common, Terms, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::adding::{add, slug_of};
use crate::pipeline::find::{Found, Leads, find};
use crate::retrieve::mail::Mailbox;
use crate::{Use, Wire};
use clap::Args;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Genre, Source};
use mediawire_core::read::List;
use std::fs;
use std::path::Path;
use url::Url;

/// How often a folder is looked into, in milliseconds: a file is taken at the second look.
const FOLDER_MS: u64 = 5_000;
/// How often a mailbox is.
const MAILBOX_MS: u64 = 60_000;
/// What a folder and a mailbox are called in the place of a list's format.
const FOLDER: &str = "folder";
const MAILBOX: &str = "mailbox";
/// Items of the list that are shown before the source is added.
const SAMPLES: usize = 3;

/// Find the feeds of a home page (or its sitemaps, or else the links of the page itself), read a public Telegram channel
/// or an account on Mastodon or Bluesky, or watch a folder or a mailbox that an agency's documents come into; show what
/// is there, and add it as a source.
///
/// Unless you say otherwise its items are shown as headline, teaser and link, and wait for the desk.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire add https://news.example/ --display full --auto\n         \
                  mediawire add /srv/agency/in --name Agency --home https://agency.example/\n         \
                  mediawire add imaps://wire@mail.example/INBOX --from @agency.example --name Agency --home https://agency.example/"
)]
pub struct Add {
    /// A home page, a section's page, a feed, a file of feeds (OPML), a Telegram channel (t.me/NAME or @NAME), an account
    /// on Mastodon (@user@host) or Bluesky (bsky.app/profile/NAME), a folder, or a mailbox (imaps at USER@HOST/MAILBOX,
    /// whose password stands in a file that the configuration names)
    url: String,
    /// Of a mailbox, read only messages that say that they are from this address, or from any of @HOST; may be said
    /// several times
    #[arg(long, value_name = "ADDRESS")]
    from: Vec<String>,
    /// The source's home page, which stands at the bottom of articles that name no page of their own; of a folder or a
    /// mailbox it must be said
    #[arg(long, value_name = "URL")]
    home: Option<String>,
    /// The source's name as readers see it [default: the feed's own title]
    #[arg(long)]
    name: Option<String>,
    /// The source's short name in addresses [default: after its host]
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    slug: Option<Slug>,
    /// The section of its items, unless their own category says otherwise
    #[arg(long, value_name = "CODE")]
    section: Option<String>,
    /// Say what all of it is: report or view
    #[arg(long, value_parser = genre)]
    genre: Option<Genre>,
    /// The licence or agreement under which it is republished, in words
    #[arg(long, default_value = "")]
    licence: String,
    #[command(flatten)]
    terms: Terms,
    /// Poll the page itself for its links to articles, though it has feeds
    #[arg(long)]
    page: bool,
    /// Show what was found, and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn genre(name: &str) -> Result<Genre, String> {
    Genre::parse(name).ok_or_else(|| "say report or view".to_owned())
}

pub(super) fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| "say a few of a-z, 0-9 and hyphens".to_owned())
}

impl Add {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let file = Path::new(&self.url);
        if file.extension().is_some_and(|end| end.eq_ignore_ascii_case("opml")) && file.is_file() {
            let Self { section, licence, terms, dry_run, json, .. } = self;
            let import = Import::of_add(file, section, licence, terms, (dry_run, json));
            return import.run(common).await;
        }
        let config = common.config()?;
        let wire = Wire::open(&common.data(), &config, Vec::new(), Use::Write).await?;
        let section = match &self.section {
            None => wire.sections[0].code.clone(),
            Some(code) => known_section(&wire, code)?,
        };
        let place = match mailbox(&wire, &self.url, &self.from).await? {
            None => folder(&self.url)?,
            mailbox => mailbox,
        };
        let Leads { found, others } = match place {
            Some(url) => Leads { found: self.place(url)?, others: Vec::new() },
            None => find(&wire, &self.url, self.page).await?,
        };
        if !self.json {
            tell(&found, &others)?;
        }
        let every_ms = match found.list.format {
            FOLDER => FOLDER_MS,
            MAILBOX => MAILBOX_MS,
            _ => config.poll.cadence_minutes * 60_000,
        };
        let cadence_ms = i64::try_from(every_ms).unwrap_or(i64::MAX);
        let source = self.source(&found, section, cadence_ms)?;
        if !self.dry_run {
            add(&wire, &source, ("command line", "command")).await?;
        }
        if self.json {
            return print(&format!("{:#}", self.report(&found, &others, &source)));
        }
        if self.dry_run {
            return Ok(());
        }
        print(&format!(
            "Added {} as {}: display {}, pictures {}, release {}.\nNext: mediawire serve, or once: mediawire poll {}",
            source.name,
            source.slug,
            source.rights.display.name(),
            if source.rights.images { "shown" } else { "not shown" },
            source.release.name(),
            source.slug
        ))
    }

    /// The folder or mailbox at `url` as a list that has nothing yet.
    fn place(&self, url: String) -> Result<Found> {
        let refuse =
            |why: &str| Error::new(Kind::Malformed, format!("cannot watch {}: {why}", self.url));
        if self.name.as_deref().is_none_or(|name| name.trim().is_empty()) {
            return Err(refuse("say with --name what its source is called"));
        }
        let home = self.home.as_deref().and_then(|home| Url::parse(home).ok());
        if !home.is_some_and(|home| matches!(home.scheme(), "http" | "https")) {
            return Err(refuse("say with --home the address of its source's home page"));
        }
        let format = if url.starts_with("file:") { FOLDER } else { MAILBOX };
        Ok(Found { url, list: List { format, ..List::default() }, page: None, answer: None })
    }

    fn report(&self, found: &Found, others: &[String], source: &Source) -> serde_json::Value {
        let samples = found.list.entries.iter().take(SAMPLES).map(|entry| {
            let published = entry.published.as_ref().map(|time| time.at.to_string());
            serde_json::json!({ "title": entry.title, "url": entry.url, "published": published })
        });
        serde_json::json!({
            "list": found.url, "page": found.page, "format": found.list.format, "title": found.list.title, "also": others,
            "samples": samples.collect::<Vec<_>>(), "added": !self.dry_run,
            "source": source.slug.as_str(), "name": source.name,
            "display": source.rights.display.name(), "images": source.rights.images,
            "index": source.rights.index.name(), "release": source.release.name(),
        })
    }

    fn source(&self, found: &Found, section: SectionCode, cadence_ms: i64) -> Result<Source> {
        let url = Url::parse(&found.url)
            .context(Kind::Malformed, || format!("cannot read {:?}", found.url))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let title = found.list.title.trim();
        let name = self
            .name
            .clone()
            .unwrap_or_else(|| if title.is_empty() { host.clone() } else { title.to_owned() });
        let home = self.home.clone().unwrap_or_else(|| found.home(&url));
        Ok(Source {
            slug: self.slug.clone().unwrap_or_else(|| match found.list.format {
                FOLDER | MAILBOX => Slug::of(&name),
                _ => slug_of(found, &url, &host),
            }),
            name,
            home,
            list: Some(found.url.clone()),
            cadence_ms,
            rights: self.terms.rights(&self.licence),
            section,
            genre: self.genre,
            release: self.terms.release(),
        })
    }
}

/// Says what was found, and shows a few of its items.
fn tell(found: &Found, others: &[String]) -> Result<()> {
    print(&format!("Found {} ({}): {}", found.url, found.list.format, found.list.title))?;
    for other in others {
        print(&format!("  also {other}"))?;
    }
    if !others.is_empty() {
        print(
            "  To take another, give its address to mediawire add; the page's own links: --page.",
        )?;
    }
    if !found.list.lists.is_empty() {
        print(&format!("  names {} further lists", found.list.lists.len()))?;
    }
    for entry in found.list.entries.iter().take(SAMPLES) {
        let when =
            entry.published.as_ref().map_or_else(String::new, |time| format!(" ({})", time.raw));
        print(&format!("  - {}{when}", entry.title))?;
        if let Some(url) = &entry.url {
            print(&format!("    {url}"))?;
        }
    }
    Ok(())
}

/// The section `code`, or which there are.
pub(super) fn known_section(wire: &Wire, code: &str) -> Result<SectionCode> {
    let known = wire.sections.iter().find(|section| section.code.as_str() == code);
    known.map(|section| section.code.clone()).ok_or_else(|| {
        let all: Vec<&str> = wire.sections.iter().map(|section| section.code.as_str()).collect();
        Error::new(
            Kind::NotFound,
            format!("there is no section {code:?}: there are {}", all.join(", ")),
        )
    })
}

/// The address of the folder that `typed` names, if there is one.
fn folder(typed: &str) -> Result<Option<String>> {
    let Some(path) = fs::canonicalize(typed).ok().filter(|path| path.is_dir()) else {
        return Ok(None);
    };
    let url = Url::from_directory_path(&path).map_err(|()| {
        Error::new(Kind::Malformed, format!("cannot watch {typed}: it has no path"))
    })?;
    Ok(Some(url.into()))
}

/// The address of the mailbox that `typed` names, if it does, from which only messages of `senders` are read; it is
/// opened to see whether it is there.
async fn mailbox(wire: &Wire, typed: &str, senders: &[String]) -> Result<Option<String>> {
    if Mailbox::parse(typed).is_none() {
        return match senders {
            [] => Ok(None),
            _ => Err(Error::new(Kind::Malformed, "cannot use --from: only a mailbox has senders")),
        };
    }
    let mut url = Url::parse(typed)
        .context(Kind::Malformed, || format!("cannot read {typed:?} as an address"))?;
    for sender in senders {
        url.query_pairs_mut().append_pair("from", sender);
    }
    let Some(mailbox) = Mailbox::parse(url.as_str()) else { return Ok(None) };
    let n_messages = wire.client.n_messages(&mailbox?).await?;
    tracing::info!("{n_messages} messages lie in {typed}");
    Ok(Some(url.into()))
}

#[cfg(test)]
mod tests {
    use super::Add;
    use crate::pipeline::find::Found;
    use clap::Parser;
    use mediawire_core::codec::digest::Digest;
    use mediawire_core::model::id::{CaptureId, Slug};
    use mediawire_core::model::section::SectionCode;
    use mediawire_core::read;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        add: Add,
    }

    #[test]
    fn channel_becomes_a_source_of_its_own_name_and_a_site_one_of_its_host() {
        let channel = "<div class=tgme_channel_info_header_title><span>Tolva Harbour</span></div>\
                       <section class=tgme_channel_history></section>";
        let feed = "<rss><channel><title>Tolva News</title></channel></rss>";
        let account = "<rss><channel><title>Harbour</title><link>https://social.example/@tolva</link>\
                       <generator>Mastodon v4</generator></channel></rss>";
        let sky = "<rss><channel><link>https://bsky.app/profile/tolva.example</link><title>Sky</title></channel></rss>";
        for (document, url, expected) in [
            (
                channel,
                "https://t.me/s/tolva_harbour",
                ("tolva-harbour", "Tolva Harbour", "https://t.me/s/tolva_harbour"),
            ),
            (
                account,
                "https://social.example/@tolva.rss",
                ("tolva", "Harbour", "https://social.example/@tolva"),
            ),
            (
                sky,
                "https://bsky.app/profile/tolva.example/rss",
                ("tolva-example", "Sky", "https://bsky.app/profile/tolva.example"),
            ),
            (
                feed,
                "https://www.tolva.example/feed",
                ("tolva-example", "Tolva News", "https://www.tolva.example/"),
            ),
        ] {
            let capture = CaptureId(Digest::of(b""));
            let list = read::list(document, url, &Slug::of("sample"), capture).unwrap();
            let found = Found { url: url.to_owned(), list, page: None, answer: None };
            let add = Line::parse_from(["add", url]).add;
            let source = add.source(&found, SectionCode("world".to_owned()), 1).unwrap();
            let told = (source.slug.as_str(), source.name.as_str(), source.home.as_str());
            assert_eq!((told, source.list.as_deref()), (expected, Some(url)));
        }
    }
}
