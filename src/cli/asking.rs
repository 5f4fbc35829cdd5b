//! What all questions share: the query and its filters, and the index that is asked.

use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use newsdex::corpus::config;
use newsdex::index::{Generation, Store};
use newsdex::model::{Found, Hit, Place, Query, QueryError, Sort};
use newsdex::query::{self, Filters, MAX_BYTES, Settings};
use newsdex::render::{Look, counted, nothing_found, thousands};
use newsdex::search::{self, Outlets};
use newsdex::{Error, ingest};

use super::exit::{Exit, Failure, Outcome};
use super::index::bring_up_to_date;
use super::paths::Standing;
use super::session::Session;
use super::which;

/// A question and its filters.
#[derive(Debug, Args)]
pub struct Asking {
    /// What to look for: words, "phrases", field:word, date:2025-06, NOT, OR, ...
    ///
    /// The arguments are joined by blanks; `-` alone reads the query from standard input. On the shell, quotes
    /// and a leading `-` need care: put the whole query in single quotes.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Bring the index of DIR up to date first, building it if need be
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,

    /// Any of the words is enough
    #[arg(long)]
    any: bool,

    /// Take the words as they are: nothing in them is an operator
    #[arg(long)]
    plain: bool,

    #[command(flatten)]
    filters: FilterArgs,
}

/// Conditions beside the query.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    /// Only this outlet; several: any of them
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,

    /// Only articles by this person
    #[arg(long, value_name = "NAME")]
    byline: Option<String>,

    /// Only from this day on: 2025-06-02, 2025-06, yesterday, 7d, last-week ...
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Only up to and with this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Only from this day, month or year
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Only in this language: en, de ...
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,

    /// Only from files that this glob matches
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
}

/// An index that is open, and where one stands to it.
pub struct Opened {
    /// The state of the index that is asked.
    pub generation: Generation,
    /// How its paths look from here.
    pub standing: Standing,
}

impl Opened {
    /// Opens the index that is meant.
    pub fn of(session: &Session) -> Result<Opened, Failure> {
        Opened::at(&which::to_read(&session.shared)?)
    }

    fn at(index: &Path) -> Result<Opened, Failure> {
        Ok(Opened { generation: Store::at(index).read()?, standing: Standing::to(index)? })
    }

    /// The outlets with the names that the configurations of the index's folders give them. One that cannot be
    /// understood is told of and stops no question.
    fn outlets(&self, session: &Session) -> Result<Outlets, Failure> {
        let mut configs = Vec::new();
        for root in self.generation.roots()? {
            match config::load(&self.standing.root(&root).join(config::NAME), false) {
                Ok(written) => configs.push(written.config),
                Err(error) => session.warn(&format!("{error}; its aliases are not used")),
            }
        }
        Ok(Outlets::new(configs.iter().map(|config| &config.aliases)))
    }

    /// Makes the places of hits ones that hold without the index.
    pub fn settle(&self, hits: &mut [Hit]) {
        for hit in hits {
            [&mut hit.place].into_iter().chain(&mut hit.also).for_each(|place| self.standing.settle(place));
        }
    }

    /// The same for a whole article.
    pub fn settle_found(&self, found: &mut Found) {
        [&mut found.place].into_iter().chain(&mut found.also).for_each(|place| self.standing.settle(place));
    }

    /// Where a place's file is, on a terminal that makes links of it.
    pub fn link(&self, place: &Place, session: &Session) -> Option<Vec<u8>> {
        session.links.then(|| self.standing.file(place).into_os_string().into_vec())
    }
}

impl Asking {
    /// The question, to be refined by the command: all that match, without snippets.
    pub fn query(&self, session: &Session) -> Result<Query, Failure> {
        let today = session.clock.today;
        let FilterArgs { source, byline, since, until, on, lang, path } = &self.filters;
        let filters = Filters {
            sources: source.clone(),
            byline: byline.clone(),
            since: since.clone(),
            until: until.clone(),
            on: on.clone(),
            lang: lang.clone(),
            path: path.clone(),
        };
        let settings = Settings { today, any: self.any, plain: self.plain };
        let clause = query::parse(&self.text()?, &settings)?;
        Ok(Query {
            sort: if clause.is_some() { Sort::Relevance } else { Sort::Newest },
            clause,
            filters: query::filters(&filters, today)?,
            limit: None,
            snippet: None,
            group: false,
            ..Query::default()
        })
    }

    /// The query as it was typed, to be quoted in a message.
    pub fn typed(&self) -> String {
        if self.query == ["-"] { "the query on standard input".to_owned() } else { self.query.join(" ") }
    }

    /// Says why nothing is shown: no article matches; those that do are passed over; or they do not tell what is
    /// counted.
    pub fn tell_nothing(
        &self,
        counted_by: Option<&str>,
        query: &Query,
        opened: &Opened,
        session: &Session,
    ) -> Outcome {
        let count = search::count(&opened.generation, query)?;
        if count == 0 {
            let nothing = search::why_nothing(&opened.generation, query)?;
            nothing_found(Some(&nothing), &self.typed()).iter().for_each(|line| session.say(line));
            return Ok(Exit::Nothing);
        }
        let articles = counted(count, "article");
        session.say(&match counted_by {
            None => format!("{articles}, none beyond {}", thousands(query.offset as u64)),
            Some(field) if count == 1 => format!("{articles} matches, but does not tell its {field}"),
            Some(field) => format!("{articles} match, but none of them tells its {field}"),
        });
        Ok(Exit::Done)
    }

    /// The query as it was typed or comes from standard input, of which no more is read than can be a query.
    fn text(&self) -> Result<String, Failure> {
        if self.query != ["-"] {
            return Ok(self.query.join(" "));
        }
        let mut bytes = Vec::new();
        let most = MAX_BYTES as u64 + 64;
        let input = std::io::stdin().lock();
        input.take(most).read_to_end(&mut bytes).map_err(Error::disk("-", "read the query"))?;
        if bytes.len() > MAX_BYTES + 2 {
            let query: String = String::from_utf8_lossy(&bytes).chars().take(60).collect();
            let message = format!("a query holds at most {MAX_BYTES} bytes; standard input holds more");
            return Err(QueryError { at: 0..query.len(), query, message, suggestion: None }.into());
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| Error::Usage("the query on standard input is not UTF-8".to_owned()))?;
        Ok(text.trim_end_matches(['\n', '\r']).replace(['\n', '\r'], " "))
    }

    /// The index that is asked, brought up to date where a folder is named. Where it cannot be, its last state
    /// is asked. The query then asks for outlets by all the names they have there.
    pub fn open(&self, session: &Session, query: &mut Query) -> Result<Opened, Failure> {
        let opened = self.opened(session)?;
        opened.outlets(session)?.widen(query);
        if !self.plain {
            search::notes(&opened.generation, query)?.iter().for_each(|note| session.warn(note));
        }
        Ok(opened)
    }

    fn opened(&self, session: &Session) -> Result<Opened, Failure> {
        let Some(corpus) = &self.corpus else { return Opened::of(session) };
        let index = which::to_write(&session.shared, std::slice::from_ref(corpus))?;
        let request = ingest::Request {
            index: index.clone(),
            paths: vec![corpus.clone()],
            forget: Vec::new(),
            selection: None,
            full: false,
            dry_run: false,
            retry: false,
            allow_mass_delete: false,
            threads: 0,
            memory: 256 << 20,
            wait: Duration::ZERO,
            config: None,
            now: session.clock.now,
            today: session.clock.today,
        };
        match bring_up_to_date(&request, session, true) {
            Ok(report) => {
                let news = report.news().count() as u64;
                if news > 0 && !session.shared.quiet {
                    session.warn(&format!("{} need a look: see `newsdex status`", counted(news, "problem")));
                }
                Opened::at(&index)
            }
            Err(error @ Error::Stopped(_)) => Err(error.into()),
            Err(error) => match Opened::at(&index) {
                Ok(opened) => {
                    session.warn(&format!("{error}; searching the index as the last run left it"));
                    Ok(opened)
                }
                Err(_) => Err(error.into()),
            },
        }
    }
}

/// What answers in text are fitted to.
pub fn look<'a>(session: &Session, path: &'a dyn Fn(&Place) -> Vec<u8>) -> Look<'a> {
    Look {
        columns: session.columns,
        paint: session.paint,
        fold: session.out_is_terminal,
        verbose: session.shared.verbose,
        path,
        link: &|_| None,
    }
}
