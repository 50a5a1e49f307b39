//! Countries, their peoples and capitals: whose ministry a capital may stand for, and which names speak for nobody.
//!
//! To add one, add it to `capital` (and to `is_city`, if it is no capital), folded.

/// The capital of the country or people that a word names, as headlines call it; `None` if it names none.
pub(super) fn capital(word: &str) -> Option<&'static str> {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("'")).unwrap_or(word);
    Some(match word {
        "afghanistan" | "afghan" => "kabul",
        "algeria" | "algerian" => "algiers",
        "argentina" | "argentine" => "buenos aires",
        "armenia" | "armenian" => "yerevan",
        "australia" | "australian" => "canberra",
        "austria" | "austrian" => "vienna",
        "azerbaijan" | "azerbaijani" | "azeri" => "baku",
        "bahrain" | "bahraini" => "manama",
        "bangladesh" | "bangladeshi" => "dhaka",
        "belarus" | "belarusian" => "minsk",
        "belgium" | "belgian" => "brussels",
        "brazil" | "brazilian" => "brasilia",
        "uk" | "britain" | "british" => "london",
        "bulgaria" | "bulgarian" => "sofia",
        "canada" | "canadian" => "ottawa",
        "chile" | "chilean" => "santiago",
        "china" | "chinese" => "beijing",
        "colombia" | "colombian" => "bogota",
        "cuba" | "cuban" => "havana",
        "czech" => "prague",
        "denmark" | "danish" => "copenhagen",
        "egypt" | "egyptian" => "cairo",
        "estonia" | "estonian" => "tallinn",
        "ethiopia" | "ethiopian" => "addis ababa",
        "finland" | "finnish" => "helsinki",
        "france" | "french" => "paris",
        "georgia" | "georgian" => "tbilisi",
        "germany" | "german" => "berlin",
        "greece" | "greek" => "athens",
        "hungary" | "hungarian" => "budapest",
        "india" | "indian" => "new delhi",
        "indonesia" | "indonesian" => "jakarta",
        "iran" | "iranian" => "tehran",
        "iraq" | "iraqi" => "baghdad",
        "ireland" | "irish" => "dublin",
        "italy" | "italian" => "rome",
        "japan" | "japanese" => "tokyo",
        "jordan" | "jordanian" => "amman",
        "kazakhstan" | "kazakh" => "astana",
        "kenya" | "kenyan" => "nairobi",
        "kuwait" | "kuwaiti" => "kuwait city",
        "latvia" | "latvian" => "riga",
        "lebanon" | "lebanese" => "beirut",
        "libya" | "libyan" => "tripoli",
        "lithuania" | "lithuanian" => "vilnius",
        "mexico" | "mexican" => "mexico city",
        "moldova" | "moldovan" => "chisinau",
        "morocco" | "moroccan" => "rabat",
        "netherlands" | "dutch" => "the hague",
        "nigeria" | "nigerian" => "abuja",
        "norway" | "norwegian" => "oslo",
        "oman" | "omani" => "muscat",
        "pakistan" | "pakistani" => "islamabad",
        "philippines" | "philippine" | "filipino" => "manila",
        "poland" | "polish" => "warsaw",
        "portugal" | "portuguese" => "lisbon",
        "qatar" | "qatari" => "doha",
        "romania" | "romanian" => "bucharest",
        "russia" | "russian" => "moscow",
        "saudi" => "riyadh",
        "serbia" | "serbian" => "belgrade",
        "spain" | "spanish" => "madrid",
        "sudan" | "sudanese" => "khartoum",
        "sweden" | "swedish" => "stockholm",
        "switzerland" | "swiss" => "bern",
        "syria" | "syrian" => "damascus",
        "taiwan" | "taiwanese" => "taipei",
        "thailand" | "thai" => "bangkok",
        "tunisia" | "tunisian" => "tunis",
        "turkey" | "turkish" | "turkiye" => "ankara",
        "ukraine" | "ukrainian" => "kyiv",
        "us" | "american" | "america" => "washington",
        "venezuela" | "venezuelan" => "caracas",
        "vietnam" | "vietnamese" => "hanoi",
        "yemen" | "yemeni" => "sanaa",
        other => return persian_capital(other),
    })
}

fn persian_capital(word: &str) -> Option<&'static str> {
    Some(match word {
        "ایران" | "ایرانی" => "تهران",
        "روسیه" | "روسی" | "روس" | "الروسیه" | "روسیا" => "مسکو",
        "چین" | "چینی" => "پکن",
        "الصین" | "الصینیه" => "بکین",
        "امریکا" | "امریکایی" => "واشنگتن",
        "الامریکیه" => "واشنطن",
        "انگلیس" | "بریتانیا" => "لندن",
        "فرانسه" => "پاریس",
        "المان" => "برلین",
        "ایتالیا" => "رم",
        "اسپانیا" => "مادرید",
        "اتریش" => "وین",
        "ترکیه" => "انکارا",
        "عراق" | "العراق" => "بغداد",
        "سوریه" | "سوریا" => "دمشق",
        "لبنان" => "بیروت",
        "عربستان" | "سعودی" | "السعودیه" => "ریاض",
        "قطر" => "دوحه",
        "عمان" => "مسقط",
        "مصر" => "قاهره",
        "افغانستان" => "کابل",
        "پاکستان" => "اسلاماباد",
        "هند" => "دهلی نو",
        "ژاپن" => "توکیو",
        "اوکراین" => "کییف",
        "لهستان" => "ورشو",
        "ارمنستان" => "ایروان",
        "اذربایجان" | "جمهوریاذربایجان" => "باکو",
        "استرالیا" => "کانبرا",
        "کانادا" => "اتاوا",
        "ونزویلا" => "کاراکاس",
        "یمن" | "الیمن" => "صنعا",
        "سودان" => "خارطوم",
        _ => return None,
    })
}

/// Whether the word names a place: a country, people, capital, or a town or land that is often in the news.
pub(super) fn is_place(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    // Arabic writes `and` as a part of the next word.
    [Some(word), word.strip_prefix('و')]
        .into_iter()
        .flatten()
        .any(|word| capital(word).is_some() || is_city(word))
}

fn is_city(word: &str) -> bool {
    matches!(
        word,
        "kabul"
            | "algiers"
            | "yerevan"
            | "canberra"
            | "vienna"
            | "baku"
            | "manama"
            | "dhaka"
            | "minsk"
            | "brussels"
            | "brasilia"
            | "london"
            | "sofia"
            | "ottawa"
            | "santiago"
            | "beijing"
            | "bogota"
            | "havana"
            | "prague"
            | "copenhagen"
            | "cairo"
            | "tallinn"
            | "helsinki"
            | "paris"
            | "tbilisi"
            | "berlin"
            | "athens"
            | "budapest"
            | "delhi"
            | "jakarta"
            | "tehran"
            | "baghdad"
            | "dublin"
            | "rome"
            | "tokyo"
            | "amman"
            | "astana"
            | "nairobi"
            | "riga"
            | "beirut"
            | "tripoli"
            | "vilnius"
            | "chisinau"
            | "rabat"
            | "hague"
            | "abuja"
            | "oslo"
            | "muscat"
            | "islamabad"
            | "manila"
            | "warsaw"
            | "lisbon"
            | "doha"
            | "bucharest"
            | "moscow"
            | "riyadh"
            | "belgrade"
            | "madrid"
            | "khartoum"
            | "stockholm"
            | "bern"
            | "damascus"
            | "taipei"
            | "bangkok"
            | "tunis"
            | "ankara"
            | "kyiv"
            | "kiev"
            | "washington"
            | "caracas"
            | "hanoi"
            | "sanaa"
            | "seoul"
            | "pyongyang"
            | "gaza"
            | "rafah"
            | "aden"
            | "hormuz"
            | "jerusalem"
            | "israel"
            | "israeli"
            | "palestine"
            | "palestinian"
            | "korea"
            | "korean"
            | "crimea"
            | "donbas"
            | "donetsk"
            | "kherson"
            | "kharkiv"
            | "odesa"
            | "aleppo"
            | "idlib"
            | "mosul"
            | "basra"
            | "karbala"
            | "istanbul"
            | "dubai"
            | "scotland"
            | "wales"
            | "europe"
            | "africa"
            | "asia"
            | "california"
            | "texas"
            | "florida"
            | "gulf"
            | "mediterranean"
            | "darfur"
            | "kashmir"
            | "tigray"
            | "balkans"
            | "caucasus"
            | "hormozgan"
            | "arabia"
            | "emirates"
            | "uae"
            | "persian"
            | "york"
            | "africans"
            | "europeans"
            | "مسکو"
            | "پکن"
            | "بکین"
            | "واشنگتن"
            | "واشنطن"
            | "لندن"
            | "پاریس"
            | "برلین"
            | "رم"
            | "وین"
            | "انکارا"
            | "بغداد"
            | "دمشق"
            | "بیروت"
            | "ریاض"
            | "دوحه"
            | "مسقط"
            | "قاهره"
            | "کابل"
            | "هرات"
            | "تهران"
            | "مشهد"
            | "اصفهان"
            | "شیراز"
            | "تبریز"
            | "اهواز"
            | "گیلان"
            | "خوزستان"
            | "غزه"
            | "رفح"
            | "قدس"
            | "فلسطین"
            | "اسراییل"
            | "عدن"
            | "خلیج"
            | "هرمز"
            | "فارس"
            | "توکیو"
            | "کییف"
            | "ورشو"
            | "باکو"
            | "ایروان"
            | "اروپا"
            | "صنعا"
            | "خارطوم"
            | "استانبول"
            | "دبی"
            | "حلب"
            | "موصل"
            | "کربلا"
            | "نجف"
    )
}
