//! Classes of change on labelled pairs of versions. `mediawire-eval changes` prints the same figures, and the speed.

use mediawire_core::desk::change::{Changes, Version, changes};
use mediawire_core::model::change::Class;
use std::collections::{BTreeMap, BTreeSet};

const TABLES: [&str; 5] = [
    include_str!("../golden/changes/english.tsv"),
    include_str!("../golden/changes/persian.tsv"),
    include_str!("../golden/changes/russian.tsv"),
    include_str!("../golden/changes/german.tsv"),
    include_str!("../golden/changes/newsrooms.tsv"),
];

/// A labelled pair.
struct Row<'a> {
    id: &'a str,
    language: &'a str,
    labels: BTreeSet<Class>,
    old: (&'a str, Vec<&'a str>),
    new: (&'a str, Vec<&'a str>),
}

fn rows(table: &str) -> Vec<Row<'_>> {
    table.lines().skip(1).map(row).collect()
}

fn row(line: &str) -> Row<'_> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, language, labels, old, old_text, new, new_text] = &cells[..] else {
        panic!("no row of seven cells: {line}")
    };
    let labels = labels.split(',').filter(|label| *label != "none");
    let class = |label| Class::named(label).unwrap_or_else(|| panic!("{id}: {label} is no class"));
    Row {
        id,
        language,
        labels: labels.map(class).collect(),
        old: (old, old_text.split(" ¶ ").collect()),
        new: (new, new_text.split(" ¶ ").collect()),
    }
}

fn told(row: &Row<'_>) -> Changes {
    let version = |(headline, paragraphs)| Version { headline, paragraphs, language: row.language };
    changes(&version((row.old.0, &row.old.1)), &version((row.new.0, &row.new.1)))
}

/// Of a class: rightly told, wrongly told, missed.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    n_right: usize,
    n_wrong: usize,
    n_missed: usize,
}

impl Tally {
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in hundreds")]
    fn f1(self) -> f64 {
        let all = 2 * self.n_right + self.n_wrong + self.n_missed;
        if all == 0 { 1.0 } else { 2.0 * self.n_right as f64 / all as f64 }
    }
}

/// The tally of each class that is told or labelled, printed with every pair that differs; and the macro-F1.
fn tallied(rows: &[Row<'_>]) -> (BTreeMap<Class, Tally>, f64) {
    let mut all: BTreeMap<Class, Tally> = BTreeMap::new();
    for row in rows {
        let found = told(row).classes();
        for class in found.union(&row.labels) {
            let tally = all.entry(*class).or_default();
            match (found.contains(class), row.labels.contains(class)) {
                (true, true) => tally.n_right += 1,
                (true, false) => tally.n_wrong += 1,
                (false, _) => tally.n_missed += 1,
            }
        }
        if found != row.labels {
            println!("{}: labelled {:?}, told {found:?}", row.id, row.labels);
        }
    }
    for (class, tally) in &all {
        println!("{:16} {tally:?} F1 {:.3}", class.name(), tally.f1());
    }
    #[expect(clippy::cast_precision_loss, reason = "there are 16 classes")]
    let macro_f1 = all.values().map(|tally| tally.f1()).sum::<f64>() / all.len() as f64;
    println!("macro-F1 {macro_f1:.3} of {} pairs", rows.len());
    (all, macro_f1)
}

#[test]
fn changes_are_told_as_labelled() {
    let rows: Vec<Row<'_>> = TABLES.iter().flat_map(|table| rows(table)).collect();
    assert!(rows.len() >= 500, "the tables are short");
    let (all, macro_f1) = tallied(&rows);
    assert!(macro_f1 >= 0.9, "macro-F1 is {macro_f1:.3}");
    // Missed is an Arabic name without a title.
    for (class, n) in [(Class::Number, 0), (Class::Name, 1), (Class::Withdrawal, 0)] {
        assert_eq!(all[&class].n_missed, n, "{} was missed", class.name());
    }
}

/// What nothing was developed on: no figure may sink below what it was when last run.
#[test]
fn changes_are_told_as_labelled_in_pairs_held_out() {
    for (table, macro_min, n_withdrawals) in [
        (include_str!("../golden/changes/held-out/first.tsv"), 0.92, 1),
        (include_str!("../golden/changes/held-out/second.tsv"), 0.96, 0),
        (include_str!("../golden/changes/held-out/third.tsv"), 0.91, 4),
        (include_str!("../golden/changes/held-out/fourth.tsv"), 0.89, 1),
    ] {
        let (all, macro_f1) = tallied(&rows(table));
        assert!(macro_f1 >= macro_min, "macro-F1 is {macro_f1:.3}");
        let missed = [Class::Number, Class::Name, Class::Withdrawal].map(|it| all[&it].n_missed);
        assert_eq!(missed, [0, 0, n_withdrawals]);
    }
}
