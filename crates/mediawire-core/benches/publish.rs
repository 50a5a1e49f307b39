//! How fast pages and feeds are written: `cargo bench -p mediawire-core --bench publish`.

use criterion::{Criterion, criterion_group, criterion_main};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::output::{Channel, OUTPUTS};
use mediawire_core::publish::pages::{self, Front};
use samples::{NOW, persian, report, site, time, view};
use std::hint::black_box;

#[path = "../tests/it/publish/samples.rs"]
#[expect(dead_code, reason = "the tests use more of the samples")]
#[allow(unreachable_pub, clippy::unwrap_used, reason = "written for the tests")]
mod samples;

const ITEMS: usize = 60;

fn items() -> Vec<Shown> {
    [report(), view(), persian()].into_iter().cycle().take(ITEMS).collect()
}

fn pages(c: &mut Criterion) {
    let (site, now, shown) = (site(), time(NOW), report());
    let front = Front { recent: items(), ..Front::default() };
    let recent = items().into_iter().take(6).collect::<Vec<_>>();
    c.bench_function("publish/front of 60 items", |b| {
        b.iter(|| pages::front(&site, now, black_box(&front)));
    });
    c.bench_function("publish/article", |b| {
        b.iter(|| pages::article(&site, now, black_box(&shown), &recent));
    });
}

fn feeds(c: &mut Criterion) {
    let site = site();
    let channel = Channel {
        title: site.name.clone(),
        path: "/".to_owned(),
        self_path: "/feed".to_owned(),
        description: String::new(),
        items: items(),
        updated: time(NOW),
    };
    for output in OUTPUTS {
        c.bench_function(&format!("publish/{} of 60 items", output.file), |b| {
            b.iter(|| (output.write)(&site, black_box(&channel)));
        });
    }
}

criterion_group!(benches, pages, feeds);
criterion_main!(benches);
