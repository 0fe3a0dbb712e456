//! The build script, in a crate with nothing else in it: it embeds hls.js when npm has installed it, notices
//! each change of that, and runs again for nothing else.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

const LIBRARY: &str = "web/node_modules/hls.js/dist/hls.min.js";
const LICENCE: &str = "web/node_modules/hls.js/LICENSE";
const INSTALLED: &str = "web/node_modules/.package-lock.json";

struct Crate(tempfile::TempDir);

impl Crate {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs");
        fs::copy(build, folder.path("build.rs")).unwrap();
        folder.write("Cargo.toml", "[package]\nname = \"page\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        folder.write(
            "src/lib.rs",
            "pub const PLAYER: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/hls.js\"));\n",
        );
        folder.write("web/index.html", "");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What `npm ci` does: all anew, with the files of the package dated 1985.
    fn install(&self, library: &str) {
        self.uninstall();
        for (name, text) in [(LIBRARY, library), (LICENCE, "Copyright of somebody")] {
            self.write(name, text);
            let npm_date = SystemTime::UNIX_EPOCH + Duration::from_secs(499_162_500);
            File::options().write(true).open(self.path(name)).unwrap().set_modified(npm_date).unwrap();
        }
        self.write(INSTALLED, "{}");
    }

    fn uninstall(&self) {
        let packages = self.path("web/node_modules");
        if packages.exists() {
            fs::remove_dir_all(packages).unwrap();
        }
    }

    /// Builds; whether anything had to be done, and the player that is embedded afterwards.
    fn build(&self) -> (bool, String) {
        let cargo = Command::new(env!("CARGO"))
            .args(["build", "--offline", "-v", "--color=never", "--target-dir"])
            .arg(self.path("target"))
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let said = String::from_utf8(cargo.stderr).unwrap();
        assert!(cargo.status.success(), "{said}");
        let mut outs = fs::read_dir(self.path("target/debug/build")).unwrap();
        let player = outs.find_map(|out| fs::read_to_string(out.unwrap().path().join("out/hls.js")).ok());
        (!said.contains("Fresh page"), player.expect("the build script writes the player"))
    }
}

#[test]
fn a_build_notices_each_change_of_the_player_and_runs_again_for_nothing_else() {
    let page = Crate::new();
    let none = |player: &str| player.starts_with("// This build has no hls.js");
    let (is_built, player) = page.build();
    assert!(is_built && none(&player), "{player}");
    assert!(!page.build().0, "without npm, a second build does nothing");

    page.install("one();\n//# sourceMappingURL=hls.min.js.map");
    let (is_built, player) = page.build();
    assert!(is_built, "an installation is noticed");
    assert_eq!(player, "/*! hls.js\nCopyright of somebody\n*/\none();\n");
    assert!(!page.build().0, "with npm, a second build does nothing");

    page.install("two();");
    let (is_built, player) = page.build();
    assert!(is_built && player.ends_with("\ntwo();\n"), "another version is noticed: {player}");
    assert!(!page.build().0);

    page.uninstall();
    let (is_built, player) = page.build();
    assert!(is_built && none(&player), "a removal is noticed: {player}");
    assert!(!page.build().0);

    // A folder of packages without the library, as an installation leaves that was cut short.
    page.install("three();");
    fs::remove_dir_all(page.path("web/node_modules/hls.js")).unwrap();
    assert!(none(&page.build().1));
    page.install("three();");
    assert!(page.build().1.ends_with("\nthree();\n"));
}
