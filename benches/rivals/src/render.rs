//! Template engines on the workloads that everybody measures, each as its own documentation writes them.

use slotwise_benches::teams::{Season, Team};

/// An engine and its two templates.
pub struct Engine {
    /// Its name.
    pub name: &'static str,
    /// 100 x 100 integers.
    pub big_table: fn(&[Vec<u32>]) -> String,
    /// Four teams.
    pub teams: fn(&Season) -> String,
}

macro_rules! engines {
    ($($name:ident)*) => {
        &[$(Engine { name: stringify!($name), big_table: $name::big_table, teams: $name::teams },)*]
    };
}

/// All of them, ours first.
pub const ENGINES: &[Engine] =
    engines!(slotwise by_hand askama hypertext maud minijinja sailfish topcoat vy);

mod slotwise {
    use super::Season;
    use ::slotwise::View;

    pub fn big_table(table: &[Vec<u32>]) -> String {
        slotwise_benches::big_table::view(table).to_html()
    }

    pub fn teams(season: &Season) -> String {
        slotwise_benches::teams::view(season).to_html()
    }
}

mod by_hand {
    use super::Season;

    pub fn big_table(table: &[Vec<u32>]) -> String {
        let mut out = String::with_capacity(110_000);
        slotwise_benches::big_table::by_hand(table, &mut out);
        out
    }

    pub fn teams(season: &Season) -> String {
        let mut out = String::with_capacity(256);
        slotwise_benches::teams::by_hand(season, &mut out);
        out
    }
}

mod askama {
    use super::{Season, Team};
    use ::askama::Template;

    #[derive(Template)]
    #[template(path = "big_table.html")]
    struct BigTable<'a> {
        table: &'a [Vec<u32>],
    }

    #[derive(Template)]
    #[template(path = "teams.html")]
    struct Teams<'a> {
        year: u32,
        teams: &'a [Team],
    }

    pub fn big_table(table: &[Vec<u32>]) -> String {
        BigTable { table }.render().expect("a string takes all")
    }

    pub fn teams(season: &Season) -> String {
        let Season { year, teams } = season;
        let page = Teams { year: *year, teams };
        page.render().expect("a string takes all")
    }
}

mod hypertext {
    use super::Season;
    use ::hypertext::prelude::*;

    pub fn big_table(table: &[Vec<u32>]) -> String {
        let view = rsx! {
            <table>@for row in table { <tr>@for n in row { <td>(*n)</td> }</tr> }</table>
        };
        view.render().into_inner()
    }

    pub fn teams(season: &Season) -> String {
        let view = rsx! {
            <html><head><title>(season.year)</title></head><body><h1>"CSL "(season.year)</h1><ul>
            @for (i, team) in season.teams.iter().enumerate() {
                <li class=(if i == 0 { "champion" } else { "" })><b>(&team.name)</b>": "(team.score)</li>
            }
            </ul></body></html>
        };
        view.render().into_inner()
    }
}

mod maud {
    use super::Season;
    use ::maud::html;

    pub fn big_table(table: &[Vec<u32>]) -> String {
        html! { table { @for row in table { tr { @for n in row { td { (n) } } } } } }.into_string()
    }

    pub fn teams(season: &Season) -> String {
        let view = html! {
            html { head { title { (season.year) } } body { h1 { "CSL " (season.year) } ul {
                @for (i, team) in season.teams.iter().enumerate() {
                    li class=(if i == 0 { "champion" } else { "" }) { b { (team.name) } ": " (team.score) }
                }
            } } }
        };
        view.into_string()
    }
}

mod minijinja {
    use super::{Season, Team};
    use ::minijinja::{Environment, Value, context};
    use std::sync::LazyLock;

    static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
        let mut templates = Environment::new();
        let sources = [
            (
                "big_table.html",
                include_str!("../templates/big_table.html"),
            ),
            ("teams.html", include_str!("../templates/teams.html")),
        ];
        for (name, source) in sources {
            templates
                .add_template(name, source)
                .expect("the template is right");
        }
        templates
    });

    fn render(name: &str, data: Value) -> String {
        let template = TEMPLATES.get_template(name).expect("the template is there");
        template.render(data).expect("the data fits")
    }

    pub fn big_table(table: &[Vec<u32>]) -> String {
        let rows: Vec<Value> = table.iter().map(|row| row.clone().into()).collect();
        render("big_table.html", context! { table => rows })
    }

    pub fn teams(season: &Season) -> String {
        let team = |team: &Team| context! { name => team.name.as_str(), score => team.score };
        let teams: Vec<_> = season.teams.iter().map(team).collect();
        render("teams.html", context! { year => season.year, teams })
    }
}

mod sailfish {
    use super::{Season, Team};
    use ::sailfish::TemplateSimple;

    #[derive(TemplateSimple)]
    #[template(path = "big_table.stpl")]
    struct BigTable<'a> {
        table: &'a [Vec<u32>],
    }

    #[derive(TemplateSimple)]
    #[template(path = "teams.stpl")]
    struct Teams<'a> {
        year: u32,
        teams: &'a [Team],
    }

    pub fn big_table(table: &[Vec<u32>]) -> String {
        BigTable { table }
            .render_once()
            .expect("a string takes all")
    }

    pub fn teams(season: &Season) -> String {
        let Season { year, teams } = season;
        let page = Teams { year: *year, teams };
        page.render_once().expect("a string takes all")
    }
}

mod topcoat {
    use super::Season;
    use ::topcoat::context::Cx;
    use ::topcoat::view::{View, view};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// Its views are written in functions that may wait. These do not.
    fn render(cx: &Cx, view: impl Future<Output = ::topcoat::Result<View>>) -> String {
        match pin!(view).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(view) => view.expect("nothing in it fails").render(cx),
            Poll::Pending => unreachable!("nothing in it waits"),
        }
    }

    pub fn big_table(table: &[Vec<u32>]) -> String {
        let cx = &Cx::default();
        let view = async {
            view! {
                cx =>
                <table>for row in table { <tr>for n in row { <td>(*n)</td> }</tr> }</table>
            }
        };
        render(cx, view)
    }

    pub fn teams(season: &Season) -> String {
        let cx = &Cx::default();
        let view = async {
            view! {
                cx =>
                <html><head><title>(season.year)</title></head><body><h1>"CSL " (season.year)</h1><ul>
                for (i, team) in season.teams.iter().enumerate() {
                    <li class=(if i == 0 { "champion" } else { "" })><b>(&*team.name)</b>": " (team.score)</li>
                }
                </ul></body></html>
            }
        };
        render(cx, view)
    }
}

mod vy {
    use super::Season;
    use ::vy::prelude::*;

    pub fn big_table(rows: &[Vec<u32>]) -> String {
        table!(rows.iter().map(|row| tr!(row.iter().map(|n| td!(*n))))).into_string()
    }

    pub fn teams(season: &Season) -> String {
        let teams = season.teams.iter().enumerate().map(|(i, team)| {
            let class = if i == 0 { "champion" } else { "" };
            li!(class = class, b!(&team.name), ": ", team.score)
        });
        html!(
            head!(title!(season.year)),
            body!(h1!("CSL ", season.year), ul!(teams))
        )
        .into_string()
    }
}

#[cfg(test)]
mod tests {
    use super::ENGINES;
    use slotwise_benches::{big_table::numbers, teams::season};

    #[test]
    fn all_write_the_same() {
        let (table, teams) = (
            (ENGINES[0].big_table)(&numbers()),
            (ENGINES[0].teams)(&season()),
        );
        for engine in ENGINES {
            assert_eq!((engine.teams)(&season()), teams, "{}", engine.name);
            assert!((engine.big_table)(&numbers()) == table, "{}", engine.name);
        }
    }
}
