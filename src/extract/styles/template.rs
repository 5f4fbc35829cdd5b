//! A template such as `By {byline} – {source} – {date}` → regular expressions. What is not a part stands for
//! itself; blanks, dashes and quotes for their like, since nobody can type them all.

use std::ops::Range;

use super::pattern::{Part, Refusal};

/// A template in pieces.
pub(super) struct Template {
    /// The expression for all of a line, or for what stands before its date.
    pub before: String,
    /// The expression for what stands behind its date, where it has one.
    pub after: Option<String>,
    /// Whether the line is a rule and nothing else.
    pub rule: bool,
}

/// Takes a template to pieces.
pub(super) fn template(text: &str) -> Result<Template, Refusal> {
    let mut made = Template { before: "^".to_owned(), after: None, rule: false };
    let mut seen: Vec<(Part, usize)> = Vec::new();
    let (mut at, mut between) = (0, false);
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            made.expression().push_str(if letter == '{' { "\\{" } else { "\\}" });
            (at, between) = (at + 2, true);
        } else if letter == '{' {
            let (part, end) = part(text, at)?;
            made.take(part, at..end, text, &mut seen, between)?;
            (at, between) = (end, false);
        } else if letter.is_whitespace() {
            let end = at + (rest.len() - rest.trim_start().len());
            let beside_date = text[end..].starts_with("{date}") || made.after.as_deref() == Some("^");
            made.expression().push_str(if beside_date { "\\s*" } else { "\\s+" });
            at = end;
        } else {
            push_literal(made.expression(), letter);
            (at, between) = (at + letter.len_utf8(), true);
        }
    }
    made.expression().push('$');
    if made.after.is_some() {
        made.before.push('$');
    }
    Ok(made)
}

impl Template {
    /// The expression that is being written.
    fn expression(&mut self) -> &mut String {
        self.after.as_mut().unwrap_or(&mut self.before)
    }

    fn take(
        &mut self,
        part: Part,
        place: Range<usize>,
        text: &str,
        seen: &mut Vec<(Part, usize)>,
        between: bool,
    ) -> Result<(), Refusal> {
        let name = part.name();
        let refuse = |message: String| Err(Refusal { at: place.clone(), message });
        if !part.may_recur() && seen.iter().any(|(other, _)| *other == part) {
            return refuse(format!("`{{{name}}}` stands twice in one line"));
        }
        if part == Part::Rule && text != "{rule}" {
            return refuse("`{rule}` is a line of its own; nothing can stand beside it".to_owned());
        }
        if part == Part::Text && place.end != text.len() {
            return refuse(
                "`{text}` is where the article's text begins: nothing can stand behind it".to_owned(),
            );
        }
        if let Some((other, start)) =
            seen.last().filter(|(other, _)| !between && other.is_open() && part.is_open())
        {
            let message = format!(
                "where `{{{}}}` ends and `{{{name}}}` begins cannot be told: a sign must stand between them",
                other.name()
            );
            return Err(Refusal { at: *start..place.end, message });
        }
        seen.push((part, place.start));
        match part {
            Part::Date => self.after = Some("^".to_owned()),
            Part::Rule => self.rule = true,
            part if part.may_recur() => self.expression().push_str(part.expression()),
            part => {
                let group = format!("(?<{name}>{})", part.expression());
                self.expression().push_str(&group);
            }
        }
        Ok(())
    }
}

/// The part whose brace opens at a place, and where it ends.
fn part(text: &str, at: usize) -> Result<(Part, usize), Refusal> {
    let Some(length) = text[at..].find('}') else {
        let message = "this `{` is not closed; for the sign itself write `{{`".to_owned();
        return Err(Refusal { at: at..text.len(), message });
    };
    let (name, end) = (&text[at + 1..at + length], at + length + 1);
    match Part::named(name) {
        Some(part) => Ok((part, end)),
        None => {
            let message = format!("there is no part `{{{name}}}`; there are {}", Part::names("{", "}"));
            Err(Refusal { at: at..end, message })
        }
    }
}

/// Writes what stands for a letter of a template, its like included.
fn push_literal(expression: &mut String, letter: char) {
    let like = ["-–—―−‐‑", "'’‘ʼ`´", "\"“”„«»"];
    match like.iter().find(|like| like.contains(letter)) {
        // The hyphen is first, where it has no meaning of its own.
        Some(like) => {
            expression.push('[');
            expression.push_str(like);
            expression.push(']');
        }
        None => expression.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4]))),
    }
}
