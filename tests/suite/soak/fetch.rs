//! Fetching segments, whole and in part, and comparing them with what was recorded.

use super::chance::Chance;
use super::wire::Wire;
use super::world::World;

/// Fetches a file in one of the ways that there are; whether it was there.
pub(super) async fn fetch(
    world: &World,
    wire: &mut Option<Wire>,
    chance: &mut Chance,
    path: &str,
) -> Option<bool> {
    let bytes = world.ledger.open().pieces.get(path).map(|piece| piece.recipe.bytes());
    let Some(bytes) = bytes else {
        world.note.fault(format!("{path} was never recorded"));
        return None;
    };
    let size = bytes.len();
    let from = usize::try_from(chance.below(size as u64)).unwrap();
    let to = usize::try_from(chance.below((size - from) as u64)).unwrap() + from;
    let (kind, method, headers, range) = match chance.below(20) {
        0..4 => ("range", "GET", format!("Range: bytes={from}-{to}\r\n"), Some(from..to + 1)),
        4 => ("range", "GET", format!("Range: bytes={from}-\r\n"), Some(from..size)),
        5 => ("range", "GET", format!("Range: bytes=-{}\r\n", size - from), Some(from..size)),
        6 => ("range", "GET", format!("Range: bytes={size}-\r\n"), None),
        7 => ("head", "HEAD", String::new(), Some(0..0)),
        _ => ("segment", "GET", String::new(), Some(0..size)),
    };
    let target = format!("/segments/{path}");
    let answer = world.ask(wire, method, &target, &headers).await?;
    world.note.answer(kind, answer.status, answer.body.len());
    let found = world.note.weigh("a segment", world.ledger.weigh(path, answer.status, answer.asked))?;
    if found.is_none() {
        return Some(false);
    }
    let is_right = match &range {
        Some(range) if *range == (0..size) && kind == "segment" => {
            answer.status == 200 && answer.body == bytes
        }
        Some(_) if method == "HEAD" => {
            answer.status == 200 && answer.header("content-length") == Some(&size.to_string())
        }
        Some(range) => answer.status == 206 && answer.body == bytes[range.clone()],
        None => answer.status == 416,
    };
    if !is_right {
        let length = answer.body.len();
        world.note.fault(format!("{target} with {headers:?}: {} and {length} other bytes", answer.status));
    }
    if let (Some(tag), true) = (answer.header("etag"), chance.percent(10)) {
        let known = world.ask(wire, "GET", &target, &format!("If-None-Match: {tag}\r\n")).await?;
        world.note.answer("known", known.status, known.body.len());
        if known.status != 304 {
            world.note.weigh("a known segment", world.ledger.weigh(path, known.status, known.asked));
        }
    }
    Some(true)
}
