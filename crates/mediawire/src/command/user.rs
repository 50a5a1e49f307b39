//! `user`: who works at the desk.

use crate::Use;
use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts;
use crate::store::accounts as stored;
use clap::{Args, Subcommand};
use mediawire_core::desk::role::Role;

/// Make accounts for the desk, and change them. There are no default passwords: each chooses one by a link
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire user add ada --role editor")]
pub struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make an account, and print the link by which its owner chooses a password
    Add {
        /// Its name, which stands on record: letters, digits, points, hyphens, underscores
        name: String,
        /// reader, reporter, editor, source-manager, legal or admin
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// Print a new link for an account: its owner has forgotten the password
    Link {
        /// The account's name
        name: String,
    },
    /// Change what somebody is at the desk; who is logged in by the account is no more
    Role {
        /// The account's name
        name: String,
        /// reader, reporter, editor, source-manager, legal or admin
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Let nobody log in by an account, or again
    Off {
        /// The account's name
        name: String,
        /// Let its owner log in again
        #[arg(long)]
        on: bool,
    },
    /// Every account
    List {
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
}

fn role(name: &str) -> std::result::Result<Role, String> {
    let names = Role::ALL.map(Role::name).join(", ");
    Role::parse(name).ok_or_else(|| format!("say one of {names}"))
}

impl User {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let by = std::env::var("USER").unwrap_or_else(|_| "system".to_owned());
        let by = (by.as_str(), "command");
        let config = common.config()?;
        let base = config.site.base_url.unwrap_or_else(|| format!("http://{}", config.listen));
        let link = |token: &str| format!("{base}/desk/begin/{token}");
        match self.action {
            Action::Add { name, role } => {
                let wire = common.open(Use::Write).await?;
                let name = accounts::name(&name)?;
                let is_known = stored::get(&mut wire.db.read().await?, &name).await?.is_some();
                if is_known {
                    let what = format!(
                        "{name} has an account: for a new link say mediawire user link {name}"
                    );
                    return Err(Error::new(Kind::Conflict, what));
                }
                let token = accounts::invite(&wire, &name, Some(role), by).await?;
                print(&format!("{name} chooses a password within a day at {}", link(&token)))
            }
            Action::Link { name } => {
                let wire = common.open(Use::Write).await?;
                let token = accounts::invite(&wire, &name, None, by).await?;
                print(&format!("{name} chooses a password within a day at {}", link(&token)))
            }
            Action::Role { name, role } => {
                let wire = common.open(Use::Write).await?;
                let account = accounts::change(&wire, &name, (Some(role), None), by).await?;
                print(&format!("{} is {} now.", account.name, account.role.name()))
            }
            Action::Off { name, on } => {
                let wire = common.open(Use::Write).await?;
                let account = accounts::change(&wire, &name, (None, Some(!on)), by).await?;
                let may = if account.is_off { "may log in no more" } else { "may log in" };
                print(&format!("{} {may}.", account.name))
            }
            Action::List { json } => list(common, json).await,
        }
    }
}

async fn list(common: &Common, json: bool) -> Result<()> {
    let wire = common.open(Use::Read).await?;
    let all = stored::all(&mut wire.db.read().await?).await?;
    let state = |account: &stored::Account| match (account.is_off, account.hash.is_empty()) {
        (true, _) => "off",
        (false, true) => "invited",
        (false, false) => "on",
    };
    if json {
        let rows = all.iter().map(
            |it| serde_json::json!({ "name": it.name, "role": it.role.name(), "state": state(it) }),
        );
        return print(&format!("{:#}", serde_json::Value::from(rows.collect::<Vec<_>>())));
    }
    if all.is_empty() {
        return print("No account yet. Make one with: mediawire user add NAME --role admin");
    }
    all.iter().try_for_each(|it| print(&format!("{}  {}  {}", it.name, it.role.name(), state(it))))
}
