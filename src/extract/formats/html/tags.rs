//! The names of elements, and what of each is known before its page is looked at.

/// What kinds of element there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Stands in a line of text.
    Inline,
    /// Stands apart from what is above and below.
    Block,
    /// Part of a table.
    Table,
    /// Holds nothing.
    Void,
    /// Holds what no reader sees.
    Unseen,
}

use Kind::{Block, Inline, Table, Unseen, Void};

/// All names that say something, in order.
const TAGS: [(&str, Kind); 101] = [
    ("a", Inline),
    ("abbr", Inline),
    ("address", Block),
    ("area", Void),
    ("article", Block),
    ("aside", Block),
    ("audio", Unseen),
    ("b", Inline),
    ("base", Void),
    ("big", Inline),
    ("blockquote", Block),
    ("body", Block),
    ("br", Void),
    ("button", Unseen),
    ("canvas", Unseen),
    ("caption", Table),
    ("center", Block),
    ("cite", Inline),
    ("code", Inline),
    ("col", Void),
    ("colgroup", Table),
    ("data", Inline),
    ("dd", Block),
    ("del", Inline),
    ("details", Block),
    ("dfn", Inline),
    ("dialog", Block),
    ("dir", Block),
    ("div", Block),
    ("dl", Block),
    ("dt", Block),
    ("em", Inline),
    ("embed", Void),
    ("fieldset", Block),
    ("figcaption", Block),
    ("figure", Block),
    ("font", Inline),
    ("footer", Block),
    ("form", Block),
    ("frame", Void),
    ("frameset", Block),
    ("h1", Block),
    ("h2", Block),
    ("h3", Block),
    ("h4", Block),
    ("h5", Block),
    ("h6", Block),
    ("head", Block),
    ("header", Block),
    ("hgroup", Block),
    ("hr", Void),
    ("html", Block),
    ("i", Inline),
    ("iframe", Unseen),
    ("img", Void),
    ("input", Void),
    ("ins", Inline),
    ("label", Inline),
    ("legend", Block),
    ("li", Block),
    ("link", Void),
    ("main", Block),
    ("mark", Inline),
    ("menu", Block),
    ("meta", Void),
    ("nav", Block),
    ("noscript", Unseen),
    ("object", Block),
    ("ol", Block),
    ("option", Unseen),
    ("p", Block),
    ("param", Void),
    ("pre", Block),
    ("q", Inline),
    ("root", Block),
    ("s", Inline),
    ("script", Unseen),
    ("section", Block),
    ("select", Unseen),
    ("small", Inline),
    ("source", Void),
    ("span", Inline),
    ("strong", Inline),
    ("style", Unseen),
    ("sub", Inline),
    ("sup", Inline),
    ("svg", Unseen),
    ("table", Table),
    ("tbody", Table),
    ("td", Table),
    ("template", Unseen),
    ("textarea", Unseen),
    ("tfoot", Table),
    ("th", Table),
    ("thead", Table),
    ("time", Inline),
    ("title", Unseen),
    ("tr", Table),
    ("track", Void),
    ("u", Inline),
    ("ul", Block),
];

/// The name as it is kept: `other` where it says nothing.
pub fn known(name: &[u8]) -> &'static str {
    match TAGS.binary_search_by(|(known, _)| known.as_bytes().cmp(name)) {
        Ok(place) => TAGS[place].0,
        Err(_) => "other",
    }
}

fn kind(tag: &str) -> Option<Kind> {
    TAGS.binary_search_by(|(known, _)| (*known).cmp(tag)).ok().map(|place| TAGS[place].1)
}

/// Whether it holds nothing and needs no end tag.
pub fn is_void(tag: &str) -> bool {
    kind(tag) == Some(Void)
}

/// Whether what it holds is not shown as text.
pub fn is_unseen(tag: &str) -> bool {
    kind(tag) == Some(Unseen)
}

/// Whether it stands in a line of text, as do elements of unknown names.
pub fn is_inline(tag: &str) -> bool {
    matches!(kind(tag), Some(Inline) | None)
}

/// Whether it stands apart from what is above and below.
pub fn is_block(tag: &str) -> bool {
    matches!(kind(tag), Some(Block | Table))
}

/// Whether it is a table or part of one.
pub fn is_of_table(tag: &str) -> bool {
    kind(tag) == Some(Table)
}

/// Whether it is a cell of a table.
pub fn is_cell(tag: &str) -> bool {
    matches!(tag, "td" | "th" | "caption")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_in_order() {
        assert!(TAGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!((known(b"td"), known(b"custom-thing"), known(b"")), ("td", "other", "other"));
    }
}
