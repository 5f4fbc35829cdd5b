//! The words that a long question has besides what it asks for: *the*, *what*, *would*. They are looked for like any
//! other, but where a question of which any word is enough has others too, they do not make an article better.
//! Knows the words of a few languages, folded as they are indexed; of any other language none.

use crate::model::Lang;

/// The function words of some languages.
const OF_LANGUAGES: [(&str, &str); 8] = [
    (
        "en",
        "a about above after again against all also am an and any are as at be because been before being below \
         between both but by can cannot could did do does doing down during each few for from further had has have \
         having he her here hers herself him himself his how i if in into is it its itself just may me might more \
         most must my myself no nor not of off on once only or other our ours out over own same she should so some \
         such than that the their theirs them themselves then there these they this those through to too under \
         until up upon us very was we were what when where whether which while who whom whose why will with within \
         without would you your yours",
    ),
    (
        "de",
        "aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass \
         dein dem den der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem \
         einen einer eines er es etwas euch fur gegen hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre \
         ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine keinen konnen man mehr mein \
         mich mir mit muss nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so \
         soll sollte sondern uber um und uns unser unter vom von vor war waren was wegen weil welche welcher welches \
         wenn wer werde werden wie wir wird wo wurde wurden zu zum zur zwischen",
    ),
    (
        "fr",
        "a ai au aucun aussi autre aux avait avec avoir c ce cela ces cet cette ceux chaque comme comment d dans de \
         depuis des donc dont du elle elles en entre est et etaient etait etant ete etre eux fait il ils j je l la le \
         les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas pendant peut plus \
         pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous \
         sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y",
    ),
    (
        "es",
        "a al algo algun alguna ante antes aquel asi aun cada como con contra cual cuales cuando de del desde donde \
         dos e el ella ellas ello ellos en entre era eran es esa ese eso esta estaba estado estan estas este esto \
         estos fue fueron ha habia han hasta hay la las le les lo los mas me mi mientras muy nada ni no nos nosotros o \
         os otra otro otros para pero poco por porque que quien quienes se sea segun ser si sido sin sobre son su \
         sus tambien tan te tiene tienen toda todas todo todos tras tu un una uno unos y ya yo",
    ),
    (
        "it",
        "a ad ai al alla alle allo anche ancora c che chi ci co col come con contro cui d da dagli dai dal dalla \
         dalle dei degli del dell della delle dello dentro di dopo dove e ed era erano essere fra fu gia gli ha hanno \
         ho i il in io l la le lei li lo loro lui ma mi mia mio ne negli nei nel nella nelle nello noi non nostro o \
         ogni per perche piu poi prima puo quale quali quando quanto quella quelle quelli quello questa queste \
         questi questo qui se senza si sia sono sta stata stato su sua sue sugli sui sul sulla sulle suo suoi tra \
         tutti tutto un una uno voi",
    ),
    (
        "pt",
        "a ao aos aquela aquele as ate com como da das de dela dele deles depois do dos e ela elas ele eles em entre \
         era eram essa esse esta estao estava este eu foi foram ha isso isto ja lhe mais mas me mesmo meu minha muito \
         na nao nas nem no nos nossa nosso num numa o os ou para pela pelas pelo pelos por porque qual quando que \
         quem se sem ser sera seu seus sido sob sobre sua suas tambem tem tinha um uma umas uns voce",
    ),
    (
        "nl",
        "aan al alle als altijd andere ben bij daar dan dat de deze die dit doch doen door dus een en er ge geen haar \
         had heb hebben heeft hem het hier hij hoe hun ik in is je kan kon maar me meer men met mij mijn moet na naar \
         niet nog nu of om omdat ons onze ook op over te tegen toch toen tot u uit uw van veel voor waar wanneer want \
         waren was wat we wel welke werd werden wie wij worden wordt ze zich zij zijn zo zonder zou zullen",
    ),
    (
        "ru",
        "а без более бы был была были было быть в вам вас во вот все всего всех вы где да для до его ее если есть еще \
         же за здесь и из или им их к как какая какие какой когда кто ли между меня мне может мы на над надо нас не \
         него нее нет ни них но ну о об он она они оно от очень по под после потом почему при про с со так также такой \
         там то тогда того тоже только том тот у уже хотя чего чем что чтобы эта эти это этого этой этом этот я",
    ),
];

/// Which of these words (as they are indexed) are function words: those of the one language, of `langs`, that has
/// most of them; on equal the first.
pub(super) fn which(words: &[&str], langs: &[Lang]) -> Vec<bool> {
    let in_language = |lang: &Lang| {
        let known = OF_LANGUAGES.iter().find(|(code, _)| *code == lang.code()).map_or("", |(_, known)| known);
        words
            .iter()
            .map(|word| known.split_ascii_whitespace().any(|known| known == *word))
            .collect::<Vec<bool>>()
    };
    let count = |found: &Vec<bool>| found.iter().filter(|&&is| is).count();
    let mut best = vec![false; words.len()];
    for found in langs.iter().map(in_language) {
        if count(&found) > count(&best) {
            best = found;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyser;

    fn function_words(question: &str, langs: &[&str]) -> Vec<String> {
        let langs: Vec<Lang> = langs.iter().filter_map(|code| Lang::new(code)).collect();
        let words: Vec<String> = analyser::words(question).map(|word| word.text).collect();
        let which = which(&words.iter().map(String::as_str).collect::<Vec<_>>(), &langs);
        words.into_iter().zip(which).filter(|(_, is)| *is).map(|(word, _)| word).collect()
    }

    #[test]
    fn every_function_word_is_written_as_it_is_indexed() {
        for (code, known) in OF_LANGUAGES {
            assert!(Lang::new(code).is_some());
            for word in known.split_ascii_whitespace() {
                let indexed: Vec<String> = analyser::words(word).map(|word| word.text).collect();
                assert_eq!(indexed, [word], "{code}");
            }
        }
    }

    #[test]
    fn function_words_are_those_of_the_language_that_the_question_is_in() {
        assert_eq!(
            function_words("what was the toll of the flood", &["en"]),
            ["what", "was", "the", "of", "the"]
        );
        assert_eq!(function_words("was kostet die Flut den Staat", &["en", "de"]), ["was", "die", "den"]);
        assert_eq!(function_words("what die cast toys cost us", &["en", "de"]), ["what", "us"]);
    }

    #[test]
    fn a_language_without_a_list_has_no_function_words() {
        assert_eq!(function_words("what was the toll", &["fi"]), [""; 0]);
        assert_eq!(function_words("what was the toll", &[]), [""; 0]);
    }
}
