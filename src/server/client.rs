//! A client's connection, of which whoever works on an answer can learn that nobody waits for it any more.
//!
//! The HTTP library reads nothing while an answer is being made, so that a client which has said all may close its
//! side. It would find out that a client is gone only when it writes; a request that waits for a segment holds a
//! place until then.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::http::request::Parts;
use rustix::net::Shutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A connection, shared by who reads and writes it and by who only wants to know whether it is still there.
#[derive(Clone, Debug)]
pub(super) struct Client {
    stream: Arc<TcpStream>,
    /// Who is at the other end: the client, or a proxy in front of it.
    pub(super) address: SocketAddr,
}

impl Client {
    pub(super) fn new(stream: TcpStream, address: SocketAddr) -> Self {
        Self { stream: Arc::new(stream), address }
    }

    /// Ready when the client has closed its side. Never if it has sent another request already, which hides that.
    pub(super) async fn gone(&self) {
        if matches!(self.stream.peek(&mut [0]).await, Ok(1..)) {
            pending::<()>().await;
        }
    }

    /// The same of the client of a request. Never if there is none.
    pub(super) async fn gone_from(request: &Parts) {
        match request.extensions.get::<Self>() {
            Some(client) => client.gone().await,
            None => pending().await,
        }
    }

    /// Writes when that is possible.
    fn poll_with(
        &self,
        context: &mut Context<'_>,
        mut write: impl FnMut(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_write_ready(context))?;
            match write(&self.stream) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }
}

impl AsyncRead for Client {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            ready!(self.stream.poll_read_ready(context))?;
            match self.stream.try_read(buffer.initialize_unfilled()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return Poll::Ready(read.map(|count| buffer.advance(count))),
            }
        }
    }
}

impl AsyncWrite for Client {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_with(context, |stream| stream.try_write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_with(context, |stream| stream.try_write_vectored(parts))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(rustix::net::shutdown(&*self.stream, Shutdown::Write).map_err(io::Error::from))
    }
}
