//! What a request's head says, and what must hold whatever it says.

use std::borrow::Cow;

use crate::server::forwarded;
use crate::server::query::Query;
use crate::server::range::{self, Part};
use crate::server::route::Route;
use crate::time::Time;

/// Checks that no name of a path leads out of the archive.
///
/// # Panics
///
/// If one does.
pub fn check_path(path: &str) {
    let names = match Route::parse(path) {
        Ok(Route::Files(names)) => names,
        Ok(Route::Master { stream }) => vec![stream],
        Ok(Route::Media { stream, variant } | Route::Coverage { stream, variant }) => vec![stream, variant],
        Ok(Route::Segment(names)) => names.into(),
        _ => return,
    };
    for name in names {
        assert!(!name.is_empty() && name.len() <= 255, "{name:?}");
        assert!(!name.starts_with('.') && !name.contains(['/', '\0']), "{name:?}");
    }
}

/// Checks that what is passed on is bounded, and means the same when it is read again.
///
/// # Panics
///
/// If not.
pub fn check_query(query: &str) {
    const NOW: Time = Time::from_micros(1_767_323_045_000_000);
    let Ok(read) = Query::parse(query, NOW) else { return };
    assert!(read.pairs.len() <= 100);
    let _ = (read.directives.awaited(), read.pairs_of((NOW, NOW)));
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let pairs = read.pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let again = Query::parse(&pairs.collect::<Vec<_>>().join("&"), NOW).expect("it was read before");
    assert_eq!((again.asked, again.pairs), (read.asked, read.pairs));
}

/// Checks that no range of a file lies outside it. The file's size is the first number in the text.
///
/// # Panics
///
/// If one does.
pub fn check_range(text: &str) {
    let (size, header) = text.split_once('\n').unwrap_or(("1000", text));
    let size = size.parse().unwrap_or(u64::MAX);
    if let Part::Bytes { offset, length } = range::parse(header, size) {
        assert!(length > 0 && offset.checked_add(length).is_some_and(|end| end <= size));
    }
}

/// Checks that what was read of a `Forwarded` header is no more than there is, and reads the same when it is written
/// with quotes.
///
/// # Panics
///
/// If not.
pub fn check_forwarded(header: &str) {
    let _ = forwarded::address(header);
    let Some(elements) = forwarded::parse(header) else { return };
    let quote = |name: &str, value: &Option<Cow<'_, str>>| {
        let value = value.as_ref()?;
        Some(format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")))
    };
    let mut written = Vec::new();
    for element in &elements {
        if let Some(client) = &element.client {
            assert!(client.len() <= header.len());
            let _ = forwarded::address(client);
        }
        let pairs =
            [quote("for", &element.client), quote("host", &element.host), quote("proto", &element.protocol)];
        let pairs: Vec<String> = pairs.into_iter().flatten().collect();
        written.push(if pairs.is_empty() { "by=_x".to_owned() } else { pairs.join(";") });
    }
    assert_eq!(forwarded::parse(&written.join(", ")), Some(elements.clone()));
}
