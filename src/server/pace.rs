//! How an answer over HTTP/2 goes on: a client says how much of each it will take, and may never say so.
//!
//! The library keeps what it may not send yet, for as long as the connection lives. So an answer is handed to it piece by
//! piece, the next when the last is on the wire, and is given up when nothing of a piece was sent for too long. What
//! fits into one frame is handed over whole; a connection on which nothing else goes on ends with it.

use std::io;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Buf, Frame, SizeHint};
use tokio::time::{Instant, sleep};

use crate::server::state::lock;

/// The largest answer that is handed over whole: one frame, unless a client has asked for larger ones (RFC 9113 §4.2).
const SMALL: u64 = 16 << 10;

tokio::task_local! {
    /// That of the stream which this task serves.
    static PACE: Pace;
}

/// How one answer goes on.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    patience: Duration,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// When the piece that is being sent was handed over, or last went on; none between pieces.
    last: Option<Instant>,
    is_given_up: bool,
    /// Who wants to hand over the next.
    next: Option<Waker>,
}

impl Pace {
    /// An answer that may stand still for so long.
    pub(super) fn new(patience: Duration) -> Self {
        Self { patience, shared: Arc::default() }
    }

    /// Runs what serves the stream, and drops it if its answer stands still.
    pub(super) async fn keep(self, stream: impl Future<Output = ()>) {
        let pace = self.clone();
        let kept = async move {
            let mut stream = pin!(stream);
            let mut timer = pin!(sleep(self.patience));
            std::future::poll_fn(|context| {
                if stream.as_mut().poll(context).is_ready() {
                    return Poll::Ready(());
                }
                // Set anew when it has run out, not whenever the answer goes on.
                while let Some(deadline) = self.deadline() {
                    ready!(timer.as_mut().poll(context));
                    if deadline > Instant::now() {
                        timer.as_mut().reset(deadline);
                        continue;
                    }
                    // If the library waits for the next piece, it resets the stream on its failure, and forgets what
                    // it kept of it; if it waits to send one, it keeps none, and resets the stream when it is dropped.
                    lock(&self.shared).is_given_up = true;
                    let _ = stream.as_mut().poll(context);
                    return Poll::Ready(());
                }
                Poll::Pending
            })
            .await;
        };
        PACE.scope(pace, kept).await;
    }

    /// When the answer has stood still for too long, unless it goes on.
    fn deadline(&self) -> Option<Instant> {
        lock(&self.shared).last.map(|last| last + self.patience)
    }
}

/// The body of an answer, at the pace of the stream whose task makes it.
pub(super) struct Paced {
    body: Body,
    pace: Option<Pace>,
}

impl Paced {
    pub(super) fn new(body: Body) -> Self {
        let is_small = body.size_hint().exact().is_some_and(|length| length <= SMALL);
        // Outside of a stream there is none to keep to.
        let pace = if is_small { None } else { PACE.try_with(Pace::clone).ok() };
        Self { body, pace }
    }

    /// Whether the last piece is still to be sent.
    fn is_ahead(&self) -> bool {
        self.pace.as_ref().is_some_and(|pace| lock(&pace.shared).last.is_some())
    }
}

impl HttpBody for Paced {
    type Data = Piece;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Piece>, axum::Error>>> {
        if let Some(pace) = &self.pace {
            let mut shared = lock(&pace.shared);
            if shared.is_given_up {
                return Poll::Ready(Some(Err(axum::Error::new(io::Error::from(io::ErrorKind::TimedOut)))));
            }
            if shared.last.is_some() {
                shared.next = Some(context.waker().clone());
                return Poll::Pending;
            }
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        let pace = self.pace.as_ref();
        let piece = |bytes| Piece { bytes, pace: pace.map(Pace::begin) };
        Poll::Ready(frame.map(|frame| frame.map(|frame| frame.map_data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        // Whoever hears that hands over the rest and goes, and nobody would look after it.
        !self.is_ahead() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A part of an answer that is being sent.
pub(super) struct Piece {
    bytes: Bytes,
    pace: Option<Sending>,
}

/// A piece of this answer, for as long as this lives.
struct Sending(Pace);

impl Pace {
    fn begin(&self) -> Sending {
        lock(&self.shared).last = Some(Instant::now());
        Sending(self.clone())
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut shared = lock(&self.0.shared);
        shared.last = None;
        let next = shared.next.take();
        drop(shared);
        if let Some(next) = next {
            next.wake();
        }
    }
}

impl Buf for Piece {
    fn remaining(&self) -> usize {
        self.bytes.remaining()
    }

    fn chunk(&self) -> &[u8] {
        self.bytes.chunk()
    }

    fn advance(&mut self, count: usize) {
        self.bytes.advance(count);
        if let Some(Sending(pace)) = &self.pace {
            lock(&pace.shared).last = Some(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(60);

    /// More than is handed over whole.
    fn large() -> Body {
        Body::from(vec![7; 2 * usize::try_from(SMALL).unwrap()])
    }

    async fn next(body: &mut Paced) -> Option<Result<Piece, axum::Error>> {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        frame.map(|frame| frame.map(|frame| frame.into_data().ok().unwrap()))
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_may_go_on_slowly_and_may_not_stand_still() {
        let began = Instant::now();
        let stream = async {
            let mut body = Paced::new(large());
            let mut piece = next(&mut body).await.unwrap().unwrap();
            assert!(!body.is_end_stream());
            for _ in 0..10 {
                sleep(PATIENCE / 2).await;
                piece.advance(1);
            }
            // As what is queued, for a client that wants nothing.
            assert!(next(&mut body).await.unwrap().is_err());
            drop(piece);
        };
        Pace::new(PATIENCE).keep(stream).await;
        assert_eq!(began.elapsed().as_secs(), 6 * PATIENCE.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn a_piece_that_cannot_even_be_queued_is_given_up_with_its_stream() {
        let began = Instant::now();
        let stream = async {
            let piece = next(&mut Paced::new(large())).await;
            pending::<()>().await;
            drop(piece);
        };
        Pace::new(PATIENCE).keep(stream).await;
        assert_eq!(began.elapsed().as_secs(), PATIENCE.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_is_being_made_may_take_its_time_and_ends_when_all_is_sent() {
        let stream = async {
            sleep(10 * PATIENCE).await;
            let mut body = Paced::new(large());
            drop(next(&mut body).await.unwrap().unwrap());
            sleep(10 * PATIENCE).await;
            assert!(next(&mut body).await.is_none());
            let mut small = Paced::new(Body::from("small"));
            let piece = next(&mut small).await.unwrap().unwrap();
            assert!(small.is_end_stream());
            sleep(10 * PATIENCE).await;
            assert_eq!(piece.chunk(), b"small");
        };
        let began = Instant::now();
        Pace::new(PATIENCE).keep(stream).await;
        assert_eq!(began.elapsed(), 30 * PATIENCE);
    }
}
