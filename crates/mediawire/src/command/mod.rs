//! The command line: each command a file, its arguments and what it does together.

pub mod add;
pub mod backup;
pub mod demo;
pub mod desk;
pub mod destination;
pub mod erase;
pub mod extract;
mod handling;
pub mod import;
pub mod items;
pub mod opml;
mod routing;
pub mod serve;
pub mod source;
pub mod take;
pub mod user;
pub mod verify;

use crate::config::Config;
use crate::error::{Context as _, Error, Kind, Result};
use crate::{Use, Wire};
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use mediawire_core::model::source::{
    Access, Display, Indexing, RETENTION_DAYS_MAX, Release, Rights,
};
use std::path::PathBuf;
use std::sync::Arc;

/// Runs a media wire: retrieves reports and views from other sites, archives every byte, publishes them with their
/// source and URL, and lets anyone verify that nothing was altered.
#[derive(Debug, Parser)]
#[command(name = "mediawire", version, after_help = "Example: mediawire demo")]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The data folder: the wire's database and archive [default: mediawire-data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The configuration file; every key is in mediawire.example.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// More of what is going on, on standard error (-vv for more still)
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Add(add::Add),
    Take(take::Take),
    Sources(items::Sources),
    Source(source::OfSource),
    Opml(opml::Opml),
    Poll(take::Poll),
    Import(import::Import),
    Extract(extract::Extract),
    Show(items::Show),
    Desk(desk::Desk),
    User(user::User),
    Destination(destination::OfDestination),
    Verify(verify::Verify),
    Erase(erase::Erase),
    Backup(backup::Backup),
    Restore(backup::Restore),
    CheckConfig(CheckConfig),
    Version(Version),
    Completions(Completions),
}

/// Read the configuration and say whether it is right.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire check-config --config mediawire.toml")]
struct CheckConfig {
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Say which version this is.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire version --json")]
struct Version {
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Write completions for a shell to standard output.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire completions bash > /etc/bash_completion.d/mediawire")]
struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

/// What may be shown of a new source's items, and who lets them out.
#[derive(Debug, Clone, Copy, Args)]
pub struct Terms {
    /// What may be shown: headline, teaser or full. Say full only with a licence or an agreement
    #[arg(long, default_value = "teaser", value_parser = display)]
    display: Display,
    /// Show its pictures too: say so only with a licence or an agreement that covers them
    #[arg(long)]
    images: bool,
    /// How search engines may treat its items here: own (they may be found here), source (they are sent to the source's
    /// page) or none
    #[arg(long, default_value = "source", value_parser = indexing, value_name = "WHAT")]
    index: Indexing,
    /// Who may have the captured pages of what is shown in full: public (anyone, to verify it) or private
    #[arg(long, default_value = "private", value_parser = access, value_name = "WHO")]
    archive: Access,
    /// Days after which the captures of its items are removed from the archive [default: never]
    #[arg(long, value_parser = retention, value_name = "DAYS")]
    retention: Option<Retention>,
    /// Publish each item when it arrives, without waiting for the desk
    #[arg(long)]
    auto: bool,
}

/// How many days captures are kept; `None` for ever.
#[derive(Debug, Clone, Copy)]
struct Retention(Option<u32>);

impl Terms {
    /// The rights that they give, under `licence`.
    fn rights(self, licence: &str) -> Rights {
        let Self { display, images, index, archive, retention, .. } = self;
        let retention_days = retention.and_then(|it| it.0);
        Rights { display, licence: licence.to_owned(), images, index, archive, retention_days }
    }

    fn release(self) -> Release {
        if self.auto { Release::Auto } else { Release::Desk }
    }
}

fn display(name: &str) -> Result<Display, String> {
    Display::parse(name).ok_or_else(|| "say headline, teaser or full".to_owned())
}

fn retention(text: &str) -> Result<Retention, String> {
    let days = text.parse().ok().filter(|days| (1..=RETENTION_DAYS_MAX).contains(days));
    match (text, days) {
        ("never", _) => Ok(Retention(None)),
        (_, Some(days)) => Ok(Retention(Some(days))),
        (_, None) => Err(format!("say a number of days, 1 to {RETENTION_DAYS_MAX}, or never")),
    }
}

fn access(name: &str) -> Result<Access, String> {
    Access::parse(name).ok_or_else(|| "say public or private".to_owned())
}

fn indexing(name: &str) -> Result<Indexing, String> {
    Indexing::parse(name).ok_or_else(|| "say own, source or none".to_owned())
}

impl Common {
    fn config(&self) -> Result<Config> {
        Config::load(self.config.as_deref(), std::env::vars())
    }

    fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("mediawire-data"))
    }

    async fn open(&self, how: Use) -> Result<Arc<Wire>> {
        Wire::open(&self.data(), &self.config()?, Vec::new(), how).await
    }
}

/// Runs the command that the arguments name.
///
/// # Errors
/// Whatever the command met.
pub async fn run(cli: Cli) -> Result<()> {
    let common = &cli.common;
    match cli.command {
        Command::Demo(command) => command.run(common).await,
        Command::Serve(command) => command.run(common).await,
        Command::Add(command) => command.run(common).await,
        Command::Take(command) => command.run(common).await,
        Command::Sources(command) => command.run(common).await,
        Command::Source(command) => command.run(common).await,
        Command::Opml(command) => command.run(common).await,
        Command::Poll(command) => command.run(common).await,
        Command::Import(command) => command.run(common).await,
        Command::Extract(command) => command.run(common).await,
        Command::Show(command) => command.run(common).await,
        Command::Desk(command) => command.run(common).await,
        Command::User(command) => command.run(common).await,
        Command::Destination(command) => command.run(common).await,
        Command::Verify(command) => command.run(common).await,
        Command::Erase(command) => command.run(common).await,
        Command::Backup(command) => command.run(common).await,
        Command::Restore(command) => command.run(common).await,
        Command::CheckConfig(CheckConfig { json }) => check_config(common, json),
        Command::Version(Version { json }) => version(json),
        Command::Completions(Completions { shell }) => {
            clap_complete::generate(
                shell,
                &mut Cli::command(),
                "mediawire",
                &mut std::io::stdout(),
            );
            Ok(())
        }
    }
}

impl Cli {
    /// How much is told on standard error: warnings, and more with each `-v`.
    #[must_use]
    pub fn log_filter(&self) -> &'static str {
        match self.common.verbose {
            0 => "warn",
            1 => "mediawire=info,warn",
            _ => "mediawire=debug,info",
        }
    }
}

fn check_config(common: &Common, json: bool) -> Result<()> {
    let config = common.config()?;
    let from = common
        .config
        .as_ref()
        .map_or("defaults and environment".to_owned(), |file| file.display().to_string());
    let sections: Vec<&str> = config.sections.iter().map(|section| section.code.as_str()).collect();
    if json {
        let report = serde_json::json!({
            "ok": true, "from": from, "listen": config.listen.to_string(), "site": config.site.name,
            "base_url": config.site.base_url, "sections": sections,
            "store": if config.store.url.is_empty() { "sqlite" } else { "postgres" },
        });
        return print(&format!("{report:#}"));
    }
    print(&format!(
        "The configuration is right ({from}).\n  site      {}\n  listen    {}\n  store     {}\n  sections  {}",
        config.site.name,
        config.listen,
        if config.store.url.is_empty() { "SQLite in the data folder" } else { "PostgreSQL" },
        sections.join(" "),
    ))
}

fn version(json: bool) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    if json {
        print(&serde_json::json!({ "version": version }).to_string())
    } else {
        print(&format!("mediawire {version}"))
    }
}

/// Writes a line to standard output: the one place where the program speaks to whoever called it.
///
/// # Errors
/// `Transient` if nobody reads it.
pub fn print(line: &str) -> Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .context(Kind::Transient, || "cannot write to standard output")
}

/// Ends when the process is asked to: Ctrl-C, or SIGTERM.
async fn asked_to_end() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let tried = || "cannot listen for signals";
    let mut terminate = signal(SignalKind::terminate()).context(Kind::Transient, tried)?;
    tokio::select! {
        heard = tokio::signal::ctrl_c() => heard.context(Kind::Transient, tried),
        _ = terminate.recv() => Ok(()),
    }
}

/// A free port to listen on, or a word about who has it.
async fn listen(address: std::net::SocketAddr, flag: &str) -> Result<tokio::net::TcpListener> {
    tokio::net::TcpListener::bind(address).await.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AddrInUse => Error::new(
            Kind::Conflict,
            format!(
                "cannot listen on {address}: another program does already; stop it, or say {flag} {}:0 for a free port",
                address.ip()
            ),
        ),
        _ => Error::caused(Kind::Forbidden, format!("cannot listen on {address}"), cause),
    })
}
