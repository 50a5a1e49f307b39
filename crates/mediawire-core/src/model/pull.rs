//! What makes a pull quote one: that its words are in the running text as well.

use crate::model::body::{Block, BlockKind, line_text};
use crate::text::letters;
use memchr::memmem::Finder;
use std::ops::Range;

/// Letters of the shortest text that can be a pull quote: fewer words come twice by chance.
const LETTERS_MIN: usize = 24;

/// The letters of a body's blocks, to look for what is said twice.
#[derive(Debug)]
pub struct Said {
    /// The letters of all blocks of running text, one behind the other.
    letters: String,
    /// Where the letters of each block stand.
    blocks: Vec<Range<usize>>,
    /// Whether each block is running text.
    is_running: Vec<bool>,
}

impl Said {
    /// The letters of `blocks`: of paragraphs, lists and quotations.
    #[must_use]
    pub fn of(blocks: &[Block]) -> Self {
        let mut said = Self { letters: String::new(), blocks: Vec::new(), is_running: Vec::new() };
        for block in blocks {
            let start = said.letters.len();
            if let BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Quotation(_) =
                block.kind
            {
                let runs = block.kind.lines().into_iter().flatten();
                said.letters.extend(letters::letters(runs.flat_map(|run| run.text.chars())));
            }
            said.blocks.push(start..said.letters.len());
            said.letters.push('\n');
            said.is_running.push(said.blocks.last().is_some_and(|letters| !letters.is_empty()));
        }
        said
    }

    /// Counts the block `i` no more: it is a pull quote itself.
    pub fn forget(&mut self, i: usize) {
        self.is_running[i] = false;
    }

    /// How many bytes of letters the block `i` has.
    #[must_use]
    pub fn len_of(&self, i: usize) -> usize {
        self.blocks[i].len()
    }

    /// Whether another block holds the words of the longest line of `block`, the `i`-th, and says more than all of it.
    #[must_use]
    pub fn repeats(&self, i: usize, block: &Block) -> bool {
        let lines = block.kind.lines().into_iter();
        let keys: Vec<String> = lines.map(|line| letters::key(&line_text(line))).collect();
        let whole: usize = keys.iter().map(String::len).sum();
        let key = keys.into_iter().max_by_key(String::len).unwrap_or_default();
        if key.chars().count() < LETTERS_MIN {
            return false;
        }
        Finder::new(&key).find_iter(self.letters.as_bytes()).any(|at| {
            let other = self.blocks.partition_point(|block| block.end <= at);
            other != i && self.is_running[other] && self.blocks[other].len() > whole
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::model::body::{Block, BlockKind, Run};

    fn block(texts: &[&str]) -> Block {
        let line = |text: &&str| vec![Run { text: (*text).to_owned(), ..Run::default() }];
        Block { part: 0, kind: BlockKind::Quotation(texts.iter().map(line).collect()) }
    }

    #[test]
    fn words_are_repeated_where_running_text_says_more_than_they_do() {
        let blocks = [
            block(&["A town that waits for the water has waited too long, said its master."]),
            block(&["“A town that waits for the water has waited too long”", "The master"]),
            block(&["A town that waits for the water has waited too long", "The master"]),
            block(&["has waited too long"]),
        ];
        let mut said = Said::of(&blocks);
        let repeats: Vec<bool> = (0..4).map(|i| said.repeats(i, &blocks[i])).collect();
        assert_eq!(repeats, [false, true, true, false], "the last is too short to be sure");
        said.forget(0);
        assert!(
            (1..3).all(|i| !said.repeats(i, &blocks[i])),
            "two of a length are none of each other"
        );
    }
}
