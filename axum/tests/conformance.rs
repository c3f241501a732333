//! The black-box checks for adapters, on this one.

use slotwise::session::Secret;
use slotwise_axum::{App, Shutdown};
use slotwise_conformance::{Control, Probe, SECRET, SEND_TIMEOUT, limits};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

fn app(shutdown: &Shutdown) -> App {
    let drain = shutdown.clone();
    let control = Control::new().with_drain(move || drain.begin());
    App::new(Secret::new(&SECRET).unwrap())
        .limits(limits())
        .send_timeout(SEND_TIMEOUT)
        .client_address_header("x-forwarded-for")
        .shutdown(shutdown)
        .state(Arc::new(control))
        .view::<Probe>("/probe/{id}")
}

/// The address of a server.
async fn serve(app: App) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = app.into_router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    base
}

/// `ONLY=name cargo test` runs those whose name holds this.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_checks_pass() {
    let shutdown = Shutdown::new();
    let base = serve(app(&shutdown)).await;
    let only = std::env::var("ONLY").unwrap_or_default();
    let report = slotwise_conformance::run_only(&base, &only).await.unwrap();
    println!("{report}");
    assert!(report.is_passed() && !report.runs.is_empty(), "{report}");
    if only.is_empty() {
        shutdown.ended().await;
    }
}

type Change = fn(App) -> App;

/// A server that lets something pass is found out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_found() {
    let wrong: [(&str, Change); 16] = [
        ("foreign_origin", |app| app.allow_origin("null")),
        ("token_of_no_view", |app| {
            app.view::<Probe>("/not-served/{id}")
        }),
        ("expired_token", |app| {
            app.token_age(Duration::from_secs(86_400 * 30))
        }),
        ("page_has_a_policy", |app| {
            app.content_security_policy("script-src 'nonce-{nonce}' 'unsafe-inline'")
        }),
        ("too_long", |app| app.frame_bytes(128 * 1024)),
        ("longest_frame", |app| app.frame_bytes(64 * 1024 - 1)),
        ("too_deep", |app| app.depth(64)),
        ("deepest_frame", |app| app.depth(31)),
        ("too_many_keys", |app| app.keys(1_025)),
        ("too_many_fields", |app| app.fields(513)),
        ("flood_of_events", |app| app.events_per_second(1_000_000)),
        ("flood_of_joins", |app| app.joins_per_second(1_000_000)),
        ("sessions_of_a_browser", |app| app.sessions_per_browser(21)),
        ("resume", |app| app.outbox(100)),
        ("connections_of_an_address", |app| {
            app.connections_per_address(51)
        }),
        ("unacknowledged", |app| app.outbox(usize::MAX)),
    ];
    for (name, change) in wrong {
        let base = serve(change(app(&Shutdown::new()))).await;
        let report = slotwise_conformance::run_only(&base, name).await.unwrap();
        assert!(!report.is_passed(), "{name}\n{report}");
    }
}

#[tokio::test]
async fn what_is_no_server_is_told() {
    for base in [
        "localhost:4000",
        "https://localhost",
        "http://",
        "http://127.0.0.1:1",
    ] {
        let problem = slotwise_conformance::run(base).await.unwrap_err();
        assert!(problem.contains(base), "{problem}");
    }
}
