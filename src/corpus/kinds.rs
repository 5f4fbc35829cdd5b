//! Kinds of file that are not read, known by the ends of their names and so passed over unopened. What
//! stands in no row is opened, and read if it is text.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// The kinds, one family a row.
const NOT_READ: &[&[&str]] = &[
    // Images.
    &["jpg", "jpeg", "jpe", "png", "gif", "bmp", "tif", "tiff", "webp", "svg", "svgz", "ico", "heic", "avif"],
    &["jp2", "psd", "eps", "ai", "raw", "cr2", "nef", "dng", "xcf", "pcx", "djvu"],
    // Sound and moving pictures.
    &["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "wma", "aiff", "mid"],
    &["mp4", "m4v", "mkv", "webm", "avi", "mov", "wmv", "mpg", "mpeg", "flv", "3gp", "swf"],
    // Archives that are not unpacked, and images of disks.
    &["lz4", "lzma", "7z", "rar", "z", "cab"],
    &["iso", "dmg", "img", "vmdk", "deb", "rpm", "apk", "jar", "wacz"],
    // Documents that are more than text.
    &["ps", "doc", "docm", "dot", "ott", "pages", "wpd", "wps", "tex"],
    &["xls", "xlsx", "xlsm", "ods", "numbers", "ppt", "pptx", "pps", "odp", "key", "mobi", "azw"],
    &["azw3", "fb2", "chm", "lit", "one", "msg", "pst", "ost"],
    // Marked-up and tabular text.
    &["webarchive", "nitf", "geojson", "ris", "bib", "nbib", "enw"],
    // Programs and what they are made of.
    &[
        "exe", "dll", "so", "dylib", "o", "a", "lib", "obj", "class", "pyc", "pyo", "wasm", "bin", "com",
        "msi",
    ],
    &[
        "js", "mjs", "cjs", "ts", "tsx", "jsx", "css", "scss", "sass", "less", "map", "php", "asp", "aspx",
        "jsp",
    ],
    &[
        "py", "rb", "pl", "pm", "rs", "go", "c", "h", "cc", "cpp", "hpp", "java", "kt", "swift", "cs", "lua",
        "r",
    ],
    &["sh", "bash", "zsh", "fish", "bat", "cmd", "ps1", "awk", "sed", "ipynb"],
    &["toml", "yaml", "yml", "ini", "cfg", "conf", "lock", "plist", "desktop", "lnk", "url", "webloc"],
    // Databases, indexes, fonts, keys.
    &["db", "db3", "sqlite", "sqlite3", "mdb", "accdb", "dbf", "sql", "parquet", "feather", "arrow", "rdata"],
    &["rds", "sav", "dta", "pickle", "pkl", "npy", "npz", "h5", "idx", "fst", "term", "pos", "fieldnorm"],
    &["ttf", "otf", "woff", "woff2", "eot", "pem", "crt", "p12", "gpg", "sig", "torrent"],
    // Files that are not whole yet, or only a trace of a program.
    &["part", "partial", "crdownload", "download", "tmp", "swp", "swo", "pid", "sock", "ds_store"],
];

static TABLE: LazyLock<FxHashSet<&'static [u8]>> =
    LazyLock::new(|| NOT_READ.iter().flat_map(|family| family.iter()).map(|kind| kind.as_bytes()).collect());

/// The longest kind of the table.
const LONGEST: usize = 16;

/// Whether a file of that name is of a kind that is not read.
pub(super) fn is_not_read(name: &[u8]) -> bool {
    let extension = extension(name);
    if extension.is_empty() || extension.len() > LONGEST {
        return false;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..extension.len()];
    lower.copy_from_slice(extension);
    lower.make_ascii_lowercase();
    TABLE.contains(&*lower)
}

/// What files of that name are counted as: their extension in small letters.
pub(super) fn kind(name: &[u8]) -> String {
    match extension(name) {
        [] => "no extension".to_owned(),
        extension => String::from_utf8_lossy(extension).to_lowercase(),
    }
}

fn extension(name: &[u8]) -> &[u8] {
    match memchr::memrchr(b'.', name) {
        Some(dot) if dot > 0 => &name[dot + 1..],
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_the_end_of_the_name_whatever_its_case() {
        for name in ["front.JPG", "a.tar.lz4", "x.y.djvu", "Thumbs.db"] {
            assert!(is_not_read(name.as_bytes()), "{name}");
        }
        for name in ["digest.txt", "DIGEST", "jpg", ".jpg", "vol. 3", "notes.md", "a.verylongextensionindeed"]
        {
            assert!(!is_not_read(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn files_are_counted_by_extension() {
        assert_eq!(kind(b"a.tar.GZ"), "gz");
        assert_eq!(kind(b"README"), "no extension");
    }
}
