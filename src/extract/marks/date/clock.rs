//! What stands around a date and belongs to it: the weekday before it; weekday, time of day and time zone after it.

use super::super::shape::{
    back_past, char_at, char_before, is_capitalised, number_at, past, word_at, word_before,
};
use super::words;

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Where the date that begins at `start` begins with its weekday.
pub(super) fn with_weekday_before(text: &str, start: usize) -> usize {
    let gap = back_past(text, start, |c| is_blank(c) || matches!(c, ',' | '.' | '，' | '-'));
    // "Terça-feira, 3 …", "Mon, 3 …": a dash is taken only inside such a word, never as a separator. What is set
    // apart by a wide gap is the end of a headline.
    if text.get(gap..start).is_none_or(|between| between.contains('-') || between.contains("    ")) {
        return start;
    }
    let mut word = word_before(text, gap);
    let Some(name) = text.get(word.clone()).filter(|name| words::is_weekday(name)) else { return start };
    if name.eq_ignore_ascii_case("feira") && char_before(text, word.start) == Some('-') {
        word = word_before(text, word.start - 1);
    }
    if char_before(text, word.start)
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))
    {
        return start;
    }
    if belongs_to_a_name(text, word.start, name) { start } else { word.start }
}

/// "Toronto Sun, May 3", "Mail on Sunday, May 3", "Welt am Sonntag": the weekday is part of an outlet's name.
fn belongs_to_a_name(text: &str, at: usize, weekday: &str) -> bool {
    let before = word_before(text, back_past(text, at, is_blank));
    let previous = text.get(before.clone()).unwrap_or("");
    if matches!(previous, "on" | "am" | "On" | "Am") {
        let name = word_before(text, back_past(text, before.start, is_blank));
        return text.get(name).is_some_and(is_capitalised);
    }
    matches!(weekday, "Sun" | "SUN") && is_capitalised(previous)
}

/// Where the date that ends at `end` ends with its weekday, time of day and time zone.
pub(super) fn with_time_after(text: &str, end: usize) -> usize {
    let mut end = past_year_word(text, end);
    if matches!(char_at(text, end), Some('T' | 't' | '_'))
        && let Some(after) = time_of_day(text, end + 1)
    {
        return zone(text, after);
    }
    end = weekday(text, end);
    let mut at = past(text, end, |c| {
        is_blank(c) || matches!(c, ',' | ';' | '|' | '-' | '–' | '—' | '@' | '·' | ':' | '/' | '，')
    });
    let word = word_at(text, at);
    if text.get(word.clone()).is_some_and(|word| !word.is_empty() && words::is_before_time(word)) {
        at = past(text, word.end, |c| is_blank(c) || matches!(c, '.' | ':'));
    }
    let separated = at > end;
    match time_of_day(text, at).filter(|_| separated) {
        Some(after) => weekday(text, zone(text, after)),
        None => end,
    }
}

/// Russian and Polish write "1990 г." and "1990 roku".
fn past_year_word(text: &str, end: usize) -> usize {
    let word = word_at(text, past(text, end, is_blank));
    match text.get(word.clone()) {
        Some(name) if !name.is_empty() && words::is_after_year(name) => {
            past(text, word.end, |c| c == '.').min(word.end + 1)
        }
        _ => end,
    }
}

fn weekday(text: &str, end: usize) -> usize {
    let at = past(text, end, |c| is_blank(c) || matches!(c, ',' | '(' | '（'));
    let word = word_at(text, at);
    let name = text.get(word.clone()).unwrap_or("");
    let unspaced = name.chars().next().is_some_and(super::super::shape::is_unspaced);
    if name.is_empty() || (at == end && !unspaced) || !words::is_weekday(name) {
        return end;
    }
    let close = past(text, word.end, |c| matches!(c, ')' | '）'));
    if char_at(text, word.end).is_some_and(|c| matches!(c, '\'' | '’')) { end } else { close }
}

/// Where the time of day that begins at `at` ends: `9:50`, `09:12:44.10`, `19h30`, `8.15 pm`, `9 a.m.`.
fn time_of_day(text: &str, at: usize) -> Option<usize> {
    let hour = number_at(text, at).filter(|hour| hour.digits <= 2 && hour.value <= 24)?;
    let mut end = hour.end;
    let mut marked = false;
    for _ in 0..3 {
        let Some(mark @ (':' | '.' | 'h' | 'H' | ',' | '：')) = char_at(text, end) else { break };
        let Some(part) = number_at(text, end + mark.len_utf8()) else { break };
        // A comma or a third point stands before fractions of a second, never before minutes.
        if (!marked && (part.digits != 2 || part.value > 59 || mark == ',')) || part.digits > 9 {
            break;
        }
        marked = true;
        end = part.end;
    }
    let mut half = false;
    for _ in 0..2 {
        let word = word_at(text, past(text, end, |c| is_blank(c) || c == '.'));
        let name = text.get(word.clone()).unwrap_or("");
        if name.is_empty() || !words::is_after_time(name) {
            break;
        }
        half = true;
        end = word.end;
        if name.len() == 1 && char_at(text, end) == Some('.') {
            end += 1;
        }
    }
    let whole = char_at(text, end).is_none_or(|c| !c.is_alphanumeric() || c == 'Z');
    ((marked || half) && whole).then_some(end)
}

/// Where the time zone after a time that ends at `end` ends.
fn zone(text: &str, end: usize) -> usize {
    let at = past(text, end, |c| is_blank(c) || matches!(c, '(' | ','));
    let word = word_at(text, at);
    let name = text.get(word.clone()).unwrap_or("");
    let mut after = end;
    if !name.is_empty() && words::is_zone(name) {
        after = word.end;
    }
    let sign_at = if after == end { at } else { past(text, after, is_blank) };
    if let Some('+' | '-' | '−') = char_at(text, sign_at) {
        let start = sign_at + char_at(text, sign_at).map_or(1, char::len_utf8);
        if let Some(hours) = number_at(text, start).filter(|hours| matches!(hours.digits, 1 | 2 | 4)) {
            after = hours.end;
            if let (Some(':'), Some(minutes)) = (char_at(text, after), number_at(text, after + 1)) {
                after = minutes.end;
            }
            return zone_name_in_brackets(text, after);
        }
    }
    if after > end
        && char_at(text, after) == Some(')')
        && text.get(end..at).is_some_and(|gap| gap.contains('('))
    {
        after += 1;
    }
    after
}

fn zone_name_in_brackets(text: &str, end: usize) -> usize {
    let open = past(text, end, is_blank);
    if char_at(text, open) != Some('(') {
        return end;
    }
    let word = word_at(text, open + 1);
    let known = text.get(word.clone()).is_some_and(words::is_zone);
    if known && char_at(text, word.end) == Some(')') { word.end + 1 } else { end }
}

/// Whether `text` is a time of day and nothing else.
pub(super) fn is_time(text: &str) -> bool {
    time_of_day(text, 0).is_some_and(|end| zone(text, end) == text.len())
}
