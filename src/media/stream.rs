//! What a program map says is in an elementary stream (ISO/IEC 13818-1 table 2-34, ETSI EN 300 468, ATSC
//! A/53 and the registrations that broadcasters and HLS use beside them).

use super::psi::Stream;

/// What is in an elementary stream, as far as a codec list is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// H.264 video.
    H264,
    /// AAC in ADTS frames.
    Adts,
    /// MPEG-1 or MPEG-2 audio of any layer.
    MpegAudio,
    /// Audio or video whose codec is not named here.
    Unnamed,
    /// Neither audio nor video: timed metadata, splice points, subtitles, teletext, padding.
    Data,
}

/// The descriptor that names a format by four letters.
const REGISTRATION: u8 = 0x05;

/// The registered formats that are audio or video.
const MEDIA: [&[u8; 4]; 15] = [
    b"AC-3", b"AC-4", b"AV01", b"BSSD", b"DTS1", b"DTS2", b"DTS3", b"DTSH", b"EAC3", b"HEVC", b"Opus",
    b"VC-1", b"VP09", b"VVC ", b"drac",
];

impl Stream<'_> {
    /// What is in this stream.
    pub(crate) fn kind(&self) -> Kind {
        match self.code {
            0x1b => Kind::H264,
            0x0f => Kind::Adts,
            0x03 | 0x04 => Kind::MpegAudio,
            // Tables, carousels, metadata, text, protection: types the standard gives to neither.
            0x05 | 0x07..=0x0e | 0x14..=0x1a | 0x1d | 0x27 | 0x2c | 0x2f | 0x30 | 0x7f => Kind::Data,
            // Private: what it is, its descriptors say, or else the use that many make of the number.
            0x06 | 0x80.. => {
                if self.has_media_descriptor() || is_known_media(self.code) {
                    Kind::Unnamed
                } else {
                    Kind::Data
                }
            }
            _ => Kind::Unnamed,
        }
    }

    /// Whether a descriptor says that this is audio or video.
    fn has_media_descriptor(&self) -> bool {
        self.descriptors().any(|(tag, content)| match tag {
            REGISTRATION => content.first_chunk().is_some_and(|format| MEDIA.contains(&format)),
            // DVB: AC-3, enhanced AC-3, DTS, AAC.
            0x6a | 0x7a | 0x7b | 0x7c => true,
            // DVB's extension descriptor: its first byte tells DTS-HD, DTS Neural, AC-4, DTS-UHD.
            0x7f => matches!(content.first(), Some(0x0e | 0x0f | 0x15 | 0x21)),
            _ => false,
        })
    }
}

/// The private types that stand for audio or video wherever they are met: AC-3 and its kin, `TrueHD`, DTS, the
/// sample-encrypted types of HLS, Dirac and VC-1. Types 0x82 and 0x86 are not among them: discs have DTS
/// there, but broadcasters have subtitles and splice points.
const fn is_known_media(code: u8) -> bool {
    matches!(
        code,
        0x80 | 0x81 | 0x83
            ..=0x85 | 0x87 | 0x88 | 0x8a | 0xa1 | 0xa2 | 0xc1 | 0xc2 | 0xcf | 0xd1 | 0xdb | 0xea
    )
}
