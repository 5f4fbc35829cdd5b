//! `newsdex open`: an article's file in the person's editor, at the article's line.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use clap::Args;
use newsdex::Error;

use super::articles::find;
use super::asking::Opened;
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Open an article's file in $VISUAL or $EDITOR, at its line
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The article: its id or a unique beginning of it, or PATH:LINE; PATH where it is alone in its file
    #[arg(value_name = "ID")]
    article: OsString,
}

/// How an editor is told of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// `+LINE FILE`, as almost all do.
    Plus,
    /// `-g FILE:LINE`
    Goto,
    /// `FILE:LINE`
    Colon,
    /// `--line LINE FILE`
    Line,
}

/// The editors that do not understand `+LINE FILE`.
const MANNERS: [(&str, Manner); 12] = [
    ("code", Manner::Goto),
    ("code-insiders", Manner::Goto),
    ("codium", Manner::Goto),
    ("cursor", Manner::Goto),
    ("windsurf", Manner::Goto),
    ("subl", Manner::Colon),
    ("zed", Manner::Colon),
    ("hx", Manner::Colon),
    ("helix", Manner::Colon),
    ("idea", Manner::Line),
    ("kate", Manner::Line),
    ("mate", Manner::Line),
];

/// Opens an article's file.
pub fn run(args: &OpenArgs, session: &Session) -> Outcome {
    let opened = Opened::of(session)?;
    let found = find(&opened, &args.article)?;
    let file = opened.standing.seen_from_here(&opened.standing.file(&found.place));
    if !file.exists() {
        return Err(Error::NotThere(file).into());
    }
    let editor = editor();
    let line = found.place.lines.map(|lines| lines.start);
    let status = Command::new("sh")
        .arg("-c")
        // The shell takes the editor's own arguments apart as the person meant them.
        .arg(format!("{} \"$@\"", editor.to_string_lossy()))
        .arg(&editor)
        .args(arguments(&editor.to_string_lossy(), &file, line))
        .status()
        .map_err(Error::disk(Path::new(&editor), "start the editor"))?;
    if status.success() {
        Ok(Exit::Done)
    } else {
        Err(Error::Usage(format!("the editor `{}` ended with {status}", editor.to_string_lossy())).into())
    }
}

fn editor() -> OsString {
    let named = |name| std::env::var_os(name).filter(|value| !value.to_string_lossy().trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".into())
}

/// What is put behind the editor's command.
fn arguments(editor: &str, file: &Path, line: Option<u32>) -> Vec<OsString> {
    let Some(line) = line else { return vec![file.into()] };
    let program = editor.split_whitespace().next().and_then(|program| Path::new(program).file_name());
    let name = program.and_then(OsStr::to_str).unwrap_or("");
    let manner = MANNERS.iter().find(|(own, _)| *own == name).map_or(Manner::Plus, |(_, manner)| *manner);
    let with_line = || {
        let mut both = file.as_os_str().to_owned();
        both.push(format!(":{line}"));
        both
    };
    match manner {
        Manner::Plus => vec![format!("+{line}").into(), file.into()],
        Manner::Goto => vec!["-g".into(), with_line()],
        Manner::Colon => vec![with_line()],
        Manner::Line => vec!["--line".into(), line.to_string().into(), file.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_in_its_own_manner() {
        let check = |editor, expect: &[&str]| {
            assert_eq!(arguments(editor, Path::new("a b.txt"), Some(25)), expect);
        };
        check("vim", &["+25", "a b.txt"]);
        check("emacsclient -c -n", &["+25", "a b.txt"]);
        check("/usr/bin/code --wait", &["-g", "a b.txt:25"]);
        check("hx", &["a b.txt:25"]);
        check("kate", &["--line", "25", "a b.txt"]);
        assert_eq!(arguments("vim", Path::new("a.epub"), None), ["a.epub"]);
    }
}
