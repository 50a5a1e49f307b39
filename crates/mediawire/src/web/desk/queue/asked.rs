//! What is asked of the queue, in the address and in its forms.

use crate::error::{Error, Kind, Result};
use crate::store::queue::{Begin, Filter, List, Place};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Show {
    #[default]
    Waiting,
    Scheduled,
    Spiked,
    Wire,
    Off,
}

impl Show {
    fn of(list: List) -> Self {
        match list {
            List::Waiting => Self::Waiting,
            List::Scheduled => Self::Scheduled,
            List::Spiked => Self::Spiked,
            List::Wire => Self::Wire,
            List::Off => Self::Off,
        }
    }

    fn list(self) -> List {
        match self {
            Self::Waiting => List::Waiting,
            Self::Scheduled => List::Scheduled,
            Self::Spiked => List::Spiked,
            Self::Wire => List::Wire,
            Self::Off => List::Off,
        }
    }
}

/// What is asked of the queue. What is empty is not asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct Asked {
    show: Show,
    pub(super) source: String,
    section: String,
    lang: String,
    genre: String,
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
                let list = List::ALL.into_iter().find(|list| list.name() == value);
                self.show = list.map_or(Show::Waiting, Show::of);
                return;
            }
            "source" => &mut self.source,
            "section" => &mut self.section,
            "lang" => &mut self.lang,
            "genre" => &mut self.genre,
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
        let address = self.address(self.list(), begin);
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
        let trimmed = |text: &str| text.trim().to_owned();
        Filter {
            source: trimmed(&self.source),
            section: trimmed(&self.section),
            lang: trimmed(&self.lang).to_lowercase(),
            genre: trimmed(&self.genre),
            assigned: if self.is_mine() { account.to_owned() } else { String::new() },
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
            ("mine", &self.mine),
            ("behind", &self.behind),
            ("before", &self.before),
        ];
        all.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
    }

    /// The address of the stream that tells what changes in the list after `since_ms`.
    pub(super) fn listened(&self, since_ms: i64) -> String {
        let address = self.address(self.list(), None);
        let query = address.split_once('?').map_or(String::new(), |(_, query)| format!("&{query}"));
        format!("/desk/events?since={since_ms}{query}")
    }

    /// The address of `list` with these filters, from `begin`.
    pub(super) fn address(&self, list: List, begin: Option<(&str, &Place)>) -> String {
        let mut query = Serializer::new(String::new());
        if list != List::Waiting {
            query.append_pair("show", list.name());
        }
        let is_filter = |(name, _): &(&str, &str)| !matches!(*name, "behind" | "before");
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

fn place(text: &str) -> Result<Place> {
    let parsed = text.split_once('.').and_then(|(at_ms, public)| {
        Some(Place { at_ms: at_ms.parse().ok()?, public: public.to_owned() })
    });
    parsed.ok_or_else(|| {
        Error::new(Kind::Malformed, format!("cannot show the page that begins at {text:?}"))
    })
}
