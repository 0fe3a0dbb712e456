//! A player that follows a live list: it reloads, whole or in part, waits for the next segment or comes too early,
//! and fetches what is listed.

use std::sync::Arc;

use streamctl::hls::read::{Class, Media};
use streamctl::time::Span;

use super::chance::Chance;
use super::fetch::fetch;
use super::recorder::VARIANTS;
use super::wire::Wire;
use super::world::{World, path, pause};

/// Follows one list after the other.
pub(super) async fn play(world: Arc<World>, mut chance: Chance) {
    loop {
        let mut player = Player::new(&world, &mut chance);
        for _ in 0..5 + chance.below(40) {
            if player.reload(&mut chance).await.is_none() {
                break;
            }
        }
        world.note.event("live lists followed");
        pause(&mut chance, 50, 500).await;
    }
}

struct Player<'a> {
    world: &'a World,
    variant: &'static str,
    query: String,
    /// Whether the list may end because the recorder is too far behind the clock.
    may_end: bool,
    blocks: bool,
    skips: bool,
    list: Option<Media>,
    wire: Option<Wire>,
}

impl<'a> Player<'a> {
    fn new(world: &'a World, chance: &mut Chance) -> Self {
        let start = world.began + Span::from_secs(60 * chance.below(120));
        let (query, may_end) = match chance.below(10) {
            0 => (String::new(), true),
            1 => ("window=5m".to_owned(), true),
            2 => (format!("start={start}&window=25m"), true),
            _ => (format!("start={start}&end={}", world.end), false),
        };
        let variant = chance.pick(&VARIANTS).unwrap();
        let (blocks, skips) = (chance.percent(60), chance.percent(60));
        Self { world, variant, query, may_end, blocks, skips, list: None, wire: None }
    }

    /// Loads the next edition and some of what is in it; none if there will be no other.
    async fn reload(&mut self, chance: &mut Chance) -> Option<()> {
        let Self { world, variant, .. } = *self;
        let whole = format!("/playlist/{variant}.m3u8?{}", self.query);
        let next = self.list.as_ref().map(|list| list.first_number() + list.segments.len() as u64);
        let awaited = next.filter(|_| self.blocks);
        let wait = awaited.map_or(String::new(), |next| format!("&_HLS_msn={next}"));
        let skip = if self.skips && self.list.is_some() { "&_HLS_skip=YES" } else { "" };
        let target = format!("{whole}{wait}{skip}");
        let kind = match (awaited.is_some(), self.skips && self.list.is_some()) {
            (false, false) => "live",
            (false, true) => "live skip",
            (true, false) => "live wait",
            (true, true) => "live both",
        };
        let before = self.list.take();
        let edition = self.load(&target, kind, before.as_ref()).await?;
        if edition.is_ended() {
            world.note.event("live lists that had ended");
            if !self.may_end {
                world.note.fault(format!("{target} has ended"));
            }
            return None;
        }
        world.compare_with_others(&target, variant, &edition);
        let end = edition.first_number() + edition.segments.len() as u64;
        if awaited.is_some_and(|awaited| awaited >= end) {
            world.note.fault(format!("{target} ends before what was waited for"));
        }
        if chance.percent(5) {
            // Two editions, one after the other, by the one player.
            let again = self.load(&whole, "live again", None).await?;
            if !again.is_ended() {
                world.compare_with_others(&whole, variant, &again);
                world.edition(&whole, Some(&edition), again);
            }
        }
        let count = edition.segments.len() as u64;
        for _ in 0..chance.below(3).min(count) {
            // The newest more often than others.
            let back = if chance.percent(70) { chance.below(count.min(3)) } else { chance.below(count) };
            let segment = &edition.segments[usize::try_from(count - 1 - back).unwrap()];
            if let Some(path) = path(segment) {
                fetch(world, &mut self.wire, chance, path).await;
            }
        }
        self.list = Some(edition);
        if awaited.is_none() {
            pause(chance, 200, 2_000).await;
        }
        Some(())
    }

    async fn load(&mut self, target: &str, kind: &'static str, before: Option<&Media>) -> Option<Media> {
        let Self { world, ref mut wire, .. } = *self;
        let answer = world.ask(wire, "GET", target, "").await?;
        world.note.answer(kind, answer.status, answer.body.len());
        match answer.status {
            200 => {
                let playlist = world.playlist(target, &answer, Class::Media)?;
                world.edition(target, before, playlist.media)
            }
            // On a machine that is too busy to record.
            503 if answer.text().contains("did not come in time") => None,
            status => {
                world.note.fault(format!("{target} is {status}: {}", answer.text()));
                None
            }
        }
    }
}
