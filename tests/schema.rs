//! `Article` and `schema/articles.json` say the same, both ways.

use std::collections::BTreeSet;

use newsdex::index::Fields;
use newsdex::model::{Article, ArticleId, Inferred, Kind, Lang, Lines, MEMBERS, Schema};

fn schema() -> Schema {
    Schema::current().unwrap()
}

fn whole_article() -> Article {
    Article {
        id: ArticleId(1),
        ordinal: 1,
        headline: "Kites over the quarry".to_owned(),
        source: Some("The Hill Post".to_owned()),
        published: "2032-02-29".parse().ok(),
        bylines: vec!["Nell Okafor".to_owned()],
        url: Some("https://hill.example/kites".to_owned()),
        lang: Lang::new("en"),
        format: "text".to_owned(),
        style: "credit".to_owned(),
        body: "They flew all day.".to_owned(),
        lines: Some(Lines { start: 1, end: 3 }),
        confidence: 1.0,
        inferred: vec![Inferred::Lang],
    }
}

fn names(of: impl Fn(&newsdex::model::Row) -> bool) -> BTreeSet<String> {
    schema().fields.iter().filter(|row| of(row)).map(|row| row.name.clone()).collect()
}

#[test]
fn an_article_is_serialised_under_the_names_it_lists() {
    let json = serde_json::to_value(whole_article()).unwrap();
    let printed: BTreeSet<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(printed, BTreeSet::from(MEMBERS));
}

#[test]
fn every_member_of_an_article_has_one_row_and_every_other_row_says_what_it_is_made_from() {
    let rows: Vec<String> = schema().fields.into_iter().map(|row| row.name).collect();
    assert_eq!(rows.len(), rows.iter().collect::<BTreeSet<_>>().len(), "a name stands twice");
    for member in MEMBERS {
        assert!(rows.iter().any(|row| row == member), "{member} has no row in schema/articles.json");
    }
    for row in schema().fields {
        let member = MEMBERS.contains(&row.name.as_str());
        assert!(member || !row.derived_from.is_empty(), "{} is no member of Article", row.name);
    }
}

#[test]
fn every_row_with_a_kind_is_a_field_of_the_index_and_every_field_has_a_row() {
    let fields: BTreeSet<String> = Fields::NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names(|row| row.kind != Kind::None), fields);
}

#[test]
fn no_member_is_lost_between_indexing_and_showing() {
    for row in schema().fields.iter().filter(|row| MEMBERS.contains(&row.name.as_str())) {
        let follows = !row.derived_from.is_empty();
        assert!(row.stored || row.display || follows, "{} is kept nowhere", row.name);
        assert!(!(row.stored && row.display), "{} is kept twice", row.name);
    }
}
