//! Labels of archive exports: `HEADLINE:`, `AUTEUR:`, `^ЗГ:`, `HD  `. A line comes in; which field the label
//! names and where its value stands go out.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::shape::{Folded, head, is_all_capitals, past};

/// The field that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelName {
    /// The headline.
    Headline,
    /// A second headline, or a lead set apart.
    Deck,
    /// Who wrote it.
    Byline,
    /// The outlet.
    Source,
    /// The section or column.
    Section,
    /// How many words it has.
    Length,
    /// The place it was filed from.
    Dateline,
    /// The date of publication.
    Date,
    /// The date it came into the archive or was changed.
    LoadDate,
    /// The text.
    Body,
    /// A summary or abstract of the text.
    Summary,
    /// The language.
    Language,
    /// Whose rights they are.
    Copyright,
    /// The address on the web.
    Url,
    /// The page.
    Page,
    /// A caption or a list of pictures.
    Graphic,
    /// Subjects, companies, people: index terms.
    Subject,
    /// What kind of publication or text it is.
    Kind,
    /// The archive's number for it.
    Number,
    /// The edition, issue or volume.
    Edition,
    /// Anything else that exports print.
    Other,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The field.
    pub name: LabelName,
    /// The label itself, without its colon.
    pub printed: Range<usize>,
    /// The value on the same line; empty where it follows below.
    pub value: Range<usize>,
    /// Whether the label is printed in capitals.
    pub capitals: bool,
    /// Whether it is a code of two or three letters without a colon (`HD`), or with a caret (`^ЗГ:`).
    pub code: bool,
}

use LabelName as L;

/// Labels with a colon, folded.
const LABELS: &[(LabelName, &str)] = &[
    (
        L::Headline,
        "headline|title|headlines|kop|titel|titre|titulo|titular|titolo|tittel|rubrik-titel|uberschrift|schlagzeile|заголовок|название|tytul|document title|article title|subject line|标题|judul|baslik|titulek|cim|otsikko|タイトル|見出し|標題|題名|제목|العنوان|title of article|news title|headline text",
    ),
    (
        L::Deck,
        "highlight|subtitle|sub-headline|subheadline|sous-titre|chapeau|chapo|untertitel|dachzeile|unterzeile|vorspann|bovenkop|onderkop|subtitulo|entradilla|подзаголовок|kicker|deck|debat|lead|short description|description|teaser|standfirst|副标题|サブタイトル",
    ),
    (
        L::Byline,
        "byline|by|author|authors|autor|autoren|autorin|auteur|auteurs|autore|autori|autores|author(s)|signature|verfasser|von|forfatter|skribent|автор|авторы|writer|reporter|correspondent|作者|journalist|penulis|yazar|szerzo|kirjoittaja|written by|著者|執筆者|記者|记者|기자|الكاتب|بقلم|author name|autor(a)|redacteur|journaliste|periodista",
    ),
    (
        L::Source,
        "source|source name|publication|publication title|publication name|newspaper|journal|quelle|zeitung|medium|fonte|fuente|bron|krant|publicatie|kilde|kalla|источник|издание|zrodlo|publicacion|publicacao|publikation|journal name|outlet|来源|via|媒体|sumber|kaynak|zdroj|forras|lahde|media name|media|news source|source url name|出典|出所|ソース|媒体名|文章来源|新闻来源|출처|언론사|المصدر|testata|veiculo|jornal|periodico|site|publisher name|rss source",
    ),
    (
        L::Section,
        "section|rubrik|rubrique|ressort|seccion|secao|sezione|rubriek|sectie|рубрика|раздел|department|column|desk|category|kategorie",
    ),
    (
        L::Length,
        "length|lange|longueur|longitud|lunghezza|lengte|word count|words|wordcount|laengde|extensao|размер|size",
    ),
    (L::Dateline, "dateline|ortszeile|ort|place|lieu|origine|dagtekening|lugar"),
    (
        L::Date,
        "date|datum|publication date|pub date|fecha|data|дата|dato|published|date published|erscheinungsdatum|publicatiedatum|date de publication|fecha de publicacion|发布时间|日期|posted|issue date|sent|tanggal|tarih|datum vydani|paivays|pubdate|publish date|published at|published on|date of publication|veroffentlicht|veroffentlicht am|erschienen|erschienen am|data publikacji|data de publicacao|data di pubblicazione|pubblicato|publicado|publicado em|publie le|gepubliceerd|publiceringsdatum|дата публикации|опубликовано|公開日|発行日|掲載日|配信日|日付|日時|时间|時間|날짜|التاريخ|timestamp",
    ),
    (
        L::LoadDate,
        "load-date|load date|update|updated|date-chargement|last updated|date de chargement|entry date|fecha de carga|laddatum|ladedatum|retrieved|download date",
    ),
    (
        L::Body,
        "body|text|tekst|texto|texte|testo|full text|fulltext|article|texto completo|volltext|artikel|content|текст|brodtext|document text|story|isi|metin|text of article|article text|news text|body text|news content|article body|article content|corps|cuerpo|corpo|tresc|正文|内容|本文|본문|النص",
    ),
    (
        L::Summary,
        "summary|abstract|zusammenfassung|resume|resumen|samenvatting|аннотация|resumo|synopsis|sammanfattning|ozet|ringkasan|zhrnutie|摘要|要約|概要|요약",
    ),
    (L::Language, "language|sprache|langue|idioma|lingua|taal|sprog|sprak|язык|language of document"),
    (L::Copyright, "copyright|rights|©|droits|derechos"),
    (
        L::Url,
        "url|link|document url|permalink|web|address|website|ссылка|adresse|链接|source url|article url|url source|read more|原文链接|原文|リンク|링크|الرابط|lien|enlace|tautan|article link|source link",
    ),
    (L::Page, "page|pages|seite|seiten|pagina|paginas|page number|pg|first page|start page|стр|страница|blz"),
    (
        L::Graphic,
        "graphic|graphics|grafik|grafico|graphique|photo|photos|foto|illustration|image|caption|bild|encart|notes|fotos",
    ),
    (
        L::Subject,
        "subject|subjects|company|person|people|organization|organisation|organizations|country|city|state|geographic|industry|ticker|keywords|keyword|terms|index terms|schlagworte|schlagworter|mots-cles|tags|tag|location|name|descriptors|load keywords|companies",
    ),
    (
        L::Kind,
        "publication-type|publication type|document-type|document type|type|journal-code|journal code|doc type|publisher|country of publication|publication subject|publikationstyp|type de publication|art",
    ),
    (
        L::Number,
        "proquest document id|document id|accession number|issn|isbn|doc id|an|record|dokument-nr|id|source id|message-id|database|datenbank|reference",
    ),
    (
        L::Edition,
        "edition|issue|volume|ausgabe|edicion|edicao|edizione|editie|vol|nr|nummer|number|выпуск|номер|series|show|anchors|program|publication info|publication details",
    ),
];

/// Codes of two letters at the beginning of a line.
const CODES: &[(&str, LabelName)] = &[
    ("HD", L::Headline),
    ("HL", L::Headline),
    ("TI", L::Headline),
    ("BY", L::Byline),
    ("AU", L::Byline),
    ("SN", L::Source),
    ("SO", L::Source),
    ("JN", L::Source),
    ("PD", L::Date),
    ("DT", L::Date),
    ("ET", L::Other),
    ("WC", L::Length),
    ("LP", L::Summary),
    ("TD", L::Body),
    ("TX", L::Body),
    ("AN", L::Number),
    ("SE", L::Section),
    ("SC", L::Number),
    ("ED", L::Edition),
    ("PG", L::Page),
    ("LA", L::Language),
    ("CY", L::Copyright),
    ("CX", L::Other),
    ("CO", L::Subject),
    ("IN", L::Subject),
    ("NS", L::Subject),
    ("RE", L::Subject),
    ("IPC", L::Subject),
    ("IPD", L::Subject),
    ("PUB", L::Source),
    ("CLM", L::Section),
    ("ART", L::Graphic),
    ("VOL", L::Edition),
    ("CR", L::Copyright),
    ("RF", L::Other),
    ("AB", L::Summary),
    ("DE", L::Subject),
];

/// Codes with a caret, of a Russian archive.
const CARET_CODES: &[(&str, LabelName)] = &[
    ("ИС", L::Source),
    ("РБ", L::Section),
    ("ДТ", L::Date),
    ("АВ", L::Byline),
    ("ЗГ", L::Headline),
    ("НР", L::Page),
    ("ТК", L::Body),
    ("ТЕ", L::Body),
    ("ИД", L::Number),
    ("ПЗ", L::Deck),
    ("АН", L::Summary),
    ("ЯЗ", L::Language),
];

/// The first byte of a full-width colon.
const WIDE_COLON_LEAD: u8 = 0xef;
/// A label has at most this many bytes.
const LONGEST: usize = 60;

static NAMES: LazyLock<FxHashMap<&'static str, LabelName>> = LazyLock::new(|| {
    LABELS.iter().flat_map(|(name, words)| words.split('|').map(move |word| (word, *name))).collect()
});

/// The label that `line` begins with.
pub fn label(line: &str) -> Option<Label> {
    let start = past(line, 0, char::is_whitespace);
    let rest = line.get(start..)?;
    match rest.chars().next()? {
        '^' => caret_code(line, start),
        '*' | '_' => emphasised(line, start),
        '<' => tagged(line, start),
        c if c.is_alphabetic() || c == '©' => {
            with_colon(line, start).or_else(|| letter_code(line, start)).or_else(|| with_dash(line, start))
        }
        _ => None,
    }
}

fn labelled(line: &str, name: LabelName, printed: Range<usize>, after: usize, code: bool) -> Label {
    let value = past(line, after, char::is_whitespace);
    let end = line.trim_end().len().max(value);
    let capitals = line.get(printed.clone()).is_some_and(is_all_capitals);
    Label { name, printed, value: value..end, capitals, code }
}

fn with_colon(line: &str, start: usize) -> Option<Label> {
    let reach = head(line.get(start..)?, LONGEST);
    memchr::memchr2(b':', WIDE_COLON_LEAD, reach.as_bytes())?;
    let (colon, mark) = reach.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let after = start + colon + mark.len_utf8();
    // "http://" and "10:30" hold a colon that ends no label.
    if line.get(after..).is_some_and(|rest| rest.starts_with("//")) {
        return None;
    }
    let printed = line.get(start..start + colon)?.trim_end();
    let folded = Folded::of(printed)?;
    let name = *NAMES.get(folded.as_str())?;
    Some(labelled(line, name, start..start + printed.len(), after, false))
}

/// `<source>Harbour Star</source>`, as corpora set fields off; the closing tag may stand further down.
fn tagged(line: &str, start: usize) -> Option<Label> {
    let inside = line.get(start + 1..)?;
    let close = head(inside, LONGEST).find('>')?;
    let printed = inside.get(..close).filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))?;
    let name = *NAMES.get(Folded::of(printed)?.as_str())?;
    let after = start + 1 + close + 1;
    let found = labelled(line, name, start + 1..start + 1 + close, after, true);
    let value = line.get(found.value.clone())?;
    let end = value.rfind("</").map_or(value, |end| value.get(..end).unwrap_or(value)).trim_end().len();
    Some(Label { value: found.value.start..found.value.start + end, ..found })
}

/// Whether a line is a tag alone that opens or closes a record of a corpus, or closes a field: `</text>`.
pub fn is_tag(line: &str) -> bool {
    const RECORDS: [&str; 9] =
        ["article", "articles", "doc", "document", "item", "record", "news", "entry", "story"];
    let Some(inside) = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let (closes, name) = match inside.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inside),
    };
    let Some(folded) = Folded::of(name.split(' ').next().unwrap_or(name)) else { return false };
    RECORDS.contains(&folded.as_str()) || closes && NAMES.contains_key(folded.as_str())
}

/// `Source - Harbour Star`: only for what tells an article, since a dash does much else.
fn with_dash(line: &str, start: usize) -> Option<Label> {
    /// A dash with its blanks.
    const DASH: &str = " - ";
    let reach = head(line.get(start..)?, LONGEST);
    memchr::memchr(b'-', reach.as_bytes())?;
    let dash = memchr::memmem::find(reach.as_bytes(), DASH.as_bytes())?;
    let printed = reach.get(..dash)?.trim_end();
    let name = *NAMES.get(Folded::of(printed)?.as_str())?;
    let tells = matches!(
        name,
        L::Headline | L::Deck | L::Source | L::Byline | L::Date | L::Url | L::Body | L::Summary
    );
    let capital = printed.starts_with(char::is_uppercase);
    (tells && capital)
        .then(|| labelled(line, name, start..start + printed.len(), start + dash + DASH.len(), false))
}

/// `**Source:** Harbour Star`, as Markdown sets labels off.
fn emphasised(line: &str, start: usize) -> Option<Label> {
    let inner = past(line, start, |c| matches!(c, '*' | '_'));
    let found = with_colon(line, inner)?;
    let value = past(line, found.value.start, |c| matches!(c, '*' | '_' | ' '));
    let closed = value > found.value.start || line.get(..found.value.start)?.trim_end().ends_with(['*', '_']);
    closed.then_some(Label { value: value..found.value.end.max(value), ..found })
}

fn letter_code(line: &str, start: usize) -> Option<Label> {
    let rest = line.get(start..)?;
    let code = head(rest, 4).split_whitespace().next().filter(|code| matches!(code.len(), 2 | 3))?;
    let capitals = code.bytes().all(|byte| byte.is_ascii_uppercase());
    let (_, name) = CODES.iter().filter(|_| capitals).find(|(known, _)| *known == code)?;
    let after = start + code.len();
    // "IN PARIS" is no code: a code stands alone, or two blanks or a tab follow it.
    let gap = line.get(after..past(line, after, char::is_whitespace))?;
    let alone = rest.trim() == code;
    (alone || gap.len() >= 2 || gap == "\t").then(|| labelled(line, *name, start..after, after, true))
}

fn caret_code(line: &str, start: usize) -> Option<Label> {
    let rest = line.get(start + 1..)?;
    let colon = rest.find(':').filter(|colon| *colon <= 8)?;
    let code = rest.get(..colon)?.trim();
    let name = CARET_CODES.iter().find(|(known, _)| *known == code).map_or(L::Other, |(_, name)| *name);
    let printed = start + 1..start + 1 + colon;
    (!code.is_empty()).then(|| labelled(line, name, printed, start + 1 + colon + 1, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_all_languages() {
        let check = |line: &str, expect: Option<(LabelName, &str)>| {
            let found = label(line).map(|found| (found.name, line.get(found.value).unwrap()));
            assert_eq!(found, expect, "{line}");
        };
        check("HEADLINE: Ferry sinks", Some((L::Headline, "Ferry sinks")));
        check("LENGTH: 409  words", Some((L::Length, "409  words")));
        check("LÄNGE: 306 Wörter", Some((L::Length, "306 Wörter")));
        check("AUTEUR: JAN ROE", Some((L::Byline, "JAN ROE")));
        check("KOP: Veerboot", Some((L::Headline, "Veerboot")));
        check("LOAD-DATE: May 3, 2003", Some((L::LoadDate, "May 3, 2003")));
        check("BODY:", Some((L::Body, "")));
        check("^ЗГ: Паром", Some((L::Headline, "Паром")));
        check("HD  Ferry sinks", Some((L::Headline, "Ferry sinks")));
        check("TD", Some((L::Body, "")));
        check("Journal:   PC Ferry  May 3 1993", Some((L::Source, "PC Ferry  May 3 1993")));
        check("Source: https://ferry.example.com/a", Some((L::Source, "https://ferry.example.com/a")));
        check("Publication title: Ferry Weekly", Some((L::Source, "Ferry Weekly")));
        check("https://ferry.example.com/a", None);
        check("He said: no.", None);
        check("Source - Harbour Star", Some((L::Source, "Harbour Star")));
        check("Short Description - The ferry sailed", Some((L::Deck, "The ferry sailed")));
        check("<source> Harbour Star </source>", Some((L::Source, "Harbour Star")));
        check("<text>", Some((L::Body, "")));
        check("<b>Harbour</b>", None);
        assert!(is_tag("</text>") && is_tag("<article id=\"1\">") && !is_tag("<p>") && !is_tag("<text>"));
        check("출처: 항구일보", Some((L::Source, "항구일보")));
        check("Länge - 306 Wörter", None);
        check("text - and more of it", None);
        check("In the end", None);
        check("BY JANE ROE", None);
    }

    #[test]
    fn the_tables_hold_labels_as_they_are_looked_up() {
        for (_, words) in LABELS {
            for word in words.split('|') {
                assert_eq!(Folded::of(word).unwrap().as_str(), word);
            }
        }
    }
}
