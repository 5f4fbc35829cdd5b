//! An EPUB → the pages in the order in which they are read, each sent round again. A paper that a program made gives
//! its name and day to its articles; a cover, a list of contents or of sections is no article.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::{Package, ends, holds, is_package, locked};
use crate::extract::clipping::Told;
use crate::extract::formats::{Format, Given, Held, Inner, Input, Loss, Opened, nothing};
use crate::extract::marks::{self, Dating};
use crate::extract::{decode, markup};
use crate::model::{Day, Published};

/// Electronic books and papers.
pub const FORMAT: Format = Format {
    name: "epub",
    // What was packed again no longer begins with its kind.
    takes: |head, path| {
        is_package(head) && (holds(head, b"mimetypeapplication/epub+zip") || ends(path, "epub"))
    },
    read,
};

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    match opened(input, given) {
        Ok(pages) => pages,
        Err(loss) => nothing(loss),
    }
}

fn opened<'s>(input: Input<'s>, given: &Given) -> Result<Opened<'s>, Loss> {
    let mut package = Package::open(input, &given.budget)?;
    if package.part("META-INF/rights.xml")?.is_some() {
        return Err(locked());
    }
    let container = package.needed("META-INF/container.xml")?;
    let path = rootfile(&decode::decode(&container, None).text)
        .ok_or_else(|| Loss::damaged("it does not name its contents; save it once more"))?;
    let contents = package.needed(&path)?;
    let book = Book::of(&decode::decode(&contents, None).text)
        .map_err(|error| Loss::damaged(format!("its part `{path}` is not well-formed ({error})")))?;
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let around = book.around(&given.dating);
    let mut pages = book.pages().into_iter();
    Ok(Box::new(std::iter::from_fn(move || {
        pages.by_ref().find_map(|page| {
            let name = format!("{folder}{page}");
            let bytes = match package.needed(&name) {
                Ok(bytes) => bytes,
                Err(loss) => return Some(Err(loss)),
            };
            tells(&bytes).then(|| {
                let (input, around) = (Input::of(bytes), around.clone());
                Ok(Held::File(Inner { name, input, charset: None, around }))
            })
        })
    })))
}

/// Whether a page tells anything, and is no cover, title or list.
fn tells(page: &[u8]) -> bool {
    /// A paragraph is longer than this, in bytes.
    const PARAGRAPH: usize = 120;
    markup::text(&decode::decode(page, None).text).lines().any(|line| line.len() > PARAGRAPH)
}

/// Where the container says that the contents are.
fn rootfile(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "rootfile" => {
                return value(&start, "full-path");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// What a book says of itself.
#[derive(Debug, Default)]
struct Book {
    title: String,
    date: String,
    language: String,
    /// Whether it says that it is a paper or magazine.
    is_paper: bool,
    /// Its files by their names in the book.
    files: FxHashMap<String, String>,
    /// The names in the order in which they are read.
    order: Vec<String>,
}

impl Book {
    fn of(contents: &str) -> Result<Book, quick_xml::Error> {
        let mut book = Book::default();
        let mut reader = Reader::from_str(contents);
        let mut inside = String::new();
        loop {
            match reader.read_event()? {
                Event::Start(start) => {
                    inside = start.local_name().as_ref().to_owned();
                    book.element(&start);
                }
                Event::Empty(start) => book.element(&start),
                Event::End(_) => inside.clear(),
                Event::Text(text) => book.letters(&inside, &text),
                Event::GeneralRef(name) => {
                    book.letters(&inside, &markup::resolved(&format!("&{};", &*name)));
                }
                Event::Eof => return Ok(book),
                _ => {}
            }
        }
    }

    fn element(&mut self, start: &BytesStart) {
        match start.local_name().as_ref() {
            "item" => {
                let kind = value(start, "media-type").unwrap_or_default();
                let is_list = value(start, "properties").is_some_and(|properties| properties.contains("nav"));
                if let (Some(id), Some(href)) = (value(start, "id"), value(start, "href"))
                    && kind.contains("html")
                    && !is_list
                {
                    self.files.insert(id, unescaped(&href));
                }
            }
            "itemref" if value(start, "linear").as_deref() != Some("no") => {
                self.order.extend(value(start, "idref"));
            }
            "meta" => {
                let is_kind = value(start, "name").is_some_and(|name| name.ends_with("publication_type"));
                self.is_paper |=
                    is_kind && value(start, "content").is_some_and(|kind| kind.starts_with("periodical"));
            }
            _ => {}
        }
    }

    fn letters(&mut self, inside: &str, letters: &str) {
        let field = match inside {
            "title" => &mut self.title,
            "date" if self.date.is_empty() => &mut self.date,
            "language" => &mut self.language,
            _ => return,
        };
        field.push_str(letters);
    }

    /// What the book gives to its articles. Only of a paper are name and day those of its articles.
    fn around(&self, dating: &Dating) -> Told {
        let language = Some(self.language.trim().to_owned()).filter(|language| !language.is_empty());
        if !self.is_paper {
            return Told { language, ..Told::default() };
        }
        // A program puts the day behind the paper's name: `Harbour Post [Tue, 5 May 2020]`.
        let (name, day) = self.title.split_once('[').unwrap_or((&self.title, ""));
        let printed = marks::dates(day.trim_end_matches(']'), dating).next().map(|date| date.published);
        let published = printed.or_else(|| stamped(&self.date)).filter(|day| dating.allows(*day));
        Told {
            source: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
            published,
            language,
            ..Told::default()
        }
    }

    /// The paths of its pages. Where pages of articles are named as such, the others are lists of them.
    fn pages(self) -> Vec<String> {
        let pages: Vec<String> = self.order.iter().filter_map(|id| self.files.get(id).cloned()).collect();
        let is_article = |page: &String| page.contains("/article_");
        if pages.iter().any(is_article) { pages.into_iter().filter(is_article).collect() } else { pages }
    }
}

/// The day that a stamp begins with.
fn stamped(stamp: &str) -> Option<Published> {
    let mut parts = stamp.trim().get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Day::new(year, month, parts.next()?.parse().ok()?).map(Published::on)
}

/// The value of an attribute.
fn value(start: &BytesStart, name: &str) -> Option<String> {
    let attribute = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(markup::resolved(&attribute.value).into_owned())
}

/// A path with `%20` and its kin as the letters that they stand for, and without a place in the page.
fn unescaped(href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_gives_its_articles_name_and_day_and_a_book_does_not() {
        let paper = "<package><metadata><dc:title>Harbour Post [Tue, 5 May 2020]</dc:title><dc:date>2020-05-06T01:00:00Z</dc:date>\
            <meta name=\"calibre:publication_type\" content=\"periodical:newspaper:Harbour Post\"/></metadata></package>";
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let around = Book::of(paper).unwrap().around(&dating);
        assert_eq!(around.source.as_deref(), Some("Harbour Post"));
        assert_eq!(around.published, Day::new(2020, 5, 5).map(Published::on));
        let book = paper.replace("periodical", "book");
        assert_eq!(Book::of(&book).unwrap().around(&dating), Told::default());
    }

    #[test]
    fn a_book_that_was_packed_again_is_told_by_its_name() {
        assert!((FORMAT.takes)(b"PK\x03\x04......META-INF/", "a/Quay.EPUB"));
        assert!(!(FORMAT.takes)(b"PK\x03\x04......META-INF/", "a/quay.zip"));
    }

    #[test]
    fn pages_come_in_the_order_of_reading_without_lists() {
        let contents = "<package><manifest><item id=\"b\" href=\"feed_0/article_1/index%201.html\" media-type=\"application/xhtml+xml\"/>\
            <item id=\"a\" href=\"feed_0/article_0/index.html#top\" media-type=\"text/html\"/><item id=\"s\" href=\"feed_0/index.html\" media-type=\"text/html\"/>\
            <item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/></manifest>\
            <spine><itemref idref=\"n\"/><itemref idref=\"s\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
        let pages = Book::of(contents).unwrap().pages();
        assert_eq!(pages, ["feed_0/article_0/index.html", "feed_0/article_1/index 1.html"]);
    }
}
