//! The built-in clip, and the segments that an encoder playing it over and over would make.

use std::ops::Range;

use crate::media::packet::{CLOCK_AT, Packet, SIZE};
use crate::media::pes::{DTS_AT, PTS_AT, Start, WRAP};
use crate::media::psi::PAT_PID;

/// Ticks of the 90 kHz clock that one round of the clip takes: a minute.
const ROUND: u64 = 60 * 90_000;

/// A clip cut into pieces, each of which begins with a PAT.
#[derive(Clone, Debug)]
pub(super) struct Clip {
    bytes: &'static [u8],
    pieces: Vec<Piece>,
    /// What a whole round adds to the counters.
    round: Counts,
}

#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    /// What the pieces before it in the clip have added to the counters.
    before: Counts,
}

/// Packets with a payload, by PID: what continuity counters count.
#[derive(Clone, Debug, Default)]
struct Counts(Vec<(u16, u64)>);

impl Clip {
    /// Cuts a clip of whole transport packets, in which there is a PAT at least.
    pub(super) fn cut(bytes: &'static [u8]) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut round = Counts::default();
        for (index, packet) in bytes.as_chunks::<SIZE>().0.iter().enumerate() {
            let Some(packet) = Packet::parse(packet) else { continue };
            if packet.pid == PAT_PID && packet.unit_start {
                let at = index * SIZE;
                pieces.push(Piece { range: at..at, before: round.clone() });
            }
            if let Some(piece) = pieces.last_mut() {
                piece.range.end = (index + 1) * SIZE;
            }
            if !packet.payload.is_empty() {
                *round.of(packet.pid) += 1;
            }
        }
        Self { bytes, pieces, round }
    }

    /// The segment that so many others came before since the encoder began with the clip's first piece.
    ///
    /// It is a piece of the clip, with times and counters that follow on those of the segment before: none
    /// jumps where the clip begins again, and times wrap around as 33 bits do.
    pub(super) fn segment(&self, before: u64) -> Vec<u8> {
        let pieces = self.pieces.len() as u64;
        let (round, index) = (before / pieces, before % pieces);
        let piece = &self.pieces[usize::try_from(index).unwrap_or_default()];
        let mut counts = piece.before.clone();
        for (pid, count) in &self.round.0 {
            *counts.of(*pid) += count * round;
        }
        let later = round % WRAP * ROUND % WRAP;
        let mut segment = self.bytes[piece.range.clone()].to_vec();
        for packet in segment.as_chunks_mut::<SIZE>().0 {
            stamp(packet, later, &mut counts);
        }
        segment
    }
}

impl Counts {
    fn of(&mut self, pid: u16) -> &mut u64 {
        let at = self.0.iter().position(|(known, _)| *known == pid).unwrap_or_else(|| {
            self.0.push((pid, 0));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

/// Gives a packet its counter, and makes the times in it so many ticks later.
fn stamp(bytes: &mut [u8; SIZE], later: u64, counts: &mut Counts) {
    let Some(packet) = Packet::parse(bytes) else { return };
    let (pid, clock, payload) = (packet.pid, packet.clock, SIZE - packet.payload.len());
    let header = if packet.unit_start { Start::parse(packet.payload) } else { Start::Other };
    if payload < SIZE {
        let count = counts.of(pid);
        bytes[3] = bytes[3] & 0xf0 | (*count % 16) as u8;
        *count += 1;
    }
    if let Some(clock) = clock {
        // 33 bits of ticks, above six reserved bits and the fraction's first.
        let ticks = ((clock + later) % WRAP) << 7 | u64::from(bytes[CLOCK_AT + 4] & 0x7f);
        bytes[CLOCK_AT..CLOCK_AT + 5].copy_from_slice(&ticks.to_be_bytes()[3..]);
    }
    if let Start::Header(header) = header {
        for (time, at) in [(header.pts, payload + PTS_AT), (header.dts, payload + DTS_AT)] {
            if let (Some(time), Some(field)) = (time, bytes[at..].first_chunk_mut()) {
                write_time(field, (time + later) % WRAP);
            }
        }
    }
}

/// Writes the 33 bits of a time among the marker bits of its five bytes, which stay.
fn write_time(field: &mut [u8; 5], time: u64) {
    let bytes = [
        (time >> 29 & 0x0e) as u8 | field[0] & 0xf1,
        (time >> 22 & 0xff) as u8,
        (time >> 14 & 0xfe) as u8 | field[2] & 0x01,
        (time >> 7 & 0xff) as u8,
        (time << 1 & 0xfe) as u8 | field[4] & 0x01,
    ];
    *field = bytes;
}
