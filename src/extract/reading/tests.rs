//! A text gives the same articles and doubts, whether it is read at once or window by window.

use super::*;
use crate::extract::formats::{Input, text};
use crate::model::Day;

fn read(text_of: &str, length: usize) -> (Vec<Article>, Vec<Problem>) {
    let how = How::on(Day::new(2026, 1, 2).unwrap());
    let input = Input::of(text_of.as_bytes().to_vec());
    let whole = Text { input, line: Some(1), ..Text::default() };
    let budget = Budget::of(0);
    let about = About { path: "digest.txt", format: text::FORMAT.name, named: None, how: &how, budget };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for piece in Reading::by(length, whole, about) {
        match piece {
            // What the layout is called and how sure it is may depend on how much of the file was seen.
            Ok(article) => {
                articles.push(Article { style: String::new(), confidence: 1.0, ..article });
            }
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems)
}

const WORDS: [&str; 12] = [
    "harbour", "bridge", "ferry", "council", "winter", "storm", "school", "market", "museum", "railway",
    "garden", "election",
];

fn word(place: usize) -> &'static str {
    WORDS[place % WORDS.len()]
}

/// Some sentences, other ones for each article.
fn prose(article: usize, paragraphs: usize) -> String {
    let sentence = |place: usize| {
        format!(
            "People who live near the {} said that the {} would not be ready before the {} is over, and the {} agreed.",
            word(article + place),
            word(article * 5 + place * 7 + 1),
            word(place * 3 + 2),
            word(article * 7 + place),
        )
    };
    (0..paragraphs).map(|place| format!("{} {}\n\n", sentence(place), sentence(place + 5))).collect()
}

/// A digest whose articles have a headline, and a credit of outlet and date below it.
fn digest(articles: usize) -> String {
    let article = |number: usize| {
        let (a, b) = (word(number), word(number * 7 + 3));
        let day = number % 28 + 1;
        format!(
            "New {a} for the old {b} is planned\nThe Tide Ledger, {day} May 2019\n\n{}\n",
            prose(number, 2 + number % 3)
        )
    };
    (0..articles).map(article).collect()
}

#[test]
fn a_digest_is_cut_the_same_in_windows_of_any_length() {
    let text = digest(60);
    let (whole, problems) = read(&text, LARGEST);
    assert_eq!((whole.len(), problems), (60, Vec::new()));
    for length in [4_000, 7_000, 11_111, 20_000, text.len() - 1] {
        let (articles, problems) = read(&text, length);
        assert_eq!((articles.len(), problems), (60, Vec::new()), "windows of {length} bytes");
        for (article, of_whole) in articles.iter().zip(&whole) {
            assert_eq!(article, of_whole, "windows of {length} bytes");
        }
    }
}

#[test]
fn an_article_longer_than_a_window_stays_whole() {
    let text = format!("The long story of the harbour\nThe Tide Ledger, 3 May 2019\n\n{}", prose(1, 60));
    let (articles, problems) = read(&text, 2_000);
    assert_eq!((articles.len(), problems), (1, Vec::new()));
    assert_eq!(articles, read(&text, LARGEST).0);
}

#[test]
fn what_a_file_announces_is_held_against_all_of_its_windows() {
    let article = |number: usize| {
        format!(
            "{number} of 41 DOCUMENTS\n\nThe Tide Ledger\n\nMay {}, 2019 Friday\n\nNew {} opens\n\nLENGTH: 120 words\n\n{}\n",
            number % 28 + 1,
            word(number),
            prose(number, 2),
        )
    };
    let all: String = (1..=41).map(article).collect();
    let (articles, problems) = read(&all, 6_000);
    assert_eq!((articles.len(), problems), (41, Vec::new()));
    let some: String = (1..=41).filter(|number| *number != 17).map(article).collect();
    let (_, problems) = read(&some, 6_000);
    let messages: Vec<&str> = problems.iter().map(|problem| &*problem.message).collect();
    assert_eq!(messages, ["the file announces 41 articles, 40 were found: number 17 is missing"]);
}
