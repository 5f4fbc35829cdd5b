//! An article that prints labels (`BYLINE:`, `HD  `, `^ЗГ:`) → its head: what the labels say, and what stands
//! above the first of them, told by its order around the date. The text is only looked at for labels.

use std::ops::Range;

use super::head::Head;
use super::page::{Kind, Page};
use super::{Marked, is_full, shape};
use crate::extract::marks::{self, Credit, Form, Label, LabelName};
use crate::model::Role;

/// How lines begin that state rights, lower-cased.
const RIGHTS: [&str; 9] = [
    "copyright ",
    "©",
    "(c) ",
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits",
    "alle rechten",
    "todos los derechos",
    "todos os direitos",
];

/// Labels that stand below an article's text.
pub fn is_tail(name: LabelName) -> bool {
    use LabelName::{Copyright, Graphic, Kind, Language, LoadDate, Number, Subject, Url};
    matches!(name, LoadDate | Language | Kind | Graphic | Subject | Number | Copyright | Url)
}

/// A line's label, if it is printed as exports print theirs.
pub fn export_label(page: &Page, line: usize) -> Option<Label> {
    if !matches!(page.kind(line), Kind::Label | Kind::Credit) {
        return None;
    }
    let label = marks::label(page.text(line))?;
    let flush = page.facts.get(line).is_some_and(|fact| fact.indent <= 2);
    (flush && (label.capitals || label.code || label.name != LabelName::Other)).then_some(label)
}

/// Whether the article on these lines is told by labels rather than by form.
pub fn is_export(page: &Page, lines: Range<usize>) -> bool {
    if page.labels == 0 {
        return false;
    }
    let mut names: Vec<LabelName> = Vec::new();
    let mut loud = 0;
    for label in lines.take(400).filter_map(|line| export_label(page, line)) {
        if !names.contains(&label.name) {
            names.push(label.name);
            loud += usize::from(label.capitals || label.code);
        }
    }
    let has = |name: LabelName| names.contains(&name);
    let told = has(LabelName::Body) && (has(LabelName::Headline) || has(LabelName::Source)) && loud >= 2;
    told || names.len() >= 3
        && (loud >= 2
            || names
                .iter()
                .any(|name| matches!(name, LabelName::Length | LabelName::Body | LabelName::Headline)))
}

/// Reads an article that is told by labels.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) {
    let first = lines.clone().find(|line| export_label(page, *line).is_some()).unwrap_or(lines.end);
    let has = |wanted: LabelName| {
        lines.clone().any(|line| export_label(page, line).is_some_and(|label| label.name == wanted))
    };
    // The subject among the first labels is the headline where none is called so; further down it is index terms.
    let subject = (first..lines.end.min(first + 4))
        .any(|line| export_label(page, line).is_some_and(|label| label.name == LabelName::Subject));
    let mail = !has(LabelName::Headline) && (has(LabelName::Date) || subject);
    let named = has(LabelName::Headline) || mail && has(LabelName::Subject);
    if !titled(page, lines.clone(), first, head) {
        unlabelled(page, lines.start..first, named, head);
    }
    values(page, first..lines.end, mail, false, head);
    if !head.marked.iter().any(|mark| mark.role == Role::Headline) {
        over_text(page, lines, head);
    }
}

/// Marks the headline that stands between the label of the text and the text, where no label names it.
fn over_text(page: &Page, lines: Range<usize>, head: &mut Head) {
    let is_label = |line: &usize| {
        export_label(page, *line).is_some_and(|label| label.name == LabelName::Body && label.value.is_empty())
    };
    let Some(line) = lines.clone().find(is_label).and_then(|label| page.from(label + 1, 6)) else { return };
    let text = page.text(line);
    let stands_over = page.kind(line) == Kind::Short
        && shape::headline(text) >= 0.6
        && !shape::ends_sentence(text)
        && marks::dateline(text, page.dating).is_none()
        && (page.kind(line + 1) == Kind::Blank || !is_full(page, line));
    if stands_over && page.from(line + 1, 4).is_some_and(|below| below < lines.end) {
        head.marked.push(Marked::new(line, Role::Headline, "a headline over the text"));
        head.marked.sort_by_key(|mark| mark.line);
    }
}

/// Reads labels with their values, and the text between them, where what stands above them is read already.
/// `text` is whether the text begins at once.
pub fn under(page: &Page, lines: Range<usize>, text: bool, head: &mut Head) {
    values(page, lines, false, text, head);
}

/// Headings without a colon of what stands below a text.
const TAIL_HEADINGS: [&str; 4] = ["Classification", "Graphic", "Notes", "Correction"];

/// Whether a line is a label of the text that has no colon.
pub fn is_bare_body(text: &str) -> bool {
    text == "Body"
}

/// Whether labels stand below a line, and nothing else before them.
fn heads_labels(page: &Page, line: usize) -> bool {
    page.from(line + 1, page.len()).is_some_and(|next| export_label(page, next).is_some())
}

/// Whether a line is a label with index terms and how well each fits, however many: `SUBJECT: FERRIES (91%); TIDES (78%)`.
fn is_index(text: &str) -> bool {
    let label = text.split_once(':').is_some_and(|(name, _)| {
        name.len() <= 32 && name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    });
    label && text.ends_with("%)")
}

/// The first of the labels that close the article, one below the other with nothing else between them; the end of
/// the lines where fewer than two do.
fn closing(page: &Page, lines: Range<usize>) -> usize {
    let mut labels = Vec::new();
    for line in lines.clone().rev().filter(|line| page.kind(*line) != Kind::Blank) {
        match export_label(page, line) {
            Some(label) if label.name != LabelName::Body => labels.push(line),
            // Labels of fields that nobody asks for stand between the others.
            None if is_like_label(page.text(line)) => {}
            _ => break,
        }
    }
    labels.pop().filter(|_| !labels.is_empty()).unwrap_or(lines.end)
}

/// Whether a line has the form of a label and its value: `Language of publication: English`.
fn is_like_label(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, value)| {
        name.len() <= 32
            && name.starts_with(char::is_uppercase)
            && name.split(' ').count() <= 4
            && value.starts_with(' ')
            && text.len() <= 120
    })
}

/// Reads labels with their values and the text between them; `mail` says whether they are a mail's header.
fn values(page: &Page, lines: Range<usize>, mail: bool, text: bool, head: &mut Head) {
    let is_body = |line: usize| {
        export_label(page, line).is_some_and(|label| label.name == LabelName::Body)
            || is_bare_body(page.text(line))
    };
    let bodied = lines.clone().any(is_body);
    let mut open: Option<LabelName> = None;
    let (mut body, mut tail) = (text, false);
    let closing = closing(page, lines.clone());
    for line in lines {
        if page.kind(line) == Kind::Blank {
            open = None;
            continue;
        }
        let apart =
            || page.kind(line.wrapping_sub(1)) == Kind::Blank || export_label(page, line - 1).is_some();
        let label = export_label(page, line).filter(|label| {
            !body
                || tail
                || line >= closing
                || (label.capitals || label.code || is_tail(label.name)) && apart()
        });
        match label {
            Some(mut label) => {
                tail |= body && is_tail(label.name);
                if mail && label.name == LabelName::Subject {
                    label.name = LabelName::Headline;
                }
                // A summary is the text where there is no other.
                if label.name == LabelName::Summary && !label.code && !bodied && !label.value.is_empty() {
                    label.name = LabelName::Body;
                }
                body |= label.name == LabelName::Body
                    || label.name == LabelName::Summary && (label.code || !bodied);
                open = Some(label.name);
                labelled(page, line, &label, head);
            }
            None if !body && is_bare_body(page.text(line)) => {
                body = true;
                head.mark(line, Role::Credit, "label");
            }
            None if body
                && TAIL_HEADINGS.contains(&page.text(line))
                && (apart() || heads_labels(page, line)) =>
            {
                tail = true;
                head.mark(line, Role::Credit, "label");
            }
            None if body && is_index(page.text(line)) && apart() => {
                tail = true;
                head.mark(line, Role::Credit, "index terms");
            }
            None if matches!(page.kind(line), Kind::Rule | Kind::Counter) => {
                head.mark(line, Role::Separator, "rule or counter");
            }
            None if !body && is_code(page.text(line)) => {
                open = Some(LabelName::Other);
                head.mark(line, Role::Credit, "a code that is not known");
            }
            None if is_copyright(page.text(line)) => head.mark(line, Role::Credit, "rights"),
            None => match open {
                None if bodied && !body => head.mark(line, Role::Credit, "above the text"),
                Some(LabelName::Body) | None => body = true,
                Some(LabelName::Summary) if body => {}
                Some(LabelName::Headline) if page.kind(line) == Kind::Short => {
                    head.mark(line, Role::Headline, "the headline goes on");
                }
                Some(_) if page.kind(line) != Kind::Long => {
                    head.mark(line, Role::Credit, "a label's value goes on");
                }
                Some(_) => body = true,
            },
        }
        if body && head.body == 0 {
            head.body = line;
        }
    }
    // Marks of lines that hold nothing but a label's name keep their place in the order of lines.
    head.marked.sort_by_key(|mark| mark.line);
}

/// Whether a line begins with a code of two letters, set apart from its value: `DL        WORDS: 569`.
fn is_code(text: &str) -> bool {
    let Some((code, value)) = text.split_at_checked(2) else { return false };
    code.bytes().all(|byte| byte.is_ascii_uppercase())
        && (value.starts_with("   ") || value.starts_with('\t'))
}

/// Takes what a label says.
pub fn labelled(page: &Page, line: usize, label: &Label, head: &mut Head) {
    let text = page.text(line);
    let value = text.get(label.value.clone()).unwrap_or("");
    let mut mark = Marked::new(line, Role::Credit, "label");
    let said = &mut head.labelled;
    match label.name {
        LabelName::Headline if !head.marked.iter().any(|mark| mark.role == Role::Headline) => {
            mark = Marked {
                part: Some(label.value.clone()),
                ..Marked::new(line, Role::Headline, "labelled headline")
            };
        }
        LabelName::Headline | LabelName::Deck => mark.role = Role::Deck,
        LabelName::Byline => said.persons = Some(writers(value)),
        // Journals of law name their writers so: `NAME: By Jane Roe`.
        LabelName::Subject if value.starts_with("By ") => said.persons = Some(marks::persons(value)),
        LabelName::Source => {
            let date = marks::dates(value, page.dating).next();
            let name =
                value.get(..date.as_ref().map_or(value.len(), |date| date.range.start)).unwrap_or(value);
            said.source = said.source.take().or_else(|| marks::outlet(name));
            said.published = said.published.or(date.map(|date| date.published));
        }
        LabelName::Date => {
            let date = marks::dates(value, page.dating).next();
            said.published = said.published.or(date.map(|date| date.published));
            if said.published.is_none() && marks::refused_dates(value, page.dating).next().is_some() {
                head.refused = Some(value.to_owned());
            }
        }
        LabelName::Language => said.language = Some(value.to_owned()),
        LabelName::Url => said.url = Some(value.to_owned()),
        LabelName::Body if !value.is_empty() => {
            mark =
                Marked { part: Some(label.value.clone()), ..Marked::new(line, Role::Body, "labelled text") };
        }
        _ => {}
    }
    head.marked.push(mark);
}

/// Whether the first line above the labels is the headline that a label below it repeats; it is marked so.
fn titled(page: &Page, lines: Range<usize>, labels: usize, head: &mut Head) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let mut above = (lines.start..labels).filter(|line| page.kind(*line) != Kind::Blank);
    let Some(line) = above.find(|line| page.kind(*line) != Kind::Rule) else { return false };
    let own = letters(page.text(line));
    let repeated = |line: usize| {
        let label = export_label(page, line).filter(|label| label.name == LabelName::Headline);
        label.is_some_and(|label| letters(page.text(line).get(label.value).unwrap_or("")) == own)
    };
    if own.is_empty() || !(labels..lines.end).any(repeated) {
        return false;
    }
    head.marked.push(Marked::new(line, Role::Headline, "a headline that a label repeats"));
    head.marked.extend(above.map(|line| Marked::new(line, Role::Credit, "above the labels")));
    true
}

/// The people of a byline; one alone may be printed surname first.
fn writers(value: &str) -> Vec<String> {
    let name = value.trim().trim_end_matches('.');
    match name.split_once(", ") {
        Some((surname, first))
            if !surname.contains(' ') && !first.contains([' ', ',', ';']) && !name.is_empty() =>
        {
            marks::persons(&format!("{first} {surname}"))
        }
        _ => marks::persons(value),
    }
}

/// Whether a line names an edition.
pub fn is_edition(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() < 60
        && ["edition", "edición", "édition", "ausgabe", "editie", "edição"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Whether a line states rights.
pub fn is_copyright(text: &str) -> bool {
    let start: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    RIGHTS.iter().any(|words| start.starts_with(words))
}

/// The date that a short line begins with: `April 9, 1991, Tuesday, AM cycle`.
fn opening_date(page: &Page, line: usize) -> Option<Credit> {
    /// What follows the date has no more bytes than this.
    const LONGEST: usize = 40;
    let text = page.text(line);
    let date = marks::date_at_start(text, page.dating)?;
    let short = text.len() - date.range.end <= LONGEST;
    short.then(|| Credit { date: Some(date), ..Credit::new(Form::BareDate, 0.5) })
}

/// The lines above the first label: outlet, date and edition, and the headline unless a label names it.
/// Either the outlet stands first and the headline last, flush left; or the headline stands first, with
/// outlet and date below it.
pub fn unlabelled(page: &Page, lines: Range<usize>, named: bool, head: &mut Head) {
    let mut texts: Vec<usize> = Vec::new();
    let mut date = None;
    for line in lines {
        match page.kind(line) {
            Kind::Blank => {}
            Kind::Rule | Kind::Counter => {
                head.marked.push(Marked::new(line, Role::Separator, "rule or counter"));
            }
            _ if page
                .credit(line)
                .is_some_and(|credit| credit.date.is_some() && credit.headline.is_none()) =>
            {
                date = date.or(Some(line));
                head.marked.push(Marked::new(line, Role::Credit, "date"));
            }
            _ => match opening_date(page, line) {
                Some(credit) => {
                    date = date.or(Some(line));
                    head.credits.push(credit);
                    head.mark(line, Role::Credit, "date");
                }
                None if is_copyright(page.text(line)) => head.mark(line, Role::Credit, "rights"),
                None if is_edition(page.text(line)) => head.mark(line, Role::Credit, "edition"),
                None => texts.push(line),
            },
        }
    }
    let date = date.unwrap_or(usize::MAX);
    let indent = |line: usize| page.facts.get(line).map_or(0, |fact| fact.indent);
    let above = texts.iter().filter(|line| **line < date).count();
    let flush: Vec<usize> = texts.iter().skip(above).copied().filter(|line| indent(*line) <= 4).collect();
    let (outlet, headline): (Option<usize>, Vec<usize>) = match (named, texts.as_slice()) {
        (_, []) => (None, Vec::new()),
        (true, [first, ..]) => (Some(*first), Vec::new()),
        (false, [first, ..]) if above >= 1 && !flush.is_empty() => (Some(*first), flush),
        (false, [..]) if above >= 2 && date != usize::MAX => {
            (texts.get(above - 1).copied(), texts.iter().take(above - 1).copied().collect())
        }
        (false, [first]) => (None, vec![*first]),
        (false, [first, rest @ ..]) => {
            (Some(*first), rest.iter().copied().filter(|line| indent(*line) <= 4).collect())
        }
    };
    for line in texts {
        let (role, why) = match () {
            () if headline.contains(&line) => (Role::Headline, "headline above the labels"),
            () if outlet == Some(line) => (Role::Credit, "outlet above the labels"),
            () => (Role::Credit, "edition or time"),
        };
        head.marked.push(Marked::new(line, role, why));
    }
    head.labelled.source = outlet.and_then(|line| marks::outlet(page.text(line)));
    head.marked.sort_by_key(|mark| mark.line);
}
