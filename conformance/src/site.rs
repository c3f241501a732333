//! [`Site`]: the server under test, as one check sees it.

use crate::check::{Failure, ensure};
use crate::client::{Client, Wire};
use crate::http::{self, Response};

/// A server, the way to connect, and an address that no other check has.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) host: String,
    pub(crate) wire: Wire,
    /// What a proxy would say of the client.
    pub(crate) address: String,
}

/// A first page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    pub(crate) id: String,
    pub(crate) token: String,
}

/// What a client says when it connects.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub(crate) origin: Option<String>,
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    pub(crate) version: &'static str,
}

impl Site {
    /// The origin of its own pages.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    pub(crate) async fn get(
        &self,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Result<Response, Failure> {
        http::request(&self.host, "GET", path, headers, b"").await
    }

    /// A first page for a browser that was never here.
    pub(crate) async fn page(&self, path: &str) -> Result<Page, Failure> {
        self.page_for(path, "").await
    }

    /// A first page for a browser with a cookie.
    pub(crate) async fn page_for(&self, path: &str, cookie: &str) -> Result<Page, Failure> {
        let known = [("cookie", cookie)];
        let headers = if cookie.is_empty() { &[][..] } else { &known };
        let response = self.get(path, headers).await?;
        ensure(response.status == 200, || {
            format!("{path}: found the status {}, expected 200", response.status)
        })?;
        let set = response.header("set-cookie").unwrap_or(cookie);
        let body = &response.body;
        Ok(Page {
            cookie: set.split(';').next().unwrap_or_default().to_owned(),
            csrf: between(body, r#"name="csrf-token" content=""#)?,
            id: between(body, r#"<div id=""#)?,
            token: between(body, r#"data-phx-session=""#)?,
        })
    }

    /// What the client of a page says when it connects.
    pub(crate) fn opening(&self, page: &Page) -> Opening {
        Opening {
            origin: Some(self.origin()),
            cookie: page.cookie.clone(),
            csrf: page.csrf.clone(),
            version: "2.0.0",
        }
    }

    /// A connection; a refusal is a failure.
    pub(crate) async fn connect(&self, page: &Page) -> Result<Client, Failure> {
        let opened = Client::open(self, &self.opening(page)).await?;
        opened.map_err(|status| format!("found the status {status}, expected a connection"))
    }

    /// A connection with a joined view of its own.
    pub(crate) async fn joined(&self, path: &str) -> Result<Client, Failure> {
        let page = self.page(path).await?;
        let mut client = self.connect(&page).await?;
        client.join_ok(&page).await?;
        Ok(client)
    }
}

impl Page {
    pub(crate) fn topic(&self) -> String {
        format!("lv:{}", self.id)
    }
}

/// What stands between a text and the next quote.
fn between(text: &str, start: &str) -> Result<String, Failure> {
    let rest = text.split_once(start);
    let found = rest.and_then(|(_, rest)| rest.split_once('"'));
    let (found, _) = found.ok_or_else(|| format!("the page has no `{start}`"))?;
    Ok(found.to_owned())
}
