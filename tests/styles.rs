//! `newsdex.toml` at work: styles that people write, their examples, and what holds for folders.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Ran, Town};

const STYLE: &str = r#"
[[style]]
name = "reading-room"
files = "clips/"
start = ">> {headline}"
credit = ["{source} :: {date}"]
"#;

const CLIPS: &str = "\
>> Mill at Hollin burns down
Grell Courier :: 12 May 2025
The mill burnt to the ground on Sunday.
>> Snow closes the Pellan pass
Tidewater Post :: 11 May 2025
Two metres of snow fell.
";

fn json_of(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The members of that name of all lines.
fn all(ran: &Ran, name: &str) -> Vec<String> {
    json_of(ran).iter().map(|line| line[name].as_str().unwrap_or("-").to_owned()).collect()
}

fn town(config: &str) -> Town {
    let town = Town::new();
    town.write("news/clips/a.txt", CLIPS);
    town.write("news/newsdex.toml", config);
    town
}

#[test]
fn what_is_documented_is_sound() {
    for page in ["README.md", "schema/newsdex.toml.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let blocks = text.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap());
        let town = town(&blocks.collect::<String>());
        let ran = town.run_in("news", &["segment", "--check-config"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{page}\n{}", ran.out);
        assert!(ran.out.contains("passed reading-room, example"), "{page}\n{}", ran.out);
    }
}

#[test]
fn an_example_that_fails_says_what_differs_and_how_its_text_was_read() {
    let example = r#"
[[style.example]]
text = """
>> Mill burns
Grell Courier: 12 May 2025
The mill burnt.
"""
articles = [{ source = "Grell Courier" }]
"#;
    let town = town(&format!("{STYLE}{example}"));
    let ran = town.run(&["segment", "--check-config", "news/newsdex.toml"]);
    assert_snapshot!(ran.out, @"
    news/newsdex.toml: 1 style, 1 example, 0 folders
    FAILED reading-room, example 1 (line 8)
          - article 1 (“Mill burns”), source: “Grell Courier” expected, nothing
            found
          - article 1: no line below its start is what `credit` says
          this is how its text was read:
      1 1 headline  >> Mill burns                       start: >> {headline}, sure
                                                        0.70
      2 1 body      Grell Courier: 12 May 2025          text, 2 lines
      3 1 body      The mill burnt.
    1 of 1 example failed
    ");
    assert_eq!(ran.status, 2);
    let json = json_of(&town.run(&["segment", "--check-config", "--config", "news/newsdex.toml", "--json"]));
    assert_eq!((&json[0]["passes"], &json[1]["passes"]), (&false.into(), &false.into()));
    assert_eq!(json[1]["line"], 8);
}

#[test]
fn two_styles_for_one_file_are_a_fault_and_unused_ones_worth_a_note() {
    let second = r#"
[[style]]
name = "other"
files = "*/a.txt"
start = "{rule}"
[[style]]
name = "third"
files = "*.clip"
start = "{rule}"
[[folder]]
path = "gazette"
style = "single"
"#;
    let town = town(&format!("{STYLE}{second}"));
    let ran = town.run_in("news/digests", &["segment", "--check-config"]);
    assert_snapshot!(ran.out, @"
    TOWN/news/newsdex.toml: 3 styles, 0 examples, 1 folder
    wrong two styles are for the file clips/a.txt: `reading-room`, which cuts it,
          and `other`; let their `files` differ
    note the style `reading-room` has no example; one shows whether it still works
    note the style `other` has no example; one shows whether it still works
    note the style `third` has no example; one shows whether it still works
    note no file here is one of those that `third` is for: *.clip
    note no file here is in the folder `gazette`
    1 fault
    ");
    assert_eq!(ran.status, 2);
}

#[test]
fn every_fault_of_a_configuration_is_told_with_its_place() {
    let wrong = "[[style]]\nname = 'x'\nfiles = '*.txt'\nstart = '>> {headlin}'\ncredit = '{source}'\n";
    let town = town(wrong);
    for args in [&["segment", "--check-config", "news"][..], &["segment", "news/ost.txt"], &["index", "news"]]
    {
        let ran = town.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("line 5, column 11: `{source}` matches every line"), "{}", ran.err);
    }
    assert_snapshot!(town.run(&["index", "news"]).err, @"
    newsdex: TOWN/news/newsdex.toml: line 4, column 13: there is no part `{headlin}`; there are `{headline}`, `{source}`, `{date}`, `{byline}`, `{url}`, `{text}`, `{number}`, `{any}`, `{rule}`
      4 | start = '>> {headlin}'
        |             ^^^^^^^^^
      line 5, column 11: `{source}` matches every line
      5 | credit = '{source}'
        |           ^^^^^^^^
    ");
    let none = Town::new().run(&["segment", "--check-config"]);
    assert_snapshot!(none.err, @"
    newsdex: no newsdex.toml here or in a folder above; name one: `newsdex segment --check-config FILE`
    ");
    assert_eq!(none.status, 2);
}

#[test]
fn a_style_cuts_the_files_it_is_for_and_no_others() {
    let town = town(STYLE);
    let ran = town.run_in("news", &["segment", "--json", "clips/a.txt", "ost.txt"]);
    assert_eq!(all(&ran, "style"), ["reading-room", "reading-room", "single"]);
    let explained = town.run_in("news/clips", &["segment", "--explain", "a.txt"]);
    assert_snapshot!(explained.out, @"
    a.txt
      2 articles, reading-room: by the style that newsdex.toml describes for it
      1 1 headline  >> Mill at Hollin burns down        start: >> {headline}, sure
                                                        0.95
      2 1 credit    Grell Courier :: 12 May 2025        credit: {source} :: {date}
      3 1 body      The mill burnt to the ground on S…  text, 1 line
      4 2 headline  >> Snow closes the Pellan pass      start: >> {headline}, sure
                                                        0.95
      5 2 credit    Tidewater Post :: 11 May 2025       credit: {source} :: {date}
      6 2 body      Two metres of snow fell.            text, 1 line
    ");
}

#[test]
fn an_index_follows_its_configuration() {
    let town = town("");
    let index = |args: &[&str]| json_of(&town.run(&[&["index", "news", "--json"], args].concat())).remove(0);
    index(&[]);
    town.write("news/newsdex.toml", STYLE);
    let report = index(&[]);
    assert!(report["rebuilt"].as_str().unwrap().contains("configuration"), "{report}");
    let styles = all(&town.run_in("news", &["export", "path:clips"]), "style");
    assert_eq!(styles, ["reading-room", "reading-room"]);
    // What reads no file in another way is no reason to read any.
    let example = "[[style.example]]\ntext = 'x'\narticles = []\n";
    town.write("news/newsdex.toml", &format!("# A remark.\n{STYLE}{example}"));
    assert!(index(&[])["rebuilt"].is_null());
    town.write("news/newsdex.toml", &STYLE.replace("clips/", "ost.txt"));
    let report = index(&[]);
    let problems = report["problems"].as_array().unwrap();
    let doubt = problems.iter().find(|problem| problem["code"] == "style-finds-nothing").unwrap();
    assert_eq!((&doubt["path"], &doubt["lost"]), (&"ost.txt".into(), &false.into()));
    assert_eq!(all(&town.run_in("news", &["export", "path:ost"]), "style"), ["single"]);
}

#[test]
fn fields_are_found_under_the_names_that_the_configuration_gives() {
    let fields = "[[fields]]\nfiles = ['*.dump', 'none/']\nbody = 'inhalt.absatz'\nheadline = 'kopf'\n";
    let town = town(fields);
    town.write(
        "news/a.dump",
        "[{\"kopf\": \"Pier opens\", \"inhalt\": {\"absatz\": [\"It opens.\", \"At last.\"]}}]",
    );
    town.write("news/b.dump", "kopf;inhalt.absatz;date\nFerry sails;It sails.;2025-05-12\n");
    town.write("news/c.dump", "{\"title\": \"No\", \"text\": \"Other names.\"}\n");
    let ran = town.run_in("news", &["segment", "--json", "a.dump", "b.dump", "c.dump"]);
    assert_eq!(all(&ran, "headline"), ["Pier opens", "Ferry sails"]);
    assert_eq!(all(&ran, "body"), ["It opens.\n\nAt last.", "It sails."]);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("c.dump") && ran.err.contains("`inhalt.absatz`"), "{}", ran.err);
    let checked = town.run_in("news", &["segment", "--check-config"]).out;
    assert!(checked.contains("fields named for 1 kind of files"), "{checked}");
    let report = json_of(&town.run(&["index", "news", "--json"])).remove(0);
    assert_eq!(report["problems"][0]["code"], "fields-find-nothing");
    town.write("news/newsdex.toml", &fields.replace("kopf", "title"));
    let report = json_of(&town.run(&["index", "news", "--json"])).remove(0);
    assert!(report["rebuilt"].as_str().unwrap().contains("configuration"), "{report}");
}

#[test]
fn a_style_that_finds_nothing_is_told_to_whoever_looks() {
    let town = town(&STYLE.replace("clips/", "ost.txt"));
    let ran = town.run_in("news", &["segment", "ost.txt"]);
    assert!(
        ran.err.contains("the style `reading-room` is for this file and finds no article in it"),
        "{}",
        ran.err
    );
    assert_eq!(ran.status, 0);
    let explained = town.run_in("news", &["segment", "--explain", "ost.txt"]).out;
    assert!(explained.contains("the style `reading-room` finds no article here"), "{explained}");
}

#[test]
fn a_folder_gives_what_its_files_do_not_say() {
    let config = r#"
[[folder]]
path = "gazette"
source = "Osterquay Gazette"
lang = "nl"
date-order = "dmy"
charset = "windows-1251"
style = "single"
"#;
    let town = town(config);
    let text = "Mill burns\n03/04/2019\nFoo bar.\nSnow falls\n04/05/2019\nBar foo.\n";
    town.write("news/gazette/a.txt", text);
    fs::write(town.path("news/gazette/b.txt"), b"\xcc\xe5\xeb\xfc\xed\xe8\xf6\xe0\n\n\xc4\xe0.\n").unwrap();
    town.write(
        "news/gazette/c.txt",
        "Mill burns\nGrell Courier - 12 May 2025\nThe mill burnt to the ground.\n",
    );
    let ran = town.run_in("news", &["segment", "--json", "gazette/a.txt", "gazette/b.txt", "gazette/c.txt"]);
    let [a, b, c] = json_of(&ran).try_into().expect("one article a file");
    assert_eq!((a["style"].as_str(), a["date"].as_str()), (Some("single"), Some("2019-04-03")));
    assert_eq!((a["source"].as_str(), a["lang"].as_str()), (Some("Osterquay Gazette"), Some("nl")));
    let inferred = |article: &serde_json::Value| article["inferred"].to_string();
    assert!(inferred(&a).contains("source") && inferred(&a).contains("lang"), "{a}");
    assert_eq!(b["headline"], "Мельница");
    assert_eq!(c["source"], "Grell Courier");
    assert!(!inferred(&c).contains("source"), "{c}");
    town.run(&["index", "news"]);
    let indexed = json_of(&town.run_in("news", &["export", "path:gazette source:osterquay"]));
    assert_eq!(indexed.len(), 2);
}

#[test]
fn explained_lines_for_programs_are_led_by_what_was_considered() {
    let town = Town::new();
    let lines = json_of(&town.run(&["segment", "--explain", "--json", "news/digests/may.txt"]));
    assert_eq!((lines[0]["style"].as_str(), lines[0]["articles"].as_u64()), (Some("credited"), Some(3)));
    assert_eq!(lines[0]["considered"][0]["layout"], "credited");
    assert_eq!(lines.len(), 11);
    assert!(lines[1]["confidence"].as_f64().unwrap() > 0.5 && lines[2]["confidence"].is_null());
    assert!(lines[1..].iter().all(|line| !line["why"].as_str().unwrap().is_empty()));
}
