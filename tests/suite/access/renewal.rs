//! The files of who may come in, changed while the server runs.

use super::{HUNTER2, House, KEYS, ask, linked, target};
use crate::support::wait;

const ANNA: &str = "Basic YW5uYTpodW50ZXIy";

#[test]
fn who_is_taken_off_the_file_is_out_and_a_broken_file_changes_nothing() {
    let house = House::new();
    let server = house.serve(&[("--auth-file", &house.auth())]);
    let status = |authorization: &str| ask(&server, "GET", "/files", Some(authorization)).status;
    assert_eq!((status(ANNA), status("Bearer secret")), (200, 200));

    house.private("auth.toml", "[[user]]\nname = \"anna\"\npassword = \"hunter2\"\n");
    let told = "auth.toml:3:12: this is no bcrypt hash";
    wait::until(told, || server.stderr().contains(told).then_some(()));
    assert!(server.stderr().contains("stays in use until that is mended"), "{}", server.stderr());
    assert!(!server.stderr().contains("hunter2"));
    assert_eq!((status(ANNA), status("Bearer secret")), (200, 200));

    house.private("auth.toml", &format!("[[user]]\nname = \"eve\"\npassword = \"{HUNTER2}\"\n"));
    wait::until("anna to be out, though her password was known", || (status(ANNA) == 401).then_some(()));
    assert_eq!((status("Bearer secret"), status("Basic ZXZlOmh1bnRlcjI=")), (401, 200));
}

#[test]
fn links_are_good_while_their_secret_is_in_the_file() {
    let house = House::new();
    let keys = house.private("keys", KEYS[0]);
    let server = house.serve(&[("--link-secret-file", &keys)]);
    let old = linked(&keys, &[&server.url("/playlist/show.m3u8")]);
    let status = |url: &str| server.get(target(url)).status;
    assert_eq!(status(&old), 200);

    house.private("keys", &format!("{}\n{}\n", KEYS[1], KEYS[0]));
    let new = linked(&keys, &[&server.url("/playlist/show.m3u8")]);
    wait::until("the new secret", || (status(&new) == 200).then_some(()));
    assert_eq!(status(&old), 200, "both are good");

    house.private("keys", KEYS[1]);
    wait::until("the old secret to be out", || (status(&old) == 403).then_some(()));
    assert_eq!(status(&new), 200);

    house.private("keys", "short");
    wait::until("a warning", || server.stderr().contains("too short to be safe").then_some(()));
    assert_eq!(status(&new), 200);
}
