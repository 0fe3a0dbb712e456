//! The page at `/` and the files that belong to it, all of them part of the program. Their sources are in
//! `web/`; nothing builds them.
//!
//! hls.js comes from npm, where it has been installed before the build. Without it there is a file in its
//! place all the same, which says so: the page then plays with the browser's own HLS.

/// One file of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Its media type, for `Content-Type`.
    pub(crate) content_type: &'static str,
    /// What is in it.
    pub(crate) bytes: &'static [u8],
}

/// The value of `Content-Security-Policy` for the page: it uses this server alone, and nothing that a stream's
/// name says can become a script. The `blob:` addresses are hls.js's own, for its media and its worker.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/svg+xml";

/// The file of this name below `/page/`, or the page itself for the empty name; `None` for any other.
pub(crate) fn asset(name: &str) -> Option<Asset> {
    macro_rules! web {
        ($content_type:expr, $file:literal) => {
            Asset {
                content_type: $content_type,
                bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/", $file)),
            }
        };
    }
    Some(match name {
        "" => web!(HTML, "index.html"),
        "style.css" => web!(STYLE, "style.css"),
        "favicon.svg" => web!(PICTURE, "favicon.svg"),
        "app.js" => web!(SCRIPT, "app.js"),
        "archive.js" => web!(SCRIPT, "archive.js"),
        "axis.js" => web!(SCRIPT, "axis.js"),
        "clock.js" => web!(SCRIPT, "clock.js"),
        "copies.js" => web!(SCRIPT, "copies.js"),
        "coverage.js" => web!(SCRIPT, "coverage.js"),
        "hls-engine.js" => web!(SCRIPT, "hls-engine.js"),
        "link.js" => web!(SCRIPT, "link.js"),
        "list.js" => web!(SCRIPT, "list.js"),
        "native-engine.js" => web!(SCRIPT, "native-engine.js"),
        "picture.js" => web!(SCRIPT, "picture.js"),
        "player.js" => web!(SCRIPT, "player.js"),
        "range.js" => web!(SCRIPT, "range.js"),
        "shell.js" => web!(SCRIPT, "shell.js"),
        "theme.js" => web!(SCRIPT, "theme.js"),
        "timeline.js" => web!(SCRIPT, "timeline.js"),
        "hls.js" => {
            Asset { content_type: SCRIPT, bytes: include_bytes!(concat!(env!("OUT_DIR"), "/hls.js")) }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    fn text(name: &str) -> &'static str {
        std::str::from_utf8(asset(name).unwrap().bytes).unwrap()
    }

    #[test]
    fn every_file_of_the_page_is_served() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
        for entry in fs::read_dir(web).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_asset = [".js", ".css", ".svg"].iter().any(|ending| name.ends_with(ending));
            assert_eq!(asset(&name).is_some(), is_asset, "{name}");
        }
        assert!(text("").starts_with("<!doctype html>"));
        assert_eq!(asset("../Cargo.toml"), None);
        assert_eq!(asset("index.html"), None, "the page has one address");
    }

    #[test]
    fn what_the_page_asks_for_is_there() {
        let mut asked: BTreeSet<&str> =
            text("").split('"').filter_map(|part| part.strip_prefix("page/")).collect();
        let mut waiting = vec!["app.js"];
        assert!(asked.contains(waiting[0]), "{asked:?}");
        while let Some(script) = waiting.pop() {
            for line in text(script).lines().filter(|line| line.starts_with("import ")) {
                let name = line.split('\'').nth(1).and_then(|path| path.strip_prefix("./")).unwrap();
                if asked.insert(name) {
                    waiting.push(name);
                }
            }
        }
        for name in &asked {
            assert!(asset(name).is_some(), "{name}");
        }
        assert!(asked.contains("hls-engine.js") && asked.contains("timeline.js"), "{asked:?}");
    }

    #[test]
    fn the_page_works_behind_a_prefix_and_under_its_policy() {
        let page = text("");
        for forbidden in [" style=", " onclick=", "<style", "<script>", "=\"/", "http:", "https:"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(CONTENT_SECURITY_POLICY.contains("script-src 'self';"));
        assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
    }

    #[test]
    fn hls_js_says_whose_it_is_or_that_it_is_missing() {
        let library = text("hls.js");
        let is_embedded = library.starts_with("/*! hls.js\nCopyright (c) ");
        assert!(is_embedded || library.starts_with("// This build has no hls.js"), "{}", &library[..80]);
        assert!(!library.contains("sourceMappingURL"));
    }
}
