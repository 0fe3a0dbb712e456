//! Chains of proxies, some of them liars.

use super::*;

fn headers(lines: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let name = HeaderName::try_from(*name).unwrap();
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    headers
}

/// What is found on a connection from 10.0.0.1 when `10.0.0.0/8` and `fd00::/8` are trusted.
fn found(lines: &[(&str, &str)]) -> (String, Option<bool>, Option<String>) {
    let trusted: Vec<Network> = ["10.0.0.0/8", "fd00::/8"].map(|text| text.parse().unwrap()).into();
    let peer = "10.0.0.1".parse().unwrap();
    let claim = Claim::read(&headers(lines), peer, &trusted).unwrap_or_default();
    (claim.address.unwrap_or(peer).to_string(), claim.is_secure, claim.host)
}

#[test]
fn chains_are_followed_to_the_first_that_is_not_trusted() {
    for (kind, value, address) in [
        ("forwarded", "for=198.51.100.7", "198.51.100.7"),
        ("forwarded", "for=\"[2001:db8::7]:99\"", "2001:db8::7"),
        ("forwarded", "for=1.1.1.1, for=198.51.100.7, for=10.0.0.2", "198.51.100.7"),
        ("forwarded", "for=1.1.1.1, for=10.0.0.3, for=\"[fd00::1]\"", "1.1.1.1"),
        ("forwarded", "for=10.0.0.4, for=10.0.0.3", "10.0.0.4"),
        ("forwarded", "for=1.1.1.1, for=unknown", "10.0.0.1"),
        ("forwarded", "for=1.1.1.1, for=_hidden, for=10.0.0.2", "10.0.0.2"),
        ("forwarded", "for=1.1.1.1, proto=https", "10.0.0.1"),
        ("forwarded", "for=\", for=198.51.100.7", "10.0.0.1"),
        ("forwarded", "for=1.1.1.1 for=198.51.100.7", "10.0.0.1"),
        ("forwarded", "", "10.0.0.1"),
        ("x-forwarded-for", "198.51.100.7", "198.51.100.7"),
        ("x-forwarded-for", "::ffff:198.51.100.7", "198.51.100.7"),
        ("x-forwarded-for", "198.51.100.7:1234", "198.51.100.7"),
        ("x-forwarded-for", "1.1.1.1,198.51.100.7 , fd00::1", "198.51.100.7"),
        ("x-forwarded-for", "1.1.1.1, nonsense, 10.0.0.2", "10.0.0.2"),
        ("x-forwarded-for", "1.1.1.1,", "10.0.0.1"),
        ("x-forwarded-for", "\u{e4}, 198.51.100.7", "10.0.0.1"),
        ("x-forwarded-proto", "https", "10.0.0.1"),
    ] {
        assert_eq!(found(&[(kind, value)]).0, address, "{kind}: {value}");
    }
    for kind in ["forwarded", "x-forwarded-for"] {
        let node =
            |address: &str| if kind == "forwarded" { format!("for={address}") } else { address.to_owned() };
        let lines = ["1.1.1.1", "198.51.100.7", "10.0.0.2"].map(node);
        let lines = lines.each_ref().map(|line| (kind, line.as_str()));
        assert_eq!(found(&lines).0, "198.51.100.7", "lines are one list");
        // A line that is broken hides what is left of it, and no more.
        let lines = [(kind, "for=\""), (kind, &node("10.0.0.2"))];
        assert_eq!(found(&lines).0, "10.0.0.2");
    }
}

#[test]
fn protocol_and_host_are_those_of_the_outermost_that_is_believed() {
    for (lines, is_secure, host) in [
        (
            &[("forwarded", "for=1.1.1.1;proto=https;host=\"A.example:81\"")][..],
            Some(true),
            Some("a.example:81"),
        ),
        (&[("forwarded", "for=2.2.2.2;proto=https;host=forged, for=1.1.1.1;proto=http")], Some(false), None),
        (
            &[("forwarded", "for=1.1.1.1;proto=https;host=outer, for=10.0.0.2;proto=http;host=inner")],
            Some(true),
            Some("outer"),
        ),
        (
            &[("x-forwarded-proto", "https, http"), ("x-forwarded-host", "forged, real")],
            Some(false),
            Some("real"),
        ),
        (
            &[("x-forwarded-for", "1.1.1.1, 10.0.0.2"), ("x-forwarded-proto", "forged, https, http")],
            Some(true),
            None,
        ),
        (&[("x-forwarded-for", "1.1.1.1, 10.0.0.2"), ("x-forwarded-proto", "HTTPS")], Some(true), None),
        (&[("x-forwarded-proto", "gopher"), ("x-forwarded-host", "a b")], None, None),
        (&[("x-forwarded-host", "a\"><script>")], None, None),
    ] {
        let (_, found_secure, found_host) = found(lines);
        assert_eq!((found_secure, found_host.as_deref()), (is_secure, host), "{lines:?}");
    }
}

#[test]
fn of_two_kinds_only_what_both_say_is_believed() {
    let proxy = [("x-forwarded-for", "198.51.100.7"), ("x-forwarded-proto", "http")];
    for (forged, address, is_secure) in [
        ("for=198.51.100.7;proto=http", "198.51.100.7", Some(false)),
        ("for=198.51.100.7;proto=https;host=forged", "198.51.100.7", None),
        ("for=1.1.1.1;proto=https", "10.0.0.1", None),
        ("proto=http", "10.0.0.1", Some(false)),
        ("\"", "10.0.0.1", None),
    ] {
        let lines = [proxy[0], proxy[1], ("forwarded", forged)];
        assert_eq!(found(&lines), (address.to_owned(), is_secure, None), "{forged}");
    }
}

#[test]
fn who_is_not_trusted_is_not_asked() {
    let (mut request, ()) = axum::http::Request::new(()).into_parts();
    request.headers = headers(&[("x-forwarded-for", "1.1.1.1"), ("forwarded", "for=1.1.1.1;proto=https")]);
    let direct = Origin { address: IpAddr::V4(Ipv4Addr::UNSPECIFIED), is_secure: false, host: None };
    for trusted in [&[][..], &["10.0.0.0/8".parse().unwrap()]] {
        Origin::find(&mut request, trusted);
        assert_eq!(Origin::of(&request), direct);
    }
    Origin::find(&mut request, &["0.0.0.0".parse().unwrap()]);
    assert_eq!(Origin::of(&request).address, IpAddr::from([1, 1, 1, 1]));
}
