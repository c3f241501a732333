//! Styles as cssparser reads them, by the CSS syntax of the standard.

use cssparser::{BasicParseError, ParseError, Parser, Token};

/// Properties and values of a `style` attribute; what is no declaration has no property.
pub fn declarations(style: &str) -> Vec<(String, String)> {
    let mut parser = Parser::new(style);
    let mut out = Vec::new();
    while !parser.is_exhausted() {
        let one = parser.parse_until_after(cssparser::Delimiter::Semicolon, |parser| {
            let start = parser.position();
            let property = parser.try_parse(|parser| {
                let name = parser.expect_ident()?.to_string();
                parser.expect_colon()?;
                Ok::<_, BasicParseError>(name)
            });
            let from = match property {
                Ok(_) => parser.position(),
                Err(_) => start,
            };
            while parser.next().is_ok() {}
            let value = parser.slice_from(from).trim().to_owned();
            Ok::<_, ParseError<()>>((property.unwrap_or_default(), value))
        });
        out.extend(
            one.ok()
                .filter(|(name, value)| !(name.is_empty() && value.is_empty())),
        );
    }
    out
}

/// What in a style, of an attribute or of a sheet, fetches or runs something, or once did in some browser.
pub fn loads(style: &str) -> Vec<String> {
    let mut out = Vec::new();
    walk(&mut Parser::new(style), &mut out);
    out
}

fn walk(parser: &mut Parser<'_>, out: &mut Vec<String>) {
    while let Ok(token) = parser.next().cloned() {
        let enters = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        match token {
            Token::UnquotedUrl(address) => out.push(format!("url({address})")),
            Token::Function(name) if is_loader(&name) => out.push(format!("{name}()")),
            Token::AtKeyword(name) => out.push(format!("@{name}")),
            Token::Ident(name)
                if ["-moz-binding", "behavior"]
                    .iter()
                    .any(|old| name.eq_ignore_ascii_case(old)) =>
            {
                out.push(name.to_string());
            }
            _ => {}
        }
        if enters {
            let within = parser.parse_nested_block(|parser| {
                walk(parser, out);
                Ok::<_, ParseError<()>>(())
            });
            debug_assert!(within.is_ok());
        }
    }
}

fn is_loader(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "url",
        "src",
        "image",
        "image-set",
        "cross-fade",
        "element",
        "url-prefix",
        "expression",
        "-moz-binding",
    ];
    let name = name.to_ascii_lowercase();
    let plain = name
        .trim_start_matches("-webkit-")
        .trim_start_matches("-moz-");
    NAMES
        .iter()
        .any(|loader| name == *loader || plain == *loader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_end_as_in_css() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            declarations("a: b(;) ';'; c:d/*;*/e;;f"),
            [pair("a", "b(;) ';'"), pair("c", "d/*;*/e"), pair("", "f")]
        );
        assert_eq!(declarations(""), []);
    }

    #[test]
    fn what_loads_is_found_in_every_spelling() {
        for style in [
            "a:url(b)",
            "a:URL( 'b' )",
            "a:u\\72l(b)",
            "a:x(y[url(b)])",
            "a:-webkit-image-set('b')",
            "@import 'b'",
            "width:expression(b)",
            "-MOZ-binding:b",
            "p{a:url(b)}",
        ] {
            assert_ne!(loads(style), [""; 0], "{style}");
        }
        for style in ["a:calc(1px + var(--url))", "a:'url(b)'", "a:/*url(b)*/c"] {
            assert_eq!(loads(style), [""; 0], "{style}");
        }
    }
}
