//! Files that the cloud has made, fetched unsigned and never left half written.
