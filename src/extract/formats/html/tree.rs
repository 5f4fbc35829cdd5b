//! The text of a page → its elements in the order of the page, each with the range of what it holds.
//!
//! Whatever is wrong with the markup, a tree comes of it, in time linear in its length and no deeper than
//! [`DEEPEST`]; all walks over it are loops over ranges, never recursion.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::tags::{self, known};

/// Elements that stand deeper than this are taken apart: what they hold belongs to the one around them.
const DEEPEST: usize = 400;

/// An element's place in its page: a smaller one begins before a greater one.
pub type Place = usize;

/// A page taken apart.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    text: String,
}

#[derive(Debug)]
struct Node {
    parent: Place,
    end: Place,
    what: What,
}

#[derive(Debug)]
enum What {
    Element { tag: &'static str, attributes: Range<usize> },
    Text(Range<usize>),
}

#[derive(Debug)]
struct Attribute {
    name: Box<str>,
    value: Range<usize>,
}

impl Tree {
    /// Takes a page apart. Its first place is a root around everything.
    pub fn new(page: &str) -> Tree {
        let page = &*closed(page);
        let mut builder = Builder::new(page.len());
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.take(&event);
                None
            });
        emitter.naively_switch_states(true);
        let tokenizer = Tokenizer::new_with_emitter(page, emitter);
        let Ok(()) = tokenizer.finish();
        builder.finish()
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element's name in small letters; empty for a piece of text, `other` for a name that says nothing.
    pub fn tag(&self, place: Place) -> &'static str {
        match self.nodes.get(place) {
            Some(Node { what: What::Element { tag, .. }, .. }) => tag,
            _ => "",
        }
    }

    /// The piece of text that stands there.
    pub fn piece(&self, place: Place) -> Option<&str> {
        match &self.nodes.get(place)?.what {
            What::Text(range) => self.text.get(range.clone()),
            What::Element { .. } => None,
        }
    }

    /// The element around it; the root's is the root.
    pub fn parent(&self, place: Place) -> Place {
        self.nodes.get(place).map_or(0, |node| node.parent)
    }

    /// The elements around it, from the inside out.
    pub fn around(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(Some(place), |place| (*place > 0).then(|| self.parent(*place))).skip(1)
    }

    /// The first place behind all that the element holds.
    pub fn end(&self, place: Place) -> Place {
        self.nodes.get(place).map_or(self.len(), |node| node.end)
    }

    /// All places in the element.
    pub fn within(&self, place: Place) -> Range<Place> {
        place + 1..self.end(place)
    }

    /// All elements of that name in the page, in order.
    pub fn all<'t>(&'t self, tag: &'t str) -> impl Iterator<Item = Place> + 't {
        (0..self.len()).filter(move |place| self.tag(*place) == tag)
    }

    /// The value of an attribute.
    pub fn attribute(&self, place: Place, name: &str) -> Option<&str> {
        let What::Element { attributes, .. } = &self.nodes.get(place)?.what else { return None };
        let attribute = self.attributes.get(attributes.clone())?.iter().find(|found| &*found.name == name)?;
        self.text.get(attribute.value.clone())
    }

    /// The value of an attribute, where there is one and it says something.
    pub fn value(&self, place: Place, name: &str) -> Option<&str> {
        self.attribute(place, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether one of the words in an attribute is `word`.
    pub fn has_word(&self, place: Place, name: &str, word: &str) -> bool {
        self.attribute(place, name)
            .is_some_and(|value| value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
    }

    /// All text in the element that a reader sees, on one line.
    pub fn text(&self, place: Place) -> String {
        let mut text = String::new();
        self.write_text(place, &mut text);
        text
    }

    /// The text of an element that holds a line or two; empty where it holds far more. So no page can make its fields
    /// costly by putting all of it into each of a thousand elements.
    pub fn line(&self, place: Place) -> String {
        /// No line is made of more pieces and elements than this.
        const MOST: usize = 200;
        if self.within(place).len() > MOST { String::new() } else { self.text(place) }
    }

    /// Writes that text, pieces of different blocks apart by a blank.
    fn write_text(&self, place: Place, out: &mut String) {
        let mut blank = false;
        let mut ends: Vec<Place> = Vec::new();
        let mut at = place;
        while at < self.end(place).max(place + 1) {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                blank = true;
            }
            let tag = self.tag(at);
            match self.piece(at) {
                Some(piece) => {
                    for letter in piece.chars() {
                        if letter.is_whitespace() {
                            blank = true;
                        } else {
                            if std::mem::take(&mut blank) && !out.is_empty() {
                                out.push(' ');
                            }
                            out.push(letter);
                        }
                    }
                }
                None if tags::is_unseen(tag) && at > place => {
                    at = self.end(at);
                    continue;
                }
                None if tags::is_block(tag) => {
                    blank = true;
                    ends.push(self.end(at));
                }
                None => blank |= tag == "br",
            }
            at += 1;
        }
    }

    /// The text of a script or another element that no reader sees.
    pub fn raw(&self, place: Place) -> Option<&str> {
        self.within(place).find_map(|place| self.piece(place))
    }
}

/// Elements whose text is no markup until their end tag, so that one that closes itself would swallow the page.
const RAW: [&str; 6] = ["iframe", "noframes", "noscript", "style", "textarea", "title"];

/// The page with an end tag behind each such element that closes itself, as those of drawings and of XML do.
fn closed(page: &str) -> Cow<'_, str> {
    /// A tag is no longer than this, in bytes.
    const LONGEST: usize = 1000;
    let is_xml = page.trim_start().starts_with("<?xml");
    let mut closed = String::new();
    let mut copied = 0;
    for end in memchr::memmem::find_iter(page.as_bytes(), "/>") {
        let Some(before) = page.as_bytes().get(end.saturating_sub(LONGEST)..end) else { continue };
        let Some(start) = memchr::memrchr(b'<', before) else { continue };
        let name = before[start + 1..].split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
        let raw = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw.as_bytes()));
        let script = || (is_xml && name.eq_ignore_ascii_case(b"script")).then_some(&"script");
        if let Some(raw) = raw.or_else(script) {
            closed.push_str(&page[copied..end]);
            closed.push_str("></");
            closed.push_str(raw);
            closed.push('>');
            copied = end + 2;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    closed.push_str(&page[copied..]);
    Cow::Owned(closed)
}

/// A tree that grows while its page is read.
struct Builder {
    tree: Tree,
    /// The elements that are open, the innermost last; the root stays.
    open: Vec<Place>,
    /// How many elements are open that were too deep to be taken in.
    beyond: usize,
    tag: &'static str,
    attributes: Range<usize>,
}

impl Builder {
    fn new(length: usize) -> Builder {
        let root = Node { parent: 0, end: 0, what: What::Element { tag: "root", attributes: 0..0 } };
        let tree = Tree { nodes: vec![root], attributes: Vec::new(), text: String::with_capacity(length) };
        Builder { tree, open: vec![0], beyond: 0, tag: "", attributes: 0..0 }
    }

    fn take(&mut self, event: &CallbackEvent) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = known(name);
                self.attributes = self.tree.attributes.len()..self.tree.attributes.len();
            }
            CallbackEvent::AttributeName { name } => {
                let name = String::from_utf8_lossy(name).into();
                let at = self.tree.text.len();
                self.tree.attributes.push(Attribute { name, value: at..at });
                self.attributes.end = self.tree.attributes.len();
            }
            CallbackEvent::AttributeValue { value } => {
                let range = self.write(value);
                if let Some(attribute) = self.tree.attributes.last_mut() {
                    attribute.value = range;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(known(name)),
            CallbackEvent::String { value } => {
                let range = self.write(value);
                self.push(What::Text(range));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn write(&mut self, value: &[u8]) -> Range<usize> {
        let start = self.tree.text.len();
        self.tree.text.push_str(&String::from_utf8_lossy(value));
        start..self.tree.text.len()
    }

    fn push(&mut self, what: What) -> Place {
        let place = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { parent, end: place + 1, what });
        place
    }

    fn start(&mut self, self_closing: bool) {
        let tag = self.tag;
        self.close_before(tag);
        let attributes = self.attributes.clone();
        let place = self.push(What::Element { tag, attributes });
        // What is not known to HTML closes itself as in XML.
        if tags::is_void(tag) || (self_closing && tag == "other") {
            return;
        }
        if self.open.len() < DEEPEST {
            self.open.push(place);
        } else {
            self.beyond += 1;
        }
    }

    /// Closes what may not hold an element of that name.
    fn close_before(&mut self, tag: &'static str) {
        let (closes, up_to): (&[&str], &[&str]) = match tag {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "body" => (&["head"], &["body"]),
            "a" => (&["a"], &[]),
            _ if tags::is_block(tag) => (&["p"], &[]),
            _ => return,
        };
        for depth in (1..self.open.len()).rev() {
            let open = self.tree.tag(self.open[depth]);
            if closes.contains(&open) {
                self.close_to(depth);
                return;
            }
            let ends = if up_to.is_empty() { !tags::is_inline(open) } else { up_to.contains(&open) };
            if ends {
                return;
            }
        }
    }

    fn end(&mut self, tag: &'static str) {
        if tags::is_void(tag) || matches!(tag, "body" | "html") {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let inline = tags::is_inline(tag);
        for depth in (1..self.open.len()).rev() {
            let open = self.tree.tag(self.open[depth]);
            if open == tag {
                self.close_to(depth);
                return;
            }
            // A stray end tag ends neither the block nor the cell of a table that it stands in.
            let held =
                if inline { !tags::is_inline(open) } else { tags::is_cell(open) && !tags::is_of_table(tag) };
            if held {
                return;
            }
        }
    }

    /// Closes all that is open from that depth on.
    fn close_to(&mut self, depth: usize) {
        let end = self.tree.nodes.len();
        for place in self.open.drain(depth..) {
            if let Some(node) = self.tree.nodes.get_mut(place) {
                node.end = end;
            }
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as brackets.
    fn shape(page: &str) -> String {
        let tree = Tree::new(page);
        let mut shape = String::new();
        let mut ends = Vec::new();
        for place in 1..tree.len() {
            while ends.last().is_some_and(|end| *end <= place) {
                ends.pop();
                shape.push(')');
            }
            match tree.piece(place) {
                Some(piece) => shape.push_str(piece.trim()),
                None => {
                    shape.push_str(tree.tag(place));
                    shape.push('(');
                    ends.push(tree.end(place));
                }
            }
        }
        shape + &")".repeat(ends.len())
    }

    #[test]
    fn what_cannot_stand_inside_is_closed() {
        assert_eq!(shape("<ul><li>a<li>b</ul>c"), "ul(li(a)li(b))c");
        assert_eq!(shape("<p>a<p>b<div>c</div>"), "p(a)p(b)div(c)");
        assert_eq!(shape("<table><tr><td>a<td>b<tr><td>c</table>"), "table(tr(td(a)td(b))tr(td(c)))");
        assert_eq!(shape("<p>a<br/>b<img src=x>c"), "p(abr()bimg()c)");
    }

    #[test]
    fn what_closes_itself_swallows_nothing() {
        assert_eq!(shape("<svg><title/></svg><p>a"), "svg(title())p(a)");
        assert_eq!(shape("<iframe src='x' />a"), "iframe()a");
        assert_eq!(shape("<?xml version='1.0'?><script src='x'/>a"), "script()a");
    }

    #[test]
    fn stray_end_tags_end_nothing() {
        assert_eq!(shape("<div><td>a</div>b</td></div>c"), "div(td(ab))c");
        assert_eq!(shape("<div>a</b></p>b</div>"), "div(ab)");
        assert_eq!(shape("a</body></html>b"), "ab");
    }

    #[test]
    fn a_page_of_any_depth_is_read_in_linear_time() {
        for tag in ["<div>", "<p><b>", "<table><tr><td>", "<a>", "<ul><li>"] {
            let tree = Tree::new(&(tag.repeat(200_000) + "x"));
            assert!((0..tree.len()).all(|place| tree.around(place).count() <= DEEPEST));
            assert_eq!(tree.text(0), "x");
        }
    }

    #[test]
    fn the_text_of_an_element_is_what_a_reader_sees() {
        let tree = Tree::new("<div>One&amp;\n two<script>no</script><p>three</p>f<b>ou</b>r</div>");
        assert_eq!(tree.text(1), "One& two three four");
        assert_eq!(Tree::new("<script>a < b</script>").raw(1), Some("a < b"));
    }
}
