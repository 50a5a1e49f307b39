//! What the store is asked for the lists of the desk: statements by each of their indexes.

/// The columns of a line, of the items that `$from` gives as `w`.
macro_rules! lines {
    ($from:expr) => {
        concat!(
            "SELECT w.item, w.public, w.at_ms, w.list, COALESCE(o.name, w.source), w.section, w.lang, w.genre,
                w.received_ms, w.changed_ms, w.assigned, w.story, COALESCE(d.headline, a.headline, ''),
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

/// Lines of both lists, each read by an index (`$by`) in the order that `$rest` ends with.
macro_rules! both {
    ($columns:literal, $by:literal, $rest:expr) => {
        concat!(
            "(SELECT * FROM (SELECT ",
            $columns,
            " FROM standing WHERE list = $1",
            $by,
            $rest,
            ") g
              UNION ALL SELECT * FROM (SELECT ",
            $columns,
            " FROM standing WHERE list = $2",
            $by,
            $rest,
            ") h) u"
        )
    };
}

/// Lines over (`$over`) or under a place, as many as `$limit` says.
macro_rules! stretch {
    ($columns:literal, $by:literal, $over:literal, $order:literal, $limit:literal) => {
        both!(
            $columns,
            $by,
            concat!(
                " AND (at_ms, public) ",
                $over,
                " ($9, $10) ORDER BY at_ms ",
                $order,
                ", public ",
                $order,
                $limit
            )
        )
    };
}

/// The statement for a page by an index (`$by`), over (`$over`) or under a place.
macro_rules! page {
    ($by:literal, $over:literal, $order:literal) => {
        concat!(
            lines!(concat!(
                "(SELECT * FROM (SELECT * FROM ", stretch!("*", $by, $over, $order, " LIMIT $11"),
                " ORDER BY at_ms ", $order, ", public ", $order, " LIMIT $11) f
                 WHERE ($3 = '' OR f.source = $3) AND ($4 = '' OR f.section = $4) AND ($5 = '' OR f.lang = $5)
                 AND ($6 = '' OR f.genre = $6) AND ($7 = '' OR f.assigned = $7) AND ($8 = '' OR f.story = $8)
                 ORDER BY f.at_ms ", $order, ", f.public ", $order, " LIMIT $12) w"
            )),
            "ORDER BY w.at_ms ", $order, ", w.public ", $order
        )
    };
}

/// Where a stretch ends: its last line, and the one behind it.
macro_rules! end {
    ($by:literal, $over:literal, $order:literal) => {
        concat!(
            "SELECT at_ms, public FROM ",
            stretch!("at_ms, public", $by, $over, $order, " LIMIT $11 + 2"),
            " WHERE $3 = $3 AND $4 = $4 AND $5 = $5 AND $6 = $6 AND $7 = $7 AND $8 = $8
             ORDER BY at_ms ",
            $order,
            ", public ",
            $order,
            " LIMIT 2 OFFSET $11"
        )
    };
}

/// The statements over and under a place, by one of the indexes; likewise where a stretch ends, and what it counts. All
/// take the same arguments: `$3 = $3` is there for PostgreSQL, which asks for the type of each. A list of the desk is one
/// of the store (`$1`) or two (`$2`).
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
            end_over: end!($by, ">", "ASC"),
            end_under: end!($by, "<", "DESC"),
            count: concat!(
                "SELECT COUNT(*) FROM (SELECT one FROM ", both!("1 AS one", $by, " LIMIT $9"),
                " WHERE $3 = $3 AND $4 = $4 AND $5 = $5 AND $6 = $6 AND $7 = $7 AND $8 = $8 LIMIT $9) f"
            ),
            count_of: concat!(
                "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN ($3 = '' OR f.source = $3) AND ($4 = '' OR f.section = $4)
                    AND ($5 = '' OR f.lang = $5) AND ($6 = '' OR f.genre = $6) AND ($7 = '' OR f.assigned = $7)
                    AND ($8 = '' OR f.story = $8) THEN 1 ELSE 0 END), 0) AS BIGINT)
                 FROM (SELECT * FROM ",
                both!("source, section, lang, genre, assigned, story", $by, " LIMIT $9"), " LIMIT $9) f"
            ),
        }
    };
}

pub(super) const BY_SOURCE: Statements = statements!(" AND source = $3");
pub(super) const BY_SECTION: Statements = statements!(" AND section = $4");
pub(super) const BY_LANG: Statements = statements!(" AND lang = $5");
pub(super) const BY_GENRE: Statements = statements!(" AND genre = $6");
pub(super) const BY_ASSIGNED: Statements = statements!(" AND assigned = $7 AND assigned <> ''");
pub(super) const BY_STORY: Statements = statements!(" AND story = $8 AND story <> ''");
pub(super) const EVERYTHING: Statements = statements!("");
