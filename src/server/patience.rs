//! A connection that gives up on a client that takes nothing of its answer, or next to nothing.
//!
//! Answers wait in memory for whoever asked. A client that reads slowly gets all the time it needs; one that
//! does not read at all, or a byte now and then, would hold them, and its connection, for ever. Only the time counts in
//! which the client keeps the server waiting, so who keeps up is never looked at.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// What a client takes at least while it keeps the server waiting, in bytes a second on average: a player on the worst of
/// mobile links takes ten times as much of the worst of streams.
const LEAST: u64 = 500;

/// A stream whose writing fails when nothing can be written for so long, or in so much time of waiting not what a client
/// takes at [`LEAST`].
pub(super) struct Patient<S> {
    stream: S,
    patience: Duration,
    /// Runs while a write waits.
    waiting: Pin<Box<Sleep>>,
    is_waiting: bool,
    /// Since when.
    since: Instant,
    /// For how long writes waited since the client was last looked at, and how many bytes it took in that time.
    waited: Duration,
    taken: u64,
}

impl<S> Patient<S> {
    pub(super) fn new(stream: S, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            waiting: Box::pin(sleep(patience)),
            is_waiting: false,
            since: Instant::now(),
            waited: Duration::ZERO,
            taken: 0,
        }
    }

    /// What a write came to, and of how many bytes; an error if it has been waiting for too long.
    fn weigh<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        bytes: impl FnOnce(&T) -> usize,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if let Poll::Ready(result) = written {
            if let Ok(result) = &result {
                self.taken = self.taken.saturating_add(bytes(result) as u64);
            }
            let is_slow = std::mem::take(&mut self.is_waiting) && self.is_slow();
            return Poll::Ready(if is_slow { Err(io::ErrorKind::TimedOut.into()) } else { result });
        }
        if !self.is_waiting {
            self.is_waiting = true;
            self.since = Instant::now();
            self.waiting.as_mut().reset(self.since + self.patience);
        }
        ready!(self.waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Whether the client has taken too little, now that a wait is over.
    fn is_slow(&mut self) -> bool {
        self.waited += self.since.elapsed();
        if self.waited < self.patience {
            return false;
        }
        let least = LEAST.saturating_mul(self.waited.as_secs());
        self.waited = Duration::ZERO;
        std::mem::take(&mut self.taken) < least
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.weigh(written, |count| *count, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.weigh(written, |count| *count, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.weigh(flushed, |()| 0, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Under TLS there is a last word to write.
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.weigh(shut, |()| 0, context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn who_reads_nothing_is_given_up_and_who_reads_slowly_is_not() {
        let (ours, mut theirs) = duplex(10_000);
        let mut ours = Patient::new(ours, PATIENCE);
        let writing = tokio::spawn(async move { ours.write_all(&vec![7; 100_000]).await.map(|()| ours) });
        let mut read = [0; 10_000];
        for _ in 0..9 {
            sleep(PATIENCE / 2).await;
            theirs.read_exact(&mut read).await.unwrap();
        }
        let mut ours = writing.await.unwrap().unwrap();
        let began = Instant::now();
        let error = ours.write_all(&[7; 10_000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(began.elapsed().as_secs(), PATIENCE.as_secs());
    }

    /// Reads so many bytes a second for an hour; for how long the server bears it, if not to the end.
    async fn borne(bytes: usize) -> Option<Duration> {
        let (ours, mut theirs) = duplex(1_000);
        let mut ours = Patient::new(ours, PATIENCE);
        let began = Instant::now();
        let reading = tokio::spawn(async move {
            let mut read = vec![0; bytes];
            for _ in 0..3_600 {
                sleep(Duration::from_secs(1)).await;
                if theirs.read_exact(&mut read).await.is_err() {
                    return;
                }
            }
            // What keeps up is no reason to look.
            while theirs.read(&mut read).await.is_ok_and(|count| count > 0) {}
        });
        let written = ours.write_all(&vec![7; bytes * 3_600]).await;
        let borne = began.elapsed();
        drop(ours);
        reading.await.unwrap();
        written.is_err().then_some(borne)
    }

    #[tokio::test(start_paused = true)]
    async fn a_byte_now_and_then_is_not_enough() {
        assert!(borne(1).await.is_some_and(|borne| borne < 4 * PATIENCE));
        assert!(borne(400).await.is_some_and(|borne| borne < 4 * PATIENCE));
        assert_eq!(borne(600).await, None);
        assert_eq!(borne(5_000).await, None);
    }
}
