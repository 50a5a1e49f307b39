//! A language of the interface: its words (Fluent), numbers, dates and relative times (ICU).
//!
//! A language is one file, `locales/TAG.ftl`; a house may change words, or add a language, by a file of its own. The
//! desk's words are files beside those, `locales/desk/TAG.ftl`.

mod calendar;

use crate::publish::html::push_escaped;
use crate::publish::language::dir;
use calendar::Dates;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_experimental::relativetime::{RelativeTimeFormatter, RelativeTimeFormatterOptions};
use icu_locale::Locale as IcuLocale;
use icu_plurals::{PluralCategory, PluralRules};
use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt;
use std::sync::{Arc, LazyLock};
use unic_langid::LanguageIdentifier;

/// The languages that the program brings: a file each.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The language whose words stand where another has none.
pub const FALLBACK: &str = "en";

/// A language of the interface.
pub struct Locale {
    /// Its tag (BCP 47).
    pub tag: String,
    /// The value of HTML's `dir` for it.
    pub dir: &'static str,
    words: FluentBundle<FluentResource>,
    fallback: Option<Arc<Locale>>,
    decimal: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
    /// Minutes, hours, days; `None` where ICU knows no words for them.
    relative: Option<[RelativeTimeFormatter; 3]>,
    dates: Dates,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.tag).finish()
    }
}

/// A file of words: a language's tag, and its text in Fluent's syntax.
#[derive(Debug, Clone)]
pub struct Words {
    /// The language's tag (BCP 47).
    pub tag: String,
    /// The text.
    pub text: String,
}

/// The built-in files, by tag.
#[must_use]
pub fn built_in() -> Vec<Words> {
    files(&BUILT_IN)
}

/// The built-in files of the desk's words, by tag.
#[must_use]
pub fn built_in_desk() -> Vec<Words> {
    BUILT_IN.get_dir("desk").map_or_else(Vec::new, files)
}

fn files(folder: &Dir<'_>) -> Vec<Words> {
    let mut all: Vec<Words> = folder
        .files()
        .filter_map(|file| {
            let tag = file.path().file_stem()?.to_str()?.to_owned();
            Some(Words { tag, text: file.contents_utf8()?.to_owned() })
        })
        .collect();
    all.sort_by(|a, b| a.tag.cmp(&b.tag));
    all
}

/// Every language of the interface, by tag: the built-in ones, with the house's words over them.
///
/// # Errors
/// What is wrong with which of the house's files: its tag, or a line that is not Fluent.
pub fn all(house: &[Words]) -> Result<Vec<Arc<Locale>>, String> {
    let built_in = built_in();
    let mut tags: Vec<&str> = built_in.iter().map(|words| words.tag.as_str()).collect();
    for words in house {
        if !tags.iter().any(|known| known.eq_ignore_ascii_case(&words.tag)) {
            tags.push(&words.tag);
        }
    }
    languages(tags, &[&built_in, house])
}

/// Every language of the desk, by tag: its words over the site's, and the house's over both.
///
/// # Errors
/// As [`all`].
pub fn desk(house: &[Words]) -> Result<Vec<Arc<Locale>>, String> {
    let (built_in, desk) = (built_in(), built_in_desk());
    let tags = desk.iter().map(|words| words.tag.as_str()).collect();
    languages(tags, &[&built_in, &desk, house])
}

/// The languages `tags`, each with the words of all `layers`, of which the later lie over the earlier.
fn languages(mut tags: Vec<&str>, layers: &[&[Words]]) -> Result<Vec<Arc<Locale>>, String> {
    tags.sort_unstable();
    let texts = |tag: &str| -> Vec<String> {
        let all = layers.iter().copied().flatten();
        all.filter(|words| words.tag.eq_ignore_ascii_case(tag))
            .map(|words| words.text.clone())
            .collect()
    };
    let fallback = Arc::new(Locale::new(FALLBACK, &texts(FALLBACK), None)?);
    tags.into_iter()
        .map(|tag| match tag {
            FALLBACK => Ok(fallback.clone()),
            tag => Locale::new(tag, &texts(tag), Some(fallback.clone())).map(Arc::new),
        })
        .collect()
}

/// The built-in language that has no other behind it.
#[must_use]
pub fn english() -> Arc<Locale> {
    static ENGLISH: LazyLock<Arc<Locale>> = LazyLock::new(|| {
        let all = all(&[]).expect("the built-in words are Fluent: a test reads them");
        best(&all, FALLBACK).clone()
    });
    ENGLISH.clone()
}

/// The language of `all` that is nearest to `tag`: itself, else its primary language, else English.
///
/// # Panics
/// If `all` was not made by [`all`] or [`desk`].
#[must_use]
pub fn best<'a>(all: &'a [Arc<Locale>], tag: &str) -> &'a Arc<Locale> {
    let primary = tag.split('-').next().unwrap_or_default();
    let find = |tag: &str| all.iter().find(|known| known.tag.eq_ignore_ascii_case(tag));
    find(tag).or_else(|| find(primary)).or_else(|| find(FALLBACK)).expect("English is among all")
}

impl Locale {
    fn new(tag: &str, texts: &[String], fallback: Option<Arc<Self>>) -> Result<Self, String> {
        let wrong = |why: String| format!("cannot read the words of {tag:?}: {why}");
        let id: LanguageIdentifier = tag.parse().map_err(|cause| wrong(format!("{cause}")))?;
        let mut words = FluentBundle::new_concurrent(vec![id]);
        // Templates isolate what they put in, by <bdi>.
        words.set_use_isolating(false);
        for text in texts {
            let resource = FluentResource::try_new(text.clone()).map_err(|(_, errors)| {
                wrong(errors.first().map(ToString::to_string).unwrap_or_default())
            })?;
            words.add_resource_overriding(resource);
        }
        let calendars = pattern(&words, "calendars", &[]).unwrap_or_default();
        let formats = pattern(&words, "formats", &[]).unwrap_or_else(|| tag.to_owned());
        let icu: IcuLocale = formats.parse().map_err(|cause| wrong(format!("{cause}")))?;
        Ok(Self {
            tag: tag.to_owned(),
            dir: dir(Some(tag)),
            words,
            fallback,
            decimal: DecimalFormatter::try_new(icu.clone().into(), Default::default()).ok(),
            plurals: PluralRules::try_new_cardinal(icu.clone().into()).ok(),
            relative: relative(&icu),
            dates: Dates::new(&icu, &calendars),
        })
    }

    /// The words under `key`; English ones where the language has none, the key itself where nobody has.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words under `key` with values put in.
    #[must_use]
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let args: Vec<_> =
            values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.find(key, &args)
    }

    /// The words under `key` for `n` things: `{ $n }` chooses the plural, `{ $number }` is the number as it is written.
    #[must_use]
    pub fn say_n(&self, key: &str, n: u64, values: &[(&str, &str)]) -> String {
        let mut args: Vec<_> =
            values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        args.extend(self.counted(n));
        self.find(key, &args)
    }

    /// What the words are given of a count: the category of its plural, by which they choose, and the number as it is
    /// written.
    fn counted(&self, n: u64) -> [(&'static str, FluentValue<'static>); 2] {
        let category = match self.plurals.as_ref().map(|rules| rules.category_for(n)) {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        };
        [("n", FluentValue::from(category)), ("number", FluentValue::from(self.number(n)))]
    }

    /// The words under `key` as HTML: the words themselves are escaped, `values` are HTML already.
    #[must_use]
    pub fn say_html(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.html_of(values, |args| self.find(key, args))
    }

    /// As [`Self::say_n`], as HTML: the words themselves are escaped, `values` are HTML already.
    #[must_use]
    pub fn say_n_html(&self, key: &str, n: u64, values: &[(&str, &str)]) -> String {
        self.html_of(values, |args| {
            let mut args = args.to_vec();
            args.extend(self.counted(n));
            self.find(key, &args)
        })
    }

    /// Puts a private character in for each value, escapes, and puts the values in the characters' places.
    fn html_of(
        &self,
        values: &[(&str, &str)],
        find: impl Fn(&[(&str, FluentValue<'_>)]) -> String,
    ) -> String {
        const FIRST: u32 = 0xf_0000;
        let mark = |i: usize| {
            char::from_u32(FIRST + u32::try_from(i).unwrap_or(0)).expect("a private character")
        };
        let args: Vec<_> = (0..)
            .zip(values)
            .map(|(i, (name, _))| (*name, FluentValue::from(mark(i).to_string())))
            .collect();
        let mut out = String::new();
        push_escaped(&mut out, &find(&args));
        for (i, (_, value)) in values.iter().enumerate() {
            out = out.replace(mark(i), value);
        }
        out
    }

    fn find(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        pattern(&self.words, key, args).unwrap_or_else(|| match &self.fallback {
            Some(fallback) => fallback.find(key, args),
            None => key.to_owned(),
        })
    }

    /// Whether the language itself has words under `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.words.has_message(key)
    }

    /// A whole number in the language's digits, grouped.
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        match &self.decimal {
            Some(decimal) => decimal.format(&Decimal::from(n)).to_string(),
            None => n.to_string(),
        }
    }

    /// The name of a built-in section; `name` if that is the house's own.
    #[must_use]
    pub fn section<'a>(&self, code: &str, name: &'a str) -> std::borrow::Cow<'a, str> {
        let key = format!("section-{code}");
        if english().say(&key) == name { self.say(&key).into() } else { name.into() }
    }

    /// How long ago `at` was: `just now`, `44 minutes ago`, `1 hour ago`, `12 days ago`; past 30 days its day.
    ///
    /// Whole units, rounded down. A moment that is yet to come is `just now`. Where ICU has no relative times for the
    /// language it is the moment in full.
    #[must_use]
    pub fn age(&self, at: Timestamp, now: Timestamp, tz: &TimeZone) -> String {
        use crate::publish::age::{DAY_S, HOUR_S, MINUTE_S, OLD_S};
        let ago_s = now.as_second() - at.as_second();
        let Some([minutes, hours, days]) = &self.relative else { return self.date(at, tz) };
        let (n, unit) = match ago_s {
            ..MINUTE_S => return self.say("just-now"),
            MINUTE_S..HOUR_S => (ago_s / MINUTE_S, minutes),
            HOUR_S..DAY_S => (ago_s / HOUR_S, hours),
            DAY_S..=OLD_S => (ago_s / DAY_S, days),
            _ => return self.day(at, tz),
        };
        without_marks(&unit.format(Decimal::from(-n)).to_string())
    }

    /// The moment in full, in the language's usual calendar: `23 November 2026, 14:05 UTC`.
    #[must_use]
    pub fn date(&self, at: Timestamp, tz: &TimeZone) -> String {
        self.dates.date(at, tz)
    }

    /// The moment to the minute, without its zone: `2026-11-23 14:05` in languages that live by the Gregorian calendar,
    /// else the day in the language's own: `۲ آذر ۱۴۰۵، ۱۴:۰۵`.
    #[must_use]
    pub fn minute(&self, at: Timestamp, tz: &TimeZone) -> String {
        self.dates.minute(at, tz)
    }

    /// The day alone: `23 November 2026`.
    #[must_use]
    pub fn day(&self, at: Timestamp, tz: &TimeZone) -> String {
        self.dates.day(at, tz)
    }

    /// The day with its weekday in each of the language's calendars, the usual one first.
    #[must_use]
    pub fn days(&self, at: Timestamp, tz: &TimeZone) -> Vec<String> {
        self.dates.all(at, tz)
    }
}

/// The formatters of relative times, unless ICU has none of the language: then it would give the root's `-5 min`.
fn relative(icu: &IcuLocale) -> Option<[RelativeTimeFormatter; 3]> {
    let options = RelativeTimeFormatterOptions::default();
    let all = [
        RelativeTimeFormatter::try_new_long_minute(icu.clone().into(), options).ok()?,
        RelativeTimeFormatter::try_new_long_hour(icu.clone().into(), options).ok()?,
        RelativeTimeFormatter::try_new_long_day(icu.clone().into(), options).ok()?,
    ];
    let told = all[0].format(Decimal::from(-5)).to_string();
    (!told.trim_start_matches(is_mark).starts_with(['-', '\u{2212}'])).then_some(all)
}

/// Whether the character only sets a direction: HTML does that by `dir` and `<bdi>`.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

fn pattern(
    words: &FluentBundle<FluentResource>,
    key: &str,
    args: &[(&str, FluentValue<'_>)],
) -> Option<String> {
    let value = words.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args.iter().cloned().collect();
    let mut errors = Vec::new();
    Some(words.format_pattern(value, Some(&args), &mut errors).into_owned())
}

#[cfg(test)]
mod tests;
