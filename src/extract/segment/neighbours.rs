//! What lines are by those around them: heads of printed pages, titles that are underlined, headlines with a date on
//! their line and names above one. A line's own facts are told in `page`.

use rustc_hash::FxHashMap;

use super::page::{Fact, Kind, trim};
use super::shape;
use crate::extract::lines::Sheet;
use crate::extract::marks::{self, Credit, Form};

/// Words that number pages.
const PAGE_WORDS: [&str; 8] = ["page", "seite", "página", "pagina", "side", "sida", "strona", "стр"];

/// Blanks the lines at the head or foot of printed pages: the same words again and again, and a page's number.
pub fn page_headers(sheet: &Sheet, facts: &mut [Fact]) {
    /// Fewer than these may be credits with a page.
    const FEWEST: usize = 3;
    let mut found: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (line, fact) in facts.iter().enumerate() {
        if !matches!(fact.kind, Kind::Short | Kind::Credit | Kind::Label) || fact.length > 100 {
            continue;
        }
        let text = trim(sheet.line(line));
        if !text.ends_with(|c: char| c.is_ascii_digit()) && !text.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let lower = text.to_lowercase();
        let named =
            lower.split_whitespace().count() >= 4 && PAGE_WORDS.iter().any(|word| lower.contains(word));
        if named {
            found.entry(lower.chars().filter(|c| c.is_alphabetic()).collect()).or_default().push(line);
        }
    }
    let number = |line: usize| -> Option<u32> {
        let text = trim(sheet.line(line));
        let digits = text.rsplit(|c: char| !c.is_ascii_digit()).find(|word| !word.is_empty())?;
        digits.parse().ok()
    };
    for lines in found.into_values().filter(|lines| lines.len() >= FEWEST) {
        // The pages of a printed file follow on each other; those of clippings do not.
        let rising =
            lines.windows(2).filter(|pair| number(pair[1]) == number(pair[0]).map(|page| page + 1)).count();
        if rising * 10 >= (lines.len() - 1) * 7 {
            blank_beside(sheet, &lines, facts);
            for line in lines {
                facts[line].kind = Kind::Blank;
            }
        }
    }
}

/// Takes lines that are underlined, and credit nobody by name and no day, for titles: `Letter from the Editor`.
pub fn underlined_titles(sheet: &Sheet, facts: &mut [Fact], credits: &[(usize, Credit)]) {
    let nameless =
        |credit: &Credit| credit.date.is_none() && credit.persons.is_empty() && credit.url.is_none();
    for (line, _) in credits.iter().filter(|(_, credit)| nameless(credit)) {
        let length = trim(sheet.line(*line)).chars().count();
        let rule = facts.get(line + 1).filter(|next| next.kind == Kind::Rule);
        let drawn = rule.and_then(|_| marks::rule(trim(sheet.line(line + 1))));
        if drawn.is_some_and(|rule| rule.columns.abs_diff(length) <= 2) && facts[*line].kind == Kind::Credit {
            facts[*line].kind = Kind::Short;
        }
    }
}

/// What stands on each page above or below the line with its number, nearly always the same, is of the page's head too.
fn blank_beside(sheet: &Sheet, numbered: &[usize], facts: &mut [Fact]) {
    for side in [-1, 1] {
        let beside: Vec<usize> = numbered
            .iter()
            .filter_map(|line| line.checked_add_signed(side))
            .filter(|line| *line < facts.len())
            .collect();
        let text = |line: &usize| trim(sheet.line(*line));
        let most = beside.get(beside.len() / 2).map_or("", text);
        let same: Vec<usize> = beside.into_iter().filter(|line| text(line) == most).collect();
        if !most.is_empty() && same.len() * 10 >= numbered.len() * 7 {
            same.into_iter().for_each(|line| facts[line].kind = Kind::Blank);
        }
    }
}

/// A name and a date with a wide gap between them are a headline and its date, where a rule underlines
/// them or the writer is named below.
pub fn told_by_neighbours(sheet: &Sheet, facts: &[Fact], credits: &mut [(usize, Credit)]) {
    for (line, credit) in credits.iter_mut() {
        if let Some(name) = name_below_headline(sheet, facts, *line, credit) {
            (credit.form, credit.sure) = (Form::NameDate, 0.6);
            (credit.outlet, credit.headline) = (Some(name), None);
        }
    }
    for place in 0..credits.len() {
        let (next_line, next_named) =
            credits.get(place + 1).map_or((0, false), |(line, next)| (*line, !next.persons.is_empty()));
        let Some((line, credit)) = credits.get_mut(place) else { return };
        let Some(date) = credit.date.as_ref().filter(|_| credit.separator.is_none()) else { continue };
        let name = trim(sheet.line(*line)).get(..date.range.start).unwrap_or("");
        let gap = name.len() - name.trim_end().len();
        let underlined = facts.get(*line + 1).is_some_and(|fact| fact.kind == Kind::Rule);
        if gap >= 3 && credit.headline.is_none() && (underlined || next_named && next_line == *line + 1) {
            credit.form = Form::HeadlineDate;
            credit.headline = Some(0..name.trim_end().len());
            credit.outlet = None;
            credit.persons.clear();
        }
    }
}

/// The name before a date that looks like a headline of few words, where a headline stands on the line above and text
/// on the line below: in many languages only the first word of an outlet's name has a capital.
fn name_below_headline(sheet: &Sheet, facts: &[Fact], line: usize, credit: &Credit) -> Option<String> {
    /// Such names have no more words.
    const LONGEST: usize = 4;
    let told = credit.headline.as_ref().filter(|_| credit.separator.is_some() && credit.outlet.is_none())?;
    let name = trim(sheet.line(line)).get(told.clone())?;
    let above = line.checked_sub(1)?;
    let kind = |line: usize| facts.get(line).map_or(Kind::Blank, |fact| fact.kind);
    let headline = trim(sheet.line(above));
    let headed = kind(above) == Kind::Short
        && headline.split_whitespace().count() > 2
        && !shape::ends_sentence(headline)
        && shape::headline(headline) >= 0.5;
    let short = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= LONGEST;
    let text = matches!(kind(line + 1), Kind::Short | Kind::Long);
    (headed && short && text).then(|| marks::outlet(name)).flatten()
}
