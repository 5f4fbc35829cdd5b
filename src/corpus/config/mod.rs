//! `newsdex.toml` → [`Config`]. What it says must mean something: an unknown key, charset or language is
//! refused with its place, never passed over.

mod checks;
mod place;

use std::io;
use std::path::{Path, PathBuf};

use super::selected::Globs;
use crate::error::{Error, Result};
use crate::model::{Config, Fault, FolderDefaults, Step};

/// The name of the file, at the top of a root.
pub const NAME: &str = "newsdex.toml";

/// A configuration and how it is written, so that whoever finds a fault in it can show the place.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub config: Config,
    text: String,
}

/// Reads the configuration at `path`. Where none is there, it is empty, unless it `must_exist`.
///
/// # Errors
/// [`Error::NotThere`], [`Error::Disk`], and [`Error::Config`] with line, column and reason.
pub fn load(path: &Path, must_exist: bool) -> Result<Written> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, text),
        Err(error) if error.kind() == io::ErrorKind::NotFound && must_exist => {
            Err(Error::NotThere(path.to_owned()))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Written::default())
        }
        Err(error) => Err(Error::disk(path, "read the configuration")(error)),
    }
}

impl Written {
    /// The line of a place in it, from 1.
    pub fn line(&self, at: &[Step]) -> u32 {
        place::line(&self.text, at)
    }

    /// Its faults as one reason to stop; nothing where there are none.
    ///
    /// # Errors
    /// [`Error::Config`] where there are some.
    pub fn refuse(&self, faults: &[Fault]) -> Result<()> {
        if faults.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = faults.iter().map(|fault| place::told(&self.text, fault)).collect();
        Err(Error::Config { path: self.path.clone(), why: told.join("\n") })
    }
}

/// Which files the parts of a configuration are for that name files.
pub struct FilesOf(Vec<Globs>);

impl FilesOf {
    /// Those of its styles.
    ///
    /// # Errors
    /// [`Error::Usage`] for a glob that cannot be understood.
    pub fn styles(config: &Config) -> Result<FilesOf> {
        config.styles.iter().map(|style| Globs::new(&style.files)).collect::<Result<_>>().map(FilesOf)
    }

    /// Those whose fields it names.
    ///
    /// # Errors
    /// [`Error::Usage`] for a glob that cannot be understood.
    pub fn fields(config: &Config) -> Result<FilesOf> {
        config.fields.iter().map(|fields| Globs::new(&fields.files)).collect::<Result<_>>().map(FilesOf)
    }

    /// The places of the parts that are for the file at that path below its root, in order: the first counts.
    pub fn places<'s>(&'s self, path: &'s str) -> impl Iterator<Item = usize> + 's {
        let named = self.0.iter().enumerate().filter(|(_, globs)| globs.name(Path::new(path)));
        named.map(|(place, _)| place)
    }
}

/// What holds for the file at that path below its root: of several folders over it the deepest that says
/// something, member by member.
pub fn for_file(config: &Config, path: &str) -> FolderDefaults {
    let is_over = |folder: &&FolderDefaults| {
        let rest = path.strip_prefix(folder.path.as_str());
        folder.path.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let mut over: Vec<&FolderDefaults> = config.folders.iter().filter(is_over).collect();
    // All of these hold the file, so the longer path is the deeper folder.
    over.sort_by_key(|folder| folder.path.len());
    over.into_iter().fold(FolderDefaults::default(), |above, folder| FolderDefaults {
        path: folder.path.clone(),
        source: folder.source.clone().or(above.source),
        lang: folder.lang.clone().or(above.lang),
        date_order: folder.date_order.or(above.date_order),
        charset: folder.charset.clone().or(above.charset),
        style: folder.style.clone().or(above.style),
    })
}

fn parse(path: &Path, text: String) -> Result<Written> {
    let config: Config = toml::from_str(&text).map_err(|error| {
        let why = place::marked(&text, error.span().unwrap_or(0..0), error.message());
        Error::Config { path: path.to_owned(), why }
    })?;
    let mut written = Written { path: path.to_owned(), config, text };
    written.refuse(&checks::faults(&written.config))?;
    for folder in &mut written.config.folders {
        folder.path = checks::folder_path(&folder.path).unwrap_or_default();
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateOrder;

    const CONFIG: &str = r#"
        exclude = ["drafts/"]
        [[folder]]
        source = "Harbour Ledger"
        date-order = "dmy"
        [[folder]]
        path = "2025/may/"
        lang = "de"
        date-order = "mdy"
        [[folder]]
        path = "./2025"
        lang = "fr"
        charset = "windows-1252"
    "#;

    #[test]
    fn the_deepest_folder_wins_member_by_member() {
        let config = parse(Path::new(NAME), CONFIG.to_owned()).unwrap().config;
        let deep = for_file(&config, "2025/may/a.txt");
        assert_eq!((deep.source.as_deref(), deep.lang.as_deref()), (Some("Harbour Ledger"), Some("de")));
        assert_eq!((deep.date_order, deep.charset.as_deref()), (Some(DateOrder::Mdy), Some("windows-1252")));
        let beside = for_file(&config, "2025b/a.txt");
        assert_eq!((beside.lang, beside.date_order), (None, Some(DateOrder::Dmy)));
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_place() {
        let check = |text: &str, expect: &[&str]| {
            let refusal = parse(Path::new(NAME), text.to_owned()).unwrap_err().to_string();
            expect.iter().for_each(|part| assert!(refusal.contains(part), "{refusal}"));
        };
        check("include = []\nexlude = []", &["line 2, column 1", "`exlude`", "`exclude`"]);
        check("[[folder]]\n  dateorder = 'dmy'", &["line 2, column 3", "`date-order`"]);
        check("[[folder]]\ndate-order = 'ymd'", &["line 2, column 14", "`dmy`"]);
        check("include = [", &["line 1, column"]);
        check("include = ['[a']", &["`[a`"]);
        check("include = []\n[aliases]\nHP = []", &["line 2", "`HP`"]);
        check("[aliases]\nHP = ['Harbour Post', ' ']", &["line 1", "`HP`"]);
        check("[[folder]]\npath = 'a'\ncharset = 'klingon'", &["line 3, column 11", "`klingon`"]);
        check("[[folder]]\nlang = 'english'", &["`english`"]);
        check("[[folder]]\npath = '../b'", &["`../b`"]);
        check("[[folder]]\npath = 'b'\n[[folder]]\npath = './b/'", &["line 4, column 8", "twice"]);
        check("[[style]]\nfiles = 'a'", &["line 1", "no name"]);
        check("[[style]]\nname = 'a b'\nfiles = 'a'", &["line 2, column 8", "`a b`"]);
        check("[[style]]\nname = 'a'", &["line 1", "for no file"]);
        check("[[style]]\nname = 'a'\nfiles = ['x', '[a']", &["line 3, column 15", "`[a`"]);
        check("[[style]]\nname = 'a'\nfiles = 3", &["line 3, column 9", "a text in quotes"]);
        check("[[style]]\nname = 'a'\nfiles = 'a'\nstrat = 'x'", &["line 4, column 1", "`start`"]);
        let example = "[[style]]\nname = 'a'\nfiles = 'a'\n[[style.example]]\n";
        check(&format!("{example}text = 'x'"), &["line 4", "does not say"]);
        check(&format!("{example}articles = [{{ date = '12 May' }}]"), &["line 5, column 22", "`12 May`"]);
    }

    #[test]
    fn fields_are_named_for_files_and_by_names() {
        let check = |text: &str, expect: &[&str]| {
            let refusal = parse(Path::new(NAME), text.to_owned()).unwrap_err().to_string();
            expect.iter().for_each(|part| assert!(refusal.contains(part), "{refusal}"));
        };
        check("[[fields]]\nbody = 'a'", &["line 1", "for no file"]);
        check("[[fields]]\nfiles = '*.json'", &["line 1", "no field is named"]);
        check("[[fields]]\nfiles = 'a'\nbody = ['a', 'b..c']", &["line 3, column 14", "`b..c`"]);
        check("[[fields]]\nfiles = 'a'\ntitle = 'a'", &["line 3, column 1", "`title`", "`headline`"]);
        check("[[fields]]\nfiles = ['[a']\nbody = 'a'", &["line 2, column 10", "`[a`"]);
        let twice = "[[fields]]\nfiles = 'a'\nbody = 'a'\n[[fields]]\nfiles = ['b', 'a']\nbody = 'a'";
        check(twice, &["line 5, column 15", "named once"]);
    }

    #[test]
    fn two_styles_share_neither_name_nor_glob() {
        let text = "[[style]]\nname = 'a'\nfiles = 'x'\n[[style]]\nname = 'a'\nfiles = ['y', 'x']";
        let refusal = parse(Path::new(NAME), text.to_owned()).unwrap_err().to_string();
        assert!(refusal.contains("line 5, column 8: two styles have the name `a`"), "{refusal}");
        assert!(refusal.contains("line 6, column 15: the style `a` is for `x` already"), "{refusal}");
    }

    #[test]
    fn the_place_of_a_fault_is_marked() {
        let refused = |text: &str| parse(Path::new(NAME), text.to_owned()).unwrap_err().to_string();
        insta::assert_snapshot!(refused("folder = [{ path = '港口', lang = '中' }]"), @"
        newsdex.toml: line 1, column 33: `中` is no language; two small letters are, like `en`
        1 | folder = [{ path = '港口', lang = '中' }]
          |                                   ^^^^
        ");
        let text = "[[style]]\nname = 'a'\nfiles = 'a'\nstart = \"\"\"\n{headline}\n{dat}\"\"\"";
        let written = parse(Path::new(NAME), text.to_owned()).unwrap();
        let at = vec![Step::Key("style"), Step::Item(0), Step::Key("start"), Step::Item(0)];
        let fault = Fault { at, part: Some(11..16), message: "there is no part `{dat}`".to_owned() };
        insta::assert_snapshot!(written.refuse(&[fault]).unwrap_err().to_string(), @r#"
        newsdex.toml: line 6, column 1: there is no part `{dat}`
        6 | {dat}"""
          | ^^^^^
        "#);
    }

    #[test]
    fn a_style_is_for_the_files_that_its_globs_name() {
        let text =
            "[[style]]\nname = 'a'\nfiles = ['clips/', '*.dig']\n[[style]]\nname = 'b'\nfiles = 'b/*.dig'";
        let files = FilesOf::styles(&parse(Path::new(NAME), text.to_owned()).unwrap().config).unwrap();
        let styles_of = |path| files.places(path).collect::<Vec<_>>();
        assert_eq!(styles_of("2025/clips/may/a.txt"), [0]);
        assert_eq!(styles_of("b/a.dig"), [0, 1]);
        assert!(styles_of("clips.txt").is_empty());
    }

    #[test]
    fn a_file_that_is_not_there_is_an_empty_one_unless_it_was_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        assert_eq!(load(&path, false).unwrap().config, Config::default());
        assert!(matches!(load(&path, true), Err(Error::NotThere(_))));
        std::fs::write(&path, "wrong").unwrap();
        let refusal = load(&path, false).unwrap_err().to_string();
        assert!(refusal.contains(NAME) && refusal.contains("line 1"), "{refusal}");
    }
}
