//! The starts of a reading that was chosen → those of articles: what titles the file, closes it, carries it as a
//! mail or heads the article below it begins none of its own.

use super::layout::{Hypothesis, REACH, SINGLE, holds_text, single};
use super::layouts::notes;
use super::page::{Kind, Page};
use super::{Start, colophon, mail, opening, shape};

/// A reading without what is no article of its own.
pub fn finished(page: &Page, best: Hypothesis) -> (&'static str, Vec<Start>) {
    if best.name == SINGLE {
        return (SINGLE, best.starts);
    }
    // The mails of a mailbox begin with their headers, and so does the file.
    let headers = best.starts.iter().filter(|start| mail::header(page, start.line).is_some()).count();
    let starts = if best.name == "messages" || headers * 2 > best.starts.len() {
        forwarded(page, best.starts)
    } else {
        below_mail(page, best.starts)
    };
    // A row is an article whole, so that no text stands between one and the next.
    let mut starts = if best.name == "rows" { starts } else { without_banner(page, joined(page, starts)) };
    untitled(page, &mut starts);
    below_title(page, &mut starts);
    let closing = colophon::below(page);
    if starts.len() > 1 && closing < page.len() {
        starts.retain(|start| start.line < closing);
        starts.push(Start { line: closing, headline: None, sure: 0.0, credited: false });
    }
    match starts.as_slice() {
        // Where only one is left, the file is one article, whatever it looks like inside.
        [start] if best.name == "credited" && start.headline.is_some() => (best.name, alone(page, starts)),
        [] | [_] => (SINGLE, single(page)),
        _ => (best.name, starts),
    }
}

/// Makes the titles of sections of notes, which have no text of their own, not sure at all.
fn untitled(page: &Page, starts: &mut [Start]) {
    let next: Vec<usize> = starts.iter().skip(1).map(|start| start.line).collect();
    for (start, next) in starts.iter_mut().zip(next) {
        let is_title = !holds_text(page, start.line..next) && notes::begins(page, next);
        if is_title && !notes::begins(page, start.line) {
            start.sure = 0.0;
        }
    }
}

/// The starts without the first, where that is the file's own title: short, without the credit that the
/// articles have. What closes the file in that way starts no article either: it is not sure at all.
fn without_banner(page: &Page, mut starts: Vec<Start>) -> Vec<Start> {
    let [first, inner @ .., last] = starts.as_slice() else { return starts };
    let credited = inner.iter().filter(|start| start.credited).count();
    let most = !inner.is_empty() && credited * 10 >= inner.len() * 7;
    let end = inner.first().map_or(last.line, |next| next.line);
    let opening = !holds_text(page, first.line..end);
    // A title takes few lines.
    let brief = (first.line..end).filter(|line| page.kind(*line) != Kind::Blank).count() <= 6;
    let textual = brief
        && inner.len() > 1
        && inner.iter().zip(&starts[2..]).all(|(start, next)| holds_text(page, start.line..next.line));
    // What closes the file credits nobody, and is no headline or has no text.
    let headline = !shape::ends_sentence(page.text(last.line));
    let article = last.credited || headline && holds_text(page, last.line..page.len());
    if most
        && !article
        && let Some(last) = starts.last_mut()
    {
        last.sure = 0.0;
    }
    if opening && (most && !starts[0].credited || textual) {
        starts.remove(0);
    }
    starts
}

/// Moves the first start down from the file's title to the first headline, where the others bear one sign (`## `)
/// and the title another (`# `).
fn below_title(page: &Page, starts: &mut [Start]) {
    let sign = |line: usize| page.text(line).get(..shape::sign(page.text(line))).unwrap_or("");
    let [first, second, others @ ..] = starts else { return };
    let own = sign(second.line);
    if own.is_empty() || sign(first.line) == own || others.iter().any(|start| sign(start.line) != own) {
        return;
    }
    let below = (first.line + 1..second.line.min(first.line + REACH)).find(|line| sign(*line) == own);
    if let Some(line) = below.filter(|line| page.kind(line - 1) == Kind::Blank) {
        (first.line, first.headline) = (line, Some(line..line + 1));
    }
}

/// The only start of a file, or a better one where that stands below its first lines and credits nobody.
fn alone(page: &Page, starts: Vec<Start>) -> Vec<Start> {
    let certain = |start: &Start| {
        let told = start.headline.clone().map_or(start.line, |headline| headline.start);
        start.sure >= 0.6 && shape::headline(page.text(told)) >= 0.5
    };
    if starts.first().is_some_and(certain) { starts } else { single(page) }
}

/// The messages, without those that stand in the header of the mail that carries the first: it was passed on.
fn forwarded(page: &Page, mut starts: Vec<Start>) -> Vec<Start> {
    let below = opening::below_mail(page);
    let first = starts.first().map_or(0, |start| start.line);
    starts.retain(|start| start.line == first || start.line >= below);
    starts
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
