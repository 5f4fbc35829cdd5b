//! The bytes of a page → its text: by a byte order mark, else as UTF-8 where they are, else as the page declares.

use std::borrow::Cow;

use crate::extract::decode;

/// How far into a page its charset is declared, in bytes.
const REACH: usize = 4096;

/// The text of a page. `label` is the charset that its file is known to have.
pub fn text<'b>(bytes: &'b [u8], label: Option<&str>) -> Cow<'b, str> {
    // Browsers save pages as UTF-8 and leave the old declaration in them, so well-formed UTF-8 is believed first.
    let declared = if std::str::from_utf8(bytes).is_ok() { None } else { declared(bytes) };
    decode::decode(bytes, label.or(declared.as_deref())).text
}

/// The charset that the page declares, in `<meta>` or in its XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..REACH.min(bytes.len()))?).to_ascii_lowercase();
    let xml = head.trim_start().starts_with("<?xml").then(|| after(&head, "encoding")).flatten();
    xml.or_else(|| after(&head, "charset"))
}

/// The word behind `name=`, in quotes or not.
fn after(head: &str, name: &str) -> Option<String> {
    head.match_indices(name).find_map(|(at, _)| {
        let value = head.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|letter: char| {
            !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.'))
        });
        value.get(..end.unwrap_or(value.len())).filter(|label| !label.is_empty()).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str) {
        assert!(text(bytes, None).contains(expect), "{:?}", text(bytes, None));
    }

    #[test]
    fn a_declaration_counts_where_the_bytes_do_not_settle_it() {
        check(b"<meta charset='windows-1251'><p>\xcc\xee\xf1\xf2", "Мост");
        check(b"<?xml version='1.0' encoding=\"iso-8859-2\"?><p>\xa3\xf3d\xbc", "Łódź");
        check(b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>caf\xe9", "café");
        check("<meta charset=iso-8859-1><p>café".as_bytes(), "café");
        check(b"<meta charset=utf-8><p>caf\xe9 ferm\xe9", "café fermé");
    }
}
