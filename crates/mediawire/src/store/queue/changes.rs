//! What changes in the lists of the desk.

use crate::error::Result;
use crate::store::db::{Row, Tx};
use crate::store::queue::{Filter, List};

/// A change of an item at the desk: where it stands since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The item.
    pub public: String,
    /// The list of the store that it is in, `copy` for none.
    pub list: String,
    /// What the lists are filtered by.
    pub values: Filter,
    /// When it changed, Unix milliseconds.
    pub changed_ms: i64,
}

impl Change {
    /// Whether it is in that list under that filter.
    #[must_use]
    pub fn is_in(&self, list: List, filter: &Filter) -> bool {
        let values = filter.values().into_iter().zip(self.values.values());
        list.names().contains(&self.list.as_str())
            && values.into_iter().all(|(set, is)| set.is_empty() || set == is)
    }
}

/// The items that changed after `after_ms` (Unix milliseconds), in the order of their changes; the last `n` of them.
///
/// # Errors
/// As the statements give.
pub async fn changed(tx: &mut Tx, after_ms: i64, n: i64) -> Result<Vec<Change>> {
    let sql = "SELECT public, list, source, section, lang, genre, assigned, story, changed_ms FROM standing
               WHERE changed_ms > $1 ORDER BY changed_ms DESC, public LIMIT $2";
    let rows = tx.rows(sql, &[after_ms.into(), n.into()]).await?;
    let change = |mut row: Row| Change {
        public: row.text(),
        list: row.text(),
        values: Filter {
            source: row.text(),
            section: row.text(),
            lang: row.text(),
            genre: row.text(),
            assigned: row.text(),
            story: row.text(),
        },
        changed_ms: row.int(),
    };
    Ok(rows.into_iter().rev().map(change).collect())
}
