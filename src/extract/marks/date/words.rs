//! The words that dates are made of, in all languages that are read: months, seasons, weekdays, time zones
//! and what may stand beside a date. Tables only; folded as [`Folded`] folds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::shape::Folded;
use super::super::wordlist::{Kinds, WordList};

/// The months' names and short forms, January first.
const MONTHS: [&str; 12] = [
    "january jan januar janner jaenner janvier janv enero ene janeiro januari gennaio gen ianuarie januara \
     tammikuuta tammikuu ocak styczen stycznia sty leden ledna январь января янв січень січня يناير ιανουαριου",
    "february feb febr februar feber fevrier fevr fev febrero fevereiro februari febbraio februarie \
     helmikuuta helmikuu subat luty lutego lut unor unora февраль февраля фев февр лютий лютого فبراير شباط φεβρουαριου",
    "march mar marz maerz mrz mars marzo marco maart mrt marts martie maaliskuuta maaliskuu mart marzec marca \
     marcius brezen brezna март марта мар березень березня مارس اذار μαρτιου",
    "april apr avril avr abril abr aprile aprilie aprilis huhtikuuta huhtikuu nisan kwiecien kwietnia kwi duben dubna \
     апрель апреля апр квітень квітня ابريل نيسان απριλιου",
    "may mai mayo maio mei maj maggio mag majus toukokuuta toukokuu mayis maja kveten kvetna \
     май мая травень травня مايو ايار μαιου",
    "june jun juni juin junio junho giugno giu iunie junius kesakuuta kesakuu haziran czerwiec czerwca cze cerven cervna \
     июнь июня июн червень червня يونيو حزيران ιουνιου",
    "july jul juli juillet juil julio julho luglio lug iulie julius heinakuuta heinakuu temmuz lipiec lipca lip \
     cervenec cervence июль июля июл липень липня يوليو تموز ιουλιου",
    "august aug aout agosto ago augustus augusti augusztus elokuuta elokuu agustos sierpien sierpnia sie srpen srpna \
     август августа авг серпень серпня اغسطس اب αυγουστου",
    "september sep sept septembre septiembre setiembre setembro set settembre sett septembrie szeptember \
     syyskuuta syyskuu eylul wrzesien wrzesnia wrz zari сентябрь сентября сен сент вересень вересня سبتمبر ايلول σεπτεμβριου",
    "october oct oktober okt octobre octubre outubro out ottobre ott octombrie lokakuuta lokakuu ekim \
     pazdziernik pazdziernika paz rijen rijna октябрь октября окт жовтень жовтня اكتوبر οκτωβριου",
    "november nov novembre noviembre novembro noiembrie marraskuuta marraskuu kasim listopad listopada listopadu lis \
     ноябрь ноября ноя нояб листопад листопада نوفمبر νοεμβριου",
    "december dec dez dezember decembre diciembre dic dezembro desember des dicembre decembrie joulukuuta joulukuu \
     aralik grudzien grudnia gru prosinec prosince декабрь декабря дек грудень грудня ديسمبر δεκεμβριου",
];

/// Months whose name is two words, in Arabic: first word, second word, month.
const PAIRS: [(&str, &str, u8); 4] =
    [("كانون", "الثاني", 1), ("تشرين", "الاول", 10), ("تشرين", "الثاني", 11), ("كانون", "الاول", 12)];

/// Short forms that are words or names of their own: a month only with a day before them.
const WEAK: &str = "set out ago gen mag des lug giu marco paz sie lis lip gru sty mart ene dic";

/// Months that are a month only with a day before them, or with a capital.
const WEAK_IF_SMALL: &str = "may mar";

const SEASONS: &str = "spring summer autumn fall winter fruhjahr fruhling sommer herbst printemps ete automne hiver \
     primavera verano otono invierno verao outono inverno estate autunno lente zomer herfst forar efterar host vinter \
     весна лето осень зима wiosna lato jesien zima";

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun \
     montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
     lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim \
     lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom \
     segunda terca quarta quinta sexta feira seg ter qua qui sex \
     maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo \
     mandag tirsdag onsdag torsdag fredag lordag sondag man tir ons tor fre lor son mandagen tisdag mandags \
     lunedi martedi mercoledi giovedi venerdi sabato domenica gio \
     понедельник вторник среда четверг пятница суббота воскресенье среду пятницу субботу пн вт ср чт пт сб вс \
     понеділок вівторок середа четвер пятниця субота неділя \
     poniedzialek wtorek sroda czwartek piatek sobota niedziela pon wt sr czw pt nd \
     pondeli utery streda ctvrtek patek nedele pazartesi sali carsamba persembe cuma cumartesi pazar \
     الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد \
     星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日";

/// Time zones, printed in capitals.
const ZONES: &str = "gmt utc ut est edt et cst cdt ct mst mdt mt pst pdt pt akst hst bst wet west cet cest mez mesz eet eest \
     msk ist pkt aest aedt acst awst nzst nzdt jst kst hkt sgt sast gst ast adt brt art nst z мск";

/// Words that may stand between a date and the time of day.
const BEFORE_TIME: &str = "at um a alle ore kl klo om saat в о godz ob as los las";

/// Words that may follow the time of day.
const AFTER_TIME: &str =
    "am pm a p m uhr h hrs hours hour u heures horas ore local time eastern central pacific мск";

/// Words that may follow the year.
const AFTER_YEAR: &str = "г гг год года р року r roku";

/// Words beside a date that say what it is the date of, and leave it the publication's.
const BESIDE: &str = "published publication posted date dated on the issue issued first online web created added of time pub \
     veroffentlicht erschienen erstellt vom am den der stand datum publie publiee le paru date el publicado publicada fecha de del \
     data em gepubliceerd geplaatst op pubblicato il опубликовано дата от data opublikowano dnia publicerad publicert publisert d den \
     تاريخ النشر 发布时间 发布于 发表于 日期 时间 edt last and at et um kl a";

/// Words beside a date that make it the date of a change, not of publication.
const UPDATED: &str = "updated update modified revised aktualisiert bearbeitet geandert mis jour modifie actualizado actualizada \
     atualizado bijgewerkt gewijzigd aggiornato обновлено uppdaterad oppdatert opdateret aktualizacja 更新 更新时间";

const WEAK_KIND: Kinds = Kinds::kind(0);
const WEAK_SMALL_KIND: Kinds = Kinds::kind(1);
const SEASON: Kinds = Kinds::kind(2);
const WEEKDAY: Kinds = Kinds::kind(3);
const BEFORE_TIME_KIND: Kinds = Kinds::kind(4);
const AFTER_TIME_KIND: Kinds = Kinds::kind(5);
const AFTER_YEAR_KIND: Kinds = Kinds::kind(6);
const BESIDE_KIND: Kinds = Kinds::kind(7);
const UPDATED_KIND: Kinds = Kinds::kind(8);
const ZONE: Kinds = Kinds::kind(9);

static MONTH_NAMES: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let months = (1u8..).zip(MONTHS);
    months.flat_map(|(month, words)| words.split_whitespace().map(move |word| (word, month))).collect()
});

static WORDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(&[
        (WEAK_KIND, WEAK),
        (WEAK_SMALL_KIND, WEAK_IF_SMALL),
        (SEASON, SEASONS),
        (WEEKDAY, WEEKDAYS),
        (BEFORE_TIME_KIND, BEFORE_TIME),
        (AFTER_TIME_KIND, AFTER_TIME),
        (AFTER_YEAR_KIND, AFTER_YEAR),
        (BESIDE_KIND, BESIDE),
        (UPDATED_KIND, UPDATED),
        (ZONE, ZONES),
    ])
});

/// A month's name, and whether it is one only where a day stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthWord {
    pub(super) month: u8,
    pub(super) needs_day: bool,
}

/// The month that `word` names in some language.
pub(super) fn month(word: &str) -> Option<MonthWord> {
    let folded = Folded::of(word)?;
    let name = folded.as_str();
    let month = *MONTH_NAMES.get(name)?;
    let small = !word.chars().next().is_some_and(char::is_uppercase);
    let kinds = WORDS.kinds(name);
    let needs_day = kinds.any(WEAK_KIND) || (small && kinds.any(WEAK_SMALL_KIND));
    Some(MonthWord { month, needs_day })
}

/// The month that two words name together.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<MonthWord> {
    let (first, second) = (Folded::of(first)?, Folded::of(second)?);
    let found = PAIRS.iter().find(|(a, b, _)| *a == first.as_str() && *b == second.as_str());
    found.map(|(_, _, month)| MonthWord { month: *month, needs_day: false })
}

/// Whether `word`, with a capital, is a season.
pub(super) fn is_season(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && WORDS.kinds(word).any(SEASON)
}

/// Whether `word` is a weekday's name or short form.
pub(super) fn is_weekday(word: &str) -> bool {
    WORDS.kinds(word).any(WEEKDAY)
}

/// Whether `word` is a time zone.
pub(super) fn is_zone(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && WORDS.kinds(word).any(ZONE)
}

/// Whether `word` may stand between a date and the time of day.
pub(super) fn is_before_time(word: &str) -> bool {
    WORDS.kinds(word).any(BEFORE_TIME_KIND)
}

/// Whether `word` may follow the time of day.
pub(super) fn is_after_time(word: &str) -> bool {
    WORDS.kinds(word).any(AFTER_TIME_KIND)
}

/// Whether `word` counts the issues of a periodical.
pub fn counts_issues(word: &str) -> bool {
    const COUNTED: [&str; 14] = [
        "issue",
        "no",
        "nr",
        "n",
        "vol",
        "volume",
        "number",
        "numero",
        "ausgabe",
        "edition",
        "nummer",
        "heft",
        "выпуск",
        "№",
    ];
    Folded::of(word).is_some_and(|folded| COUNTED.contains(&folded.as_str()))
}

/// Whether `word` may follow the year.
pub(super) fn is_after_year(word: &str) -> bool {
    WORDS.kinds(word).any(AFTER_YEAR_KIND)
}

/// Whether a line that is a date alone may begin with `word`.
pub(super) fn may_open_date(word: &str) -> bool {
    WORDS.kinds(word).any(BESIDE_KIND.or(UPDATED_KIND).or(WEEKDAY).or(SEASON))
        || is_zone(word)
        || month(word).is_some()
}

/// `None`: `word` does not belong beside a date. Else whether it says that the date is that of a change.
pub(super) fn beside(word: &str) -> Option<bool> {
    let kinds = WORDS.kinds(word);
    let updated = kinds.any(UPDATED_KIND);
    (updated || kinds.any(BESIDE_KIND.or(WEEKDAY))).then_some(updated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_words_as_they_are_looked_up() {
        for word in WORDS.words().chain(MONTH_NAMES.keys().copied()) {
            assert_eq!(Folded::of(word).unwrap().as_str(), word);
        }
    }

    #[test]
    fn no_word_names_two_months() {
        let mut seen = FxHashMap::default();
        for (month, words) in MONTHS.iter().enumerate() {
            for word in words.split_whitespace() {
                assert!(seen.insert(word, month).is_none_or(|other| other == month), "{word}");
            }
        }
    }

    #[test]
    fn a_month_is_known_by_its_name_in_any_case() {
        for (word, expect) in [("MÄRZ", 3), ("février", 2), ("ноября", 11), ("Août", 8), ("أغسطس", 8)]
        {
            assert_eq!(month(word).map(|found| found.month), Some(expect), "{word}");
        }
        assert_eq!(month("Maya"), None);
    }
}
