//! Names: which are allowed, and which was meant.

use std::net::SocketAddr;

/// How alike two names must be for one to be taken for the other, from 0 to 1.
const LIKENESS: f64 = 0.7;

/// Says what is wrong with the name of a hub. It becomes a part of paths and of stream ids, which are taken
/// apart at their periods.
pub(super) fn check_hub(hub: &str) -> Result<(), String> {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    match hub {
        "" => Err("an empty text names no hub".to_owned()),
        _ if hub.chars().all(is_allowed) => Ok(()),
        _ => Err(format!("'{}' is no name of a hub: letters, digits, - and _", shortened(hub))),
    }
}

/// Says what is wrong with an access key. It goes into a header, in front of a colon.
pub(super) fn check_access_key(key: &str) -> Result<(), String> {
    match key {
        "" => Err("an empty text is no access key".to_owned()),
        _ if key.chars().all(|letter| letter.is_ascii_graphic() && letter != ':') => Ok(()),
        _ => Err("an access key has no spaces, colons or letters outside ASCII".to_owned()),
    }
}

/// Says what is wrong with an address to listen on: a host and a port.
pub(super) fn check_listen(listen: &str) -> Result<(), String> {
    let is_host = |host: &str| {
        let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        !host.is_empty() && host.chars().all(is_allowed)
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let is_right = listen.parse::<SocketAddr>().is_ok()
        || listen.rsplit_once(':').is_some_and(|(host, port)| is_host(host) && is_port(port));
    if is_right {
        return Ok(());
    }
    let listen = shortened(listen);
    Err(format!("'{listen}' is nothing to listen on: HOST:PORT, with a port of 0 to 65535"))
}

/// The known name that was probably meant.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().map(|known| (strsim::jaro_winkler(name, known), *known));
    alike
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Names, those that are most like another first, and those that are equally so in order.
pub(super) fn nearest_first<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut alike: Vec<_> = known.map(|known| (strsim::jaro_winkler(name, known), known)).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    alike.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// The beginning of a text that may be anything.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 64;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found_if_it_is_near() {
        let known = ["hub", "access_key", "secret_key", "secret_key_file", "protected"];
        for (name, meant) in [
            ("hubb", Some("hub")),
            ("acess_key", Some("access_key")),
            ("secret_file", Some("secret_key_file")),
            ("protect", Some("protected")),
            ("zzz", None),
        ] {
            assert_eq!(nearest(name, &known), meant, "{name}");
        }
        assert_eq!(nearest_first("prd", ["test", "prod"].into_iter()), ["prod", "test"]);
        assert_eq!(nearest_first("zzz", ["d", "b", "c"].into_iter()), ["b", "c", "d"]);
    }

    #[test]
    fn servers_listen_on_a_host_and_a_port() {
        for right in ["127.0.0.1:8000", "[::1]:80", "localhost:0", "media-1.example:65535"] {
            assert!(check_listen(right).is_ok(), "{right}");
        }
        for wrong in ["foo", "foo:", ":80", "127.0.0.1:99999", "::1:80", "a b:80", "h:+80", "http://h:80"] {
            assert!(check_listen(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hubs_and_access_keys_are_held_to_their_letters() {
        assert!(["live-1", "a_b"].into_iter().all(|hub| check_hub(hub).is_ok()));
        assert!(["", "a.b", "a/b", "a b", "é", "a\n"].into_iter().all(|hub| check_hub(hub).is_err()));
        assert!(check_access_key("abcXYZ-_09").is_ok());
        assert!(["", "a b", "a:b", "é", "a\n"].into_iter().all(|key| check_access_key(key).is_err()));
    }
}
