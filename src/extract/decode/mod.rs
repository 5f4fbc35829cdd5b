//! Bytes in, text out, whatever the charset. Nothing is ever cut off, and well-formed UTF-8 is not copied.
//! What cannot be decoded becomes U+FFFD and is counted; NULs and control characters stay as they are.

mod binary;
mod escapes;
mod legacy;
mod mixed;
mod unit;
mod utf16;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

pub use binary::is_binary;
pub use unit::Unit;

/// A text, and how it was found in its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The charset it was in: a name of the WHATWG encoding standard, or `HZ-GB-2312`, `IBM850`, `UTF-32`.
    /// Of a UTF-8 text with lines in another charset: `UTF-8`.
    pub charset: &'static str,
    /// How many U+FFFD stand for bytes that the charset does not have.
    pub undecodable: u64,
}

/// Decodes a whole file. A byte order mark settles the charset; without one a configured `label` does (any
/// label of the WHATWG encoding standard; one that is unknown is as none); else the bytes themselves.
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    match byte_order_mark(bytes) {
        Some((Mark::Encoding(encoding), rest)) => return labelled(rest, encoding),
        Some((Mark::Utf32(read), rest)) => return utf16::utf32(rest, read),
        None => {}
    }
    if let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return labelled(bytes, encoding);
    }
    if let Some(encoding) = utf16::without_mark(bytes) {
        return whole(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => escapes::decode(text).unwrap_or_else(|| well_formed(text)),
        Err(_) => mixed::decode(bytes).unwrap_or_else(|| legacy::decode(bytes)),
    }
}

fn well_formed(text: &str) -> Decoded<'_> {
    Decoded { text: Cow::Borrowed(text), charset: UTF_8.name(), undecodable: 0 }
}

/// How many bytes of byte order mark a text begins with.
pub fn mark_length(bytes: &[u8]) -> usize {
    byte_order_mark(bytes).map_or(0, |(_, rest)| bytes.len() - rest.len())
}

/// What a byte order mark says of the bytes after it.
#[derive(Clone, Copy)]
enum Mark {
    Encoding(&'static Encoding),
    Utf32(fn([u8; 4]) -> u32),
}

/// The byte order mark at the beginning, and what follows it.
fn byte_order_mark(bytes: &[u8]) -> Option<(Mark, &[u8])> {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => Some((Mark::Utf32(u32::from_le_bytes), rest)),
        [0, 0, 0xFE, 0xFF, rest @ ..] => Some((Mark::Utf32(u32::from_be_bytes), rest)),
        [0xFF, 0xFE, rest @ ..] => Some((Mark::Encoding(UTF_16LE), rest)),
        [0xFE, 0xFF, rest @ ..] => Some((Mark::Encoding(UTF_16BE), rest)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some((Mark::Encoding(UTF_8), rest)),
        [0x84, 0x31, 0x95, 0x33, rest @ ..] => Some((Mark::Encoding(GB18030), rest)),
        _ => None,
    }
}

/// A text that says it is UTF-8 may still hold lines that were pasted from elsewhere.
fn labelled<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if encoding != UTF_8 {
        return whole(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => well_formed(text),
        Err(_) => mixed::by_line(bytes),
    }
}

/// All of `bytes` in one charset.
fn whole<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let undecodable = if malformed { text.matches('\u{FFFD}').count() as u64 } else { 0 };
    Decoded { text, charset: encoding.name(), undecodable }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], charset: &str, text: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.charset, &*decoded.text), (charset, text));
        assert_eq!(decoded.undecodable, 0, "{text}");
        assert!(!is_binary(bytes), "taken for binary: {text}");
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    const POLISH: &str = "Prezydent miasta Łodzi ogłosił wczoraj, że most zostanie zamknięty.\nPiesi i rowerzyści będą mogli przejść dołem, wzdłuż ścieżki.\n";
    const RUSSIAN: &str = "Мост через реку закрыт\nВестник гавани | 3 мая 2019\nГородской совет объявил, что мост закроют на всё лето. Пешеходы смогут пройти по набережной.\n";
    const UKRAINIAN: &str = "Міст через річку зачинено\nМіська рада оголосила, що міст буде зачинено на ціле літо. Пішоходи зможуть їхати поїздом.\n";
    const FRENCH: &str = "Le pont sera fermé dès l’été, a annoncé la mairie.\n« Nous n’avons pas le choix », a déclaré le maire – œuvrant à côté du théâtre.\n";
    const GERMAN: &str = "Brücke bleibt geschlossen\nDer Bürgermeister erklärte, die Straße werde über den Sommer gesperrt; Fußgänger dürfen weiter.\n";
    const GREEK: &str = "Η γέφυρα κλείνει για το καλοκαίρι\nΟ δήμαρχος ανακοίνωσε ότι οι πεζοί θα περνούν από την προκυμαία.\n";
    const TURKISH: &str = "Köprü yaz boyunca kapalı\nBelediye başkanı, yayaların sahilden geçebileceğini açıkladı. Işıklar söndürülecek, şehir bekliyor.\n";
    const ARABIC: &str =
        "أعلنت بلدية المدينة إغلاق الجسر طوال الصيف\nوقال رئيس البلدية إن المشاة يمكنهم العبور من الرصيف.\n";
    const HEBREW: &str = "הגשר ייסגר למשך הקיץ\nראש העיר הודיע כי הולכי הרגל יוכלו לעבור דרך הטיילת.\n";
    const JAPANESE: &str =
        "橋は夏の間閉鎖される\n市長は歩行者が岸壁を通れると発表した。カタカナのニュースもあります。\n";
    const CHINESE: &str =
        "大桥将在整个夏天关闭\n市长宣布，行人可以从码头通过。记者从港口报道，修理工程需要三个月。\n";
    const TAIWANESE: &str =
        "大橋將在整個夏天關閉\n市長宣布,行人可以從碼頭通過。記者從港口報導,修理工程需要三個月。\n";
    const KOREAN: &str =
        "다리는 여름 동안 폐쇄된다\n시장은 보행자가 부두를 통해 지나갈 수 있다고 발표했다.\n";
    const ROMANIAN_LIKE: &str = "Starosta oznámil, že most bude přes léto uzavřen.\nChodci mohou přejít po nábřeží, řekl mluvčí města Třebíč.\n";

    #[test]
    fn utf_8_is_borrowed() {
        for text in ["", "plain\r\n", FRENCH, CHINESE, "smile \u{1F600}\n", "\u{1b}[1mbold\u{1b}[0m ~{ ~}\n"]
        {
            let decoded = decode(text.as_bytes(), None);
            assert!(matches!(decoded.text, Cow::Borrowed(_)), "copied: {text}");
            check(text.as_bytes(), "UTF-8", text);
        }
    }

    #[test]
    fn a_byte_order_mark_settles_the_charset_and_is_dropped() {
        check("\u{FEFF}Zoë\n".as_bytes(), "UTF-8", "Zoë\n");
        check(&utf16("\u{FEFF}Zoë\n", u16::to_le_bytes), "UTF-16LE", "Zoë\n");
        check(&utf16("\u{FEFF}Zoë\n", u16::to_be_bytes), "UTF-16BE", "Zoë\n");
        let utf32: Vec<u8> = "\u{FEFF}Zoë\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        check(&utf32, "UTF-32", "Zoë\n");
        let (gb, _, _) = GB18030.encode("\u{FEFF}桥\u{1F600}\n");
        check(&gb, "gb18030", "桥\u{1F600}\n");
        let marked = "\u{FEFF}Zoë\n";
        assert_eq!(decode(marked.as_bytes(), Some("koi8-r")).text, "Zoë\n");
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_in_any_script() {
        for text in [
            "Bridge closed\r\nThe Harbour Ledger, 3 May\r\n",
            "A\n",
            FRENCH,
            RUSSIAN,
            GREEK,
            ARABIC,
            CHINESE,
            JAPANESE,
            KOREAN,
        ] {
            check(&utf16(text, u16::to_le_bytes), "UTF-16LE", text);
            check(&utf16(text, u16::to_be_bytes), "UTF-16BE", text);
        }
    }

    #[test]
    fn charsets_without_marks_are_told_by_their_text() {
        for (charset, text) in [
            ("windows-1250", POLISH),
            ("ISO-8859-2", POLISH),
            ("windows-1250", ROMANIAN_LIKE),
            ("windows-1251", RUSSIAN),
            ("KOI8-U", RUSSIAN),
            ("ISO-8859-5", RUSSIAN),
            ("IBM866", RUSSIAN),
            ("windows-1251", UKRAINIAN),
            ("KOI8-U", UKRAINIAN),
            ("windows-1252", FRENCH),
            ("windows-1252", GERMAN),
            ("macintosh", GERMAN),
            ("macintosh", FRENCH),
            ("windows-1253", GREEK),
            ("windows-1254", TURKISH),
            ("windows-1255", HEBREW),
            ("windows-1256", ARABIC),
            ("Shift_JIS", JAPANESE),
            ("EUC-JP", JAPANESE),
            ("ISO-2022-JP", JAPANESE),
            ("GBK", CHINESE),
            ("Big5", TAIWANESE),
            ("EUC-KR", KOREAN),
        ] {
            let encoding = Encoding::for_label(charset.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{charset} has not all of {text}");
            check(&bytes, charset, text);
        }
    }

    #[test]
    fn short_texts_in_western_charsets_keep_their_accents_and_quotes() {
        for text in [
            "café\n",
            "Zoë",
            "“Wait,” she said – it’s over…\n",
            "The mayor’s plan\n",
            "£5m for the bridge\n",
            "Año nuevo\n",
            "Straße\n",
            "50 °C\n",
        ] {
            let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
            assert!(!unmappable);
            check(&bytes, "windows-1252", text);
        }
    }

    #[test]
    fn a_configured_label_wins_over_what_the_bytes_look_like() {
        let decoded = decode(b"\xd1\xcf\n", Some("koi8-r"));
        assert_eq!((decoded.charset, &*decoded.text), ("KOI8-R", "яо\n"));
        assert_eq!(decode("Zoë\n".as_bytes(), Some("no such charset")).text, "Zoë\n");
    }

    #[test]
    fn old_escapes_are_decoded() {
        let (eight_bit, _, _) = encoding_rs::GBK.encode(CHINESE);
        let shifted = eight_bit
            .split(|&byte| byte == b'\n')
            .map(|line| line.iter().map(|byte| byte & 0x7F).collect::<Vec<_>>());
        let bytes =
            shifted.filter(|line| !line.is_empty()).flat_map(|line| [b"~{", &line[..], b"~}\n"].concat());
        check(&bytes.collect::<Vec<_>>(), "HZ-GB-2312", CHINESE);
        check(b"~~ is a tilde ~{4sGE~}\n", "HZ-GB-2312", "~ is a tilde 大桥\n");
    }

    #[test]
    fn dos_text_is_told_from_windows_text() {
        check(
            b"Die Br\x81cke \x81ber die Stra\xe1e bleibt f\x81r Fu\xe1g\x84nger ge\x94ffnet.\r\n",
            "IBM850",
            "Die Brücke über die Straße bleibt für Fußgänger geöffnet.\r\n",
        );
    }

    #[test]
    fn a_few_bad_bytes_do_not_turn_utf_8_into_another_charset() {
        let mut bytes = FRENCH.repeat(3).into_bytes();
        let clean = bytes.len();
        bytes.extend_from_slice(b"caf\xc3");
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.charset, decoded.undecodable), ("UTF-8", 1));
        assert_eq!(decoded.text, format!("{}caf\u{FFFD}", std::str::from_utf8(&bytes[..clean]).unwrap()));
    }

    #[test]
    fn lines_pasted_from_another_charset_are_decoded_apart() {
        let mut bytes = FRENCH.as_bytes().to_vec();
        bytes.extend_from_slice(b"It\x92s a \x93caf\xe9\x94.\n");
        bytes.extend_from_slice(FRENCH.as_bytes());
        check(&bytes, "UTF-8", &format!("{FRENCH}It’s a “café”.\n{FRENCH}"));

        let mut bytes = format!("{FRENCH}{GERMAN}").into_bytes();
        bytes.extend_from_slice(&encoding_rs::WINDOWS_1251.encode(RUSSIAN).0);
        check(&bytes, "UTF-8", &format!("{FRENCH}{GERMAN}{RUSSIAN}"));
    }

    #[test]
    fn a_stray_quote_in_a_line_of_utf_8_is_a_quote() {
        let mut bytes = "Élan vital – that’s the mayor".as_bytes().to_vec();
        bytes.extend_from_slice(b"\x92s word\n");
        check(&bytes, "UTF-8", "Élan vital – that’s the mayor’s word\n");
    }

    #[test]
    fn a_replacement_character_in_the_file_is_not_counted() {
        let mut bytes = "é \u{FFFD} à\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xc3\xa9\xe2\x80");
        assert_eq!(decode(&bytes, None).undecodable, 1);
    }

    #[test]
    fn control_characters_stay_as_they_are() {
        check(
            b"\x01ap-12\x02 Bridge\x00 closed\rSecond line\r",
            "UTF-8",
            "\u{1}ap-12\u{2} Bridge\0 closed\rSecond line\r",
        );
    }

    proptest! {
        #[test]
        fn no_bytes_lose_a_line(pieces in proptest::collection::vec(prop_oneof![
            Just(b"\n".to_vec()),
            Just(b"~{".to_vec()),
            Just(b"\x1b$B".to_vec()),
            Just("brücke, мост".as_bytes().to_vec()),
            proptest::collection::vec(any::<u8>(), 0..6),
            proptest::collection::vec(b' '..b'~', 0..6),
            proptest::collection::vec(0x80u8..=0xFF, 0..6),
        ], 0..20)) {
            let bytes = pieces.concat();
            let decoded = decode(&bytes, None);
            if !decoded.charset.starts_with("UTF-16") && !decoded.charset.starts_with("UTF-32") {
                let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
                prop_assert_eq!(lines(decoded.text.as_bytes()), lines(&bytes), "{}", decoded.charset);
            }
            is_binary(&bytes);
        }
    }
}
