//! Articles → citations for a bibliography: BibTeX, RIS or CSL-JSON. Names of people stay as they are printed; which
//! part of one is the surname is for the reader to say.

use std::io::{self, Write};

use serde::Serialize;

use super::harmless::harmless;
use crate::model::{Article, ArticleId, Lang, Precision};

/// A form of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citation {
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON: one array.
    Csl,
}

/// The citations of some articles, written one after the other.
pub struct Citations {
    form: Citation,
    count: u64,
}

impl Citations {
    /// None yet, in that form.
    pub fn new(form: Citation) -> Citations {
        Citations { form, count: 0 }
    }

    /// One more.
    pub fn article(&mut self, out: &mut dyn Write, article: &Article) -> io::Result<()> {
        self.count += 1;
        match self.form {
            Citation::Bibtex => bibtex(out, article),
            Citation::Ris => ris(out, article),
            Citation::Csl => {
                out.write_all(if self.count == 1 { b"[\n" } else { b",\n" })?;
                Ok(serde_json::to_writer(out, &csl(article))?)
            }
        }
    }

    /// What stands behind the last.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        match (self.form, self.count) {
            (Citation::Csl, 0) => out.write_all(b"[]\n"),
            (Citation::Csl, _) => out.write_all(b"\n]\n"),
            (Citation::Bibtex | Citation::Ris, _) => Ok(()),
        }
    }
}

/// A value on one line.
fn one_line(text: &str) -> String {
    harmless(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Year, month and day, as far as they are known.
fn date_parts(article: &Article) -> Vec<i32> {
    let Some(published) = article.published else { return Vec::new() };
    let (year, month, day) = published.first().parts();
    let known = match published.precision() {
        Precision::Day => 3,
        Precision::Month => 2,
        Precision::Year => 1,
    };
    [year, month.into(), day.into()].into_iter().take(known).collect()
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn bibtex(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    writeln!(out, "@article{{newsdex-{},", article.id)?;
    // The second pair of braces keeps styles from changing capitals.
    writeln!(out, "  title = {{{{{}}}}},", tex(&article.headline))?;
    if !article.bylines.is_empty() {
        let people: Vec<String> = article.bylines.iter().map(|name| tex_name(name)).collect();
        writeln!(out, "  author = {{{}}},", people.join(" and "))?;
    }
    if let Some(source) = &article.source {
        writeln!(out, "  journal = {{{}}},", tex(source))?;
    }
    let date = date_parts(article);
    if let Some(year) = date.first() {
        writeln!(out, "  year = {{{year:04}}},")?;
    }
    if let Some(month) = date.get(1).and_then(|month| MONTHS.get(*month as usize - 1)) {
        writeln!(out, "  month = {month},")?;
    }
    if let Some(day) = date.get(2) {
        writeln!(out, "  day = {{{day}}},")?;
    }
    if let Some(url) = &article.url {
        let url = one_line(url).replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D");
        writeln!(out, "  url = {{{url}}},")?;
    }
    if let Some(lang) = &article.lang {
        writeln!(out, "  langid = {{{}}},", lang.code())?;
    }
    writeln!(out, "}}\n")
}

/// A text whose letters TeX takes for themselves.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A name that is several to BibTeX, or turned round by it, is held together by braces.
fn tex_name(name: &str) -> String {
    let parts = name.contains(',') || name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if parts { format!("{{{}}}", tex(name)) } else { tex(name) }
}

fn ris(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    let mut tag = |tag: &str, value: &str| write!(out, "{tag}  - {}\r\n", one_line(value));
    tag("TY", "NEWS")?;
    tag("ID", &article.id.to_string())?;
    tag("TI", &article.headline)?;
    article.bylines.iter().try_for_each(|name| tag("AU", name))?;
    if let Some(source) = &article.source {
        tag("T2", source)?;
    }
    let date = date_parts(article);
    if let Some(year) = date.first() {
        tag("PY", &format!("{year:04}"))?;
        let part = |at: usize| date.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
        tag("DA", &format!("{year:04}/{}/{}/", part(1), part(2)))?;
    }
    if let Some(url) = &article.url {
        tag("UR", url)?;
    }
    if let Some(lang) = &article.lang {
        tag("LA", lang.code())?;
    }
    tag("ER", "")?;
    out.write_all(b"\r\n")
}

#[derive(Serialize)]
struct Csl<'a> {
    id: ArticleId,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct CslName<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    date_parts: [Vec<i32>; 1],
}

fn csl(article: &Article) -> Csl<'_> {
    let date = date_parts(article);
    Csl {
        id: article.id,
        r#type: "article-newspaper",
        title: &article.headline,
        author: article.bylines.iter().map(|name| CslName { literal: name }).collect(),
        container_title: article.source.as_deref(),
        issued: (!date.is_empty()).then_some(CslDate { date_parts: [date] }),
        url: article.url.as_deref(),
        language: article.lang.as_ref().map(Lang::code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        Article {
            id: ArticleId(0xab),
            ordinal: 0,
            headline: "Nets & {tar}: 100%\nof the quay".to_owned(),
            source: Some("Harbour Post".to_owned()),
            published: "2025-06-02".parse().ok(),
            bylines: vec!["Ann Roe".to_owned(), "Post, Staff".to_owned()],
            url: Some("https://harbour.example/a_b".to_owned()),
            lang: Lang::new("en"),
            format: "text".to_owned(),
            style: "credit".to_owned(),
            body: String::new(),
            lines: None,
            confidence: 1.0,
            inferred: Vec::new(),
        }
    }

    fn cited(form: Citation, articles: &[Article]) -> String {
        let (mut out, mut citations) = (Vec::new(), Citations::new(form));
        articles.iter().for_each(|article| citations.article(&mut out, article).unwrap());
        citations.end(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn bibtex_takes_every_letter_for_itself_and_every_name_for_one() {
        insta::assert_snapshot!(cited(Citation::Bibtex, &[article()]), @r"
        @article{newsdex-00000000000000ab,
          title = {{Nets \& \{tar\}: 100\% of the quay}},
          author = {Ann Roe and {Post, Staff}},
          journal = {Harbour Post},
          year = {2025},
          month = jun,
          day = {2},
          url = {https://harbour.example/a_b},
          langid = {en},
        }
        ");
    }

    #[test]
    fn a_month_is_cited_as_a_month() {
        let mut article = article();
        article.published = "1994-03".parse().ok();
        let ris = cited(Citation::Ris, std::slice::from_ref(&article));
        let lines: Vec<&str> = ris.split("\r\n").collect();
        assert_eq!(lines[0], "TY  - NEWS");
        assert!(lines.contains(&"PY  - 1994") && lines.contains(&"DA  - 1994/03//"), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.starts_with("AU  - ")).count(), 2);
        assert!(cited(Citation::Bibtex, &[article]).contains("  month = mar,\n  url"));
    }

    #[test]
    fn csl_is_one_array_however_many_there_are() {
        let mut undated = article();
        undated.published = None;
        for articles in [&[][..], &[article()], &[article(), undated]] {
            let value: serde_json::Value = serde_json::from_str(&cited(Citation::Csl, articles)).unwrap();
            assert_eq!(value.as_array().map(Vec::len), Some(articles.len()));
        }
        let value: serde_json::Value = serde_json::from_str(&cited(Citation::Csl, &[article()])).unwrap();
        assert_eq!(value[0]["issued"]["date-parts"][0], serde_json::json!([2025, 6, 2]));
        assert_eq!(value[0]["container-title"], "Harbour Post");
    }
}
