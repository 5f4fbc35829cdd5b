//! Names that scraped news calls its fields by → fields of an article. It is shared by every format that is a table of
//! names and values; it reads no format itself.

use std::sync::Arc;

use super::clipping::Told;
use super::marks::{self, Dating};
use super::{markup, stamp};
use crate::extract::formats::Loss;
use crate::model::{Code, FieldNames};

/// A field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Headline,
    /// The outlet.
    Source,
    /// The day of publication.
    Date,
    /// The people who wrote it.
    Byline,
    /// The address on the web.
    Url,
    /// The language.
    Language,
    /// The text.
    Text,
}

/// The names of each field, the surest first; small letters without signs.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Headline,
        &[
            "headline",
            "title",
            "webtitle",
            "articletitle",
            "headlinemain",
            "titel",
            "titre",
            "titulo",
            "título",
            "titolo",
            "tytuł",
            "tytul",
            "überschrift",
            "ueberschrift",
            "schlagzeile",
            "заголовок",
            "название",
            "headlines",
            "heading",
            "headlinetext",
            "hl",
            "hedline",
            "hed",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "sourcename",
            "metasitename",
            "sourcehostname",
            "sitename",
            "publication",
            "publisher",
            "outlet",
            "newspaper",
            "site",
            "medium",
            "media",
            "sourcedomain",
            "domain",
            "hostname",
            "provider",
            "publicationname",
            "publishername",
            "publicationtitle",
            "mediaoutlet",
            "medianame",
            "quelle",
            "zeitung",
            "fuente",
            "medio",
            "fonte",
            "testata",
            "giornale",
            "journal",
            "bron",
            "źródło",
            "источник",
        ],
    ),
    (
        Field::Date,
        &[
            "datepublished",
            "datepublish",
            "publishdate",
            "publishedat",
            "publisheddate",
            "published",
            "pubdate",
            "publicationdate",
            "webpublicationdate",
            "firstpublished",
            "date",
            "versioncreated",
            "firstcreated",
            "datetime",
            "timestamp",
            "created",
            "createdat",
            "datum",
            "fecha",
            "dateofpublication",
            "publicationdatetime",
            "publishtime",
            "publishingdate",
            "seendate",
            "publishedtime",
            "publishedon",
            "publishedutc",
            "datetimepublished",
            "posted",
            "posteddate",
            "dateposted",
            "releasedate",
            "issued",
            "erscheinungsdatum",
            "дата",
        ],
    ),
    (
        Field::Byline,
        &[
            "byline",
            "bylines",
            "authors",
            "author",
            "creator",
            "writer",
            "journalist",
            "autor",
            "auteur",
            "auteurs",
            "autore",
            "autores",
            "autoren",
            "authorname",
            "authornames",
            "authorslist",
            "reporter",
            "автор",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "canonicalurl",
            "weburl",
            "link",
            "articleurl",
            "permalink",
            "externalurl",
            "uri",
            "href",
            "enlace",
            "lien",
            "sourceurl",
            "newsurl",
            "ссылка",
        ],
    ),
    (Field::Language, &["language", "lang", "languagecode", "baselanguage", "langue", "sprache", "idioma"]),
    (
        Field::Text,
        &[
            "maintext",
            "articlebody",
            "fulltext",
            "articletext",
            "bodytext",
            "text",
            "body",
            "content",
            "contenttext",
            "rawtext",
            "cleanedtext",
            "story",
            "texte",
            "texto",
            "testo",
            "tekst",
            "contenu",
            "contenido",
            "contenuto",
            "conteudo",
            "conteúdo",
            "inhalt",
            "volltext",
            "artikeltext",
            "cuerpo",
            "corps",
            "treść",
            "текст",
            "articlecontents",
            "fullcontent",
            "cleantext",
            "plaintext",
            "textcontent",
            "ctext",
            "article",
            "bodyhtml",
            "contenthtml",
            "bodyxhtml",
            "leadparagraph",
            "description",
            "summary",
            "excerpt",
            "abstract",
            "shortdescription",
            "descriptiontext",
            "snippet",
            "teaser",
            "lead",
        ],
    ),
];

/// The field that a name stands for, and how sure that is: less is surer.
pub fn field(name: &str) -> Option<(Field, usize)> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = |plain: &str| {
        NAMES.iter().find_map(|(field, names)| Some((*field, names.iter().position(|own| *own == plain)?)))
    };
    let of_article =
        || ["article", "news", "story", "post"].iter().find_map(|of| known(plain.strip_prefix(of)?));
    known(&plain).or_else(of_article)
}

/// What a file calls its fields: what is usual, unless a person names them.
#[derive(Debug, Clone, Default)]
pub struct Names(pub Option<Arc<FieldNames>>);

impl Names {
    /// The field that a usual name stands for, unless the file is said to have another name for it.
    pub fn usual(&self, name: &str) -> Option<(Field, usize)> {
        field(name).filter(|(field, _)| !self.are_given(*field))
    }

    /// Whether a person names a field.
    pub fn are_given(&self, field: Field) -> bool {
        self.given().any(|(given, ..)| given == field)
    }

    /// The names that a person gives, and what they stand for, of each field the surest first.
    pub fn given(&self) -> impl Iterator<Item = (Field, usize, &str)> {
        let fields = self.0.iter().flat_map(|names| {
            [
                (Field::Headline, &names.headline),
                (Field::Source, &names.source),
                (Field::Date, &names.date),
                (Field::Byline, &names.byline),
                (Field::Url, &names.url),
                (Field::Language, &names.lang),
                (Field::Text, &names.body),
            ]
        });
        fields.flat_map(|(field, names)| {
            names.iter().enumerate().map(move |(place, name)| (field, place, name.as_str()))
        })
    }

    /// Whether fields that a file calls so make an article: where the text has a name of its own, it is enough.
    pub fn make_an_article(&self, fields: &Fields) -> bool {
        fields.are_an_article() || (self.are_given(Field::Text) && fields.have(Field::Text))
    }

    /// What is wrong with a file that has none of the names that a person gives.
    pub fn find_nothing(&self) -> Option<Loss> {
        let names: Vec<String> = self.given().map(|(.., name)| format!("`{name}`")).collect();
        let message = format!(
            "the fields that newsdex.toml names for it make no article ({}); see whether it calls them so",
            names.join(", ")
        );
        self.0.is_some().then_some(Loss { code: Code::FieldsFindNothing, message })
    }
}

/// Whether a value only fills its place.
fn is_nothing(value: &str) -> bool {
    let value = value.trim();
    let word = |nothing: &&str| value.eq_ignore_ascii_case(nothing);
    !value.contains(char::is_alphanumeric) || ["none", "null", "nan", "n/a"].iter().any(word)
}

/// Fields as they were found, of each the surest.
#[derive(Debug, Default)]
pub struct Fields(Vec<(Field, usize, Vec<String>)>);

impl Fields {
    /// Takes in what stands under a name. Several values are those of a list.
    pub fn take(&mut self, field: Field, sure: usize, values: Vec<String>) {
        let values: Vec<String> = values.into_iter().filter(|value| !is_nothing(value)).collect();
        if values.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(own, ..)| *own == field) {
            Some(own) if own.1 > sure => *own = (field, sure, values),
            Some(_) => {}
            None => self.0.push((field, sure, values)),
        }
    }

    /// Whether they make an article: a text, and a headline or where it is from.
    pub fn are_an_article(&self) -> bool {
        self.have(Field::Text)
            && (self.have(Field::Headline) || self.have(Field::Url) || self.have(Field::Date))
    }

    /// Whether a field was found.
    pub fn have(&self, field: Field) -> bool {
        self.0.iter().any(|(own, ..)| *own == field)
    }

    /// The article.
    pub fn told(self, dating: &Dating) -> Told {
        let mut told = Told::default();
        for (field, _, values) in self.0 {
            let joined = values.join("\n\n");
            let line = || markup::text(&joined).split_whitespace().collect::<Vec<_>>().join(" ");
            match field {
                Field::Headline => told.headline = line(),
                // Clips give the address that they were taken from as their source.
                Field::Source if joined.starts_with("http") => told.url = told.url.or(Some(joined)),
                Field::Source => told.source = Some(line()),
                Field::Date => told.published = stamp::published(&joined, dating),
                Field::Byline => told.persons = persons(&values),
                Field::Url => told.url = Some(joined).filter(|url| url.starts_with("http")).or(told.url),
                Field::Language => told.language = Some(joined),
                Field::Text => told.body = markup::text(&joined),
            }
        }
        // Services put the outlet behind the headline.
        let outlet = told.source.as_deref().map(|source| format!(" - {source}"));
        if let Some(alone) = outlet.and_then(|outlet| told.headline.strip_suffix(&outlet)) {
            told.headline = alone.to_owned();
        }
        told
    }
}

/// The people that values name: one each, several in one, or a list written out.
fn persons(values: &[String]) -> Vec<String> {
    let mut persons = Vec::new();
    for value in values {
        let value = value.trim().trim_start_matches('[').trim_end_matches(']');
        for name in value.split([';', '|', '\n']).flat_map(|part| part.split("', '")) {
            let name = name.trim().trim_matches(['"', '\'']).trim();
            if name.is_empty() || name.contains("://") {
                continue;
            }
            match marks::persons(name) {
                several if several.len() > 1 => persons.extend(several),
                one => persons.push(one.into_iter().next().unwrap_or_else(|| name.to_owned())),
            }
        }
    }
    persons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_whatever_its_signs() {
        assert_eq!(field("date_publish").map(|found| found.0), Some(Field::Date));
        assert_eq!(field("Source Domain").map(|found| found.0), Some(Field::Source));
        assert_eq!(field("Article_Content").map(|found| found.0), Some(Field::Text));
        assert_eq!(field("Überschrift").map(|found| found.0), Some(Field::Headline));
        assert_eq!(field("short_description").map(|found| found.0), Some(Field::Text));
        assert_eq!(field("comments"), None);
    }

    #[test]
    fn a_value_that_only_fills_its_place_is_none() {
        let mut fields = Fields::default();
        fields.take(Field::Text, 0, vec!["-".to_owned()]);
        fields.take(Field::Text, 1, vec!["The pier opens.".to_owned()]);
        fields.take(Field::Byline, 0, vec!["N/A".to_owned()]);
        let told = fields.told(&Dating { today: crate::model::Day::new(2025, 7, 1).unwrap(), order: None });
        assert_eq!((told.body.as_str(), told.persons), ("The pier opens.", vec![]));
    }

    #[test]
    fn the_outlet_behind_a_headline_is_none_of_it() {
        let mut fields = Fields::default();
        fields.take(Field::Headline, 0, vec!["Pier opens - Quay Times".to_owned()]);
        fields.take(Field::Source, 0, vec!["Quay Times".to_owned()]);
        let told = fields.told(&Dating { today: crate::model::Day::new(2025, 7, 1).unwrap(), order: None });
        assert_eq!((told.headline.as_str(), told.source.as_deref()), ("Pier opens", Some("Quay Times")));
    }

    #[test]
    fn people_are_named_in_lists_of_every_kind() {
        let check = |values: &[&str], expect: &[&str]| {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            assert_eq!(persons(&values), expect);
        };
        check(&["['Ida Brandt', 'Jo Marsh']"], &["Ida Brandt", "Jo Marsh"]);
        check(&["Ida Brandt", "Jo Marsh"], &["Ida Brandt", "Jo Marsh"]);
        check(&["By Ida Brandt and Jo Marsh"], &["Ida Brandt", "Jo Marsh"]);
        check(&["https://quay.example/ida"], &[]);
    }
}
