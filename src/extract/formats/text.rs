//! Plain text, whatever its extension: single clippings and whole digests.

use super::Format;

/// Plain text: everything that no other format takes and that is text.
pub const FORMAT: Format = Format { name: "text", takes: |_, _| true };
