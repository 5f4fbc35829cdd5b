//! A made-up corpus: the same seed gives the same bytes. Words are made of syllables and fall by Zipf's law,
//! as in English; articles stand twelve to a digest under the credit lines that such digests have.

use std::fs;
use std::io;
use std::path::Path;

/// An article as it was put into its digest.
pub struct Made {
    pub headline: String,
    pub source: &'static str,
    pub date: String,
    pub body: String,
}

const SYLLABLES: [&str; 40] = [
    "ba", "ke", "lor", "mi", "tan", "so", "vel", "dra", "fi", "gor", "hu", "jen", "ka", "lim", "mar", "no",
    "pel", "qua", "ri", "sto", "tu", "ur", "vi", "wen", "yo", "zan", "che", "bro", "cal", "den", "el", "fal",
    "gri", "hol", "is", "ju", "kra", "lun", "mon", "pra",
];
const ENDINGS: [&str; 10] = ["", "", "", "s", "ed", "ing", "er", "ly", "ness", "tion"];
const FREQUENT: [&str; 24] = [
    "the", "of", "to", "and", "a", "in", "that", "is", "for", "on", "as", "with", "it", "was", "by", "at",
    "be", "from", "has", "have", "are", "an", "said", "not",
];
const OUTLETS: [&str; 8] = [
    "Harbour Post",
    "Vale Gazette",
    "The Upland Times",
    "NNA",
    "Coast Courier",
    "Morning Ledger",
    "Delta News",
    "Orbis",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A small generator of pseudo-random numbers (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: u64) -> usize {
        (self.throw() % end) as usize
    }

    fn share(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64)]
    }
}

/// Writes digests with so many articles below `folder`, and hands over each article.
pub fn make(folder: &Path, articles: usize, seed: u64, mut take: impl FnMut(Made)) -> io::Result<()> {
    let mut dice = Dice(seed.max(1));
    let words = vocabulary(&mut dice, 60_000);
    for (number, start) in (0..articles).step_by(12).enumerate() {
        let mut digest = String::new();
        for _ in start..articles.min(start + 12) {
            let article = article(&mut dice, &words);
            let date = &article.date;
            let credit = match dice.below(4) {
                0 => format!("{} | {date}", article.source),
                1 => format!("{} – {date}", article.source),
                2 => format!("By {} – {} – {date}", name(&mut dice, &words), article.source),
                _ => format!("By {} | {} | {date}", name(&mut dice, &words), article.source),
            };
            digest.push_str(&format!("{}\n{credit}\n{}\n", article.headline, article.body));
            take(article);
        }
        let folder = folder.join(format!("{:03}", number / 100));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{number:06}.txt")), digest)?;
    }
    Ok(())
}

fn vocabulary(dice: &mut Dice, size: usize) -> Vec<String> {
    let mut words: Vec<String> = FREQUENT.iter().map(|word| (*word).to_owned()).collect();
    while words.len() < size {
        let mut word: String = (0..2 + dice.below(3)).map(|_| dice.pick(&SYLLABLES)).collect();
        word.push_str(dice.pick(&ENDINGS));
        words.push(word);
    }
    words
}

/// A word by Zipf's law: the rank is the size of the vocabulary to a power between 0 and 1.
fn word<'w>(dice: &mut Dice, words: &'w [String]) -> &'w str {
    let rank = (words.len() as f64).powf(dice.share()) as usize;
    &words[rank.min(words.len()) - 1]
}

fn name(dice: &mut Dice, words: &[String]) -> String {
    let part = |dice: &mut Dice| capital(&words[100 + dice.below(20_000)]);
    format!("{} {}", part(dice), part(dice))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn article(dice: &mut Dice, words: &[String]) -> Made {
    let headline: Vec<String> = (0..5 + dice.below(5)).map(|_| capital(&words[dice.below(8_000)])).collect();
    let mut body = String::new();
    for paragraph in 0..4 + dice.below(8) {
        if paragraph > 0 {
            body.push('\n');
        }
        for sentence in 0..1 + dice.below(4) {
            let length = 8 + dice.below(24);
            let mut text: Vec<String> = (0..length).map(|_| word(dice, words).to_owned()).collect();
            text[0] = capital(&text[0]);
            text[length / 2].push(',');
            body.push_str(if sentence > 0 { " " } else { "" });
            body.push_str(&text.join(" "));
            body.push('.');
        }
    }
    let date = format!("{} {}, {}", dice.pick(&MONTHS), 1 + dice.below(28), 2015 + dice.below(10));
    Made { headline: headline.join(" "), source: dice.pick(&OUTLETS), date, body }
}
