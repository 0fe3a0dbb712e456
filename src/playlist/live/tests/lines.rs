//! The lines of editions, which are kept for those that follow.

use super::Setup;
use crate::hls::Lines;
use crate::playlist::links::Links;
use crate::playlist::live::Edition;

impl Setup {
    /// A playlist's text is its lines put together, and the lines of a number stay as they are.
    pub(super) fn compare_lines(&mut self, edition: &Edition, links: &Links, text: &str) {
        const PAGE: usize = 7;
        let (mut lines, mut has_gap) = (String::new(), false);
        let numbers: Vec<u64> = edition.numbers.clone().collect();
        for page in numbers.chunks(PAGE) {
            let written = self.kept.log().lines(&(page[0]..page[0] + page.len() as u64), links).unwrap();
            assert_eq!(written.count(), page.len());
            has_gap |= written.has_gap();
            lines.push_str(written.text());
            for (place, number) in page.iter().enumerate() {
                let line = &written.text()[written.whole(&(place..place + 1))];
                assert_eq!(self.said.entry(*number).or_insert_with(|| line.to_owned()), line);
            }
        }
        let (head, tail) =
            Lines::around_live(edition.kind, edition.target_duration, has_gap, edition.skipped);
        assert_eq!([head.as_str(), &lines, tail].concat(), text);
    }
}
