//! When to try again, and how long to wait before: full jitter, and what `Retry-After` asks.
