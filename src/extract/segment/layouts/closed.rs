//! Starts told by what closes each article: a credit in brackets at the end of its last paragraph (`… at dawn.
//! (Outlet, May 3, 1993)`), a credit on its last line, or its address on the web.

use crate::extract::marks::{self, Credit, Form};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at, shape};

/// How far from its end a paragraph is looked into, in bytes.
const REACH: usize = 120;

/// A dated line at the end of an article is as short as this, in bytes.
const SHORT: usize = 90;

/// Fewer closed articles are an accident.
const FEWEST: usize = 2;

/// The readings of a file whose articles end alike, one for each way to end.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let dated = |line: usize| credit(page, line).is_some_and(|credit| credit.date.is_some());
    let named = |line: usize| credit(page, line).is_some();
    let lines = |line: usize| ends_with_credit_line(page, line);
    let links = |line: usize| links(page, line);
    let ways: [&dyn Fn(usize) -> bool; 4] = [&dated, &named, &lines, &links];
    let mut read: Vec<Vec<usize>> = Vec::new();
    for way in ways {
        let closed: Vec<usize> = (0..page.len()).filter(|line| way(*line)).collect();
        if closed.len() >= FEWEST && !read.contains(&closed) {
            read.push(closed);
        }
    }
    read.into_iter().map(|closed| after(page, &closed)).collect()
}

/// Starts at the first article and after each line that closes one.
fn after(page: &Page, closed: &[usize]) -> Vec<Start> {
    let below: Vec<usize> = closed.iter().map(|line| below(page, line + 1)).collect();
    let mut begins: Vec<usize> = Vec::new();
    for (place, from) in std::iter::once(0).chain(below.iter().copied()).enumerate() {
        let end = below.get(place).copied().unwrap_or(from);
        begins
            .extend(page.from(from, page.len()).filter(|line| *line < end && page.kind(*line) != Kind::Rule));
    }
    if let (Some(first), Some(end)) = (begins.first().copied(), closed.first()) {
        begins[0] = opening(page, first, *end, &begins[1..]);
    }
    let ends = begins.iter().skip(1).copied().chain([page.len()]);
    begins.iter().zip(ends).map(|(line, end)| Start { credited: true, ..head_at(page, *line, end) }).collect()
}

/// One past the lines that still belong to the article that is closed above: addresses and remarks in brackets.
fn below(page: &Page, mut line: usize) -> usize {
    let mut remark = false;
    while line < page.len() && page.kind(line) != Kind::Blank {
        let text = page.text(line);
        remark |= text.starts_with('[');
        if !(remark || is_link(page, line) || page.kind(line) == Kind::Rule) {
            break;
        }
        remark &= !text.ends_with(']');
        line += 1;
    }
    line
}

/// Where the first article begins: what stands above it closes with nothing. Its headline looks as those of the
/// others do; where they have no look in common, it is the first line.
fn opening(page: &Page, first: usize, end: usize, others: &[usize]) -> usize {
    let like = |is: &dyn Fn(usize) -> bool| {
        let alike = others.iter().filter(|line| is(**line)).count() * 4 >= others.len() * 3;
        let opens = |line: &usize| *line == first || page.kind(line - 1) == Kind::Blank;
        let mut lines = (first..end).rev().filter(|line| page.kind(*line) != Kind::Blank).filter(opens);
        if alike { lines.find(|line| is(*line)) } else { None }
    };
    let capitals = |line: usize| shape::is_capitals(page.text(line)) && page.kind(line) == Kind::Short;
    let gap = |line: usize| line >= 2 && (line - 2..line).all(|line| page.kind(line) == Kind::Blank);
    if others.is_empty() {
        return first;
    }
    // A title stands alone where headlines stand over their text.
    let tight = |line: usize| page.kind(line + 1) != Kind::Blank;
    let title = || if tight(first) { None } else { like(&tight) };
    like(&capitals).or_else(|| like(&gap)).or_else(title).unwrap_or(first)
}

/// The credit in brackets that a line of text ends with, where its paragraph ends too. The bracket may have begun
/// on the line above.
pub fn credit(page: &Page, line: usize) -> Option<Credit> {
    let text = page.text(line);
    let ends = text.ends_with([')', ']']) || text.ends_with(").") || text.ends_with("].");
    if !ends || !matches!(page.kind(line), Kind::Short | Kind::Long | Kind::Credit) || !ends_below(page, line)
    {
        return None;
    }
    let from = (text.len().saturating_sub(REACH)..text.len()).find(|from| text.is_char_boundary(*from))?;
    let told = match marks::bracket_credit_at_end(text.get(from..)?, page.dating) {
        None if !text.contains(['(', '[']) && line > 0 => {
            let joined = format!("{} {text}", page.text(line - 1));
            let open = joined.rfind(['(', '[']).filter(|open| joined.len() - open < REACH)?;
            marks::bracket_credit_at_end(joined.get(open..)?, page.dating)
        }
        told => told,
    };
    // Where the bracket is broken over two lines its date is on none of them.
    told.map(|(_, credit)| credit)
}

/// Whether a paragraph ends on a line, addresses and a remark in brackets below it aside.
fn ends_below(page: &Page, line: usize) -> bool {
    matches!(page.kind(line + 1), Kind::Blank | Kind::Rule)
        || page.text(line + 1).starts_with('[')
        || is_link(page, line + 1)
}

/// Whether a line holds the credit that closes an article.
pub fn closes(page: &Page, line: usize) -> bool {
    credit(page, line).is_some() || ends_with_credit_line(page, line)
}

/// Whether a line credits the article that ends there: it stands below its text, and only an address may follow.
fn ends_with_credit_line(page: &Page, line: usize) -> bool {
    let text = page.text(line);
    let told = |credit: &Credit| {
        let named = credit.outlet.is_some() || !credit.persons.is_empty();
        match credit.form {
            Form::NameDate | Form::OutletCommaDate | Form::ByNameDate | Form::NumberedSource => named,
            Form::Source => named && credit.url.is_none(),
            _ => false,
        }
    };
    text.len() <= SHORT
        && ends_below(page, line)
        && page.credit(line).is_some_and(told)
        && line > 0
        && page.above(line, 3).is_some_and(|above| {
            let text = page.text(above);
            let ended = page.kind(above) == Kind::Long || shape::ends_sentence(text);
            ended || is_link(page, above) || marks::looks_like_person(text)
        })
}

/// Whether a line is an address on the web that closes an article: text stands above it, a blank line below.
fn links(page: &Page, line: usize) -> bool {
    is_link(page, line)
        && matches!(page.kind(line + 1), Kind::Blank | Kind::Rule)
        && page.above(line, 4).is_some_and(|above| !matches!(page.kind(above), Kind::Rule | Kind::Counter))
}

/// Whether a line is an address on the web, behind a word (`Link:`, `More:`) or between brackets or without.
fn is_link(page: &Page, line: usize) -> bool {
    let text = page.text(line);
    // Few words stand before an address, and none behind it.
    if text.rfind(' ').is_some_and(|blank| blank > 32) {
        return false;
    }
    let Some(start) = text.find("http").or_else(|| text.find("www.")) else { return false };
    let words = text.get(..start).unwrap_or("").trim_end_matches(['<', '(', '[', ' ']);
    let address = text.get(start..).unwrap_or("");
    (words.is_empty() || words.ends_with([':', '>', '-', ']']) && words.len() <= 24)
        && !address.contains(' ')
        && address.contains('.')
}
