//! Answers as comma-separated values (RFC 4180, lines ended by `\n`), with a line of names first.

use std::io::{self, Write};

use super::explain::role_name;
use super::{Renderer, Status};
use crate::model::{
    Article, ConfigCheck, Coverage, Explained, Facet, Found, Hit, Kept, Lang, Lines, Period, Place,
    Precision, Published, Report, per_thousand,
};

/// Comma-separated values.
pub(super) struct Csv;

/// A cell: quoted where it must be; control characters made harmless, line ends and tabs kept.
fn cell(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let text = if text.contains(steers) {
        let lines: Vec<_> = text.split('\n').map(super::harmless).collect();
        std::borrow::Cow::Owned(lines.join("\n"))
    } else {
        std::borrow::Cow::Borrowed(text)
    };
    if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    writeln!(out, "{}", cells.join(","))
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn date(published: Option<Published>) -> [String; 2] {
    let precision = published.map(|published| match published.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
    });
    [optional(published), optional(precision)]
}

fn lines(lines: Option<Lines>) -> [String; 2] {
    [optional(lines.map(|lines| lines.start)), optional(lines.map(|lines| lines.end))]
}

const ARTICLE: &str =
    "id,headline,source,date,date_precision,byline,url,lang,format,style,root,path,line_start,line_end,body";

fn article_row(out: &mut dyn Write, article: &Article, place: &Place) -> io::Result<()> {
    let [date, precision] = date(article.published);
    let [start, end] = lines(place.lines);
    row(
        out,
        &[
            article.id.to_string(),
            article.headline.clone(),
            optional(article.source.as_deref()),
            date,
            precision,
            optional(article.byline()),
            optional(article.url.as_deref()),
            optional(article.lang.as_ref().map(Lang::code)),
            article.format.clone(),
            article.style.clone(),
            place.root.clone(),
            place.path.clone(),
            start,
            end,
            article.body.clone(),
        ],
    )
}

impl Renderer for Csv {
    fn hits(&self, out: &mut dyn Write, hits: &[Hit]) -> io::Result<()> {
        writeln!(
            out,
            "rank,score,id,headline,source,date,date_precision,byline,url,lang,format,root,path,line_start,line_end,snippet"
        )?;
        hits.iter().try_for_each(|hit| {
            let [date, precision] = date(hit.published);
            let [start, end] = lines(hit.place.lines);
            row(
                out,
                &[
                    hit.rank.to_string(),
                    hit.score.to_string(),
                    hit.id.to_string(),
                    hit.headline.clone(),
                    optional(hit.source.as_deref()),
                    date,
                    precision,
                    optional(hit.byline.as_deref()),
                    optional(hit.url.as_deref()),
                    optional(hit.lang.as_ref().map(Lang::code)),
                    hit.format.clone(),
                    hit.place.root.clone(),
                    hit.place.path.clone(),
                    start,
                    end,
                    optional(hit.snippet.as_ref().map(|snippet| &snippet.text)),
                ],
            )
        })
    }

    fn count(&self, out: &mut dyn Write, count: u64) -> io::Result<()> {
        writeln!(out, "count\n{count}")
    }

    fn articles_begin(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{ARTICLE}")
    }

    fn article(&self, out: &mut dyn Write, found: &Found) -> io::Result<()> {
        article_row(out, &found.article, &found.place)
    }

    fn cut(&self, out: &mut dyn Write, path: &str, articles: &[Article]) -> io::Result<()> {
        articles.iter().try_for_each(|article| {
            let place = Place { root: String::new(), path: path.to_owned(), lines: article.lines };
            article_row(out, article, &place)
        })
    }

    fn explained(&self, out: &mut dyn Write, path: &str, explained: &Explained) -> io::Result<()> {
        writeln!(out, "path,line,role,article,confidence,why,text")?;
        explained.lines.iter().try_for_each(|line| {
            let role = role_name(line.role).to_owned();
            let (number, article) = (line.number.to_string(), optional(line.article));
            let sure = optional(line.confidence.map(|sure| format!("{sure:.2}")));
            row(out, &[path.to_owned(), number, role, article, sure, line.why.to_string(), line.text.clone()])
        })
    }

    fn config_check(&self, out: &mut dyn Write, check: &ConfigCheck) -> io::Result<()> {
        writeln!(out, "path,line,style,example,passes,differences")?;
        check.examples.iter().try_for_each(|run| {
            let passes = run.differences.is_empty().to_string();
            let (line, differs) = (run.line.to_string(), run.differences.join("; "));
            row(out, &[check.path.clone(), line, run.style.clone(), run.example.clone(), passes, differs])
        })
    }

    fn facets(&self, out: &mut dyn Write, facets: &[Facet]) -> io::Result<()> {
        writeln!(out, "value,count")?;
        facets.iter().try_for_each(|facet| row(out, &[facet.value.clone(), facet.count.to_string()]))
    }

    fn timeline(&self, out: &mut dyn Write, periods: &[Period]) -> io::Result<()> {
        let per_source = periods.iter().any(|period| period.source.is_some());
        let share = periods.iter().any(|period| period.of.is_some());
        let source = if per_source { "source," } else { "" };
        writeln!(out, "period,start,{source}count{}", if share { ",of,per_thousand" } else { "" })?;
        periods.iter().try_for_each(|period| {
            let mut cells = vec![period.period.clone(), period.start.to_string()];
            if per_source {
                cells.push(optional(period.source.as_deref()));
            }
            cells.push(period.count.to_string());
            if let Some(of) = period.of {
                cells.extend([of.to_string(), format!("{:.3}", per_thousand(period.count, of))]);
            }
            row(out, &cells)
        })
    }

    fn coverage(&self, out: &mut dyn Write, outlets: &[Coverage]) -> io::Result<()> {
        writeln!(out, "source,first,last,days,articles,gap_first,gap_last")?;
        outlets.iter().try_for_each(|outlet| {
            let own = [
                optional(outlet.source.as_deref()),
                outlet.first.to_string(),
                outlet.last.to_string(),
                outlet.days.to_string(),
                outlet.articles.to_string(),
            ];
            // A line a gap: what has none has one line with no gap in it.
            let whole = outlet.gaps.is_empty().then(|| [String::new(), String::new()]);
            let gaps = outlet.gaps.iter().map(|(first, last)| [first.to_string(), last.to_string()]);
            gaps.chain(whole).try_for_each(|gap| row(out, &[&own[..], &gap[..]].concat()))
        })
    }

    fn status(&self, out: &mut dyn Write, status: &Status) -> io::Result<()> {
        writeln!(out, "folder,articles,files")?;
        status.folders.iter().try_for_each(|folder| {
            row(out, &[folder.path.clone(), folder.articles.to_string(), folder.files.to_string()])
        })
    }

    fn report(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        writeln!(out, "path,line,code,lost,since,message")?;
        report.problems.iter().try_for_each(|problem| {
            let code = super::messages::code_name(problem.code);
            let lost = problem.lost.to_string();
            let since = optional(problem.since.as_deref());
            row(
                out,
                &[problem.path.clone(), optional(problem.line), code, lost, since, problem.message.clone()],
            )
        })
    }

    fn kept(&self, out: &mut dyn Write, kept: &[Kept]) -> io::Result<()> {
        writeln!(out, "generation,current,began,articles,files")?;
        kept.iter().try_for_each(|kept| {
            let began = optional(kept.began.as_deref());
            let counts = [kept.articles, kept.files].map(|count| count.to_string());
            let [articles, files] = counts;
            row(out, &[kept.generation.to_string(), kept.current.to_string(), began, articles, files])
        })
    }

    fn damage(&self, out: &mut dyn Write, findings: &[String]) -> io::Result<()> {
        writeln!(out, "damage")?;
        findings.iter().try_for_each(|finding| row(out, std::slice::from_ref(finding)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        let check = |input: &str, expect: &str| assert_eq!(cell(input), expect);
        check("plain words", "plain words");
        check("one, two", "\"one, two\"");
        check("the \"Gull\"", "\"the \"\"Gull\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("\x1b[0m", "␛[0m");
    }
}
