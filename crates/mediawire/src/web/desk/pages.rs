//! What the desk's pages share: their frame, their style, and the page for what could not be done.

use crate::error::{Error, Kind};
use crate::store::accounts::Account;
use crate::web::Web;
use crate::web::answer::{self, Answer, Fresh, Written};
use crate::web::desk::language;
use crate::web::session::Desk;
use askama::Template;
use askama::filters::{HtmlSafe, Safe};
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use jiff::tz::TimeZone;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::dek::Dek;
use mediawire_core::model::section::Section;
use mediawire_core::publish::address;
use mediawire_core::publish::html::push_escaped;
use mediawire_core::publish::locale::{FALLBACK, Locale};
use std::fmt::{self, Display};
use std::sync::Arc;

const STYLE: &str = include_str!("../../../templates/desk/desk.css");
const SCRIPT: &str = include_str!("../../../templates/desk/desk.js");

/// What stands around every page of the desk, and its words.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The site's name.
    pub(super) site: &'a str,
    /// The address of the site's own stylesheet, on which the desk's lies.
    pub(super) stylesheet: String,
    /// Who is logged in.
    pub(super) account: Option<&'a Account>,
    /// The language that it is in.
    pub(super) locale: &'a Locale,
    /// The others that it can be in.
    pub(super) others: Vec<&'a Locale>,
    sections: &'a [Section],
    /// The language of what readers find on record.
    record: &'a Locale,
}

impl<'a> Frame<'a> {
    /// Around a page for who is logged in.
    pub(super) fn of(web: &'a Web, desk: &'a Desk) -> Self {
        Self { account: Some(&desk.account), ..Self::open(web, &desk.locale) }
    }

    /// Around a page for anybody.
    pub(super) fn open(web: &'a Web, locale: &'a Locale) -> Self {
        let others = web.desk.iter().map(AsRef::as_ref).filter(|it: &&Locale| it.tag != locale.tag);
        Self {
            site: &web.sites[0].name,
            stylesheet: address::stylesheet(&web.assets.tag),
            account: None,
            locale,
            others: others.collect(),
            sections: &web.wire.sections,
            record: language::of_site(web),
        }
    }

    /// Whether who is logged in may do that.
    pub(super) fn may(&self, right: Right) -> bool {
        self.account.is_some_and(|account| account.role.may(right))
    }

    /// The words under `key`.
    pub(super) fn say(&self, key: &str) -> String {
        self.locale.say(key)
    }

    /// The words for a name of ours, such as a role's or a decision's: those under `KIND-NAME`.
    pub(super) fn name(&self, kind: &str, name: &str) -> String {
        self.locale.say(&format!("{kind}-{name}"))
    }

    /// The name of a section.
    pub(super) fn section(&self, code: &str) -> String {
        section(self.sections, self.locale, code)
    }

    /// How long the captures of a source's items are kept.
    pub(super) fn kept(&self, days: &Option<u32>) -> String {
        days.map_or_else(|| self.say("source-kept"), |days| self.say_n("source-kept-days", days))
    }

    /// Why something is decided, for readers, where nobody gives words of their own.
    pub(super) fn reason(&self, key: &str) -> String {
        self.record.say(key)
    }

    /// That a headline is what a rule proposed, for readers.
    pub(super) fn reason_proposed(&self, rule: &str) -> String {
        self.record.say_with("reason-proposed", &[("rule", rule)])
    }

    /// The words for what was done: a decision's name, or an act's.
    pub(super) fn deed(&self, name: &str) -> String {
        let key = format!("deed-{name}");
        if self.locale.has(&key) { self.locale.say(&key) } else { name.to_owned() }
    }

    /// The words under `key` with a value put in, as a text: for attributes, where nothing can be isolated.
    pub(super) fn say_with(&self, key: &str, name: &str, value: impl Display) -> String {
        self.locale.say_with(key, &[(name, &value.to_string())])
    }

    /// The words under `key` for `n` things.
    pub(super) fn say_n(&self, key: &str, n: impl Count) -> String {
        self.locale.say_n(key, n.count(), &[])
    }

    /// A count as the language writes it.
    pub(super) fn number(&self, n: impl Count) -> String {
        self.locale.number(n.count())
    }

    /// The words under `key` as HTML, to which values are added.
    pub(super) fn tell(&self, key: &'a str) -> Told<'a> {
        Told::of(self.locale, key)
    }

    /// A moment in Unix milliseconds: UTC, to the minute.
    pub(super) fn minute(&self, ms: &i64) -> String {
        minute(self.locale, *ms)
    }

    /// The words of a decision on an item whose language is `lang`, as HTML; may be empty.
    pub(super) fn decided(&self, kind: &DecisionKind, lang: &str) -> Safe<String> {
        let own = |words: String| Safe(escaped(&words));
        match kind {
            DecisionKind::Dek(Dek::Source) => own(self.say("item-dek-source")),
            DecisionKind::Dek(Dek::Teaser) => own(self.say("item-dek-teaser")),
            DecisionKind::Section(Some(code)) => own(self.section(code.as_str())),
            DecisionKind::Genre(Some(genre)) => own(self.name("genre", genre.name())),
            DecisionKind::Schedule(at) | DecisionKind::Embargo(Some(at)) => {
                own(format!("{} UTC", self.minute(&at.as_millisecond())))
            }
            DecisionKind::Kill(Ground::Law) | DecisionKind::AskKill(Ground::Law) => {
                own(self.say("deed-legal"))
            }
            // The reason says what was taken back.
            DecisionKind::Undo(_) => Safe(String::new()),
            // The house's words to readers are in its own language.
            DecisionKind::EditorNote(Some(words)) | DecisionKind::Correct(words) => {
                Safe(format!("<bdi dir=\"auto\">{}</bdi>", escaped(&with_marks(words))))
            }
            kind if kind.words().is_empty() => Safe(String::new()),
            kind => quoted(lang, &with_marks(&kind.words())),
        }
    }

    /// Words of an item as HTML, in its own language.
    pub(super) fn quoted(&self, lang: &str, words: &str) -> Safe<String> {
        quoted(lang, words)
    }

    /// Words of the language that stand out.
    pub(super) fn bold(&self, words: impl Display) -> Safe<String> {
        Safe(format!("<b>{}</b>", escaped(&words.to_string())))
    }

    /// A text as HTML.
    pub(super) fn escaped(&self, text: &str) -> String {
        escaped(text)
    }

    /// Texts that were written elsewhere, one behind the other, as HTML.
    pub(super) fn listed(&self, all: &[String]) -> Safe<String> {
        let isolated = all.iter().map(|one| format!("<bdi>{}</bdi>", escaped(one)));
        let comma = format!("{} ", self.locale.say("comma"));
        Safe(isolated.collect::<Vec<_>>().join(&comma))
    }

    /// What the program says in English, marked as that where the page is in another language.
    pub(super) fn english(&self, words: &str) -> Safe<String> {
        english(self.locale, words)
    }

    /// What an error says: in the desk's words where its code has some, else in its own, which are English.
    pub(super) fn wrong(&self, error: &Error) -> Safe<String> {
        wrong(self.locale, error)
    }
}

/// Words as HTML with values in them, as templates put them together.
#[derive(Debug)]
pub(super) struct Told<'a> {
    locale: &'a Locale,
    key: &'a str,
    values: Vec<(&'a str, String)>,
}

impl<'a> Told<'a> {
    /// The words under `key`.
    pub(super) fn of(locale: &'a Locale, key: &'a str) -> Self {
        Self { locale, key, values: Vec::new() }
    }

    /// Puts in what was written elsewhere: it stands isolated (`<bdi>`), since its direction may be another.
    pub(super) fn with(mut self, name: &'a str, value: impl Display) -> Self {
        self.values.push((name, format!("<bdi>{}</bdi>", escaped(&value.to_string()))));
        self
    }

    /// Puts in words or digits of the same language.
    pub(super) fn word(mut self, name: &'a str, value: impl Display) -> Self {
        self.values.push((name, escaped(&value.to_string())));
        self
    }

    /// Puts in HTML of our own.
    pub(super) fn html(mut self, name: &'a str, html: impl Display) -> Self {
        self.values.push((name, html.to_string()));
        self
    }
}

impl Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<_> =
            self.values.iter().map(|(name, html)| (*name, html.as_str())).collect();
        f.write_str(&self.locale.say_html(self.key, &values))
    }
}

// Words are escaped where they are put together.
impl HtmlSafe for Told<'_> {}

/// As [`Frame::wrong`].
pub(super) fn wrong(locale: &Locale, error: &Error) -> Safe<String> {
    said(locale, "error", error.code, &error.to_string())
}

/// Why a step went no further, by its code, and in words that are English.
pub(super) fn stopped(locale: &Locale, code: &str, words: &str) -> Safe<String> {
    said(locale, "stop", code, words)
}

/// What the program says of itself in English, under a code for which the language may have words.
pub(super) fn said(locale: &Locale, kind: &str, code: &str, words: &str) -> Safe<String> {
    let own = english(locale, words).0;
    let key = format!("{kind}-{code}");
    let key = if locale.has(&key) { key.as_str() } else { kind };
    Safe(locale.say_html(key, &[("words", &own)]))
}

/// What the program says in English, marked as that where the page is in another language.
pub(super) fn english(locale: &Locale, words: &str) -> Safe<String> {
    let own = escaped(words);
    Safe(match locale.tag.as_str() {
        FALLBACK => own,
        _ => format!("<span lang=\"{FALLBACK}\" dir=\"ltr\">{own}</span>"),
    })
}

/// A text as HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::new();
    push_escaped(&mut html, text);
    html
}

/// As [`Frame::section`], of the sections `all`.
pub(super) fn section(all: &[Section], locale: &Locale, code: &str) -> String {
    let section = all.iter().find(|it| it.code.as_str() == code);
    section.map_or(code.to_owned(), |it| locale.section(code, &it.name).into_owned())
}

/// As [`Frame::quoted`].
pub(super) fn quoted(lang: &str, words: &str) -> Safe<String> {
    let (lang, words) = (escaped(lang), escaped(words));
    Safe(format!("<span lang=\"{lang}\" dir=\"auto\">{words}</span>"))
}

/// Something that counts things: the whole numbers that the desk has to do with, none of them negative.
pub(super) trait Count {
    /// How many.
    fn count(&self) -> u64;
}

impl Count for usize {
    fn count(&self) -> u64 {
        u64::try_from(*self).unwrap_or(u64::MAX)
    }
}

impl Count for i64 {
    fn count(&self) -> u64 {
        u64::try_from(*self).unwrap_or(0)
    }
}

impl Count for u32 {
    fn count(&self) -> u64 {
        u64::from(*self)
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (*self).count()
    }
}

/// A moment in Unix milliseconds, as the desk tells it: UTC, to the minute.
pub(super) fn minute(locale: &Locale, ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap_or_default();
    locale.minute(at, &TimeZone::UTC)
}

/// A page as it is sent.
pub(super) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => {
            let written = Written::new(200, answer::HTML, Fresh::Never, html.into_bytes());
            Answer::new(Arc::new(written), HeaderMap::new()).into_response()
        }
        Err(cause) => {
            tracing::error!("a page of the desk could not be written: {cause}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[derive(Template)]
#[template(path = "desk/trouble.html")]
struct Trouble<'a> {
    frame: Frame<'a>,
    words: Safe<String>,
    is_ended: bool,
}

/// The page for what could not be done, and why.
pub(in crate::web) fn trouble(
    (web, locale): (&Web, &Locale),
    error: &Error,
    status: StatusCode,
) -> Response {
    if matches!(error.kind, Kind::Bug | Kind::Transient) {
        tracing::error!("the desk could not do what it was asked: {error}");
    }
    let is_ended = error.code == "session";
    let frame = Frame::open(web, locale);
    let words = frame.wrong(error);
    let mut response = page(&Trouble { frame, words, is_ended });
    *response.status_mut() = status;
    response
}

/// The status that the kind of error has.
pub(super) fn status(error: &Error) -> StatusCode {
    match error.kind {
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Refused => StatusCode::TOO_MANY_REQUESTS,
        Kind::Transient => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The page of a form once more, with what was typed and why it was refused, and the status that this kind of error has.
pub(super) fn refused(template: &impl Template, error: &Error) -> Response {
    if matches!(error.kind, Kind::Bug | Kind::Transient) {
        tracing::error!("the desk could not do what it was asked: {error}");
    }
    let mut response = page(template);
    *response.status_mut() = status(error);
    response
}

/// What could not be done, as a handler answers it.
#[derive(Debug, Clone)]
struct Failed(Error);

/// The answer for what could not be done, with the status that the kind of error has; the route's guard makes the page
/// of it, in the language of who asked.
pub(super) fn failed(_: &Web, error: &Error) -> Response {
    (status(error), Extension(Failed(error.clone()))).into_response()
}

/// The answer of a handler; where that could not be done what was asked, the page that says why.
pub(in crate::web) fn told(to: (&Web, &Locale), mut response: Response) -> Response {
    match response.extensions_mut().remove::<Failed>() {
        Some(Failed(error)) => trouble(to, &error, response.status()),
        None => response,
    }
}

/// The desk's own style.
pub(super) async fn style(State(_): State<Arc<Web>>, asked: HeaderMap) -> Response {
    let written =
        Written::new(200, "text/css; charset=utf-8", Fresh::Never, STYLE.as_bytes().to_vec());
    Answer::new(Arc::new(written), asked).into_response()
}

/// The desk's script: keys, and nothing that a page needs.
pub(super) async fn script(State(_): State<Arc<Web>>, asked: HeaderMap) -> Response {
    let written = Written::new(
        200,
        "text/javascript; charset=utf-8",
        Fresh::Never,
        SCRIPT.as_bytes().to_vec(),
    );
    Answer::new(Arc::new(written), asked).into_response()
}
