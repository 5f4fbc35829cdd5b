//! Letters of one script that stand in a word of another, because they look the same: typed on the wrong
//! keyboard, or put there to hide the word. The minority is taken for what it looks like.

/// Latin, Cyrillic and Greek letters (in lower case, though capitals may be what looks alike) in columns; a blank
/// where a script has none.
const COLUMNS: [[char; 3]; 21] = [
    ['a', 'а', 'α'],
    ['b', 'в', 'β'],
    ['c', 'с', ' '],
    ['e', 'е', 'ε'],
    ['h', 'н', 'η'],
    ['i', 'і', 'ι'],
    ['j', 'ј', ' '],
    ['k', 'к', 'κ'],
    ['m', 'м', 'μ'],
    ['n', ' ', 'ν'],
    ['o', 'о', 'ο'],
    ['p', 'р', 'ρ'],
    ['q', 'ԛ', ' '],
    ['s', 'ѕ', ' '],
    ['t', 'т', 'τ'],
    ['u', ' ', 'υ'],
    ['w', 'ԝ', ' '],
    ['x', 'х', 'χ'],
    ['y', 'у', 'γ'],
    ['z', ' ', 'ζ'],
    ['v', 'ѵ', ' '],
];

/// Puts a word of mixed scripts into its main script, if every letter of the others looks like one of it.
/// A word of one script, and one in which no script leads, stays as it is.
pub(super) fn settle(word: &mut String) {
    let mut letters = [0u32; 3];
    for c in word.chars() {
        if let Some(script) = script(c) {
            letters[script] += 1;
        }
    }
    let total: u32 = letters.iter().sum();
    let Some((main, &most)) = letters.iter().enumerate().max_by_key(|(_, count)| **count) else { return };
    if most == total || most * 2 <= total || total < 3 {
        return;
    }
    let swapped: Option<String> = word
        .chars()
        .map(|c| match script(c) {
            Some(other) if other != main => COLUMNS
                .iter()
                .find(|row| row[other] == c)
                .map(|row| row[main])
                .filter(|letter| *letter != ' '),
            _ => Some(c),
        })
        .collect();
    if let Some(swapped) = swapped {
        *word = swapped;
    }
}

/// The column of a letter's script.
fn script(c: char) -> Option<usize> {
    match c {
        'a'..='z' | 'à'..='ɏ' | 'ḁ'..='ỿ' => Some(0),
        'Ѐ'..='ԯ' => Some(1),
        'Ͱ'..='Ͽ' | 'ἀ'..='῿' => Some(2),
        _ => None,
    }
}
