//! Which names the configuration, the globs of a root and its switches let in. Names and paths below the
//! root in, a reason to pass over out; nothing here looks at the disk.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::error::{Error, Result};
use crate::model::{Config, Selection, Skip};

/// The rules by which names are passed over.
pub(super) struct Selected {
    hidden: bool,
    exclude: Globs,
    include: Vec<Globs>,
}

impl Selected {
    /// The rules of a root and its configuration together: both must let a file in.
    ///
    /// # Errors
    /// [`Error::Usage`] for a glob that cannot be understood.
    pub(super) fn new(selection: &Selection, config: &Config) -> Result<Selected> {
        let exclude = Globs::new(selection.exclude.iter().chain(&config.exclude))?;
        let include = [&selection.include, &config.include];
        let include = include.into_iter().filter(|globs| !globs.is_empty()).map(Globs::new);
        Ok(Selected { hidden: selection.hidden, exclude, include: include.collect::<Result<_>>()? })
    }

    /// Why a folder is passed over with all below it. `path` is its path below the root.
    pub(super) fn passes_folder(&self, name: &[u8], path: &Path) -> Option<Skip> {
        match name {
            b".newsdex" => Some(Skip::Index),
            _ if self.is_hidden(name) => Some(Skip::Hidden),
            _ if self.exclude.matches(path, true) => Some(Skip::Excluded),
            _ => None,
        }
    }

    /// Why a file is passed over. `path` is its path below the root.
    pub(super) fn passes_file(&self, name: &[u8], path: &Path) -> Option<Skip> {
        if self.is_hidden(name) {
            return Some(Skip::Hidden);
        }
        if self.exclude.matches(path, false) {
            return Some(Skip::Excluded);
        }
        (!self.include.iter().all(|globs| globs.name(path))).then_some(Skip::NotIncluded)
    }

    fn is_hidden(&self, name: &[u8]) -> bool {
        !self.hidden && name.first() == Some(&b'.')
    }
}

/// Globs as those of ripgrep: one without `/` matches the name at any depth, one with `/` the path below
/// the root, and one that ends in `/` only folders.
pub(super) struct Globs {
    any: GlobSet,
    folders: GlobSet,
}

impl Globs {
    /// # Errors
    /// [`Error::Usage`] for a glob that cannot be understood.
    pub(super) fn new<'a>(globs: impl IntoIterator<Item = &'a String>) -> Result<Globs> {
        let (mut any, mut folders) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for glob in globs {
            let (body, of) = match glob.strip_suffix('/') {
                Some(body) => (body, &mut folders),
                None => (glob.as_str(), &mut any),
            };
            let anchored = match body.strip_prefix('/') {
                Some(anchored) => anchored.to_owned(),
                None if body.contains('/') => body.to_owned(),
                None => format!("**/{body}"),
            };
            let built = GlobBuilder::new(&anchored).literal_separator(true).backslash_escape(true).build();
            of.add(built.map_err(|error| not_a_glob(glob, &error))?);
        }
        let build = |set: GlobSetBuilder| set.build().map_err(|error| not_a_glob("the globs", &error));
        Ok(Globs { any: build(any)?, folders: build(folders)? })
    }

    /// Whether a file is meant: one that matches a folder means all below it.
    pub(super) fn name(&self, path: &Path) -> bool {
        let mut folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        self.matches(path, false) || folders.any(|folder| self.matches(folder, true))
    }

    fn matches(&self, path: &Path, is_folder: bool) -> bool {
        if self.any.is_empty() && self.folders.is_empty() {
            return false;
        }
        self.any.is_match(path) || is_folder && self.folders.is_match(path)
    }
}

fn not_a_glob(glob: &str, error: &globset::Error) -> Error {
    Error::Usage(format!("`{glob}` is no glob: {}", error.kind()))
}

/// What browsers put behind the name of a page to name the folder of its parts, each in its language.
const PARTS: [&str; 20] = [
    "_files",
    "-files",
    ".files",
    "-Dateien",
    "_Dateien",
    "_fichiers",
    "_archivos",
    "_file",
    "_ficheiros",
    "_arquivos",
    "_bestanden",
    "-bestanden",
    "_pliki",
    "-pliki",
    "_filer",
    "-filer",
    "_soubory",
    "_tiedostot",
    "_файлы",
    "_файли",
];

/// Extensions of pages that have such folders.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// The folder of parts that a browser saves beside a page: `Bridge closed_files` beside `Bridge closed.html`.
/// Gives the names the page may have; none for a folder that is named otherwise.
pub(super) fn pages_of(folder: &Path) -> Vec<PathBuf> {
    let Some(name) = folder.file_name().and_then(OsStr::to_str) else { return Vec::new() };
    let pages = PARTS.iter().filter_map(|parts| name.strip_suffix(parts)).filter(|page| !page.is_empty());
    pages.flat_map(|page| PAGES.map(|kind| folder.with_file_name(format!("{page}.{kind}")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(include: &[&str], exclude: &[&str]) -> Selected {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
        let selection =
            Selection { include: owned(include), exclude: owned(exclude), ..Selection::default() };
        Selected::new(&selection, &Config::default()).unwrap()
    }

    fn check_file(rules: &Selected, path: &str, expect: Option<Skip>) {
        let path = Path::new(path);
        let name = path.file_name().unwrap().as_encoded_bytes();
        assert_eq!(rules.passes_file(name, path), expect, "{}", path.display());
    }

    #[test]
    fn a_glob_without_a_slash_matches_at_any_depth() {
        let rules = rules(&[], &["*.bak"]);
        check_file(&rules, "a.bak", Some(Skip::Excluded));
        check_file(&rules, "2025/may/a.bak", Some(Skip::Excluded));
        check_file(&rules, "a.bak.txt", None);
    }

    #[test]
    fn a_glob_with_a_slash_matches_the_path_below_the_root() {
        let rules = rules(&[], &["/a.txt", "2024/*.txt", "**/drafts/**"]);
        check_file(&rules, "a.txt", Some(Skip::Excluded));
        check_file(&rules, "b/a.txt", None);
        check_file(&rules, "2024/b.txt", Some(Skip::Excluded));
        check_file(&rules, "2024/may/b.txt", None);
        check_file(&rules, "2024/drafts/x/b.txt", Some(Skip::Excluded));
    }

    #[test]
    fn a_folder_may_be_let_in_or_left_out() {
        let rules = rules(&["2025", "*.md"], &["private/"]);
        check_file(&rules, "2025/may/a.txt", None);
        check_file(&rules, "2024/a.txt", Some(Skip::NotIncluded));
        check_file(&rules, "2024/a.md", None);
        check_file(&rules, "2025/private", None);
        assert_eq!(rules.passes_folder(b"private", Path::new("2025/private")), Some(Skip::Excluded));
        assert_eq!(rules.passes_folder(b"2024", Path::new("2024")), None);
    }

    #[test]
    fn both_the_configuration_and_the_root_must_let_a_file_in() {
        let selection = Selection { include: vec!["*.txt".to_owned()], ..Selection::default() };
        let config = Config { include: vec!["2025/**".to_owned()], ..Config::default() };
        let rules = Selected::new(&selection, &config).unwrap();
        check_file(&rules, "2025/a.txt", None);
        check_file(&rules, "2025/a.md", Some(Skip::NotIncluded));
        check_file(&rules, "2024/a.txt", Some(Skip::NotIncluded));
    }

    #[test]
    fn a_glob_that_cannot_be_understood_is_refused_by_name() {
        let selection = Selection { exclude: vec!["[a".to_owned()], ..Selection::default() };
        let refusal = Selected::new(&selection, &Config::default()).err().unwrap().to_string();
        assert!(refusal.contains("`[a`"), "{refusal}");
    }
}
