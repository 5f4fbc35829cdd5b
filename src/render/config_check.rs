//! What came of checking `newsdex.toml`: each style's examples, passed or failed; of a failed one what differs,
//! and how its text was read.

use std::io::{self, Write};

use super::harmless::harmless;
use super::words::counted;
use super::{Ink, Look, explain, width};
use crate::model::{ConfigCheck, ExampleRun};

pub(super) fn text(out: &mut dyn Write, check: &ConfigCheck, look: &Look<'_>) -> io::Result<()> {
    let paint = look.paint;
    let (styles, folders) = (counted(check.styles as u64, "style"), counted(check.folders as u64, "folder"));
    let examples = counted(check.examples.len() as u64, "example");
    let fields = match check.fields {
        0 => String::new(),
        fields => format!(", fields named for {} of files", counted(fields as u64, "kind")),
    };
    let path = paint.ink(Ink::Path, &harmless(&check.path));
    writeln!(out, "{path}: {styles}, {examples}, {folders}{fields}")?;
    for run in &check.examples {
        example(out, run, look)?;
    }
    for (ink, name, said) in [(Ink::Wrong, "wrong", &check.faults), (Ink::Doubt, "note", &check.remarks)] {
        for sentence in said {
            hanging(out, &paint.ink(ink, name), width::columns(name) + 1, sentence, look)?;
        }
    }
    let failed = check.examples.iter().filter(|run| !run.differences.is_empty()).count();
    let verdict = match (check.faults.len(), failed) {
        (0, 0) => paint.ink(Ink::Good, "all is well"),
        (faults, 0) => paint.ink(Ink::Wrong, &counted(faults as u64, "fault")),
        (0, failed) => paint.ink(Ink::Wrong, &format!("{failed} of {examples} failed")),
        (faults, failed) => {
            let faults = counted(faults as u64, "fault");
            paint.ink(Ink::Wrong, &format!("{failed} of {examples} failed, and {faults}"))
        }
    };
    writeln!(out, "{verdict}")
}

fn example(out: &mut dyn Write, run: &ExampleRun, look: &Look<'_>) -> io::Result<()> {
    let failed = !run.differences.is_empty();
    let verdict =
        if failed { look.paint.ink(Ink::Wrong, "FAILED") } else { look.paint.ink(Ink::Good, "passed") };
    let of = format!("{}, example {} (line {})", harmless(&run.style), harmless(&run.example), run.line);
    hanging(out, &verdict, 7, &of, look)?;
    for difference in &run.differences {
        hanging(out, "      -", 8, difference, look)?;
    }
    if failed {
        writeln!(out, "      this is how its text was read:")?;
        explain::lines(out, &run.lines, look)?;
    }
    Ok(())
}

/// A sentence behind a word, folded, further lines below its beginning.
fn hanging(
    out: &mut dyn Write,
    word: &str,
    indent: usize,
    sentence: &str,
    look: &Look<'_>,
) -> io::Result<()> {
    let sentence = harmless(sentence);
    for (at, line) in width::fold(&sentence, look.columns.saturating_sub(indent)).into_iter().enumerate() {
        let lead = if at == 0 { format!("{word} ") } else { " ".repeat(indent) };
        writeln!(out, "{lead}{}", &sentence[line])?;
    }
    Ok(())
}
