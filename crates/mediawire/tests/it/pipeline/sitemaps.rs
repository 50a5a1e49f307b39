//! Sources whose list is a sitemap, or an index of sitemaps.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom};
use crate::samples::source;
use flate2::Compression;
use flate2::write::GzEncoder;
use mediawire::pipeline::list;
use mediawire::retrieve::Admit;
use mediawire::store::lists::{self, ListState};
use mediawire::{Use, Wire};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{EntryId, Slug};
use mediawire_core::model::source::Source;
use std::fmt::Write as _;
use std::io::Write as _;

/// An index of the lists at these addresses, each with its change; empty for none.
fn index(lists: &[(String, &str)]) -> String {
    let mut rows = String::new();
    for (url, changed) in lists {
        write!(rows, "<sitemap><loc>{url}</loc>").unwrap();
        if !changed.is_empty() {
            write!(rows, "<lastmod>{changed}</lastmod>").unwrap();
        }
        rows.push_str("</sitemap>");
    }
    format!("<sitemapindex>{rows}</sitemapindex>")
}

/// A sitemap without titles of the pages at these addresses, each with its change.
fn sitemap(pages: &[(String, &str)]) -> String {
    let row =
        |(url, at): &(String, &str)| format!("<url><loc>{url}</loc><lastmod>{at}</lastmod></url>");
    format!("<urlset>{}</urlset>", pages.iter().map(row).collect::<String>())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// The source whose list is the agency's `/sitemap.xml`.
fn of_sitemap(agency: &Agency) -> Source {
    let (home, list) = (agency.origin.url("/"), agency.origin.url("/sitemap.xml"));
    Source { home, list: Some(list), ..source("a") }
}

async fn log(room: &Newsroom) -> Vec<(String, String)> {
    let mut tx = room.wire.db.read().await.unwrap();
    let rows = tx.rows("SELECT url, code FROM fetch_log ORDER BY at_ms, url", &[]).await.unwrap();
    rows.into_iter().map(|mut row| (row.text(), row.text())).collect()
}

async fn state(room: &Newsroom) -> ListState {
    let mut tx = room.wire.db.read().await.unwrap();
    lists::state(&mut tx, &Slug::of("a")).await.unwrap()
}

/// The headlines on the wire, in the order of their letters: pages come as they come.
async fn headlines(room: &Newsroom) -> Vec<String> {
    let lines = room.lines().await.into_iter();
    let mut headlines: Vec<String> = lines.map(|line| line.dispatch.headline).collect();
    headlines.sort();
    headlines
}

#[tokio::test]
async fn index_of_sitemaps_leads_to_articles() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let url = |path: &str| agency.origin.url(path);
        for (n, path) in ["/rain", "/wind", "/fog"].into_iter().enumerate() {
            agency.article(path, &format!("Report of {path}"), n);
        }
        let news = |path: &str| {
            format!(
                "<urlset xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url>\
                 <loc>{}</loc><news:news><news:publication_date>2026-11-23T10:00:00Z\
                 </news:publication_date><news:title>Weather</news:title></news:news></url></urlset>",
                url(path)
            )
        };
        let packed = gzip(&sitemap(&[(url("/wind"), "2026-11-22")]));
        agency.put_bytes("/old.xml.gz", 200, &packed);
        agency.put("/news.xml", 200, &news("/rain"));
        let lists = |news: &'static str| {
            index(&[
                (url("/old.xml.gz"), "2026-11-22T12:00:00Z"),
                (url("/gone.xml"), "2026-11-01"),
                ("http://b.test/other.xml".to_owned(), "2026-11-24"),
                (url("/news.xml"), news),
            ])
        };
        agency.put("/sitemap.xml", 200, &lists("2026-11-23T10:00:00Z"));
        let room = Newsroom::open(base, &[&agency], &[of_sitemap(&agency)]).await;
        room.poll().await;

        // The headlines are the pages' own.
        assert_eq!(headlines(&room).await, ["Report of /rain", "Report of /wind"]);
        let found = state(&room).await;
        assert_eq!((found.n_failures, found.trouble.as_str()), (0, ""));
        assert_eq!((found.format.as_str(), found.etag.as_str()), ("sitemap", ""));
        let logged = log(&room).await;
        assert_eq!(logged, [(url("/gone.xml"), "not-found".to_owned())]);

        // Index, two sitemaps and two pages; the packed one as it was received.
        assert_eq!(room.count("SELECT COUNT(*) FROM capture").await, 5);
        let mut tx = room.wire.db.read().await.unwrap();
        let rows = tx.rows("SELECT url, payload FROM capture", &[]).await.unwrap();
        let kept: Vec<(String, Vec<u8>)> =
            rows.into_iter().map(|mut row| (row.text(), row.bytes())).collect();
        assert!(kept.contains(&(url("/old.xml.gz"), Digest::of(&packed).as_bytes().to_vec())));
        drop(tx);

        // What has not changed is not asked again; what failed is.
        room.poll().await;
        let n_asked =
            ["/sitemap.xml", "/news.xml", "/old.xml.gz", "/gone.xml", "/rain"].map(|path| agency.n_asked(path));
        assert_eq!(n_asked, [2, 1, 1, 2, 1]);

        agency.put("/news.xml", 200, &news("/fog"));
        agency.put("/sitemap.xml", 200, &lists("2026-11-23T11:00:00Z"));
        room.poll().await;
        assert_eq!((agency.n_asked("/news.xml"), agency.n_asked("/old.xml.gz")), (2, 1));
        let expected = ["Report of /fog", "Report of /rain", "Report of /wind"];
        assert_eq!(headlines(&room).await, expected);
    })
    .await;
}

#[tokio::test]
async fn pages_of_all_sitemaps_of_a_poll_are_asked_for_oldest_first() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let url = |path: &str| agency.origin.url(path);
        let lists = [(url("/1.xml"), "2026-11-24"), (url("/2.xml"), "2026-11-23")];
        agency.put("/sitemap.xml", 200, &index(&lists));
        let first = [(url("/d"), "2026-11-24T09:00:00Z"), (url("/b"), "2026-11-22T09:00:00Z")];
        agency.put("/1.xml", 200, &sitemap(&first));
        let second = [(url("/a"), "2026-11-21T09:00:00Z"), (url("/c"), "2026-11-23T09:00:00Z")];
        agency.put("/2.xml", 200, &sitemap(&second));
        let room = Newsroom::open(base, &[&agency], &[of_sitemap(&agency)]).await;
        let first = ListState::default();
        let polled = list::poll(&room.wire, &of_sitemap(&agency), first).await.unwrap();
        let mut tx = room.wire.db.write().await.unwrap();
        list::save_polled(&room.wire, &mut tx, &[&polled]).await.unwrap();
        let sql = "SELECT key FROM job WHERE kind = 'fetch' ORDER BY run_at, place";
        let keys = tx.rows(sql, &[]).await.unwrap().into_iter().map(|mut row| row.text());
        let entries: Vec<String> =
            keys.map(|key| key.split(' ').next().unwrap().to_owned()).collect();
        let expected = ["/a", "/b", "/c", "/d"]
            .map(|path| EntryId::new(&Slug::of("a"), &url(path)).to_string());
        assert_eq!(entries, expected);
    })
    .await;
}

#[tokio::test]
async fn indexes_in_a_circle_or_without_end_are_left() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let list = |path: &str| (agency.origin.url(path), "");
        agency.put("/sitemap.xml", 200, &index(&[list("/sitemap.xml"), list("/2.xml")]));
        agency.put("/2.xml", 200, &index(&[list("/sitemap.xml"), list("/2.xml"), list("/3.xml")]));
        agency.put("/3.xml", 200, &index(&[list("/2.xml"), list("/4.xml"), list("/4.xml")]));
        agency.put("/4.xml", 200, &sitemap(&[(agency.origin.url("/deep"), "2026-11-22")]));
        let room = Newsroom::open(base, &[&agency], &[of_sitemap(&agency)]).await;
        for n_polls in 1..=2 {
            room.poll().await;
            let asked = ["/sitemap.xml", "/2.xml", "/3.xml", "/4.xml"];
            assert_eq!(asked.map(|path| agency.n_asked(path)), [n_polls, n_polls, n_polls, 0]);
        }
        assert_eq!(state(&room).await.n_failures, 0);
    })
    .await;
}

#[tokio::test]
async fn of_many_sitemaps_a_few_are_asked_at_a_poll_and_each_in_its_turn() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let path = |n: usize| format!("/{n}.xml");
        let url = |n: usize| agency.origin.url(&path(n));
        for n in 0..12 {
            agency.put(&path(n), 200, &sitemap(&[]));
        }
        let n_asked = || (0..12).map(|n| agency.n_asked(&path(n))).collect::<Vec<_>>();
        let room = Newsroom::open(base, &[&agency], &[of_sitemap(&agency)]).await;

        // Nothing is said of their changes: round and round.
        agency.put("/sitemap.xml", 200, &index(&(0..12).map(|n| (url(n), "")).collect::<Vec<_>>()));
        room.poll().await;
        assert_eq!(n_asked(), [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
        room.poll().await;
        assert_eq!(n_asked().iter().sum::<usize>(), 16);
        assert!(n_asked().iter().all(|n| *n >= 1), "{:?}", n_asked());

        // The same six are said to be the newest at each poll: the others have their turn all the same.
        let before = n_asked();
        for hour in 10..14 {
            let changed =
                [format!("2026-11-23T{hour}:30:00Z"), format!("2026-11-23T{hour}:00:00Z")];
            let lists: Vec<_> = (0..12).map(|n| (url(n), &*changed[usize::from(n >= 6)])).collect();
            agency.put("/sitemap.xml", 200, &index(&lists));
            room.poll().await;
        }
        let more: Vec<usize> = n_asked().iter().zip(before).map(|(now, then)| now - then).collect();
        assert!(more[..6].iter().all(|n| *n == 4), "{more:?}");
        assert!(more[6..].iter().all(|n| (1..=2).contains(n)), "{more:?}");
    })
    .await;
}

#[tokio::test]
async fn sitemaps_of_another_site_are_kept_and_not_read() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (port, address) = (agency.origin.port, agency.origin.admit().address);
        let away = format!("http://b.test:{port}/away.xml");
        agency.put("/moved.xml", 302, &away);
        agency.put(
            "/away.xml",
            200,
            &sitemap(&[(format!("http://b.test:{port}/x"), "2026-11-22")]),
        );
        agency.put("/sitemap.xml", 200, &index(&[(agency.origin.url("/moved.xml"), "")]));
        let admit = vec![agency.origin.admit(), Admit { host: "b.test".to_owned(), port, address }];
        let wire = Wire::open(base.dir(), &base.config(), admit, Use::Write).await.unwrap();
        let room = Newsroom { wire };
        room.save(&of_sitemap(&agency)).await;
        room.poll().await;
        assert_eq!((agency.n_asked("/away.xml"), agency.n_asked("/x")), (1, 0));
        assert_eq!(room.count("SELECT COUNT(*) FROM capture").await, 2);
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 0);
        let logged = log(&room).await;
        assert_eq!(logged, [(agency.origin.url("/moved.xml"), "other-site".to_owned())]);
        // None of what the index names could be read, so the source has a trouble.
        let found = state(&room).await;
        assert_eq!(found.n_failures, 1);
        let words =
            "of the lists that the list names, 1 were asked, and none read: cannot read the list";
        assert!(found.trouble.starts_with(words), "{}", found.trouble);
    })
    .await;
}
