//! Hand-made transport streams for the tests, and the recorded samples.

mod fragments;
mod frames;
mod hostile;
mod samples;
mod tables;
mod times;
mod whole;

use super::packet::SIZE;
use super::psi::crc;

/// A packet with this payload, filled up with an adaptation field of stuffing.
fn packet(pid: u16, unit_start: bool, counter: u8, payload: &[u8]) -> Vec<u8> {
    let [high, low] = pid.to_be_bytes();
    let mut packet = vec![0x47, high | u8::from(unit_start) << 6, low, 0x10 | counter & 0x0f];
    let room = SIZE - packet.len() - payload.len();
    if room > 0 {
        packet[3] |= 0x20;
        packet.push(u8::try_from(room - 1).unwrap());
        packet.extend([0].iter().take(room - 1));
        packet.resize(SIZE - payload.len(), 0xff);
    }
    packet.extend_from_slice(payload);
    assert_eq!(packet.len(), SIZE);
    packet
}

/// A section in force, with its checksum.
fn section(table: u8, number: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 9).unwrap();
    let mut section = vec![table];
    section.extend((0xb000 | length).to_be_bytes());
    section.extend(number.to_be_bytes());
    section.extend([0xc1, 0, 0]);
    section.extend_from_slice(body);
    section.extend(crc(&section).to_be_bytes());
    section
}

/// A program association of these programs: number and PID of the map.
fn association(programs: &[(u16, u16)]) -> Vec<u8> {
    let body: Vec<u8> = programs
        .iter()
        .flat_map(|(number, pid)| [number.to_be_bytes(), (0xe000 | pid).to_be_bytes()])
        .flatten()
        .collect();
    section(0, 1, &body)
}

/// A program map of these streams: type, PID, descriptors.
fn map(program: u16, streams: &[(u8, u16, &[u8])]) -> Vec<u8> {
    let mut body = vec![0xe1, 0x00, 0xf0, 0x00];
    for (stream_type, pid, descriptors) in streams {
        body.push(*stream_type);
        body.extend((0xe000 | pid).to_be_bytes());
        body.extend((0xf000 | u16::try_from(descriptors.len()).unwrap()).to_be_bytes());
        body.extend_from_slice(descriptors);
    }
    section(2, program, &body)
}

/// The packets of this section, `room` bytes of payload each.
fn carry(pid: u16, section: &[u8], room: usize) -> Vec<u8> {
    let payload: Vec<u8> = [0].iter().chain(section).copied().collect();
    cut(pid, &payload, room)
}

/// The packets of this unit, `room` bytes of payload each.
fn cut(pid: u16, unit: &[u8], room: usize) -> Vec<u8> {
    let chunks = unit.chunks(room).zip((0..16).cycle()).enumerate();
    chunks.flat_map(|(index, (chunk, counter))| packet(pid, index == 0, counter, chunk)).collect()
}

/// A PES packet of unbounded length with this presentation time.
fn pes(pts: u64, payload: &[u8]) -> Vec<u8> {
    let bits = |shift: u32, mask: u64| u8::try_from(pts >> shift & mask).unwrap();
    let mut pes = vec![0, 0, 1, 0xe0, 0, 0, 0x80, 0x80, 5];
    pes.extend([
        0x21 | bits(29, 0x0e),
        bits(22, 0xff),
        1 | bits(14, 0xfe),
        bits(7, 0xff),
        1 | bits(0, 0x7f) << 1,
    ]);
    pes.extend_from_slice(payload);
    pes
}

/// The packets of a whole stream: tables, then one PES packet for each stream.
fn stream(streams: &[(u8, u16, &[u8], &[u8])]) -> Vec<u8> {
    let lines: Vec<_> =
        streams.iter().map(|(kind, pid, descriptors, _)| (*kind, *pid, *descriptors)).collect();
    let mut bytes = carry(0, &association(&[(1, 0x1000)]), 184);
    bytes.extend(carry(0x1000, &map(1, &lines), 184));
    for (_, pid, _, payload) in streams {
        bytes.extend(cut(*pid, &pes(90_000, payload), 184));
    }
    bytes
}
