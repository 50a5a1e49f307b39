//! Plain text of agencies as HTML: which of its lines are one paragraph.
//!
//! Agencies part paragraphs by blank lines, by indenting their first lines, or set each on one long line; their lines
//! are else broken where a printer's column ended. Lines set in columns are a table, and keep their white space.

use crate::codec::escape;

/// Longest line, in characters, of a text whose lines were broken at a width (IPTC 7901 §5: 69).
const WIDTH_MAX: usize = 100;
/// A text whose lines are all shorter than this was not broken at a width: its lines were meant.
const WIDTH_MIN: usize = 50;

/// The paragraphs of `text` as HTML: `p`, and `pre` for what is set in columns. Every character that is more than a
/// control character is kept, in order. Linear.
#[must_use]
pub fn html(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for block in lines.split(|line| line.trim().is_empty()).filter(|block| !block.is_empty()) {
        if is_in_columns(block) {
            push("pre", &block.join("\n"), &mut out);
        } else if widest > WIDTH_MAX || (widest < WIDTH_MIN && block.len() > 1) {
            block.iter().for_each(|line| push("p", line, &mut out));
        } else {
            let mut rest = block;
            while !rest.is_empty() {
                let next = rest.iter().skip(1).position(|line| is_indented(line));
                // A block that is indented as a whole is one paragraph.
                let n = match next {
                    Some(at) if !block.iter().all(|line| is_indented(line)) => at + 1,
                    Some(_) | None => rest.len(),
                };
                push("p", &rest[..n].join("\n"), &mut out);
                rest = &rest[n..];
            }
        }
    }
    out
}

fn push(tag: &str, text: &str, out: &mut String) {
    let shown: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    // A line feed at the start of `pre` is not shown (HTML §13.2.6.4.7).
    *out += &format!("<{tag}>{}</{tag}>", escape::markup(&shown));
}

fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// Whether most lines have gaps in them.
fn is_in_columns(block: &[&str]) -> bool {
    let has_gap = |line: &&&str| line.trim().contains("   ") || line.trim().contains('\t');
    block.len() > 1 && block.iter().filter(has_gap).count() * 2 > block.len()
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn paragraphs_are_those_that_agencies_set() {
        let wide = "x".repeat(60);
        for (text, expected) in [
            (format!("{wide}\r\n{wide}\r\n\r\nb"), format!("<p>{wide}\n{wide}</p><p>b</p>")),
            (
                format!("   a {wide}\n{wide}\n   b {wide}\nc"),
                format!("<p>   a {wide}\n{wide}</p><p>   b {wide}\nc</p>"),
            ),
            (format!("{wide}{wide}.\nNext one."), format!("<p>{wide}{wide}.</p><p>Next one.</p>")),
            ("Rain\nSnow".to_owned(), "<p>Rain</p><p>Snow</p>".to_owned()),
            (
                format!("Oil    3.10   4\nGold   9.00   5\n\n{wide}"),
                format!("<pre>Oil    3.10   4\nGold   9.00   5</pre><p>{wide}</p>"),
            ),
            ("a <b> & c\u{1}".to_owned(), "<p>a &lt;b&gt; &amp; c</p>".to_owned()),
            (" \n\n".to_owned(), String::new()),
        ] {
            assert_eq!(html(&text), expected, "{text}");
        }
    }
}
