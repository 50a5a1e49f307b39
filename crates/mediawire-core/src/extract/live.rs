//! The updates of a live blog: the lines that say when each was written, which are neither text nor furniture.

use crate::codec::html::{NodeId, Tree};
use crate::extract::survey::Survey;
use crate::extract::witness::Seen;
use crate::model::body::CutKind;
use crate::model::structure;
use crate::text::date;
use crate::text::fold::digit;
use std::ops::Range;

/// The fewest updates that make a live blog.
const UPDATES_MIN: usize = 3;
/// The weight of the longest line that says when an update was written, and by whom.
const TIME_WEIGHT_MAX: u32 = 60;
/// The fewest digits of a time of day.
const CLOCK_DIGITS_MIN: u32 = 3;
/// The most words in it that are no part of a date: a name, a label.
const OTHER_WORDS_MAX: usize = 3;
/// The share of the text kept that stands in the updates of a live blog.
const SHARE_MIN: f32 = 0.3;

/// The lines, by index, that say when the updates were written of which something is kept; none if the page is no
/// live blog. All of them look alike: they bear the same names.
pub(super) fn times(tree: &Tree, survey: &Survey, lines: &[Seen<'_>], kept: &[bool]) -> Vec<usize> {
    let mut alike: Vec<(u64, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, it)| is_time(tree, survey, it))
        .map(|(i, it)| (it.signature, i))
        .collect();
    alike.sort_unstable();
    // Weight of the prose that is kept before each line; one entry more than lines.
    let mut sums = vec![0u32];
    for (it, &is_kept) in lines.iter().zip(kept) {
        let own = if is_kept && it.read.is_prose() { it.read.weight } else { 0 };
        sums.push(sums[sums.len() - 1].saturating_add(own));
    }
    let weight = |range: Range<usize>| sums[range.end] - sums[range.start];
    let whole = weight(0..lines.len()) as f32;
    let mut best = (0, Vec::new());
    for group in alike.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= UPDATES_MIN) {
        let times: Vec<usize> = group.iter().map(|(_, i)| *i).collect();
        let (mut sum, mut of_kept) = (0u32, Vec::new());
        for (k, &i) in times.iter().enumerate() {
            let before = k.checked_sub(1).map_or(0, |k| times[k] + 1);
            let next = times.get(k + 1).copied().unwrap_or(lines.len());
            let within = weight(update(tree, lines, before, i, next));
            sum = sum.saturating_add(within);
            of_kept.extend((within > 0).then_some(i));
        }
        let is_live = of_kept.len() >= UPDATES_MIN && of_kept.len() * 2 >= times.len();
        if is_live && sum as f32 >= whole * SHARE_MIN && sum > best.0 {
            best = (sum, of_kept);
        }
    }
    best.1
}

/// The lines of the update that the time `i` is of: those in the largest element that holds no other time, or, where
/// times stand between their texts, those up to the next one.
fn update(tree: &Tree, lines: &[Seen<'_>], before: usize, i: usize, next: usize) -> Range<usize> {
    let first = |i: usize| lines[i].line.nodes[0].0;
    let from = before.checked_sub(1).map_or(0, first);
    let to = lines.get(next).map_or(NodeId::MAX, |it| it.line.nodes[0].0);
    let block = lines[i].line.block;
    let around = std::iter::once(block).chain(tree.ancestors(block));
    let holds_no_other = |&id: &NodeId| id > from && tree.end(id) <= to;
    let Some(id) = around.take_while(holds_no_other).last() else { return i..next };
    let start = before + lines[before..i].partition_point(|it| it.line.nodes[0].0 < id);
    let end = i + 1 + lines[i + 1..next].partition_point(|it| it.line.nodes[0].0 < tree.end(id));
    if end - start > 1 { start..end } else { i..next }
}

fn is_time(tree: &Tree, survey: &Survey, it: &Seen<'_>) -> bool {
    let block = it.line.block;
    it.read.weight <= TIME_WEIGHT_MAX
        && it.read.n_digits >= CLOCK_DIGITS_MIN
        && !it.is_caption
        && survey.named[block as usize] != Some(CutKind::Comments)
        && structure::heading_level(tree.tag(block)).is_none()
        && says_when(&it.line.text(tree))
}

/// Whether the text says an hour and hardly anything but a date beside it.
pub(super) fn says_when(text: &str) -> bool {
    if !has_clock(text) {
        return false;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    let others = words.filter(|word| !date::is_part(&word.to_lowercase()) && !is_zone(word));
    // Where no spaces stand between words, each letter counts for one.
    let n_words = |word: &str| word.chars().filter(|&c| is_spaceless(c)).count().max(1);
    others.map(n_words).sum::<usize>() <= OTHER_WORDS_MAX
}

fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..)
}

fn is_zone(word: &str) -> bool {
    word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether the text has an hour and a minute: `9:05`, `21h30`, `7.15 pm`, `18.00 Uhr`.
fn has_clock(text: &str) -> bool {
    let text: String = text.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let number = |from: usize, n: usize| text[from..from + n].parse::<u32>().unwrap_or(u32::MAX);
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let hour = at + skipped;
        let n = digits(hour);
        let minute = hour + n + 1;
        at = hour + n;
        if n > 2 || number(hour, n) > 23 || minute >= bytes.len() || digits(minute) != 2 {
            continue;
        }
        let is_clock = match bytes[minute - 1] {
            b':' | b'h' => true,
            b'.' => {
                let behind = text[minute + 2..].trim_start().as_bytes();
                [&b"am"[..], b"pm", b"a.m", b"p.m", b"uhr"].iter().any(|it| {
                    behind.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it))
                })
            }
            _ => false,
        };
        if is_clock && number(minute, 2) < 60 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines;
    use crate::extract::witness::{self, Stated};

    const TEXT: &str =
        "<p>The first ferry of the morning came in with the mail of eleven weeks on board.</p>";

    /// The times of a page whose paragraphs are all kept.
    fn times_of(page: &str) -> Vec<String> {
        let tree = html::parse(&page.replace("TEXT", TEXT));
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let stated = Stated::default();
        let heard = witness::hear(&tree, &survey, &pieces, &stated, |_| ());
        let kept: Vec<bool> = heard.lines.iter().map(|it| it.read.is_prose()).collect();
        let found = times(&tree, &survey, &heard.lines, &kept);
        found.into_iter().map(|i| heard.lines[i].line.text(&tree)).collect()
    }

    #[test]
    fn words_beside_the_hour_are_few() {
        for text in
            ["10:42", "Ida Holm2 March 2024 22:17", "19:02 (IST), Oct 02", "Updated 5:22 p.m. BST"]
        {
            assert!(says_when(text), "{text}");
        }
        for text in [
            "9:05: Ferry back on its way to Tolva",
            "Week 1: Build speed and then endurance (2:30)",
        ] {
            assert!(!says_when(text), "{text}");
        }
    }

    #[test]
    fn clocks_are_hours_and_minutes() {
        for text in [
            "9:05",
            "Today, 21h30",
            "7.15 pm",
            "7.15pm BST",
            "um 18.00 Uhr",
            "x 0:00",
            "ساعت ۱۰:۴۲",
            "١٠:٤٢ ص",
        ] {
            assert!(has_clock(text), "{text}");
        }
        for text in
            ["", "9", "9:5", "9:055", "24:00", "9:60", "7.15", "12.04.2024", "1999:10", "é9"]
        {
            assert!(!has_clock(text), "{text}");
        }
    }

    #[test]
    fn times_of_updates_stand_at_head_or_foot_or_between() {
        let head = "<article><time>10:42</time>TEXT</article>".repeat(3);
        assert_eq!(times_of(&head), ["10:42"; 3]);
        assert_eq!(times_of(&head.replace("10:42", "۱۰:۴۲")), ["۱۰:۴۲"; 3]);
        let foot = "<div><h3>News</h3>TEXT<p class=by>Ida Holm, 10:42</p></div>".repeat(4);
        assert_eq!(times_of(&foot), ["Ida Holm, 10:42"; 4]);
        let flat = "<p class=t>10:42</p>TEXT TEXT".repeat(3);
        assert_eq!(times_of(&flat), ["10:42"; 3]);
    }

    #[test]
    fn times_without_text_are_none() {
        let two = "<article><time>10:42</time>TEXT</article>".repeat(2);
        assert!(times_of(&two).is_empty());
        let teasers = "<li><time>10:42</time><a href=/x>Pass shut</a></li>".repeat(9);
        assert!(times_of(&format!("TEXT{teasers}")).is_empty());
        let comments =
            "<div class=comment><i class=time>10:42</i><p>So it is, and so it was.</p></div>"
                .repeat(9);
        assert!(times_of(&format!("{}{comments}", TEXT.repeat(9))).is_empty());
    }
}
