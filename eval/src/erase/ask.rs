//! What a wire answers readers and machines of the erased items.

use super::chosen::Chosen;
use super::house::{COMMAND_MAX, House};
use super::seen::{folded, written};
use crate::run::get;
use std::time::Duration;

/// What readers and machines ask for, beside the pages of each item.
const PATHS: [&str; 22] = [
    "/",
    "/fa/",
    "/ar/",
    "/feed.rss",
    "/feed.atom",
    "/feed.json",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/reports",
    "/views",
    "/days",
    "/languages",
    "/widget",
    "/widget.html",
    "/section/world",
    "/section/world/feed.json",
    "/section/politics",
    "/section/politics/feed.rss",
    "/language/fa",
    "/language/en/feed.atom",
    "/language/de",
    "/reports/feed.json",
];

/// Serves a wire and asks for everything that could tell of what was erased: how many answers, and what was found.
pub(super) fn ask(
    house: &House<'_>,
    chosen: &[Chosen],
    texts: &[String],
) -> Result<(usize, Vec<String>), String> {
    let mut running = house.start(&["serve", "--listen", "127.0.0.1:0"].map(AsRef::as_ref))?;
    while running.head().is_none() {
        if running.ended()?.is_some() || running.age() > COMMAND_MAX {
            return Err(format!("it does not serve: {}", running.complaint()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let said = running.said();
    let address = said.lines().next().and_then(|line| line.strip_prefix("http://"));
    let address = address.ok_or("it does not say its address")?.to_owned();
    let mut paths: Vec<(String, Option<&str>)> =
        PATHS.iter().map(|path| ((*path).to_owned(), None)).collect();
    for one in chosen {
        for page in ["", "/history", "/verify"] {
            paths.push((format!("/a/{}{page}", one.public), Some("410")));
        }
        for (digest, _) in &one.images {
            let ends =
                ["png", "jpg", "webp"].map(|end| (format!("/image/{digest}.{end}"), Some("404")));
            paths.extend(ends);
        }
        let words: String = one.texts.first().map_or_else(String::new, |text| {
            let words =
                text.split(' ').filter(|word| word.chars().all(char::is_alphanumeric)).take(4);
            words
                .map(|word| {
                    url::form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>()
                })
                .collect::<Vec<_>>()
                .join("+")
        });
        paths.push((format!("/search?q={words}"), None));
    }
    let mut found = Vec::new();
    for (path, status) in &paths {
        let answer = get(&address, path).map_err(|why| format!("{path}: {why}"))?;
        if let Some(status) = status
            && answer.split(' ').nth(1) != Some(status)
        {
            found.push(format!("{path} answers {:?}", answer.lines().next()));
        }
        let plain = folded(&answer);
        // A page of search repeats what was asked, which is no more than four words of it.
        for text in texts {
            if written(text).iter().any(|it| plain.contains(it.as_str())) {
                found.push(format!("{text:.60?} in {path}"));
            }
        }
    }
    running.terminate()?;
    Ok((paths.len(), found))
}
