//! Names of papers, agencies and channels. A piece of a credit comes in; the outlet's name as printed, without
//! page, edition and place, goes out. How much a name looks like an outlet's is a number, never a verdict.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::byline;
use super::shape::{Folded, count_words, is_all_capitals, is_capitalised, is_unspaced, word_at};
use super::wordlist::{Kinds, WordList};

/// Words that make a name an outlet's.
const CUES: &str = "times post news daily journal herald tribune gazette guardian telegraph observer chronicle star sun mirror mail express \
     independent examiner dispatch inquirer globe courier record standard press agency wire newswire magazine weekly monthly review report \
     register sentinel bulletin leader echo argus advertiser evening morning sunday today tonight world week online radio tv \
     television channel network broadcasting media newspaper newspapers chronicles outlook insider monitor digest blog substack \
     podcast service services newsroom post-gazette plain dealer ledger enquirer citizen mercury argus spectator statesman economist \
     zeitung tagblatt tageblatt blatt kurier anzeiger nachrichten rundschau allgemeine presse spiegel zeit welt bild stern woche merkur morgenpost \
     abendblatt tagesspiegel handelsblatt standard kleine presseagentur landeszeitung volksblatt bote \
     journal gazette monde figaro liberation presse parisien express point echos depeche ouest nouvel soir libre croix humanite agence \
     diario periodico mundo pais vanguardia razon nacion prensa agencia universal clarin cronica heraldo correo noticias \
     jornal folha estado globo publico correio noticias agora gazeta agencia revista \
     corriere gazzetta giornale stampa repubblica sole messaggero mattino quotidiano agenzia notizie \
     krant dagblad courant nieuwsblad telegraaf volkskrant handelsblad trouw parool tijd nieuws nieuwsdienst weekblad persbureau \
     avis avisen aftenposten tidende dagblad dagbladet tidningen bladet nyheter nyhetsbyra posten blad tidning \
     gazeta dziennik rzeczpospolita wyborcza tygodnik \
     газета правда известия новости ведомости агентство интерфакс независимая российская коммерсант труд комсомольская вести телеканал журнал \
     haber gazetesi ajansi";

/// Outlets without such a word, and agencies: the whole name, without "The".
const KNOWN: &str = "ap|hollywood reporter|afp|upi|dpa|apa|ansa|efe|lusa|rt|tass|itar-tass|ria novosti|sputnik|reuter|reuters|bloomberg|\
     xinhua|cgtn|kyodo|jiji|yonhap|kcna|pti|ians|ani|anp|ntb|tt|ritzau|belga|sda|pap|ctk|mti|tanjug|\
     irna|tasnim|fars|mena|sana|wafa|anadolu|aa|interfax|unian|ukrinform|pr newswire|prnewswire|\
     business wire|businesswire|globenewswire|canadian press|associated press|agence france-presse|\
     united press international|newsbytes|knight ridder|gannett|scripps howard|cox|copley|dow jones|cnn|\
     bbc|nbc|abc|cbs|npr|pbs|msnbc|cnbc|cbc|sky|itv|zdf|ard|orf|srf|rai|rtve|nos|nrk|svt|al jazeera|\
     al mayadeen|al arabiya|politico|axios|vox|slate|salon|wired|newsweek|forbes|fortune|variety|\
     barron's|nature|science|the cradle|cradle|intercept|grayzone|mintpress|counterpunch|zerohedge|\
     zero hedge|vice|buzzfeed|huffpost|drudge|haaretz|maariv|asharq al-awsat|el pais|le monde|die zeit|\
     taz|faz|nzz|sz|nrc|trouw|izvestia|pravda|kommersant|hindu|scotsman|new yorker|atlantic|nation|\
     meduza|тасс|итар-тасс|риа новости|интерфакс|рейтер|укринформ|унн|регнум|росбалт|лента.ру|газета.ру|бдг|белта|казинформ";

/// How outlets' names end in scripts without blanks: agency, paper, web site, station.
const UNSPACED_ENDINGS: &[&str] =
    &["社", "报", "報", "网", "網", "新闻", "新聞", "电视", "電視", "周刊", "통신", "뉴스", "신문", "일보"];
/// Such a name has no more letters.
const LONGEST_UNSPACED: usize = 10;

const CUE: Kinds = Kinds::kind(0);
const TRAILING_KIND: Kinds = Kinds::kind(1);

static WORDS: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[(CUE, CUES), (TRAILING_KIND, TRAILING)]));
static KNOWN_NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| KNOWN.split('|').collect());

/// Endings of web addresses that outlets go by.
const DOMAIN_ENDINGS: [&str; 30] = [
    "com", "org", "net", "info", "ru", "ua", "de", "fr", "uk", "eu", "es", "it", "nl", "at", "ch", "be",
    "pl", "cz", "se", "no", "dk", "br", "in", "cn", "tv", "news", "io", "us", "ca", "au",
];

/// Words that a trailing piece of a credit is trimmed by: pages, editions, issues.
const TRAILING: &str = "page pages p pp pg pgs seite seiten s blz bladzijde pagina pag str стр с side sida nr no number vol volume v \
     edition ed final ausgabe edicion edition editie edizione section sec col column issue jg jahrgang";

/// A name longer than this, in bytes, is a sentence.
const LONGEST: usize = 90;

/// The outlet that `text` names, as printed, trimmed of quotes, page, edition and place.
pub fn outlet(text: &str) -> Option<String> {
    let name = trimmed(text);
    // What begins with a stroke or bracket is drawn, not written.
    let drawn = name.starts_with(['(', ')', '{', '}', '\\', '/', '~', '^']);
    let is_name = !drawn && name.len() <= LONGEST && name.chars().any(char::is_alphabetic);
    is_name.then(|| with_single_blanks(name))
}

fn with_single_blanks(name: &str) -> String {
    if name.contains("  ") || name.contains(|c: char| c.is_whitespace() && c != ' ') {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    name.to_owned()
}

/// The part of `text` that is the outlet's name.
pub(super) fn trimmed(text: &str) -> &str {
    let mut name = text.trim_matches(|c: char| c.is_whitespace() || is_wrapping(c));
    name = without_lead(name).trim_start_matches(is_wrapping);
    loop {
        let shorter = without_last_piece(name).trim_end_matches(|c: char| {
            c.is_whitespace() || is_wrapping(c) || matches!(c, '.') && !ends_in_short_form(name)
        });
        if shorter.len() == name.len() || shorter.is_empty() {
            return name;
        }
        name = shorter;
    }
}

fn is_wrapping(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '*'
            | '_'
            | ','
            | ';'
            | ':'
            | '-'
            | '–'
            | '—'
            | '|'
            | '>'
            | '<'
            | '['
            | ']'
    )
}

fn ends_in_short_form(name: &str) -> bool {
    let last = name.rsplit(char::is_whitespace).next().unwrap_or("");
    last.len() <= 4 && last.matches('.').count() > 1
}

/// `name` without the bracket, comma piece or page at its end.
fn without_last_piece(name: &str) -> &str {
    if let Some(open) =
        name.ends_with([')', ']']).then(|| name.rfind(['(', '['])).flatten().filter(|open| *open > 0)
    {
        return name.get(..open).unwrap_or(name).trim_end();
    }
    if name.contains('<')
        && let Some((front, address)) = name.rsplit_once(" <")
        && address.contains('@')
    {
        return front.trim_end();
    }
    if name.ends_with(')') && !name.contains('(') {
        return name.get(..name.len() - 1).unwrap_or(name);
    }
    let job = without_job(name);
    if job.len() < name.len() {
        return job;
    }
    // A bracket that is not closed opens what is said of the article.
    let open = name.rfind(['(', '[', '（', '【', '〔']).filter(|open| *open > 0);
    if let Some(open) = open.filter(|open| !name[*open..].contains([')', ']', '）', '】', '〕'])) {
        return name.get(..open).unwrap_or(name).trim_end();
    }
    if let Some(cut) = name.find([',', ';']).filter(|cut| *cut > 0) {
        return name.get(..cut).unwrap_or(name).trim_end();
    }
    // "Page A22", "p. 4B", "Nr. 101": a number at the end goes with the word before it.
    let Some((front, last)) = name.rsplit_once(char::is_whitespace) else { return name };
    let numbered = last.chars().any(|c| c.is_ascii_digit()) && last.len() <= 6;
    let word = front.rsplit(char::is_whitespace).next().unwrap_or("");
    if numbered && is_trailing_word(word) {
        return front.get(..front.len() - word.len()).unwrap_or(name).trim_end();
    }
    let glued =
        last.len() <= 6 && is_trailing_word(last.get(..word_at(last, 0).end).unwrap_or("")) && numbered;
    if glued && last.starts_with(['p', 'v', 'P', 'S']) { front.trim_end() } else { name }
}

/// Words before an outlet's name that say how an article came from it.
const LEADS: [&str; 11] = [
    "taken ",
    "compiled ",
    "reprinted ",
    "reproduced ",
    "excerpted ",
    "adapted ",
    "information from ",
    "special to ",
    "staff reporter of ",
    "staff writer of ",
    "from ",
];

/// The letters that they begin with; most names begin with another.
const OF_LEADS: &[u8; 8] = b"acefirst";

/// `Taken from the Daily Ferry` prints the name without its article.
fn without_lead(name: &str) -> &str {
    let mut rest = name;
    let opens = name.bytes().next().is_some_and(|first| OF_LEADS.contains(&first.to_ascii_lowercase()));
    for lead in LEADS.iter().filter(|_| opens) {
        let start = rest.get(..lead.len()).filter(|start| start.eq_ignore_ascii_case(lead));
        rest = start.and_then(|_| rest.get(lead.len()..)).unwrap_or(rest).trim_start();
    }
    // "5/16 Harbour Star": the day of the paper.
    if let Some((day, paper)) = rest.split_once(' ')
        && day.contains('/')
        && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
    {
        rest = paper.trim_start();
    }
    let rest = behind_job(rest);
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    if rest.is_empty() { name } else { rest }
}

/// `Science Correspondent for The Harbour Star` names the paper behind the job.
fn behind_job(name: &str) -> &str {
    if !name.split(' ').any(|word| matches!(word, "for" | "of" | "with")) {
        return name;
    }
    let behind = |of: &&str| {
        let (job, paper) = name.split_once(*of)?;
        let named = paper.starts_with(char::is_uppercase) || paper.starts_with("the ");
        (named && job.split_whitespace().last().is_some_and(byline::words::is_writer)).then_some(paper)
    };
    [" for ", " of ", " with "].iter().find_map(behind).unwrap_or(name)
}

/// `Harbour News Staff Writer` is the paper and who works there.
fn without_job(name: &str) -> &str {
    let mut rest = name;
    while let Some((front, last)) = rest.rsplit_once(char::is_whitespace) {
        if !byline::words::is_writer(last) && !last.eq_ignore_ascii_case("staff") {
            break;
        }
        rest = front.trim_end();
    }
    if rest.len() == name.len() {
        return name;
    }
    let paper = rest.split_whitespace().any(is_cue) && count_words(rest, 2) > 1;
    if paper { rest } else { name }
}

/// Whether `word` stands before a page, an issue or an edition.
pub(super) fn is_trailing_word(word: &str) -> bool {
    WORDS.kinds(word).any(TRAILING_KIND)
}

/// How much `text` looks like an outlet's name: 1 a known one, 0 a sentence.
pub fn looks_like_outlet(text: &str) -> f32 {
    let name = trimmed(text);
    let words = count_words(name, 9);
    if words == 0 || words > 8 || name.len() > LONGEST || name.ends_with(['?', '!']) {
        return 0.0;
    }
    if is_known_outlet(name) {
        return 1.0;
    }
    if words == 1 && is_domain(name) {
        return 0.9;
    }
    if words == 1 && is_unspaced_outlet(name) {
        return 0.85;
    }
    let mut cues = 0;
    let mut small = 0;
    for word in name.split_whitespace() {
        let capital = is_capitalised(word) || word.starts_with(|c: char| c.is_ascii_digit());
        small += u32::from(!capital && !is_small_word(word));
        cues += u32::from(capital && is_cue(word));
    }
    let first_is_small = name.chars().next().is_some_and(char::is_lowercase);
    match () {
        () if small > 1 || (first_is_small && words > 1) => 0.05,
        () if cues > 0 && words <= 6 && small == 0 => 0.85,
        () if words == 1 && is_all_capitals(name) && name.chars().count() <= 6 => 0.75,
        () if words <= 4 && small == 0 && starts_with_article(name) => 0.55,
        () if small == 0 && words <= 4 => 0.35,
        () if small == 0 => 0.2,
        () => 0.1,
    }
}

/// Whether a name in a script without blanks ends as outlets' names do: `新华社`, `연합뉴스`.
fn is_unspaced_outlet(name: &str) -> bool {
    name.starts_with(is_unspaced)
        && UNSPACED_ENDINGS.iter().any(|ending| name.ends_with(ending))
        && (3..=LONGEST_UNSPACED).contains(&name.chars().filter(|c| is_unspaced(*c)).count())
        && name.chars().all(is_unspaced)
}

/// Whether `name` is in the table of well-known outlets and agencies.
pub(super) fn is_known_outlet(name: &str) -> bool {
    let bare = strip_article(name.trim());
    Folded::of(bare).is_some_and(|folded| KNOWN_NAMES.contains(folded.as_str()))
}

/// Whether `word` is one that outlets are named with.
pub(super) fn is_cue(word: &str) -> bool {
    WORDS.kinds(word).any(CUE)
        || word.rsplit_once(['-', '.']).is_some_and(|(_, last)| WORDS.kinds(last).any(CUE))
}

/// Whether `word` is a web address without a scheme: `news.example.com`.
pub(super) fn is_domain(word: &str) -> bool {
    let Some((name, ending)) = word.rsplit_once('.') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    name.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
        && name.chars().all(plain)
        && DOMAIN_ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn strip_article(name: &str) -> &str {
    let stripped = name.get(..4).filter(|head| head.eq_ignore_ascii_case("the "));
    stripped.map_or(name, |_| name.get(4..).unwrap_or(name))
}

fn starts_with_article(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    matches!(
        first,
        "The" | "Le" | "La" | "Les" | "L'" | "Der" | "Die" | "Das" | "El" | "Il" | "De" | "Het" | "O" | "A"
    ) && first.len() < name.len()
}

pub(super) fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "&"
            | "on"
            | "for"
            | "in"
            | "de"
            | "la"
            | "le"
            | "les"
            | "du"
            | "des"
            | "del"
            | "der"
            | "die"
            | "das"
            | "den"
            | "van"
            | "het"
            | "und"
            | "et"
            | "y"
            | "e"
            | "i"
            | "am"
            | "im"
            | "da"
            | "do"
            | "di"
            | "della"
            | "diplomatique"
            | "with"
            | "to"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_trimmed_of_page_edition_and_place() {
        let check = |text: &str, expect: &str| assert_eq!(outlet(text).as_deref(), Some(expect), "{text}");
        check("Harbour Star", "Harbour Star");
        check("the Harbour Star", "Harbour Star");
        check("Reproduced from _The Harbour Star_", "The Harbour Star");
        check("The Harbour Star", "The Harbour Star");
        check("Harbour Star (Page A22)", "Harbour Star");
        check("The Gazette, Reno, Nev.", "The Gazette");
        check("The Times (London)", "The Times");
        check("\"Harbour Star\" Nr. 101", "Harbour Star");
        check("Harbour Star p. 40", "Harbour Star");
        check("Harbour Star ; Boston, Mass. [Boston, Mass]", "Harbour Star");
        check("Harbour Star, Late Edition", "Harbour Star");
        check("harbour.example.com", "harbour.example.com");
        check("21st Century Ferry", "21st Century Ferry");
        check("Information Ferry", "Information Ferry");
        check("Compiled information from the Harbour Star", "Harbour Star");
        check("Harbour News Staff Writer", "Harbour News");
        check("Science Correspondent for The Harbour Star", "The Harbour Star");
        check("9/16 Harbour Star", "Harbour Star");
        check("Harbour Star)", "Harbour Star");
        check("Harbour Star <desk@star.example", "Harbour Star");
        assert_eq!(outlet("7/20/91"), None);
    }

    #[test]
    fn outlets_look_like_outlets() {
        for (text, least, most) in [
            ("TASS", 0.99, 1.0),
            ("The Guardian", 0.8, 1.0),
            ("Harbour Daily News", 0.8, 1.0),
            ("harbour-ferries.com", 0.85, 1.0),
            ("FRT", 0.7, 0.8),
            ("The Lantern", 0.5, 0.6),
            ("Jane Roe", 0.0, 0.5),
            ("ferries were late again", 0.0, 0.1),
            ("Is this the end?", 0.0, 0.0),
        ] {
            let found = looks_like_outlet(text);
            assert!((least..=most).contains(&found), "{text}: {found}");
        }
    }
}
