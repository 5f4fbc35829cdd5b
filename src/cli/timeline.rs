//! `newsdex timeline`: articles over time.

use std::io::Write;

use clap::{Args, ValueEnum};
use newsdex::render::renderer;
use newsdex::search::{self, Over, Step};

use super::asking::{Asking, look};
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Draw the articles over time
///
/// An article counts in the period that its date lies in. One of which only the month or the year is known is
/// left out where the periods are shorter.
#[derive(Debug, Args)]
pub struct TimelineArgs {
    /// How long a period is
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: StepName,

    /// Count each outlet apart; articles that name none are left out
    #[arg(long, value_name = "FIELD")]
    per: Option<PerName>,

    /// Of every 1,000 articles of the period that the filters let through, how many match
    #[arg(long)]
    share: bool,

    #[command(flatten)]
    asking: Asking,
}

/// The names of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StepName {
    /// From midnight to midnight
    Day,
    /// From Monday to Sunday
    Week,
    /// Of the calendar
    Month,
    /// Of the calendar
    Year,
}

impl From<StepName> for Step {
    fn from(name: StepName) -> Step {
        match name {
            StepName::Day => Step::Day,
            StepName::Week => Step::Week,
            StepName::Month => Step::Month,
            StepName::Year => Step::Year,
        }
    }
}

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PerName {
    /// The outlet
    Source,
}

/// Counts by time.
pub fn run(args: &TimelineArgs, session: &Session) -> Outcome {
    let mut query = args.asking.query(session)?;
    let opened = args.asking.open(session, &mut query)?;
    let over = Over { by: args.by.into(), per_source: args.per.is_some(), share: args.share };
    let periods = search::timeline(&opened.generation, &query, over)?;
    let mut out = session.page();
    renderer(session.format(), &look(session, &|_| Vec::new())).timeline(&mut out, &periods)?;
    out.flush()?;
    drop(out);
    let count = periods.iter().map(|period| period.count).sum();
    if count == 0 {
        let step = args.by.to_possible_value();
        let step = step.as_ref().map_or("", |step| step.get_name());
        let what = if args.per.is_some() { format!("{step} and source") } else { step.to_owned() };
        return args.asking.tell_nothing(Some(&what), &query, &opened, session);
    }
    Ok(Exit::found(count))
}
