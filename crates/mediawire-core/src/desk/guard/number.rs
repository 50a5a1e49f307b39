//! Numbers as values, whatever their digits, points and words; and whether a rounded one with its hedge is true.

/// An exact decimal number: `digits × 10^exponent`, without zeros at the end of `digits`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) struct Number {
    digits: u64,
    exponent: i16,
}

/// The most digits of a number that is read as one: more would not fit.
const DIGITS_MAX: usize = 18;

impl Number {
    /// The number of `digits × 10^exponent`.
    pub(in crate::desk) fn new(digits: u64, exponent: i16) -> Self {
        let mut number = Self { digits, exponent };
        if digits == 0 {
            return Self { digits: 0, exponent: 0 };
        }
        while number.digits.is_multiple_of(10) {
            number.digits /= 10;
            number.exponent += 1;
        }
        number
    }

    /// Reads ASCII digits with their points: `1,000`, `12.50`. `None` if it is anything else.
    ///
    /// `point` is what parts the decimals; the other one parts thousands.
    pub(in crate::desk) fn read(text: &str, point: char) -> Option<Self> {
        let (whole, decimals) = text.split_once(point).unwrap_or((text, ""));
        let mut digits = 0_u64;
        let mut n = 0;
        for c in whole.chars().filter(|c| !matches!(c, ',' | '.')).chain(decimals.chars()) {
            n += 1;
            let digit = u64::from(c.to_digit(10)?);
            if n > DIGITS_MAX {
                return None;
            }
            digits = digits * 10 + digit;
        }
        let exponent = i16::try_from(decimals.len()).ok()?;
        (n > 0).then(|| Self::new(digits, -exponent))
    }

    /// The number times ten to the power of `n`.
    pub(in crate::desk) fn scaled(self, n: i16) -> Self {
        Self::new(self.digits, self.exponent.saturating_add(n))
    }

    /// The sum, if it is exact; both are whole.
    pub(in crate::desk) fn plus(self, other: Self) -> Option<Self> {
        let whole = |number: Self| {
            let power = u32::try_from(number.exponent).ok()?;
            number.digits.checked_mul(10_u64.checked_pow(power)?)
        };
        Some(Self::new(whole(self)?.checked_add(whole(other)?)?, 0))
    }

    /// The number and a half, if it is whole.
    pub(super) fn and_half(self) -> Self {
        let power = u32::try_from(self.exponent).ok().and_then(|n| 10_u64.checked_pow(n));
        let whole = power.and_then(|power| self.digits.checked_mul(power)?.checked_mul(10));
        whole.and_then(|tenths| tenths.checked_add(5)).map_or(self, |tenths| Self::new(tenths, -1))
    }

    /// How large it is, for comparing.
    #[expect(clippy::cast_precision_loss, reason = "shares of a value are compared, not values")]
    pub(super) fn size(self) -> f64 {
        self.digits as f64 * 10_f64.powi(i32::from(self.exponent))
    }

    /// What its last digit that counts counts: 100 of 84,700.
    pub(super) fn step(self) -> f64 {
        10_f64.powi(i32::from(self.exponent))
    }

    /// Whether it may be told in millions.
    pub(super) fn is_large(self) -> bool {
        self.size() >= 100_000.0
    }

    /// Digits that count: 3 of 84,700.
    fn n_digits(self) -> u32 {
        self.digits.checked_ilog10().map_or(1, |n| n + 1)
    }

    /// Whether it may be a year.
    pub(in crate::desk) fn is_year(self) -> bool {
        self.exponent >= 0 && (1000.0..=2200.0).contains(&self.size())
    }
}

/// Which way a hedge says that a number is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Nearly, almost: the true value is a little lower.
    Below,
    /// Over, more than: it is higher.
    Above,
    /// About, around: it is near.
    Near,
}

/// How far off a rounded number may be, as a share of it: a hedge that bends more than this misleads.
const SHARE_MAX: f64 = 0.05;
/// The same for `over`, which readers take as a bound.
const SHARE_OVER_MAX: f64 = 0.1;

/// The side that a hedge says, if it says one.
pub(super) fn side(hedge: &str) -> Option<Side> {
    Some(match hedge {
        "nearly" | "almost" | "close to" | "just under" | "just below" | "نزدیک به" | "قریب به"
        | "ما یقرب من" | "ما یقارب" => Side::Below,
        "over" | "more than" | "above" | "just over" | "just above" | "upwards of" | "بیش از"
        | "بیشتر از" | "بالغ بر" | "افزون بر" | "اکثر من" => Side::Above,
        "about" | "around" | "roughly" | "some" | "approximately" | "~" | "circa" | "حدود"
        | "حدودا" | "تقریبا" | "نحو" | "حوالی" => Side::Near,
        _ => return None,
    })
}

/// Whether `rounded`, with a hedge of that side, is true of `exact`, rounder than it, and the next number so round.
pub(super) fn is_true(side: Side, exact: Number, rounded: Number) -> bool {
    let (v, r) = (exact.size(), rounded.size());
    // What its last digit counts: `nearly 86k` is no rounding of 84,761, true as it is.
    let step = rounded.step();
    if rounded.n_digits() >= exact.n_digits() || r <= 0.0 || (v - r).abs() >= step {
        return false;
    }
    match side {
        Side::Below => v < r && r - v <= SHARE_MAX * r,
        Side::Above => v > r && v - r <= SHARE_OVER_MAX * r,
        Side::Near => (v - r).abs() <= (SHARE_MAX * r).min(step / 2.0),
    }
}

/// The value of a number's word: `twelve`, `بیست`. Words that only scale are in [`scale`].
pub(super) fn word(word: &str) -> Option<u64> {
    Some(match word {
        "zero" | "صفر" => 0,
        "one" | "یک" => 1,
        "two" | "دو" => 2,
        "three" | "سه" | "ثلاثه" => 3,
        "four" | "چهار" | "اربعه" => 4,
        "five" | "پنج" | "خمسه" => 5,
        "six" | "شش" | "سته" => 6,
        "seven" | "هفت" | "سبعه" => 7,
        "eight" | "هشت" | "ثمانیه" => 8,
        "nine" | "تسعه" => 9,
        "ten" | "ده" | "عشره" => 10,
        "eleven" | "یازده" => 11,
        "twelve" | "دوازده" => 12,
        "thirteen" | "سیزده" => 13,
        "fourteen" | "چهارده" => 14,
        "fifteen" | "پانزده" => 15,
        "sixteen" | "شانزده" => 16,
        "seventeen" | "هفده" => 17,
        "eighteen" | "هجده" => 18,
        "nineteen" | "نوزده" => 19,
        "twenty" | "بیست" | "عشرون" | "عشرین" => 20,
        "thirty" | "سی" | "ثلاثون" | "ثلاثین" => 30,
        "forty" | "چهل" => 40,
        "fifty" | "پنجاه" | "خمسون" | "خمسین" => 50,
        "sixty" | "شصت" => 60,
        "seventy" | "هفتاد" | "سبعون" | "سبعین" => 70,
        "eighty" | "هشتاد" | "ثمانون" | "ثمانین" => 80,
        "ninety" | "نود" | "تسعون" | "تسعین" => 90,
        "صد" | "میه" => 100,
        "دویست" => 200,
        "سیصد" => 300,
        "چهارصد" => 400,
        "پانصد" => 500,
        "ششصد" => 600,
        "هفتصد" => 700,
        "هشتصد" => 800,
        "نهصد" => 900,
        _ => return None,
    })
}

/// The power of ten that a word or suffix scales a number by. `m` and `b` are asked for apart: they may be units.
pub(super) fn scale(word: &str) -> Option<i16> {
    Some(match word {
        "hundred" => 2,
        "k" | "thousand" | "هزار" | "الف" | "الاف" => 3,
        "lakh" => 5,
        "million" | "mn" | "mln" | "میلیون" | "ملیون" | "ملایین" => 6,
        "crore" => 7,
        "billion" | "bn" | "bln" | "میلیارد" | "ملیار" | "ملیارات" => 9,
        "trillion" | "tn" | "trn" | "تریلیون" | "تریلیونات" => 12,
        _ => return None,
    })
}

/// The first ten ordinal numbers.
pub(super) const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The value of an ordinal number: `tenth`, `50th`, `پنجاهمین`. Words as `first` and `اول` count and are no values.
pub(super) fn ordinal(text: &str) -> Option<u64> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    if n > 0 {
        let is_ending =
            matches!(&text[n..], "st" | "nd" | "rd" | "th" | "م" | "ام" | "مین" | "امین");
        return text[..n].parse().ok().filter(|_| is_ending && n <= 4);
    }
    if !text.is_ascii() {
        let stem = text.strip_suffix("مین").or_else(|| text.strip_suffix('م'))?;
        return match stem {
            "سو" => Some(3),
            "نه" => Some(9),
            // `سیم` is a wire, `سیمین` a name.
            "سی" => None,
            stem => word(stem),
        };
    }
    let first = ORDINALS.iter().position(|ordinal| *ordinal == text);
    if let Some(at) = first {
        return u64::try_from(at + 1).ok();
    }
    Some(match text {
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        _ => return None,
    })
}
