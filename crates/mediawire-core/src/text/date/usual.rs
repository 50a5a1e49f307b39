//! The forms in which programs write most moments, read where they stand: RFC 3339, and RFC 2822 in full.
//!
//! What is written otherwise in any letter is left to the reader of all forms, which gives the same for these.

use super::{clock_ms, day_ms, names};

const MONTHS: [&[u8; 3]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];
const WEEKDAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// Local milliseconds, and the offset in seconds, of `2026-11-23T09:05:00Z` or `Mon, 23 Nov 2026 09:05:00 +0300`.
pub(super) fn parts(raw: &[u8]) -> Option<(i64, Option<i32>)> {
    rfc_3339(raw).or_else(|| rfc_2822(raw))
}

fn rfc_3339(raw: &[u8]) -> Option<(i64, Option<i32>)> {
    let (date, rest) = raw.split_first_chunk::<11>()?;
    let [year @ .., b'-', month_1, month_2, b'-', day_1, day_2, b'T'] = date else { return None };
    let day = day_ms(number(year)?, number(&[*month_1, *month_2])?, number(&[*day_1, *day_2])?)?;
    let (seconds, rest) = clock(rest)?;
    let n_digits = match rest {
        [b'.', digits @ ..] => digits.iter().take_while(|b| b.is_ascii_digit()).count(),
        _ => 0,
    };
    let (fraction, rest) = match n_digits {
        0 => (0, rest),
        3 => (number(&rest[1..4])?, &rest[4..]),
        _ => return None,
    };
    let ms = day + seconds + fraction;
    match rest {
        b"Z" => Some((ms, Some(0))),
        [sign, hour_1, hour_2, b':', minute_1, minute_2] => {
            Some((ms, offset(*sign, &[*hour_1, *hour_2, *minute_1, *minute_2])?))
        }
        _ => None,
    }
}

fn rfc_2822(raw: &[u8]) -> Option<(i64, Option<i32>)> {
    let (weekday, rest) = raw.split_first_chunk::<3>()?;
    let rest = rest.strip_prefix(b", ").filter(|_| WEEKDAYS.contains(&weekday))?;
    let n_digits = if rest.get(1) == Some(&b' ') { 1 } else { 2 };
    let (day, rest) = rest.split_at_checked(n_digits)?;
    let (date, rest) = rest.split_first_chunk::<10>()?;
    let [b' ', month @ .., b' ', year_1, year_2, year_3, year_4, b' '] = date else { return None };
    let month = MONTHS.iter().zip(1..).find(|(name, _)| name.as_slice() == month)?.1;
    let day = day_ms(number(&[*year_1, *year_2, *year_3, *year_4])?, month, number(day)?)?;
    let (seconds, rest) = clock(rest)?;
    let ms = day + seconds;
    match rest.strip_prefix(b" ")? {
        b"GMT" | b"UTC" => Some((ms, Some(0))),
        [sign @ (b'+' | b'-'), digits @ ..] => Some((ms, offset(*sign, digits.try_into().ok()?)?)),
        name => {
            let name = str::from_utf8(name).ok()?.to_ascii_lowercase();
            Some((ms, Some(names::zone(&name)? * 60)))
        }
    }
}

/// Milliseconds of `09:05:00`, and what is behind.
fn clock(raw: &[u8]) -> Option<(i64, &[u8])> {
    let (clock, rest) = raw.split_first_chunk::<8>()?;
    let [hour_1, hour_2, b':', minute_1, minute_2, b':', second_1, second_2] = clock else {
        return None;
    };
    let two = |a: &u8, b: &u8| number(&[*a, *b]);
    let ms = clock_ms(two(hour_1, hour_2)?, two(minute_1, minute_2)?, two(second_1, second_2)?, 0)?;
    Some((ms, rest))
}

/// Seconds east of UTC, of a sign and the digits of hours and minutes; the inner `None` for `-0000`, which says nothing
/// of the zone.
fn offset(sign: u8, digits: &[u8; 4]) -> Option<Option<i32>> {
    let value = i32::try_from(number(digits)?).ok()?;
    let (hours, minutes) = (value / 100, value % 100);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    match sign {
        b'+' => Some(Some(seconds)),
        b'-' => Some(Some(-seconds).filter(|seconds| *seconds != 0)),
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    let all = digits.iter().map(|byte| byte.is_ascii_digit().then(|| i64::from(byte - b'0')));
    all.reduce(|sum, digit| Some(sum? * 10 + digit?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{any_form, time};
    use super::parts;

    #[test]
    fn usual_forms_are_read_as_the_reader_of_all_reads_them() {
        let mut n_read = 0;
        let days =
            ["2026-11-23", "2024-02-29", "2023-02-29", "1989-12-31", "2099-12-31", "1402-09-02"];
        let named = ["Mon, 23 Nov 2026", "Thu, 1 Feb 2024", "Fri, 01 May 2026", "Die, 2 Jan 2026"];
        let clocks = ["09:05:00", "00:00:00", "23:59:60", "24:00:00", "25:00:00", "9:05:00"];
        for clock in clocks {
            for zone in ["Z", "+03:00", "-04:30", "-00:00", "+15:00", "", ".250Z", ".25Z", "+0300"]
            {
                for day in days {
                    n_read += usize::from(is_same(&format!("{day}T{clock}{zone}")));
                }
            }
            for zone in [
                " GMT", " UTC", " Z", " +0300", " -0430", " -0000", " +1500", " EST", " XYZ", "",
                " +03",
            ] {
                for day in named {
                    n_read += usize::from(is_same(&format!("{day} {clock}{zone}")));
                }
            }
        }
        assert_eq!(n_read, 3 * 4 * 5 + 3 * 4 * 7);
    }

    /// Whether it is read here; if so, as any form is.
    fn is_same(raw: &str) -> bool {
        let Some(own) = parts(raw.as_bytes()) else { return false };
        assert_eq!(any_form(raw), Some(own), "{raw}");
        assert!(time(raw).is_some(), "{raw}");
        true
    }
}
