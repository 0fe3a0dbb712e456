//! One pass over an MPEG-TS segment.

use std::collections::BTreeMap;

use super::measured::{Faults, Format, Measured};
use super::packet::{Packet, Packets};
use super::psi::{PAT_PID, Section, Sections};
use super::stream::Kind;
use super::timeline::Unroller;
use super::track::Track;

/// Ticks of the clock of MPEG-TS, a second.
pub(crate) const CLOCK: u32 = 90_000;

/// More streams than a program has; what is beyond is as good as unnamed.
const MOST: usize = 64;

/// How many PIDs there are, and the one whose packets hold nothing.
const PIDS: usize = 1 << 13;
const NULL_PID: u16 = 0x1fff;

/// What an MPEG-TS segment holds.
#[derive(Debug)]
pub(crate) struct Found {
    pub measured: Measured,
    /// There was a packet at all.
    pub has_packets: bool,
    /// There was a program map.
    pub has_tables: bool,
    /// There is audio or video that could not be followed, as it shares its PID or is one of too many.
    pub has_unnamed: bool,
}

/// Reads all packets.
pub(crate) fn read(bytes: &[u8]) -> Found {
    read_behind(&[], bytes)
}

/// The same of what comes behind an initialization section, whose tables apply (RFC 8216 §3.2).
pub(crate) fn read_behind(init: &[u8], bytes: &[u8]) -> Found {
    let mut reader = Reader::default();
    reader.learn(init);
    let mut packets = Packets::new(bytes);
    let mut has_packets = false;
    while let Some(packet) = packets.next() {
        has_packets = true;
        reader.push(&packet, packets.position() as u64);
    }
    reader.faults.damaged = packets.damaged();
    reader.faults.truncated = packets.is_cut();
    let has_tables = reader.map.is_some();
    let has_unnamed = reader.has_unnamed;
    Found { measured: reader.finish(), has_packets, has_tables, has_unnamed }
}

/// What is known so far.
#[derive(Default)]
struct Reader {
    association: Sections,
    program: Option<Program>,
    /// The streams of the latest program map.
    map: Option<Vec<(u16, u8)>>,
    tables_changed: bool,
    tracks: Vec<Track>,
    /// Which track is on a PID.
    index: BTreeMap<u16, usize>,
    has_unnamed: bool,
    counters: Counters,
    times: Unroller,
    faults: Faults,
}

/// The program that is read: the first one there is.
struct Program {
    number: u16,
    pid: u16,
    map: Sections,
}

impl Reader {
    /// Takes the tables, and nothing else.
    fn learn(&mut self, init: &[u8]) {
        for packet in Packets::new(init) {
            if packet.pid == PAT_PID || self.program.as_ref().is_some_and(|program| program.pid == packet.pid)
            {
                self.push(&packet, 0);
            }
        }
    }

    fn push(&mut self, packet: &Packet<'_>, position: u64) {
        if packet.pid == NULL_PID {
            return;
        }
        let follows = self.counters.follow(packet);
        // Of tables that come again and again nobody misses one, and those who join recordings begin with fresh ones.
        self.faults.continuity += u64::from(!follows && self.index.contains_key(&packet.pid));
        self.faults.scrambled += u64::from(packet.scrambled);
        if packet.pid == PAT_PID {
            self.associate(packet);
        } else if let Some(program) = self.program.as_mut().filter(|program| program.pid == packet.pid) {
            let number = program.number;
            let mut sections = std::mem::take(&mut program.map);
            sections.push(packet, |section| self.list(&section, number));
            if let Some(program) = &mut self.program {
                program.map = sections;
            }
        } else if let Some(track) = self.index.get(&packet.pid).and_then(|index| self.tracks.get_mut(*index))
        {
            track.push(packet, position, &mut self.times);
        }
    }

    fn associate(&mut self, packet: &Packet<'_>) {
        let mut first = None;
        self.association.push(packet, |section| first = section.first_program().or(first));
        let Some((number, pid)) = first else { return };
        match &self.program {
            Some(program) if (program.number, program.pid) == (number, pid) => return,
            Some(_) => self.tables_changed = true,
            None => {}
        }
        self.program = Some(Program { number, pid, map: Sections::default() });
    }

    /// Takes a section of the program map. Streams of an earlier edition stay: they are in the segment.
    fn list(&mut self, section: &Section<'_>, program: u16) {
        let mut lines = Vec::new();
        for stream in section.streams(program) {
            lines.push((stream.pid, stream.code));
            let kind = stream.kind();
            if kind == Kind::Data {
                continue;
            }
            match self.index.get(&stream.pid).map(|index| &self.tracks[*index]) {
                Some(track) => self.has_unnamed |= track.kind != kind,
                None if self.tracks.len() == MOST => self.has_unnamed = true,
                None => {
                    self.index.insert(stream.pid, self.tracks.len());
                    self.tracks.push(Track::new(stream.pid, kind));
                }
            }
        }
        if lines.is_empty() {
            return;
        }
        self.tables_changed |= self.map.as_ref().is_some_and(|before| *before != lines);
        self.map = Some(lines);
    }

    fn finish(mut self) -> Measured {
        let mut tracks = Vec::with_capacity(self.tracks.len());
        for track in self.tracks {
            let last = self.counters.last(track.pid);
            tracks.push(track.finish(last, &mut self.faults));
        }
        Measured { format: Format::MpegTs, tracks, tables_changed: self.tables_changed, faults: self.faults }
    }
}

/// The latest continuity counter of each PID.
struct Counters(Box<[u8; PIDS]>);

impl Default for Counters {
    fn default() -> Self {
        Self(Box::new([u8::MAX; PIDS]))
    }
}

impl Counters {
    /// Whether this packet may follow the one before it on its PID.
    fn follow(&mut self, packet: &Packet<'_>) -> bool {
        if packet.payload.is_empty() {
            return true;
        }
        let before = std::mem::replace(&mut self.0[usize::from(packet.pid) % PIDS], packet.counter);
        let is_next = packet.counter == before.wrapping_add(1) & 0x0f;
        let is_again = packet.counter == before && !packet.unit_start;
        before == u8::MAX || packet.discontinuity || is_next || is_again
    }

    fn last(&self, pid: u16) -> Option<u8> {
        Some(self.0[usize::from(pid) % PIDS]).filter(|counter| *counter != u8::MAX)
    }
}
