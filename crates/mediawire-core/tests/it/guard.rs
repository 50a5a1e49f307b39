//! The meaning guard on its tables of labelled pairs. `mediawire-eval guard` tells their figures by kind.

use mediawire_core::desk::guard::{Known, Verdict, verdict};

const TABLES: [&str; 4] = [
    include_str!("../golden/desk/guard/first.tsv"),
    include_str!("../golden/desk/guard/held.tsv"),
    include_str!("../golden/desk/guard/blind.tsv"),
    include_str!("../golden/desk/guard/blind2.tsv"),
];

/// Whether a row's label says that the meaning is kept, and whether a rule may do it.
fn judged(line: &str) -> (bool, bool) {
    let cells: Vec<&str> = line.split('\t').collect();
    let is_kept = match cells[3] {
        "kept" => true,
        "changed" => false,
        other => panic!("{other} is no label: {line}"),
    };
    let sites: Vec<&str> = cells.get(5).map(|sites| sites.split('|').collect()).unwrap_or_default();
    let known = Known { language: cells[2], sites: &sites, ..Known::default() };
    (is_kept, !matches!(verdict(cells[0], cells[1], &known), Verdict::Refused(_)))
}

#[test]
fn pairs_are_judged_as_labelled() {
    for table in TABLES {
        let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (kept, changed): (Vec<&str>, Vec<&str>) = rows.partition(|row| judged(row).0);
        let refused: Vec<&str> = kept.iter().copied().filter(|row| !judged(row).1).collect();
        let missed: Vec<&str> = changed.iter().copied().filter(|row| judged(row).1).collect();
        // Two in a hundred, of each.
        assert!(refused.len() * 50 <= kept.len(), "refused:\n{}", refused.join("\n"));
        assert!(missed.len() * 50 <= changed.len(), "missed:\n{}", missed.join("\n"));
        assert!(kept.len() > 50 && changed.len() > 50, "the table is short");
    }
}
