//! Article → document of the engine, and back. Which field is of what kind is not decided here but in
//! `schema/articles.json`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use super::analyser::fold;
use super::document::ArticleDocument;
use super::fields::Fields;
use crate::error::{Error, Result};
use crate::model::{Article, ArticleId, FileKey, Inferred, Lang, Lines, Sketch};

/// An article as the index keeps it, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The article.
    pub article: Article,
    /// Its file.
    pub file: FileKey,
    /// When its id was first seen, in seconds since 1970-01-01T00:00:00Z.
    pub added: i64,
}

/// The document of an article of that file.
pub fn document(
    fields: &Fields,
    file: &FileKey,
    article: &Article,
    added: i64,
    sketch: &Sketch,
) -> ArticleDocument {
    // Room for everything once: the text, the names thrice over, and what `display` repeats of them.
    let names = article.source.as_ref().map_or(0, String::len)
        + article.bylines.iter().map(|name| name.len() + 8).sum::<usize>()
        + article.url.as_ref().map_or(0, String::len)
        + file.path.len();
    let mut document =
        ArticleDocument::with_capacity(article.headline.len() + article.body.len() + 4 * names + 320);

    let language = article.stemmed_as();
    let language = language.as_ref().map_or("", Lang::code);
    document.unsigned(fields.id, article.id.0);
    if !article.headline.is_empty() {
        document.text_with_stems(fields.headline, fields.headline_stem, language, &article.headline);
    }
    if !article.body.is_empty() {
        document.text_with_stems(fields.body, fields.body_stem, language, &article.body);
    }
    for name in &article.bylines {
        document.text_of(&[fields.byline, fields.byline_name], name);
    }
    if let Some(source) = &article.source {
        document.text_of(&[fields.source, fields.source_name], source);
        document.text(fields.source_key, &source_key(source));
    }
    if let Some(url) = &article.url {
        document.text(fields.url, url);
    }
    if let Some(lang) = article.lang {
        document.text(fields.lang, lang.code());
    }
    document.text(fields.format, &article.format);
    document.text(fields.style, &article.style);
    if let Some(published) = article.published {
        document.signed(fields.day_first, published.first().epoch());
        document.signed(fields.day_last, published.last().epoch());
    }
    for (name, absent) in absences(article) {
        if absent {
            document.text(fields.lacks, name);
        }
    }
    document.bytes(fields.sketch, &sketch.0);

    document.text(fields.file_key, &file.to_string());
    document.unsigned(fields.root, u64::from(file.root));
    document.text(fields.path, &file.path);
    if let Some(lines) = article.lines {
        document.unsigned(fields.line_start, u64::from(lines.start));
    }
    document.signed(fields.added, added);
    document.text(fields.display, &Display::of(file, article).to_json());
    document
}

/// An outlet's name as it is compared: folded, a leading "The" aside.
pub fn source_key(name: &str) -> String {
    let mut key = fold(name);
    if key.len() > "the ".len() && key.starts_with("the ") {
        key.drain(.."the ".len());
    }
    key
}

/// What an article can lack, by the name under which `has:` asks for it.
fn absences(article: &Article) -> [(&'static str, bool); 6] {
    [
        ("headline", article.headline.is_empty()),
        ("source", article.source.is_none()),
        ("date", article.published.is_none()),
        ("byline", article.bylines.is_empty()),
        ("url", article.url.is_none()),
        ("lang", article.lang.is_none()),
    ]
}

/// What is only shown of an article. Its members have the names of the article's.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Display<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    ordinal: u32,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    source: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    bylines: Cow<'a, [String]>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow)]
    style: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line_end: Option<u32>,
    confidence: f32,
    #[serde(default, skip_serializing_if = "<[Inferred]>::is_empty")]
    inferred: Cow<'a, [Inferred]>,
}

impl<'a> Display<'a> {
    fn of(file: &'a FileKey, article: &'a Article) -> Display<'a> {
        Display {
            path: Cow::Borrowed(&file.path),
            ordinal: article.ordinal,
            source: article.source.as_deref().map(Cow::Borrowed),
            published: article.published.map(|published| published.to_string()),
            bylines: Cow::Borrowed(&article.bylines),
            url: article.url.as_deref().map(Cow::Borrowed),
            lang: article.lang,
            format: Cow::Borrowed(&article.format),
            style: Cow::Borrowed(&article.style),
            line_end: article.lines.map(|lines| lines.end),
            confidence: article.confidence,
            inferred: Cow::Borrowed(&article.inferred),
        }
    }

    fn to_json(&self) -> String {
        // Strings and numbers alone: there is nothing here that JSON could refuse.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The article of a document that was read from the index; an engine error where it is none of ours.
pub fn article(fields: &Fields, document: &TantivyDocument) -> Result<Kept> {
    let text = |field: Field| document.get_first(field).and_then(|value| value.as_str());
    let unsigned = |field: Field| document.get_first(field).and_then(|value| value.as_u64());
    let lacking = |what: &str| Error::Engine(format!("a stored article has no {what}"));

    let display = text(fields.display).ok_or_else(|| lacking("display"))?;
    let display: Display =
        serde_json::from_str(display).map_err(|error| Error::Engine(format!("a stored article: {error}")))?;
    let id = unsigned(fields.id).ok_or_else(|| lacking("id"))?;
    let root = unsigned(fields.root).and_then(|root| u32::try_from(root).ok());
    let added = document.get_first(fields.added).and_then(|value| value.as_i64());
    let start = unsigned(fields.line_start).and_then(|line| u32::try_from(line).ok());

    Ok(Kept {
        file: FileKey { root: root.ok_or_else(|| lacking("root"))?, path: display.path.into_owned() },
        added: added.ok_or_else(|| lacking("added"))?,
        article: Article {
            id: ArticleId(id),
            ordinal: display.ordinal,
            headline: text(fields.headline).unwrap_or_default().to_owned(),
            source: display.source.map(Cow::into_owned),
            published: display.published.and_then(|published| published.parse().ok()),
            bylines: display.bylines.into_owned(),
            url: display.url.map(Cow::into_owned),
            lang: display.lang,
            format: display.format.into_owned(),
            style: display.style.into_owned(),
            body: text(fields.body).unwrap_or_default().to_owned(),
            lines: start.zip(display.line_end).map(|(start, end)| Lines { start, end }),
            confidence: display.confidence,
            inferred: display.inferred.into_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tantivy::schema::Document;

    use super::*;
    use crate::index::fields::engine_schema;
    use crate::model::{Published, SKETCH_LEN, Schema};

    fn tide_article() -> Article {
        Article {
            id: ArticleId(0xfedc_ba98_7654_3210),
            ordinal: 3,
            headline: "Harbour gates stay shut".to_owned(),
            source: Some("The Salt Observer".to_owned()),
            published: Published::in_month(2031, 4),
            bylines: vec!["Ida Brandt".to_owned(), "Jo \"Reed\" Marsh".to_owned()],
            url: Some("https://salt.example/gates".to_owned()),
            lang: Lang::new("en"),
            format: "text".to_owned(),
            style: "credit".to_owned(),
            body: "The gates stay shut.\nNobody knows until when.".to_owned(),
            lines: Some(Lines { start: 12, end: 19 }),
            confidence: 0.97,
            inferred: vec![Inferred::Source, Inferred::Lang],
        }
    }

    fn bare_article() -> Article {
        Article {
            headline: String::new(),
            source: None,
            published: None,
            bylines: Vec::new(),
            url: None,
            lang: None,
            body: String::new(),
            lines: None,
            inferred: Vec::new(),
            ..tide_article()
        }
    }

    fn file() -> FileKey {
        FileKey { root: 2, path: "a b/%FFdigest.txt".to_owned() }
    }

    fn mapped(article: &Article) -> (Fields, TantivyDocument) {
        let fields = Fields::of(&engine_schema().unwrap()).unwrap();
        let sketch = Sketch([7; SKETCH_LEN]);
        (fields, document(&fields, &file(), article, 1_900_000_000, &sketch).into_tantivy_document())
    }

    fn texts(document: &TantivyDocument, field: Field) -> Vec<String> {
        document.get_all(field).map(|value| value.as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn an_article_comes_back_as_it_went_in() {
        for whole in [tide_article(), bare_article()] {
            let (fields, document) = mapped(&whole);
            let kept = article(&fields, &document).unwrap();
            assert_eq!(kept, Kept { article: whole, file: file(), added: 1_900_000_000 });
        }
    }

    #[test]
    fn what_is_only_shown_is_what_the_schema_says() {
        let schema = Schema::current().unwrap();
        let shown: BTreeSet<&str> =
            schema.fields.iter().filter(|row| row.display).map(|row| row.name.as_str()).collect();
        let display = serde_json::to_value(Display::of(&file(), &tide_article())).unwrap();
        let kept: BTreeSet<&str> = display.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(kept, shown);
    }

    #[test]
    fn a_month_spans_its_days() {
        let (fields, document) = mapped(&tide_article());
        let day = |field: Field| document.get_first(field).unwrap().as_i64().unwrap();
        assert_eq!(day(fields.day_last) - day(fields.day_first), 29);
    }

    #[test]
    fn text_to_be_stemmed_says_its_language_and_text_that_is_stored_does_not() {
        let unknown = |body: &str| Article { lang: None, body: body.to_owned(), ..tide_article() };
        for (article, prefix) in [
            (tide_article(), "en\u{1f}"),
            (unknown("Plain letters – and dashes"), "en\u{1f}"),
            (unknown("Ebbe über Nacht"), "\u{1f}"),
        ] {
            let (fields, document) = mapped(&article);
            assert_eq!(texts(&document, fields.body), [article.body.as_str()]);
            assert_eq!(texts(&document, fields.body_stem), [format!("{prefix}{}", article.body)]);
        }
    }

    #[test]
    fn what_an_article_lacks_can_be_asked_for() {
        let (fields, document) = mapped(&bare_article());
        assert_eq!(texts(&document, fields.lacks), ["headline", "source", "date", "byline", "url", "lang"]);
        let (fields, document) = mapped(&tide_article());
        assert_eq!(texts(&document, fields.lacks), [""; 0]);
    }

    #[test]
    fn an_outlet_is_known_without_its_case_and_its_the() {
        for (name, key) in
            [("The Salt Observer", "salt observer"), ("SALT OBSERVER", "salt observer"), ("The", "the")]
        {
            assert_eq!(source_key(name), key, "{name}");
        }
    }
}
