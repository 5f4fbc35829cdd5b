//! A text and what was wanted of it → the passages that show why it matched, with the words marked that matched
//! and no others. Widths are columns of a terminal. Reads no index.

mod passages;
mod sentences;
mod sightings;

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::wanted::Mark;
use crate::model::{Lang, Snippet, WordField};

use passages::{Passage, best};
use sightings::sightings;

/// The passages of a body, in at most `width` columns, that best show what was wanted. Where nothing of it stands
/// in the body, its beginning.
pub(super) fn snippet(body: &str, lang: Option<Lang>, marks: &[Mark], width: usize) -> Snippet {
    let seen = sightings(body, lang, marks, WordField::Body);
    let passages = best(body, &seen, width);
    let mut shown = Shown::default();
    for passage in passages {
        shown.passage(body, &passage, &seen.marked);
    }
    shown.finish(body)
}

/// The bytes of a headline that are marked.
pub(super) fn headline_marks(headline: &str, lang: Option<Lang>, marks: &[Mark]) -> Vec<Range<usize>> {
    sightings(headline, lang, marks, WordField::Headline).marked
}

/// The columns that a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(char_columns).sum()
}

fn char_columns(c: char) -> usize {
    if c.is_whitespace() { 1 } else { c.width().unwrap_or(0) }
}

/// A snippet being put together.
#[derive(Default)]
struct Shown {
    text: String,
    marks: Vec<Range<usize>>,
    /// Where the last passage ended in the body.
    end: usize,
}

impl Shown {
    fn passage(&mut self, body: &str, passage: &Passage, marked: &[Range<usize>]) {
        let range = passage.range.clone();
        let left_out = body.get(self.end..range.start).is_some_and(|between| !between.trim().is_empty());
        if left_out {
            self.text.push_str(if self.text.is_empty() { "… " } else { " … " });
        } else if !self.text.is_empty() {
            self.text.push(' ');
        }
        let first = marked.partition_point(|mark| mark.end <= range.start);
        let mut marks =
            marked.get(first..).unwrap_or(&[]).iter().take_while(|mark| mark.start < range.end).peekable();
        let mut open = None;
        let mut blank = true;
        for (at, c) in body.get(range.clone()).unwrap_or("").char_indices() {
            let at = range.start + at;
            if let (Some(start), Some(mark)) = (open, marks.peek())
                && at >= mark.end
            {
                self.marks.push(start..self.text.len());
                (open, _) = (None, marks.next());
            }
            if open.is_none() && marks.peek().is_some_and(|mark| at >= mark.start && at < mark.end) {
                open = Some(self.text.len());
            }
            if c.is_whitespace() {
                if !blank {
                    self.text.push(' ');
                }
                blank = true;
            } else if !c.is_control() {
                self.text.push(c);
                blank = false;
            }
        }
        if let Some(start) = open {
            self.marks.push(start..self.text.trim_end().len());
        }
        self.text.truncate(self.text.trim_end().len());
        self.end = range.end;
    }

    fn finish(mut self, body: &str) -> Snippet {
        if body
            .get(self.end..)
            .is_some_and(|rest| rest.chars().any(|c| !c.is_whitespace() && !c.is_control()))
        {
            self.text.push_str(if self.text.is_empty() { "…" } else { " …" });
        }
        Snippet { text: self.text, marks: self.marks }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::asked_words;
    use super::super::wanted::MarkWord;
    use super::*;
    use crate::index::analyser::stem;

    fn mark(text: &str, slop: u32) -> Mark {
        let exactly = |word: String| {
            let stem = stem(Some(Lang::ENGLISH), &word).unwrap_or_else(|| word.clone());
            MarkWord { stems: vec![(Lang::ENGLISH, stem)], ..MarkWord::exactly(&word) }
        };
        let found: Vec<String> = asked_words(text).into_iter().map(|word| word.text).collect();
        let several = found.len() > 1;
        let words =
            found.into_iter().map(|word| if several { MarkWord::exactly(&word) } else { exactly(word) });
        Mark { field: None, words: words.collect(), slop, weight: 1.0 }
    }

    fn shown(snippet: &Snippet) -> String {
        let mut text = snippet.text.clone();
        for mark in snippet.marks.iter().rev() {
            text.insert(mark.end, '»');
            text.insert(mark.start, '«');
        }
        text
    }

    fn check(body: &str, wanted: &[&str], width: usize, expect: &str) {
        let marks: Vec<Mark> = wanted.iter().map(|text| mark(text, 0)).collect();
        let found = snippet(body, Some(Lang::ENGLISH), &marks, width);
        assert_eq!(shown(&found), expect);
        let ellipses = found.text.matches('…').count() * 2;
        assert!(columns(&found.text) <= width + ellipses, "{} columns", columns(&found.text));
    }

    const TIDE: &str = "The old harbour slept. Gulls walked on the quay as if they owned it.\n\
        In March the floodgates were closed for the first time. The mayor called it a test.\n\
        Nobody had asked the fishermen, who found their boats locked in. By June the gate was open again, \
        and the harbours of the coast were full. A second test is planned for the autumn.";

    #[test]
    fn the_sentence_that_holds_the_word_is_shown_whole() {
        check(TIDE, &["mayor"], 60, "… The «mayor» called it a test. …");
        check(
            TIDE,
            &["fishermen"],
            80,
            "… Nobody had asked the «fishermen», who found their boats locked in. …",
        );
    }

    #[test]
    fn other_forms_of_a_word_are_marked_and_nothing_else() {
        check(TIDE, &["harbour"], 60, "The old «harbour» slept. …");
        check("A gate, a gatehouse, two gates.", &["gate"], 60, "A «gate», a gatehouse, two «gates».");
    }

    #[test]
    fn words_far_apart_are_shown_in_passages_of_their_own() {
        check(
            TIDE,
            &["gulls", "autumn"],
            120,
            "… «Gulls» walked on the quay as if they owned it. … A second test is planned for the «autumn».",
        );
    }

    #[test]
    fn a_phrase_is_marked_only_where_its_words_stand_side_by_side() {
        check(
            "The test was late. A late test is no test.",
            &["late test"],
            60,
            "The test was late. A «late» «test» is no test.",
        );
    }

    #[test]
    fn where_nothing_matched_the_beginning_is_shown_unmarked() {
        check(TIDE, &[], 60, "The old harbour slept. …");
        check(TIDE, &["harpoon"], 30, "The old harbour slept. …");
        check("Short.", &[], 60, "Short.");
        check("", &["mayor"], 60, "");
    }

    #[test]
    fn a_long_sentence_is_cut_at_words() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen mayor fifteen \
            sixteen seventeen eighteen nineteen twenty";
        check(long, &["mayor"], 40, "… fourteen «mayor» fifteen sixteen seventeen …");
    }

    #[test]
    fn a_match_far_into_a_long_text_is_found() {
        let long = format!(
            "{} The mayor spoke. {}",
            "A gull cried. ".repeat(180_000),
            "The sea was calm. ".repeat(140_000)
        );
        check(&long, &["mayor"], 60, "… The «mayor» spoke. The sea was calm. The sea was calm. …");
    }

    #[test]
    fn a_rare_word_is_shown_however_often_the_others_stand_before_it() {
        let long =
            format!("{}The zebra slept by the gull. The sea was calm.", "A gull cried. ".repeat(60_000));
        check(
            &long,
            &["gull", "zebra"],
            60,
            "… A «gull» cried. A «gull» cried. The «zebra» slept by the «gull». …",
        );
        let apart = "The gate was old. It was closed late. ".repeat(20_000);
        let phrase = format!("{apart}The gate closed. {apart}");
        check(
            &phrase,
            &["gate closed"],
            60,
            "… The «gate» «closed». The gate was old. It was closed late. …",
        );
    }

    #[test]
    fn line_ends_become_blanks_and_control_characters_vanish() {
        check("The\r\nmayor\u{1b}[31m\tspoke.", &["mayor"], 60, "The «mayor»[31m spoke.");
    }

    #[test]
    fn other_scripts_are_marked_by_their_own_words() {
        let cyrillic = "Порт закрыт. Мэр молчит.";
        check(cyrillic, &["мэр"], 60, "Порт закрыт. «Мэр» молчит.");
        check("港は閉鎖された。市長は黙っている。", &["市長"], 40, "港は閉鎖された。«市長»は黙っている。");
        check("أُغلِقَ الميناء. العمدة صامت.", &["الميناء"], 60, "أُغلِقَ «الميناء». العمدة صامت.");
        check("Cafe\u{301} am Hafen", &["café"], 60, "«Cafe\u{301}» am Hafen");
    }

    #[test]
    fn a_nearness_is_marked_within_its_slop() {
        let near = Mark { slop: 2, ..mark("gate closed", 0) };
        let found = snippet("The gate was closed. The gate that nobody ever had closed.", None, &[near], 80);
        assert_eq!(shown(&found), "The «gate» was «closed». The gate that nobody ever had closed.");
    }
}
