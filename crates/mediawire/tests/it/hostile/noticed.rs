//! What is noticed of a source that is no failure: it stands in the source's health, and changes nothing else.

use crate::engine::on_each;
use crate::hostile::cases::answer;
use crate::hostile::secure::{Authority, Script, Secure, Talk};
use crate::newsroom::{Agency, Newsroom, told};
use mediawire::store::doubts::{self, Doubt};
use mediawire::{Use, Wire};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use rustls::version::TLS13;
use std::sync::Arc;

async fn doubts_of(room: &Newsroom) -> Vec<Doubt> {
    let mut tx = room.wire.db.read().await.unwrap();
    doubts::of(&mut tx, &Slug::of("a")).await.unwrap()
}

async fn codes(room: &Newsroom) -> Vec<String> {
    doubts_of(room).await.into_iter().map(|doubt| doubt.code).collect()
}

#[tokio::test]
async fn list_that_shrinks_to_nothing_keeps_what_it_announced_and_is_noticed() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        for (told, n_noticed) in [
            (&[told("/rain", "Rain over Tolva")][..], None),
            (&[], Some(1)),
            (&[], Some(1)),
            (&[told("/rain", "Rain over Tolva")], None),
        ] {
            agency.feed(told);
            room.poll().await;
            let doubts = doubts_of(&room).await;
            assert_eq!(doubts.first().map(|doubt| doubt.n), n_noticed, "{doubts:?}");
            assert!(doubts.iter().all(|doubt| doubt.code == "empty-list"), "{doubts:?}");
            assert_eq!(room.lines().await.len(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_doubtful_in_a_list_and_its_pages_is_noticed() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.put("/robots.txt", 200, "<!DOCTYPE html><title>Not found</title>");
        agency.feed(&[told("/rain", "Rain over CafÃ©")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let doubts = doubts_of(&room).await;
        let of = |code: &str| doubts.iter().find(|doubt| doubt.code == code).unwrap();
        assert!(of("list").words.contains("coded twice"), "{doubts:?}");
        // The list, and the page.
        assert_eq!((of("robots").n, doubts.len()), (2, 2), "{doubts:?}");
    })
    .await;
}

#[tokio::test]
async fn list_of_a_house_s_own_authority_is_read_and_its_way_out_of_encryption_noticed() {
    on_each(async |base| {
        let (agency, authority) = (Agency::start().await, Authority::new("A house"));
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let to = agency.origin.url("/feed");
        let script: Script =
            Arc::new(move |_| answer("302 Found", &format!("Location: {to}\r\n"), b""));
        let server = Secure::start(authority.sign(|_| {}), &[&TLS13], Talk::Http1, script).await;
        let file = base.dir().join("authority.pem");
        std::fs::write(&file, &authority.pem).unwrap();
        let mut config = base.config();
        config.retrieve.ca_file = Some(file);
        let admit = || vec![agency.origin.admit(), server.admit()];
        let wire = Wire::open(base.dir(), &config, admit(), Use::Write).await.unwrap();
        let room = Newsroom { wire };
        let list = Some(server.url("/feed"));
        room.save(&Source { list, ..agency.source("a") }).await;
        room.poll().await;
        assert_eq!(codes(&room).await, ["downgrade"]);
        assert_eq!(room.lines().await.len(), 1);
        drop(room);

        // A file that holds no certificate is not passed over.
        std::fs::write(config.retrieve.ca_file.as_ref().unwrap(), "none").unwrap();
        let error = Wire::open(base.dir(), &config, admit(), Use::Write).await.unwrap_err();
        assert!(error.to_string().contains("there is none"), "{error}");
    })
    .await;
}
