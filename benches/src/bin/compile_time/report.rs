//! The closing table.

use crate::crates::Cost;
use crate::engine::Engine;
use crate::options::Profile;
use serde_json::{Value, json};

/// What one engine took in one profile.
pub(crate) struct Row {
    pub(crate) engine: Engine,
    pub(crate) profile: Profile,
    pub(crate) cost: Cost,
    /// Bytes of the built program.
    pub(crate) size: u64,
}

pub(crate) fn json(rows: &[Row]) -> String {
    let object = |row: &Row| {
        json!({
            "engine": row.engine.name(),
            "profile": row.profile.name(),
            "user_seconds": row.cost.user.as_secs_f64(),
            "peak_bytes": row.cost.peak,
            "binary_bytes": row.size,
            "times_maud": times_maud(row, rows),
        })
    };
    format!("{:#}", rows.iter().map(object).collect::<Value>())
}

pub(crate) fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| engine           | profile | user s | peak MiB | binary bytes | times maud |\n\
         |------------------|---------|-------:|---------:|-------------:|-----------:|\n",
    );
    for row in rows {
        let times = times_maud(row, rows).map_or("-".to_owned(), |times| format!("{times:.2}"));
        out += &format!(
            "| {:16} | {:7} | {:6.2} | {:8.0} | {:12} | {times:>10} |\n",
            row.engine.name(),
            row.profile.name(),
            row.cost.user.as_secs_f64(),
            row.cost.peak as f64 / f64::from(1 << 20),
            row.size,
        );
    }
    out
}

/// User time as a multiple of maud's, if that was measured.
fn times_maud(row: &Row, rows: &[Row]) -> Option<f64> {
    let maud = rows
        .iter()
        .find(|other| other.engine == Engine::Maud && other.profile == row.profile)?;
    Some(row.cost.user.as_secs_f64() / maud.cost.user.as_secs_f64())
}
