//! What a page says of who wrote it → names of persons. It looks at names alone, never at where they stand.

use unicode_normalization::UnicodeNormalization;

use super::headline::unescaped;
use crate::extract::marks;

/// What stands before a name and is no part of it, in small letters.
const OPENINGS: [&str; 62] = [
    "veröffentlicht von",
    "geschrieben von",
    "published by",
    "written by",
    "posted by",
    "reported by",
    "created by",
    "publié par",
    "rédigé par",
    "escrito por",
    "publicado por",
    "scritto da",
    "ein artikel von",
    "ein beitrag von",
    "text von",
    "story by",
    "words by",
    "artikel von",
    "beitrag von",
    "interview:",
    "autor:",
    "autorin:",
    "author:",
    "text:",
    "erstellt von",
    "zeige alle beiträge von",
    "alle beiträge von",
    "alle artikel von",
    "beiträge von",
    "view all posts by",
    "all posts by",
    "posts by",
    "more by",
    "eine kolumne von",
    "ein kommentar von",
    "ein gastbeitrag von",
    "ein interview von",
    "ein gespräch von",
    "eine analyse von",
    "eine reportage von",
    "alles von",
    "interview von",
    "interview by",
    "auteur :",
    "auteur:",
    "autor :",
    "words:",
    "texte :",
    "texte:",
    "texto:",
    "testo di",
    "articolo di",
    "a cura di",
    "un article de",
    "écrit par",
    "geschreven door",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "redaktion:",
    "journalist:",
    "reporter:",
];

/// Words that no person's name has, in small letters.
const NO_NAMES: &[&str] = &[
    "admin",
    "administrator",
    "ag",
    "agency",
    "agentur",
    "agenturen",
    "all",
    "alle",
    "anonymous",
    "articles",
    "artikel",
    "artikelübersicht",
    "author",
    "authors",
    "autor",
    "autoren",
    "beiträge",
    "comments",
    "contributor",
    "contributors",
    "copyright",
    "desk",
    "e.v.",
    "editor",
    "editorial",
    "editors",
    "follow",
    "gast",
    "gastautor",
    "getty",
    "gmbh",
    "guest",
    "image",
    "images",
    "inc",
    "inc.",
    "kg",
    "kommentare",
    "kontakt",
    "ltd",
    "magazin",
    "magazine",
    "media",
    "mehr",
    "minute",
    "minuten",
    "minutes",
    "moderator",
    "more",
    "nachrichten",
    "news",
    "newsdesk",
    "newsroom",
    "online",
    "posts",
    "powered",
    "press",
    "presse",
    "pressestelle",
    "read",
    "redacción",
    "redactie",
    "redaction",
    "redakcja",
    "redaktion",
    "redazione",
    "redação",
    "staff",
    "stiftung",
    "super",
    "team",
    "thema",
    "unknown",
    "user",
    "verlag",
    "view",
    "webmaster",
    "wordpressadmin",
    "zur",
];

/// Those of the names that are of persons; `whole` asks for a first name and a surname.
pub fn people(names: &[String], site: &[String], whole: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let name = without_handle(&unescaped(name)).to_owned();
        if name.is_empty()
            || name.len() > 200
            || name.contains("://")
            || name.contains('@')
            || name.starts_with('/')
        {
            continue;
        }
        for person in marks::persons(bare(&name)) {
            let person = without_job(&person).to_owned();
            let fine = is_person(&person, site) && (!whole || marks::looks_like_person(&person));
            let known = found.iter_mut().find(|known| letters(known) == letters(&person));
            match known {
                // The name as it is written, and no part of an address made of it.
                Some(known) if !known.contains(' ') && person.contains(' ') => *known = person,
                None if fine => found.push(person),
                _ => {}
            }
        }
    }
    found
}

/// A name without the job behind it: `Ann Roe Staff`.
fn without_job(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, job))
            if rest.contains(' ') && NO_NAMES.binary_search(&job.to_lowercase().as_str()).is_ok() =>
        {
            rest
        }
        _ => name,
    }
}

/// A name without the user's name behind it: `Ann Roe @annroe`.
fn without_handle(name: &str) -> &str {
    match name.rsplit_once([' ', '(']) {
        Some((rest, handle)) if handle.starts_with('@') => rest.trim_end(),
        _ => name,
    }
}

/// A name without what stands before and behind it: `Posted by Ann Roe | 3 May`.
fn bare(name: &str) -> &str {
    let name = behind_opening(name).unwrap_or(name);
    let name = without_glued_by(without_glued_by(name));
    let name = name.split(['|', '•', '·']).next().unwrap_or(name);
    // `Ann Roe for The Ferry Herald`
    let employer = [" for the ", " For The ", " for The ", " in the "];
    let name =
        employer.iter().filter_map(|word| name.split_once(word)).map(|(name, _)| name).next().unwrap_or(name);
    name.trim_matches([' ', ':', ',', '-'])
}

/// What follows words that only stand before a name.
pub fn behind_opening(text: &str) -> Option<&str> {
    let small = text.to_lowercase();
    let opening = OPENINGS.iter().find(|opening| small.starts_with(**opening))?;
    text.get(opening.len()..)
}

/// A name without a "By" that stands in an element of its own, so that no blank is between them: `ByAnn Roe`.
fn without_glued_by(name: &str) -> &str {
    let rest = name.strip_prefix("By").or_else(|| name.strip_prefix("by")).unwrap_or(name);
    let begins = rest.starts_with(char::is_uppercase) || rest.starts_with("by ");
    if begins { rest } else { name }
}

/// Whether a name is of a person, and not of an outlet, a user or nothing at all.
fn is_person(name: &str, site: &[String]) -> bool {
    let words = || name.split_whitespace();
    let plain = letters(name);
    // One who writes alone calls the site by the own name.
    let is_site =
        site.iter().any(|site| plain.strip_prefix("the").unwrap_or(&plain) == site || plain == *site);
    let coded = name.contains(' ') && name.chars().any(|letter| letter.is_ascii_digit());
    let sound = |letter: char| !"/|(»#=:[~".contains(letter);
    !coded
        && name.chars().all(sound)
        && name.starts_with(char::is_alphabetic)
        && !words().any(|word| {
            NO_NAMES.binary_search(&word.to_lowercase().as_str()).is_ok()
                || word.contains("www.")
                || word.ends_with("'s")
                || word.ends_with("’s")
        })
        && plain.chars().count() > 2
        && (!is_site || (marks::looks_like_person(name) && marks::looks_like_outlet(name) < 0.5))
}

/// The letters of a name, small and without accents.
pub fn letters(name: &str) -> String {
    name.nfd().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name of an address's site, in letters: `ferrynews` of `https://www.ferry-news.example/`.
pub fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split('/').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(letters(host.rsplit_once('.').map_or(host, |(name, _)| name)))
}

/// Whether a user's name is made of the name of one person: `annroe`, `ann.roe` of `Ann B. Roe`, `Ann` of `Ann Roe`.
pub fn stands_for(user: &str, found: &[String]) -> bool {
    let [person] = found else { return false };
    let Some((first, _)) = person.split_once(' ') else { return false };
    let last = person.rsplit(' ').next().unwrap_or_default();
    let user = letters(user);
    [letters(person), letters(first), letters(first) + &letters(last)].contains(&user)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expect: &[&str]) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(people(&names, &["ferryherald".to_owned()], false), expect, "{names:?}");
    }

    #[test]
    fn only_persons_are_taken() {
        check(&["Ann Roe", "ann roe", "annroe"], &["Ann Roe"]);
        check(&["Posted by Ann Roe | 3 May 2019"], &["Ann Roe"]);
        check(&["ByAnn Roe", "Image: Getty Images"], &["Ann Roe"]);
        check(&["ann-roe", "Ann Roe", "Zo&eacute; Doe"], &["Ann Roe", "Zoé Doe"]);
        check(&["Ann Roe @annroe", "By Tom Doe for The Ferry Herald"], &["Ann Roe", "Tom Doe"]);
        check(&["roe1984", "Ann Roe 3", "Férry Herald"], &["roe1984"]);
        check(&["The Ferry Herald", "Ferry Herald", "admin", "https://ferry.example/ann", "Pier GmbH"], &[]);
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(NO_NAMES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
