//! The program: everything that touches the world. It holds no judgement; that is `mediawire-core`'s.

pub mod archive;
pub mod backup;
pub mod command;
pub mod config;
pub mod demo;
pub mod error;
pub mod job;
pub mod keep;
pub mod pipeline;
pub mod retrieve;
pub mod search;
pub mod store;
pub mod verify;
pub mod web;
pub mod work;

use crate::archive::Archive;
use crate::archive::lists::Lists;
use crate::config::{Config, SiteFiles};
use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::folder::Folders;
use crate::retrieve::{Admit, Client, Limits, Settings};
use crate::store::db::{Db, Hold};
use crate::store::{acts, captures, jobs, migrate, wire};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::change::Policy;
use mediawire_core::desk::routing::Rule;
use mediawire_core::desk::style::Pack;
use mediawire_core::desk::style::case::Usage;
use mediawire_core::desk::{KillNeeds, Restyling};
use mediawire_core::extract::SiteRule;
use mediawire_core::model::section::Section;
use mediawire_core::publish::locale;
use mediawire_core::publish::site::Site;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::{Semaphore, watch};

/// Words whose case is remembered over the wire's texts.
const USAGE_WORDS_MAX: usize = 200_000;
/// The file that marks a data folder whose wire is not whole yet.
pub(crate) const RESTORING: &str = "restoring";

/// The parts of a running wire, put together once.
#[derive(Debug)]
pub struct Wire {
    /// The store.
    pub db: Db,
    /// The archive.
    pub archive: Arc<Archive>,
    /// The one client for outgoing requests.
    pub client: Client,
    /// The watched folders.
    pub folders: Folders,
    /// The lists that were read last.
    pub lists: Lists,
    /// The parts of the paper.
    pub sections: Vec<Section>,
    /// What is written down of sites in the data folder.
    pub sites: SiteFiles,
    /// The house's rule packs.
    pub packs: Vec<Pack>,
    /// What they do.
    pub restyling: Restyling,
    /// What becomes of what sources change.
    pub policy: Policy,
    /// How many persons a kill needs.
    pub kill_needs: KillNeeds,
    /// The routing rules of the configuration, which go before the desk's.
    pub routing: Vec<Rule>,
    /// How the words of the wire's texts are written, since this process began.
    usage: Mutex<Usage>,
    /// The key by which public ids are made.
    pub public_key: [u8; 32],
    /// The public address of the site, where one is configured: hubs call it.
    pub public: Option<String>,
    /// How the wire presents itself, in its first language, at the address that is configured.
    site: Site,
    /// The address that is listened on, which goes where none is configured.
    listens: OnceLock<String>,
    /// Pages of one source that are asked for in a day, if it does not usually bring more.
    pub pages_a_day: i64,
    /// How long pages are looked at again, in milliseconds; 0: never.
    pub watched_ms: i64,
    /// How often the list of a source is asked at most that states no time of its own, in milliseconds.
    pub cadence_ms: i64,
    /// The data folder.
    pub data: PathBuf,
    /// The jobs that could not be put back.
    pub stuck: jobs::Stuck,
    /// Held by whoever reads a list.
    reading: Semaphore,
    waker: watch::Sender<()>,
    head: watch::Sender<i64>,
    debts: watch::Sender<()>,
    desk: watch::Sender<()>,
    sessions: watch::Sender<()>,
    /// How often images were kept: pages that were written before lack them.
    n_images: AtomicU64,
    /// How often something was erased: an index that was made before holds it.
    n_forgotten: AtomicU64,
    seeds: AtomicU64,
    /// Held as long as the process writes into the folder; the system lets go of it when the process ends.
    _lock: Option<Lock>,
    /// The same for a PostgreSQL database.
    _hold: Option<Hold>,
}

/// How a data folder is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To read and write; no other process may at the same time.
    Write,
    /// To read, beside a process that writes.
    Read,
}

impl Wire {
    /// Opens the data folder `data`, made if it is not there. `admit` lists the pairs of host and port that the address
    /// guard lets through although they are not public: the demonstration's agencies, else none.
    ///
    /// # Errors
    /// `Conflict` if another process writes into the folder, or its database is newer than this program; `NotFound` if
    /// it is to be read and holds no wire; `Transient` if the folder or the database cannot be used.
    pub async fn open(
        data: &Path,
        config: &Config,
        admit: Vec<Admit>,
        how: Use,
    ) -> Result<Arc<Self>> {
        let lock = match how {
            Use::Write => Some(lock(data)?),
            Use::Read => None,
        };
        if data.join(RESTORING).exists() {
            let what = format!(
                "a restore into {} has not come to its end: empty it, and restore again",
                data.display()
            );
            return Err(Error::new(Kind::Conflict, what));
        }
        let file = data.join("wire.db");
        if how == Use::Read && config.store.url.is_empty() && !file.exists() {
            let what =
                format!("there is no wire in {}: name its data folder with --data", data.display());
            return Err(Error::new(Kind::NotFound, what));
        }
        let db = match config.store.url.reveal() {
            "" => Db::sqlite(&file, how == Use::Read).await?,
            url => Db::postgres(url).await?,
        };
        let mut hold = None;
        if how == Use::Write {
            hold = db.hold().await?;
            migrate::migrate(&db).await?;
            let mut tx = db.write().await?;
            migrate::setting(&mut tx, "public_key", &random()?.to_hex()).await?;
            jobs::release_all(&mut tx).await?;
            tx.commit().await?;
        }
        let mut tx = db.read().await?;
        migrate::check(&mut tx).await?;
        let key = migrate::known_setting(&mut tx, "public_key").await?;
        let ends: HashMap<String, u64> =
            captures::durable_ends(&mut tx).await?.into_iter().collect();
        let head = wire::head(&mut tx).await?;
        drop(tx);
        let key = Digest::from_hex(&key).ok_or_else(|| {
            Error::new(Kind::Malformed, "the setting public_key in the store is not a key")
        })?;
        let sites = SiteFiles::of(data);
        if how == Use::Write {
            settle(&db, &sites).await?;
        }
        for why in sites.read() {
            tracing::warn!("{why}; the site is read as if there were no file");
        }
        let (packs, wrong) = config::packs(data, &config.house.packs);
        for why in wrong {
            tracing::warn!("{why}; headlines are left as if there were no such pack");
        }
        let dir = data.join("archive");
        let archive = match how {
            Use::Write => Archive::open(&dir, |file| ends.get(file).copied().unwrap_or(0))?,
            Use::Read => Archive::reading(&dir),
        };
        Ok(Arc::new(Self {
            db,
            archive: Arc::new(archive),
            client: Client::new(settings(config, admit)?)?,
            folders: Folders::default(),
            lists: Lists::default(),
            stuck: jobs::Stuck::default(),
            sections: config.sections.iter().map(Section::from).collect(),
            sites,
            packs,
            restyling: config.house.restyle,
            policy: config.changes.policy(),
            kill_needs: config.desk.kill_needs,
            routing: config.routing.clone(),
            usage: Mutex::new(Usage::bounded(USAGE_WORDS_MAX)),
            public_key: *key.as_bytes(),
            public: config.site.base_url.clone(),
            site: presented(config)?,
            listens: OnceLock::new(),
            pages_a_day: i64::try_from(config.retrieve.pages_a_day).unwrap_or(i64::MAX),
            watched_ms: i64::try_from(config.retrieve.watch_days * 86_400_000).unwrap_or(i64::MAX),
            cadence_ms: i64::try_from(config.poll.cadence_minutes * 60_000).unwrap_or(i64::MAX),
            data: data.to_owned(),
            reading: Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)),
            waker: watch::Sender::new(()),
            head: watch::Sender::new(head),
            debts: watch::Sender::new(()),
            desk: watch::Sender::new(()),
            sessions: watch::Sender::new(()),
            n_images: AtomicU64::new(0),
            n_forgotten: AtomicU64::new(0),
            seeds: AtomicU64::new(u64::from(std::process::id())),
            _lock: lock,
            _hold: hold,
        }))
    }

    /// The rules that a site file's `text` holds.
    ///
    /// # Errors
    /// `Malformed` with line and key, or if it is larger than a file that is changed at the desk.
    pub fn site_rules(text: &str) -> Result<Vec<SiteRule>> {
        let rules = match text.len() {
            0..=config::FILE_BYTES_MAX => config::rules(text, "the rule"),
            _ => Err(format!("the rule: it has more than {} bytes", config::FILE_BYTES_MAX)),
        };
        rules.map_err(|why| Error::new(Kind::Malformed, why).code("site-rule"))
    }

    /// Makes good what was begun to be saved of site files and did not come to its end: what is on record takes its place,
    /// and what is not goes. Whoever asks has the turn at them.
    ///
    /// # Errors
    /// `Transient` if it cannot be made good.
    pub async fn settle_sites(&self) -> Result<()> {
        settle(&self.db, &self.sites).await
    }

    /// The time, to the millisecond, as everything that is stored has it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ms = Timestamp::now().as_millisecond();
        Timestamp::from_millisecond(ms).expect("a moment of this age is in range")
    }

    /// How the words of the wire's texts are written.
    pub fn usage(&self) -> MutexGuard<'_, Usage> {
        self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that no one else gets, to spread retries by.
    pub fn seed(&self) -> u64 {
        self.seeds.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)
    }

    /// Says that pages may show more pictures than before.
    pub fn pictures_are_kept(&self) {
        self.n_images.fetch_add(1, Ordering::Release);
    }

    /// A number that grows when pages may show more pictures than before.
    #[must_use]
    pub fn n_images(&self) -> u64 {
        self.n_images.load(Ordering::Acquire)
    }

    /// Says that there may be jobs to do.
    pub fn wake(&self) {
        self.waker.send_replace(());
    }

    /// Hears when there may be jobs to do.
    #[must_use]
    pub fn woken(&self) -> watch::Receiver<()> {
        self.waker.subscribe()
    }

    /// Says at which address the site is listened for: it is the site's own where none is configured.
    pub fn listens_at(&self, base: &str) {
        // Said once, before anything is sent.
        self.listens.set(base.to_owned()).ok();
    }

    /// How the wire presents itself to those who are sent its dispatches: in its first language.
    #[must_use]
    pub fn site(&self) -> Site {
        let base = self.public.as_ref().or_else(|| self.listens.get()).unwrap_or(&self.site.base);
        Site { base: base.clone(), ..self.site.clone() }
    }

    /// Says that something else may be owed to destinations, or that they are others.
    pub fn debts_have_changed(&self) {
        self.debts.send_replace(());
    }

    /// Hears when something else may be owed to destinations.
    #[must_use]
    pub fn debts_change(&self) -> watch::Receiver<()> {
        self.debts.subscribe()
    }

    /// Says that something was erased.
    pub fn has_forgotten(&self) {
        self.n_forgotten.fetch_add(1, Ordering::Release);
    }

    /// How often something was erased since this process began.
    #[must_use]
    pub fn n_forgotten(&self) -> u64 {
        self.n_forgotten.load(Ordering::Acquire)
    }

    /// Says that items may stand elsewhere at the desk than before.
    pub fn desk_has_changed(&self) {
        self.desk.send_replace(());
    }

    /// Hears when items may stand elsewhere at the desk.
    #[must_use]
    pub fn desk_changes(&self) -> watch::Receiver<()> {
        self.desk.subscribe()
    }

    /// Says that a session has ended before its time.
    pub fn session_has_ended(&self) {
        self.sessions.send_replace(());
    }

    /// Hears when a session has ended before its time.
    #[must_use]
    pub fn sessions_end(&self) -> watch::Receiver<()> {
        self.sessions.subscribe()
    }

    /// Says that the wire has come to `number`.
    pub fn head_is(&self, number: i64) {
        self.head.send_replace(number);
    }

    /// Hears when the wire has grown.
    #[must_use]
    pub fn head_changes(&self) -> watch::Receiver<i64> {
        self.head.subscribe()
    }

    /// The number of the last dispatch.
    #[must_use]
    pub fn head(&self) -> i64 {
        *self.head.borrow()
    }
}

/// As [`Wire::settle_sites`].
async fn settle(db: &Db, sites: &SiteFiles) -> Result<()> {
    for begun in sites.begun()? {
        let mut tx = db.read().await?;
        let act = acts::at(&mut tx, begun.at_ms, acts::SITE_RULE, &begun.domain).await?;
        drop(tx);
        let domain = &begun.domain;
        if act.is_some_and(|act| act.becomes == begun.text) {
            sites.finish(&begun)?;
            tracing::info!("the rule for {domain} took its place: it was put on record before");
        } else {
            sites.leave(&begun)?;
            tracing::info!(
                "a rule for {domain} was begun to be saved and never put on record: it is gone"
            );
        }
    }
    Ok(())
}

/// How the wire presents itself at `base`, unless the configuration names its public address.
pub(crate) fn site(config: &Config, base: &str) -> Site {
    Site {
        name: config.site.name.clone(),
        base: config.site.base_url.clone().unwrap_or_else(|| base.to_owned()),
        byline: config.site.byline.clone(),
        disclaimer: config.site.disclaimer.clone(),
        lang: config.site.lang.clone(),
        sections: config.sections.iter().map(Into::into).collect(),
        time_zone: config.site.time_zone.clone(),
        ..Site::default()
    }
}

/// The same in its first language, at the address that is configured.
fn presented(config: &Config) -> Result<Site> {
    let locales = locale::all(&[]).map_err(|why| Error::new(Kind::Bug, why))?;
    let locale = locale::best(&locales, &config.site.lang).clone();
    Ok(Site { locale, ..site(config, &format!("http://{}", config.listen)) })
}

fn settings(config: &Config, admit: Vec<Admit>) -> Result<Settings> {
    let authorities = match &config.retrieve.ca_file {
        Some(path) => std::fs::read(path).context(Kind::NotFound, || {
            format!("cannot read the authorities' certificates in {}", path.display())
        })?,
        None => Vec::new(),
    };
    // Who asks can be found: by the contact that is set, else at the site itself.
    let contact = config.retrieve.contact.as_deref().or(config.site.base_url.as_deref());
    let contact = contact.map(|contact| format!("; +{contact}")).unwrap_or_default();
    Ok(Settings {
        user_agent: format!("Mediawire/{} (media wire{contact})", env!("CARGO_PKG_VERSION")),
        proxy: Some(config.retrieve.proxy.reveal().to_owned()).filter(|proxy| !proxy.is_empty()),
        admit,
        destinations: config
            .destinations
            .inside
            .iter()
            .map(|(host, port, address)| Admit {
                host: host.clone(),
                port: *port,
                address: *address,
            })
            .collect(),
        hosts: Vec::new(),
        accounts: config.imap.clone(),
        limits: Limits {
            connect_ms: config.retrieve.connect_ms,
            list_total_ms: config.retrieve.total_ms,
            page_total_ms: config.retrieve.total_ms,
            image_total_ms: config.retrieve.total_ms,
            list_bytes_max: usize::try_from(config.retrieve.list_bytes_max).unwrap_or(usize::MAX),
            page_bytes_max: usize::try_from(config.retrieve.page_bytes_max).unwrap_or(usize::MAX),
            image_bytes_max: usize::try_from(config.retrieve.image_bytes_max).unwrap_or(usize::MAX),
            redirects_max: usize::try_from(config.retrieve.n_redirects_max).unwrap_or(usize::MAX),
            ..Limits::default()
        },
        host_delay_ms: config.retrieve.host_delay_ms,
        robots: true,
        authorities,
    })
}

/// A folder that is this process's own, by the file in it that it has locked.
#[derive(Debug)]
pub(crate) struct Lock(pub(crate) File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing it lets go only when no child has it, and one that is just being started does.
        self.0.unlock().ok();
    }
}

/// Takes the data folder for this process.
pub(crate) fn lock(data: &Path) -> Result<Lock> {
    let shown = data.display();
    std::fs::create_dir_all(data)
        .context(Kind::Forbidden, || format!("cannot make the data folder {shown}"))?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(data.join("lock"))
        .context(Kind::Forbidden, || format!("cannot write into the data folder {shown}"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::new(
            Kind::Conflict,
            format!(
                "another mediawire is at work in {shown}: stop it first, name another folder with --data, or do it at the desk of the one that runs, /desk"
            ),
        )
        .code("lock")),
        Err(std::fs::TryLockError::Error(cause)) => Err(Error::caused(
            Kind::Transient,
            format!("cannot lock the data folder {shown}"),
            cause,
        )),
    }
}

/// 32 random bytes.
pub(crate) fn random() -> Result<Digest> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .context(Kind::Transient, || "cannot get random bytes from the system")?;
    Ok(Digest::from_bytes(&bytes).expect("there are 32"))
}
