//! A pattern of one line, as `newsdex.toml` writes it: a template, or a regular expression between slashes.
//! It is held against a line in time linear in the line; it never knows the lines around it.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};

use super::template::template;
use crate::extract::marks::{self, DateMark, Dating};

/// What a pattern can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Headline,
    /// The outlet.
    Source,
    /// Any date that newsdex reads.
    Date,
    /// The people.
    Byline,
    /// An address on the web.
    Url,
    /// The beginning of the article's text, up to the line's end.
    Text,
    /// Digits.
    Number,
    /// Anything, or nothing.
    Any,
    /// A line drawn of signs.
    Rule,
}

/// All parts, with their names and what stands for them in a regular expression. Of what may hold the mark
/// behind it the headline is taken as long as can be, all else as short.
const PARTS: [(Part, &str, &str); 9] = [
    (Part::Headline, "headline", ".+"),
    (Part::Source, "source", ".+?"),
    (Part::Date, "date", ""),
    (Part::Byline, "byline", ".+?"),
    (Part::Url, "url", "\\S+"),
    (Part::Text, "text", ".+"),
    (Part::Number, "number", "\\d+"),
    (Part::Any, "any", ".*?"),
    (Part::Rule, "rule", ""),
];

impl Part {
    pub(super) fn named(name: &str) -> Option<Part> {
        PARTS.iter().find(|(_, known, _)| *known == name.trim().to_lowercase()).map(|(part, ..)| *part)
    }

    pub(super) fn name(self) -> &'static str {
        PARTS.iter().find(|(part, ..)| *part == self).map_or("", |(_, name, _)| name)
    }

    pub(super) fn expression(self) -> &'static str {
        PARTS.iter().find(|(part, ..)| *part == self).map_or("", |(.., expression)| expression)
    }

    /// All names, each between those signs.
    pub(super) fn names(open: &str, close: &str) -> String {
        let names: Vec<String> = PARTS.iter().map(|(_, name, _)| format!("`{open}{name}{close}`")).collect();
        names.join(", ")
    }

    /// Whether it says nothing of an article, and may stand in a pattern more than once.
    pub(super) fn may_recur(self) -> bool {
        matches!(self, Part::Number | Part::Any)
    }

    /// Whether nothing but what surrounds it tells where it ends.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Part::Headline | Part::Source | Part::Byline | Part::Text | Part::Any)
    }
}

/// Why a pattern cannot be understood, and which bytes of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// A pattern of one line.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it is written.
    pub written: String,
    reader: Reader,
}

#[derive(Debug, Clone)]
enum Reader {
    /// Any rule.
    Rule,
    /// A whole line; where it has a part `date`, that must be one.
    Line(Regex),
    /// What stands before a date, and what behind it.
    Dated(Regex, Regex),
}

/// What a line says by a pattern. Ranges are bytes of the line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Its parts but the date, in order.
    pub parts: Vec<(Part, Range<usize>)>,
    /// Its date.
    pub date: Option<DateMark>,
    /// Where a date stands that cannot be meant.
    pub refused: Option<Range<usize>>,
}

impl Told {
    /// Where a part stands.
    pub fn part(&self, part: Part) -> Option<Range<usize>> {
        self.parts.iter().find(|(own, _)| *own == part).map(|(_, range)| range.clone())
    }

    /// Whether it says anything of an article.
    pub fn says_anything(&self) -> bool {
        !self.parts.is_empty() || self.date.is_some() || self.refused.is_some()
    }
}

/// Lines longer than this, in bytes, match no pattern: they are text.
const LONGEST: usize = 1000;

/// So many dates of a line are tried.
const MOST_DATES: usize = 8;

/// A pattern that matches all of these matches every line.
const PROBES: [&str; 6] =
    ["x", "Two words", "12", "A sentence of some length, with a comma; and more.", "—", "港口 重新开放"];

impl Pattern {
    /// Understands a pattern.
    ///
    /// # Errors
    /// What in it cannot be understood.
    pub fn new(written: &str) -> Result<Pattern, Refusal> {
        let text = written.trim();
        let inner =
            text.strip_prefix('/').and_then(|text| text.strip_suffix('/')).filter(|text| !text.is_empty());
        let shift = written.len() - written.trim_start().len();
        let reader = match inner {
            Some(inner) => regular(inner).map_err(|message| Refusal { at: 0..text.len(), message }),
            None => from_template(text),
        };
        let reader = reader.map_err(|refusal| Refusal {
            at: refusal.at.start + shift..refusal.at.end + shift,
            message: refusal.message,
        })?;
        let pattern = Pattern { written: text.to_owned(), reader };
        if matches!(&pattern.reader, Reader::Line(regex) if regex.is_match("")) {
            let message = format!("`{text}` matches an empty line, and so would match nearly every line");
            return Err(Refusal { at: shift..shift + text.len(), message });
        }
        Ok(pattern)
    }

    /// Whether it matches every line that is not empty.
    pub fn matches_everything(&self) -> bool {
        matches!(&self.reader, Reader::Line(regex) if PROBES.iter().all(|probe| regex.is_match(probe)))
    }

    /// Whether it has that part.
    pub fn has(&self, part: Part) -> bool {
        let in_regex = |regex: &Regex| regex.capture_names().flatten().any(|name| name == part.name());
        match &self.reader {
            Reader::Rule => part == Part::Rule,
            Reader::Line(regex) => in_regex(regex),
            Reader::Dated(before, after) => part == Part::Date || in_regex(before) || in_regex(after),
        }
    }

    /// What a line says by it, if it matches. There are no blanks around the line.
    pub fn read(&self, line: &str, dating: &Dating) -> Option<Told> {
        if line.is_empty() || line.len() > LONGEST {
            return None;
        }
        match &self.reader {
            Reader::Rule => marks::rule(line).map(|_| Told::default()),
            Reader::Line(regex) => whole(regex, line, dating),
            Reader::Dated(before, after) => around_date(before, after, line, dating),
        }
    }
}

fn from_template(text: &str) -> Result<Reader, Refusal> {
    if text.is_empty() {
        return Err(Refusal { at: 0..0, message: "a pattern cannot be empty".to_owned() });
    }
    let made = template(text)?;
    let build =
        |expression: &str| build(expression).map_err(|message| Refusal { at: 0..text.len(), message });
    Ok(match (made.rule, &made.after) {
        (true, _) => Reader::Rule,
        (false, None) => Reader::Line(build(&made.before)?),
        (false, Some(after)) => Reader::Dated(build(&made.before)?, build(after)?),
    })
}

/// A regular expression whose named groups are parts.
fn regular(expression: &str) -> Result<Reader, String> {
    let regex = build(expression)?;
    for name in regex.capture_names().flatten() {
        let known = Part::named(name).filter(|part| part.name() == name && *part != Part::Rule);
        if known.is_none() {
            return Err(format!("there is no part `{name}`; groups may be named {}", Part::names("", "")));
        }
    }
    Ok(Reader::Line(regex))
}

fn build(expression: &str) -> Result<Regex, String> {
    /// The bytes that an expression may take once it is understood.
    const LARGEST: usize = 1 << 20;
    RegexBuilder::new(expression).size_limit(LARGEST).build().map_err(|error| {
        let told = error.to_string();
        let last = told.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
        format!("`/{expression}/` is no regular expression: {last}")
    })
}

/// The named groups of a match, blanks around them left out.
fn parts(found: &Captures, regex: &Regex, from: usize, told: &mut Told) {
    for name in regex.capture_names().flatten() {
        let Some((part, found)) = Part::named(name).zip(found.name(name)) else { continue };
        let inner = found.as_str().trim();
        if !part.may_recur() && part != Part::Date && !inner.is_empty() {
            let start = from + found.start() + (found.as_str().len() - found.as_str().trim_start().len());
            told.parts.push((part, start..start + inner.len()));
        }
    }
    told.parts.sort_by_key(|(_, range)| range.start);
}

fn whole(regex: &Regex, line: &str, dating: &Dating) -> Option<Told> {
    let found = regex.captures(line)?;
    let mut told = Told::default();
    parts(&found, regex, 0, &mut told);
    if let Some(group) = found.name(Part::Date.name()) {
        let shift = |range: Range<usize>| range.start + group.start()..range.end + group.start();
        let date =
            marks::date_only(group.as_str(), dating).or_else(|| marks::dates(group.as_str(), dating).next());
        told.refused =
            marks::refused_dates(group.as_str(), dating).next().filter(|_| date.is_none()).map(shift);
        told.date = date.map(|mark| DateMark { range: shift(mark.range.clone()), ..mark });
        if told.date.is_none() && told.refused.is_none() {
            return None;
        }
    }
    Some(told)
}

/// The first date of a line that has the right things before and behind it.
fn around_date(before: &Regex, after: &Regex, line: &str, dating: &Dating) -> Option<Told> {
    let taken = marks::dates(line, dating).map(|mark| (mark.range.clone(), Some(mark)));
    let refused = marks::refused_dates(line, dating).map(|range| (range, None));
    taken.chain(refused).take(MOST_DATES).find_map(|(range, mark)| {
        let (lead, rest) = (line.get(..range.start)?, line.get(range.end..)?);
        let (lead, behind) = (before.captures(lead)?, after.captures(rest)?);
        let refused = mark.is_none().then(|| range.clone());
        let mut told = Told { parts: Vec::new(), date: mark, refused };
        parts(&lead, before, 0, &mut told);
        parts(&behind, after, range.end, &mut told);
        Some(told)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    const TODAY: (i32, u8, u8) = (2025, 7, 1);

    fn dating() -> Dating {
        Dating { today: Day::new(TODAY.0, TODAY.1, TODAY.2).unwrap(), order: None }
    }

    /// What a line says by a pattern: `source=Echo date=2025-05-12`.
    fn said(pattern: &str, line: &str) -> Option<String> {
        let told = Pattern::new(pattern).unwrap().read(line, &dating())?;
        let date = told.date.map(|mark| format!("date={}", mark.published));
        let refused = told.refused.map(|range| format!("refused={}", &line[range]));
        let parts = told.parts.into_iter().map(|(part, range)| format!("{}={}", part.name(), &line[range]));
        Some(parts.chain(date).chain(refused).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_template_names_the_parts_of_a_line() {
        let check = |pattern, line, expect: Option<&str>| {
            assert_eq!(said(pattern, line).as_deref(), expect, "{pattern} on {line}");
        };
        let full = "By {byline} – {source} – {date}";
        check(
            full,
            "By Ada Marsh – Echo – 12 May 2025",
            Some("byline=Ada Marsh source=Echo date=2025-05-12"),
        );
        check(
            full,
            "By  Ada Marsh - Echo - Mon, May 12, 2025, 14:05",
            Some("byline=Ada Marsh source=Echo date=2025-05-12"),
        );
        check(full, "By Ada Marsh – Echo – soon", None);
        check(full, "by Ada Marsh – Echo – 12 May 2025", None);
        check("{source}, {date}", "Echo, zondag 4 mei 2025", Some("source=Echo date=2025-05-04"));
        check("{source}, {date}{any}", "Echo, 12.05.2025, S. 4", Some("source=Echo date=2025-05-12"));
        check("{number}. {headline}", "12. Ferry 3. time late", Some("headline=Ferry 3. time late"));
        check(
            "{headline} ({source})",
            "Ferry (again) late (Echo)",
            Some("headline=Ferry (again) late source=Echo"),
        );
        check("{source}: {headline}", "Echo: Ferry: late", Some("source=Echo headline=Ferry: late"));
        check(
            "[{source}] {url}",
            "[Echo] https://echo.example/a",
            Some("source=Echo url=https://echo.example/a"),
        );
        check(
            "{source}, {date} – {text}",
            "Echo, 2025-05-12 – The ferry is late.",
            Some("source=Echo text=The ferry is late. date=2025-05-12"),
        );
        check("{{{headline}}}", "{Ferry late}", Some("headline=Ferry late"));
        check("{rule}", "* * * * *", Some(""));
        check("{rule}", "ferry", None);
        check("{date}", "12 May 2031", Some("refused=12 May 2031"));
    }

    #[test]
    fn of_several_dates_the_one_is_taken_that_the_pattern_fits() {
        let line = "Echo of 1 May 2025, 12 May 2025";
        assert_eq!(
            said("{source}, {date}", line).as_deref(),
            Some("source=Echo of 1 May 2025 date=2025-05-12")
        );
    }

    #[test]
    fn a_regular_expression_names_the_same_parts() {
        let pattern = r"/^\[(?<source>[^\]]+)\]\s+(?<date>.+)$/";
        assert_eq!(said(pattern, "[Echo] 12 May 2025").as_deref(), Some("source=Echo date=2025-05-12"));
        assert_eq!(said(pattern, "[Echo] soon"), None);
        assert_eq!(said("/^-{5,}$/", "-------").as_deref(), Some(""));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_at_its_place() {
        let check = |pattern: &str, place: &str, words: &str| {
            let refusal = Pattern::new(pattern).unwrap_err();
            assert_eq!(&pattern[refusal.at.clone()], place, "{pattern}: {}", refusal.message);
            assert!(refusal.message.contains(words), "{}", refusal.message);
        };
        check("By {autor} – {date}", "{autor}", "`{byline}`");
        check("By {byline – {date}", "{byline – {date}", "no part");
        check("By {byline", "{byline", "not closed");
        check("{source} {byline} – {date}", "{source} {byline}", "cannot be told");
        check("{source}{any}", "{source}{any}", "cannot be told");
        check("{date} – {date}", "{date}", "twice");
        check("{text}, {date}", "{text}", "nothing can stand behind");
        check("{any}", "{any}", "empty line");
        check(" /x*/ ", "/x*/", "empty line");
        check("/(/", "/(/", "no regular expression");
        check("/(?<when>x)/", "/(?<when>x)/", "no part `when`");
        check("", "", "empty");
    }

    #[test]
    fn a_pattern_that_matches_every_line_is_told() {
        let check = |pattern: &str, expect: bool| {
            assert_eq!(Pattern::new(pattern).unwrap().matches_everything(), expect, "{pattern}");
        };
        check("{headline}", true);
        check("/./", true);
        check("{headline}:", false);
        check("{date}", false);
        check("{url}", false);
    }
}
