//! What speaks for and against a reading of a whole file: figures from 0 to 1, and the weights that make
//! one merit of them. A reading comes in; nothing is decided here.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::beginnings::{self, Beginning};
use super::layout::{explained, holds_text, is_masthead, mean_sure, within_one};
use super::layouts::contents;
use super::page::{Kind, Page};
use super::{Start, colophon, shape};
use crate::extract::marks;

/// What is found once a file, whatever reading is weighed.
pub struct Survey {
    /// How many bytes stand on its lines before each line.
    sizes: Vec<usize>,
    /// How many blocks it has.
    blocks: usize,
    /// The headlines that a list of contents names.
    listed: FxHashSet<usize>,
    /// Whether it is a letter to subscribers: its issue is numbered, its contents listed, or it says how to leave.
    letter: f32,
    /// The share of its blocks that could be headlines.
    headings: f32,
    /// The first lines of its blocks, each with the chance that an article begins there.
    beginnings: Vec<Beginning>,
}

impl Survey {
    /// Looks over a file.
    pub fn of(page: &Page) -> Survey {
        let mut sizes = Vec::with_capacity(page.len() + 1);
        let (mut sum, mut blocks, mut headings) = (0, 0, 0);
        for line in 0..page.len() {
            sizes.push(sum);
            sum += page.text(line).len();
            let opens = line == 0 || matches!(page.kind(line - 1), Kind::Blank | Kind::Rule | Kind::Counter);
            blocks += usize::from(opens && page.kind(line) != Kind::Blank);
            let alone = opens && page.kind(line) == Kind::Short && page.kind(line + 1) == Kind::Blank;
            headings += usize::from(alone && shape::headline(page.text(line)) >= 0.5);
        }
        sizes.push(sum);
        let listed: FxHashSet<usize> = contents::told(page).iter().copied().collect();
        let colophon = colophon::below(page) < page.len();
        let masthead = is_masthead(page, 0..page.len());
        let signs = [colophon, masthead, listed.len() > 2].iter().filter(|sign| **sign).count();
        let headings = headings as f32 / blocks.max(1) as f32;
        Survey {
            sizes,
            blocks,
            listed,
            letter: signs as f32 / 3.0,
            headings,
            beginnings: beginnings::of(page),
        }
    }

    fn size(&self, lines: &Range<usize>) -> usize {
        let at = |line: usize| self.sizes.get(line).copied().unwrap_or(0);
        at(lines.end).saturating_sub(at(lines.start))
    }
}

/// How many figures speak for or against a reading.
const COUNT: usize = 31;

/// The figures, each with its weight: what one more of it adds to the logarithm of a reading's odds. The weights
/// are those with which the readings that are chosen agree best with what careful readers say of files of
/// every kind (expected F1 under a softmax over the readings of each file, with a ridge).
pub const FIGURES: [(&str, f32); COUNT] = [
    ("many articles", 3.93),
    ("heads that look like heads", 2.35),
    ("even the least sure heads", 2.49),
    ("credits", 1.95),
    ("text below each head", 1.74),
    ("the whole file is taken", 1.35),
    ("headlines of a word or two", -2.88),
    ("long articles", -2.77),
    ("articles of one length", 2.32),
    ("where credits say", -1.41),
    ("headlines differ", -2.18),
    ("a list of contents names them", 0.82),
    ("other blocks begin none", -3.32),
    ("what is above has ended", 0.65),
    ("datelines", 2.27),
    ("numbers in order", 0.43),
    ("headlines in capitals", 0.38),
    ("from the first line on", -2.46),
    ("one credited head on top", 1.72),
    ("questions for headlines", -0.11),
    ("headlines of many words", -1.51),
    ("sure heads where credits say", 3.68),
    ("credits from the first line on", 1.31),
    ("many credits", 3.22),
    ("it is a letter to subscribers", 2.61),
    ("short blocks that could be headlines", -0.56),
    ("nearly all above has ended", 2.05),
    ("articles begin where blocks say", 5.50),
    ("blocks say that each begins", 1.87),
    ("no block says that one more begins", 0.62),
    ("few blocks say that more begin", -4.43),
];

/// The same for the reading as one article.
pub const SINGLE: [f32; COUNT] = [
    0.0, 0.58, 0.0, 0.73, 0.0, 0.97, 0.0, 2.16, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.21, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0, 0.0, -2.61, 0.56, 0.0, 5.50, 1.87, 0.62, -4.43,
];

/// What the reading as one article begins with.
const SINGLE_TRUST: f32 = 0.73;

/// What speaks for and against a reading: a figure from 0 to 1 for each of [`FIGURES`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence(pub [f32; COUNT]);

impl Evidence {
    /// The figures for these starts; `credited` are those that credits tell.
    pub fn of(page: &Page, survey: &Survey, starts: &[Start], credited: &[Start]) -> Evidence {
        let count = starts.len().max(1) as f32;
        let ends = starts.iter().skip(1).map(|start| start.line).chain([page.len()]);
        let lines: Vec<Range<usize>> = starts.iter().zip(ends).map(|(start, end)| start.line..end).collect();
        let mut sizes: Vec<usize> = lines.iter().map(|lines| survey.size(lines)).collect();
        sizes.sort_unstable();
        let mean = sizes.iter().sum::<usize>() as f32 / count;
        let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0) as f32;
        let all = survey.size(&(0..page.len())).max(1) as f32;
        let mut sures: Vec<f32> = starts.iter().map(|start| start.sure.min(1.0)).collect();
        sures.sort_by(f32::total_cmp);
        let headlines: Vec<String> = starts.iter().map(|start| headline(page, start)).collect();
        let words: usize = headlines.iter().map(|text| text.split_whitespace().count()).sum();
        let unlike: FxHashSet<&String> = headlines.iter().collect();
        let share = |found: usize| found as f32 / count;
        let starting = |is: &dyn Fn(&Start) -> bool| share(starts.iter().filter(|start| is(start)).count());
        let holding = |is: &dyn Fn(Range<usize>) -> bool| {
            share(lines.iter().filter(|lines| is((*lines).clone())).count())
        };
        let heading = |is: &dyn Fn(&str) -> bool| share(headlines.iter().filter(|text| is(text)).count());
        let top = starts.first().is_some_and(|start| page.from(0, page.len()) == Some(start.line));
        let many = (count.ln() / 4.0).min(1.0);
        let least = sures.get(sures.len() / 4).copied().unwrap_or(0.0);
        let credits = starting(&|start| start.credited);
        let told = explained(credited, starts);
        let ended = starting(&|start| ends_above(page, start.line));
        let top = f32::from(u8::from(top));
        let named =
            starts.iter().filter(|start| survey.listed.contains(&headline_line(start))).count() as f32;
        let [as_said, each, one_more, more] = agreed(&survey.beginnings, starts);
        Evidence([
            many,
            mean_sure(starts),
            least,
            credits,
            holding(&|lines| holds_text(page, lines)),
            mean * count / all,
            heading(&|text| text.split_whitespace().count() <= 3),
            (mean.max(1.0).ln() / 10.0).min(1.0),
            (median / mean.max(1.0)).min(1.0),
            told,
            share(unlike.len()),
            f32::min(named / count, named / survey.listed.len().max(1) as f32),
            1.0 - (count / survey.blocks.max(1) as f32).min(1.0),
            ended,
            holding(&|lines| has_dateline(page, lines)),
            sequence(page, starts),
            heading(&shape::is_capitals),
            top,
            f32::from(u8::from(within_one(page, starts))),
            heading(&|text| text.ends_with(['?', '？', '؟'])),
            (words as f32 / count / 10.0).min(1.0),
            least * told,
            credits * top,
            many * credits,
            survey.letter,
            survey.headings,
            ended * ended,
            as_said,
            each,
            one_more,
            more,
        ])
    }

    /// How well the reading explains the file, as the logarithm of its odds. `trust` is what its layout is
    /// believed before the file is looked at.
    pub fn merit(&self, trust: f32) -> f32 {
        trust + self.0.iter().zip(FIGURES).map(|(figure, (_, weight))| figure * weight).sum::<f32>()
    }

    /// The same of the reading as one article.
    pub fn merit_as_one(&self) -> f32 {
        SINGLE_TRUST + self.0.iter().zip(SINGLE).map(|(figure, weight)| figure * weight).sum::<f32>()
    }
}

/// How well starts agree with what blocks say: the F1 that is expected of them, how likely each is on the average,
/// and how likely the one and the three likeliest blocks at which none of them stands.
fn agreed(beginnings: &[Beginning], starts: &[Start]) -> [f32; 4] {
    /// No block is surer than this of what it says.
    const SUREST: f32 = 0.99;
    let mut taken = vec![false; beginnings.len()];
    for start in starts {
        let place = beginnings.partition_point(|block| block.line <= start.line).saturating_sub(1);
        if let Some(taken) = taken.get_mut(place) {
            *taken = true;
        }
    }
    let (mut all, mut own, mut count) = (0.0, 0.0, 0);
    let mut others = [0.0_f32; 3];
    for (block, taken) in beginnings.iter().zip(taken) {
        let chance = block.chance.clamp(1.0 - SUREST, SUREST);
        all += chance;
        if taken {
            own += chance;
            count += 1;
        } else if let Some(place) = others.iter().position(|other| chance > *other) {
            others[place..].rotate_right(1);
            others[place] = chance;
        }
    }
    let likeliest = others.iter().filter(|other| **other > 0.0).count().max(1);
    let count = count as f32;
    [
        2.0 * own / (count + all).max(1.0),
        own / count.max(1.0),
        others[0],
        others.iter().sum::<f32>() / likeliest as f32,
    ]
}

fn headline(page: &Page, start: &Start) -> String {
    let lines = start.headline.clone().unwrap_or(start.line..start.line + 1);
    lines.map(|line| page.text(line)).collect::<Vec<_>>().join(" ")
}

fn headline_line(start: &Start) -> usize {
    start.headline.as_ref().map_or(start.line, |lines| lines.start)
}

/// Whether what stands above a line has come to its end there.
fn ends_above(page: &Page, line: usize) -> bool {
    let Some(above) = page.above(line, 12) else { return true };
    let text = page.text(above);
    matches!(page.kind(above), Kind::Rule | Kind::Counter)
        || shape::ends_sentence(text)
        || text.ends_with([')', ']', '>'])
}

/// Whether a dateline opens a line near the beginning of these.
fn has_dateline(page: &Page, lines: Range<usize>) -> bool {
    let filled = lines.skip(1).filter(|line| !matches!(page.kind(*line), Kind::Blank | Kind::Rule)).take(6);
    filled
        .filter(|line| matches!(page.kind(*line), Kind::Short | Kind::Long))
        .any(|line| marks::dateline(page.text(line), page.dating).is_some())
}

/// The share of starts whose numbers follow on each other.
fn sequence(page: &Page, starts: &[Start]) -> f32 {
    let number = |start: &Start| marks::counter(page.text(start.line)).map(|counter| counter.number);
    let numbers: Vec<Option<u32>> = starts.iter().map(number).collect();
    let follow = numbers.windows(2).filter(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1)).count();
    follow as f32 / starts.len().saturating_sub(1).max(1) as f32
}
