//! Files that the cloud has made: pictures, videos, playlists.

use super::reply::{Delivery, Reply};
use super::request::Request;
use super::state::State;

/// A file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) delivery: Delivery,
    /// Where it is instead.
    pub(crate) redirect: Option<String>,
    /// The job that makes it: until that is done, there is no file.
    pub(crate) job: Option<String>,
}

impl File {
    pub(crate) fn new(kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { kind, bytes: bytes.into(), delivery: Delivery::Whole, redirect: None, job: None }
    }

    /// As much of a JPEG as a test needs: how it begins and ends.
    pub(crate) fn picture() -> Self {
        Self::new("image/jpeg", [&[0xff, 0xd8, 0xff, 0xe0][..], &[7; 1_000], &[0xff, 0xd9]].concat())
    }

    /// As much of an MP4 as a test needs: how it begins, and that it is longer than a picture.
    pub(crate) fn video() -> Self {
        Self::new("video/mp4", [&b"\0\0\0\x18ftypisom"[..], &[9; 1_000].repeat(100)].concat())
    }

    pub(crate) fn playlist() -> Self {
        Self::new("application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXT-X-ENDLIST\n")
    }

    pub(crate) fn delivery(self, delivery: Delivery) -> Self {
        Self { delivery, ..self }
    }

    pub(crate) fn redirect(url: impl Into<String>) -> Self {
        Self { redirect: Some(url.into()), ..Self::new("text/plain", "") }
    }
}

impl State {
    pub(super) fn file(&self, request: &Request) -> Reply {
        let is_made = |file: &&File| {
            let job = file.job.as_ref().and_then(|job| self.jobs.get(job));
            job.is_none_or(|job| job.is_done)
        };
        match self.files.get(request.path()).filter(is_made) {
            None => self.error(404, "Document not found"),
            Some(File { redirect: Some(url), .. }) => {
                Reply::new(302, "text/plain", "").header("Location", url)
            }
            Some(file) => Reply::new(200, file.kind, file.bytes.clone()).delivery(file.delivery),
        }
    }
}
