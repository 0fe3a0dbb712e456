//! Those who do not behave: they leave in the middle, read slowly, send garbage, half a request, or nothing.

use std::io::{Error, ErrorKind, Result};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::AsyncReadExt;
use tokio::time::{sleep, timeout};

use super::chance::Chance;
use super::recorder::VARIANTS;
use super::wire::Wire;
use super::world::{World, pause};

/// How long a server may put up with who says nothing, on a machine that is busy with other things.
const ENDURANCE: Duration = Duration::from_secs(150);

/// What somebody does, again and again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Manner {
    /// Leaves in the middle of an answer.
    Drop,
    /// Reads so many bytes a second.
    Slow(usize),
    Garbage,
    /// Sends the beginning of a request.
    Half,
    /// Sends nothing.
    Silent,
    /// Leaves as soon as it has come.
    Leave,
}

/// Behaves like that.
pub(super) async fn misbehave(world: Arc<World>, mut chance: Chance, manner: Manner) {
    loop {
        let done = match manner {
            Manner::Drop => leave_in_the_middle(&world, &mut chance).await,
            Manner::Slow(pace) => read_slowly(&world, &mut chance, pace).await,
            Manner::Garbage => send_garbage(&world, &mut chance).await,
            Manner::Half => wait_for_the_end(&world, b"GET /healthz HTTP/1.1\r\nHost: t\r\nX-").await,
            Manner::Silent => wait_for_the_end(&world, b"").await,
            Manner::Leave => leave(&world, &mut chance).await,
        };
        if let Err(error) = done {
            world.note.fault(format!("{manner:?}: {error}"));
        }
        pause(&mut chance, 20, 1_000).await;
    }
}

/// A file that is there, and no small one if that is `large`.
fn somewhere(world: &World, chance: &mut Chance, large: bool) -> Option<String> {
    let pages = world.ledger.open();
    let is_good = |path: &&String| {
        let piece = &pages.pieces[*path];
        piece.came.is_some() && piece.going.is_none() && (!large || piece.recipe.padding > 0)
    };
    let mut paths: Vec<&String> = pages.pieces.keys().filter(is_good).collect();
    paths.sort_unstable();
    chance.pick(&paths).map(|path| (*path).clone())
}

async fn leave_in_the_middle(world: &World, chance: &mut Chance) -> Result<()> {
    let target = if chance.percent(50) {
        let Some(path) = somewhere(world, chance, true) else { return Ok(()) };
        format!("/segments/{path}")
    } else {
        let variant = chance.pick(&VARIANTS).unwrap();
        let wait = if chance.percent(50) { "&_HLS_skip=YES" } else { "" };
        format!("/playlist/{variant}.m3u8?start={}&end={}{wait}", world.began, world.end)
    };
    let mut wire = Wire::open(world.address).await?;
    wire.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes()).await?;
    if chance.percent(60) {
        let head = wire.head().await?;
        if chance.percent(50) && head.status == 200 {
            wire.0.read_exact(&mut [0; 100]).await?;
        }
    }
    world.note.event("left in the middle of an answer");
    Ok(())
}

async fn leave(world: &World, chance: &mut Chance) -> Result<()> {
    let wire = Wire::open(world.address).await?;
    if chance.percent(50) {
        // What is closed so is reset.
        wire.0.get_ref().set_zero_linger()?;
    }
    world.note.event("came and left");
    Ok(())
}

async fn read_slowly(world: &World, chance: &mut Chance, pace: usize) -> Result<()> {
    let Some(path) = somewhere(world, chance, true) else { return Ok(()) };
    let bytes = world.ledger.open().pieces[&path].recipe.bytes();
    let mut wire = Wire::open_narrow(world.address).await?;
    let sent = Instant::now();
    wire.send(format!("GET /segments/{path} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes()).await?;
    let head = wire.head().await?;
    let asked = super::ledger::Asked { sent, answered: Instant::now() };
    if world.note.weigh("a slow reader", world.ledger.weigh(&path, head.status, asked)).flatten().is_none() {
        return Ok(());
    }
    world.note.event("slow readers");
    let mut read = vec![0; pace];
    for (index, part) in bytes.chunks(pace).enumerate() {
        let read = &mut read[..part.len()];
        timeout(ENDURANCE, wire.0.read_exact(read)).await?.map_err(|error| {
            let count = index * pace;
            Error::new(
                error.kind(),
                format!("{path} ended after about {count} bytes and {:?}", sent.elapsed()),
            )
        })?;
        if read != part {
            return Err(Error::new(ErrorKind::InvalidData, format!("{path} has other bytes")));
        }
        sleep(Duration::from_secs(1)).await;
    }
    world.note.event("slow readers that came to the end");
    Ok(())
}

async fn send_garbage(world: &World, chance: &mut Chance) -> Result<()> {
    let mut bytes: Vec<u8> =
        (0..=chance.below(400)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
    match chance.below(4) {
        0 => bytes.splice(..0, *b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").for_each(drop),
        1 => bytes.splice(..0, *b"GET /healthz HTTP/1.1\r\n").for_each(drop),
        2 => bytes.splice(..0, *b"GET ").for_each(drop),
        _ => {}
    }
    bytes.extend(b"\r\n\r\n");
    wait_for_the_end(world, &bytes).await
}

/// Sends these bytes, and waits until the server closes the connection, with or without an answer that is a refusal.
async fn wait_for_the_end(world: &World, bytes: &[u8]) -> Result<()> {
    let mut wire = Wire::open(world.address).await?;
    wire.send(bytes).await?;
    let mut read = Vec::new();
    match timeout(ENDURANCE, wire.0.read_to_end(&mut read)).await? {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => return Err(error),
        _ => {}
    }
    if !read.is_empty() {
        let status = read.strip_prefix(b"HTTP/1.1 ").and_then(|rest| rest.first());
        if status != Some(&b'4') {
            let text = String::from_utf8_lossy(&read).into_owned();
            return Err(Error::new(ErrorKind::InvalidData, format!("was answered {text}")));
        }
        world.note.event("refused what was no request");
    }
    world.note.event("closed on who sent no request");
    Ok(())
}
