//! What the class, id and role of an element say of what it holds. They are read as words, so that
//! `post-comments` speaks of comments and `uncommented` does not.

use super::tree::{Place, Tree};

/// Words for what readers wrote below an article.
const COMMENTS: &[&str] = &[
    "comment",
    "commentary",
    "commentform",
    "commentlist",
    "comments",
    "disqus",
    "kommentar",
    "kommentare",
    "livefyre",
    "replies",
    "reply",
    "respond",
    "trackback",
    "trackbacks",
];

/// Words for what stands around an article and is not of it.
const BESIDE: &[&str] = &[
    "aboutauthor",
    "ad",
    "addthis",
    "addtoany",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "also",
    "anzeige",
    "auteur",
    "author",
    "authorbio",
    "authorbox",
    "autor",
    "autore",
    "backlink",
    "bilduntertitel",
    "bookmarks",
    "breadcrumb",
    "breadcrumbs",
    "breadcrumbtrail",
    "byline",
    "cmp",
    "colophon",
    "consent",
    "cookie",
    "cookies",
    "crp",
    "didomi",
    "flyout",
    "follow",
    "footer",
    "footnav",
    "gdpr",
    "jetpack",
    "kontakt",
    "likes",
    "login",
    "logo",
    "masthead",
    "menu",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "nextpost",
    "noprint",
    "onetrust",
    "outbrain",
    "pager",
    "pagination",
    "paging",
    "popup",
    "postmeta",
    "postmetadata",
    "postnavigation",
    "prevnext",
    "recirc",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "related",
    "relatedposts",
    "relation",
    "share",
    "sharebar",
    "sharedaddy",
    "shares",
    "shariff",
    "sharing",
    "sidr",
    "signup",
    "skip",
    "sociable",
    "social",
    "socialmedia",
    "sponsor",
    "sponsored",
    "sponsors",
    "stats",
    "subscribe",
    "subscription",
    "suggested",
    "suggestions",
    "tagcloud",
    "taglist",
    "ticker",
    "toolbar",
    "topbar",
    "toplinks",
    "trending",
    "yarpp",
];

/// Words for what stands around an article as a rule, but holds its text on some pages.
const DOUBTFUL: &[&str] = &[
    "actions",
    "alert",
    "attribution",
    "badge",
    "banner",
    "bio",
    "bookmark",
    "button",
    "buttons",
    "caption",
    "captions",
    "contact",
    "copyright",
    "credit",
    "credits",
    "cta",
    "date",
    "dateline",
    "datetime",
    "dialog",
    "disclaimer",
    "donate",
    "donation",
    "facebook",
    "fb",
    "feedback",
    "gallery",
    "hidden",
    "icon",
    "icons",
    "infobox",
    "infos",
    "instagram",
    "lightbox",
    "linklist",
    "links",
    "meta",
    "metadata",
    "more",
    "notice",
    "offcanvas",
    "overlay",
    "partner",
    "partners",
    "paywall",
    "pinterest",
    "popular",
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
    "rss",
    "search",
    "shop",
    "sidebar",
    "sidebars",
    "similar",
    "sitemap",
    "slider",
    "slideshow",
    "tags",
    "teaser",
    "teasers",
    "telegram",
    "timestamp",
    "toc",
    "tools",
    "tooltip",
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
    "elementor",
    "js-",
    "u-",
    "col-",
    "grid-",
];

/// What an element says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hint {
    /// What readers wrote.
    pub comments: bool,
    /// Pointers to other articles.
    pub related: bool,
    /// Something beside the article.
    pub beside: bool,
    /// Something beside the article, as a rule.
    pub doubtful: bool,
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
                hint.related |= word.starts_with("related");
                hint.comments |= COMMENTS.binary_search(&word).is_ok();
                hint.doubtful |= DOUBTFUL.binary_search(&word).is_ok();
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

    fn check(page: &str, expect: Hint) {
        assert_eq!(hint(&Tree::new(page), 1), expect, "{page}");
    }

    #[test]
    fn classes_are_read_as_words() {
        let nothing = Hint::default();
        check("<div class='post-comments'>", Hint { comments: true, text: true, ..nothing });
        check("<div class='uncommented'>", nothing);
        check("<div id=relatedArticles>", Hint { related: true, beside: true, ..nothing });
        check("<div class='articleBody'>", Hint { text: true, ..nothing });
        check("<div class='has-sidebar tag-cookies'>", nothing);
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(COMMENTS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(DOUBTFUL.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(BESIDE.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(TEXT.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
