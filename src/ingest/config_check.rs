//! `newsdex.toml` tried out: the examples of its styles, and its globs and folders against the files that are
//! there. Nothing is indexed, and no file of the corpus is opened.

use std::path::Path;

use super::Configured;
use crate::corpus::{crawl, paths::encode_path};
use crate::error::Result;
use crate::extract::styles;
use crate::model::{ConfigCheck, Day, ExampleRun, Root, Selection, Step};

/// Checks the configuration at `path`, against the files of the folder that it is in.
///
/// # Errors
/// Where it cannot be read or understood: [`crate::Error::Config`] has every fault with its place.
pub fn check_config(path: &Path, today: Day) -> Result<ConfigCheck> {
    let configured = Configured::load(path, true)?;
    let config = configured.config();
    let mut check = ConfigCheck {
        path: encode_path(path),
        styles: config.styles.len(),
        folders: config.folders.len(),
        fields: config.fields.len(),
        ..ConfigCheck::default()
    };
    for (place, (written, style)) in config.styles.iter().zip(configured.styles()).enumerate() {
        for (number, example) in written.examples.iter().enumerate() {
            let at = [Step::Key("style"), Step::Item(place), Step::Key("example"), Step::Item(number)];
            let (differences, lines) = styles::differences(style, example, today);
            check.examples.push(ExampleRun {
                style: style.name.clone(),
                example: example.name.clone().unwrap_or_else(|| (number + 1).to_string()),
                line: configured.written().line(&at),
                differences,
                lines,
            });
        }
        if written.examples.is_empty() {
            let told = format!("the style `{}` has no example; one shows whether it still works", style.name);
            check.remarks.push(told);
        }
    }
    against_files(&configured, path, &mut check)?;
    Ok(check)
}

/// Holds styles and folders against the files that are there.
fn against_files(configured: &Configured, path: &Path, check: &mut ConfigCheck) -> Result<()> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = whole.parent().unwrap_or(Path::new("/"));
    let root = Root { number: 0, path: encode_path(folder), only: None, selection: Selection::default() };
    let files = crawl::crawl(&root, folder, &[], configured.config(), &folder.join(".newsdex"))?.files;
    let mut used = vec![false; configured.styles().len()];
    let mut named = vec![false; configured.config().fields.len()];
    let mut pairs: Vec<(String, String)> = Vec::new();
    for file in &files {
        configured.fields_of(&file.key.path).for_each(|place| named[place] = true);
        let mut styles = configured.styles_of(&file.key.path);
        let Some((place, first)) = styles.next() else { continue };
        used[place] = true;
        for (place, other) in styles {
            used[place] = true;
            let pair = (first.name.clone(), other.name.clone());
            if !pairs.contains(&pair) {
                check.faults.push(format!(
                    "two styles are for the file {}: `{}`, which cuts it, and `{}`; let their `files` differ",
                    file.key.path, pair.0, pair.1
                ));
                pairs.push(pair);
            }
        }
    }
    for (style, _) in
        configured.config().styles.iter().zip(used).filter(|(style, used)| !used && !style.files.is_empty())
    {
        let globs = style.files.join(", ");
        check.remarks.push(format!("no file here is one of those that `{}` is for: {globs}", style.name));
    }
    for (fields, _) in configured.config().fields.iter().zip(named).filter(|(_, named)| !named) {
        let globs = fields.files.join(", ");
        check.remarks.push(format!("no file here is one of those whose fields are named: {globs}"));
    }
    for folder in configured.config().folders.iter().filter(|folder| !folder.path.is_empty()) {
        let prefix = format!("{}/", folder.path);
        if !files.iter().any(|file| file.key.path.starts_with(&prefix)) {
            check.remarks.push(format!("no file here is in the folder `{}`", folder.path));
        }
    }
    Ok(())
}
