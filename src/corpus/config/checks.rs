//! A configuration → what in it cannot be meant, as far as files and folders know: globs, languages, charsets,
//! names. Whether a style's patterns make sense is not asked here.

use std::path::{Component, Path};

use encoding_rs::Encoding;

use crate::corpus::paths::encode_path;
use crate::corpus::selected::Globs;
use crate::model::{Config, Example, Fault, FieldNames, FolderDefaults, Lang, Published, Step, WrittenStyle};

/// All faults of a configuration, in its order.
pub(super) fn faults(config: &Config) -> Vec<Fault> {
    let mut faults = Vec::new();
    globs(&[Step::Key("include")], &config.include, &mut faults);
    globs(&[Step::Key("exclude")], &config.exclude, &mut faults);
    for (name, others) in &config.aliases {
        let nameless = |name: &String| name.trim().is_empty();
        if nameless(name) || others.is_empty() || others.iter().any(nameless) {
            let message = format!(
                "`{name}`: an outlet and its other names, `\"RT\" = [\"Russia Today\"]`, none of them blank"
            );
            faults.push(Fault::new([Step::Key("aliases")], message));
        }
    }
    for (place, folder) in config.folders.iter().enumerate() {
        folder_faults(place, folder, &config.folders, &mut faults);
    }
    for place in 0..config.styles.len() {
        style_faults(place, config, &mut faults);
    }
    for place in 0..config.fields.len() {
        fields_faults(place, &config.fields, &mut faults);
    }
    faults
}

fn globs(at: &[Step], globs: &[String], faults: &mut Vec<Fault>) {
    for (place, glob) in globs.iter().enumerate() {
        if let Err(error) = Globs::new([glob]) {
            faults.push(Fault::new([at, &[Step::Item(place)]].concat(), error.to_string()));
        }
    }
}

fn folder_faults(place: usize, folder: &FolderDefaults, all: &[FolderDefaults], faults: &mut Vec<Fault>) {
    let mut fault = |key, message: String| {
        faults.push(Fault::new([Step::Key("folder"), Step::Item(place), Step::Key(key)], message));
    };
    if let Some(lang) = folder.lang.as_deref().filter(|lang| Lang::new(lang).is_none()) {
        fault("lang", format!("`{lang}` is no language; two small letters are, like `en`"));
    }
    let unknown = |charset: &&str| Encoding::for_label(charset.as_bytes()).is_none();
    if let Some(charset) = folder.charset.as_deref().filter(unknown) {
        fault("charset", format!("`{charset}` is no charset; `windows-1252`, `utf-8` or `koi8-r` are"));
    }
    match folder_path(&folder.path) {
        None => fault(
            "path",
            format!(
                "`{}`: a folder is named by its path below the folder of newsdex.toml, without `..`",
                folder.path
            ),
        ),
        Some(path) if all[..place].iter().any(|other| folder_path(&other.path).as_ref() == Some(&path)) => {
            fault("path", format!("the folder `{}` is described twice", folder.path));
        }
        Some(_) => {}
    }
}

/// A folder's path as keys write it; none where it cannot lie below the top.
pub(super) fn folder_path(path: &str) -> Option<String> {
    let mut names = Vec::new();
    for component in Path::new(path).components() {
        match component {
            Component::Normal(name) => names.push(encode_path(Path::new(name))),
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(names.join("/"))
}

fn style_faults(place: usize, config: &Config, faults: &mut Vec<Fault>) {
    let Some(style) = config.styles.get(place) else { return };
    let at = |key| vec![Step::Key("style"), Step::Item(place), Step::Key(key)];
    let earlier = || config.styles.iter().take(place);
    let sound = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if style.name.is_empty() {
        faults.push(Fault::new(at("name"), "this style has no name; give it one: `name = \"…\"`"));
    } else if !style.name.chars().all(sound) {
        let message = format!("`{}`: a style's name has letters, digits, `-`, `_` and `.` only", style.name);
        faults.push(Fault::new(at("name"), message));
    } else if earlier().any(|other| other.name == style.name) {
        faults.push(Fault::new(at("name"), format!("two styles have the name `{}`", style.name)));
    }
    globs(&at("files"), &style.files, faults);
    for (item, glob) in style.files.iter().enumerate() {
        if let Some(other) = earlier().find(|other| other.files.contains(glob)) {
            let message =
                format!("the style `{}` is for `{glob}` already; a file can have one style", other.name);
            faults.push(Fault::new([at("files"), vec![Step::Item(item)]].concat(), message));
        }
    }
    for (number, example) in style.examples.iter().enumerate() {
        example_faults(&[at("example"), vec![Step::Item(number)]].concat(), example, faults);
    }
    if style.files.is_empty() && !is_named(style, config) {
        let message = "this style is for no file: name some with `files = [\"…\"]`, or name the style in a `[[folder]]`";
        faults.push(Fault::new(at("files"), message));
    }
}

fn fields_faults(place: usize, all: &[FieldNames], faults: &mut Vec<Fault>) {
    let fields = &all[place];
    let table = [Step::Key("fields"), Step::Item(place)];
    let at = |key| [table[0], table[1], Step::Key(key)];
    if fields.files.is_empty() {
        let message = "these fields are for no file: name some with `files = [\"…\"]`";
        faults.push(Fault::new(table, message));
    }
    globs(&at("files"), &fields.files, faults);
    for (item, glob) in fields.files.iter().enumerate() {
        if all[..place].iter().any(|other| other.files.contains(glob)) {
            let message = format!("fields of `{glob}` are named already; those of a file are named once");
            faults.push(Fault::new([at("files").as_slice(), &[Step::Item(item)]].concat(), message));
        }
    }
    let by_field = fields.by_field();
    if by_field.iter().all(|(_, names)| names.is_empty()) {
        let message = "no field is named: `headline = \"…\"`, `body = \"…\"`, `source`, `date`, `byline`, `url`, `lang`";
        faults.push(Fault::new(table, message));
    }
    for (field, names) in by_field {
        for (item, name) in names.iter().enumerate() {
            if name.split('.').any(|part| part.trim().is_empty()) {
                let message = format!("`{name}` is no name; one is like `title` or `meta.title`");
                faults.push(Fault::new([at(field).as_slice(), &[Step::Item(item)]].concat(), message));
            }
        }
    }
}

fn example_faults(at: &[Step], example: &Example, faults: &mut Vec<Fault>) {
    let Some(articles) = &example.articles else {
        let message =
            "this example does not say which articles its text holds: `articles = [{ headline = \"…\" }]`";
        faults.push(Fault::new(at, message));
        return;
    };
    for (place, date) in
        articles.iter().enumerate().filter_map(|(place, one)| Some((place, one.date.as_ref()?)))
    {
        if !date.is_empty() && date.parse::<Published>().is_err() {
            let message = format!("`{date}` is no date; one is written 2025-05-12, 2025-05 or 2025");
            let steps = [Step::Key("articles"), Step::Item(place), Step::Key("date")];
            faults.push(Fault::new([at, &steps].concat(), message));
        }
    }
}

fn is_named(style: &WrittenStyle, config: &Config) -> bool {
    config.folders.iter().any(|folder| folder.style.as_ref() == Some(&style.name))
}
