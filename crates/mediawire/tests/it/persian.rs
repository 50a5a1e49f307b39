//! The desk in Persian: every word that it asks for is there, none is there in vain, and each of its pages is in it.

use crate::desk::{OWN, PASSWORD, cookie, logged_in, post, room};
use crate::engine::Base;
use crate::newsroom::Agency;
use crate::site::Served;
use mediawire::pipeline::accounts;
use mediawire::web::desk::ROUTES;
use mediawire_core::desk::guard::{Fault, Kind};
use mediawire_core::desk::role::Role;
use mediawire_core::desk::routing::trial::Went;
use mediawire_core::desk::routing::{Go, KEYS};
use mediawire_core::desk::scope::Scope;
use mediawire_core::desk::style::pack::Level;
use mediawire_core::model::body::CutKind;
use mediawire_core::model::source::{Display, Indexing};
use mediawire_core::publish::locale::{self, best, built_in_desk};
use std::collections::BTreeSet;
use std::path::Path;

const CHOSEN: &str = "__Host-mediawire-desk-language";
const PERSIAN: &str = "Cookie: __Host-mediawire-desk-language=fa\r\n";

/// What the desk is made of: its templates, and the code that fills them.
fn sources() -> Vec<(String, String)> {
    fn read(path: &Path, all: &mut Vec<(String, String)>) {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).unwrap() {
                read(&entry.unwrap().path(), all);
            }
        } else if path.extension().is_some_and(|kind| kind == "html" || kind == "rs") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            all.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for path in ["templates/desk", "src/web/desk", "src/web/session.rs"] {
        read(&root.join(path), &mut all);
    }
    all
}

/// What is put between quotation marks in a text, and what stands before it.
fn quoted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('"').filter_map(|(at, _)| {
        let word = text[at + 1..].split('"').next()?;
        Some((&text[..at], word))
    })
}

fn keys() -> BTreeSet<String> {
    let files = built_in_desk();
    let english = files.iter().find(|file| file.tag == "en").unwrap();
    let lines = english.text.lines().filter(|line| !line.starts_with(['#', ' ', '}']));
    lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn every_word_that_the_desk_asks_for_is_there_and_none_is_there_in_vain() {
    let all = locale::desk(&[]).unwrap();
    let english = best(&all, "en");
    let (mut used, mut kinds, mut n_asked) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (file, text) in sources() {
        for (before, word) in quoted(&text) {
            let is_asked = ["say(", "say_with(", "say_n(", "tell(", "reason(", "of(locale, "]
                .iter()
                .any(|it| before.ends_with(it));
            let is_kind = ["name(", "said(locale, "].iter().any(|it| before.ends_with(it));
            assert!(!is_asked || english.has(word), "{word} in {file}");
            n_asked += usize::from(is_asked);
            if let Some((kind, _)) = word.split_once('{').filter(|(kind, _)| kind.ends_with('-')) {
                kinds.insert(kind.to_owned());
            }
            if is_kind {
                kinds.insert(format!("{word}-"));
            }
            used.insert(word.to_owned());
        }
    }
    assert!(n_asked > 50, "{n_asked}");
    let is_used =
        |key: &String| used.contains(key) || kinds.iter().any(|kind| key.starts_with(kind));
    let vain: Vec<String> = keys().into_iter().filter(|key| !is_used(key)).collect();
    assert!(vain.is_empty(), "{vain:?}");
}

#[test]
fn every_name_that_the_desk_shows_has_words() {
    let all = locale::desk(&[]).unwrap();
    let persian = best(&all, "fa");
    let roles = Role::ALL.map(|role| format!("role-{}", role.name()));
    let scopes = Scope::ALL.map(|scope| format!("scope-{}", scope.name()));
    let cuts = CutKind::NAMES.map(|(_, name)| format!("left-out-{name}"));
    let went = Went::ALL.map(|went| format!("went-{}", went.name()));
    let went_now = Went::ALL.map(|went| format!("went-now-{}", went.name()));
    let goes = Go::ALL.map(|go| format!("routing-go-{}", go.name()));
    let lists = ["new", "held", "mine", "scheduled", "spiked", "wire", "off"]
        .map(|name| format!("list-{name}"));
    let displays = [Display::Full, Display::Teaser, Display::Headline];
    let shown = ["display", "terms-display", "sources-display", "source-display", "rule-display"]
        .map(|kind| displays.map(|display| format!("{kind}-{}", display.name())));
    let indexing = [Indexing::Source, Indexing::Own, Indexing::None]
        .map(|index| format!("terms-index-{}", index.name()));
    let kinds = Kind::ALL.map(|kind| format!("guard-kind-{}", kind.name()));
    let whats = Kind::ALL.map(|kind| format!("guard-what-{}", kind.name()));
    let faults = Fault::ALL.map(|fault| format!("guard-fault-{}", fault.name()));
    let levels: Vec<String> = Level::NAMES.iter().map(|name| format!("level-{name}")).collect();
    let rules = KEYS.map(|key| format!("rule-{}", key.split_once('.').unwrap().1));
    let names: [&[String]; 13] = [
        &roles, &scopes, &cuts, &went, &went_now, &goes, &lists, &indexing, &rules, &kinds, &whats,
        &faults, &levels,
    ];
    for key in names.into_iter().flatten().chain(shown.iter().flatten()) {
        assert!(persian.has(key), "{key}");
    }
}

#[test]
fn templates_hold_no_words_of_their_own() {
    for (file, text) in sources().into_iter().filter(|(file, _)| file.ends_with(".html")) {
        let mut words = String::new();
        let mut rest = text.as_str();
        // What is put in and what is asked is no text, and neither is a tag, but for its words to be heard.
        while let Some(at) = rest.find(['{', '<']) {
            words.push_str(&rest[..at]);
            let behind = &rest[at..];
            let ends = [("{{", "}}"), ("{%", "%}"), ("<code", "</code>"), ("<kbd", "</kbd>")];
            let end = ends.iter().find(|(start, _)| behind.starts_with(start));
            let n = match end {
                Some((_, end)) => behind.find(end).map_or(behind.len(), |n| n + end.len()),
                None if behind.starts_with('<') => tag_length(behind),
                None => 1,
            };
            let heard = behind[..n].split("aria-label=\"").skip(1);
            words.extend(heard.map(|it| it.split(['"', '{']).next().unwrap_or_default()));
            rest = &behind[n..];
        }
        words.push_str(rest);
        // A digest, a zone and a file's name are the same everywhere.
        let left = ["SHA-256", "UTC"].iter().fold(words, |words, known| words.replace(known, ""));
        let left: Vec<&str> = left
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| word.len() > 2 && *word != "amp")
            .collect();
        assert!(left.is_empty(), "{file}: {left:?}");
    }
}

/// The length of the tag that the text begins with; what stands between braces is no part of it.
fn tag_length(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '>' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What a person reads of a page, hears or is shown in an empty field, but for what is marked as English.
fn read(html: &str) -> String {
    let mut seen = String::new();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        seen.push_str(text);
        seen.push('\n');
        let (tag, behind) = behind.split_once('>').unwrap_or((behind, ""));
        for name in ["aria-label=\"", "placeholder=\"", "data-more=\"", "data-news=\""] {
            seen.extend(tag.split_once(name).and_then(|(_, value)| value.split('"').next()));
            seen.push('\n');
        }
        // No such element has another of its name in it.
        let skipped = [("span lang=\"en\"", "</span>"), ("code", "</code>")];
        let end = skipped.iter().find_map(|(start, end)| tag.starts_with(start).then_some(end));
        rest = end.and_then(|end| behind.split_once(*end)).map_or(behind, |(_, behind)| behind);
    }
    seen
}

/// The pieces of the desk's English words that are long enough to be known again.
fn english() -> Vec<String> {
    let files = built_in_desk();
    let english = files.iter().find(|file| file.tag == "en").unwrap();
    let lines = english.text.lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| line.split_once('=').or_else(|| line.split_once(']')));
    let pieces = words.flat_map(|(_, words)| words.split(['{', '}'])).map(str::trim);
    let long = pieces.filter(|piece| piece.chars().count() > 12 && !piece.starts_with('$'));
    long.map(str::to_owned).collect()
}

#[tokio::test]
async fn every_page_of_the_desk_is_in_persian() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, waiting, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let link =
        accounts::invite(&room.wire, "new", Some(Role::Reader), ("test", "test")).await.unwrap();
    let session = logged_in(&room.wire, "ada", Role::Admin).await.session;
    let (mut n_pages, english) = (0, english());
    assert!(english.len() > 100, "{}", english.len());
    for route in ROUTES.iter().filter(|route| route.method == "GET") {
        let path = route
            .path
            .replace("{public}", &waiting)
            .replace("{link}", &link)
            .replace("{name}", "ada")
            .replace("{slug}", "a");
        let lines = format!("{PERSIAN}{}", cookie(&session));
        let reply = site.ask("GET", &path, &lines).await;
        assert_eq!(reply.status, 200, "{path}");
        if !reply.header("content-type").starts_with("text/html") {
            continue;
        }
        let html = reply.text();
        assert!(html.contains("<html lang=\"fa\" dir=\"rtl\">"), "{path}: {html}");
        let seen = read(&html);
        let left: Vec<&String> = english.iter().filter(|piece| seen.contains(*piece)).collect();
        assert!(left.is_empty(), "{path}: {left:?}");
        n_pages += 1;
    }
    assert!(n_pages > 12, "{n_pages}");
}

#[tokio::test]
async fn desk_speaks_the_language_that_each_chose() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, _, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let login = async |lines: &str| site.ask("GET", "/desk/login", lines).await.text();
    assert!(
        login("").await.contains("<html lang=\"en\" dir=\"ltr\">"),
        "the site's first language"
    );
    assert!(login(PERSIAN).await.contains("<html lang=\"fa\" dir=\"rtl\">"));
    assert!(login(&PERSIAN.replace("=fa", "=xx")).await.contains("<html lang=\"en\""));

    // It is chosen before anybody is logged in too, by a page of ours alone.
    let from = format!("{OWN}Referer: http://localhost/desk/login\r\n");
    let reply = post(&site, "/desk/language", &from, "language=fa").await;
    assert_eq!((reply.status, reply.header("location")), (303, "/desk/login"));
    let cookie = reply.header("set-cookie");
    assert!(cookie.starts_with(&format!("{CHOSEN}=fa; ")), "{cookie}");
    for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let reply = post(&site, "/desk/language", &from, "language=xx").await;
    assert!(reply.header("set-cookie").is_empty(), "it speaks no such language");
    assert_eq!(post(&site, "/desk/language", "", "language=fa").await.status, 403);

    // What could not be done is said in it as well; what no words are known for in English, marked as that.
    let wrong = format!("name=ada&password={}", PASSWORD.replace(' ', "+"));
    let reply = post(&site, "/desk/login", &(PERSIAN.to_owned() + OWN), &wrong).await;
    assert_eq!(reply.status, 403);
    let html = reply.text();
    assert!(html.contains("گذرواژه پذیرفته نشد. <span lang=\"en\" dir=\"ltr\">"), "{html}");
    let session = logged_in(&room.wire, "ada", Role::Reader).await.session;
    let lines = format!("{PERSIAN}{}{OWN}", self::cookie(&session));
    let reply = post(&site, "/desk/accounts", &lines, "name=eve&role=admin").await;
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains("نقش شما اجازهٔ این کار را نمی‌دهد"));
    let reply = site.ask("GET", "/desk/item/aaaaaaaaaaaaaaaaaaaa", &lines).await;
    assert_eq!(reply.status, 404);
    assert!(
        reply
            .text()
            .contains("پیام سامانه به انگلیسی: <span lang=\"en\" dir=\"ltr\">there is no item")
    );
}
