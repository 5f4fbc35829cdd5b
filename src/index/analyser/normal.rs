//! One word's characters → its form in lower case (NFKC) → its folded form, in which it is indexed.

use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible, is_combining_mark};

use super::{LONGEST_WORD, lookalikes};

/// Fills `lower` and `folded` from `raw`; whether they differ. Pure ASCII leaves `lower` untouched.
pub(super) fn normalise(raw: &str, lower: &mut String, folded: &mut String) -> bool {
    folded.clear();
    if raw.is_ascii() {
        folded.push_str(raw);
        folded.make_ascii_lowercase();
        folded.truncate(LONGEST_WORD);
        return false;
    }
    lower.clear();
    raw.chars().for_each(|c| push_lower(c, lower));
    lookalikes::settle(lower);
    for c in lower.chars() {
        let whole = folded.len();
        fold_letter(c, folded);
        if folded.len() > LONGEST_WORD {
            folded.truncate(whole);
            break;
        }
    }
    lower != folded
}

/// Appends a character in lower case, compatibility forms resolved and composed with what stands before it.
fn push_lower(c: char, out: &mut String) {
    match c {
        'İ' => out.push('i'),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ if is_composed(c) => out.extend(c.to_lowercase()),
        _ => decompose_compatible(c, |part| part.to_lowercase().for_each(|part| push_composed(part, out))),
    }
}

fn push_composed(c: char, out: &mut String) {
    let clings = is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}');
    if !clings {
        // A compatibility form may bring blanks and slashes along (`½`), which are no part of a word.
        if c.is_alphanumeric() {
            out.push(c);
        }
        return;
    }
    match out.chars().next_back().and_then(|last| compose(last, c)) {
        Some(composed) => {
            out.pop();
            out.push(composed);
        }
        None => out.push(c),
    }
}

/// Letters that stand for themselves under NFKC: most of Latin, Greek and Cyrillic.
fn is_composed(c: char) -> bool {
    matches!(c, 'À'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž' | 'Ά'..='ώ' | 'Ѐ'..='ԯ') && c != '·'
}

/// Appends a letter without its accents.
fn fold_letter(c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c),
        'а'..='я' => out.push(c),
        'ё' | 'ѐ' => out.push('е'),
        'ѝ' => out.push('и'),
        '\u{80}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
            decompose_canonical(c, |part| push_bare(part, out));
        }
        _ => push_bare(c, out),
    }
}

/// Appends a letter that does not decompose any further, unless it is an accent.
fn push_bare(c: char, out: &mut String) {
    let letter = match c {
        // Accents; Hebrew and Arabic vowel signs.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}' => return,
        '\u{6d6}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' => return,
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        'þ' => return out.push_str("th"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ŧ' => 't',
        'ŋ' => 'n',
        'ə' | 'ǝ' => 'a',
        'ς' => 'σ',
        // Arabic letters that are written in more than one way.
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ے' => 'ي',
        'ک' => 'ك',
        'ة' | 'ہ' | 'ۀ' | 'ە' => 'ه',
        // Digits of Arabic, Persian and Devanagari.
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
        '\u{966}'..='\u{96f}' => digit(c, '\u{966}'),
        _ => c,
    };
    out.push(letter);
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
