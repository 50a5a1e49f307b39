//! What the lists of the desk can be filtered by.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::queue::{List, VALUES_MAX};
use std::collections::BTreeSet;

/// What lines of a list can be filtered by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// Slugs and names of sources, by name.
    pub sources: Vec<(String, String)>,
    /// Codes of sections, sorted.
    pub sections: Vec<String>,
    /// Languages, sorted.
    pub langs: Vec<String>,
}

/// The values of a column in a list: a few steps along an index, whatever the number of lines.
macro_rules! values {
    ($column:literal, $rest:literal) => {
        concat!(
            "WITH RECURSIVE l(value, n) AS (SELECT MIN(",
            $column,
            "), 1 FROM standing WHERE list = $1
             UNION ALL SELECT (SELECT MIN(",
            $column,
            ") FROM standing WHERE list = $1 AND ",
            $column,
            " > l.value),
                l.n + 1 FROM l WHERE l.value IS NOT NULL AND l.n < $2) ",
            $rest
        )
    };
}

/// The values that lines of `list` have: of each kind up to [`VALUES_MAX`].
///
/// # Errors
/// As the statements give.
pub async fn values(tx: &mut Tx, list: List) -> Result<Values> {
    const SOURCES: &str = values!(
        "source",
        "SELECT value, COALESCE(o.name, value) AS name FROM l LEFT JOIN source o ON o.slug = value
         WHERE value IS NOT NULL"
    );
    const SECTIONS: &str =
        values!("section", "SELECT value FROM l WHERE value IS NOT NULL AND value <> ''");
    const LANGS: &str =
        values!("lang", "SELECT value FROM l WHERE value IS NOT NULL AND value <> ''");
    let (mut sources, mut sections, mut langs) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for name in list.names().into_iter().filter(|name| !name.is_empty()) {
        let args = [name.into(), VALUES_MAX.into()];
        let rows = tx.rows(SOURCES, &args).await?.into_iter();
        sources.extend(rows.map(|mut row| {
            let slug = row.text();
            (row.text(), slug)
        }));
        sections.extend(tx.rows(SECTIONS, &args).await?.into_iter().map(|mut row| row.text()));
        langs.extend(tx.rows(LANGS, &args).await?.into_iter().map(|mut row| row.text()));
    }
    let most = usize::try_from(VALUES_MAX).unwrap_or(usize::MAX);
    Ok(Values {
        sources: sources.into_iter().map(|(name, slug)| (slug, name)).take(most).collect(),
        sections: sections.into_iter().take(most).collect(),
        langs: langs.into_iter().take(most).collect(),
    })
}
