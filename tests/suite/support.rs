//! What the tests of the program share: the program itself, shut off from this machine's settings; a server
//! that ends with its test; a cloud that stands in for the real one; a client that sends exactly the bytes it is given; and archives, of empty files
//! or of real recordings.

pub(crate) mod archive;
pub(crate) mod client;
pub(crate) mod clip;
pub(crate) mod cloud;
pub(crate) mod probe;
pub(crate) mod process;
pub(crate) mod program;
pub(crate) mod recording;
pub(crate) mod server;
mod terminal;
pub(crate) mod wait;
