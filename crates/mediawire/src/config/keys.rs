//! Every key: its name, its default, what it means, and how its value is read. The one table of configuration.

use super::{Config, Secret, accounts, routing, sections};
use jiff::tz::TimeZone;
use mediawire_core::desk::{KillNeeds, Restyling};
use mediawire_core::model::change::Class;
use std::fmt::Write as _;
use std::net::{IpAddr, SocketAddr};
use url::Url;

/// One key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// `section.key`, or `key` for what stands before the first section.
    pub path: &'static str,
    /// Its default, as TOML.
    pub default: &'static str,
    /// What it means, for an operator: a sentence a line.
    pub doc: &'static str,
    /// Whether the value is a secret, which can then be given as a file's name too.
    pub is_secret: bool,
    /// Puts the value into the configuration, or says what to write instead.
    set: fn(&mut Config, &str) -> Result<(), String>,
}

/// Every key but the sections, in the order of the example file.
pub const KEYS: &[Key] = &[
    Key {
        path: "listen",
        default: r#""127.0.0.1:8480""#,
        doc: "The address that `serve` listens on.\nPort 0 takes a free one; the address is the first line printed.",
        is_secret: false,
        set: |config, text| {
            config.listen = text
                .parse()
                .map_err(|_| format!("{text:?} is no address: write IP:PORT, as 127.0.0.1:8480"))?;
            Ok(())
        },
    },
    Key {
        path: "site.name",
        default: r#""Media Wire""#,
        doc: "The site's name, as readers see it.",
        is_secret: false,
        set: |config, text| filled(text).map(|text| config.site.name = text),
    },
    Key {
        path: "site.base_url",
        default: r#""""#,
        doc: "The public address of the site, such as https://wire.example.org.\nEmpty: links use the address that is listened on.",
        is_secret: false,
        set: |config, text| {
            config.site.base_url = optional(text, |text| {
                web_address(text).map(|url| String::from(url).trim_end_matches('/').to_owned())
            })?;
            Ok(())
        },
    },
    Key {
        path: "site.byline",
        default: r#""Media Wire""#,
        doc: "The wire's own byline, at the foot of each article.",
        is_secret: false,
        set: |config, text| filled(text).map(|text| config.site.byline = text),
    },
    Key {
        path: "site.disclaimer",
        default: r#""""#,
        doc: "The words at the foot of each article, in the first language of the site.\n{name} stands for the site's name.\nEmpty: the built-in ones, in each language of the interface.",
        is_secret: false,
        set: |config, text| {
            config.site.disclaimer = optional(text, |text| Ok(text.to_owned()))?;
            Ok(())
        },
    },
    Key {
        path: "site.lang",
        default: r#""en""#,
        doc: "The first language of the interface (BCP 47): en, fa, ar, ru or de, or one of yours, words/TAG.ftl in the data folder.\nThe others stand at /TAG/.",
        is_secret: false,
        set: |config, text| language(text).map(|text| config.site.lang = text),
    },
    Key {
        path: "site.time_zone",
        default: r#""UTC""#,
        doc: "The zone of the wire's own times, by its name: UTC, Asia/Tehran, Europe/Berlin.",
        is_secret: false,
        set: |config, text| {
            config.site.time_zone = TimeZone::get(text)
                .map_err(|_| format!("{text:?} is no time zone: write its name, as Asia/Tehran"))?;
            Ok(())
        },
    },
    Key {
        path: "site.metrics_token",
        default: r#""""#,
        doc: "The token by which /metrics is read: Authorization: Bearer TOKEN.\nEmpty: the counters are told on this machine only, and to nobody where site.base_url is set.",
        is_secret: true,
        set: |config, text| {
            config.site.metrics_token = Secret(text.to_owned());
            Ok(())
        },
    },
    Key {
        path: "store.url",
        default: r#""""#,
        doc: "Where the wire's state lies: postgres://USER:PASSWORD@HOST/DATABASE.\nEmpty: SQLite in the data folder.",
        is_secret: true,
        set: |config, text| {
            let is_postgres = ["postgres://", "postgresql://"].iter().any(|p| text.starts_with(p));
            if !text.is_empty() && !is_postgres {
                return Err("write postgres://USER@HOST/DATABASE, or nothing for SQLite".to_owned());
            }
            config.store.url = Secret(text.to_owned());
            Ok(())
        },
    },
    Key {
        path: "retrieve.contact",
        default: r#""""#,
        doc: "Who runs this wire: a URL or an e-mail address.\nIt stands in the User-Agent of every request, so that a site can write to you before it blocks you.",
        is_secret: false,
        set: |config, text| {
            config.retrieve.contact = optional(text, contact)?;
            Ok(())
        },
    },
    Key {
        path: "retrieve.proxy",
        default: r#""""#,
        doc: "The proxy that every outgoing request goes through, such as http://proxy.example.org:3128.\nEmpty: none. HTTP_PROXY and its kin are not read.",
        is_secret: true,
        set: |config, text| {
            // The value may hold a password, so the message does not repeat it.
            let url = optional(text, |text| {
                web_address(text)
                    .map_err(|_| "write an http or https address, as http://HOST:PORT".to_owned())
            })?;
            config.retrieve.proxy = Secret(url.map(String::from).unwrap_or_default());
            Ok(())
        },
    },
    Key {
        path: "retrieve.ca_file",
        default: r#""""#,
        doc: "The file with the certificates (PEM) of authorities that are trusted beside the system's, such as a house's own.\nEmpty: none.",
        is_secret: false,
        set: |config, text| {
            config.retrieve.ca_file = optional(text, |text| Ok(text.into()))?;
            Ok(())
        },
    },
    Key {
        path: "retrieve.host_delay_ms",
        default: "1000",
        doc: "The least time between two requests to one host, in milliseconds.",
        is_secret: false,
        set: |config, text| number(text, 0, 3_600_000).map(|n| config.retrieve.host_delay_ms = n),
    },
    Key {
        path: "retrieve.page_bytes_max",
        default: "8388608",
        doc: "The largest page that is taken, in bytes as they are sent; unpacked it may have 64 MiB.",
        is_secret: false,
        set: |config, text| {
            number(text, 1024, BYTES_MAX).map(|n| config.retrieve.page_bytes_max = n)
        },
    },
    Key {
        path: "retrieve.image_bytes_max",
        default: "10485760",
        doc: "The largest image that is taken, in bytes. It may have sides of 12000 pixels, and 80 million together.",
        is_secret: false,
        set: |config, text| {
            number(text, 1024, BYTES_MAX).map(|n| config.retrieve.image_bytes_max = n)
        },
    },
    Key {
        path: "retrieve.list_bytes_max",
        default: "16777216",
        doc: "The largest list (a feed, a sitemap) that is taken, in bytes as they are sent; unpacked it may have 64 MiB.",
        is_secret: false,
        set: |config, text| {
            number(text, 1024, BYTES_MAX).map(|n| config.retrieve.list_bytes_max = n)
        },
    },
    Key {
        path: "retrieve.connect_ms",
        default: "10000",
        doc: "How long a connection may take, in milliseconds.",
        is_secret: false,
        set: |config, text| number(text, 100, 600_000).map(|n| config.retrieve.connect_ms = n),
    },
    Key {
        path: "retrieve.total_ms",
        default: "30000",
        doc: "How long a whole exchange may take, redirects included, in milliseconds.",
        is_secret: false,
        set: |config, text| number(text, 100, 600_000).map(|n| config.retrieve.total_ms = n),
    },
    Key {
        path: "retrieve.n_redirects_max",
        default: "10",
        doc: "How many redirects are followed at most.",
        is_secret: false,
        set: |config, text| number(text, 0, 50).map(|n| config.retrieve.n_redirects_max = n),
    },
    Key {
        path: "retrieve.pages_a_day",
        default: "5000",
        doc: "How many pages of one source are asked for in a day; ten times as many as it usually brings, if that is more.\nWhat is above waits for a later day, behind what is new.",
        is_secret: false,
        set: |config, text| number(text, 1, 10_000_000).map(|n| config.retrieve.pages_a_day = n),
    },
    Key {
        path: "retrieve.watch_days",
        default: "30",
        doc: "For how many days the page of an article that stands on the wire is looked at again, to see whether its source has changed it: after minutes, then hours, then days.\n0: never.",
        is_secret: false,
        set: |config, text| number(text, 0, 10_000).map(|n| config.retrieve.watch_days = n),
    },
    Key {
        path: "poll.cadence_minutes",
        default: "10",
        doc: "The time between two questions to a source that has no time of its own, in minutes.",
        is_secret: false,
        set: |config, text| number(text, 1, 10_080).map(|n| config.poll.cadence_minutes = n),
    },
    Key {
        path: "destinations.inside",
        default: r#""""#,
        doc: "Servers inside your network that dispatches may be pushed to, over http too: HOST:PORT, with spaces between them,\nand HOST:PORT=IP where the host is a name. Nothing is retrieved from them.",
        is_secret: false,
        set: |config, text| {
            config.destinations.inside =
                text.split_whitespace().map(inside).collect::<Result<_, _>>()?;
            Ok(())
        },
    },
    Key {
        path: "changes.announce",
        default: r#""number name quotation removal correction-note agency-corrected gone""#,
        doc: "What becomes of what a source changes in an article that stands on the wire, by the kind of change: named in none of these three, it is taken over.\nKinds: typo wording number name quotation headline addition removal correction-note withdrawal agency-kill agency-withhold agency-writethru agency-corrected agency-refile agency-embargo; gone is a page that its server says is not there any more.\nThese are announced: taken over, and readers are told what kind of change it was. Of the others they are told that there was one.",
        is_secret: false,
        set: |config, text| classes(text).map(|all| config.changes.announce = all),
    },
    Key {
        path: "changes.hold",
        default: r#""agency-embargo""#,
        doc: "These wait for the desk: what is out stays out.",
        is_secret: false,
        set: |config, text| classes(text).map(|all| config.changes.hold = all),
    },
    Key {
        path: "changes.take_off",
        default: r#""withdrawal agency-kill agency-withhold""#,
        doc: "For these the article is taken off until the desk says otherwise.\nWhere a change is of several kinds, or a kind is named twice, the strictest holds.",
        is_secret: false,
        set: |config, text| classes(text).map(|all| config.changes.take_off = all),
    },
    Key {
        path: "house.packs",
        default: r#""wire persian arabic""#,
        doc: "The rule packs of the house style, the first for a language before others.\nThose that ship: wire, ap-like, title-case, persian, arabic; yours lie in packs/NAME.toml in the data folder.",
        is_secret: false,
        set: |config, text| {
            let names: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            let is_name = |name: &String| {
                name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && name.len() <= 40
            };
            match names.iter().find(|name| !is_name(name)) {
                Some(wrong) => {
                    Err(format!("{wrong:?} is no name of a pack: letters, digits and hyphens"))
                }
                None => {
                    config.house.packs = names;
                    Ok(())
                }
            }
        },
    },
    Key {
        path: "house.restyle",
        default: r#""suggest""#,
        doc: "What the packs do: off (headlines stand as their sources wrote them), suggest (the desk is shown what they\nmake of a headline) or auto (they decide, where no person has).",
        is_secret: false,
        set: |config, text| {
            config.house.restyle = match text {
                "off" => Restyling::Off,
                "suggest" => Restyling::Suggest,
                "auto" => Restyling::Auto,
                other => return Err(format!("{other:?}: write off, suggest or auto")),
            };
            Ok(())
        },
    },
    Key {
        path: "desk.kill_needs",
        default: "1",
        doc: "How many persons a kill needs, which is for ever: 1, or 2, of whom the first withholds the item and asks, and another\nconfirms.",
        is_secret: false,
        set: |config, text| {
            config.desk.kill_needs = match text {
                "1" => KillNeeds::One,
                "2" => KillNeeds::Two,
                other => return Err(format!("{other:?}: write 1 or 2")),
            };
            Ok(())
        },
    },
];

/// The most bytes that a limit may allow: one response is held in memory.
const BYTES_MAX: u64 = 1 << 30;

/// The section names, in the order of the example file.
pub(super) fn section_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = KEYS.iter().map(|key| key.section()).collect();
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

/// The key at `path`.
pub(super) fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

impl Key {
    /// The section that the key stands in; empty for what stands before the first section.
    #[must_use]
    pub fn section(&self) -> &'static str {
        self.path.split_once('.').map_or("", |(section, _)| section)
    }

    /// The key's name inside its section.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.split_once('.').map_or(self.path, |(_, name)| name)
    }

    /// The environment variable that sets it: `MEDIAWIRE_SECTION__KEY`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("MEDIAWIRE_{}", self.path.replace('.', "__").to_uppercase())
    }

    /// Whether the value is a whole number; else it is a text.
    pub(super) fn is_number(&self) -> bool {
        !self.default.starts_with('"')
    }

    /// Puts the value into the configuration.
    ///
    /// # Errors
    /// What to write instead.
    pub(super) fn apply(&self, config: &mut Config, text: &str) -> Result<(), String> {
        (self.set)(config, text)
    }

    pub(super) fn apply_default(&self, config: &mut Config) {
        let text = self.default.trim_matches('"');
        self.apply(config, text).expect("a default is valid: the example file's test reads each");
    }
}

/// The text of `mediawire.example.toml`: every key with what it means and its default, commented out.
#[must_use]
pub fn example() -> String {
    let mut out = String::from(
        "# Every key of Mediawire with its default. Take out the # before what you want to change.\n\
         # Each key can also be set by an environment variable, which goes before this file.\n\
         # Of a secret, the variable with _FILE at its end names a file that holds it.\n",
    );
    let mut section = "";
    for key in KEYS {
        if key.section() != section {
            section = key.section();
            let _ = write!(out, "\n[{section}]\n");
        }
        out.push('\n');
        for line in key.doc.lines() {
            let _ = writeln!(out, "# {line}");
        }
        let file = if key.is_secret { " (or …_FILE)" } else { "" };
        let _ = writeln!(out, "# {}{file}", key.variable());
        let _ = writeln!(out, "#{} = {}", key.name(), key.default);
    }
    out.push_str(accounts::EXAMPLE);
    out.push_str(routing::EXAMPLE);
    out.push_str(
        "\n# The parts of the paper, in the order of the menu; those below are built in.\n\
         # The first section that you write replaces them all, so write every one that you want.\n\
         # media_topic is the number of the IPTC Media Topic that a section stands for.\n\
         # categories are the words by which sources name it, in any case: a source's own category, or a part of\n\
         # an article's address, that equals one puts the article there.\n\
         # MEDIAWIRE_SECTIONS takes the same as one TOML array: [{ code = \"world\", name = \"World\" }]\n",
    );
    for section in sections::built_in() {
        out.push('\n');
        for line in section.to_toml().lines() {
            let _ = writeln!(out, "#{line}");
        }
    }
    out
}

fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it may not be empty".to_owned()) } else { Ok(text.to_owned()) }
}

fn optional<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn number(text: &str, min: u64, max: u64) -> Result<u64, String> {
    match text.trim().parse() {
        Ok(n) if (min..=max).contains(&n) => Ok(n),
        _ => Err(format!("{text:?} is no whole number from {min} to {max}")),
    }
}

fn web_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let plain = url.filter(|url| url.query().is_none() && url.fragment().is_none());
    plain.ok_or_else(|| {
        format!("{text:?} is no http or https address: write it as https://wire.example.org")
    })
}

/// A server inside: `HOST:PORT`, or `HOST:PORT=IP` where the host is a name.
fn inside(text: &str) -> Result<(String, u16, SocketAddr), String> {
    let wrong =
        || format!("{text:?} is no server: write 10.0.0.5:8080, or wp.internal:443=10.0.0.5");
    let (place, ip) = text.split_once('=').map_or((text, None), |(place, ip)| (place, Some(ip)));
    let (host, port) = place.rsplit_once(':').ok_or_else(wrong)?;
    let port: u16 = port.parse().map_err(|_| wrong())?;
    let address = ip.unwrap_or_else(|| host.trim_matches(['[', ']']));
    let address: IpAddr = address.parse().map_err(|_| wrong())?;
    Ok((host.to_lowercase(), port, (address, port).into()))
}

fn contact(text: &str) -> Result<String, String> {
    let is_mail =
        text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    let fits = !text.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>".contains(c));
    if fits && text.is_ascii() && (is_mail || web_address(text).is_ok()) {
        return Ok(text.to_owned());
    }
    Err(format!("{text:?} is neither a URL nor an e-mail address"))
}

fn language(text: &str) -> Result<String, String> {
    let fits = text.split('-').enumerate().all(|(i, part)| {
        let length = if i == 0 { 2..=8 } else { 1..=8 };
        length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if fits {
        Ok(text.to_owned())
    } else {
        Err(format!("{text:?} is no language tag, as en or fa-IR"))
    }
}

/// Kinds of change, by name, with spaces between them.
fn classes(text: &str) -> Result<Vec<Class>, String> {
    let class = |word: &str| {
        Class::named(word).ok_or_else(|| {
            let all: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
            format!("{word:?} is no kind of change: write some of {}", all.join(" "))
        })
    };
    text.split_whitespace().map(class).collect()
}
