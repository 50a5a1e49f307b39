//! A WordPress that does what it is asked, and answers when nobody listens any more.

use super::house::Line;
use super::{House, raw};
use crate::engine::Base;
use mediawire_core::model::decision::DecisionKind;

#[tokio::test]
async fn answer_that_comes_too_late_leaves_one_post_in_its_newest_state() {
    let all =
        [("site", Line::Slow), ("site", Line::Late), ("plain", Line::Slow), ("plain", Line::Late)];
    // All at once: each waits for as long as a destination is waited for.
    futures_util::future::join_all(all.map(|(name, line)| slow(name, line))).await;
}

async fn slow(name: &str, line: Line) {
    let base = Base::sqlite();
    let Some(house) = House::open(&base, name, "publish").await else { return };
    let n_posts = async |public| {
        let all = house.press.posts(public).await;
        all.iter().filter(|it| it["status"] != "trash").count()
    };
    house.line.is(line);
    let public = house.article("/mist", "Mist over Tolva", 50).await;
    house.visit(0).await;
    let (owed, parked, reason) = house.owed().await;
    assert!((owed, parked) == (1, 0) && reason.contains("in time"), "{name} {line:?}: {reason}");
    assert_eq!(n_posts(public.as_str()).await, usize::from(line == Line::Slow), "{name}");

    house.line.is(Line::Good);
    let headline = |words: &str| DecisionKind::Headline(Some(words.to_owned()));
    house.decide("/mist", &headline("Mist lifts")).await;
    house.visit(60).await;
    assert_eq!(house.owed().await, (0, 0, String::new()), "{name} {line:?}");
    if line == Line::Late {
        house.line.let_go().await;
        // The plug-in refuses a second one; without it the next dispatch finds it.
        let n = if name == "plain" { 2 } else { 1 };
        assert_eq!(n_posts(public.as_str()).await, n, "{name}");
    }
    house.decide("/mist", &headline("Mist is back")).await;
    house.visit(60).await;
    let mut all = house.press.posts(public.as_str()).await;
    all.retain(|it| it["status"] != "trash");
    let titles: Vec<&str> = all.iter().map(|it| raw(it, "title")).collect();
    assert_eq!(titles, ["Mist is back"], "{name} {line:?}");
    assert_eq!(house.owed().await, (0, 0, String::new()), "{name} {line:?}");
}
