//! How fast headlines are restyled and held against the guard: `cargo bench -p mediawire-core --bench style`.
#![allow(missing_docs, reason = "the macros write the functions")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mediawire_core::desk::guard::{self, Known};
use mediawire_core::desk::style::case::{Evidence, Usage};
use mediawire_core::desk::style::{Asked, Pack, SHIPPED, Scope, restyle};
use std::path::Path;

/// The golden headlines, as their sources wrote them.
fn headlines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/style");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        found.extend(text.lines().filter_map(|line| Some(line.strip_prefix("from: ")?.to_owned())));
    }
    found
}

fn restyle_headlines(criterion: &mut Criterion) {
    let headlines = headlines();
    let usage = Usage::of(&headlines.join("\n"));
    let mut group = criterion.benchmark_group("style");
    group.throughput(Throughput::Elements(headlines.len() as u64));
    for (name, _) in SHIPPED {
        let pack = Pack::shipped(name).unwrap();
        let known = Known { language: &pack.languages[0], ..Known::default() };
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let is_changed = |text: &&String| {
                    let evidence = Evidence { body: &usage, wire: &usage };
                    let scope = Scope::Headline;
                    let asked = Asked { text, scope, source: None, evidence, known };
                    restyle(&pack, &asked).text != **text
                };
                headlines.iter().filter(is_changed).count()
            });
        });
    }
    group.bench_function("guard", |bench| {
        bench.iter(|| {
            let differs = |pair: &&[String]| {
                !guard::compare(&pair[0], &pair[1], &Known::default()).is_empty()
            };
            headlines.windows(2).filter(differs).count()
        });
    });
    group.finish();
}

criterion_group!(benches, restyle_headlines);
criterion_main!(benches);
