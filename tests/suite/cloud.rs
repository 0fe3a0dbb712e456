//! The commands that operate the cloud, as processes against a cloud that stands in for it.

mod changes;
mod faults;
mod fetched;
mod formats;
mod hub;
mod list;
mod mishaps;
mod publish;
mod saved;
mod scene;
mod secrets;
mod several;
mod status;
mod table;
mod transcript;
