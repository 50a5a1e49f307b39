//! What an agency says of how a piece is to be handled: beside its text, and not for readers.

use crate::model::source::Genre;
use crate::model::time::Time;
use jiff::Timestamp;

/// Words of terms and notes that leave the decision to a person, in lower case.
const FORBIDS: [&str; 22] = [
    "not for publication",
    "not for use",
    "not for distribution",
    "not for online",
    "not for web",
    "not for internet",
    "not for broadcast",
    "no web",
    "no online",
    "no internet",
    "no publication",
    "no third part",
    "no resale",
    "no sales",
    "print only",
    "internal use",
    "do not publish",
    "do not use",
    "do not redistribute",
    "may not be published",
    "may not be redistributed",
    "hold for release",
];

/// What an agency says of how a piece is to be handled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handling {
    /// What kind of message it is.
    pub kind: PieceKind,
    /// Whether it may be used.
    pub status: PubStatus,
    /// Before this moment nothing of it may be shown.
    pub embargo: Option<Time>,
    /// Its version: of two of one piece, the higher is the newer.
    pub version: Option<u64>,
    /// From 1, the most urgent, to 9.
    pub urgency: Option<u8>,
    /// Whether the agency marks it as a correction of what it said before.
    pub is_correction: bool,
    /// A note to editors.
    pub note: Option<String>,
    /// The terms on which it may be used.
    pub terms: Option<String>,
    /// Whose the rights are, in the agency's words.
    pub rights: Option<String>,
    /// Whom to name beside the authors.
    pub credit: Option<String>,
    /// The place from which it was written.
    pub dateline: Option<String>,
    /// The short line by which newsrooms know the story.
    pub slugline: Option<String>,
    /// The agency's keywords, and codes of subjects as it writes them (`medtop:20000350`).
    pub keywords: Vec<String>,
    /// Report or view, where it says so.
    pub genre: Option<Genre>,
    /// The identity of another piece that is withdrawn by this one.
    pub withdraws: Option<String>,
}

impl Handling {
    /// The moment before which nothing of it may be shown, if that is still to come at `now`.
    #[must_use]
    pub fn embargoed_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.embargo.as_ref().map(|time| time.at).filter(|at| *at > now)
    }

    /// The words of its terms or its note that leave the decision to a person.
    #[must_use]
    pub fn forbids(&self) -> Option<&str> {
        let said = [self.terms.as_deref(), self.note.as_deref()].into_iter().flatten();
        let mut said = said.filter(|text| {
            let folded = text.to_lowercase();
            FORBIDS.iter().any(|words| folded.contains(words))
        });
        said.next()
    }

    /// Takes the stricter embargo and status of `around`, in which the piece came.
    pub fn obey(&mut self, around: &Self) {
        let later = around
            .embargo
            .as_ref()
            .filter(|time| self.embargo.as_ref().is_none_or(|own| own.at < time.at));
        if let Some(time) = later {
            self.embargo = Some(time.clone());
        }
        if self.status == PubStatus::Usable {
            self.status = around.status;
        }
    }

    /// Whether this was said before `other` of the same piece, as far as their versions tell.
    #[must_use]
    pub fn is_older_than(&self, other: &Self) -> Option<bool> {
        Some(self.version? < other.version?).filter(|_| self.version != other.version)
    }

    /// The one that holds of all that was said of a piece, in the order in which it came: the highest version, and of
    /// equals the last. A cancellation holds against every version.
    #[must_use]
    pub fn that_holds(all: Vec<Self>) -> Option<Self> {
        all.into_iter().reduce(|holds, next| {
            let is_canceled = holds.status == PubStatus::Canceled;
            let is_late = next.is_older_than(&holds) == Some(true);
            let cancels = next.status == PubStatus::Canceled;
            if !cancels && (is_canceled || is_late) { holds } else { next }
        })
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $type:ident: $($(#[$is:meta])* $variant:ident = $name:literal),+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
        pub enum $type { $($(#[$is])* $variant),+ }

        impl $type {
            /// The value's name, in the store and in outcomes.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named!(
    /// What kind of message it is. Only a story is ever published by itself.
    PieceKind:
    /// Text for readers.
    #[default]
    Story = "story",
    /// A headline in haste, without a text yet.
    Flash = "flash",
    /// A message to editors: what is to come, what to leave out.
    Advisory = "advisory",
    /// A message that tries the line.
    Test = "test",
    /// The day's appointments.
    Daybook = "daybook",
    /// A picture, a video, a graphic, a sound.
    Medium = "medium",
    /// A bundle of other pieces.
    Package = "package",
    /// A plan, an event, a concept: data for newsrooms.
    Data = "data"
);

named!(
    /// Whether a piece may be used (IPTC `NewsCodes`, `pubstatusg2`).
    PubStatus:
    /// It may.
    #[default]
    Usable = "usable",
    /// Not until it is said again.
    Withheld = "withheld",
    /// Never: it is withdrawn.
    Canceled = "canceled"
);

impl PieceKind {
    /// Why a message of this kind is not published by itself, in words; `None` of a story.
    #[must_use]
    pub fn why_not(self) -> Option<&'static str> {
        Some(match self {
            Self::Story => return None,
            Self::Flash => "a flash without a text: it waits for the story",
            Self::Advisory => "an advisory to editors",
            Self::Test => "a test of the line",
            Self::Daybook => "a daybook: appointments for newsrooms",
            Self::Medium => "a medium without a story",
            Self::Package => "a bundle that names other pieces",
            Self::Data => "data for newsrooms, and no story",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Handling;

    #[test]
    fn terms_that_forbid_are_told_from_those_that_do_not() {
        let said = |terms: &str, note: &str| {
            let (terms, note) = (Some(terms.to_owned()), Some(note.to_owned()));
            Handling { terms, note, ..Handling::default() }.forbids().map(str::to_owned)
        };
        assert_eq!(said("For editorial use.", "Updates with quote"), None);
        assert_eq!(said("Print only.", ""), Some("Print only.".to_owned()));
        assert_eq!(said("", "HOLD FOR RELEASE 6 pm"), Some("HOLD FOR RELEASE 6 pm".to_owned()));
    }
}
