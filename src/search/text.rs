//! Words, phrases and patterns → the engine's queries over headline, byline and body, or over one field.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery,
    Query as EngineQuery, TermSetQuery,
};
use tantivy::schema::Field;

use super::forms::{FieldForms, FormsQuery, union_frequency};
use super::translate::{Translator, unscored};
use super::vocabulary::{self, Expansion, MOST_WORDS};
use super::wanted::{Mark, MarkWord};
use crate::error::Result;
use crate::index::Fields;
use crate::index::analyser::{Kind, Word, stem, words};
use crate::model::{Wanted, WordField};

/// How much the fields count in which a phrase is found besides its best one.
const OTHER_FIELDS: f32 = 0.2;

/// How many words of a phrase's open end are tried.
const MOST_ENDINGS: u32 = 20_000;

/// A field that is searched.
pub(super) struct Searched {
    pub(super) field: Field,
    stems: Option<Field>,
    boost: f32,
    name: &'static str,
}

/// The fields that a text is looked for in. A headline says what an article is about; a person's name in the
/// byline is rarely asked for by chance.
pub(super) fn searched(fields: &Fields, field: Option<WordField>) -> Vec<Searched> {
    let exact = |field, name| vec![Searched { field, stems: None, boost: 1.0, name }];
    let headline = |boost| Searched {
        field: fields.headline,
        stems: Some(fields.headline_stem),
        boost,
        name: "the headline's",
    };
    let body =
        || Searched { field: fields.body, stems: Some(fields.body_stem), boost: 1.0, name: "the body's" };
    match field {
        None => {
            let byline = Searched { field: fields.byline, stems: None, boost: 1.5, name: "the byline's" };
            vec![headline(2.0), byline, body()]
        }
        Some(WordField::Headline) => vec![headline(1.0)],
        Some(WordField::Body) => vec![body()],
        Some(WordField::Source) => exact(fields.source, "the source's"),
        Some(WordField::Byline) => exact(fields.byline, "the byline's"),
        Some(WordField::Url) => exact(fields.url, "the address's"),
    }
}

/// What is wanted as the engine's query; its words are marked.
pub(super) fn text_query(
    translator: &mut Translator,
    field: Option<WordField>,
    wanted: &Wanted,
) -> Result<Box<dyn EngineQuery>> {
    match wanted {
        Wanted::Word(text) => pieces(translator, field, text, 0, true),
        Wanted::Exact(text) => pieces(translator, field, text, 0, false),
        Wanted::Phrase { text, slop } => pieces(translator, field, text, *slop, false),
        Wanted::Wildcard(text) => wildcard(translator, field, text),
        Wanted::Fuzzy { text, distance } => fuzzy(translator, field, text, *distance),
    }
}

/// A text that falls into words: one is looked for with its other forms if they are asked for, several side by side.
fn pieces(
    translator: &mut Translator,
    field: Option<WordField>,
    text: &str,
    slop: u32,
    forms: bool,
) -> Result<Box<dyn EngineQuery>> {
    let found = asked_words(text);
    match found.as_slice() {
        [] => Ok(Box::new(EmptyQuery)),
        [only] if only.kind == Kind::Single => begins_with(translator, field, &only.text),
        [only] => Ok(word(translator, field, only, forms)),
        several => phrase(translator, field, several, slop),
    }
}

/// The words that a text asks for. The last letter of a run of a script without blanks stands within the pair before
/// it, so it is asked for only where it stands alone.
pub(super) fn asked_words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for word in words(text) {
        let within = found.last().is_some_and(|before| word.range.start < before.range.end);
        if !(word.kind == Kind::Single && within) {
            found.push(word);
        }
    }
    found
}

/// One word in each field.
fn word(
    translator: &mut Translator,
    field: Option<WordField>,
    word: &Word,
    forms: bool,
) -> Box<dyn EngineQuery> {
    let mut mark = MarkWord::exactly(&word.text);
    if forms && word.kind == Kind::Word {
        for lang in translator.langs.iter().filter(|lang| vocabulary::may_be_of(&word.lower, **lang)) {
            let stem = stem(Some(*lang), &word.lower).unwrap_or_else(|| word.text.clone());
            mark.stems.push((*lang, stem));
        }
    }
    let mut fields = Vec::new();
    for searched in searched(translator.view.fields, field) {
        let exact = Term::from_field_text(searched.field, &word.text);
        let mut wanted: Vec<Term> = Vec::new();
        for (lang, found) in &mark.stems {
            let Some(stems) = searched.stems else { break };
            wanted.push(Term::from_field_text(stems, found));
            // Words that are their own stem stand only among the exact words.
            if stem(Some(*lang), found).is_none() {
                wanted.push(Term::from_field_text(searched.field, found));
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        let itself = if wanted.is_empty() {
            wanted.push(exact);
            None
        } else {
            (!wanted.contains(&exact)).then_some(exact)
        };
        fields.push(FieldForms {
            field: searched.field,
            name: searched.name,
            boost: searched.boost,
            forms: wanted,
            itself,
        });
    }
    let weight = rarity(translator, &fields);
    translator.mark(Mark { field, words: vec![mark], slop: 0, weight });
    Box::new(FormsQuery { word: word.text.clone(), fields })
}

/// Words side by side, or near each other.
fn phrase(
    translator: &mut Translator,
    field: Option<WordField>,
    words: &[Word],
    slop: u32,
) -> Result<Box<dyn EngineQuery>> {
    let open = words.last().is_some_and(|last| last.kind == Kind::Single);
    let mut queries: Vec<Box<dyn EngineQuery>> = Vec::new();
    for searched in searched(translator.view.fields, field) {
        let terms =
            words.iter().map(|word| Term::from_field_text(searched.field, &word.text)).enumerate().collect();
        let query: Box<dyn EngineQuery> = if open {
            let mut query = PhrasePrefixQuery::new_with_offset(terms);
            query.set_max_expansions(MOST_ENDINGS);
            Box::new(query)
        } else {
            Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop))
        };
        queries.push(if searched.boost == 1.0 {
            query
        } else {
            Box::new(BoostQuery::new(query, searched.boost))
        });
    }
    let mut marks: Vec<MarkWord> = words.iter().map(|word| MarkWord::exactly(&word.text)).collect();
    if open && let (Some(mark), Some(word)) = (marks.last_mut(), words.last()) {
        mark.beginning = Some(word.text.clone());
    }
    let mut weight = 0.0;
    for word in words {
        let fields = [FieldForms {
            field: translator.view.fields.body,
            name: "",
            boost: 1.0,
            forms: vec![Term::from_field_text(translator.view.fields.body, &word.text)],
            itself: None,
        }];
        weight += rarity(translator, &fields);
    }
    translator.mark(Mark { field, words: marks, slop, weight });
    Ok(either(queries))
}

/// The best of the fields counts, the others for a share.
fn either(mut queries: Vec<Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    match queries.len() {
        1 => queries.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, OTHER_FIELDS)),
    }
}

/// A word with `*` and `?`. One that holds a mark which parts words (`black-s*`) is a phrase with an open end.
fn wildcard(
    translator: &mut Translator,
    field: Option<WordField>,
    text: &str,
) -> Result<Box<dyn EngineQuery>> {
    let letters = text.replace(['*', '?'], "");
    if words(&letters).any(|word| word.kind != Kind::Word) {
        // Where every letter begins a word of the index, any beginning is found without a star.
        return pieces(translator, field, &letters, 0, false);
    }
    let mut pattern = String::new();
    let mut literal = String::new();
    let mut parts = 0;
    for c in text.chars().chain(['*']) {
        if c != '*' && c != '?' {
            literal.push(c);
            continue;
        }
        let found: Vec<Word> = words(&literal).collect();
        parts = parts.max(found.len());
        found.iter().for_each(|word| pattern.push_str(&word.text));
        literal.clear();
        pattern.push(c);
    }
    // The star that ended the loop is not part of what was typed.
    pattern.pop();
    let before = text.trim_end_matches('*');
    if parts > 1 && !before.contains(['*', '?']) && before.len() < text.len() {
        return open_phrase(translator, field, before);
    }
    expanded(translator, field, text, &mut |translator, field| {
        vocabulary::matching(translator.view, field, &pattern)
    })
}

/// Words side by side of which the last may go on.
fn open_phrase(
    translator: &mut Translator,
    field: Option<WordField>,
    text: &str,
) -> Result<Box<dyn EngineQuery>> {
    let mut found: Vec<Word> = words(text).collect();
    if let Some(last) = found.last_mut() {
        last.kind = Kind::Single;
    }
    let marks = translator.marks.len();
    let query = phrase(translator, field, &found, 0)?;
    // What goes on is a word here, not one letter of a pair, so it cannot be told by its kind.
    if let Some(mark) = translator.marks.get_mut(marks) {
        mark.words.truncate(found.len().saturating_sub(1));
    }
    Ok(query)
}

/// One letter of a script without blanks: every pair that begins with it, and itself at the end of a run.
fn begins_with(
    translator: &mut Translator,
    field: Option<WordField>,
    letter: &str,
) -> Result<Box<dyn EngineQuery>> {
    let pattern = format!("{letter}*");
    let marks = translator.marks.len();
    let query = expanded(translator, field, letter, &mut |translator, field| {
        vocabulary::matching(translator.view, field, &pattern)
    })?;
    if let Some(mark) = translator.marks.get_mut(marks) {
        mark.words = vec![MarkWord { beginning: Some(letter.to_owned()), ..MarkWord::default() }];
    }
    Ok(query)
}

fn fuzzy(
    translator: &mut Translator,
    field: Option<WordField>,
    text: &str,
    distance: u8,
) -> Result<Box<dyn EngineQuery>> {
    let found: Vec<Word> = words(text).collect();
    let [only] = found.as_slice() else { return pieces(translator, field, text, 0, false) };
    expanded(translator, field, text, &mut |translator, field| {
        vocabulary::similar(translator.view, field, &only.text, distance)
    })
}

/// Any of the words that a pattern stands for in each field.
fn expanded(
    translator: &mut Translator,
    field: Option<WordField>,
    text: &str,
    expand: &mut dyn FnMut(&Translator, Field) -> Result<Expansion>,
) -> Result<Box<dyn EngineQuery>> {
    let mut fields = Vec::new();
    let mut mark = MarkWord::default();
    let mut cut = false;
    let mut all: Vec<Term> = Vec::new();
    let mut more = false;
    for searched in searched(translator.view.fields, field) {
        let expansion = expand(translator, searched.field)?;
        cut |= expansion.cut;
        more |= !expansion.rest.is_empty();
        let term = |(word, _): &(String, u64)| Term::from_field_text(searched.field, word);
        let forms: Vec<Term> = expansion.words.iter().map(term).collect();
        all.extend(forms.iter().cloned().chain(expansion.rest.iter().map(term)));
        mark.exact.extend(expansion.words.into_iter().chain(expansion.rest).map(|(word, _)| word));
        fields.push(FieldForms {
            field: searched.field,
            name: searched.name,
            boost: searched.boost,
            forms,
            itself: None,
        });
    }
    if cut {
        translator.notes.push(format!(
            "{text} stands for more than {MOST_WORDS} words; only the {MOST_WORDS} most frequent were looked for"
        ));
    }
    let weight = rarity(translator, &fields);
    translator.mark(Mark { field, words: vec![mark], slop: 0, weight });
    let weighed: Box<dyn EngineQuery> = Box::new(FormsQuery { word: text.to_owned(), fields });
    if !more {
        return Ok(weighed);
    }
    // Weighing so many words would cost more than it tells; finding the articles that have them does not.
    let matching = unscored(Box::new(TermSetQuery::new(all)));
    Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, matching), (Occur::Should, weighed)])))
}

/// How much it says that a word stands in an article: the logarithm of one in how many it is in.
fn rarity(translator: &Translator, fields: &[FieldForms]) -> f32 {
    let frequency = |term: &Term| translator.view.searcher.doc_freq(term).unwrap_or(0);
    let all = translator.view.documents();
    let in_fields = fields.iter().map(|field| {
        let frequencies: Vec<u64> = field.forms.iter().map(frequency).collect();
        union_frequency(&frequencies, all).max(field.itself.as_ref().map_or(0, frequency))
    });
    let most = in_fields.max().unwrap_or(0);
    (1.0 + all as f32 / (most as f32 + 1.0)).ln()
}
