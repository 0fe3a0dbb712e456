//! The side that is published to: it takes a publish URL, or says why it does not.

use super::sign::signature;
use super::state::State;
use super::{ACCESS_KEY, SECRET_KEY};

impl State {
    /// Publishes to a URL at a moment in unix seconds, as an RTMP server would let somebody.
    pub(super) fn publish(&mut self, url: &str, now: i64) -> Result<(), String> {
        let rest = url.strip_prefix("rtmp://").ok_or("no rtmp URL")?;
        let (host, target) = rest.split_once('/').ok_or("no path")?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (hub, title) = path.split_once('/').ok_or("no stream in the path")?;
        let found = self.streams.iter_mut().find(|stream| stream.hub == hub && stream.title == title);
        let stream = found.ok_or_else(|| format!("no stream {title} in {hub}"))?;
        if stream.hosts["publish"]["rtmp"] != host {
            return Err(format!("nobody publishes at {host}"));
        }
        if stream.is_disabled && !(1..=now).contains(&stream.disabled_till) {
            return Err("the stream is disabled".to_owned());
        }
        let (signed, token) = query.split_once("&token=").unwrap_or((query, ""));
        let text = format!("/{path}?{signed}");
        let value = |name: &str| {
            let mut pairs = signed.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
        };
        let number = |name: &str| {
            value(name).and_then(|value| value.parse::<u64>().ok()).ok_or_else(|| format!("no {name}"))
        };
        let by_key = signature(&stream.publish_key, text.as_bytes());
        let by_account = format!("{ACCESS_KEY}:{}", signature(SECRET_KEY, text.as_bytes()));
        let right = match stream.publish_security.as_str() {
            "none" | "" => "",
            "static" if value("key") == Some(&stream.publish_key) => "",
            "static" => return Err("wrong key".to_owned()),
            "dynamic" | "expiry" => &by_key,
            "expiry_sk" => &by_account,
            other => return Err(format!("unknown security {other}")),
        };
        if token != right {
            return Err("wrong token".to_owned());
        }
        let expires = match stream.publish_security.as_str() {
            "expiry" => number("expire")?,
            "expiry_sk" => number("e")?,
            _ => u64::MAX,
        };
        if i64::try_from(expires).is_ok_and(|expires| expires <= now) {
            return Err("expired".to_owned());
        }
        if stream.publish_security == "dynamic" {
            let nonce = number("nonce")?;
            if nonce <= stream.nonce {
                return Err(format!("the nonce must be greater than {}", stream.nonce));
            }
            stream.nonce = nonce;
        }
        stream.is_live = true;
        Ok(())
    }
}
