//! Which items are erased, and what of them nothing else on the wire has.

use super::house::House;
use super::seen::folded;
use crate::run::Dice;
use mediawire::store::db::bulk::Name;
use mediawire::store::{articles, body, dump, erasure, items, pictures, wire};
use mediawire::{Wire, keep};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::line_text;
use mediawire_core::model::id::ItemId;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that are looked for: a headline of so many characters, another of so many, and how many of an item.
const HEADLINE_CHARS_MIN: usize = 12;
const TEXT_CHARS_MIN: usize = 40;
/// Of a longer text so much is looked for: a database breaks what is longer than one of its pages.
const TEXT_CHARS_MAX: usize = 60;
const N_TEXTS_MAX: usize = 8;
/// Bytes of an image that are looked for, out of its middle.
const IMAGE_BYTES: usize = 256;

/// An item that is to be erased, and what of it nothing else on the wire has.
pub(super) struct Chosen {
    pub(super) public: String,
    pub(super) texts: Vec<String>,
    pub(super) images: Vec<(Digest, Vec<u8>)>,
}

/// The items on the wire of which something is shown.
async fn shown(wire: &Wire) -> Result<BTreeSet<ItemId>, String> {
    let mut tx = wire.db.read().await.map_err(|why| why.to_string())?;
    let mut last = BTreeMap::new();
    for dispatch in wire::after(&mut tx, 0, i64::MAX).await.map_err(|why| why.to_string())? {
        last.insert(dispatch.item, dispatch.notice.is_none());
    }
    Ok(last.into_iter().filter(|(_, is_shown)| *is_shown).map(|(item, _)| item).collect())
}

/// Chooses `n` items of a wire at random; of how many.
pub(super) async fn choose(
    house: &House<'_>,
    n: usize,
    dice: &mut Dice,
) -> Result<(Vec<Chosen>, usize), String> {
    let wire = house.open().await?;
    let mut left: Vec<ItemId> = shown(&wire).await?.into_iter().collect();
    let n_all = left.len();
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
    Ok((chosen, n_all))
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
