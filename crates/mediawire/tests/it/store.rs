//! The store: the same claims on both engines.

mod bodies;
mod facts;
mod imports;
mod jobs;
mod lists;
mod wire;

use crate::engine::{count, on_each};
use mediawire::error::Kind;
use mediawire::store::db::{Arg, Db};
use mediawire::store::migrate::{N_STEPS, known_setting, migrate, setting};

fn n_steps() -> i64 {
    i64::try_from(N_STEPS).unwrap()
}

#[tokio::test]
async fn migrating_again_changes_nothing() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(setting(&mut tx, "a", "1").await.unwrap(), "1");
        assert_eq!(setting(&mut tx, "a", "2").await.unwrap(), "1");
        assert_eq!(known_setting(&mut tx, "b").await.unwrap_err().kind, Kind::NotFound);
        tx.commit().await.unwrap();
        migrate(&db).await.unwrap();
        let again = base.db().await;
        let mut tx = again.read().await.unwrap();
        assert_eq!(known_setting(&mut tx, "a").await.unwrap(), "1");
        drop(tx);
        assert_eq!(count(&again, "SELECT COUNT(*) FROM schema_step").await, n_steps());
    })
    .await;
}

#[tokio::test]
async fn two_that_migrate_at_once_do_it_once() {
    on_each(async |base| {
        let (a, b) = (base.open().await, base.open().await);
        let (first, second) = tokio::join!(migrate(&a), migrate(&b));
        first.unwrap();
        second.unwrap();
        assert_eq!(count(&a, "SELECT COUNT(*) FROM schema_step").await, n_steps());
    })
    .await;
}

#[tokio::test]
async fn newer_schema_is_refused_and_left_alone() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        tx.run("INSERT INTO schema_step (n) VALUES (1000)", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let error = migrate(&db).await.unwrap_err();
        assert_eq!(error.kind, Kind::Conflict);
        let words = error.to_string();
        assert!(words.contains("1000") && words.contains("newer mediawire"), "{words}");
        assert_eq!(count(&db, "SELECT COUNT(*) FROM schema_step").await, n_steps() + 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_committed_never_was() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        setting(&mut tx, "a", "1").await.unwrap();
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert_eq!(setting(&mut tx, "a", "2").await.unwrap(), "2");
        tx.commit().await.unwrap();

        // A reader sees one moment of the database throughout.
        let mut reader = db.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM setting";
        assert_eq!(reader.row(sql, &[]).await.unwrap().int(), 1);
        let mut tx = db.write().await.unwrap();
        setting(&mut tx, "b", "3").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(reader.row(sql, &[]).await.unwrap().int(), 1);
        drop(reader);
        assert_eq!(count(&db, sql).await, 2);
    })
    .await;
}

#[tokio::test]
async fn values_come_back_as_they_went_in_but_for_nul() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.read().await.unwrap();
        let text = "a\0b 'x' \u{10ffff} $1 /*pg:";
        let args = [Arg::Int(i64::MIN), Arg::Text(text)];
        let sql = "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT)";
        let mut row = tx.row(sql, &args).await.unwrap();
        assert_eq!(row.int(), i64::MIN);
        assert_eq!(row.text(), text.replace('\0', "\u{fffd}"));
    })
    .await;
}

#[tokio::test]
async fn duplicate_is_a_conflict_and_reading_only_does_not_write() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let sql = "INSERT INTO schema_step (n) VALUES (1)";
        assert_eq!(tx.run(sql, &[]).await.unwrap_err().kind, Kind::Conflict);
        drop(tx);
        if base.is_postgres() {
            let mut tx = db.read().await.unwrap();
            assert!(tx.run("INSERT INTO schema_step (n) VALUES (999)", &[]).await.is_err());
        } else {
            let reader = Db::sqlite(&base.dir().join("wire.db"), true).await.unwrap();
            assert_eq!(reader.write().await.unwrap_err().kind, Kind::Conflict);
            let mut tx = reader.read().await.unwrap();
            assert!(tx.run("INSERT INTO schema_step (n) VALUES (999)", &[]).await.is_err());
        }
        assert_eq!(count(&db, "SELECT COUNT(*) FROM schema_step").await, n_steps());
    })
    .await;
}

#[tokio::test]
async fn database_out_of_reach_is_said_without_its_password() {
    let error = Db::postgres("postgres://u:hush@%2Fnowhere/x").await.unwrap_err();
    let words = error.to_string();
    assert_eq!(error.kind, Kind::Transient, "{words}");
    assert!(words.starts_with("cannot connect to PostgreSQL at ") && !words.contains("hush"));
    let error = Db::postgres("postgres://u:hush@[x/").await.unwrap_err();
    assert!(error.kind == Kind::Malformed && !error.to_string().contains("hush"), "{error}");
}
