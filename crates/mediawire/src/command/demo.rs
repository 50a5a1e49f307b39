//! `demo`: invented agencies on loopback, and the ordinary wire that retrieves from them.

mod editor;
mod release;

use crate::command::demo::release::Ledger;
use crate::command::serve::{address, first_link, schedule, until_asked};
use crate::command::{Common, listen, print};
use crate::config::Config;
use crate::demo::{
    AGENCIES, Agencies, Agency, Course, SITE_FILES, feed_url, home, hosts, n_pieces,
};
use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::Admit;
use crate::store::{migrate, sources};
use crate::{Use, Wire, lock};
use clap::Args;
use jiff::Timestamp;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Access, Display, Indexing, Release, Rights, Source};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// What marks a data folder as a demonstration's, so that `--reset` removes nothing else.
const MARK: &str = "demo";

/// How often a source is asked at speed 1, and between which bounds at others.
const CADENCE_MS: f64 = 5_000.0;
const CADENCE_MS_MIN: f64 = 1_000.0;
const CADENCE_MS_MAX: f64 = 60_000.0;
/// The longest pause between two questions to one agency: they stand on this machine.
const HOST_DELAY_MS_MAX: u64 = 200;

/// Run a demonstration: eight invented news agencies on this machine, and a wire that retrieves from them.
///
/// Nothing leaves this machine. The data lies in a folder of its own, mediawire-demo unless --data names another.
/// About fifty pieces are there at the start; others, a correction, an edit without a word, a withdrawal and an
/// embargoed statement come out within two hours, most of them within the first half. Short bulletins follow.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire demo --reset --speed 10")]
pub struct Demo {
    /// The address of the site; port 0 takes a free one. It is the first line printed
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8480")]
    listen: SocketAddr,
    /// Begin anew: remove what an earlier demonstration left
    #[arg(long)]
    reset: bool,
    /// How many times faster the agencies publish; from 0.1 to 100000, which lets every story out at once
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = speed)]
    speed: f64,
    /// Fall silent after the last story: no bulletins follow it
    #[arg(long)]
    no_bulletins: bool,
}

/// The value of `--speed`.
fn speed(text: &str) -> std::result::Result<f64, String> {
    let speed = text.parse().ok().filter(|speed| (0.1..=100_000.0).contains(speed));
    speed.ok_or_else(|| "write a number from 0.1 to 100000".to_owned())
}

impl Demo {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let data = common.data.clone().unwrap_or_else(|| PathBuf::from("mediawire-demo"));
        if self.reset {
            reset(&data)?;
        }
        if data.join("wire.db").exists() && !data.join(MARK).exists() {
            let what = format!(
                "{} holds a wire that is no demonstration: name another folder with --data",
                data.display()
            );
            return Err(Error::new(Kind::Conflict, what));
        }
        let mut config =
            Config { store: crate::config::StoreConfig::default(), ..common.config()? };
        config.retrieve.host_delay_ms = config.retrieve.host_delay_ms.min(HOST_DELAY_MS_MAX);
        let listener = listen(self.listen, "--listen").await?;
        let doors = doors(&data).await?;
        let port = port(&doors)?;
        let admit = hosts()
            .map(|host| Admit {
                host: host.to_owned(),
                port,
                address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            })
            .collect();
        write_site_files(&data)?;
        let wire = Wire::open(&data, &config, admit, Use::Write).await?;
        let (mut ledger, released) = Ledger::open(&data)?;
        let course = Course {
            port,
            epoch: epoch(&wire).await?,
            speed: self.speed,
            has_bulletins: !self.no_bulletins,
        };
        let agencies = Arc::new(Agencies::new(course, released));
        // What is due comes out before anybody asks, so that at great speed each run is asked for the same.
        release::release(&wire, &agencies, &mut ledger).await?;
        let router = agencies.router();
        tokio::spawn(async move {
            if let Err(cause) = axum::serve(doors, router).await {
                tracing::error!("the agencies have stopped: {cause}");
            }
        });
        #[expect(clippy::cast_possible_truncation, reason = "it lies between the two bounds")]
        let cadence_ms = (CADENCE_MS / self.speed).clamp(CADENCE_MS_MIN, CADENCE_MS_MAX) as i64;
        for agency in &AGENCIES {
            add(&wire, agency, port, cadence_ms).await?;
        }
        schedule(&wire).await?;
        let base = address(&listener)?;
        print(&base)?;
        print("The wire of the demonstration is at the address above. Its invented agencies:")?;
        for agency in &AGENCIES {
            print(&format!("  {}  {}", home(agency, port), agency.name))?;
        }
        print(&format!("Its stories come to {} dispatches.", n_dispatches()))?;
        print(&format!(
            "See that nothing was altered:  mediawire verify --data {}",
            data.display()
        ))?;
        print("Begin a wire of your own:      mediawire add https://a-news-site.example/")?;
        first_link(&wire, &config, &base).await?;
        print("Stop with Ctrl-C.")?;
        tokio::spawn(release::run(wire.clone(), agencies.clone(), ledger));
        tokio::spawn(editor::run(wire.clone(), agencies, base.clone()));
        until_asked(&wire, &config, listener, &base).await
    }
}

/// Removes the folder of an earlier demonstration, and no other.
fn reset(data: &Path) -> Result<()> {
    if !data.exists() {
        return Ok(());
    }
    if !data.join(MARK).exists() {
        let what =
            format!("cannot reset {}: it is not the folder of a demonstration", data.display());
        return Err(Error::new(Kind::Conflict, what));
    }
    // Held while the folder goes, so that no demonstration is at work in it.
    let _lock = lock(data)?;
    std::fs::remove_dir_all(data)
        .context(Kind::Forbidden, || format!("cannot remove {}", data.display()))
}

/// The agencies' listener: on the port that an earlier run had, since its sources' addresses name it.
async fn doors(data: &Path) -> Result<TcpListener> {
    let shown = data.display();
    std::fs::create_dir_all(data)
        .context(Kind::Forbidden, || format!("cannot make the data folder {shown}"))?;
    let mark = data.join(MARK);
    let before =
        std::fs::read_to_string(&mark).ok().and_then(|text| text.trim().parse::<u16>().ok());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, before.unwrap_or(0)));
    let doors = TcpListener::bind(address).await.map_err(|cause| {
        let what = format!(
            "cannot start the agencies on {address}, where they were before ({cause}): \
             stop the program that listens there, or begin anew with --reset"
        );
        Error::new(Kind::Conflict, what)
    })?;
    let port = port(&doors)?;
    std::fs::write(&mark, format!("{port}\n"))
        .context(Kind::Forbidden, || format!("cannot write into {shown}"))?;
    Ok(doors)
}

/// Puts the editor's site files where they are read, unless somebody has written others.
fn write_site_files(data: &Path) -> Result<()> {
    let folder = data.join("sites");
    let tried = || format!("cannot write into {}", folder.display());
    std::fs::create_dir_all(&folder).context(Kind::Forbidden, tried)?;
    for (name, text) in SITE_FILES {
        let file = folder.join(name);
        if !file.exists() {
            std::fs::write(file, text).context(Kind::Forbidden, tried)?;
        }
    }
    Ok(())
}

fn port(listener: &TcpListener) -> Result<u16> {
    let address =
        listener.local_addr().context(Kind::Transient, || "cannot tell the agencies' address")?;
    Ok(address.port())
}

/// When the demonstration first ran: its articles' times count from there, so that a restart changes none.
async fn epoch(wire: &Arc<Wire>) -> Result<Timestamp> {
    let mut tx = wire.db.write().await?;
    let now = wire.now().as_millisecond().to_string();
    let epoch = migrate::setting(&mut tx, "demo_epoch", &now).await?;
    tx.commit().await?;
    let at = epoch.parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.ok_or_else(|| {
        Error::new(Kind::Malformed, "the demonstration's epoch in the store is no time")
    })
}

/// How many dispatches the stories come to, with what follows on them: a copy is not sent, a correction is, and so are
/// the editor's decisions and the end of what was withdrawn.
fn n_dispatches() -> usize {
    let pieces = n_pieces();
    let sent = pieces.n_stories - pieces.n_copies + pieces.n_corrections;
    sent + pieces.n_withdrawals + editor::N_RULINGS
}

/// How much of an agency's pieces the wire may show: one of them lets others have the first words and a link.
fn display(agency: &Agency) -> Display {
    match agency.slug {
        "averinform" => Display::Teaser,
        _ => Display::Full,
    }
}

async fn add(wire: &Arc<Wire>, agency: &Agency, port: u16, cadence_ms: i64) -> Result<()> {
    let source = Source {
        slug: Slug::of(agency.slug),
        name: agency.name.to_owned(),
        home: home(agency, port),
        list: Some(feed_url(agency, port)),
        cadence_ms,
        rights: Rights {
            display: display(agency),
            licence: "invented for the demonstration".to_owned(),
            images: true,
            index: Indexing::Own,
            archive: Access::Public,
            retention_days: None,
        },
        section: SectionCode(agency.home_section.to_lowercase()),
        genre: None,
        release: Release::Auto,
    };
    let mut tx = wire.db.write().await?;
    sources::save(&mut tx, &source, "demo", wire.now().as_millisecond()).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::SITE_FILES;

    #[test]
    fn the_site_files_of_the_agencies_are_right() {
        for (name, text) in SITE_FILES {
            assert!(!crate::config::rules(text, name).unwrap().is_empty());
        }
    }
}
