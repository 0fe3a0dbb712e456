//! Sound of one track: its frames followed from header to header, wherever the packets around them end.

use super::frame::{Codec, Frame, HEADER, Sound};
use super::measured::Parameters;
use super::timeline::Timeline;

/// As many bytes as are kept to look for frames in: two of the longest there are, but for some enhanced AC-3.
const ENOUGH: usize = 2 * 8192;

/// More kinds of frames than one stream has.
const MOST: usize = 32;

/// Follows the frames of a stream that arrives in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    parse: fn(&[u8]) -> Option<Frame>,
    /// Bytes of a header that suffice.
    header: usize,
    /// Ticks a second of the times that come with the stream.
    timescale: u32,
    pub(crate) timeline: Timeline,
    /// The bytes that were not yet understood.
    bytes: Vec<u8>,
    /// Where in the stream they begin.
    position: u64,
    /// Bytes to come that belong to a frame whose header was read.
    rest: usize,
    /// A frame is known to begin with the next byte.
    in_step: bool,
    /// Times, each with where in the stream the first frame may begin that it is for.
    times: Vec<(u64, i64)>,
    /// The last time that was given, and samples since.
    clock: Option<(i64, u64)>,
    last: Option<Sound>,
    /// The sound and the samples of the frame before, wherever it was.
    before: Option<(Sound, u32)>,
    /// What a frame said that no other followed.
    likely: Option<Sound>,
    found: Vec<Sound>,
    pub(crate) at_end: usize,
    pub(crate) frames: u64,
}

impl Reader {
    pub(crate) fn new(parse: fn(&[u8]) -> Option<Frame>, timescale: u32) -> Self {
        Self {
            parse,
            header: HEADER,
            timescale,
            timeline: Timeline::new(timescale),
            bytes: Vec::new(),
            position: 0,
            rest: 0,
            in_step: false,
            times: Vec::new(),
            clock: None,
            last: None,
            before: None,
            likely: None,
            found: Vec::new(),
            at_end: 0,
            frames: 0,
        }
    }

    /// The same for headers that are longer than most.
    pub(crate) fn with_header(self, header: usize) -> Self {
        Self { header, ..self }
    }

    /// A packet begins here: a frame may as well, and the first that does is shown then.
    pub(crate) fn start(&mut self, time: Option<i64>) {
        if !self.in_step {
            self.settle();
            self.in_step = true;
        }
        if let Some(time) = time {
            let at = self.position + self.bytes.len() as u64;
            // Of many times without a frame between them only the last counts.
            self.times.pop_if(|(before, _)| *before == at);
            self.times.push((at, time));
        }
    }

    /// Takes the next bytes of the stream.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let skipped = self.rest.min(bytes.len());
        self.rest -= skipped;
        self.position += skipped as u64;
        self.bytes.extend_from_slice(&bytes[skipped..]);
        self.read(false);
    }

    /// Bytes are missing: looks at what is there and begins anew.
    pub(crate) fn skip(&mut self) {
        self.settle();
        self.rest = 0;
        self.in_step = false;
    }

    /// There is no more; true if the last frame is not whole.
    pub(crate) fn finish(&mut self) -> bool {
        let ends_in_header = self.in_step && !self.bytes.is_empty();
        self.settle();
        self.rest > 0 || ends_in_header
    }

    /// What the frames say; of a stream whose frames do not follow each other, what the likeliest one does.
    pub(crate) fn parameters(&self) -> Vec<Parameters> {
        let likely = self.likely.as_slice();
        let found = if self.found.is_empty() { likely } else { &self.found };
        found.iter().map(|sound| sound.parameters()).collect()
    }

    /// Reads what there is to its end, and forgets it.
    fn settle(&mut self) {
        self.read(true);
        self.position += self.bytes.len() as u64;
        self.bytes.clear();
        self.times.clear();
        self.last = None;
    }

    fn read(&mut self, is_all: bool) {
        let mut bytes = std::mem::take(&mut self.bytes);
        let mut at = 0;
        loop {
            let rest = &bytes[at..];
            if !self.in_step {
                if rest.len() < ENOUGH && !is_all {
                    break;
                }
                let window = if is_all { rest } else { &rest[..ENOUGH] };
                if let Some(skipped) = self.find(window) {
                    at += skipped;
                    self.in_step = true;
                } else if is_all {
                    break;
                } else {
                    // The last frame may have begun in the second half.
                    at += ENOUGH / 2;
                }
                continue;
            }
            if rest.is_empty() || rest.len() < self.header && !is_all {
                break;
            }
            let Some(frame) = (self.parse)(rest) else {
                self.in_step = false;
                self.last = None;
                if rest.len() < self.header {
                    break;
                }
                continue;
            };
            self.take(frame, self.position + at as u64);
            let length = frame.length.min(rest.len());
            self.rest = frame.length - length;
            at += length;
        }
        bytes.drain(..at);
        self.position += at as u64;
        self.bytes = bytes;
    }

    /// Where the first frame begins that another one like it follows.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        (0..bytes.len()).find(|&at| {
            let Some(frame) = (self.parse)(&bytes[at..]) else { return false };
            let next = bytes.get(at + frame.length..).and_then(self.parse);
            next.is_some_and(|next| next.sound == frame.sound || next.sound.codec == Codec::Same)
        })
    }

    fn take(&mut self, mut frame: Frame, at: u64) {
        if frame.sound.codec == Codec::Same {
            let Some((sound, samples)) = self.before else { return };
            frame = Frame { sound, samples, ..frame };
        }
        self.before = Some((frame.sound, frame.samples));
        let due = self.times.iter().rposition(|(from, _)| *from <= at);
        if let Some(due) = due {
            self.clock = Some((self.times[due].1, 0));
            self.times.drain(..=due);
        }
        if frame.samples == 0 {
            return;
        }
        self.frames += 1;
        if let Some((mut time, mut samples)) = self.clock {
            let ticks = |samples: u64, rate: u32| {
                let ticks = u128::from(samples) * u128::from(self.timescale) / u128::from(rate.max(1));
                i64::try_from(ticks).unwrap_or(i64::MAX)
            };
            let rate = frame.sound.rate;
            if let Some(last) = self.last.filter(|last| last.rate != rate) {
                (time, samples) = (time.saturating_add(ticks(samples, last.rate)), 0);
            }
            let begin = time.saturating_add(ticks(samples, rate));
            samples += u64::from(frame.samples);
            let end = time.saturating_add(ticks(samples, rate));
            self.timeline.push(begin, begin, end.saturating_sub(begin));
            self.clock = Some((time, samples));
        }
        if self.last == Some(frame.sound) {
            self.confirm(frame.sound);
        } else {
            self.likely = self.likely.or(Some(frame.sound));
        }
        self.last = Some(frame.sound);
    }

    fn confirm(&mut self, sound: Sound) {
        match self.found.iter().position(|known| *known == sound) {
            Some(known) => self.at_end = known,
            None if self.found.len() < MOST => {
                self.at_end = self.found.len();
                self.found.push(sound);
            }
            None => {}
        }
    }
}
