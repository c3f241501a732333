//! What in a page acts: what a value must never bring about.
//!
//! Reads the tree that html5ever builds, addresses as the `url` crate reads them and styles as cssparser does,
//! and none of what slotwise itself knows. A page may be told to act by its template; these templates are not,
//! so whatever is found came out of a value.

use crate::style;
use crate::tree::parsed;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeMap;
use url::Url;

/// Where the pages stand that are judged.
pub const PAGE: &str = "https://page.example/folder/page?query#place";

/// An address on the page, as a browser resolves it; `None` if it leads nowhere.
pub fn resolved(address: &str) -> Option<Url> {
    Url::parse(PAGE).ok()?.join(address).ok()
}

/// Whether following the address runs something in the page, or shows a document made of the address.
pub fn runs(address: &str) -> bool {
    const SCHEMES: [&str; 5] = ["javascript", "vbscript", "data", "blob", "filesystem"];
    resolved(address).is_some_and(|url| SCHEMES.contains(&url.scheme()))
}

/// All that acts in `html`, one description each:
///
/// - scripts, but for blocks of data; event handlers; `srcdoc` of what acts
/// - addresses that run something, also in lists of them and as targets of an animation
/// - scripts, stylesheets, documents and bases of another origin
/// - `<meta>` that leads away, sets a policy or an encoding
/// - styles that load or run something
/// - commands of LiveView's client, and what it keeps in attributes
pub fn acts(html: &str) -> Vec<String> {
    of(&parsed(html))
}

pub(crate) fn of(dom: &RcDom) -> Vec<String> {
    let mut out = Vec::new();
    walk(&dom.document, &mut out);
    out
}

fn walk(node: &Handle, out: &mut Vec<String>) {
    if let NodeData::Element {
        name,
        attrs,
        template_contents,
        ..
    } = &node.data
    {
        let attributes = attrs.borrow();
        let attributes = attributes.iter().map(|attribute| {
            let name = attribute.name.local.to_ascii_lowercase();
            (name.to_string(), attribute.value.to_string())
        });
        let element = Element {
            name: name.local.to_ascii_lowercase().to_string(),
            attributes: attributes.collect(),
            text: text(node),
        };
        element.acts(out);
        if let Some(contents) = &*template_contents.borrow() {
            walk(contents, out);
        }
    }
    for child in node.children.borrow().iter() {
        walk(child, out);
    }
}

fn text(node: &Handle) -> String {
    let children = node.children.borrow();
    let texts = children.iter().map(|child| match &child.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    });
    texts.collect()
}

struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn acts(&self, out: &mut Vec<String>) {
        if self.name == "script" && !self.is_data() {
            out.push(format!("a script: {:?}", self.text));
        }
        if self.name == "style" {
            out.extend(style::loads(&self.text));
        }
        if self.name == "meta" && self.decides() {
            out.push(format!("a <meta>: {:?}", self.attributes));
        }
        if self.animates() {
            out.push(format!("an animation: {:?}", self.attributes));
        }
        for (name, value) in &self.attributes {
            if self.attribute_acts(name, value) {
                out.push(format!("{name}={value:?} of <{}>", self.name));
            }
        }
    }

    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn is_data(&self) -> bool {
        let kind = self.get("type").trim().to_ascii_lowercase();
        ["application/json", "application/ld+json"].contains(&&*kind)
    }

    fn decides(&self) -> bool {
        let kind = self.get("http-equiv").trim().to_ascii_lowercase();
        ["refresh", "content-security-policy", "content-type"].contains(&&*kind)
            || self.attributes.contains_key("charset")
    }

    fn animates(&self) -> bool {
        let is_animation =
            ["animate", "set", "animatemotion", "animatetransform"].contains(&&*self.name);
        let target = self.get("attributename").to_ascii_lowercase();
        let addressed = ["href", "xlink:href", "src", "style"].contains(&&*target);
        is_animation && (addressed || is_handler(&target))
    }

    fn attribute_acts(&self, name: &str, value: &str) -> bool {
        match name {
            "srcdoc" => !acts(value).is_empty(),
            "style" => !style::loads(value).is_empty(),
            "values" => value.split(';').any(runs),
            "srcset" | "imagesrcset" | "ping" => {
                value.split([',', ' ', '\t', '\n', '\x0C', '\r']).any(runs)
            }
            "src" | "href" | "data" if self.has_rights() => runs(value) || leaves(value),
            _ if is_address(name) => runs(value),
            _ if is_handler(name) || name.starts_with("data-phx-") => true,
            _ => is_command(name, value),
        }
    }

    fn has_rights(&self) -> bool {
        let names = [
            "script", "iframe", "frame", "embed", "object", "base", "use",
        ];
        let sheet = self.get("rel").to_ascii_lowercase();
        names.contains(&&*self.name) || self.name == "link" && sheet.contains("stylesheet")
    }
}

/// Whether an attribute of this name, in lower case, is an event handler.
pub fn is_handler(name: &str) -> bool {
    name.starts_with("on") && name.len() > 2
}

fn leaves(address: &str) -> bool {
    let page = Url::parse(PAGE).map(|page| page.origin());
    resolved(address).is_some_and(|url| Ok(url.origin()) != page)
}

fn is_address(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "href",
        "src",
        "action",
        "formaction",
        "cite",
        "poster",
        "background",
        "manifest",
        "data",
        "codebase",
        "longdesc",
        "lowsrc",
        "dynsrc",
        "profile",
        "to",
        "from",
        "by",
        "classid",
    ];
    NAMES.contains(&name)
}

/// LiveView's client takes the JSON of an array for commands.
fn is_command(name: &str, value: &str) -> bool {
    let is_binding = name.starts_with("phx-") && !name.starts_with("phx-value-");
    is_binding && value.trim_start().starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::acts;

    #[test]
    fn what_acts() {
        for html in [
            "<script>a</script>",
            "<svg><script>a</script></svg>",
            "<script src=//evil.example/></script>",
            "<p onclick=a>",
            "<iframe srcdoc='&lt;script>a'></iframe>",
            "<a href=' java&#9;Script:a'>",
            "<a href='&#1;javascript:a'>",
            "<svg><a xlink:href=javascript:a>",
            "<form action=data:text/html,a>",
            "<img srcset='a 1x, javascript:a 2x'>",
            "<base href=https://evil.example/>",
            "<link rel=stylesheet href=//evil.example/>",
            "<svg><use href=//evil.example/#a /></svg>",
            "<meta http-equiv=refresh content=1>",
            "<meta charset=utf-7>",
            "<p style='a:url(b)'>",
            "<style>@import 'a'</style>",
            "<svg><animate attributeName=href to=a>",
            "<svg><set attributeName=x to=javascript:a>",
            "<template><script>a</script></template>",
            "<p phx-click='[[\"exec\"]]'>",
            "<p data-phx-session=a>",
        ] {
            assert_ne!(acts(html), [""; 0], "{html}");
        }
    }

    #[test]
    fn what_does_not() {
        for html in [
            "<p title='javascript:a' class='on' data-a='<script>' on=a>&lt;script></p>",
            "<a href='/javascript:a?b=javascript:c'>",
            "<a href=about:invalid#blocked>",
            "<script type=application/json>{}</script>",
            "<script src=/a.js type=application/json></script>",
            "<iframe src=/a></iframe>",
            "<p style='color:red'>",
            "<svg><animate attributeName=x to=1>",
            "<p phx-click=go phx-value-a='[1]'>",
        ] {
            assert_eq!(acts(html), [""; 0], "{html}");
        }
    }
}
