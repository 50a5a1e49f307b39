//! What the desk says of an item beside its headline, through the forms of its page to what readers get.

use crate::desk::{OWN, cookie, logged_in, post, room};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::verify::verify;
use mediawire_core::desk::KillNeeds;
use mediawire_core::desk::role::Role;

#[tokio::test]
async fn section_and_genre_of_the_desk_reach_the_lists_and_stay_over_a_new_version() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Reporter).await.session;
        let lines = cookie(&ada) + OWN;
        let path = format!("/desk/item/{shown}");
        let give = async |field: &str, form: &str| {
            let reply = post(&site, &format!("{path}/{field}"), &lines, form).await;
            room.settle().await;
            reply.status
        };
        assert_eq!(give("section", "value=sport&why=It+is+a+race").await, 303);
        assert_eq!(give("genre", "value=view").await, 303);
        assert_eq!(give("section", "value=nowhere").await, 422);
        assert_eq!(give("genre", "value=rumour").await, 422);
        let has = async |list: &str| site.get(list).await.text().contains("Snow Over Tolva");
        assert!(has("/section/sport").await && has("/views").await && has("/views/feed.rss").await);
        assert!(!has("/section/world").await && !has("/reports").await);
        let history = site.get(&format!("/a/{shown}/history")).await.text();
        for words in ["Put into <bdi>Sport</bdi>: <bdi>It is a race</bdi>", "Said to be a view"] {
            assert!(history.contains(words), "{words}: {history}");
        }

        agency.article("/snow", "More Snow Over Tolva", 5);
        let item = agency.origin.url("/snow");
        agency.put(
            "/feed2.xml",
            200,
            &format!(
                "<rss version='2.0'><channel><item><title>More Snow Over Tolva</title><link>{item}</link></item></channel></rss>"
            ),
        );
        room.poll().await;
        let last = room.line("/snow").await.dispatch;
        assert_eq!(last.headline, "More Snow Over Tolva");
        assert_eq!((last.section.as_str(), last.genre.name()), ("sport", "view"));
        assert_eq!((give("section", "value=").await, give("genre", "").await), (303, 303));
        let last = room.line("/snow").await.dispatch;
        assert_eq!((last.section.as_str(), last.genre.name()), ("world", "report"));
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn embargo_of_the_desk_holds_against_a_release_until_an_editor_lifts_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.feed(&[told("/rain", "Rain Over Tolva, 3 Hurt")]);
        let (room, waiting, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let editor = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let legal = cookie(&logged_in(&room.wire, "leo", Role::Legal).await.session) + OWN;
        let ask = async |lines: &str, item: &str, what: &str, form: &str| {
            let reply = post(&site, &format!("/desk/item/{item}/{what}"), lines, form).await;
            room.settle().await;
            reply.status
        };
        for form in ["value=tomorrow", "value=2020-01-01T10%3A00"] {
            assert_eq!(ask(&legal, &waiting, "embargo", form).await, 422, "{form}");
        }
        let form = "value=2099-01-01T10%3A00&why=The+court+asks+for+it";
        assert_eq!(ask(&legal, &waiting, "embargo", form).await, 303);
        assert_eq!(ask(&editor, &waiting, "release", "").await, 303);
        assert_eq!(site.get(&format!("/a/{waiting}")).await.status, 404, "it leaks nowhere");
        let page = site.ask("GET", &format!("/desk/item/{waiting}"), &editor).await.text();
        for words in ["it is embargoed until 2099-01-01T10:00:00Z", "value=\"2099-01-01T10:00\""] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let due = "SELECT COUNT(*) FROM job WHERE kind = 'dispatch' AND run_at = 4070944800000";
        assert_eq!(room.count(due).await, 1);
        // Nearer, or lifted, is let out: that is an editor's.
        for form in ["value=2098-01-01T10%3A00", "value="] {
            assert_eq!(ask(&legal, &waiting, "embargo", form).await, 403, "{form}");
        }
        assert_eq!(ask(&legal, &waiting, "embargo", "value=2099-01-02T10%3A00").await, 303);
        assert_eq!(ask(&editor, &waiting, "embargo", "value=").await, 303);
        assert_eq!(site.get(&format!("/a/{waiting}")).await.status, 200);
        // What readers have seen is not embargoed, but withheld.
        assert_eq!(ask(&editor, &shown, "embargo", form).await, 409);
    })
    .await;
}

/// What confirms what a page asks about.
fn confirms(page: &str) -> String {
    let mark = "name=\"confirmed\" value=\"";
    let at = page.find(mark).unwrap() + mark.len();
    page[at..at + page[at..].find('"').unwrap()].to_owned()
}

#[tokio::test]
async fn lines_and_note_of_the_house_reach_every_output_and_leave_the_text_as_it_is() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let lines = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let give = async |field: &str, form: &str| {
            let path = format!("/desk/item/{shown}/{field}");
            let reply = post(&site, &path, &lines, form).await;
            room.settle().await;
            reply
        };
        let body = room.line("/snow").await.dispatch.body;
        assert_eq!(give("kicker", "value=Weather&why=A+series").await.status, 303);
        // What the source does not say is asked about, and goes through with a reason.
        let dek = "value=Nine+houses+stand+without+roofs+in+Tolva";
        let asked = give("dek", &format!("{dek}&of=house")).await;
        assert_eq!(asked.status, 422);
        assert!(asked.text().contains("<b>number</b>"), "{}", asked.text());
        let confirmed = format!("{dek}&confirmed={}", confirms(&asked.text()));
        assert_eq!(give("dek", &confirmed).await.status, 422, "it says why");
        assert_eq!(give("dek", &format!("{confirmed}&why=The+town+says")).await.status, 303);
        let note = "value=The+date+is+the+source%E2%80%99s+%3Cslip%3E.";
        assert_eq!(give("editor-note", note).await.status, 303);

        let house = "Nine houses stand without roofs in Tolva";
        let told = "The date is the source’s &#60;slip&#62;.";
        let page = site.get(&format!("/a/{shown}")).await.text();
        for words in
            ["<p class=\"over\">Weather</p>", house, "summary by ", "<strong>Note by ", told]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let (article, rest) = page.split_once("<div class=\"body\">").unwrap();
        let (text, _) = rest.split_once("<footer").unwrap();
        assert!(article.contains(told) && !text.contains("slip") && !text.contains(house));
        assert!(site.get("/").await.text().contains(">Weather</p>"));
        assert!(site.get("/widget").await.text().contains(">Weather</bdi></small>"));
        for feed in ["/feed.rss", "/feed.atom", "/feed.json"] {
            let feed_text = site.get(feed).await.text();
            for words in ["Weather", house, "summary by ", "Note by "] {
                assert!(feed_text.contains(words), "{feed} {words}: {feed_text}");
            }
        }
        let json: serde_json::Value =
            serde_json::from_slice(&site.get("/feed.json").await.bytes).unwrap();
        let own = &json["items"][0]["_mediawire"];
        assert_eq!((&own["kicker_by"], &own["dek_by"]), (&"house".into(), &"house".into()));
        assert_eq!(own["editor_note"]["text"], "The date is the source’s <slip>.");
        let history = site.get(&format!("/a/{shown}/history")).await.text();
        for words in ["The line above the headline is now", "A note of the house:", "[guard: "] {
            assert!(history.contains(words), "{words}: {history}");
        }
        let line = room.line("/snow").await;
        assert_eq!((line.dispatch.body, line.meta.headline.as_str()), (body, "Snow Over Tolva"));

        for (field, form) in
            [("kicker", "value="), ("dek", "value=&of=teaser"), ("editor-note", "value=+")]
        {
            assert_eq!(give(field, form).await.status, 303, "{field}");
        }
        let page = site.get(&format!("/a/{shown}")).await.text();
        assert!(page.contains(&format!("<p class=\"dek\">{}</p>", line.teaser)), "{page}");
        assert!(!page.contains("class=\"over\"") && !page.contains("Note by"), "{page}");
        assert_eq!(give("dek", "of=house&value=").await.status, 303, "empty: the source's own");
        let page = site.get(&format!("/a/{shown}")).await.text();
        assert!(!page.contains("class=\"dek\""), "it has none: {page}");
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

/// The decision that the form of `field` is based on.
fn based(page: &str, field: &str) -> String {
    let form = page.split_once(&format!("/{field}\">")).unwrap().1;
    let mark = "name=\"based\" value=\"";
    let at = form.find(mark).unwrap() + mark.len();
    form[at..at + form[at..].find('"').unwrap()].to_owned()
}

#[tokio::test]
async fn two_editors_at_one_field_are_each_told_and_at_two_fields_do_not_meet() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, _) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let bea = cookie(&logged_in(&room.wire, "bea", Role::Editor).await.session) + OWN;
        let path = format!("/desk/item/{waiting}");
        let page = site.ask("GET", &path, &ada).await.text();
        let seen = based(&page, "headline");
        let give = async |lines: &str, field: &str, form: &str| {
            post(&site, &format!("{path}/{field}"), lines, form).await
        };
        let form = format!("headline=Rain+over+Tolva%2C+3+hurt&why=Case&based={seen}");
        assert_eq!(give(&bea, "headline", &form).await.status, 303);
        // Another field is another matter.
        let form = format!("value=sport&based={}", based(&page, "section"));
        assert_eq!(give(&ada, "section", &form).await.status, 303);
        let form = format!("headline=Rain+Over+Tolva%3A+3+Hurt&why=Shorter&based={seen}");
        let mut reply = give(&ada, "headline", &form).await;
        if reply.status == 422 {
            // The guard asks first; what is confirmed is based on what was seen at first.
            let asked = reply.text();
            assert_eq!(based(&asked, "headline"), seen);
            reply = give(&ada, "headline", &format!("{form}&confirmed={}", confirms(&asked))).await;
        }
        assert_eq!(reply.status, 409);
        let told = reply.text();
        for words in [
            "<bdi>bea</bdi> has decided the same meanwhile",
            "Rain over Tolva, 3 hurt",
            "data-key=\"e\">Rain Over Tolva: 3 Hurt</textarea>",
            "value=\"Shorter\"",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert_eq!(room.count("SELECT COUNT(*) FROM decision").await, 2, "nothing was done");
        // Who has seen both decides.
        let now = based(&told, "headline");
        let form = form.replace(&format!("based={seen}"), &format!("based={now}"));
        let reply = give(&ada, "headline", &form).await;
        let asked = reply.text();
        let reply = give(&ada, "headline", &format!("{form}&confirmed={}", confirms(&asked))).await;
        assert_eq!(reply.status, 303);
        // Whether it goes out is one question, whoever answers it how.
        let going = based(&page, "hold");
        assert_eq!(give(&bea, "hold", &format!("based={going}")).await.status, 303);
        assert_eq!(give(&ada, "release", &format!("why=Now&based={going}")).await.status, 409);
        assert_eq!(
            give(&ada, "release", "why=Now").await.status,
            303,
            "who does not say, does not ask"
        );
    })
    .await;
}

#[tokio::test]
async fn headline_that_the_source_has_changed_since_is_told() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let path = format!("/desk/item/{shown}");
        let form = "headline=Snow+over+Tolva&why=Case";
        assert_eq!(post(&site, &format!("{path}/headline"), &ada, form).await.status, 303);
        room.settle().await;
        let told = "The source has changed its headline since";
        let page = site.ask("GET", &path, &ada).await.text();
        assert!(!page.contains(told), "{page}");
        assert!(page.contains("<del>Over </del><ins>over </ins>"), "{page}");
        agency.article("/snow", "Much Snow Over Tolva", 5);
        let item = agency.origin.url("/snow");
        let feed = format!(
            "<rss version='2.0'><channel><item><title>Much Snow Over Tolva</title><link>{item}</link></item></channel></rss>"
        );
        agency.put("/feed2.xml", 200, &feed);
        room.poll().await;
        let page = site.ask("GET", &path, &ada).await.text();
        assert!(page.contains(told) && page.contains("<ins>Much </ins>Snow"), "{page}");
        let queue = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(queue.contains("the source has changed its headline since"), "{queue}");
        assert_eq!(room.line("/snow").await.dispatch.headline, "Snow over Tolva", "it stands");
    })
    .await;
}

#[tokio::test]
async fn kill_by_two_withholds_at_once_and_needs_another_person() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/snow", "Snow Over Tolva", 2);
        agency.feed(&[told("/snow", "Snow Over Tolva")]);
        let mut config = base.config();
        config.desk.kill_needs = KillNeeds::Two;
        let room =
            Newsroom::configured(base, &config, vec![agency.origin.admit()], &[agency.source("a")])
                .await;
        room.poll().await;
        let shown = room.line("/snow").await.item.public.to_string();
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let leo = cookie(&logged_in(&room.wire, "leo", Role::Legal).await.session) + OWN;
        let kill = async |lines: &str, why: &str| {
            // The first names a legal order, and who confirms it does not say so again.
            let legal = if lines == ada { "&legal=yes" } else { "" };
            let form = format!("why={why}{legal}");
            let reply = post(&site, &format!("/desk/item/{shown}/kill"), lines, &form).await;
            room.settle().await;
            reply.status
        };
        assert_eq!(kill(&ada, "+").await, 422, "readers are told why");
        assert_eq!(kill(&ada, "It+is+false").await, 303);
        assert_eq!(site.get(&format!("/a/{shown}")).await.status, 451, "withheld at once");
        assert_eq!(kill(&ada, "It+is+false").await, 409, "not by the same person");
        let page = site.ask("GET", &format!("/desk/item/{shown}"), &leo).await.text();
        let legal = "name=\"legal\" type=\"checkbox\" value=\"yes\" checked";
        for words in [
            "<bdi>ada</bdi> asks for a kill",
            "Kill, for ever",
            "value=\"It is false\"",
            "<b>ask-kill</b> by <bdi>ada</bdi>",
            ": by legal order",
            legal,
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let queue = site.ask("GET", "/desk?show=off", &leo).await.text();
        assert!(
            queue.contains("<bdi>ada</bdi> asks for a kill: another person confirms it"),
            "{queue}"
        );
        assert_eq!(kill(&leo, "It+is+false").await, 303);
        assert_eq!(site.get(&format!("/a/{shown}")).await.status, 451);
        let page = site.ask("GET", &format!("/desk/item/{shown}"), &leo).await.text();
        assert!(page.contains("killed by legal order: <bdi>It is false</bdi>"), "{page}");
        let kinds = "SELECT COUNT(*) FROM decision WHERE kind IN ('ask-kill', 'kill')";
        assert_eq!(room.count(kinds).await, 2);
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn capture_beside_the_article_says_what_was_kept_and_runs_nothing() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let paragraphs = agency.article("/snow", "Snow Over Tolva", 2);
        let page = agency.page("/snow");
        let body = page
            .replace("</body>", "<script>alert(1)</script><img src=https://img.example/1></body>");
        agency.put("/snow", 200, &body.replace("<body>", "<body><p>Menu of the port</p>"));
        agency.feed(&[told("/snow", "Snow Over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let shown = room.line("/snow").await.item.public.to_string();
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Reader).await.session);
        let n_asked = agency.n_asked("/snow");
        let reply = site.ask("GET", &format!("/desk/item/{shown}/capture"), &ada).await;
        assert_eq!(reply.status, 200);
        let page = reply.text();
        for paragraph in &paragraphs {
            let marked = format!("<mark>{}</mark>", paragraph.replace('"', "&#34;"));
            assert!(page.contains(&marked), "{marked}: {page}");
        }
        for gone in ["alert(1)", "img.example"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
        assert!(reply.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(agency.n_asked("/snow"), n_asked, "its source is asked for nothing");
        assert_eq!(
            site.ask("GET", "/desk/item/aaaaaaaaaaaaaaaaaaaa/capture", &ada).await.status,
            404
        );
    })
    .await;
}
