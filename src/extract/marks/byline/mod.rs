//! People's names in bylines. What a credit says of its writers comes in; their names in reading order go out,
//! without job, agency, place and address. Never "our correspondent".

pub(super) mod words;

use super::outlet::{is_cue, is_domain, is_known_outlet};
use super::shape::{count_words, is_all_capitals, is_capitalised};

/// A byline longer than this, in bytes, is a sentence.
const LONGEST: usize = 200;
/// The most people that one byline is taken to name.
const MOST_PEOPLE: usize = 12;

/// The people that `text` names, in reading order; a leading "By" may stand before them.
pub fn persons(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Vec::new();
    }
    let names = without_opening(text);
    if names_nobody(names) {
        return Vec::new();
    }
    if let Some(turned) = surnames_first(names) {
        return turned;
    }
    let mut people = Vec::new();
    for piece in joined_pieces(names) {
        let Some(name) = name_of(piece) else { continue };
        let whole = name.split_whitespace().count() > 1;
        // A lone word behind a whole name is a place or a desk; alone, it is a pen name.
        if (whole || people.is_empty()) && people.len() < MOST_PEOPLE {
            people.push(name);
        }
    }
    people
}

/// `text` without the "By" that opens it.
pub(super) fn without_opening(text: &str) -> &str {
    let text = text.trim_start_matches(['>', '-', '–', '—', '*', '•', ' ']).trim();
    let (first, rest) = text.split_once(|c: char| c.is_whitespace() || c == ':').unwrap_or((text, ""));
    if rest.is_empty() || !words::is_opening(first) {
        return text;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    // "Written by A", "Text: von A": a second opening word may follow the first.
    match rest.split_once(char::is_whitespace) {
        Some(("by" | "By" | "von" | "par" | "por", names)) => names.trim(),
        _ => rest,
    }
}

/// "Our correspondent", "a staff reporter", "dpa correspondents", "Staff Writers", an agency alone.
fn names_nobody(text: &str) -> bool {
    let mut tokens = text.split_whitespace().filter(|token| token.chars().any(char::is_alphanumeric));
    let Some(first) = tokens.next() else { return true };
    let says_job = |token: &str| words::is_job(token);
    if words::is_ours(first) || is_known_outlet(first) {
        let mut rest = tokens.clone().take(6);
        // "Von unserem Redakteur Jan Roe" names one after the job.
        let job = rest.any(says_job);
        let named = job && looks_like_person(rest.collect::<Vec<_>>().join(" ").as_str());
        return (job && !named) || (tokens.next().is_none() && is_known_outlet(first));
    }
    let unnamed = ["unknown", "anonymous", "n/a", "none"].iter().any(|word| text.eq_ignore_ascii_case(word));
    unnamed || is_known_outlet(text) || text.split_whitespace().take(8).all(says_job)
}

/// `Roe, Jane; Doe, John.` and `Roe, Jane`, as databases print them.
fn surnames_first(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text
        .split(';')
        .map(|piece| piece.trim().trim_end_matches(','))
        .filter(|piece| !piece.is_empty())
        .collect();
    let turned = |piece: &&str| {
        let (surname, given) = piece.split_once(',')?;
        let (surname, given) = (surname.trim(), without_final_stop(given.trim()));
        let short = count_words(surname, 4) <= 3 && count_words(given, 4) <= 3;
        let names =
            |text: &str| !text.is_empty() && !text.contains(',') && text.split_whitespace().all(is_name_word);
        (short && names(surname) && names(given)).then(|| format!("{given} {surname}"))
    };
    if pieces.len() == 1 {
        let one = pieces.first()?;
        let (surname, given) = one.split_once(',')?;
        // "Jane Roe, John Doe" are two people; "Roe, Jane E." is one.
        let single = count_words(surname, 2) == 1 && is_given(given.trim());
        return single.then(|| turned(one).map(|name| vec![name])).flatten();
    }
    pieces.iter().map(turned).collect()
}

fn is_given(text: &str) -> bool {
    let mut tokens = text.split_whitespace();
    let first = tokens.next().is_some_and(is_name_word);
    first && tokens.all(|token| token.trim_end_matches('.').chars().count() == 1)
}

fn without_final_stop(name: &str) -> &str {
    let Some(bare) = name.strip_suffix('.') else { return name };
    let last = bare.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
    if last.chars().count() <= 1 || words::is_title(last) || matches!(last, "Jr" | "Sr") {
        name
    } else {
        bare
    }
}

/// `text` at its commas, bars and joining words.
fn joined_pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for chunk in text.split([',', ';', '|', '/', '•', '·', '&', '+']) {
        let mut start = 0;
        let mut at = 0;
        for token in chunk.split_inclusive(char::is_whitespace) {
            let word = token.trim();
            let dash = matches!(word, "-" | "–" | "—" | "--");
            if dash || (at > start && words::is_joining(word) && !joins_inside_name(chunk, at, word)) {
                pieces.push(chunk.get(start..at).unwrap_or(""));
                start = at + token.len();
                // What follows a dash is a desk: "Jane Roe - Chain Washington Bureau".
                if dash {
                    start = chunk.len();
                    break;
                }
            }
            at += token.len();
        }
        pieces.push(chunk.get(start..).unwrap_or(""));
    }
    pieces
}

/// "y" and "e" join two people only where a whole name stands on both sides: "José Ortega y Gasset" is one.
fn joins_inside_name(chunk: &str, at: usize, word: &str) -> bool {
    let after = chunk.get(at..).unwrap_or("").trim_start().get(word.len()..).unwrap_or("");
    matches!(word, "y" | "e" | "i") && count_words(after, 2) < 2
}

/// The name in a piece of a byline: without bracket, place, mail address, title; `None` for a job or an agency.
fn name_of(piece: &str) -> Option<String> {
    let mut piece = piece.trim();
    for end in [" (", " <", " [", " in ", " IN ", " at ", " for ", " of ", " --", "\t"] {
        piece = piece.find(end).map_or(piece, |cut| piece.get(..cut).unwrap_or(piece));
    }
    let piece = without_final_stop(
        piece.trim_matches(|c: char| c.is_whitespace() || "()[]<>\"“”„«»*_-–—:".contains(c)),
    );
    let tokens: Vec<&str> = piece.split_whitespace().filter(|token| !token.contains('@')).collect();
    // "Von unserem Redakteur Jan Roe": the name begins behind the job, in small letters or not.
    let after_job = tokens.iter().rposition(|token| words::is_job(token)).map_or(0, |place| place + 1);
    let tokens =
        if after_job > 0 && words::is_ours(tokens.first()?) { tokens.get(after_job..)? } else { &tokens[..] };
    let tokens: Vec<&str> = tokens.iter().copied().skip_while(|token| words::is_title(token)).collect();
    let name = tokens.join(" ");
    let jobs = tokens.iter().filter(|token| words::is_job(token)).count();
    let hopeless = name.is_empty()
        || !name.chars().any(char::is_alphabetic)
        || jobs > 0
        || tokens.len() > 6
        || is_known_outlet(&name)
        || is_domain(&name)
        || matches!(&*name, "Jr." | "Jr" | "Sr." | "PhD" | "Ph.D." | "MD" | "M.D." | "USA" | "UK");
    (!hopeless).then_some(name)
}

/// Whether `text` is a bare name line: two to five words that a person's name can have.
pub fn looks_like_person(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 60 || !text.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let mut whole = 0;
    let mut tokens = 0;
    let mut first_small = false;
    for token in text.split_whitespace() {
        tokens += 1;
        if tokens > 5 {
            return false;
        }
        if !is_name_word(token) {
            first_small |= tokens == 1;
            if !words::is_particle(token) {
                return false;
            }
            continue;
        }
        // `Jan De Preter` writes as a name what is elsewhere a small word.
        let particle = tokens > 1 && words::is_particle(&token.to_lowercase());
        let unlike = words::kinds(token).any(words::SMALL.or(words::THING).or(words::JOB)) || is_cue(token);
        if unlike && !particle {
            return false;
        }
        whole += usize::from(token.chars().filter(|c| c.is_alphabetic()).count() > 1);
    }
    let last_is_name = text.split_whitespace().next_back().is_some_and(is_name_word);
    (2..=5).contains(&tokens) && whole >= 1 && !first_small && last_is_name && !is_known_outlet(text)
}

/// Whether `token` can be a word of a name: a capital, letters, hyphens, apostrophes; a point only after an initial.
pub(super) fn is_name_word(token: &str) -> bool {
    if !is_capitalised(token)
        && !token.starts_with("al-")
        && !token.starts_with("d’")
        && !token.starts_with("d'")
    {
        return false;
    }
    let bare = token.trim_end_matches('.');
    let stops = token.len() - bare.len();
    let plain = |c: char| {
        c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | 'ʼ' | '.' | '\u{300}'..='\u{36f}')
    };
    let initial = bare.split(['.', '-']).all(|part| part.chars().count() <= 2)
        || words::is_title(bare)
        || matches!(bare, "Jr" | "Sr");
    bare.chars().all(plain)
        && stops <= 1
        && (stops == 0 || initial)
        && !(is_all_capitals(token) && token.chars().count() > 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(persons(text), expect, "{text}");
    }

    #[test]
    fn people_are_named_in_reading_order() {
        check("Jane Roe", &["Jane Roe"]);
        check("By Jane Roe", &["Jane Roe"]);
        check("BY JANE ROE", &["JANE ROE"]);
        check("By: Jane E. Roe", &["Jane E. Roe"]);
        check("Jane Roe and Ben Doe", &["Jane Roe", "Ben Doe"]);
        check("Jane Roe & Ben Doe", &["Jane Roe", "Ben Doe"]);
        check("Jane Roe;Ben Doe;Ann Poe", &["Jane Roe", "Ben Doe", "Ann Poe"]);
        check("Jane Roe, Ben Doe and Ann Poe in Paris", &["Jane Roe", "Ben Doe", "Ann Poe"]);
        check("Jane Roe in Paris and Ben Doe in Rome", &["Jane Roe", "Ben Doe"]);
        check("Roe, Jane; Doe, John.", &["Jane Roe", "John Doe"]);
        check("Roe, Jane E.", &["Jane E. Roe"]);
        check("Jan de Boer en Piet van der Laan", &["Jan de Boer", "Piet van der Laan"]);
        check("José Ortega y Gasset", &["José Ortega y Gasset"]);
        check("Иван Петров и Анна Иванова", &["Иван Петров", "Анна Иванова"]);
        check("Seán O’Neill Jr.", &["Seán O’Neill Jr."]);
        check("Tidewatcher", &["Tidewatcher"]);
    }

    #[test]
    fn job_agency_place_and_address_are_removed() {
        check("JANE ROE, Associated Press writer", &["JANE ROE"]);
        check("By Jane Roe, Harbour Star Staff Writer", &["Jane Roe"]);
        check("Jane Roe - Lantern Washington Bureau", &["Jane Roe"]);
        check("By JANE ROE, --(Reuter)", &["JANE ROE"]);
        check("By Jane Roe / jane.roe@example.com", &["Jane Roe"]);
        check("Jane Roe <jane@example.com>", &["Jane Roe"]);
        check("By Jane Roe (Harbour Star)", &["Jane Roe"]);
        check("Dr. Jane Roe, Oslo", &["Jane Roe"]);
        check("Von unserem Redakteur Jan Roe", &["Jan Roe"]);
    }

    #[test]
    fn nobody_is_named_by_a_job_alone() {
        for text in [
            "By dpa correspondents",
            "Los Angeles Staff Writers",
            "VAN ONZE CORRESPONDENT",
            "Van onze redacteur",
            "Von unserem Redakteur",
            "our correspondent",
            "By a staff reporter",
            "De notre envoyé spécial",
            "Reuters",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_name_line_looks_like_a_person() {
        for (text, expect) in [
            ("Jane Roe", true),
            ("JANE ROE", true),
            ("Jane E. Roe", true),
            ("Jan van der Laan", true),
            ("Ludwig von Rohr", true),
            ("Zoë Müller-Łoś", true),
            ("Наталья Ромашкова", true),
            ("Seán O’Neill", true),
            ("Ali bin Hassan", true),
            ("Jane", false),
            ("Sanctions amid Talks", false),
            ("Ferry Sinks Off Coast", false),
            ("White House", false),
            ("Key statements:", false),
            ("The Lantern", false),
            ("Harbour News", false),
            ("Boeing 737", false),
            ("jane roe", false),
        ] {
            assert_eq!(looks_like_person(text), expect, "{text}");
        }
    }
}
