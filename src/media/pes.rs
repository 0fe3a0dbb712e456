//! Packetised elementary streams: how frames travel, with their times (ISO/IEC 13818-1 §2.4.3.6).

use super::packet::{Continuity, Order, Packet};

/// Bytes of a PES header that are always there: start code, stream id, length, flags, length of the rest.
const FIXED: usize = 9;

/// Where in a PES header the presentation time is, if it is there.
pub(crate) const PTS_AT: usize = FIXED;

/// Where the decoding time is, if there is one beside the presentation time.
pub(crate) const DTS_AT: usize = PTS_AT + 5;

/// Ticks of the 90 kHz clock after which a time of 33 bits begins again at 0.
pub(crate) const WRAP: u64 = 1 << 33;

/// What a PES header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// When the first frame in the packet is shown, in 90 kHz ticks modulo [`WRAP`].
    pub pts: Option<u64>,
    /// When it is decoded, where that is said and differs.
    pub dts: Option<u64>,
    /// Bytes of the header; the payload follows.
    length: usize,
    /// Bytes of the payload, where that is said: packets of video may leave it open.
    pub payload: Option<usize>,
}

/// The start of a PES packet as far as it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Its header is whole.
    Header(Header),
    /// More bytes are needed to read it.
    Short,
    /// It is none, or one of the kinds that carry no frames, or one that takes a key to read.
    Other,
}

impl Start {
    /// Reads the header at the start of these bytes.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        const PREFIX: [u8; 3] = [0, 0, 1];
        if !bytes.iter().zip(PREFIX).all(|(byte, prefix)| *byte == prefix) {
            return Self::Other;
        }
        let Some(&[_, _, _, id, high, low, flags, times, more]) = bytes.first_chunk::<FIXED>() else {
            return Self::Short;
        };
        // The ids of table 2-22 whose packets have no such header: stream map, padding, private data 2, ECM,
        // EMM, DSM-CC, H.222.1 type E, directory.
        let is_bare = matches!(id, 0xbc | 0xbe | 0xbf | 0xf0 | 0xf1 | 0xf2 | 0xf8 | 0xff);
        if is_bare || flags & 0xf0 != 0x80 {
            return Self::Other;
        }
        let length = FIXED + usize::from(more);
        let Some(header) = bytes.get(..length) else { return Self::Short };
        let time = |at: usize| header.get(at..)?.first_chunk().copied().map(timestamp);
        Self::Header(Header {
            pts: if times & 0x80 != 0 { time(PTS_AT) } else { None },
            dts: if times & 0xc0 == 0xc0 { time(DTS_AT) } else { None },
            length,
            // The count begins behind itself.
            payload: match usize::from(u16::from_be_bytes([high, low])) {
                0 => None,
                counted => Some((6 + counted).saturating_sub(length)),
            },
        })
    }
}

/// Reads the 33 bits of a time from the 40 they are spread over.
fn timestamp(bytes: [u8; 5]) -> u64 {
    // Three bits, fifteen and fifteen, each followed by a marker bit.
    let [top, high @ .., _, _] = bytes;
    let [.., low_first, low_last] = bytes;
    let fifteen = |bytes: [u8; 2]| u64::from(u16::from_be_bytes(bytes) >> 1);
    u64::from(top >> 1 & 7) << 30 | fifteen(high) << 15 | fifteen([low_first, low_last])
}

/// Takes the headers off one PID's PES packets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unwrapper {
    continuity: Continuity,
    state: State,
    /// The header in progress, where it takes more than one transport packet.
    head: Vec<u8>,
    /// Bytes are missing since the last piece that was given out.
    broken: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// For a PES packet to begin.
    #[default]
    Waiting,
    Header,
    Payload,
}

/// What one transport packet adds to an elementary stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// Bytes of the stream are missing before this piece, or may be.
    pub broken: bool,
    /// The header of the PES packet that begins with this piece, if one does.
    pub header: Option<Header>,
    /// The stream's own bytes.
    pub bytes: &'a [u8],
}

impl Unwrapper {
    /// Takes the next packet of this PID; nothing if it adds nothing that can be read.
    pub(crate) fn push<'a>(&mut self, packet: &Packet<'a>) -> Option<Piece<'a>> {
        if packet.payload.is_empty() {
            return None;
        }
        let order = self.continuity.follow(packet);
        if order == Order::Again {
            return None;
        }
        if order == Order::Broken || packet.scrambled {
            self.broken = true;
            self.state = State::Waiting;
        }
        if packet.scrambled {
            return None;
        }
        if packet.unit_start {
            self.state = State::Header;
            // A header that was never finished: its payload is missing.
            self.broken |= !self.head.is_empty();
            self.head.clear();
        }
        match self.state {
            State::Waiting => None,
            State::Payload => Some(self.piece(None, packet.payload)),
            State::Header => self.begin(packet.payload),
        }
    }

    /// Goes on with a header.
    fn begin<'a>(&mut self, payload: &'a [u8]) -> Option<Piece<'a>> {
        let before = self.head.len();
        let start = if before == 0 {
            Start::parse(payload)
        } else {
            self.head.extend_from_slice(payload);
            Start::parse(&self.head)
        };
        match start {
            Start::Header(header) => {
                self.state = State::Payload;
                self.head.clear();
                let bytes = payload.get(header.length - before..).unwrap_or_default();
                Some(self.piece(Some(header), bytes))
            }
            Start::Short => {
                if before == 0 {
                    self.head.extend_from_slice(payload);
                }
                None
            }
            Start::Other => {
                self.broken = true;
                self.head.clear();
                self.state = State::Waiting;
                None
            }
        }
    }

    fn piece<'a>(&mut self, header: Option<Header>, bytes: &'a [u8]) -> Piece<'a> {
        Piece { broken: std::mem::take(&mut self.broken), header, bytes }
    }
}
