//! How fast a list of 200 entries is read.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::list;
use std::fmt::Write as _;
use std::hint::black_box;

/// A feed with 200 entries, each with a text of 20 paragraphs.
fn feed() -> String {
    let mut feed = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Tolva News</title>"
        .to_owned();
    for i in 0..200 {
        let text =
            "<p>The council of Tolva met &amp; voted on the <b>harbour</b> again.</p>\n".repeat(20);
        let _ = write!(
            feed,
            "<item><title>Council votes on harbour &amp;amp; quay {i}</title><link>https://tolva.example/{i}</link>\
             <guid isPermaLink='false'>tolva-{i}</guid><pubDate>Mon, 23 Nov 2026 14:05:00 +0300</pubDate>\
             <dc:creator>Ada Marn</dc:creator><category>Harbour</category>\
             <description>&lt;p&gt;The council met again.&lt;/p&gt;</description>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        );
    }
    feed + "</channel></rss>"
}

fn bench(criterion: &mut Criterion) {
    let feed = feed();
    let source = Slug::of("tolva");
    let capture = CaptureId(Digest::of(feed.as_bytes()));
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(feed.len() as u64));
    group.bench_function("rss_of_200", |bencher| {
        bencher.iter(|| list(black_box(&feed), "https://tolva.example/rss", &source, capture));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
