//! The marks inside a line of Markdown: links, pictures, stress, notes. They go, the words stay.

use crate::extract::marks::shape;
use crate::extract::markup;

/// No link is longer than this, in bytes.
const LONGEST: usize = 2000;

/// The words of a line, with the addresses that it points to.
pub fn inline(line: &str, links: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '!', '[', '*', '_', '~', '`', '<', '=', '{']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        rest = mark(tail, links, &mut out);
    }
    out.push_str(rest);
    if out.contains('<') || out.contains('&') { markup::printed(&out) } else { out }
}

/// Takes the mark that a text begins with; gives what stands behind it.
fn mark<'t>(text: &'t str, links: &mut Vec<String>, out: &mut String) -> &'t str {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return "" };
    let rest = letters.as_str();
    match first {
        '\\' if rest.starts_with(|next: char| next.is_ascii_punctuation()) => {
            let end = 1;
            out.push_str(&rest[..end]);
            &rest[end..]
        }
        '!' if rest.starts_with("[[") => until(rest, "]]").map_or(rest, |(_, behind)| behind),
        '!' if rest.starts_with('[') => match link(rest) {
            Some((_, _, behind)) => behind,
            None => {
                out.push('!');
                rest
            }
        },
        '[' if rest.starts_with('[') => match until(&rest[1..], "]]") {
            Some((name, behind)) if name.len() < 200 => {
                out.push_str(name.rsplit('|').next().unwrap_or(name));
                behind
            }
            _ => {
                out.push('[');
                rest
            }
        },
        '[' if rest.starts_with('^') => match until(rest, "]") {
            Some((name, behind)) if name.len() < 20 => behind,
            _ => {
                out.push('[');
                rest
            }
        },
        '[' => match link(text) {
            Some((words, url, behind)) => {
                let mut none = Vec::new();
                out.push_str(&inline(words, &mut none));
                if let Some(url) = url.filter(|url| url.starts_with("http")) {
                    links.push(url.to_owned());
                }
                behind
            }
            None => {
                out.push('[');
                rest
            }
        },
        '<' if rest.starts_with("http") => match until(rest, ">") {
            Some((url, behind)) if !url.contains(' ') => {
                links.push(url.to_owned());
                out.push_str(url);
                behind
            }
            _ => {
                out.push('<');
                rest
            }
        },
        '{' if rest.starts_with(['{', '%']) => {
            let end = if rest.starts_with('{') { "}}" } else { "%}" };
            match until(rest, end) {
                Some((_, behind)) => behind,
                None => {
                    out.push('{');
                    rest
                }
            }
        }
        '*' | '_' | '~' | '`' | '=' => stress(first, text, out),
        other => {
            out.push(other);
            rest
        }
    }
}

/// Takes a run of signs that stress what is beside them; a sign among blanks, or between letters of a name, stays.
fn stress<'t>(sign: char, text: &'t str, out: &mut String) -> &'t str {
    let rest = text.trim_start_matches(sign);
    let run = &text[..text.len() - rest.len()];
    let before = out.chars().next_back();
    let after = rest.chars().next();
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let stays = match sign {
        '=' | '~' => run.len() != 2 || blank(before) && blank(after),
        '_' => run.len() > 3 || blank(before) && blank(after) || word(before) && word(after),
        _ => run.len() > 3 || blank(before) && blank(after),
    };
    if stays {
        out.push_str(run);
    }
    rest
}

/// The text before the next such sign, if it is near, and the text behind it.
pub fn until<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str)> {
    let at = shape::head(text, LONGEST).find(sign)?;
    Some((text.get(..at)?, text.get(at + sign.len()..)?))
}

/// A link's words and address, and what stands behind it: `[words](url "title")`, `[words][name]`.
pub fn link(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let end = shape::head(text, LONGEST).char_indices().find_map(|(at, letter)| {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        None
    })?;
    let (words, behind) = (text.get(1..end)?, text.get(end + 1..)?);
    if let Some(target) = behind.strip_prefix('(') {
        let mut depth = 1_usize;
        let close = shape::head(target, LONGEST).char_indices().find_map(|(at, letter)| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })?;
        let url = target.get(..close)?.split_whitespace().next();
        return Some((words, url.map(|url| url.trim_matches(['<', '>'])), target.get(close + 1..)?));
    }
    let (name, behind) = until(behind.strip_prefix('[')?, "]")?;
    (name.len() < 100).then_some((words, None, behind))
}

#[cfg(test)]
mod tests {
    use super::super::plain::Plain;

    fn check(line: &str, expect: &str) {
        assert_eq!(Plain::of(line).lines, [expect], "{line}");
    }

    #[test]
    fn marks_are_taken_and_words_stay() {
        check(
            "The **pier** and the *ferry* of [Vellmora](https://v.example/a_(b) \"Isle\") opened.",
            "The pier and the ferry of Vellmora opened.",
        );
        check(
            "![A crane](crane.jpg) ~~Closed~~ ==Open==, says [[people/ida|Ida]].[^1]",
            " Closed Open, says Ida.",
        );
        check("> [!quote] She said", "She said");
        check("> > `Tide` &amp; <b>time</b> \\*as ever\\*", "Tide & time *as ever*");
        check("| Tide | 6.10 |", "Tide | 6.10");
        check("[1]: https://v.example", "");
        check("{{< youtube x >}}", "");
    }

    #[test]
    fn signs_that_stress_nothing_stay() {
        check("2 * 3 = 6, file_name_a, 4 < 5, [sic], a == b", "2 * 3 = 6, file_name_a, 4 < 5, [sic], a == b");
        check("* a point", "* a point");
        check("***", "***");
    }
}
