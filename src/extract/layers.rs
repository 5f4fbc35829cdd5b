//! A file and the files inside it → their articles, one after the other. It knows which file lies in which, and no
//! format: what a format finds inside a file is sent round again, as deep as is sane.

use std::io::SeekFrom;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::clipping::{Shared, Told};
use super::formats::{self, Budget, Format, Given, Held, Inner, Input, Loss, Opened, Source};
use super::marks::Dating;
use super::named::Names;
use super::reading::{About, Reading};
use super::{FileName, HEAD, How, fields, issue};
use crate::model::{Article, Code, Explained, Problem, Published};

/// Files lie in files no deeper than this.
const DEEPEST: usize = 8;

/// A file that is being read, and where in it the reader is.
pub struct Layers<'a> {
    name: &'a FileName,
    how: &'a How,
    budget: Budget,
    /// The files that are open, each inside the one before it.
    open: Vec<Layer<'a>>,
    /// How many articles were given.
    given: u32,
    /// What was wrong before the first file could be opened.
    problem: Option<Problem>,
}

/// A file that is open.
struct Layer<'a> {
    format: &'static Format,
    /// Its path inside the file on the disk, empty for that file itself.
    inner: String,
    contents: Opened<'a>,
    /// The text in it that is being read.
    reading: Option<Reading<'a>>,
    around: Told,
    /// The date in its name, or in that of a file that it lies in.
    named: Option<Published>,
}

impl<'a> Layers<'a> {
    /// Opens a file.
    pub fn new(source: &'a mut dyn Source, name: &'a FileName, how: &'a How) -> Layers<'a> {
        let size = source.seek(SeekFrom::End(0)).unwrap_or(0);
        let mut layers =
            Layers { name, how, budget: Budget::of(size), open: Vec::new(), given: 0, problem: None };
        let whole = Inner {
            name: String::new(),
            input: Input::Seekable(Box::new(source)),
            charset: how.charset.clone(),
            around: Told::default(),
        };
        layers.problem = layers.enter(whole).err();
        layers
    }

    /// How the file was cut and why, and what every line of it is for. A file whose articles its format names, or
    /// that holds others, is told in a sentence.
    pub fn explain(mut self) -> Explained {
        while let Some(layer) = self.open.last_mut() {
            if layer.format.name != formats::text::FORMAT.name {
                break;
            }
            if let Some(Ok(Held::Text(text))) = layer.contents.next() {
                let (format, named) = (layer.format.name, layer.named);
                return Reading::whole(text, self.about(format, named)).explain();
            }
            self.open.pop();
        }
        let format = self.open.first().map_or("", |layer| layer.format.name);
        let articles = self.filter(Result::is_ok).count();
        Explained {
            style: format.to_owned(),
            articles: u32::try_from(articles).unwrap_or(u32::MAX),
            why: format!("the format `{format}` says where its articles are"),
            considered: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Opens a file inside the one that is open. What is of no kind that is read is passed over.
    fn enter(&mut self, file: Inner<'a>) -> Result<(), Problem> {
        let outer = self.open.last();
        let inner = match outer.map_or("", |outer| &outer.inner) {
            "" => file.name.clone(),
            outer if file.name.is_empty() => outer.to_owned(),
            outer => format!("{outer}!{}", file.name),
        };
        if self.open.len() >= DEEPEST {
            let message = format!("it holds files in files, more than {DEEPEST} deep; the rest is not read");
            return Err(self.lost(&inner, &Loss { code: Code::Bomb, message }));
        }
        let path = if inner.is_empty() { &self.name.path } else { &inner };
        let (head, input) = match file.input.head(HEAD) {
            Ok(opened) => opened,
            Err(error) => return Err(self.lost(&inner, &self.budget.loss(&error))),
        };
        let format = match (formats::recognise(&head, path, self.how.fields.is_some()), outer) {
            (Ok(format), _) => format,
            // Whoever wants the articles of a file that is passed over is given what it holds as text.
            (Err(_), None) => &formats::text::FORMAT,
            (Err(_), Some(_)) => return Ok(()),
        };
        let given = Given {
            path: path.clone(),
            charset: file.charset,
            dating: Dating { today: self.how.today, order: self.how.date_order },
            budget: self.budget.clone(),
            names: Names(self.how.fields.clone()),
        };
        let named = issue::date_in_name(path, self.how.today).or_else(|| outer.and_then(|outer| outer.named));
        let lines = file.around.lines;
        let around = match outer {
            Some(outer) => Told { lines, ..file.around.or(&outer.around) },
            None => file.around,
        };
        let contents = (format.read)(input, &given);
        self.open.push(Layer { format, inner, contents, reading: None, around, named });
        Ok(())
    }

    /// What is known of a text of that format, in a file with that date in its name.
    fn about(&self, format: &'static str, named: Option<Published>) -> About<'a> {
        About { path: &self.name.path, format, named, how: self.how, budget: self.budget.clone() }
    }

    /// The article that a format tells of.
    fn told(&mut self, told: Told) -> Option<Article> {
        let layer = self.open.last()?;
        let shared = Shared { source: self.how.source.clone(), published: layer.named, lang: self.how.lang };
        Some(fields::told(&told.or(&layer.around), layer.format.name, &shared))
    }

    /// A problem of a file inside the file.
    fn lost(&self, inner: &str, loss: &Loss) -> Problem {
        Problem::lost(&self.name.path, loss.code, within(inner, &loss.message))
    }

    /// What comes next in the innermost open file; `None` at its end, or where its reader fails.
    fn held(&mut self) -> Option<Result<Held<'a>, Loss>> {
        let layer = self.open.last_mut()?;
        // A reader that fails on one file inside an archive must not take the others with it.
        catch_unwind(AssertUnwindSafe(|| layer.contents.next())).unwrap_or_else(|_| {
            layer.contents = Box::new(std::iter::empty());
            let message =
                "its reader failed on it; please report this file to the developers of newsdex".to_owned();
            Some(Err(Loss { code: Code::ReaderFailed, message }))
        })
    }
}

impl Iterator for Layers<'_> {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(problem) = self.problem.take() {
                return Some(Err(problem));
            }
            let layer = self.open.last_mut()?;
            let article = match layer.reading.as_mut().and_then(Iterator::next) {
                Some(Ok(article)) => Some(article),
                Some(Err(mut problem)) => {
                    problem.message = within(&layer.inner, &problem.message);
                    return Some(Err(problem));
                }
                None => {
                    layer.reading = None;
                    match self.held() {
                        Some(Ok(Held::Article(told))) => self.told(told),
                        Some(Ok(Held::Text(mut text))) => {
                            let layer = self.open.last_mut()?;
                            text.around = text.around.or(&layer.around);
                            // A mail in a mailbox begins below the line that parts it from the one before.
                            let above = layer.around.lines.map_or(0, |lines| lines.start);
                            text.line = text.line.map(|line| line.saturating_add(above));
                            let (format, named) = (layer.format.name, layer.named);
                            let reading = Reading::new(text, self.about(format, named));
                            self.open.last_mut()?.reading = Some(reading);
                            None
                        }
                        Some(Ok(Held::File(file))) => {
                            self.problem = self.enter(file).err();
                            None
                        }
                        Some(Err(loss)) => {
                            let inner = self.open.last().map_or("", |layer| &layer.inner);
                            return Some(Err(self.lost(inner, &loss)));
                        }
                        None => {
                            self.open.pop();
                            None
                        }
                    }
                }
            };
            if let Some(mut article) = article {
                self.given = self.given.saturating_add(1);
                article.ordinal = self.given;
                // Lines are those of the file on the disk: mails of a mailbox have some, files in archives none.
                if self.open.iter().skip(1).any(|layer| layer.around.lines.is_none()) {
                    article.lines = None;
                }
                return Some(Ok(article));
            }
        }
    }
}

/// A message about a file inside the file.
fn within(inner: &str, message: &str) -> String {
    if inner.is_empty() { message.to_owned() } else { format!("{inner}: {message}") }
}
