//! `demo`: invented agencies on loopback, and the ordinary wire that retrieves from them.

use crate::command::serve::{address, schedule, until_asked};
use crate::command::{Common, listen, print};
use crate::config::Config;
use crate::demo::{AGENCIES, Agency, feed_url, home, router};
use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::Admit;
use crate::store::wire::Of;
use crate::store::{decisions, migrate, sources, wire};
use crate::{Use, Wire, lock, pipeline};
use clap::Args;
use jiff::Timestamp;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Indexing, Release, Rights, Source};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// What marks a data folder as a demonstration's, so that `--reset` removes nothing else.
const MARK: &str = "demo";

/// Run a demonstration: three invented news agencies on this machine, and a wire that retrieves from them.
///
/// Nothing leaves this machine. The data lies in a folder of its own, mediawire-demo unless --data names another.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire demo --reset")]
pub struct Demo {
    /// The address of the site; port 0 takes a free one. It is the first line printed
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8480")]
    listen: SocketAddr,
    /// Begin anew: remove what an earlier demonstration left
    #[arg(long)]
    reset: bool,
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
        let config = Config { store: crate::config::StoreConfig::default(), ..common.config()? };
        let listener = listen(self.listen, "--listen").await?;
        let agencies = agencies(&data).await?;
        let port = port(&agencies)?;
        let admit = AGENCIES
            .iter()
            .map(|agency| Admit {
                host: agency.host.to_owned(),
                port,
                address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            })
            .collect();
        let wire = Wire::open(&data, &config, admit, Use::Write).await?;
        let epoch = epoch(&wire).await?;
        tokio::spawn(async move {
            if let Err(cause) = axum::serve(agencies, router(port, epoch)).await {
                tracing::error!("the agencies have stopped: {cause}");
            }
        });
        for agency in &AGENCIES {
            add(&wire, agency, port).await?;
        }
        schedule(&wire).await?;
        let base = address(&listener)?;
        print(&base)?;
        print("The wire of the demonstration is at the address above. Its invented agencies:")?;
        for agency in &AGENCIES {
            print(&format!("  {}  {}", home(agency, port), agency.name))?;
        }
        print(&format!(
            "See that nothing was altered:  mediawire verify --data {}",
            data.display()
        ))?;
        print("Begin a wire of your own:      mediawire add https://a-news-site.example/")?;
        print("Stop with Ctrl-C.")?;
        tokio::spawn(restyle(wire.clone()));
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
async fn agencies(data: &Path) -> Result<TcpListener> {
    let shown = data.display();
    std::fs::create_dir_all(data)
        .context(Kind::Forbidden, || format!("cannot make the data folder {shown}"))?;
    let mark = data.join(MARK);
    let before =
        std::fs::read_to_string(&mark).ok().and_then(|text| text.trim().parse::<u16>().ok());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, before.unwrap_or(0)));
    let agencies = TcpListener::bind(address).await.map_err(|cause| {
        let what = format!(
            "cannot start the agencies on {address}, where they were before ({cause}): \
             stop the program that listens there, or begin anew with --reset"
        );
        Error::new(Kind::Conflict, what)
    })?;
    let port = port(&agencies)?;
    std::fs::write(&mark, format!("{port}\n"))
        .context(Kind::Forbidden, || format!("cannot write into {shown}"))?;
    Ok(agencies)
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

async fn add(wire: &Arc<Wire>, agency: &Agency, port: u16) -> Result<()> {
    let source = Source {
        slug: Slug::of(agency.slug),
        name: agency.name.to_owned(),
        home: home(agency, port),
        list: Some(feed_url(agency, port)),
        cadence_ms: 60_000,
        rights: Rights {
            display: Display::Full,
            licence: "invented for the demonstration".to_owned(),
            images: true,
            index: Indexing::Own,
        },
        section: SectionCode(agency.home_section.to_lowercase()),
        genre: None,
        release: Release::Auto,
    };
    let mut tx = wire.db.write().await?;
    sources::save(&mut tx, &source, "demo", wire.now().as_millisecond()).await?;
    tx.commit().await
}

/// Where the agency's article is that the demonstration's editor restyles, and the house's headline for it.
const RESTYLED: (&str, &str) = (
    "world/strait-accord-signed",
    "Tolva, Averin end nine-year fishing dispute over Halvik Strait",
);

/// The demonstration's editor: gives one article the house's own headline when it is on the wire, once.
async fn restyle(wire: Arc<Wire>) {
    let mut head = wire.head_changes();
    loop {
        match restyled(&wire).await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => tracing::warn!("the demonstration's headline was not set: {error}"),
        }
        if head.changed().await.is_err() {
            return;
        }
    }
}

async fn restyled(wire: &Arc<Wire>) -> Result<bool> {
    let mut tx = wire.db.read().await?;
    let all = wire::lines(&mut tx, Of::Source(AGENCIES[0].slug), i64::MAX, 100).await?;
    let Some(line) = all.iter().find(|line| line.item.url.ends_with(RESTYLED.0)) else {
        return Ok(false);
    };
    if decisions::of(&mut tx, line.item.id).await?.is_empty() {
        drop(tx);
        let headline = DecisionKind::Headline(RESTYLED.1.to_owned());
        pipeline::decide(
            wire,
            line.item.id,
            &headline,
            "demo editor",
            "house style: actors first, shorter",
        )
        .await?;
    }
    Ok(true)
}
