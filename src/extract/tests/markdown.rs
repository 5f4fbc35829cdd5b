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
