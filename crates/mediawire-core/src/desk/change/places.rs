//! Countries, peoples, cities and bodies whose names no capital tells: in Persian, and of peoples in German and Russian.
//! To add one, add it folded.

use crate::desk::change::tongue::Tongue;
use std::collections::HashSet;
use std::sync::LazyLock;

static IN_PERSIAN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| PERSIAN.split_ascii_whitespace().collect());

/// Whether the word, folded, names a country, people, city or body by itself.
pub(super) fn is_place(word: &str, tongue: Tongue) -> bool {
    match tongue {
        Tongue::Persian => IN_PERSIAN.contains(word),
        Tongue::German => is_bent(word, GERMAN, &["", "e", "en", "er", "es", "em"]),
        Tongue::Russian => is_bent(
            word,
            RUSSIAN,
            &["ий", "ой", "ая", "ое", "ие", "ого", "ому", "им", "ом", "их", "ими", "ую"],
        ),
        Tongue::English | Tongue::Other | Tongue::Caseless => false,
    }
}

fn is_bent(word: &str, stems: &str, endings: &[&str]) -> bool {
    endings
        .iter()
        .filter_map(|end| word.strip_suffix(end))
        .any(|stem| stem.len() > 4 && stems.split_ascii_whitespace().any(|known| known == stem))
}

const PERSIAN: &str = "\
    ایران عراق ترکیه افغانستان پاکستان هند چین ژاپن کره روسیه اوکراین المان فرانسه بریتانیا انگلیس انگلستان \
    ایتالیا اسپانیا پرتغال یونان هلند بلژیک سوییس اتریش سوید نروژ دانمارک فنلاند لهستان مجارستان رومانی بلغارستان \
    صربستان کرواسی امریکا کانادا مکزیک برزیل ارژانتین شیلی کوبا ونزویلا کلمبیا پرو مصر لیبی تونس الجزایر مراکش \
    سودان سومالی اتیوپی کنیا نیجریه افریقا استرالیا عربستان یمن عمان قطر بحرین کویت امارات اردن لبنان سوریه فلسطین \
    اسراییل ارمنستان اذربایجان گرجستان تاجیکستان ازبکستان ترکمنستان قزاقستان قرقیزستان اندونزی مالزی تایلند ویتنام \
    فیلیپین سنگاپور بنگلادش سریلانکا نپال میانمار مغولستان تهران مشهد اصفهان شیراز تبریز اهواز کرج قم کرمان یزد \
    رشت ساری گرگان اراک همدان کرمانشاه سنندج ایلام زنجان قزوین اردبیل ارومیه بوشهر بندرعباس زاهدان بیرجند بجنورد \
    خرماباد یاسوج شهرکرد سمنان کاشان ابادان خرمشهر کیش قشم سبزوار نیشابور لرستان کردستان گیلان مازندران گلستان \
    خوزستان فارس خراسان سیستان بلوچستان هرمزگان کابل هرات قندهار مزار بغداد بصره کربلا نجف موصل اربیل دمشق حلب \
    بیروت قاهره ریاض جده مکه دبی ابوظبی دوحه مسقط صنعا عدن استانبول انکارا مسکو پکن توکیو دهلی اسلاماباد کراچی \
    لندن پاریس برلین رم مادرید وین ژنو بروکسل واشنگتن نیویورک اورشلیم غزه تلاویو باکو ایروان تفلیس دوشنبه کییف خزر \
    ارس کارون هیرمند دجله فرات نیل دانوب البرز زاگرس دماوند هریرود جیحون سیحون هامون ناتو اوپک یونیسف یونسکو فیفا \
    یوفا اژانس سیا موساد پنتاگون کرملین سنا طالبان داعش حماس حزبالله القاعده بسیج سپاه هلالاحمر یوتیوب تلگرام گوگل \
    اپل مایکروسافت تسلا بویینگ ایرباس ایرانی عراقی ترک ترکیهای افغان افغانستانی پاکستانی هندی چینی ژاپنی کرهای روس \
    روسی اوکراینی المانی فرانسوی بریتانیایی انگلیسی ایتالیایی اسپانیایی سویدی نروژی امریکایی کانادایی مصری سعودی \
    عرب یمنی عمانی قطری لبنانی سوری فلسطینی اسراییلی ارمنی گرجی تاجیک ازبک";

/// Without their endings.
const GERMAN: &str = "\
    deutsch osterreichisch schweizerisch franzosisch britisch englisch schottisch irisch italienisch spanisch \
    portugiesisch griechisch niederlandisch hollandisch belgisch danisch schwedisch norwegisch finnisch islandisch \
    polnisch tschechisch slowakisch ungarisch rumanisch bulgarisch serbisch kroatisch slowenisch russisch \
    ukrainisch belarussisch turkisch israelisch palastinensisch syrisch libanesisch irakisch iranisch saudisch \
    agyptisch libysch tunesisch marokkanisch algerisch sudanesisch athiopisch kenianisch nigerianisch chinesisch \
    japanisch koreanisch indisch pakistanisch afghanisch vietnamesisch thailandisch indonesisch australisch \
    amerikanisch kanadisch mexikanisch brasilianisch argentinisch chilenisch kubanisch europaisch afrikanisch \
    asiatisch bayerisch sachsisch hessisch badisch thuringisch rheinisch westfalisch preussisch estnisch lettisch \
    litauisch georgisch armenisch";

/// The same.
const RUSSIAN: &str = "\
    русск российск украинск белорусск немецк германск французск британск английск шотландск ирландск итальянск \
    испанск португальск греческ нидерландск голландск бельгийск датск шведск норвежск финск исландск польск чешск \
    словацк венгерск румынск болгарск сербск хорватск турецк израильск палестинск сирийск ливанск иракск иранск \
    саудовск египетск ливийск тунисск марокканск суданск эфиопск кенийск нигерийск китайск японск корейск индийск \
    пакистанск афганск вьетнамск таиландск индонезийск австралийск американск канадск мексиканск бразильск \
    аргентинск чилийск кубинск европейск азиатск африканск грузинск армянск азербайджанск казахск узбекск киргизск \
    таджикск туркменск эстонск латвийск литовск московск петербургск сибирск уральск";

#[cfg(test)]
mod tests {
    use super::is_place;
    use crate::desk::change::tongue::Tongue;

    #[test]
    fn places_and_peoples_are_known_in_their_forms() {
        for (word, tongue, expected) in [
            ("تهران", Tongue::Persian, true),
            ("norwegische", Tongue::German, true),
            ("politische", Tongue::German, false),
            ("шведского", Tongue::Russian, true),
            ("городского", Tongue::Russian, false),
        ] {
            assert_eq!(is_place(word, tongue), expected, "{word}");
        }
    }
}
