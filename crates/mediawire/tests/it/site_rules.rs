//! The rule for a site saved at the desk: on record once, over what was seen and nothing else, and in force without a
//! new start; what a process left in the middle is made good.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::{Reply, Served};
use crate::sources::form;
use mediawire::store::acts::{self, Act, SITE_RULE};
use mediawire::{Use, Wire};
use mediawire_core::desk::role::Role;

const NAV: &str = "[[rule]]\nbody = \"article\"\nheadline = \"nav\"\n";
const PLAIN: &str = "[[rule]]\nbody = \"article\"\n";
const PATH: &str = "/desk/sources/a/rule";
const SITE: &str = "a.test";

/// What stands in a hidden field of the rule's form.
fn field(page: &str, name: &str) -> String {
    let page =
        &page[page.find("<h2 id=\"rule\">").unwrap_or_else(|| panic!("no rule in {page}"))..];
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("{name} in {page}")) + mark.len();
    page[at..at + page[at..].find('"').unwrap()].to_owned()
}

/// The form of a page once more, with this text.
fn again(page: &str, text: &str) -> String {
    let of = |name: &str| field(page, name);
    let (site, based, tried) = (of("site"), of("based"), of("tried"));
    let all =
        [("site", &*site), ("based", &*based), ("tried", &*tried), ("rule", text), ("url", "")];
    form(&all)
}

fn holds(reply: &Reply, status: u16, words: &[&str]) {
    let page = reply.text();
    assert_eq!(reply.status, status, "{page}");
    for words in words {
        assert!(page.contains(words), "{words}: {page}");
    }
}

async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    agency
}

#[tokio::test]
async fn rule_that_was_tried_is_saved_and_the_next_page_is_read_by_it() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let file = base.dir().join("sites/a.test.toml");
        let save = format!("{PATH}/save");
        let source = async || site.ask("GET", "/desk/sources/a", &lines).await;
        let n_acts = "SELECT COUNT(*) FROM act WHERE what = 'site-rule'";

        let first = source().await.text();
        let untried = post(&site, &save, &lines, &again(&first, NAV)).await;
        holds(&untried, 409, &["just this text was not tried", "1 pages were read", "Save it"]);
        // A browser ends lines in its own way.
        let typed = NAV.replace('\n', "\r\n");
        let tried = post(&site, PATH, &lines, &again(&first, &typed)).await;
        holds(&tried, 200, &["the rule changes 1 of them", "<b dir=\"auto\">Home</b>"]);
        let other = post(&site, &save, &lines, &again(&tried.text(), PLAIN)).await;
        holds(&other, 409, &["just this text was not tried", "body = &#34;article&#34;"]);
        let wrong = again(&tried.text(), "[[rule]]\nbody = 3\n");
        holds(&post(&site, &save, &lines, &wrong).await, 422, &["the rule line 2: body"]);
        let far = again(&tried.text(), NAV).replace("site=a%2Etest", "site=b%2Eexample");
        holds(&post(&site, &save, &lines, &far).await, 422, &["a has no page at b.example"]);
        assert!(!file.exists() && room.wire.sites.now().is_empty());
        assert_eq!(room.count(n_acts).await, 0);

        let saved = post(&site, &save, &lines, &again(&tried.text(), &typed)).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        assert_eq!(saved.header("location"), "/desk/sources/a?site=a.test#rule");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), NAV);
        let mut tx = room.wire.db.read().await.unwrap();
        let act = acts::last(&mut tx, 1).await.unwrap().remove(0);
        drop(tx);
        assert_eq!((act.by.as_str(), act.object.as_str()), ("ada", SITE));
        assert_eq!((act.was.as_str(), act.becomes.as_str()), ("", NAV));
        assert!(!act.place.is_empty() && room.wire.sites.begun().unwrap().is_empty());
        holds(&source().await, 200, &["Pages are read by it.", "headline = &#34;nav&#34;"]);

        agency.article("/snow", "Snow over Tolva", 2);
        agency.feed(&[told("/rain", "Rain over Tolva"), told("/snow", "Snow over Tolva")]);
        room.poll().await;
        let headline = async |path: &str| room.line(path).await.dispatch.headline;
        assert_eq!(headline("/snow").await, "Home", "it is read by the new rule");
        assert_eq!(headline("/rain").await, "Rain over Tolva", "what was there stays");

        let page = source().await.text();
        let tried = post(&site, PATH, &lines, &again(&page, " \r\n")).await;
        holds(&tried, 200, &["Remove the file"]);
        let gone = post(&site, &save, &lines, &again(&tried.text(), "")).await;
        assert_eq!(gone.status, 303, "{}", gone.text());
        assert!(!file.exists() && room.wire.sites.now().is_empty());
        assert_eq!(room.count(n_acts).await, 2, "each save once");
        holds(&source().await, 200, &["There is no such file."]);
    })
    .await;
}

#[tokio::test]
async fn second_of_two_who_save_is_shown_both_texts() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let page = site.ask("GET", "/desk/sources/a", &lines).await.text();
        let mut forms = Vec::new();
        for text in [NAV, PLAIN] {
            let tried = post(&site, PATH, &lines, &again(&page, text)).await.text();
            forms.push(again(&tried, text));
        }
        let save = format!("{PATH}/save");
        let (one, two) = tokio::join!(
            post(&site, &save, &lines, &forms[0]),
            post(&site, &save, &lines, &forms[1])
        );
        let mut both = [one.status, two.status];
        both.sort_unstable();
        assert_eq!(both, [303, 409]);
        let (second, text) = if one.status == 409 { (one, NAV) } else { (two, PLAIN) };
        let shown = [
            "was changed since you saw it",
            "<pre dir=\"ltr\" tabindex=\"0\">[[rule]]\nbody = &#34;article&#34;\n</pre>",
            "headline = &#34;nav&#34;",
            "1 pages were read",
        ];
        holds(&second, 409, &shown);
        assert_eq!(room.count("SELECT COUNT(*) FROM act WHERE what = 'site-rule'").await, 1);
        // What another hand wrote counts as well, and may be written over by who has seen it.
        let file = base.dir().join("sites/a.test.toml");
        std::fs::write(&file, "# by hand\n").unwrap();
        let late = post(&site, &save, &lines, &again(&second.text(), text)).await;
        holds(&late, 409, &["# by hand", "Pages are not read by it yet"]);
        assert_eq!(post(&site, &save, &lines, &again(&late.text(), text)).await.status, 303);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    })
    .await;
}

#[tokio::test]
async fn what_a_process_left_in_the_middle_is_made_good_by_the_record() {
    on_each(async |base| {
        let config = base.config();
        let wire = Wire::open(base.dir(), &config, Vec::new(), Use::Write).await.unwrap();
        std::fs::create_dir(base.dir().join("sites")).unwrap();
        std::fs::write(base.dir().join("sites/gone.example.toml"), PLAIN).unwrap();
        std::fs::write(base.dir().join("sites/kept.example.toml"), PLAIN).unwrap();
        // Each is begun; of some the act is there too, and of one an act of another moment.
        let cases = [
            ("new.example", NAV, Some(1), NAV),
            ("gone.example", "", Some(2), ""),
            ("kept.example", NAV, None, PLAIN),
            ("none.example", NAV, None, ""),
            ("older.example", NAV, Some(1), ""),
        ];
        for (n, (domain, text, recorded, _)) in (1..).zip(cases) {
            wire.sites.begin(domain, n, text).unwrap();
            let Some(at_ms) = recorded else { continue };
            let [by, what, object, was, becomes, place] =
                ["ada", SITE_RULE, domain, "", text, "test"].map(str::to_owned);
            let mut tx = wire.db.write().await.unwrap();
            let act = Act { at_ms, by, what, object, was, becomes, place };
            acts::add(&mut tx, &act).await.unwrap();
            tx.commit().await.unwrap();
        }
        drop(wire);
        let wire = Wire::open(base.dir(), &config, Vec::new(), Use::Write).await.unwrap();
        for (domain, _, _, is) in cases {
            assert_eq!(wire.sites.text(domain).unwrap(), is, "{domain}");
            assert_eq!(wire.sites.now().of(domain).is_empty(), is.is_empty(), "{domain}");
        }
        assert!(wire.sites.begun().unwrap().is_empty());
    })
    .await;
}
