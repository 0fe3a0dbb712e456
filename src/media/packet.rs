//! Transport packets: the 188-byte frames everything in MPEG-TS travels in (ISO/IEC 13818-1 §2.4.3).

/// Bytes in a transport packet.
pub(crate) const SIZE: usize = 188;

/// Where in a packet the program clock reference is, if it has one: 33 bits of ticks, and a fraction.
pub(crate) const CLOCK_AT: usize = 6;

/// The first byte of every transport packet.
const SYNC: u8 = 0x47;

/// What is read from one transport packet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packet<'a> {
    /// The 13-bit number of the stream this is a piece of.
    pub pid: u16,
    /// A PES packet begins with this payload, or a PSI section in it.
    pub unit_start: bool,
    /// The payload cannot be read without a key.
    pub scrambled: bool,
    /// Goes up by one, modulo 16, with each packet of its PID that has a payload.
    pub counter: u8,
    /// The sender says that counter or clock do not follow from what came before.
    pub discontinuity: bool,
    /// The program clock reference at [`CLOCK_AT`], in 90 kHz ticks modulo 2^33, if one rides along.
    pub clock: Option<u64>,
    /// The end of the packet; empty if it carries none.
    pub payload: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Reads a packet; nothing if it lacks the sync byte or the receiver marked it as damaged.
    ///
    /// An adaptation field that claims more than the packet holds takes the payload with it.
    pub(crate) fn parse(bytes: &'a [u8; SIZE]) -> Option<Self> {
        let [sync, high, low, control, length, flags, ..] = *bytes;
        if sync != SYNC || high & 0x80 != 0 {
            return None;
        }
        let has_adaptation = control & 0x20 != 0;
        let has_payload = control & 0x10 != 0;
        let length = usize::from(length);
        let flags = if has_adaptation && (1..=SIZE - 5).contains(&length) { flags } else { 0 };
        let start = if has_adaptation { 5 + length } else { 4 };
        let payload = if has_payload { bytes.get(start..).unwrap_or_default() } else { &[] };
        Some(Self {
            pid: u16::from(high & 0x1f) << 8 | u16::from(low),
            unit_start: high & 0x40 != 0,
            scrambled: control & 0xc0 != 0,
            counter: control & 0x0f,
            discontinuity: flags & 0x80 != 0,
            clock: (flags & 0x10 != 0 && length >= 7).then(|| clock(bytes)),
            payload,
        })
    }
}

/// Reads the 33 bits of ticks at [`CLOCK_AT`].
fn clock(bytes: &[u8; SIZE]) -> u64 {
    bytes[CLOCK_AT..CLOCK_AT + 5].iter().fold(0, |ticks, byte| ticks << 8 | u64::from(*byte)) >> 7
}

/// The whole packets in some bytes, in order.
///
/// Where a packet ought to begin and doesn't, the next place is sought from which sync bytes stand a packet
/// apart. A packet that is cut off at the end is left out.
#[derive(Clone, Debug)]
pub(crate) struct Packets<'a> {
    rest: &'a [u8],
    /// How many bytes there were before the rest.
    position: usize,
    locked: bool,
    /// Packets that were marked as damaged, and places where no packet began.
    damaged: u64,
}

impl<'a> Packets<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, position: 0, locked: false, damaged: 0 }
    }

    /// Where the packet that was given out last begins.
    pub(crate) const fn position(&self) -> usize {
        self.position.saturating_sub(SIZE)
    }

    /// How often so far something else stood where a whole packet must.
    pub(crate) const fn damaged(&self) -> u64 {
        self.damaged
    }

    /// What is left is the first part of a packet.
    pub(crate) fn is_cut(&self) -> bool {
        (1..SIZE).contains(&self.rest.len()) && self.rest.first() == Some(&SYNC)
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
        self.position += bytes;
    }

    /// Moves on to where a packet begins; false at the end.
    fn lock(&mut self) -> bool {
        while !self.locked {
            let Some(at) = self.rest.iter().position(|byte| *byte == SYNC) else { return false };
            self.skip(at);
            // A lone 0x47 is one byte in 256: two more where they should be make it a packet's.
            self.locked =
                [SIZE, 2 * SIZE].iter().all(|at| self.rest.get(*at).is_none_or(|byte| *byte == SYNC));
            if !self.locked {
                self.skip(1);
            }
        }
        true
    }
}

impl<'a> Iterator for Packets<'a> {
    type Item = Packet<'a>;

    fn next(&mut self) -> Option<Packet<'a>> {
        loop {
            if self.locked && self.rest.first().is_some_and(|byte| *byte != SYNC) {
                self.damaged += 1;
                self.locked = false;
            }
            if !self.lock() {
                return None;
            }
            let bytes = self.rest.first_chunk::<SIZE>()?;
            self.skip(SIZE);
            if let Some(packet) = Packet::parse(bytes) {
                return Some(packet);
            }
            self.damaged += 1;
        }
    }
}

/// How a packet stands to the one before it on the same PID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// It is the next one.
    Next,
    /// It is the one before once more, which a sender may do once (ISO/IEC 13818-1 §2.4.3.3).
    Again,
    /// Something is missing between them, or this is the first one seen.
    Broken,
}

/// Follows the continuity counter of one PID.
#[derive(Clone, Debug, Default)]
pub(crate) struct Continuity(Option<u8>);

impl Continuity {
    /// How this packet, which has a payload, stands to the one before.
    ///
    /// The same counter on a packet that begins a unit is no repetition: recordings that were joined end to
    /// end start at the same counter each.
    pub(crate) fn follow(&mut self, packet: &Packet<'_>) -> Order {
        let before = self.0.replace(packet.counter);
        match before {
            Some(before) if packet.counter == (before + 1) & 0x0f && !packet.discontinuity => Order::Next,
            Some(before) if packet.counter == before && !packet.unit_start => Order::Again,
            _ => Order::Broken,
        }
    }
}
