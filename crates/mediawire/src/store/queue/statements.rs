//! What the store is asked for the lists of the desk: statements by each of their indexes.

/// The columns of a line, of the items that `$from` gives as `w`.
macro_rules! lines {
    ($from:expr) => {
        concat!(
            "SELECT w.public, w.at_ms, w.list, w.is_held, COALESCE(o.name, w.source), w.section, w.lang, w.genre,
                w.received_ms, w.changed_ms, w.assigned, COALESCE(d.headline, a.headline, ''),
                COALESCE(d.withheld, ''), COALESCE(d.killed, ''),
                COALESCE(k.kind, ''), COALESCE(k.words, ''), COALESCE(k.by_whom, ''), COALESCE(k.why, ''),
                COALESCE(u.code, ''), COALESCE(u.why, '')
             FROM ", $from, " LEFT JOIN source o ON o.slug = w.source
             LEFT JOIN shown s ON s.item = w.item LEFT JOIN dispatch d ON d.number = s.number
             LEFT JOIN item_version v ON v.item = w.item AND v.n = (SELECT MAX(n) FROM item_version WHERE item = w.item)
             LEFT JOIN article a ON a.id = v.article
             LEFT JOIN decision k ON k.item = w.item AND k.n = (SELECT MAX(n) FROM decision WHERE item = w.item)
             LEFT JOIN outcome u ON u.entry = a.entry AND u.said = a.said AND u.step = 'dispatch' "
        )
    };
}

/// The statement for a page by an index (`$by`), over (`$over`) or under a place.
macro_rules! page {
    ($by:literal, $over:literal, $order:literal) => {
        concat!(
            lines!(concat!(
                "(SELECT * FROM (SELECT * FROM standing WHERE list = $1", $by, " AND (at_ms, public) ", $over,
                " ($7, $8) ORDER BY at_ms ", $order, ", public ", $order, " LIMIT $9) f
                 WHERE ($2 = '' OR f.source = $2) AND ($3 = '' OR f.section = $3) AND ($4 = '' OR f.lang = $4)
                 AND ($5 = '' OR f.genre = $5) AND ($6 = '' OR f.assigned = $6)
                 ORDER BY f.at_ms ", $order, ", f.public ", $order, " LIMIT $10) w"
            )),
            "ORDER BY w.at_ms ", $order, ", w.public ", $order
        )
    };
}

/// The statements over and under a place, by one of the indexes; likewise where a stretch ends, and what it counts. All
/// take the same arguments: `$2 = $2` is there for PostgreSQL, which asks for the type of each.
pub(super) struct Statements {
    pub(super) over: &'static str,
    pub(super) under: &'static str,
    pub(super) end_over: &'static str,
    pub(super) end_under: &'static str,
    pub(super) count: &'static str,
    pub(super) count_of: &'static str,
}

macro_rules! statements {
    ($by:literal) => {
        Statements {
            over: page!($by, ">", "ASC"),
            under: page!($by, "<", "DESC"),
            end_over: concat!(
                "SELECT at_ms, public FROM standing WHERE list = $1", $by, " AND $2 = $2 AND $3 = $3 AND $4 = $4
                 AND $5 = $5 AND $6 = $6 AND (at_ms, public) > ($7, $8) ORDER BY at_ms, public LIMIT 2 OFFSET $9"
            ),
            end_under: concat!(
                "SELECT at_ms, public FROM standing WHERE list = $1", $by, " AND $2 = $2 AND $3 = $3 AND $4 = $4
                 AND $5 = $5 AND $6 = $6 AND (at_ms, public) < ($7, $8)
                 ORDER BY at_ms DESC, public DESC LIMIT 2 OFFSET $9"
            ),
            count: concat!(
                "SELECT COUNT(*) FROM (SELECT 1 AS one FROM standing WHERE list = $1", $by, " AND $2 = $2
                 AND $3 = $3 AND $4 = $4 AND $5 = $5 AND $6 = $6 LIMIT $7) f"
            ),
            count_of: concat!(
                "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN ($2 = '' OR f.source = $2) AND ($3 = '' OR f.section = $3)
                    AND ($4 = '' OR f.lang = $4) AND ($5 = '' OR f.genre = $5) AND ($6 = '' OR f.assigned = $6)
                    THEN 1 ELSE 0 END), 0) AS BIGINT)
                 FROM (SELECT source, section, lang, genre, assigned FROM standing WHERE list = $1", $by, " LIMIT $7) f"
            ),
        }
    };
}

pub(super) const BY_SOURCE: Statements = statements!(" AND source = $2");
pub(super) const BY_SECTION: Statements = statements!(" AND section = $3");
pub(super) const BY_LANG: Statements = statements!(" AND lang = $4");
pub(super) const BY_GENRE: Statements = statements!(" AND genre = $5");
pub(super) const BY_ASSIGNED: Statements = statements!(" AND assigned = $6 AND assigned <> ''");
pub(super) const EVERYTHING: Statements = statements!("");
