//! What speaks for and against a reading of a whole file: figures from 0 to 1, and the weights that make
//! one merit of them. A reading comes in; nothing is decided here.

use std::ops::Range;

use rustc_hash::FxHashSet;

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
        let listed: FxHashSet<usize> = contents::told(page).into_iter().collect();
        let colophon = colophon::below(page) < page.len();
        let masthead = is_masthead(page, 0..page.len());
        let signs = [colophon, masthead, listed.len() > 2].iter().filter(|sign| **sign).count();
        let headings = headings as f32 / blocks.max(1) as f32;
        Survey { sizes, blocks, listed, letter: signs as f32 / 3.0, headings }
    }

    fn size(&self, lines: &Range<usize>) -> usize {
        let at = |line: usize| self.sizes.get(line).copied().unwrap_or(0);
        at(lines.end).saturating_sub(at(lines.start))
    }
}

/// How many figures speak for or against a reading.
const COUNT: usize = 27;

/// The figures, each with its weight: what one more of it adds to the logarithm of a reading's odds. The weights
/// are those with which the readings that are chosen agree best with what careful readers say of files of
/// every kind (expected F1 under a softmax over the readings of each file, with a ridge).
pub const FIGURES: [(&str, f32); COUNT] = [
    ("many articles", 3.89),
    ("heads that look like heads", 1.82),
    ("even the least sure heads", 2.39),
    ("credits", 0.94),
    ("text below each head", 1.16),
    ("the whole file is taken", 0.96),
    ("headlines of a word or two", -1.91),
    ("long articles", -2.05),
    ("articles of one length", 0.90),
    ("where credits say", -1.31),
    ("headlines differ", -0.21),
    ("a list of contents names them", -0.35),
    ("other blocks begin none", -2.67),
    ("what is above has ended", 1.32),
    ("datelines", 1.33),
    ("numbers in order", 0.42),
    ("headlines in capitals", 1.30),
    ("from the first line on", -1.56),
    ("one credited head on top", 1.40),
    ("questions for headlines", -0.22),
    ("headlines of many words", -1.54),
    ("sure heads where credits say", 2.71),
    ("credits from the first line on", 0.58),
    ("many credits", 2.24),
    ("it is a letter to subscribers", 0.94),
    ("short blocks that could be headlines", -0.06),
    ("nearly all above has ended", 2.67),
];

/// The same for the reading as one article.
pub const SINGLE: [f32; COUNT] = [
    0.0, 1.21, 0.0, -0.45, 0.0, 1.76, 0.0, 1.01, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.28, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0, 0.0, -0.94, 0.06, 0.0,
];

/// What the reading as one article begins with.
const SINGLE_TRUST: f32 = 1.33;

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
