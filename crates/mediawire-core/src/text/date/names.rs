//! Months and zones by their names.

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// Months by their names, whole and short, in the languages that most papers of Europe, the Americas, the Middle East and
/// Indonesia are written in. `listopad` is the eleventh, as in Polish and Czech, not the tenth, as in Croatian.
const MONTHS: [&str; 12] = [
    "jan january januar jänner jänn jän jänner января январь янв janvier janv enero ene janeiro gennaio gen januari stycznia styczeń sty \
     ledna leden ocak січня tammikuuta tammikuu ianuarie január ιανουαρίου يناير ژانویه gener siječnja januara januarja януари",
    "feb february februar feber feb февраля февраль фев février févr fév febrero fevereiro fev febbraio februari lutego luty lut \
     února únor şubat лютого helmikuuta helmikuu februarie február φεβρουαρίου فبراير فوریه شباط febrer veljače februara februarja февруари",
    "mar march märz mär mrz марта март мар mars marzo março maart mrt marts marca marzec maret \
     března březen mart березня maaliskuuta maaliskuu martie március μαρτίου مارس març ožujka marta",
    "apr april апреля апрель апр avril avr abril abr aprile kwietnia kwiecień kwi \
     dubna duben nisan квітня huhtikuuta huhtikuu aprilie április απριλίου أبريل ابريل آوریل نيسان travnja aprila април",
    "may mai мая май mayo maio maggio mag mei maj maja \
     května květen mayıs травня toukokuuta toukokuu május μαΐου مايو مه أيار maig svibnja",
    "jun june juni июня июнь июн juin junio junho giugno giu czerwca czerwiec cze \
     června červen haziran червня kesäkuuta kesäkuu iunie június ιουνίου يونيو ژوئن حزيران juny juna юни",
    "jul july juli июля июль июл juillet juil julio julho luglio lug lipca lipiec lip \
     července červenec temmuz липня heinäkuuta heinäkuu iulie július ιουλίου يوليو ژوئیه تموز juliol jula юли",
    "aug august августа август авг août aout agosto ago augustus augusti agustus sierpnia sierpień sie \
     srpna srpen ağustos серпня elokuuta elokuu augusztus αυγούστου أغسطس اغسطس اوت آب agost kolovoza avgusta",
    "sep sept september сентября сентябрь сен сент septembre septiembre setiembre setembro set settembre września wrzesień wrz \
     září eylül вересня syyskuuta syyskuu septembrie szeptember σεπτεμβρίου سبتمبر سپتامبر أيلول rujna septembra септември",
    "oct october oktober okt октября октябрь окт octobre octubre outubro out ottobre ott października październik paź \
     října říjen ekim жовтня lokakuuta lokakuu octombrie október οκτωβρίου أكتوبر اكتوبر اکتبر oktobra октомври",
    "nov november ноября ноябрь ноя нояб novembre noviembre novembro listopada listopad listopadu lis \
     kasım листопада marraskuuta marraskuu noiembrie νοεμβρίου نوفمبر نوامبر studenoga novembra ноември",
    "dec december dezember dez декабря декабрь дек décembre déc diciembre dic dezembro dicembre desember des grudnia grudzień gru \
     prosince prosinec aralık грудня joulukuuta joulukuu decembrie δεκεμβρίου ديسمبر دسامبر desembre prosinca decembra декември",
];

/// The months of the Solar Hijri calendar, in Persian and in Arabic letters.
const SOLAR_MONTHS: [&str; 12] = [
    "فروردین فروردين",
    "اردیبهشت ارديبهشت",
    "خرداد",
    "تیر تير",
    "مرداد",
    "شهریور شهريور",
    "مهر",
    "آبان",
    "آذر",
    "دی دي",
    "بهمن",
    "اسفند",
];

/// Days of the week, whole and short.
const WEEKDAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
    segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì sabato domenica \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник вторник среда четверг пятница суббота воскресенье";

/// How many minutes east of UTC the zone of that name (in lower case) is.
pub(super) fn zone(name: &str) -> Option<i32> {
    ZONES.iter().find(|(zone, _)| *zone == name).map(|(_, minutes)| *minutes)
}

/// The words of `MONTHS`, each with its month's number, and those of `WEEKDAYS`.
static NAMED: LazyLock<HashMap<&str, Option<i64>>> = LazyLock::new(|| {
    let mut named: HashMap<&str, Option<i64>> =
        WEEKDAYS.split_ascii_whitespace().map(|name| (name, None)).collect();
    for (month, names) in (1..).zip(MONTHS) {
        for name in names.split_ascii_whitespace() {
            named.entry(name).or_default().get_or_insert(month);
        }
    }
    named
});

/// The number of the month that `word` (in lower case) names.
pub(super) fn month(word: &str) -> Option<i64> {
    *NAMED.get(word)?
}

/// The number of the month of the Solar Hijri calendar that `word` names.
pub(super) fn solar_month(word: &str) -> Option<i64> {
    let index = SOLAR_MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i64::try_from(index + 1).ok()
}

/// Whether `word` (in lower case) names a month or a day of the week.
pub(super) fn is_part(word: &str) -> bool {
    NAMED.contains_key(word)
}
