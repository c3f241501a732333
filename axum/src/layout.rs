//! [`Layout`]: the document around a view.

use crate::asset::Script;
use slotwise::session::FirstPage;
use slotwise::{Nonce, ResourceUrl, View, component, h};

/// The document around a view: doctype, head and body. It is written once, with the first page.
///
/// ```
/// use slotwise::{View, h};
/// use slotwise_axum::{Layout, Page, page_head};
///
/// struct Root;
/// impl Layout for Root {
///     fn render(&self, page: &Page) -> impl View {
///         h! {
///             <!doctype html>
///             <html lang="en">
///                 <head><meta charset="utf-8"><.page_head page={page} /></head>
///                 <body><main>{&page.content}</main></body>
///             </html>
///         }
///     }
/// }
/// # let _ = Root;
/// ```
pub trait Layout: Send + Sync + 'static {
    /// The document. It has to hold `page.content`, the meta element `csrf-token` and the scripts with
    /// their nonce.
    fn render(&self, page: &Page) -> impl View;
}

/// What a [`Layout`] puts together.
#[derive(Debug)]
#[non_exhaustive]
pub struct Page {
    /// The name under which the view is served, such as `/rooms/{id}`.
    pub route: String,
    /// The title of the page.
    pub title: String,
    /// The language of the page.
    pub lang: String,
    /// For `<meta name="csrf-token">`, where the client looks for it.
    pub csrf: String,
    /// Addresses of the stylesheets.
    pub stylesheets: Vec<ResourceUrl>,
    /// The scripts, all modules; the first starts the client.
    pub scripts: Vec<Script>,
    /// What these scripts import, for `<link rel="modulepreload">`: it comes along with them, and not after them.
    pub imports: Vec<Script>,
    /// For `<script nonce={..}>`: without it a script does not run. See
    /// [`App::content_security_policy`](crate::App::content_security_policy).
    pub nonce: Nonce,
    /// The view.
    pub content: FirstPage,
}

/// The layout of an [`App`](crate::App) that is given no other.
#[derive(Clone, Copy, Debug, Default)]
pub struct DefaultLayout;

impl Layout for DefaultLayout {
    fn render(&self, page: &Page) -> impl View {
        h! {
            <!doctype html>
            <html lang={&page.lang}>
                <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <.page_head page={page} />
                </head>
                <body>{&page.content}</body>
            </html>
        }
    }
}

/// What the `<head>` of a document needs for its view: the csrf token, the title, the stylesheets and the scripts. A
/// layout that wants one of them otherwise, such as a [`live_title`] with a suffix, writes them by itself.
#[component(in = "head")]
pub fn page_head(page: &Page) -> impl View {
    h! {
        <meta name="csrf-token" content={&page.csrf}>
        <.live_title title={&page.title} />
        <link :for={url in &page.stylesheets} rel="stylesheet" href={url}>
        <link :for={module in &page.imports} rel="modulepreload" href={&module.url} integrity={&module.integrity} nonce={&page.nonce}>
        <script :for={script in &page.scripts} type="module" src={&script.url} integrity={&script.integrity} nonce={&page.nonce}></script>
    }
}

/// `<title>` with what a client needs to change it: the same prefix and suffix go around any later title.
///
/// ```
/// use slotwise::{View, h};
/// use slotwise_axum::live_title;
/// let title = h! { <.live_title title="Room 1" suffix={Some(" - Chat")} /> };
/// let html = r#"<title data-default="Room 1" data-suffix=" - Chat">Room 1 - Chat</title>"#;
/// assert_eq!(title.to_html(), html);
/// ```
#[component]
pub fn live_title(
    title: &str,
    #[prop(default)] prefix: Option<&str>,
    #[prop(default)] suffix: Option<&str>,
) -> impl View {
    h! { <title data-default={@title} data-prefix={@prefix} data-suffix={@suffix}>{@prefix}{@title}{@suffix}</title> }
}
