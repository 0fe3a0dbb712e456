//! The page.
pub(crate) struct Asset {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: &'static [u8],
}
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'self'";
pub(crate) fn asset(name: &str) -> Option<Asset> {
    (name.is_empty())
        .then_some(Asset { content_type: "text/html; charset=utf-8", bytes: b"<!doctype html>\n" })
}
