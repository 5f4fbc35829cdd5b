//! Saved web pages. The text of a page comes in; its article goes out as a careful reader would describe it:
//! from what the page says of itself to programs, and from what it prints for people. It never looks past the page.

mod asides;
mod author;
mod body;
mod charset;
mod day;
mod export;
mod headline;
mod hints;
mod linked;
mod many;
mod meta;
mod outlet;
mod person;
mod press;
mod proquest;
mod tags;
mod tree;

use std::ops::Range;

use self::body::Blocks;

use self::meta::Metas;
use self::tree::{Place, Tree};
use super::{Format, Given, Held, Input, Loss, Opened, Text, nothing};
use crate::extract::clipping::Told;
use crate::extract::marks::{self, Dating};
use crate::extract::{decode, markup};
use crate::model::{Code, Published};

pub use proquest::is_page as is_of_database;

/// Saved web pages.
pub const FORMAT: Format = Format { name: "html", takes, read: opened };

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

/// What a page holds.
#[derive(Debug)]
pub enum Holds {
    /// Articles, each with its fields.
    Articles(Vec<Saved>),
    /// Lines of text that are an archive's export, yet to be cut.
    Export(String),
}

/// A page taken apart, with the part of it that is looked at by each field.
struct Page<'t> {
    tree: &'t Tree,
    blocks: &'t Blocks,
    /// What the page says to programs of its article; nothing where it has several.
    metas: &'t Metas,
    told: &'t [linked::Told],
    /// The part that is looked at.
    bounds: Range<Place>,
    /// The element that holds the article's text.
    root: Place,
    /// Where the headline is printed.
    headline: Option<Place>,
    /// The blocks of the text.
    chosen: Vec<usize>,
    url: Option<String>,
    dating: Dating,
}

/// A text that is told to programs is taken where it is longer than this, in bytes.
const HIDDEN: usize = 300;

impl Page<'_> {
    /// Whether a place stands in what readers wrote below the article, or among pointers to others.
    fn in_comments(&self, place: Place) -> bool {
        let hints = &self.blocks.hints;
        self.tree.around(place).take_while(|around| self.bounds.contains(around)).any(|around| {
            hints.get(around).is_some_and(|hint| hint.comments || hint.related)
                && !matches!(self.tree.tag(around), "body" | "html" | "article" | "main")
        })
    }

    /// The article that this part of the page is, with its headline and its outlet.
    fn saved(&self, headline: String, source: Option<String>, language: Option<String>) -> Saved {
        let blocks = self.chosen.iter().filter_map(|place| self.blocks.all.get(*place));
        let shown: usize = blocks.clone().map(|block| block.letters).sum();
        // A text that only scripts put on the page is still told to programs.
        let hidden = self
            .told
            .iter()
            .filter_map(|told| told.body.as_deref())
            .find(|body| body.len() > HIDDEN && body.len() / 3 > shown);
        Saved {
            published: day::published(self, &self.dating),
            persons: author::persons(self, source.as_deref()),
            paragraphs: match hidden {
                Some(body) => headline::unescaped_lines(body),
                None => blocks.map(|block| block.text.clone()).collect(),
            },
            url: self.url.clone(),
            headline,
            source,
            language,
        }
    }
}

/// Beginnings of a page, in small letters.
const BEGINNINGS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"];

/// Extensions of pages.
const EXTENSIONS: [&str; 5] = ["html", "htm", "xhtml", "xht", "shtml"];

fn takes(head: &[u8], path: &str) -> bool {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let named = path
        .rsplit_once('.')
        .is_some_and(|(_, name)| EXTENSIONS.iter().any(|known| name.eq_ignore_ascii_case(known)));
    if !named && !markup::may_begin(head) {
        return false;
    }
    if wide || decode::is_binary(head) {
        return named && wide;
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut text = text.trim_start_matches('\u{feff}').trim_start();
    // Browsers and scripts put notes before a page, and XML declares itself.
    while let Some((_, rest)) = text.strip_prefix("<!--").and_then(|note| note.split_once("-->")) {
        text = rest.trim_start();
    }
    let xml = text.starts_with("<?xml");
    let declared = |text: &str| BEGINNINGS.iter().any(|start| text.starts_with(start));
    let in_xml = || {
        text.split_once("?>").is_some_and(|(_, rest)| {
            let rest = rest.trim_start();
            declared(rest) || (rest.starts_with("<!--") && rest.contains("<html"))
        })
    };
    if xml {
        in_xml()
    } else {
        declared(text) || (named && memchr::memmem::find(head, b"MIME-Version").is_none_or(|at| at >= 1000))
    }
}

/// The articles of a page, or the text of an export.
fn opened<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    match read(&charset::text(&bytes, given.charset.as_deref()), &given.dating) {
        Holds::Articles(articles) => {
            let told = articles
                .into_iter()
                .map(Saved::told)
                .filter(|told| !told.headline.is_empty() || !told.body.is_empty());
            let told: Vec<Told> = told.collect();
            if told.is_empty() {
                let message =
                    "the page prints no text; if a browser shows some, save the page from it once more";
                return nothing(Loss { code: Code::NoText, message: message.to_owned() });
            }
            Box::new(told.into_iter().map(|told| Ok(Held::Article(told))))
        }
        Holds::Export(lines) => {
            let text = Text {
                input: Input::of(lines.into_bytes()),
                charset: Some("utf-8".to_owned()),
                ..Text::default()
            };
            Box::new(std::iter::once(Ok(Held::Text(text))))
        }
    }
}

/// A text of so many bytes tells its language better than the page's own word for it.
const SPEAKS: usize = 200;

impl Saved {
    /// The article as it is told to others.
    fn told(self) -> Told {
        let body = self.paragraphs.join("\n");
        Told {
            language: self.language.filter(|_| body.len() < SPEAKS),
            headline: self.headline,
            source: self.source,
            published: self.published,
            persons: self.persons,
            url: self.url,
            body,
            ..Told::default()
        }
    }
}

/// What a page holds.
pub fn read(text: &str, dating: &Dating) -> Holds {
    let tree = Tree::new(text);
    let (metas, told) = (Metas::new(&tree), linked::told(&tree));
    let blocks = Blocks::new(&tree);
    for articles in [press::articles, proquest::articles] {
        let marked = articles(&tree, &blocks, dating);
        if !marked.is_empty() {
            return Holds::Articles(marked);
        }
    }
    // No archive exports what sites tell to search engines.
    if told.is_empty()
        && metas.first(&meta::HEADLINE[..1]).is_none()
        && let Some(lines) = export::lines(&blocks, dating)
    {
        return Holds::Export(lines);
    }
    let root = body::root(&tree, &blocks);
    let mut page = Page {
        tree: &tree,
        blocks: &blocks,
        metas: &metas,
        told: &told,
        bounds: 0..tree.len(),
        root,
        headline: None,
        chosen: Vec::new(),
        url: None,
        dating: *dating,
    };
    page.url = url(&page, text);
    let source = outlet::source(&page);
    let lang = tree
        .all("html")
        .find_map(|place| tree.value(place, "lang").or_else(|| tree.value(place, "xml:lang")));
    let language = lang.or_else(|| metas.first(meta::LANGUAGE)).map(str::to_owned);
    let parts = many::parts(&page);
    if !parts.is_empty() {
        let saved = |part: &many::Part| many::saved(&page, part, source.clone(), language.clone());
        return Holds::Articles(parts.iter().map(saved).collect());
    }
    let headline = headline::headline(&mut page, source.as_deref());
    let source = source.or_else(|| headline::site_in_title(&page, &headline));
    page.chosen = body::chosen(&tree, &blocks, page.root, page.headline, dating);
    Holds::Articles(vec![page.saved(headline, source, language)])
}

/// The address of the page: the one that it names as its own, or that the browser noted when it was saved.
fn url(page: &Page, text: &str) -> Option<String> {
    let whole = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let named = meta::canonical(page.tree).filter(whole);
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
    let head = marks::shape::head(text, 2000);
    let (_, note) = head.split_once("saved from url=(").or_else(|| head.split_once("SingleFile"))?;
    let start = note.find("http")?;
    note.get(start..)?.split(char::is_whitespace).next()
}

#[cfg(test)]
mod tests;
