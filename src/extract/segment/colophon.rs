//! What stands in a file below its last article: how to join or leave its list, who makes it, whose it is. A
//! page comes in; the line from which on it holds no article goes out. Words that also stand further up, under
//! each article, close nothing.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::page::{Kind, Page};

/// Words that tell a colophon, in lower case.
const CUES: [&str; 21] = [
    "to subscribe",
    "unsubscribe",
    "subscription",
    "abonnement",
    "abbestellen",
    "impressum",
    "désabonner",
    "back issues",
    "you are receiving",
    "you received this",
    "you have received this",
    "is published by",
    "is published every",
    "published weekly",
    "published monthly",
    "all rights reserved",
    "permission to reproduce",
    "may be reproduced",
    "may be redistributed",
    "freely distributed",
    "pgp signature",
];

static CUES_TO_FIND: LazyLock<[Finder<'static>; CUES.len()]> = LazyLock::new(|| CUES.map(Finder::new));

/// Words that a colophon shares with news; they tell of one only above the others.
const WEAK_CUES: [&str; 7] = [
    "mailing list",
    "mailing-list",
    "this newsletter",
    "this digest",
    "edited by",
    "editor-in-chief",
    "submissions",
];

/// How a line begins that says only that the file ends, in lower case.
const ENDS: [&str; 4] = ["end of ", "ende von ", "fin de ", "einde van "];

/// A colophon begins below this share of the lines, in tenths.
const HIGHEST: usize = 6;

/// The share of the lines, in tenths, that a preamble may take; its words are a colophon's too.
const PREAMBLE: usize = 2;

/// Blocks in a row that tell nothing, beyond which no colophon is looked for.
const MOST_DUMB: usize = 3;

/// The line from which on the file holds no article; its length where it has no colophon. Every layout asks.
pub fn below(page: &Page) -> usize {
    *page.closing.get_or_init(|| find(page))
}

fn find(page: &Page) -> usize {
    let low = page.len() * HIGHEST / 10;
    let (mut cut, mut dumb, mut end) = (page.len(), 0, page.len());
    while dumb <= MOST_DUMB {
        let Some((start, below)) = block_above(page, low, end) else { break };
        let known = cut < page.len();
        if (start..below).any(|line| tells(page, low, line, known)) {
            (cut, dumb) = (start, 0);
        } else {
            dumb += 1;
        }
        end = start;
    }
    boxed(page, cut)
}

/// The last block of lines without a blank or rule between them that begins from `low` on and ends at `end` at
/// the latest: its first line and one past its last.
fn block_above(page: &Page, low: usize, end: usize) -> Option<(usize, usize)> {
    let open = |line: &usize| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter);
    let last = (low..end).rev().find(open)?;
    let start = (low..last).rev().find(|line| !open(line))? + 1;
    Some((start, last + 1))
}

/// Whether a line tells of a colophon, in words that the articles above do not have. `known` is whether the lines
/// below tell of one.
fn tells(page: &Page, low: usize, line: usize, known: bool) -> bool {
    let text = page.text(line).to_lowercase();
    if text.len() < 80 && ENDS.iter().any(|end| text.starts_with(end)) {
        return true;
    }
    let ordinary = |cue: &str| {
        let mut above = page.len() * PREAMBLE / 10..low;
        above.any(|line| page.kind(line) != Kind::Blank && page.text(line).to_lowercase().contains(cue))
    };
    let weak = |cue: &&str| text.contains(*cue) && !ordinary(cue);
    let told = |(cue, to_find): (&&str, &Finder)| to_find.find(text.as_bytes()).is_some() && !ordinary(cue);
    CUES.iter().zip(&*CUES_TO_FIND).any(told) || known && WEAK_CUES.iter().any(weak)
}

/// The beginning of the box that a colophon's first lines close: the name of a paper between two rules.
fn boxed(page: &Page, cut: usize) -> usize {
    let rule = |line: usize| page.kind(line) == Kind::Rule;
    let above = |line: usize| page.above(line, 3);
    let Some(lower) = above(cut).filter(|line| cut < page.len() && rule(*line)) else { return cut };
    let title = above(lower).filter(|line| !rule(*line) && page.kind(*line) == Kind::Short);
    title.and_then(above).filter(|line| rule(*line)).unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lines::Sheet;
    use crate::extract::marks::Dating;
    use crate::model::Day;

    fn check(text: &str, expect: Option<&str>) {
        let sheet = Sheet::new(text.to_owned());
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let page = Page::new(&sheet, &dating);
        let line = below(&page);
        assert_eq!((line < page.len()).then(|| page.text(line)), expect, "{text}");
    }

    fn digest(below_each: &str, below_all: &str) -> String {
        let article = |headline: &str| {
            let text = "Ferries sailed at noon and the toll was dropped.\n".repeat(4);
            format!("{headline}\n\n{text}{below_each}\n\n")
        };
        format!("{}{}{}{below_all}", article("Pier"), article("Toll"), article("Cod"))
    }

    #[test]
    fn a_colophon_begins_where_its_words_stand_that_no_article_has() {
        check(&digest("", ""), None);
        check(&digest("", "To subscribe, write to\nlist@ferry.example\n"), Some("To subscribe, write to"));
        check(
            &digest("", "The Ferry Post\n\nJane Roe\n\nUnsubscribe: ferry@ferry.example\n"),
            Some("Unsubscribe: ferry@ferry.example"),
        );
        check(&digest("All rights reserved.", ""), None);
        check(
            &digest(
                "",
                "----------\nThe Ferry Post\n----------\nEdited by Jane Roe\n\nTo subscribe, write to us\n",
            ),
            Some("----------"),
        );
        check(&digest("", "End of Ferry Digest 12\n**********\n"), Some("End of Ferry Digest 12"));
    }
}
