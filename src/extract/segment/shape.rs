//! How much a line looks like a headline, by its letters alone: from 0 (never) to 1.

/// How a line ends.
fn last_sign(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !matches!(c, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']'))
}

/// Whether a line begins as a list does: with a bullet or a dash.
pub fn is_listed(text: &str) -> bool {
    let mut chars = text.chars();
    let bullet = chars
        .next()
        .is_some_and(|c| matches!(c, '-' | '•' | '*' | '·' | '–' | '—' | '‣' | '◦' | '▪' | '■' | '●' | '+'));
    bullet && chars.next().is_some_and(char::is_whitespace)
}

/// Whether a line's letters are capitals, figures and single small letters aside.
pub fn is_capitals(text: &str) -> bool {
    let (mut large, mut small) = (0, 0);
    for c in text.chars() {
        large += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
        // So many small letters are too many, whatever follows.
        if small * 12 > text.len() {
            return false;
        }
    }
    large >= 4 && small * 12 <= large
}

/// How many bytes of a line are a sign set before its words, with the blanks behind it: `* `, `## `, `~ \ `.
pub fn sign(text: &str) -> usize {
    // A typed bullet: `o  Ferry sails`.
    if text.starts_with("o  ") || text.starts_with("o\t") {
        return text.len() - text.get(1..).unwrap_or("").trim_start().len();
    }
    /// A sign has no more letters than this.
    const LONGEST: usize = 4;
    let is_sign = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '"' | '\''
                    | '“'
                    | '„'
                    | '”'
                    | '«'
                    | '‘'
                    | '’'
                    | '('
                    | '['
                    | '¿'
                    | '¡'
                    | '$'
                    | '£'
                    | '€'
                    | '…'
                    | '「'
                    | '《'
                    | '【'
                    | '（'
            )
    };
    let words = text.find(|c: char| !is_sign(c)).unwrap_or(0);
    let drawn = text.get(..words).unwrap_or("");
    let signs = drawn.chars().filter(|c| !c.is_whitespace()).count();
    if signs <= LONGEST && drawn.ends_with(char::is_whitespace) { words } else { 0 }
}

/// Whether a line ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    matches!(last_sign(text), Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।'))
}

/// Whether a line says at what time an article was filed, posted or changed, and nothing else.
pub fn is_time_note(text: &str) -> bool {
    if text.len() > 60 || !text.contains(':') {
        return false;
    }
    let lower = text.to_lowercase();
    let figures = |word: &str| {
        word.split_once(':').is_some_and(|(hour, minute)| {
            hour.parse::<u8>().is_ok_and(|hour| hour < 25)
                && minute.get(..2).is_some_and(|minute| minute.parse::<u8>().is_ok())
        })
    };
    let opens = [
        "filed at",
        "filed ",
        "web posted",
        "posted",
        "updated",
        "published",
        "last updated",
        "stand:",
        "aktualisiert",
    ];
    let timed = lower.split_whitespace().next().is_some_and(figures)
        && (lower.contains("p.m") || lower.contains("a.m"));
    let words = lower.split_whitespace();
    let clock = words.clone().count() <= 8
        && words.clone().any(figures)
        && words.clone().any(|word| matches!(word, "am" | "pm" | "a.m." | "p.m."));
    timed
        || clock
        || opens.iter().any(|opening| lower.starts_with(opening)) && lower.split_whitespace().any(figures)
}

/// Whether a line between headline and text states whose it is, or when it may be printed.
pub fn is_notice(text: &str) -> bool {
    begins_with_any(text, &["copyright", "(c)", "©", "for release", "for immediate", "embargo"])
}

/// Whether a line begins with one of these, which are in lower case and without accents, whatever its own case.
pub fn begins_with_any(text: &str, openings: &[&str]) -> bool {
    let begins_with = |opening: &&str| {
        text.as_bytes()
            .get(..opening.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opening.as_bytes()))
    };
    openings.iter().any(begins_with)
}

/// Whether a line states rights or is the navigation of a saved page.
pub fn is_furniture(text: &str) -> bool {
    begins_with_any(text, &["copyright", "(c) ", "©", "all rights reserved"])
        || is_link(text)
        || text.contains('|')
            && (text.matches(" | ").count() >= 2
                || (text.starts_with('[') || text.ends_with(']')) && text.contains(" | "))
}

/// Whether a line begins with the number that a text browser gives a link: `[4]Sports`.
fn is_link(text: &str) -> bool {
    let number = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(number, rest)| {
        number.parse::<u16>().is_ok() && rest.chars().next().is_some_and(|c| c.is_alphabetic() || c == '[')
    })
}

/// How much a line looks like a headline.
pub fn headline(text: &str) -> f32 {
    let length = text.chars().count();
    if length < 3 || !text.chars().any(char::is_alphabetic) {
        return 0.0;
    }
    let mut likeness: f32 = match length {
        0..6 => 0.5,
        6..140 => 0.9,
        140..200 => 0.6,
        _ => 0.25,
    };
    if is_listed(text) {
        likeness *= 0.1;
    }
    if has_address(text) || is_furniture(text) || is_time_note(text) || names_page(text) {
        likeness *= 0.05;
    }
    if names_file(text) {
        likeness *= 0.3;
    }
    likeness *= match text.chars().last() {
        Some('.') if text.ends_with("...") => 0.7,
        Some('.') if text.ends_with(".S.") || text.ends_with(".K.") || text.ends_with(".N.") => 0.9,
        Some('.' | '。') => 0.3,
        Some(',' | ';') => 0.05,
        // `Key points:` names what follows; a headline in capitals may end so.
        Some(':') if is_capitals(text) && text.split_whitespace().count() > 2 => 0.7,
        Some(':') => 0.15,
        _ if text.ends_with(".”") || text.ends_with(".\"") || text.ends_with(".»") => 0.25,
        _ => 1.0,
    };
    let first = text.chars().find(|c| c.is_alphanumeric());
    if first.is_some_and(char::is_lowercase) {
        likeness *= 0.35;
    }
    if is_quoted(text) {
        likeness *= 0.6;
    }
    if length > 60
        && text.contains('.')
        && text.contains(". ")
        && text.split(". ").any(|part| part.split(' ').count() > 5)
    {
        likeness *= 0.5;
    }
    likeness
}

/// Whether a line stands between quotation marks as a whole: somebody's words, or a headline that a text tells of.
fn is_quoted(text: &str) -> bool {
    let inner =
        text.strip_prefix(['"', '“', '„', '«']).and_then(|rest| rest.strip_suffix(['"', '”', '“', '»']));
    inner.is_some_and(|inner| !inner.contains(['"', '“', '”', '«', '»']))
}

/// Whether a line is where on paper an article stood: `Front Page`, `Page One`, `Titelseite`.
fn names_page(text: &str) -> bool {
    const PAGES: [&str; 10] = [
        "front page",
        "page one",
        "titelseite",
        "seite eins",
        "portada",
        "primera plana",
        "prima pagina",
        "voorpagina",
        "primeira página",
        "à la une",
    ];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() < 20 && PAGES.contains(&bare.to_lowercase().as_str())
}

/// Whether a line holds the name of a file as bulletin boards had them: `FERRY01.ZIP`.
fn names_file(text: &str) -> bool {
    const ENDINGS: [&str; 8] = ["zip", "txt", "arc", "arj", "lzh", "doc", "asc", "gz"];
    let is_file = |word: &str| {
        word.rsplit_once('.').is_some_and(|(name, ending)| {
            name.len() > 2
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        })
    };
    text.contains('.') && text.split([' ', '(', ')', '"']).any(is_file)
}

/// Whether a line names a version and says hardly more: `Release 1.8.2 [July 14, 2012]`, `v2.0`.
pub fn names_version(text: &str) -> bool {
    /// The name before the number, and what follows it, are no longer than this, in bytes.
    const LONGEST: usize = 30;
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()).filter(|digit| *digit <= LONGEST) else {
        return false;
    };
    let number = text[digit..].split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or("");
    let words = text[..digit].split_whitespace().count();
    let rest = text[digit + number.len()..].trim_start();
    let apart = !rest.starts_with(char::is_alphabetic);
    number.trim_matches('.').contains('.') && words <= 2 && apart && rest.len() <= LONGEST
}

/// Whether a line is the same words over and over, as a banner is: `HARBOUR STAR HARBOUR STAR HARBOUR STAR HARB`.
pub fn repeats(text: &str) -> bool {
    /// A banner has as many bytes.
    const LONG: usize = 40;
    /// Its words recur when so many bytes do.
    const TOLD: usize = 6;
    /// They stand in it so many times.
    const TIMES: usize = 3;
    let bytes = text.as_bytes();
    let Some((told, behind)) = bytes.get(..TOLD).zip(bytes.get(1..)).filter(|_| bytes.len() >= LONG) else {
        return false;
    };
    let Some(period) = memchr::memmem::find(behind, told).map(|at| at + 1) else { return false };
    period * TIMES <= bytes.len() && bytes.iter().zip(&bytes[period..]).all(|(one, next)| one == next)
}

/// Whether a line is a web address and nothing else.
pub fn is_address(text: &str) -> bool {
    let bare = text.trim_matches(['<', '>', '(', ')', ' ']);
    ["http://", "https://", "www."].iter().any(|scheme| bare.starts_with(scheme))
        && !bare.contains(char::is_whitespace)
}

/// Whether a line holds a web or mail address.
pub fn has_address(text: &str) -> bool {
    let in_word = |word: &str| {
        let dot = word.find('.').is_some_and(|dot| dot > 2 && word.len() > dot + 2);
        dot && (word.contains('/') || word.contains('@'))
    };
    let marked = text.bytes().any(|byte| matches!(byte, b'/' | b'@'));
    text.contains('.') && text.contains("www.")
        || marked && (text.contains("://") || text.split(' ').any(in_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_pages_and_files_are_no_headlines() {
        assert!(names_version("Release 1.8.2 [July 14, 2012]") && names_version("v2.0"));
        assert!(!names_version("The 2.5 million of Vellmora are spent") && !names_version("Ferry 12 sails"));
        assert!(headline("Front Page") < 0.1 && headline("Front page news is old") > 0.5);
        assert!(headline("Wrong number, filename: FERRY01.ZIP") < 0.5);
    }

    #[test]
    fn a_banner_says_the_same_over_and_over() {
        assert!(repeats("OUR STAR HARBOUR STAR HARBOUR STAR HARBOUR STAR HARB"));
        assert!(!repeats("The ferry, the ferry, the ferry: they sing of nothing else"));
        assert!(!repeats("STAR STAR STAR"));
    }

    #[test]
    fn a_sign_before_the_words_is_told_from_them() {
        let check = |text: &str, expect: &str| assert_eq!(&text[sign(text)..], expect);
        check("* Ferry sails", "Ferry sails");
        check("## Ferry sails", "Ferry sails");
        check("~ \\ Ferry sails", "Ferry sails");
        check("o  Ferry sails", "Ferry sails");
        check("“Ferry sails”", "“Ferry sails”");
        check("-5 degrees", "-5 degrees");
        check("Ferry sails", "Ferry sails");
    }

    #[test]
    fn headlines_look_more_like_headlines_than_sentences_lists_and_tails_do() {
        let heads = [
            "Ferry pier at Vellmora reopens after nine weeks",
            "“We will not wait”: islanders take the oars",
            "Who pays for the pier?",
            "HARBOUR TO CLOSE",
            "港口重新开放",
            "Council drops toll – mayor",
        ];
        let others = [
            "The pier was mended in nine weeks.",
            "- the pier",
            "Key points:",
            "and the mayor said so",
            "Support us: https://ferry.example/give",
            "– 12 –",
        ];
        let least = heads.iter().map(|text| headline(text)).fold(1.0, f32::min);
        let most = others.iter().map(|text| headline(text)).fold(0.0, f32::max);
        assert!(least > most, "{least} {most}");
    }

    #[test]
    fn a_line_in_quotation_marks_is_less_of_a_headline_than_one_that_quotes() {
        assert!(headline("“Porter of the Hall Dies”") < headline("“We will not wait”, say “islanders”"));
        assert!(headline("“Porter of the Hall Dies”") < headline("Porter of the Hall Dies"));
    }
}
