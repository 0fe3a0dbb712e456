//! Editions: what may change from one to the next, and what not.
