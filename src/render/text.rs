//! Answers for people: hits, whole articles, and how a file was cut. The other pictures have files of
//! their own; here they are gathered under one [`Renderer`].

use std::io::{self, Write};

use super::harmless::{harmless, harmless_marked, harmless_path};
use super::paint::Ink;
use super::words::counted;
use super::{Look, Renderer, Status, config_check, coverage, explain, messages, overview, status, width};
use crate::model::{
    Article, ConfigCheck, Coverage, Explained, Facet, Found, Hit, Inferred, Kept, Lines, Period, Place,
    Report,
};

/// Output for people.
pub(super) struct Text<'a> {
    /// What it is fitted to.
    pub(super) look: &'a Look<'a>,
}

/// A headline takes no more lines than this in a list.
const HEADLINE_LINES: usize = 3;

/// A body is folded to lines no longer than this: longer ones are hard to read.
const MEASURE: usize = 88;

impl Renderer for Text<'_> {
    fn hits(&self, out: &mut dyn Write, hits: &[Hit]) -> io::Result<()> {
        for (at, hit) in hits.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            self.hit(out, hit)?;
        }
        Ok(())
    }

    fn count(&self, out: &mut dyn Write, count: u64) -> io::Result<()> {
        writeln!(out, "{count}")
    }

    fn articles_begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn article(&self, out: &mut dyn Write, found: &Found) -> io::Result<()> {
        let (article, paint) = (&found.article, self.look.paint);
        for line in self.folded(&headline(&article.headline)) {
            writeln!(out, "{}", paint.ink(Ink::Headline, &line))?;
        }
        let credit = credit(article, article.byline().as_deref());
        if !credit.is_empty() {
            writeln!(out, "{}", credit.join(" · "))?;
        }
        if let Some(url) = &article.url {
            writeln!(out, "{}", paint.ink(Ink::Faint, &harmless(url)))?;
        }
        for (at, place) in [&found.place].into_iter().chain(&found.also).enumerate() {
            self.place(out, place, if at == 0 { "" } else { "also " })?;
            match (place.lines, at) {
                (Some(lines), 0) if lines.end > lines.start => {
                    write!(out, "{}", paint.ink(Ink::Faint, &format!("–{}", lines.end)))?;
                }
                _ => {}
            }
            if at == 0 {
                write!(out, "{}", paint.ink(Ink::Faint, &format!(" · {}", article.id)))?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
        for paragraph in article.body.lines() {
            for line in self.folded(paragraph) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn cut(&self, out: &mut dyn Write, path: &str, articles: &[Article]) -> io::Result<()> {
        let paint = self.look.paint;
        let count = counted(articles.len() as u64, "article");
        writeln!(out, "{}: {count}", paint.ink(Ink::Path, &harmless(path)))?;
        for article in articles {
            self.piece(out, article)?;
        }
        Ok(())
    }

    fn explained(&self, out: &mut dyn Write, path: &str, explained: &Explained) -> io::Result<()> {
        explain::explained(out, path, explained, self.look)
    }

    fn config_check(&self, out: &mut dyn Write, check: &ConfigCheck) -> io::Result<()> {
        config_check::text(out, check, self.look)
    }

    fn facets(&self, out: &mut dyn Write, facets: &[Facet]) -> io::Result<()> {
        overview::facets(out, facets, self.look)
    }

    fn timeline(&self, out: &mut dyn Write, periods: &[Period]) -> io::Result<()> {
        overview::timeline(out, periods, self.look)
    }

    fn coverage(&self, out: &mut dyn Write, outlets: &[Coverage]) -> io::Result<()> {
        coverage::coverage(out, outlets, self.look)
    }

    fn status(&self, out: &mut dyn Write, status: &Status) -> io::Result<()> {
        status::text(out, status, self.look)
    }

    fn report(&self, _out: &mut dyn Write, _report: &Report) -> io::Result<()> {
        // For people a report is a sentence among the messages, and no answer.
        Ok(())
    }

    fn kept(&self, out: &mut dyn Write, kept: &[Kept]) -> io::Result<()> {
        status::kept(out, kept, self.look)
    }

    fn damage(&self, out: &mut dyn Write, findings: &[String]) -> io::Result<()> {
        messages::damage(out, findings)
    }
}

impl Text<'_> {
    /// A hit: rank and headline, credit and place, the snippet; folded, and indented under the headline.
    fn hit(&self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let paint = self.look.paint;
        let rank = format!("{:<2} ", hit.rank);
        let indent = " ".repeat(rank.len());
        let room = self.look.columns.saturating_sub(rank.len());

        let (text, marks) = harmless_marked(&hit.headline, &hit.headline_marks);
        let text = if text.trim().is_empty() { headline("") } else { text };
        let lines = width::fold(&text, room);
        for (at, line) in lines.iter().take(HEADLINE_LINES).enumerate() {
            let lead = if at == 0 { paint.ink(Ink::Faint, &rank) } else { indent.clone() };
            let more = if at + 1 == HEADLINE_LINES && lines.len() > HEADLINE_LINES { " …" } else { "" };
            writeln!(out, "{lead}{}{more}", paint.marked(&text, line.clone(), &marks, Ink::Headline))?;
        }

        write!(out, "{indent}")?;
        let dot = paint.ink(Ink::Faint, " · ");
        if let Some(source) = &hit.source {
            write!(out, "{}{dot}", paint.ink(Ink::Source, &width::cut(&harmless(source), room / 2)))?;
        }
        if let Some(published) = hit.published {
            write!(out, "{published}{dot}")?;
        }
        if let Some(byline) = &hit.byline {
            write!(out, "{}{dot}", width::cut(&harmless(byline), room / 2))?;
        }
        self.place(out, &hit.place, "")?;
        if hit.place.lines.is_none() || self.look.verbose {
            write!(out, "{dot}{}", paint.ink(Ink::Faint, &hit.id.to_string()))?;
        }
        writeln!(out)?;

        if let Some(snippet) = hit.snippet.as_ref().filter(|snippet| !snippet.text.is_empty()) {
            let (text, marks) = harmless_marked(&snippet.text, &snippet.marks);
            for line in width::fold(&text, room) {
                writeln!(out, "{indent}{}", paint.marked(&text, line, &marks, Ink::Plain))?;
            }
        }
        self.siblings(out, hit, &indent)?;
        for line in &hit.explanation {
            let (line, further) = (harmless(line.trim_start()), line.len() - line.trim_start().len());
            for (at, part) in width::fold(&line, room.saturating_sub(further + 2)).into_iter().enumerate() {
                let further = if at == 0 { further } else { further + 2 };
                writeln!(out, "{indent}{:further$}{}", "", paint.ink(Ink::Faint, &line[part]))?;
            }
        }
        Ok(())
    }

    /// Where else the article stands, and the near copies that the hit stands for.
    fn siblings(&self, out: &mut dyn Write, hit: &Hit, indent: &str) -> io::Result<()> {
        let paint = self.look.paint;
        if let Some(first) = hit.also.first() {
            write!(out, "{indent}")?;
            self.place(out, first, "also ")?;
            let rest = hit.also.len() as u64 - 1;
            let more =
                if rest > 0 { format!(" and {}", counted(rest, "other place")) } else { String::new() };
            writeln!(out, "{}", paint.ink(Ink::Faint, &more))?;
        }
        if !hit.like.is_empty() {
            let mut sources: Vec<&str> = hit.like.iter().filter_map(|like| like.source.as_deref()).collect();
            sources.sort_unstable();
            sources.dedup();
            let whose = if sources.is_empty() { String::new() } else { format!(": {}", sources.join(", ")) };
            let line = format!("+{}{whose}", counted(hit.like.len() as u64, "near copy"));
            let room = self.look.columns.saturating_sub(indent.len());
            writeln!(out, "{indent}{}", paint.ink(Ink::Faint, &width::cut(&harmless(&line), room)))?;
        }
        Ok(())
    }

    /// `also digests/a.txt:25`, without a line end.
    fn place(&self, out: &mut dyn Write, place: &Place, lead: &str) -> io::Result<()> {
        let paint = self.look.paint;
        let path = harmless_path(&(self.look.path)(place));
        write!(out, "{}", paint.ink(Ink::Faint, lead))?;
        let link = (self.look.link)(place);
        if let Some(file) = &link {
            write!(out, "\x1b]8;;{}\x1b\\", file_address(file))?;
        }
        // The path may hold bytes that are no text, so that it cannot go through a string.
        let colour = paint.ink(Ink::Path, "\0");
        let (on, off) = colour.split_once('\0').unwrap_or_default();
        out.write_all(on.as_bytes())?;
        out.write_all(&path)?;
        out.write_all(off.as_bytes())?;
        if let Some(lines) = place.lines {
            write!(out, "{}", paint.ink(Ink::Faint, &format!(":{}", lines.start)))?;
        }
        if link.is_some() { out.write_all(b"\x1b]8;;\x1b\\") } else { Ok(()) }
    }

    /// An article among those that a file was cut into.
    fn piece(&self, out: &mut dyn Write, article: &Article) -> io::Result<()> {
        let paint = self.look.paint;
        let number = format!("{:>4}  ", article.ordinal);
        let indent = " ".repeat(number.len());
        let room = self.look.columns.saturating_sub(number.len());
        let title = headline(&article.headline);
        for (at, line) in width::fold(&title, room).into_iter().take(HEADLINE_LINES).enumerate() {
            let lead = if at == 0 { paint.ink(Ink::Faint, &number) } else { indent.clone() };
            writeln!(out, "{lead}{}", paint.ink(Ink::Headline, &title[line]))?;
        }
        let mut facts = credit(article, article.byline().as_deref());
        if let Some(Lines { start, end }) = article.lines {
            facts.push(if start == end { format!("line {start}") } else { format!("lines {start}–{end}") });
        }
        let words = article.body.split_whitespace().count() as u64;
        facts.push(counted(words, "word"));
        facts.extend(article.lang.map(|lang| lang.code().to_owned()));
        let facts = facts.join(" · ");
        for line in width::fold(&facts, room) {
            writeln!(out, "{indent}{}", &facts[line])?;
        }
        if let Some(url) = &article.url {
            writeln!(out, "{indent}{}", paint.ink(Ink::Faint, &width::cut(&harmless(url), room)))?;
        }
        if article.confidence < 0.5 {
            let doubt = format!("unsure cut (confidence {:.2})", article.confidence);
            writeln!(out, "{indent}{}", paint.ink(Ink::Doubt, &doubt))?;
        }
        let beginning: String =
            article.body.lines().find(|line| !line.trim().is_empty()).unwrap_or("").into();
        writeln!(out, "{indent}{}", paint.ink(Ink::Faint, &width::cut(&harmless(beginning.trim()), room)))
    }

    /// A paragraph's lines: folded on a terminal, else as it is.
    fn folded(&self, paragraph: &str) -> Vec<String> {
        let clean = harmless(paragraph);
        if !self.look.fold {
            return vec![clean.into_owned()];
        }
        let columns = self.look.columns.min(MEASURE);
        width::fold(&clean, columns).into_iter().map(|line| clean[line].to_owned()).collect()
    }
}

fn headline(headline: &str) -> std::borrow::Cow<'_, str> {
    if headline.is_empty() { "(without a headline)".into() } else { harmless(headline) }
}

/// A file's address, for a link.
fn file_address(path: &[u8]) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(byte);
    let coded = path
        .iter()
        .map(|byte| if plain(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") });
    std::iter::once("file://".to_owned()).chain(coded).collect()
}

/// Outlet, date and people; what the article does not print itself stands in brackets.
fn credit(article: &Article, byline: Option<&str>) -> Vec<String> {
    let shown = |text: &str, field: Inferred| {
        let text = harmless(text);
        if article.inferred.contains(&field) { format!("[{text}]") } else { text.into_owned() }
    };
    let date = article.published.map(|published| published.to_string());
    let source = article.source.as_deref().map(|source| shown(source, Inferred::Source));
    let date = date.as_deref().map(|date| shown(date, Inferred::Date));
    let byline = byline.map(|byline| shown(byline, Inferred::Byline));
    source.into_iter().chain(date).chain(byline).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{ArticleId, Day, Lang, Like, Published, Snippet};
    use crate::render::Paint;

    pub(in crate::render) fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    pub(in crate::render) fn sample_hit() -> Hit {
        Hit {
            rank: 1,
            score: 7.25,
            id: ArticleId(0x0123_4567_89ab_cdef),
            headline: "Ferry to Grell stays in harbour for a third day as the ice thickens around the outer islands"
                .to_owned(),
            headline_marks: vec![0..5, 55..58],
            source: Some("Grell Courier".to_owned()),
            published: Day::new(2025, 6, 2).map(Published::on),
            byline: None,
            url: None,
            lang: Some(Lang::ENGLISH),
            format: "text".to_owned(),
            place: Place {
                root: "/news".to_owned(),
                path: "digests/a.txt".to_owned(),
                lines: Some(Lines { start: 25, end: 40 }),
            },
            also: Vec::new(),
            snippet: Some(Snippet {
                text: "… the master of the ferry said that nobody would sail before the ice had been measured again, and that the harbour …".to_owned(),
                marks: vec![22..27, 67..70],
            }),
            like: Vec::new(),
            explanation: Vec::new(),
        }
    }

    fn shown(hits: &[Hit], colour: bool) -> String {
        let path = |place: &Place| place.path.clone().into_bytes();
        let look = Look {
            columns: 60,
            paint: Paint(colour),
            fold: true,
            verbose: false,
            path: &path,
            link: &|_| None,
        };
        written(|out| Text { look: &look }.hits(out, hits))
    }

    #[test]
    fn a_hit_reads_well() {
        insta::assert_snapshot!(shown(&[sample_hit()], false), @"
        1  Ferry to Grell stays in harbour for a third day as the
           ice thickens around the outer islands
           Grell Courier · 2025-06-02 · digests/a.txt:25
           … the master of the ferry said that nobody would sail
           before the ice had been measured again, and that the
           harbour …
        ");
        insta::assert_snapshot!(shown(&[sample_hit()], true).replace('\x1b', "␛"), @"
        ␛[2m1  ␛[0m␛[1;31mFerry␛[0m␛[1m to Grell stays in harbour for a third day as the␛[0m
           ␛[1;31mice␛[0m␛[1m thickens around the outer islands␛[0m
           ␛[36mGrell Courier␛[0m␛[2m · ␛[0m2025-06-02␛[2m · ␛[0m␛[35mdigests/a.txt␛[0m␛[2m:25␛[0m
           … the master of the ␛[1;31mferry␛[0m said that nobody would sail
           before the ␛[1;31mice␛[0m had been measured again, and that the
           harbour …
        ");
    }

    #[test]
    fn a_place_is_a_link_where_the_terminal_has_them() {
        let path = |place: &Place| place.path.clone().into_bytes();
        let link = |place: &Place| Some(format!("/news/a \x1b[é]/{}", place.path).into_bytes());
        let look =
            Look { columns: 60, paint: Paint(false), fold: true, verbose: false, path: &path, link: &link };
        let shown = written(|out| Text { look: &look }.place(out, &sample_hit().place, "also "));
        let address = "file:///news/a%20%1B%5B%C3%A9%5D/digests/a.txt";
        assert_eq!(shown, format!("also \x1b]8;;{address}\x1b\\digests/a.txt:25\x1b]8;;\x1b\\"));
    }

    #[test]
    fn copies_and_oddities_are_shown_beside_a_hit() {
        let mut hit = sample_hit();
        hit.rank = 12;
        hit.headline = String::new();
        hit.headline_marks = Vec::new();
        hit.source = Some("The \x1b[5mGull".to_owned());
        hit.byline = Some("Ada Marsh".to_owned());
        hit.also = vec![hit.place.clone(), hit.place.clone()];
        hit.place.lines = None;
        hit.snippet = None;
        hit.like = vec![Like { id: ArticleId(1), source: Some("Tidewater Post".to_owned()) }];
        insta::assert_snapshot!(shown(&[hit], false), @"
        12 (without a headline)
           The ␛[5mGull · 2025-06-02 · Ada Marsh · digests/a.txt · 0123456789abcdef
           also digests/a.txt:25 and 1 other place
           +1 near copy: Tidewater Post
        ");
    }
}
