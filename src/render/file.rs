//! An article → a text file of its own: a name that sorts by date and tells what is in it, and a text that newsdex
//! itself can read again.

use std::io::{self, Write};

use crate::model::Article;

/// A file's name takes no more letters of the headline than this.
const NAME_LETTERS: usize = 60;

/// The name of the article's file: its date, words of its headline, and the id, so that no two share a name.
pub fn article_file_name(article: &Article) -> String {
    let date = article.published.map_or("undated".to_owned(), |published| published.to_string());
    let headline: String = article.headline.to_lowercase().chars().take(NAME_LETTERS).collect();
    let words: Vec<&str> =
        headline.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = if words.is_empty() { String::new() } else { format!("{}-", words.join("-")) };
    format!("{date}-{words}{}.txt", article.id)
}

/// The article's file: headline, credit, writers, address, and the body behind a blank line.
pub fn article_file(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    if !article.headline.is_empty() {
        writeln!(out, "{}", article.headline)?;
    }
    let date = article.published.map(|published| published.to_string());
    let credit: Vec<String> = article.source.clone().into_iter().chain(date).collect();
    if !credit.is_empty() {
        writeln!(out, "{}", credit.join(" | "))?;
    }
    if let Some(byline) = article.byline() {
        writeln!(out, "By {byline}")?;
    }
    if let Some(url) = &article.url {
        writeln!(out, "Source: {url}")?;
    }
    writeln!(out, "\n{}", article.body)
}
