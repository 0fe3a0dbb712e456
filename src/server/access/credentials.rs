//! What a request's `Authorization` says (RFC 9110 §11.6.2). Pure.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The longest value that is looked at, in bytes.
const LONGEST: usize = 8_192;

/// Who a request says it comes from. It has no `Debug`: all of it is secret.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Credentials {
    /// Whoever has this token (RFC 6750 §2.1).
    Bearer(Vec<u8>),
    /// The user of this name, with a password (RFC 7617 §2).
    Basic { user: Vec<u8>, password: Vec<u8> },
}

impl Credentials {
    /// What the headers say; none if they say nothing that is known here, or several things.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        const LENIENT: GeneralPurpose = GeneralPurpose::new(
            &STANDARD,
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
        );
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else { return None };
        let value = value.as_bytes().trim_ascii();
        if value.len() > LONGEST {
            return None;
        }
        let space = value.iter().position(|byte| *byte == b' ')?;
        let (scheme, rest) = value.split_at(space);
        let rest = rest.trim_ascii();
        match scheme.to_ascii_lowercase().as_slice() {
            b"bearer" if !rest.is_empty() => Some(Self::Bearer(rest.to_vec())),
            b"basic" => {
                let mut user = LENIENT.decode(rest).ok()?;
                let colon = user.iter().position(|byte| *byte == b':')?;
                let password = user.split_off(colon + 1);
                user.pop();
                Some(Self::Basic { user, password })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(values: &[&[u8]]) -> Option<Credentials> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, HeaderValue::from_bytes(value).unwrap());
        }
        Credentials::of(&headers)
    }

    fn basic(user: &str, password: &str) -> Credentials {
        Credentials::Basic { user: user.into(), password: password.into() }
    }

    #[test]
    fn both_schemes_are_read() {
        // The example of RFC 7617 §2, as it is and without its padding; and that of §2.1.
        let aladdin = Some(basic("Aladdin", "open sesame"));
        assert!(of(&[b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]) == aladdin);
        assert!(of(&[b"bASIC   QWxhZGRpbjpvcGVuIHNlc2FtZQ "]) == aladdin);
        assert!(of(&[b"Basic dGVzdDoxMjPCow=="]) == Some(basic("test", "123£")));
        assert!(of(&[b"Basic Og=="]) == Some(basic("", "")));
        assert!(of(&[b"Basic YTpiOmM="]) == Some(basic("a", "b:c")));
        assert!(of(&[b"Bearer mF_9.B5f-4.1JqM"]) == Some(Credentials::Bearer(b"mF_9.B5f-4.1JqM".to_vec())));
    }

    #[test]
    fn all_else_says_nothing() {
        let long = [b"Bearer ".as_slice(), &[b'x'; LONGEST]].concat();
        for values in [
            &[][..],
            &[b"".as_slice()],
            &[b"Basic"],
            &[b"Basic YQ=="],
            &[b"Basic !!"],
            &[b"Bearer"],
            &[b"Bearer "],
            &[b"Digest x"],
            &[b"\xff\xfe \xfd"],
            &[b"Bearer a", b"Bearer b"],
            &[&long],
        ] {
            assert!(of(values).is_none(), "{values:?}");
        }
    }
}
