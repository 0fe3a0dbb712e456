//! What a program map says is in an elementary stream (ISO/IEC 13818-1 table 2-34, ETSI EN 300 468, ATSC
//! A/53 and the registrations that broadcasters and HLS use beside them).

use super::psi::Stream;

/// What is in an elementary stream, as far as a codec list is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// H.264 video.
    H264,
    /// HEVC video.
    H265,
    /// AAC in ADTS frames.
    Adts,
    /// MPEG-1 or MPEG-2 audio of any layer.
    MpegAudio,
    /// AAC in LATM.
    Latm,
    /// Opus behind control headers.
    Opus,
    /// AV1 video, with what its descriptor says of it.
    Av1([u8; 4]),
    /// AC-3 or enhanced AC-3, whose frames tell which.
    Ac3,
    /// Video whose codec is not named here.
    UnnamedVideo,
    /// Audio whose codec is not named here, or something that may be either.
    Unnamed,
    /// Neither audio nor video: timed metadata, splice points, subtitles, teletext, padding.
    Data,
}

/// The descriptor that names a format by four letters.
const REGISTRATION: u8 = 0x05;

/// The descriptor that says what AV1 is.
const AV1: u8 = 0x80;

/// The registered formats that are audio or video.
const MEDIA: [(&[u8; 4], Kind); 15] = [
    (b"AC-3", Kind::Ac3),
    (b"AC-4", Kind::Unnamed),
    // Where a descriptor says no more of it.
    (b"AV01", Kind::UnnamedVideo),
    (b"BSSD", Kind::Unnamed),
    (b"DTS1", Kind::Unnamed),
    (b"DTS2", Kind::Unnamed),
    (b"DTS3", Kind::Unnamed),
    (b"DTSH", Kind::Unnamed),
    (b"EAC3", Kind::Ac3),
    (b"HEVC", Kind::H265),
    (b"Opus", Kind::Opus),
    (b"VC-1", Kind::UnnamedVideo),
    (b"VP09", Kind::UnnamedVideo),
    (b"VVC ", Kind::UnnamedVideo),
    (b"drac", Kind::UnnamedVideo),
];

impl Stream<'_> {
    /// What is in this stream.
    pub(crate) fn kind(&self) -> Kind {
        match self.code {
            0x1b => Kind::H264,
            0x24 => Kind::H265,
            0x0f => Kind::Adts,
            0x11 => Kind::Latm,
            0x03 | 0x04 => Kind::MpegAudio,
            // MPEG-1, MPEG-2 and MPEG-4 video, layers and views of others, JPEG 2000, VVC, EVC.
            0x01 | 0x02 | 0x10 | 0x1e..=0x23 | 0x25 | 0x28..=0x2b | 0x31..=0x35 => Kind::UnnamedVideo,
            // Tables, carousels, metadata, text, protection: types the standard gives to neither.
            0x05 | 0x07..=0x0e | 0x14..=0x1a | 0x1d | 0x27 | 0x2c | 0x2f | 0x30 | 0x7f => Kind::Data,
            // Private: what it is, its descriptors say, or else the use that many make of the number.
            0x06 | 0x80.. => self.described().unwrap_or(usual(self.code)),
            _ => Kind::Unnamed,
        }
    }

    /// What the first descriptor that tells says is in it.
    fn described(&self) -> Option<Kind> {
        self.descriptors().find_map(|(tag, content)| match tag {
            REGISTRATION => {
                let format = content.first_chunk()?;
                if format == b"AV01"
                    && let Some((_, record)) = self.descriptors().find(|(tag, _)| *tag == AV1)
                    && let Some(record) = record.first_chunk()
                {
                    return Some(Kind::Av1(*record));
                }
                MEDIA.iter().find(|(known, _)| *known == format).map(|(_, kind)| *kind)
            }
            // DVB: AC-3, enhanced AC-3; DTS, AAC.
            0x6a | 0x7a => Some(Kind::Ac3),
            0x7b | 0x7c => Some(Kind::Unnamed),
            // DVB's extension descriptor: its first byte tells DTS-HD, DTS Neural, AC-4, DTS-UHD.
            0x7f => matches!(content.first(), Some(0x0e | 0x0f | 0x15 | 0x21)).then_some(Kind::Unnamed),
            _ => None,
        })
    }
}

/// What private types stand for wherever they are met: AC-3 and its kin, `TrueHD`, DTS, the sample-encrypted types
/// of HLS, Dirac and VC-1. Types 0x82 and 0x86 are not among them: discs have DTS there, but broadcasters have
/// subtitles and splice points.
const fn usual(code: u8) -> Kind {
    match code {
        0x81 | 0x84 | 0x87 | 0xa1 => Kind::Ac3,
        0xd1 | 0xdb | 0xea => Kind::UnnamedVideo,
        0x80 | 0x83 | 0x85 | 0x88 | 0x8a | 0xa2 | 0xc1 | 0xc2 | 0xcf => Kind::Unnamed,
        _ => Kind::Data,
    }
}
