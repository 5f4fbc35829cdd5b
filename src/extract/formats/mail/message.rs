//! One mail: its readable part as text, the mails and files that it carries sent round again.

use std::ops::Range;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{armour, header, is_field};
use crate::extract::clipping::Told;
use crate::extract::formats::html;
use crate::extract::formats::{Format, Given, Held, Inner, Input, Loss, Opened, Text, nothing};
use crate::extract::marks::{self, Dating};
use crate::extract::markup;
use crate::model::{Code, Day, Published};

/// Single mails, as programs for mail save them.
pub const FORMAT: Format = Format { name: "mail", takes, read };

/// A plain part shorter than this says little more than that the mail is to be read elsewhere.
const NOTICE: usize = 300;

fn takes(head: &[u8], path: &str) -> bool {
    let head = head.get(message_in(head, path)).unwrap_or_default();
    let mut fields =
        header(head).filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t")).peekable();
    if !fields.peek().is_some_and(|line| is_field(line)) {
        return false;
    }
    let lower = path.to_ascii_lowercase();
    if lower.ends_with(".eml") || lower.ends_with(".emlx") || path.contains("/cur/") || path.contains("/new/")
    {
        return true;
    }
    let names: Vec<Vec<u8>> = fields
        .take(120)
        .filter_map(|line| line.split(|byte| *byte == b':').next().map(<[u8]>::to_ascii_lowercase))
        .collect();
    let has = |name: &[u8]| names.iter().any(|own| own == name);
    let carried = [&b"received"[..], b"return-path", b"delivered-to", b"message-id", b"mime-version"];
    has(b"from") && carried.iter().any(|name| has(name))
}

/// Where the mail stands in a file: Apple writes its length above it, other programs leave blank lines there.
fn message_in(bytes: &[u8], path: &str) -> Range<usize> {
    let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').take(20);
    let start: usize = lines.take_while(blank).map(<[u8]>::len).sum();
    let whole = start..bytes.len();
    let line = bytes.iter().position(|byte| *byte == b'\n');
    let Some(line) = line.filter(|_| path.to_ascii_lowercase().ends_with(".emlx")) else { return whole };
    let length = std::str::from_utf8(&bytes[..line]).ok().and_then(|text| text.trim().parse::<usize>().ok());
    let end = length.and_then(|length| (line + 1).checked_add(length));
    end.map_or(whole, |end| line + 1..end.min(bytes.len()))
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    let place = message_in(&bytes, &given.path);
    let above = ends(bytes.get(..place.start).unwrap_or_default());
    let mail = bytes.get(place).unwrap_or_default();
    let Some(message) = MessageParser::default().parse(mail) else {
        return nothing(Loss::damaged(
            "it has no header of a mail; save it again from the program it came from",
        ));
    };
    let locked = locked(&message).then(|| Loss {
        code: Code::Locked,
        message: "it is encrypted; save its text from the program that can open it".to_owned(),
    });
    match locked {
        Some(locked) => nothing(locked),
        None => Box::new(held(&message, given, above).into_iter().map(Ok)),
    }
}

/// Whether only its receiver can open a mail.
fn locked(message: &Message<'_>) -> bool {
    let kind = message.content_type().and_then(|kind| kind.subtype());
    let text = message.text_bodies().next().map(MessagePart::contents).unwrap_or_default();
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("encrypted"))
        || armour::is_encrypted(&String::from_utf8_lossy(text))
}

/// How many lines end in some bytes.
fn ends(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(0)
}

/// What a mail holds: its text first. So many lines of its file stand above it.
fn held(message: &Message<'_>, given: &Given, above: u32) -> Vec<Held<'static>> {
    let around = around(message, &given.dating);
    let mut held = Vec::new();
    if let Some(page) = page(message) {
        let input = Input::of(page.as_bytes().to_vec());
        let around = Told { source: None, persons: Vec::new(), ..around.clone() };
        held.push(Held::File(Inner {
            name: "message.html".to_owned(),
            input,
            charset: Some("utf-8".to_owned()),
            around,
        }));
    } else if let Some(text) = text(message, &around, above) {
        held.push(Held::Text(text));
    }
    // A part that is shown for lack of another stands among the attachments too.
    for part in message.attachments() {
        let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default();
        if armour::is_attached(&kind.to_ascii_lowercase(), part.attachment_name().unwrap_or_default()) {
            continue;
        }
        let (name, bytes) = match &part.body {
            PartType::Message(inner) => (
                "message.eml".to_owned(),
                inner.raw_message().get(span(part)).unwrap_or(inner.raw_message()).to_vec(),
            ),
            body => {
                let Some(name) = part.attachment_name().filter(|name| !name.is_empty()) else { continue };
                let bytes = match body {
                    PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
                    PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
                    _ => continue,
                };
                (name.replace('/', "_"), bytes)
            }
        };
        let around = Told { source: around.source.clone(), published: around.published, ..Told::default() };
        held.push(Held::File(Inner { name, input: Input::of(bytes), charset: None, around }));
    }
    held
}

/// The page of a database that a mail brings instead of a text of its own.
fn page<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) if html::is_of_database(html) => Some(html.as_ref()),
        _ => None,
    })
}

/// Where a part stands in its mail.
fn span(part: &MessagePart<'_>) -> Range<usize> {
    part.offset_body as usize..part.offset_end as usize
}

/// The text of a mail as its reader sees it.
fn text(message: &Message<'_>, around: &Told, above: u32) -> Option<Text<'static>> {
    let is_text = |part: &&MessagePart<'_>| matches!(part.body, PartType::Text(_));
    let plain = message.text_bodies().find(is_text);
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(markup::text(html)),
        _ => None,
    });
    // Old programs declare a text by half, `Content-Type: text`.
    let only = || message.parts.iter().find(|part| is_text(part) && part.attachment_name().is_none());
    let plain = if html.is_none() { plain.or_else(only) } else { plain };
    let letters = plain.map(|part| String::from_utf8_lossy(part.contents())).unwrap_or_default();
    let plain_text = letters.trim();
    let html = html.filter(|html| {
        plain_text.is_empty() || plain_text.len() < NOTICE && html.len() > 3 * plain_text.len()
    });
    let around = around.clone();
    if let Some(html) = html {
        return Some(Text {
            input: Input::of(html.into_bytes()),
            charset: Some("utf-8".to_owned()),
            around,
            ..Text::default()
        });
    }
    let part = plain.filter(|_| !plain_text.is_empty())?;
    let raw = message.raw_message();
    if part.encoding != Encoding::None {
        let bytes = armour::without(unflowed(part, plain_text).as_bytes()).into_owned();
        return Some(Text {
            input: Input::of(bytes),
            charset: Some("utf-8".to_owned()),
            around,
            ..Text::default()
        });
    }
    // A part that is not encoded stands in the file as it is, lines and all.
    let bytes = armour::without(raw.get(span(part))?).into_owned();
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let declared = charset.filter(|name| {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
        encoding.is_some_and(|encoding| encoding != encoding_rs::UTF_8 && !encoding.decode(&bytes).2)
            && !name.eq_ignore_ascii_case("us-ascii")
    });
    let line = 1 + above + ends(raw.get(..span(part).start)?);
    Some(Text { input: Input::of(bytes), charset: declared, line: Some(line), around, ..Text::default() })
}

/// The lines of a flowing text joined again: where one ends with a blank it goes on below.
fn unflowed(part: &MessagePart<'_>, text: &str) -> String {
    let flowed = part.content_type().and_then(|kind| kind.attribute("format"));
    if !flowed.is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        return text.to_owned();
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        joined.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            joined.push('\n');
        }
    }
    joined
}

/// What the header says of an article: the subject, the list or sender, the day.
fn around(message: &Message<'_>, dating: &Dating) -> Told {
    let from = message.from().and_then(mail_parser::Address::first);
    let sender = from
        .and_then(|sender| sender.name.as_deref())
        .map(|name| name.trim().trim_matches(['"', '\'']))
        .filter(|name| !name.is_empty() && !name.contains('@'));
    let office = from.and_then(|sender| sender.address.as_deref()).is_some_and(is_office);
    let is_outlet =
        |name: &&str| marks::looks_like_outlet(name) >= 0.5 || office && !marks::looks_like_person(name);
    let is_person = |name: &&str| marks::looks_like_person(name) && !is_outlet(name);
    let list = message.list_id().as_text().and_then(list_name).or_else(|| list_of(message));
    let day = message
        .date()
        .filter(|date| date.is_valid())
        .and_then(|date| Day::new(i32::from(date.year), date.month, date.day));
    Told {
        headline: message.subject().unwrap_or("").trim().to_owned(),
        source: list.or_else(|| sender.filter(is_outlet).map(str::to_owned)),
        published: day.map(Published::on).filter(|day| dating.allows(*day)),
        persons: sender.filter(is_person).map(str::to_owned).into_iter().collect(),
        ..Told::default()
    }
}

/// Whether an address is that of an office and of no person: `press@quay.example`.
fn is_office(address: &str) -> bool {
    const OFFICES: [&str; 15] = [
        "alert",
        "digest",
        "editor",
        "info",
        "list",
        "media",
        "news",
        "noreply",
        "no-reply",
        "press",
        "prensa",
        "redact",
        "redaktion",
        "subscri",
        "update",
    ];
    let name = address.split('@').next().unwrap_or("").to_ascii_lowercase();
    OFFICES.iter().any(|office| name.contains(office))
}

/// The name in `Harbour News <harbour.quay.example>`.
fn list_name(id: &str) -> Option<String> {
    let name = id.split('<').next().unwrap_or("").trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains(['@', '.'])).then(|| name.to_owned())
}

/// The name of the list, where the header's field was taken for an address.
fn list_of(message: &Message<'_>) -> Option<String> {
    let address = message.list_id().as_address()?.first()?;
    address.name.as_deref().and_then(list_name)
}
