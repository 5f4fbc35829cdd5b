//! Pieces of a query → its tree, by recursive descent: `NOT` binds closest, then `AND`, then words
//! side by side, then `OR`. How deep it goes is bounded.

use std::ops::Range;

use super::conditions::condition;
use super::fields::{Condition, Field};
use super::lexer::{Kind, Lexer, Place, Token, is_blank, nothing_to_look_for};
use super::refusal::{refuse, refuse_for};
use super::words::{Marked, has_content, phrase, wanted};
use super::{MAX_CLAUSES, MAX_DEPTH, Settings};
use crate::model::{Clause, QueryError, Wanted, WordField};

/// Reads a query in the query language.
pub(super) fn parse(text: &str, settings: &Settings) -> Result<Option<Clause>, QueryError> {
    let mut parser = Parser {
        text,
        settings,
        lexer: Lexer::new(text),
        ahead: None,
        place: Place::Free,
        field: None,
        depth: 0,
        clauses: 0,
    };
    if parser.peek()?.is_none() {
        return match parser.lexer.passed.take() {
            Some(at) => Err(nothing_to_look_for(text, at)),
            None => Ok(None),
        };
    }
    let clause = parser.alternatives()?;
    match parser.peek()? {
        Some(token) => {
            let at = token.at.clone();
            Err(refuse_for(text, at, "this `)` has no `(` before it", ""))
        }
        None => Ok(Some(clause)),
    }
}

/// Reads a query as words and nothing but words. Where any is enough, so is any part of a word with hyphens.
pub(super) fn plain(text: &str, any: bool) -> Result<Option<Clause>, QueryError> {
    let mut words = Vec::new();
    let mut next = 0;
    let parts_words = |c: char| is_blank(c) || any && matches!(c, '-' | '\u{2010}'..='\u{2015}' | '/');
    for piece in text.split_inclusive(parts_words) {
        let word = piece.trim_end_matches(parts_words);
        if has_content(word) {
            let wanted = Wanted::Word(word.to_owned());
            words.push(Clause::Text { field: None, wanted, at: next..next + word.len() });
        }
        next += piece.len();
    }
    match together(words, any) {
        None if text.chars().all(is_blank) => Ok(None),
        None => Err(nothing_to_look_for(text, 0..text.len())),
        clause => Ok(clause),
    }
}

struct Parser<'q> {
    text: &'q str,
    settings: &'q Settings,
    lexer: Lexer<'q>,
    ahead: Option<Option<Token<'q>>>,
    /// Where the next piece stands.
    place: Place,
    /// The field whose value is being read.
    field: Option<Field>,
    depth: usize,
    clauses: usize,
}

impl<'q> Parser<'q> {
    /// `a b OR c d`
    fn alternatives(&mut self) -> Result<Clause, QueryError> {
        let mut all = vec![self.side_by_side(None)?];
        while let Some(or) = self.take(|kind| *kind == Kind::Or)? {
            all.push(self.side_by_side(Some(or))?);
        }
        Ok(any_of(all))
    }

    /// `a b AND c d`, up to an `OR`, a `)` or the end. `before` is the operator that stands on its left.
    fn side_by_side(&mut self, before: Option<Token<'q>>) -> Result<Clause, QueryError> {
        let mut all = vec![self.conjunction(before)?];
        while self.peek()?.is_some_and(|token| !matches!(token.kind, Kind::Or | Kind::Close(_))) {
            all.push(self.conjunction(None)?);
        }
        let first = all.first().cloned();
        // `together` gives nothing only for nothing, and there is at least one.
        together(all, self.settings.any).or(first).ok_or_else(|| nothing_to_look_for(self.text, 0..0))
    }

    /// `a AND b`
    fn conjunction(&mut self, before: Option<Token<'q>>) -> Result<Clause, QueryError> {
        let mut all = vec![self.unary(before)?];
        while let Some(and) = self.take(|kind| *kind == Kind::And)? {
            all.push(self.unary(Some(and))?);
        }
        Ok(all_of(all))
    }

    /// `NOT a`, `-a`
    fn unary(&mut self, before: Option<Token<'q>>) -> Result<Clause, QueryError> {
        let Some(not) = self.take(|kind| *kind == Kind::Not)? else { return self.operand(before) };
        self.deeper(&not.at)?;
        let inner = self.unary(Some(not))?;
        self.depth -= 1;
        Ok(Clause::Not(Box::new(inner)))
    }

    fn operand(&mut self, before: Option<Token<'q>>) -> Result<Clause, QueryError> {
        let Some(token) = self.next()? else { return Err(self.dangling(before, None)) };
        match token.kind {
            Kind::Open => self.group(&token.at),
            Kind::Field(field) => self.value_of(field, &token.at),
            Kind::Word(marked) => self.word(marked, &token.at),
            Kind::Quoted(marked) => self.quoted(marked, &token.at),
            Kind::Value(value) => self.condition_here(value, &token.at),
            Kind::Close(_) | Kind::And | Kind::Or | Kind::Not => Err(self.dangling(before, Some(&token))),
        }
    }

    /// What stands in parentheses, the first of which is at `open`.
    fn group(&mut self, open: &Range<usize>) -> Result<Clause, QueryError> {
        self.deeper(open)?;
        if let Some(Token { kind: Kind::Close(_), at }) = self.peek()?.cloned() {
            let message = "there is nothing between these parentheses";
            return Err(refuse_for(self.text, open.start..at.end, message, ""));
        }
        let clause = self.alternatives()?;
        // What follows the `)` stands where the group stood.
        match self.take_closing()? {
            Some(marked) => {
                self.depth -= 1;
                Ok(boosted(clause, marked.boost))
            }
            None => {
                // Of several that are not closed, the suggestion closes one, and is mended further.
                let mut refusal = refuse(self.text, open.clone(), "this `(` is not closed");
                refusal.suggestion = Some(format!("{})", self.text.trim_end()));
                Err(refusal)
            }
        }
    }

    /// The value of a field whose name stands at `name`.
    fn value_of(&mut self, field: Field, name: &Range<usize>) -> Result<Clause, QueryError> {
        if field == Field::Condition(Condition::New) {
            self.count(name)?;
            return Ok(Clause::New);
        }
        let outer = (self.place, self.field);
        let is_words = matches!(field, Field::Words(_));
        self.field = Some(field);
        self.place = if is_words { Place::WordValue } else { Place::ConditionValue };
        let clause = match self.take(|kind| *kind == Kind::Open)? {
            Some(open) => {
                self.place = if is_words { Place::Free } else { Place::Conditions };
                self.group(&open.at)
            }
            None => self.operand(None),
        };
        (self.place, self.field) = outer;
        clause
    }

    fn word(&mut self, marked: Marked<'q>, at: &Range<usize>) -> Result<Clause, QueryError> {
        self.count(at)?;
        let field = self.word_field();
        let text = |wanted| Clause::Text { field, wanted, at: at.clone() };
        let wanted = wanted(self.text, at, marked)?;
        if field == Some(WordField::Url) && matches!(wanted.as_slice(), [Wanted::Wildcard(_)]) {
            let message = "addresses are looked for by their words, without `*`";
            return Err(refuse(self.text, at.clone(), message));
        }
        Ok(boosted(any_of(wanted.into_iter().map(text).collect()), marked.boost))
    }

    fn quoted(&mut self, marked: Marked<'q>, at: &Range<usize>) -> Result<Clause, QueryError> {
        if let Some(Field::Condition(condition)) = self.field {
            if marked.exact || marked.tilde.is_some() || marked.boost.is_some() {
                let message = "`=`, `~` and `^` are for words, not for conditions";
                return Err(refuse(self.text, at.clone(), message));
            }
            let quote = self.text[at.start..].chars().next().map_or(1, char::len_utf8);
            let start = at.start + quote;
            return self.condition(condition, marked.text, &(start..start + marked.text.len()));
        }
        self.count(at)?;
        let wanted = phrase(self.text, at, marked)?;
        let clause = Clause::Text { field: self.word_field(), wanted, at: at.clone() };
        Ok(boosted(clause, marked.boost))
    }

    fn condition_here(&mut self, value: &str, at: &Range<usize>) -> Result<Clause, QueryError> {
        match self.field {
            Some(Field::Condition(condition)) => self.condition(condition, value, at),
            _ => Err(refuse(self.text, at.clone(), "this belongs to no field")),
        }
    }

    fn condition(&mut self, field: Condition, value: &str, at: &Range<usize>) -> Result<Clause, QueryError> {
        self.count(at)?;
        condition(self.text, field, value, at, self.settings.today)
    }

    /// The refusal of an operator without something on its right (`before`) or left (`found`).
    fn dangling(&self, before: Option<Token<'q>>, found: Option<&Token<'q>>) -> QueryError {
        if let Some(operator) = before {
            let word = &self.text[operator.at.clone()];
            let message = format!("nothing that can be looked for stands behind this `{word}`");
            return refuse_for(self.text, operator.at, message, "");
        }
        match found {
            Some(Token { kind: Kind::Close(_), at }) => {
                refuse_for(self.text, at.clone(), "this `)` has no `(` before it", "")
            }
            Some(Token { at, .. }) => {
                let word = &self.text[at.clone()];
                let message = format!("nothing that can be looked for stands before this `{word}`");
                refuse_for(self.text, at.clone(), message, "")
            }
            None => {
                let at = self.lexer.passed.clone().unwrap_or(self.text.len()..self.text.len());
                nothing_to_look_for(self.text, at)
            }
        }
    }

    fn word_field(&self) -> Option<WordField> {
        match self.field {
            Some(Field::Words(field)) => Some(field),
            _ => None,
        }
    }

    fn deeper(&mut self, at: &Range<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        let message =
            format!("groups and negations may stand {MAX_DEPTH} deep in one another; this is one more");
        Err(refuse(self.text, at.clone(), message))
    }

    fn count(&mut self, at: &Range<usize>) -> Result<(), QueryError> {
        self.clauses += 1;
        if self.clauses <= MAX_CLAUSES {
            return Ok(());
        }
        let message = format!(
            "a query holds at most {MAX_CLAUSES} words and conditions; this is one more (`--plain` takes any number of words)"
        );
        Err(refuse(self.text, at.clone(), message))
    }

    fn peek(&mut self) -> Result<Option<&Token<'q>>, QueryError> {
        if self.ahead.is_none() {
            self.ahead = Some(self.lexer.token(self.place)?);
        }
        Ok(self.ahead.as_ref().and_then(Option::as_ref))
    }

    fn next(&mut self) -> Result<Option<Token<'q>>, QueryError> {
        self.peek()?;
        Ok(self.ahead.take().flatten())
    }

    fn take(&mut self, is_it: impl Fn(&Kind<'q>) -> bool) -> Result<Option<Token<'q>>, QueryError> {
        if self.peek()?.is_some_and(|token| is_it(&token.kind)) { self.next() } else { Ok(None) }
    }

    fn take_closing(&mut self) -> Result<Option<Marked<'q>>, QueryError> {
        match self.take(|kind| matches!(kind, Kind::Close(_)))? {
            Some(Token { kind: Kind::Close(marked), .. }) => Ok(Some(marked)),
            _ => Ok(None),
        }
    }
}

/// What stands side by side: all of it, or, if `any` is enough, any of its words, while what is excluded
/// and conditions that are no words hold in any case. `None` only for nothing.
fn together(clauses: Vec<Clause>, any: bool) -> Option<Clause> {
    if clauses.is_empty() {
        return None;
    }
    if !any {
        return Some(all_of(clauses));
    }
    let (mut held, words): (Vec<Clause>, Vec<Clause>) = clauses.into_iter().partition(holds_in_any_case);
    if !words.is_empty() {
        held.insert(0, any_of(words));
    }
    Some(all_of(held))
}

fn holds_in_any_case(clause: &Clause) -> bool {
    match clause {
        Clause::Text { .. } => false,
        Clause::All(inner) | Clause::Any(inner) => inner.iter().all(holds_in_any_case),
        Clause::Boost(inner, _) => holds_in_any_case(inner),
        _ => true,
    }
}

/// All of them, without an `All` right in an `All`.
fn all_of(clauses: Vec<Clause>) -> Clause {
    let mut flat = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match clause {
            Clause::All(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Clause::All(flat) }
}

/// Any of them, without an `Any` right in an `Any`.
fn any_of(clauses: Vec<Clause>) -> Clause {
    let mut flat = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match clause {
            Clause::Any(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { Clause::Any(flat) }
}

fn boosted(clause: Clause, boost: Option<f32>) -> Clause {
    match boost {
        Some(boost) => Clause::Boost(Box::new(clause), boost),
        None => clause,
    }
}
