//! A configuration, its styles understood → how each file is read. Disk and text meet here: which files a
//! style is for, and what its patterns mean.

use std::path::Path;
use std::sync::Arc;

use crate::corpus::config::{FilesOf, Written, for_file};
use crate::error::Result;
use crate::extract::{How, Style, StyleTold, styles};
use crate::model::{Config, Day, Fault, FieldNames, Lang, Step};

/// A configuration that is understood in all its parts.
pub struct Configured {
    written: Written,
    styles: Vec<Arc<Style>>,
    files: FilesOf,
    fields: Vec<Arc<FieldNames>>,
    files_of_fields: FilesOf,
}

impl Configured {
    /// Understands what a configuration says of styles.
    ///
    /// # Errors
    /// [`crate::Error::Config`], every fault with its place.
    pub fn new(written: Written) -> Result<Configured> {
        let (mut styles, mut faults) = (Vec::new(), Vec::new());
        for (place, style) in written.config.styles.iter().enumerate() {
            match Style::new(style, &[Step::Key("style"), Step::Item(place)]) {
                Ok(style) => styles.push(Arc::new(style)),
                Err(mut found) => faults.append(&mut found),
            }
        }
        for (place, folder) in written.config.folders.iter().enumerate() {
            let Some(name) = folder.style.as_deref() else { continue };
            let own = written.config.styles.iter().any(|style| style.name == name);
            if !own && styles::built_in(name).is_none() {
                let own = written.config.styles.iter().map(|style| style.name.clone());
                let known: Vec<String> = own.chain(styles::built_in_names().map(str::to_owned)).collect();
                let message = format!("there is no style `{name}`; there are {}", known.join(", "));
                faults
                    .push(Fault::new([Step::Key("folder"), Step::Item(place), Step::Key("style")], message));
            }
        }
        written.refuse(&faults)?;
        let files = FilesOf::styles(&written.config)?;
        let files_of_fields = FilesOf::fields(&written.config)?;
        let fields = written.config.fields.iter().cloned().map(Arc::new).collect();
        Ok(Configured { written, styles, files, fields, files_of_fields })
    }

    /// Reads and understands the configuration at `path`. Where none is there, it is empty, unless it `must_exist`.
    ///
    /// # Errors
    /// What [`load`](crate::corpus::config::load) and [`Configured::new`] give.
    pub fn load(path: &Path, must_exist: bool) -> Result<Configured> {
        Configured::new(crate::corpus::config::load(path, must_exist)?)
    }

    /// What it says.
    pub fn config(&self) -> &Config {
        &self.written.config
    }

    /// As it is written.
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// Its styles, in order.
    pub fn styles(&self) -> &[Arc<Style>] {
        &self.styles
    }

    /// The styles that name a file, each with its place, in order: the first counts.
    pub fn styles_of<'s>(&'s self, path: &'s str) -> impl Iterator<Item = (usize, &'s Arc<Style>)> + 's {
        self.files.places(path).filter_map(|place| Some((place, self.styles.get(place)?)))
    }

    /// The places of the `[[fields]]` that name a file, in order: the first counts.
    pub fn fields_of<'s>(&'s self, path: &'s str) -> impl Iterator<Item = usize> + 's {
        self.files_of_fields.places(path)
    }

    /// How the file at that path below its root is read. A style that names the file goes before the one that
    /// its folder has.
    pub fn how(&self, path: &str, today: Day) -> How {
        let defaults = for_file(&self.written.config, path);
        let of_folder = || {
            let name = defaults.style.as_deref()?;
            let own = self.styles.iter().find(|style| style.name == name);
            let own = own.map(|style| StyleTold::Written(Arc::clone(style)));
            own.or_else(|| styles::built_in(name).map(StyleTold::BuiltIn))
        };
        let of_file = self.styles_of(path).next().map(|(_, style)| StyleTold::Written(Arc::clone(style)));
        How {
            today,
            style: of_file.or_else(of_folder),
            fields: self.fields_of(path).next().and_then(|place| self.fields.get(place)).map(Arc::clone),
            source: defaults.source,
            lang: defaults.lang.as_deref().and_then(Lang::new),
            date_order: defaults.date_order,
            charset: defaults.charset,
        }
    }

    /// All in it that changes how files are read, as text; empty where nothing does.
    pub(super) fn reading_rules(&self) -> String {
        let config = &self.written.config;
        let fields = match config.fields.as_slice() {
            [] => String::new(),
            fields => format!("{fields:?}"),
        };
        if config.folders.is_empty() && config.styles.is_empty() {
            return fields;
        }
        let mut styles = config.styles.clone();
        styles.iter_mut().for_each(|style| style.examples.clear());
        format!("{:?}{styles:?}{fields}", config.folders)
    }
}
