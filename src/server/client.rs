//! A client's connection, of which whoever works on an answer can learn that nobody waits for it any more.
//!
//! The HTTP library reads nothing while an answer is being made, so that a client which has said all may close its
//! side. It would find out that a client is gone only when it writes; a request that waits for a segment holds a
//! place until then.

use std::future::{pending, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use axum::http::request::Parts;
use rustix::net::Shutdown;
use tokio::io::{AsyncBufRead as _, AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use crate::server::state::lock;

/// Who asks, to be seen by who works on an answer.
#[derive(Clone, Debug)]
pub(super) struct Client {
    link: Link,
    /// Who is at the other end: the client, or a proxy in front of it.
    pub(super) address: SocketAddr,
}

/// How it can be seen whether a client is there.
#[derive(Clone, Debug)]
enum Link {
    Plain(Plain),
    Secure(Secure),
    /// The HTTP library sees it, and drops what is done for a client that is gone.
    Elsewhere,
}

/// A connection, shared by who reads and writes it and by who only wants to know whether it is still there.
#[derive(Clone, Debug)]
pub(super) struct Plain(Arc<TcpStream>);

/// The same of one that is encrypted: what is in the socket has to be read to know whether it is more than a farewell.
#[derive(Clone, Debug)]
pub(super) struct Secure(Arc<Mutex<TlsStream<TcpStream>>>);

impl Client {
    /// Who asks over a connection of HTTP/1, and that connection.
    pub(super) fn plain(stream: TcpStream, address: SocketAddr) -> (Plain, Self) {
        let stream = Plain(Arc::new(stream));
        (stream.clone(), Self { link: Link::Plain(stream), address })
    }

    /// The same of one that is encrypted.
    pub(super) fn secure(stream: TlsStream<TcpStream>, address: SocketAddr) -> (Secure, Self) {
        let stream = Secure(Arc::new(Mutex::new(stream)));
        (stream.clone(), Self { link: Link::Secure(stream), address })
    }

    /// Who asks over a connection of HTTP/2, on which a request can be left alone.
    pub(super) const fn elsewhere(address: SocketAddr) -> Self {
        Self { link: Link::Elsewhere, address }
    }

    /// Ready when the client has closed its side. Never if it has sent another request already, which hides that.
    pub(super) async fn gone(&self) {
        let is_there = match &self.link {
            Link::Plain(Plain(stream)) => matches!(stream.peek(&mut [0]).await, Ok(1..)),
            Link::Secure(stream) => poll_fn(|context| stream.poll_is_there(context)).await,
            Link::Elsewhere => true,
        };
        if is_there {
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
}

impl Secure {
    /// Whether there is another request, or nothing ever again. What is read of it waits for who reads the connection.
    fn poll_is_there(&self, context: &mut Context<'_>) -> Poll<bool> {
        let mut stream = lock(&self.0);
        let read = ready!(Pin::new(&mut *stream).poll_fill_buf(context));
        Poll::Ready(read.is_ok_and(|bytes| !bytes.is_empty()))
    }
}

impl AsyncRead for Secure {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *lock(&self.0)).poll_read(context, buffer)
    }
}

impl AsyncWrite for Secure {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *lock(&self.0)).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *lock(&self.0)).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *lock(&self.0)).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *lock(&self.0)).poll_shutdown(context)
    }
}

impl Plain {
    /// Writes when that is possible.
    fn poll_with(
        &self,
        context: &mut Context<'_>,
        mut write: impl FnMut(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.0.poll_write_ready(context))?;
            match write(&self.0) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }
}

impl AsyncRead for Plain {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.poll_read_ready(context))?;
            match self.0.try_read(buffer.initialize_unfilled()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return Poll::Ready(read.map(|count| buffer.advance(count))),
            }
        }
    }
}

impl AsyncWrite for Plain {
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
        Poll::Ready(rustix::net::shutdown(&*self.0, Shutdown::Write).map_err(io::Error::from))
    }
}
