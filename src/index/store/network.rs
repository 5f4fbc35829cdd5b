//! Whether a folder lies on another machine, as far as the system's list of mounts tells: there a lock may not hold
//! between two machines, and what was synced may not be.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Where Linux lists what is mounted in which place.
const MOUNTS: &str = "/proc/self/mountinfo";

/// File systems that are read over a network.
const NETWORK: [&str; 14] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "fuse.ceph",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.sshfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
];

/// The network file system that a folder lies on, if it does.
pub(super) fn file_system(dir: &Path) -> Option<&'static str> {
    let mounts = std::fs::read(MOUNTS).ok()?;
    network_of(&String::from_utf8_lossy(&mounts), &dir.canonicalize().ok()?)
}

/// The same of an absolute path, by a list of mounts. The last one of the longest place that holds the path counts.
fn network_of(mounts: &str, path: &Path) -> Option<&'static str> {
    let mounts = mounts.lines().filter_map(|line| {
        let (place, kind) = line.split_once(" - ")?;
        Some((unescaped(place.split(' ').nth(4)?), kind.split(' ').next()?))
    });
    let over = mounts.filter(|(place, _)| path.starts_with(Path::new(std::ffi::OsStr::from_bytes(place))));
    let (_, kind) = over.max_by_key(|(place, _)| place.len())?;
    NETWORK.into_iter().find(|network| *network == kind)
}

/// A place with its octal escapes (`\040` for a blank) undone.
fn unescaped(place: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(place.len());
    let mut rest = place.as_bytes();
    while let [first, after @ ..] = rest {
        let octal = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = octal.filter(|_| *first == b'\\').and_then(|digits| u8::from_str_radix(digits, 8).ok());
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &after[3..] } else { after };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_tells_the_file_system() {
        let mounts = "\
            22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            30 22 0:40 / /srv/news rw shared:7 - nfs4 filer:/news rw\n\
            31 30 8:2 / /srv/news/local rw - ext4 /dev/sdb1 rw\n\
            32 22 0:41 / /mnt/the\\040press rw - fuse.sshfs ada@varn: rw\n";
        for (path, expect) in [
            ("/home/ada", None),
            ("/srv/news", Some("nfs4")),
            ("/srv/newspapers", None),
            ("/srv/news/2025/.newsdex", Some("nfs4")),
            ("/srv/news/local/.newsdex", None),
            ("/mnt/the press/.newsdex", Some("fuse.sshfs")),
        ] {
            assert_eq!(network_of(mounts, Path::new(path)), expect, "{path}");
        }
        assert_eq!(network_of("no list\n", Path::new("/srv")), None);
    }
}
