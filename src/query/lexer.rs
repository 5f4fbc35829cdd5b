//! The text of a query → its pieces, one at a time. What a run of letters means (a field, a fuzzy
//! word, an address) is settled here; how pieces belong together is `parse`'s part.

use std::ops::Range;

use super::fields::{self, Condition, Field, Named};
use super::refusal::{refuse, refuse_for};
use super::words::{Marked, has_content, is_address, is_one_word, marks_after, split_marks};
use crate::model::QueryError;

/// A piece of a query, and the bytes it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'q> {
    pub(super) kind: Kind<'q>,
    pub(super) at: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'q> {
    /// `(`
    Open,
    /// `)`, perhaps with a `^2`.
    Close(Marked<'q>),
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`, or `-` right before something.
    Not,
    /// `name:`, its value right behind it.
    Field(Field),
    /// Text between quotes, with what stands at its ends.
    Quoted(Marked<'q>),
    /// A word, with what stands at its ends.
    Word(Marked<'q>),
    /// A condition's value, whole.
    Value(&'q str),
}

/// Where in a query the next piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among words and fields.
    Free,
    /// Right behind the name of a field for words.
    WordValue,
    /// In the parentheses behind the name of a condition.
    Conditions,
    /// Right behind the name of a condition.
    ConditionValue,
}

impl Place {
    fn is_value(self) -> bool {
        matches!(self, Place::WordValue | Place::ConditionValue)
    }

    fn is_condition(self) -> bool {
        matches!(self, Place::Conditions | Place::ConditionValue)
    }
}

/// Reads a query from left to right.
#[derive(Debug)]
pub(super) struct Lexer<'q> {
    text: &'q str,
    next: usize,
    /// The last run of marks (`-`, `&`, `/`) that stood for itself and asks for nothing.
    pub(super) passed: Option<Range<usize>>,
}

/// What opens and closes a phrase. Which of them closes is not asked: »so«, „so“, “so” and «so» are all in use.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '＂'];

impl<'q> Lexer<'q> {
    pub(super) fn new(text: &'q str) -> Lexer<'q> {
        Lexer { text, next: 0, passed: None }
    }

    /// The next piece, or `None` at the end.
    pub(super) fn token(&mut self, place: Place) -> Result<Option<Token<'q>>, QueryError> {
        loop {
            if !place.is_value() {
                self.pass_blanks();
            }
            let start = self.next;
            let Some(first) = self.rest().chars().next() else { return Ok(None) };
            match first {
                '(' => return self.single(start, Kind::Open),
                ')' => {
                    self.next += 1;
                    let marks = self.marks_behind(start, "")?;
                    return Ok(self.up_to_here(start, Kind::Close(marks)));
                }
                quote if QUOTES.contains(&quote) => return self.quoted(start, false).map(Some),
                '=' if self.second().is_some_and(|next| QUOTES.contains(&next)) => {
                    self.next += 1;
                    return self.quoted(start, true).map(Some);
                }
                _ => {}
            }
            let chunk = self.chunk(place);
            if first == '-' && !place.is_value() && self.negates(chunk) {
                return self.single(start, Kind::Not);
            }
            if let Some(token) = self.word(start, chunk, place)? {
                return Ok(Some(token));
            }
        }
    }

    /// What a run of text that begins with neither quote nor parenthesis is; `None` for marks that ask for nothing.
    fn word(&mut self, start: usize, chunk: &'q str, place: Place) -> Result<Option<Token<'q>>, QueryError> {
        let end = start + chunk.len();
        if !place.is_value() {
            let keyword = match chunk {
                "AND" => Some(Kind::And),
                "OR" => Some(Kind::Or),
                "NOT" => Some(Kind::Not),
                _ => None,
            };
            if let Some(kind) = keyword {
                self.next = end;
                return Ok(Some(Token { kind, at: start..end }));
            }
        }
        if place.is_condition() {
            self.next = end;
            return Ok(Some(Token { kind: Kind::Value(chunk), at: start..end }));
        }
        if place == Place::Free {
            if let Some(field) = self.field(start, chunk)? {
                return Ok(Some(field));
            }
        } else if chunk.starts_with('-') {
            let message = "a `-` stands before the name of a field, not behind it";
            return Err(refuse(self.text, start..end, message));
        } else if let (Named::Field(_), length) = fields::named(chunk) {
            let message = format!("`{}:` is a field, and stands within another", &chunk[..length]);
            return Err(refuse(self.text, start..end, message));
        }
        if place == Place::Free {
            self.of_other_languages(start, chunk)?;
        }
        self.next = end;
        if has_content(chunk) {
            let marks = split_marks(self.text, start..end)?;
            return Ok(Some(Token { kind: Kind::Word(marks), at: start..end }));
        }
        if chunk.contains('*') {
            let message = "a `*` needs letters before it: alone it would match everything";
            return Err(refuse_for(self.text, start..end, message, ""));
        }
        if chunk == "||" {
            return Err(refuse_for(self.text, start..end, "`||` is written `OR`", "OR"));
        }
        if place.is_value() {
            return Err(nothing_to_look_for(self.text, start..end));
        }
        self.passed = Some(start..end);
        Ok(None)
    }

    /// Refuses what leaves a word out, or asks for nearness, in the languages of other programs only.
    fn of_other_languages(&self, start: usize, chunk: &str) -> Result<(), QueryError> {
        let end = start + chunk.len();
        if let Some(left_out) = chunk.strip_prefix('!') {
            let opens = self.text[end..].starts_with(|c| c == '(' || QUOTES.contains(&c));
            if left_out.starts_with(char::is_alphanumeric) || left_out.is_empty() && opens {
                let message = "`!` leaves nothing out here: `-` does, or `NOT`";
                return Err(refuse_for(self.text, start..start + 1, message, "-"));
            }
        }
        let Some(places) = places_apart(chunk) else { return Ok(()) };
        let message = "words near each other are written in quotes, with `~` and how many places apart";
        let (before, after) = (self.text[..start].trim_end(), self.text[end..].trim_start());
        let first = before.rsplit(is_blank).next().filter(|word| is_one_word(word));
        let second = after.split(is_blank).next().filter(|word| is_one_word(word));
        let (Some(first), Some(second)) = (first, second) else {
            return Err(refuse(self.text, start..end, message));
        };
        let whole = before.len() - first.len()..self.text.len() - after.len() + second.len();
        let mut refusal = refuse_for(self.text, whole, message, &format!("\"{first} {second}\"~{places}"));
        refusal.at = start..end;
        Err(refusal)
    }

    /// The field that a chunk begins with, if it does; its value stands right behind it.
    fn field(&mut self, start: usize, chunk: &'q str) -> Result<Option<Token<'q>>, QueryError> {
        let (named, length) = fields::named(chunk);
        if named == Named::NoField {
            return Ok(None);
        }
        let (colon, behind) = (start + length, start + length + 1);
        let follows = self.text[behind..].chars().next();
        let has_value = follows.is_some_and(|next| !is_blank(next) && next != ')');
        match named {
            Named::Unknown(meant) if has_value => Err(self.unknown(start, chunk, colon, meant)),
            // `budget: what now` is a sentence.
            Named::Unknown(_) | Named::NoField => Ok(None),
            // So is `Body: three men saw it`, and `New: a bridge`.
            Named::Field(Field::Condition(Condition::New)) if chunk.starts_with('N') => Ok(None),
            Named::Field(_) if !has_value && chunk.starts_with(char::is_uppercase) => Ok(None),
            Named::Field(field) => {
                let is_new = field == Field::Condition(Condition::New);
                self.next = behind;
                match (has_value, is_new) {
                    (true, false) | (false, true) => {
                        Ok(Some(Token { kind: Kind::Field(field), at: start..behind }))
                    }
                    (true, true) => {
                        let message = "`new:` stands alone: nothing comes after its colon";
                        let end = start + chunk.len().max(length + 1);
                        Err(refuse_for(self.text, start..end, message, "new:"))
                    }
                    (false, false) => Err(self.no_value(start..behind)),
                }
            }
        }
    }

    fn unknown(&self, start: usize, chunk: &str, colon: usize, meant: Option<&str>) -> QueryError {
        let name = &self.text[start..colon];
        match meant {
            Some(meant) => {
                let message = format!("there is no field `{name}`");
                refuse_for(self.text, start..colon, message, meant)
            }
            None => {
                let known: Vec<&str> = fields::names().collect();
                let message = format!("there is no field `{name}`; there are {}", known.join(", "));
                let end = start + chunk.len();
                let mut refusal = refuse_for(self.text, start..end, message, &format!("\"{chunk}\""));
                refusal.at = start..colon;
                if end == colon + 1 {
                    refusal.suggestion = None;
                }
                refusal
            }
        }
    }

    fn no_value(&self, at: Range<usize>) -> QueryError {
        let name = &self.text[at.clone()];
        let message = format!("nothing stands right behind `{name}`");
        let gap = self.text[at.end..].len() - self.text[at.end..].trim_start().len();
        let followed = self.text[at.end + gap..].chars().next().is_some_and(|next| next != ')');
        match followed {
            true => {
                let mut refusal = refuse_for(self.text, at.end..at.end + gap, message, "");
                refusal.suggestion =
                    Some(format!("{}{}", &self.text[..at.end], self.text[at.end + gap..].trim_end()));
                QueryError { at, ..refusal }
            }
            false => refuse(self.text, at, message),
        }
    }

    /// The text between quotes, the first of which stands at `self.next`.
    fn quoted(&mut self, start: usize, exact: bool) -> Result<Token<'q>, QueryError> {
        let opening = self.rest().chars().next().map_or(0, char::len_utf8);
        let inner = self.next + opening;
        let Some(length) = self.text[inner..].find(QUOTES) else {
            let message = "this quote is not closed";
            let end = self.text.len();
            let closed = format!("{}\"", self.text[start..].trim_end());
            return Err(refuse_for(self.text, start..end, message, &closed));
        };
        let text = &self.text[inner..inner + length];
        self.next = inner + length;
        self.next += self.rest().chars().next().map_or(0, char::len_utf8);
        let marks = self.marks_behind(start, text)?;
        Ok(Token { kind: Kind::Quoted(Marked { exact, ..marks }), at: start..self.next })
    }

    /// The `~5` and `^2` glued to a closing quote or parenthesis.
    fn marks_behind(&mut self, start: usize, text: &'q str) -> Result<Marked<'q>, QueryError> {
        let (marks, length) = marks_after(self.text, start, self.next, text)?;
        self.next += length;
        Ok(marks)
    }

    /// The run of text that starts here: up to a blank, a quote, or a parenthesis that is not its own.
    fn chunk(&self, place: Place) -> &'q str {
        let rest = self.rest();
        let free = rest.find(|c| is_blank(c) || QUOTES.contains(&c)).unwrap_or(rest.len());
        let rest = &rest[..free];
        let plain = rest.find(['(', ')']).unwrap_or(rest.len());
        // Addresses and globs may hold parentheses in pairs.
        if !is_address(&rest[..plain]) && !place.is_condition() {
            return &rest[..plain];
        }
        let mut depth = 0_usize;
        let end = rest.find(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' if depth == 0 => true,
            ')' => {
                depth -= 1;
                false
            }
            _ => false,
        });
        &rest[..end.unwrap_or(rest.len())]
    }

    /// Whether the `-` that begins the chunk stands right before something that can be negated.
    fn negates(&self, chunk: &str) -> bool {
        let behind = &self.rest()[1..];
        let opens = behind.starts_with(|c| c == '(' || c == '=' || QUOTES.contains(&c));
        let starts_word = !behind.starts_with(|c: char| c == '-' || is_blank(c));
        opens || (starts_word && (has_content(chunk) || chunk.contains('*')))
    }

    fn single(&mut self, start: usize, kind: Kind<'q>) -> Result<Option<Token<'q>>, QueryError> {
        self.next = start + 1;
        Ok(self.up_to_here(start, kind))
    }

    fn up_to_here(&self, start: usize, kind: Kind<'q>) -> Option<Token<'q>> {
        Some(Token { kind, at: start..self.next })
    }

    fn pass_blanks(&mut self) {
        let rest = self.rest();
        self.next += rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
    }

    fn rest(&self) -> &'q str {
        &self.text[self.next..]
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }
}

/// How far apart words may be by an operator of databases: `w/5`, `NEAR/5`.
fn places_apart(chunk: &str) -> Option<u32> {
    const OPERATORS: [&str; 5] = ["w", "near", "pre", "onear", "within"];
    let (operator, places) = chunk.split_once('/')?;
    let is_operator = OPERATORS.iter().any(|known| known.eq_ignore_ascii_case(operator));
    places.parse().ok().filter(|_| is_operator)
}

/// The refusal of a part in which no letter and no digit stands.
pub(super) fn nothing_to_look_for(query: &str, at: Range<usize>) -> QueryError {
    refuse(query, at, "there is no letter or digit in this, so nothing to look for")
}

/// Blanks, line ends and other characters that print nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}
