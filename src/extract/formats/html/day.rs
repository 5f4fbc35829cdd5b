//! The day on which the article of a page was published.

use super::tree::Place;
use super::{Page, meta};
use crate::extract::marks::{self, Dating};
use crate::model::{Day, Published};

/// The day, from what is said outright to what is only near.
pub fn published(page: &Page, dating: &Dating) -> Option<Published> {
    let read = |text: &str| written(text, dating);
    let told = || {
        page.told.iter().filter(|told| !told.page).filter_map(|told| told.published.as_deref()).find_map(read)
    };
    let metas = || page.metas.all(meta::PUBLISHED).find_map(read);
    let told_of_page = || {
        page.told.iter().filter(|told| told.page).filter_map(|told| told.published.as_deref()).find_map(read)
    };
    told()
        .or_else(metas)
        .or_else(|| itemprop(page, dating))
        .or_else(told_of_page)
        .or_else(|| time(page, dating))
        .or_else(|| printed(page, dating))
        .or_else(|| page.url.as_deref().and_then(|url| in_address(url, dating)))
        .or_else(|| in_scripts(page, dating))
        .or_else(|| ends(page, dating))
        .or_else(|| page.metas.all(meta::MODIFIED).find_map(read))
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
        None => marks::dates(text.get(..text.len().min(80)).unwrap_or(text), dating).next()?.published,
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
    if sign.is_ascii_digit() && bytes.get(end).is_some_and(|next| next.is_ascii_digit()) && bytes.len() != 14
    {
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
        .or_else(|| written(&tree.text(place), dating))
}

fn itemprop(page: &Page, dating: &Dating) -> Option<Published> {
    let named = |name: &'static str| {
        (0..page.tree.len())
            .filter(move |place| {
                page.tree
                    .value(*place, "itemprop")
                    .or_else(|| page.tree.value(*place, "property"))
                    .is_some_and(|value| value.ends_with(name))
            })
            .filter(|place| !page.in_comments(*place))
            .find_map(|place| of_element(page, place, dating))
    };
    named("datePublished").or_else(|| named("dateCreated"))
}

/// The `<time>` nearest to the headline, or to the text's beginning.
fn time(page: &Page, dating: &Dating) -> Option<Published> {
    let tree = &page.tree;
    let dated: Vec<(Place, Published, bool)> = tree
        .all("time")
        .chain(tree.all("abbr"))
        .filter(|place| !page.in_comments(*place))
        .filter_map(|place| {
            let class = tree.attribute(place, "class").unwrap_or("").to_lowercase();
            let changed = class.contains("updated") || class.contains("modified");
            let published = class.contains("published") || tree.attribute(place, "pubdate").is_some();
            Some((place, of_element(page, place, dating)?, changed && !published))
        })
        .collect();
    let near = page.headline.unwrap_or(page.root);
    let nearest = |changed: bool| {
        dated
            .iter()
            .filter(|(_, _, is_changed)| *is_changed == changed)
            .min_by_key(|(place, _, _)| place.abs_diff(near))
            .map(|(_, published, _)| *published)
    };
    nearest(false).or_else(|| nearest(true))
}

/// A date printed near the headline.
fn printed(page: &Page, dating: &Dating) -> Option<Published> {
    let blocks = &page.blocks.all;
    let near = page.headline.unwrap_or(page.root);
    let first = page.chosen.first().and_then(|place| blocks.get(*place)).map_or(near, |block| block.first);
    let from = page.blocks.range(0..near).end.saturating_sub(4);
    let to = page.blocks.range(0..first.max(near) + 1).end + 1;
    let headline = page.blocks.range(0..near).end;
    let lines =
        blocks.get(headline..to.min(blocks.len()))?.iter().chain(blocks.get(from..headline)?.iter().rev());
    let mut any = None;
    for block in lines {
        if block.text.len() > 300 {
            continue;
        }
        let found = marks::dates(&block.text, dating).find(|mark| mark.published.day().is_some());
        if let Some(mark) = found {
            let before = block.text.get(..mark.range.start).unwrap_or("").to_lowercase();
            if before.contains("updat") || before.contains("aktualis") || before.contains("modif") {
                any = any.or(Some(mark.published));
                continue;
            }
            return Some(mark.published);
        }
    }
    any
}

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
    let scripts: Vec<&str> = page.tree.all("script").filter_map(|place| page.tree.raw(place)).collect();
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

/// A date that the text's last lines or the page's other lines print alone.
fn ends(page: &Page, dating: &Dating) -> Option<Published> {
    page.blocks
        .all
        .iter()
        .find_map(|block| marks::date_only(&block.text, dating))
        .map(|mark| mark.published)
        .or_else(|| {
            page.blocks.all.iter().filter(|block| block.text.len() < 200).find_map(|block| {
                marks::dates(&block.text, dating)
                    .find(|mark| mark.published.day().is_some())
                    .map(|mark| mark.published)
            })
        })
}
