//! Files as bodies of answers, read as the client takes them.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::server::load::budget::Budget;

/// How much is read at a time, in bytes, while there is room for it.
const CHUNK: usize = 256 << 10;
/// The same while there is none.
const SMALL: usize = 16 << 10;
/// How many files are read at once; others wait. A disk that is slow must leave threads to those who need another one.
pub(in crate::server) const PLACES: usize = 128;

/// Who reads files.
#[derive(Debug)]
pub(in crate::server) struct Readers {
    places: Arc<Semaphore>,
    /// For what they have read.
    pub(in crate::server) budget: Arc<Budget>,
}

impl Readers {
    pub(in crate::server) fn new(budget: Arc<Budget>) -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), budget }
    }

    /// The next so many bytes of a file, as a body; fewer if it ends before. The file's `handle` is given up with it.
    pub(in crate::server) fn body(&self, file: File, length: u64, handle: OwnedSemaphorePermit) -> Body {
        let (places, budget) = (Arc::clone(&self.places), Arc::clone(&self.budget));
        let next = move |(file, left): (File, u64)| {
            let _handle = &handle;
            let (places, budget) = (Arc::clone(&places), Arc::clone(&budget));
            async move {
                if left == 0 {
                    return Ok(None);
                }
                let place = places.acquire_owned().await.map_err(io::Error::other)?;
                let read = move || {
                    let _place = place;
                    read(file, left, &budget)
                };
                let (file, bytes) = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)??;
                let count = bytes.len() as u64;
                Ok::<_, io::Error>((count > 0).then_some((bytes, (file, left - count))))
            }
        };
        Body::from_stream(futures_util::stream::try_unfold((file, length), next))
    }
}

/// Reads the next bytes of a file, at most so many: a chunk, or a small one while there is no room.
fn read(file: File, left: u64, budget: &Arc<Budget>) -> io::Result<(File, Bytes)> {
    let wanted = usize::try_from(left).unwrap_or(usize::MAX);
    let (chunk, small) = (wanted.min(CHUNK), wanted.min(SMALL));
    let (length, claim) = match budget.claim(chunk) {
        Some(claim) => (chunk, claim),
        None => (small, budget.count(small)),
    };
    let mut bytes = Vec::with_capacity(length);
    (&file).take(length as u64).read_to_end(&mut bytes)?;
    Ok((file, claim.around(bytes)))
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use super::*;

    #[tokio::test]
    async fn a_file_is_read_to_where_it_should_end_or_ends() {
        let text: Vec<u8> = (0..=255).cycle().take(3 * CHUNK + 10).collect();
        for crowding in [0, 1 << 40] {
            let budget = Budget::beside(0);
            let _others = budget.count(crowding);
            let readers = Readers::new(Arc::clone(&budget));
            for (from, length) in [(0, text.len()), (5, CHUNK + 1), (7, 1), (text.len() - 3, 100), (0, 0)] {
                let mut file = tempfile::tempfile().unwrap();
                file.write_all(&text).unwrap();
                file.seek(SeekFrom::Start(from as u64)).unwrap();
                let handle = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
                let body = readers.body(file, length as u64, handle);
                let read = axum::body::to_bytes(body, usize::MAX).await.unwrap();
                assert!(read == text[from..text.len().min(from + length)], "{from} {length}");
            }
            assert_eq!(budget.used(), crowding);
            assert_eq!(readers.places.available_permits(), PLACES);
        }
    }
}
