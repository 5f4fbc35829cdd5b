//! The program itself: what a person sees, what a script reads, and how it ends.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::{CLIPPING, DIGEST, Ran, Town};

fn json_of(ran: &Ran) -> Vec<serde_json::Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_command_leads_from_a_folder_to_ranked_hits() {
    let town = Town::new();
    let ran = town.run(&["search", "--corpus", "news", "flour", "bakers"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_snapshot!(ran.out, @"
    1  Bakers of Ost strike over flour
       Ost Gazette · 2025-06-01 · news/ost.txt:1
       No bread was baked in Ost on Sunday. The bakers want flour at the price of
       last winter.

    2  Ferry to Grell stays in harbour for a third day
       Grell Courier · 2025-06-02 · news/digests/may.txt:1
       The ferry did not sail on Monday either. Its master said that nobody would
       leave before the ice had been measured again. The bakers of the outer islands
       have flour for a week.
    ");
    assert_eq!(ran.err, "");
}

#[test]
fn marks_are_coloured_where_colour_is_wanted() {
    let town = Town::indexed();
    let ran = town.run_in("news", &["search", "--color", "always", "lighthouse"]);
    assert_snapshot!(ran.out.replace('\x1b', "␛"), @"
    ␛[2m1  ␛[0m␛[1;31mLighthouse␛[0m␛[1m of Varn sold to a choir␛[0m
       ␛[36mTidewater Post␛[0m␛[2m · ␛[0m2025-05-30␛[2m · ␛[0mAda Marsh␛[2m · ␛[0m␛[35mdigests/may.txt␛[0m␛[2m:5␛[0m
       The choir of Varn bought the ␛[1;31mlighthouse␛[0m for one crown. It will sing there on
       Sundays, fog or not.
    ");
}

#[test]
fn every_status_is_the_promised_one() {
    let town = Town::indexed();
    let check = |args: &[&str], expect: i32| {
        let ran = town.run_in("news", args);
        assert_eq!(ran.status, expect, "{args:?}: {}", ran.err);
    };
    check(&["search", "ferry"], 0);
    check(&["search", "zeppelin"], 1);
    check(&["search", "(ferry"], 2);
    check(&["search", "--since", "someday", "ferry"], 2);
    check(&["search", "--no-such-flag"], 2);
    check(&["search", "-c", "zeppelin"], 1);
    check(&["facets", "source"], 0);
    check(&["facets", "source", "zeppelin"], 1);
    check(&["timeline", "zeppelin"], 1);
    check(&["export", "zeppelin"], 1);
    check(&["show", "0000000000000000"], 1);
    check(&["segment", "ost.txt"], 0);
    check(&["segment", "ost.txt", "missing.txt"], 3);
    check(&["index", "missing"], 2);
    check(&["search", "--corpus", "missing", "ferry"], 2);
    check(&["status"], 0);
    check(&["check"], 0);
    check(&["man"], 0);
    check(&["completions", "zsh"], 0);
    check(&["--help"], 0);
    check(&["--version"], 0);
    check(&[], 2);
}

#[test]
fn a_mistyped_name_makes_no_folder() {
    let town = Town::new();
    let commands: [&[&str]; 4] = [
        &["index", "missing/"],
        &["index", "--index-dir", "apart", "missing"],
        &["index", "--index-dir", "apart", "news", "missing"],
        &["search", "--index-dir", "apart", "--corpus", "missing", "ferry"],
    ];
    for args in commands {
        let ran = town.run(args);
        assert_eq!(ran.status, 2, "{args:?}: {}", ran.err);
        assert!(!town.path("missing").exists() && !town.path("apart").exists(), "{args:?}");
    }
}

#[test]
fn the_index_of_a_special_file_is_beside_it() {
    let town = Town::new();
    let _socket = std::os::unix::net::UnixListener::bind(town.path("news/socket")).unwrap();
    let ran = town.run(&["index", "news/socket"]);
    assert_eq!((ran.status, town.path("news/.newsdex").is_dir()), (0, true), "{}", ran.err);
}

#[test]
fn without_an_index_the_way_to_one_is_shown() {
    let town = Town::new();
    let ran = town.run(&["search", "ferry"]);
    assert_eq!(ran.status, 2);
    assert_snapshot!(ran.err, @"
    newsdex: no index at .newsdex
      hint: build one with `newsdex index FOLDER`, or search with `--corpus FOLDER`
    ");
}

#[test]
fn the_nearest_index_upward_is_asked_and_paths_hold_from_there() {
    let town = Town::indexed();
    let files = |folder: &str, flag: &str| town.run_in(folder, &["search", flag, "flour"]).out;
    assert_eq!(files("news/digests", "-l"), "../ost.txt\nmay.txt\n");
    assert_eq!(files("news", "-0"), "ost.txt\0digests/may.txt\0");
    town.write("elsewhere/x.txt", "");
    let ran = town.run_in("elsewhere", &["search", "--index-dir", "../news/.newsdex", "-l", "choir"]);
    assert_eq!(ran.out, "../news/digests/may.txt\n");
}

#[test]
fn json_is_lines_and_nothing_else() {
    let town = Town::indexed();
    let ran = town.run_in("news", &["search", "--json", "choir"]);
    // How high the score is, is not the face's business.
    let (head, tail) = ran.out.split_once("\"score\":").unwrap();
    let tail = tail.split_once(',').unwrap().1;
    assert_snapshot!(format!("{head}\"score\":…,{tail}"), @r#"{"rank":1,"score":…,"id":"9bd50b6f74d2c885","headline":"Lighthouse of Varn sold to a choir","source":"Tidewater Post","date":"2025-05-30","date_precision":"day","published":"2025-05-30","byline":"Ada Marsh","url":null,"lang":"en","format":"text","root":"TOWN/news","path":"digests/may.txt","line_start":5,"line_end":7,"also":[],"snippet":"The choir of Varn bought the lighthouse for one crown. It will sing there on Sundays, fog or not.","highlights":[[4,9]],"headline_highlights":[[29,34]],"like":[]}"#);
    let hit = &json_of(&ran)[0];
    let mark = &hit["highlights"][0];
    let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
    assert_eq!(&hit["snippet"].as_str().unwrap()[start..end], "choir");
    let nothing = town.run_in("news", &["search", "--json", "zeppelin"]);
    assert_eq!(nothing.out, "");
}

#[test]
fn a_report_for_programs_has_the_promised_members() {
    let town = Town::new();
    let ran = town.run(&["index", "news", "--json", "--report", "report.json"]);
    let report = &json_of(&ran)[0];
    let members = "articles articles_added articles_removed files files_new files_changed files_moved files_removed \
                   files_unchanged files_skipped files_lost bytes seconds problems";
    for member in members.split_whitespace() {
        assert!(!report[member].is_null(), "{member}");
    }
    assert_eq!((&report["articles"], &report["files"]), (&4.into(), &2.into()));
    assert_eq!(fs::read_to_string(town.path("report.json")).unwrap(), ran.out);
}

#[test]
fn a_word_that_reads_as_flags_is_explained() {
    let town = Town::indexed();
    let ran = town.run_in("news", &["search", "ferry", "-harbour"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_snapshot!(ran.err, @"
    newsdex: -harbour would be read as flags
      hint: to leave a word out, quote the whole query, or write NOT, or put -- before it:
        newsdex search 'WORDS -harbour'
        newsdex search WORDS NOT harbour
        newsdex search -- WORDS -harbour
    ");
    let quoted = town.run_in("news", &["search", "-c", "flour -ferry"]);
    let separated = town.run_in("news", &["search", "-c", "--", "flour", "-ferry"]);
    assert_eq!((quoted.out.as_str(), separated.out.as_str()), ("1\n", "1\n"));
}

#[test]
fn a_query_that_cannot_be_understood_is_marked() {
    let town = Town::indexed();
    assert_snapshot!(town.run_in("news", &["search", "чай \"ferry"]).err, @r#"
    newsdex: this quote is not closed
      чай "ferry
          ^^^^^^
      did you mean: чай "ferry"
    "#);
    assert_snapshot!(town.run_in("news", &["search", "autor:marsh"]).err, @"
    newsdex: there is no field `autor`
      autor:marsh
      ^^^^^
      did you mean: author:marsh
    ");
}

#[test]
fn nothing_found_says_which_word_is_missing() {
    let town = Town::indexed();
    assert_snapshot!(town.run_in("news", &["search", "lighthous choirr"]).err, @"
    No article matches lighthous choirr
      choirr stands in no article; the nearest word is choir (1 article)
      with any of the words (--any) 1 article matches
    ");
    let quiet = town.run_in("news", &["search", "-q", "zeppelin"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (1, ""));
}

#[test]
fn a_query_comes_from_standard_input_too_and_a_huge_one_is_refused() {
    let town = Town::indexed();
    let index = ["search", "--index-dir", "news/.newsdex", "-c", "-"];
    assert_eq!(town.fed(&index, "ferry\n").out, "1\n");
    let ran = town.fed(&index, &"ferry ".repeat(200_000));
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    let nested = town.fed(&index, &"(".repeat(4000));
    assert_eq!((nested.status, nested.err.contains("panicked")), (2, false));
}

#[test]
fn what_a_corpus_holds_cannot_steer_the_terminal() {
    let town = Town::new();
    let evil = CLIPPING.replace("Bakers of Ost", "Bakers \x1b[31mof\x07 Ost\u{202e}");
    town.write("news/evil\x1b[2J.txt", &evil);
    assert_eq!(town.run(&["index", "news"]).status, 0);
    let commands: [&[&str]; 8] = [
        &["search", "bread"],
        &["search", "-l", "bread"],
        &["show", "evil\x1b[2J.txt:1"],
        &["segment", "evil\x1b[2J.txt"],
        &["segment", "--explain", "evil\x1b[2J.txt"],
        &["facets", "path"],
        &["export", "--format", "csv"],
        &["search", "bread\x1b[2J", "\"\x1b"],
    ];
    for args in commands {
        let ran = town.run_in("news", args);
        let steers = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
        assert!(!steers(&ran.out) && !steers(&ran.err), "{args:?}: {ran:?}");
    }
}

#[test]
fn an_article_is_shown_by_id_and_by_place() {
    let town = Town::indexed();
    let shown = town.run_in("news/digests", &["show", "may.txt:7"]);
    assert_snapshot!(shown.out, @"
    Lighthouse of Varn sold to a choir
    Tidewater Post · 2025-05-30 · Ada Marsh
    may.txt:5–7 · 9bd50b6f74d2c885

    The choir of Varn bought the lighthouse for one crown. It will sing there on Sundays, fog or not.
    ");
    let id = json_of(&town.run_in("news", &["show", "--json", "digests/may.txt:5"]))[0]["id"].clone();
    for article in [&id.as_str().unwrap()[..9], "digests/may.txt:6", "./digests/../digests/may.txt:7"] {
        assert_eq!(
            town.run_in("news", &["show", article]).out.lines().next(),
            shown.out.lines().next(),
            "{article}"
        );
    }
    // As JSON prints it, from a folder where it leads nowhere.
    let named = town.run_in("news/digests", &["show", "digests/may.txt:7"]);
    assert_eq!(named.out, shown.out);
}

#[test]
fn a_file_whose_name_is_no_text_is_found_and_shown() {
    let town = Town::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    town.write(Path::new("news").join(name), &CLIPPING.replace("flour", "yeast"));
    assert_eq!(town.run(&["index", "news"]).status, 0);
    assert_eq!(json_of(&town.run_in("news", &["search", "--json", "yeast"]))[0]["path"], "caf%E9.txt");
    let listed = town.command("news", &["search", "-l", "yeast"]).output().unwrap();
    assert_eq!(listed.stdout, b"caf\xe9.txt\n");
    assert_eq!(town.run_in("news", &["show", "--raw", "caf%E9.txt:1"]).status, 0);
    let mut shown = town.command("news", &["show", "--raw"]);
    let place = [name.as_bytes(), b":2"].concat();
    assert_eq!(town.finish(shown.arg(OsStr::from_bytes(&place)), "").status, 0);
}

#[test]
fn raw_is_the_exact_bytes() {
    let town = Town::new();
    town.write("news/dos.txt", &CLIPPING.replace('\n', "\r\n"));
    assert_eq!(town.run(&["index", "news"]).status, 0);
    assert_eq!(town.run_in("news", &["show", "--raw", "dos.txt:2"]).out, CLIPPING.replace('\n', "\r\n"));
    let second: Vec<&str> = DIGEST.lines().skip(4).take(3).collect();
    assert_eq!(town.run_in("news", &["show", "--raw", "digests/may.txt:5"]).out, second.join("\n") + "\n");
}

#[test]
fn an_article_is_opened_at_its_line() {
    let town = Town::indexed();
    let open = |editor: &str| {
        let mut command = town.command("news", &["open", "digests/may.txt:7"]);
        town.finish(command.env("EDITOR", editor), "")
    };
    assert_eq!(open("echo vi -R").out, "vi -R +5 digests/may.txt\n");
    assert_eq!(open("false").status, 2);
}

#[test]
fn a_cut_is_shown_and_explained() {
    let town = Town::new();
    assert_snapshot!(town.run_in("news", &["segment", "digests/may.txt"]).out, @"
    digests/may.txt: 3 articles
       1  Ferry to Grell stays in harbour for a third day
          Grell Courier · 2025-06-02 · lines 1–4 · 33 words · en
          The ferry did not sail on Monday either. Its master said that nobody woul…
       2  Lighthouse of Varn sold to a choir
          Tidewater Post · 2025-05-30 · Ada Marsh · lines 5–7 · 19 words · en
          The choir of Varn bought the lighthouse for one crown. It will sing there…
       3  Snow closes the Pellan pass
          Grell Courier · 2025-05-28 · lines 8–10 · 17 words · en
          Two metres of snow fell on the Pellan pass. The ploughs wait for the wind…
    ");
    let explained = town.run_in("news", &["segment", "--explain", "digests/may.txt"]).out;
    // How sure the cut is, is not the face's business.
    let unscored = explained
        .lines()
        .map(|line| line.split(" 1.").next().unwrap().split(" 0.").next().unwrap())
        .collect::<Vec<_>>();
    assert_snapshot!(unscored.join("\n"), @"
    digests/may.txt
      3 articles, credited: articles begin at credit lines and the headlines beside
      them
      chance
      1 1 headline  Ferry to Grell stays in harbour f…  above its credit, sure
      2 1 credit    Grell Courier – June 2, 2025        name – date, so in 1 of 3
      3 1 body      The ferry did not sail on Monday…   text, 2 lines
      4 1 body      The bakers of the outer islands h…
      5 2 headline  Lighthouse of Varn sold to a choir  above its credit, sure
      6 2 credit    By Ada Marsh – Tidewater Post – M…  by name – outlet – date, so
                                                        in 1 of 3
      7 2 body      The choir of Varn bought the ligh…  text, 1 line
      8 3 headline  Snow closes the Pellan pass         above its credit, sure
      9 3 credit    Grell Courier | May 28, 2025        name | date, so in 1 of 3
     10 3 body      Two metres of snow fell on the Pe…  text, 1 line
    ");
    let piped = town.fed(&["segment", "--json", "-"], DIGEST);
    let lines: Vec<_> = json_of(&piped).iter().map(|article| article["line_start"].clone()).collect();
    assert_eq!(lines, [1, 5, 8]);
}

#[test]
fn an_outlet_is_found_by_the_aliases_that_its_folder_gives_it() {
    let town = Town::indexed();
    let count = |source: &str| town.run_in("news", &["search", "-c", "--source", source]);
    assert_eq!((count("GC").out.as_str(), count("Ost Gazette").out.as_str()), ("0\n", "1\n"));
    town.write("news/newsdex.toml", "[aliases]\nGC = ['Grell Courier', 'Ost Gazette']\n");
    assert_eq!((count("gc").out.as_str(), count("ost gazette").out.as_str()), ("3\n", "3\n"));
    town.write("news/newsdex.toml", "[aliases]\nGC = 'Grell Courier'\n");
    let told = count("Ost Gazette");
    assert_eq!((told.out.as_str(), told.status), ("1\n", 0));
    assert!(
        told.err.contains("newsdex.toml: line 2") && told.err.contains("aliases are not used"),
        "{told:?}"
    );
}

#[test]
fn an_empty_answer_says_why() {
    let town = Town::indexed();
    let check = |args: &[&str], status: i32, expect: &str| {
        let ran = town.run_in("news", args);
        assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.status), ("", expect, status), "{args:?}");
    };
    let missing =
        "No article matches fery\n  fery stands in no article; the nearest word is ferry (1 article)\n";
    check(&["search", "fery"], 1, missing);
    check(&["timeline", "fery"], 1, missing);
    check(&["export", "fery"], 1, missing);
    check(&["facets", "byline", "flour", "-q"], 0, "");
    check(&["facets", "byline", "bakers", "strike"], 0, "1 article matches, but does not tell its byline\n");
    check(&["export", "--offset", "9", "bakers"], 0, "2 articles, none beyond 9\n");
}

#[test]
fn age_counts_only_where_it_is_asked_to() {
    let town = Town::indexed();
    let first = |args: &[&str]| {
        let args = [&["search", "--json", "--now", "2025-06-03"], args, &["sail OR sing OR bread"]].concat();
        let ran = town.run_in("news", &args);
        (json_of(&ran).first().map(|hit| hit["date"].clone()), ran.status, ran.err)
    };
    let plain = first(&[]);
    assert_eq!(first(&["--half-life", "100y"]), plain);
    let newest = Some(serde_json::json!("2025-06-02"));
    assert_eq!(first(&["--sort", "recent", "--half-life", "1d"]), (newest, 0, String::new()));
    let (_, status, err) = first(&["--half-life", "1d", "--sort", "newest"]);
    assert!(status == 2 && err.contains("--sort recent"), "{err}");
    let (_, status, err) = first(&["--half-life", "soon"]);
    assert!(status == 2 && err.contains("--half-life:"), "{err}");
}

#[test]
fn articles_are_exported_to_files_that_can_be_read_again() {
    let town = Town::indexed();
    let said = town.run_in("news", &["export", "--into", "../out"]);
    assert_eq!((said.status, said.err.as_str()), (0, "4 articles written to ../out\n"));
    let fields = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        ["headline", "source", "date", "byline"].map(|name| article[name].to_string())
    };
    let sorted = |out: &str| {
        let mut articles: Vec<_> = out.lines().map(fields).collect();
        articles.sort();
        articles
    };
    assert_eq!(town.run(&["index", "out"]).status, 0);
    assert_eq!(sorted(&town.run_in("out", &["export"]).out), sorted(&town.run_in("news", &["export"]).out));
    assert_eq!(town.run_in("news", &["export", "--cite", "ris", "--json"]).status, 2);
}

#[test]
fn overviews_are_drawn() {
    let town = Town::indexed();
    assert_snapshot!(town.run_in("news", &["facets", "source"]).out, @"
    Grell Courier   2  ████████████████████████████████████████████████
    Ost Gazette     1  ████████████████████████
    Tidewater Post  1  ████████████████████████
    ");
    assert_snapshot!(town.run_in("news", &["timeline", "--by", "week"]).out, @"
    2025-W22  3  ████████████████████████████████████████████████
    2025-W23  1  ████████████████
    ");
    assert_snapshot!(town.run_in("news", &["timeline", "--per", "source", "--json"]).out, @r#"
    {"period":"2025-05","start":"2025-05-01","source":"Grell Courier","count":1}
    {"period":"2025-05","start":"2025-05-01","source":"Ost Gazette","count":0}
    {"period":"2025-05","start":"2025-05-01","source":"Tidewater Post","count":1}
    {"period":"2025-06","start":"2025-06-01","source":"Grell Courier","count":1}
    {"period":"2025-06","start":"2025-06-01","source":"Ost Gazette","count":1}
    {"period":"2025-06","start":"2025-06-01","source":"Tidewater Post","count":0}
    "#);
    let shares =
        town.run_in("news", &["timeline", "--share", "--format", "csv", "--source", "Grell Courier"]);
    assert_snapshot!(shares.out, @"
    period,start,count,of,per_thousand
    2025-05,2025-05-01,1,1,1000.000
    2025-06,2025-06-01,1,1,1000.000
    ");
    let covered = town.run_in("news", &["coverage", "--source", "Ost Gazette"]);
    assert!(
        covered.out.starts_with("Ost Gazette  2025-06-")
            && covered.out.ends_with(": 1 of 1 day, 1 article\n")
    );
    assert_snapshot!(town.run_in("news", &["facets", "month", "--format", "csv"]).out, @"
    value,count
    2025-05,2
    2025-06,2
    ");
}

#[test]
fn a_loss_is_news_once() {
    let town = Town::new();
    town.write("news/long.txt", &DIGEST.repeat(20));
    let first = town.run(&["index", "news", "--max-file-size", "2k", "--now", "2025-06-03"]);
    assert_eq!(first.status, 3, "{}", first.err);
    assert!(first.err.contains("long.txt"), "{}", first.err);
    assert_eq!(town.run_in("news", &["index"]).status, 0);
    let quiet = town.run_in("news", &["index", "--quiet"]);
    assert_eq!((quiet.status, quiet.err.as_str(), quiet.out.as_str()), (0, "", ""));
    assert_eq!(town.run_in("news", &["index", "--strict"]).status, 2);
    assert!(town.run_in("news", &["status"]).out.contains("long.txt"));
}

#[test]
fn while_another_run_holds_the_index_it_is_searched_as_it_was() {
    let town = Town::indexed();
    let lock = File::options().write(true).open(town.path("news/.newsdex/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(town.run(&["index", "news"]).status, 75);
    let ran = town.run(&["search", "--corpus", "news", "-c", "ferry"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "1\n"));
    assert!(ran.err.contains("warning"), "{}", ran.err);
}

#[test]
fn a_closed_pipe_ends_a_search_silently_and_never_an_index_run() {
    let town = Town::new();
    let closed = |args: &[&str]| {
        let mut command = town.command("", args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, _) = closed(&["index", "news", "--json"]);
    assert_eq!(status, Some(0));
    assert_eq!(closed(&["export", "--index-dir", "news/.newsdex"]), (Some(0), String::new()));
    assert_eq!(town.run_in("news", &["search", "-c"]).out, "4\n");
}

#[test]
fn the_state_of_an_index_is_told() {
    let town = Town::new();
    town.write("news/chart.png", "no text");
    assert_eq!(town.run(&["index", "news", "--now", "2025-06-03T04:00:00Z"]).status, 0);
    let ran = town.run_in("news", &["status"]);
    let mut lines: Vec<&str> = ran.out.lines().collect();
    // How long a run takes is not for a test to say.
    lines.retain(|line| !line.contains("2025-06-03"));
    assert_snapshot!(lines.join("\n"), @"
    TOWN/news/.newsdex holds 4 articles from 2 files (generation 1)

    Folders
      articles  files  folder
             4      2  TOWN/news

    Last runs
      began (UTC)         took  added  removed  new  changed  gone  lost  exit

    Passed over
      files  why                                        kinds
          1  a kind of file that newsdex does not read  png 1
    ");
    let status = &json_of(&town.run_in("news", &["status", "--json"]))[0];
    assert_eq!(status["runs"][0]["report"]["started"], "2025-06-03T04:00:00Z");
}
