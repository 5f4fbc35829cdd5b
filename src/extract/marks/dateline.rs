//! The place, date and agency that a news text begins with: `KURSK, Russia – `, `WASHINGTON (AP) - `. The first
//! line of a body comes in; the dateline goes out. It stays part of the body: nothing here cuts it off.

use std::ops::Range;

use super::byline::words;
use super::date::{DateMark, Dating, date_at_start, dates};
use super::outlet::{is_known_outlet, looks_like_outlet};
use super::shape::{char_at, head, is_all_capitals, is_capitalised, is_unspaced, past};

/// The beginning of a news text that says where, when and by which agency it was filed.
#[derive(Debug, Clone, PartialEq)]
pub struct Dateline {
    /// Where it stands, up to the first byte of the text proper.
    pub range: Range<usize>,
    /// The place, as printed.
    pub place: Option<String>,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// The date, where it has its year.
    pub date: Option<DateMark>,
}

/// How many bytes a dateline has at most.
const REACH: usize = 110;

/// The dateline that `text` begins with.
pub fn dateline(text: &str, dating: &Dating) -> Option<Dateline> {
    let start = past(text, 0, |c| c.is_whitespace() || matches!(c, '"' | '“' | '«'));
    let first = char_at(text, start)?;
    let beginning = head(text, start + REACH);
    if is_unspaced(first) || first == '(' && char_at(text, start + 1).is_some_and(is_unspaced) {
        return unspaced(beginning, start);
    }
    if first != '(' && first != '/' && !first.is_uppercase() {
        return None;
    }
    signed(beginning, start, dating).or_else(|| parted(beginning, start, dating))
}

/// `WASHINGTON (AP) - `, `ROME, May 3 -- `: what a dash parts from the text.
fn parted(beginning: &str, start: usize, dating: &Dating) -> Option<Dateline> {
    let (end, after) = separator(beginning, start)?;
    let filed = beginning.get(start..end)?;
    let mut pieces = pieces_of(filed)?;
    // "MOSCOW, May 3 - RIA Novosti. ": the agency stands behind the dash, between points.
    let named = beginning.get(after..).and_then(|rest| rest.split_once(". "));
    if let Some((name, _)) = named.filter(|(name, _)| pieces.agency.is_none() && is_known_outlet(name)) {
        pieces.agency = Some(name.to_owned());
        let after = past(beginning, after + name.len(), |c| c == '.' || c.is_whitespace());
        let date = dates(filed, dating).next().map(|mark| moved(mark, start));
        return Some(Dateline { range: start..after, place: pieces.place, agency: pieces.agency, date });
    }
    // "(ANSA) - Milan, May 3 - ": the place follows the agency, with a mark of its own.
    if pieces.agency.is_some() && pieces.place.is_none() {
        let (place, next, filed) = second_half(beginning, after).unwrap_or((None, after, ""));
        let date = dates(filed, dating).next().map(|mark| moved(mark, after));
        let after = next;
        return Some(Dateline { range: start..after, place, agency: pieces.agency, date });
    }
    let (date, after) = match dates(filed, dating).next() {
        Some(mark) => (Some(moved(mark, start)), after),
        None => {
            date_behind(beginning, after, dating).map_or((None, after), |(mark, after)| (Some(mark), after))
        }
    };
    let followed = beginning.get(after..).is_some_and(|rest| !rest.trim().is_empty());
    let sure = pieces.capitals || pieces.agency.is_some() || pieces.dated || date.is_some();
    (followed && (sure || pieces.short)).then_some(Dateline {
        range: start..after,
        place: pieces.place,
        agency: pieces.agency,
        date,
    })
}

/// `Berlin (dpa). `, `Baku (May 3) TURAN: `: no dash, but an agency or a day in brackets.
fn signed(beginning: &str, start: usize, dating: &Dating) -> Option<Dateline> {
    /// The bracket opens within so many bytes.
    const REACH: usize = 60;
    let opened = head(beginning.get(start..)?, REACH).find(['(', '/']).map(|at| start + at)?;
    let close = if char_at(beginning, opened) == Some('(') { ')' } else { '/' };
    let closed = opened + 1 + beginning.get(opened + 1..)?.find(close)?;
    let inner = beginning.get(opened + 1..closed)?;
    let rest = beginning.get(closed + 1..)?;
    let place = Some(pieces_of(beginning.get(start..opened)?)?.place?);
    if rest.trim_start().starts_with(['-', '–', '—', '_']) || rest.starts_with(".-") {
        return None;
    }
    if inner.split('/').all(is_known_outlet) {
        let after = past(beginning, closed + 1, |c| c.is_whitespace() || ".:,".contains(c));
        let date = || dates(beginning.get(start..opened)?, dating).next().map(|mark| moved(mark, start));
        let told = after > closed + 1 && after < beginning.len();
        return told.then(|| Dateline {
            range: start..after,
            place,
            agency: Some(inner.to_owned()),
            date: date(),
        });
    }
    let (name, _) = rest.split_once(": ")?;
    let named = name.split_whitespace().count() <= 3 && name.split_whitespace().all(is_capitalised);
    let after = past(beginning, closed + 1 + name.len() + 1, char::is_whitespace);
    (named && is_day(inner) && !name.trim().is_empty()).then(|| Dateline {
        range: start..after,
        place,
        agency: Some(name.trim().to_owned()),
        date: dates(inner, dating).next().map(|mark| moved(mark, opened + 1)),
    })
}

/// Whether a text is a day, with its year or without: `May 3`, `3 May 1993`, `3.5.93`.
fn is_day(text: &str) -> bool {
    let of_day = |word: &str| {
        let bare = word.trim_matches([',', '.']);
        is_calendar_word(bare) || bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-'))
    };
    text.contains(|c: char| c.is_ascii_digit()) && text.split_whitespace().all(of_day)
}

/// `新华社北京12月28日电`, `(서울=연합뉴스)`: in scripts without blanks the agency and the place stand side by side.
fn unspaced(text: &str, start: usize) -> Option<Dateline> {
    let rest = text.get(start..)?;
    if let Some(inner) = rest.strip_prefix('(') {
        let (place, agency) = inner.split_once(')')?.0.split_once('=')?;
        let end = start + rest.find(')')? + 1;
        let after = past(text, end, |c| c.is_whitespace() || c == '=');
        let filed = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        return Some(Dateline {
            range: start..after,
            place: filed(place),
            agency: filed(agency),
            date: None,
        });
    }
    let day = rest.find(|c: char| c.is_ascii_digit())?;
    let names = rest.get(..day)?;
    let (_, behind) = rest.get(day..)?.split_once('日')?;
    let mark = ['电', '電', '讯', '訊'].into_iter().find(|mark| behind.starts_with(*mark))?;
    let split = names.char_indices().map(|(at, c)| at + c.len_utf8());
    let agency = split.filter_map(|end| names.get(..end)).find(|name| looks_like_outlet(name) >= 0.5)?;
    let place = names.get(agency.len()..).filter(|place| !place.is_empty());
    let end = text.len() - behind.len() + mark.len_utf8();
    Some(Dateline {
        range: start..past(text, end, char::is_whitespace),
        place: place.map(str::to_owned),
        agency: Some(agency.to_owned()),
        date: None,
    })
}

fn moved(mut mark: DateMark, by: usize) -> DateMark {
    mark.range = mark.range.start + by..mark.range.end + by;
    mark
}

/// The date between a first dash and a second: `RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-`.
fn date_behind(text: &str, start: usize, dating: &Dating) -> Option<(DateMark, usize)> {
    let mark = moved(date_at_start(text.get(start..)?, dating)?, start);
    let dash = past(text, mark.range.end, |c| c.is_whitespace() || c == ',');
    let after = past(text, dash, |c| matches!(c, '-' | '–' | '—'));
    (after > dash).then(|| (mark, past(text, after, char::is_whitespace)))
}

/// Where what stands before the first dash ends, and where the text behind it begins.
fn separator(text: &str, start: usize) -> Option<(usize, usize)> {
    let may_tell = |byte: &u8| matches!(byte, b'-' | b'_' | b'?' | b'!' | b';' | b'"' | 0xe2);
    let mut at = start;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(may_tell)?;
        let c = char_at(text, at)?;
        let after = past(text, at, |c| matches!(c, '-' | '–' | '—' | '―' | '_'));
        let before = text.get(..at)?.chars().next_back();
        match c {
            '–' | '—' | '―' => return Some((at, past(text, after, char::is_whitespace))),
            '-' | '_' => {
                let parted = before.is_some_and(|c| c.is_whitespace() || matches!(c, ')' | '.' | '/'));
                let doubled = after > at + 1;
                let opens_bracket = char_at(text, after) == Some('(');
                let apart = parted || doubled || char_at(text, after).is_some_and(char::is_whitespace);
                if apart && !opens_bracket {
                    return Some((at, past(text, after, char::is_whitespace)));
                }
            }
            '?' | '!' | ';' | '"' | '“' | '”' => return None,
            _ => {}
        }
        at += c.len_utf8();
    }
}

struct Pieces {
    place: Option<String>,
    agency: Option<String>,
    capitals: bool,
    dated: bool,
    short: bool,
}

/// What stands before the dash: a place of few words, an agency in brackets, a day. `None` for a sentence.
fn pieces_of(filed: &str) -> Option<Pieces> {
    let (outside, agency) = without_agency(filed);
    let mut place_words: Vec<&str> = Vec::new();
    let mut dated = false;
    for token in outside.split_whitespace() {
        let bare = token.trim_matches([',', '.', ':', '-', '/']);
        if bare.is_empty() {
            continue;
        }
        if bare.chars().next().is_some_and(|c| c.is_ascii_digit()) || is_calendar_word(bare) {
            dated = true;
            continue;
        }
        let of_place = is_capitalised(bare) || (!place_words.is_empty() && words::is_particle(bare));
        if dated && !of_place {
            continue;
        }
        if !of_place || !bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-')) {
            return None;
        }
        if !dated {
            place_words.push(token);
        }
    }
    let count = place_words.len();
    if count > 6 || (count == 0 && agency.is_none()) {
        return None;
    }
    let capitals = place_words
        .first()
        .is_some_and(|word| is_all_capitals(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    let article = place_words.iter().any(|word| word.eq_ignore_ascii_case("the"));
    let place = place_words.join(" ");
    let place = place.trim_end_matches([',', ':', ' ', '-']);
    Some(Pieces {
        place: (!place.is_empty()).then(|| place.to_owned()),
        agency,
        capitals,
        dated,
        short: count <= 2 && !article,
    })
}

/// `filed` without the agency in brackets or between strokes, and that agency.
fn without_agency(filed: &str) -> (String, Option<String>) {
    for (open, close) in [('(', ')'), ('/', '/')] {
        let Some(start) = filed.find(open) else { continue };
        let inner_start = start + open.len_utf8();
        let Some(len) = filed.get(inner_start..).and_then(|rest| rest.find(close)) else { continue };
        let inner = filed.get(inner_start..inner_start + len).unwrap_or("").trim();
        let named = !inner.is_empty()
            && !is_day(inner)
            && inner.len() <= 40
            && !inner.chars().next().is_some_and(|c| c.is_ascii_digit());
        if named && (inner.split_whitespace().count() <= 4) {
            let outside = format!(
                "{} {}",
                filed.get(..start).unwrap_or(""),
                filed.get(inner_start + len + 1..).unwrap_or("")
            );
            return (outside, Some(inner.to_owned()));
        }
    }
    (filed.to_owned(), None)
}

/// After `(ANSA) - `: the place, where the text begins, and what may hold a date.
fn second_half(text: &str, start: usize) -> Option<(Option<String>, usize, &str)> {
    let (end, after) = separator(text, start)?;
    let filed = text.get(start..end)?;
    let pieces = pieces_of(filed)?;
    (pieces.capitals || pieces.dated || pieces.short).then_some((pieces.place, after, filed))
}

fn is_calendar_word(word: &str) -> bool {
    super::date::is_month_or_weekday(word)
}

/// The agency named by a dateline or closing bracket, where `text` is one that is known: `(AP)`, `dpa`.
pub fn agency(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| c.is_whitespace() || "()[]/-–—.".contains(c));
    is_known_outlet(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn datelines_open_a_body() {
        let dating = Dating { today: Day::new(2025, 6, 10).unwrap(), order: None };
        let check = |text: &str, expect: Option<(&str, Option<&str>, &str)>| {
            let found = dateline(text, &dating);
            let found = found.as_ref().map(|found| {
                (
                    found.place.as_deref().unwrap_or(""),
                    found.agency.as_deref(),
                    text.get(found.range.end..).unwrap(),
                )
            });
            assert_eq!(found, expect, "{text}");
        };
        check("KURSK, Russia – Text begins", Some(("KURSK, Russia", None, "Text begins")));
        check("WASHINGTON (AP) - Text", Some(("WASHINGTON", Some("AP"), "Text")));
        check("ATLANTA (UPI) --   Text", Some(("ATLANTA", Some("UPI"), "Text")));
        check("ALBANY, NY -- Text", Some(("ALBANY, NY", None, "Text")));
        check("ROME, May 3 -- Text", Some(("ROME", None, "Text")));
        check(
            "RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-Text",
            Some(("RENO, Nev.", Some("BUSINESS WIRE"), "Text")),
        );
        check("Lima, May 3 (EFE).- Text", Some(("Lima", Some("EFE"), "Text")));
        check("(ANSA) - Milan, May 3 - Text", Some(("Milan", Some("ANSA"), "Text")));
        check("OSLO, NORWAY, 1993 MAY 3 (NB) -- Text", Some(("OSLO, NORWAY", Some("NB"), "Text")));
        check("Wien - Text", Some(("Wien", None, "Text")));
        check("BERLIN (dpa) - Text", Some(("BERLIN", Some("dpa"), "Text")));
        check("NEW YORK, May 3, 2003 /PRNewswire/ -- Text", Some(("NEW YORK", Some("PRNewswire"), "Text")));
        check("NEW YORK (AP) _ Text", Some(("NEW YORK", Some("AP"), "Text")));
        check("Berlin (dpa). Text", Some(("Berlin", Some("dpa"), "Text")));
        check("Kiew/Wien (APA/dpa) Text", None);
        check("Wien (APA/dpa) Text", Some(("Wien", Some("APA/dpa"), "Text")));
        check("BAKU (MAY 19) QUAYPRESS: Text", Some(("BAKU", Some("QUAYPRESS"), "Text")));
        check("MOSCOW, May 3 - RIA Novosti. Text", Some(("MOSCOW", Some("RIA Novosti"), "Text")));
        check("МОСКВА, 2 июня. /ТАСС/. Текст", Some(("МОСКВА", Some("ТАСС"), "Текст")));
        check("МОСКВА, 2 июн - РИА Новости. Текст", Some(("МОСКВА", Some("РИА Новости"), "Текст")));
        check("新华社北京12月28日电 正文", Some(("北京", Some("新华社"), "正文")));
        check("(서울=연합뉴스) 본문", Some(("서울", Some("연합뉴스"), "본문")));
        check("The mayor (Labour) spoke: no.", None);
        check("Ida Brandt (May 3) said: no.", None);
        check("The minister said on Monday - as before - no.", None);
        check("It was late. Nobody came – or so they said.", None);
        check("Text without any", None);
        check("“Never again,” she said – and left.", None);
    }

    #[test]
    fn a_dated_dateline_gives_its_date() {
        let dating = Dating { today: Day::new(2025, 6, 10).unwrap(), order: None };
        let found = dateline("RENO, Nev.-(BUSINESS WIRE)-May 3, 2003-Text", &dating).unwrap();
        assert_eq!(found.date.map(|mark| mark.published.to_string()).as_deref(), Some("2003-05-03"));
    }
}
