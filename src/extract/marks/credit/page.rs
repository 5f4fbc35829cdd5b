//! Credits with a page, a section or a number of words behind the date, as archives print them.

use super::super::date::{Dating, range_of, readings};
use super::super::outlet::{is_small_word, is_trailing_word, outlet, trimmed};
use super::super::shape::{count_words, is_capitalised};
use super::split::{before_separator, is_name_like, without_words_beside};
use super::{Credit, Form, by};

/// `Outlet, maandag 3 mei 2010, p. 12, 410w.`, `"Outlet" Nr. 101 vom 03.05.2012       Seite: 4`.
pub(super) fn with_page(line: &str, dating: &Dating) -> Option<Credit> {
    let reading = readings(line, dating).last()?;
    let range = range_of(&reading);
    let page = page_tail(line.get(range.end..)?)?;
    let before = line.get(..range.start)?.trim_end();
    let (name, separator) = match before_separator(before) {
        Some((name, mark)) => (name, mark),
        None => (before, None),
    };
    let name = name.trim();
    // "Outlet" Nr. 101 vom: what stands between name and date belongs to neither.
    let name = without_words_beside(name);
    if name.is_empty() {
        return Some(Credit { page, ..Credit::new(Form::BareDate, 0.5) }.dated(reading));
    }
    let first = name.split([',', ';']).next().unwrap_or(name);
    if !is_name_like(trimmed(first)) || count_words(name, 14) > 12 || by::opens(name) {
        return None;
    }
    let mut found = Credit::new(Form::NumberedSource, 0.85);
    found.outlet = outlet(first);
    found.page = page;
    found.separator = separator;
    found.outlet.is_some().then_some(found.dated(reading))
}

/// What may follow the date of a printed article: page, section, edition, number of words. `None`: something
/// else follows; `Some(None)`: such a tail without a page.
pub(super) fn page_tail(tail: &str) -> Option<Option<String>> {
    let mut page = None;
    let mut named = false;
    let mut after_page_word = false;
    let mut tokens = 0;
    for token in tail.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–' | '|')
    }) {
        let bare = token.trim_matches(['.', '-', '"']);
        if bare.is_empty() {
            continue;
        }
        tokens += 1;
        let (letters, figures) = bare.split_at(bare.find(|c: char| c.is_ascii_digit()).unwrap_or(bare.len()));
        let counted = !figures.is_empty() && bare.len() <= 8;
        if counted && (after_page_word || is_trailing_word(letters)) && page.is_none() {
            page = Some(if after_page_word { bare } else { figures }.to_owned());
            named = true;
        } else if counted {
            named |= letters.chars().count() <= 2;
        } else if is_trailing_word(bare) || is_count_word(bare) {
            named = true;
        } else if !is_capitalised(bare) && !is_small_word(bare) {
            return None;
        }
        after_page_word = is_trailing_word(bare);
    }
    (named && tokens <= 12).then_some(page)
}

fn is_count_word(word: &str) -> bool {
    matches!(
        word,
        "words" | "woorden" | "Wörter" | "mots" | "palabras" | "palavras" | "parole" | "ord" | "w" | "слов"
    )
}
