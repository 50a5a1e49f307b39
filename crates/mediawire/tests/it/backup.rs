//! Backup and restore: what comes back is the wire as it was, on either engine, and what is not whole does not.

use crate::cli::{program, run, said};
use crate::engine::{Base, on_each, on_pairs};
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use crate::pictures::{self, png};
use crate::site::Served;
use mediawire::backup::make::{Asked, Made, make};
use mediawire::backup::restore::{Restored, restore};
use mediawire::backup::{check::check, newest};
use mediawire::pipeline::{self, removal};
use mediawire::store::db::bulk::Name;
use mediawire::store::dump;
use mediawire::verify::verify;
use mediawire::{Use, Wire};
use mediawire_core::codec::warc::Reader;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::source::{Display, Rights, Source};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ALL: Asked = Asked { with_keys: true, n_kept: None };
const DAY_MS: i64 = 24 * 3_600_000;

/// A wire with pages, a picture, texts of a feed, a word of the house's own, and something killed.
async fn newsroom(base: &Base) -> (Agency, Newsroom) {
    let agency = Agency::start().await;
    agency.put_bytes("/i/quay.jpg", 200, &png(1200, 800, "Ida Holm", 90_000));
    pictures::article(&agency, "/quay", 1, "/i/quay.jpg", "/i/quay.jpg");
    agency.article("/rain", "Rain over Tolva", 2);
    agency.article("/sun", "Sun over Tolva", 3);
    let text = paragraphs(4).iter().map(|text| format!("<p>{text}</p>")).collect();
    let whole = Told { text, ..told("/paid", "Told in the «feed»") };
    agency.feed(&[told("/quay", "Report 1"), told("/rain", "Rain"), told("/sun", "Sun"), whole]);
    let rights = Rights { images: true, ..Rights::to(Display::Full) };
    let room = Newsroom::open(base, &[&agency], &[Source { rights, ..agency.source("a") }]).await;
    room.poll().await;
    let rain = room.line("/rain").await.item.id;
    let headline = DecisionKind::Headline(Some("Rain falls\u{200c} on Tolva".to_owned()));
    pipeline::decide(&room.wire, rain, &headline, "ada", "shorter").await.unwrap();
    let sun = room.line("/sun").await.item.id;
    pipeline::decide(&room.wire, sun, &DecisionKind::Kill(Ground::House), "ada", "it is false")
        .await
        .unwrap();
    room.settle().await;
    (agency, room)
}

/// A backup as another process makes it, beside the one that writes.
async fn backup(base: &Base, dir: &Path, asked: Asked) -> Made {
    let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Read).await.unwrap();
    make(&wire, dir, asked).await.unwrap()
}

async fn bring(dir: &Path, base: &Base) -> mediawire::error::Result<Restored> {
    restore(dir, (None, None), base.dir(), &base.config()).await
}

/// The path of a page, the status that it has, and its bytes.
type Page = (String, u16, Vec<u8>);

/// What readers and machines are told, page by page.
async fn told_by(room: &Newsroom) -> Vec<Page> {
    let site = Served::start(&room.wire).await;
    let mut paths: BTreeSet<String> =
        ["/", "/feed.rss", "/feed.atom", "/feed.json", "/sitemap.xml", "/reports", "/source/a"]
            .map(str::to_owned)
            .into();
    let mut tx = room.wire.db.read().await.unwrap();
    let rows = tx.rows("SELECT public FROM item", &[]).await.unwrap();
    for mut row in rows {
        let public = row.text();
        // The page Verify says when it was asked.
        for page in ["", "/history"] {
            paths.insert(format!("/a/{public}{page}"));
        }
    }
    let rows = tx.rows("SELECT digest FROM image", &[]).await.unwrap();
    for mut row in rows {
        let digest = mediawire_core::codec::digest::Digest::from_bytes(&row.bytes()).unwrap();
        paths.insert(format!("/image/{digest}.png"));
    }
    drop(tx);
    let mut all = Vec::new();
    for path in paths {
        let reply = site.get(&path).await;
        all.push((path, reply.status, reply.bytes));
    }
    all
}

/// The files of a backup that hold its database, each with its lines sorted.
fn tables(dir: &Path) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for folder in ["tables", "keys"] {
        for entry in std::fs::read_dir(dir.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "jsonl") {
                let text = std::fs::read_to_string(&path).unwrap();
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                all.push((path.file_name().unwrap().to_string_lossy().into_owned(), lines));
            }
        }
    }
    all.sort();
    all
}

#[tokio::test]
async fn what_is_restored_is_the_same_wire_on_either_engine() {
    on_pairs(async |base, fresh| {
        let (agency, room) = newsroom(base).await;
        std::fs::create_dir(base.dir().join("sites")).unwrap();
        std::fs::write(base.dir().join("sites/a.example.toml"), "[[rule]]\nbody = \"p\"\n")
            .unwrap();
        let before = told_by(&room).await;
        let oks = before.iter().filter(|(_, status, _)| *status == 200).count();
        assert!(oks > 12, "{:?}", before.iter().map(|it| (&it.0, it.1)).collect::<Vec<_>>());
        assert!(
            before.iter().any(|(path, status, _)| path.starts_with("/image/") && *status == 200)
        );
        assert_eq!(before.iter().filter(|(_, status, _)| *status == 410).count(), 2);
        let dir = TempDir::new().unwrap();
        let made = backup(base, dir.path(), ALL).await;
        assert_eq!((made.manifest.n_items, made.manifest.n_dispatches), (4, room.wire.head()));
        let whole = check(dir.path()).await.unwrap();
        assert_eq!((whole.manifest, whole.has_keys), (made.manifest.clone(), true));

        let restored = bring(dir.path(), fresh).await.unwrap();
        assert!(restored.report.is_clean(), "{:?}", restored.report);
        assert_eq!((restored.report.n_items, restored.report.n_images), (4, 1));
        let site = fresh.dir().join("sites/a.example.toml");
        assert_eq!(std::fs::read_to_string(site).unwrap(), "[[rule]]\nbody = \"p\"\n");
        drop(restored);
        let again = Newsroom::open(fresh, &[&agency], &[]).await;
        let (mut now, mut was) = (told_by(&again).await, told_by(&room).await);
        if now != was {
            // Pages tell ages by the minute, and one has gone by.
            (now, was) = (told_by(&again).await, told_by(&room).await);
        }
        let differing = |(now, was): (&Page, &Page)| (now != was).then(|| was.0.clone());
        let differing: Vec<_> = now.iter().zip(&was).filter_map(differing).collect();
        assert!(differing.is_empty() && now.len() == was.len(), "{differing:?}");
        let second = TempDir::new().unwrap();
        let copy = backup(fresh, second.path(), ALL).await;
        assert_eq!(tables(&copy.dir), tables(&made.dir));

        // The next poll goes on where the first wire was: one new line, and nothing a second time.
        agency.article("/snow", "Snow over Tolva", 5);
        let all = [
            told("/snow", "Snow"),
            told("/quay", "Report 1"),
            told("/rain", "Rain"),
            told("/sun", "Sun"),
        ];
        agency.feed(&all);
        let head = again.wire.head();
        again.poll().await;
        assert_eq!(again.wire.head(), head + 1);
        assert!(verify(&again.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn backup_beside_a_wire_at_work_is_one_moment_of_it() {
    on_each(async |base| {
        let (agency, room) = newsroom(base).await;
        let dir = TempDir::new().unwrap();
        let work = async {
            for n in 10..40 {
                let path = format!("/n{n}");
                agency.article(&path, &format!("News {n} of Tolva"), n);
                agency.feed(&[told(&path, &format!("News {n}"))]);
                room.poll().await;
            }
        };
        let copies = async {
            let mut all = Vec::new();
            for _ in 0..6 {
                all.push(backup(base, dir.path(), ALL).await);
            }
            all
        };
        let ((), all) = tokio::join!(work, copies);
        let heads: BTreeSet<i64> = all.iter().map(|made| made.manifest.n_dispatches).collect();
        assert!(heads.len() > 1 && room.wire.head() > *heads.last().unwrap(), "{heads:?}");
        for made in all {
            let fresh = Base::sqlite();
            let restored = bring(&made.dir, &fresh).await.unwrap();
            assert!(restored.report.is_clean(), "{:?}", restored.report);
            assert_eq!(restored.wire.head(), made.manifest.n_dispatches);
            drop(restored);
            let again = Newsroom::open(&fresh, &[&agency], &[]).await;
            again.poll().await;
            let n = again.count("SELECT COUNT(DISTINCT item) FROM dispatch").await;
            assert_eq!(n, again.count("SELECT COUNT(DISTINCT headline) FROM dispatch").await - 1);
        }
    })
    .await;
}

#[tokio::test]
async fn damaged_backup_is_refused_with_the_name_of_the_file() {
    let base = Base::sqlite();
    let (_agency, _room) = newsroom(&base).await;
    let dir = TempDir::new().unwrap();
    let made = backup(&base, dir.path(), ALL).await;
    let mut files: Vec<PathBuf> =
        made.manifest.files.iter().map(|it| made.dir.join(&it.path)).collect();
    files.push(made.dir.join("keys/account.jsonl"));
    files.push(made.dir.join("keys/setting.jsonl"));
    assert!(files.len() > 30);
    let fresh = Base::sqlite();
    for path in files {
        let whole = std::fs::read(&path).unwrap();
        let mut altered = whole.clone();
        match altered.len() {
            0 => altered.push(b'\n'),
            n => altered[n / 2] ^= 1,
        }
        for bad in [Some(altered), None] {
            match bad {
                Some(bytes) => std::fs::write(&path, bytes).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let name = path.file_name().unwrap().to_str().unwrap();
            for error in
                [check(dir.path()).await.unwrap_err(), bring(dir.path(), &fresh).await.unwrap_err()]
            {
                assert!(error.to_string().contains(name), "{name}: {error}");
            }
        }
        std::fs::write(&path, whole).unwrap();
    }
    assert_eq!(std::fs::read_dir(fresh.dir()).unwrap().count(), 0, "nothing was begun");
    bring(dir.path(), &fresh).await.unwrap();
}

#[tokio::test]
async fn backup_that_is_cut_short_is_none_and_the_next_is_whole() {
    let base = Base::sqlite();
    let (_agency, _room) = newsroom(&base).await;
    let dir = TempDir::new().unwrap();
    let data = base.dir().to_str().unwrap();
    let shell = |script: &str| {
        let script = format!("{script} \"$0\" backup {} --data {data}", dir.path().display());
        let mut command = std::process::Command::new("bash");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_mediawire")]).env_clear();
        said(&command.output().unwrap())
    };
    // The disk is full behind 1 KiB of a file: the program is told, or is no more.
    let (ok, _, error) = shell("trap '' XFSZ; ulimit -f 1;");
    assert!(!ok, "{error}");
    assert!(error.contains("there is no backup in") && error.contains("cannot"), "{error}");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "the lock");
    assert!(!shell("ulimit -f 1; exec").0);
    let left: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(left.iter().any(|path| path.extension().is_some_and(|it| it == "partial")), "{left:?}");
    assert!(newest(dir.path()).is_err());
    let (ok, out, error) = shell("");
    assert!(ok && out.contains("SECRET: "), "{error}");
    let left = std::fs::read_dir(dir.path()).unwrap().count();
    assert_eq!(left, 3, "the lock, the list of what was erased, and the backup");
    assert!(check(dir.path()).await.is_ok());

    // A restore that ends on the way leaves nothing that could be served.
    let fresh = TempDir::new().unwrap();
    let new = fresh.path().join("data");
    let script = format!(
        "ulimit -f 1; exec \"$0\" restore {} --data {}",
        dir.path().display(),
        new.display()
    );
    let mut command = std::process::Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_mediawire")]).env_clear();
    assert!(!command.output().unwrap().status.success());
    let new = new.to_str().unwrap();
    let (ok, _, error) = run(fresh.path(), &["verify", "--data", new]);
    assert!(!ok && error.contains("has not come to its end"), "{error}");
    let (ok, _, error) =
        run(fresh.path(), &["restore", dir.path().to_str().unwrap(), "--data", new]);
    assert!(!ok && error.contains("is not empty"), "{error}");
}

#[tokio::test]
async fn the_keys_lie_apart_and_those_of_another_wire_open_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let base = Base::sqlite();
    let (agency, _room) = newsroom(&base).await;
    let dir = TempDir::new().unwrap();
    let made = backup(&base, dir.path(), ALL).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&made.dir.join("keys")), 0o700);
    assert_eq!(mode(&made.dir.join("keys/setting.jsonl")), 0o600);
    let key = std::fs::read_to_string(made.dir.join("keys/setting.jsonl")).unwrap();
    let key = key.split('"').find(|part| part.len() == 64).unwrap().to_owned();
    for file in &made.manifest.files {
        let bytes = std::fs::read(made.dir.join(&file.path)).unwrap();
        assert!(!bytes.windows(64).any(|part| part == key.as_bytes()), "{}", file.path);
    }
    let without = backup(&base, dir.path(), Asked { with_keys: false, ..ALL }).await;
    assert!(!without.dir.join("keys").exists());
    let fresh = Base::sqlite();
    let error = bring(&without.dir, &fresh).await.unwrap_err().to_string();
    assert!(error.contains("--keys"), "{error}");

    let other = Base::sqlite();
    let strange = Newsroom::open(&other, &[&agency], &[agency.source("b")]).await;
    strange.poll().await;
    let elsewhere = TempDir::new().unwrap();
    let keys = backup(&other, elsewhere.path(), ALL).await.dir.join("keys");
    let config = fresh.config();
    let error = restore(&without.dir, (Some(&keys), None), fresh.dir(), &config).await.unwrap_err();
    assert!(error.to_string().contains("are another wire's"), "{error}");
    let fresh = Base::sqlite();
    let keys = made.dir.join("keys");
    let restored = restore(&without.dir, (Some(&keys), None), fresh.dir(), &config).await.unwrap();
    assert!(restored.report.is_clean());
}

#[tokio::test]
async fn what_lies_in_the_backup_before_is_shared_and_old_ones_go() {
    let base = Base::sqlite();
    let (agency, room) = newsroom(&base).await;
    let dir = TempDir::new().unwrap();
    let first = backup(&base, dir.path(), ALL).await;
    let second = backup(&base, dir.path(), ALL).await;
    assert_eq!((first.n_linked, second.n_linked), (0, 1));
    agency.article("/snow", "Snow over Tolva", 5);
    agency.feed(&[told("/snow", "Snow")]);
    room.poll().await;
    let third = backup(&base, dir.path(), Asked { n_kept: Some(2), ..ALL }).await;
    assert_eq!((third.n_linked, third.n_removed), (0, 1), "the file has grown");
    assert!(!first.dir.exists());
    for dir in [&second.dir, &third.dir] {
        check(dir).await.unwrap();
    }
    let (ok, out, _) =
        run(base.dir(), &["backup", "--check", dir.path().to_str().unwrap(), "--json"]);
    assert!(ok && out.contains(third.dir.to_str().unwrap()), "{out}");
    // A folder that holds something is left as it is.
    let data = base.dir().to_str().unwrap();
    let mut command =
        program(base.dir(), &["restore", dir.path().to_str().unwrap(), "--data", data]);
    let (ok, _, error) = said(&command.output().unwrap());
    assert!(!ok && error.contains("another mediawire is at work"), "{error}");
    drop(room);
    let (ok, _, error) = said(&command.output().unwrap());
    assert!(!ok && error.contains("is not empty") && error.contains("--data"), "{error}");
}

#[tokio::test]
async fn what_is_removed_while_a_backup_is_made_is_removed_where_it_is_restored() {
    on_each(async |base| {
        let (agency, room) = newsroom(base).await;
        let rights = Rights { retention_days: Some(30), ..Rights::to(Display::Full) };
        room.save(&Source { rights, ..agency.source("a") }).await;
        let mut tx = room.wire.db.write().await.unwrap();
        for sql in [
            "UPDATE capture SET at_ms = at_ms - $1",
            "UPDATE item SET received_ms = received_ms - $1",
            "UPDATE source_history SET at_ms = at_ms - $1",
        ] {
            tx.run(sql, &[(31 * DAY_MS).into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        // The archive was copied before it was done, the store asked behind that.
        let files = |dir: &Path| -> Vec<PathBuf> {
            std::fs::read_dir(dir.join("archive")).unwrap().map(|it| it.unwrap().path()).collect()
        };
        let file = files(base.dir()).remove(0);
        let was = std::fs::read(&file).unwrap();
        let gone = dump::gone(&mut room.wire.db.read().await.unwrap()).await.unwrap();
        assert!(removal::sweep(&room.wire).await.unwrap() > 2);
        let mut late = Vec::new();
        let mut tx = room.wire.db.read().await.unwrap();
        dump::write_late(&mut tx, &Name::parse("removed").unwrap(), &gone, &mut late)
            .await
            .unwrap();
        drop(tx);
        let late = String::from_utf8(late).unwrap();
        assert!(late.lines().skip(1).all(|line| line.ends_with(",0]")), "{late}");
        std::fs::write(&file, &was).unwrap();
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("UPDATE removed SET is_done = 0", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let dir = TempDir::new().unwrap();
        backup(base, dir.path(), ALL).await;
        let fresh = Base::sqlite();
        let restored = bring(dir.path(), &fresh).await.unwrap();
        assert!(restored.report.is_clean(), "{:?}", restored.report);
        assert!(!restored.report.removed.is_empty());
        let bytes = std::fs::read(files(fresh.dir()).remove(0)).unwrap();
        for record in Reader::new(&bytes[..], 1 << 20) {
            let record = record.unwrap();
            assert!(!String::from_utf8_lossy(record.block()).contains("In report 2 the"));
        }
    })
    .await;
}
