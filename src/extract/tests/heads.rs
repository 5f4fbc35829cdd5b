//! Heads of clippings: outlet, headline, second headline, name and date in the orders that saved news has.

use super::*;

/// Text as it stands in a clipping, its lines broken at one width, its paragraphs not set apart.
const WRAPPED: &str = "The ferry to Vellmora sailed again on Monday after nine weeks in the
dock, and the quay was full of people who had waited for it since
the storm. The harbour office said that the engine had been mended
with parts from a sister ship.
\"We are glad,\" the master said, and rang the bell twice before the
first lorry rolled on board.
";

fn check_head(head: &str, expect: &str) {
    check(&format!("\n\n{head}\n{WRAPPED}"), &[expect]);
}

#[test]
fn a_bare_name_below_a_headline_is_its_writer() {
    check_head("Ferry sails again\nJane Roe", "3-10 Ferry sails again | - | Jane Roe | -");
    check_head(
        "Ferry sails again\nP. J. Roe\nMay 3, 2001",
        "3-11 Ferry sails again | - | P. J. Roe | 2001-05-03",
    );
    check_head(
        "Ferry sails again\nJane Roe and John Doe\nMay 3, 2001",
        "3-11 Ferry sails again | - | Jane Roe, John Doe | 2001-05-03",
    );
}

#[test]
fn a_name_and_a_date_may_share_a_line() {
    check_head(
        "Ferry sails again\nJane Roe Sunday, May 6, 2001",
        "3-10 Ferry sails again | - | Jane Roe | 2001-05-06",
    );
    check_head(
        "Ferry sails again\nMonday, May 7, 2001 Jane Roe",
        "3-10 Ferry sails again | - | Jane Roe | 2001-05-07",
    );
    check_head("Ferry sails again\nVELLMORA May 3, 2001", "3-10 Ferry sails again | - | - | 2001-05-03");
}

#[test]
fn a_second_headline_of_several_lines_is_told_by_the_credit_below_it() {
    check_head(
        "Ferry sails again\nAfter nine weeks in the dock the old ship is back at the quay, to the\ndelight of all who had to drive round.\nJane Roe\nMay 3, 2001",
        "3-13 Ferry sails again | - | Jane Roe | 2001-05-03",
    );
}

#[test]
fn the_outlet_may_stand_above_the_headline_with_the_date() {
    let expect = "3-15 Ferry to Vellmora sails again after nine weeks in the dry dock at Osterquay | The Vellmora Herald | Jane Roe | 2001-05-03";
    check_head(
        "The Vellmora Herald\nThursday, May 3, 2001\n\nFerry to Vellmora sails again after nine weeks in the dry dock at\nOsterquay\n\nJane Roe",
        expect,
    );
}

#[test]
fn a_headline_of_two_lines_does_not_end_in_a_name_of_a_place() {
    check_head(
        "Old ferry that was thought lost for good sails again from\nPort Vellmora\nBy Jane Roe\nMay 3, 2001",
        "3-12 Old ferry that was thought lost for good sails again from Port Vellmora | - | Jane Roe | 2001-05-03",
    );
}

#[test]
fn text_that_begins_at_once_has_no_credit() {
    check_head("Ferry sails again", "3-9 Ferry sails again | - | - | -");
}

#[test]
fn a_day_and_a_writer_may_stand_above_the_headline() {
    check_head(
        "02-11-2011, p.11\nJeroen De Preter\nMauro must go, but may stay after all\n",
        "3-12 Mauro must go, but may stay after all | - | Jeroen De Preter | 2011-11-02",
    );
}
