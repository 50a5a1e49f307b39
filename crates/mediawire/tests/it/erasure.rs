//! Erasure by order: nothing of an item is left but that it was, and everything else stays as it was.

use crate::cli::run;
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use crate::pictures::{self, png};
use crate::site::Served;
use flate2::read::MultiGzDecoder;
use mediawire::backup::make::{Asked, make};
use mediawire::backup::restore::restore;
use mediawire::config::Config;
use mediawire::error::Kind;
use mediawire::pipeline::erasure::{self, Order, Ordered, find};
use mediawire::pipeline::{self, among};
use mediawire::search::{Search, follow};
use mediawire::store::acts;
use mediawire::verify::verify;
use mediawire::{Use, Wire, work};
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::ItemId;
use mediawire_core::model::source::{Display, Release, Rights, Source};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const ORDER: Order<'static> = Order { why: "Court of Tolva, 12 O 3/26", is_legal: false };
const ALL: Asked = Asked { with_keys: true, n_kept: None };

fn whole(path: &str, title: &str, seed: usize) -> Told {
    let text = paragraphs(seed).iter().map(|text| format!("<p>{text}</p>")).collect();
    Told { text, summary: format!("In short, {title} indeed"), ..told(path, title) }
}

/// What the agency's list says.
fn list() -> Vec<Told> {
    vec![
        told("/quay", "Report 1"),
        told("/rain", "Rain & hail over Tolva"),
        told("/sun", "Sun over Tolva today"),
        whole("/paid", "The paid words of Monday", 4),
        whole("/other", "The other words of Monday", 5),
    ]
}

/// A page with a picture, one whose headline the page of another shows, and two texts that lie in one list.
async fn newsroom(base: &Base, release: Release) -> (Agency, Newsroom) {
    let agency = Agency::start().await;
    agency.put_bytes("/i/quay.jpg", 200, &png(1200, 800, "Ida Holm", 90_000));
    pictures::article(&agency, "/quay", 1, "/i/quay.jpg", "/i/quay.jpg");
    agency.article("/rain", "Rain &amp; hail over Tolva", 2);
    agency.article("/sun", "Sun over Tolva today", 3);
    let link = "<nav><a href=/rain>Rain &amp; hail over\n Tolva</a>";
    agency.put("/sun", 200, &agency.page("/sun").replace("<nav>", link));
    agency.feed(&list());
    let rights = Rights { images: true, ..Rights::to(Display::Full) };
    let source = Source { rights, release, ..agency.source("a") };
    let room = Newsroom::open(base, &[&agency], &[source]).await;
    room.poll().await;
    (agency, room)
}

/// Everything below a folder as it lies there, and unpacked where it is packed.
fn bytes_of(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(bytes_of(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut plain = Vec::new();
        if MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain).is_ok() {
            all.push((format!("{} unpacked", path.display()), plain));
        }
        all.push((path.display().to_string(), bytes));
    }
    all
}

/// The files below a folder in which one of these texts stands.
fn hits(dir: &Path, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in bytes_of(dir) {
        let text = String::from_utf8_lossy(&bytes);
        found
            .extend(texts.iter().filter(|it| text.contains(*it)).map(|it| format!("{it}: {name}")));
    }
    found
}

async fn id(room: &Newsroom, path: &str) -> ItemId {
    room.line(path).await.item.id
}

async fn erase(room: &Newsroom, item: ItemId, order: Order<'_>) {
    let ordered = erasure::order(&room.wire, item, order, "mina").await.unwrap();
    assert_eq!(ordered, Ordered::Said);
    assert_eq!(erasure::finish(&room.wire).await.unwrap(), 1);
}

#[tokio::test]
async fn nothing_is_left_of_what_was_erased_and_all_else_stands() {
    on_each(async |base| {
        let (agency, room) = newsroom(base, Release::Auto).await;
        let site = Served::start(&room.wire).await;
        let [quay, rain, paid] =
            [id(&room, "/quay").await, id(&room, "/rain").await, id(&room, "/paid").await];
        let said = [
            DecisionKind::Headline(Some("Hail and rain on Tolva's roofs".to_owned())),
            DecisionKind::Kicker(Some("The weather of the roofs".to_owned())),
            DecisionKind::EditorNote(Some("Of the roofs more tomorrow".to_owned())),
            DecisionKind::Correct("It was not the roofs alone".to_owned()),
        ];
        for kind in &said {
            pipeline::decide(&room.wire, rain, kind, "ada", "of roofs it speaks").await.unwrap();
            room.settle().await;
        }
        among::note(&room.wire, rain, "ask who owns the roofs", ("ada", "")).await.unwrap();
        let public = |item: ItemId| item.public(&room.wire.public_key).to_string();
        let image = room.lines().await.len();
        assert_eq!(image, 5);
        let texts = [
            "In report 1 the",
            "In report 2 the",
            "In report 4 the",
            "Rain &amp; hail",
            "Rain & hail",
            "hail over",
            "The paid words of Monday",
            "roofs",
            "Ida Holm",
            "A quay in fog",
        ];
        if !base.is_postgres() {
            assert!(hits(base.dir(), &texts).len() > 12);
        }
        let found = find(&room.wire, rain).await.unwrap();
        assert_eq!(found.captures.len(), 3, "its page, the list, and the page that links to it");
        assert_eq!(found.others.len(), 3, "{found:?}");
        let head = room.wire.head();
        let n_before = room.count("SELECT COUNT(*) FROM dispatch").await;
        erase(&room, rain, ORDER).await;
        erase(&room, paid, Order { is_legal: true, ..ORDER }).await;
        erase(&room, quay, ORDER).await;
        assert_eq!(room.wire.head(), head + 3, "each goes out as a kill");
        assert_eq!(room.count("SELECT COUNT(*) FROM dispatch").await, n_before + 3);
        assert_eq!(hits(base.dir(), &texts), Vec::<String>::new());
        let mut dump = Vec::new();
        let mut tx = room.wire.db.read().await.unwrap();
        for table in mediawire::store::dump::tables(&mut tx).await.unwrap() {
            mediawire::store::dump::write(&mut tx, &table, &mut dump, |_, _| {}).await.unwrap();
        }
        drop(tx);
        let dump = String::from_utf8(dump).unwrap();
        assert!(!texts.iter().any(|text| dump.contains(text)));
        assert!(dump.contains("In report 3 the") && dump.contains("In report 5 the"));

        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!(report.erased.len(), 3);
        assert!(
            report.erased[&public(rain)].ends_with(": Court of Tolva, 12 O 3/26"),
            "{report:?}"
        );
        assert_eq!(report.removed.len(), 2, "the others keep the text that was sealed: {report:?}");
        for (item, status) in [(rain, 410), (paid, 451), (quay, 410)] {
            for page in ["", "/history", "/verify"] {
                let reply = site.get(&format!("/a/{}{page}", public(item))).await;
                assert_eq!(reply.status, status);
                assert!(!texts.iter().any(|text| reply.text().contains(text)));
            }
        }
        let page = site.get(&format!("/a/{}", public(rain))).await.text();
        assert!(page.contains("Court of Tolva, 12 O 3/26"), "{page}");
        for path in [
            "/",
            "/feed.rss",
            "/feed.json",
            "/feed.atom",
            "/sitemap.xml",
            "/widget",
            "/reports",
            "/source/a",
        ] {
            let told = site.get(path).await.text();
            assert!(!texts.iter().any(|text| told.contains(text)), "{path}");
            assert!(!["/", "/feed.rss"].contains(&path) || told.contains("Sun over Tolva today"));
        }

        // Its source still announces it: it is not taken again, and the list that does goes.
        agency.feed(&[&list()[..], &[told("/snow", "Snow over Tolva, much")]].concat());
        agency.article("/snow", "Snow over Tolva, much", 6);
        room.poll().await;
        assert_eq!(room.wire.head(), head + 4, "the new one alone");
        assert!(!hits(&base.dir().join("archive"), &["paid words"]).is_empty());
        erasure::finish(&room.wire).await.unwrap();
        assert_eq!(hits(base.dir(), &texts), Vec::<String>::new());
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!(room.lines().await.len(), 3);
        let mut tx = room.wire.db.read().await.unwrap();
        let all = acts::last(&mut tx, 99).await.unwrap();
        assert_eq!(all.iter().filter(|act| act.what == "erased").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_waits_beside_it_in_the_same_list_can_still_go_out() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base, Release::Desk).await;
        let mut tx = room.wire.db.read().await.unwrap();
        let waiting = mediawire::store::items::waiting(&mut tx, 9).await.unwrap();
        drop(tx);
        let of = |path: &str| waiting.iter().find(|it| it.url.ends_with(path)).unwrap().id;
        let (paid, other) = (of("/paid"), of("/other"));
        erase(&room, paid, ORDER).await;
        assert_eq!(room.wire.head(), 0, "no reader has seen it");
        assert_eq!(hits(base.dir(), &["In report 4 the", "paid words"]), Vec::<String>::new());
        pipeline::decide(&room.wire, other, &DecisionKind::Release, "ada", "good").await.unwrap();
        pipeline::decide(&room.wire, paid, &DecisionKind::Release, "ada", "?").await.unwrap_err();
        room.settle().await;
        assert_eq!(room.wire.head(), 1);
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn erasure_that_is_cut_short_is_done_at_the_next_start() {
    on_each(async |base| {
        let (agency, room) = newsroom(base, Release::Auto).await;
        let (rain, texts) = (id(&room, "/rain").await, ["In report 2 the", "hail over"]);
        let archive = |room: &Newsroom| -> Vec<(std::path::PathBuf, Vec<u8>)> {
            let files = std::fs::read_dir(room.wire.data.join("archive")).unwrap();
            let files = files.map(|it| it.unwrap().path());
            files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
        };
        let before = archive(&room);
        erasure::order(&room.wire, rain, ORDER, "mina").await.unwrap();
        drop(room);
        // Said, and nothing of it done.
        let room = Newsroom::open(base, &[&agency], &[]).await;
        assert!(erasure::is_open(&room.wire).await.unwrap());
        assert_eq!(erasure::finish(&room.wire).await.unwrap(), 1);
        assert_eq!(hits(base.dir(), &texts), Vec::<String>::new());
        let after = archive(&room);
        // Its captures were said to go, and stand there still, whole and in part.
        for n in [0, before[0].1.len() / 2] {
            let torn = [&after[0].1[..n], &before[0].1[n..]].concat();
            std::fs::write(&before[0].0, torn).unwrap();
            let mut tx = room.wire.db.write().await.unwrap();
            tx.run("UPDATE removed SET is_done = 0", &[]).await.unwrap();
            tx.run("UPDATE erased SET is_done = 0", &[]).await.unwrap();
            tx.commit().await.unwrap();
            let report = verify(&room.wire, &[]).await.unwrap();
            assert!(report.is_clean(), "it is withdrawn, and not tampered with: {report:?}");
            assert_eq!(erasure::finish(&room.wire).await.unwrap(), 1);
            assert_eq!(hits(base.dir(), &texts), Vec::<String>::new());
            assert!(archive(&room) == after);
        }
        assert_eq!(room.count("SELECT COUNT(*) FROM decision WHERE kind = 'kill'").await, 1);
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn an_older_backup_does_not_bring_it_back() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base, Release::Auto).await;
        let texts = ["In report 2 the", "hail over", "In report 4 the", "paid words"];
        let copy = async |dir: &Path| {
            let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Read).await.unwrap();
            make(&wire, dir, ALL).await.unwrap()
        };
        let dir = TempDir::new().unwrap();
        let old = copy(dir.path()).await;
        assert!(!hits(&old.dir, &texts).is_empty());
        let (rain, paid) = (id(&room, "/rain").await, id(&room, "/paid").await);
        erase(&room, rain, ORDER).await;
        let new = copy(dir.path()).await;
        assert_eq!(hits(&new.dir, &texts[..2]), Vec::<String>::new());
        // Erased behind the last backup: the list in the data folder that is replaced says so.
        erase(&room, paid, ORDER).await;
        let list = base.dir().join("erased.jsonl");
        mediawire::backup::erased::write(&room.wire, &list).await.unwrap();
        let fresh = Base::sqlite();
        let with = (None, Some(list.as_path()));
        let restored = restore(&old.dir, with, fresh.dir(), &fresh.config()).await.unwrap();
        assert_eq!(restored.n_erased, 2);
        assert!(restored.report.is_clean(), "{:?}", restored.report);
        assert_eq!(restored.report.erased.len(), 2);
        assert_eq!(hits(fresh.dir(), &texts), Vec::<String>::new());
        let site = Served::start(&restored.wire).await;
        let rain = rain.public(&room.wire.public_key);
        assert_eq!(site.get(&format!("/a/{rain}")).await.status, 410);
        // Without it the list beside the backups is asked.
        let fresh = Base::sqlite();
        let restored = restore(&old.dir, (None, None), fresh.dir(), &fresh.config()).await.unwrap();
        assert_eq!((restored.n_erased, restored.report.erased.len()), (1, 1));
        assert_eq!(hits(fresh.dir(), &texts[..2]), Vec::<String>::new());
        assert!(!hits(fresh.dir(), &texts[2..]).is_empty());
    })
    .await;
}

/// A newsroom in which a kill needs two persons.
async fn of_two(base: &Base) -> (Agency, Newsroom) {
    let (agency, room) = newsroom(base, Release::Auto).await;
    drop(room);
    let url = base.config().store.url.reveal().to_owned();
    let keys = [("MEDIAWIRE_STORE__URL", url.as_str()), ("MEDIAWIRE_DESK__KILL_NEEDS", "2")];
    let keys = keys.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let config = Config::load(None, keys.into_iter()).unwrap();
    let room = Newsroom::configured(base, &config, vec![agency.origin.admit()], &[]).await;
    (agency, room)
}

#[tokio::test]
async fn two_persons_erase_where_two_kill() {
    on_each(async |base| {
        let (_agency, room) = of_two(base).await;
        let rain = id(&room, "/rain").await;
        let order = async |by: &str| erasure::order(&room.wire, rain, ORDER, by).await;
        assert_eq!(order("mina").await.unwrap(), Ordered::Asked);
        room.settle().await;
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", rain.public(&room.wire.public_key))).await;
        assert_eq!(page.status, 451, "it is withheld at once");
        let error = order("mina").await.unwrap_err();
        assert!(error.kind == Kind::Conflict && error.to_string().contains("another confirms"));
        assert!(!erasure::is_open(&room.wire).await.unwrap());
        assert!(order("rule:any").await.is_err());
        assert_eq!(order("omid").await.unwrap(), Ordered::Said);
        erasure::finish(&room.wire).await.unwrap();
        let page = site.get(&format!("/a/{}", rain.public(&room.wire.public_key))).await;
        assert_eq!(page.status, 410);
        assert_eq!(hits(base.dir(), &["In report 2 the", "hail over"]), Vec::<String>::new());
        let error = order("omid").await.unwrap_err().to_string();
        assert!(error.contains("was withdrawn by order"), "{error}");
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn admins_order_an_erasure_at_the_desk_while_the_wire_runs() {
    on_each(async |base| {
        let (_agency, room) = of_two(base).await;
        let (wire, stop) = (room.wire.clone(), CancellationToken::new());
        // The desk works and the index follows, as they do while it serves.
        let search = Search::open(&wire).await.unwrap();
        tokio::spawn(follow::follow(wire.clone(), search.clone(), stop.clone()));
        tokio::spawn(work::desk(wire.clone(), stop.clone()));
        while search.n_behind(wire.head()) > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let rain = id(&room, "/rain").await.public(&wire.public_key).to_string();
        let site = Served::start(&wire).await;
        let mina = cookie(&logged_in(&wire, "mina", Role::Admin).await.session) + OWN;
        let omid = cookie(&logged_in(&wire, "omid", Role::Admin).await.session) + OWN;
        let page = site.ask("GET", &format!("/desk/item/{rain}"), &mina).await.text();
        let to = format!("/desk/erasures?item={rain}");
        assert!(page.contains(&to), "{page}");
        let page = site.ask("GET", &to, &mina).await.text();
        assert!(page.contains("Rain &#38; hail over Tolva"), "{page}");

        let form = format!("item={rain}&order=Court+of+Tolva%2C+12+O+3%2F26&legal=yes");
        let order =
            async |lines: &str, form: &str| post(&site, "/desk/erasures", lines, form).await.status;
        assert_eq!(order(&mina, &form).await, 422, "it is not said that what is lost was read");
        let form = form + "&sure=yes";
        assert_eq!(order(&mina, &form).await, 303);
        assert_eq!(order(&mina, &form).await, 409, "not by the same person");
        let page = site.ask("GET", "/desk/erasures", &mina).await.text();
        assert!(
            page.contains("another admin confirms") && !page.contains("Confirm, and"),
            "{page}"
        );
        let page = site.ask("GET", "/desk/erasures", &omid).await.text();
        assert!(page.contains("Confirm, and erase for ever"), "{page}");
        assert_eq!(order(&omid, &form).await, 303);
        let page = site.ask("GET", "/desk/erasures", &omid).await.text();
        assert!(page.contains("is being done"), "{page}");
        assert!(erasure::is_said(&wire).await.unwrap());
        erasure::finish(&wire).await.unwrap();

        let page = site.ask("GET", "/desk/erasures", &omid).await.text();
        assert!(page.contains("<bdi>mina</bdi>, <bdi>omid</bdi> · done"), "{page}");
        assert_eq!(site.get(&format!("/a/{rain}")).await.status, 451);
        // The index is made anew by itself, and holds nothing of it.
        let texts = ["In report 2 the", "hail over"];
        for _ in 0..300 {
            if hits(base.dir(), &texts).is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(hits(base.dir(), &texts), Vec::<String>::new());
        assert_eq!(order(&omid, &form).await, 409, "it was erased already");
        stop.cancel();
        assert!(verify(&wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn order_is_taken_back_until_another_confirms_it() {
    on_each(async |base| {
        let (_agency, room) = of_two(base).await;
        let wire = room.wire.clone();
        let item = id(&room, "/rain").await;
        let rain = item.public(&wire.public_key).to_string();
        let site = Served::start(&wire).await;
        let mina = cookie(&logged_in(&wire, "mina", Role::Admin).await.session) + OWN;
        let omid = cookie(&logged_in(&wire, "omid", Role::Admin).await.session) + OWN;
        let form = format!("item={rain}&order=Court+of+Tolva&sure=yes");
        let order = async |lines: &str| post(&site, "/desk/erasures", lines, &form).await.status;
        let take_back = async |lines: &str, why: &str| {
            let form = format!("item={rain}&why={why}");
            let reply = post(&site, "/desk/erasures/take-back", lines, &form).await;
            room.settle().await;
            reply.status
        };
        let page = format!("/a/{rain}");
        assert_eq!(take_back(&mina, "a+slip").await, 409, "nobody has ordered it");
        for lines in [&mina, &omid] {
            assert_eq!(order(&mina).await, 303);
            room.settle().await;
            assert_eq!(site.get(&page).await.status, 451);
            let waits = site.ask("GET", "/desk/erasures", lines).await.text();
            assert!(waits.contains("Take it back"), "{waits}");
            assert_eq!(take_back(lines, "+").await, 422, "not without a reason");
            // By who has asked, and by another.
            assert_eq!(take_back(lines, "a+slip").await, 303);
            assert_eq!(site.get(&page).await.status, 200, "it stands where it stood");
            let waits = site.ask("GET", "/desk/erasures", lines).await.text();
            assert!(!waits.contains("Take it back") && waits.contains("Nothing was erased"));
        }
        let taken =
            "SELECT COUNT(*) FROM act WHERE what = 'erasure-taken-back' AND was = 'Court of Tolva'
            AND becomes = 'a slip'";
        assert_eq!(room.count(taken).await, 2);
        let desk = site.ask("GET", &format!("/desk/item/{rain}"), &omid).await.text();
        assert!(!desk.contains("asks for its kill"), "{desk}");

        // What was said and not begun is taken back as well; what is done is not.
        assert_eq!(order(&mina).await, 303);
        assert_eq!(order(&omid).await, 303);
        assert!(erasure::is_said(&wire).await.unwrap());
        assert_eq!(take_back(&omid, "a+slip").await, 303);
        assert!(!erasure::is_said(&wire).await.unwrap());
        assert_eq!(erasure::finish(&wire).await.unwrap(), 0);
        assert_eq!(site.get(&page).await.status, 200);
        assert_eq!(order(&mina).await, 303);
        assert_eq!(order(&omid).await, 303);
        erasure::finish(&wire).await.unwrap();
        assert_eq!(take_back(&omid, "a+slip").await, 409, "nothing brings it back");
        assert_eq!(site.get(&page).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn the_command_tells_first_and_erases_then() {
    let base = Base::sqlite();
    let (_agency, room) = newsroom(&base, Release::Auto).await;
    let public = room.line("/rain").await.item.public.to_string();
    drop(room);
    let data = base.dir().to_str().unwrap();
    let said = |args: &[&str]| run(base.dir(), &[args, &["--data", data]].concat());
    let (ok, out, error) = said(&["erase", &public]);
    assert!(ok && out.contains("3 captures") && out.contains("say --order"), "{out}{error}");
    assert!(!hits(base.dir(), &["In report 2 the"]).is_empty());
    let (ok, out, error) =
        said(&["erase", &public, "--order", "a court", "--legal", "--by", "mina"]);
    assert!(ok && out.contains("Erased"), "{out}{error}");
    assert_eq!(hits(base.dir(), &["In report 2 the", "hail over"]), Vec::<String>::new());
    let (ok, out, _) = said(&["verify", &public]);
    assert!(ok && out.contains(&format!("WITHDRAWN {public}")), "{out}");
    let list = std::fs::read_to_string(base.dir().join("erased.jsonl")).unwrap();
    assert!(list.contains(&public) && list.lines().count() == 1, "{list}");
    let (ok, _, _) = said(&["erase", "--list", base.dir().join("list").to_str().unwrap()]);
    assert!(ok && std::fs::read_to_string(base.dir().join("list")).unwrap() == list);
}
