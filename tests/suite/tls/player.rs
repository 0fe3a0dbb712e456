//! A player over HTTPS.

use std::process::Command;

use super::pair::Pair;
use crate::support::program::streamctl;
use crate::support::server::Server;

#[test]
fn ffmpeg_plays_a_stream_from_a_server_it_trusts_and_from_no_other() {
    let pair = Pair::new();
    pair.renew("other-");
    let serve = streamctl(["serve", "--demo", "--tls-cert"]).args([pair.path("cert.pem")]);
    let server = Server::run(serve.args(["--tls-key".as_ref(), pair.path("key.pem").as_os_str()]));
    for (trusted, is_played) in [("cert.pem", true), ("other-cert.pem", false)] {
        let run = Command::new("ffmpeg")
            .args(["-v", "error", "-tls_verify", "1", "-ca_file"])
            .arg(pair.path(trusted))
            .args(["-i", &server.url("/playlist/demo.m3u8?window=20s"), "-t", "1", "-f", "null", "-"])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.success(), is_played, "{trusted}: {told}");
    }
}
