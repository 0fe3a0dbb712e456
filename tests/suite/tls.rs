//! `streamctl serve` over TLS and HTTP/2, as real clients and hostile ones meet it.

mod certificate;
mod farewell;
mod flood;
mod frames;
mod handshake;
mod http2;
mod pair;
mod player;
