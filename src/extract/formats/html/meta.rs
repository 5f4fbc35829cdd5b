//! What the `<meta>` and `<link>` elements of a page say of its article. What pages call a field is a table here.

use std::collections::HashMap;

use super::tree::Tree;

/// Names for the headline, the most telling first.
pub const HEADLINE: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "hdl",
    "title",
];

/// Names for the outlet.
pub const SOURCE: &[&str] = &[
    "og:site_name",
    "article:publisher_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
    "citation_journal_title",
    "cre",
    "copyright",
];

/// Names for the people who wrote it.
pub const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.creator",
    "citation_author",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "vr:author",
    "dcsext.author",
    "authors",
    "article.author",
    "rbauthors",
    "mediator_author",
    "twitter:data1",
];

/// Names for the day of publication.
pub const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "publicationdate",
    "publicationdatetime",
    "publisheddate",
    "datepublish",
    "publishdate",
    "date_published",
    "article_date_original",
    "article:post_date",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "bt:pubdate",
    "gentime",
    "ptime",
    "article:create_at",
    "shareaholic:article_published_time",
    "vr:published_time",
    "dcsext.articlefirstpublished",
    "last-published",
    "displaydate",
    "release_date",
    "eomportal-date",
    "timestamp",
    "mediator_published_time",
    "datecreated",
    "date",
];

/// Names for the day on which it was changed.
pub const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dateupdate",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
    "last_modified",
    "modified",
    "revised",
    "updated",
];

/// Names for the address.
pub const URL: &[&str] =
    &["og:url", "twitter:url", "parsely-link", "dc.identifier", "citation_fulltext_html_url"];

/// Names for the language.
pub const LANGUAGE: &[&str] =
    &["og:locale", "content-language", "dc.language", "dcterms.language", "language", "lang"];

/// What the `<meta>` elements say, by their names in small letters.
#[derive(Debug, Default)]
pub struct Metas(HashMap<String, Vec<String>>);

impl Metas {
    /// All that a page says of itself in `<meta>`.
    pub fn new(tree: &Tree) -> Metas {
        let mut metas = Metas::default();
        for place in tree.all("meta") {
            let Some(content) = tree.value(place, "content").or_else(|| tree.value(place, "value")) else {
                continue;
            };
            for key in ["name", "property", "itemprop", "http-equiv"] {
                let Some(names) = tree.value(place, key) else { continue };
                for name in names.split_ascii_whitespace() {
                    metas
                        .0
                        .entry(name.to_lowercase().replace("dc:", "dc."))
                        .or_default()
                        .push(content.to_owned());
                }
            }
        }
        metas
    }

    /// All values under these names, in the order of the names.
    pub fn all<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = &'m str> {
        names.iter().filter_map(|name| self.0.get(*name)).flatten().map(String::as_str)
    }

    /// The first value under these names.
    pub fn first<'m>(&'m self, names: &'m [&str]) -> Option<&'m str> {
        self.all(names).next()
    }
}

/// The address that the page names as its own.
pub fn canonical(tree: &Tree) -> Option<&str> {
    tree.all("link")
        .find(|place| tree.has_word(*place, "rel", "canonical"))
        .and_then(|place| tree.value(place, "href"))
}
