//! Facets, timelines, articles like one, and export.

use super::{Archive, Piece, word};
use crate::model::{Clause, Query};
use crate::search::{FacetField, Over, Step, Which, coverage, export, facets, similar, timeline};

fn year() -> Vec<Piece> {
    let piece = |id, source, date, path| Piece {
        id,
        headline: "Fog",
        body: "Fog on the sea.",
        source: Some(source),
        date: Some(date),
        path,
        ..Piece::default()
    };
    vec![
        piece(1, "Salt", "2031-01-05", "a.txt"),
        piece(2, "Salt", "2031-01-06", "a.txt"),
        piece(3, "Reed", "2031-04", "b.txt"),
        piece(4, "Reed", "2030", "b.txt"),
        // The same article, saved once more.
        piece(1, "Salt", "2031-01-05", "b.txt"),
    ]
}

#[test]
fn facets_count_each_article_once() {
    for apart in [true, false] {
        let archive = Archive::built(&year(), apart);
        let counted = |field| {
            let found = facets(&archive.generation, field, &Query::default(), None).unwrap();
            found.into_iter().map(|facet| (facet.value, facet.count)).collect::<Vec<_>>()
        };
        let row = |value: &str, count| (value.to_owned(), count);
        assert_eq!(counted(FacetField::Source), [row("Reed", 2), row("Salt", 2)]);
        assert_eq!(counted(FacetField::Path), [row("b.txt", 3), row("a.txt", 2)]);
        assert_eq!(counted(FacetField::Year), [row("2031", 3), row("2030", 1)]);
        assert_eq!(counted(FacetField::Month), [row("2031-01", 2), row("2031-04", 1)]);
        assert_eq!(counted(FacetField::Day), [row("2031-01-05", 1), row("2031-01-06", 1)]);
        assert_eq!(counted(FacetField::Byline), []);
    }
    let archive = Archive::of(&year());
    let first = facets(&archive.generation, FacetField::Lang, &Query::default(), Some(1)).unwrap();
    assert_eq!((first[0].value.as_str(), first[0].count), ("en", 4));
}

#[test]
fn a_timeline_has_its_empty_periods_and_each_article_once() {
    let archive = Archive::of(&year());
    let counted = |by, per_source| {
        let found =
            timeline(&archive.generation, &Query::default(), Over { by, per_source, share: false }).unwrap();
        let row = |period: crate::model::Period| {
            format!(
                "{} {}{}",
                period.period,
                period.source.map_or(String::new(), |source| source + " "),
                period.count
            )
        };
        found.into_iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(counted(Step::Month, false), ["2031-01 2", "2031-02 0", "2031-03 0", "2031-04 1"]);
    assert_eq!(counted(Step::Week, false), ["2031-W01 1", "2031-W02 1"]);
    assert_eq!(counted(Step::Year, true), ["2030 Reed 1", "2030 Salt 0", "2031 Reed 1", "2031 Salt 2"]);
}

#[test]
fn an_outlet_is_counted_as_one_however_its_name_is_written() {
    let piece = |id, source, byline, date, body| Piece {
        id,
        source: Some(source),
        byline: Some(byline),
        date: Some(date),
        body,
        ..Piece::default()
    };
    let archive = Archive::of(&[
        piece(1, "Salt Post", "Ida Roe", "2031-01-05", "Fog."),
        piece(2, "SALT POST", "IDA ROE", "2031-01-06", "Sun."),
        piece(3, "The Salt Post", "Ida roe", "2031-01-07", "Fog."),
        piece(4, "Reed", "Ida", "2031-01-07", "Sun."),
    ]);
    let counted = |field| {
        let found = facets(&archive.generation, field, &Query::default(), None).unwrap();
        found.into_iter().map(|facet| format!("{} {}", facet.value, facet.count)).collect::<Vec<_>>()
    };
    assert_eq!(counted(FacetField::Source), ["Salt Post 3", "Reed 1"]);
    assert_eq!(counted(FacetField::Byline), ["Ida Roe 3", "Ida 1"]);
    let days = coverage(&archive.generation, &Query::default()).unwrap();
    assert_eq!(days.iter().map(|outlet| outlet.days).collect::<Vec<_>>(), [3, 1]);
    let over = Over { by: Step::Year, per_source: true, share: true };
    let sunny = Query { clause: Some(word("sun")), ..Query::default() };
    let found = timeline(&archive.generation, &sunny, over).unwrap();
    let shares: Vec<(Option<&str>, u64, Option<u64>)> =
        found.iter().map(|period| (period.source.as_deref(), period.count, period.of)).collect();
    assert_eq!(shares, [(Some("Reed"), 1, Some(1)), (Some("Salt Post"), 1, Some(3))]);
}

#[test]
fn a_timeline_by_outlet_leaves_no_outlet_out() {
    let names: Vec<&'static str> =
        (0..30).map(|number| &*String::leak(format!("Outlet {number:02}"))).collect();
    let piece = |(id, name)| Piece { id, source: Some(name), date: Some("2031-01-05"), ..Piece::default() };
    let archive = Archive::of(&(1..).zip(names.iter().copied()).map(piece).collect::<Vec<_>>());
    let found = timeline(
        &archive.generation,
        &Query::default(),
        Over { by: Step::Year, per_source: true, share: false },
    )
    .unwrap();
    let sources: Vec<String> = found.into_iter().filter_map(|period| period.source).collect();
    assert_eq!(sources, names);
}

#[test]
fn a_share_is_of_the_articles_that_the_filters_let_through() {
    let mut pieces = year();
    pieces[0].body = "Sun on the sea.";
    pieces[0].headline = "Sun";
    pieces[4] = pieces[0].clone();
    let archive = Archive::of(&pieces);
    let shares = |filters, per_source| {
        let query = Query { clause: Some(word("fog")), filters, ..Query::default() };
        let over = Over { by: Step::Year, per_source, share: true };
        let found = timeline(&archive.generation, &query, over).unwrap();
        found.into_iter().map(|period| (period.count, period.of)).collect::<Vec<_>>()
    };
    assert_eq!(shares(Vec::new(), false), [(1, Some(1)), (2, Some(3))]);
    assert_eq!(shares(vec![Clause::SourceIs("salt".to_owned())], false), [(1, Some(2))]);
    assert_eq!(shares(Vec::new(), true), [(1, Some(1)), (0, Some(0)), (1, Some(1)), (1, Some(2))]);
}

#[test]
fn coverage_names_the_days_that_an_outlet_lacks() {
    let piece = |id, source, date| Piece { id, source, date: Some(date), ..Piece::default() };
    let archive = Archive::of(&[
        piece(1, Some("Salt"), "2031-01-05"),
        piece(2, Some("Salt"), "2031-01-05"),
        piece(3, Some("Salt"), "2031-01-06"),
        piece(4, Some("Salt"), "2031-01-09"),
        piece(5, Some("Salt"), "2031-03"),
        piece(6, None, "2031-01-07"),
    ]);
    let found = coverage(&archive.generation, &Query::default()).unwrap();
    let rows: Vec<String> = found
        .iter()
        .map(|row| {
            let gaps: Vec<String> = row.gaps.iter().map(|(first, last)| format!("{first}..{last}")).collect();
            let name = row.source.as_deref().unwrap_or("-");
            format!("{name} {}..{} {} {} {}", row.first, row.last, row.days, row.articles, gaps.join(" "))
        })
        .collect();
    assert_eq!(
        rows,
        ["Salt 2031-01-05..2031-01-09 3 4 2031-01-07..2031-01-08", "- 2031-01-07..2031-01-07 1 1 "]
    );
}

#[test]
fn articles_like_one_share_its_telling_words() {
    let piece = |id, body| Piece { id, body, ..Piece::default() };
    let archive = Archive::of(&[
        piece(1, "The lighthouse keeper saw a whale near the lighthouse."),
        piece(2, "A whale swam past the lighthouse, said the keeper."),
        piece(3, "The budget of the town was passed near midnight."),
        piece(4, "The bakery opens on the square."),
    ]);
    let like = similar(&archive.generation, &Which::Id("0000000000000001".to_owned()), 5).unwrap();
    assert_eq!(like.hits.first().map(|hit| hit.id.0), Some(2));
    assert!(like.hits.iter().all(|hit| hit.id.0 != 1));
}

#[test]
fn export_gives_whole_articles_once_each() {
    let archive = Archive::of(&year());
    let query = Query { clause: Some(word("fog")), limit: None, ..Query::default() };
    let found: Vec<_> = export(&archive.generation, &query).unwrap().map(Result::unwrap).collect();
    let ids: Vec<u64> = found.iter().map(|found| found.article.id.0).collect();
    assert_eq!(ids, [3, 2, 1, 4]);
    assert_eq!((found[2].also.len(), found[2].article.body.as_str()), (1, "Fog on the sea."));
}
