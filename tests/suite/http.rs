//! `streamctl serve` as clients meet it: requests over raw sockets, and what must be answered to each.

mod compression;
mod conditions;
mod coverage;
mod crowd;
mod fixture;
mod front;
mod hostile;
mod lists;
mod live;
mod masters;
mod measured;
mod methods;
mod paths;
mod playlists;
mod protocol;
mod queries;
mod robust;
mod segments;
mod shortage;
mod shutdown;
mod slow;
mod startup;
mod table;
