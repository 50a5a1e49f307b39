//! Words beside which names stand, names of persons, and ways to write one name. To add one, add it folded.

/// Words before the name of a place or person, where the script has no capitals.
pub(super) fn is_class(word: &str) -> bool {
    is_body(word)
        || matches!(
            word,
            "شهر"
                | "مرکز"
                | "وزارت"
                | "فدراسیون"
                | "صندوق"
                | "کانون"
                | "شهرستان"
                | "شهرک"
                | "روستای"
                | "استان"
                | "کشور"
                | "جزیره"
                | "بندر"
                | "کوه"
                | "رود"
                | "رودخانه"
                | "دریاچه"
                | "دریای"
                | "دشت"
                | "دره"
                | "قله"
                | "سد"
                | "محله"
                | "خیابان"
                | "میدان"
                | "منطقه"
                | "بخش"
                | "ناحیه"
                | "اردوگاه"
                | "فرودگاه"
                | "ایستگاه"
                | "جام"
                | "برج"
                | "پل"
                | "پارک"
                | "تالار"
                | "جایزه"
                | "اقای"
                | "خانم"
                | "دکتر"
                | "مهندس"
                | "سردار"
                | "ایتالله"
                | "شیخ"
                | "استاندار"
                | "فرماندار"
                | "شهردار"
                | "نمایندگان"
                | "سفیر"
                | "روستا"
                | "دهستان"
                | "جنگل"
                | "جنگلهای"
                | "تپه"
                | "کویر"
                | "خلیج"
                | "تنگه"
                | "گردنه"
                | "معدن"
                | "مدرسه"
                | "مسجد"
                | "موزه"
                | "هتل"
                | "سینما"
                | "ورزشگاه"
                | "نیروگاه"
                | "پالایشگاه"
                | "کشتی"
                | "نفتکش"
                | "اهل"
                | "فیلم"
                | "ساحل"
                | "مدینه"
                | "محافظه"
                | "قریه"
                | "السید"
                | "السیده"
        )
}

/// Words before the name of a body, which may have two words.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "شرکت"
            | "بانک"
            | "بنیاد"
            | "خبرگزاری"
            | "روزنامه"
            | "دانشگاه"
            | "باشگاه"
            | "حزب"
            | "گروه"
            | "سازمان"
            | "انجمن"
            | "موسسه"
            | "کارخانه"
            | "هلدینگ"
            | "تیم"
            | "بیمارستان"
            | "شرکه"
            | "جامعه"
            | "بنک"
    )
}

/// Whether a word of Persian ends as names of places and persons do.
pub(super) fn has_name_ending(word: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["اباد", "شهر", "رود", "دشت", "کوه", "نژاد", "زاده", "پور", "وند", "نیا", "دره"];
    word.chars().count() >= 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// First names, where the script has no capitals.
pub(super) fn is_forename(word: &str) -> bool {
    matches!(
        word,
        "محمد"
            | "علی"
            | "حسن"
            | "حسین"
            | "رضا"
            | "مهدی"
            | "احمد"
            | "محمود"
            | "مجید"
            | "حمید"
            | "سعید"
            | "امیر"
            | "کاظم"
            | "کریم"
            | "رحیم"
            | "جواد"
            | "صادق"
            | "باقر"
            | "اکبر"
            | "اصغر"
            | "ابراهیم"
            | "اسماعیل"
            | "یوسف"
            | "یعقوب"
            | "موسی"
            | "عیسی"
            | "داود"
            | "ایوب"
            | "بهرام"
            | "بهمن"
            | "بابک"
            | "سیاوش"
            | "کوروش"
            | "داریوش"
            | "فرهاد"
            | "فریدون"
            | "منوچهر"
            | "هوشنگ"
            | "ایرج"
            | "تورج"
            | "بیژن"
            | "کامران"
            | "کیوان"
            | "پرویز"
            | "جمشید"
            | "خسرو"
            | "شاهین"
            | "ناصر"
            | "نادر"
            | "عباس"
            | "قاسم"
            | "هادی"
            | "مصطفی"
            | "مرتضی"
            | "علیرضا"
            | "محمدرضا"
            | "حمیدرضا"
            | "غلامرضا"
            | "عبدالله"
            | "عبدالرضا"
            | "مریم"
            | "فاطمه"
            | "زهرا"
            | "زینب"
            | "سارا"
            | "مینا"
            | "مینو"
            | "نرگس"
            | "لیلا"
            | "شیرین"
            | "پروین"
            | "پری"
            | "ستاره"
            | "سپیده"
            | "نسرین"
            | "نازنین"
            | "مهناز"
            | "شهلا"
            | "شهره"
            | "مهسا"
            | "نیلوفر"
            | "یاسمن"
            | "الهام"
            | "الهه"
            | "بهاره"
            | "پریسا"
            | "رویا"
            | "سمیه"
            | "طاهره"
            | "معصومه"
            | "ناهید"
            | "نگار"
            | "هانیه"
            | "هما"
            | "ژاله"
            | "فرشته"
            | "فرزانه"
            | "خالد"
            | "عمر"
            | "عثمان"
            | "سلیم"
            | "فیصل"
            | "فواد"
            | "جمال"
            | "کمال"
    )
}

/// Whether a Russian word has an ending of adjectives and verbs that surnames have not.
pub(super) fn is_bent_word(word: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ых", "ли",
        "ла", "ло", "лся", "лись", "лась", "лось", "ть", "ют", "ут", "ет", "ит", "ся",
    ];
    const SURNAMES: [&str; 8] =
        ["ский", "цкий", "ская", "цкая", "ского", "цкого", "скому", "цкому"];
    ENDINGS.iter().any(|end| word.ends_with(end)) && !SURNAMES.iter().any(|end| word.ends_with(end))
}

/// Whether a Russian word ends as surnames do.
pub(super) fn is_surname(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына", "ову", "еву", "ину", "овой", "евой",
        "иной", "ский", "цкий", "ская", "цкая", "ко", "юк", "ук", "ян", "дзе", "ич",
    ];
    ENDINGS.iter().any(|end| word.ends_with(end))
}

/// Whether an English word behind the first one may be what somebody does.
pub(super) fn may_be_verb(word: &str) -> bool {
    (word.len() > 3 && (word.ends_with("ed") || (word.ends_with('s') && !word.ends_with("ss"))))
        || matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "does"
                | "did"
                | "said"
                | "told"
                | "took"
                | "won"
                | "lost"
                | "made"
                | "went"
                | "came"
                | "left"
                | "fell"
                | "rose"
                | "beat"
                | "met"
                | "held"
                | "gave"
                | "became"
                | "began"
                | "led"
                | "wrote"
                | "spoke"
                | "got"
                | "saw"
                | "found"
                | "built"
                | "bought"
                | "sold"
                | "paid"
                | "kept"
                | "set"
                | "put"
                | "ran"
                | "sent"
                | "stood"
                | "drew"
                | "grew"
                | "knew"
                | "broke"
                | "chose"
                | "died"
                | "hit"
                | "cut"
                | "shut"
                | "quit"
                | "and"
                | "to"
                | "also"
                | "not"
                | "police"
                | "council"
                | "mayor"
                | "court"
                | "hospital"
                | "university"
                | "airport"
                | "station"
                | "town"
                | "city"
                | "county"
                | "bay"
                | "island"
                | "valley"
                | "harbour"
                | "residents"
                | "officials"
                | "shares"
                | "chief"
                | "spokesman"
                | "spokeswoman"
                | "fans"
                | "manager"
                | "coach"
                | "captain"
        )
}

/// Titles and ranks before a name: they may come and go, and the person stays.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "dr"
            | "doctor"
            | "prof"
            | "professor"
            | "president"
            | "prime"
            | "minister"
            | "chancellor"
            | "governor"
            | "senator"
            | "mayor"
            | "judge"
            | "justice"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "bishop"
            | "captain"
            | "colonel"
            | "general"
            | "major"
            | "lieutenant"
            | "sergeant"
            | "admiral"
            | "inspector"
            | "chief"
            | "director"
            | "chairman"
            | "secretary"
            | "commissioner"
            | "ambassador"
            | "representative"
            | "pm"
            | "i"
            | "herr"
            | "frau"
            | "doktor"
            | "konig"
            | "konigin"
            | "prinz"
            | "دکتر"
            | "مهندس"
            | "اقای"
            | "خانم"
            | "سردار"
            | "حجتالاسلام"
            | "ایتالله"
            | "شیخ"
            | "سید"
            | "سرهنگ"
            | "سرتیپ"
    )
}

/// Words behind the name of a firm.
pub(super) fn is_firm(word: &str) -> bool {
    matches!(
        word,
        "ag" | "gmbh"
            | "kg"
            | "se"
            | "inc"
            | "ltd"
            | "llc"
            | "plc"
            | "corp"
            | "co"
            | "sa"
            | "nv"
            | "ооо"
            | "оао"
            | "зао"
            | "пао"
            | "ао"
    )
}

/// Names that are written in several ways in Latin letters, a name a line.
const WRITTEN: [&[&str]; 24] = [
    &["mohammed", "muhammad", "mohammad", "mohamed", "muhammed", "mohamad", "mehmed"],
    &["yusuf", "yousef", "youssef", "yousuf", "yusef", "yusif", "jussuf"],
    &["hussein", "hossein", "husain", "hussain", "husein", "huseyn"],
    &["ahmed", "ahmad", "achmed"],
    &["abdullah", "abdallah", "abdulla", "abdollah"],
    &["ibrahim", "ebrahim"],
    &["hassan", "hasan"],
    &["omar", "umar", "omer"],
    &["osama", "usama"],
    &["qassem", "ghasem", "kassem", "qasim", "qasem", "kasim"],
    &["khaled", "khalid", "chaled"],
    &["saeed", "said", "saied", "sayeed"],
    &["mahmoud", "mahmud"],
    &["mustafa", "mostafa", "moustafa"],
    &["suleiman", "sulaiman", "soleiman", "suleyman"],
    &["jamal", "gamal", "dschamal"],
    &["fatima", "fatemeh", "fatimah"],
    &["sergei", "sergey", "sergej"],
    &["alexei", "alexey", "aleksei", "aleksey", "alexej"],
    &["dmitry", "dmitri", "dmitriy", "dmitrij"],
    &["yevgeny", "evgeny", "evgeniy", "jewgeni"],
    &["andrei", "andrey", "andrej"],
    &["yuri", "yury", "juri", "yuriy"],
    &["oleksandr", "olexandr"],
];

/// Whether the two are ways to write one name in Latin letters.
pub(super) fn are_written_alike(a: &str, b: &str) -> bool {
    WRITTEN.iter().any(|row| row.contains(&a) && row.contains(&b))
}

/// Endings that Russian names take; the longest is the first.
const RUSSIAN_ENDINGS: [&str; 34] = [
    "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ой", "ей", "ий", "ый", "ая", "яя",
    "ое", "ее", "ую", "юю", "ым", "им", "ом", "ем", "ах", "ях", "ов", "ев", "ью", "а", "я", "у",
    "ю", "е", "и", "ы",
];

/// Whether the two are one Russian name in two cases.
pub(super) fn are_cases(a: &str, b: &str) -> bool {
    let stems = |word: &str| -> Vec<String> {
        let ends = RUSSIAN_ENDINGS.iter().filter_map(|end| word.strip_suffix(end));
        ends.chain([word, word.trim_end_matches(['ь', 'й'])])
            .filter(|stem| stem.chars().count() >= 3)
            .map(str::to_owned)
            .collect()
    };
    let of_a = stems(a);
    stems(b).iter().any(|stem| of_a.contains(stem))
}
