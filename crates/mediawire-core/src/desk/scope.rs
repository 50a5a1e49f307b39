//! What a machine may do by a token: no more than its account's role, and of that what the token was made for.

use crate::desk::role::Right;

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// To read what the desk shows.
    Read,
    /// To decide of items too, but to kill none: that is for people.
    Desk,
}

impl Scope {
    /// Every scope, the narrowest first.
    pub const ALL: [Self; 2] = [Self::Read, Self::Desk];

    /// Its name in the store and in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Desk => "desk",
        }
    }

    /// The scope of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether it lets an account use that right of its role.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        let decides = [
            Right::Restyle,
            Right::Note,
            Right::EditorNote,
            Right::Hold,
            Right::Release,
            Right::Withhold,
        ];
        match self {
            Self::Read => right == Right::See,
            Self::Desk => right == Right::See || decides.contains(&right),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use crate::desk::role::{Right, Role};

    #[test]
    fn scope_gives_no_right_that_changes_accounts_sources_or_kills() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.name()), Some(scope));
            assert!(scope.may(Right::See));
            for right in [Right::Kill, Right::Sources, Right::Accounts] {
                assert!(Role::Admin.may(right) && !scope.may(right), "{scope:?} {right:?}");
            }
            assert_eq!(scope.may(Right::Release), scope == Scope::Desk);
        }
    }
}
