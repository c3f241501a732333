//! Random templates.

/// A random number generator that gives the same numbers for the same seed (xorshift).
pub(super) struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Random::new(0)
    }
}

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    /// A template; most are without mistakes.
    pub(super) fn template(&mut self) -> String {
        let mut out = String::new();
        self.siblings(3, &mut out);
        out
    }

    fn gap(&mut self) -> &'static str {
        self.of(&["", "", " ", " ", "\n", "\n    ", "\n\n\n  ", "\t"])
    }

    fn siblings(&mut self, depth: usize, out: &mut String) {
        *out += self.gap();
        for _ in 0..self.below(5) {
            self.node(depth, out);
            *out += self.gap();
        }
    }

    fn node(&mut self, depth: usize, out: &mut String) {
        let kinds = if depth == 0 { 6 } else { 17 };
        match self.below(kinds) {
            0 | 1 => *out += self.of(&["word", "Hello, you", "a\nb", "&amp;", "é ü", "x-y", "."]),
            2 => *out += self.of(&HOLES),
            3 => {
                *out += self.of(&[
                    "{!-- a --}",
                    "<!-- b -->",
                    "<!-- b\n   c -->",
                    "{!-- d\ne --}",
                ])
            }
            4 => {
                *out += self.of(&[
                    "<br>",
                    "<br/>",
                    "<input a=\"b\">",
                    "<hr>",
                    "<meta>",
                    "<.x />",
                    "<path/>",
                ])
            }
            5 => *out += self.of(&KEPT),
            6 => self.form(depth, out),
            7 => *out += self.of(&["{#let a = b}", "{#let  (é, f) = g(h)}"]),
            8 => {
                *out += "{!-- fmt: off --}";
                self.siblings(depth - 1, out);
                *out += self.of(&["{!-- fmt: on --}", "{!-- fmt: on --}", ""]);
            }
            9 => self.chain(depth, out),
            _ => self.element("", depth, out),
        }
    }

    fn element(&mut self, special: &str, depth: usize, out: &mut String) {
        let name = self.of(&[
            "p", "div", "ul", "li", "b", "i", "a", "span", "button", "select", "option", "svg",
            "path", "text", ".card", "ui::box", "td", "template", "section", "DIV", "my-tag",
        ]);
        *out += &format!("<{name}{special}");
        let special = match special {
            "" => self.of(&["", "", "", "", " :if={x}", " :for={r in rows} :key={r.id}"]),
            _ => "",
        };
        *out += special;
        for _ in 0..self.below(3) {
            *out += self.of(&["", "\n   ", "  "]);
            let attribute = self.of(&ATTRIBUTES);
            if !out[out.rfind('<').unwrap_or(0)..].contains(attribute) {
                *out += attribute;
            }
        }
        *out += self.of(&["", "", " ", "\n"]);
        if self.below(6) == 0 {
            *out += "/>";
            return;
        }
        *out += ">";
        self.siblings(depth - 1, out);
        *out += &format!("</{name}{}>", self.of(&["", " "]));
    }

    fn chain(&mut self, depth: usize, out: &mut String) {
        self.element(" :if={a}", depth, out);
        *out += self.gap();
        if self.below(2) == 0 {
            *out += self.of(&["", "{!-- between --}"]);
            *out += self.gap();
            self.element(" :else-if={let Some(b) = c}", depth, out);
            *out += self.gap();
        }
        self.element(" :else", depth, out);
    }

    fn form(&mut self, depth: usize, out: &mut String) {
        let (open, more, close) = match self.below(3) {
            0 => ("{#if a}", ["{#else if b && c}", "{#else}"], "{/if}"),
            1 => ("{#for a in b; c}", ["{#else}", ""], "{/for}"),
            _ => (
                "{#match a}",
                ["{#case Some(x) if y}", "{#case _}"],
                "{/match}",
            ),
        };
        *out += open;
        match open {
            "{#match a}" => *out += self.gap(),
            _ => self.siblings(depth - 1, out),
        }
        let is_match = open == "{#match a}";
        for more in more {
            if !more.is_empty() && (is_match || self.below(2) == 0) {
                *out += more;
                self.siblings(depth - 1, out);
            }
        }
        *out += close;
    }
}

const HOLES: [&str; 9] = [
    "{x}",
    "{ @name }",
    "{\" \"}",
    "{format!(\"{} of {}\", a, b)}",
    "{match x {\n      A => \"}\",\n\n  B => c,\n}}",
    "{\n  // why\n      x\n}",
    "{x // why\n}",
    "{names.iter()\n   .map(|name| \"a\n   b\")}",
    "{a_rather_long_name.method_call(of, several, arguments)}",
];

const KEPT: [&str; 8] = [
    "<pre>\n  a\n {b}</pre>",
    "<textarea> a\n</textarea>",
    "<script> a\n  b </script>",
    "<style>a  { b }</style>",
    "<p phx-no-format>a\n  <b>c </b>{ d } </p>",
    "<title> a  {b} </title>",
    "<.card :let={x}>\n <:head :for={y in z} :if={y} a=\"b\"> c {y} </:head> d{x} <:foot/></.card>",
    "<pre class=\"x\"> <!-- a -->\n</pre>",
];

const ATTRIBUTES: [&str; 13] = [
    " class=\"a b\"",
    " id={x}",
    " title='say \"hi\"'",
    " alt='it'",
    " disabled",
    " phx-click = { go }",
    " href={format!(\"/a/{}\", b)}",
    " {!-- why --}",
    " data-x=\"a\n  b\"",
    " style={match a {\n   b => c,\n }}",
    " aria-label=\"something that is rather long\"",
    " {.. rest}",
    " style:width = {w}",
];
