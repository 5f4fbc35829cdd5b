//! Paths between three points of view: an index's (a root, and a path below it), the disk's, and that of a
//! person who stands in some folder.

use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use newsdex::Result;
use newsdex::corpus::paths::{decode_path, encode_path};
use newsdex::corpus::roots::{base_of, place_of};
use newsdex::model::{Place, Root};

use super::which;

/// Where an index and a person stand.
pub struct Standing {
    /// The folder that relative roots are relative to.
    base: PathBuf,
    /// The folder that the person is in.
    here: PathBuf,
}

/// Paths outside the current folder are written with so many `..` at most; beyond, absolute.
const MOST_UPWARD: usize = 3;

impl Standing {
    /// Where one stands to that index.
    pub fn to(index: &Path) -> Result<Standing> {
        Ok(Standing { base: base_of(index), here: which::here()? })
    }

    /// Where a root is on this machine now.
    pub fn root(&self, root: &Root) -> PathBuf {
        place_of(root, &self.base)
    }

    /// Makes a place's root absolute.
    pub fn settle(&self, place: &mut Place) {
        let root =
            if place.root == "." { self.base.clone() } else { self.base.join(decode_path(&place.root)) };
        place.root = encode_path(&root);
    }

    /// The file of a place whose root is settled.
    pub fn file(&self, place: &Place) -> PathBuf {
        decode_path(&place.root).join(decode_path(&place.path))
    }

    /// The path by which the file of a place can be reached from the current folder, in bytes.
    pub fn shown(&self, place: &Place) -> Vec<u8> {
        self.seen_from_here(&self.file(place)).as_os_str().as_bytes().to_vec()
    }

    /// A path as short as it can be from the current folder.
    pub fn seen_from_here(&self, path: &Path) -> PathBuf {
        let common = path.components().zip(self.here.components()).take_while(|(a, b)| a == b).count();
        let up = self.here.components().count() - common;
        // What the two have in common must be more than the top of the disk.
        if up > MOST_UPWARD || (up > 0 && common < 2) {
            return path.to_owned();
        }
        let below: PathBuf = path.components().skip(common).collect();
        let dashed = up == 0 && below.as_os_str().as_bytes().starts_with(b"-");
        let lead = if dashed { PathBuf::from(".") } else { std::iter::repeat_n("..", up).collect() };
        // Joining would add nothing but would lose a lone `.`.
        if below.as_os_str().is_empty() { PathBuf::from(".") } else { lead.join(below) }
    }

    /// What a typed path may be called in an index: a path from the current folder, or one below a root.
    pub fn names(&self, roots: &[Root], typed: &Path) -> Vec<String> {
        let whole = clean(&self.here.join(typed));
        let linked = whole.canonicalize().unwrap_or_else(|_| whole.clone());
        let mut names = Vec::new();
        for root in roots {
            let folder = place_of(root, &self.base);
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let below = whole.strip_prefix(&folder).or_else(|_| linked.strip_prefix(&real));
            names.extend(below.map(|path| format!("{}/{}", root.path, encode_path(path))));
        }
        names.extend(typed.to_str().map(str::to_owned));
        names.push(encode_path(typed));
        names.dedup();
        names
    }
}

/// A path without `.` and `..`, as it reads.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(clean.pop()),
            _ => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_as_it_can_be_used_from_here() {
        let check = |here: &str, path: &str, expect: &str| {
            let standing = Standing { base: "/".into(), here: here.into() };
            assert_eq!(standing.seen_from_here(Path::new(path)), Path::new(expect));
        };
        check("/home/ada", "/home/ada/news/a.txt", "news/a.txt");
        check("/home/ada/news", "/home/ada/news/-a.txt", "./-a.txt");
        check("/home/ada/news/2025", "/home/ada/news/a.txt", "../a.txt");
        check("/home/ada", "/mnt/news/a.txt", "/mnt/news/a.txt");
        check("/home/a/b/c/d/e", "/home/a/x.txt", "/home/a/x.txt");
        check("/", "/mnt/a.txt", "mnt/a.txt");
    }

    #[test]
    fn both_forms_of_a_path_mean_the_same_file() {
        let standing = Standing { base: "/home/ada/news".into(), here: "/home/ada".into() };
        let root = Root { number: 0, path: ".".to_owned(), only: None, selection: Default::default() };
        let names = |typed| standing.names(std::slice::from_ref(&root), Path::new(typed));
        assert_eq!(names("./news/../news/a.txt"), ["./a.txt", "./news/../news/a.txt"]);
        assert_eq!(names("a.txt"), ["a.txt"]);
    }
}
