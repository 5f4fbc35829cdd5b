//! PDF → the text that its pages show. Pictures are never looked at; what unpacks to too
//! much, or draws without end, is given up.

mod bomb;
mod glyphs;
mod layout;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use rustc_hash::FxHashMap;

use self::glyphs::{Drawn, TooMuch};
use self::layout::{Line, Page};
use super::{Budget, Format, Given, Held, Input, Loss, Opened, Text};
use crate::model::Code;

/// Printed pages.
pub const FORMAT: Format = Format {
    name: "pdf",
    // Some programs write a line before the mark.
    takes: |head, _| memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some(),
    read,
};

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let budget = given.budget.clone();
    // Nothing is read before it is asked for: whoever asks is ready for a reader that fails.
    Box::new(std::iter::once_with(move || Ok(Held::Text(text(input, &budget)?))))
}

fn text(input: Input<'_>, budget: &Budget) -> Result<Text<'static>, Loss> {
    let bytes = input.whole(budget)?;
    bomb::weigh(&bytes, budget)?;
    let pdf = Pdf::new(Arc::new(bytes)).map_err(|error| refusal(&error))?;
    if pdf.pages().is_empty() {
        return Err(refusal(&LoadPdfError::Invalid));
    }
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let (mut pages, mut seen) = (Vec::new(), Drawn::default());
    for page in pdf.pages().iter() {
        let mut drawn = seen.next_page();
        // Rotated pages are turned upright, and lines go down.
        let upright = glyphs::affine(page.initial_transform(true));
        let area = page.intersected_crop_box();
        let area = hayro_interpret::kurbo::Rect::new(area.x0, area.y0, area.x1, area.y1);
        let mut context = Context::new(upright, area, &cache, pdf.xref(), settings.clone());
        let whole = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut drawn)));
        if let Err(failure) = whole {
            match failure.downcast::<TooMuch>() {
                Ok(_) => return Err(endless()),
                Err(failure) => std::panic::resume_unwind(failure),
            }
        }
        drawn.end_page();
        pages.push(layout::page(&drawn.glyphs));
        seen = drawn;
    }
    let text = running_text(&pages);
    if !text.contains(char::is_alphanumeric) || seen.nameless > seen.named {
        return Err(no_text(&seen));
    }
    Ok(Text { input: Input::of(text.into_bytes()), charset: Some("utf-8".to_owned()), ..Text::default() })
}

/// The text of all pages without what runs along their heads and feet. A form feed stands before a page that opens in
/// larger print than it goes on, as an article does.
fn running_text(pages: &[Page]) -> String {
    let plain = |line: &Line| line.text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for page in pages {
        let mut printed = page.lines.iter().filter(|line| !line.text.is_empty());
        for line in [printed.next(), printed.next_back()].into_iter().flatten() {
            *times.entry(plain(line)).or_default() += 1;
        }
    }
    let runs =
        |line: &Line| pages.len() > 2 && times.get(&plain(line)).is_some_and(|times| times * 2 > pages.len());
    let mut text = String::new();
    for page in pages {
        let mut lines =
            page.lines.iter().filter(|line| !runs(line)).skip_while(|line| line.text.is_empty()).peekable();
        if !text.is_empty() {
            let opens = lines.peek().is_some_and(|first| first.size > 1.15 * page.usual);
            text.push_str(if opens { "\n\u{c}\n" } else { "\n" });
        }
        for line in lines {
            text.push_str(&line.text);
            text.push('\n');
        }
    }
    text
}

fn refusal(error: &LoadPdfError) -> Loss {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Loss {
            code: Code::Locked,
            message: "it is encrypted and asks for a password; save a copy without one".to_owned(),
        },
        LoadPdfError::Decryption(_) => Loss {
            code: Code::Locked,
            message: "it is encrypted in a way that is not known; save a copy without encryption".to_owned(),
        },
        LoadPdfError::Invalid => {
            Loss::damaged("it is no PDF that can be read; it may be cut off or damaged; save it once more")
        }
    }
}

fn no_text(seen: &Drawn) -> Loss {
    let message = match seen.nameless {
        0 => "it holds no text, only pictures of pages; have their text recognised, and save it with that",
        _ => "its fonts do not say which letters they show; have its text recognised, and save it with that",
    };
    Loss { code: Code::NoText, message: message.to_owned() }
}

fn endless() -> Loss {
    let message = "its pages draw more than any page of text does, and it was given up".to_owned();
    Loss { code: Code::Bomb, message }
}
