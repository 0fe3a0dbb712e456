//! How fast segments are measured: 2 MiB of a recording of 8 Mbit/s, in MPEG-TS.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use streamctl::media::{measure, read_head};

const CLIP: &[u8] = include_bytes!("../assets/demo/source.ts");

const PACKET: usize = 188;
const SEGMENT: usize = 2 << 20;

/// The PID of the clip's video, and how many packets its frames are larger here than there.
const VIDEO: u16 = 0x100;
const MORE: usize = 180;

/// The clip with larger frames, as far as it goes.
fn segment() -> Vec<u8> {
    let mut segment = Vec::with_capacity(SEGMENT);
    let mut counters = [0_u8; 1 << 13];
    let mut noise = 1_u32;
    for packet in CLIP.as_chunks::<PACKET>().0 {
        let pid = u16::from_be_bytes([packet[1] & 0x1f, packet[2]]);
        let is_frame = pid == VIDEO && packet[1] & 0x40 != 0;
        for index in 0..=if is_frame { MORE } else { 0 } {
            let mut packet = *packet;
            if index > 0 {
                packet[..4].copy_from_slice(&[0x47, 0x01, 0, 0x10]);
                for byte in &mut packet[4..] {
                    noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    *byte = noise.to_be_bytes()[0];
                }
            }
            let counter = &mut counters[usize::from(pid)];
            packet[3] = packet[3] & 0xf0 | *counter;
            *counter = (*counter + u8::from(packet[3] & 0x10 != 0)) & 0x0f;
            segment.extend_from_slice(&packet);
        }
        if segment.len() >= SEGMENT {
            break;
        }
    }
    segment
}

fn segments(criterion: &mut Criterion) {
    let segment = segment();
    assert!(
        measure(&segment).is_ok_and(|measured| measured.faults.damaged == 0 && measured.is_independent())
    );
    let mut group = criterion.benchmark_group("MPEG-TS");
    group.throughput(Throughput::Bytes(segment.len() as u64));
    group.bench_function("measure", |bencher| bencher.iter(|| measure(black_box(&segment)).is_ok()));
    group.bench_function("read_head", |bencher| bencher.iter(|| read_head(black_box(&segment))));
    group.finish();
}

criterion_group!(benches, segments);
criterion_main!(benches);
