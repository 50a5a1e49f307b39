//! Which sentence became which: what stayed, moved, changed, came and went.

use crate::desk::change::marks::Marks;
use crate::desk::change::plain::plain;
use crate::desk::change::reading::{Part, sentences};
use crate::desk::change::runs::runs;
use crate::desk::change::tongue::Tongue;
use crate::desk::change::{Version, notes};
use std::collections::HashMap;
use std::hash::Hash;

/// Pairs of sentences among which those that belong together are looked for.
const PAIRS_MAX: usize = 10_000;
/// How alike two sentences must be to be one, of a thousand.
const LIKE_MIN: usize = 250;
/// The same where one sentence stands in the place of one other.
const LIKE_ALONE_MIN: usize = 130;
/// The same where they stand in other places.
const LIKE_MOVED_MIN: usize = 600;
/// How much of a sentence must stand elsewhere already, of a thousand, if it was only parted from it.
const PARTED_MIN: usize = 700;

/// What became of the sentences.
#[derive(Debug, Default)]
pub(super) struct Fate<'a> {
    /// Changed ones, old and new.
    pub(super) pairs: Vec<(Part<'a>, Part<'a>)>,
    /// Those that stand elsewhere.
    pub(super) moved: Vec<(Part<'a>, Part<'a>)>,
    /// Those that are gone.
    pub(super) removed: Vec<Part<'a>>,
    /// Those that are new.
    pub(super) added: Vec<Part<'a>>,
    /// Notes about corrections, old and new.
    pub(super) notes: Vec<(Option<Part<'a>>, Option<Part<'a>>)>,
    /// Paragraphs and sentences that stayed as they were.
    pub(super) n_kept: usize,
    /// Sentences of the old text that are gone or changed.
    pub(super) n_gone: usize,
}

/// Sentences in the place of others.
#[derive(Default)]
struct Slot<'a> {
    old: Vec<Part<'a>>,
    new: Vec<Part<'a>>,
}

/// What became of the old version's sentences.
pub(super) fn fate<'a>(
    old: &Version<'a>,
    new: &Version<'a>,
    of_old: &Marks,
    of_new: &Marks,
    tongue: Tongue,
) -> Fate<'a> {
    let mut fate = Fate::default();
    let mut slots = Vec::new();
    let texts = |version: &Version<'a>, marks: &Marks| -> Vec<(usize, &'a str, usize)> {
        let all = version.paragraphs.iter().copied().enumerate();
        all.map(|(n, text)| (n, text, marks.from(n)))
            .filter(|(_, text, from)| !text[*from..].trim().is_empty())
            .collect()
    };
    let (a, b) = (texts(old, of_old), texts(new, of_new));
    let mut numbers = HashMap::new();
    let ids_a: Vec<u32> =
        a.iter().map(|(_, text, from)| id(&mut numbers, &text[*from..])).collect();
    let ids_b: Vec<u32> =
        b.iter().map(|(_, text, from)| id(&mut numbers, &text[*from..])).collect();
    for (of_a, of_b) in runs(&ids_a, &ids_b, &mut fate.n_kept) {
        let (mut old_parts, mut new_parts) = (Vec::new(), Vec::new());
        for (n, text, from) in &a[of_a] {
            sentences((*n, text), *from, old.language, tongue, &mut old_parts);
        }
        for (n, text, from) in &b[of_b] {
            sentences((*n, text), *from, new.language, tongue, &mut new_parts);
        }
        slots.extend(cut(old_parts, new_parts, &mut fate.n_kept));
    }
    move_equal(&mut slots, &mut fate);
    for slot in &mut slots {
        take_notes(slot, &mut fate);
    }
    fate.n_gone = slots.iter().map(|slot| slot.old.len()).sum();
    for slot in slots {
        pair(slot, tongue, &mut fate);
    }
    pair_moved(&mut fate, tongue);
    drop_parted(&mut fate, tongue);
    fate
}

/// A number for a text: equal ones have equal numbers.
fn id<K: Eq + Hash>(numbers: &mut HashMap<K, u32>, key: K) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(key).or_insert(next)
}

/// Cuts a stretch at the sentences that are the same.
fn cut<'a>(old: Vec<Part<'a>>, new: Vec<Part<'a>>, n_kept: &mut usize) -> Vec<Slot<'a>> {
    let mut numbers = HashMap::new();
    let ids_a: Vec<u32> = old.iter().map(|part| id(&mut numbers, plain(part.words()))).collect();
    let ids_b: Vec<u32> = new.iter().map(|part| id(&mut numbers, plain(part.words()))).collect();
    let runs = runs(&ids_a, &ids_b, n_kept);
    let (mut old, mut new) = (old.into_iter().enumerate(), new.into_iter().enumerate());
    let mut out = Vec::new();
    for (of_a, of_b) in runs {
        let take = |all: &mut dyn Iterator<Item = (usize, Part<'a>)>,
                    of: std::ops::Range<usize>| {
            let behind = all.skip_while(|(n, _)| *n < of.start).take(of.len());
            behind.map(|(_, part)| part).collect()
        };
        out.push(Slot { old: take(&mut old, of_a), new: take(&mut new, of_b) });
    }
    out
}

/// Finds sentences that are the same at another place.
fn move_equal<'a>(slots: &mut [Slot<'a>], fate: &mut Fate<'a>) {
    let mut places: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (n, slot) in slots.iter().enumerate() {
        for (at, part) in slot.old.iter().enumerate() {
            places.entry(plain(part.words())).or_default().push((n, at));
        }
    }
    let mut is_moved: Vec<Vec<bool>> =
        slots.iter().map(|slot| vec![false; slot.old.len()]).collect();
    for at in 0..slots.len() {
        let mut kept = Vec::new();
        for part in std::mem::take(&mut slots[at].new) {
            match places.get_mut(&plain(part.words())).and_then(Vec::pop) {
                Some((from, n)) => {
                    fate.moved.push((slots[from].old[n].clone(), part));
                    fate.n_kept += 1;
                    is_moved[from][n] = true;
                }
                None => kept.push(part),
            }
        }
        slots[at].new = kept;
    }
    for (slot, is_moved) in slots.iter_mut().zip(is_moved) {
        let mut is_moved = is_moved.into_iter();
        slot.old.retain(|_| !is_moved.next().unwrap_or(false));
    }
}

/// Takes notes out of a slot: what stands behind one in its paragraph belongs to it.
fn take_notes<'a>(slot: &mut Slot<'a>, fate: &mut Fate<'a>) {
    let mut old = taken(&mut slot.old).into_iter();
    let mut new = taken(&mut slot.new).into_iter();
    loop {
        let (a, b) = (old.next(), new.next());
        if a.is_none() && b.is_none() {
            return;
        }
        fate.notes.push((a, b));
    }
}

fn taken<'a>(parts: &mut Vec<Part<'a>>) -> Vec<Part<'a>> {
    let (mut kept, mut out): (Vec<Part<'a>>, Vec<Part<'a>>) = (Vec::new(), Vec::new());
    for part in parts.drain(..) {
        match out.last_mut().filter(|last| last.paragraph == part.paragraph) {
            Some(last) => last.range.end = part.range.end,
            None if notes::is_note(part.words()) => {
                let first: Option<&Part<'_>> = kept.last();
                let leads = first.is_some_and(|first| {
                    first.paragraph == part.paragraph
                        && first.text[..first.range.start].trim().is_empty()
                        && notes::leads_to_note(first.words())
                });
                match kept.pop_if(|_| leads) {
                    Some(first) => {
                        out.push(Part { range: first.range.start..part.range.end, ..first });
                    }
                    None => out.push(part),
                }
            }
            None => kept.push(part),
        }
    }
    *parts = kept;
    out
}

/// How alike two are by the stems that they share, of a thousand.
fn likeness(a: &[String], b: &[String]) -> usize {
    let n = shared(a, b);
    let all = a.len() + b.len();
    (n * 2_000).checked_div(all).unwrap_or(0)
}

/// How many stems two sorted lists share.
fn shared(a: &[String], b: &[String]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
        n += usize::from(x == y);
    }
    n
}

/// Pairs the sentences of a slot in their order, so that what is alike is paired.
fn pair<'a>(slot: Slot<'a>, tongue: Tongue, fate: &mut Fate<'a>) {
    let Slot { old, new } = slot;
    let stems_a: Vec<Vec<String>> = old.iter().map(|part| part.stems(tongue)).collect();
    let stems_b: Vec<Vec<String>> = new.iter().map(|part| part.stems(tongue)).collect();
    let is_alone = old.len() == 1 && new.len() == 1;
    let like_min = if is_alone { LIKE_ALONE_MIN } else { LIKE_MIN };
    let columns = new.len() + 1;
    let mut like = vec![0; (old.len() + 1) * columns];
    let mut most = vec![0; (old.len() + 1) * columns];
    if old.len() * new.len() <= PAIRS_MAX {
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                let here = i * columns + j;
                let alike = likeness(&stems_a[i], &stems_b[j]);
                let alike = if is_alone { alike.max(old[i].likeness(&new[j])) } else { alike };
                // Sentences without a longer word are known by their letters.
                let is_short = stems_a[i].is_empty() && stems_b[j].is_empty() && is_alone;
                like[here] = if is_short {
                    1_000
                } else if alike >= like_min {
                    alike
                } else {
                    0
                };
                let neither = most[here + 1].max(most[here + columns]);
                most[here] = neither.max(most[here + columns + 1] + like[here]);
            }
        }
    }
    let (mut a, mut b) = (old.into_iter().enumerate(), new.into_iter().enumerate());
    let (mut next_a, mut next_b) = (a.next(), b.next());
    loop {
        match (next_a.take(), next_b.take()) {
            (None, None) => return,
            (Some((_, old)), None) => (next_a, _) = (a.next(), fate.removed.push(old)),
            (None, Some((_, new))) => (next_b, _) = (b.next(), fate.added.push(new)),
            (Some((i, old)), Some((j, new))) => {
                let here = i * columns + j;
                if like[here] > 0 && most[here] == most[here + columns + 1] + like[here] {
                    fate.pairs.push((old, new));
                    (next_a, next_b) = (a.next(), b.next());
                } else if most[here] == most[here + columns] {
                    fate.removed.push(old);
                    (next_a, next_b) = (a.next(), Some((j, new)));
                } else {
                    fate.added.push(new);
                    (next_a, next_b) = (Some((i, old)), b.next());
                }
            }
        }
    }
}

/// Pairs what went at one place and came, changed a little, at another.
fn pair_moved<'a>(fate: &mut Fate<'a>, tongue: Tongue) {
    if fate.removed.len() * fate.added.len() > PAIRS_MAX {
        return;
    }
    let stems: Vec<Vec<String>> = fate.added.iter().map(|part| part.stems(tongue)).collect();
    let mut is_taken = vec![false; stems.len()];
    let mut kept = Vec::new();
    for old in std::mem::take(&mut fate.removed) {
        let own = old.stems(tongue);
        let best = (0..stems.len())
            .filter(|at| !is_taken[*at])
            .map(|at| (likeness(&own, &stems[at]), at))
            .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)))
            .filter(|(alike, _)| *alike >= LIKE_MOVED_MIN);
        let Some((_, at)) = best else {
            kept.push(old);
            continue;
        };
        is_taken[at] = true;
        fate.moved.push((old.clone(), fate.added[at].clone()));
        fate.pairs.push((old, fate.added[at].clone()));
    }
    fate.removed = kept;
    let mut taken = is_taken.into_iter();
    fate.added.retain(|_| !taken.next().unwrap_or(false));
}

/// Takes a sentence for no new one whose words stood in the sentence beside it: one was made into two, or two into one.
fn drop_parted(fate: &mut Fate<'_>, tongue: Tongue) {
    let n_parted = fate.added.len() + fate.removed.len();
    if n_parted == 0 || n_parted * fate.pairs.len() > PAIRS_MAX {
        return;
    }
    let extras: Vec<[Vec<String>; 2]> = fate
        .pairs
        .iter()
        .map(|(a, b)| {
            let (a, b) = (a.stems(tongue), b.stems(tongue));
            [without_shared(&a, &b), without_shared(&b, &a)]
        })
        .collect();
    let stood = |part: &Part<'_>, side: usize| {
        let own = part.stems(tongue);
        extras.iter().position(|extra| {
            let n = shared(&own, &extra[side]);
            n >= 2 && n * 1_000 >= own.len() * PARTED_MIN
        })
    };
    let at_added: Vec<Option<usize>> = fate.added.iter().map(|part| stood(part, 0)).collect();
    let at_removed: Vec<Option<usize>> = fate.removed.iter().map(|part| stood(part, 1)).collect();
    for (part, at) in std::mem::take(&mut fate.added).into_iter().zip(at_added) {
        match at {
            Some(at) => fate.pairs[at].1.join(part),
            None => fate.added.push(part),
        }
    }
    for (part, at) in std::mem::take(&mut fate.removed).into_iter().zip(at_removed) {
        match at {
            Some(at) => fate.pairs[at].0.join(part),
            None => fate.removed.push(part),
        }
    }
}

/// The stems of the one that the other has not.
fn without_shared(a: &[String], b: &[String]) -> Vec<String> {
    a.iter().filter(|stem| b.binary_search(stem).is_err()).cloned().collect()
}
