//! The order that articles are wanted in: `--sort`, and how fast news ages.

use clap::{Args, ValueEnum};
use newsdex::model::{QueryError, Sort};
use newsdex::query;

use super::exit::Failure;
use super::session::Session;

/// The order of articles.
#[derive(Debug, Args)]
pub struct OrderArgs {
    /// The order of articles; the undated come last by date
    #[arg(long, value_name = "ORDER")]
    sort: Option<SortName>,

    /// Best and newest: an article that is older by TIME counts half; implies --sort recent [default: 30d]
    #[arg(long, value_name = "TIME")]
    half_life: Option<String>,
}

/// The names of orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SortName {
    /// Best first
    Relevance,
    /// Best first, what is older counting less
    Recent,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

/// In so many days an article loses half its worth where nothing is said.
const HALF_LIFE: u32 = 30;

impl OrderArgs {
    /// The order; where none is asked for, `unsaid`.
    pub fn sort(&self, unsaid: Sort, session: &Session) -> Result<Sort, Failure> {
        let today = session.clock.today;
        Ok(match (self.sort, &self.half_life) {
            (None | Some(SortName::Recent), Some(time)) => {
                let half_life =
                    query::days_ago(time, today).map_err(|refusal| flagged("--half-life", refusal))?;
                Sort::Recent { half_life, today }
            }
            (Some(_), Some(_)) => {
                let message = "--half-life goes with --sort recent and no other order".to_owned();
                return Err(newsdex::Error::Usage(message).into());
            }
            (Some(SortName::Recent), None) => Sort::Recent { half_life: HALF_LIFE, today },
            (Some(SortName::Relevance), None) => Sort::Relevance,
            (Some(SortName::Newest), None) => Sort::Newest,
            (Some(SortName::Oldest), None) => Sort::Oldest,
            (None, None) => unsaid,
        })
    }
}

fn flagged(flag: &str, refusal: QueryError) -> QueryError {
    QueryError { message: format!("{flag}: {}", refusal.message), ..refusal }
}
