//! How a file was cut: the layout and what else was considered, then every line with the role that it was given
//! and why, in columns that fit the terminal. Reasons that stay the same are said once.

use std::io::{self, Write};

use super::harmless::harmless;
use super::words::counted;
use super::{Ink, Look, width};
use crate::model::{Explained, ReadLine, Role};

/// The columns of a role's name.
const ROLE: usize = 9;

/// With fewer columns than this, reasons stand below their lines.
const WIDE: usize = 72;

/// So many blanks before a line are shown.
const DEEPEST: usize = 4;

/// Of the layouts that lost, so many are named.
const MOST_LOSERS: usize = 3;

fn ink(role: Role) -> Ink {
    match role {
        Role::Headline => Ink::Headline,
        Role::Deck => Ink::Source,
        Role::Credit => Ink::Good,
        Role::Body | Role::Blank => Ink::Plain,
        Role::Separator => Ink::Bar,
        Role::Contents => Ink::Doubt,
        Role::Preamble => Ink::Path,
        Role::Furniture => Ink::Faint,
    }
}

/// The name of a role, as it is written everywhere.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Blank => "blank",
        Role::Preamble => "preamble",
        Role::Contents => "contents",
        Role::Separator => "separator",
        Role::Headline => "headline",
        Role::Deck => "deck",
        Role::Credit => "credit",
        Role::Body => "body",
        Role::Furniture => "furniture",
    }
}

/// A file, its layout first.
pub(super) fn explained(
    out: &mut dyn Write,
    path: &str,
    explained: &Explained,
    look: &Look<'_>,
) -> io::Result<()> {
    writeln!(out, "{}", look.paint.ink(Ink::Path, &harmless(path)))?;
    let articles = counted(u64::from(explained.articles), "article");
    let mut told = vec![format!("{articles}, {}: {}", harmless(&explained.style), harmless(&explained.why))];
    told.extend(chances(explained));
    for sentence in told {
        for line in width::fold(&sentence, look.columns.saturating_sub(2)) {
            writeln!(out, "  {}", look.paint.ink(Ink::Faint, &sentence[line]))?;
        }
    }
    lines(out, &explained.lines, look)
}

/// How likely the layouts are that were considered, that which was chosen first.
fn chances(explained: &Explained) -> Option<String> {
    let chosen = explained.considered.iter().find(|read| read.layout == explained.style)?;
    let others = explained.considered.iter().filter(|read| read.layout != explained.style);
    let others: Vec<String> = others
        .take(MOST_LOSERS)
        .map(|read| {
            let articles = counted(u64::from(read.articles), "article");
            format!("{} {:.2} ({articles})", read.layout, read.chance)
        })
        .collect();
    let also = if others.is_empty() { String::new() } else { format!("; or {}", others.join(", ")) };
    Some(format!("chance {:.2}{also}", chosen.chance))
}

/// The lines of a file.
pub(super) fn lines(out: &mut dyn Write, lines: &[ReadLine], look: &Look<'_>) -> io::Result<()> {
    let number = lines.last().map_or(1, |line| line.number.to_string().len()).max(3);
    let article = lines.iter().filter_map(|line| line.article).max().unwrap_or(0).to_string().len();
    let columns = Columns::new(look.columns, number, article);
    let mut before: Option<&ReadLine> = None;
    for line in lines {
        let same = |before: &ReadLine| (before.role, &before.why) == (line.role, &line.why);
        // What is said of a piece of text holds across the blank lines in it.
        let said = before.is_some_and(same) && line.confidence.is_none();
        let why = if said || line.role == Role::Blank { String::new() } else { why(line) };
        columns.line(out, line, &why, look)?;
        if line.role != Role::Blank {
            before = Some(line);
        }
    }
    Ok(())
}

/// The evidence for a line's role, and how sure it is that an article begins there.
fn why(line: &ReadLine) -> String {
    let said = Some(harmless(&line.why).into_owned()).filter(|why| !why.is_empty());
    let sure = line.confidence.map(|sure| format!("sure {sure:.2}"));
    said.into_iter().chain(sure).collect::<Vec<_>>().join(", ")
}

/// How a line is set: number, article, role, text, reason; or the reason below, where there is no room beside.
struct Columns {
    number: usize,
    article: usize,
    text: usize,
    /// The columns of the reason, and those before it.
    why: usize,
    before_why: usize,
    beside: bool,
}

impl Columns {
    fn new(columns: usize, number: usize, article: usize) -> Columns {
        let before_text = number + article + ROLE + 3;
        let room = columns.saturating_sub(before_text);
        if columns < WIDE {
            let before_why = number + article + 2;
            let why = columns.saturating_sub(before_why);
            return Columns { number, article, text: room, why, before_why, beside: false };
        }
        let why = (room * 45 / 100).clamp(24, 60);
        let text = room - why - 2;
        Columns { number, article, text, why, before_why: before_text + text + 2, beside: true }
    }

    fn line(&self, out: &mut dyn Write, line: &ReadLine, why: &str, look: &Look<'_>) -> io::Result<()> {
        let paint = look.paint;
        let text = harmless(&line.text);
        // Of a line that is set in the middle, more is seen.
        let deep = text.len() - text.trim_start().len();
        let text = text.get(deep.saturating_sub(DEEPEST)..).unwrap_or(&text);
        let text = width::cut(text.trim_end(), self.text);
        let of = line.article.map(|article| article.to_string()).unwrap_or_default();
        let role = if line.role == Role::Blank { "" } else { role_name(line.role) };
        let left = format!(
            "{} {of:>article$} {} {}",
            paint.ink(Ink::Faint, &format!("{:>1$}", line.number, self.number)),
            paint.ink(ink(line.role), &width::pad(role, ROLE)),
            paint.ink(ink(line.role), &text),
            article = self.article,
        );
        let mut reasons =
            width::fold(why, self.why).into_iter().filter(|reason| !why[reason.clone()].is_empty());
        let beside = if self.beside { reasons.next() } else { None };
        match beside {
            Some(reason) => {
                let gap = self.text - width::columns(&text) + 2;
                writeln!(out, "{left}{}{}", " ".repeat(gap), paint.ink(Ink::Faint, &why[reason]))?;
            }
            None => writeln!(out, "{}", left.trim_end())?,
        }
        for reason in reasons {
            writeln!(out, "{}{}", " ".repeat(self.before_why), paint.ink(Ink::Faint, &why[reason]))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Paint;
    use super::*;
    use crate::model::Considered;

    fn line(number: u32, role: Role, article: Option<u32>, text: &str, why: &'static str) -> ReadLine {
        let confidence = (role == Role::Headline).then_some(0.875);
        ReadLine { number, text: text.to_owned(), role, article, why: why.into(), confidence }
    }

    fn file() -> Explained {
        let lines = vec![
            line(
                1,
                Role::Separator,
                None,
                "----------------------------------------",
                "long rule, one of 14",
            ),
            line(
                2,
                Role::Headline,
                Some(1),
                "Council votes for a bridge nobody asked for, again and again",
                "below long rule, one of 14",
            ),
            line(
                3,
                Role::Credit,
                Some(1),
                "                    Grell Courier – 12 May 2025",
                "name – date, so in 11 of 12",
            ),
            line(4, Role::Blank, Some(1), "", ""),
            line(
                5,
                Role::Body,
                Some(1),
                "渡船今天又晚点了，港口的人们说，他们已经等了三天，没有一艘船离开过港口，也没有人知道为什么。",
                "text, 2 lines",
            ),
            line(6, Role::Blank, Some(1), "", ""),
            line(7, Role::Body, Some(1), "a\tb", "text, 2 lines"),
        ];
        Explained {
            style: "ruled".to_owned(),
            articles: 1,
            why: "articles begin below rules".to_owned(),
            considered: vec![
                Considered { layout: "ruled", articles: 14, chance: 0.71 },
                Considered { layout: "single", articles: 1, chance: 0.25 },
            ],
            lines,
        }
    }

    fn shown(columns: usize, paint: Paint) -> String {
        let look =
            Look { columns, paint, fold: true, verbose: false, path: &|_| Vec::new(), link: &|_| None };
        let mut out = Vec::new();
        explained(&mut out, "may.txt", &file(), &look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_line_is_shown_with_its_role_and_the_reason() {
        insta::assert_snapshot!(shown(80, Paint(false)), @"
        may.txt
          1 article, ruled: articles begin below rules
          chance 0.71; or single 0.25 (1 article)
          1   separator ---------------------------------…  long rule, one of 14
          2 1 headline  Council votes for a bridge nobody…  below long rule, one of 14,
                                                            sure 0.88
          3 1 credit        Grell Courier – 12 May 2025     name – date, so in 11 of 12
          4 1
          5 1 body      渡船今天又晚点了，港口的人们说，…   text, 2 lines
          6 1
          7 1 body      a b
        ");
        insta::assert_snapshot!(shown(40, Paint(false)), @"
        may.txt
          1 article, ruled: articles begin below
          rules
          chance 0.71; or single 0.25 (1
          article)
          1   separator -----------------------…
              long rule, one of 14
          2 1 headline  Council votes for a bri…
              below long rule, one of 14, sure
              0.88
          3 1 credit        Grell Courier – 12…
              name – date, so in 11 of 12
          4 1
          5 1 body      渡船今天又晚点了，港口…
              text, 2 lines
          6 1
          7 1 body      a b
        ");
    }

    #[test]
    fn no_line_runs_over_and_none_is_left_out_however_narrow_it_is() {
        for columns in 40..=130 {
            let shown = shown(columns, Paint(false));
            assert!(shown.lines().all(|line| width::columns(line) <= columns), "{columns}\n{shown}");
            let listed = shown.lines().skip_while(|line| !line.contains("separator"));
            let numbers = listed.filter_map(|line| line.get(..3)?.trim().parse::<u32>().ok());
            assert_eq!(numbers.collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7], "{shown}");
        }
    }

    #[test]
    fn every_role_has_a_colour_of_its_own() {
        let roles = [
            Role::Headline,
            Role::Deck,
            Role::Credit,
            Role::Body,
            Role::Separator,
            Role::Contents,
            Role::Preamble,
            Role::Furniture,
        ];
        for (place, role) in roles.iter().enumerate() {
            assert!(roles[..place].iter().all(|other| ink(*other) != ink(*role)), "{role:?}");
        }
        assert!(shown(80, Paint(true)).contains("\x1b[1mheadline"));
    }
}
