//! What a page draws → its letters, each with its place. Lines, fills and pictures are counted and not looked at.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::transform::Transform;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// No file draws more than so many things: a page of a newspaper has some tens of thousands.
const MOST: u64 = 20_000_000;

/// Fonts are drawn on a square of so many units.
const UNITS: f64 = 1000.0;

/// A letter on a page, or several that are drawn as one. Places are in points, from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    pub(super) text: String,
    /// Whether its font does not say what it is, and its number is taken for it.
    pub(super) guessed: bool,
    /// Where it begins on its line.
    pub(super) x: f64,
    /// Where it ends on its line.
    pub(super) end: f64,
    /// Its line.
    pub(super) y: f64,
    /// How high it is.
    pub(super) size: f64,
    /// How often its line is turned to the right by a quarter.
    pub(super) turns: u8,
}

/// The panic by which a page that draws too much is left.
pub(super) struct TooMuch;

/// What was drawn so far.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The letters of this page, in the order in which they are drawn.
    pub(super) glyphs: Vec<Letter>,
    /// How many letters of all pages are known.
    pub(super) named: u64,
    /// How many are drawn of which nobody says what they are.
    pub(super) nameless: u64,
    count: u64,
}

impl Drawn {
    /// The same counts, and a page that is empty as yet.
    pub(super) fn next_page(self) -> Drawn {
        Drawn { glyphs: Vec::new(), ..self }
    }

    /// Ends a page: letters whose numbers do not read as text are none.
    pub(super) fn end_page(&mut self) {
        let guessed = || self.glyphs.iter().filter(|letter| letter.guessed);
        let small =
            guessed().filter(|letter| letter.text.starts_with(|c: char| c.is_ascii_lowercase())).count();
        if small * 2 < guessed().count() {
            let before = self.glyphs.len();
            self.glyphs.retain(|letter| !letter.guessed);
            self.nameless += (before - self.glyphs.len()) as u64;
        }
        self.named += self.glyphs.len() as u64;
    }

    fn count(&mut self, more: usize) {
        self.count = self.count.saturating_add(more as u64 + 1);
        if self.count > MOST {
            // Whoever interprets a page cannot be told to stop in another way.
            std::panic::resume_unwind(Box::new(TooMuch));
        }
    }

    fn take(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let named = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => String::new(),
        };
        let is_nothing = |c: char| c == '\u{fffd}' || (c.is_control() && c != '\t');
        let guessed = named.is_empty() || named.contains(is_nothing);
        let text = match (guessed, u8::try_from(glyph.char_code())) {
            (false, _) => named,
            (true, Ok(code @ b' '..=b'~')) => char::from(code).to_string(),
            (true, _) => {
                self.nameless += 1;
                return;
            }
        };
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let width = f64::from(width.unwrap_or(500.0));
        let (start, end) = (transform * Point::ZERO, transform * Point::new(width, 0.0));
        let up = transform * Point::new(0.0, UNITS) - start;
        let along = transform * Point::new(UNITS, 0.0) - start;
        // The page is turned until the line goes to the right.
        let turns = match along.x.abs() >= along.y.abs() {
            true if along.x >= 0.0 => 0,
            true => 2,
            false if along.y >= 0.0 => 1,
            false => 3,
        };
        let ((x, y), (end, _)) = (turned(start, turns), turned(end, turns));
        let size = up.hypot();
        if [x, y, end, size].iter().all(|figure| figure.is_finite()) && size > 0.0 {
            self.glyphs.push(Letter { text, guessed, x, end, y, size, turns });
        }
    }
}

/// A place on a page that is turned to the left by so many quarters.
fn turned(at: Point, quarters: u8) -> (f64, f64) {
    match quarters {
        0 => (at.x, at.y),
        1 => (at.y, -at.x),
        2 => (-at.x, -at.y),
        _ => (-at.y, at.x),
    }
}

/// The same transformation, in the words of those who draw.
pub(super) fn affine(transform: Transform) -> Affine {
    Affine::new(transform.as_coeffs())
}

impl Device<'_> for Drawn {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.count(run.glyphs().len());
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.count(0);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(0);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count(0);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count(0);
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.count(0);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
