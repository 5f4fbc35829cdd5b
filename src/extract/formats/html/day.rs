//! The day on which the article of a page was published.

use std::ops::Range;

use super::body::Block;
use super::tree::Place;
use super::{Page, meta};
use crate::extract::marks::{self, Dating};
use crate::model::{Day, Published};

/// The day: what the page says outright, then what its address and its head print, then what is only near.
pub fn published(page: &Page, dating: &Dating) -> Option<Published> {
    let stamp = named(page, dating);
    let in_url = || page.url.as_deref().and_then(|url| in_address(url, dating));
    if let Some((published, is_utc)) = stamp
        && let Some(day) = published.day()
    {
        // A stamp in universal time may be of the evening before or the morning after; what is meant for readers decides.
        let beside =
            |found: &Published| found.day().is_some_and(|other| (other.epoch() - day.epoch()).abs() == 1);
        let local = in_url().filter(beside);
        let printed = || if is_utc { in_head(page, dating).filter(beside) } else { None };
        return Some(local.or_else(printed).unwrap_or(published));
    }
    let read = |text: &str| written(text, dating);
    let told_of_page = || {
        page.told.iter().filter(|told| told.page).filter_map(|told| told.published.as_deref()).find_map(read)
    };
    let candidates: [&dyn Fn() -> Option<Published>; 9] = [
        &in_url,
        &|| time(page, dating, true),
        &|| in_head(page, dating),
        &told_of_page,
        &|| time(page, dating, false),
        &|| in_scripts(page, dating),
        &|| elsewhere(page, dating),
        &|| page.told.iter().filter_map(|told| told.modified.as_deref()).find_map(read),
        &|| page.metas.all(meta::MODIFIED).find_map(read),
    ];
    let mut coarse = stamp.map(|(published, _)| published);
    for candidate in candidates {
        match candidate() {
            Some(published) if published.day().is_some() => return Some(published),
            found => coarse = coarse.or(found),
        }
    }
    coarse
}

/// The date that the page gives to programs as that of publication, and whether it is in universal time.
fn named(page: &Page, dating: &Dating) -> Option<(Published, bool)> {
    let read = |text: &str| Some((written(text, dating)?, is_universal(text)));
    let told = || {
        page.told.iter().filter(|told| !told.page).filter_map(|told| told.published.as_deref()).find_map(read)
    };
    told().or_else(|| page.metas.all(meta::PUBLISHED).find_map(read)).or_else(|| itemprop(page, dating))
}

/// Whether a stamp says that it is in universal time.
fn is_universal(text: &str) -> bool {
    let text = text.trim();
    text.len() > 10
        && (text.ends_with(['Z', 'z'])
            || text.ends_with("+00:00")
            || text.ends_with("+0000")
            || text.ends_with("GMT")
            || text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A date written for programs, or as people write it.
pub fn written(text: &str, dating: &Dating) -> Option<Published> {
    let text = text.trim();
    let figures = text.bytes().all(|byte| byte.is_ascii_digit());
    let day = if figures && matches!(text.len(), 10 | 13) {
        let seconds: i64 = text.get(..10)?.parse().ok()?;
        Day::from_epoch(seconds.div_euclid(86_400))
    } else {
        iso(text)
    };
    let published = match day {
        Some(day) => Published::on(day),
        None => {
            // A clock's time may stand inside: `Fri May 3 19:20:36 CEST 2019`.
            let zone = |word: &str| {
                (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
            };
            let words: Vec<&str> =
                text.split_whitespace().take(12).filter(|word| !word.contains(':') && !zone(word)).collect();
            marks::dates(&words.join(" "), dating).next()?.published
        }
    };
    dating.allows(published).then_some(published)
}

/// `2019-05-03`, `2019/05/03` or `20190503` at the beginning.
fn iso(text: &str) -> Option<Day> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let bytes = text.as_bytes();
    let sign = *bytes.get(4)?;
    let (month, day, end) = match sign {
        b'-' | b'/' | b'.' if bytes.get(7) == Some(&sign) => (number(5..7)?, number(8..10)?, 10),
        b'0'..=b'9' => (number(4..6)?, number(6..8)?, 8),
        _ => return None,
    };
    if sign.is_ascii_digit() && bytes.get(end).is_some_and(u8::is_ascii_digit) && bytes.len() != 14 {
        return None;
    }
    Day::new(i32::from(number(0..4)?), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The date of an element, for programs or for people.
fn of_element(page: &Page, place: Place, dating: &Dating) -> Option<Published> {
    let tree = &page.tree;
    ["datetime", "content", "title"]
        .iter()
        .filter_map(|name| tree.value(place, name))
        .find_map(|text| written(text, dating))
        .or_else(|| written(&tree.line(place), dating))
}

/// The date of the element that is marked as the day of publication.
fn itemprop(page: &Page, dating: &Dating) -> Option<(Published, bool)> {
    let tree = &page.tree;
    let named = |name: &'static str| {
        page.bounds
            .clone()
            .filter(move |place| {
                let marked = tree.value(*place, "itemprop").or_else(|| tree.value(*place, "property"));
                marked.is_some_and(|value| value.ends_with(name))
            })
            .filter(|place| !page.in_comments(*place))
            .find_map(|place| {
                let universal = ["datetime", "content"]
                    .iter()
                    .filter_map(|name| tree.value(place, name))
                    .any(is_universal);
                Some((of_element(page, place, dating)?, universal))
            })
    };
    named("datePublished").or_else(|| named("dateCreated"))
}

/// The `<time>` nearest to the headline: one of the article's head, or any.
fn time(page: &Page, dating: &Dating, of_head: bool) -> Option<Published> {
    let tree = &page.tree;
    let head = head(page);
    let near = page.headline.unwrap_or(page.root);
    let mut best: Option<(usize, Published)> = None;
    // A microformat gives the date of any element as its title.
    let titled = |place: &Place| {
        tree.attribute(*place, "title").is_some()
            && ["published", "updated"].iter().any(|word| tree.has_word(*place, "class", word))
    };
    let is_time = |place: &Place| matches!(tree.tag(*place), "time" | "abbr") || titled(place);
    for place in page.bounds.clone().filter(is_time) {
        if (of_head && !head.contains(&place)) || page.in_comments(place) {
            continue;
        }
        let Some(published) = of_element(page, place, dating) else { continue };
        let class = tree.attribute(place, "class").unwrap_or("").to_lowercase();
        let changed =
            (class.contains("updated") || class.contains("modified")) && !class.contains("published");
        let distance = place.abs_diff(near) + if changed { tree.len() } else { 0 };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, published));
        }
    }
    best.map(|(_, published)| published)
}

/// The head of the article: from shortly above its headline to its first lines of text.
pub fn head(page: &Page) -> Range<Place> {
    let blocks = &page.blocks.all;
    let near = page.headline.unwrap_or(page.root);
    let first = page.chosen.first().and_then(|place| blocks.get(*place)).map_or(near, |block| block.first);
    let above = page.blocks.range(0..near).end.saturating_sub(4);
    let below = page.blocks.range(0..first.max(near) + 1).end + 1;
    let place_of = |block: usize| blocks.get(block).map_or(page.tree.len(), |block| block.first);
    place_of(above).max(page.bounds.start)..place_of(below).min(page.bounds.end)
}

/// A date printed in the article's head, below the headline sooner than above it.
fn in_head(page: &Page, dating: &Dating) -> Option<Published> {
    let head = head(page);
    let near = page.headline.unwrap_or(page.root).clamp(head.start, head.end);
    let below = page.blocks.range(near..head.end);
    let above = page.blocks.range(head.start..near);
    let lines = page.blocks.all[below].iter().chain(page.blocks.all[above].iter().rev());
    let mut changed = None;
    for block in lines.filter(|block| block.text.len() < 300) {
        let Some((published, is_change)) = date_of(page, block, dating) else { continue };
        if !is_change {
            return Some(published);
        }
        changed = changed.or(Some(published));
    }
    changed
}

/// The day that a line prints, and whether it is said to be that of a change.
fn date_of(page: &Page, block: &Block, dating: &Dating) -> Option<(Published, bool)> {
    let of_text = |text: &str| {
        let mut changed = None;
        for mark in marks::dates(text, dating).filter(|mark| mark.published.day().is_some()) {
            let before = text.get(..mark.range.start).unwrap_or("").to_lowercase();
            let before = before.rsplit(['|', '\u{b7}', '\n', ',', ';', ')']).next().unwrap_or("");
            if CHANGES.iter().any(|change| before.contains(change)) {
                changed = changed.or(Some((mark.published, true)));
            } else {
                return Some((mark.published, false));
            }
        }
        changed
    };
    // Names and dates are often apart by style alone, so that only their own elements show where a date begins.
    of_text(&block.text).or_else(|| {
        let end = page.tree.end(block.holder);
        (block.first..end)
            .take(40)
            .filter_map(|place| page.tree.piece(place))
            .filter(|piece| piece.len() < 200)
            .find_map(of_text)
    })
}

/// Words before a date that is of a change, in small letters.
const CHANGES: [&str; 12] = [
    "updat",
    "aktualis",
    "modif",
    "edited",
    "geändert",
    "mis à jour",
    "actualiz",
    "aggiornat",
    "bijgewerkt",
    "обновл",
    "оновл",
    "aktualiz",
];

/// The day in an address: `/2019/05/03/`.
fn in_address(url: &str, dating: &Dating) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.', '?', '=']).collect();
    let number =
        |text: &str, length: usize| (text.len() <= length).then(|| text.parse::<u16>().ok()).flatten();
    for three in parts.windows(3) {
        let (Some(year), Some(month), Some(day)) =
            (number(three[0], 4), number(three[1], 2), number(three[2], 2))
        else {
            continue;
        };
        if year >= 1900
            && let Some(day) = Day::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        {
            return Some(Published::on(day)).filter(|published| dating.allows(*published));
        }
    }
    parts
        .iter()
        .filter(|part| part.len() == 8 && part.starts_with(['1', '2']))
        .find_map(|part| iso(part))
        .map(Published::on)
        .filter(|published| dating.allows(*published))
}

/// A date of publication in the data of a script.
fn in_scripts(page: &Page, dating: &Dating) -> Option<Published> {
    let scripts: Vec<&str> = page
        .bounds
        .clone()
        .filter(|place| page.tree.tag(*place) == "script")
        .filter_map(|place| page.tree.raw(place))
        .collect();
    [
        "datePublished",
        "publishedAt",
        "publishDate",
        "published_at",
        "publicationDate",
        "firstPublished",
        "pubDate",
        "dateCreated",
    ]
    .iter()
    .find_map(|name| {
        scripts.iter().find_map(|script| {
            let at = script.find(name)?;
            let rest = script.get(at + name.len()..)?.trim_start_matches(['"', '\'', '\\', ':', ' ', '=']);
            let value = rest.split(['"', '\'', ',', '\\', '}']).next()?;
            written(value, dating)
        })
    })
}

/// A date that stands alone elsewhere on the page, or else in a short line.
fn elsewhere(page: &Page, dating: &Dating) -> Option<Published> {
    let blocks = page.blocks.range(page.bounds.clone());
    let lines = || page.blocks.all[blocks.clone()].iter().filter(|block| block.text.len() < 200);
    let alone = lines().find_map(|block| marks::date_only(&block.text, dating)).map(|mark| mark.published);
    alone.or_else(|| lines().find_map(|block| date_of(page, block, dating)).map(|(published, _)| published))
}
