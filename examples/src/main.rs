//! The gallery: real apps, as a user of slotwise would write them.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use slotwise::{ResourceUrl, View, h};
use slotwise_axum::{App, Asset, page, secret_from_env_or_file};
use slotwise_examples::catalogue::{self, Catalogue};
use slotwise_examples::charts::{Charts, Plot};
use slotwise_examples::chat::Chat;
use slotwise_examples::compat;
use slotwise_examples::components::Components;
use slotwise_examples::dashboard::{self, Dashboard};
use slotwise_examples::desk::{self, SupportDesk};
use slotwise_examples::images::Images;
use slotwise_examples::inspector::WithInspector;
use slotwise_examples::islands::Islands;
use slotwise_examples::library::{Book, Shelf};
use slotwise_examples::users::Users;
use slotwise_examples::users::store::Store;
use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

const USAGE: &str = "\
The gallery of slotwise.

usage: gallery [--host HOST] [--port PORT] [--dev] [--compat DIR]

options:
  --host HOST  the address to listen on (default 127.0.0.1)
  --port PORT  the port to listen on (default 4000; 0: any that is free)
  --compat DIR also serves /compat/chat and /compat/users, with the official client of LiveView: DIR is the
               folder `node_modules` after `npm install phoenix phoenix_live_view`
  --dev        names in the pages what goes wrong, and has them compare what they show
  --help       this text

environment:
  SLOTWISE_SECRET  what signs the pages' tokens, 32 bytes or more; without it a secret is made once and
                   kept in the file .slotwise-secret of the working directory
  DATABASE_URL     where /users keeps them: sqlite: and a path, or sqlite::memory: for as long as the program
                   runs (default sqlite:gallery.sqlite, in the working directory)
";

/// Where to listen.
#[derive(Debug, PartialEq)]
struct Options {
    host: String,
    port: u16,
    compat: Option<PathBuf>,
    dev: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match serve(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line; `None`: only the usage is wanted.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let mut options = Options {
        host: "127.0.0.1".to_owned(),
        port: 4000,
        compat: None,
        dev: false,
    };
    while let Some(argument) = arguments.next() {
        let (name, mut value) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || {
            value
                .take()
                .or_else(|| arguments.next())
                .ok_or(format!("`{name}` needs a value"))
        };
        match name.as_str() {
            "--help" | "-h" => return Ok(None),
            "--dev" => options.dev = true,
            "--host" => options.host = value()?,
            "--compat" => options.compat = Some(value()?.into()),
            "--port" => {
                let port = value()?;
                options.port = port
                    .parse()
                    .map_err(|_| format!("`{port}` is no port: expected 0 to 65535"))?;
            }
            _ => return Err(format!("unknown option `{name}`")),
        }
    }
    Ok(Some(options))
}

async fn serve(options: &Options) -> Result<(), Box<dyn Error>> {
    let Options {
        host,
        port,
        compat,
        dev,
    } = options;
    let router = router(compat.as_deref(), *dev)?;
    let listener = TcpListener::bind((host.as_str(), *port))
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "port {port} is in use: stop what listens there, or choose another with --port"
            ),
            _ => format!("cannot listen on {host}:{port}: {error}"),
        })?;
    println!("The gallery is at http://{}", listener.local_addr()?);
    // With the address of each client, by which joins and connections are limited.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

fn router(compat: Option<&Path>, dev: bool) -> Result<Router, Box<dyn Error>> {
    let secret = || secret_from_env_or_file(".slotwise-secret");
    let store = Arc::new(Store::from_env()?);
    let styles = Asset::new(
        "/gallery.css",
        "text/css",
        include_str!("../assets/gallery.css"),
    );
    let stylesheet = ResourceUrl::reviewed(styles.url(), "served by this program");
    let hooks = Asset::new(
        "/hooks.js",
        "text/javascript",
        include_str!("../assets/hooks.js"),
    );
    let plot = island("plot.js", include_str!("../assets/islands/plot.js"));
    let plot_module = Plot {
        module: plot.url().to_owned(),
    };
    let compat = match compat {
        Some(packages) => {
            let styles = Asset::new(
                "/compat/gallery.css",
                "text/css",
                include_str!("../assets/gallery.css"),
            );
            compat::router(packages, secret()?, store.clone(), styles, &hooks)?
        }
        None => Router::new(),
    };
    let live = App::new(secret()?)
        .title("slotwise gallery")
        .dev(dev)
        .loading_bar(true)
        .stylesheet(styles)
        .stylesheet(Asset::new(
            "/islands/plot.css",
            "text/css",
            include_str!("../assets/islands/plot.css"),
        ))
        .asset(plot)
        .hooks(hooks)
        .script(Asset::new(
            "/inspector.js",
            "text/javascript",
            include_str!("../assets/inspector.js"),
        ))
        .island(
            "Chart",
            island("chart.js", include_str!("../assets/islands/chart.js")),
        )
        .island(
            "Rating",
            island("rating.js", include_str!("../assets/islands/rating.js")),
        )
        .island(
            "Broken",
            island("broken.js", include_str!("../assets/islands/broken.js")),
        )
        .layout(WithInspector)
        .state(store)
        .state(desk::open())
        .state(catalogue::open())
        .state(dashboard::measure())
        .state(Arc::new(plot_module))
        .view::<Catalogue>("/catalogue")
        .view::<Charts>("/charts")
        .view::<Chat>("/chat")
        .view::<Components>("/components")
        .view::<SupportDesk>("/desk")
        .view::<Images>("/images")
        .view::<Islands>("/islands")
        .view::<Shelf>("/library")
        .view::<Book>("/library/{id}")
        .view::<Users>("/users")
        .shared_view::<Dashboard>("/dashboard")
        .into_router();
    let index = index(&stylesheet);
    let icon = (
        [(CONTENT_TYPE, "image/svg+xml")],
        include_str!("../assets/icon.svg"),
    );
    Ok(live
        .merge(compat)
        .route("/", get(async move || page(|_| index.clone())))
        .route("/favicon.ico", get(|| async { icon })))
}

fn island(name: &str, module: &'static str) -> Asset {
    Asset::new(&format!("/islands/{name}"), "text/javascript", module)
}

/// The page that leads to all others. It does not change, so it is rendered once.
fn index(stylesheet: &ResourceUrl) -> String {
    let apps = [
        (
            "/chat",
            "Chat",
            "Rooms for everybody who opens them: messages, who is online, who is typing.",
        ),
        (
            "/library",
            "Library",
            "A shelf and its books: addresses, links between views, work that takes time.",
        ),
        (
            "/users",
            "Users",
            "A form that is checked while one types, with skills to add, remove and move, kept in SQLite.",
        ),
        (
            "/desk",
            "Support desk",
            "Tickets that arrive while one looks; filters and sorting in the address.",
        ),
        (
            "/catalogue",
            "Catalogue",
            "Live prices and stock for everybody, a search in the address, a basket in the session.",
        ),
        (
            "/dashboard",
            "Operations",
            "Two hundred numbers that change five times a second, rendered once for all who look.",
        ),
        (
            "/images",
            "Image analysis",
            "Pictures that are dropped, uploaded with a preview and a progress bar, and looked into.",
        ),
        (
            "/charts",
            "Charts",
            "Hooks: a chart drawn by a script, a widget from npm that takes events, answers from the server.",
        ),
        (
            "/islands",
            "Islands",
            "Components of Svelte and Preact that get their props from the server, as changes.",
        ),
        (
            "/components",
            "Components",
            "A card, a table, badges and stars: props, slots and their arguments, classes and styles.",
        ),
    ];
    h!(r#"
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>slotwise gallery</title>
  <link rel="stylesheet" href={stylesheet}>
</head>
<body>
  <main class="index">
    <h1>slotwise</h1>
    <p class="lead">The server owns the state. Only the slots that changed cross the wire.</p>
    <ul class="cards">
      <li :for={(path, name, about) in apps}><a class="card" href={path}><h2>{name}</h2><p>{about}</p></a></li>
    </ul>
  </main>
</body>
</html>
"#)
    .to_html()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Options>, String> {
        options(arguments.iter().map(|argument| argument.to_string()))
    }

    #[test]
    fn the_command_line_is_read() {
        let wanted = |host: &str, port| {
            Ok(Some(Options {
                host: host.to_owned(),
                port,
                compat: None,
                dev: false,
            }))
        };
        assert_eq!(read(&[]), wanted("127.0.0.1", 4000));
        assert_eq!(read(&["--port", "80", "--host=::1"]), wanted("::1", 80));
        assert!(read(&["--dev"]).is_ok_and(|options| options.is_some_and(|options| options.dev)));
        assert_eq!(read(&["--help"]), Ok(None));
        let compat = read(&["--compat", "node_modules"]).map(|options| options?.compat);
        assert_eq!(compat, Ok(Some("node_modules".into())));
        assert_eq!(read(&["--port"]), Err("`--port` needs a value".to_owned()));
        assert!(read(&["--port", "x"]).is_err_and(|problem| problem.contains("`x`")));
        assert!(read(&["--bogus"]).is_err_and(|problem| problem.contains("--bogus")));
    }
}
