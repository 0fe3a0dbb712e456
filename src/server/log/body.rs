//! A body that tells how much of it was sent, and whether all.
//!
//! The connection takes a body frame by frame, and the next one only when there is room for it. A frame in memory may
//! be a whole segment; it is handed on in slices, so that what counts as sent is never much more than what was.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody as _};
use hyper::body::{Frame, SizeHint};

use crate::server::log::Begun;

/// The most that is handed on at once, in bytes: about what a connection has room for.
const SLICE: usize = 128 << 10;

/// A body whose end is told.
pub(super) struct Followed {
    body: Body,
    /// What of the last frame is still to be handed on.
    rest: Bytes,
    /// How much there should be, in bytes, if that is known.
    length: Option<u64>,
    sent: u64,
    has_ended: bool,
    begun: Begun,
}

impl Followed {
    pub(super) const fn new(body: Body, length: Option<u64>, begun: Begun) -> Self {
        Self { body, rest: Bytes::new(), length, sent: 0, has_ended: false, begun }
    }
}

impl hyper::body::Body for Followed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
                Poll::Ready(None) => {
                    self.has_ended = true;
                    return Poll::Ready(None);
                }
                other => return other,
            }
        }
        let length = self.rest.len().min(SLICE);
        let slice = self.rest.split_to(length);
        self.sent += length as u64;
        Poll::Ready(Some(Ok(Frame::data(slice))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, of) = (self.rest.len() as u64, self.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(of.lower().saturating_add(rest));
        if let Some(upper) = of.upper().and_then(|upper| upper.checked_add(rest)) {
            hint.set_upper(upper);
        }
        hint
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        // Of a body whose length was announced, the end is not asked for.
        let is_complete = self.has_ended || self.length == Some(self.sent) || {
            self.rest.is_empty() && self.body.is_end_stream()
        };
        let sent = self.sent;
        self.begun.end(sent, is_complete);
    }
}
