//! What stands in a file before its first article: headers of the mail that carried it, a compiler's note,
//! the navigation of a saved page. It is told from the article by what an article's head has and it has not.

use std::ops::Range;

use super::echo::Echo;
use super::page::{Kind, Page};
use super::{Start, head, headline_from, mail, shape};
use crate::extract::marks;
use crate::model::Role;

/// How many lines that are not blank are looked at for the head of a file's only article.
const DEEPEST: usize = 80;

/// More paragraphs than these do not stand above the head.
const MOST_TEXTS: i32 = 4;

/// How far below a headline its credit may stand, in lines.
const NEAR: usize = 14;

/// How lines begin that stand between a mail and what it forwards, lower-cased, signs before them left out.
const FORWARDS: [&str; 6] = [
    "begin forwarded",
    "forwarded message",
    "original message",
    "start of forwarded",
    "forwarded from",
    "[ from:",
];

/// The first line below the mail headers that a file begins with; 0 where it begins with none.
pub fn below_mail(page: &Page) -> usize {
    let mut below = 0;
    while let Some(line) = page.from(below, page.len()) {
        below = match () {
            () if is_forward(page.text(line)) => line + 1,
            () => match mail::header(page, line) {
                Some(end) => end,
                None => break,
            },
        };
    }
    // A mail whose text is all there is has its subject for a headline.
    if page.from(below, page.len()).is_some() { below } else { 0 }
}

/// Whether a line announces a forwarded mail.
fn is_forward(text: &str) -> bool {
    let words = text.trim_start_matches(['-', ' ', '=', '>', '*', '<', '_']).to_lowercase();
    FORWARDS.iter().any(|forward| words.starts_with(forward))
}

/// The head of a file's only article: the best one among the file's first blocks. The first block is it,
/// unless it credits nobody and one below it does.
pub fn only(page: &Page) -> Option<Start> {
    let top = page.from(below_mail(page), page.len())?;
    let mut heads = heads(page, top);
    if heads.len() > 1 {
        let echo = Echo::of(page);
        for head in &mut heads {
            head.echo = echo.of_lines(page, head.headline.clone());
        }
    }
    let first_could_be = wordy(page.text(top)) == 1.0 && heads.first().is_some_and(|head| head.echo >= 0.3);
    let mut best: Option<(f32, &Candidate)> = None;
    for (place, head) in heads.iter().enumerate() {
        // A picture and its caption may stand between a headline and its credit.
        let below =
            heads.iter().skip(place + 1).take_while(|other| other.start.line <= head.start.line + NEAR);
        let told = if head.echo >= 0.5 && head.looks >= 0.5 {
            below.fold(head.told, |told, other| told.max(other.told))
        } else {
            head.told
        };
        let taken_up = 0.4 + 0.6 * head.echo;
        let merit = head.looks * (0.4 + told) * taken_up * 0.7_f32.powi(head.texts);
        let merit = if place == 0 { merit + 0.3 * wordy(page.text(top)) * taken_up } else { merit };
        // Where the first block could be a headline, one that credits nobody is not better.
        let uncredited = place > 0 && !head.start.credited && first_could_be;
        if best.as_ref().is_none_or(|(other, _)| merit > *other + 0.05 && !uncredited) {
            best = Some((merit, head));
        }
    }
    let start = best?.1.start.clone();
    let own = headline_of(page, &start).is_some_and(|headline| stands_alone(page, &headline));
    let message = message_above(page, top).filter(|_| !own);
    let line = message.unwrap_or(start.line);
    Some(Start { line, sure: 0.8, credited: true, ..start })
}

/// What could be the head of a file's only article.
struct Candidate {
    start: Start,
    headline: Range<usize>,
    /// How much its headline looks like one.
    looks: f32,
    /// How much it credits.
    told: f32,
    /// How much of its headline the text takes up.
    echo: f32,
    /// How many paragraphs of running text stand above it.
    texts: i32,
}

/// The heads that could begin at the file's first blocks, down to the first long line.
fn heads(page: &Page, top: usize) -> Vec<Candidate> {
    let mut heads = Vec::new();
    let (mut seen, mut fresh, mut texts) = (0, true, 0);
    for line in top..page.len() {
        match page.kind(line) {
            // A rule right below a line underlines it.
            Kind::Rule if line > top && page.kind(line - 1) != Kind::Blank => continue,
            Kind::Blank | Kind::Rule => {
                fresh = true;
                continue;
            }
            Kind::Long if line > top => break,
            _ => {}
        }
        // Lists of links may be long.
        let listed = line > top && (shape::is_listed(page.text(line)) || page.text(line).chars().count() < 2);
        seen += usize::from(!listed);
        if seen > DEEPEST {
            break;
        }
        let text = page.text(line);
        texts += i32::from(text.len() > 60 && shape::ends_sentence(text));
        // What stands below so much text is no head, and the text would be lost.
        if texts > MOST_TEXTS {
            break;
        }
        if std::mem::take(&mut fresh) && !listed {
            heads.push(Candidate { texts, ..head(page, line) });
        }
    }
    heads
}

/// The first line of the mail whose header ends above a line, if it names a subject.
fn message_above(page: &Page, below: usize) -> Option<usize> {
    let mut found = None;
    let mut line = page.from(0, page.len())?;
    while line < below {
        let end = if is_forward(page.text(line)) { line + 1 } else { mail::header(page, line)? };
        if mail::is_message(page, line..end) {
            found = Some(line);
        }
        line = page.from(end, page.len())?;
    }
    found
}

/// The lines of the headline that an article's head would have.
fn headline_of(page: &Page, start: &Start) -> Option<Range<usize>> {
    let head = head::read(page, start.line..page.len(), start);
    let mut lines = head.marked.iter().filter(|mark| mark.role == Role::Headline).map(|mark| mark.line);
    let first = lines.next()?;
    Some(first..lines.next_back().unwrap_or(first) + 1)
}

/// Whether lines are set off as a headline is: no sentence, no credit, and a blank, rule or credit below them.
fn stands_alone(page: &Page, headline: &Range<usize>) -> bool {
    let last = page.text(headline.end - 1);
    page.kind(headline.start) != Kind::Credit
        && headline.len() <= 4
        && shape::headline(page.text(headline.start)) >= 0.6
        && !shape::ends_sentence(last)
        && matches!(page.kind(headline.end), Kind::Blank | Kind::Rule | Kind::Credit)
}

/// How much a line has the words of a headline rather than of a link in a page's navigation.
fn wordy(text: &str) -> f32 {
    let unspaced = text.chars().filter(|c| marks::shape::is_unspaced(*c)).count();
    match text.split_whitespace().count() + unspaced / 3 {
        0 | 1 => 0.35,
        2 => 0.55,
        3 => 0.8,
        _ => 1.0,
    }
}

/// The head that would begin on a line.
fn head(page: &Page, line: usize) -> Candidate {
    let head = head::read(page, line..page.len(), &Start::credited(line, 0.0));
    let start = Start { credited: false, ..Start::credited(line, 0.0) };
    let mut lines = head.marked.iter().filter(|mark| mark.role == Role::Headline).map(|mark| mark.line);
    let Some(first) = lines.next() else {
        return Candidate { start, headline: line..line, looks: 0.0, told: 0.0, echo: 1.0, texts: 0 };
    };
    let headline = first..lines.next_back().unwrap_or(first) + 1;
    let likeness = headline_from(page, first).map_or(0.0, |(_, likeness)| likeness);
    let named = head.credits.iter().any(|credit| !credit.persons.is_empty());
    let outlet = head.credits.iter().any(|credit| credit.outlet.is_some());
    let dated = head.credits.iter().any(|credit| credit.date.is_some());
    let text = page.from(head.body, 12).filter(|line| page.kind(*line) != Kind::Blank);
    let dateline = text.is_some_and(|line| {
        let line = page.text(line);
        line.len() < 300 && marks::dateline(line, page.dating).is_some()
    });
    let told = 0.6 * f32::from(u8::from(named))
        + 0.3 * f32::from(u8::from(outlet))
        + 0.3 * f32::from(u8::from(dated))
        + 0.4 * f32::from(u8::from(dateline));
    let spoken = if shape::ends_sentence(page.text(first)) { 0.6 } else { 1.0 };
    let looks = likeness * spoken * wordy(page.text(first));
    Candidate { start: Start { credited: told > 0.0, ..start }, headline, looks, told, echo: 1.0, texts: 0 }
}
