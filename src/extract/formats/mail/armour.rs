//! The armour that PGP puts around a text: signed text comes in, the text alone goes out, on the lines that it stood on.
//! It checks no signature and opens nothing that is encrypted.

use std::borrow::Cow;

const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const ENCRYPTED: &str = "-----BEGIN PGP MESSAGE-----";

/// Whether a text is nothing but what only its receiver can open.
pub fn is_encrypted(text: &str) -> bool {
    text.trim_start().starts_with(ENCRYPTED)
}

/// The text without its armour, whose lines are left blank; a dash that kept a line from being taken for armour goes too.
pub fn without(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(bytes, SIGNED.as_bytes()).is_none() {
        return Cow::Borrowed(bytes);
    }
    /// Where a line stands.
    #[derive(PartialEq)]
    enum Within {
        Nothing,
        Header,
        Text,
        Signature,
    }
    let mut text = Vec::with_capacity(bytes.len());
    let mut within = Within::Nothing;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        let end = line.get(words.len()..).unwrap_or_default();
        match within {
            Within::Nothing if words == SIGNED.as_bytes() => within = Within::Header,
            Within::Header if words.is_empty() => within = Within::Text,
            Within::Text if words == SIGNATURE.as_bytes() => within = Within::Signature,
            Within::Signature if words.starts_with(b"-----END PGP") => within = Within::Nothing,
            Within::Text => text.extend_from_slice(words.strip_prefix(b"- ").unwrap_or(words)),
            Within::Nothing => text.extend_from_slice(words),
            Within::Header | Within::Signature => {}
        }
        text.extend_from_slice(end);
    }
    Cow::Owned(text)
}

/// Whether an attachment is a signature or a key, by its kind or its name.
pub fn is_attached(kind: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(kind, "pgp-signature" | "pgp-keys" | "pkcs7-signature" | "x-pkcs7-signature")
        || [".asc", ".sig", ".p7s"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_text_stands_on_its_lines_without_its_armour() {
        let signed = "Above\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe pier opens.\n- -- \nAnn\n-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\nBelow\n";
        let text = String::from_utf8_lossy(&without(signed.as_bytes())).into_owned();
        assert_eq!(text, "Above\n\n\n\nThe pier opens.\n-- \nAnn\n\n\n\n\nBelow\n");
        assert_eq!(&*without(b"- The pier opens."), b"- The pier opens.");
    }

    #[test]
    fn what_is_encrypted_is_told() {
        assert!(is_encrypted("\n-----BEGIN PGP MESSAGE-----\n\nabcd"));
        assert!(!is_encrypted("I quote: -----BEGIN PGP MESSAGE-----"));
    }
}
