//! A list's pages one after the other, whatever the server's generation says of its end.

use crate::pili::client::Client;
use crate::pili::error::PiliError;
use crate::pili::model::Page;
use crate::pili::request::Filter;

/// The pages of a list.
#[derive(Debug)]
pub struct Pages<'a> {
    client: &'a Client,
    filter: Filter,
}

impl Pages<'_> {
    /// The next page, of at most `limit` streams; `None` after the last. The same marker twice is an error, and not
    /// a loop.
    pub async fn next(&mut self, limit: u32) -> Result<Option<Page>, PiliError> {
        let _ = (limit, &self.client, &self.filter);
        todo!()
    }

    /// Where the next page begins; `None` if there is no more.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        todo!()
    }
}
