//! How retrieval behaves: who it says it is, how long it waits, how much it takes.

use crate::config::Accounts;
use crate::retrieve::guard::Admit;
use std::net::IpAddr;
use std::time::Duration;

/// The bounds of one request. `Default` has those of the project's catalogue of hostile input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// For the name, the connection and its encryption.
    pub connect_ms: u64,
    /// From the start of a request, through connecting, to the end of the response head.
    pub header_ms: u64,
    /// For a list and all its redirects; waiting for the host's turn does not count.
    pub list_total_ms: u64,
    /// The same for a page.
    pub page_total_ms: u64,
    /// The same for an image.
    pub image_total_ms: u64,
    /// Longest payload of a list.
    pub list_bytes_max: usize,
    /// Longest payload of a page.
    pub page_bytes_max: usize,
    /// Longest payload of an image.
    pub image_bytes_max: usize,
    /// What is read of a robots.txt; what follows is passed over (RFC 9309 §2.5 asks for at least 500 KiB).
    pub robots_bytes_max: usize,
    /// Longest response head.
    pub head_bytes_max: usize,
    /// Most header fields.
    pub head_fields_max: usize,
    /// Redirects followed.
    pub redirects_max: usize,
    /// After so long a body must have kept to the rate.
    pub rate_after_ms: u64,
    /// The least rate of a body, in bytes a second.
    pub rate_bytes_min: u64,
    /// How long a connection is kept open for another question: pages follow their list at once, and a list is asked
    /// again much later. When 100,000 sources are caught up with, 110 more a second would lie idle.
    pub idle_ms: u64,
    /// Messages that are had at one poll of a mailbox; those that come later are had at the next.
    pub mail_messages_max: usize,
    /// Bytes of them together, after which no further one is asked for.
    pub mail_bytes_max: usize,
    /// For a poll of a mailbox, after which no further message is asked for.
    pub mail_total_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_ms: 10_000,
            header_ms: 15_000,
            list_total_ms: 30_000,
            page_total_ms: 60_000,
            image_total_ms: 60_000,
            // Real feeds of 18 and 22 MB exist.
            list_bytes_max: 32 << 20,
            page_bytes_max: 16 << 20,
            image_bytes_max: 10 << 20,
            robots_bytes_max: 512 << 10,
            head_bytes_max: 64 << 10,
            head_fields_max: 128,
            redirects_max: 5,
            rate_after_ms: 10_000,
            rate_bytes_min: 1024,
            idle_ms: 5_000,
            mail_messages_max: 200,
            mail_bytes_max: 64 << 20,
            mail_total_ms: 300_000,
        }
    }
}

impl Limits {
    pub(super) fn total(&self, what: What) -> Duration {
        Duration::from_millis(match what {
            What::List | What::Robots | What::Tdmrep => self.list_total_ms,
            What::Page => self.page_total_ms,
            What::Image => self.image_total_ms,
        })
    }

    pub(super) fn bytes_max(&self, what: What) -> usize {
        match what {
            What::List => self.list_bytes_max,
            What::Page => self.page_bytes_max,
            What::Image => self.image_bytes_max,
            What::Robots | What::Tdmrep => self.robots_bytes_max,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A feed, a sitemap or another list of pages.
    List,
    /// A page.
    Page,
    /// An image.
    Image,
    /// A robots.txt: no rules are looked up for it.
    Robots,
    /// A tdmrep.json, likewise.
    Tdmrep,
}

/// How retrieval behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who asks, and where to complain: `Mediawire/0.1 (+https://wire.example/about)`.
    /// What stands before the `/` is the name that robots.txt knows.
    pub user_agent: String,
    /// The proxy, as a URL; `None` for none, whatever the environment says. With one, names are resolved there,
    /// and the guard on connected addresses is the proxy's to keep.
    pub proxy: Option<String>,
    /// Pairs of host and port that are exempt from the address guard.
    pub admit: Vec<Admit>,
    /// The same for destinations alone, to which messages are sent: what is retrieved does not go there. Those above
    /// count too.
    pub destinations: Vec<Admit>,
    /// Addresses of names (in lower case) that the system's resolver is not asked for. The guard still judges them.
    pub hosts: Vec<(String, IpAddr)>,
    /// The accounts at mail servers.
    pub accounts: Accounts,
    /// The bounds of one request.
    pub limits: Limits,
    /// The distance between two requests to a host, in milliseconds. There is none for admitted pairs.
    pub host_delay_ms: u64,
    /// Whether robots.txt is asked for and obeyed.
    pub robots: bool,
    /// Certificates (PEM) of authorities that are trusted beside the system's; empty for none.
    pub authorities: Vec<u8>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("Mediawire/", env!("CARGO_PKG_VERSION")).to_owned(),
            proxy: None,
            admit: Vec::new(),
            destinations: Vec::new(),
            hosts: Vec::new(),
            accounts: Accounts::new(),
            limits: Limits::default(),
            host_delay_ms: 1000,
            robots: true,
            authorities: Vec::new(),
        }
    }
}
