//! What tells languages apart: small words, letters and scripts. Plain tables.

/// Languages written in Latin or Cyrillic letters, each with small words that its sentences are full of.
/// A word that stands in several rows counts for each a little less.
pub(super) const SMALL_WORDS: [(&str, &str); 25] = [
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
pub(super) const SIGNS: &[(&str, &[usize])] = &[
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
/// The row of Russian.
pub(super) const RU: usize = 20;
/// The row of Ukrainian.
pub(super) const UK: usize = 21;
/// The row of Bulgarian.
pub(super) const BG: usize = 22;
/// The row of Serbian.
pub(super) const SR: usize = 23;
/// The row of Belarusian.
pub(super) const BE: usize = 24;

/// Scripts that all but name their language: first and last letter, the language.
pub(super) const SCRIPTS: [(char, char, &str); 14] = [
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
