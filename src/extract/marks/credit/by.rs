//! Bylines as whole lines: `By A`, `by A (Outlet) p. 4`, `By A of The Outlet`, and the same in other languages.

use super::super::byline::words::{
    SMALL, is_job, is_joining, is_opening, is_ours, is_particle, is_title, kinds,
};
use super::super::byline::{is_name_word, looks_like_person, persons, without_opening};
use super::super::outlet::{is_cue, is_known_outlet, looks_like_outlet, outlet};
use super::super::shape::{Folded, count_words, is_capitalised};
use super::page::page_tail;
use super::split::{is_bar, is_dash};
use super::{Credit, Form};

/// A byline longer than this, in bytes, is a sentence.
const LONGEST: usize = 160;
/// A byline of more words than this is a sentence.
const MOST_WORDS: usize = 18;

/// A name of more words than this is none.
const MOST_WORDS_OF_A_NAME: usize = 5;

/// Whether `text` begins as a byline does.
pub(super) fn opens(text: &str) -> bool {
    opening(text).is_some()
}

/// How a byline opens: with "by" itself, or with a word of another language or another meaning.
#[derive(Clone, Copy, PartialEq)]
enum Opening {
    By,
    Labelled,
    Foreign,
}

fn opening(text: &str) -> Option<Opening> {
    let text = text.trim_start_matches(['>', '-', '–', '—', '*', ' ']);
    let (first, rest) = text.split_once(|c: char| c.is_whitespace() || c == ':')?;
    if first.len() > 16 || rest.trim().is_empty() || !is_opening(first) {
        return None;
    }
    let labelled = text.get(first.len()..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let folded = Folded::of(first)?;
    match folded.as_str() {
        "by" => Some(Opening::By),
        _ if labelled => Some(Opening::Labelled),
        "von" | "par" | "por" | "door" | "di" | "af" | "av" | "da" | "de" => Some(Opening::Foreign),
        "written" | "reported" | "story" | "posted" | "published" | "submitted" => {
            rest.trim_start().starts_with("by ").then_some(Opening::By)
        }
        _ => None,
    }
}

/// The credit of a byline without a date.
pub(super) fn by(line: &str) -> Option<Credit> {
    if line.len() > LONGEST {
        return None;
    }
    let opening = opening(line)?;
    let names = without_opening(line).trim();
    if count_words(names, MOST_WORDS + 1) > MOST_WORDS || names.ends_with(['?', '!', ':']) {
        return None;
    }
    let found = with_bracket(names)
        .or_else(|| with_mark(names))
        .or_else(|| of_outlet(names))
        .or_else(|| plain(names))?;
    let person = found.persons.first().is_some_and(|name| looks_like_person(name));
    if found.persons.iter().any(|name| count_words(name, MOST_WORDS_OF_A_NAME + 1) > MOST_WORDS_OF_A_NAME) {
        return None;
    }
    let one_word = found.persons.iter().all(|name| !name.contains(' '));
    match opening {
        Opening::Foreign if !person && !found.persons.is_empty() => None,
        Opening::Foreign if found.persons.is_empty() && !names_a_job(names) => None,
        _ if person => Some(Credit { sure: found.sure.max(0.9), ..found }),
        _ if one_word && !found.persons.is_empty() => Some(Credit { sure: found.sure.min(0.4), ..found }),
        _ => Some(found),
    }
}

fn names_a_job(names: &str) -> bool {
    names.split_whitespace().take(8).any(is_job)
}

/// `A (Outlet)`, `A (Outlet)(Page A22)`, `A (Outlet) p. 4`.
fn with_bracket(names: &str) -> Option<Credit> {
    let open = names.find('(')?;
    let close = open + names.get(open..)?.find(')')?;
    let writers = names.get(..open)?.trim().trim_end_matches(['-', ',', ' ']);
    let inside = names.get(open + 1..close)?.trim();
    let tail = names.get(close + 1..)?.trim();
    let page = if tail.is_empty() { None } else { page_tail(tail)? };
    if !plausible(writers) || inside.is_empty() || count_words(inside, 9) > 7 || inside.contains('@') {
        return None;
    }
    Some(Credit {
        outlet: outlet(inside),
        persons: persons(writers),
        page,
        ..Credit::new(Form::ByBracketOutlet, 0.9)
    })
}

/// `A | Outlet`, `A – Outlet`, `A, Outlet Staff Writer`, `A / a@example.com`.
fn with_mark(names: &str) -> Option<Credit> {
    let parted = |at: usize, c: char| {
        let before = names.get(..at).is_some_and(|text| text.ends_with(char::is_whitespace));
        is_bar(c) || matches!(c, ',' | ';') || ((is_dash(c) || matches!(c, '-' | '/')) && before)
    };
    let (at, mark) = names.char_indices().find(|(at, c)| parted(*at, *c))?;
    let writers = names.get(..at)?.trim();
    let rest = names.get(at + mark.len_utf8()..)?.trim().trim_start_matches(['-', ' ']);
    if !plausible(writers) || rest.is_empty() {
        return None;
    }
    let people = persons(names);
    let people = if people.is_empty() { persons(writers) } else { people };
    let employer = employer(rest);
    // Behind a comma only names, jobs and outlets make a byline; a sentence goes on in small letters.
    let goes_on = rest.split_whitespace().take(4).any(|word| !belongs(word));
    if matches!(mark, ',' | ';') && employer.is_none() && goes_on && !names_a_job(rest) {
        return None;
    }
    if matches!(mark, ',' | ';') && count_words(rest, 4) > 3 && rest.ends_with('.') && !names_a_job(rest) {
        return None;
    }
    Some(Credit { outlet: employer, persons: people, ..Credit::new(Form::By, 0.8) })
}

fn belongs(word: &str) -> bool {
    is_capitalised(word)
        || is_joining(word)
        || is_particle(word)
        || is_job(word)
        || matches!(word, "in" | "for" | "at" | "the" | "special" | "to" | "à" | "a" | "en" | "aus" | "i")
        || word.contains('@')
        || word.starts_with(['(', '-', '–'])
}

/// The outlet that a piece behind a name holds: `Outlet Staff Writer`, `Associated Press`, `special to The Outlet`.
pub(super) fn employer(piece: &str) -> Option<String> {
    let piece =
        piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '–' | '|'));
    let lower = piece.get(..11).map(str::to_ascii_lowercase).unwrap_or_default();
    let piece = if lower == "special to " { piece.get(11..)? } else { piece };
    let words: Vec<&str> = piece.split_whitespace().collect();
    // "Associated Press writer": what outlets are named with stays, unless "staff" says where the job begins.
    let of_job = |word: &&str| (is_job(word) && !is_cue(word)) || matches!(*word, "for" | "the" | "of");
    let staff = words.iter().position(|word| word.eq_ignore_ascii_case("staff"));
    let end =
        staff.unwrap_or_else(|| words.iter().rposition(|word| !of_job(word)).map_or(0, |last| last + 1));
    let (name, job) = words.split_at_checked(end)?;
    let name = name.join(" ");
    // "Washington correspondent" names a place, "Outlet Staff Writer" an employer.
    let writes = staff.is_some()
        || job.iter().any(|word| word.to_lowercase().trim_end_matches('s').ends_with("writer"));
    let special = lower == "special to ";
    let least = if writes || special { 0.3 } else { 0.55 };
    (looks_like_outlet(&name) >= least).then(|| outlet(&name)).flatten()
}

/// `A of The Outlet`.
fn of_outlet(names: &str) -> Option<Credit> {
    let cut =
        [" of ", " for ", " OF ", " For "].iter().find_map(|mark| Some((names.find(mark)?, mark.len())));
    let (at, len) = cut?;
    let writers = names.get(..at)?;
    let name = names.get(at + len..)?.trim();
    let named = is_capitalised(name) || name.starts_with("the ");
    let fits = looks_like_outlet(name) >= 0.3 && looks_like_person(writers);
    (named && fits).then(|| Credit {
        outlet: outlet(name),
        persons: persons(writers),
        ..Credit::new(Form::ByOfOutlet, 0.9)
    })
}

/// `A`, `A and B in Paris`, `JANE ROE Associated Press Writer`, `Lantern staff`, `The Associated Press`.
fn plain(names: &str) -> Option<Credit> {
    let mut found = Credit::new(Form::By, 0.7);
    if names_a_job(names) {
        if let Some((writers, rest)) = person_before_job(names) {
            return Some(Credit { persons: persons(writers), outlet: employer(rest), ..found });
        }
    } else if is_known_outlet(names) || (looks_like_outlet(names) >= 0.8 && !looks_like_person(names)) {
        found.outlet = outlet(names);
        return Some(found);
    }
    if !plausible(names) {
        return None;
    }
    found.persons = persons(names);
    if found.persons.is_empty() {
        let first = names.split_whitespace().next()?;
        found.outlet = if is_known_outlet(first) { Some(first.to_owned()) } else { employer(names) };
    }
    Some(found)
}

/// The name at the head of a line that goes on with a job, or with what is most like an outlet and a job.
fn person_before_job(names: &str) -> Option<(&str, &str)> {
    let blanks = names.match_indices(' ').map(|(at, _)| at);
    let halves = blanks.filter_map(|at| Some((names.get(..at)?, names.get(at + 1..)?)));
    let fits = |(writer, rest): &(&str, &str)| {
        looks_like_person(writer) && (employer(rest).is_some() || rest.split_whitespace().all(is_job))
    };
    let likeness = |rest: &str| employer(rest).map_or(0.0, |name| looks_like_outlet(&name));
    halves.take(4).filter(fits).max_by(|(_, a), (_, b)| likeness(a).total_cmp(&likeness(b)))
}

/// Whether `names` holds nothing that a list of people would not: capitals, small words inside names,
/// joining words, places behind "in", or a job that names nobody.
pub(super) fn plausible(names: &str) -> bool {
    let mut tokens = 0;
    let mut place = false;
    let job = names_a_job(names);
    let nobody = job && persons(names).is_empty();
    for token in names.split_whitespace() {
        tokens += 1;
        let bare = token.trim_matches([',', ';', ':', '(', ')', '"', '“', '”']);
        let last = tokens == count_words(names, MOST_WORDS + 1);
        let named =
            is_name_word(bare) || (last && is_name_word(bare.trim_end_matches('.'))) || is_title(bare);
        let small = is_joining(bare)
            || is_particle(bare)
            || bare.contains('@')
            || bare.chars().all(|c| !c.is_alphanumeric());
        let of_job = is_job(bare) || (is_ours(bare) && job);
        let function_word = kinds(bare).any(SMALL) && !is_particle(bare) && !is_joining(bare);
        if matches!(bare, "in" | "IN" | "at") && tokens > 1 {
            place = true;
            continue;
        }
        if (function_word && !nobody) || !(named || small || of_job || place) {
            return false;
        }
    }
    tokens > 0
        && tokens <= MOST_WORDS
        && (job || is_capitalised(names.trim_start_matches(['"', '“'])) || names.starts_with("d’"))
}
