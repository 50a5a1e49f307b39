//! The lines of a post, and its headline, which it has none of: what its first line says.

use super::chars;
use crate::codec::html::{NodeId, Tree};

/// Longest headline, in characters; what is longer is cut at a word.
const HEADLINE_CHARS_MAX: usize = 120;
/// Lines at the head of a post among which the first with words is looked for.
const LINES_MAX: usize = 20;
/// Characters that bold words at the head of a line have at least, if they are the headline without what follows them:
/// shorter ones are a label.
const BOLD_CHARS_MIN: usize = 20;
/// Characters that stand at least before a full stop that ends a sentence, so that titles (Mr., Prof.) are none.
const SENTENCE_CHARS_MIN: usize = 20;
/// Characters other than letters and digits that a headline may begin with: no bullets, arrows and emoji.
const OPENERS: &str = "\"'“‘«„‹‚([{¿¡#@$€£₽¥%+-−–—…";

/// A line of a post's text, white space folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// How many bytes at its head are set bold.
    pub(super) n_bold: usize,
}

/// Lines in the making.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    open: String,
    /// How much of the open line is bold, from its head on.
    n_bold: usize,
    /// Whether there are words behind that.
    has_plain: bool,
    /// The element that it stands in.
    block: NodeId,
}

impl Lines {
    /// The lines of a whole tree; none if there are no words in any.
    pub(super) fn of(tree: &Tree) -> Vec<Line> {
        let mut lines = Self::default();
        // What an element stands in: the innermost that begins a line of its own, and whether it is bold.
        let mut around = vec![(0, false); tree.len() as usize];
        for id in 0..tree.len() {
            let (mut block, mut is_bold) =
                tree.parent(id).map(|parent| around[parent as usize]).unwrap_or_default();
            if tree.is_text(id) {
                lines.enter(block);
                lines.add(tree.text(id), is_bold);
                continue;
            }
            match tree.tag(id) {
                "br" => lines.end(),
                "b" | "strong" => is_bold = true,
                "p" | "div" | "blockquote" | "pre" | "li" => block = id,
                _ => {}
            }
            around[id as usize] = (block, is_bold);
        }
        lines.finish()
    }

    /// Ends the open line if it stands in another element than `block`.
    pub(super) fn enter(&mut self, block: NodeId) {
        if self.block != block {
            self.end();
            self.block = block;
        }
    }

    /// Adds to the open line.
    pub(super) fn add(&mut self, text: &str, is_bold: bool) {
        self.open.push_str(text);
        // A bullet or an emoji before bold words does not make them part of another line.
        if is_bold && !self.has_plain {
            self.n_bold = self.open.len();
        } else {
            self.has_plain |= has_words(text);
        }
    }

    /// Ends the open line.
    pub(super) fn end(&mut self) {
        let bold = chars::fold(&self.open[..self.n_bold]);
        let text = chars::fold(&self.open);
        if !text.is_empty() {
            let n_bold = if text.starts_with(&bold) { bold.len() } else { 0 };
            self.lines.push(Line { text, n_bold });
        }
        self.open.clear();
        self.n_bold = 0;
        self.has_plain = false;
    }

    /// The lines; none if there are no words in any.
    pub(super) fn finish(mut self) -> Vec<Line> {
        self.end();
        if self.lines.iter().any(|line| has_words(&line.text)) { self.lines } else { Vec::new() }
    }
}

/// The headline of a text: the bold words that open it, else its first line, or where that is long its first
/// sentence; a line of hashtags does not count, if there is another. Never empty if the text is not.
pub(super) fn of(lines: &[Line]) -> String {
    let mut lines = lines.iter().take(LINES_MAX).filter(|line| has_words(&line.text));
    let first = lines.next();
    let has_more = |line: &&Line| !line.text.split_whitespace().all(|word| word.starts_with('#'));
    let line = first.filter(has_more).or_else(|| lines.find(has_more)).or(first);
    let Some(line) = line else { return String::new() };
    let bold = trimmed(&line.text[..line.n_bold]);
    match bold.chars().nth(BOLD_CHARS_MIN) {
        Some(_) => cut(bold),
        None => cut(trimmed(&line.text)),
    }
}

/// Whether there are letters or digits in it.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn trimmed(text: &str) -> &str {
    let is_opener = |c: char| c.is_alphanumeric() || OPENERS.contains(c);
    text.trim_start_matches(|c: char| !is_opener(c)).trim_end()
}

/// The text, or its first sentence, or as many words as fit and an ellipsis.
fn cut(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(HEADLINE_CHARS_MAX) else {
        return text.to_owned();
    };
    let head = &text[..limit];
    if let Some(end) = sentence_end(head) {
        return head[..end].to_owned();
    }
    let words = head.rfind(char::is_whitespace).map_or(head, |at| &head[..at]);
    // Where no spaces are set, a word is a character.
    let words = if has_words(words) { words } else { head };
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{words}…")
}

/// Where the first sentence ends: behind a mark that a space follows, or one of a script that sets no spaces. A full
/// stop near the head, or behind a single letter or a digit, is an abbreviation's.
fn sentence_end(text: &str) -> Option<usize> {
    let mut before = [' ', ' '];
    let mut chars = text.char_indices().peekable();
    let mut n_chars = 0;
    while let Some((at, c)) = chars.next() {
        n_chars += 1;
        let next = chars.peek().map(|&(_, c)| c);
        let is_end = match c {
            '。' | '！' | '？' => true,
            '!' | '?' | '؟' | '۔' | '।' => next.is_some_and(char::is_whitespace),
            '.' => {
                let is_word =
                    n_chars > SENTENCE_CHARS_MIN && before.iter().all(|c| c.is_alphabetic());
                is_word && next.is_some_and(char::is_whitespace)
            }
            _ => false,
        };
        if is_end {
            return Some(at + c.len_utf8());
        }
        before = [before[1], c];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Line, of};

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), n_bold: 0 }
    }

    #[test]
    fn headline_is_what_the_first_line_says() {
        let long = "The council of Tolva will meet on Monday to hear what the harbour master knows of the \
                    quays that were raised last spring by half a metre";
        let persian = "شورای شهر تلوا روز دوشنبه تشکیل جلسه می‌دهد. ".repeat(4);
        let chinese = "明江市政府周一宣布港口重新开放。".repeat(10);
        for (text, expected) in [
            ("Ferry is back", "Ferry is back"),
            ("⚡️ 🇮🇷 Ferry is back", "Ferry is back"),
            ("— «Ferry» is back", "— «Ferry» is back"),
            ("#harbour", "Second line"),
            ("", "Second line"),
            (
                long,
                "The council of Tolva will meet on Monday to hear what the harbour master knows of the quays that \
                 were raised last…",
            ),
            (
                &format!("Mr. J. Vik has left the U.S. mission. {long}"),
                "Mr. J. Vik has left the U.S. mission.",
            ),
            (&persian, "شورای شهر تلوا روز دوشنبه تشکیل جلسه می‌دهد."),
            (&chinese, "明江市政府周一宣布港口重新开放。"),
            (&"港".repeat(500), &format!("{}…", "港".repeat(120))),
        ] {
            assert_eq!(of(&[line(text), line("Second line")]), expected);
        }
        assert_eq!(
            of(&[line("#tolva #harbour"), line("🔻"), line("Ferry is back")]),
            "Ferry is back"
        );
        let bold = |n_bold| Line { n_bold, ..line("Ferry is back at its quay. It came at noon.") };
        assert_eq!(of(&[bold(26)]), "Ferry is back at its quay.");
        assert_eq!(of(&[bold(5)]), "Ferry is back at its quay. It came at noon.");
        assert_eq!((of(&[line("#harbour")]), of(&[])), ("#harbour".to_owned(), String::new()));
    }
}
