//! What a house does with a change at the source: take it over, announce it, hold it for the desk, or take
//! off what is out.

use crate::model::change::Class;
use std::collections::BTreeSet;

/// What becomes of a new version. The later one is the stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Follow {
    /// It takes the old one's place; the history says that it did.
    TakeOver,
    /// It takes the old one's place, and readers are told of it.
    Announce,
    /// It waits for the desk; what is out stays out.
    Hold,
    /// What is out is taken off, until the desk says otherwise.
    TakeOff,
}

impl Follow {
    /// Every one, in their order.
    pub const ALL: [Self; 4] = [Self::TakeOver, Self::Announce, Self::Hold, Self::TakeOff];

    /// The word for it, as it stands in configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TakeOver => "take-over",
            Self::Announce => "announce",
            Self::Hold => "hold",
            Self::TakeOff => "take-off",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|follow| follow.name() == name)
    }
}

/// What follows from each class of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy([Follow; Class::ALL.len()]);

impl Default for Policy {
    /// What readers may rely on is announced; an embargo is the desk's; what its source takes back is taken off.
    fn default() -> Self {
        Self(Class::ALL.map(|class| match class {
            Class::Typo | Class::Wording | Class::Addition | Class::Headline => Follow::TakeOver,
            Class::Writethru | Class::Refile => Follow::TakeOver,
            Class::Number | Class::Name | Class::Quotation | Class::Removal => Follow::Announce,
            Class::CorrectionNote | Class::Corrected | Class::Gone => Follow::Announce,
            Class::Embargo => Follow::Hold,
            Class::Withdrawal | Class::Kill | Class::Withhold => Follow::TakeOff,
        }))
    }
}

impl Policy {
    /// Everything is taken over.
    pub const TAKE_OVER: Self = Self([Follow::TakeOver; Class::ALL.len()]);

    /// The same with another answer for one class.
    #[must_use]
    pub fn with(mut self, class: Class, follow: Follow) -> Self {
        self.0[class as usize] = follow;
        self
    }

    /// What follows from one class.
    #[must_use]
    pub fn on(&self, class: Class) -> Follow {
        self.0[class as usize]
    }

    /// What follows from all changes together: the strictest wins. No change is taken over.
    #[must_use]
    pub fn of(&self, classes: &BTreeSet<Class>) -> Follow {
        classes.iter().map(|class| self.on(*class)).max().unwrap_or(Follow::TakeOver)
    }
}

#[cfg(test)]
mod tests {
    use super::{Follow, Policy};
    use crate::model::change::Class;
    use std::collections::BTreeSet;

    #[test]
    fn strictest_class_wins() {
        for (classes, expected) in [
            (&[][..], Follow::TakeOver),
            (&[Class::Typo, Class::Headline], Follow::TakeOver),
            (&[Class::Typo, Class::Number], Follow::Announce),
            (&[Class::Kill, Class::Name], Follow::TakeOff),
            (&[Class::Typo, Class::Embargo], Follow::Hold),
        ] {
            let classes: BTreeSet<Class> = classes.iter().copied().collect();
            assert_eq!(Policy::default().of(&classes), expected, "{classes:?}");
            let strict = Policy::default().with(Class::Typo, Follow::Hold);
            let is_held = classes.contains(&Class::Typo) || expected >= Follow::Hold;
            assert_eq!(strict.of(&classes) >= Follow::Hold, is_held, "{classes:?}");
        }
    }

    #[test]
    fn each_name_names_its_own() {
        for follow in Follow::ALL {
            assert_eq!(Follow::named(follow.name()), Some(follow));
        }
        assert_eq!(Follow::named("weather"), None);
    }
}
