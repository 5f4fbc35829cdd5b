//! What the class, id and role of an element say of what it holds. They are read as words, so that
//! `post-comments` speaks of comments and `uncommented` does not.

use super::tree::{Place, Tree};

/// Words for what stands around an article and is not of it.
const BESIDE: &[&str] = &[
    "actions",
    "ad",
    "addthis",
    "addtoany",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "alert",
    "also",
    "anzeige",
    "attribution",
    "authorbio",
    "authorbox",
    "backlink",
    "badge",
    "banner",
    "bio",
    "bookmark",
    "bookmarks",
    "breadcrumb",
    "breadcrumbs",
    "breadcrumbtrail",
    "button",
    "buttons",
    "byline",
    "caption",
    "captions",
    "colophon",
    "comment",
    "commentary",
    "commentform",
    "commentlist",
    "comments",
    "consent",
    "contact",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "cta",
    "date",
    "dateline",
    "datetime",
    "dialog",
    "disclaimer",
    "disqus",
    "donate",
    "donation",
    "facebook",
    "fb",
    "feedback",
    "flyout",
    "follow",
    "footer",
    "footnav",
    "gallery",
    "gdpr",
    "hidden",
    "icon",
    "icons",
    "infobox",
    "infos",
    "instagram",
    "jetpack",
    "kommentar",
    "kommentare",
    "lightbox",
    "likes",
    "linklist",
    "links",
    "livefyre",
    "login",
    "logo",
    "masthead",
    "menu",
    "meta",
    "metadata",
    "modal",
    "more",
    "mostread",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "noprint",
    "notice",
    "offcanvas",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paging",
    "partner",
    "partners",
    "paywall",
    "pinterest",
    "popular",
    "popup",
    "postmeta",
    "postmetadata",
    "premium",
    "print",
    "privacy",
    "profile",
    "promo",
    "promos",
    "promotion",
    "rating",
    "ratings",
    "readmore",
    "recent",
    "recirc",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "related",
    "relatedposts",
    "relation",
    "replies",
    "reply",
    "respond",
    "rss",
    "search",
    "share",
    "sharebar",
    "sharedaddy",
    "shares",
    "shariff",
    "sharing",
    "shop",
    "sidebar",
    "sidebars",
    "sidr",
    "signup",
    "similar",
    "sitemap",
    "skip",
    "slider",
    "slideshow",
    "sociable",
    "social",
    "socialmedia",
    "sponsor",
    "sponsored",
    "sponsors",
    "subscribe",
    "subscription",
    "suggested",
    "suggestions",
    "tagcloud",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "telegram",
    "timestamp",
    "toc",
    "toolbar",
    "tools",
    "tooltip",
    "topbar",
    "toplinks",
    "trackback",
    "trackbacks",
    "trending",
    "twitter",
    "whatsapp",
    "widget",
    "widgets",
    "xing",
    "zurueck",
];

/// Words for the text of an article.
const TEXT: &[&str] = &[
    "article",
    "articlebody",
    "articlecontent",
    "articletext",
    "artikel",
    "beitrag",
    "blogpost",
    "body",
    "bodytext",
    "content",
    "contenttext",
    "description",
    "entry",
    "entrycontent",
    "entrytext",
    "fliesstext",
    "haupttext",
    "hentry",
    "inhalt",
    "main",
    "maincontent",
    "post",
    "postbody",
    "postcontent",
    "posttext",
    "richtext",
    "story",
    "storybody",
    "storycontent",
    "storytext",
    "text",
    "wysiwyg",
];

/// Beginnings of classes that tell how the page is laid out, and nothing of the element.
const LAYOUT: &[&str] = &[
    "has-",
    "no-",
    "with-",
    "without-",
    "tag-",
    "category-",
    "is-",
    "not-",
    "hide-",
    "show-",
    "single",
    "post-type",
    "page-template",
    "js-",
    "u-",
    "col-",
    "grid-",
];

/// What an element says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hint {
    /// Something beside the article.
    pub beside: bool,
    /// The article's text.
    pub text: bool,
}

/// What the class, id and role of the element say.
pub fn hint(tree: &Tree, place: Place) -> Hint {
    let mut hint = Hint::default();
    for name in ["class", "id", "role", "data-component", "data-testid", "aria-label"] {
        let Some(value) = tree.attribute(place, name) else { continue };
        for token in value.split_ascii_whitespace() {
            if name == "class" && LAYOUT.iter().any(|start| token.starts_with(start)) {
                continue;
            }
            each_word(token, |word| {
                hint.beside |= BESIDE.binary_search(&word).is_ok();
                hint.text |= TEXT.binary_search(&word).is_ok();
            });
        }
    }
    hint
}

/// The words of a class, in small letters: apart by signs, and by capitals inside.
pub fn each_word(token: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut small = false;
    for letter in token.chars() {
        let ends = !letter.is_alphabetic() || (letter.is_uppercase() && small);
        if ends && !word.is_empty() {
            take(&word);
            word.clear();
        }
        small = letter.is_lowercase();
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, beside: bool, text: bool) {
        assert_eq!(hint(&Tree::new(page), 1), Hint { beside, text }, "{page}");
    }

    #[test]
    fn classes_are_read_as_words() {
        check("<div class='post-comments'>", true, true);
        check("<div class='uncommented'>", false, false);
        check("<div id=relatedArticles>", true, false);
        check("<div class='articleBody'>", false, true);
        check("<div class='has-sidebar tag-cookies'>", false, false);
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(BESIDE.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(TEXT.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
