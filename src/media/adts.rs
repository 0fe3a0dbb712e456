//! AAC in ADTS frames (ISO/IEC 14496-3 §1.A.2).

/// As many bytes as are kept to look for frames in: two of the longest there are.
const ENOUGH: usize = 2 * 8192;

/// Bytes of a header that are always there.
const HEADER: usize = 7;

/// What a frame's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Header {
    /// The audio object type; 2 is AAC-LC.
    object_type: u8,
    /// Bytes from this header to the next.
    length: usize,
}

impl Header {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let &[sync, layer, profile, high, middle, low, _] = bytes.first_chunk::<HEADER>()?;
        // Twelve bits of sync; the layer is always 0; of the sixteen sampling rates thirteen are in use.
        let is_header = sync == 0xff && layer & 0xf6 == 0xf0 && profile >> 2 & 0x0f < 13;
        let length = usize::from(high & 0x03) << 11 | usize::from(middle) << 3 | usize::from(low >> 5);
        (is_header && length > HEADER).then_some(Self { object_type: (profile >> 6) + 1, length })
    }
}

/// Finds out what AAC is in a stream that arrives in pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scanner {
    /// The stream's bytes since the last break.
    bytes: Vec<u8>,
    /// A PES packet's payload begins with the first of them.
    is_aligned: bool,
    /// What two frames in a row agree on.
    found: Option<u8>,
    /// What one frame says that no other follows, at the start of a payload.
    likely: Option<u8>,
}

impl Scanner {
    /// Takes the next bytes of the stream.
    pub(crate) fn push(&mut self, bytes: &[u8], starts_payload: bool) {
        if self.found.is_some() {
            return;
        }
        if self.bytes.is_empty() {
            self.is_aligned = starts_payload;
        }
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= ENOUGH {
            self.skip();
        }
    }

    /// Bytes are missing: looks at what is there and begins anew.
    pub(crate) fn skip(&mut self) {
        if self.found.is_none() {
            let first = Header::parse(&self.bytes).filter(|_| self.is_aligned);
            self.likely = self.likely.or(first.map(|header| header.object_type));
            self.found = (0..self.bytes.len()).find_map(|at| {
                let header = Header::parse(&self.bytes[at..])?;
                let next = Header::parse(self.bytes.get(at + header.length..)?)?;
                (next.object_type == header.object_type).then_some(header.object_type)
            });
        }
        self.bytes.clear();
    }

    /// The codec's name in a codec list (RFC 6381 §3.3), if it could be found out.
    ///
    /// HE-AAC that says so only inside its frames is named as the AAC-LC it is built on.
    pub(crate) fn finish(mut self) -> Option<String> {
        self.skip();
        self.found.or(self.likely).map(|object_type| format!("mp4a.40.{object_type}"))
    }
}
