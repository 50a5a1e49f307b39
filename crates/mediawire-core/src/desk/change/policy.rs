//! What a house does with a change at the source: take it over, announce it, or hold it for the desk.

use crate::desk::change::Changes;
use crate::model::change::Class;

/// What becomes of a new version. The later one is the stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Follow {
    /// It takes the old one's place; the history says that it did.
    TakeOver,
    /// It takes the old one's place, and readers are told of it.
    Announce,
    /// It waits for the desk; what is out stays out.
    Hold,
}

impl Follow {
    /// Every one, in their order.
    pub const ALL: [Self; 3] = [Self::TakeOver, Self::Announce, Self::Hold];

    /// The word for it, as it stands in configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TakeOver => "take-over",
            Self::Announce => "announce",
            Self::Hold => "hold",
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
    /// What readers may rely on is announced; what takes back or holds is the desk's.
    fn default() -> Self {
        Self(Class::ALL.map(|class| match class {
            Class::Typo | Class::Wording | Class::Addition | Class::Headline => Follow::TakeOver,
            Class::Writethru | Class::Refile => Follow::TakeOver,
            Class::Number | Class::Name | Class::Quotation | Class::Removal => Follow::Announce,
            Class::CorrectionNote | Class::Corrected => Follow::Announce,
            Class::Withdrawal | Class::Kill | Class::Withhold | Class::Embargo => Follow::Hold,
        }))
    }
}

impl Policy {
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
    pub fn of(&self, changes: &Changes) -> Follow {
        let all = changes.classes().into_iter().map(|class| self.on(class));
        all.max().unwrap_or(Follow::TakeOver)
    }
}

#[cfg(test)]
mod tests {
    use super::{Follow, Policy};
    use crate::desk::change::{Changes, Place};
    use crate::model::change::Class;

    #[test]
    fn strictest_class_wins() {
        for (classes, expected) in [
            (&[][..], Follow::TakeOver),
            (&[Class::Typo, Class::Headline], Follow::TakeOver),
            (&[Class::Typo, Class::Number], Follow::Announce),
            (&[Class::Kill, Class::Name], Follow::Hold),
        ] {
            let place = |class: &Class| Place { class: *class, old: None, new: None };
            let changes = Changes { places: classes.iter().map(place).collect() };
            assert_eq!(Policy::default().of(&changes), expected, "{classes:?}");
            let strict = Policy::default().with(Class::Typo, Follow::Hold);
            let is_held = classes.contains(&Class::Typo) || expected == Follow::Hold;
            assert_eq!(strict.of(&changes) == Follow::Hold, is_held, "{classes:?}");
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
