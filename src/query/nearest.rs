//! The nearest of some known words to one that is not known.

/// The known word with the fewest letters other than `word`'s, if they are few for its length:
/// at most two, and at most a third.
pub(super) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).take(32).collect();
    let allowed = (letters.len() / 3).clamp(1, 2);
    let near = known.into_iter().map(|other| (distance(&letters, other), other));
    near.filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters must be changed, left out, put in or swapped with their neighbour
/// (optimal string alignment) to make one word of the other.
fn distance(from: &[char], to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let swapped = row > 0
                && column > 0
                && from.get(row - 1) == Some(other)
                && to.get(column - 1) == Some(letter);
            let change = last[column] + usize::from(letter != other);
            let mut best = change.min(last[column + 1] + 1).min(current[column] + 1);
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_its_word_and_a_stranger_does_not() {
        let check = |word, expect| assert_eq!(nearest(word, ["author", "date", "lang"]), expect, "{word}");
        check("autor", Some("author"));
        check("dtae", Some("date"));
        check("Author", Some("author"));
        check("foo", None);
        check("", None);
    }
}
