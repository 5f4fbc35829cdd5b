//! What a piece of output means → the escape codes that show it, or none.

use std::ops::Range;

/// Whether there is colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paint(pub bool);

/// What a piece of output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Nothing special.
    Plain,
    /// A headline.
    Headline,
    /// A word that matched.
    Mark,
    /// What a reader may pass over.
    Faint,
    /// A path.
    Path,
    /// An outlet.
    Source,
    /// A bar of a picture.
    Bar,
    /// What is well.
    Good,
    /// What is unsure.
    Doubt,
    /// What is wrong.
    Wrong,
}

impl Ink {
    const fn code(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Headline => "\x1b[1m",
            Ink::Mark => "\x1b[1;31m",
            Ink::Faint => "\x1b[2m",
            Ink::Path => "\x1b[35m",
            Ink::Source => "\x1b[36m",
            Ink::Bar => "\x1b[34m",
            Ink::Good => "\x1b[32m",
            Ink::Doubt => "\x1b[33m",
            Ink::Wrong => "\x1b[31m",
        }
    }
}

impl Paint {
    /// The text in that ink.
    pub fn ink(self, ink: Ink, text: &str) -> String {
        if self.0 && ink != Ink::Plain && !text.is_empty() {
            format!("{}{text}\x1b[0m", ink.code())
        } else {
            text.to_owned()
        }
    }

    /// The part `line` of a text in one ink, and what is marked of it as marked. Marks may lie anyhow.
    pub(super) fn marked(self, text: &str, line: Range<usize>, marks: &[Range<usize>], ink: Ink) -> String {
        let mut painted = String::with_capacity(line.len() + 16);
        let mut run = String::new();
        let mut run_marked = false;
        for (at, c) in text.char_indices().skip_while(|(at, _)| *at < line.start) {
            if at >= line.end {
                break;
            }
            let marked = marks.iter().any(|mark| mark.contains(&at));
            if marked != run_marked {
                painted.push_str(&self.ink(if run_marked { Ink::Mark } else { ink }, &run));
                run.clear();
                run_marked = marked;
            }
            run.push(c);
        }
        painted.push_str(&self.ink(if run_marked { Ink::Mark } else { ink }, &run));
        painted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_show_only_where_there_is_colour() {
        let text = "the late ferry";
        let marks = [4..8];
        assert_eq!(Paint(false).marked(text, 0..14, &marks, Ink::Headline), text);
        assert_eq!(
            Paint(true).marked(text, 4..14, &marks, Ink::Headline),
            "\x1b[1;31mlate\x1b[0m\x1b[1m ferry\x1b[0m"
        );
    }
}
