//! A page of ProQuest, saved or sent by mail, with an article below each of its anchors → those articles. The labels
//! around the text name the fields; what stands below no label but the text belongs to no article.

use std::ops::Range;

use super::Saved;
use super::body::{Block, Blocks};
use super::tree::{Place, Tree};
use crate::extract::marks::{self, Dating};

/// How the names of the anchors above the articles begin.
const ANCHOR: &str = "DocID_";

/// Whether the markup may be such a page.
pub fn is_page(markup: &str) -> bool {
    memchr::memmem::find(markup.as_bytes(), b"name=\"DocID_").is_some()
}

/// The articles of such a page; none where it is no such page.
pub fn articles(tree: &Tree, blocks: &Blocks, dating: &Dating) -> Vec<Saved> {
    let is_anchor = |place: &Place| tree.value(*place, "name").is_some_and(|name| name.starts_with(ANCHOR));
    let starts: Vec<Place> = tree.all("a").filter(is_anchor).collect();
    let ends = starts.iter().skip(1).copied().chain([tree.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| article(tree, blocks, *start..end, dating)).collect()
}

/// What is being read of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Abstract,
    Text,
    Labels,
}

/// The article in a part of the page.
fn article(tree: &Tree, blocks: &Blocks, places: Range<Place>, dating: &Dating) -> Option<Saved> {
    let mut saved = Saved::default();
    let mut summary = Vec::new();
    let mut part = Part::Head;
    for block in &blocks.all[blocks.range(places)] {
        let text = block.text.trim();
        let Some((label, value)) = labelled(tree, block) else {
            match part {
                Part::Head if saved.headline.is_empty() => saved.headline = text.to_owned(),
                Part::Abstract => summary.push(text.to_owned()),
                Part::Text => saved.paragraphs.extend(said(text)),
                Part::Head | Part::Labels => {}
            }
            continue;
        };
        part = match label.as_str() {
            "abstract" => Part::Abstract,
            "full text" => Part::Text,
            _ if part == Part::Head => Part::Head,
            _ => Part::Labels,
        };
        match part {
            Part::Abstract => summary.extend(said(value)),
            Part::Text => saved.paragraphs.extend(said(value)),
            Part::Head | Part::Labels => saved.take(&label, value, dating),
        }
    }
    if saved.paragraphs.is_empty() {
        saved.paragraphs = summary;
    }
    (!saved.headline.is_empty()).then_some(saved)
}

impl Saved {
    /// Takes in what stands behind a label.
    fn take(&mut self, label: &str, value: &str, dating: &Dating) {
        let value = value.trim();
        let date = || marks::dates(value, dating).next().map(|date| date.published);
        match label {
            "author" if self.persons.is_empty() => self.persons = marks::persons(value),
            "publication title" => self.source = outlet(value),
            "publication info" => {
                self.source = self.source.take().or_else(|| outlet(value));
                let cited = value.rsplit(']').next().unwrap_or(value);
                let cited = marks::dates(cited, dating).next().map(|date| date.published);
                self.published = self.published.or(cited);
            }
            "publication date" => self.published = date().or(self.published),
            "document url" => self.url = Some(value.to_owned()).filter(|url| url.starts_with("http")),
            _ => {}
        }
    }
}

/// The outlet without its edition and its place: `Quay Times, Late Edition; Quay, N.Y.`.
fn outlet(printed: &str) -> Option<String> {
    let name = printed.split(';').next().unwrap_or(printed);
    let edition = name.split_once(',').filter(|(_, edition)| edition.to_lowercase().contains("edition"));
    marks::outlet(edition.map_or(name, |(name, _)| name))
}

/// What stands where there is no text, and above pictures.
const NOTHING: [&str; 2] = ["None available", "Enlarge this image"];

/// What says something.
fn said(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty() && !NOTHING.iter().any(|nothing| value.starts_with(nothing))).then(|| value.to_owned())
}

/// The label that a block opens with in bold, in small letters, and what is behind it.
fn labelled<'b>(tree: &Tree, block: &'b Block) -> Option<(String, &'b str)> {
    let (label, value) = block.text.split_once(':')?;
    let bold = matches!(tree.tag(tree.parent(block.first)), "strong" | "b");
    let whole = tree.piece(block.first).is_some_and(|piece| piece.trim() == format!("{label}:"));
    (bold && whole).then(|| (label.trim().to_lowercase(), value))
}
