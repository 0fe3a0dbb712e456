//! The value of `CODECS`: which formats a variant's segments hold.

use super::attribute::QuotedString;

/// The formats in a variant's segments, each as RFC 6381 names it (`avc1.640028`, `mp4a.40.2`). Empty means
/// not known; the attribute is then left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Codecs(Option<QuotedString>);

/// A text that names no format: empty, or with characters that no name of one has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the name of a codec: letters, digits, '.', '-', '_' and '+' make one")]
pub struct CodecsError(pub String);

impl Codecs {
    /// These formats in this order, each once.
    pub fn new<I>(names: I) -> Result<Self, CodecsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut list = String::new();
        for name in names {
            let name = name.as_ref();
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
            if name.is_empty() || !name.bytes().all(is_part) {
                return Err(CodecsError(name.to_owned()));
            }
            if !list.split(',').any(|known| known == name) {
                if !list.is_empty() {
                    list.push(',');
                }
                list.push_str(name);
            }
        }
        Ok(Self(QuotedString::new(&list).ok()))
    }

    /// Whether the formats are not known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|list| list.as_str().split(','))
    }

    /// The names with commas between, if there are any.
    pub(super) const fn as_quoted(&self) -> Option<&QuotedString> {
        self.0.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::{Codecs, CodecsError};

    #[test]
    fn each_codec_is_named_once_in_order() {
        let codecs = Codecs::new(["mp4a.40.2", "avc1.640028", "mp4a.40.2", "ec-3"]).expect("are codecs");
        assert_eq!(codecs.iter().collect::<Vec<_>>(), ["mp4a.40.2", "avc1.640028", "ec-3"]);
        assert!(!codecs.is_empty());
    }

    #[test]
    fn no_codecs_is_not_known() {
        let none = Codecs::new(Vec::<String>::new()).expect("is a list");
        assert!(none.is_empty());
        assert_eq!(none, Codecs::default());
        assert_eq!(none.iter().count(), 0);
    }

    #[test]
    fn what_names_no_codec_is_refused() {
        for name in ["", " ", "avc1,mp4a", "a\"b", "a\nb", "{$x}", "é", "a b"] {
            assert_eq!(Codecs::new(["avc1.640028", name]), Err(CodecsError(name.to_owned())));
        }
    }
}
