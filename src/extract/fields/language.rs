//! A text → the language it is written in, or nothing where it is too short to tell. Common small
//! words decide among languages that share a script; the script alone decides for the others.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::clipping::Clipping;
use crate::extract::lines::Sheet;
use crate::model::Lang;

/// How much of a text is looked at, in bytes.
const LOOK: usize = 700;

/// After each step of so many bytes it is asked whether the language is clear.
const STEP: usize = 200;

/// Languages written in Latin or Cyrillic letters, each with small words that its sentences are full of.
/// A word that stands in several rows counts for each a little less.
const SMALL_WORDS: [(&str, &str); 25] = [
    (
        "en",
        "the of and to in is that for it was with as on be by at from this have are not but which his they has were been will who their would said an he she its we you or had more than about when after",
    ),
    (
        "de",
        "der die das und ist nicht den von mit sich des auf für im dem ein eine einen einer auch als an nach wie aus bei werden sind wird hat war dass zu zum zur noch über vor sie er wir haben um durch",
    ),
    (
        "fr",
        "le la les des et est une dans que qui pour sur pas au par plus avec ce il sont du aux cette mais ont été comme leur être fait elle ses nous vous ne se son un en de même après entre était",
    ),
    (
        "es",
        "el la los las de que y en un una por con para del se no su al lo más como pero sus fue ha este entre también desde sobre hasta según años está son ser muy todo esta sin le han hay",
    ),
    (
        "pt",
        "o a os as de que e em um uma por com para do da dos das se não na no ao mais como mas foi são pelo pela também seu sua ele ela até está já ser nos nas entre sobre anos disse após à",
    ),
    (
        "it",
        "il lo la i gli le di che e un una per con del della dei delle non si è sono al alla nel nella da più come ma anche ha hanno dal dalla sul sulla questo questa essere stato tra dopo suo loro dell nell",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn voor met niet aan er om ook als bij door maar naar uit nog wordt over worden heeft hebben werd deze dit meer zich tot kan wel wat haar geen onder jaar",
    ),
    (
        "no",
        "og i det er på som en til for at av med ikke har de den om et var fra ble vil han seg kan men skal sier etter også mot ved eller være noe bare blir hadde mer nå over år denne opp ut",
    ),
    (
        "da",
        "og i det er på som en til for at af med ikke har de den om et var fra blev vil han sig kan men skal siger efter også mod ved eller være noget kun bliver havde mere nu over år denne op ud",
    ),
    (
        "sv",
        "och i att det är på som en för av med inte har de den om ett var från till han sig kan men ska säger efter också mot vid eller vara något bara blir hade mer nu över år denna upp ut under",
    ),
    (
        "fi",
        "ja on ei että se oli hän ovat myös mutta kun tai kuin joka jotka ole sen tämä olisi niin nyt vain mukaan sekä jos vielä ollut jo mitä hänen tämän",
    ),
    (
        "pl",
        "i w na z się nie do to że jest o jak po przez od za co ale dla są oraz był było będzie tym tego jego może już tylko także które który która czy roku przed przy ich ze tak by",
    ),
    (
        "cs",
        "a v na se je že s z do o to by za si i jako po pro ve jsou ale který která které není bylo byl také už jeho podle tak jen bude před při nebo od jsme roku však až ze",
    ),
    (
        "sk",
        "a v na sa je že s z do o to by za si aj ako po pre vo sú ale ktorý ktorá ktoré nie bolo bol tiež už jeho podľa tak len bude pred pri alebo od sme roku však až zo",
    ),
    (
        "hr",
        "i u na je se da za od su s o a koji koje koja iz kao nije bi ili ali bio bilo ne što će kako više godine samo nakon biti prema zbog uz te to",
    ),
    (
        "hu",
        "a az és hogy nem is egy meg de volt ez csak már van mint el még ki azt szerint lesz lehet vagy ha után kell így minden ami nagyon több sem majd",
    ),
    (
        "ro",
        "și în de la cu pe nu a care o să din mai un este pentru că au fi ale sau dar prin după fost lui lor acest această fără când sunt între până ca al",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan daha çok gibi ne en kadar sonra ise var değil o ama her olduğu oldu ki göre dedi eden etti yeni ya iki tarafından",
    ),
    (
        "id",
        "yang dan di itu dengan untuk dari dalam tidak ini pada akan ke juga oleh ada adalah sebagai karena telah mereka bisa kata lebih para atau sudah tersebut",
    ),
    (
        "vi",
        "và của là có trong được cho không với các những một này đã người khi đến tại từ về như cũng ra theo nhiều sẽ vào trên đó",
    ),
    (
        "ru",
        "и в не на что с по он как это из к но за от о для у его был так же все то было бы только или еще ещё может если мы они при до года также после этом того были которые",
    ),
    (
        "uk",
        "і в не на що з та до як це за у від для його але про був або ще може якщо ми вони при року також після цьому того були які він є й який було щоб із",
    ),
    (
        "bg",
        "и на да в не се за че от са е с по като но ще при това до как или след който която които той през са бе си го беше бъде още от във също",
    ),
    (
        "sr",
        "и у на је се да за од су са о а који које која из као није би или али био било не што ће како више само након бити према због уз те",
    ),
    (
        "be",
        "і ў не на што з па да як гэта за у ад для яго але пра быў або яшчэ можа калі мы яны пры года таксама пасля таго былі якія ён з'яўляецца які было каб",
    ),
];

/// Letters of the Cyrillic script that only some languages have, and the rows of these.
const SIGNS: &[(&str, &[usize])] = &[
    ("ы", &[RU, BE]),
    ("э", &[RU, BE]),
    ("ё", &[RU, BE]),
    ("і", &[UK, BE]),
    ("ї", &[UK, UK]),
    ("є", &[UK, UK]),
    ("ґ", &[UK, UK]),
    ("ў", &[BE, BE]),
    ("ъ", &[BG]),
    ("ј", &[SR, SR]),
    ("ћ", &[SR, SR]),
    ("ђ", &[SR, SR]),
];
const RU: usize = 20;
const UK: usize = 21;
const BG: usize = 22;
const SR: usize = 23;
const BE: usize = 24;

/// Scripts that all but name their language: first and last letter, the language.
const SCRIPTS: [(char, char, &str); 14] = [
    ('\u{0370}', '\u{03ff}', "el"),
    ('\u{0530}', '\u{058f}', "hy"),
    ('\u{0590}', '\u{05ff}', "he"),
    ('\u{0600}', '\u{06ff}', "ar"),
    ('\u{0900}', '\u{097f}', "hi"),
    ('\u{0980}', '\u{09ff}', "bn"),
    ('\u{0b80}', '\u{0bff}', "ta"),
    ('\u{0e00}', '\u{0e7f}', "th"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1100}', '\u{11ff}', "ko"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{4e00}', '\u{9fff}', "zh"),
    ('\u{3400}', '\u{4dbf}', "zh"),
];

/// The language of a clipping: what a label says, else what its text shows.
pub fn of(clipping: &Clipping) -> Option<Lang> {
    let label = clipping.labelled.language.as_deref().and_then(named);
    label.or_else(|| language(clipping.body.iter().chain(&clipping.headline).copied()))
}

/// The language of a whole file, from its first lines of some length.
pub fn of_file(sheet: &Sheet) -> Option<Lang> {
    language((0..sheet.len()).map(|line| sheet.line(line)).filter(|line| line.len() > 40))
}

/// The language of a text, from its beginning. `lines` are looked at in order, so a caller can put
/// the body before the headline.
fn language<'t>(lines: impl Iterator<Item = &'t str>) -> Option<Lang> {
    let mut tally = Tally::default();
    let mut room = LOOK;
    for line in lines {
        let mut rest = line.trim();
        while !rest.is_empty() && room > 0 {
            let (part, after) = rest.split_at(boundary(rest, STEP.min(room)));
            tally.read(part);
            room = room.saturating_sub(part.len().max(1));
            if part.is_empty() || tally.is_clear() {
                return tally.verdict();
            }
            rest = after;
        }
    }
    tally.verdict()
}

/// The last letter boundary at or before a place.
fn boundary(text: &str, place: usize) -> usize {
    (0..=text.len().min(place)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

/// The language that a label names: `ENGLISH`, `Deutsch`, `DEUTSCH; GERMAN`.
fn named(name: &str) -> Option<Lang> {
    const NAMES: [(&str, &str); 12] = [
        ("en", "english englisch anglais engels inglés"),
        ("de", "german deutsch allemand duits"),
        ("fr", "french französisch français frans"),
        ("es", "spanish spanisch espagnol español spaans"),
        ("pt", "portuguese portugiesisch português portugais"),
        ("nl", "dutch niederländisch nederlands néerlandais"),
        ("it", "italian italienisch italiano italien"),
        ("ru", "russian russisch русский"),
        ("da", "danish dansk"),
        ("no", "norwegian norsk"),
        ("sv", "swedish svenska"),
        ("pl", "polish"),
    ];
    let lower = name.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
    NAMES
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| name == first))
        .and_then(|(code, _)| Lang::new(code))
}

/// A word of up to eight bytes as a number; longer words are never small.
fn packed(word: &[u8]) -> Option<u64> {
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let mut bytes = [0; 8];
    bytes[..word.len()].copy_from_slice(word);
    Some(u64::from_le_bytes(bytes))
}

/// Each small word, the rows it stands in as bits.
static WORDS: LazyLock<FxHashMap<u64, u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (row, (_, list)) in SMALL_WORDS.iter().enumerate() {
        for word in list.split(' ').filter_map(|word| packed(word.as_bytes())) {
            *words.entry(word).or_insert(0) |= 1_u32 << row;
        }
    }
    words
});

/// What was counted so far.
#[derive(Default)]
struct Tally {
    words: u32,
    /// Twelfths of a word: a word of one row counts 12, of two 6, and so on.
    rows: [u32; SMALL_WORDS.len()],
    scripts: [u32; SCRIPTS.len()],
    letters: u32,
    /// Letters that only one of two near languages has.
    persian: u32,
}

impl Tally {
    fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphabetic()
                || (0xc3..=0xd3).contains(&byte)
                || (0x80..0xc0).contains(&byte)
                || byte == 0xe1
            {
                at += 1;
                continue;
            }
            self.word(&text.as_bytes()[start..at]);
            if byte >= 0xd4 {
                // Beyond Latin and Cyrillic a letter's script says more than words would.
                let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                self.letter(letter);
                at += letter.len_utf8();
            } else {
                at += 1;
            }
            start = at;
        }
        self.word(&bytes[start.min(bytes.len())..]);
    }

    fn word(&mut self, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        self.words += 1;
        if word.first().is_some_and(|byte| *byte >= 0xd0) {
            for (letter, rows) in SIGNS {
                let count = word.windows(2).filter(|pair| *pair == letter.as_bytes()).count() as u32;
                for row in *rows {
                    self.rows[*row] += 8 * count;
                }
            }
        }
        if word.len() > 8 {
            return;
        }
        let mut lower = [0; 8];
        let small = &mut lower[..word.len()];
        small.copy_from_slice(word);
        small.make_ascii_lowercase();
        let Some(mut rows) = packed(small).and_then(|word| WORDS.get(&word).copied()) else { return };
        let share = 12 / rows.count_ones().min(12);
        while rows != 0 {
            self.rows[rows.trailing_zeros() as usize] += share;
            rows &= rows - 1;
        }
    }

    fn letter(&mut self, letter: char) {
        if !letter.is_alphabetic() {
            return;
        }
        self.letters += 1;
        self.persian += u32::from(matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک'));
        if let Some(script) = SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&letter)) {
            self.scripts[script] += 1;
        }
    }

    /// Whether more text would hardly change the verdict.
    fn is_clear(&self) -> bool {
        let (mut most, mut second) = (0, 0);
        for count in self.rows {
            if count > most {
                (most, second) = (count, most);
            } else {
                second = second.max(count);
            }
        }
        most >= 72 && most >= 2 * second && self.letters < self.words
    }

    fn verdict(&self) -> Option<Lang> {
        if self.letters > 8 && self.letters > self.words * 2 {
            return self.script();
        }
        let (best, most) =
            self.rows.iter().enumerate().max_by_key(|(row, count)| (**count, usize::MAX - row))?;
        let second =
            self.rows.iter().enumerate().filter(|(row, _)| *row != best).map(|(_, count)| *count).max();
        // Three small words of its own at least, more than the next language has, and often enough
        // among all words that names in a list do not make a language.
        let clear = *most >= 36 && *most > second.unwrap_or(0) && *most * 2 >= self.words;
        if clear { Lang::new(SMALL_WORDS[best].0) } else { None }
    }

    fn script(&self) -> Option<Lang> {
        let count = |code: &str| -> u32 {
            SCRIPTS.iter().zip(self.scripts).filter(|((_, _, c), _)| *c == code).map(|(_, n)| n).sum()
        };
        // Japanese mixes kana with the letters that it shares with Chinese.
        if count("ja") * 10 > self.letters {
            return Lang::new("ja");
        }
        let code = SCRIPTS.iter().map(|(_, _, code)| *code).max_by_key(|code| count(code))?;
        if count(code) * 2 < self.letters {
            return None;
        }
        Lang::new(if code == "ar" && self.persian * 20 > self.letters { "fa" } else { code })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(language(text.lines()).as_ref().map(Lang::code), expect, "{text}");
    }

    #[test]
    fn a_sentence_or_two_tell_the_language() {
        check(
            "The harbour was closed on Monday and the ferries stayed at the pier, officials said.",
            Some("en"),
        );
        check(
            "Der Hafen wurde am Montag geschlossen, und die Fähren blieben am Kai, wie es hieß.",
            Some("de"),
        );
        check("Le port a été fermé lundi et les bateaux sont restés à quai, selon la mairie.", Some("fr"));
        check(
            "El puerto se cerró el lunes y los barcos no salieron, según el alcalde de la villa.",
            Some("es"),
        );
        check(
            "O porto foi fechado na segunda e os barcos não saíram, disse o prefeito da cidade.",
            Some("pt"),
        );
        check(
            "Il porto è stato chiuso lunedì e le navi sono rimaste al molo, ha detto il sindaco della città.",
            Some("it"),
        );
        check(
            "De haven werd maandag gesloten en de veerboten bleven aan de kade, zei het bestuur van de stad.",
            Some("nl"),
        );
        check(
            "Havnen ble stengt mandag, og fergene ble liggende ved kaien, sier ordføreren. Det er ikke mer å si nå.",
            Some("no"),
        );
        check(
            "Havnen blev lukket mandag, og færgerne blev liggende ved kajen, siger borgmesteren. Der er kun lidt at sige nu.",
            Some("da"),
        );
        check(
            "Hamnen stängdes i måndags och färjorna låg kvar vid kajen, säger kommunen. Det är inte mer att säga nu.",
            Some("sv"),
        );
        check(
            "Port został zamknięty w poniedziałek, a promy nie wypłynęły, jak podał burmistrz, który był na miejscu.",
            Some("pl"),
        );
        check("Порт был закрыт в понедельник, и паромы не вышли в море, сообщил мэр города.", Some("ru"));
        check(
            "Порт закрили в понеділок, і пороми не вийшли в море, повідомив мер міста, який був на місці.",
            Some("uk"),
        );
        check(
            "Liman pazartesi günü kapatıldı ve feribotlar için yeni bir tarih verildi, dedi başkan.",
            Some("tr"),
        );
        check("港口星期一关闭，渡轮停在码头，市长说修理需要九个星期。", Some("zh"));
        check("港は月曜日に閉鎖され、フェリーは岸壁にとどまった。", Some("ja"));
        check("항구는 월요일에 폐쇄되었고 여객선은 부두에 머물렀다.", Some("ko"));
        check("أغلق الميناء يوم الاثنين وبقيت العبارات في الرصيف.", Some("ar"));
    }

    #[test]
    fn the_signs_name_the_rows_they_mean() {
        let rows = [(RU, "ru"), (UK, "uk"), (BG, "bg"), (SR, "sr"), (BE, "be")];
        assert!(rows.iter().all(|(row, code)| SMALL_WORDS[*row].0 == *code));
    }

    #[test]
    fn a_list_of_names_has_no_language() {
        check("Ana Ruiz, Karl Weber, Ivo Novak", None);
        check("", None);
        check("12 345 – 99", None);
    }

    #[test]
    fn a_label_names_a_language() {
        assert_eq!(named("DEUTSCH; GERMAN"), Lang::new("de"));
        assert_eq!(named("ENGLISH"), Lang::new("en"));
        assert_eq!(named("-"), None);
    }
}
