//! Whether a word of a headline is a name, as log odds: what its body, the wire, the list and its shape say, added up.

use super::Evidence;
use super::known::{self, Known};
use super::usage::{Beside, Seen, Usage, key};
use super::words::{Gap, Word, is_apostrophe};

/// How much the evidence of each kind weighs, as factors of log odds. Chosen on the even lines of the public set
/// (`eval/README.md`), where a change of any by half moves words right by less than .002.
mod weight {
    /// The body's pairs of neighbours.
    pub(super) const BODY_PAIR: f32 = 2.5;
    /// The body's words.
    pub(super) const BODY: f32 = 1.5;
    /// The wire's pairs.
    pub(super) const WIRE_PAIR: f32 = 1.2;
    /// The wire's words.
    pub(super) const WIRE: f32 = 0.8;
    /// What is seen beside other neighbours counts, where the headline's are names, or none are.
    pub(super) const ELSEWHERE: f32 = 0.48;
    /// What a capital at the start of a sentence counts.
    pub(super) const FIRST: f32 = 0.05;
    /// What it counts for a name that a word was never seen.
    pub(super) const UNSEEN: f32 = -0.5;
    /// What it counts against a name that the word is one of grammar.
    pub(super) const SMALL: f32 = -6.0;
    /// What it counts for a listed name that something belongs to it.
    pub(super) const HAS: f32 = 2.0;
    /// What it counts for a word that it is listed as a part of a name of several.
    pub(super) const PHRASE: f32 = 6.0;
    /// What it counts for a name that the word is a title before one, and against it that it is a title alone.
    pub(super) const TITLE: f32 = 3.0;
    /// What outweighs all counts.
    pub(super) const CERTAIN: f32 = 8.0;
    /// What an inflected form's evidence counts beside the word's own.
    pub(super) const STEM: f32 = 0.7;
}

/// What is known of a word by itself.
struct Fact {
    key: String,
    /// Its numbers in the body and on the wire.
    ids: [Option<u32>; 2],
    /// Log odds by the list.
    listed: f32,
    is_small: bool,
}

/// The words of one headline, and what is known of each.
pub(super) struct Odds<'a> {
    headline: &'a str,
    words: &'a [Word<'a>],
    usages: [&'a Usage; 2],
    facts: Vec<Fact>,
    /// Log odds of each as if no name stood beside it.
    alone: Vec<f32>,
}

impl<'a> Odds<'a> {
    pub(super) fn new(headline: &'a str, words: &'a [Word<'a>], evidence: &Evidence<'a>) -> Self {
        let usages = [evidence.body, evidence.wire];
        let known = Known::get();
        let fact = |word: &Word<'_>| {
            let mut text = String::with_capacity(word.text.len());
            key(word.text, &mut text);
            Fact {
                ids: usages.map(|usage| usage.find(&text)),
                listed: known.odds(&text),
                is_small: known.is_small(&text),
                key: text,
            }
        };
        let mut facts: Vec<Fact> = words.iter().map(fact).collect();
        for at in 0..facts.len() {
            let joint = |i: &usize| *i == at || words[*i].gap.is_joint();
            let beside = (at..facts.len()).take_while(joint);
            let n = known.n_phrase(beside.map(|i| facts[i].key.as_str()));
            facts[at..at + n].iter_mut().for_each(|fact| fact.listed = weight::PHRASE);
        }
        let mut odds = Self { headline, words, usages, facts, alone: Vec::new() };
        odds.alone = (0..words.len()).map(|i| odds.beside(i, Beside::Neither)).collect();
        odds
    }

    /// What the word at `i` is counted by.
    pub(super) fn key(&self, i: usize) -> &str {
        &self.facts[i].key
    }

    /// Log odds that the word at `i` is a name.
    pub(super) fn of(&self, i: usize) -> f32 {
        let is_name = |at: usize| self.alone[at] > 0.0;
        if self.before(i).is_some_and(is_name) {
            self.beside(i, Beside::Before)
        } else if self.behind(i).is_some_and(is_name) {
            self.beside(i, Beside::Behind)
        } else {
            self.alone[i]
        }
    }

    /// The word before, if both may be one name.
    fn before(&self, i: usize) -> Option<usize> {
        i.checked_sub(1).filter(|_| self.words[i].gap.is_joint())
    }

    /// The word behind, if both may be one name.
    fn behind(&self, i: usize) -> Option<usize> {
        Some(i + 1).filter(|next| self.words.get(*next).is_some_and(|word| word.gap.is_joint()))
    }

    /// Log odds that the word at `i` is a name, where it is known what stands beside it.
    fn beside(&self, i: usize, beside: Beside) -> f32 {
        let fact = &self.facts[i];
        let mut sum = if fact.is_small { weight::SMALL } else { 0.0 };
        for (n, pair_weight, word_weight) in
            [(0, weight::BODY_PAIR, weight::BODY), (1, weight::WIRE_PAIR, weight::WIRE)]
        {
            let Some(id) = fact.ids[n] else { continue };
            let [up, low] = self.pairs(i, n);
            sum += pair_weight * log_odds(count(up), count(low));
            let (up, low) = weighed(self.usages[n].seen(id), beside);
            sum += word_weight * log_odds(up, low);
        }
        // A letter that is joined to something is none of grammar: `Vitamin-A`, `Q&A`.
        let is_joined = matches!(self.words[i].gap, Gap::Hyphen | Gap::Other);
        if self.behind(i).is_some_and(|next| known::is_company(self.key(next))) {
            return weight::CERTAIN;
        }
        // Number one, not a denial.
        let is_number = |at: usize| self.facts[at].key.starts_with('0');
        let rest = &self.headline[self.words[i].end()..];
        if fact.key == "no" && rest.starts_with('.') && i + 1 < self.words.len() && is_number(i + 1)
        {
            return weight::CERTAIN;
        }
        if fact.key == "a" && is_joined && self.behind(i).is_none() {
            return weight::CERTAIN;
        }
        if Known::get().is_month_or_word(&fact.key) {
            return self.month(i, sum);
        }
        let is_before_letter = self.behind(i).is_some_and(|next| self.words[next].text.len() == 1);
        if is_before_letter && known::is_lettered(&fact.key) {
            return weight::CERTAIN;
        }
        if sum.abs() < 1.0 {
            sum += self.stems(&fact.key, beside);
        }
        // Beside his name a president has a capital, alone he has none.
        if self.is_title(i) {
            sum += if self.is_before_name(i) { weight::TITLE } else { -weight::TITLE };
        }
        // What has something is somebody, more often than a thing.
        let rest = &self.headline[self.words[i].end()..];
        let has = rest.strip_prefix(is_apostrophe).is_some_and(|rest| rest.starts_with(['s', 'S']));
        let listed = if has && fact.listed > 0.0 { fact.listed + weight::HAS } else { fact.listed };
        if sum == 0.0 && listed == 0.0 {
            sum = weight::UNSEEN + self.neighbours(i) + if has { weight::HAS } else { 0.0 };
        }
        sum + listed + known::shape_odds(&fact.key)
    }

    /// Whether the word is what people are called before their names.
    fn is_title(&self, i: usize) -> bool {
        let before = self.before(i).map_or("", |at| self.key(at));
        let key = self.key(i);
        Known::get().is_title(key) || (key == "general" && known::is_office(before))
    }

    /// Whether what stands behind the word may be the name of whom it is the title of.
    fn is_before_name(&self, i: usize) -> bool {
        self.behind(i).is_some_and(|next| {
            let Fact { key, ids, listed, is_small } = &self.facts[next];
            let is_plain = (0..ids.len()).any(|n| {
                let Some(id) = ids[n] else { return false };
                let (up, low) = weighed(self.usages[n].seen(id), Beside::Neither);
                low >= up
            });
            !is_small && !is_plain && *listed >= 0.0 && known::shape_odds(key) >= 0.0
        })
    }

    /// How often the word at `i` was seen up and low beside its neighbours: in the body (0) or on the wire (1).
    fn pairs(&self, i: usize, n: usize) -> [u32; 2] {
        let Some(id) = self.facts[i].ids[n] else { return [0; 2] };
        let id_of = |at: Option<usize>| at.and_then(|at| self.facts[at].ids[n]);
        let before = id_of(self.before(i)).map(|other| self.usages[n].pair(other, id).second);
        let behind = id_of(self.behind(i)).map(|other| self.usages[n].pair(id, other).first);
        let [a, b] = [before.unwrap_or_default(), behind.unwrap_or_default()];
        [a[0] + b[0], a[1] + b[1]]
    }

    /// Log odds of a word that may be a month: by where it stands, or as a part of a name that the body has.
    fn month(&self, i: usize, sum: f32) -> f32 {
        let [up, low] = self.pairs(i, 0);
        if self.is_date(i) || up > low { weight::CERTAIN } else { sum.min(0.0) - weight::CERTAIN }
    }

    /// Whether a word that may be a month stands where a month does: behind a preposition of time, or before a number.
    fn is_date(&self, i: usize) -> bool {
        const TIME: [&str; 17] = [
            "in", "until", "till", "before", "since", "by", "from", "early", "mid", "late", "last",
            "next", "of", "after", "during", "for", "through",
        ];
        let is_number = |at: usize| self.facts[at].key.starts_with('0');
        let before = i.checked_sub(1);
        self.behind(i).is_some_and(is_number)
            || before.is_some_and(|at| is_number(at) || TIME.contains(&self.key(at)))
    }

    /// The evidence of other forms of the word: `strikes` by `strike`.
    fn stems(&self, key: &str, beside: Beside) -> f32 {
        let mut sum = 0.0;
        known::stems(key, |stem| {
            for (usage, weight) in self.usages.iter().zip([weight::BODY, weight::WIRE]) {
                if let Some(id) = usage.find(stem) {
                    let (up, low) = weighed(usage.seen(id), beside);
                    sum += weight::STEM * weight * log_odds(up, low);
                }
            }
        });
        sum
    }

    /// Log odds by what stands beside a word of which nothing is known: a first name before it,
    /// a place's preposition, or what stands before verbs and nouns.
    fn neighbours(&self, i: usize) -> f32 {
        const BEFORE_VERBS: [&str; 22] = [
            "to", "can", "could", "will", "would", "may", "might", "must", "should", "not",
            "can't", "won't", "don't", "didn't", "doesn't", "cannot", "a", "an", "more", "most",
            "very", "too",
        ];
        const BEHIND_VERBS: [&str; 8] = ["of", "on", "over", "out", "up", "off", "into", "down"];
        let behind = self.behind(i).filter(|next| self.words[*next].gap == Gap::Space);
        let before = self.before(i).filter(|_| self.words[i].gap == Gap::Space);
        let before = before.map_or("", |at| self.key(at));
        let is_place =
            matches!(before, "in" | "near" | "at" | "against") && self.behind(i).is_none();
        if Known::get().is_forename(before) {
            2.0
        } else if Known::get().is_title(before) {
            1.0
        } else if BEFORE_VERBS.contains(&before) {
            -1.5
        } else if behind.is_some_and(|next| BEHIND_VERBS.contains(&self.key(next))) {
            -0.8
        } else if is_place {
            0.6
        } else {
            0.0
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn count(n: u32) -> f32 {
    n as f32
}

/// How much speaks for a name, and how much against it, beside such neighbours.
fn weighed(seen: Seen, beside: Beside) -> (f32, f32) {
    let at = beside as usize;
    let share = |here: u32, all: u32| count(here) + weight::ELSEWHERE * count(all - here);
    let first = weight::FIRST * count(seen.first);
    (share(seen.up[at], seen.n_up()) + count(seen.caps) + first, share(seen.low[at], seen.n_low()))
}

fn log_odds(up: f32, low: f32) -> f32 {
    ((up + 0.3) / (low + 0.3)).ln()
}
