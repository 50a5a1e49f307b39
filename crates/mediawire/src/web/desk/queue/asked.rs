//! What is asked of the queue, in the address and in its forms.

use crate::error::{Error, Kind, Result};
use crate::store::queue::{Begin, Filter, List, Place};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// Which tab is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::web::desk) enum Show {
    #[default]
    New,
    Held,
    /// What waits and is assigned to who asks.
    Mine,
    Scheduled,
    Spiked,
    Wire,
    Off,
}

impl Show {
    /// Every tab, in their order.
    pub(super) const ALL: [Self; 7] =
        [Self::New, Self::Held, Self::Mine, Self::Scheduled, Self::Spiked, Self::Wire, Self::Off];

    pub(super) fn list(self) -> List {
        match self {
            Self::New => List::New,
            Self::Held => List::Held,
            Self::Mine => List::Waiting,
            Self::Scheduled => List::Scheduled,
            Self::Spiked => List::Spiked,
            Self::Wire => List::Wire,
            Self::Off => List::Off,
        }
    }

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::New | Self::Held | Self::Scheduled | Self::Spiked | Self::Wire | Self::Off => {
                self.list().name()
            }
        }
    }
}

/// What is asked of the queue. What is empty is not asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct Asked {
    pub(super) show: Show,
    pub(super) source: String,
    section: String,
    lang: String,
    genre: String,
    /// The name of a story: only its items are meant.
    pub(super) story: String,
    /// Whether only what is assigned to who asks is meant.
    mine: String,
    /// The place behind which the page begins, or before which it ends: a moment and a public id.
    behind: String,
    before: String,
    /// How many lines were done just now.
    pub(super) done: String,
}

impl Asked {
    /// Takes over a field of a form that stands in a list.
    pub(in crate::web::desk) fn set(&mut self, name: &str, value: &str) {
        let field = match name {
            "show" => {
                let show = Show::ALL.into_iter().find(|show| show.name() == value);
                self.show = show.unwrap_or_default();
                return;
            }
            "source" => &mut self.source,
            "section" => &mut self.section,
            "lang" => &mut self.lang,
            "genre" => &mut self.genre,
            "story" => &mut self.story,
            "mine" => &mut self.mine,
            "behind" => &mut self.behind,
            "before" => &mut self.before,
            _ => return,
        };
        value.clone_into(field);
    }

    /// The address of the page that was asked for, after `n_done` of its lines were done.
    pub(in crate::web::desk) fn after(&self, n_done: usize) -> String {
        let begin = match self.begin() {
            Ok(Begin::Behind(place)) => Some(("behind", place)),
            Ok(Begin::Before(place)) => Some(("before", place)),
            Ok(Begin::Top) | Err(_) => None,
        };
        let begin = begin.as_ref().map(|(name, place)| (*name, place));
        let address = self.address(self.show, begin);
        match n_done {
            0 => address,
            n if address.contains('?') => format!("{address}&done={n}"),
            n => format!("{address}?done={n}"),
        }
    }

    /// The list that is meant.
    pub(in crate::web::desk) fn list(&self) -> List {
        self.show.list()
    }

    /// Which of its lines are meant, for who asks.
    pub(in crate::web::desk) fn filter(&self, account: &str) -> Filter {
        self.filter_of(self.show, account)
    }

    /// The same in another tab.
    pub(super) fn filter_of(&self, show: Show, account: &str) -> Filter {
        let trimmed = |text: &str| text.trim().to_owned();
        Filter {
            source: trimmed(&self.source),
            section: trimmed(&self.section),
            lang: trimmed(&self.lang).to_lowercase(),
            genre: trimmed(&self.genre),
            assigned: match show == Show::Mine || self.is_mine() {
                true => account.to_owned(),
                false => String::new(),
            },
            story: trimmed(&self.story),
        }
    }

    pub(super) fn is_mine(&self) -> bool {
        !self.mine.is_empty()
    }

    pub(super) fn begin(&self) -> Result<Begin> {
        match (self.behind.as_str(), self.before.as_str()) {
            ("", "") => Ok(Begin::Top),
            (behind, "") => place(behind).map(Begin::Behind),
            (_, before) => place(before).map(Begin::Before),
        }
    }

    /// The fields that are set beside the list, for a form that comes back to the page.
    pub(super) fn set_fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("source", self.source.as_str()),
            ("section", &self.section),
            ("lang", &self.lang),
            ("genre", &self.genre),
            ("story", &self.story),
            ("mine", &self.mine),
            ("behind", &self.behind),
            ("before", &self.before),
        ];
        all.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
    }

    /// The address of the stream that tells what changes in the list after `since_ms`.
    pub(super) fn listened(&self, since_ms: i64) -> String {
        let address = self.address(self.show, None);
        let query = address.split_once('?').map_or(String::new(), |(_, query)| format!("&{query}"));
        format!("/desk/events?since={since_ms}{query}")
    }

    /// Whether any filter is set.
    pub(super) fn is_filtered(&self) -> bool {
        self.set_fields().iter().any(is_filter)
    }

    /// The address of a tab with these filters, from `begin`.
    pub(super) fn address(&self, show: Show, begin: Option<(&str, &Place)>) -> String {
        let mut query = Serializer::new(String::new());
        if show != Show::default() {
            query.append_pair("show", show.name());
        }
        for (name, value) in self.set_fields().into_iter().filter(is_filter) {
            query.append_pair(name, value.trim());
        }
        if let Some((name, place)) = begin {
            query.append_pair(name, &format!("{}.{}", place.at_ms, place.public));
        }
        match query.finish() {
            query if query.is_empty() => "/desk".to_owned(),
            query => format!("/desk?{query}"),
        }
    }
}

/// Whether a field says which lines are meant, and not where the page begins.
fn is_filter((name, _): &(&str, &str)) -> bool {
    !matches!(*name, "behind" | "before")
}

fn place(text: &str) -> Result<Place> {
    let parsed = text.split_once('.').and_then(|(at_ms, public)| {
        Some(Place { at_ms: at_ms.parse().ok()?, public: public.to_owned() })
    });
    parsed.ok_or_else(|| {
        Error::new(Kind::Malformed, format!("cannot show the page that begins at {text:?}"))
    })
}
