//! The table of all stories: one line a file under `agencies/`, a later version behind its first.

use crate::demo::story::{Change, Due, Story};
use crate::demo::{AGENCIES, Agency, Pieces};
use std::collections::BTreeSet;

/// The stories of an agency, numbered in the order of the table; a later version has a number of its own first.
pub(super) fn of(agency: &Agency) -> Vec<Story> {
    let table: &[(&str, &str)] = match agency.slug {
        "tolva" => &TOLVA,
        "meridian" => &MERIDIAN,
        "tolva-mfa" => &TOLVA_MFA,
        "averinform" => &AVERINFORM,
        "qamar" => &QAMAR,
        "tageblatt" => &TAGEBLATT,
        "mingjiang" => &MINGJIANG,
        _ => &SAFIR,
    };
    let mut number = 0;
    let read = table.iter().map(|(slug, file)| {
        let story = Story::read(number + 1, slug, file);
        number += usize::from(!matches!(story.due, Due::Revision(_)));
        story
    });
    read.collect()
}

/// How many stories there are, and what becomes of them after the start.
pub(super) fn count() -> Pieces {
    let mut pieces = Pieces::default();
    let mut bodies = BTreeSet::new();
    for agency in &AGENCIES {
        let all = of(agency);
        for story in &all {
            let Due::Revision(revision) = &story.due else {
                pieces.n_stories += 1;
                pieces.n_copies += usize::from(!bodies.insert(words(&story.html())));
                continue;
            };
            let first = all.iter().find(|first| first.slug == revision.of);
            let is_seen = match first.map(|first| &first.due) {
                Some(Due::Before(minutes)) => revision.after > *minutes,
                Some(Due::After(_) | Due::Revision(_)) | None => true,
            };
            match revision.change {
                Change::Correction if is_seen => pieces.n_corrections += 1,
                Change::Withdrawal if is_seen => pieces.n_withdrawals += 1,
                Change::Correction | Change::Withdrawal | Change::Silent => {}
            }
        }
    }
    pieces
}

/// A body's words without its tags.
fn words(html: &str) -> String {
    let texts = html.split('<').filter_map(|part| part.split_once('>')).map(|it| it.1.trim());
    texts.collect()
}

const TOLVA: [(&str, &str); 15] = [
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
    ("strait-ship-dispute", include_str!("agencies/tolva/11-strait-ship-dispute.html")),
    ("statement-digests", include_str!("agencies/tolva/12-statement-digests.html")),
    ("cod-auction", include_str!("agencies/tolva/13-cod-auction.html")),
    ("lien-ferry-draft", include_str!("agencies/tolva/14-lien-ferry-draft.html")),
    ("lien-ferry-draft.v2", include_str!("agencies/tolva/14-lien-ferry-draft.v2.html")),
];

const MERIDIAN: [(&str, &str); 14] = [
    ("strait-accord", include_str!("agencies/meridian/01-strait-accord.html")),
    ("tram-vote", include_str!("agencies/meridian/02-tram-vote.html")),
    ("not-a-border", include_str!("agencies/meridian/03-not-a-border.html")),
    ("let-the-trams-be-slow", include_str!("agencies/meridian/04-let-the-trams-be-slow.html")),
    ("orchestra-returns", include_str!("agencies/meridian/05-orchestra-returns.html")),
    ("bridge-race", include_str!("agencies/meridian/06-bridge-race.html")),
    ("hospital-outage", include_str!("agencies/meridian/07-hospital-outage.html")),
    ("price-of-bread", include_str!("agencies/meridian/08-price-of-bread.html")),
    ("open-the-registers", include_str!("agencies/meridian/09-open-the-registers.html")),
    ("sand-battery", include_str!("agencies/meridian/10-sand-battery.html")),
    ("a-log-and-a-radar", include_str!("agencies/meridian/11-a-log-and-a-radar.html")),
    ("exchange-street", include_str!("agencies/meridian/12-exchange-street.html")),
    ("cannery-reopens", include_str!("agencies/meridian/13-cannery-reopens.html")),
    ("cannery-reopens.v2", include_str!("agencies/meridian/13-cannery-reopens.v2.html")),
];

const SAFIR: [(&str, &str); 14] = [
    ("earthquake-firuz", include_str!("agencies/safir/01-earthquake-firuz.html")),
    ("zelzele-firuz", include_str!("agencies/safir/02-zelzele-firuz.html")),
    ("daryache-kabutar", include_str!("agencies/safir/03-daryache-kabutar.html")),
    ("saffron-harvest", include_str!("agencies/safir/04-saffron-harvest.html")),
    ("tavafoq-tange", include_str!("agencies/safir/05-tavafoq-tange.html")),
    ("dry-mountain-telescope", include_str!("agencies/safir/06-dry-mountain-telescope.html")),
    ("wrestling-final", include_str!("agencies/safir/07-wrestling-final.html")),
    ("yaddasht-ketabkhane", include_str!("agencies/safir/08-yaddasht-ketabkhane.html")),
    ("village-doctors", include_str!("agencies/safir/09-village-doctors.html")),
    ("etteham-va-takzib", include_str!("agencies/safir/10-etteham-va-takzib.html")),
    ("yaddasht-ab", include_str!("agencies/safir/11-yaddasht-ab.html")),
    ("moghanni", include_str!("agencies/safir/12-moghanni.html")),
    ("pas-larze", include_str!("agencies/safir/13-pas-larze.html")),
    ("sand-battery", include_str!("agencies/safir/14-sand-battery.html")),
];

const TOLVA_MFA: [(&str, &str); 4] = [
    ("statement-112", include_str!("agencies/tolva-mfa/01-statement-112.html")),
    ("statement-114", include_str!("agencies/tolva-mfa/02-statement-114.html")),
    ("statement-115", include_str!("agencies/tolva-mfa/03-statement-115.html")),
    ("statement-116", include_str!("agencies/tolva-mfa/04-statement-116.html")),
];

const AVERINFORM: [(&str, &str); 6] = [
    ("oproverzhenie-zarnitsa", include_str!("agencies/averinform/01-oproverzhenie-zarnitsa.html")),
    ("most-kotoryy-slushayut", include_str!("agencies/averinform/02-most-kotoryy-slushayut.html")),
    ("raspisanie-na-stolbe", include_str!("agencies/averinform/03-raspisanie-na-stolbe.html")),
    ("shakhmaty-port-amsel", include_str!("agencies/averinform/04-shakhmaty-port-amsel.html")),
    ("shtorm-paromy", include_str!("agencies/averinform/05-shtorm-paromy.html")),
    ("nochnoy-poezd", include_str!("agencies/averinform/06-nochnoy-poezd.html")),
];

const QAMAR: [(&str, &str); 7] = [
    ("zarnitsa-itham-wa-nafy", include_str!("agencies/qamar/01-zarnitsa-itham-wa-nafy.html")),
    ("musaadat-narvan", include_str!("agencies/qamar/02-musaadat-narvan.html")),
    ("musaadat-narvan.v2", include_str!("agencies/qamar/02-musaadat-narvan.v2.html")),
    ("mina-marsa-suhayl", include_str!("agencies/qamar/03-mina-marsa-suhayl.html")),
    ("suhayl-2", include_str!("agencies/qamar/04-suhayl-2.html")),
    ("fi-madih-al-taswib", include_str!("agencies/qamar/05-fi-madih-al-taswib.html")),
    ("sibaq-al-shira", include_str!("agencies/qamar/06-sibaq-al-shira.html")),
];

const TAGEBLATT: [(&str, &str); 6] = [
    ("liveblog-meerenge", include_str!("agencies/tageblatt/01-liveblog-meerenge.html")),
    ("wasserpreise", include_str!("agencies/tageblatt/02-wasserpreise.html")),
    ("hallenbad", include_str!("agencies/tageblatt/03-hallenbad.html")),
    ("kommentar-turmuhr", include_str!("agencies/tageblatt/04-kommentar-turmuhr.html")),
    ("witwenkasse", include_str!("agencies/tageblatt/05-witwenkasse.html")),
    ("sandspeicher", include_str!("agencies/tageblatt/06-sandspeicher.html")),
];

const MINGJIANG: [(&str, &str); 7] = [
    ("zuihou-yi-ban-du", include_str!("agencies/mingjiang/01-zuihou-yi-ban-du.html")),
    ("dai-dian-tan", include_str!("agencies/mingjiang/02-dai-dian-tan.html")),
    ("yu-dao", include_str!("agencies/mingjiang/03-yu-dao.html")),
    ("laba-xie-yi-xie", include_str!("agencies/mingjiang/04-laba-xie-yi-xie.html")),
    ("zhangpeng-narvan", include_str!("agencies/mingjiang/05-zhangpeng-narvan.html")),
    ("zhangpeng-narvan.v2", include_str!("agencies/mingjiang/05-zhangpeng-narvan.v2.html")),
    ("nupai-juesai", include_str!("agencies/mingjiang/06-nupai-juesai.html")),
];
