//! The sections' names in the languages of the agencies that write in one language only.

/// English, Russian, Arabic, German, Chinese.
const NAMES: [[&str; 5]; 10] = [
    ["World", "В мире", "العالم", "Welt", "国际"],
    ["Politics", "Политика", "سياسة", "Politik", "时政"],
    ["Business", "Экономика", "اقتصاد", "Wirtschaft", "财经"],
    ["Science", "Наука", "علوم", "Wissen", "科学"],
    ["Health", "Здоровье", "صحة", "Gesundheit", "健康"],
    ["Technology", "Технологии", "تقنية", "Technik", "科技"],
    ["Sport", "Спорт", "رياضة", "Sport", "体育"],
    ["Culture", "Культура", "ثقافة", "Kultur", "文化"],
    ["Environment", "Экология", "بيئة", "Umwelt", "环境"],
    ["Opinion", "Мнение", "رأي", "Meinung", "评论"],
];

/// A section's name in a language of the table, else in English.
///
/// # Panics
/// If there is no such section: the stories stand in those of the table.
pub(super) fn name(english: &str, lang: &str) -> &'static str {
    let column = ["en", "ru", "ar", "de", "zh"].iter().position(|known| *known == lang);
    let row = NAMES.iter().find(|names| names[0] == english);
    row.expect("stories stand in the sections of the table")[column.unwrap_or(0)]
}
