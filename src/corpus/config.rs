//! `newsdex.toml` → [`Config`]. What it says must mean something: an unknown key, charset or language is
//! refused with its place, never passed over.

use std::io;
use std::path::{Component, Path};

use encoding_rs::Encoding;

use super::paths::encode_path;
use super::selected::Selected;
use crate::error::{Error, Result};
use crate::model::{Config, FolderDefaults, Lang, Selection};

/// The name of the file, at the top of a root.
pub const NAME: &str = "newsdex.toml";

/// Reads the configuration at `path`. Where none is there, it is empty, unless it `must_exist`.
///
/// # Errors
/// [`Error::NotThere`], [`Error::Disk`], and [`Error::Config`] with line, column and reason.
pub fn load(path: &Path, must_exist: bool) -> Result<Config> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text).map_err(|why| Error::Config { path: path.to_owned(), why }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && must_exist => {
            Err(Error::NotThere(path.to_owned()))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Config::default())
        }
        Err(error) => Err(Error::disk(path, "read the configuration")(error)),
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
    })
}

fn parse(text: &str) -> std::result::Result<Config, String> {
    let mut config: Config = toml::from_str(text).map_err(|error| {
        let (line, column) = place(text, error.span().map_or(0, |span| span.start));
        format!("line {line}, column {column}: {}", error.message())
    })?;
    Selected::new(&Selection::default(), &config).map_err(|error| error.to_string())?;
    for folder in &mut config.folders {
        folder.path = checked(folder)?;
    }
    Ok(config)
}

/// The folder's path as keys write it, once all that is said of the folder is sound.
fn checked(folder: &FolderDefaults) -> std::result::Result<String, String> {
    let of = |what: String| format!("folder `{}`: {what}", folder.path);
    if let Some(lang) = folder.lang.as_deref().filter(|lang| Lang::new(lang).is_none()) {
        return Err(of(format!("`{lang}` is no language; two small letters are, like `en`")));
    }
    let unknown = |charset: &&str| Encoding::for_label(charset.as_bytes()).is_none();
    if let Some(charset) = folder.charset.as_deref().filter(unknown) {
        return Err(of(format!("`{charset}` is no charset; `windows-1252`, `utf-8` or `koi8-r` are")));
    }
    let mut names = Vec::new();
    for component in Path::new(&folder.path).components() {
        match component {
            Component::Normal(name) => names.push(encode_path(Path::new(name))),
            Component::CurDir => {}
            _ => return Err(of("a folder is named by its path below the top, without `..`".to_owned())),
        }
    }
    Ok(names.join("/"))
}

/// The line and column of a byte, from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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
        let config = parse(CONFIG).unwrap();
        let deep = for_file(&config, "2025/may/a.txt");
        assert_eq!((deep.source.as_deref(), deep.lang.as_deref()), (Some("Harbour Ledger"), Some("de")));
        assert_eq!((deep.date_order, deep.charset.as_deref()), (Some(DateOrder::Mdy), Some("windows-1252")));
        let beside = for_file(&config, "2025b/a.txt");
        assert_eq!((beside.lang, beside.date_order), (None, Some(DateOrder::Dmy)));
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_place() {
        let check = |text: &str, expect: &[&str]| {
            let refusal = parse(text).unwrap_err();
            expect.iter().for_each(|part| assert!(refusal.contains(part), "{refusal}"));
        };
        check("include = []\nexlude = []", &["line 2, column 1", "`exlude`", "`exclude`"]);
        check("[[folder]]\n  dateorder = 'dmy'", &["line 2, column 3", "`date-order`"]);
        check("[[folder]]\ndate-order = 'ymd'", &["line 2, column 14", "`dmy`"]);
        check("include = [", &["line 1, column"]);
        check("include = ['[a']", &["`[a`"]);
        check("[[folder]]\npath = 'a'\ncharset = 'klingon'", &["folder `a`", "`klingon`"]);
        check("[[folder]]\nlang = 'english'", &["`english`"]);
        check("[[folder]]\npath = '../b'", &["`../b`"]);
    }

    #[test]
    fn a_file_that_is_not_there_is_an_empty_one_unless_it_was_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        assert_eq!(load(&path, false).unwrap(), Config::default());
        assert!(matches!(load(&path, true), Err(Error::NotThere(_))));
        std::fs::write(&path, "wrong").unwrap();
        let refusal = load(&path, false).unwrap_err().to_string();
        assert!(refusal.contains(NAME) && refusal.contains("line 1"), "{refusal}");
    }
}
