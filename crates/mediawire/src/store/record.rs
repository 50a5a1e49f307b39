//! What was done at the desk, by people and by rules, in the order of time: acts, decisions on items, and changes of
//! sources, each once.

use crate::error::Result;
use crate::store::db::{Row, Tx};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Which record it stands in: `act`, `decision` or `source`.
    pub kind: String,
    /// On what: an item's public id, a source's slug, an account's name, a rule's id.
    pub object: String,
    /// Its number in that record.
    pub n: i64,
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// Who: an account's name, or `rule:` and the rule's name.
    pub by: String,
    /// What, in a word.
    pub what: String,
    /// What it was before; empty if there was nothing.
    pub was: String,
    /// What it is now; empty if there is nothing.
    pub becomes: String,
    /// Why, where a reason was given.
    pub why: String,
    /// From where; empty where nobody has said.
    pub place: String,
}

/// A place in the record: what stands behind it is older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// Which record.
    pub kind: String,
    /// On what.
    pub object: String,
    /// The number there.
    pub n: i64,
}

impl Place {
    /// The place before everything.
    pub const START: Self =
        Self { at_ms: i64::MAX, kind: String::new(), object: String::new(), n: i64::MAX };
}

impl Done {
    /// The place that it has in the record.
    #[must_use]
    pub fn place_in_record(&self) -> Place {
        let Self { at_ms, kind, object, n, .. } = self;
        Place { at_ms: *at_ms, kind: kind.clone(), object: object.clone(), n: *n }
    }
}

/// Which part of the record is asked for; an empty text asks for all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Part<'a> {
    /// Whose deeds.
    pub by: &'a str,
    /// On what.
    pub object: &'a str,
}

/// At most `n_max` deeds behind `place`, the newest first. What a decision answers is the last one before it that was of
/// the same kind, or of the same question: whether the item goes out.
///
/// # Errors
/// As the statements give.
pub async fn behind(tx: &mut Tx, part: Part<'_>, place: &Place, n_max: i64) -> Result<Vec<Done>> {
    // Each record gives its newest first, so that no more of it is read than is told.
    const SQL: &str = "SELECT kind, object, n, at_ms, by_whom, what, was, becomes, why, place FROM (
        SELECT * FROM (SELECT 'act' AS kind, object, n, at_ms, by_whom, what, was, becomes, '' AS why, place FROM act
            WHERE at_ms <= $1 AND ($5 = '' OR by_whom = $5) AND ($6 = '' OR object = $6)
            AND (at_ms < $1 OR 'act' > $2 OR ('act' = $2 AND (object > $3 OR (object = $3 AND n < $4))))
            ORDER BY at_ms DESC, object, n DESC LIMIT $7) a
        UNION ALL
        SELECT * FROM (SELECT 'decision' AS kind, i.public AS object, d.n, d.at_ms, d.by_whom, d.kind AS what,
            COALESCE((SELECT CASE WHEN b.words = '' THEN b.kind ELSE b.words END FROM decision b
                WHERE b.item = d.item AND b.n < d.n AND (b.kind = d.kind OR (
                    b.kind IN ('release', 'schedule', 'hold', 'spike', 'withhold', 'kill') AND
                    d.kind IN ('release', 'schedule', 'hold', 'spike', 'withhold', 'kill')))
                ORDER BY b.n DESC LIMIT 1), '') AS was,
            CASE WHEN d.words = '' THEN d.kind ELSE d.words END AS becomes, d.why, COALESCE(p.place, '') AS place
            FROM decision d JOIN item i ON i.id = d.item LEFT JOIN decision_place p ON p.item = d.item AND p.n = d.n
            WHERE d.at_ms <= $1 AND ($5 = '' OR d.by_whom = $5) AND ($6 = '' OR i.public = $6)
            AND (d.at_ms < $1 OR 'decision' > $2
                OR ('decision' = $2 AND (i.public > $3 OR (i.public = $3 AND d.n < $4))))
            ORDER BY d.at_ms DESC, i.public, d.n DESC LIMIT $7) b
        UNION ALL
        SELECT * FROM (SELECT 'source' AS kind, h.slug AS object, h.n, h.at_ms, h.by_whom, 'source' AS what,
            COALESCE((SELECT b.change FROM source_history b WHERE b.slug = h.slug AND b.n = h.n - 1), '') AS was,
            h.change AS becomes, '' AS why, COALESCE(p.place, '') AS place
            FROM source_history h LEFT JOIN source_place p ON p.slug = h.slug AND p.n = h.n
            WHERE h.at_ms <= $1 AND ($5 = '' OR h.by_whom = $5) AND ($6 = '' OR h.slug = $6)
            AND (h.at_ms < $1 OR 'source' > $2 OR ('source' = $2 AND (h.slug > $3 OR (h.slug = $3 AND h.n < $4))))
            ORDER BY h.at_ms DESC, h.slug, h.n DESC LIMIT $7) c
        ) t ORDER BY at_ms DESC, kind, object, n DESC LIMIT $7";
    let args = [
        place.at_ms.into(),
        place.kind.as_str().into(),
        place.object.as_str().into(),
        place.n.into(),
        part.by.into(),
        part.object.into(),
        n_max.into(),
    ];
    Ok(tx.rows(SQL, &args).await?.into_iter().map(read).collect())
}

fn read(mut row: Row) -> Done {
    let (kind, object, n, at_ms, by) = (row.text(), row.text(), row.int(), row.int(), row.text());
    let (what, was, becomes) = (row.text(), row.text(), row.text());
    let (was, becomes) = match kind.as_str() {
        "source" => {
            let (was, is) = super::sources::differing(&was, &becomes);
            (was.join("; "), is.join("; "))
        }
        _ => (was, becomes),
    };
    Done { kind, object, n, at_ms, by, what, was, becomes, why: row.text(), place: row.text() }
}
