//! Speed of the WARC writer and reader, on pages of a usual size.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::{Reader, Response, response};
use std::hint::black_box;

/// About 100 KB of mark-up that deflates as pages do, to a fifth.
fn page(seed: u64) -> Vec<u8> {
    let words =
        ["minister", "said", "the", "harbour", "on", "Monday", "after", "talks", "of", "grain"];
    let mut state = seed;
    let mut html = String::from("<!doctype html><title>sample</title>");
    while html.len() < 100_000 {
        html.push_str("<p class=\"text\">");
        for _ in 0..40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let pick = usize::try_from(state >> 33).expect("31 bits");
            html.push_str(words[pick % words.len()]);
            html.push_str([" ", ", ", " <a href=\"/n/\">", "</a> "][pick / 16 % 4]);
        }
        html.push_str("</p>\n");
    }
    html.into_bytes()
}

fn bench(c: &mut Criterion) {
    let headers = [("Content-Type".to_owned(), "text/html".to_owned())];
    let pages: Vec<Vec<u8>> = (1..=50).map(page).collect();
    let member = |payload: &Vec<u8>| {
        response(&Response {
            id: Digest::of(payload),
            url: "https://a.example/page",
            at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            headers: &headers,
            payload,
        })
    };
    let file: Vec<u8> = pages.iter().flat_map(member).collect();
    let n_bytes = pages.iter().map(Vec::len).sum::<usize>() as u64;
    let mut group = c.benchmark_group("warc");
    group.throughput(Throughput::Bytes(n_bytes)).sample_size(20);
    group.bench_function("read", |b| {
        b.iter(|| Reader::new(black_box(&file[..]), 1 << 26).filter(Result::is_ok).count());
    });
    group.bench_function("write", |b| {
        b.iter(|| pages.iter().map(|p| member(p).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
