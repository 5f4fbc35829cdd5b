//! Mails: what stands in one is an article under its subject, unless it shows that it holds several.

use super::{COD, FERRY, TOLL, check, found, wrapped};

fn mail(kind: &str, text: &str) -> String {
    format!(
        "From: Ida Brandt <ida@tarnwick.example>\nSubject: What the quay needs\nDate: Mon, 4 Mar 2019 09:15:02 +0100\n\
        Message-ID: <1@quay.example>\n{kind}\n\n{text}"
    )
}

#[test]
fn a_text_declared_by_half_is_a_text() {
    let text = mail("Content-Type: text", &wrapped(FERRY));
    check(&text, &["7-10 What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn points_in_a_mail_are_its_own() {
    let points = [FERRY, TOLL, COD, FERRY, TOLL].map(|text| format!("* {text}"));
    let text = mail("MIME-Version: 1.0", &format!("{}\n\n{}\n", wrapped(COD), points.join("\n\n")));
    check(&text, &["7-19 What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn articles_with_credits_in_a_mail_stand_alone() {
    let one = |headline: &str, text: &str| {
        format!("{headline}\nQuay Echo | March 2, 2019\n\n{}\n\n", wrapped(text))
    };
    let articles = [one("Crane sold", FERRY), one("Toll rises", TOLL), one("Cod is dear", COD)].concat();
    check(
        &mail("MIME-Version: 1.0", &articles),
        &[
            "7-13 Crane sold | Quay Echo | - | 2019-03-02",
            "15-21 Toll rises | Quay Echo | - | 2019-03-02",
            "23-28 Cod is dear | Quay Echo | - | 2019-03-02",
        ],
    );
}

#[test]
fn an_answer_keeps_its_subject_as_printed() {
    let text = format!(
        "From: Ida Brandt <ida@tarnwick.example>\nSubject: Re: What the quay needs\n\
         Date: Mon, 4 Mar 2019 09:15:02 +0100\nMIME-Version: 1.0\n\n{}",
        wrapped(FERRY)
    );
    check(&text, &["6-9 Re: What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn only_a_sender_that_is_an_outlet_is_the_source() {
    let from = |name: &str| {
        let text = format!(
            "From: {name} <x@tarnwick.example>\nSubject: What the quay needs\n\
             Date: Mon, 4 Mar 2019 09:15:02 +0100\nMIME-Version: 1.0\n\n{}",
            wrapped(FERRY)
        );
        found(&text).swap_remove(0).source
    };
    assert_eq!(from("Tarnwick Daily News").as_deref(), Some("Tarnwick Daily News"));
    assert_eq!(from("Anonymous"), None);
    assert_eq!(from("Mailer Daemon"), None);
}

#[test]
fn the_day_that_a_newsletter_prints_is_truer_than_when_it_was_sent() {
    let one = |headline: &str, text: &str| {
        format!("{headline}\n{}\n{}\n\n\n", "=".repeat(headline.len()), wrapped(text))
    };
    let letter = format!(
        "QUAY LETTER, Vol. 3, No. 9\nMarch 3, 2019\n\n\n{}{}{}",
        one("Crane sold", FERRY),
        one("Toll rises", TOLL),
        one("Cod is dear", COD)
    );
    let days: Vec<String> = found(&mail("MIME-Version: 1.0", &letter))
        .into_iter()
        .filter_map(|article| article.published.map(|day| day.to_string()))
        .collect();
    assert_eq!(days, ["2019-03-03"; 3]);
}

#[test]
fn blank_lines_above_a_mail_are_none_of_it() {
    let text = mail("MIME-Version: 1.0", &wrapped(FERRY));
    check(&format!("   \n\n{text}"), &["9-12 What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn a_mail_with_a_page_of_a_database_holds_its_articles() {
    let article = |headline: &str| {
        format!(
            "<div><a name=\"DocID_1\"></a><p>{headline}</p><p><strong>Author: </strong>Roe, Jane</p><p><strong>Full text: </strong></p><p>{FERRY}</p>\
             <p><strong>Publication title: </strong>Quay Echo; Quay, N.Y.</p><p><strong>Publication date: </strong>Mar 2, 2019</p></div>"
        )
    };
    let page = format!("<html><body>{}{}</body></html>", article("Crane sold"), article("Toll rises"));
    let text = mail("MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8", &page);
    let articles = found(&text);
    let heads: Vec<_> =
        articles.iter().map(|a| (a.headline.as_str(), a.source.as_deref(), a.byline())).collect();
    let echo = Some("Quay Echo");
    let roe = || Some("Jane Roe".to_owned());
    assert_eq!(heads, [("Crane sold", echo, roe()), ("Toll rises", echo, roe())]);
}

#[test]
fn the_armour_of_a_signed_mail_is_none_of_its_text() {
    let signature = "-----BEGIN PGP SIGNATURE-----\n\nabcdabcd\n-----END PGP SIGNATURE-----\n";
    let signed =
        format!("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{}\n{signature}", wrapped(FERRY));
    let text = mail("MIME-Version: 1.0", &signed);
    check(&text, &["10-13 What the quay needs | - | Ida Brandt | 2019-03-04"]);
    assert_eq!(found(&text)[0].body, wrapped(FERRY).trim_end());
    let parts = format!(
        "--x\nContent-Type: text/plain\n\n{}\n--x\nContent-Type: application/pgp-signature; name=signature.asc\n\n{signature}--x--\n",
        wrapped(FERRY)
    );
    let text = mail("MIME-Version: 1.0\nContent-Type: multipart/signed; boundary=x", &parts);
    assert_eq!(found(&text).len(), 1);
}

#[test]
fn a_mail_that_is_encrypted_is_told_as_such() {
    let text =
        mail("MIME-Version: 1.0", "-----BEGIN PGP MESSAGE-----\n\nabcdabcd\n-----END PGP MESSAGE-----\n");
    let read = super::read(&text, "a.eml");
    let codes: Vec<_> = read.iter().map(|piece| piece.as_ref().err().map(|lost| lost.code)).collect();
    assert_eq!(codes, [Some(crate::model::Code::Locked)]);
}
