//! Which passages of a text to show: those that hold most of what was wanted, rare words before frequent ones,
//! near together, early; whole sentences where they fit.

use std::ops::Range;

use super::sentences::{floor, sentence_end, sentence_start, trimmed, word_end_before, word_start_after};
use super::sightings::{Sighting, Sightings};
use super::{char_columns, columns};

/// How many passages are shown at most.
const MOST_PASSAGES: usize = 3;

/// The least columns worth a passage of its own.
const LEAST_WIDTH: usize = 36;

/// What words that stand in a passage more than once may add to its worth.
const MOST_AGAIN: f32 = 0.3;

/// A part of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    pub(super) range: Range<usize>,
}

/// The passages to show, in the order of the text, in `width` columns together.
pub(super) fn best(text: &str, seen: &Sightings, width: usize) -> Vec<Passage> {
    let whole = trimmed(text, 0..text.len());
    if fits(text, whole.clone(), width) {
        return vec![Passage { range: whole }];
    }
    let cores = cores(text, &seen.all, width);
    if cores.is_empty() {
        return vec![Passage { range: grown(text, whole.start..whole.start, width, whole.start) }];
    }
    let mut passages: Vec<Passage> = Vec::with_capacity(cores.len());
    let share = width / cores.len();
    let mut spare = width;
    let count = cores.len();
    for (number, core) in cores.into_iter().enumerate() {
        let floor = passages.last().map_or(0, |last| last.range.end);
        let core = core.start.max(floor)..core.end.max(floor);
        // What one passage leaves unused is left to those after it.
        let room = spare.saturating_sub(share * (count - number - 1));
        let range = grown(text, core, room, floor);
        spare = spare.saturating_sub(columns(text.get(range.clone()).unwrap_or("")));
        passages.push(Passage { range });
    }
    passages
}

/// The sightings that are shown, as stretches of the text in its order: one that holds everything wanted if there
/// is one that fits, else the best and those that add what it lacks.
fn cores(text: &str, seen: &[Sighting], width: usize) -> Vec<Range<usize>> {
    let mut wanted: Vec<usize> = seen.iter().map(|sighting| sighting.mark).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut lacking = wanted.clone();
    let mut cores: Vec<Range<usize>> = Vec::new();
    let most = if wanted.len() > 1 { (width / LEAST_WIDTH).clamp(1, MOST_PASSAGES) } else { 1 };
    let mut room = width;
    for number in 0..most {
        let mut best = best_window(text, seen, &lacking, &cores, room);
        if number == 0 && most > 1 && best.as_ref().is_some_and(|(_, held)| held.len() < lacking.len()) {
            // One passage cannot hold it all: room is left for another.
            room = (width / 2).max(LEAST_WIDTH);
            best = best_window(text, seen, &lacking, &cores, room);
        }
        let Some((range, held)) = best else { break };
        cores.push(range);
        lacking.retain(|mark| !held.contains(mark));
        if lacking.is_empty() {
            break;
        }
        // Once one passage cannot hold it all, none may take more than its share.
        room = (width / most.min(lacking.len() + 1 + number)).max(LEAST_WIDTH);
    }
    cores.sort_by_key(|range| range.start);
    cores
}

/// The stretch of at most `room` columns, apart from those taken, that holds most of what is lacking.
fn best_window(
    text: &str,
    seen: &[Sighting],
    lacking: &[usize],
    taken: &[Range<usize>],
    room: usize,
) -> Option<(Range<usize>, Vec<usize>)> {
    let mut best: Option<(f32, Range<usize>, Vec<usize>)> = None;
    for (first, start) in seen.iter().enumerate() {
        if !lacking.contains(&start.mark) {
            continue;
        }
        let mut held: Vec<usize> = Vec::new();
        let mut again = 0.0f32;
        let (mut score, mut end, mut used) = (0.0f32, start.range.start, 0);
        for sighting in seen.get(first..).unwrap_or(&[]) {
            // A column takes a byte at least, so what lies further than that need not be measured.
            let far = sighting.range.end.saturating_sub(start.range.start) > room * 4;
            if sighting.range.end > end {
                used += if far { room + 1 } else { columns(text.get(end..sighting.range.end).unwrap_or("")) };
            }
            let overlaps = taken
                .iter()
                .any(|other| sighting.range.start < other.end && other.start < sighting.range.end);
            if used > room && !held.is_empty() || overlaps {
                break;
            }
            end = end.max(sighting.range.end);
            if !lacking.contains(&sighting.mark) {
                score += 0.02 * sighting.weight;
            } else if held.contains(&sighting.mark) {
                again += 0.1 * sighting.weight;
            } else {
                held.push(sighting.mark);
                // Near together is better: of two stretches with the same words the shorter.
                score += sighting.weight * (1.0 - 0.3 * used as f32 / room.max(1) as f32);
            }
        }
        // That a word stands there again and again never tells more than that another one does.
        score += again.min(score * MOST_AGAIN);
        score *= 1.0 + 0.1 / (1.0 + start.range.start as f32 / 2_000.0);
        if !held.is_empty() && best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, start.range.start..end, held));
        }
    }
    best.map(|(_, range, held)| (range, held))
}

/// The core with what stands around it: its sentences where they fit and then more of them, else as many words as fit.
/// Nothing before `floor` is taken.
fn grown(text: &str, core: Range<usize>, width: usize, least: usize) -> Range<usize> {
    let reach = width * 4 + 16;
    let start = sentence_start(text, core.start, reach).map(|start| start.max(least));
    let end = sentence_end(text, core.end, reach);
    if let (Some(start), Some(end)) = (start, end)
        && fits(text, start..end, width)
    {
        return with_more_sentences(text, start..end, width);
    }
    // The sentence is too long: a third of the room goes before the core, the rest behind it.
    let spare = width.saturating_sub(columns(text.get(core.clone()).unwrap_or("")));
    let from = match start {
        Some(start) if columns(text.get(start..core.start).unwrap_or("")) <= spare / 2 => start,
        _ => word_start_after(text, back(text, core.start, spare / 3).max(least), core.start),
    };
    let used = columns(text.get(from..core.end).unwrap_or(""));
    let limit = forward(text, core.end, width.saturating_sub(used));
    let to = match end {
        Some(end) if end <= limit => end,
        _ => word_end_before(text, core.end, limit),
    };
    trimmed(text, from..to)
}

/// The range with the sentences after it that fit, in the same paragraph or the next.
fn with_more_sentences(text: &str, mut range: Range<usize>, width: usize) -> Range<usize> {
    loop {
        let rest = text.get(range.end..).unwrap_or("");
        let next = range.end + (rest.len() - rest.trim_start().len());
        let Some(end) = sentence_end(text, next, width * 4 + 16) else { break };
        if end <= range.end || next >= text.len() || !fits(text, range.start..end, width) {
            break;
        }
        range.end = end;
    }
    trimmed(text, range)
}

fn fits(text: &str, range: Range<usize>, width: usize) -> bool {
    let mut left = width;
    text.get(range).unwrap_or("").chars().all(|c| {
        let needed = char_columns(c);
        let fits = needed <= left;
        left = left.saturating_sub(needed);
        fits
    })
}

/// The place `width` columns before `at`.
fn back(text: &str, at: usize, width: usize) -> usize {
    let mut left = width;
    let mut reached = at;
    for (offset, c) in text.get(..at).unwrap_or("").char_indices().rev() {
        let needed = char_columns(c);
        if needed > left || c == '\n' {
            break;
        }
        left -= needed;
        reached = offset;
    }
    floor(text, reached)
}

/// The place `width` columns after `at`.
fn forward(text: &str, at: usize, width: usize) -> usize {
    let mut left = width;
    for (offset, c) in text.get(at..).unwrap_or("").char_indices() {
        let needed = char_columns(c);
        if needed > left {
            return floor(text, at + offset);
        }
        left -= needed;
    }
    text.len()
}
