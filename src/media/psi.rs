//! Program-specific information: the tables that say which PID carries what (ISO/IEC 13818-1 §2.4.4).

use super::packet::{Continuity, Order, Packet};

/// The PID on which the program association table travels.
pub(crate) const PAT_PID: u16 = 0;

/// Bytes a PAT or PMT section may have: three of header and at most 1021 more.
const LONGEST: usize = 1024;

/// Puts the sections of one PID together from the packets they are spread over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sections {
    continuity: Continuity,
    /// The section in progress, from its first byte on; empty while waiting for one to begin.
    partial: Vec<u8>,
}

/// A section that arrived whole: its checksum is right, and it is in force now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Section<'a> {
    table: u8,
    /// The transport stream's or the program's number.
    number: u16,
    /// What is between the section's header and its checksum.
    body: &'a [u8],
}

impl Sections {
    /// Takes the next packet of this PID and hands each section that it completes to `found`.
    pub(crate) fn push(&mut self, packet: &Packet<'_>, mut found: impl FnMut(Section<'_>)) {
        if packet.payload.is_empty() || packet.scrambled {
            return;
        }
        match self.continuity.follow(packet) {
            Order::Again => return,
            Order::Broken => self.partial.clear(),
            Order::Next => {}
        }
        if !packet.unit_start {
            if !self.partial.is_empty() {
                self.partial.extend_from_slice(packet.payload);
                // Where no section is announced to begin, what follows the one that ended is stuffing.
                if self.drain(&mut found) {
                    self.partial.clear();
                }
            }
            return;
        }
        // The first byte of the payload counts the bytes that still belong to the section before.
        let (pointer, rest) = (usize::from(packet.payload[0]), &packet.payload[1..]);
        let Some((tail, begins)) = rest.split_at_checked(pointer) else {
            self.partial.clear();
            return;
        };
        if !self.partial.is_empty() {
            self.partial.extend_from_slice(tail);
            self.drain(&mut found);
        }
        self.partial.clear();
        self.partial.extend_from_slice(begins);
        self.drain(&mut found);
    }

    /// Hands over every whole section at the front, and keeps what is left if it can become one; true if
    /// there was one.
    fn drain(&mut self, found: &mut impl FnMut(Section<'_>)) -> bool {
        let mut at = 0;
        while let Some(length) = section_length(&self.partial[at..]) {
            if length > LONGEST {
                self.partial.clear();
                return false;
            }
            let Some(bytes) = self.partial.get(at..at + length) else { break };
            if let Some(section) = Section::parse(bytes) {
                found(section);
            }
            at += length;
        }
        self.partial.drain(..at);
        // A table of number 0xff is none: stuffing up to the end of the packet.
        if self.partial.first() == Some(&0xff) {
            self.partial.clear();
        }
        at > 0
    }
}

/// How long the section is that begins here, if its length can be read already and it is no stuffing.
fn section_length(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [table, high, low, ..] if table != 0xff => {
            Some(3 + (usize::from(high & 0x0f) << 8 | usize::from(low)))
        }
        _ => None,
    }
}

impl<'a> Section<'a> {
    /// Reads a section of the long form, which PAT and PMT have; nothing if it is of the short form, not yet
    /// in force, or damaged.
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (&[table, syntax, _, high, low, version, _, _], rest) = bytes.split_first_chunk::<8>()?;
        let (body, _checksum) = rest.split_last_chunk::<4>()?;
        let in_force = syntax & 0x80 != 0 && version & 0x01 != 0;
        (in_force && crc(bytes) == 0).then_some(Self { table, number: u16::from_be_bytes([high, low]), body })
    }

    /// If this is a program association: the number and the PMT's PID of its first program.
    pub(crate) fn first_program(&self) -> Option<(u16, u16)> {
        if self.table != 0 {
            return None;
        }
        let (programs, _) = self.body.as_chunks::<4>();
        programs
            .iter()
            .map(|&[a, b, c, d]| (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]) & 0x1fff))
            // Number 0 points at the network's own table.
            .find(|(number, _)| *number != 0)
    }

    /// If this is the program map of the program with this number: its elementary streams.
    pub(crate) fn streams(&self, program: u16) -> Streams<'a> {
        if self.table != 2 || self.number != program {
            return Streams(&[]);
        }
        // Two bytes name the PID with the clock; descriptors of the whole program follow.
        let streams = match *self.body {
            [_, _, high, low, ref rest @ ..] => rest.get(length12(high, low)..),
            _ => None,
        };
        Streams(streams.unwrap_or_default())
    }
}

/// The elementary streams a program map lists.
#[derive(Clone, Debug)]
pub(crate) struct Streams<'a>(&'a [u8]);

/// One line of a program map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stream<'a> {
    /// What is in it: the stream type of ISO/IEC 13818-1 table 2-34.
    pub code: u8,
    /// The PID it travels on.
    pub pid: u16,
    /// Its descriptors, one after the other: tag, length, content.
    pub descriptors: &'a [u8],
}

impl<'a> Iterator for Streams<'a> {
    type Item = Stream<'a>;

    fn next(&mut self) -> Option<Stream<'a>> {
        let (&[code, pid_high, pid_low, high, low], rest) = self.0.split_first_chunk::<5>()?;
        let length = length12(high, low).min(rest.len());
        let (descriptors, rest) = rest.split_at(length);
        self.0 = rest;
        let pid = u16::from_be_bytes([pid_high, pid_low]) & 0x1fff;
        Some(Stream { code, pid, descriptors })
    }
}

impl<'a> Stream<'a> {
    /// The descriptors, as tag and content.
    pub(crate) fn descriptors(&self) -> impl Iterator<Item = (u8, &'a [u8])> {
        let mut rest = self.descriptors;
        std::iter::from_fn(move || {
            let (&[tag, length], tail) = rest.split_first_chunk::<2>()?;
            let (content, tail) = tail.split_at(usize::from(length).min(tail.len()));
            rest = tail;
            Some((tag, content))
        })
    }
}

/// A length of 12 bits below four reserved ones.
fn length12(high: u8, low: u8) -> usize {
    usize::from(high & 0x0f) << 8 | usize::from(low)
}

/// The checksum of ISO/IEC 13818-1 annex A; over a whole section, its own checksum included, it is zero.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    bytes.iter().fold(u32::MAX, |crc, byte| crc << 8 ^ TABLE[usize::from((crc >> 24) as u8 ^ byte)])
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0_u32;
    while index < 256 {
        let mut crc = index << 24;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 0x8000_0000 == 0 { crc << 1 } else { crc << 1 ^ 0x04c1_1db7 };
            bit += 1;
        }
        table[index as usize] = crc;
        index += 1;
    }
    table
}
