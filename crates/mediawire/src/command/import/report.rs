//! What an import has come to, as it is kept with its mark and told at its end.

use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::items;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Damaged records whose place is told; all of them are in the fetch log.
const DAMAGED_MAX: usize = 100;

/// Pages that are new to the archive, as they are counted.
pub(super) const PAGES: &str = "pages to read";
/// Pages that are kept and not read.
pub(super) const QUARANTINED: &str = "quarantined: its digest is wrong";
/// Pages that are there already.
pub(super) const KNOWN: &str = "pages that the archive has already";

/// What was counted of a file, from its first record on, whatever process read it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Report {
    /// How many records were what.
    records: BTreeMap<String, u64>,
    /// The first of the damaged records: where they are, and what is wrong.
    damaged: Vec<(u64, String)>,
    n_damaged: u64,
}

impl Report {
    /// What a mark keeps of it.
    pub(super) fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .context(Kind::Bug, || "cannot read what an import has counted in the store")
    }

    /// The text for a mark.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers are JSON")
    }

    /// Counts a record.
    pub(super) fn count(&mut self, what: &str) {
        *self.records.entry(what.to_owned()).or_insert(0) += 1;
    }

    /// Remembers a damaged one, which is counted apart.
    pub(super) fn damage(&mut self, at_byte: u64, why: &str) {
        self.n_damaged += 1;
        if self.damaged.len() < DAMAGED_MAX {
            self.damaged.push((at_byte, why.to_owned()));
        }
    }

    /// How many records were counted.
    pub(super) fn n_records(&self) -> u64 {
        self.records.values().sum()
    }

    /// How many of them are damaged.
    pub(super) fn n_damaged(&self) -> u64 {
        self.n_damaged
    }

    /// How many of them are what.
    pub(super) fn n(&self, what: &str) -> u64 {
        self.records.get(what).copied().unwrap_or(0)
    }
}

/// One import, at its end.
pub(super) struct Done {
    /// The file's name as it was given.
    pub(super) file: String,
    /// By what its entries came.
    pub(super) via: String,
    pub(super) report: Report,
    /// How many records an import before, which was broken off, had done.
    pub(super) n_before: u64,
    /// How many pages this one read.
    pub(super) n_pages: u64,
    pub(super) seconds: f64,
}

impl Done {
    fn pages_per_second(&self) -> f64 {
        self.n_pages as f64 / self.seconds.max(f64::MIN_POSITIVE)
    }

    /// The report in JSON.
    pub(super) async fn json(&self, tx: &mut Tx) -> Result<String> {
        let outcomes = items::outcomes(tx, &self.via).await?;
        let outcomes: Vec<_> = outcomes
            .iter()
            .map(|(step, code, n)| serde_json::json!({ "step": step, "code": code, "n": n }))
            .collect();
        let damaged = self.report.damaged.iter();
        let damaged: Vec<_> = damaged
            .map(|(at_byte, why)| serde_json::json!({ "at_byte": at_byte, "why": why }))
            .collect();
        let report = serde_json::json!({
            "file": self.file, "seconds": self.seconds,
            "pages": self.n_pages, "pages_per_second": self.pages_per_second(),
            "records": self.report.records, "records_before": self.n_before,
            "damaged": damaged, "entries": outcomes,
        });
        Ok(format!("{report:#}"))
    }

    /// The report in words.
    pub(super) async fn words(&self, tx: &mut Tx) -> Result<String> {
        let Self { file, report, n_before, n_pages, seconds, .. } = self;
        let mut lines = vec![format!(
            "{file}: {} records; {n_pages} pages in {seconds:.1} s, {:.1} pages a second",
            report.n_records(),
            self.pages_per_second()
        )];
        if *n_before > 0 {
            lines.push(format!("  {n_before:>7} of them by the import that was broken off"));
        }
        lines.extend(report.records.iter().map(|(what, n)| format!("  {n:>7} {what}")));
        let damaged = report.damaged.iter();
        lines.extend(damaged.map(|(at_byte, why)| format!("  damaged at byte {at_byte}: {why}")));
        let n_untold = report.n_damaged - report.damaged.len() as u64;
        if n_untold > 0 {
            lines.push(format!("  and {n_untold} more damaged ones, in the fetch log"));
        }
        lines.push("of the pages of this file, in this import and before:".to_owned());
        let outcomes = items::outcomes(tx, &self.via).await?.into_iter();
        lines.extend(outcomes.map(|(step, code, n)| format!("  {n:>7} {step} {code}")));
        Ok(lines.join("\n"))
    }

    /// An error if any record was damaged: whoever called must hear of it.
    pub(super) fn verdict(&self) -> Result<()> {
        let (n, n_all) = (self.report.n_damaged(), self.report.n_records());
        let what = match n {
            0 => return Ok(()),
            _ if n == n_all => {
                format!("{} is no WARC file: none of its records can be read", self.file)
            }
            _ => format!(
                "{n} of {n_all} records of {} are damaged and were left out; the others are imported",
                self.file
            ),
        };
        Err(Error::new(Kind::Malformed, what).code("damaged"))
    }
}
