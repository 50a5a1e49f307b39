//! Words that count without a number: shares, days, months, `doubled`, `hundreds`. To add one, add it folded.

use crate::desk::change::amount::{Sort, Value};
use crate::desk::guard::number::Number;
use crate::desk::guard::term::{Form, Term};

/// What a word counts that is no number.
pub(super) fn counted(word: &str, term: &Term) -> Option<(Value, Sort)> {
    let share = |tenths: u64| Some((Value::Exact(Number::new(tenths, -1), false), Sort::Share));
    let text = |sort: Sort, one: &str| Some((Value::Text(one.to_owned()), sort));
    let bare = word.trim_end_matches(',');
    if term.form != Form::Plain {
        return None;
    }
    match bare {
        "half" | "halb" | "halbe" | "halben" | "halbes" | "halfte" | "половина" | "половину"
        | "половины" | "пол" | "نیم" | "نصف" | "نیمی" => return share(500),
        "drittel" | "треть" | "трети" | "یکسوم" => return share(333),
        "quarter" | "viertel" | "четверть" | "четверти" | "یکچهارم" => {
            return share(250);
        }
        "funftel" => return share(200),
        "both" | "beide" | "beiden" | "beider" | "оба" | "обе" | "обоих" | "обеих" =>
        {
            return Some((Value::Exact(Number::new(2, 0), false), Sort::One));
        }
        "dozen" | "dutzend" | "дюжина" | "дюжину" => {
            return Some((Value::Exact(Number::new(12, 0), false), Sort::Vague));
        }
        "сотня" | "сотню" => {
            return Some((Value::Exact(Number::new(100, 0), false), Sort::Vague));
        }
        "десяток" => return Some((Value::Exact(Number::new(10, 0), false), Sort::Vague)),
        "noon" | "полдень" => return text(Sort::One, "12:00"),
        "midnight" | "mitternacht" | "полночь" => return text(Sort::One, "00:00"),
        "one" | "single" | "یک" | "один" | "одна" | "одно" => {
            return text(Sort::One, "one");
        }
        "no one" | "nobody" | "niemand" | "никто" | "هیچکس" | "no" | "kein" | "keine"
        | "keinen" | "keiner" | "keinem" | "keines" => {
            return Some((Value::Exact(Number::new(0, 0), false), Sort::Zero));
        }
        _ => {}
    }
    // `Viertelstunde`, `Dreivierteljahr`; a quarter-final is no share.
    let rest = |part: &str| bare.strip_prefix(part).filter(|it| it.len() > 3 && *it != "finale");
    match (rest("dreiviertel"), rest("viertel"), rest("halb")) {
        (Some(_), _, _) => return share(750),
        (_, Some(_), _) => return share(250),
        (_, _, Some(rest))
            if ["jahr", "stund", "tag", "monat"].iter().any(|it| rest.starts_with(it)) =>
        {
            return share(500);
        }
        _ => {}
    }
    if let Some(day) = place(&DAYS, bare) {
        return text(Sort::Day, DAYS[day][0]);
    }
    if let Some(month) = place(&MONTHS, bare) {
        let is_name = term.is_name != Some(false);
        return is_name.then(|| (Value::Text(MONTHS[month][0].to_owned()), Sort::Month));
    }
    if let Some(at) = place(&TIMES, bare) {
        return text(Sort::Times, TIMES[at][0]);
    }
    let at = place(&VAGUE, bare)?;
    text(Sort::Vague, VAGUE[at][0])
}

/// The row in which the word stands; a word of the table that ends in `*` stands for what begins so.
fn place(table: &[&[&str]], word: &str) -> Option<usize> {
    table.iter().position(|row| {
        row.iter().any(|known| match known.strip_suffix('*') {
            Some(stem) => {
                word.starts_with(stem) && word.chars().count() <= stem.chars().count() + 3
            }
            None => *known == word,
        })
    })
}

const DAYS: [&[&str]; 7] = [
    &["monday", "montag*", "понедельник*", "دوشنبه"],
    &["tuesday", "dienstag*", "вторник*", "سهشنبه"],
    &["wednesday", "mittwoch*", "среда", "среду", "среды", "среде", "چهارشنبه"],
    &["thursday", "donnerstag*", "четверг*", "پنجشنبه"],
    &["friday", "freitag*", "пятниц*", "جمعه", "ادینه"],
    &["saturday", "samstag*", "sonnabend*", "суббот*", "شنبه"],
    &["sunday", "sonntag*", "воскресень*", "یکشنبه"],
];

const MONTHS: [&[&str]; 24] = [
    &["january", "januar", "январ*"],
    &["february", "februar", "феврал*"],
    &["march", "marz", "март", "марта", "марте", "марту"],
    &["april", "апрел*"],
    &["may", "mai", "мая", "май", "мае"],
    &["june", "juni", "июн*"],
    &["july", "juli", "июл*"],
    &["august", "август*"],
    &["september", "сентябр*"],
    &["october", "oktober", "октябр*"],
    &["november", "ноябр*"],
    &["december", "dezember", "декабр*"],
    &["فروردین", "فروردینماه"],
    &["اردیبهشت", "اردیبهشتماه"],
    &["خرداد", "خردادماه"],
    &["تیرماه"],
    &["مرداد", "مردادماه"],
    &["شهریور", "شهریورماه"],
    &["مهرماه"],
    &["ابانماه"],
    &["اذرماه"],
    &["دیماه"],
    &["بهمن", "بهمنماه"],
    &["اسفند", "اسفندماه"],
];

const TIMES: [&[&str]; 6] = [
    &["once", "einmal", "однажды"],
    &[
        "double",
        "doubled",
        "doubles",
        "doubling",
        "twofold",
        "twice",
        "doppelt*",
        "verdoppelt*",
        "вдвое",
        "удвоил*",
        "دوبرابر",
    ],
    &[
        "triple",
        "tripled",
        "triples",
        "tripling",
        "threefold",
        "thrice",
        "dreifach*",
        "verdreifacht*",
        "втрое",
        "утроил*",
        "سهبرابر",
    ],
    &["quadruple", "quadrupled", "fourfold", "vierfach*", "vervierfacht*", "вчетверо", "چهاربرابر"],
    &["halve", "halved", "halves", "halving", "halbiert*"],
    &["fivefold", "впятеро", "verfunffacht*"],
];

const VAGUE: [&[&str]; 5] = [
    &["dozens", "scores", "tens", "dutzende", "dutzenden", "десятки", "десятков", "دهها"],
    &["hundreds", "hunderte", "hunderten", "сотни", "сотен", "صدها"],
    &["thousands", "tausende", "tausenden", "هزاران"],
    &["millions", "میلیونها"],
    &["billions", "میلیاردها"],
];
