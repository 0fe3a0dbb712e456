//! A request that waits for a segment (RFC 8216bis §6.2.5.2), and costs little more than its connection.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, StatusCode};
use tokio::time::Instant;

use crate::archive::Variant;
use crate::playlist::live::Kept;
use crate::playlist::range::Range;
use crate::server::answer::Problem;
use crate::server::client::Client;
use crate::server::feed::{Edited, Feed};
use crate::server::playlist;
use crate::server::query::Query;
use crate::server::state::State;
use crate::time::Time;

/// How many target durations a request may wait: then something is wrong.
const PATIENCE: u64 = 3;

/// What a request waits for.
pub(super) struct Hold {
    names: [String; 2],
    query: Query,
    found: Variant,
    kept: Arc<Mutex<Kept>>,
    /// The media sequence number that it wants.
    awaited: u64,
    /// When the list ends, as far as is known: then there is nothing to wait for.
    end: Time,
    patience: Duration,
}

impl Hold {
    /// A request for the playlist of a variant that has not got the segment of this number yet.
    pub(super) fn new(
        names: [&str; 2],
        query: &Query,
        found: Variant,
        kept: Arc<Mutex<Kept>>,
        awaited: u64,
        range: Range,
        target_secs: u64,
    ) -> Self {
        let patience = Duration::from_secs(PATIENCE.saturating_mul(target_secs));
        let names = names.map(str::to_owned);
        Self { names, query: query.clone(), found, kept, awaited, end: range.end, patience }
    }

    /// How long it may wait.
    pub(super) const fn patience(&self) -> Duration {
        self.patience
    }

    /// The answer, once it can be given; none if the list has ended by then. A problem if that takes too long, the
    /// client goes away, the server ends, or too many wait already.
    pub(super) async fn wait(
        self,
        state: &Arc<State>,
        request: &Parts,
        deadline: Instant,
    ) -> Result<Option<Response<Body>>, Problem> {
        let unavailable = |message: &str| Problem::new(StatusCode::SERVICE_UNAVAILABLE, message);
        let Ok(_place) = state.held.try_acquire() else {
            return Err(unavailable("too many requests wait for a segment"));
        };
        let [stream, variant] = &self.names;
        let (feed, mut next) = state.feed([stream, variant], &self.found, &self.kept);
        tracing::debug!("a request waits for segment {} of {stream}/{variant}", self.awaited);
        // Of what is further away than the deadline no clock need know.
        let rest = Duration::from_micros(self.end.since(State::now()).micros());
        let end = Instant::now() + rest.min(self.patience + Duration::from_secs(1));
        let hold = Arc::new(self);
        let mut last = hold.awaited;
        let mut gone = pin!(Client::gone_from(request));
        loop {
            tokio::select! {
                // The feed is here, so it cannot have gone.
                found = next.wait_for(|next| *next > last) => last = found.map_or(last, |next| *next),
                () = tokio::time::sleep_until(deadline) => {
                    return Err(unavailable("the segment did not come in time"));
                }
                () = tokio::time::sleep_until(end) => return Ok(None),
                () = &mut gone => return Err(unavailable("the client has not waited for the segment")),
                () = state.stopped() => return Err(Problem::ending()),
            }
            if let Some(answer) = hold.answer_at_once(state, &feed, &request.headers) {
                return answer.map(Some);
            }
            let pass = state.gates.woken.enter(1).await?;
            // Whoever wants the same may have been here before.
            if let Some(answer) = hold.answer_at_once(state, &feed, &request.headers) {
                return answer.map(Some);
            }
            let (hold, feed, headers) = (Arc::clone(&hold), Arc::clone(&feed), request.headers.clone());
            let state = Arc::clone(state);
            let work = move || {
                let _pass = pass;
                hold.answer(&state, &feed, &headers)
            };
            let answered = tokio::task::spawn_blocking(work).await;
            if let Some(answer) = answered.map_err(|_| Problem::fault())?? {
                return Ok(Some(answer));
            }
        }
    }

    /// The answer, if all of it has been made for somebody else.
    fn answer_at_once(
        &self,
        state: &State,
        feed: &Feed,
        headers: &HeaderMap,
    ) -> Option<Result<Response<Body>, Problem>> {
        let text = feed.known(self.query.asked, self.query.directives.skips, self.awaited)?;
        text.is_ready(headers).then(|| text.answer(headers, &state.budget))
    }

    /// The answer, if the list has the segment now.
    fn answer(
        &self,
        state: &State,
        feed: &Feed,
        headers: &HeaderMap,
    ) -> Result<Option<Response<Body>>, Problem> {
        let now = State::now();
        let asked = self.query.asked;
        let skips = self.query.directives.skips;
        let text = feed.text((asked, skips, self.awaited), |kept, newest, oldest| {
            let range = asked.resolve_at(newest, now)?;
            let edition = kept.edition(asked, range, oldest, now, skips)?;
            let has_it = range.is_live && edition.numbers.end > self.awaited;
            let [stream, variant] = &self.names;
            let text = || playlist::live_text(state, [stream, variant], &edition, kept.log(), &self.query);
            let text = has_it.then(text).transpose()?;
            // Before others find it, and it is kept for them.
            text.as_ref().map_or(Ok(()), |text| text.body.count(&state.budget))?;
            Ok::<_, Problem>(text.map(|text| Edited { text, end: edition.numbers.end }))
        })?;
        text.map(|text| text.answer(headers, &state.budget)).transpose()
    }
}
