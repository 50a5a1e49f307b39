//! What an operator may set: one TOML file, every key also by environment variable, each with a default.
//!
//! To add a key: a field here, an entry in `keys.rs`. Its name in the environment, its place in the example file and
//! its documentation follow from the entry; a test compares `mediawire.example.toml` with it.

mod accounts;
mod keys;
mod packs;
mod read;
mod routing;
mod sections;
mod site_files;
mod sites;

pub use accounts::{Account, Accounts};
pub use keys::{KEYS, Key, example};
pub use packs::packs;
pub use sections::SectionConfig;
pub use site_files::{Begun, FILE_BYTES_MAX, SiteFiles};
pub use sites::{rules, sites};

use crate::error::{Context as _, Error, Kind, Result};
use jiff::tz::TimeZone;
use mediawire_core::desk::change::{Follow, Policy};
use mediawire_core::desk::routing::Rule;
use mediawire_core::desk::{KillNeeds, Restyling};
use mediawire_core::model::change::Class;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// What an operator has set. Every value in it is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The address that `serve` listens on. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// How the wire presents itself.
    pub site: SiteConfig,
    /// Where the wire's state lies.
    pub store: StoreConfig,
    /// How other sites are asked.
    pub retrieve: RetrieveConfig,
    /// How often lists are asked.
    pub poll: PollConfig,
    /// How headlines are brought into the house's style.
    pub house: HouseConfig,
    /// What becomes of what sources change.
    pub changes: ChangesConfig,
    /// How the desk works.
    pub desk: DeskConfig,
    /// Where dispatches are pushed to.
    pub destinations: DestinationsConfig,
    /// The accounts at mail servers.
    pub imap: Accounts,
    /// The parts of the paper, in the order of the menu. Never empty, codes unique.
    pub sections: Vec<SectionConfig>,
    /// The routing rules, in their order; ids are unique.
    pub routing: Vec<Rule>,
}

/// How the wire presents itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteConfig {
    /// Its name. Never empty.
    pub name: String,
    /// Its public address, absolute, without a slash at its end; `None`: the address listened on.
    pub base_url: Option<String>,
    /// The wire's own byline, at the foot of each article. Never empty.
    pub byline: String,
    /// The disclaimer at the foot of each article, with the site's name put in; `None`: the built-in one, in each
    /// language of the interface.
    pub disclaimer: Option<String>,
    /// The first language of the interface (BCP 47).
    pub lang: String,
    /// The zone of the times that are the wire's own.
    pub time_zone: TimeZone,
    /// What who reads the counters must say; empty: they are told on this machine only.
    pub metrics_token: Secret,
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            name: String::new(),
            base_url: None,
            byline: String::new(),
            disclaimer: None,
            lang: String::new(),
            time_zone: TimeZone::UTC,
            metrics_token: Secret::default(),
        }
    }
}

/// Where the wire's state lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoreConfig {
    /// A `postgres://` address; empty for `SQLite` in the data folder.
    pub url: Secret,
}

/// How other sites are asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetrieveConfig {
    /// Who runs this wire: a URL or an e-mail address that stands in the User-Agent; `None` if nothing is stated.
    pub contact: Option<String>,
    /// The file with the certificates (PEM) of authorities that are trusted beside the system's; `None` for none.
    pub ca_file: Option<PathBuf>,
    /// The proxy that every outgoing request goes through, an http or https URL; empty for none.
    pub proxy: Secret,
    /// The least time between two requests to one host, in milliseconds.
    pub host_delay_ms: u64,
    /// The largest page that is taken, in bytes as they are sent.
    pub page_bytes_max: u64,
    /// The largest image that is taken, in bytes as they are sent.
    pub image_bytes_max: u64,
    /// The largest list (feed, sitemap) that is taken, in bytes as they are sent.
    pub list_bytes_max: u64,
    /// The time to a connection, in milliseconds.
    pub connect_ms: u64,
    /// The time of a whole exchange, redirects included, in milliseconds.
    pub total_ms: u64,
    /// The most redirects that are followed.
    pub n_redirects_max: u64,
    /// Pages of one source that are asked for in a day; ten times as many as it usually brings, if that is more.
    pub pages_a_day: u64,
    /// Days for which pages are looked at again; 0: none is.
    pub watch_days: u64,
}

/// How often lists are asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PollConfig {
    /// The time between two questions for a source that states none of its own, in minutes.
    pub cadence_minutes: u64,
}

/// How headlines are brought into the house's style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseConfig {
    /// The rule packs, the first for a language before others.
    pub packs: Vec<String>,
    /// What the packs do.
    pub restyle: Restyling,
}

/// What becomes of what a source changes in what stands on the wire, by the class of the change: named in none, it is taken
/// over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangesConfig {
    /// These are taken over, and told at the desk.
    pub announce: Vec<Class>,
    /// These wait for the desk.
    pub hold: Vec<Class>,
    /// For these the item is taken off.
    pub take_off: Vec<Class>,
}

impl ChangesConfig {
    /// The same as a policy: of two words on a class the stricter holds.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let all = [
            (Follow::Announce, &self.announce),
            (Follow::Hold, &self.hold),
            (Follow::TakeOff, &self.take_off),
        ];
        let named =
            all.iter().flat_map(|(follow, classes)| classes.iter().map(move |it| (it, follow)));
        named.fold(Policy::TAKE_OVER, |policy, (class, follow)| policy.with(*class, *follow))
    }
}

/// How the desk works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskConfig {
    /// How many persons a kill needs.
    pub kill_needs: KillNeeds,
}

/// Where dispatches are pushed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DestinationsConfig {
    /// Servers inside the network that destinations may be at: each host (in lower case) and port with where it is.
    pub inside: Vec<(String, u16, SocketAddr)>,
}

/// A text that no log and no message may show.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "(secret)" })
    }
}

impl Default for Config {
    fn default() -> Self {
        let mut config = Self::of_table();
        config.finish();
        config
    }
}

impl Config {
    /// The configuration that `file`, if there is one, and the environment give: a variable
    /// `MEDIAWIRE_SECTION__KEY` goes before the file, the file before the default. A flag of the command line goes
    /// before all: its command sets the field afterwards.
    ///
    /// # Errors
    /// `NotFound` if a file cannot be read; `Malformed` for what is no TOML, an unknown key or variable, and a value
    /// that cannot be; the message names the place and says what to write.
    pub fn load(file: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let mut config = Self::of_table();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .context(Kind::NotFound, || format!("cannot read {}", path.display()))?;
            read::file(&text, &path.display().to_string())?.apply(&mut config)?;
        }
        read::environment(env)?.apply(&mut config)?;
        routing::check(&config.routing, &config.sections)
            .map_err(|why| Error::new(Kind::Malformed, why))?;
        config.finish();
        Ok(config)
    }

    /// Every default as the table writes it: the disclaimer still has its gap for the site's name.
    fn of_table() -> Self {
        let mut config = Self {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            site: SiteConfig::default(),
            store: StoreConfig::default(),
            retrieve: RetrieveConfig::default(),
            poll: PollConfig::default(),
            house: HouseConfig::default(),
            changes: ChangesConfig::default(),
            desk: DeskConfig::default(),
            destinations: DestinationsConfig::default(),
            imap: Accounts::new(),
            sections: sections::built_in(),
            routing: Vec::new(),
        };
        for key in KEYS {
            key.apply_default(&mut config);
        }
        config
    }

    /// Puts the site's name into the disclaimer.
    fn finish(&mut self) {
        let name = &self.site.name;
        self.site.disclaimer =
            self.site.disclaimer.take().map(|words| words.replace("{name}", name));
    }
}

#[cfg(test)]
mod tests;
