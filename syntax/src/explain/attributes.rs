//! What the codes of `messages/attributes.rs` mean.

use super::Explanation;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "SW0201",
        title: "a value without quotes",
        why: "Text in an attribute stands in quotes, an expression in braces. HTML allows to \
              leave quotes out, but then the value goes on to the next blank or `>`, so that the \
              `/` of `<a href=/b/>` belongs to it.",
        wrong: "<p id=main>text</p>",
        right: r#"<p id="main">text</p>"#,
    },
    Explanation {
        code: "SW0202",
        title: "`=` without a value",
        why: "After `=` a value has to follow. Browsers make it an empty one here, and take the \
              next attribute for it if there is one.",
        wrong: "<p title=>text</p>",
        right: r#"<p title="a">text</p>"#,
    },
    Explanation {
        code: "SW0203",
        title: "a value is never closed",
        why: "A value goes on to the quote that it began with. Browsers would read on through \
              tags and text to the next quote, wherever that is.",
        wrong: r#"<p class="a>text</p>"#,
        right: r#"<p class="a">text</p>"#,
    },
    Explanation {
        code: "SW0204",
        title: "an attribute is given twice",
        why: "Browsers keep the first and drop the others without a word. In HTML the case of a \
              name makes no difference.",
        wrong: r#"<p id="a" id="b">text</p>"#,
        right: r#"<p id="a">text</p>"#,
    },
    Explanation {
        code: "SW0205",
        title: "a hole in a script attribute",
        why: "The value of `onclick` and the like is a script. Browsers decode its character \
              references before they run it, so no escaping for HTML keeps a value from ending \
              the string it stands in and adding code. Text without holes may stand there.",
        wrong: r#"<button onclick={format!("go('{name}')")}>go</button>"#,
        right: r#"<button phx-click="go">go</button>"#,
    },
    Explanation {
        code: "SW0206",
        title: "a text in `srcdoc`",
        why: "The value of `srcdoc` is decoded and then read as a whole page with the rights of \
              the page around it. What is escaped once is markup again by then, so a value could \
              bring scripts. Markup of the type `Html` may stand there.",
        wrong: r#"<iframe srcdoc={format!("<p>{page}</p>")}></iframe>"#,
        right: "<iframe srcdoc={page}></iframe>",
    },
    Explanation {
        code: "SW0208",
        title: "a hole in a tag without a name",
        why: "An expression in a tag is the value of an attribute, and nothing says of which.",
        wrong: "<p {title}>text</p>",
        right: "<p title={title}>text</p>",
    },
    Explanation {
        code: "SW0209",
        title: "a hole behind what could be half a scheme",
        why: "`java` followed by the value `script:..` is an address that runs a script. A text that \
              begins with `/`, `.`, `?`, `#` or a whole scheme leaves no doubt.",
        wrong: r#"<a href={format!("page-{number}")}>next</a>"#,
        right: r#"<a href={format!("./page-{number}")}>next</a>"#,
    },
    Explanation {
        code: "SW0210",
        title: "what follows the beginning of an address depends on it",
        why: "A value at the start of an address may be a scheme, a host or a path; what follows \
              without a `/`, `?` or `#` between them would go on with that, as `.evil.example` does \
              behind `https://example.com`.",
        wrong: r#"<a href={format!("{base}{path}")}>there</a>"#,
        right: r#"<a href={format!("{base}/{path}")}>there</a>"#,
    },
    Explanation {
        code: "SW0211",
        title: "a hole in an address that runs",
        why: "What follows `javascript:` and `vbscript:` is a script and what follows `data:` is a \
              document. Browsers decode both before they read them, so no escaping keeps a value from \
              adding code.",
        wrong: r#"<a href={format!("javascript:go('{name}')")}>go</a>"#,
        right: r#"<a phx-click="go" href={format!("/go/{name}")}>go</a>"#,
    },
    Explanation {
        code: "SW0212",
        title: "a hole in an address that gets the rights of the page",
        why: "What a script, a frame, a stylesheet, `<base>`, an object or an SVG `<use>` loads acts in the \
              name of the page, so no text from data decides where it comes from. `ResourceUrl` is made of a \
              constant or by a call that says why it is safe. Behind `?` and `#` any value may stand.",
        wrong: r#"<script src={format!("/{name}.js")}></script>"#,
        right: r#"<script src={format!("/app.js?v={version}")}></script>"#,
    },
    Explanation {
        code: "SW0213",
        title: "a hole in what only the program decides",
        why: "`sandbox`, `allow`, `integrity`, `rel`, `form`, `crossorigin`, the `type` of a script and the \
              like decide what an element may do. A value from data could turn that off. They take text, or \
              a `Constant`, which is text of the program. `is`, `http-equiv` and `shadowrootmode`, which \
              decide what an element is, take text alone.",
        wrong: r#"<iframe src="/a" sandbox={format!("allow-{right}")}></iframe>"#,
        right: r#"<iframe src="/a" sandbox="allow-forms"></iframe>"#,
    },
    Explanation {
        code: "SW0214",
        title: "a hole in an animation of anything",
        why: "`<animate>` and its like in SVG write into the attribute that `attributeName` names: into \
              `href` an address that runs. If the name is text and no address, any value may stand in `to`, \
              `from`, `by` and `values`.",
        wrong: r#"<svg><animate attributeName={name} to="1"/></svg>"#,
        right: r#"<svg><animate attributeName="width" to={width}/></svg>"#,
    },
    Explanation {
        code: "SW0215",
        title: "a nonce made of parts",
        why: "A nonce lets a script pass the page's policy. It is one random text for a page, of the type \
              `Nonce`.",
        wrong: r#"<script nonce={format!("a{n}")}>go()</script>"#,
        right: r#"<script nonce={nonce}>go()</script>"#,
    },
    Explanation {
        code: "SW0216",
        title: "a hole in a style that is no value",
        why: "The text of a `format!` in `style` says where its values stand: in the value of a declaration, \
              outside of quotes, comments and functions that fetch. There each value is filtered, so that it \
              stays one. Anywhere else no filter is sound: `style:name={value}` is one declaration, and the \
              type `Css` is a whole style. The same goes for `fill`, `filter`, `mask` and the like of SVG.",
        wrong: r#"<p style={format!("{name}: red")}>text</p>"#,
        right: r#"<p style={format!("width: {width}px")}>text</p>"#,
    },
    Explanation {
        code: "SW0217",
        title: "a hole behind the name of a host",
        why: "In `https://example.com{path}` a value `.evil.com` makes another host of it. A `/` before the \
              hole ends the host. A hole that is all of a host, its beginning or its port is fine.",
        wrong: r#"<a href={format!("https://example.com{path}")}>text</a>"#,
        right: r#"<a href={format!("https://example.com/{path}")}>text</a>"#,
    },
    Explanation {
        code: "SW0218",
        title: "a binding of parts",
        why: "The client runs what `phx-click` and its like hold: a text that begins with `[` is a list of commands, \
              all else the name of an event. `phx-hook` decides what code an element gets, `phx-target` who gets \
              its events. So none of them takes a text that is put together at run time: a `Cmd` writes whatever \
              it is given as JSON, so that an event's name stays a name, and a hook or a target has a type of its \
              own.",
        wrong: r#"<button phx-click={format!("row-{}", id)}>x</button>"#,
        right: r#"<button phx-click={Cmd::push(Push::new("row").value("id", id))}>x</button>"#,
    },
    Explanation {
        code: "SW0219",
        title: "a hole in what the client notes for itself",
        why: "Attributes whose names begin with `data-phx-` tell the client what an element is to it: a view, a link \
              of its own, an element not answered yet. No value from data may say so.",
        wrong: "<p data-phx-link={kind}>x</p>",
        right: "<p data-kind={kind}>x</p>",
    },
    Explanation {
        code: "SW0231",
        title: "an id given twice",
        why: "An id names one element of a page. Links, labels and the client find only the first one. What stands under different conditions may have the same id.",
        wrong: r#"<p id="a"></p><b id="a"></b>"#,
        right: r#"<p id="a"></p><b id="b"></b>"#,
    },
    Explanation {
        code: "SW0232",
        title: "an id in a loop",
        why: "Every turn of the loop would give the same id, which names one element of a page.",
        wrong: r#"<p :for={a in b} id="c"></p>"#,
        right: r#"<p :for={a in b} id={format!("c{a}")}></p>"#,
    },
    Explanation {
        code: "SW0233",
        title: "an unknown binding",
        why: "Names that begin with `phx-` are the client's. It would pass over this one. Attributes of one's own begin with `data-`.",
        wrong: r#"<p phx-clcik="a"></p>"#,
        right: r#"<p phx-click="a"></p>"#,
    },
    Explanation {
        code: "SW0234",
        title: "a misspelt attribute",
        why: "HTML has no attribute of this name, but this element has one of nearly the same. This is a warning.",
        wrong: r#"<p clas="a"></p>"#,
        right: r#"<p class="a"></p>"#,
    },
    Explanation {
        code: "SW0235",
        title: "an unknown `aria-` attribute",
        why: "WAI-ARIA lists all of them; others do nothing. This is a warning.",
        wrong: r#"<p aria-lable="a"></p>"#,
        right: r#"<p aria-label="a"></p>"#,
    },
    Explanation {
        code: "SW0240",
        title: "a spread of nothing",
        why: "`{..attrs}` puts a set of attributes into the tag, and what follows the dots is the \
              set.",
        wrong: "<p {..}>text</p>",
        right: "<p {..attrs}>text</p>",
    },
    Explanation {
        code: "SW0241",
        title: "a spread on an element with rights",
        why: "The attributes of `script`, `link`, `base`, `meta`, `iframe`, `frame`, `embed`, `object`, \
              `use` and of SVG's animations decide what runs or what gets the rights of the page. A set \
              could bring an address from anywhere.",
        wrong: "<script {..attrs}></script>",
        right: r#"<script src="/app.js"></script>"#,
    },
    Explanation {
        code: "SW0242",
        title: "`style:` without the name of a property",
        why: "What follows `style:` is written before the colon of a declaration: letters, \
              digits and dashes.",
        wrong: "<p style:max_width={width}>text</p>",
        right: "<p style:max-width={width}>text</p>",
    },
    Explanation {
        code: "SW0243",
        title: "a style property without a value",
        why: "A declaration has a value. One that is `None` or `false` is left out.",
        wrong: "<p style:color>text</p>",
        right: r#"<p style:color="red">text</p>"#,
    },
    Explanation {
        code: "SW0244",
        title: "a style property with more than a value",
        why: "The value of `style:color` is one value and loads nothing, whatever comes from \
              data; what could end the declaration, begin a comment or fetch something is left \
              out. Text of the template is held to the same, so that what is read is what is \
              shown.",
        wrong: r#"<p style:color="red;top:0">text</p>"#,
        right: r#"<p style:color="red" style:top="0">text</p>"#,
    },
];
