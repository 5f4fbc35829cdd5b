//! Whole files, cut and read: one digest for each way in which saved news is laid out, and its traps.

use std::io::Cursor;

use super::{FileName, How, articles, explain};
use crate::model::{Article, Code, Day, Problem, Role};

mod credited;
mod exports;
mod heads;
mod mails;
mod markdown;
mod marked;
mod properties;
mod single;

fn how() -> How {
    How::on(Day::new(2025, 7, 1).unwrap())
}

/// What a file of that name gives.
fn read(text: &str, path: &str) -> Vec<Result<Article, Problem>> {
    let name = FileName { path: path.to_owned() };
    articles(&mut Cursor::new(text.as_bytes().to_vec()), &name, &how()).collect()
}

fn found(text: &str) -> Vec<Article> {
    read(text, "a.txt").into_iter().filter_map(Result::ok).collect()
}

/// An article as one line: `first-last headline | source | byline | date`.
fn line(article: &Article) -> String {
    let or_none = |field: Option<String>| field.unwrap_or_else(|| "-".to_owned());
    let lines = article.lines.map_or(String::new(), |lines| format!("{}-{}", lines.start, lines.end));
    format!(
        "{lines} {} | {} | {} | {}",
        article.headline,
        or_none(article.source.clone()),
        or_none(article.byline()),
        or_none(article.published.map(|published| published.to_string())),
    )
}

pub(super) fn check(text: &str, expect: &[&str]) {
    let lines: Vec<String> = found(text).iter().map(line).collect();
    assert_eq!(lines, expect, "\n{text}");
}

fn codes(text: &str) -> Vec<Code> {
    read(text, "a.txt").into_iter().filter_map(Result::err).map(|problem| problem.code).collect()
}

fn roles(text: &str) -> Vec<(u32, Role, Option<u32>)> {
    let lines = explain(&mut Cursor::new(text.as_bytes().to_vec()), &FileName::default(), &how()).lines;
    lines.into_iter().map(|line| (line.number, line.role, line.article)).collect()
}

/// Three paragraphs, each a line of some length.
const FERRY: &str = "The ferry that ties the island of Vellmora to the mainland sailed again on Friday after nine weeks in dock, the harbour office said. Storms had broken the pier in March and two fishing boats carried what the islanders could not do without. The mayor was the first to go aboard.";
const TOLL: &str = "Repairs cost more than the council had put aside, and the mayor thanked the volunteers who had carried planks through the night. Tickets are sold from noon at the old customs house, where a queue had formed before dawn.";
const COD: &str = "Prices of cod rose by a tenth in the week before Easter. Traders at the quay blamed the weather and the new rules on nets, which took effect in January.";

/// A paragraph broken into lines of at most 72 letters.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.len() > 72 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += word.len();
    }
    out
}
