//! The ministry's channel on a messenger, as the public preview of such a channel shows it: oldest first, a reply that
//! quotes another post in its own bubble, a forwarded post, the preview of a link, older posts behind `?before=`.

use crate::demo::diary::Diary;
use crate::demo::paper::{Paper, Shown};
use crate::demo::site::Resource;
use askama::Template;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The channel's page on its host.
pub(super) const PATH: &str = "/s/tolva_mfa";
/// How many posts a page holds.
const N_POSTS: usize = 6;

#[derive(Template)]
#[template(path = "demo/channels/channel.html")]
struct Channel<'a> {
    posts: &'a [&'a Post],
    older: Option<u32>,
    one: bool,
    ministry: &'a str,
}

#[derive(Template)]
#[template(path = "demo/channels/none.html")]
struct NoChannel;

/// What one post holds.
#[derive(Debug, Default)]
struct Post {
    id: u32,
    at: Timestamp,
    html: String,
    /// The post that it answers, and how that begins.
    reply: Option<(u32, String)>,
    /// Whose it was first.
    forwarded: Option<&'static str>,
    preview: Option<Preview>,
    photo: Option<&'static str>,
    is_service: bool,
    is_edited: bool,
    views: &'static str,
}

/// What is shown of a link's page.
#[derive(Debug)]
struct Preview {
    url: String,
    site: &'static str,
    title: String,
    description: String,
}

impl Post {
    /// When it was posted, by RFC 3339 with the offset of the messenger, which is UTC.
    fn iso(&self) -> String {
        self.at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
    }

    fn clock(&self) -> String {
        self.at.strftime("%H:%M").to_string()
    }
}

/// Its pages, by path and query.
pub(super) fn resources(paper: &Paper, diary: &Diary) -> Vec<(String, Resource)> {
    let posts = posts(paper, diary);
    let mut all = Vec::new();
    let ministry = format!("{}/", paper.origin);
    let page = |shown: &[&Post], older, one| {
        let changed = shown.iter().map(|post| post.at).max().unwrap_or(diary.epoch);
        let page = Channel { posts: shown, older, one, ministry: &ministry }.render();
        Resource::html(page, changed)
    };
    let first = posts.first().map_or(0, |post| post.id);
    let last = posts.last().map_or(0, |post| post.id);
    for before in first..=last + 1 {
        let all_before: Vec<&Post> = posts.iter().filter(|post| post.id < before).collect();
        let shown = &all_before[all_before.len().saturating_sub(N_POSTS)..];
        let older = (shown.len() < all_before.len()).then(|| shown[0].id);
        all.push((format!("{PATH}?before={before}"), page(shown, older, false)));
        if before == last + 1 {
            all.push((PATH.to_owned(), page(shown, older, false)));
        }
    }
    for post in &posts {
        for path in [format!("{PATH}/{}", post.id), format!("/tolva_mfa/{}", post.id)] {
            all.push((path, page(&[post], None, true)));
        }
    }
    let robots = Resource::new("text/plain", "User-agent: *\nAllow: /\n", diary.before(1), 3600);
    all.push(("/robots.txt".to_owned(), robots));
    all
}

/// The names of its pictures.
pub(super) fn pictures(_paper: &Paper) -> BTreeSet<String> {
    ["foreign-ministry-sorren", "accord-signing"].map(str::to_owned).into()
}

/// The page of a channel that is not there.
pub(super) fn not_found() -> String {
    NoChannel.render().expect("a template of strings renders")
}

fn posts(paper: &Paper, diary: &Diary) -> Vec<Post> {
    let mut posts = before_the_start(diary);
    let statement = |slug| paper.by_slug(slug);
    if let Some(it) = statement("statement-112") {
        let digest = "5d0c8be1…7af3".to_owned();
        posts.push(announcing(112, it, &digest, "6.4K"));
    }
    posts.push(Post {
        id: 113,
        at: diary.before(21),
        html: "Signed in the fish market of Halvik: the accord on fishing in the strait. 🐟<br>Ministers Eikeland and \
               Ostrander exchanged the originals. <a href=\"?q=%23HalvikAccord\">#HalvikAccord</a>"
            .to_owned(),
        photo: Some("accord-signing"),
        views: "9.8K",
        ..Post::default()
    });
    for (id, slug, views) in [
        (114, "statement-114", "14.2K"),
        (115, "statement-115", "11.7K"),
        (116, "statement-116", "5K"),
    ] {
        let Some(it) = statement(slug) else { continue };
        let hex: String =
            Sha256::digest(it.story.html()).iter().map(|byte| format!("{byte:02x}")).collect();
        let digest = format!("{}…{}", &hex[..8], &hex[60..]);
        let mut post = announcing(id, it, &digest, views);
        if id == 115 {
            post.reply =
                Some((114, "Statement No. 114. Passage of the survey ship Zarnitsa".to_owned()));
            post.is_edited = true;
        }
        posts.push(post);
    }
    posts.sort_by_key(|post| post.id);
    posts
}

/// A statement, its digest, and the preview of its page.
fn announcing(id: u32, it: &Shown, digest: &str, views: &'static str) -> Post {
    let (number, subject) = it.story.title.split_once(": ").unwrap_or(("", &it.story.title));
    let subject = match id {
        112 => {
            "Provisional application of the Halvik Strait accord begins at midnight, Sorren time"
        }
        _ => subject,
    };
    Post {
        id,
        at: it.published,
        html: format!(
            "<b>{number}.</b> {subject}.<br><br>Full text on our site. SHA-256 of the text file: <code>{digest}</code>\
             <br><a href=\"{url}\">{url}</a>",
            url = it.url
        ),
        preview: Some(Preview {
            url: it.url.clone(),
            site: "Foreign Ministry of Tolva",
            title: it.story.title.to_string(),
            description: it.story.dek.to_string(),
        }),
        views,
        ..Post::default()
    }
}

fn before_the_start(diary: &Diary) -> Vec<Post> {
    let post = |id, minutes, views, html: &str| Post {
        id,
        at: diary.before(minutes),
        html: html.to_owned(),
        views,
        ..Post::default()
    };
    vec![
        Post {
            photo: Some("foreign-ministry-sorren"),
            ..post(
                106,
                41_900,
                "21.3K",
                "<b>There is no statement No. 97 on the change of clocks.</b> A text that is passed around under our \
                 letterhead is not ours. The real No. 97 gives the new opening hours of the consulate in Port Amsel.",
            )
        },
        Post {
            reply: Some((106, "There is no statement No. 97 on the change of clocks.".to_owned())),
            ..post(
                107,
                41_620,
                "18K",
                "To all who came to work an hour early: we are sorry too. The clocks stay as they are.",
            )
        },
        post(
            108,
            14_500,
            "4.1K",
            "Consular day for seafarers: passports and discharge books are renewed without appointment on Thursday, \
             9:00 to 16:00, in the customs house of Halvik.",
        ),
        Post {
            forwarded: Some("Coastal Administration of Tolva"),
            ..post(
                109,
                3_010,
                "7.7K",
                "<b>Notice to mariners 61.</b> The corners of the closed ground off Cape Lien are given on chart 7. \
                 Ships in transit keep to at least eight knots and have no gear in the water. Report a failed \
                 transponder on channel 16 to <u>both</u> coast stations.",
            )
        },
        post(
            110,
            2_980,
            "3.9K",
            "From now on each statement comes with a digest. How to check one: <pre>sha256sum statement-112.txt</pre>",
        ),
        Post {
            is_service: true,
            ..post(111, 2_960, "", "Foreign Ministry of Tolva updated the channel photo")
        },
    ]
}
