//! *teams*: a list of 4 teams with a class on the first; a classic of template benchmarks.

use slotwise::{View, h};
use slotwise_html::escape_text;

/// A season.
pub struct Season {
    /// When.
    pub year: u32,
    /// The teams, the best first.
    pub teams: Vec<Team>,
}

/// A team.
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its points.
    pub score: u32,
}

/// What is shown.
pub fn season() -> Season {
    let team = |(name, score): (&str, u32)| Team {
        name: name.to_owned(),
        score,
    };
    let teams = [
        ("Jiangsu", 43),
        ("Beijing", 27),
        ("Guangzhou", 22),
        ("Shandong", 12),
    ];
    Season {
        year: 2015,
        teams: teams.map(team).into(),
    }
}

/// The page.
pub fn view(season: &Season) -> impl View {
    let Season { year, teams } = season;
    h!(r#"
<html><head><title>{year}</title></head><body><h1>CSL {year}</h1><ul><li :for={(i, team) in teams.iter().enumerate()} class={(i == 0).then_some("champion")}><b>{team.name}</b>: {team.score}</li></ul></body></html>
"#)
}

/// The same HTML by hand, into a buffer that is used again.
pub fn by_hand(season: &Season, out: &mut String) {
    let mut number = itoa::Buffer::new();
    out.push_str("<html><head><title>");
    out.push_str(number.format(season.year));
    out.push_str("</title></head><body><h1>CSL ");
    out.push_str(number.format(season.year));
    out.push_str("</h1><ul>");
    for (i, team) in season.teams.iter().enumerate() {
        out.push_str(if i == 0 {
            "<li class=\"champion\"><b>"
        } else {
            "<li class=\"\"><b>"
        });
        escape_text(&team.name, out);
        out.push_str("</b>: ");
        out.push_str(number.format(team.score));
        out.push_str("</li>");
    }
    out.push_str("</ul></body></html>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_html_is_as_by_hand() {
        let mut html = String::new();
        by_hand(&season(), &mut html);
        assert_eq!(html.len(), 239);
        assert_eq!(view(&season()).to_html(), html);
    }
}
