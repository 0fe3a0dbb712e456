//! What whoever asks may see. Pure.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;

use crate::server::access::token::Link;
use crate::server::answer::Problem;
use crate::server::route::Route;
use crate::time::Time;

/// What may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::server) enum View {
    /// All streams.
    All,
    /// These.
    Streams(Arc<BTreeSet<String>>),
    /// What a link is for.
    Link(Arc<Link>),
}

impl View {
    /// Whether what these names lead to may be seen, as far as they go: stream, variant, hour, file.
    pub(in crate::server) fn shows(&self, names: &[&str], now: Time) -> bool {
        match self {
            Self::All => true,
            Self::Streams(streams) => names.first().is_none_or(|stream| streams.contains(*stream)),
            Self::Link(link) => link.shows(names, now),
        }
    }

    /// How long a request may wait that would wait for so long: no longer than its link is good.
    pub(in crate::server) fn patience(&self, patience: Duration, now: Time) -> Duration {
        match self {
            Self::Link(link) => patience.min(Duration::from_micros(link.expires.since(now).micros())),
            Self::All | Self::Streams(_) => patience,
        }
    }

    /// Why this is not answered; none if it is. It depends on names alone, so that it does not tell whether there is
    /// such a stream: 403, and not 404, since that says what to do about it.
    pub(super) fn refusal(&self, route: &Route, now: Time) -> Option<Problem> {
        if *self == Self::All {
            return None;
        }
        let names: Vec<&str> = match route {
            Route::Page(_) | Route::Health | Route::NoFiles | Route::Gap => return None,
            Route::Metrics => {
                let message = "/metrics tells of all streams, and this is for those who may see all of them";
                return Some(Problem::new(StatusCode::FORBIDDEN, message));
            }
            Route::Files(names) => names.iter().map(String::as_str).collect(),
            Route::Master { stream } => {
                // It lists every variant.
                let is_of_one = matches!(self, Self::Link(link) if link.variant.is_some());
                if is_of_one { vec![stream, ""] } else { vec![stream] }
            }
            Route::Media { stream, variant } | Route::Coverage { stream, variant } => vec![stream, variant],
            Route::Segment(names) => names.iter().map(String::as_str).collect(),
        };
        if self.shows(&names, now) {
            return None;
        }
        let message = match self {
            Self::Link(link) => link.refusal(),
            _ => format!("you may not see a stream '{}'", names.first().unwrap_or(&"")),
        };
        Some(Problem::new(StatusCode::FORBIDDEN, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_see_some_streams_sees_those_alone() {
        let streams: BTreeSet<String> = ["cam", "c m"].map(str::to_owned).into();
        let view = View::Streams(Arc::new(streams));
        for (path, is_shown) in [
            ("/", true),
            ("/page/app.js", true),
            ("/metrics", false),
            ("/files", true),
            ("/files/cam", true),
            ("/files/c%20m/x/y", true),
            ("/files/cam2", false),
            ("/files/CAM", false),
            ("/playlist/cam.m3u8", true),
            ("/playlist/ca.m3u8", false),
            ("/playlist/cam/low.m3u8", true),
            ("/playlist/other/cam.m3u8", false),
            ("/coverage/other/cam", false),
            ("/segments/cam/low/x/y.ts", true),
            ("/segments/other/cam/x/y.ts", false),
            ("/segments/gap.ts", true),
        ] {
            let refusal = view.refusal(&Route::parse(path).unwrap(), Time::MIN);
            assert_eq!(refusal.is_none(), is_shown, "{path}: {refusal:?}");
            assert!(refusal.is_none_or(|problem| problem.status == 403));
            assert_eq!(View::All.refusal(&Route::parse(path).unwrap(), Time::MIN), None);
        }
    }

    #[test]
    fn a_link_to_a_variant_is_none_to_the_list_of_all() {
        let link = |variant: Option<&str>| {
            let (stream, variant) = ("cam".to_owned(), variant.map(str::to_owned));
            let link = Link { expires: Time::MAX, stream, variant, start: None, end: None, window: None };
            View::Link(Arc::new(link))
        };
        let refusal = |view: View, path: &str| view.refusal(&Route::parse(path).unwrap(), Time::MIN);
        assert_eq!(refusal(link(None), "/playlist/cam.m3u8"), None);
        assert_eq!(refusal(link(Some("low")), "/playlist/cam/low.m3u8"), None);
        let refused = refusal(link(Some("low")), "/playlist/cam.m3u8").unwrap();
        assert_eq!(refused.message, "this link is for the variant 'low' of the stream 'cam' alone");
    }

    #[test]
    fn nobody_waits_longer_than_a_link_is_good() {
        let expires = Time::from_micros(90_000_000);
        let link =
            Link { expires, stream: "cam".into(), variant: None, start: None, end: None, window: None };
        let link = View::Link(Arc::new(link));
        let patience =
            |view: &View, now| view.patience(Duration::from_secs(30), Time::from_micros(now)).as_secs();
        assert_eq!(patience(&View::All, 80_000_000), 30);
        assert_eq!([50_000_000, 80_000_000, 95_000_000].map(|now| patience(&link, now)), [30, 10, 0]);
    }
}
