//! Who may do what at the desk. No right changes a text: there is none to give.

/// What somebody is at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Looks on.
    Reader,
    /// Restyles headlines, and lets others decide.
    Reporter,
    /// Decides what goes out.
    Editor,
    /// Sees to the sources.
    SourceManager,
    /// Takes off what may not stand.
    Legal,
    /// All of it, and the accounts.
    Admin,
}

/// What somebody may be let do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the desk.
    See,
    /// Give an item what the house says of it beside its text: headline, the lines above and
    /// below it, section, report or view.
    Restyle,
    /// Say who sees to an item, and leave notes at it.
    Note,
    /// Say something of an item to readers, in the house's name.
    EditorNote,
    /// Let an item wait, also until a moment.
    Hold,
    /// Let an item out.
    Release,
    /// Take an item off, for now.
    Withhold,
    /// Withdraw an item for ever.
    Kill,
    /// Take an article by its address.
    Take,
    /// Change sources, and let them out by themselves.
    Sources,
    /// Read what everybody has done, and from where.
    Record,
    /// Make accounts, change and end them.
    Accounts,
}

impl Role {
    /// Every role, in their order.
    pub const ALL: [Self; 6] =
        [Self::Reader, Self::Reporter, Self::Editor, Self::SourceManager, Self::Legal, Self::Admin];

    /// Its name in the store and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::SourceManager => "source-manager",
            Self::Legal => "legal",
            Self::Admin => "admin",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What it may do.
    #[must_use]
    pub fn rights(self) -> &'static [Right] {
        use Right::{
            Accounts, EditorNote, Hold, Kill, Note, Record, Release, Restyle, See, Sources, Take,
            Withhold,
        };
        match self {
            Self::Reader => &[See],
            Self::Reporter => &[See, Note, Restyle],
            Self::Editor => &[See, Note, Restyle, EditorNote, Hold, Release, Withhold, Kill, Take],
            Self::SourceManager => &[See, Note, Take, Sources],
            Self::Legal => &[See, Note, EditorNote, Hold, Withhold, Kill, Record],
            Self::Admin => &[
                See, Note, Restyle, EditorNote, Hold, Release, Withhold, Kill, Take, Sources,
                Record, Accounts,
            ],
        }
    }

    /// Whether it may do that.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

impl Right {
    /// The words for it, behind *may not*.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::See => "see the desk",
            Self::Restyle => "restyle items",
            Self::Note => "leave notes and assign items",
            Self::EditorNote => "put notes for readers",
            Self::Hold => "hold items",
            Self::Release => "let items out",
            Self::Withhold => "take items off",
            Self::Kill => "kill items",
            Self::Take => "take articles",
            Self::Sources => "change sources",
            Self::Record => "read the record",
            Self::Accounts => "see to accounts",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Right, Role};

    #[test]
    fn names_are_read_back_and_only_the_admin_has_the_accounts() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.name()), Some(role));
            assert!(role.may(Right::See));
            assert_eq!(role.may(Right::Accounts), role == Role::Admin, "{role:?}");
            assert!(role.rights().iter().all(|right| Role::Admin.may(*right)), "{role:?}");
        }
        assert_eq!(Role::parse("Admin"), None);
        assert!(!Role::Reporter.may(Right::Release) && !Role::Legal.may(Right::Restyle));
    }
}
