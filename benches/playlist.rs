//! What a 24-hour playlist of 2 s segments costs, step by step: listing, choosing, writing.

use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use streamctl::archive::{Archive, name::SegmentName};
use streamctl::hls::{Kind, Uri};
use streamctl::playlist::align::align;
use streamctl::playlist::entry::by_name;
use streamctl::playlist::gaps::Holes;
use streamctl::playlist::{links::Links, media};
use streamctl::time::{Span, Time};

const SEGMENTS: u64 = 43_200;

fn make_archive(root: &Path, start: Time) {
    for second in (0..SEGMENTS * 2).step_by(2) {
        let at = start + Span::from_secs(second);
        let hour = root.join(streamctl::archive::name::format_hour(at));
        if second % 3_600 == 0 {
            std::fs::create_dir_all(&hour).expect("the temporary directory can be written");
        }
        let (.., minute, second_of_minute, _) = at.civil();
        let hash = format!("{second:043}");
        let name = format!("{minute:02}:{second_of_minute:02}.000000-2.0-full-{hash}.ts");
        std::fs::write(hour.join(name), b"").expect("the temporary directory can be written");
    }
}

fn playlist(criterion: &mut Criterion) {
    let directory = tempfile::tempdir().expect("there is a temporary directory");
    let start = Time::from_micros(1_731_196_800_000_000);
    let end = start + Span::from_secs(SEGMENTS * 2);
    make_archive(directory.path(), start);
    let open = || Archive::open(directory.path()).expect("the archive was just made");
    let select = |archive: &Archive| {
        let variant = archive.variant(&[]).expect("it can be read").expect("it is there");
        archive.select(&variant, start, end).expect("it can be read")
    };
    let links = Links::Relative { up: 2, names: ["segments", "stream", "source"].map(str::to_owned).into() };
    let gap = Uri::relative(2, &["segments", "gap.ts"]).expect("it is a URI");
    let build = |selection| {
        let items = align(vec![by_name(selection)], Holes::Discontinuity, 2).remove(0);
        media::build(&items, Kind::Vod, &links, &gap, 2).expect("the segments are 2 s long")
    };

    let mut group = criterion.benchmark_group("24 h");
    group.sample_size(20).throughput(Throughput::Elements(SEGMENTS));
    group.bench_function("parse names", |bencher| {
        bencher.iter(|| {
            let name =
                std::hint::black_box("58:31.000000-2.0-full-bk5g-OP1Zlxz_S6zUeFXm_QCQGXUSZ2eCVVCC5OQ0cE.ts");
            (0..SEGMENTS).filter(|_| SegmentName::parse(name).is_ok()).count()
        });
    });
    group.bench_function("read and select, nothing kept", |bencher| bencher.iter(|| select(&open()).len()));
    let archive = open();
    std::thread::sleep(std::time::Duration::from_millis(100));
    select(&archive);
    group.bench_function("select, hours kept", |bencher| bencher.iter(|| select(&archive).len()));
    let selection = select(&archive);
    group.bench_function("build", |bencher| bencher.iter(|| build(&selection).segments().len()));
    let day = build(&selection);
    group.bench_function("write", |bencher| {
        bencher.iter(|| {
            let mut text = String::new();
            day.write_to(&mut text);
            text.len()
        });
    });
    group.finish();
}

criterion_group!(benches, playlist);
criterion_main!(benches);
