//! CAP-07: a disk that is full. It is a file system of a few megabytes, which only the test sees.

use crate::hostile::namespace::inside_of;
use crate::newsroom::{Agency, told};
use crate::samples::source;
use mediawire::config::Config;
use mediawire::job::Job;
use mediawire::store::sources;
use mediawire::verify::verify;
use mediawire::work;
use mediawire::{Use, Wire};
use mediawire_core::codec::digest::Digest;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const PAGES: usize = 60;
/// Letters of a page that nothing makes smaller.
const LETTERS: usize = 200 << 10;

/// A page with a text of letters that come by chance.
fn page(n: usize) -> String {
    let digest = |at: usize| Digest::of(format!("{n} {at}").as_bytes()).to_hex();
    let text: String = (0..LETTERS / 64).map(|at| format!("{}. ", digest(at))).collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Headline {n}</title></head><body><article>\
         <h1>Headline {n}</h1><p>The council of Tolva said so on Monday.</p><script>{text}</script>{}</article></body></html>",
        crate::newsroom::paragraphs(n).iter().map(|it| format!("<p>{it}</p>")).collect::<String>()
    )
}

/// Whether a job has failed and waits for another try, in the store or, where that is full too, for the store.
async fn has_failed(wire: &Arc<Wire>) -> bool {
    if !wire.stuck.is_empty() {
        return true;
    }
    let mut tx = wire.db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM job WHERE n_tries > 0";
    tx.row(sql, &[]).await.unwrap().int() > 0
}

/// Whether the store cannot be written: no job can be claimed then, and none fails.
async fn is_full(wire: &Arc<Wire>) -> bool {
    let write = async {
        let mut tx = wire.db.write().await?;
        tx.run("UPDATE job SET place = place WHERE kind = 'poll'", &[]).await?;
        tx.commit().await
    };
    write.await.is_err()
}

/// Waits until it is so; a minute is the most.
async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("it comes to be so");
}

/// Makes every job due that waits for another try.
async fn hurry(wire: &Arc<Wire>) {
    let mut tx = wire.db.write().await.unwrap();
    tx.run("UPDATE job SET run_at = 0 WHERE run_at > 0", &[]).await.unwrap();
    tx.commit().await.unwrap();
    wire.wake();
}

#[test]
fn full_disk_costs_nothing_but_time() {
    let set_up = "mount -t tmpfs -o size=4m tmpfs \"$DIR\"";
    inside_of("hostile::disk::full_disk_costs_nothing_but_time", set_up, async {
        let dir = std::env::var("DIR").unwrap();
        let dir = Path::new(&dir);
        let agency = Agency::start().await;
        let paths: Vec<String> = (0..PAGES).map(|n| format!("/{n}")).collect();
        for (n, path) in paths.iter().enumerate() {
            agency.put(path, 200, &page(n));
        }
        let all: Vec<_> = paths.iter().map(|path| told(path, path)).collect();
        agency.feed(&all);
        let config = Config::load(None, std::iter::empty()).unwrap();
        let data = dir.join("data");
        let wire =
            Wire::open(&data, &config, vec![agency.origin.admit()], Use::Write).await.unwrap();
        let mut tx = wire.db.write().await.unwrap();
        let source_ = agency.source("a");
        sources::save(&mut tx, &source_, "test", 1).await.unwrap();
        Job::Poll(source("a").slug).add(&mut tx, wire.now()).await.unwrap();
        tx.commit().await.unwrap();

        let stop = CancellationToken::new();
        let working = tokio::spawn(work::run(wire.clone(), stop.clone()));
        until(async || has_failed(&wire).await || is_full(&wire).await).await;
        // What there is can be read, and the process goes on.
        let n_before = wire.head();
        assert!(!working.is_finished());
        assert!(n_before < i64::try_from(PAGES).unwrap());

        let grown = Command::new("mount").args(["-o", "remount,size=64m"]).arg(dir).status();
        assert!(grown.unwrap().success());
        let n_pages = i64::try_from(PAGES).unwrap();
        until(async || {
            hurry(&wire).await;
            wire.head() == n_pages
        })
        .await;
        stop.cancel();
        working.await.unwrap();
        let report = verify(&wire, &[]).await.unwrap();
        assert!(report.is_clean(), "no half capture is left: {report:?}");
    });
}
