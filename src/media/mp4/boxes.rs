//! Boxes: the pieces everything in MP4 is made of (ISO/IEC 14496-12 §4.2).

/// A box as far as it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'a> {
    pub kind: [u8; 4],
    /// What is in it.
    pub body: &'a [u8],
    /// Where it begins among the bytes it was found in.
    pub position: usize,
    /// It claims more bytes than there are.
    pub is_cut: bool,
}

/// The boxes in some bytes, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Atoms<'a> {
    rest: &'a [u8],
    position: usize,
    /// What is left begins no box.
    pub is_damaged: bool,
    /// What is left is less than the header of a box.
    pub is_cut: bool,
}

impl<'a> Atoms<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, position: 0, is_damaged: false, is_cut: false }
    }
}

impl<'a> Iterator for Atoms<'a> {
    type Item = Atom<'a>;

    fn next(&mut self) -> Option<Atom<'a>> {
        let mut fields = Fields(self.rest);
        if self.rest.is_empty() || self.is_damaged || self.is_cut {
            return None;
        }
        let (Some(short), Some(kind)) = (fields.u32(), fields.take()) else {
            self.is_cut = true;
            return None;
        };
        let (header, size) = match short {
            // To the end of the file.
            0 => (8, Some(self.rest.len())),
            1 => match fields.u64() {
                Some(long) => (16, Some(usize::try_from(long).unwrap_or(usize::MAX))),
                None => (8, None),
            },
            short => (8, usize::try_from(short).ok()),
        };
        let Some(size) = size else {
            self.is_cut = true;
            return None;
        };
        if size < header {
            self.is_damaged = true;
            return None;
        }
        let is_cut = size > self.rest.len();
        let end = size.min(self.rest.len());
        let body = self.rest.get(header..end)?;
        let atom = Atom { kind, body, position: self.position, is_cut };
        self.rest = &self.rest[end..];
        self.position += end;
        Some(atom)
    }
}

/// The first box of this kind among these bytes.
pub(super) fn find(bytes: &[u8], kind: [u8; 4]) -> Option<&[u8]> {
    Atoms::new(bytes).find(|atom| atom.kind == kind).map(|atom| atom.body)
}

/// The first box on this way down.
pub(super) fn descend<'a>(bytes: &'a [u8], way: &[[u8; 4]]) -> Option<&'a [u8]> {
    way.iter().try_fold(bytes, |bytes, kind| find(bytes, *kind))
}

/// Numbers, most significant byte first, one after the other; nothing where there are too few bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_be_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    /// The version and the flags that full boxes begin with.
    pub(super) fn full(&mut self) -> Option<(u8, u32)> {
        let all = self.u32()?;
        Some(((all >> 24) as u8, all & 0x00ff_ffff))
    }

    /// A number of 32 bits, or of 64 from version 1 on.
    pub(super) fn versioned(&mut self, version: u8) -> Option<u64> {
        if version == 0 { self.u32().map(u64::from) } else { self.u64() }
    }
}
