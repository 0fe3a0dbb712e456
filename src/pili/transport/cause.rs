//! What the network did, in words: the chain of causes without its repetitions.

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::Url;

use crate::pili::retry::Trouble;

/// What an attempt's failure was, and its line.
pub(in crate::pili) fn of(error: &reqwest::Error, url: &Url, timeout: Duration) -> (Trouble, String) {
    let place = place(url);
    if error.is_builder() {
        // Not with its reason, which holds the whole URL.
        return (Trouble::Hopeless, format!("cannot ask {place}: the address is one that cannot be sent"));
    }
    // The error of a redirect is within that of its request.
    let mut errors = causes(error).filter_map(|cause| cause.downcast_ref::<reqwest::Error>());
    if errors.any(|error| error.is_redirect() || error.is_builder()) {
        return (
            Trouble::Hopeless,
            format!("{place} redirects without end, or to where nothing is fetched from"),
        );
    }
    if !error.is_connect() {
        return (Trouble::Unanswered, format!("{place} gave no answer: {}", reason(error)));
    }
    if let Some(tls) = causes(error).find_map(tls) {
        let is_certificate = matches!(tls, rustls::Error::InvalidCertificate(_));
        let trouble = if is_certificate { Trouble::Untrusted } else { Trouble::Tls };
        let what = match tls {
            rustls::Error::InvalidCertificate(_) => "its certificate is not trusted",
            rustls::Error::InvalidMessage(_) => "it does not speak TLS",
            _ => "TLS failed",
        };
        return (trouble, format!("cannot connect to {place}: {what}: {tls}"));
    }
    let reason = if error.is_timeout() {
        format!("no connection within {timeout:?}")
    } else if error.is_dns() {
        let host = url.host_str().unwrap_or_default();
        format!("the host {host} is not found: {}", reason(error))
    } else {
        reason(error)
    };
    (Trouble::Unconnected, format!("cannot connect to {place}: {reason}"))
}

/// The scheme, host and port of a URL.
pub(in crate::pili) fn place(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The innermost cause in words, which is what happened; those around it say that something did.
pub(in crate::pili) fn reason(error: &(dyn Error + 'static)) -> String {
    let innermost = causes(error).last().map(ToString::to_string).unwrap_or_default();
    let text = innermost.split(" (os error").next().unwrap_or_default().trim();
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        // `Connection refused`, but not `TLS`.
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let next = |error: &&'a (dyn Error + 'static)| -> Option<&'a (dyn Error + 'static)> { (*error).source() };
    std::iter::successors(Some(error), next)
}

/// The TLS error that this is, or that I/O errors hold within each other, which do not name it as their source.
fn tls<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(tls) = error.downcast_ref() {
        return Some(tls);
    }
    error.downcast_ref::<io::Error>()?.get_ref().and_then(|held| tls(held))
}
