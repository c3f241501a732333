//! [`Html::sanitize`]: markup of users.

use super::Html;
use ammonia::Builder;
use slotwise_html::url::SCHEMES;
use std::sync::LazyLock;

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.url_schemes(SCHEMES.into_iter().collect());
    builder
});

impl Html {
    /// Markup that anybody may have written, by an allow-list. Feature `sanitize`.
    ///
    /// What passes: text, paragraphs, headings, lists, tables, quotes, code, links and images, with `title`, `lang` and
    /// what such elements need of attributes; addresses without a scheme, or of `http`, `https`, `mailto`, `tel` and `sms`. All
    /// else is left out, `phx-*` and `data-*` (so `data-phx-*`) too: no markup of a user is a command to the
    /// client. Links get `rel="noopener noreferrer"`. An image is fetched from where its address says.
    ///
    /// ```
    /// use slotwise::Html;
    /// let html = Html::sanitize("<b phx-click=\"delete\">a</b><script>go()</script>");
    /// assert_eq!(html.as_str(), "<b>a</b>");
    /// ```
    pub fn sanitize(markup: &str) -> Html {
        Html::reviewed(
            SANITIZER.clean(markup).to_string(),
            "what ammonia lets pass",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_harm_is_left_out() {
        let rows = [
            ("<p title=a lang=en>b", "<p title=\"a\" lang=\"en\">b</p>"),
            (
                "<p phx-click=a data-phx-id=b data-x=c id=d class=e style=f:g onclick=h>i",
                "<p>i</p>",
            ),
            ("<form action=/a><input name=b phx-change=c></form>d", "d"),
            (
                "<a href=javascript:a>b</a>",
                "<a rel=\"noopener noreferrer\">b</a>",
            ),
            (
                "<a href='java&Tab;script:a'>b</a>",
                "<a rel=\"noopener noreferrer\">b</a>",
            ),
            (
                "<a href=/b>c</a>",
                "<a href=\"/b\" rel=\"noopener noreferrer\">c</a>",
            ),
            ("<img src=data:a onerror=b>", "<img>"),
            (
                "<a href=ftp://a>b</a>",
                "<a rel=\"noopener noreferrer\">b</a>",
            ),
            (
                "<style>a{}</style><iframe srcdoc=b></iframe><base href=//c>",
                "",
            ),
            ("<svg><animate onbegin=a></svg><math><mi xlink:href=b>c", ""),
            (
                "<textarea></textarea><noscript><p title=\"</noscript><img src=x onerror=y>\">",
                "&lt;p title=\"<img src=\"x\">\"&gt;",
            ),
        ];
        for (markup, expected) in rows {
            assert_eq!(Html::sanitize(markup).as_str(), expected, "{markup}");
        }
    }
}
