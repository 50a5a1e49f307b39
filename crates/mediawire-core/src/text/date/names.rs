//! Months and zones by their names.

/// Zones by the names that feeds use, in minutes east of UTC. Names that mean several are taken as RFC 2822 §4.3
/// and Europe's papers mean them (`BST` British summer, `CST` central America, `IST` India).
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("wet", 0),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("trt", 180),
    ("irst", 210),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("adt", -180),
    ("brt", -180),
    ("ast", -240),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
];

/// Months by their names in English, German, Russian, French, Spanish, Portuguese, Italian and Dutch, whole and short.
const MONTHS: [&str; 12] = [
    "jan january januar jänner jänn января январь янв janvier janv enero ene janeiro gennaio gen januari",
    "feb february februar feber февраля февраль фев февр février févr fév febrero fevereiro fev febbraio februari",
    "mar march märz mär mrz марта март мар mars marzo março maart mrt",
    "apr april апреля апрель апр avril avr abril abr aprile",
    "may mai мая май mayo maio maggio mag mei",
    "jun june juni июня июнь июн juin junio junho giugno giu",
    "jul july juli июля июль июл juillet juil julio julho luglio lug",
    "aug august августа август авг août agosto ago augustus",
    "sep sept september сентября сентябрь сен сент septembre septiembre setembro set settembre",
    "oct october oktober okt октября октябрь окт octobre octubre outubro out ottobre ott",
    "nov november ноября ноябрь ноя нояб novembre noviembre novembro",
    "dec december dezember dez декабря декабрь дек décembre déc diciembre dic dezembro dicembre",
];

/// How many minutes east of UTC the zone of that name (in lower case) is.
pub(super) fn zone(name: &str) -> Option<i32> {
    ZONES.iter().find(|(zone, _)| *zone == name).map(|(_, minutes)| *minutes)
}

/// The number of the month that `word` (in lower case) names.
pub(super) fn month(word: &str) -> Option<i64> {
    let index = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i64::try_from(index + 1).ok()
}
