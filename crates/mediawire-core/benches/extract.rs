//! Pages to articles, on the golden inputs.
#![allow(missing_docs, reason = "the macros write the functions")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html;
use mediawire_core::extract::{self, Page};
use mediawire_core::model::id::CaptureId;
use std::path::Path;

const URL: &str = "https://www.a.example/world/page";

fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/extract");
    let cases = std::fs::read_dir(folder).unwrap();
    cases
        .map(|case| std::fs::read_to_string(case.unwrap().path().join("input.html")).unwrap())
        .collect()
}

fn extract_pages(criterion: &mut Criterion) {
    let pages = pages();
    let n_bytes = pages.iter().map(String::len).sum::<usize>() as u64;
    let capture = CaptureId::new(URL, 0, Digest::of(b""));
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(n_bytes));
    group.bench_function("parse", |bench| {
        bench.iter(|| pages.iter().map(|page| html::parse(page).len()).sum::<u32>());
    });
    group.bench_function("page", |bench| {
        bench.iter(|| {
            let read = |document: &String| {
                extract::page(&Page { capture, url: URL, document, entry: None, list: None })
                    .is_ok()
            };
            pages.iter().filter(|page| read(page)).count()
        });
    });
    group.finish();
}

criterion_group!(benches, extract_pages);
criterion_main!(benches);
