//! What is counted of a line's own text, in one pass over its characters.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::lexicon::{self, N_SUBJECTS};
use crate::extract::lines::Line;
use crate::extract::survey::Survey;
use crate::model::body::CutKind;

/// The weight up to which a line's words are looked up: what boxes say is short.
const LOOKED_UP_MAX: u32 = 400;
/// The weight up to which a line is known by the words that it begins with.
const LEAD_WEIGHT_MAX: u32 = 160;
/// Letters and digits of a line that are kept as its start.
const START_CHARS_MAX: usize = 60;

/// The counts of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// Characters without white space, those of scripts that write a word in one or two characters double.
    pub(super) weight: u32,
    /// The part of it that stands in links.
    pub(super) link_weight: u32,
    /// The part of it that is strong or emphatic.
    pub(super) strong_weight: u32,
    pub(super) n_words: u32,
    pub(super) n_commas: u32,
    pub(super) n_stops: u32,
    pub(super) n_digits: u32,
    pub(super) n_upper: u32,
    pub(super) n_letters: u32,
    pub(super) n_marks: u32,
    /// What it begins with: 1 a capital, 2 a small letter, 3 a digit, 4 a quotation mark or dash, 0 anything else.
    pub(super) begins: u8,
    /// What it ends in: 2 a full stop or its like, 1 a colon, 0 anything else.
    pub(super) ends: u8,
    /// How many of its words each list knows; 0 for a long line.
    pub(super) subjects: [u8; N_SUBJECTS],
    /// How many of its words stand in the headline.
    pub(super) n_title_words: u32,
    /// What it is, if it is short and begins with words that lead elsewhere.
    pub(super) lead: Option<CutKind>,
    /// Digest of its letters and digits in lower case.
    pub(super) key: u64,
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// The digest of a word in lower case.
pub(super) fn word_digest(word: &str) -> u64 {
    word.chars().fold(FNV_START, mix)
}

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Their digests, sorted.
    digests: Vec<u64>,
    /// A bit for each of them: most words that are not among them are known by it.
    bits: u64,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut digests = Vec::new();
        let (mut hash, mut n_bytes) = (FNV_START, 0);
        for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
            if c.is_alphanumeric() {
                hash = mix(hash, c);
                n_bytes += c.len_utf8();
            }
            if n_bytes > 0 && (!c.is_alphanumeric() || is_spaceless(c) && n_bytes >= PAIR_BYTES) {
                digests.push(hash);
                (hash, n_bytes) = (FNV_START, 0);
            }
        }
        digests.sort_unstable();
        digests.dedup();
        let bits = digests.iter().fold(0, |bits, &digest| bits | Self::bit(digest));
        Self { digests, bits }
    }

    pub(super) fn len(&self) -> usize {
        self.digests.len()
    }

    fn has(&self, digest: u64) -> bool {
        self.bits & Self::bit(digest) != 0 && self.digests.binary_search(&digest).is_ok()
    }

    fn bit(digest: u64) -> u64 {
        1 << (digest >> 40 & 63)
    }
}

/// Bytes of two characters of Chinese or Japanese, which make a word, about.
const PAIR_BYTES: usize = 6;

/// Whether it is a letter of Chinese, Japanese or Korean, which have no case; most of them, and nothing else.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a character is of a script that sets no spaces between words.
fn is_spaceless(c: char) -> bool {
    c >= '\u{2e80}' && !matches!(c, '\u{ac00}'..='\u{d7af}')
}

/// A word while it is read.
struct Word<'a> {
    n_bytes: usize,
    hash: u64,
    is_open: bool,
    /// The starts of lines, and how many characters are wanted of this one yet.
    starts: &'a mut String,
    n_left: usize,
}

impl Reading {
    /// The counts of `line`; `title` are the headline's words. The letters and digits that the line begins with are
    /// added to `starts`, in lower case.
    pub(super) fn of(
        tree: &Tree,
        survey: &Survey,
        line: &Line,
        title: &Words,
        starts: &mut String,
    ) -> Self {
        let mut out = Self { key: FNV_START, ..Self::default() };
        let mut word =
            Word { n_bytes: 0, hash: FNV_START, is_open: false, starts, n_left: START_CHARS_MAX };
        for &(id, breaks) in &line.nodes {
            if breaks > 0 {
                out.close(&mut word, title);
            }
            let before = out.weight;
            out.read(tree.text(id), &mut word, title);
            let weight = out.weight - before;
            if survey.is_linked[id as usize] {
                out.link_weight += weight;
            }
            if weight > 0 && is_strong(tree, id, line.block) {
                out.strong_weight += weight;
            }
        }
        out.close(&mut word, title);
        if out.weight <= LEAD_WEIGHT_MAX {
            out.lead = lexicon::lead(line.nodes.iter().flat_map(|&(id, _)| tree.text(id).chars()));
        }
        out
    }

    fn read(&mut self, text: &str, word: &mut Word<'_>, title: &Words) {
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            if byte.is_ascii_alphanumeric() {
                rest = self.read_ascii_word(rest, word);
                continue;
            }
            let mut chars = rest.chars();
            if let Some(c) = chars.next() {
                self.read_char(c, word, title);
            }
            rest = chars.as_str();
        }
    }

    /// Reads the ASCII letters and digits that `text` begins with; what is behind them.
    fn read_ascii_word<'a>(&mut self, text: &'a str, word: &mut Word<'_>) -> &'a str {
        let bytes = text.as_bytes();
        if self.weight == 0 {
            self.begins = match bytes[0] {
                b'0'..=b'9' => 3,
                b'a'..=b'z' => 2,
                _ => 1,
            };
        }
        let (mut end, mut n_digits, mut n_upper) = (0, 0, 0);
        while let Some(&byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
            end += 1;
            n_digits += u32::from(byte.is_ascii_digit());
            n_upper += u32::from(byte.is_ascii_uppercase());
            word.hash = mix(word.hash, char::from(byte.to_ascii_lowercase()));
        }
        let (own, rest) = text.split_at(end);
        word.is_open = true;
        word.n_bytes += end;
        if word.n_left > 0 {
            let start = own.as_bytes().iter().take(word.n_left);
            word.starts.extend(start.map(|byte| char::from(byte.to_ascii_lowercase())));
            word.n_left = word.n_left.saturating_sub(end);
        }
        let n = u32::try_from(end).unwrap_or(u32::MAX);
        self.weight += n;
        self.n_digits += n_digits;
        self.n_upper += n_upper;
        self.n_letters += n - n_digits;
        self.ends = 0;
        rest
    }

    fn read_char(&mut self, c: char, word: &mut Word<'_>, title: &Words) {
        if c.is_whitespace() {
            self.close(word, title);
            return;
        }
        let is_first = self.weight == 0;
        self.weight += if c >= '\u{2e80}' { 2 } else { 1 };
        let is_cased = !is_ideograph(c);
        let is_letter = !is_cased || c.is_alphabetic();
        let is_digit = is_cased && c.is_numeric();
        if is_letter || is_digit {
            if is_first {
                self.begins = match c {
                    _ if is_digit => 3,
                    _ if is_cased && c.is_lowercase() => 2,
                    _ => 1,
                };
            }
            self.n_digits += u32::from(is_digit);
            self.n_letters += u32::from(is_letter);
            self.n_upper += u32::from(is_cased && c.is_uppercase());
            self.ends = 0;
            if is_cased {
                c.to_lowercase().for_each(|c| word.push(c));
            } else {
                word.push(c);
            }
            if is_spaceless(c) && word.n_bytes >= PAIR_BYTES {
                self.close(word, title);
            }
            return;
        }
        if is_first
            && matches!(
                c,
                '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '\'' | '「' | '『' | '—' | '–' | '-'
            )
        {
            self.begins = 4;
        }
        match c {
            ',' | '،' | '、' | '，' => self.n_commas += 1,
            '.' | '!' | '?' | '…' | '。' | '؟' | '।' | '！' | '？' | '۔' => {
                self.n_stops += 1;
            }
            '|' | '»' | '›' | '→' | '•' | '·' | '/' | '@' | '#' | '©' | '+' | '*' => {
                self.n_marks += 1;
            }
            _ => {}
        }
        if !is_closing(c) {
            self.ends = match c {
                '.' | '!' | '?' | '…' | '。' | '؟' | '।' | '！' | '？' | '۔' => 2,
                ':' | '：' | ';' | ',' | '،' => 1,
                _ => 0,
            };
        }
        if c == '©' {
            self.subjects[5] = self.subjects[5].saturating_add(1);
        }
        if !matches!(c, '\'' | '’' | '-' | '\u{200c}') || !word.is_open {
            self.close(word, title);
        }
    }

    fn close(&mut self, word: &mut Word<'_>, title: &Words) {
        if !std::mem::take(&mut word.is_open) {
            return;
        }
        self.n_words += 1;
        self.n_title_words += u32::from(title.has(word.hash));
        self.key = (self.key ^ word.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        if self.weight <= LOOKED_UP_MAX {
            let found = lexicon::subjects(word.hash);
            if found != 0 {
                for (i, n) in self.subjects.iter_mut().enumerate() {
                    *n = n.saturating_add(u8::from(found & 1 << i != 0));
                }
            }
        }
        (word.n_bytes, word.hash) = (0, FNV_START);
    }

    /// The share of its weight that stands in links.
    pub(super) fn link_share(&self) -> f32 {
        self.link_weight as f32 / self.weight.max(1) as f32
    }

    /// Whether it reads like a sentence of an article and not like a label.
    pub(super) fn is_prose(&self) -> bool {
        self.link_weight * 2 < self.weight
            && (self.weight >= 90 || self.weight >= 35 && self.ends == 2)
    }
}

impl Word<'_> {
    fn push(&mut self, c: char) {
        self.is_open = true;
        self.hash = mix(self.hash, c);
        self.n_bytes += c.len_utf8();
        if self.n_left > 0 {
            self.starts.push(c);
            self.n_left -= 1;
        }
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '»' | '’' | '\'' | ')' | ']' | '“' | '」' | '』' | '›' | '*')
}

fn is_strong(tree: &Tree, id: NodeId, block: NodeId) -> bool {
    tree.ancestors(id)
        .take_while(|&id| id > block)
        .any(|id| matches!(tree.tag_id(id), Tag::B | Tag::Strong | Tag::Em | Tag::I))
}

#[cfg(test)]
mod tests {
    use super::{Reading, Words};
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::lines::{self, Piece};
    use crate::extract::survey::Survey;

    fn read(document: &str) -> Reading {
        let tree = html::parse(document);
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let Some(Piece::Line(line)) = pieces.first() else { panic!("no line in {document}") };
        Reading::of(&tree, &survey, line, &Words::of("The Ferry returns"), &mut String::new())
    }

    #[test]
    fn a_line_is_counted_in_one_pass() {
        for (document, n_words, begins, ends, n_title_words, subjects) in [
            ("<p>The ferry, at 9, was late.</p>", 6, 1, 2, 2, [0; 10]),
            (
                "<p>“Read more: <a href=/x>the quay</a></p>",
                4,
                4,
                0,
                1,
                [2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            ),
            ("<p>© 2031 Tolva</p>", 2, 0, 0, 0, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
            ("<p>بیشتر بخوانید:</p>", 2, 1, 1, 0, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("<p>渡船今日再開した。</p>", 4, 1, 2, 0, [0; 10]),
        ] {
            let it = read(document);
            let found = (it.n_words, it.begins, it.ends, it.n_title_words, it.subjects);
            assert_eq!(found, (n_words, begins, ends, n_title_words, subjects), "{document}");
        }
        assert_eq!(read("<p>ab <a href=/>cd</a></p>").link_share(), 0.5);
        assert_eq!(read("<p>A <b>b</b>c</p>").key, read("<div>a bc</div>").key);
    }

    #[test]
    fn a_list_of_links_above_a_word_is_no_part_of_the_sentence() {
        let tree = html::parse(
            "<p>Ada Quist<span><a href=/1>Quist wins</a><a href=/2>Quist loses</a></span> said so.</p>",
        );
        let survey = Survey::of(&tree, &mut ClassNames::default());
        let pieces = lines::pieces(&tree, &survey, 0);
        let texts: Vec<String> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Line(line) => Some(line.text(&tree)),
                Piece::Media(_) => None,
            })
            .collect();
        assert_eq!(texts, ["Ada Quist said so."]);
    }
}
