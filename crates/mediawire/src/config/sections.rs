//! The parts of the paper: the built-in ones, and those that an operator writes.

use super::read::hint;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::{Section, SectionCode};
use std::fmt::Write as _;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A part of the paper, as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionConfig {
    /// Its code, as it stands in addresses: a slug.
    pub code: String,
    /// Its name, as readers see it. Never empty.
    pub name: String,
    /// The number of the IPTC Media Topic that it stands for.
    pub media_topic: Option<u32>,
    /// Words by which sources name it, in any case.
    pub categories: Vec<String>,
}

impl From<&SectionConfig> for Section {
    fn from(config: &SectionConfig) -> Self {
        Self {
            code: SectionCode(config.code.clone()),
            name: config.name.clone(),
            media_topic: config.media_topic,
            categories: config.categories.clone(),
        }
    }
}

/// Code, name, Media Topic (0 for none; numbers from IPTC's `mediatopic` scheme) and the words that sources use,
/// in English, French, German, Spanish, Italian, Portuguese, Russian, Arabic and Persian where they differ.
const BUILT_IN: [(&str, &str, u32, &str); 10] = [
    (
        "world",
        "World",
        0,
        "world international foreign global monde ausland welt politik-ausland mundo internacional esteri mondo \
         мир в-мире международная العالم دولي جهان بین‌الملل",
    ),
    (
        "politics",
        "Politics",
        11_000_000,
        "politics government elections politique politik inland política politica политика سياسة السياسة سیاسی سیاست",
    ),
    (
        "business",
        "Business",
        4_000_000,
        "business economy economics finance markets money économie wirtschaft finanzen economía economia negocios \
         negócios экономика бизнес اقتصاد الاقتصاد اقتصادی",
    ),
    (
        "technology",
        "Technology",
        13_010_000,
        "technology tech digital internet technologie technik netzwelt tecnología tecnologia технологии تكنولوجيا \
         تقنية فناوری",
    ),
    (
        "science",
        "Science",
        13_000_000,
        "science space sciences wissenschaft wissen ciencia ciência scienza scienze наука علوم العلوم دانش علم",
    ),
    (
        "health",
        "Health",
        7_000_000,
        "health medicine wellness santé gesundheit salud saúde salute здоровье медицина صحة الصحة سلامت",
    ),
    (
        "sport",
        "Sport",
        15_000_000,
        "sport sports football soccer tennis deportes esportes desporto fußball спорт رياضة الرياضة ورزش ورزشی",
    ),
    (
        "culture",
        "Culture",
        1_000_000,
        "culture arts art entertainment books film music kultur feuilleton cultura культура ثقافة الثقافة فرهنگ \
         فرهنگی هنر",
    ),
    (
        "environment",
        "Environment",
        6_000_000,
        "environment climate nature environnement climat planète umwelt klima medio-ambiente clima meio-ambiente \
         ambiente экология климат بيئة البيئة محیط‌زیست",
    ),
    (
        "opinion",
        "Opinion",
        0,
        "opinion opinions comment commentary editorial editorials analysis views columns columnists débats tribune \
         meinung kommentar opinión opinião opinioni мнение мнения رأي آراء دیدگاه یادداشت",
    ),
];

/// The sections of a wire whose operator has written none.
pub(super) fn built_in() -> Vec<SectionConfig> {
    BUILT_IN
        .iter()
        .map(|&(code, name, media_topic, words)| SectionConfig {
            code: code.to_owned(),
            name: name.to_owned(),
            media_topic: (media_topic > 0).then_some(media_topic),
            // A hyphen inside a word of the table is the space or hyphen that the source may write: both are listed.
            categories: words
                .split_whitespace()
                .flat_map(|word| {
                    let spaced = word.contains('-').then(|| word.replace('-', " "));
                    std::iter::once(word.to_owned()).chain(spaced)
                })
                .collect(),
        })
        .collect()
}

impl SectionConfig {
    /// The section as it is written in the file.
    pub(super) fn to_toml(&self) -> String {
        let mut out = format!("[[sections]]\ncode = {:?}\nname = {:?}\n", self.code, self.name);
        if let Some(topic) = self.media_topic {
            let _ = writeln!(out, "media_topic = {topic}");
        }
        out.push_str("categories = [\n");
        for words in self.categories.chunks(10) {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            let _ = writeln!(out, "    {},", words.join(", "));
        }
        out.push_str("]\n");
        out
    }
}

/// Reads an array of sections; `place` tells where a span stands.
///
/// # Errors
/// What is wrong with which section, where, and what to write.
pub(super) fn read(
    value: &DeValue<'_>,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<Vec<SectionConfig>, String> {
    let rows = value.as_array().ok_or("write each section as [[sections]]")?;
    let mut sections: Vec<SectionConfig> = Vec::new();
    for row in rows {
        let origin = place(row.span());
        let table =
            row.get_ref().as_table().ok_or_else(|| format!("a section is a table ({origin})"))?;
        let section = read_one(table, &origin, place)?;
        if sections.iter().any(|other| other.code == section.code) {
            return Err(format!("two sections have the code {:?} ({origin})", section.code));
        }
        sections.push(section);
    }
    if sections.is_empty() {
        return Err("a wire has at least one section: write one, or none of the key".to_owned());
    }
    Ok(sections)
}

fn read_one(
    table: &DeTable<'_>,
    origin: &str,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<SectionConfig, String> {
    const NAMES: [&str; 4] = ["code", "name", "media_topic", "categories"];
    if let Some(word) = table.keys().find(|word| !NAMES.contains(&word.get_ref().as_ref())) {
        let hint = hint(word.get_ref(), &NAMES, |name| format!("\"{name}\""));
        let (word, place) = (word.get_ref(), place(word.span()));
        return Err(format!("unknown key \"{word}\" in [[sections]]: {hint} ({place})"));
    }
    let text = |name: &str| {
        let value = table.get(name).and_then(|value| value.get_ref().as_str());
        value.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let code = text("code").ok_or_else(|| format!("a section has no code ({origin})"))?;
    if Slug::parse(&code).is_none() {
        return Err(format!(
            "the section code {code:?} does not fit an address ({origin}): write {:?}",
            Slug::of(&code).as_str()
        ));
    }
    let media_topic = match table.get("media_topic").map(toml::Spanned::get_ref) {
        None => None,
        Some(value) => Some(
            value
                .as_integer()
                .and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok())
                .filter(|n| (1..100_000_000).contains(n))
                .ok_or_else(|| {
                    format!(
                        "section {code} ({origin}): media_topic is the topic's number, as 11000000"
                    )
                })?,
        ),
    };
    let categories = match table.get("categories").map(toml::Spanned::get_ref) {
        None => Some(Vec::new()),
        Some(value) => value.as_array().and_then(|words| {
            words.iter().map(|word| word.get_ref().as_str().map(str::to_owned)).collect()
        }),
    };
    Ok(SectionConfig {
        name: text("name").ok_or_else(|| format!("section {code} has no name ({origin})"))?,
        media_topic,
        categories: categories.ok_or_else(|| {
            format!("section {code} ({origin}): categories is a list of texts, as [\"world\"]")
        })?,
        code,
    })
}
