//! The layout of a whole file. Each row of [`LAYOUTS`] says where articles would begin if the file were
//! laid out its way; the one that explains the file best wins, the others may confirm and complete it,
//! and a file that none explains is one article.

use std::ops::Range;

use super::layouts::{LAYOUTS, wire};
use super::page::{Kind, Page};
use super::{Start, head_at, opening, shape};

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

/// A layout that explains a file less well than this is not believed.
const LEAST: f32 = 0.42;

/// How many lines below its start a head's credit may stand.
const REACH: usize = 10;

/// The layout that explains a file best, and where its articles begin.
pub fn decide(page: &Page) -> (&'static str, Vec<Start>) {
    let wired = wire::starts(page);
    if !wired.is_empty() {
        return ("wire", wired);
    }
    let mut read = hypotheses(page);
    read.sort_by(|a, b| b.merit.total_cmp(&a.merit));
    let best = read.remove(0);
    if best.merit < LEAST {
        return ("single", single(page));
    }
    finished(page, best, read)
}

/// The best reading, with what the others confirm and complete.
pub fn finished(page: &Page, best: Hypothesis, others: Vec<Hypothesis>) -> (&'static str, Vec<Start>) {
    let starts = others.into_iter().filter(|other| other.merit >= LEAST).fold(best.starts, completed);
    let starts = without_banner(page, joined(page, below_mail(page, starts)));
    match starts.as_slice() {
        // Where only one is left, the file is one article, whatever it looks like inside.
        [start] if best.name == "credited" && start.headline.is_some() => (best.name, alone(page, starts)),
        [] | [_] => ("single", single(page)),
        _ => (best.name, agreed(starts)),
    }
}

/// Every way to read a file, the one by its credits first.
pub fn hypotheses(page: &Page) -> Vec<Hypothesis> {
    let mut read = LAYOUTS.iter().map(|layout| (layout, (layout.readings)(page)));
    let credited = read.next().and_then(|(_, mut starts)| starts.pop()).unwrap_or_default();
    let mut found: Vec<Hypothesis> = read
        .flat_map(|(layout, readings)| readings.into_iter().map(move |starts| (layout, starts)))
        .filter(|(_, starts)| starts.len() > 1)
        .map(|(layout, starts)| {
            let starts = if layout.opens { opened(page, starts, &credited) } else { starts };
            let evidence = Evidence::of(page, &starts, &credited);
            // Marks of an export's own are believed even where its articles hold lines that look like credits.
            let least = if layout.opens { 0.3 } else { 0.6 };
            let mut merit = layout.trust * evidence.sure * (least + (1.0 - least) * evidence.explained);
            if evidence.within_one { merit = 0.0 }
            Hypothesis { name: layout.name, starts, evidence, merit }
        })
        .collect();
    let evidence = Evidence::of(page, &credited, &credited);
    let merit = if credited.len() > 1 { evidence.sure } else { 0.0 };
    found.insert(0, Hypothesis { name: LAYOUTS[0].name, starts: credited, evidence, merit });
    found
}

/// What speaks for and against a reading, each from 0 to 1.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// How many articles there are.
    pub count: f32,
    /// How sure they are on the whole.
    pub sure: f32,
    /// How sure the least sure quarter of them is.
    pub least: f32,
    /// The share of them that print a credit.
    pub credited: f32,
    /// The share of them that hold text.
    pub told: f32,
    /// The share of the file that stands in them.
    pub cover: f32,
    /// The share of their headlines that have three words or fewer.
    pub curt: f32,
    /// How long they are.
    pub long: f32,
    /// How alike they are in length.
    pub even: f32,
    /// The share of the articles told by credits that begin where these do.
    pub explained: f32,
    /// The share of headlines that are no other's.
    pub unlike: f32,
    /// Whether the file opens with a credited head and what tells the starts bears none.
    pub within_one: bool,
}

impl Evidence {
    fn of(page: &Page, starts: &[Start], credited: &[Start]) -> Evidence {
        let count = starts.len().max(1) as f32;
        let ends = starts.iter().skip(1).map(|start| start.line).chain([page.len()]);
        let lines: Vec<Range<usize>> = starts.iter().zip(ends).map(|(start, end)| start.line..end).collect();
        let share = |found: usize| found as f32 / count;
        let size = |lines: &Range<usize>| -> usize { lines.clone().map(|line| page.text(line).len()).sum() };
        let mut sizes: Vec<usize> = lines.iter().map(size).collect();
        sizes.sort_unstable();
        let mean = sizes.iter().sum::<usize>() as f32 / count;
        let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0) as f32;
        let all = size(&(0..page.len())).max(1) as f32;
        let mut sures: Vec<f32> = starts.iter().map(|start| start.sure.min(1.0)).collect();
        sures.sort_by(f32::total_cmp);
        let headline = |start: &Start| {
            let lines = start.headline.clone().unwrap_or(start.line..start.line + 1);
            lines.map(|line| page.text(line)).collect::<Vec<_>>().join(" ")
        };
        let headlines: Vec<String> = starts.iter().map(headline).collect();
        let curt = headlines.iter().filter(|text| text.split_whitespace().count() <= 3).count();
        let unlike: rustc_hash::FxHashSet<&String> = headlines.iter().collect();
        Evidence {
            count: (count.ln() / 4.0).min(1.0),
            sure: mean_sure(starts),
            least: sures.get(sures.len() / 4).copied().unwrap_or(0.0),
            credited: share(starts.iter().filter(|start| start.credited).count()),
            told: share(lines.iter().filter(|lines| holds_text(page, (*lines).clone())).count()),
            cover: mean * count / all,
            curt: share(curt),
            long: (mean.max(1.0).ln() / 10.0).min(1.0),
            even: (median / mean.max(1.0)).min(1.0),
            explained: explained(credited, starts),
            unlike: share(unlike.len()),
            within_one: within_one(page, starts),
        }
    }
}

/// Whether the file opens with a credited head and what starts tell bears none: a list, the parts of
/// an interview or the sections of one long article.
fn within_one(page: &Page, starts: &[Start]) -> bool {
    let Some(first) = page.from(0, page.len()) else { return false };
    let second = starts.iter().map(|start| start.line).find(|line| *line > first).unwrap_or(first);
    if !holds_text(page, first..second) {
        return false;
    }
    let credited = starts.iter().filter(|start| start.line > first && start.credited).count();
    credited * 3 < starts.len() && head_at(page, first, page.len()).credited
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

/// How sure starts are on the whole.
fn mean_sure(starts: &[Start]) -> f32 {
    starts.iter().map(|start| start.sure.min(1.0)).sum::<f32>() / starts.len().max(1) as f32
}

/// Of the articles that credits tell, the share that begins where `starts` say; 1 where credits tell none.
fn explained(credited: &[Start], starts: &[Start]) -> f32 {
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

/// The leading layout's starts, with those of another one that mostly agrees with it: articles that
/// print no credit are still told by the rule above them.
fn completed(leading: Vec<Start>, other: Hypothesis) -> Vec<Start> {
    let first = leading.first().map_or(0, |start| start.line);
    let agreed = other.starts.iter().filter(|start| meets(&leading, start)).count();
    if agreed < 2 || agreed * 10 < other.starts.len() * 6 {
        return leading;
    }
    let mut starts = leading.clone();
    starts.extend(
        other
            .starts
            .into_iter()
            .filter(|start| start.line > first && start.sure >= 0.5 && !meets(&leading, start)),
    );
    starts.sort_by_key(|start| start.line);
    starts
}

/// The starts without the first, where that is the file's own title: short, without the credit that the
/// articles have. What closes the file in that way starts no article either: it is not sure at all.
fn without_banner(page: &Page, mut starts: Vec<Start>) -> Vec<Start> {
    let [first, inner @ .., last] = starts.as_slice() else { return starts };
    let credited = inner.iter().filter(|start| start.credited).count();
    let most = !inner.is_empty() && credited * 10 >= inner.len() * 7;
    let end = inner.first().map_or(last.line, |next| next.line);
    let opening = !first.credited && !holds_text(page, first.line..end);
    let closing = !last.credited && !holds_text(page, last.line..page.len());
    if most
        && closing
        && let Some(last) = starts.last_mut()
    {
        last.sure = 0.0;
    }
    if most && opening {
        starts.remove(0);
    }
    starts
}

/// Whether a sentence stands on these lines.
fn holds_text(page: &Page, mut lines: Range<usize>) -> bool {
    lines.any(|line| {
        let text = page.text(line);
        page.kind(line) == Kind::Long || text.len() > 40 && shape::ends_sentence(text)
    })
}

/// The starts, each the surer the more of its kind there are in the file.
fn agreed(mut starts: Vec<Start>) -> Vec<Start> {
    let share = (starts.len().saturating_sub(1) as f32 / 10.0).min(0.4);
    let mean = mean_sure(&starts);
    for start in starts.iter_mut().filter(|start| start.sure > 0.0) {
        start.sure += (1.0 - start.sure).max(0.0) * share * mean;
    }
    starts
}

/// The whole file as one article.
pub fn single(page: &Page) -> Vec<Start> {
    opening::only(page).into_iter().collect()
}

/// The only start of a file, or a better one where that stands below its first lines and credits nobody.
fn alone(page: &Page, starts: Vec<Start>) -> Vec<Start> {
    let certain = |start: &Start| {
        let told = start.headline.clone().map_or(start.line, |headline| headline.start);
        start.sure >= 0.6 && shape::headline(page.text(told)) >= 0.5
    };
    if starts.first().is_some_and(certain) { starts } else { single(page) }
}

/// The starts without those that stand in the header of the mail that the file is.
fn below_mail(page: &Page, mut starts: Vec<Start>) -> Vec<Start> {
    let below = opening::below_mail(page);
    starts.retain(|start| start.headline.as_ref().map_or(start.line, |headline| headline.start) >= below);
    for start in &mut starts {
        start.line = start.line.max(page.from(below, page.len()).unwrap_or(below));
    }
    starts
}

/// The starts without those that no text stands between them and the next: the credit above a headline and
/// the one below it, or a headline and its deck, tell of one article.
fn joined(page: &Page, starts: Vec<Start>) -> Vec<Start> {
    let mut joined: Vec<Start> = Vec::new();
    for start in starts {
        match joined.last_mut() {
            Some(last) if start.sure > 0.0 && is_head_of(page, last, &start) => {
                last.sure = last.sure.max(start.sure);
                last.credited |= start.credited;
            }
            _ => joined.push(start),
        }
    }
    joined
}

/// Whether the lines from one start to the next are the first lines of one head.
fn is_head_of(page: &Page, start: &Start, next: &Start) -> bool {
    let filled = (start.line..next.line).filter(|line| page.kind(*line) != Kind::Blank);
    next.line - start.line <= REACH
        && next.credited
        && start.credited
        && start.headline.is_some()
        && filled.clone().count() <= 4
        && filled.clone().all(|line| match page.kind(line) {
            // A sentence, however short, is text: no head goes on below it.
            Kind::Short => page.text(line).len() < 120 && !page.text(line).ends_with(['.', '”', '"']),
            kind => kind == Kind::Credit,
        })
}
