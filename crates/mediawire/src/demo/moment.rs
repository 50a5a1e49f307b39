//! What a story's file leaves to the moment of its publication: `{today}`, `{yesterday}`, `{clock -35}`, `{iso -35}`.
//!
//! Days are named in the story's language; hours are those of the agency, so many minutes after (or, with a minus,
//! before) the publication of the story's first version.

use crate::demo::calendar;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// When and where a story is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// The publication of its first version.
    pub(super) at: Timestamp,
    /// The agency's distance from UTC.
    pub(super) offset: Offset,
    /// The BCP 47 tag of the story's language.
    pub(super) lang: &'static str,
}

impl Moment {
    /// The text with its days and hours named; other braces stay as they are.
    pub(super) fn tell(&self, text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            told.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            match self.word(rest[..end].trim_matches(['{', '}'])) {
                Some(word) => {
                    told.push_str(&word);
                    rest = &rest[end..];
                }
                None => {
                    told.push('{');
                    rest = &rest[1..];
                }
            }
        }
        told.push_str(rest);
        told
    }

    /// What stands for a name in braces; `None` if it is none of ours.
    fn word(&self, name: &str) -> Option<String> {
        let after = |minutes: &str| {
            let minutes = minutes.parse().ok()?;
            Some(self.at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(self.at))
        };
        match name.split_once(' ') {
            None if name == "today" => Some(self.day(self.at)),
            None if name == "yesterday" => Some(self.day(self.at - SignedDuration::from_hours(24))),
            Some(("clock", minutes)) => {
                let clock = self.offset.to_datetime(after(minutes)?).strftime("%H:%M").to_string();
                Some(if self.lang == "fa" { calendar::persian_digits(&clock) } else { clock })
            }
            Some(("iso", minutes)) => {
                Some(after(minutes)?.display_with_offset(self.offset).to_string())
            }
            _ => None,
        }
    }

    fn day(&self, at: Timestamp) -> String {
        calendar::weekday(self.offset.to_datetime(at).weekday(), self.lang).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use jiff::tz::Offset;

    #[test]
    fn days_and_hours_are_told_and_other_braces_stay() {
        let at = "2026-11-24T22:05:00Z".parse().unwrap();
        let moment = Moment { at, offset: Offset::constant(1), lang: "de" };
        for (text, told) in [
            ("am {today}, nach {yesterday}", "am Dienstag, nach Montag"),
            ("{clock -35} und {clock 60} Uhr", "22:30 und 00:05 Uhr"),
            ("<time datetime=\"{iso -35}\">", "<time datetime=\"2026-11-24T22:30:00+01:00\">"),
            ("fn main() { {today} }", "fn main() { Dienstag }"),
            ("{clock soon} {", "{clock soon} {"),
        ] {
            assert_eq!(moment.tell(text), told);
        }
        assert_eq!(Moment { lang: "fa", ..moment }.tell("{clock 0}"), "۲۳:۰۵");
    }
}
