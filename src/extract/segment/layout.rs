//! The layout of a whole file. Each row of [`LAYOUTS`] says where articles would begin if the file were
//! laid out its way; the one that explains the file best wins, the others may confirm and complete it,
//! and a file that none explains is one article.

use std::ops::Range;

use super::evidence::{Evidence, Survey};
use super::layouts::{LAYOUTS, Layout, wire};
use super::page::{Kind, Page};
use super::{Start, colophon, head, opening, settle, shape};
use crate::extract::clipping::Labelled;
use crate::extract::marks;

/// A reading of a whole file: where its articles begin if it is laid out in one way.
pub struct Hypothesis {
    /// The layout's name.
    pub name: &'static str,
    /// Where the articles begin.
    pub starts: Vec<Start>,
    /// What speaks for and against it.
    pub evidence: Evidence,
    /// How well it explains the file, from 0 to 1.
    pub merit: f32,
}

/// How many lines below its start a head's credit may stand.
pub const REACH: usize = 10;

/// The layout that explains a file best, and where its articles begin.
pub fn decide(page: &Page) -> (&'static str, Vec<Start>) {
    let wired = wire::starts(page);
    if !wired.is_empty() {
        return ("wire", wired);
    }
    let mut read = likely(hypotheses(page));
    let all: f32 = read.iter().map(|other| other.merit * other.starts.len() as f32).sum();
    let expected = |reading: &Hypothesis| -> f32 {
        if reading.merit >= BELIEVED {
            return 1.0;
        }
        let own: f32 = chances(reading, &read).iter().sum();
        2.0 * own / (reading.starts.len() as f32 + all)
    };
    let worth: Vec<f32> = read.iter().map(expected).collect();
    let best = (0..read.len()).max_by(|a, b| worth[*a].total_cmp(&worth[*b]).then(b.cmp(a)));
    let Some(best) = best else { return (SINGLE, Vec::new()) };
    let chances = chances(&read[best], &read);
    let mut chosen = read.swap_remove(best);
    for (start, chance) in chosen.starts.iter_mut().zip(chances) {
        start.sure = chance;
    }
    settle::finished(page, chosen)
}

/// A reading of that chance is taken, whatever many articles the others would give.
const BELIEVED: f32 = 0.6;

/// Readings beyond so many hardly change what is believed.
const FEW: usize = 12;

/// The likeliest readings, the best first, each with the chance that it is right (their merits, as a softmax)
/// instead of its merit.
pub fn likely(mut read: Vec<Hypothesis>) -> Vec<Hypothesis> {
    read.sort_by(|a, b| b.merit.total_cmp(&a.merit));
    read.truncate(FEW);
    let most = read.first().map_or(0.0, |best| best.merit);
    for one in &mut read {
        one.merit = (one.merit - most).exp();
    }
    let all: f32 = read.iter().map(|one| one.merit).sum();
    for one in &mut read {
        one.merit /= all;
    }
    read
}

/// For each article of a reading, the chance that it is one: the readings in which it begins and ends there.
fn chances(reading: &Hypothesis, all: &[Hypothesis]) -> Vec<f32> {
    let mut chances = vec![0.0; reading.starts.len()];
    for other in all {
        for (chance, told) in chances.iter_mut().zip(told_by(reading, other)) {
            *chance += if told { other.merit } else { 0.0 };
        }
    }
    chances
}

/// For each article of a reading, whether it is one of another too: it begins and ends there.
fn told_by<'h>(reading: &'h Hypothesis, other: &'h Hypothesis) -> impl Iterator<Item = bool> {
    let end = |starts: &[Start], place: usize| starts.get(place + 1).map(|next| next.line);
    reading.starts.iter().enumerate().map(move |(place, start)| {
        let same = other.starts.binary_search_by(|probe| probe.line.cmp(&start.line));
        same.is_ok_and(|same| end(&other.starts, same) == end(&reading.starts, place))
    })
}

/// Every way to read a file: as one article, by its credits, and by each mark that recurs in it.
pub fn hypotheses(page: &Page) -> Vec<Hypothesis> {
    let closing = colophon::below(page);
    let read = |layout: &'static Layout| {
        let readings = (layout.readings)(page).into_iter();
        readings.map(move |mut starts| {
            starts.retain(|start| start.line < closing);
            (layout, starts)
        })
    };
    let mut read_first = LAYOUTS.iter().take(1).flat_map(read);
    let (first, credited) = read_first.next().unwrap_or((&LAYOUTS[0], Vec::new()));
    if is_plain(page, &credited) {
        let evidence = Evidence::default();
        return vec![Hypothesis { name: first.name, starts: credited, evidence, merit: 0.0 }];
    }
    let mut read: Vec<(&Layout, Vec<Start>)> =
        std::iter::once((first, credited.clone())).chain(LAYOUTS.iter().skip(1).flat_map(read)).collect();
    let notes = read.iter().find(|(layout, starts)| layout.name == "notes" && starts.len() > 1);
    if let Some((_, notes)) = notes.cloned() {
        for (_, starts) in read.iter_mut().filter(|(_, starts)| starts.len() > 1) {
            add_notes(starts, &notes);
        }
    }
    // Where the file opens with a credited head and what recurs bears none, it is one article's own parts.
    read.retain(|(layout, starts)| {
        // Paragraphs that open with a sign are a list, however many they are, unless headlines stand over them.
        let bare = |start: &&Start| start.headline.as_ref().is_none_or(Range::is_empty);
        let listed = layout.name == "bulleted" && starts.iter().filter(bare).count() * 2 > starts.len();
        let parts =
            || within_one(page, starts) && (listed || are_parts(page, starts)) || is_list(page, starts);
        starts.len() > 1
            && !are_versions(page, starts)
            && (layout.name == "credited" || !parts() && !are_questions(page, starts))
    });
    let one = single(page);
    if read.is_empty() {
        // The only reading needs nothing that speaks for it.
        return vec![Hypothesis { name: SINGLE, starts: one, evidence: Evidence::default(), merit: 0.0 }];
    }
    let survey = Survey::of(page);
    let evidence = |starts: &[Start]| Evidence::of(page, &survey, starts, &credited);
    let merit = evidence(&one).merit_as_one();
    let mut weighed = vec![Hypothesis { name: SINGLE, evidence: evidence(&one), starts: one, merit }];
    for (layout, starts) in read {
        let starts = if layout.opens { opened(page, starts, &credited) } else { starts };
        let evidence = evidence(&starts);
        weighed.push(Hypothesis { name: layout.name, merit: evidence.merit(layout.trust), starts, evidence });
    }
    weighed
}

/// Whether credits alone tell the articles of a file beyond doubt: many sure ones, and nothing else that could
/// part them. Most digests are so, and need not be read in any other way.
fn is_plain(page: &Page, credited: &[Start]) -> bool {
    /// Fewer credits could be lines of one article.
    const FEWEST: usize = 4;
    /// Credits less sure than this on the whole are held against other readings.
    const SURE: f32 = 0.75;
    let marks = |kind: Kind| matches!(kind, Kind::Rule | Kind::Counter);
    credited.len() >= FEWEST
        && page.labels * 2 < credited.len()
        && mean_sure(credited) >= SURE
        && !page.facts.iter().any(|fact| marks(fact.kind))
}

/// The name of the layout of a file that holds one article.
pub const SINGLE: &str = "single";

/// Whether the file opens with a credited head and what starts tell bears none: a list, the parts of
/// an interview or the sections of one long article.
pub fn within_one(page: &Page, starts: &[Start]) -> bool {
    let Some(first) = page.from(0, page.len()) else { return false };
    let below = starts.first().is_some_and(|start| start.line > first);
    let second = starts.iter().map(|start| start.line).find(|line| *line > first).unwrap_or(first);
    let credited = starts.iter().filter(|start| start.line > first && start.credited).count();
    let end = second.max(first + 1);
    if credited * 3 >= starts.len() || is_masthead(page, first..end) {
        return false;
    }
    let head = head::read(page, first..end, &Start::credited(first, 0.0));
    let named = head.credits.iter().any(|credit| !credit.persons.is_empty());
    let told = named || below || holds_text(page, first..second);
    told && !(head.credits.is_empty() && head.labelled == Labelled::default())
}

/// Whether these lines name the issue of a periodical: what its date tells is the file's, not an article's.
pub fn is_masthead(page: &Page, lines: Range<usize>) -> bool {
    /// A masthead has no more lines than this.
    const LONGEST: usize = 12;
    let numbered = |text: &str| {
        let mut words =
            text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '#' | ':' | '/' | '-'));
        let mut named = false;
        words.any(|word| {
            let counted = named && word.starts_with(|c: char| c.is_ascii_digit());
            named = marks::counts_issues(word) || named && word.is_empty();
            counted
        })
    };
    lines.take(LONGEST).any(|line| page.text(line).len() < 80 && numbered(page.text(line)))
}

/// Whether the file's first headline says that so many things follow: `Seven things to know`.
fn is_list(page: &Page, starts: &[Start]) -> bool {
    const NUMBERS: [&str; 13] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen",
    ];
    /// So many lines may stand above the headline and in it.
    const HIGHEST: usize = 4;
    let Some(first) = page.from(0, page.len()) else { return false };
    let own = starts.iter().filter(|start| start.line > first).count();
    let counts = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.parse() == Ok(own) || NUMBERS.iter().position(|number| *number == word) == own.checked_sub(2)
    };
    let sequence = starts.iter().all(|start| {
        start.line == first
            || marks::counter(page.text(start.line)).is_some_and(|counter| !counter.rest.is_empty())
    });
    let told = |line: usize| page.text(line).split_whitespace().any(counts);
    let below = starts.iter().map(|start| start.line).find(|line| *line > first).unwrap_or(first);
    let mut above = first..below.min(first + HIGHEST);
    own >= 2 && sequence && above.any(|line| page.kind(line) != Kind::Long && told(line))
}

/// Whether most of these are questions: those of an interview.
fn are_questions(page: &Page, starts: &[Start]) -> bool {
    let asks = |start: &Start| {
        let last = start.headline.clone().map_or(start.line, |headline| headline.end.saturating_sub(1));
        page.text(last).trim_end_matches(['*', '_', ' ']).ends_with(['?', '？', '؟'])
    };
    starts.iter().filter(|start| asks(start)).count() * 2 > starts.len()
}

/// Whether most of these are versions of a program, in the list of what was changed in each.
fn are_versions(page: &Page, starts: &[Start]) -> bool {
    let first = |start: &Start| start.headline.clone().map_or(start.line, |headline| headline.start);
    starts.iter().filter(|start| shape::names_version(page.text(first(start)))).count() * 2 > starts.len()
}

/// Whether these could be the parts of one article: few, or each with a heading of few words.
fn are_parts(page: &Page, starts: &[Start]) -> bool {
    /// More parts than this are rare in one article.
    const MANY: usize = 14;
    /// Headlines have more words than this on the whole.
    const FEW_WORDS: usize = 5;
    let words = |start: &Start| {
        let lines = start.headline.clone().unwrap_or(start.line..start.line + 1);
        lines.map(|line| page.text(line).split_whitespace().count()).sum::<usize>()
    };
    let all: usize = starts.iter().map(words).sum();
    starts.len() < 4 || starts.len() <= MANY && all < FEW_WORDS * starts.len()
}

/// The starts, the first moved down from the file's title to the first headline that is credited.
fn opened(page: &Page, mut starts: Vec<Start>, credited: &[Start]) -> Vec<Start> {
    let next = starts.get(1).map_or(page.len(), |start| start.line);
    if let (Some(start), Some(told)) = (starts.first_mut(), credited.first())
        && told.line > start.line + 1
        && told.line < next
        && told.line - start.line <= REACH
        && page.kind(told.line - 1) == Kind::Blank
        && told.sure >= 0.5
    {
        *start = told.clone();
    }
    starts
}

/// Adds the notes that stand in the articles: the last article of a digest is often a section of short ones.
fn add_notes(starts: &mut Vec<Start>, notes: &[Start]) {
    starts.retain(|start| notes.binary_search_by_key(&start.line, |note| note.line).is_err());
    starts.extend_from_slice(notes);
    starts.sort_by_key(|start| start.line);
}

/// How sure starts are on the whole.
pub fn mean_sure(starts: &[Start]) -> f32 {
    starts.iter().map(|start| start.sure.min(1.0)).sum::<f32>() / starts.len().max(1) as f32
}

/// Of the articles that credits tell, the share that begins where `starts` say; 1 where credits tell none.
pub fn explained(credited: &[Start], starts: &[Start]) -> f32 {
    let all: f32 = credited.iter().map(|start| start.sure).sum();
    let met: f32 = credited.iter().filter(|start| meets(starts, start)).map(|start| start.sure).sum();
    // One credit in a whole file may be a line of its text.
    if credited.len() < 2 { 1.0 } else { met / all.max(f32::EPSILON) }
}

/// Whether one of `starts` is the beginning of the same article.
fn meets(starts: &[Start], start: &Start) -> bool {
    let next = starts.partition_point(|other| other.line <= start.line);
    let above = next.checked_sub(1).and_then(|place| starts.get(place));
    let below = starts.get(next);
    above.is_some_and(|other| start.line - other.line <= REACH)
        || below.is_some_and(|other| other.line - start.line <= 2)
}

/// Whether a sentence stands on these lines.
pub fn holds_text(page: &Page, mut lines: Range<usize>) -> bool {
    lines.any(|line| {
        let text = page.text(line);
        page.kind(line) == Kind::Long || text.len() > 40 && shape::ends_sentence(text)
    })
}

/// The whole file as one article.
pub fn single(page: &Page) -> Vec<Start> {
    opening::only(page).into_iter().collect()
}
