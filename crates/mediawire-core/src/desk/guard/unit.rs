//! Units and currencies in one form each, long or short, in three languages; and what they are told per.
//!
//! To add a unit of one word, add it folded to [`unit`]; of two or three, to [`compound`].

/// A unit behind a number, in its one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// The unit.
    pub(super) name: &'static str,
    /// What it is told per, as [`rate`] gives it.
    pub(super) per: Option<&'static str>,
    /// How many words name it.
    pub(super) n_words: usize,
}

/// The unit that the words from the `n`-th on name, where they stand behind a number.
pub(super) fn read<'t>(word: impl Fn(usize) -> Option<&'t str>) -> Option<Unit> {
    let first = word(0)?;
    let (second, third) = (word(1).unwrap_or(""), word(2).unwrap_or(""));
    if let Some((name, n_words)) = compound(first, second, third) {
        return Some(Unit { name, per: None, n_words });
    }
    let (name, per) = match first {
        "mph" => ("mile", Some("/hour")),
        "kph" | "kmh" | "kmph" | "kmhr" => ("km", Some("/hour")),
        "bpd" => ("barrel", Some("/day")),
        "mpg" => ("mile", Some("/gallon")),
        "mbps" => ("megabit", Some("/second")),
        "gbps" => ("gigabit", Some("/second")),
        "kbps" => ("kilobit", Some("/second")),
        other => (unit(other)?, None),
    };
    Some(Unit { name, per, n_words: 1 })
}

/// Units of two and three words, and how many they are.
fn compound(first: &str, second: &str, third: &str) -> Option<(&'static str, usize)> {
    let name = match (first, second) {
        ("per", "cent") | ("فی", "المیه" | "المایه") => "%",
        (
            "percentage" | "percent" | "pct" | "واحد" | "%",
            "point" | "points" | "درصد" | "درصدی",
        ) => "percentage points",
        ("نقطه" | "نقاط", "میویه") => "percentage points",
        ("basis", "point" | "points") | ("واحد" | "نقطه", "پایه") => "basis points",
        ("نقطه" | "نقاط", "اساس") => "basis points",
        ("degree" | "degrees" | "deg" | "°", "celsius" | "centigrade" | "c") => "°C",
        ("degree" | "degrees" | "deg" | "°", "fahrenheit" | "f") => "°F",
        ("درجه" | "درجات", "میویه" | "سلسیوس" | "سانتیگراد" | "سلزیوس") => {
            "°C"
        }
        ("درجه" | "درجات", "فارنهایت" | "فهرنهایت") => "°F",
        ("درجه", "سانتی") if third == "گراد" => return Some(("°C", 3)),
        ("سانتی" | "سانت", "متر" | "متری") => "cm",
        ("میلی", "متر" | "متری") => "mm",
        ("کیلو", "متر" | "متری") if !matches!(third, "مربع" | "مکعب") => "km",
        ("کیلو", "گرم" | "گرمی") => "kg",
        ("میلی", "گرم") => "mg",
        ("میلی", "لیتر") => "ml",
        ("مگا", "وات") => "mw",
        ("nautical", "mile" | "miles") => "nautical mile",
        ("مایل" | "میل" | "امیال", "دریایی" | "بحری" | "بحریه") => {
            "nautical mile"
        }
        ("light", "year" | "years") | ("سال", "نوری") | ("سنه", "ضوییه") => {
            "light year"
        }
        ("metric", "ton" | "tons" | "tonne" | "tonnes") => "tonne",
        ("us" | "u.s", "dollar" | "dollars") => "$",
        ("pound" | "pounds", "sterling") => "£",
        ("اسب", "بخار") => "hp",
        ("watt" | "watts", "hour" | "hours") => "wh",
        (
            "kw" | "kilowatt" | "kilowatts" | "کیلووات",
            "hour" | "hours" | "ساعت" | "ساعتی" | "h",
        ) => "kwh",
        ("mw" | "megawatt" | "megawatts" | "مگاوات", "hour" | "hours" | "ساعت" | "ساعتی" | "h") => {
            "mwh"
        }
        (
            "gw" | "gigawatt" | "gigawatts" | "گیگاوات",
            "hour" | "hours" | "ساعت" | "ساعتی" | "h",
        ) => "gwh",
        ("square" | "sq", length) => squared(unit(length)?)?,
        ("cubic" | "cu", length) => cubed(unit(length)?)?,
        (length, "مربع" | "مربعا" | "مربعی" | "مربعه") => {
            squared(unit(length)?)?
        }
        (length, "مکعب" | "مکعبا" | "مکعبه") => cubed(unit(length)?)?,
        _ => return None,
    };
    Some((name, 2))
}

fn squared(length: &str) -> Option<&'static str> {
    Some(match length {
        "m" => "m2",
        "km" => "km2",
        "cm" => "cm2",
        "mile" => "sq mile",
        "foot" => "sq foot",
        "yard" => "sq yard",
        "inch" => "sq inch",
        _ => return None,
    })
}

fn cubed(length: &str) -> Option<&'static str> {
    Some(match length {
        "m" => "m3",
        "km" => "km3",
        "cm" => "cm3",
        "foot" => "cu foot",
        "yard" => "cu yard",
        _ => return None,
    })
}

/// What the word says that a number is told per, if it does: `/hour`.
pub(super) fn rate(word: &str) -> Option<&'static str> {
    let bare = word.strip_prefix("ال").unwrap_or(word);
    Some(match bare {
        "second" | "sec" | "s" | "ثانیه" => "/second",
        "minute" | "min" | "دقیقه" => "/minute",
        "hour" | "hr" | "h" | "ساعت" | "ساعه" | "س" => "/hour",
        "day" | "d" | "روز" | "یوم" => "/day",
        "week" | "wk" | "هفته" | "اسبوع" => "/week",
        "month" | "mo" | "ماه" | "شهر" => "/month",
        "year" | "yr" | "annum" | "سال" | "سنه" | "عام" => "/year",
        "barrel" | "bbl" | "b" | "بشکه" | "برمیل" => "/barrel",
        "litre" | "liter" | "l" | "لیتر" | "لتر" => "/litre",
        "gallon" | "gal" | "گالن" | "غالون" => "/gallon",
        "kilo" | "kg" | "kilogram" | "کیلو" | "کیلوگرم" | "کیلوغرام" => "/kg",
        "tonne" | "t" | "تن" | "طن" => "/tonne",
        "ton" => "/ton",
        "ounce" | "oz" | "اونس" | "اونصه" => "/ounce",
        "hectare" | "ha" | "هکتار" => "/hectare",
        "acre" => "/acre",
        "mwh" => "/mwh",
        "kwh" => "/kwh",
        "km" | "kilometre" | "kilometer" | "کیلومتر" => "/km",
        "mile" | "مایل" => "/mile",
        "metre" | "meter" | "متر" => "/metre",
        "person" | "head" | "نفر" => "/person",
        _ => return None,
    })
}

/// A unit's one form, where it stands behind a number: `dollars` and `دلاری` are `$`.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    if word.is_ascii() || !word.starts_with(|c: char| c.is_alphabetic()) {
        return currency(word).or_else(|| measure(word));
    }
    persian(word).or_else(|| arabic(word))
}

/// Money, and shares.
fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "%" | "percent" | "pct" | "pc" => "%",
        "pp" | "ppt" | "ppts" => "percentage points",
        "bp" | "bps" => "basis points",
        "point" | "points" | "pts" => "points",
        "$" | "dollar" | "dollars" | "usd" => "$",
        "€" | "euro" | "euros" | "eur" => "€",
        "£" | "pound" | "pounds" | "gbp" => "£",
        "¥" | "yen" | "jpy" => "¥",
        "yuan" | "cny" => "yuan",
        "₹" | "rupee" | "rupees" | "inr" => "₹",
        "₽" | "rouble" | "roubles" | "ruble" | "rubles" | "rub" => "₽",
        "₺" | "lira" | "liras" => "₺",
        "₪" | "shekel" | "shekels" => "₪",
        "₩" => "₩",
        "₴" | "hryvnia" | "hryvnias" => "₴",
        "₦" | "naira" => "₦",
        "﷼" | "rial" | "rials" => "rial",
        "toman" | "tomans" => "toman",
        "riyal" | "riyals" => "riyal",
        "dirham" | "dirhams" | "aed" => "dirham",
        "dinar" | "dinars" => "dinar",
        "franc" | "francs" => "franc",
        "chf" => "CHF",
        "krona" | "kronor" => "krona",
        "krone" | "kroner" => "krone",
        "zloty" | "zlotys" => "zloty",
        "peso" | "pesos" => "peso",
        "¢" | "cent" | "cents" => "cent",
        "pence" | "p" => "pence",
        _ => return None,
    })
}

/// What is measured.
fn measure(word: &str) -> Option<&'static str> {
    Some(match word {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => "km",
        "m" | "meter" | "meters" | "metre" | "metres" => "m",
        "cm" | "cms" | "centimeter" | "centimeters" | "centimetre" | "centimetres" => "cm",
        "mm" | "millimeter" | "millimetre" | "millimeters" | "millimetres" => "mm",
        "nm" => "nautical mile",
        "mi" | "mile" | "miles" => "mile",
        "yd" | "yds" | "yard" | "yards" => "yard",
        "foot" | "feet" | "ft" => "foot",
        "inch" | "inches" => "inch",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" | "ha" => "hectare",
        "m2" | "sqm" => "m2",
        "km2" | "sqkm" => "km2",
        "cm2" => "cm2",
        "sqft" => "sq foot",
        "m3" => "m3",
        "km3" => "km3",
        "cm3" | "cc" => "cm3",
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme"
        | "kilogrammes" => "kg",
        "g" | "gram" | "grams" | "gramme" | "grammes" => "g",
        "mg" | "milligram" | "milligrams" | "milligrammes" => "mg",
        "ton" | "tons" => "ton",
        "tonne" | "tonnes" | "t" => "tonne",
        "lb" | "lbs" => "lb",
        "oz" | "ounce" | "ounces" => "ounce",
        "carat" | "carats" | "ct" => "carat",
        "liter" | "liters" | "litre" | "litres" | "l" => "litre",
        "ml" | "millilitre" | "millilitres" | "milliliter" | "milliliters" => "ml",
        "gallon" | "gallons" | "gal" => "gallon",
        "pint" | "pints" => "pint",
        "barrel" | "barrels" | "bbl" | "bbls" => "barrel",
        "knot" | "knots" | "kt" | "kts" => "knot",
        "w" | "watt" | "watts" => "w",
        "kw" | "kilowatt" | "kilowatts" => "kw",
        "mw" | "megawatt" | "megawatts" => "mw",
        "gw" | "gigawatt" | "gigawatts" => "gw",
        "tw" | "terawatt" | "terawatts" => "tw",
        "kwh" => "kwh",
        "mwh" => "mwh",
        "gwh" => "gwh",
        "twh" => "twh",
        "v" | "volt" | "volts" => "volt",
        "hz" | "hertz" => "hz",
        "khz" | "kilohertz" => "khz",
        "mhz" | "megahertz" => "mhz",
        "ghz" | "gigahertz" => "ghz",
        "hp" | "horsepower" => "hp",
        "hpa" | "hectopascal" | "hectopascals" => "hpa",
        "mb" | "megabyte" | "megabytes" => "mb",
        "gb" | "gigabyte" | "gigabytes" => "gb",
        "tb" | "terabyte" | "terabytes" => "tb",
        "megabit" | "megabits" => "megabit",
        "gigabit" | "gigabits" => "gigabit",
        "kilobit" | "kilobits" => "kilobit",
        "db" | "decibel" | "decibels" => "decibel",
        "kcal" | "kilocalorie" | "kilocalories" => "kcal",
        "ppm" => "ppm",
        "msv" | "millisievert" | "millisieverts" => "msv",
        "degree" | "degrees" | "deg" | "°" => "°",
        "°c" | "celsius" => "°C",
        "°f" | "fahrenheit" => "°F",
        "s" | "sec" | "secs" | "second" | "seconds" => "second",
        "min" | "mins" | "minute" | "minutes" => "minute",
        "h" | "hr" | "hrs" | "hour" | "hours" => "hour",
        "day" | "days" => "day",
        "wk" | "wks" | "week" | "weeks" => "week",
        "month" | "months" => "month",
        "yr" | "yrs" | "year" | "years" => "year",
        "decade" | "decades" => "decade",
        _ => return None,
    })
}

fn persian(word: &str) -> Option<&'static str> {
    Some(match word {
        "درصد" | "درصدی" => "%",
        "دلار" | "دلاری" => "$",
        "یورو" | "یورویی" => "€",
        "پوند" | "پوندی" => "£",
        "ین" => "¥",
        "یوان" => "yuan",
        "روپیه" => "₹",
        "روبل" => "₽",
        "لیر" => "₺",
        "ریال" | "ریالی" => "rial",
        "تومان" | "تومانی" | "تومن" => "toman",
        "درهم" => "dirham",
        "دینار" | "دیناری" => "dinar",
        "سنت" | "سنتی" => "cent",
        "کیلومتر" | "کیلومتری" => "km",
        "متر" | "متری" => "m",
        "سانتیمتر" | "سانتیمتری" | "سانت" => "cm",
        "میلیمتر" | "میلیمتری" => "mm",
        "مترمربع" | "مترمربعی" => "m2",
        "کیلومترمربع" => "km2",
        "مترمکعب" => "m3",
        "مایل" | "مایلی" => "mile",
        "یارد" | "یاردی" => "yard",
        "فوت" => "foot",
        "اینچ" | "اینچی" => "inch",
        "هکتار" | "هکتاری" => "hectare",
        "کیلو" | "کیلوگرم" | "کیلویی" | "کیلوگرمی" => "kg",
        "گرم" | "گرمی" => "g",
        "میلیگرم" => "mg",
        "تن" | "تنی" => "tonne",
        "اونس" => "ounce",
        "لیتر" | "لیتری" => "litre",
        "گالن" => "gallon",
        "بشکه" | "بشکهای" => "barrel",
        "گره" => "knot",
        "وات" | "واتی" => "w",
        "کیلووات" => "kw",
        "مگاوات" | "مگاواتی" => "mw",
        "گیگاوات" => "gw",
        "مگابایت" => "mb",
        "گیگابایت" => "gb",
        "درجه" | "درجهای" => "°",
        "ثانیه" | "ثانیهای" => "second",
        "دقیقه" | "دقیقهای" => "minute",
        "ساعت" | "ساعته" => "hour",
        "روز" | "روزه" => "day",
        "هفته" | "هفتهای" => "week",
        "ماه" | "ماهه" => "month",
        "سال" | "ساله" => "year",
        "دهه" => "decade",
        _ => return None,
    })
}

/// A word that is another in Persian (`عام`, `یوم`) is here only where both languages count with it.
fn arabic(word: &str) -> Option<&'static str> {
    Some(match word {
        "بالمیه" | "بالمایه" => "%",
        "دولار" | "دولارا" | "دولارات" => "$",
        "کیلومترا" | "کیلومترات" | "کلم" | "کم" => "km",
        "مترا" | "امتار" => "m",
        "میل" | "میلا" | "امیال" => "mile",
        "کیلوغرام" | "کیلوغراما" | "کیلوغرامات" | "کیلوجرام" | "کغ" | "کجم" => {
            "kg"
        }
        "غرام" | "غراما" | "غرامات" | "جرام" => "g",
        "طن" | "طنا" | "اطنان" => "tonne",
        "لتر" | "لترا" | "لترات" => "litre",
        "برمیل" | "برمیلا" | "برامیل" => "barrel",
        "هکتارا" | "هکتارات" => "hectare",
        "میغاواط" | "میجاواط" => "mw",
        "درجات" => "°",
        "ثوان" | "ثوانی" => "second",
        "دقایق" => "minute",
        "ساعه" | "ساعات" => "hour",
        "یوما" | "ایام" => "day",
        "اسبوع" | "اسبوعا" | "اسابیع" => "week",
        "شهرا" | "اشهر" | "شهور" => "month",
        "سنه" | "سنوات" | "عاما" | "اعوام" => "year",
        _ => return None,
    })
}
