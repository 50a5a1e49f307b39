//! The drill of erasure: items of a demonstration are erased, and looked for everywhere they could have been left.

use crate::held;
use crate::kill::until_all_is_out;
use crate::run::{Dice, Program, Running, get, say};
use clap::Args;
use flate2::read::MultiGzDecoder;
use mediawire::config::Config;
use mediawire::store::db::bulk::Name;
use mediawire::store::{articles, body, dump, erasure, items, pictures, wire};
use mediawire::{Use, Wire, keep};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::line_text;
use mediawire_core::model::id::ItemId;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a command may take.
const COMMAND_MAX: Duration = Duration::from_secs(300);
/// Texts that are looked for: a headline of so many characters, another of so many, and how many of an item.
const HEADLINE_CHARS_MIN: usize = 12;
const TEXT_CHARS_MIN: usize = 40;
/// Of a longer text so much is looked for: a database breaks what is longer than one of its pages.
const TEXT_CHARS_MAX: usize = 60;
const N_TEXTS_MAX: usize = 8;
/// Of so many texts one may be left out that the search does not find before anything is erased.
const UNSEEN_SHARE: usize = 50;
/// Bytes of an image that are looked for, out of its middle.
const IMAGE_BYTES: usize = 256;
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

/// Arguments of the measure.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// How many items are erased.
    #[arg(long, default_value_t = 30)]
    n: usize,
    /// What they are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program; without it, the one beside this one.
    #[arg(long)]
    bin: Option<PathBuf>,
}

/// An item that is to be erased, and what of it nothing else on the wire has.
struct Chosen {
    public: String,
    texts: Vec<String>,
    images: Vec<(Digest, Vec<u8>)>,
}

impl Erase {
    /// Runs the drill; whether nothing was found and everything else stands.
    pub(crate) fn run(self) -> Result<bool, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|why| format!("cannot start a runtime: {why}"))?;
        let program = Program::at(self.bin.clone())?;
        let room = tempfile::tempdir().map_err(|why| why.to_string())?;
        let (room, data) = (room.path(), room.path().join("data"));
        let mut running = program.demo(&data, room)?;
        until_all_is_out(&runtime, &mut running, &data)
            .map_err(|why| format!("{why}\n{}", running.complaint()))?;
        running.terminate()?;
        let mut dice = Dice(self.seed);
        let chosen = runtime.block_on(choose(&data, self.n, &mut dice))?;
        let n_all = runtime.block_on(n_items(&data))?;
        let mut texts: Vec<String> =
            chosen.iter().flat_map(|it| it.texts.iter().cloned()).collect();
        let images: Vec<Vec<u8>> =
            chosen.iter().flat_map(|it| it.images.iter().map(|(_, bytes)| bytes.clone())).collect();
        let unseen = unseen(&data, &texts, &images)?;
        // What mark-up breaks wherever it stands would not be found anywhere, erased or not, and proves nothing.
        texts.retain(|text| !unseen.contains(text));
        if unseen.len() * UNSEEN_SHARE > texts.len() {
            return Err(format!("the search does not find what is there: {unseen:?}"));
        }
        let [old, new, back] = ["old", "new", "back"].map(|name| room.join(name));
        command(
            &program,
            room,
            &["backup".as_ref(), old.as_os_str(), "--data".as_ref(), data.as_os_str()],
        )?;
        let start = Instant::now();
        for (n, one) in chosen.iter().enumerate() {
            let order = format!("the order {n} of the drill");
            let args = ["erase", &one.public, "--by", "drill", "--order", &order, "--data"];
            let args = args.map(AsRef::as_ref);
            command(&program, room, &[&args[..], &[data.as_os_str()]].concat())?;
        }
        let seconds = start.elapsed().as_secs_f64() / chosen.len().max(1) as f64;
        command(
            &program,
            room,
            &["backup".as_ref(), new.as_os_str(), "--data".as_ref(), data.as_os_str()],
        )?;
        let restore = ["restore".as_ref(), old.as_os_str(), "--erased".as_ref(), data.as_os_str()];
        command(&program, room, &[&restore[..], &["--data".as_ref(), back.as_os_str()]].concat())?;
        let mut found = Vec::new();
        let mut n_files = 0;
        for dir in [&data, &new, &back] {
            let (n, hits) = search(dir, &texts, &images)?;
            n_files += n;
            found.extend(hits);
        }
        let mut n_pages = 0;
        for dir in [&data, &back] {
            let (n, hits) = ask(&program, room, dir, &chosen, &texts)?;
            n_pages += n;
            found.extend(hits);
        }
        let mut is_whole = true;
        for dir in [&data, &back] {
            let verdict = program.verify(dir, room)?;
            is_whole &= verdict.is_clean();
            if !verdict.is_clean() {
                say(&format!("verify {}: {verdict:?}", dir.display()))?;
            }
        }
        for hit in &found {
            say(&format!("FOUND {hit}"))?;
        }
        say(&format!(
            "erase: {} of {n_all} items erased, {seconds:.2} s each; {} texts and {} images of theirs looked for in {n_files} \
             files (data folder, a backup made behind it, an older one restored) and {n_pages} answers: {} found; all others {}",
            chosen.len(),
            texts.len(),
            images.len(),
            found.len(),
            if is_whole { "verify" } else { "DO NOT VERIFY" }
        ))?;
        Ok(found.is_empty() && is_whole && chosen.len() == self.n.min(n_all))
    }
}

fn command(program: &Program, room: &Path, args: &[&std::ffi::OsStr]) -> Result<(), String> {
    let mut running = program.start(args, room)?;
    let status = running.end_within(COMMAND_MAX)?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{args:?} ended with {status}: {}", running.complaint())),
    }
}

async fn open(data: &Path) -> Result<std::sync::Arc<Wire>, String> {
    let config = Config::load(None, std::iter::empty()).map_err(|why| why.to_string())?;
    Wire::open(data, &config, Vec::new(), Use::Read).await.map_err(|why| why.to_string())
}

/// The items on the wire of which something is shown.
async fn shown(data: &Path) -> Result<BTreeSet<ItemId>, String> {
    let db = held::open(data).await?;
    let mut tx = db.read().await.map_err(|why| why.to_string())?;
    let mut last = BTreeMap::new();
    for dispatch in wire::after(&mut tx, 0, i64::MAX).await.map_err(|why| why.to_string())? {
        last.insert(dispatch.item, dispatch.notice.is_none());
    }
    Ok(last.into_iter().filter(|(_, is_shown)| *is_shown).map(|(item, _)| item).collect())
}

async fn n_items(data: &Path) -> Result<usize, String> {
    Ok(shown(data).await?.len())
}

/// Chooses items at random, with what of them nothing else on the wire has.
async fn choose(data: &Path, n: usize, dice: &mut Dice) -> Result<Vec<Chosen>, String> {
    let wire = open(data).await?;
    let mut left: Vec<ItemId> = shown(data).await?.into_iter().collect();
    let mut taken = Vec::new();
    while taken.len() < n && !left.is_empty() {
        taken.push(left.swap_remove(dice.below(left.len())));
    }
    let (others, images_of_others) = others(&wire, &taken).await?;
    let mut chosen = Vec::new();
    for id in taken {
        let (texts, images) = words(&wire, id).await?;
        let cut = |text: String| text.chars().take(TEXT_CHARS_MAX).collect::<String>();
        let texts = texts.into_iter().map(cut);
        // A page of search repeats what was asked for, which may be a word of that length.
        let texts: BTreeSet<String> = texts.filter(|text| text.contains(' ')).collect();
        let mut texts: Vec<String> =
            texts.into_iter().filter(|it| !others.contains(it.as_str())).collect();
        while texts.len() > N_TEXTS_MAX {
            texts.swap_remove(dice.below(texts.len()));
        }
        let images = images
            .into_iter()
            .filter(|(digest, _)| !images_of_others.contains(&digest.to_hex()))
            .collect();
        let public = id.public(&wire.public_key).to_string();
        chosen.push(Chosen { public, texts, images });
    }
    Ok(chosen)
}

/// Everything that the store holds of other items than those, on the wire or not, and the digests of their images.
async fn others(wire: &Wire, taken: &[ItemId]) -> Result<(String, BTreeSet<String>), String> {
    let told = |why: mediawire::error::Error| why.to_string();
    let mut tx = wire.db.read().await.map_err(told)?;
    let mut theirs = BTreeSet::new();
    for item in taken {
        theirs.insert(item.0.to_hex());
        for entry in erasure::entries(&mut tx, *item).await.map_err(told)? {
            theirs.insert(entry.0.to_hex());
            let articles = erasure::articles(&mut tx, entry).await.map_err(told)?;
            theirs.extend(articles.iter().map(|it| it.0.to_hex()));
        }
    }
    let (mut others, mut captures, mut images) = (String::new(), BTreeSet::new(), BTreeSet::new());
    for table in
        ["entry", "article", "article_body", "dispatch", "decision", "picture_image", "image"]
    {
        let table = Name::parse(table).map_err(told)?;
        let mut rows = Vec::new();
        dump::write(&mut tx, &table, &mut rows, |_, _| {}).await.map_err(told)?;
        for row in String::from_utf8_lossy(&rows).lines() {
            let ids: serde_json::Value = serde_json::from_str(row).unwrap_or_default();
            let id = |n: usize| ids[n]["hex"].as_str().unwrap_or_default().to_owned();
            if table.as_str() == "picture_image" && !theirs.contains(&id(0)) {
                captures.insert(id(2));
            } else if table.as_str() == "image" && captures.contains(&id(0)) {
                images.insert(id(1));
            } else if !theirs.iter().any(|id| row.contains(id.as_str())) {
                others.push_str(&folded(&row.replace('\\', "")));
                others.push('\n');
            }
        }
    }
    Ok((others, images))
}

type Words = (BTreeSet<String>, BTreeMap<Digest, Vec<u8>>);

/// The headlines and longer texts of an item, white space folded, and bytes out of its images.
async fn words(wire: &std::sync::Arc<Wire>, item: ItemId) -> Result<Words, String> {
    let told = |why: mediawire::error::Error| why.to_string();
    let mut tx = wire.db.read().await.map_err(told)?;
    items::get(&mut tx, item).await.map_err(told)?.ok_or("a dispatch has no item")?;
    let (mut texts, mut images) = (BTreeSet::new(), BTreeMap::new());
    for entry in erasure::entries(&mut tx, item).await.map_err(told)? {
        for article in erasure::articles(&mut tx, entry).await.map_err(told)? {
            let known = articles::get(&mut tx, article).await.map_err(told)?;
            let headline = folded(&known.meta.headline);
            if headline.chars().count() >= HEADLINE_CHARS_MIN && headline.contains(' ') {
                texts.insert(headline);
            }
            let text = articles::body(&mut tx, article).await.map_err(told)?;
            for (_, line) in body::read(&text).map_err(told)?.lines() {
                // A run stands in one piece wherever it stands; a line with links does not.
                let runs = line.iter().map(|run| folded(&run.text));
                texts.extend(runs.filter(|run| run.chars().count() >= TEXT_CHARS_MIN));
                if line.len() == 1 {
                    let whole = folded(&line_text(line));
                    texts.extend(Some(whole).filter(|it| it.chars().count() >= TEXT_CHARS_MIN));
                }
            }
            for (capture, picture) in pictures::captured(&mut tx, article).await.map_err(told)? {
                let bytes = keep::image(wire, capture, picture.digest).await.map_err(told)?;
                let start = (bytes.len() / 2).saturating_sub(IMAGE_BYTES / 2);
                let end = (start + IMAGE_BYTES).min(bytes.len());
                images.insert(picture.digest, bytes[start..end].to_vec());
            }
        }
    }
    Ok((texts, images))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it may be written in a file.
fn written(text: &str) -> BTreeSet<String> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = ["&quot;", "&#34;", "\\\""].map(|quote| escaped.replace('"', quote));
    let single =
        ["&#39;", "&#x27;"].map(|quote| escaped.replace('"', "&quot;").replace('\'', quote));
    let json = serde_json::to_string(text).unwrap_or_default().trim_matches('"').to_owned();
    let twice = escaped.replace('&', "&amp;");
    let all = quoted.into_iter().chain(single);
    all.chain([text.to_owned(), escaped, json, twice]).collect()
}

/// A file as it lies there, or unpacked.
struct Seen {
    name: String,
    bytes: Vec<u8>,
    /// Its text in each charset in which the agencies write, as it stands and with white space folded.
    texts: Vec<String>,
}

impl Seen {
    fn of(name: String, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (cyrillic, _) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes);
        let texts = vec![folded(&text), folded(&cyrillic), text];
        Self { name, bytes, texts }
    }

    fn has(&self, text: &str) -> bool {
        written(text).iter().any(|it| self.texts.iter().any(|seen| seen.contains(it.as_str())))
    }

    fn shows(&self, image: &[u8]) -> bool {
        self.bytes.windows(image.len().max(1)).any(|part| part == image)
    }
}

/// Every file below `dir`.
fn files(dir: &Path) -> Result<Vec<Seen>, String> {
    let (mut all, mut folders) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(folder) = folders.pop() {
        let tried = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(tried)? {
            let path = entry.map_err(tried)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).map_err(tried)?;
            let mut plain = Vec::new();
            if MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain).is_ok() {
                all.push(Seen::of(format!("{} unpacked", path.display()), plain));
            }
            all.push(Seen::of(path.display().to_string(), bytes));
        }
    }
    Ok(all)
}

/// How many files there are below `dir`, and in which of them a text or an image stands.
fn search(
    dir: &Path,
    texts: &[String],
    images: &[Vec<u8>],
) -> Result<(usize, Vec<String>), String> {
    let all = files(dir)?;
    let mut found = Vec::new();
    for seen in &all {
        let name = &seen.name;
        let in_it = texts.iter().filter(|text| seen.has(text));
        found.extend(in_it.map(|text| format!("{text:?} in {name}")));
        let in_it = images.iter().enumerate().filter(|(_, image)| seen.shows(image));
        found.extend(in_it.map(|(n, _)| format!("image {n} in {name}")));
    }
    Ok((all.len(), found))
}

/// The texts and images that the search does not find where they are.
fn unseen(dir: &Path, texts: &[String], images: &[Vec<u8>]) -> Result<Vec<String>, String> {
    let all = files(dir)?;
    let texts = texts.iter().filter(|text| !all.iter().any(|seen| seen.has(text)));
    let images = images.iter().filter(|image| !all.iter().any(|seen| seen.shows(image)));
    Ok(texts.cloned().chain(images.map(|_| "an image".to_owned())).collect())
}

/// Serves a data folder and asks for everything that could tell of what was erased: how many answers, and what was found.
fn ask(
    program: &Program,
    room: &Path,
    data: &Path,
    chosen: &[Chosen],
    texts: &[String],
) -> Result<(usize, Vec<String>), String> {
    let args = ["serve", "--listen", "127.0.0.1:0", "--data"].map(AsRef::as_ref);
    let mut running: Running = program.start(&[&args[..], &[data.as_os_str()]].concat(), room)?;
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
