//! [`LiveTest`]: an endpoint, and the browser that asks it for pages.

use crate::page::Page;
use slotwise::session::{Endpoint, FirstPage, NoPage, PageRequest, SessionMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// So many redirects lead nowhere.
const MOST_REDIRECTS: usize = 10;

/// An endpoint under test. Its pages are those of one user: they share the clock's start and the session.
pub struct LiveTest {
    pub(crate) browser: Arc<Browser>,
}

/// What all pages of a test share.
pub(crate) struct Browser {
    pub(crate) endpoint: Arc<Endpoint>,
    pub(crate) start: Duration,
    pub(crate) session: SessionMap,
    pages: AtomicU64,
}

/// Where a request for a page led.
pub(crate) enum Loaded {
    Page {
        uri: String,
        page: FirstPage,
    },
    /// To no view of this endpoint.
    Elsewhere(String),
}

impl LiveTest {
    /// A test of this endpoint, at some time in 2027.
    pub fn new(endpoint: impl Into<Arc<Endpoint>>) -> LiveTest {
        LiveTest {
            browser: Arc::new(Browser {
                endpoint: endpoint.into(),
                start: Duration::from_secs(1_800_000_000),
                session: SessionMap::default(),
                pages: AtomicU64::new(0),
            }),
        }
    }

    /// The same with a text in the session that pages begin with, such as the name of the user who logged in.
    ///
    /// # Panics
    /// If the session is full, see [`SessionMap::MAX_BYTES`].
    #[must_use]
    pub fn with_session(&self, name: &str, value: &str) -> LiveTest {
        let mut session = self.browser.session.clone();
        assert!(session.put(name, value), "the session is full");
        self.changed(session, self.browser.start)
    }

    /// The same at another time, since the Unix epoch.
    #[must_use]
    pub fn at(&self, now: Duration) -> LiveTest {
        self.changed(self.browser.session.clone(), now)
    }

    fn changed(&self, session: SessionMap, start: Duration) -> LiveTest {
        LiveTest {
            browser: Arc::new(Browser {
                endpoint: self.browser.endpoint.clone(),
                start,
                session,
                pages: AtomicU64::new(0),
            }),
        }
    }

    /// Loads the page at a path and a query, going where it redirects to.
    ///
    /// # Panics
    /// If no view shows this path, the view refuses or panics, or it redirects without an end.
    #[track_caller]
    pub fn get(&self, uri: &str) -> Page {
        match self.try_get(uri) {
            Ok(page) => page,
            Err(problem) => panic!("{}", self.browser.explain(uri, &problem)),
        }
    }

    /// As [`LiveTest::get`], for tests of views that refuse.
    ///
    /// # Errors
    /// If there is no such page. A redirect without an end is a [`NoPage::Redirect`].
    pub fn try_get(&self, uri: &str) -> Result<Page, NoPage> {
        let loaded = self.browser.load(uri, None, self.browser.start)?;
        Ok(Page::new(self.browser.clone(), loaded))
    }
}

impl Browser {
    /// Loads a page, with the token of messages for it.
    pub(crate) fn load(
        &self,
        uri: &str,
        flash: Option<String>,
        now: Duration,
    ) -> Result<Loaded, NoPage> {
        let (mut uri, mut flash) = (uri.to_owned(), flash);
        for _ in 0..MOST_REDIRECTS {
            if !uri.starts_with('/') {
                return Ok(Loaded::Elsewhere(uri));
            }
            match self.first_page(&uri, flash.take(), now) {
                Ok(page) => return Ok(Loaded::Page { uri, page }),
                Err(NoPage::Redirect { to, flash: told }) => (uri, flash) = (to, told),
                Err(problem) => return Err(problem),
            }
        }
        Err(NoPage::Redirect { to: uri, flash })
    }

    fn first_page(
        &self,
        uri: &str,
        flash: Option<String>,
        now: Duration,
    ) -> Result<FirstPage, NoPage> {
        let (location, query) = split(uri);
        let (view, path) = self.endpoint.route(location).ok_or(NoPage::UnknownView)?;
        let number = self.pages.fetch_add(1, Ordering::Relaxed);
        let mut random = [0; 12];
        random[..8].copy_from_slice(&number.to_le_bytes());
        let request = PageRequest {
            location: location.to_owned(),
            query: query.to_owned(),
            path,
            session: self.session.clone(),
            flash,
            random,
        };
        self.endpoint.first_page(&view, request, now)
    }

    /// Why there is no page.
    pub(crate) fn explain(&self, uri: &str, problem: &NoPage) -> String {
        match problem {
            NoPage::UnknownView => {
                let views: Vec<&str> = self.endpoint.views().collect();
                format!("no view shows `{uri}`: there are {}", views.join(", "))
            }
            NoPage::Refused => format!("a hook of the mount refused `{uri}`"),
            NoPage::Redirect { to, .. } => {
                format!("`{uri}` redirects without an end, lastly to `{to}`")
            }
            NoPage::Crashed => format!("the view panicked while it made `{uri}`"),
            other => format!("there is no page `{uri}`: {other:?}"),
        }
    }
}

/// The path and the query, without `?` and fragment.
pub(crate) fn split(uri: &str) -> (&str, &str) {
    let uri = uri.split('#').next().unwrap_or_default();
    uri.split_once('?').unwrap_or((uri, ""))
}
