//! Plain text, whatever its extension: single clippings and whole digests.

use super::{Format, Given, Held, Input, Opened, Text};

/// Plain text: everything that no other format takes and that is text.
pub const FORMAT: Format = Format { name: "text", takes: |_, _| true, read };

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let text = Text { input, charset: given.charset.clone(), line: Some(1), ..Text::default() };
    Box::new(std::iter::once(Ok(Held::Text(text))))
}
