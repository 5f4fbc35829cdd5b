//! The credits of a clipping → the outlet it appeared in, as printed.

use super::tidy;
use crate::extract::clipping::Clipping;

/// The outlet: named by a label, else by the first credit that names one, else the web address's domain.
pub fn source(clipping: &Clipping, url: Option<&str>) -> Option<String> {
    let printed = || clipping.credits.iter().find_map(|credit| credit.outlet.as_deref());
    let named =
        clipping.labelled.source.as_deref().or_else(printed).map(tidy).filter(|name| !name.is_empty());
    named.or_else(|| url.and_then(domain)).or_else(|| agency(clipping))
}

/// The agency in the dateline: all that wire copy prints of its source.
fn agency(clipping: &Clipping) -> Option<String> {
    clipping.filed.as_ref()?.agency.clone()
}

/// The domain of an address, without a leading `www.`, user or port.
fn domain(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next()?.trim_start_matches("www.");
    host.contains('.').then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_address_without_its_ends() {
        let check = |url: &str, expect: Option<&str>| assert_eq!(domain(url).as_deref(), expect, "{url}");
        check("https://www.Ferry.example/a/b?c=d", Some("ferry.example"));
        check("http://news.ferry.example:8080/", Some("news.ferry.example"));
        check("https://me@ferry.example#top", Some("ferry.example"));
        check("not an address", None);
    }
}
