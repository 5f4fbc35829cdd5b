//! Which folders an index is made of. The paths a person names → the roots of the index, and what part of
//! each is to be crawled. A root that holds the index itself is kept relative to it, so that both can be
//! moved together.

use std::path::{Path, PathBuf};

use crate::corpus::paths::{decode_path, encode_path};
use crate::error::{Error, Result};
use crate::model::{Root, Selection};

/// A root and the parts of it that are to be crawled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The root.
    pub root: Root,
    /// Files and folders below it; empty for all of it.
    pub within: Vec<PathBuf>,
}

/// The folder that relative roots are relative to: the one that holds the index.
pub fn base_of(index: &Path) -> PathBuf {
    let index = std::path::absolute(index).unwrap_or_else(|_| index.to_owned());
    index.parent().map_or_else(|| PathBuf::from("/"), Path::to_owned)
}

/// Where a root is on this machine now.
pub fn place_of(root: &Root, base: &Path) -> PathBuf {
    if root.path == "." { base.to_owned() } else { base.join(decode_path(&root.path)) }
}

/// Whether that folder of a root (the empty path: the root itself) is there and holds no file at any depth, as one on
/// which a disk was mounted. What cannot be listed may hold files.
pub fn is_empty(root: &Root, base: &Path, folder: &str) -> bool {
    fn has_no_file(folder: &Path) -> std::io::Result<bool> {
        for found in std::fs::read_dir(folder)? {
            let found = found?;
            if !found.file_type()?.is_dir() || !has_no_file(&found.path())? {
                return Ok(false);
            }
        }
        Ok(true)
    }
    has_no_file(&place_of(root, base).join(decode_path(folder))).unwrap_or(false)
}

/// All of every root.
pub fn whole(roots: &[Root]) -> Vec<Part> {
    roots.iter().map(|root| Part { root: root.clone(), within: Vec::new() }).collect()
}

/// Adds the named paths to the roots: one that lies in a root is a part of it, one that holds roots takes
/// their place. Gives the parts that the paths stand for.
///
/// # Errors
/// [`Error::NotThere`] for a path that neither exists nor belongs to a root.
pub fn add(
    roots: &mut Vec<Root>,
    base: &Path,
    paths: &[PathBuf],
    selection: Option<&Selection>,
) -> Result<Vec<Part>> {
    let base = real(base);
    let mut parts: Vec<Part> = Vec::new();
    for path in paths {
        let named = real(path);
        let number = match root_over(roots, &base, &named) {
            Some(number) => number,
            None if !named.exists() => return Err(Error::NotThere(path.clone())),
            None => new_root(roots, &base, &named),
        };
        let Some(root) = roots.iter_mut().find(|root| root.number == number) else { continue };
        if let Some(selection) = selection {
            root.selection = selection.clone();
        }
        let all = root.only.is_some() || place_of(root, &base) == named;
        let within = if all { Vec::new() } else { vec![named] };
        match parts.iter_mut().find(|part| part.root.number == number) {
            Some(part) if within.is_empty() => part.within.clear(),
            Some(part) if !part.within.is_empty() => part.within.extend(within),
            Some(_) => {}
            None => parts.push(Part { root: root.clone(), within }),
        }
    }
    parts.retain(|part| roots.iter().any(|root| root.number == part.root.number));
    Ok(parts)
}

/// Takes a path out of the roots: a root as a whole, or a part of one by excluding it from now on.
/// Gives the root's number and the part's path below it (empty for the whole root).
///
/// # Errors
/// [`Error::Usage`] for a path that belongs to no root.
pub fn forget(roots: &mut Vec<Root>, base: &Path, path: &Path) -> Result<(u32, String)> {
    let base = real(base);
    let named = real(path);
    let Some(number) = root_over(roots, &base, &named) else {
        return Err(Error::Usage(format!(
            "{}: no folder of this index; `newsdex status` lists them",
            path.display()
        )));
    };
    let Some(position) = roots.iter().position(|root| root.number == number) else {
        return Ok((number, String::new()));
    };
    let place = place_of(&roots[position], &base);
    let below = named.strip_prefix(&place).map(encode_path).unwrap_or_default();
    if below.is_empty() || roots[position].only.is_some() {
        roots.remove(position);
        return Ok((number, String::new()));
    }
    roots[position].selection.exclude.push(format!("/{}", globset::escape(&below)));
    Ok((number, below))
}

/// The path with its links followed; as it stands where it cannot be, so that a folder that is away keeps its name.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn root_over(roots: &[Root], base: &Path, named: &Path) -> Option<u32> {
    roots
        .iter()
        .find(|root| {
            let place = place_of(root, base);
            match &root.only {
                Some(only) => place.join(decode_path(only)) == named,
                None => named.starts_with(&place),
            }
        })
        .map(|root| root.number)
}

fn new_root(roots: &mut Vec<Root>, base: &Path, named: &Path) -> u32 {
    let number = roots.iter().map(|root| root.number + 1).max().unwrap_or(0);
    let (place, only) = match (named.is_dir(), named.parent(), named.file_name()) {
        (false, Some(folder), Some(name)) => (folder, Some(encode_path(Path::new(name)))),
        _ => (named, None),
    };
    if only.is_none() {
        roots.retain(|root| !place_of(root, base).starts_with(place));
    }
    let path = if place == base { ".".to_owned() } else { encode_path(place) };
    roots.push(Root { number, path, only, selection: Selection::default() });
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> tempfile::TempDir {
        let top = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(top.path().join("news/2025")).unwrap();
        std::fs::write(top.path().join("news/2025/a.txt"), "x").unwrap();
        std::fs::create_dir_all(top.path().join("more")).unwrap();
        top
    }

    #[test]
    fn a_folder_that_holds_its_index_is_kept_relative_to_it() {
        let top = tree();
        let mut roots = Vec::new();
        let base = base_of(&top.path().join("news/.newsdex"));
        let parts = add(&mut roots, &base, &[top.path().join("news")], None).unwrap();
        assert_eq!((roots[0].path.as_str(), parts[0].within.len()), (".", 0));
        assert_eq!(real(&place_of(&roots[0], &base)), real(&top.path().join("news")));
    }

    #[test]
    fn a_path_inside_a_root_is_a_part_of_it() {
        let top = tree();
        let mut roots = Vec::new();
        let base = base_of(&top.path().join("news/.newsdex"));
        add(&mut roots, &base, &[top.path().join("news")], None).unwrap();
        let parts = add(&mut roots, &base, &[top.path().join("news/2025")], None).unwrap();
        assert_eq!((roots.len(), parts.len(), parts[0].within.len()), (1, 1, 1));
    }

    #[test]
    fn a_path_over_a_root_takes_its_place() {
        let top = tree();
        let mut roots = Vec::new();
        let base = base_of(&top.path().join("more/.newsdex"));
        add(&mut roots, &base, &[top.path().join("news/2025/a.txt")], None).unwrap();
        assert_eq!(roots[0].only.as_deref(), Some("a.txt"));
        let parts = add(&mut roots, &base, &[top.path().join("news")], None).unwrap();
        assert_eq!((roots.len(), roots[0].only.as_deref(), parts.len()), (1, None, 1));
    }

    #[test]
    fn a_path_that_is_not_there_is_refused_unless_it_is_known() {
        let top = tree();
        let base = base_of(&top.path().join("more/.newsdex"));
        let mut roots = Vec::new();
        assert!(matches!(
            add(&mut roots, &base, &[top.path().join("nowhere")], None),
            Err(Error::NotThere(_))
        ));
        add(&mut roots, &base, &[top.path().join("news")], None).unwrap();
        std::fs::remove_dir_all(top.path().join("news")).unwrap();
        assert_eq!(add(&mut roots, &base, &[top.path().join("news")], None).unwrap().len(), 1);
    }

    #[test]
    fn a_part_that_is_forgotten_is_excluded_from_then_on() {
        let top = tree();
        let mut roots = Vec::new();
        let base = base_of(&top.path().join("news/.newsdex"));
        add(&mut roots, &base, &[top.path().join("news")], None).unwrap();
        assert_eq!(forget(&mut roots, &base, &top.path().join("news/2025")).unwrap(), (0, "2025".to_owned()));
        assert_eq!(roots[0].selection.exclude, ["/2025"]);
        assert_eq!(forget(&mut roots, &base, &top.path().join("news")).unwrap(), (0, String::new()));
        assert!(roots.is_empty());
    }
}
