//! The house style at work: rules decide where the house lets them, and never over a person.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use mediawire::config::Config;
use mediawire::pipeline::decide;
use mediawire::pipeline::headline::{Confirmed, Restyle, restyle};
use mediawire::store::decisions;
use mediawire_core::desk::Restyling;
use mediawire_core::desk::guard::Equivalence;
use mediawire_core::model::decision::DecisionKind;

#[tokio::test]
async fn rules_restyle_where_the_house_lets_them_and_a_person_has_the_last_word() {
    on_each(async |base| {
        for (restyle, expected) in [
            (Restyling::Off, "U.S. Rejects Tolva's Offer"),
            (Restyling::Suggest, "U.S. Rejects Tolva's Offer"),
            (Restyling::Auto, "US rejects Tolva’s offer"),
        ] {
            if restyle != Restyling::Auto && base.is_postgres() {
                continue;
            }
            let config = base.config();
            let house = mediawire::config::HouseConfig { restyle, ..config.house.clone() };
            let config = Config { house, ..config };
            let agency = Agency::start().await;
            let text = format!("The offer of Tolva was an offer. {}", paragraphs(1).concat());
            let piece = |title: &str| Told { text: text.clone(), ..told("/us", title) };
            agency.feed(&[piece("U.S. Rejects Tolva's Offer")]);
            let dir = crate::engine::Base::sqlite();
            let base = if base.is_postgres() { base } else { &dir };
            let room = Newsroom::configured(
                base,
                &config,
                vec![agency.origin.admit()],
                &[agency.source("a")],
            )
            .await;
            room.poll().await;
            let line = room.line("/us").await;
            assert_eq!(line.dispatch.headline, expected, "{restyle:?}");
            assert_eq!(line.meta.headline, "U.S. Rejects Tolva's Offer", "the source's own stays");
            if restyle != Restyling::Auto {
                continue;
            }
            let mut tx = room.wire.db.read().await.unwrap();
            let all = decisions::of(&mut tx, line.item.id).await.unwrap();
            drop(tx);
            assert_eq!((all.len(), all[0].by.as_str()), (1, "rule:wire"), "{all:?}");
            assert!(all[0].why.contains("wire 1/"), "{}", all[0].why);

            // Another headline of the source is restyled too, and not once a person has given one.
            agency.feed(&[piece("U.S. Takes Tolva's Offer")]);
            room.poll().await;
            assert_eq!(room.line("/us").await.dispatch.headline, "US takes Tolva’s offer");
            let given = DecisionKind::Headline(Some("US and Tolva agree".to_owned()));
            decide(&room.wire, line.item.id, &given, "ada", "shorter").await.unwrap();
            agency.feed(&[piece("U.S. Takes Tolva's Offer at Last")]);
            room.poll().await;
            assert_eq!(room.line("/us").await.dispatch.headline, "US and Tolva agree");
        }
    })
    .await;
}

#[tokio::test]
async fn who_speaks_in_the_article_may_be_moved_in_its_headline() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let piece = |path: &str, speaker: &str| {
            let text =
                format!("<p>“The boats wait,” said {speaker}.</p>{}", paragraphs(1).concat());
            Told { text, ..told(path, "Jane Hill: Boats wait for the storm") }
        };
        agency.feed(&[piece("/hers", "minister Jane Hill"), piece("/his", "Okko Tarvo")]);
        let sources = [agency.source("a")];
        let admit = vec![agency.origin.admit()];
        let room = Newsroom::configured(base, &base.config(), admit, &sources).await;
        room.poll().await;
        for (path, expected) in [("/hers", Some(Equivalence::Attribution)), ("/his", None)] {
            let item = room.line(path).await.item.id;
            let typed = "Boats wait for the storm: Jane Hill";
            let asked =
                restyle(&room.wire, item, typed, ("ada", "", None), Confirmed::No).await.unwrap();
            let Restyle::Asks { changes, .. } = asked else { panic!("{path} was given at once") };
            let told: Vec<_> = changes.iter().map(|change| change.equivalence).collect();
            assert_eq!(told, [expected], "{path}: {changes:?}");
        }
    })
    .await;
}
