//! What files are made of. Each row of [`FORMATS`] is a kind of file that is read, in the order in
//! which they are tried; what no row takes is passed over with a reason, never read as noise.

pub mod archive;
pub mod feed;
pub mod html;
mod input;
pub mod json;
mod kinds;
pub mod mail;
pub mod markdown;
pub mod mhtml;
pub mod newsml;
pub mod package;
pub mod packed;
pub mod pdf;
pub mod records;
pub mod rtf;
pub mod sgml;
pub mod table;
pub mod text;
pub mod wire;

pub use input::{Budget, Input, LARGEST, Source, too_large};
pub use kinds::other_kind;

use super::clipping::Told;
use super::decode;
use super::marks::Dating;
use super::named::Names;
use crate::model::{Code, Skip};

/// A kind of file that is read.
#[derive(Debug)]
pub struct Format {
    /// Its name, which articles carry.
    pub name: &'static str,
    /// Whether a file that begins so, of this name, is of this kind.
    pub takes: fn(head: &[u8], path: &str) -> bool,
    /// What such a file holds, read as it is asked for.
    pub read: for<'s> fn(Input<'s>, &Given) -> Opened<'s>,
}

/// What a format is told of the file that it reads.
#[derive(Debug, Clone)]
pub struct Given {
    /// What the file is called, inside the file that holds it.
    pub path: String,
    /// The charset that a person or an outer file says it has.
    pub charset: Option<String>,
    /// How dates are read.
    pub dating: Dating,
    /// What reading may cost.
    pub budget: Budget,
    /// What its fields are called.
    pub names: Names,
}

/// What a file holds, in its order. What was wrong on the way stands between; only the end is the end.
pub type Opened<'s> = Box<dyn Iterator<Item = Result<Held<'s>, Loss>> + 's>;

/// Something that a file holds.
pub enum Held<'s> {
    /// An article whose fields the format names.
    Article(Told),
    /// Text that is yet to be cut into articles.
    Text(Text<'s>),
    /// A file of its own, of any format.
    File(Inner<'s>),
}

/// Text that is yet to be cut into articles.
#[derive(Default)]
pub struct Text<'s> {
    /// The text, in whatever charset.
    pub input: Input<'s>,
    /// Its charset, where it is known.
    pub charset: Option<String>,
    /// The line of the file that it begins on, from 1; none where its lines are not those of the file.
    pub line: Option<u32>,
    /// What goes to its articles where they do not print it; the headline only to an article that is alone.
    pub around: Told,
    /// What goes to its articles as what holds for a whole digest does.
    pub of_whole: Told,
}

/// A file inside a file.
pub struct Inner<'s> {
    /// What it is called inside the file, empty where it has no name of its own.
    pub name: String,
    /// Its bytes.
    pub input: Input<'s>,
    /// Its charset, where the outer file names it.
    pub charset: Option<String>,
    /// What goes to its articles where they do not print it.
    pub around: Told,
}

/// What could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Its kind.
    pub code: Code,
    /// A sentence for a person.
    pub message: String,
}

impl Loss {
    /// A file that is not whole, or not as its format is described.
    pub fn damaged(message: impl Into<String>) -> Loss {
        Loss { code: Code::Damaged, message: message.into() }
    }
}

/// Opened of which nothing could be read.
pub fn nothing<'s>(loss: Loss) -> Opened<'s> {
    Box::new(std::iter::once(Err(loss)))
}

/// The articles of a file of markup, as `articles` finds them, and where it could not be followed any further; what a
/// person can do then is `advice`.
fn marked_up<'s>(
    input: Input<'s>,
    given: &Given,
    advice: &str,
    articles: impl Fn(&str, &Dating) -> (Vec<Told>, Option<String>),
) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text;
    let (articles, broken) = articles(&text, &given.dating);
    let told = articles.into_iter().map(|told| Ok(Held::Article(told)));
    let loss =
        broken.map(|error| Loss::damaged(format!("it is not well-formed ({error}) or breaks off; {advice}")));
    Box::new(told.chain(loss.into_iter().map(Err)))
}

/// All formats that are read, the most particular first.
pub static FORMATS: [Format; 25] = [
    packed::GZIP,
    packed::BZIP2,
    packed::XZ,
    packed::ZSTANDARD,
    feed::FORMAT,
    newsml::FORMAT,
    rtf::FORMAT,
    pdf::FORMAT,
    package::DOCX,
    package::ODT,
    package::EPUB,
    archive::ZIP,
    archive::TAR,
    archive::WARC,
    mhtml::FORMAT,
    mail::MAILBOX,
    mail::MAIL,
    html::FORMAT,
    markdown::FORMAT,
    sgml::FORMAT,
    records::FORMAT,
    wire::FORMAT,
    json::FORMAT,
    table::FORMAT,
    text::FORMAT,
];

/// The format of a file by its first bytes and its name, or why it is passed over. Text whose fields a person has
/// `named` is JSON or a table.
pub fn recognise(head: &[u8], path: &str, named: bool) -> Result<&'static Format, Skip> {
    if head.is_empty() {
        return Err(Skip::Empty);
    }
    if named && !decode::is_binary(head) {
        return Ok(if json::begins(head, true) { &json::FORMAT } else { &table::FORMAT });
    }
    let text = |format: &&Format| format.name == text::FORMAT.name;
    if let Some(format) =
        FORMATS.iter().filter(|format| !text(format)).find(|format| (format.takes)(head, path))
    {
        return Ok(format);
    }
    if other_kind(head, path) {
        return Err(Skip::Kind);
    }
    if decode::is_binary(head) {
        return Err(Skip::Binary);
    }
    FORMATS.iter().find(text).ok_or(Skip::Kind)
}
