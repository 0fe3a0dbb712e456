//! Calls over HTTP: signed, sent, retried where that is safe, and their answers classified.
