//! Every case that is refused, once more by the way that a poll takes: what the store holds of it, and what is shown.

use crate::engine::on_each;
use crate::hostile::cases::{Case, cases};
use crate::hostile::server::Hostile;
use crate::newsroom::Newsroom;
use crate::samples::source;
use mediawire::store::lists;
use mediawire::{Use, Wire};
use mediawire_core::model::source::Source;

/// Cases that end by a limit: those of a poll are its configuration's, and longer than a test waits.
const OF_LIMITS: [&str; 6] = [
    "timeout-header",
    "too-slow",
    "timeout-total",
    "too-large",
    "header-too-large",
    "redirect-limit",
];

fn refused() -> Vec<&'static Case> {
    // Pages end otherwise when they are taken for lists.
    let is_fit = |case: &&Case| {
        case.ends != "kept" && !OF_LIMITS.contains(&case.ends) && !case.id.starts_with("HTML")
    };
    cases().filter(is_fit).collect()
}

#[tokio::test]
async fn refused_answers_leave_a_reason_and_publish_nothing() {
    on_each(async |base| {
        let server = Hostile::start().await;
        let wire = Wire::open(base.dir(), &base.config(), vec![server.admit()], Use::Write).await;
        let room = Newsroom { wire: wire.unwrap() };
        let refused = refused();
        let slug = |n: usize| format!("case-{n}");
        for (n, case) in refused.iter().enumerate() {
            let list = Some(server.url(case.id));
            room.save(&Source { list, ..source(&slug(n)) }).await;
        }
        room.poll().await;

        assert_eq!(room.wire.head(), 0, "I5: nothing is published");
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 0);
        assert_eq!(room.count("SELECT COUNT(*) FROM fetch_log WHERE code = ''").await, 0, "I7");
        let mut tx = room.wire.db.read().await.unwrap();
        let states = "SELECT url, code FROM fetch_log";
        let rows = tx.rows(states, &[]).await.unwrap();
        let logged: Vec<(String, String)> =
            rows.into_iter().map(|mut row| (row.text(), row.text())).collect();
        for (n, case) in refused.iter().enumerate() {
            let url = server.url(case.id);
            assert!(logged.contains(&(url, case.ends.to_owned())), "I7: {}: {logged:?}", case.id);
            let slug = mediawire_core::model::id::Slug::parse(&slug(n)).unwrap();
            let state = lists::state(&mut tx, &slug).await.unwrap();
            assert!(state.n_failures == 1 && !state.trouble.is_empty(), "{}", case.id);
            assert!(!state.trouble.contains(crate::hostile::trial::SECRET), "{}", case.id);
        }
        drop(tx);
        let report = mediawire::verify::verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "I6: {report:?}");
    })
    .await;
}
