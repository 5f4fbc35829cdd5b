//! Exit statuses: what a command came to → the number that scripts see.

use std::io;
use std::process::ExitCode;

use newsdex::Error;
use newsdex::model::QueryError;

/// What a command came to, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done; a question found something.
    Done,
    /// A question that nothing matched, or a check that found damage.
    Nothing,
    /// Done, but something new could not be read or a guard spoke.
    Partly,
    /// Another run holds the index.
    Busy,
    /// Wrong usage, a query that cannot be understood, or a fatal error.
    Failed,
    /// Ended by that signal.
    Stopped(i32),
}

impl Exit {
    /// The status as a number.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Nothing => 1,
            Exit::Failed => 2,
            Exit::Partly => 3,
            Exit::Busy => 75,
            Exit::Stopped(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }

    /// Of two, the worse.
    pub fn and(self, other: Exit) -> Exit {
        self.max(other)
    }

    /// What a question came to that so many articles answer.
    pub fn found(count: u64) -> Exit {
        if count > 0 { Exit::Done } else { Exit::Nothing }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Exit {
        match error {
            Error::Held { .. } => Exit::Busy,
            Error::Stopped(signal) => Exit::Stopped(*signal),
            Error::NoSuchArticle(_) => Exit::Nothing,
            _ => Exit::Failed,
        }
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Something stopped it.
    Error(Error),
    /// Its output could not be written.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error)
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Failure {
        Failure::Error(Error::Query(error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// What every command gives.
pub type Outcome = Result<Exit, Failure>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_of_two_counts() {
        let check = |exits: &[Exit], expect: u8| {
            assert_eq!(exits.iter().copied().fold(Exit::Done, Exit::and).code(), expect);
        };
        check(&[], 0);
        check(&[Exit::Done, Exit::Nothing], 1);
        check(&[Exit::Partly, Exit::Done], 3);
        check(&[Exit::Partly, Exit::Failed, Exit::Nothing], 2);
        check(&[Exit::Failed, Exit::Stopped(15)], 143);
    }
}
