//! Lines drawn between articles, and headlines set between such marks. A line comes in; which mark it is
//! drawn with and how long it is go out. Whether it fits the line above is its caller's business.

use std::ops::Range;

/// A line that is drawn, not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The mark it is made of; of two (`=====*=====`), the more frequent.
    pub mark: char,
    /// How many marks it has.
    pub marks: usize,
    /// How many columns it covers, blanks between the marks included.
    pub columns: usize,
    /// How many blanks stand before it.
    pub indent: usize,
    /// Whether blanks stand between the marks: `* * *`.
    pub spaced: bool,
}

/// What stands at an end of a rule is no longer than this, in bytes.
const SHORT: usize = 5;
/// The fewest marks that make a rule.
const FEWEST: usize = 3;
/// The fewest full stops that do: three are an ellipsis.
const FEWEST_STOPS: usize = 4;
/// The fewest marks on either side of a starred headline.
const FEWEST_ADORNING: usize = 3;

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '-' | '='
            | '_'
            | '~'
            | '*'
            | '#'
            | '+'
            | '^'
            | '¯'
            | '.'
            | '•'
            | '–'
            | '—'
            | '─'
            | '━'
            | '═'
            | '·'
            | '■'
            | '◆'
            | '●'
            | '※'
            | '⁂'
    )
}

/// The rule that `line` is.
pub fn rule(line: &str) -> Option<Rule> {
    let trimmed = line.trim();
    if let Some((left, right)) = closing(trimmed) {
        let drawn = rule(right).filter(|_| left.chars().all(is_mark));
        return drawn.map(|drawn| Rule { columns: trimmed.chars().count(), ..drawn });
    }
    // Few signs or figures may stand at the ends of a rule: what has letters behind them is written.
    let written = |text: &str| text.bytes().skip(SHORT).take(3).all(|byte| byte.is_ascii_alphanumeric());
    if trimmed.len() > SHORT + 3 && written(trimmed) {
        return None;
    }
    let body = unadorned(trimmed);
    let first = body.chars().next().filter(|c| is_mark(*c))?;
    let mut second: Option<char> = None;
    let (mut marks, mut others, mut columns) = (0, 0, 0);
    for c in body.chars() {
        columns += 1;
        if c == first {
            marks += 1;
        } else if !c.is_whitespace() {
            if !is_mark(c) || second.is_some_and(|known| known != c) {
                return None;
            }
            second = Some(c);
            others += 1;
        }
    }
    let (mark, count) = match second {
        Some(other) if others > marks => (other, others),
        _ => (first, marks),
    };
    let fewest = if mark == '.' { FEWEST_STOPS } else { FEWEST };
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let spaced = marks + others < columns;
    let drawn = Rule { mark, marks: marks + others, columns, indent, spaced };
    (count >= fewest || body == "⁂").then_some(drawn)
}

/// What stands left and right of the word that says that an article ends, in a long rule: `-=end=----------`.
fn closing(line: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 6] = ["end", "cut here", "snip", "ende", "fin", "more"];
    const LONG: usize = 16;
    if line.len() < LONG || !line.starts_with(is_mark) {
        return None;
    }
    let start = line.find(|c: char| c.is_ascii_alphabetic())?;
    let end = line.rfind(|c: char| c.is_ascii_alphabetic())? + 1;
    let (word, left, right) = (line.get(start..end)?, line.get(..start)?, line.get(end..)?);
    let named = WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    named.then(|| (left.trim_end(), right.trim_start()))
}

/// A long rule without the few signs or figures that are set at its ends: `[=-----=]`, `0x2>-----`.
fn unadorned(line: &str) -> &str {
    /// A rule with something at its ends has as many marks as this.
    const LONG: usize = 24;
    let beside = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '[' | ']' | '<' | '>' | '|' | '/' | '\\' | '(' | ')' | ':')
    };
    let start = line.len() - line.trim_start_matches(beside).len();
    let bare = line.trim_matches(beside);
    let ends = start <= SHORT && line.len() - start - bare.len() <= SHORT;
    let drawn = || bare.len() >= LONG && bare.chars().all(is_mark);
    if bare.len() < line.len() && ends && drawn() { bare } else { line }
}

/// Where the text of a headline between marks stands: `****** Title ******`, `>>>>> title <<<<<`, `=== Title ===`.
pub fn adorned(line: &str) -> Option<Range<usize>> {
    let body = line.trim();
    if let Some(inner) = framed(body) {
        let start = line.len() - line.trim_start().len();
        return Some(start + inner.start..start + inner.end);
    }
    if let Some(inner) = mirrored(body) {
        let start = line.len() - line.trim_start().len();
        return Some(start + inner.start..start + inner.end);
    }
    let first = body.chars().next().filter(|c| is_mark(*c) || matches!(c, '>' | '<'))?;
    let last = body.chars().next_back()?;
    let opening = body.len() - body.trim_start_matches(first).len();
    let closing = body.len() - body.trim_end_matches(last).len();
    let pair = last == first || matches!((first, last), ('>', '<') | ('<', '>'));
    let enough = |bytes: usize, c: char| bytes / c.len_utf8() >= FEWEST_ADORNING;
    if !pair || opening + closing >= body.len() || !enough(opening, first) || !enough(closing, last) {
        return None;
    }
    let inner = body.get(opening..body.len() - closing)?;
    let text = inner.trim();
    if text.is_empty() || !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let start = line.len() - line.trim_start().len() + opening + (inner.len() - inner.trim_start().len());
    Some(start..start + text.len())
}

/// The text in a frame of several signs: `|=[ Title ]=-----=|`.
fn framed(body: &str) -> Option<Range<usize>> {
    let sign = |c: char| is_mark(c) || matches!(c, '|' | '[' | ']' | '<' | '>' | '/' | '\\' | ' ');
    let start = body.len() - body.trim_start_matches(sign).len();
    let end = body.trim_end_matches(sign).len();
    let drawn = |text: &str| text.chars().filter(|c| is_mark(*c)).count();
    let (left, right) = (body.get(..start)?, body.get(end..)?);
    let told = end > start && body.get(start..end)?.chars().any(char::is_alphabetic);
    let closed = left.contains(['[', '|', '<']) && right.contains([']', '|', '>']);
    (told && closed && drawn(left) >= 1 && drawn(right) >= FEWEST_ADORNING).then_some(start..end)
}

/// The text between signs of several kinds and the same signs in a mirror: `-=> Title <=-`, `<< Title >>`.
fn mirrored(body: &str) -> Option<Range<usize>> {
    let mirror = |c: char| match c {
        '<' => '>',
        '>' => '<',
        '[' => ']',
        '(' => ')',
        '/' => '\\',
        '\\' => '/',
        other => other,
    };
    let opening = body.split(' ').next().filter(|signs| (2..=8).contains(&signs.len()))?;
    let drawn = opening.chars().all(|c| is_mark(c) || mirror(c) != c || c == '|');
    if !drawn || !opening.contains(|c| mirror(c) != c) {
        return None;
    }
    let closing: String = opening.chars().rev().map(mirror).collect();
    let inner = body.get(opening.len()..)?.strip_suffix(closing.as_str())?;
    let text = inner.trim();
    let start = opening.len() + inner.len() - inner.trim_start().len();
    text.contains(char::is_alphanumeric).then_some(start..start + text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_lines_are_rules() {
        let check = |line: &str, expect: Option<(char, usize, usize)>| {
            assert_eq!(rule(line).map(|rule| (rule.mark, rule.marks, rule.columns)), expect, "{line}");
        };
        check("------", Some(('-', 6, 6)));
        check("-=end=--------------------", Some(('-', 21, 26)));
        check("------- Cut here -------", Some(('-', 7, 24)));
        check("------- Cut the fares -------", None);
        check("  * * *", Some(('*', 3, 5)));
        check("=====*=====", Some(('=', 11, 11)));
        check("- - - - -", Some(('-', 5, 9)));
        check("~~~~", Some(('~', 4, 4)));
        check("————", Some(('—', 4, 4)));
        check("...", None);
        check("--", None);
        check("- item", None);
        check("-- =", None);
        check("", None);
        check("* - + *", None);
    }

    #[test]
    fn a_headline_between_marks_is_found() {
        let check = |line: &str, expect: Option<&str>| {
            assert_eq!(adorned(line).and_then(|range| line.get(range)), expect, "{line}");
        };
        check("****** Ferry Sinks ******", Some("Ferry Sinks"));
        check(">>>>> ferry sinks <<<<<", Some("ferry sinks"));
        check("  === Ferry ===", Some("Ferry"));
        check("-=> Ferry sinks <=-", Some("Ferry sinks"));
        check("<< Ferry sinks >>", Some("Ferry sinks"));
        check("-> Ferry sinks ->", None);
        check("*** ***", None);
        check("* Ferry *", None);
        check("***Ferry", None);
    }
}
