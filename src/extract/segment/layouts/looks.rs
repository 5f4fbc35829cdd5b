//! Starts told by a look that recurs: the first lines of blocks that are set alike (in capitals, numbered, behind
//! a wide gap, centred, after a sign) may be the headlines of a digest that credits nobody. Each look that
//! recurs is a reading of its own; which of them makes sense is asked of the whole file, not here.

use rustc_hash::FxHashMap;

use crate::extract::marks::{self, CounterForm};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at, shape};

/// A headline of a digest without credits takes so many lines at most.
const TALLEST: usize = 4;

/// Looks that fewer blocks than this share are an accident.
const FEWEST: usize = 2;

/// A look that more blocks than this share, of a file whose blocks are no more than twice as many, is that of
/// paragraphs. Also bounds the work on one file.
const MOST: usize = 20_000;

/// How the first line of a block is set.
#[derive(Debug, Clone, Copy)]
struct Look {
    line: usize,
    /// Blank lines above it, at most 9; at the file's beginning, 9.
    gap: u8,
    /// Whether a rule or counter is the nearest thing above it.
    ruled: bool,
    /// Whether its letters are capitals.
    capitals: bool,
    /// Whether it begins far to the right.
    centred: bool,
    /// Whether text follows on the next line.
    glued: bool,
    /// How many lines the block has, where it is short enough to be a headline and has a blank below; or 0.
    lines: u8,
    opener: Opener,
}

/// What a line opens with, other than a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Opener {
    Word,
    Number(CounterForm),
    Sign(char),
}

/// The readings of a file by the looks that recur in it.
pub fn readings(page: &Page) -> Vec<Vec<Start>> {
    let looks = looks(page);
    if looks.len() < FEWEST || looks.len() > MOST {
        return Vec::new();
    }
    let alone = |look: &Look| look.lines > 0;
    let plain = |look: &Look| look.opener == Opener::Word;
    let mut chosen: Vec<Vec<usize>> = Vec::new();
    let mut choose = |is: &dyn Fn(&Look) -> bool| {
        let lines: Vec<usize> = looks.iter().filter(|look| is(look)).map(|look| look.line).collect();
        if lines.len() >= FEWEST && !chosen.contains(&lines) {
            chosen.push(lines);
        }
    };
    choose(&|look| look.capitals);
    choose(&|look| look.capitals && alone(look));
    choose(&|look| look.capitals && look.gap >= 2);
    choose(&|look| look.centred);
    choose(&|look| look.centred && look.capitals);
    for gap in 2..6 {
        choose(&|look| look.gap >= gap);
        choose(&|look| look.gap >= gap && alone(look) && plain(look));
    }
    choose(&|look| alone(look) && plain(look) && !look.centred);
    choose(&|look| look.ruled);
    choose(&|look| look.glued);
    choose(&|look| look.glued && plain(look));
    let mut openers: FxHashMap<Opener, usize> = FxHashMap::default();
    for look in looks.iter().filter(|look| !plain(look)) {
        *openers.entry(look.opener).or_default() += 1;
    }
    let mut openers: Vec<Opener> =
        openers.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(opener, _)| opener).collect();
    openers.sort_by_key(|opener| format!("{opener:?}"));
    for opener in openers {
        choose(&|look| look.opener == opener);
        choose(&|look| look.opener == opener && (look.capitals || alone(look)));
    }
    chosen.into_iter().map(|lines| starts(page, &lines)).collect()
}

fn starts(page: &Page, lines: &[usize]) -> Vec<Start> {
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    lines.iter().zip(ends).map(|(line, end)| head_at(page, *line, end)).collect()
}

/// The looks of a file's blocks whose first line may be a headline.
fn looks(page: &Page) -> Vec<Look> {
    let mut looks = Vec::new();
    let (mut gap, mut ruled, mut fresh) = (9_u8, false, true);
    for line in 0..page.len() {
        match page.kind(line) {
            Kind::Blank => {
                gap = if fresh { gap.saturating_add(1).min(9) } else { 1 };
                fresh = true;
                continue;
            }
            Kind::Rule | Kind::Counter => {
                (ruled, fresh) = (true, true);
                continue;
            }
            _ if fresh => looks.extend(look(page, line, gap, ruled)),
            _ => {}
        }
        (gap, ruled, fresh) = (0, false, false);
    }
    looks
}

fn look(page: &Page, line: usize, gap: u8, ruled: bool) -> Option<Look> {
    if page.kind(line) == Kind::Long {
        return None;
    }
    let text = page.text(line);
    let lines = (line..line + TALLEST + 1).take_while(|line| page.kind(*line) != Kind::Blank).count();
    let headline = lines <= TALLEST && !shape::ends_sentence(page.text(line + lines - 1));
    let opener = match marks::counter(text) {
        Some(counter) => Opener::Number(counter.form),
        None => match text.chars().next() {
            Some(sign) if !sign.is_alphanumeric() && !is_quote(sign) => Opener::Sign(sign),
            _ => Opener::Word,
        },
    };
    Some(Look {
        line,
        gap,
        ruled,
        capitals: shape::is_capitals(text),
        centred: page.facts.get(line).is_some_and(|fact| fact.indent >= 10),
        glued: !page.wrapped
            && !shape::ends_sentence(text)
            && (page.kind(line + 1) == Kind::Long || shape::ends_sentence(page.text(line + 1))),
        lines: if headline { u8::try_from(lines).unwrap_or(0) } else { 0 },
        opener,
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '„' | '«' | '‘' | '¿' | '¡' | '(' | '「' | '《')
}
