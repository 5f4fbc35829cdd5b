//! The lines below the credit → the body, as printed: paragraphs apart by line ends, at most one
//! blank line between two lines, and no NUL in it.

use crate::extract::clipping::Clipping;

/// The body.
pub fn body(clipping: &Clipping) -> String {
    let mut body = String::with_capacity(clipping.body.iter().map(|line| line.len() + 1).sum());
    let mut gap = false;
    for line in &clipping.body {
        let line = line.trim_end();
        if line.is_empty() {
            gap = !body.is_empty();
            continue;
        }
        if !body.is_empty() {
            body.push('\n');
        }
        if std::mem::take(&mut gap) {
            body.push('\n');
        }
        body.push_str(line);
    }
    if memchr::memchr(0, body.as_bytes()).is_some() {
        body = body.replace('\0', " ");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_kept_as_one() {
        let clipping =
            Clipping { body: vec!["", "One. ", "", " ", "Two\0!", "Three", ""], ..Clipping::default() };
        assert_eq!(body(&clipping), "One.\n\nTwo !\nThree");
    }
}
