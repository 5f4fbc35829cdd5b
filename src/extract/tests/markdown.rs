//! Markdown: clips, posts and digests.

use super::{COD, FERRY, TOLL, line, read};

/// The articles of a file called `a.md`.
fn check(text: &str, expect: &[&str]) {
    let articles = read(text, "a.md").into_iter().filter_map(Result::ok);
    assert_eq!(articles.map(|article| line(&article)).collect::<Vec<_>>(), expect, "\n{text}");
}

#[test]
fn a_clip_is_one_article_with_the_fields_of_its_front_matter() {
    let text = format!(
        "---\ntitle: Pier opens\nsource: https://post.example/pier\nauthor:\n  - \"[[Ida Brandt]]\"\npublished: 2025-06-02\n---\n\
        ## Why now\n\n**{FERRY}**\n\n- [{TOLL}](https://post.example/toll)\n\n### What else\n\n> {COD}\n"
    );
    check(&text, &["1-16 Pier opens | post.example | Ida Brandt | 2025-06-02"]);
    let article = read(&text, "a.md").remove(0).unwrap();
    assert_eq!(article.body, format!("Why now\n\n{FERRY}\n\n- {TOLL}\n\nWhat else\n\n{COD}"));
}

#[test]
fn a_title_that_the_text_repeats_is_no_part_of_it() {
    let text = format!("---\ntitle: Pier opens\n---\n# Pier opens\n\n{FERRY}\n");
    check(&text, &["1-6 Pier opens | - | - | -"]);
    assert_eq!(read(&text, "a.md").remove(0).unwrap().body, FERRY);
}

#[test]
fn a_digest_gives_an_article_for_each_of_its_headings() {
    let text = format!(
        "---\ntitle: Review of the coast\ndate: 2025-06-03\n---\nAll that was in the papers.\n\n## Harbour\n\n### [Pier opens](https://post.example/pier)\n\n{FERRY}\n\n\
        ### Toll rises\n*Quay Echo*, 2 June 2025\n\n{TOLL}\n\n## Market\n\n### Cod is dear\n\n{COD}\n\n[Read on](https://echo.example/cod)\n"
    );
    check(
        &text,
        &[
            "9-11 Pier opens | post.example | - | 2025-06-03",
            "13-16 Toll rises | Quay Echo | - | 2025-06-02",
            "20-24 Cod is dear | echo.example | - | 2025-06-03",
        ],
    );
}

#[test]
fn a_text_of_another_name_is_markdown_by_its_front_matter() {
    let text = format!("+++\ntitle = \"Pier opens\"\ndate = 2025-06-02\n+++\n{FERRY}\n");
    let article = read(&text, "a.txt").remove(0).unwrap();
    assert_eq!((article.format.as_str(), article.headline.as_str()), ("markdown", "Pier opens"));
}

#[test]
fn headings_below_the_outlets_of_a_digest_are_its_articles() {
    let text = format!(
        "# Morning review, 3 June 2025\n\nAll that was in the papers.\n\n### Quay Echo\n\n#### Pier opens\n\n{FERRY}\n\n[Read on](https://www.quayecho.example/pier)\n\n\
        #### Cod is dear\n\n{COD}\n\n[Read on](https://www.quayecho.example/cod)\n\n### Post\n\n#### Toll rises\n\n{TOLL}\n\nLink: <https://other.example/toll>\n"
    );
    check(
        &text,
        &[
            "7-11 Pier opens | Quay Echo | - | 2025-06-03",
            "13-17 Cod is dear | Quay Echo | - | 2025-06-03",
            "21-25 Toll rises | other.example | - | 2025-06-03",
        ],
    );
}

#[test]
fn numbered_headings_lose_their_numbers_and_labelled_points_are_fields() {
    let text = format!(
        "# Coast digest\n\n## Harbour\n\n### 1. Pier opens\n\n- **Source**: Quay Echo\n- **Published**: 2 June 2025\n- **Link**: https://echo.example/pier\n\n{FERRY}\n\n\
        ### 2. Toll rises\n\n- **Source**: Bay Post\n- **Published**: 1 June 2025\n\n{TOLL}\n\n## Market\n\n### 3. 40 cod a day\n\n* **Source:** Bay Post\n* **Published:** 3 June 2025\n\n{COD}\n"
    );
    let expect = [
        "5-11 Pier opens | Quay Echo | - | 2025-06-02",
        "13-18 Toll rises | Bay Post | - | 2025-06-01",
        "22-27 40 cod a day | Bay Post | - | 2025-06-03",
    ];
    check(&text, &expect);
    let other = read(&text, "a.txt").into_iter().filter_map(Result::ok);
    assert_eq!(other.map(|article| line(&article)).collect::<Vec<_>>(), expect);
}

#[test]
fn headings_that_recur_are_parts_of_articles_and_a_heading_above_may_be_one() {
    let article = |level: &str, headline: &str, text: &str, url: &str| {
        format!(
            "{level} {headline}\n\n{text}\n\n{level}# Why it matters\n\n{text}\n\nSource: [Echo]({url})\n\n"
        )
    };
    let text = format!(
        "# Digest of 3 June 2025\n\n{}## More\n\n{}{}{}",
        article("##", "Pier opens", FERRY, "https://echo.example/pier"),
        article("###", "Toll rises", TOLL, "https://echo.example/toll"),
        article("###", "Cod is dear", COD, "https://echo.example/cod"),
        article("###", "Ice melts", FERRY, "https://echo.example/ice"),
    );
    check(
        &text,
        &[
            "3-11 Pier opens | Echo | - | 2025-06-03",
            "15-23 Toll rises | Echo | - | 2025-06-03",
            "25-33 Cod is dear | Echo | - | 2025-06-03",
            "35-43 Ice melts | Echo | - | 2025-06-03",
        ],
    );
}

#[test]
fn a_post_with_headings_and_a_manual_stay_whole() {
    let post = format!(
        "# Pier opens\n\n*2 June 2025*\n\n{FERRY}\n\n## Why now\n\n{TOLL} See [the plan](https://echo.example/plan) of the town.\n\n## What next\n\n{COD}\n"
    );
    check(&post, &["1-13 Pier opens | - | - | 2025-06-02"]);
    let manual = "# crane\n\nLifts **loads** by [lever](https://crane.example).\n\n## Install\n\nGet the newest crane and put it beside the quay, where the ground is firm enough to hold it.\n\n## Use\n\nPull the lever slowly, and let go of it before the load touches the ground beneath the hook.\n";
    assert_eq!(read(manual, "README.txt").iter().filter(|article| article.is_ok()).count(), 1);
}

#[test]
fn items_that_open_with_a_link_or_bold_words_are_articles() {
    let text = "# Coast digest, 3 June 2025\n\n## Harbour\n\n\
        1. [Ferry sails again on Friday](https://echo.example/ferry) — *Quay Echo* — It had been in dock for nine weeks.\n\n\
        2. **Toll rises by a tenth in July.** The council put it to the vote. ([Bay Post](https://post.example/toll))\n\
           More of it was said in the town hall.\n\
           - [A point inside of the item](https://post.example/more) is a part of it.\n\n\
        3. [Pier opens after nine weeks](https://echo.example/pier) (Echo, 2 June 2025)\n\n\
        ## Market\n\n- **Cod is dear before Easter**: traders blame the weather. [More](https://echo.example/cod)\n";
    check(
        text,
        &[
            "5-5 Ferry sails again on Friday | Quay Echo | - | 2025-06-03",
            "7-9 Toll rises by a tenth in July | Bay Post | - | 2025-06-03",
            "11-11 Pier opens after nine weeks | Echo | - | 2025-06-02",
            "15-15 Cod is dear before Easter | echo.example | - | 2025-06-03",
        ],
    );
    let article = read(text, "a.md").remove(1).unwrap();
    assert_eq!(
        article.body,
        "The council put it to the vote.\nMore of it was said in the town hall.\n- A point inside of the item is a part of it."
    );
}

#[test]
fn a_list_of_links_is_a_digest_only_where_it_is_of_a_day() {
    let links = "- [Ferry sails again on Friday](https://echo.example/ferry)\n- [Toll rises by a tenth](https://post.example/toll)\n- [Pier opens after nine weeks](https://echo.example/pier)\n";
    check(
        &format!("# Headlines of 3 June 2025\n\n{links}"),
        &[
            "3-3 Ferry sails again on Friday | echo.example | - | 2025-06-03",
            "4-4 Toll rises by a tenth | post.example | - | 2025-06-03",
            "5-5 Pier opens after nine weeks | echo.example | - | 2025-06-03",
        ],
    );
    assert_eq!(read(&format!("# Good things\n\n{links}"), "a.md").len(), 1);
}

#[test]
fn sections_of_an_issue_are_credited_by_any_link_in_them() {
    let section =
        |headline: &str, text: &str| format!("### {headline}\n\n{text} See [here](https://a.example).\n\n");
    let sections =
        [section("Pier opens", FERRY), section("Toll rises", TOLL), section("Cod is dear", COD)].concat();
    check(
        &format!("# Coast weekly #12\n\nThe week by the sea.\n\n## Harbour\n\n{sections}"),
        &["7-9 Pier opens | - | - | -", "11-13 Toll rises | - | - | -", "15-17 Cod is dear | - | - | -"],
    );
    assert_eq!(read(&format!("# A week by the sea\n\n## Harbour\n\n{sections}"), "a.md").len(), 1);
}

#[test]
fn a_section_may_close_with_its_credit() {
    let section = |headline: &str, text: &str| {
        format!(
            "### {headline}\n\n{text}\n\n_2025-06-02T04:00:00+00:00 • Quay Echo_  \n[https://echo.example/a](https://echo.example/a)\n\n"
        )
    };
    check(
        &format!(
            "# Coast digest (3 June 2025)\n\n{}{}",
            section("Pier opens", FERRY),
            section("Toll rises", TOLL)
        ),
        &["3-8 Pier opens | Quay Echo | - | 2025-06-02", "10-15 Toll rises | Quay Echo | - | 2025-06-02"],
    );
}

#[test]
fn a_text_without_marks_is_no_markdown_by_its_name() {
    let text = format!("Pier opens\nQuay Echo, 2 June 2025\n\n{FERRY}\n");
    assert_eq!(read(&text, "a.md").remove(0).unwrap().format, "text");
}
