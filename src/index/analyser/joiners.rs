//! What a mark between two letters or digits does to the word: whether it parts, joins, or ends it with
//! something left out. `O'Neill` is one word, `president's` is `president`, `l'homme` is two, `U.S.` is `us`,
//! `1,000` is `1000`, `AT&T` stays `at&t`. Looks only at a few characters to either side.

/// What becomes of the mark.
pub(super) enum Join {
    /// It is left out, and the word goes on.
    Silent,
    /// It is part of the word, as this character.
    As(char),
    /// The word ended before it; reading goes on at this byte.
    EndsBefore(usize),
}

/// Endings that are no part of a name or word, in lower case: the English possessive and contractions, and the
/// Turkish case endings of names.
const ENDINGS: [&str; 41] = [
    "s", "ll", "re", "ve", "d", "m", // English
    "da", "de", "ta", "te", "dan", "den", "tan", "ten", "nin", "nın", "nun", "nün", "in", "ın", "un", "ün",
    "ya", "ye", "yi", "yı", "yu", "yü", "na", "ne", "ni", "nı", "nu", "nü", "yla", "yle", "daki", "deki",
    "nda", "nde", "ndan",
];

/// What French and Italian put before a vowel, in lower case: a word of its own.
const ELISIONS: [&str; 22] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell", "all",
    "nell", "sull", "dall", "quell", "gl", "dov",
];

/// No number in a text has more groups of thousands; a longer list of digits is none, and is not searched to its end.
const MOST_GROUPS: usize = 8;

/// What the character `mark` at byte `at` does to the word that began at `start`, of which `raw` was read so
/// far. `grouping` remembers between calls which mark parts the word's thousands.
pub(super) fn join(
    text: &str,
    start: usize,
    at: usize,
    mark: char,
    raw: &str,
    grouping: &mut Option<char>,
) -> Join {
    let after = text.get(at + mark.len_utf8()..).unwrap_or("");
    let joined = match mark {
        '\'' | '’' | 'ʼ' | '‘' | 'ʻ' | '‛' | '＇' => apostrophe(after, raw, at, mark),
        '.' => acronym(text, start, at, after).or_else(|| number(text, at, mark, after, raw, grouping)),
        ',' => number(text, at, mark, after, raw, grouping),
        '&' => (is_short(raw) && is_short(leading_letters(after))).then_some(Join::As('&')),
        '+' | '#' => ending(raw, after).then_some(Join::As(mark)),
        _ => None,
    };
    joined.unwrap_or(Join::EndsBefore(at))
}

fn apostrophe(after: &str, raw: &str, at: usize, mark: char) -> Option<Join> {
    let part = leading_letters(after);
    if part.is_empty() || !raw.ends_with(char::is_alphabetic) {
        return None;
    }
    let resume = at + mark.len_utf8();
    // No ending and no elision is longer; what is longer need not be put in lower case.
    if part.len() <= 8 && !after[part.len()..].starts_with(['\'', '’']) {
        let part_lower = part.to_lowercase();
        if ENDINGS.contains(&part_lower.as_str()) {
            return Some(Join::EndsBefore(resume + part.len()));
        }
    }
    if raw.len() <= 8 && ELISIONS.contains(&raw.to_lowercase().as_str()) {
        return Some(Join::EndsBefore(resume));
    }
    Some(Join::Silent)
}

/// A dot between single letters: `U.S.`, `e.g.`, `J.R.R.`
fn acronym(text: &str, start: usize, at: usize, after: &str) -> Option<Join> {
    let before = text.get(start..at)?;
    let single = before.rsplit('.').next().is_some_and(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    let mut letters = after.chars();
    let next_is_single =
        letters.next().is_some_and(char::is_alphabetic) && !letters.next().is_some_and(char::is_alphanumeric);
    (single && next_is_single).then_some(Join::Silent)
}

/// A dot or comma between digits. Three digits after every one of them make thousands, which are joined; a single
/// one is the decimal mark; anything else (a date, an address, a list) falls apart.
fn number(
    text: &str,
    at: usize,
    mark: char,
    after: &str,
    raw: &str,
    grouping: &mut Option<char>,
) -> Option<Join> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let whole = !raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit());
    if digits == 0 || !whole {
        return None;
    }
    if *grouping == Some(mark) {
        return Some(Join::Silent);
    }
    if grouping.is_none() && raw.len() <= 3 && parts_thousands(after, mark) {
        *grouping = Some(mark);
        return Some(Join::Silent);
    }
    let rest = &after.as_bytes()[digits..];
    let goes_on = matches!(rest, [b'.' | b',', next, ..] if next.is_ascii_digit());
    let part_of_more = at > raw.len() && {
        let before = text.as_bytes().get(at - raw.len() - 1).copied();
        grouping.is_none() && matches!(before, Some(b'.' | b','))
    };
    let decimal = match mark {
        ',' => digits <= 2,
        _ => true,
    };
    (decimal && !goes_on && !part_of_more).then_some(Join::As('.'))
}

/// Whether `mark` parts thousands here: groups of three digits to the number's end. A single group after a
/// dot is a decimal part (`3.125`), unless a comma and decimals follow it.
fn parts_thousands(after: &str, mark: char) -> bool {
    let mut rest = after.as_bytes();
    let mut groups = 0;
    loop {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits != 3 {
            return false;
        }
        groups += 1;
        rest = &rest[3..];
        if groups > MOST_GROUPS {
            return false;
        }
        match rest {
            [next, digit, ..] if char::from(*next) == mark && digit.is_ascii_digit() => rest = &rest[1..],
            [b',', digit, ..] if mark == '.' && digit.is_ascii_digit() => return true,
            _ => return mark == ',' || groups > 1,
        }
    }
}

/// `C++`, `C#`, `A+`: only after one letter, and only where no word goes on behind it.
fn ending(raw: &str, after: &str) -> bool {
    let first = raw.trim_end_matches('+');
    first.len() == 1
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !after.trim_start_matches('+').starts_with(char::is_alphanumeric)
}

fn is_short(part: &str) -> bool {
    (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn leading_letters(text: &str) -> &str {
    let end = text.char_indices().take(64).find(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let end = end.or_else(|| text.char_indices().nth(64).map(|(at, _)| at)).unwrap_or(text.len());
    &text[..end]
}
