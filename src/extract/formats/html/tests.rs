//! What whole pages say of headline, writers and text.

use super::*;
use crate::model::Day;

/// The only article of a page.
fn saved(page: &str) -> Saved {
    let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
    match read(page, &dating) {
        Holds::Articles(articles) => articles.into_iter().next().unwrap_or_default(),
        Holds::Export(lines) => panic!("{lines}"),
    }
}

/// A text of three paragraphs, long enough to be what a page is about.
fn text() -> String {
    let paragraph = "The pier of Vellmora opens again on Friday after nine weeks of repairs, the harbour master said, and the first ferry sails at noon.";
    format!("<p>{paragraph}</p>").repeat(3)
}

fn check_headline(head: &str, heading: &str, expect: &str) {
    let page = format!("<html><head>{head}</head><body><article>{heading}{}</article></body></html>", text());
    assert_eq!(saved(&page).headline, expect, "{heading}");
}

fn check_persons(above: &str, below: &str, expect: &[&str]) {
    let page = format!(
        "<html><body><article><h1>The pier opens again</h1>{above}{}{below}</article></body></html>",
        text()
    );
    assert_eq!(saved(&page).persons, expect, "{above} {below}");
}

#[test]
fn a_date_may_stand_in_the_title_of_any_element() {
    let date = "<span class=updated title='2013-04-04T18:52:11+00:00'></span>";
    let page = format!(
        "<html><body><p>3 May 2010</p><article><h1>The pier opens again</h1>{date}{}</article></body></html>",
        text()
    );
    assert_eq!(saved(&page).published, Day::new(2013, 4, 4).map(Published::on));
}

#[test]
fn a_kicker_is_no_part_of_the_headline_unless_a_mark_joins_them_and_the_page_names_both() {
    let heading = "<h1><span class='article-kicker'>Harbour</span> <span>The pier opens again</span></h1>";
    check_headline("<title>Harbour The pier opens again - Quay</title>", heading, "The pier opens again");
    let marked = "<h1><span class=overline>Harbour</span>: <span>The pier opens again</span></h1>";
    check_headline("<meta property=og:title content='The pier opens again'>", marked, "The pier opens again");
    let whole = "<meta property=og:title content='Harbour: The pier opens again'>";
    check_headline(whole, marked, "Harbour: The pier opens again");
}

#[test]
fn a_heading_that_leads_to_the_first_page_names_the_site() {
    let headings = "<h1><a href='https://quay.example/'>Quay Notes</a></h1><h2>The pier opens again</h2>";
    check_headline("<title>Quay Notes » The pier opens again</title>", headings, "The pier opens again");
    check_headline("", "<h1>The pier opens again<a href='#pier'>¶</a></h1>", "The pier opens again");
}

#[test]
fn a_user_is_named_by_the_link_to_the_user() {
    check_persons(
        "<span class='author vcard'><a class='url fn n' href='/u/quaycat'>quaycat</a></span>",
        "",
        &["quaycat"],
    );
    check_persons("<div class=post-author><a href='/author/ann/'>Ann</a></div>", "", &["Ann"]);
    check_persons(
        "<div class=byline>By <span>Ann Roe</span><span>Staff Writer</span></div>",
        "",
        &["Ann Roe"],
    );
}

#[test]
fn a_label_tells_that_the_name_below_it_is_the_writers() {
    check_persons("<p>By</p><p>Ann Roe</p>", "", &["Ann Roe"]);
    check_persons("<div>3 May 2019</div><p>Quay Affairs</p>", "", &[]);
    check_persons("<p>Ein Artikel von Ann Roe | 03.05.2019</p>", "", &["Ann Roe"]);
}

#[test]
fn a_text_is_signed_above_or_below() {
    check_persons("<p><b>Ann Roe</b></p>", "", &["Ann Roe"]);
    check_persons("", "<p>Auteur : Ann Roe</p>", &["Ann Roe"]);
    check_persons("", "<p>(Ann Roe)</p>", &["Ann Roe"]);
    check_persons("", "", &[]);
}

#[test]
fn those_who_are_named_together_are_all_writers() {
    let head = "<meta name=author content='Ann Roe'><p>By Ann Roe and Tom Doe</p>";
    check_persons(head, "", &["Ann Roe", "Tom Doe"]);
}

#[test]
fn a_page_of_proquest_is_read_by_its_labels() {
    let article = |number: u32, headline: &str| {
        format!(
            "<div><a name=\"DocID_MSTAR_{number}\"></a><p></p><p>{headline}</p><p><strong>Author:  </strong>Roe, Ann; Doe, Tom</p>\
             <p><strong>Publication info:  </strong>Quay Times ; Quay, N.Y. [Quay, N.Y]02 May 2019: A.2.</p><p><a href='https://q.example/1'>ProQuest document link</a></p>\
             <p><strong>Abstract:  </strong>None available.</p><p><strong>Full text: </strong></p><p>It opens: at last.</p><p>Enlarge this image.</p>\
             <p><strong>Subject: </strong>Piers; Ferries</p><p><strong>Publication title: </strong>Quay Times,  Late Edition (East); Quay, N.Y.</p>\
             <p><strong>Publication date: </strong>May 3, 2019</p><p><strong>Document URL: </strong><a href='https://q.example/1'>https://q.example/1</a></p></div>"
        )
    };
    let page = format!(
        "<html><body><p>Ann sent you this</p>{}{}</body></html>",
        article(1, "Pier opens; Ferry sails"),
        article(2, "Toll")
    );
    let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
    let Holds::Articles(articles) = read(&page, &dating) else { panic!("an export") };
    let expect = Saved {
        headline: "Pier opens; Ferry sails".to_owned(),
        source: Some("Quay Times".to_owned()),
        published: Day::new(2019, 5, 3).map(Published::on),
        persons: vec!["Ann Roe".to_owned(), "Tom Doe".to_owned()],
        url: Some("https://q.example/1".to_owned()),
        paragraphs: vec!["It opens: at last.".to_owned()],
        ..Saved::default()
    };
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0], expect);
}
