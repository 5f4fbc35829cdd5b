//! Exports of archives that print marks of their own, one file each: a file comes in, its articles with their
//! heads go out, or nothing where the marks do not show for certain who made it. None knows another; labels of
//! unknown archives are read by the layout `labelled`.

mod apa;
mod factiva;
mod integrum;
mod nexis;
mod proquest;

use std::ops::Range;

use super::head::{self, Head};
use super::layouts::counted;
use super::page::{Kind, Page};
use super::{Cut, Piece, contents, labels, outside, shape};
use crate::model::Role;

/// An archive's way to export articles.
pub struct Style {
    /// Its name, which articles carry as their style.
    pub name: &'static str,
    /// What shows that a file is of this style.
    pub tells: &'static str,
    /// The lines of each article, in order; none where the file is not of this style.
    pub articles: fn(&Page) -> Vec<Range<usize>>,
    /// Reads an article's head, labels and tail.
    pub read: fn(&Page, Range<usize>, &mut Head),
}

/// All styles that are known. Where marks of two stand in a file, the first has the rarer ones.
pub const STYLES: [Style; 5] = [apa::STYLE, proquest::STYLE, factiva::STYLE, integrum::STYLE, nexis::STYLE];

/// No more of a file's sentences than this share may stand outside of its articles.
const MOST_OUTSIDE: f32 = 0.15;

/// How sure an article is whose marks are all there, and one that lacks headline or date.
const SURE: (f32, f32) = (0.97, 0.8);

/// Cuts a file of any of the styles; nothing where it is of none.
pub fn cut(page: &Page) -> Option<Cut> {
    STYLES.iter().find_map(|style| cut_as(page, style))
}

/// Cuts a file of the style of that name.
pub fn cut_named(page: &Page, name: &str) -> Option<Cut> {
    STYLES.iter().find(|style| style.name == name).and_then(|style| cut_as(page, style))
}

/// Cuts a file as this style tells, if it is of it.
fn cut_as(page: &Page, style: &Style) -> Option<Cut> {
    let articles = (style.articles)(page);
    let first = articles.first()?.start;
    if !explain(page, &articles) {
        return None;
    }
    let mut cut = Cut { style: style.name.into(), announced: counted::announced(page), ..Cut::default() };
    let mut pieces: Vec<Piece> = articles.into_iter().filter_map(|lines| piece(page, style, lines)).collect();
    let mut heads: Vec<usize> = Vec::new();
    let mut below = 0;
    for piece in &pieces {
        let (role, why) = if below == 0 { (Role::Preamble, "before the first article") } else { BETWEEN };
        outside(page, below..piece.lines.start, role, why, &mut cut.outside);
        heads.extend(piece.marked.iter().find(|mark| mark.role == Role::Headline).map(|mark| mark.line));
        below = piece.lines.end;
    }
    contents(page, heads.into_iter(), first, &mut cut.outside);
    outside(page, below..page.len(), BETWEEN.0, BETWEEN.1, &mut cut.outside);
    cut.pieces.append(&mut pieces);
    (!cut.pieces.is_empty()).then_some(cut)
}

/// What stands between articles and below the last.
const BETWEEN: (Role, &str) = (Role::Furniture, "printed by the archive between articles");

/// Reads one article.
fn piece(page: &Page, style: &Style, lines: Range<usize>) -> Option<Piece> {
    let text = |line: &usize| !matches!(page.kind(*line), Kind::Blank | Kind::Rule | Kind::Counter);
    let first = lines.clone().find(text)?;
    let end = lines.rev().find(text)? + 1;
    let mut head = Head { first, ..Head::default() };
    (style.read)(page, first..end, &mut head);
    head.marked.sort_by_key(|mark| mark.line);
    let head = head::finished(page, head);
    let told = head.marked.iter().any(|mark| mark.role == Role::Headline)
        && (head.labelled.published.is_some() || head.credits.iter().any(|credit| credit.date.is_some()));
    Some(Piece {
        lines: first..end,
        marked: head.marked,
        credits: head.credits,
        labelled: head.labelled,
        refused: head.refused,
        confidence: if told { SURE.0 } else { SURE.1 },
    })
}

/// Whether hardly any text stands outside of these articles.
fn explain(page: &Page, articles: &[Range<usize>]) -> bool {
    let (mut inside, mut outside) = (0_usize, 0_usize);
    let mut next = articles.iter().peekable();
    for line in 0..page.len() {
        while next.peek().is_some_and(|lines| lines.end <= line) {
            next.next();
        }
        let text = page.text(line);
        if next.peek().is_some_and(|lines| lines.start <= line) {
            inside += text.len();
        } else if text.len() > 40 && shape::ends_sentence(text) && !labels::is_copyright(text) {
            outside += text.len();
        }
    }
    outside as f32 <= MOST_OUTSIDE * (inside + outside) as f32
}

/// The first line of the head that a line below it belongs to, not above `low`: what stands above it ends with
/// two blank lines, a rule, a counter, or more lines than a head has.
fn head_above(page: &Page, line: usize, low: usize) -> usize {
    /// A head has no more lines than this above what it is told by.
    const LONGEST: usize = 10;
    let (mut first, mut seen, mut blank) = (line, 0, 0);
    for line in (low..line).rev() {
        match page.kind(line) {
            Kind::Blank => {
                blank += 1;
                if blank >= 2 && seen > 1 {
                    break;
                }
                continue;
            }
            Kind::Rule | Kind::Counter => break,
            _ => {}
        }
        seen += 1;
        if seen > LONGEST {
            break;
        }
        (first, blank) = (line, 0);
    }
    first
}
