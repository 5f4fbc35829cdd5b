//! Saved web pages. The text of a page comes in; its article goes out as a careful reader would describe it:
//! from what the page says of itself to programs, and from what it prints for people. It never looks past the page.

mod asides;
mod author;
mod body;
mod charset;
mod day;
mod headline;
mod hints;
mod linked;
mod meta;
mod outlet;
mod tags;
mod tree;

use self::body::Blocks;
use self::linked::Told;
use self::meta::Metas;
use self::tree::{Place, Tree};
use crate::extract::marks::Dating;
use crate::model::Published;

/// An article of a saved page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saved {
    /// The headline, empty where there is none.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The people who wrote it.
    pub persons: Vec<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The name or code of its language, as the page gives it.
    pub language: Option<String>,
    /// The paragraphs of its text.
    pub paragraphs: Vec<String>,
}

/// A page, taken apart once and looked at by each field.
struct Page {
    tree: Tree,
    metas: Metas,
    told: Vec<Told>,
    blocks: Blocks,
    /// The element that holds the article's text.
    root: Place,
    /// Where the headline is printed.
    headline: Option<Place>,
    /// The blocks of the text.
    chosen: Vec<usize>,
    url: Option<String>,
    dating: Dating,
}

impl Page {
    /// Whether a place stands in what readers wrote below the article.
    fn in_comments(&self, place: Place) -> bool {
        self.tree.around(place).any(|around| {
            let mut found = false;
            for name in ["class", "id"] {
                if let Some(value) = self.tree.attribute(around, name).filter(|value| value.len() < 60) {
                    hints::each_word(value, |word| {
                        found |= matches!(word, "comments" | "commentlist" | "respond" | "related")
                    });
                }
            }
            found && !matches!(self.tree.tag(around), "body" | "html" | "article" | "main")
        })
    }
}

/// The articles of a page in bytes. `label` is the charset that its file is known to have.
pub fn read_bytes(bytes: &[u8], label: Option<&str>, dating: &Dating) -> Vec<Saved> {
    read(&charset::text(bytes, label), dating)
}

/// The articles of a page.
pub fn read(text: &str, dating: &Dating) -> Vec<Saved> {
    let tree = Tree::new(text);
    let metas = Metas::new(&tree);
    let told = linked::told(&tree);
    let blocks = Blocks::new(&tree);
    let root = body::root(&tree, &blocks);
    let mut page = Page {
        tree,
        metas,
        told,
        blocks,
        root,
        headline: None,
        chosen: Vec::new(),
        url: None,
        dating: *dating,
    };
    page.url = url(&page, text);
    let source = outlet::source(&page);
    let headline = headline::headline(&mut page, source.as_deref());
    page.chosen = body::chosen(&page.tree, &page.blocks, page.root, page.headline);
    let persons = author::persons(&page, source.as_deref());
    let published = day::published(&page, dating);
    let language = page
        .tree
        .all("html")
        .find_map(|place| page.tree.value(place, "lang").or_else(|| page.tree.value(place, "xml:lang")));
    let language = language.or_else(|| page.metas.first(meta::LANGUAGE)).map(str::to_owned);
    let paragraphs =
        page.chosen.iter().filter_map(|place| page.blocks.all.get(*place)).map(|block| block.text.clone());
    let paragraphs = paragraphs.collect();
    vec![Saved { headline, source, published, persons, url: page.url, language, paragraphs }]
}

/// The address of the page: the one that it names as its own, or that the browser noted when it was saved.
fn url(page: &Page, text: &str) -> Option<String> {
    let whole = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let named = meta::canonical(&page.tree).filter(whole);
    let told = || page.told.iter().find_map(|told| told.url.as_deref().filter(whole));
    let found =
        named.or_else(|| page.metas.all(meta::URL).find(whole)).or_else(told).or_else(|| saved_from(text))?;
    // A page kept by a web archive is at its own address all the same.
    let own = found.rmatch_indices("http").next().map_or(found, |(at, _)| found.get(at..).unwrap_or(found));
    let url = if found.contains("/web/") && own.contains("://") { own } else { found };
    Some(url.to_owned()).filter(|url| !url.contains(char::is_whitespace))
}

/// The address in the note that browsers leave at the head of a page: `saved from url=(0042)https://…`, ` url: https://…`.
fn saved_from(text: &str) -> Option<&str> {
    let head = text.get(..text.len().min(2000)).or_else(|| text.get(..text.floor_char_boundary(2000)))?;
    let (_, note) = head.split_once("saved from url=(").or_else(|| head.split_once("SingleFile"))?;
    let start = note.find("http")?;
    note.get(start..)?.split(char::is_whitespace).next()
}
