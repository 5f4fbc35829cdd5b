//! What is said beside an answer, in sentences: what a run did, a problem, why nothing was found, where a
//! query cannot be understood.

use std::io::{self, Write};

use super::harmless::{harmless, harmless_marked};
use super::words::{bytes, counted, duration, thousands};
use super::{Ink, Paint, width};
use crate::model::{Code, Missing, Nothing, Problem, QueryError, Report};

/// What a run did, as a sentence; `dry` where it only looked.
pub fn report_sentence(report: &Report, dry: bool) -> String {
    let holds = format!("{} from {}", counted(report.articles, "article"), counted(report.files, "file"));
    let articles = [(report.articles_added, "added"), (report.articles_removed, "removed")];
    let files = [
        (report.files_new, "new"),
        (report.files_changed, "changed"),
        (report.files_moved, "moved"),
        (report.files_removed, "gone"),
        (report.files_unchanged, "unchanged"),
        (report.files_skipped, "passed over"),
        (report.files_lost, "not readable"),
    ];
    let moved = articles.iter().chain(&files[..4]).any(|(count, _)| *count > 0);
    let listed = |counts: &[(u64, &str)], noun: &str| {
        let mut said = counts.iter().filter(|(count, _)| *count > 0);
        let first = said.next().map(|(count, what)| format!("{} {what}", counted(*count, noun)));
        let rest = said.map(|(count, what)| format!("{} {what}", thousands(*count)));
        first.into_iter().chain(rest).collect::<Vec<_>>().join(", ")
    };
    let took = duration(report.seconds);
    let mut sentence = match (dry, moved) {
        (false, false) => format!("Nothing new: the index holds {holds}, looked over in {took}"),
        (true, _) => format!("Nothing was changed. A run would find {holds} in the index"),
        (false, true) => {
            let read =
                if report.bytes > 0 { format!(" ({} read)", bytes(report.bytes)) } else { String::new() };
            format!("Indexed {holds} in {took}{read}")
        }
    };
    let parts = [listed(&articles, "article"), listed(&files, "file")];
    for (at, part) in parts.iter().filter(|part| !part.is_empty()).enumerate() {
        sentence.push_str(if at == 0 { ": " } else { "; " });
        sentence.push_str(part);
    }
    sentence.push('.');
    match &report.rebuilt {
        Some(why) => format!("{sentence} Everything was read anew: {}.", harmless(why).trim_end_matches('.')),
        None => sentence,
    }
}

/// A code as scripts know it.
pub(super) fn code_name(code: Code) -> String {
    serde_json::to_string(&code).unwrap_or_default().trim_matches('"').to_owned()
}

/// `digests/a.txt:12: the date can be read in two ways (ambiguous-date)`
pub(super) fn problem(problem: &Problem) -> String {
    let line = problem.line.map(|line| format!("{line}:")).unwrap_or_default();
    let (path, message) = (harmless(&problem.path), harmless(&problem.message));
    // What concerns a whole run has no path.
    let place = if path.is_empty() { String::new() } else { format!("{path}:{line} ") };
    format!("{place}{} ({})", message.trim_end_matches('.'), code_name(problem.code))
}

/// What does not fit in an index.
pub(super) fn damage(out: &mut dyn Write, findings: &[String]) -> io::Result<()> {
    findings.iter().try_for_each(|finding| writeln!(out, "{}", harmless(finding)))
}

/// Why nothing matched, a line each.
pub fn nothing_found(nothing: Option<&Nothing>, asked: &str) -> Vec<String> {
    let asked = width::cut(&harmless(asked), 60).into_owned();
    let mut lines = vec![if asked.is_empty() {
        "No article matches.".to_owned()
    } else {
        format!("No article matches {asked}")
    }];
    let Some(nothing) = nothing else { return lines };
    for Missing { part, is_condition, nearest } in &nothing.missing {
        let (lacks, kind) =
            if *is_condition { (": no article", "name") } else { (" stands in no article", "word") };
        let near = nearest.as_ref().map_or(String::new(), |(near, count)| {
            format!("; the nearest {kind} is {} ({})", harmless(near), counted(*count, "article"))
        });
        lines.push(format!("  {}{lacks}{near}", harmless(part)));
    }
    if nothing.missing.is_empty() {
        lines.push("  every part matches some article, but no article matches them all".to_owned());
    }
    let matching = |count: u64| match count {
        1 => "1 article matches".to_owned(),
        _ => format!("{} match", counted(count, "article")),
    };
    for (part, count) in &nothing.without {
        lines.push(format!("  without {} {}", harmless(part), matching(*count)));
    }
    if let Some(count) = nothing.without_dates.filter(|count| *count > 0) {
        lines.push(format!("  without the dates {}", matching(count)));
    }
    if let Some(count) = nothing.without_filters.filter(|count| *count > 0) {
        lines.push(format!("  without the filters {}", matching(count)));
    }
    if let Some(count) = nothing.any.filter(|count| *count > 0) {
        lines.push(format!("  with any of the words (--any) {}", matching(count)));
    }
    lines
}

/// The query with its faulty place marked underneath, and what was likely meant; a line each. What is
/// wrong in words is the error's own message.
pub fn query_error(error: &QueryError, columns: usize, paint: Paint) -> Vec<String> {
    let (text, marks) = harmless_marked(&error.query, std::slice::from_ref(&error.at));
    let mark = marks.first().cloned().unwrap_or_default();
    let start = boundary(&text, mark.start);
    let end = boundary(&text, mark.end).max(start);
    let room = columns.saturating_sub(4).max(20);

    // Of a long query only what stands around the place is shown.
    let (before, marked, after) = (&text[..start], &text[start..end], &text[end..]);
    let before = last_columns(before, room / 2);
    let marked = width::cut(marked, room - width::columns(&before));
    let rest = room - width::columns(&before) - width::columns(&marked);
    let after = if rest > 1 { width::cut(after, rest) } else { "".into() };
    let carets = "^".repeat(width::columns(&marked).max(1));
    let mut lines = vec![
        format!("  {before}{marked}{after}"),
        format!("  {}{}", " ".repeat(width::columns(&before)), paint.ink(Ink::Wrong, &carets)),
    ];
    lines.extend(error.suggestion.as_deref().map(|likely| format!("  did you mean: {}", harmless(likely))));
    lines
}

/// The last place at or before that one where a character begins or the text ends.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A text, or as much of its end as fits, with `…`.
fn last_columns(text: &str, columns: usize) -> String {
    if width::columns(text) <= columns {
        return text.to_owned();
    }
    let fits = |at: &usize| width::columns(&text[*at..]) < columns;
    let far = boundary(text, text.len().saturating_sub(columns * 4));
    let start = text[far..].char_indices().map(|(at, _)| far + at).find(fits).unwrap_or(text.len());
    format!("…{}", &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_told_in_a_sentence() {
        let report = Report {
            articles: 1234,
            articles_added: 34,
            articles_removed: 2,
            files: 56,
            files_new: 3,
            files_changed: 1,
            files_unchanged: 52,
            files_skipped: 4,
            files_lost: 1,
            bytes: 1_437_000,
            seconds: 0.42,
            ..Report::default()
        };
        insta::assert_snapshot!(report_sentence(&report, false), @"Indexed 1,234 articles from 56 files in 0.42 s (1.4 MB read): 34 articles added, 2 removed; 3 files new, 1 changed, 52 unchanged, 4 passed over, 1 not readable.");
        let same = Report { articles: 1, files: 1, files_unchanged: 1, ..Report::default() };
        insta::assert_snapshot!(report_sentence(&same, false), @"Nothing new: the index holds 1 article from 1 file, looked over in 0.00 s: 1 file unchanged.");
        insta::assert_snapshot!(report_sentence(&same, true), @"Nothing was changed. A run would find 1 article from 1 file in the index: 1 file unchanged.");
    }

    #[test]
    fn the_faulty_place_is_marked_in_columns() {
        let check = |query: &str, at: std::ops::Range<usize>| {
            let error = QueryError {
                query: query.to_owned(),
                at,
                message: "the parenthesis is never closed".to_owned(),
                suggestion: None,
            };
            query_error(&error, 44, Paint(false)).join("\n")
        };
        insta::assert_snapshot!(check("паром (лёд", 11..12), @"
        паром (лёд
              ^
        ");
        insta::assert_snapshot!(check("渡船 (late", 7..12), @"
        渡船 (late
             ^^^^^
        ");
        insta::assert_snapshot!(check("ferry (", 7..7), @"
        ferry (
               ^
        ");
        let long = format!("{} (late {}", "ferry ".repeat(30), "boat ".repeat(30));
        insta::assert_snapshot!(check(&long, 181..182), @"
        …ferry ferry ferry  (late boat boat boa…
                            ^
        ");
    }

    #[test]
    fn nothing_found_says_why() {
        let missing = |part: &str, is_condition, near: Option<(&str, u64)>| Missing {
            part: part.to_owned(),
            is_condition,
            nearest: near.map(|(near, count)| (near.to_owned(), count)),
        };
        let nothing = Nothing {
            missing: vec![
                missing("drnoe", false, Some(("drone", 212))),
                missing("xqz", false, None),
                missing("source Ferryman", true, Some(("The Ferryman", 3))),
            ],
            without: Vec::new(),
            any: Some(0),
            without_dates: Some(1),
            without_filters: Some(37),
        };
        insta::assert_snapshot!(nothing_found(Some(&nothing), "drnoe xqz").join("\n"), @"
        No article matches drnoe xqz
          drnoe stands in no article; the nearest word is drone (212 articles)
          xqz stands in no article
          source Ferryman: no article; the nearest name is The Ferryman (3 articles)
          without the dates 1 article matches
          without the filters 37 articles match
        ");
        let nothing = Nothing {
            without: vec![("fog".to_owned(), 12), ("not ferry".to_owned(), 1)],
            any: Some(2_040),
            ..Nothing::default()
        };
        insta::assert_snapshot!(nothing_found(Some(&nothing), "fog quay -ferry").join("\n"), @"
        No article matches fog quay -ferry
          every part matches some article, but no article matches them all
          without fog 12 articles match
          without not ferry 1 article matches
          with any of the words (--any) 2,040 articles match
        ");
    }
}
