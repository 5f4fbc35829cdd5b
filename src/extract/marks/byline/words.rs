//! The words around people's names: what opens a byline, what joins two names, jobs, small words inside a
//! name, and words that no name has. Tables only; folded as [`Folded`] folds.

use std::sync::LazyLock;

use super::super::wordlist::{Kinds, WordList};

/// Words that open a byline.
const OPENING: &str = "by von par por door di af av da автор пишет autor auteur auteurs autore autori author authors reporter \
     byline text tekst texte story written reported posted published submitted texto skriver geschrieben od przez";

/// First words of what opens the name of the outlet that a text was taken from.
const TAKING: &str = "from taken compiled reprinted excerpted adapted republished courtesy originally first translated report via aus tire uit tomado";

/// Words that join names.
const JOINING: &str = "and und et y e en og och i и with mit avec con & + и/или та oraz";

/// Small words inside a name.
const PARTICLES: &str = "de da do dos das di del della du des d der den van von vom zu zum ter ten te la le los las el al bin bint ibn ben \
     abu abd ud ul y e i san af av der dos zur 't op o";

/// Words before or after a name that belong to no name: titles.
const TITLES: &str = "dr prof mr mrs ms miss sir dame lord lady rev gen col maj lt sgt sen rep hon phd md esq \
     professor doctor ambassador pastor father captain herr frau monsieur madame mme senor senora";

/// Jobs and desks.
const JOBS: &str = "staff writer writers reporter reporters correspondent correspondents editor editors editorial bureau columnist \
     contributor contributors contributing special service services desk team newsroom agency agencies wire freelance \
     journalist journalists analyst producer photographer chief deputy senior foreign diplomatic political national sports sport \
     business science health education technology religion crime court legal city metro assistant managing associate executive \
     critic commentator report newspaper newspapers news press media publisher co-author author researcher intern \
     redakteur redakteurin redakteuren redaktion korrespondent korrespondentin korrespondenten mitarbeiter mitarbeiterin berichterstatter \
     redacteur redactie verslaggever verslaggeefster verslaggevers correspondente medewerker redacteuren \
     correspondant correspondante envoye envoyee speciale journaliste redaction redactrice chroniqueur \
     corresponsal corresponsales enviado enviada especial redaccion periodista redactor redactora colaborador agencias agencia \
     correspondentes reportagem redacao enviado sucursal jornalista colunista \
     corrispondente inviato inviata redazione giornalista \
     journalist redaksjonen redaktionen medarbejder reportere \
     corresponsal корреспондент корреспонденты спецкор редактор обозреватель наш собкор журналист \
     korespondent korespondentka redakcja dziennikarz";

/// Jobs of those who write, and desks: what a line ends with that names a job, an employer before it or not.
const WRITING: &str = "writer writers reporter reporters correspondent correspondents bureau editor columnist \
     redakteur korrespondent redacteur verslaggever corresponsal correspondant correspondente corrispondente \
     redaktion redaccion redactie redaction agencias agences корреспондент";

/// "Our" and "a", before a job that names nobody.
const OURS: &str = "our a an unser unserem unserer unseren unsere ihrem onze een notre nos un une nuestro nuestra nuestros nosso nossa nossos \
     nostro nostra dal dalla vores var vare vart nasz naszego нашего наш from dpa afp ap";

/// Small words and verbs that no name of a person has, even with a capital.
const SMALL_WORDS: &str = "the and or but not no of in on at to for from with without into over under after before between against about as is are was \
     were be been has have had will would can could may might must should do does did who what when where why how which this \
     that these those it its they their he she his her we our you your my all some any more most new old first last \
     next than then there here yet still just only also very much many such up down out off says said say gets get goes go \
     makes make takes take sees amid because while during if so according however through same other told now since until including \
     der die das und oder ist sind mit ohne gegen nach uber fur im am ein eine nicht auf bei les des une dans pour sur avec contre est sont \
     una los las con contra sin es son como het een niet voor met tegen om til mot ikke";

/// Names of things, places and offices: a line that holds one is a heading sooner than a person.
const THINGS: &str = "sanctions ministry minister president government parliament house senate congress party union \
     nations states council commission court police army war peace talks crisis summit deal agreement security policy foreign prime \
     world news times post press agency media special report interview analysis opinion editorial comment letters update breaking \
     north south east west northern southern eastern western central russia ukraine china america europe germany france britain \
     england london moscow washington beijing kiev berlin paris brussels israel iran gaza syria iraq turkey india pakistan japan korea \
     american russian ukrainian chinese european german french british israeli iranian african asian arab \
     january february march april june july august september october november december monday tuesday wednesday thursday friday saturday \
     sunday today tomorrow yesterday year week month day million billion percent people city county state street river bank market \
     company group inc corp ltd gmbh university school college hospital church airport station department office center centre \
     association foundation institute society committee federation league club museum library theatre read related share follow source photo \
     image video watch listen subscribe sign click continue advertisement print email page section edition story stories archive \
     key statements background context conclusion introduction summary evidence perspectives takeaway discussion popular \
     neue krieg frieden regierung kanzler polizei stadt gouvernement guerre paix gobierno guerra paz";

/// It opens a byline.
pub(in super::super) const OPENS: Kinds = Kinds::kind(0);
/// It joins two names.
const JOINS: Kinds = Kinds::kind(1);
/// It may stand inside a name in small letters.
const PARTICLE: Kinds = Kinds::kind(2);
/// It is a title before or after a name.
pub(in super::super) const TITLE: Kinds = Kinds::kind(3);
/// It is a part of a job's name.
pub(in super::super) const JOB: Kinds = Kinds::kind(4);
/// It stands before a job that names nobody.
pub(in super::super) const OUR: Kinds = Kinds::kind(5);
/// It is a small word or a verb, with a capital or without.
pub(in super::super) const SMALL: Kinds = Kinds::kind(6);
/// It names a thing, a place or an office.
pub(in super::super) const THING: Kinds = Kinds::kind(7);

/// It opens the name of the outlet that a text was taken from.
pub(in super::super) const TAKES: Kinds = Kinds::kind(8);

/// It is the job of one who writes, or a desk.
const WRITER: Kinds = Kinds::kind(9);

static WORDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(&[
        (OPENS, OPENING),
        (JOINS, JOINING),
        (PARTICLE, PARTICLES),
        (TITLE, TITLES),
        (JOB, JOBS),
        (OUR, OURS),
        (SMALL, SMALL_WORDS),
        (THING, THINGS),
        (TAKES, TAKING),
        (WRITER, WRITING),
    ])
});

/// All the kinds that `word` is of.
pub(in super::super) fn kinds(word: &str) -> Kinds {
    let whole = WORDS.kinds(word);
    match word.rsplit_once('-') {
        // "co-author", "Berlin-Korrespondent"
        Some((_, last)) if WORDS.kinds(last).any(JOB) => whole.or(JOB),
        _ if matches!(word, "A" | "a" | "An" | "an") => whole.or(SMALL),
        _ => whole,
    }
}

/// Whether `word` opens a byline.
pub(in super::super) fn is_opening(word: &str) -> bool {
    kinds(word).any(OPENS)
}

/// Whether `word`, in small letters, joins two names.
pub(in super::super) fn is_joining(word: &str) -> bool {
    let small = !word.chars().next().is_some_and(char::is_uppercase);
    (small || matches!(word, "AND" | "UND" | "ET" | "And")) && kinds(word).any(JOINS)
}

/// Whether `word` may stand inside a name in small letters.
pub(in super::super) fn is_particle(word: &str) -> bool {
    let joined = ["d’", "d'", "al-"].iter().any(|start| word.starts_with(start));
    joined || kinds(word).any(PARTICLE)
}

/// Whether `word` is a title before or after a name.
pub(in super::super) fn is_title(word: &str) -> bool {
    kinds(word).any(TITLE)
}

/// Whether `word` is a part of a job's name.
pub(in super::super) fn is_job(word: &str) -> bool {
    kinds(word).any(JOB)
}

/// Whether `word` is the job of one who writes, or a desk.
pub(in super::super) fn is_writer(word: &str) -> bool {
    WORDS.kinds(word).any(WRITER)
}

/// Whether `word` stands before a job that names nobody.
pub(in super::super) fn is_ours(word: &str) -> bool {
    kinds(word).any(OUR)
}

#[cfg(test)]
mod tests {
    use super::super::super::shape::Folded;
    use super::*;

    #[test]
    fn the_table_holds_words_as_they_are_looked_up() {
        for word in WORDS.words() {
            assert_eq!(Folded::of(word).unwrap().as_str(), word);
        }
    }
}
