//! Wire copy as it came over the line (ANPA 1312, IPTC 7901) → an article for each message: what its header, its marks
//! of type and its footer say. Control characters and marks for typesetters end up in no field.

use super::{Format, Given, Held, Input, Opened, nothing};
use crate::extract::clipping::Told;
use crate::extract::decode;
use crate::extract::marks::{self, Dating};
use crate::model::{Day, Lines, Published};

/// Wire copy with control characters.
pub const FORMAT: Format = Format { name: "wire", takes, read };

/// Begins a header, a text, the footer; ends a message.
const HEADER: char = '\u{1}';
const TEXT: char = '\u{2}';
const FOOTER: char = '\u{3}';
const END: char = '\u{4}';

/// A header is no longer than this, in bytes.
const LONGEST: usize = 600;

fn takes(head: &[u8], _: &str) -> bool {
    let start = head.iter().take(40).position(|byte| *byte == 1);
    let above = start.and_then(|start| head.get(..start));
    let only_signs = above.is_some_and(|above| above.iter().all(|byte| *byte < 0x21 || *byte == 0x7f));
    let text = start.and_then(|start| head.get(start..)).unwrap_or_default();
    only_signs && text.iter().take(LONGEST).any(|byte| *byte == 2) && memchr::memchr(0, text).is_none()
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text;
    let told = messages(&text, &given.dating);
    Box::new(told.into_iter().map(|told| Ok(Held::Article(told))))
}

/// The messages of a file. One begins with its header, wherever the one before it ends.
fn messages(text: &str, dating: &Dating) -> Vec<Told> {
    let mut starts: Vec<usize> = memchr::memchr_iter(HEADER as u8, text.as_bytes()).collect();
    starts.push(text.len());
    let mut line = 1;
    let mut at = 0;
    let mut told = Vec::new();
    for pair in starts.windows(2) {
        let [start, end] = pair else { continue };
        line += ends(&text[at..*start]);
        at = *start;
        let message = &text[*start..*end];
        if let Some(mut article) = article(message, dating) {
            let shown = message.trim_end_matches(|c: char| c.is_whitespace() || c.is_control());
            article.lines = Some(Lines { start: line, end: line + ends(shown) });
            told.push(article);
        }
    }
    told
}

fn ends(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// The article that a message is.
fn article(message: &str, dating: &Dating) -> Option<Told> {
    let (header, rest) = message.split_once(TEXT)?;
    let (text, footer) = rest.split_once(FOOTER).unwrap_or((rest, ""));
    let footer = footer.split(END).next().unwrap_or(footer);
    let marked = text.trim_start_matches(['\r', '\n', ' ']).starts_with('^');
    let mut told = if marked { typeset(text) } else { titled(text) };
    let year = header.lines().chain(footer.lines()).find_map(|line| stamped(line, dating));
    let filed = told.body.lines().find(|line| !line.trim().is_empty());
    let dateline = filed.and_then(|line| marks::dateline(line.trim(), dating));
    let filed_on = dateline.as_ref().and_then(|dateline| Some(dateline.date.as_ref()?.published));
    told.published = year.or(filed_on).filter(|day| dating.allows(*day));
    told.source = dateline.and_then(|dateline| dateline.agency);
    (!told.headline.is_empty() || !told.body.trim().is_empty()).then_some(told)
}

/// A text whose lines are marked for typesetters: `^By IDA BRANDT=`. The first names the story for editors; the next
/// is its headline.
fn typeset(text: &str) -> Told {
    let mut told = Told::default();
    let mut body = String::new();
    let mut named = false;
    for line in text.lines() {
        let line = line.trim_end();
        let marked = line.strip_prefix('^').map(|line| line.trim_end_matches(['<', '=', '\r', ' ']).trim());
        let Some(words) = marked else {
            body.push_str(&shown(line));
            body.push('\n');
            continue;
        };
        let note = ["AP Photo", "AP Graphic", "Eds:", "EDITOR"].iter().any(|note| words.starts_with(note));
        match () {
            () if words.is_empty() => {}
            () if !named => named = true,
            () if !body.trim().is_empty() => {
                body.push_str(&shown(words));
                body.push('\n');
            }
            () if words.starts_with("By ") || words.starts_with("BY ") => {
                let persons = marks::persons(words);
                told.persons.extend(persons.into_iter().filter(|name| !is_agency(name)));
            }
            () if note || !told.headline.is_empty() || !told.persons.is_empty() => {}
            () => told.headline = shown(words),
        }
    }
    // Where all lines are marked, those below the headline are the text.
    if body.trim().is_empty() {
        let marked = text.lines().filter_map(|line| line.trim_end().strip_prefix('^'));
        let marked = marked.map(|line| shown(line.trim_end_matches(['<', '=', '\r', ' ']).trim()));
        let below =
            marked.filter(|line| !line.is_empty()).skip(1).skip_while(|line| *line != told.headline).skip(1);
        body = below.map(|line| line + "\n").collect();
    }
    told.body = body;
    told
}

/// Whether a name is that of the agency: `By The Associated Press`.
fn is_agency(name: &str) -> bool {
    marks::looks_like_outlet(name) >= 0.5
}

/// A text below its headline, which ends with a sign: `Pier opens =`. A second line of it may name the writer.
fn titled(text: &str) -> Told {
    let mut told = Told::default();
    let end = text
        .find(['='])
        .filter(|end| *end < LONGEST && text[end + 1..].trim_start_matches([' ', '\r']).starts_with('\n'));
    let body = match end {
        Some(end) => {
            let mut headline = Vec::new();
            for line in text[..end].lines().map(str::trim).filter(|line| !line.is_empty()) {
                match line.strip_prefix("By ") {
                    Some(by) if !headline.is_empty() => {
                        told.persons = marks::persons(by.split(',').next().unwrap_or(by));
                    }
                    _ => headline.push(line),
                }
            }
            told.headline = shown(&headline.join(" "));
            &text[end + 1..]
        }
        None => text,
    };
    told.body = body.lines().map(|line| shown(line.trim_end()) + "\n").collect();
    told
}

/// A line without control characters, with the quotes and dashes that the wire had no letters for.
fn shown(line: &str) -> String {
    let line: String =
        line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    line.replace("``", "“").replace("''", "”").replace(" _ ", " — ")
}

/// The day on which a message was sent, in its footer: `242200 GMT Jun 17` says day, hour and minute, month and year.
fn sent(line: &str, dating: &Dating) -> Option<Published> {
    let mut words = line.split_whitespace().skip_while(|word| word.len() != 6 || !is_number(word));
    let clock = words.next()?;
    let mut words = words.skip_while(|word| matches!(*word, "GMT" | "UTC" | "Z"));
    let (month, year) = (words.next()?, words.next().filter(|year| year.len() == 2)?);
    let year: i32 = year.parse().ok()?;
    let sound = clock.get(2..4)? < "24" && clock.get(4..)? < "60";
    let date = format!("{} {month} {}", clock.get(..2)?, in_full(year, dating));
    marks::dates(&date, dating).next().filter(|_| sound).map(|date| date.published)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A year of two figures in full: none is to come.
fn in_full(year: i32, dating: &Dating) -> i32 {
    if year + 2000 > dating.today.parts().0 { 1900 + year } else { 2000 + year }
}

/// The day in a line of a header or footer: `11-13-13 1509GMT`, `242200 GMT Jun 17`, or as people write it.
fn stamped(line: &str, dating: &Dating) -> Option<Published> {
    let printed = || marks::dates(line, dating).next().map(|date| date.published);
    let figures = |word: &str| {
        let parts: Vec<&str> = word.rsplitn(3, '-').collect();
        let [year, day, month] = parts.as_slice() else { return None };
        let month = month.get(month.len().saturating_sub(2)..)?;
        let sound = [year, day, &month].iter().all(|part| part.len() == 2 && is_number(part));
        let year: i32 = year.parse().ok().filter(|_| sound)?;
        Day::new(in_full(year, dating), month.parse().ok()?, day.parse().ok()?).map(Published::on)
    };
    line.split_whitespace().find_map(figures).or_else(|| sent(line, dating)).or_else(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Told> {
        assert!(takes(text.as_bytes(), "a"), "{text}");
        messages(text, &Dating { today: Day::new(2025, 7, 1).unwrap(), order: None })
    }

    #[test]
    fn marks_of_type_tell_what_a_line_is() {
        let told = of(
            "\u{16}\u{16}\u{1}W2870\u{1f}_asian\r\nf l\u{13}\u{11}BC-LT--Pier     11-13 1049\r\n\u{2}^BC-LT--Pier,466<\r\n^Pier opens at last<\r\n^AP Photo QN101<\r\n^By IDA BRANDT=\r\n^Quay Press=\r\n\
            \t   BRANNICK (AP) _ The pier ``opens'' _ at last.\r\n\t   So be it.\r\n\t   \u{3}QN-WF-11-13-13 1509GMT<\r\n\u{c}\r\n\u{4}",
        );
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].headline.as_str(), told[0].source.as_deref()),
            ("Pier opens at last", Some("AP"))
        );
        assert_eq!(
            (told[0].persons.as_slice(), told[0].published),
            (&["IDA BRANDT".to_owned()][..], Day::new(2013, 11, 13).map(Published::on))
        );
        assert!(told[0].body.contains("The pier “opens” — at last."), "{}", told[0].body);
        assert_eq!(told[0].lines, Some(Lines { start: 1, end: 10 }));
    }

    #[test]
    fn a_text_of_marked_lines_alone_is_what_stands_below_its_headline() {
        let told = of(
            "\u{1}V4644\u{1f}_-----\r\n\u{2}^BC-Quay-Headlines,17<\r\n^Quay news at noon<\r\n^Pier opens<\r\n^Ferry late<\r\n\u{3}QN-WF-02-10-16 0423GMT<\r\n\u{4}",
        );
        assert_eq!(
            (told[0].headline.as_str(), told[0].body.as_str()),
            ("Quay news at noon", "Pier opens\nFerry late\n")
        );
    }

    #[test]
    fn messages_follow_one_another() {
        let one = "\u{1}ecp0007 4 s 850  dpa-tns 0908\r\n\r\nQuay/Pier/\r\n\u{2}Pier opens, and nobody\ncomes\nBy Ida Brandt, Quay Press =\r\n\r\nBrannick (dpa) - The pier opens.\r\n\u{3}242200 GMT Jun 17\r\n\u{7f}\u{4}\r\n";
        let told = of(&one.repeat(2));
        assert_eq!(told.len(), 2);
        let sent = Day::new(2017, 6, 24).map(Published::on);
        assert_eq!((told[1].headline.as_str(), told[1].published), ("Pier opens, and nobody comes", sent));
        assert_eq!(
            (told[1].persons.as_slice(), told[1].source.as_deref()),
            (&["Ida Brandt".to_owned()][..], Some("dpa"))
        );
    }

    #[test]
    fn other_texts_are_no_wire_copy() {
        assert!(!takes(b"The pier opens.\x01 And \x02", "a"));
        assert!(!takes(b"\x01\0\0\x02\0", "a"));
    }
}
