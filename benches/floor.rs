//! The least that a program on the same engine can do: articles already cut, headline and body stemmed in
//! English and stored, no crawl, no ledger, no report. What newsdex is held against.

use std::path::Path;

use frostem::{Algorithm, Stemmer};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{Index, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError};

use crate::corpus::Made;

/// Builds the floor's index of these articles with two threads.
pub fn index(folder: &Path, articles: &[Made]) -> Result<(), TantivyError> {
    std::fs::create_dir_all(folder)?;
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("stemmed")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_stored().set_indexing_options(indexing);
    let headline = builder.add_text_field("headline", text.clone());
    let body = builder.add_text_field("body", text);
    let source = builder.add_text_field("source", STRING | STORED);
    let date = builder.add_text_field("date", STRING | STORED);
    let index = Index::create_in_dir(folder, builder.build())?;
    index.tokenizers().register("stemmed", stemmed());
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 1_000_000_000)?;
    for article in articles {
        let mut document = TantivyDocument::default();
        document.add_text(headline, &article.headline);
        document.add_text(body, &article.body);
        document.add_text(source, article.source);
        document.add_text(date, &article.date);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

/// Prints the best ten with snippets.
pub fn search(folder: &Path, query: &str) -> Result<(), TantivyError> {
    let index = Index::open_in_dir(folder)?;
    index.tokenizers().register("stemmed", stemmed());
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let searcher: tantivy::Searcher = tantivy::IndexReader::searcher(&reader);
    let (headline, body) = (index.schema().get_field("headline")?, index.schema().get_field("body")?);
    let mut parser = QueryParser::for_index(&index, vec![headline, body]);
    parser.set_conjunction_by_default();
    let query = parser.parse_query(query)?;
    let snippets = SnippetGenerator::create(&searcher, &*query, body)?;
    for (score, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        let headline = document.get_first(headline).and_then(|value| value.as_str()).unwrap_or("");
        println!("{score} {headline} {}", snippets.snippet_from_doc(&document).to_html());
    }
    Ok(())
}

fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(English).build()
}

#[derive(Clone)]
struct English;

impl TokenFilter for English {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemming<T> {
        Stemming(tokenizer)
    }
}

#[derive(Clone)]
struct Stemming<T>(T);

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = StemmedStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedStream { stemmer: Stemmer::new(Algorithm::English), tokens: self.0.token_stream(text) }
    }
}

struct StemmedStream<T> {
    stemmer: Stemmer,
    tokens: T,
}

impl<T: TokenStream> TokenStream for StemmedStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tokens.advance() {
            return false;
        }
        let stem = self.stemmer.stem(&self.tokens.token().text).into_owned();
        self.tokens.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}
