//! Viewers of the past, and of all else that there is.

use std::sync::Arc;

use streamctl::hls::read::Class;
use streamctl::time::{Span, Time};

use super::chance::Chance;
use super::fetch::fetch;
use super::recorder::VARIANTS;
use super::wire::Wire;
use super::world::{World, path, pause};

/// Watches one part of the past after the other.
pub(super) async fn watch_the_past(world: Arc<World>, mut chance: Chance) {
    let mut wire = None;
    loop {
        let variant = chance.pick(&VARIANTS).unwrap();
        let (start, end) = range(&world, &mut chance);
        watch(&world, &mut wire, &mut chance, variant, (start, end)).await;
        pause(&mut chance, 200, 2_000).await;
        if chance.percent(20) {
            wire = None;
        }
    }
}

/// A part of the recording, of which some may be gone or still to come, and which is over. More often than not it is
/// around an hour's end, where more is recorded than in between.
fn range(world: &World, chance: &mut Chance) -> (Time, Time) {
    let now = Time::from_system(std::time::SystemTime::now());
    let passed = now.since(world.began).micros() / 1_000_000;
    let (start, length) = if chance.percent(70) {
        let hour = 1 + chance.below(passed / 3_600);
        (3_600 * hour - chance.below(240), 1 + chance.below(480))
    } else {
        (chance.below(passed), 1 + chance.below(passed))
    };
    let (start, end) = (start.min(passed - 1), (start + length).min(passed));
    (world.began + Span::from_secs(start), world.began + Span::from_secs(end))
}

async fn watch(
    world: &World,
    wire: &mut Option<Wire>,
    chance: &mut Chance,
    variant: &str,
    (start, end): (Time, Time),
) -> Option<()> {
    let target = format!("/playlist/{variant}.m3u8?start={start}&end={end}");
    let answer = world.ask(wire, "GET", &target, "").await?;
    world.note.answer("past", answer.status, answer.body.len());
    let mut listed: Vec<String> = Vec::new();
    match answer.status {
        200 => {
            let list = world.playlist(&target, &answer, Class::Media)?.media;
            if !list.is_ended() {
                world.note.fault(format!("{target} has not ended"));
            }
            listed.extend(list.segments.iter().filter_map(path).map(str::to_owned));
        }
        404 => {}
        status => world.note.fault(format!("{target} is {status}: {}", answer.text())),
    }
    world.note.weigh(&target, world.ledger.weigh_list(variant, (start, end), &listed, answer.asked))?;
    for _ in 0..chance.below(6) {
        if let Some(path) = chance.pick(&listed) {
            fetch(world, wire, chance, path).await?;
            pause(chance, 10, 300).await;
        }
    }
    Some(())
}

/// Looks at all that is neither list nor segment.
pub(super) async fn look_around(world: Arc<World>, mut chance: Chance) {
    let mut wire = None;
    loop {
        look(&world, &mut wire, &mut chance).await;
        pause(&mut chance, 300, 3_000).await;
    }
}

async fn look(world: &World, wire: &mut Option<Wire>, chance: &mut Chance) -> Option<()> {
    let variant = chance.pick(&VARIANTS).unwrap();
    let stream = variant.split('/').next().unwrap();
    let (start, end) = range(world, chance);
    let (kind, target) = match chance.below(8) {
        0 => ("master", format!("/playlist/{stream}.m3u8")),
        1 => ("master", format!("/playlist/{stream}.m3u8?start={start}&end={end}")),
        2 => ("files", format!("/files/{variant}")),
        3 => ("files", format!("/files/{variant}/{}", &start.to_string()[..13])),
        4 => ("coverage", format!("/coverage/{variant}?start={start}&end={end}")),
        5 => ("page", "/".to_owned()),
        6 => ("metrics", "/metrics".to_owned()),
        _ => ("health", "/healthz".to_owned()),
    };
    let answer = world.ask(wire, "GET", &target, "").await?;
    world.note.answer(kind, answer.status, answer.body.len());
    match (kind, answer.status) {
        ("master", 200) => drop(world.playlist(&target, &answer, Class::Master)?),
        ("files" | "coverage", 200) => {
            let read = serde_json::from_slice::<serde_json::Value>(&answer.body);
            world.note.weigh(&target, read.map_err(|error| error.to_string()))?;
        }
        // Of a range that is gone, or still to come.
        ("master", 404) if target.contains("start=") => {}
        ("coverage", 404) | (_, 200) => {}
        (_, status) => world.note.fault(format!("{target} is {status}: {}", answer.text())),
    }
    Some(())
}
