//! A mail → its text, with sender, subject and date around it; a mailbox → its mails, one after the other, however
//! many there are. It never follows a link and never looks at who received a mail.

mod armour;
mod mailbox;
mod message;

pub use mailbox::FORMAT as MAILBOX;
pub use message::FORMAT as MAIL;

/// Whether a line is a field of a header.
fn is_field(line: &[u8]) -> bool {
    let Some(colon) = memchr::memchr(b':', line) else { return false };
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..60).contains(&colon) && line[..colon].iter().all(named) && line[0].is_ascii_alphabetic()
}

/// The lines at the beginning of a file, up to the first blank one.
fn header(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = head.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).take_while(|line| !line.is_empty())
}
