//! Whether a post is still there: the list of an account has each of its posts, from the oldest that it names to the newest.

use crate::model::id::EntryId;
use crate::read::{List, posts, telegram};
use jiff::Timestamp;

/// What a list says of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It has it.
    There,
    /// It has posts of before and not this one.
    Gone,
    /// It does not go back as far, or is no list of posts.
    Unsaid,
}

impl List {
    /// Whether it is the list of an account's posts, none of which it leaves out between two others.
    #[must_use]
    pub fn is_of_posts(&self) -> bool {
        matches!(self.format, telegram::NAME | posts::NAME)
    }

    /// When the oldest post was published that it announces and that is known of its account (`is_known`): what it says of
    /// others is said of a later time.
    #[must_use]
    pub fn reaches(&self, is_known: impl Fn(EntryId) -> bool) -> Option<Timestamp> {
        let known = self.entries.iter().filter(|entry| is_known(entry.id));
        known.filter_map(|entry| Some(entry.published.as_ref()?.at)).min()
    }

    /// What it says of the post `id` that was published `at`; it goes back to `since` ([`List::reaches`]).
    #[must_use]
    pub fn presence(&self, id: EntryId, at: Timestamp, since: Option<Timestamp>) -> Presence {
        let names = || self.entries.iter().map(|entry| entry.id).chain(self.passed.iter().copied());
        if names().any(|it| it == id) {
            Presence::There
        } else if self.is_of_posts() && since.is_some_and(|since| at > since) {
            Presence::Gone
        } else {
            Presence::Unsaid
        }
    }
}
