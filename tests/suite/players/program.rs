//! Players without a window: ffmpeg and `GStreamer` decode a stream and count its pictures, ffmpeg as fast as they
//! come.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use crate::support::wait;
use crate::tools;

/// The program: ffmpeg, or `GStreamer` with one of its two readers of HLS. Applications that use `playbin3` have the
/// newer one, others the older.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Player {
    Ffmpeg,
    Hlsdemux,
    Hlsdemux2,
}

impl Player {
    pub(super) const ALL: [Self; 3] = [Self::Ffmpeg, Self::Hlsdemux, Self::Hlsdemux2];
}

/// One that plays [`clip::source`](crate::support::clip::source). It ends with its value.
pub(super) struct Watching {
    pub(super) player: Player,
    child: Child,
    told: Arc<Mutex<Seen>>,
    folder: TempDir,
}

/// What it has seen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// How many pictures were decoded.
    pub(super) pictures: u64,
    /// When the last of what was decoded is to be shown or heard, in seconds from the first.
    pub(super) last: f64,
    /// Whether the stream came to its end.
    pub(super) ended: bool,
    /// What went wrong.
    pub(super) said: Vec<String>,
    /// The running time at which the timestamps that now come would be 0; that of the first sound.
    shift: f64,
    first: Option<f64>,
}

/// The file for the pictures that `GStreamer` decodes, as they are.
const PICTURES: &str = "pictures.raw";
/// Bytes of a picture of 160x90, in planes of which two have a quarter of the points.
const PICTURE_BYTES: u64 = 160 * 90 * 3 / 2;

fn ffmpeg(url: &str) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-v", "warning", "-nostats", "-i", url, "-map", "0:v:0", "-f", "null", "-"]);
    command.args(["-progress", "pipe:1", "-stats_period", "0.2"]);
    command
}

/// In the time that it takes: at the live edge `gst-launch-1.0` may else wait for ever for what it has played already.
fn gstreamer(source: &str, url: &str, folder: &Path) -> Command {
    let mut command = tools::gstreamer();
    command.args(["-v", source, &format!("uri={url}"), "name=all"]);
    let pictures = format!("location={}", folder.join(PICTURES).display());
    command.args(["all.", "!", "video/x-raw,format=I420", "!", "filesink", "sync=true"]);
    command.args(["buffer-mode=unbuffered", &pictures]);
    command.args(["all.", "!", "audio/x-raw", "!", "fakesink", "sync=true", "silent=false", "name=sound"]);
    command
}

impl Watching {
    /// Begins to play.
    pub(super) fn start(player: Player, url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = match player {
            Player::Ffmpeg => ffmpeg(url),
            Player::Hlsdemux => gstreamer("uridecodebin", url, folder.path()),
            Player::Hlsdemux2 => gstreamer("uridecodebin3", url, folder.path()),
        };
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| panic!("{player:?}: {error}. {}", tools::INSTALL));
        let told = Arc::new(Mutex::new(Seen::default()));
        let pipes: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for (pipe, is_error) in pipes.into_iter().zip([false, true]) {
            let told = Arc::clone(&told);
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
                    let line = String::from_utf8_lossy(&line);
                    let mut seen = told.lock().unwrap_or_else(PoisonError::into_inner);
                    match player {
                        _ if is_error => seen.said.push(line.into_owned()),
                        Player::Ffmpeg => seen.hear_ffmpeg(&line),
                        Player::Hlsdemux | Player::Hlsdemux2 => seen.hear_gstreamer(&line),
                    }
                }
            });
        }
        Self { player, child, told, folder }
    }

    pub(super) fn seen(&self) -> Seen {
        let mut seen = self.told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.player != Player::Ffmpeg {
            let bytes = std::fs::metadata(self.folder.path().join(PICTURES)).map_or(0, |file| file.len());
            seen.pictures = bytes / PICTURE_BYTES;
        }
        seen
    }

    /// Plays to the end of the stream.
    pub(super) fn finish(mut self) -> Seen {
        let what = format!("the end of {:?}", self.player);
        let status = wait::until(&what, || self.child.try_wait().unwrap());
        // Its last words may still be on their way.
        let seen = wait::until(&what, || Some(self.seen()).filter(|seen| seen.ended || !status.success()));
        assert!(status.success(), "{:?}, {status}: {seen:#?}", self.player);
        seen
    }

    /// Plays until so many pictures have been seen.
    pub(super) fn until(&self, pictures: u64) -> Seen {
        wait::until(&format!("{pictures} pictures in {:?}", self.player), || {
            let seen = self.seen();
            assert!(!seen.ended, "{:?} has ended: {seen:#?}", self.player);
            (seen.pictures >= pictures).then_some(seen)
        })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Seen {
    /// `KEY=VALUE`, of which each report has several.
    fn hear_ffmpeg(&mut self, line: &str) {
        match line.split_once('=') {
            Some(("frame", count)) => self.pictures = count.trim().parse().unwrap(),
            Some(("out_time_us", micros)) => {
                self.last = micros.parse().map_or(0.0, |micros: f64| micros / 1e6);
            }
            Some(("progress", "end")) => self.ended = true,
            _ => {}
        }
    }

    /// What happens in a `fakesink` that isn't silent, and what `gst-launch-1.0` itself says.
    fn hear_gstreamer(&mut self, line: &str) {
        if line.contains("Got EOS from element \"pipeline0\"") {
            self.ended = true;
        } else if line.contains("ERROR") || line.contains("WARNING") {
            self.said.push(line.to_owned());
        }
        if !line.contains("(sound:sink)") {
            return;
        }
        if line.contains("E (type: segment ") {
            let value = |name: &str| {
                let (_, value) = line.split_once(name).unwrap_or_else(|| panic!("no {name} in {line}"));
                let digits = value.split(|digit: char| !digit.is_ascii_digit()).next();
                digits.and_then(|digits| digits.parse::<f64>().ok()).unwrap() / 1e9
            };
            self.shift = value(" base=(guint64)") - value(" start=(guint64)");
        } else if line.contains(" chain ") {
            let pts = line.split_once("pts: ").and_then(|(_, pts)| clock(pts.split(',').next()?));
            let Some(time) = pts.map(|pts| pts + self.shift) else { return };
            self.last = self.last.max(time - *self.first.get_or_insert(time));
        }
    }
}

/// Seconds of `H:MM:SS.NNNNNNNNN`.
fn clock(text: &str) -> Option<f64> {
    text.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?))
}
