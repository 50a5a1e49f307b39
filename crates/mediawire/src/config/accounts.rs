//! The accounts at mail servers from which agencies' items are read: `[imap."USER@HOST"]`.
//!
//! A password never stands in the configuration: a file holds it, which is read at each poll, so that a new one is
//! known without a new start.

use super::read::hint;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::Range;
use std::path::PathBuf;
use toml::de::{DeTable, DeValue};

/// An account at a mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The file that holds its password, and nothing else.
    pub password_file: PathBuf,
    /// A file with the certificate authorities (PEM) that alone are trusted for its server; `None`: the system's.
    pub ca_file: Option<PathBuf>,
    /// Where its server is, if that is no address of the public internet: the guard lets this one through.
    pub address: Option<IpAddr>,
}

/// The accounts, by `USER@HOST`.
pub type Accounts = BTreeMap<String, Account>;

/// What the example file says of them.
pub(super) const EXAMPLE: &str = r#"
# Accounts at mail servers, from whose mailboxes agencies' items are read: one section each, by USER@HOST.
# They are only read, over TLS (port 993 if the source's address names no other): nothing is marked or deleted there.
# password_file is the file that holds the password, such as a credential of systemd; it is read at each poll.
# ca_file (PEM) names the certificate authorities that alone are trusted for this server; without it, the system's are.
# address is the IP address of a server inside your network, where the name leads to no public one.
# MEDIAWIRE_IMAP takes the same as one TOML table: { "USER@HOST" = { password_file = "/run/secrets/mail" } }
#[imap."wire@mail.example.org"]
#password_file = "/run/credentials/mediawire.service/mail"
#ca_file = "/etc/mediawire/mail-ca.pem"
#address = "10.0.0.25"
"#;

/// Reads the table of accounts; `place` tells where a span stands.
///
/// # Errors
/// What is wrong with which account, where, and what to write.
pub(super) fn read(
    value: &DeValue<'_>,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<Accounts, String> {
    let how = "write each account as [imap.\"USER@HOST\"]";
    let table = value.as_table().ok_or(how)?;
    let mut accounts = Accounts::new();
    for (name, value) in table {
        let origin = place(name.span());
        let name = name.get_ref().to_lowercase();
        let is_name = name.rsplit_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && !host.is_empty() && !host.contains([':', '/'])
        });
        let table = value.get_ref().as_table().filter(|_| is_name);
        let table = table.ok_or_else(|| format!("{name:?} is no account: {how} ({origin})"))?;
        let account = one(table, &name, &origin, place)?;
        accounts.insert(name, account);
    }
    Ok(accounts)
}

fn one(
    table: &DeTable<'_>,
    name: &str,
    origin: &str,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<Account, String> {
    const KEYS: [&str; 3] = ["password_file", "ca_file", "address"];
    if let Some(word) = table.keys().find(|word| !KEYS.contains(&word.get_ref().as_ref())) {
        let place = place(word.span());
        if word.get_ref() == "password" {
            let why = "a password does not stand here: write it into a file, and password_file";
            return Err(format!("{why} ({place})"));
        }
        let hint = hint(word.get_ref(), &KEYS, |name| format!("\"{name}\""));
        return Err(format!(
            "unknown key \"{word}\" in [imap]: {hint} ({place})",
            word = word.get_ref()
        ));
    }
    let text = |key: &str| match table.get(key).map(toml::Spanned::get_ref) {
        None => Ok(None),
        Some(value) => match value.as_str().map(str::trim) {
            Some(text) => Ok(Some(text.to_owned()).filter(|text| !text.is_empty())),
            None => {
                Err(format!("the account {name} ({origin}): {key} is a text in quotation marks"))
            }
        },
    };
    let password = text("password_file")?;
    let address = text("address")?.map(|text| {
        let told = |_| format!("the account {name} ({origin}): {text:?} is no IP address");
        text.parse().map_err(told)
    });
    Ok(Account {
        password_file: password
            .ok_or_else(|| format!("the account {name} has no password_file ({origin})"))?
            .into(),
        ca_file: text("ca_file")?.map(PathBuf::from),
        address: address.transpose()?,
    })
}
