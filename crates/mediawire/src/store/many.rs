//! Many rows in one statement: `VALUES` of a fixed number of rows, so that a statement is one text and prepared once.
//!
//! What is left over of the last statement is filled up with a blank row, which the statement must pass over.

use crate::error::Result;
use crate::store::db::{Arg, Row, Tx};
use std::fmt::Write as _;

/// Rows of one statement.
const ROWS: usize = 32;

/// `VALUES ($1, $2), ($3, $4), …` with `n` columns, as a part of a statement; both engines name them `column1` and on.
pub(super) fn values(n: usize) -> String {
    let mut text = String::from("VALUES ");
    for row in 0..ROWS {
        for column in 0..n {
            let open = match (row, column) {
                (0, 0) => "(",
                (_, 0) => "), (",
                (_, _) => ", ",
            };
            // Writing to a String cannot fail.
            write!(text, "{open}${}", row * n + column + 1).ok();
        }
    }
    text + ")"
}

/// `$1, $2, …`: a list of texts to look for.
pub(super) fn listed() -> String {
    let all: Vec<String> = (1..=ROWS).map(|n| format!("${n}")).collect();
    all.join(", ")
}

/// Runs `sql`, which holds [`values`] of `N` columns or for `N` = 1 [`listed`], as often as `rows` ask for; the rows
/// that it gives.
///
/// # Errors
/// As the statements give.
pub(super) async fn run<'a, const N: usize>(
    tx: &mut Tx,
    sql: &'static str,
    rows: &[[Arg<'a>; N]],
    blank: [Arg<'a>; N],
) -> Result<Vec<Row>> {
    let mut all = Vec::new();
    for rows in rows.chunks(ROWS) {
        let filled = rows.iter().chain(std::iter::repeat(&blank)).take(ROWS);
        let args: Vec<Arg<'_>> = filled.flatten().copied().collect();
        all.extend(tx.rows(sql, &args).await?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{ROWS, listed, values};

    #[test]
    fn arguments_are_numbered_in_the_order_of_rows() {
        let text = values(2);
        assert!(text.starts_with("VALUES ($1, $2), ($3, $4), ("), "{text}");
        assert!(text.ends_with(&format!("(${}, ${})", 2 * ROWS - 1, 2 * ROWS)), "{text}");
        assert!(listed().starts_with("$1, $2, ") && listed().ends_with(&format!(", ${ROWS}")));
    }
}
