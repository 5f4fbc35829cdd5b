//! Words that were asked for one behind the other: of the articles that are best by their words alone, those come
//! first in which the words stand so. Only the places in these few articles are read, so that it costs next to nothing
//! however frequent the words are.

use rustc_hash::FxHashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

use super::forms::Scoring;
use super::order::{Ranked, in_order, worth};
use super::text::asked_words;
use super::view::{View, failed};
use crate::error::Result;
use crate::index::analyser::Kind;
use crate::model::{Clause, Sort, Wanted};

/// How many of the best articles are looked at, whatever part of the answer is wanted: pages must fit together.
pub(super) const LOOKED_AT: usize = 200;

/// How many pairs of words are looked for.
const MOST_PAIRS: usize = 12;

/// How much two words that stand side by side count beside what each of them does. Of common names of two words
/// (*house prices*), this brings nearly all articles that have them before those that have the words apart; on
/// questions in whole sentences, which this leaves alone, it is neither better nor worse.
const WORTH: Score = 0.5;

/// As how many places one in the headline counts.
const IN_HEADLINE: Score = 2.0;

/// The pairs of words that a question asks for one behind the other, all of which have to match.
pub(super) fn pairs(clause: &Clause) -> Vec<[String; 2]> {
    let Clause::All(clauses) = clause else { return Vec::new() };
    let words: Vec<Option<String>> = clauses.iter().map(word).collect();
    let mut pairs: Vec<[String; 2]> = Vec::new();
    for two in words.windows(2) {
        if let [Some(first), Some(second)] = two {
            let pair = [first.clone(), second.clone()];
            if first != second && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs.truncate(MOST_PAIRS);
    pairs
}

/// The word that a clause asks for in any field, if it is one word.
fn word(clause: &Clause) -> Option<String> {
    let Clause::Text { field: None, wanted: Wanted::Word(text) | Wanted::Exact(text), .. } = clause else {
        return None;
    };
    match asked_words(text).as_slice() {
        [only] if only.kind == Kind::Word => Some(only.text.clone()),
        _ => None,
    }
}

/// Raises the articles in which words of pairs stand side by side, and puts all of them in order.
pub(super) fn raise(view: &View, sort: Sort, pairs: &[[String; 2]], ranked: &mut [Ranked]) -> Result<()> {
    let fields = [(view.fields.headline, IN_HEADLINE), (view.fields.body, 1.0)];
    let scorings = scorings(view, &fields, pairs)?;
    let mut segments: FxHashMap<u32, Vec<&mut Ranked>> = FxHashMap::default();
    for one in ranked.iter_mut() {
        segments.entry(one.at.segment_ord).or_default().push(one);
    }
    for (segment, mut here) in segments {
        here.sort_unstable_by_key(|one| one.at.doc_id);
        let docs: Vec<DocId> = here.iter().map(|one| one.at.doc_id).collect();
        let reader = view.searcher.segment_reader(segment);
        let mut lengths: Vec<Score> = vec![0.0; docs.len()];
        let mut times: Vec<Vec<Score>> = vec![vec![0.0; docs.len()]; pairs.len()];
        for (field, counts) in fields {
            let norms = reader.fieldnorms_readers().get_field(field).map_err(failed)?;
            let norms = norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
            for (length, doc) in lengths.iter_mut().zip(&docs) {
                *length += counts * norms.fieldnorm(*doc) as Score;
            }
            for ([first, second], times) in pairs.iter().zip(&mut times) {
                let (first, second) =
                    (places(reader, field, first, &docs)?, places(reader, field, second, &docs)?);
                for ((first, second), times) in first.iter().zip(&second).zip(times) {
                    *times += counts * side_by_side(first, second) as Score;
                }
            }
        }
        for (number, one) in here.into_iter().enumerate() {
            let more = scorings.iter().zip(&times).map(|(scoring, times)| match times.get(number) {
                Some(times) if *times > 0.0 => {
                    scoring.score(scoring.rarity(), *times, lengths.get(number).copied().unwrap_or(0.0))
                }
                _ => 0.0,
            });
            one.beside = WORTH * more.sum::<Score>() * worth(sort, one.day);
            one.score += one.beside;
        }
    }
    in_order(sort, ranked);
    Ok(())
}

/// What the scores of the pairs are reckoned from: a pair is as rare as the more frequent of its words.
fn scorings(view: &View, fields: &[(Field, Score)], pairs: &[[String; 2]]) -> Result<Vec<Scoring>> {
    let total = view.documents();
    let mut words = 0.0;
    for reader in view.searcher.segment_readers() {
        for (field, counts) in fields {
            let index = reader.inverted_index(*field).map_err(failed)?;
            words += counts * index.total_num_tokens() as Score;
        }
    }
    let scoring = |[first, second]: &[String; 2]| {
        let frequent = |word| view.frequency(view.fields.body, word);
        let frequency = frequent(first)?.max(frequent(second)?);
        Ok(Scoring { frequency, total, average: words / total.max(1) as Score })
    };
    pairs.iter().map(scoring).collect()
}

/// The places of a word in a field of each of those documents, which are in order.
fn places(reader: &SegmentReader, field: Field, word: &str, docs: &[DocId]) -> Result<Vec<Vec<u32>>> {
    let mut found: Vec<Vec<u32>> = vec![Vec::new(); docs.len()];
    let index = reader.inverted_index(field).map_err(failed)?;
    let term = Term::from_field_text(field, word);
    let postings = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions).map_err(failed)?;
    let Some(mut postings) = postings else { return Ok(found) };
    for (doc, places) in docs.iter().zip(&mut found) {
        if postings.doc() < *doc {
            postings.seek(*doc);
        }
        if postings.doc() == *doc {
            postings.positions(places);
        }
    }
    Ok(found)
}

/// How often a place of the second follows one of the first; both are in order.
fn side_by_side(first: &[u32], second: &[u32]) -> usize {
    let mut rest = second.iter().peekable();
    let follows = |place: &&u32| {
        while rest.next_if(|other| **other <= **place).is_some() {}
        rest.peek().is_some_and(|other| **other == **place + 1)
    };
    first.iter().filter(follows).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::{all, any, not, phrase, word};

    #[test]
    fn words_that_were_typed_side_by_side_are_pairs() {
        let check = |clause: Clause, expect: &[[&str; 2]]| {
            let found = pairs(&clause);
            let expect: Vec<[String; 2]> = expect.iter().map(|pair| pair.map(str::to_owned)).collect();
            assert_eq!(found, expect, "{clause}");
        };
        check(
            all(vec![word("House"), word("prices"), word("fall")]),
            &[["house", "prices"], ["prices", "fall"]],
        );
        check(all(vec![word("house"), not(word("fire")), word("prices")]), &[]);
        check(all(vec![word("black-sea"), word("fleet")]), &[]);
        check(all(vec![phrase("black sea", 0), word("fleet")]), &[]);
        check(all(vec![word("mill"), word("mill")]), &[]);
        check(any(vec![word("house"), word("prices")]), &[]);
        check(word("house"), &[]);
    }

    #[test]
    fn each_place_is_followed_by_one_at_most() {
        for (first, second, expect) in [
            (&[1, 5, 9][..], &[2, 3, 10][..], 2),
            (&[1], &[0], 0),
            (&[], &[1], 0),
            (&[1, 2, 3], &[2, 3, 4], 3),
            (&[7], &[], 0),
        ] {
            assert_eq!(side_by_side(first, second), expect, "{first:?} {second:?}");
        }
    }
}
