//! The headline's lines → the headline: joined, white space collapsed, invisible letters removed.

use crate::extract::clipping::Clipping;

/// The headline, empty where there is none.
pub fn headline(clipping: &Clipping) -> String {
    let mut headline = String::new();
    for line in &clipping.headline {
        if !headline.is_empty() {
            headline.push(' ');
        }
        headline.push_str(line);
    }
    tidy(&headline)
}

/// A field's text: runs of white space (no-break blanks too) as one blank, and no soft hyphens,
/// zero-width letters, byte-order marks or control characters.
pub fn tidy(text: &str) -> String {
    let bytes = text.as_bytes();
    if bytes.iter().all(|byte| matches!(byte, b' '..0x7f)) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for letter in text.chars() {
        match letter {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            _ if letter.is_whitespace() || letter.is_control() => blank = true,
            _ => {
                if std::mem::take(&mut blank) && !tidy.is_empty() {
                    tidy.push(' ');
                }
                tidy.push(letter);
            }
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_one_line_without_invisible_letters() {
        let clipping = Clipping {
            headline: vec!["\u{feff}Ferry\u{a0}\u{a0}pier ", " re\u{ad}opens\u{200b}\tat last"],
            ..Clipping::default()
        };
        assert_eq!(headline(&clipping), "Ferry pier reopens at last");
    }
}
