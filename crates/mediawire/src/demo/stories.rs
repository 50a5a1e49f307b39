//! The table of all stories: one line a file under `agencies/`.

use crate::demo::Agency;
use crate::demo::story::Story;

/// The stories of an agency, numbered in the order of the table.
pub(super) fn of(agency: &Agency) -> impl Iterator<Item = Story> {
    let table: &[(&str, &str)] = match agency.slug {
        "tolva" => &TOLVA,
        "meridian" => &MERIDIAN,
        _ => &SAFIR,
    };
    table.iter().zip(1..).map(|((slug, file), number)| Story::read(number, slug, file))
}

const TOLVA: [(&str, &str); 10] = [
    ("strait-accord-signed", include_str!("agencies/tolva/01-strait-accord-signed.html")),
    ("narvan-earthquake", include_str!("agencies/tolva/02-narvan-earthquake.html")),
    ("budget-passes", include_str!("agencies/tolva/03-budget-passes.html")),
    ("sand-battery", include_str!("agencies/tolva/04-sand-battery.html")),
    ("glacier-survey", include_str!("agencies/tolva/05-glacier-survey.html")),
    ("measles-clinics", include_str!("agencies/tolva/06-measles-clinics.html")),
    ("rate-held", include_str!("agencies/tolva/07-rate-held.html")),
    ("relay-opener", include_str!("agencies/tolva/08-relay-opener.html")),
    ("harbour-library", include_str!("agencies/tolva/09-harbour-library.html")),
    ("peat-bogs", include_str!("agencies/tolva/10-peat-bogs.html")),
];

const MERIDIAN: [(&str, &str); 10] = [
    ("strait-accord", include_str!("agencies/meridian/01-strait-accord.html")),
    ("tram-vote", include_str!("agencies/meridian/02-tram-vote.html")),
    ("not-a-border", include_str!("agencies/meridian/03-not-a-border.html")),
    ("let-the-trams-be-slow", include_str!("agencies/meridian/04-let-the-trams-be-slow.html")),
    ("orchestra-returns", include_str!("agencies/meridian/05-orchestra-returns.html")),
    ("bridge-race", include_str!("agencies/meridian/06-bridge-race.html")),
    ("hospital-outage", include_str!("agencies/meridian/07-hospital-outage.html")),
    ("price-of-bread", include_str!("agencies/meridian/08-price-of-bread.html")),
    ("open-the-registers", include_str!("agencies/meridian/09-open-the-registers.html")),
    // Copy of Tolva News, word for word, under a headline of the Courier's own.
    ("sand-battery", include_str!("agencies/meridian/10-sand-battery.html")),
];

const SAFIR: [(&str, &str); 9] = [
    ("earthquake-firuz", include_str!("agencies/safir/01-earthquake-firuz.html")),
    ("zelzele-firuz", include_str!("agencies/safir/02-zelzele-firuz.html")),
    ("daryache-kabutar", include_str!("agencies/safir/03-daryache-kabutar.html")),
    ("saffron-harvest", include_str!("agencies/safir/04-saffron-harvest.html")),
    ("tavafoq-tange", include_str!("agencies/safir/05-tavafoq-tange.html")),
    ("dry-mountain-telescope", include_str!("agencies/safir/06-dry-mountain-telescope.html")),
    ("wrestling-final", include_str!("agencies/safir/07-wrestling-final.html")),
    ("yaddasht-ketabkhane", include_str!("agencies/safir/08-yaddasht-ketabkhane.html")),
    ("village-doctors", include_str!("agencies/safir/09-village-doctors.html")),
];
