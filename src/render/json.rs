//! Answers for programs: JSON Lines, under the names that INTERFACE promises.

use std::io::{self, Write};

use serde::Serialize;

use super::explain::role_name;
use super::{Renderer, Status};
use crate::model::{
    Article, ArticleId, ConfigCheck, Considered, Coverage, Explained, Facet, Found, Hit, Kept, Lang, Like,
    Period, Place, Precision, Published, ReadLine, Report, per_thousand,
};

/// JSON Lines.
pub(super) struct Json;

#[derive(Serialize)]
struct JsonHit<'a> {
    rank: usize,
    score: f32,
    id: ArticleId,
    headline: &'a str,
    source: Option<&'a str>,
    date: Option<String>,
    date_precision: Option<Precision>,
    published: Option<String>,
    byline: Option<&'a str>,
    url: Option<&'a str>,
    lang: Option<Lang>,
    format: &'a str,
    root: &'a str,
    path: &'a str,
    line_start: Option<u32>,
    line_end: Option<u32>,
    also: Vec<JsonPlace<'a>>,
    snippet: Option<&'a str>,
    highlights: Vec<[usize; 2]>,
    headline_highlights: Vec<[usize; 2]>,
    like: Vec<JsonLike<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    explanation: &'a [String],
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    root: &'a str,
    path: &'a str,
    line_start: Option<u32>,
    line_end: Option<u32>,
}

#[derive(Serialize)]
struct JsonLike<'a> {
    id: ArticleId,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonFound<'a> {
    path: &'a str,
    #[serde(flatten)]
    article: &'a Article,
    root: &'a str,
    also: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPiece<'a> {
    path: &'a str,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(Serialize)]
struct JsonLine<'a> {
    path: &'a str,
    line: u32,
    role: &'static str,
    article: Option<u32>,
    why: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
}

/// How a file was cut; the lines follow it.
#[derive(Serialize)]
struct JsonCut<'a> {
    path: &'a str,
    style: &'a str,
    articles: u32,
    why: &'a str,
    considered: &'a [Considered],
}

/// What came of checking a configuration; its examples follow it.
#[derive(Serialize)]
struct JsonCheck<'a> {
    path: &'a str,
    styles: usize,
    folders: usize,
    fields: usize,
    passes: bool,
    faults: &'a [String],
    remarks: &'a [String],
}

#[derive(Serialize)]
struct JsonExample<'a> {
    path: &'a str,
    line: u32,
    style: &'a str,
    example: &'a str,
    passes: bool,
    differences: &'a [String],
}

#[derive(Serialize)]
struct JsonPeriod<'a> {
    period: &'a str,
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_thousand: Option<f64>,
}

#[derive(Serialize)]
struct JsonCoverage<'a> {
    source: Option<&'a str>,
    first: String,
    last: String,
    days: u64,
    articles: u64,
    gaps: Vec<[String; 2]>,
}

#[derive(Serialize)]
struct JsonCount {
    count: u64,
}

#[derive(Serialize)]
struct JsonDamage<'a> {
    damage: &'a str,
}

/// Writes one value as one line.
fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn places(places: &[Place]) -> Vec<JsonPlace<'_>> {
    places
        .iter()
        .map(|Place { root, path, lines }| JsonPlace {
            root,
            path,
            line_start: lines.map(|lines| lines.start),
            line_end: lines.map(|lines| lines.end),
        })
        .collect()
}

fn hit(hit: &Hit) -> JsonHit<'_> {
    let ranges = |marks: &[std::ops::Range<usize>]| marks.iter().map(|mark| [mark.start, mark.end]).collect();
    JsonHit {
        rank: hit.rank,
        score: hit.score,
        id: hit.id,
        headline: &hit.headline,
        source: hit.source.as_deref(),
        date: hit.published.and_then(Published::day).map(|day| day.to_string()),
        date_precision: hit.published.map(Published::precision),
        published: hit.published.map(|published| published.to_string()),
        byline: hit.byline.as_deref(),
        url: hit.url.as_deref(),
        lang: hit.lang,
        format: &hit.format,
        root: &hit.place.root,
        path: &hit.place.path,
        line_start: hit.place.lines.map(|lines| lines.start),
        line_end: hit.place.lines.map(|lines| lines.end),
        also: places(&hit.also),
        snippet: hit.snippet.as_ref().map(|snippet| snippet.text.as_str()),
        highlights: hit.snippet.as_ref().map(|snippet| ranges(&snippet.marks)).unwrap_or_default(),
        headline_highlights: ranges(&hit.headline_marks),
        like: hit
            .like
            .iter()
            .map(|Like { id, source }| JsonLike { id: *id, source: source.as_deref() })
            .collect(),
        explanation: &hit.explanation,
    }
}

impl Renderer for Json {
    fn hits(&self, out: &mut dyn Write, hits: &[Hit]) -> io::Result<()> {
        hits.iter().try_for_each(|found| line(out, &hit(found)))
    }

    fn count(&self, out: &mut dyn Write, count: u64) -> io::Result<()> {
        line(out, &JsonCount { count })
    }

    fn articles_begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn article(&self, out: &mut dyn Write, found: &Found) -> io::Result<()> {
        let Found { article, place, also } = found;
        line(out, &JsonFound { path: &place.path, article, root: &place.root, also: places(also) })
    }

    fn cut(&self, out: &mut dyn Write, path: &str, articles: &[Article]) -> io::Result<()> {
        articles.iter().try_for_each(|article| line(out, &JsonPiece { path, article }))
    }

    fn explained(&self, out: &mut dyn Write, path: &str, explained: &Explained) -> io::Result<()> {
        let Explained { style, articles, why, considered, lines } = explained;
        line(out, &JsonCut { path, style, articles: *articles, why, considered })?;
        lines.iter().try_for_each(|read| {
            let ReadLine { number, text, role, article, why, confidence } = read;
            let (role, article, confidence) = (role_name(*role), *article, *confidence);
            line(out, &JsonLine { path, line: *number, role, article, why, text, confidence })
        })
    }

    fn config_check(&self, out: &mut dyn Write, check: &ConfigCheck) -> io::Result<()> {
        let ConfigCheck { path, styles, folders, fields, examples, faults, remarks } = check;
        let (styles, folders, fields, passes) = (*styles, *folders, *fields, check.passes());
        line(out, &JsonCheck { path, styles, folders, fields, passes, faults, remarks })?;
        examples.iter().try_for_each(|run| {
            let (style, example, differences) = (&run.style, &run.example, &run.differences);
            let (config_line, passes) = (run.line, differences.is_empty());
            line(out, &JsonExample { path, line: config_line, style, example, passes, differences })
        })
    }

    fn facets(&self, out: &mut dyn Write, facets: &[Facet]) -> io::Result<()> {
        facets.iter().try_for_each(|facet| line(out, facet))
    }

    fn timeline(&self, out: &mut dyn Write, periods: &[Period]) -> io::Result<()> {
        periods.iter().try_for_each(|period| {
            let Period { period, start, source, count, of } = period;
            let (start, count, of) = (start.to_string(), *count, *of);
            let per_thousand = of.map(|of| per_thousand(count, of));
            line(out, &JsonPeriod { period, start, source: source.as_deref(), count, of, per_thousand })
        })
    }

    fn coverage(&self, out: &mut dyn Write, outlets: &[Coverage]) -> io::Result<()> {
        outlets.iter().try_for_each(|outlet| {
            let Coverage { source, first, last, days, articles, gaps } = outlet;
            let gaps = gaps.iter().map(|(first, last)| [first.to_string(), last.to_string()]).collect();
            let (first, last) = (first.to_string(), last.to_string());
            let (days, articles) = (*days, *articles);
            line(out, &JsonCoverage { source: source.as_deref(), first, last, days, articles, gaps })
        })
    }

    fn status(&self, out: &mut dyn Write, status: &Status) -> io::Result<()> {
        line(out, status)
    }

    fn report(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        line(out, report)
    }

    fn kept(&self, out: &mut dyn Write, kept: &[Kept]) -> io::Result<()> {
        kept.iter().try_for_each(|kept| line(out, kept))
    }

    fn damage(&self, out: &mut dyn Write, findings: &[String]) -> io::Result<()> {
        findings.iter().try_for_each(|damage| line(out, &JsonDamage { damage }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::text::tests::{sample_hit, written};

    #[test]
    fn a_hit_is_one_line_under_the_promised_names() {
        let line = written(|out| Json.hits(out, &[sample_hit()]));
        assert_eq!(line.lines().count(), 1);
        insta::assert_snapshot!(line, @r#"{"rank":1,"score":7.25,"id":"0123456789abcdef","headline":"Ferry to Grell stays in harbour for a third day as the ice thickens around the outer islands","source":"Grell Courier","date":"2025-06-02","date_precision":"day","published":"2025-06-02","byline":null,"url":null,"lang":"en","format":"text","root":"/news","path":"digests/a.txt","line_start":25,"line_end":40,"also":[],"snippet":"… the master of the ferry said that nobody would sail before the ice had been measured again, and that the harbour …","highlights":[[22,27],[67,70]],"headline_highlights":[[0,5],[55,58]],"like":[]}"#);
    }
}
