//! Lines inside a text that are not of it: pointers to other articles, and calls to subscribe, follow and download.

/// Beginnings of lines that point to other articles, in small letters.
const POINTERS: &[&str] = &[
    "about the author",
    "about author",
    "also read",
    "also see",
    "also on",
    "don't miss",
    "don’t miss",
    "more from",
    "more on",
    "more stories",
    "more news",
    "most read",
    "read also",
    "read more",
    "read next",
    "read:",
    "recommended",
    "related",
    "see also",
    "share this",
    "suggested",
    "up next",
    "you may also",
    "you might also",
    "you may like",
    "you might like",
    "further reading",
    "keep reading",
    "watch:",
    "watch also",
    "auch interessant",
    "auch lesen",
    "das könnte",
    "das thema könnte",
    "die besten",
    "empfehlungen",
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie hier",
    "lesen sie dazu",
    "lies auch",
    "mehr dazu",
    "mehr zum",
    "mehr zu",
    "mehr über",
    "mehr aus",
    "passend dazu",
    "schon gelesen",
    "siehe auch",
    "über den autor",
    "über die autorin",
    "zum autor",
    "zur autorin",
    "weitere artikel",
    "weitere beiträge",
    "weitere informationen",
    "weitere infos",
    "weitere themen",
    "weitere news",
    "weitere meldungen",
    "weiterlesen",
    "zum thema",
    "ähnliche",
    "ebenfalls interessant",
    "artikel teilen",
    "nächster artikel",
    "vorheriger artikel",
    "kommentare",
    "a lire",
    "articles liés",
    "articles similaires",
    "lire aussi",
    "lire la suite",
    "plus d'articles",
    "pour aller plus loin",
    "sur le même",
    "voir aussi",
    "à découvrir",
    "à lire",
    "dans la même",
    "l'auteur",
    "artículos relacionados",
    "además en",
    "le puede interesar",
    "lea también",
    "lea además",
    "lee también",
    "leer también",
    "le recomendamos",
    "más información",
    "más noticias",
    "más sobre",
    "mirá también",
    "mira también",
    "mire también",
    "no se pierda",
    "noticias relacionadas",
    "podría interesarte",
    "puede interesarle",
    "puede leer",
    "puedes leer",
    "te puede interesar",
    "te recomendamos",
    "temas",
    "también puede",
    "ver más",
    "vea también",
    "lo más",
    "articoli correlati",
    "leggi anche",
    "ti potrebbe",
    "potrebbe interessarti",
    "potrebbero interessarti",
    "vedi anche",
    "per approfondire",
    "lees ook",
    "lees meer",
    "meer over",
    "bekijk ook",
    "gerelateerd",
    "leia mais",
    "leia também",
    "saiba mais",
    "veja também",
    "veja mais",
    "artigos relacionados",
    "czytaj",
    "zobacz",
    "polecamy",
    "przeczytaj także",
    "podobne",
    "więcej na temat",
    "läs mer",
    "läs också",
    "les også",
    "les mer",
    "læs også",
    "læs mere",
    "lue myös",
    "читайте",
    "смотрите",
    "похожие",
    "по теме",
    "другие новости",
    "читати",
    "читайте також",
    "дивіться також",
    "схожі",
    "ilgili haber",
    "ayrıca bkz",
    "bunlar da ilginizi",
];

/// Words of calls to subscribe, to follow or to download, in small letters.
const CALLS: &[&str] = &[
    "abonneer",
    "abonnement",
    "abonnez",
    "abonniere",
    "abonnieren",
    "abonnés",
    "app store",
    "google play",
    "download the app",
    "facebook",
    "folge uns",
    "folgen sie",
    "follow us",
    "instagram",
    "iscriviti",
    "linkedin",
    "newsletter",
    "newsletters",
    "pinterest",
    "podcast",
    "sign up",
    "signing up",
    "subscribe",
    "subscribers",
    "subscription",
    "suscríbete",
    "suscribete",
    "suscríbase",
    "síguenos",
    "telegram",
    "tiktok",
    "twitter",
    "whatsapp",
    "youtube",
    "seguici",
    "подпис",
    "підпис",
];

/// Whether a line begins as one that points to other articles.
pub fn points_elsewhere(text: &str) -> bool {
    let start: String = text
        .trim_start_matches(|letter: char| !letter.is_alphanumeric())
        .chars()
        .take(40)
        .flat_map(char::to_lowercase)
        .collect();
    POINTERS.iter().any(|pointer| {
        start
            .strip_prefix(pointer)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || pointer.ends_with(':'))
    })
}

/// How many calls to subscribe, to follow or to download a text has.
pub fn calls(text: &str) -> usize {
    let text = text.to_lowercase();
    CALLS.iter().filter(|call| text.contains(**call)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_whole_words_at_the_beginning() {
        assert!(points_elsewhere("Read more: The pier"));
        assert!(points_elsewhere("» Lesen Sie auch:"));
        assert!(!points_elsewhere("Related"[..4].into()));
        assert!(!points_elsewhere("Relatedness is a word"));
        assert!(!points_elsewhere("The pier has more on offer"));
    }

    #[test]
    fn calls_are_counted() {
        assert_eq!(calls("Follow The Herald on Twitter and Instagram"), 2);
        assert_eq!(calls("The pier reopens on Friday"), 0);
    }
}
