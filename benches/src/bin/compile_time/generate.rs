//! The generated crate of one engine.

use crate::engine::Engine;
use crate::page::{COUNTS, FLAGS, LINKS, LISTS, TEXTS, page};
use std::fs;
use std::io;
use std::path::Path;

/// Writes the crate `folder`, anew.
pub(crate) fn generate(engine: Engine, templates: u64, folder: &Path) -> io::Result<()> {
    let src = folder.join("src");
    if src.exists() {
        fs::remove_dir_all(&src)?;
    }
    fs::create_dir_all(&src)?;
    fs::write(folder.join("Cargo.toml"), manifest(engine))?;
    fs::write(src.join("main.rs"), main(templates))?;
    fs::write(src.join("data.rs"), data(engine))?;
    for number in 0..templates {
        let module = engine.module(&page(number), number);
        fs::write(src.join(format!("page_{number}.rs")), module)?;
    }
    Ok(())
}

fn manifest(engine: Engine) -> String {
    format!(
        "[package]\nname = \"{}-pages\"\nedition = \"2024\"\n\n[dependencies]\n{}\n\n[workspace]\n",
        engine.name(),
        engine.dependency()
    )
}

/// Prints all pages.
fn main(templates: u64) -> String {
    let each = |write: fn(u64) -> String| (0..templates).map(write).collect::<String>();
    format!(
        "mod data;\n{}\nfn main() {{\n    let data = data::Data::new();\n    \
         let pages: &[fn(&data::Data) -> String] = &[\n{}    ];\n    \
         for page in pages {{\n        println!(\"{{}}\", page(&data));\n    }}\n}}\n",
        each(|number| format!("mod page_{number};\n")),
        each(|number| format!("        page_{number}::page,\n")),
    )
}

/// Writes the value of a field by its number.
type Write = fn(u64) -> String;

/// The struct that all pages show. No value needs escaping, so that all engines write the same.
fn data(engine: Engine) -> String {
    let fields: [(&str, u64, &str, Write); 5] = [
        ("text", TEXTS, "String", |i| {
            format!("\"the text of field {i}\".to_owned()")
        }),
        ("link", LINKS, "String", |i| {
            format!("\"/some/where/{i}\".to_owned()")
        }),
        ("count", COUNTS, "u32", |i| format!("{i}00_u32")),
        ("flag", FLAGS, "bool", |i| (i % 2 == 0).to_string()),
        ("items", LISTS, "Vec<Field<Item>>", |i| {
            format!("items({})", i + 2)
        }),
    ];
    let (mut types, mut values) = (String::new(), String::new());
    for (name, count, kind, value) in fields {
        for i in 0..count {
            types += &format!("    pub {name}_{i}: Field<{kind}>,\n");
            values += &format!("            {name}_{i}: {}.into(),\n", value(i));
        }
    }
    format!(
        "#![allow(dead_code)] // Few pages do not show every field.

type Field<T> = {};

pub struct Data {{
{types}}}

pub struct Item {{
    pub id: u32,
    pub name: String,
    pub count: u32,
}}

impl Data {{
    pub fn new() -> Data {{
        Data {{
{values}        }}
    }}
}}

fn items(count: u32) -> Vec<Field<Item>> {{
    let item = |id| Item {{ id, name: format!(\"item {{id}}\"), count: 10 * id }}.into();
    (0..count).map(item).collect()
}}
",
        engine.field()
    )
}
