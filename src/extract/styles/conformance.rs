//! An example of a style → how what the style finds in it differs from what is expected, in sentences that
//! name the article and the field.

use std::sync::Arc;

use super::Style;
use crate::extract::formats::{self, Budget, Input, Text};
use crate::extract::reading::{About, Reading};
use crate::extract::{How, StyleTold};
use crate::model::{Article, Day, Example, Expected, Published, ReadLine, Role};

/// How the articles found in an example differ from those expected, and the text as it was read.
pub fn differences(style: &Arc<Style>, example: &Example, today: Day) -> (Vec<String>, Vec<ReadLine>) {
    let how = How { style: Some(StyleTold::Written(Arc::clone(style))), ..How::on(today) };
    let text = Text { input: Input::of(example.text.as_bytes().to_vec()), line: Some(1), ..Text::default() };
    let (format, budget) = (formats::text::FORMAT.name, Budget::of(0));
    let reading = Reading::whole(text, About { path: "", format, named: None, how: &how, budget });
    let lines = reading.explain().lines;
    let found: Vec<Article> = match reading.told_in_vain() {
        true => Vec::new(),
        false => reading.filter_map(Result::ok).collect(),
    };
    let expected = example.articles.as_deref().unwrap_or(&[]);
    let mut differences = Vec::new();
    if expected.len() != found.len() {
        differences.push(count(expected.len(), &found));
    }
    for (expected, article) in expected.iter().zip(&found) {
        let before = differences.len();
        compare(expected, article, &mut differences);
        let credited =
            lines.iter().any(|line| line.article == Some(article.ordinal) && line.role == Role::Credit);
        if differences.len() > before && !credited && !style.credit.is_empty() {
            let ordinal = article.ordinal;
            differences.push(format!("article {ordinal}: no line below its start is what `credit` says"));
        }
    }
    (differences, lines)
}

fn count(expected: usize, found: &[Article]) -> String {
    let headlines: Vec<String> = found.iter().map(|article| format!("“{}”", article.headline)).collect();
    let articles = |count: usize| format!("{count} {}", if count == 1 { "article" } else { "articles" });
    match found {
        [] => format!("{} expected, none found: no line is what the style says", articles(expected)),
        _ => format!("{} expected, {} found: {}", articles(expected), found.len(), headlines.join(", ")),
    }
}

fn compare(expected: &Expected, article: &Article, differences: &mut Vec<String>) {
    let date = article.published.map(|published| published.to_string());
    let wanted = expected.date.as_deref().map(|date| match date.parse::<Published>() {
        Ok(published) => published.to_string(),
        Err(()) => date.to_owned(),
    });
    let byline = article.byline();
    let fields = [
        ("headline", expected.headline.as_deref(), Some(article.headline.as_str())),
        ("source", expected.source.as_deref(), article.source.as_deref()),
        ("date", wanted.as_deref(), date.as_deref()),
        ("byline", expected.byline.as_deref(), byline.as_deref()),
        ("url", expected.url.as_deref(), article.url.as_deref()),
    ];
    let mut differs = |field: &str, expected: &str, found: &str| {
        let named = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") };
        let (ordinal, headline) = (article.ordinal, &article.headline);
        let of = if field == "headline" { String::new() } else { format!(" (“{headline}”)") };
        let (expected, found) = (named(expected), named(found));
        differences.push(format!("article {ordinal}{of}, {field}: {expected} expected, {found} found"));
    };
    for (field, expected, found) in fields {
        if let Some(expected) = expected.filter(|expected| *expected != found.unwrap_or("")) {
            differs(field, expected, found.unwrap_or(""));
        }
    }
    let body = article.body.trim();
    if let Some(begins) = expected.begins.as_deref().filter(|begins| !body.starts_with(begins.trim())) {
        differs("beginning of the text", begins.trim(), body.lines().next().unwrap_or(""));
    }
    if let Some(ends) = expected.ends.as_deref().filter(|ends| !body.ends_with(ends.trim())) {
        differs("end of the text", ends.trim(), body.lines().next_back().unwrap_or(""));
    }
}
