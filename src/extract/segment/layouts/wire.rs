//! Copy as an agency's wire carries it (ANPA 1312, IPTC 7901): a header with the service and number, slugs
//! and notes to editors, the headline, then the text. Only the header tells where an article begins.

use std::ops::Range;

use crate::extract::marks;
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, shape};
use crate::model::{Day, Published, Role};

/// How many lines that are not blank may stand between a header and the text.
const LONGEST: usize = 14;

/// What notes to editors begin with, lower-cased.
const NOTES: [&str; 8] = ["ap photo", "eds:", "with ", "photos", "graphic", "adv ", "by the numbers", "eds "];

/// Words that say where in a story's life its copy stands.
const STAGES: [&str; 12] = [
    "LEAD",
    "NET",
    "REFILE",
    "UPDATE",
    "URGENT",
    "BULLETIN",
    "CORRECTED",
    "CORRECTION",
    "EXTRA",
    "ROUNDUP",
    "WRAPUP",
    "REPEAT",
];

/// Starts at each header, where the file begins with one.
pub fn starts(page: &Page) -> Vec<Start> {
    let first = page.from(0, page.len()).unwrap_or(0);
    if !is_header(page, first) && is_slug_line(page, first) {
        let lines: Vec<usize> = (0..page.len()).filter(|line| is_slug_line(page, *line)).collect();
        // One slug may be a file's own; where several stand each opens a story.
        let starts = lines.iter().map(|line| Start::credited(*line, 0.9)).collect();
        return if lines.len() > 1 { starts } else { Vec::new() };
    }
    let opens = is_header(page, first);
    let lines = (0..page.len()).filter(|line| opens && is_header(page, *line));
    lines.map(|line| Start::credited(line, 0.95)).collect()
}

/// Whether a line is a header: `aeca062 4 i 211 dpa 061`, or `aw2870asian` over `f l BC-Slug 11-13 1049`.
fn is_header(page: &Page, line: usize) -> bool {
    if matches!(page.kind(line), Kind::Blank | Kind::Long) {
        return false;
    }
    let mut words = page.text(line).split(|c: char| c.is_whitespace() || c.is_control());
    let Some(service) = words.next().filter(|word| is_service(word)) else { return false };
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [priority, category, rest @ ..] if service.len() <= 9 => {
            let figures = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
            priority.len() == 1
                && figures(priority)
                && category.len() <= 3
                && category.bytes().all(|byte| byte.is_ascii_alphabetic())
                && rest.iter().any(figures)
        }
        [] | [_] => is_keyword_line(page.text(line + 1)),
        _ => false,
    }
}

/// Whether a line is a slug and nothing else: `BC-FERRY`.
fn is_slug_line(page: &Page, line: usize) -> bool {
    let text = page.text(line).trim_start_matches('^').trim_end_matches(['<', '=']);
    let keyword = ["BC-", "AM-", "PM-"].iter().find_map(|cycle| text.strip_prefix(cycle));
    keyword.is_some_and(|keyword| {
        text.len() <= 40
            && keyword.starts_with(|c: char| c.is_uppercase())
            && keyword.split_whitespace().count() <= 3
            && !shape::ends_sentence(text)
    })
}

/// Whether a word names a service and a number: two to five letters or fewer, then three figures or more.
fn is_service(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let figures = word.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&letters) && (3..=5).contains(&figures) && word.len() <= 24
}

/// Whether a line has the keywords of ANPA copy: priority, category, slug, day and time.
fn is_keyword_line(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let letter = |word: Option<&str>| word.is_some_and(|word| word.len() == 1 && word != "-");
    let time = |word: Option<&str>, mark: Option<usize>| {
        word.is_some_and(|word| {
            (4..=5).contains(&word.len())
                && word.bytes().enumerate().all(|(at, byte)| byte.is_ascii_digit() || Some(at) == mark)
        })
    };
    let opens = letter(words.next()) && letter(words.next());
    opens && time(words.next_back(), None) && time(words.next_back(), Some(2))
}

/// What a line of the head is for.
enum Part {
    Slug,
    Note,
    Credit,
    Title { closed: bool },
}

/// Reads the head of the article that these lines begin with; whether a wire's header stands there.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> bool {
    if !is_header(page, lines.start) && !is_slug_line(page, lines.start) {
        return false;
    }
    head.mark(lines.start, Role::Credit, "header of the wire");
    let mut titles: Vec<(usize, bool)> = Vec::new();
    let (mut seen, mut body, mut settled) = (0, lines.start + 1, false);
    for line in lines.start + 1..lines.end {
        if page.kind(line) == Kind::Blank {
            if settled {
                break;
            }
            continue;
        }
        let raw = page.sheet.line(line);
        let indent = raw.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if seen >= LONGEST || !titles.is_empty() && (indent >= 2 || raw.starts_with('\t')) {
            break;
        }
        seen += 1;
        let inner = inner(page.text(line));
        let text = page.text(line).get(inner).unwrap_or("");
        let credited = settled && !titles.is_empty();
        let part = match () {
            () if seen == 1 && is_keyword_line(page.text(line)) => Part::Slug,
            () => part(page, line, text, credited),
        };
        match part {
            Part::Slug => head.mark(line, Role::Credit, "slug"),
            Part::Note => head.mark(line, Role::Credit, "note to editors"),
            Part::Credit => {
                head.mark(line, Role::Credit, "credit");
                head.credits.extend(marks::credit(text, page.dating));
                settled = true;
            }
            Part::Title { closed } => {
                if page.kind(line) == Kind::Long && !titles.is_empty() && !page.text(line).starts_with('^') {
                    break;
                }
                titles.push((line, closed));
                settled |= closed || text.split_whitespace().count() >= 4;
                head.mark(line, Role::Deck, "between slug and text");
            }
        }
        body = line + 1;
    }
    let closed = titles.iter().find(|(_, closed)| *closed);
    let told = closed.or(titles.iter().find(|(line, _)| page.text(*line).split_whitespace().count() >= 3));
    if let Some((line, _)) = told.or(titles.first())
        && let Some(mark) = head.marked.iter_mut().find(|mark| mark.line == *line)
    {
        (mark.role, mark.why) = (Role::Headline, "headline below the slug");
        mark.part = Some(inner(page.text(*line)));
    }
    head.body = body;
    head.labelled.published = sent(page, lines);
    true
}

/// What a line between header and text is.
fn part(page: &Page, line: usize, text: &str, credited: bool) -> Part {
    let lower = text.to_lowercase();
    let closed = page.text(line).ends_with(['=', '+']);
    if lower.starts_with("by ") || marks::credit(text, page.dating).is_some_and(|credit| credit.sure >= 0.5) {
        Part::Credit
    } else if NOTES.iter().any(|note| lower.starts_with(note)) {
        Part::Note
    } else if is_slug(text) || is_stage(text) {
        Part::Slug
    } else if credited && text.len() < 50 && marks::looks_like_outlet(text) >= 0.5 {
        Part::Credit
    } else {
        Part::Title { closed: closed && shape::headline(text) > 0.2 }
    }
}

/// Whether a line is a slug: keywords joined by strokes or hyphens, with a count of words after them.
fn is_slug(text: &str) -> bool {
    let counted = text
        .rsplit_once(',')
        .is_some_and(|(_, count)| count.trim().parse::<u32>().is_ok() && count.len() < 6);
    let joined = |mark: char| text.matches(mark).count() >= 2 && !text.contains(' ');
    ["BC-", "AM-", "PM-"].iter().any(|cycle| text.starts_with(cycle))
        || counted && text.contains('-')
        || text.ends_with('/')
        || joined('/')
        || joined('-')
}

/// Whether a line says only where in a story's life its copy stands.
fn is_stage(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '-']).collect();
    words.len() <= 3
        && words.iter().any(|word| STAGES.contains(word))
        && words.iter().all(|word| !word.chars().any(char::is_lowercase))
}

/// A line without the signs that the wire sets around it.
fn inner(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start_matches(|c: char| c == '^' || c.is_control()).len();
    let sign = |c: char| matches!(c, '<' | '=' | '+') || c.is_whitespace() || c.is_control();
    start..text.trim_end_matches(sign).len().max(start)
}

/// The day in the line that closes the copy: `101137 GMT Dec 18`, `AP-WF-02-20-16 0337GMT`.
fn sent(page: &Page, lines: Range<usize>) -> Option<Published> {
    let last = lines.rev().filter(|line| !matches!(page.kind(*line), Kind::Blank | Kind::Long)).take(3);
    last.filter_map(|line| day(page, page.text(line))).next()
}

fn day(page: &Page, text: &str) -> Option<Published> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "GMT").collect();
    let written = match words.as_slice() {
        [time, month, year] if time.len() == 6 && time.bytes().all(|byte| byte.is_ascii_digit()) => {
            let year = year.parse::<u32>().ok().filter(|year| *year < 100)?;
            let century = if year < 70 { 2000 } else { 1900 };
            format!("{} {month} {}", time.get(..2)?, century + year)
        }
        [stamp, time] if time.ends_with("GMT<") || time.ends_with("GMT") => {
            let mut parts = stamp.rsplit('-').map(str::parse::<i32>);
            let (year, day, month) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
            let year = if year < 70 { 2000 + year } else { 1900 + year };
            let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
            return (day <= page.dating.today).then(|| Published::on(day));
        }
        _ => return None,
    };
    marks::date_only(&written, page.dating).map(|date| date.published)
}
