//! The page as elements: what selectors find, and what is said where they find something else.

use crate::near::nearest;
use scraper::{ElementRef, Html, Selector};

pub(crate) fn parsed(html: &str) -> Html {
    Html::parse_fragment(html)
}

pub(crate) fn selector(text: &str) -> Result<Selector, String> {
    Selector::parse(text).map_err(|error| format!("`{text}` is no selector: {error}"))
}

/// All elements that a selector finds.
pub(crate) fn all<'d>(dom: &'d Html, text: &str) -> Result<Vec<ElementRef<'d>>, String> {
    let selector = selector(text)?;
    Ok(dom.select(&selector).collect())
}

/// Which of the elements that a selector finds is meant.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    Only,
    /// That shows a text.
    Showing(String),
    /// By its position.
    Nth(usize),
}

/// The one element that a selector finds.
pub(crate) fn one<'d>(
    dom: &'d Html,
    selector: &str,
    which: &Which,
) -> Result<ElementRef<'d>, String> {
    let text = match which {
        Which::Only => None,
        Which::Showing(text) => Some(text.as_str()),
        Which::Nth(at) => {
            let found = all(dom, selector)?;
            let missing = || format!("found {} of `{selector}`, none at {at}", found.len());
            return found.get(*at).copied().ok_or_else(missing);
        }
    };
    let found = all(dom, selector)?;
    let shows = |element: &&ElementRef<'_>| text.is_none_or(|text| shown(element).contains(text));
    let fitting: Vec<ElementRef<'d>> = found.iter().filter(shows).copied().collect();
    let wanted = match text {
        Some(text) => format!("`{selector}` that shows {text:?}"),
        None => format!("`{selector}`"),
    };
    match (fitting.as_slice(), text) {
        ([one], _) => Ok(*one),
        ([], Some(_)) if !found.is_empty() => {
            let texts: Vec<String> = found
                .iter()
                .map(|one| format!("{:?}", shown(one)))
                .collect();
            Err(format!("found no {wanted}: there are {}", listed(texts)))
        }
        ([], _) => Err(format!("found no {wanted}: {}", instead(dom, selector))),
        (many, _) => {
            let named = many
                .iter()
                .map(|one| format!("{} {:?}", name(one), shown(one)));
            let named = listed(named.collect());
            Err(format!(
                "found {} of {wanted}, expected one: {named}; say which, by `element_with_text`, `nth_element` or `:nth-child(..)`",
                many.len()
            ))
        }
    }
}

/// What the page has in place of what a selector looks for: the part of it that is there, or names like it.
fn instead(dom: &Html, wanted: &str) -> String {
    let mut parts: Vec<&str> = wanted.split_whitespace().collect();
    while parts.pop().is_some() && !parts.is_empty() {
        let part = parts.join(" ");
        let part = part.trim_end_matches(['>', '+', '~']).trim();
        let found = all(dom, part).map_or(0, |found| found.len());
        if found > 0 {
            return format!("`{part}` is there {found} times, but not in this way");
        }
    }
    let elements = dom.root_element().descendent_elements().skip(1);
    let mut names: Vec<String> = elements.map(|element| name(&element)).collect();
    names.dedup();
    match nearest(wanted, names.iter().map(String::as_str)) {
        Some(near) => format!("there is `{near}`"),
        None if names.is_empty() => "the page is empty".to_owned(),
        None => format!("there are {}", listed(names)),
    }
}

/// Not more than a reader wants.
fn listed(mut names: Vec<String>) -> String {
    const MOST: usize = 12;
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let names = names.join(", ");
    match more {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// A selector for an element: `#id`, or its tag with its classes.
pub(crate) fn name(element: &ElementRef<'_>) -> String {
    let element = element.value();
    match element.id() {
        Some(id) => format!("#{id}"),
        None => element
            .classes()
            .fold(element.name().to_owned(), |name, class| {
                format!("{name}.{class}")
            }),
    }
}

/// The text in an element, blanks as they are shown.
pub(crate) fn shown(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element and those around it, innermost first.
pub(crate) fn around<'d>(element: ElementRef<'d>) -> impl Iterator<Item = ElementRef<'d>> {
    let ancestors = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(ancestors)
}

pub(crate) fn is_disabled(element: &ElementRef<'_>) -> bool {
    let named = matches!(
        element.value().name(),
        "button" | "input" | "select" | "textarea" | "option" | "optgroup" | "fieldset"
    );
    let itself = named && element.attr("disabled").is_some();
    itself
        || around(*element).skip(1).any(|outer| {
            outer.value().name() == "fieldset"
                && outer.attr("disabled").is_some()
                && !in_legend(element, &outer)
        })
}

/// What is in the first legend of a fieldset is not disabled with it.
fn in_legend(element: &ElementRef<'_>, fieldset: &ElementRef<'_>) -> bool {
    let mut children = fieldset.child_elements();
    let legend = children.find(|child| child.value().name() == "legend");
    legend.is_some_and(|legend| around(*element).any(|outer| outer.id() == legend.id()))
}
