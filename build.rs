//! Gives the page its player: hls.js, as npm has installed it under `web/`, or a note where it has not.
//!
//! Cargo runs this again when a file named here is newer than the last run, or gone. npm may date the files of a
//! package 1985, so what is watched besides the library is the list that npm writes whenever it has installed
//! something; and where there is no library yet, the folder in which it will appear.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const PACKAGES: &str = "web/node_modules";
const LIBRARY: &str = "web/node_modules/hls.js/dist/hls.min.js";
const LICENCE: &str = "web/node_modules/hls.js/LICENSE";
const INSTALLED: &str = "web/node_modules/.package-lock.json";
const NONE: &str = "// This build has no hls.js: the page plays with the browser's own HLS.\n";

fn main() -> io::Result<()> {
    watch("build.rs");
    let player = match fs::read_to_string(LIBRARY) {
        Ok(library) => {
            watch(LIBRARY);
            watch(LICENCE);
            // A folder that npm did not install has no list: the folder itself is the next best.
            watch(if Path::new(INSTALLED).exists() { INSTALLED } else { PACKAGES });
            with_licence(&library, &fs::read_to_string(LICENCE)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            watch("web");
            NONE.to_owned()
        }
        Err(error) => return Err(error),
    };
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(PathBuf::from(out).join("hls.js"), player)
}

fn watch(path: &str) {
    println!("cargo::rerun-if-changed={path}");
}

/// The library with its notice in front, which the licence asks to keep, and without the name of a source map
/// that is not here.
fn with_licence(library: &str, licence: &str) -> String {
    let code: Vec<&str> = library.lines().filter(|line| !line.starts_with("//# sourceMappingURL=")).collect();
    format!("/*! hls.js\n{}\n*/\n{}\n", licence.replace("*/", "* /"), code.join("\n"))
}
