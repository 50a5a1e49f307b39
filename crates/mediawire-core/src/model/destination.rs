//! Where dispatches are pushed to: a house's own site, a program that takes them by webhook.
//!
//! To add a kind: a variant of [`DestinationKind`]; the compiler lists what is missing.

use crate::model::id::Slug;

/// A place that dispatches are pushed to. What it is reached by in secret is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Its identity, as long as it is there.
    pub slug: Slug,
    /// Its name, as the desk sees it. Never empty.
    pub name: String,
    /// How it is spoken to.
    pub kind: DestinationKind,
    /// Where: an absolute http or https URL.
    pub url: String,
    /// What its kind is told beside that, as a JSON object; empty where there is nothing to tell.
    pub settings: String,
}

/// How a destination is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DestinationKind {
    /// Each dispatch as JSON, signed after the Standard Webhooks specification.
    Webhook,
    /// One post an item, by the REST API of WordPress.
    WordPress,
}

impl DestinationKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Webhook, Self::WordPress];

    /// The kind's name, in the store and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::WordPress => "wordpress",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
