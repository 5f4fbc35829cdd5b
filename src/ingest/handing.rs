//! The articles of one file on their way to the writer: held until the file is read, so that one that cannot be read
//! changes nothing, but no more of them than fit into the memory.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::extract;
use crate::model::{Article, FileKey, Given, Sketch};

use super::worker::Desk;

/// So many bytes of articles are held before they are handed over: of nearly every file, all.
const MOST_HELD: usize = 16 << 20;

/// What is counted of articles.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many have no day, month or year.
    pub undated: u64,
    /// How many each source has.
    pub sources: BTreeMap<String, u64>,
}

/// The articles of a file that are handed over.
pub struct Handing<'d> {
    desk: &'d Desk<'d>,
    file: &'d FileKey,
    held: Vec<(Article, Sketch)>,
    /// How many bytes their texts have.
    bytes: usize,
    given: Vec<Given>,
    tally: Tally,
    /// Whether articles went to the writer, and those that the file gave before went out.
    begun: bool,
}

impl<'d> Handing<'d> {
    /// Of a file.
    pub fn of(desk: &'d Desk<'d>, file: &'d FileKey) -> Handing<'d> {
        Handing {
            desk,
            file,
            held: Vec::new(),
            bytes: 0,
            given: Vec::new(),
            tally: Tally::default(),
            begun: false,
        }
    }

    /// Takes the next article.
    ///
    /// # Errors
    /// Where the writer cannot go on.
    pub fn take(&mut self, article: Article) -> Result<()> {
        let sketch = extract::sketch(&article.body);
        self.bytes += article.body.len();
        self.held.push((article, sketch));
        if self.bytes > MOST_HELD { self.hand_over() } else { Ok(()) }
    }

    /// Whether what the file gave before is no longer there to be kept.
    pub fn has_begun(&self) -> bool {
        self.begun
    }

    /// How many articles were taken.
    pub fn count(&self) -> usize {
        self.given.len() + self.held.len()
    }

    /// Hands over what is still held.
    ///
    /// # Errors
    /// Where the writer cannot go on.
    pub fn finish(mut self) -> Result<(Vec<Given>, Tally)> {
        self.hand_over()?;
        Ok((self.given, self.tally))
    }

    fn hand_over(&mut self) -> Result<()> {
        if !self.begun {
            self.desk.writer.remove(self.file)?;
            self.begun = true;
        }
        self.bytes = 0;
        for (article, sketch) in self.held.drain(..) {
            let added = self.desk.ids.added(article.id).unwrap_or(self.desk.now);
            self.desk.writer.add(self.file, &article, &sketch, added)?;
            self.given.push(Given { id: article.id, added });
            self.tally.undated += u64::from(article.published.is_none());
            if let Some(source) = article.source {
                *self.tally.sources.entry(source).or_default() += 1;
            }
        }
        Ok(())
    }
}
