//! APA-DeFacto, an archive of the Austrian press: each article opens with its outlet in quotation marks, its day and
//! page (`"Outlet" Nr. 101 vom 03.05.2012 Seite: 4`). A file comes in; each such line begins an article.

use std::ops::Range;

use super::Style;
use crate::extract::marks::{self, DateMark};
use crate::extract::segment::below;
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page};
use crate::model::Role;

/// APA-DeFacto.
pub const STYLE: Style = Style {
    name: "apa",
    tells: "lines with outlet, day and page, as APA-DeFacto prints them (`\"Outlet\" vom 03.05.2012 Seite: 4`), open each article",
    articles,
    read,
};

/// Words between outlet and day.
const BETWEEN: [&str; 3] = ["vom", "gefunden am", "nr."];

fn articles(page: &Page) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..page.len()).filter(|line| opening(page, *line).is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([page.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The outlet and the day that a line names which opens an article.
fn opening<'t>(page: &Page<'t>, line: usize) -> Option<(&'t str, DateMark)> {
    if matches!(page.kind(line), Kind::Blank | Kind::Long | Kind::Rule) {
        return None;
    }
    let text = page.text(line);
    let inner = text.strip_prefix(['"', '„', '“', '»'])?;
    let (outlet, rest) = inner.split_once(['"', '“', '”', '«'])?;
    let lower = rest.trim_start().to_lowercase();
    let between = BETWEEN.iter().any(|words| lower.starts_with(words));
    let date = marks::dates(rest, page.dating).next()?;
    (between && !outlet.is_empty()).then_some((outlet, date))
}

fn read(page: &Page, lines: Range<usize>, head: &mut Head) {
    let Some((outlet, date)) = opening(page, lines.start) else { return };
    head.labelled.source = Some(outlet.to_owned());
    head.labelled.published = Some(date.published);
    let mut line = lines.start;
    while line < lines.end && page.kind(line) != Kind::Blank {
        head.mark(line, Role::Credit, "outlet, day, page and section");
        line += 1;
    }
    let Some(mut first) = page.from(line, 8).filter(|first| *first < lines.end) else { return };
    // The editions stand one line below the section, the headline two.
    let below = page.from(first + 1, 8).filter(|below| *below < lines.end && *below > first + 1);
    if let Some(below) = below.filter(|_| first == line + 1 && are_editions(page.text(first))) {
        head.mark(first, Role::Credit, "editions");
        first = below;
    }
    let goes_on = |line: &usize| page.wrapped && page.kind(*line) == Kind::Short;
    let end = (first + 1..lines.end).find(|line| !goes_on(line)).unwrap_or(lines.end);
    if page.kind(first) == Kind::Long || end - first > 4 {
        head.body = first;
        return;
    }
    for line in first..end {
        head.mark(line, Role::Headline, "headline below the section");
    }
    head.body = below::under(page, end..lines.end, head);
}

/// Whether a line may name editions: a word or two, or abbreviations of places.
fn are_editions(text: &str) -> bool {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    words.clone().count() <= 2
        || words.all(|word| word.chars().count() <= 5 && word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::check;

    #[test]
    fn outlet_and_day_open_each_article_and_editions_are_no_headline() {
        let text = "\"Ostkaier Anzeiger\" Nr. 101 vom 03.05.2012       Seite: 4\nRessort: Politik\n\n\nDeichgraf verliert Wette\n\nDie Flut kam am Dienstag um vier Uhr und blieb bis zum Abend, wie der Deichverband sagte.\n\n\n\n\"Neue Kaiblätter\" vom 04.05.2012 Seite: 12\nRessort: Lokal\n\nAbend\n\n\nMöwen im Rathaus\n\nDie Möwen waren am Freitag durch das Fenster gekommen, und niemand hatte es gemerkt.\n";
        check(
            text,
            &[
                "1-7 Deichgraf verliert Wette | Ostkaier Anzeiger | - | 2012-05-03",
                "11-19 Möwen im Rathaus | Neue Kaiblätter | - | 2012-05-04",
            ],
        );
    }
}
