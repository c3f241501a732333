//! From the IR of a template to Rust.
//!
//! `<h1>{@title}</h1><p :if={@open}>{count(self)}</p>` becomes
//! ```text
//! {
//!     static T0: Template = Template::new(&["<p>", "</p>"], ..);
//!     static T1: Template = Template::new(&["<h1>", "</h1>", ""], ..);
//!     frag(Stamp::ALWAYS, move |cx| cx.block(&T1, &[
//!         Hole::hole(&self.title),                                     a place: eager
//!         Dyn::View(&frag(Stamp::ALWAYS, |cx| if self.open.holds() {   anything else: a closure
//!             cx.block(&T0, &[Dyn::View(&frag(Stamp::ALWAYS, |cx| cx.value(Hole::hole(&count(self)))))])
//!         } else { cx.none() })),
//!     ]))
//! }
//! ```
//! Control flow ([`control`]) and calls of components ([`call`]) stand
//! inside closures, so that every borrow ends where its slice does.

mod attributes;
mod call;
mod control;
mod stream;

use crate::moves;
use crate::refuse;
use crate::report;
use crate::source::Source;
use crate::track::{self, Inputs, Scope};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use slotwise_html::url;
use slotwise_syntax::Diagnostic;
use slotwise_syntax::ir::{self, Code, Context, Dynamic, Slot, Template, Type};
use std::collections::HashMap;
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Expr, Pat};

/// The expression a call of `h!` stands for. After errors it still is a view.
pub(crate) fn view(source: &Source) -> TokenStream {
    let compiled = source.compile();
    let mut emitter = Emitter {
        source,
        errors: report::errors(source, &compiled.diagnostics),
        tables: Vec::new(),
        names: TokenStream::new(),
        moves: HashMap::new(),
        site: site(source),
    };
    let cx = context();
    let template = match compiled.diagnostics.iter().any(misleads) {
        true => &Template {
            statics: vec![String::new()],
            ..Template::default()
        },
        false => &compiled.template,
    };
    let block = emitter.template(template, &Scope::default(), true);
    let stamp = block.stamp(emitter.next_site());
    let (part_stamps, shown) = (block.part_stamps(), block.visited());
    let (errors, tables) = (emitter.errors, emitter.tables);
    let file = source.file.iter();
    let kept = (!errors.is_empty())
        .then(|| source.all_tokens())
        .into_iter();
    quote! {{
        #errors
        #(::slotwise::__private::keep! { #kept })*
        // So that a change of the file is a change of this one.
        #(const _: &::core::primitive::str = ::core::include_str!(#file);)*
        #[allow(unused_imports)]
        use ::slotwise::__private::{
            Displayed as _, Invoke as _, Plain as _, Untracked as _, kinds as __slotwise_kinds,
        };
        #(#tables)*
        #part_stamps
        ::slotwise::__private::frag(#stamp, move |#cx: &mut ::slotwise::Cx<'_>| { #shown })
    }}
}

/// A mistaken special attribute, component or slot binds nothing, or is not what it should be: what
/// rustc has to say of it would only add to the errors.
fn misleads(diagnostic: &Diagnostic) -> bool {
    ["SW03", "SW04", "SW07"]
        .iter()
        .any(|family| diagnostic.code.starts_with(family))
}

/// A row of more values is not short: it would be much code for each loop.
const SHORT: usize = 12;

/// A template of more slots is compared in parts, of so many each. That pays where most data is tracked: a part takes
/// some 270 instructions if it has to be looked at, and 30 if not; a number that is looked at 20.
const MANY: usize = 32;
const PART: usize = 16;

struct Emitter<'s> {
    source: &'s Source,
    errors: TokenStream,
    /// The static tables, innermost first.
    tables: Vec<TokenStream>,
    /// What to ask of the values that an expression moves, by its place in the template.
    moves: HashMap<ir::Span, TokenStream>,
    /// Definitions of the names of the expressions that are being emitted; see [`Emitter::named`].
    names: TokenStream,
    /// The number of the last place in the source that got a stamp.
    site: u64,
}

/// A template as tokens.
struct Block {
    /// The name of its table.
    table: Ident,
    /// Its values, one a slot.
    values: Vec<TokenStream>,
    /// The names of the values.
    names: TokenStream,
    /// What they read.
    inputs: Inputs,
    /// Its values as they are, each with its names, if they are few.
    short: Option<Vec<Direct>>,
    /// They could all be short text or numbers that go out as they are.
    is_text: bool,
    /// Which slots have a stamp of their own.
    lazy: Vec<bool>,
    /// Its parts, if it has that many slots.
    parts: Vec<Part>,
}

/// A part of a template: [`PART`] slots.
struct Part {
    /// The variable that holds its stamp.
    name: Ident,
    stamp: TokenStream,
}

/// The comparison of a short row.
struct Same {
    /// How many words the row has.
    words: usize,
    /// The name of what is known of the old row.
    known: Ident,
    /// Names, and a condition.
    tokens: (TokenStream, TokenStream),
}

impl Block {
    /// The statements that visit it.
    fn shown(&self) -> TokenStream {
        let (stamps, visited) = (self.part_stamps(), self.visited());
        quote!(#stamps #visited)
    }

    /// What makes the stamps of its parts.
    fn part_stamps(&self) -> TokenStream {
        let lets = self.parts.iter();
        lets.map(|Part { name, stamp }| quote!(let #name = #stamp;))
            .collect()
    }

    /// The stamp of all it reads, where those of its parts are known.
    fn stamp(&self, site: u64) -> TokenStream {
        let parts = self.parts.iter().map(|part| &part.name);
        match parts.len() {
            0 => self.inputs.stamp(site),
            _ => quote!(::slotwise::Stamp::of_parts(#site, [#(#parts),*])),
        }
    }

    /// The statements that visit it, where the stamps of its parts are known.
    fn visited(&self) -> TokenStream {
        if self.parts.is_empty() {
            return self.visited_by(&quote!(block));
        }
        let (cx, table, names) = (context(), &self.table, &self.names);
        let compare = control::mixed("compare");
        let parts = self.parts.iter().zip(self.values.chunks(PART));
        let parts = parts.map(|(Part { name, .. }, values)| {
            let values = quote!(&|#compare| #compare(&[#(#values),*]));
            quote!(::slotwise::__private::Part::new(#name, #values))
        });
        quote!(#names #cx.block_in_parts(&#table, &[#(#parts),*]))
    }

    /// The statements that visit it as a row of a list.
    fn shown_as_row(&self) -> TokenStream {
        self.visited_by(&quote!(row))
    }

    /// The statements that write it as a row, if it is short.
    fn shown_as_html(&self, rows: &Ident) -> Option<TokenStream> {
        let (table, names) = (&self.table, &self.names);
        let slots = self.short.as_ref().filter(|_| self.is_text)?;
        let slots = slots.iter().enumerate();
        let slots = slots.map(|(slot, Direct { names, value, .. })| {
            quote!(#names #rows = #rows.slot(&#table, #slot, #value);)
        });
        Some(quote!(#names #(#slots)*))
    }

    /// What compares the row's values with what is known of an old one, and how many words that is, if it is short.
    fn same_row(&self) -> Option<Same> {
        let (known, told) = (control::mixed("known"), control::mixed("told"));
        let mut words = 0_usize;
        let slots = self.short.as_ref()?.iter().zip(&self.lazy);
        let slots: Vec<_> = slots
            .map(|(direct, lazy)| {
                words += 1 + usize::from(*lazy);
                let Direct { names, value, .. } = direct;
                let word = words - 1;
                let is = quote!(#known.is(#word, #value));
                match (&direct.stamp, lazy) {
                    (None, _) => is,
                    (Some(stamp), true) => quote!(match #known.by_stamp(#word, #stamp) {
                        ::core::option::Option::Some(#told) => #told,
                        ::core::option::Option::None => { #names #is }
                    }),
                    (Some(stamp), false) => quote!(#known.is_untracked(#stamp) && { #names #is }),
                }
            })
            .collect();
        Some(Same {
            words,
            known,
            tokens: (self.names.clone(), quote!(#((#slots))&&*)),
        })
    }

    fn visited_by(&self, method: &TokenStream) -> TokenStream {
        let (cx, table, values, names) = (context(), &self.table, &self.values, &self.names);
        quote!(#names #cx.#method(&#table, &[#(#values),*]))
    }
}

/// The value of a slot.
struct Value {
    tokens: TokenStream,
    inputs: Inputs,
    lazy: bool,
    /// The value without a closure, if it is one expression.
    direct: Option<Direct>,
}

/// The value of a slot as it is, behind what defines its names.
#[derive(Clone)]
struct Direct {
    names: TokenStream,
    value: TokenStream,
    /// Of what it reads, if it is evaluated in a closure otherwise.
    stamp: Option<TokenStream>,
}

impl Emitter<'_> {
    fn template(&mut self, template: &Template, scope: &Scope, top: bool) -> Block {
        let (names, slots) = self.slots(template, scope);
        let parts = match slots.len() > MANY {
            true => self.parts(&slots),
            false => Vec::new(),
        };
        self.block(template, names, slots, parts, top)
    }

    /// Likewise of the template of what a stream brings, which is not compared.
    fn brought(&mut self, template: &Template, scope: &Scope) -> Block {
        let (names, slots) = self.slots(template, scope);
        self.block(template, names, slots, Vec::new(), false)
    }

    /// The parts of that many slots; none, if they would have to be visited whatever happens.
    fn parts(&mut self, slots: &[Value]) -> Vec<Part> {
        let inputs = slots.chunks(PART).map(|slots| {
            let inputs = slots.iter().map(|slot| slot.inputs.clone());
            inputs.fold(Inputs::none(), Inputs::and)
        });
        let inputs: Vec<_> = inputs.collect();
        if inputs.iter().all(Inputs::are_untracked) {
            return Vec::new();
        }
        let parts = inputs.iter().map(|inputs| {
            let site = self.next_site();
            Part {
                name: Ident::new(&format!("part_{site}"), Span::mixed_site()),
                stamp: inputs.stamp_of_part(site),
            }
        });
        parts.collect()
    }

    /// The template of a row. One that reads nothing but what `row` and its key read needs no stamp for a slot
    /// that reads all of it: the row is visited only if some of that has changed, and then the slot has to be.
    /// Among nested templates it keeps its stamp, as they may have the row visited for what nobody can track.
    fn row(&mut self, template: &Template, scope: &Scope, key: Inputs) -> Block {
        let (names, mut slots) = self.slots(template, scope);
        let all = slots
            .iter()
            .fold(key, |all, slot| all.and(slot.inputs.clone()));
        let scalars = template.slots.iter().all(|slot| is_scalar(&slot.dynamic));
        for slot in &mut slots {
            let is_told_by_row =
                (scalars || template.slots.len() == 1) && slot.inputs.are_all(&all);
            slot.lazy &= !is_told_by_row;
        }
        self.block(template, names, slots, Vec::new(), false)
    }

    fn slots(&mut self, template: &Template, scope: &Scope) -> (TokenStream, Vec<Value>) {
        self.naming(|emitter| {
            let slots = template.slots.iter();
            slots.map(|slot| emitter.slot(slot, scope)).collect()
        })
    }

    fn block(
        &mut self,
        template: &Template,
        names: TokenStream,
        slots: Vec<Value>,
        parts: Vec<Part>,
        top: bool,
    ) -> Block {
        let lazy: Vec<bool> = slots.iter().map(|slot| slot.lazy).collect();
        let table = self.table(template, &lazy, !parts.is_empty(), top);
        let is_short = (1..=SHORT).contains(&template.slots.len());
        let is_text = template.slots.iter().all(may_be_text);
        let short = slots.iter().map(|slot| slot.direct.clone());
        let short = is_short.then(|| short.collect()).flatten();
        let mut inputs = Inputs::none();
        let mut values = Vec::new();
        for slot in slots {
            inputs = inputs.and(slot.inputs);
            values.push(slot.tokens);
        }
        Block {
            table,
            values,
            names,
            inputs,
            short,
            is_text,
            lazy,
            parts,
        }
    }

    /// Does something and gives the names that came up with it.
    fn naming<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> (TokenStream, T) {
        let around = std::mem::take(&mut self.names);
        let made = make(self);
        (std::mem::replace(&mut self.names, around), made)
    }

    /// Asks what the expression needs asked, where its names are known. Gives it a name where it has no
    /// tokens of its own, so that what rustc says of it says where it stands: it becomes the body of a macro
    /// `hole_12_5`, which rustc mentions.
    fn named(&mut self, code: &Code, tokens: TokenStream) -> TokenStream {
        self.names.extend(self.moves.remove(&code.span));
        let Some(name) = self.source.hole_name(code) else {
            return tokens;
        };
        self.names
            .extend(quote!(macro_rules! #name { () => { #tokens } }));
        quote!(#name!())
    }

    fn table(&mut self, template: &Template, lazy: &[bool], in_parts: bool, top: bool) -> Ident {
        let name = format_ident!("__SLOTWISE_{}", self.tables.len());
        let slots = template.slots.iter().zip(lazy);
        let kinds = slots.map(|(slot, lazy)| kind(&slot.context, *lazy));
        let Template {
            statics,
            shape,
            single_root,
            ..
        } = template;
        let fingerprint = fingerprint(template, lazy, in_parts);
        let single_root = top && *single_root;
        let in_parts = in_parts.then(|| part_starts(lazy)).into_iter();
        self.tables.push(quote! {
            static #name: ::slotwise::Template =
                ::slotwise::Template::new(&[#(#statics),*], &[#(#kinds),*], #shape, #fingerprint, #single_root)
                    #(.in_parts(#in_parts))*;
        });
        name
    }

    fn slot(&mut self, slot: &Slot, scope: &Scope) -> Value {
        match &slot.dynamic {
            Dynamic::Expr(code) => {
                self.scalar(code, scope, |value, span| asked(&slot.context, value, span))
            }
            Dynamic::Format(code) => self.scalar(code, scope, |value, span| {
                let piece = quote_spanned!(span=> ::slotwise::__private::Piece(#value).piece());
                match slot.context {
                    Context::Text | Context::PlainText => piece,
                    _ => quote_spanned!(span=> ::slotwise::__private::flat(#piece)),
                }
            }),
            Dynamic::Classes(codes) => self.classes(codes, scope),
            Dynamic::Declaration(declaration) => self.declaration(declaration, scope),
            Dynamic::Spread(spread) => self.spread(spread, scope),
            Dynamic::Replaceable(one) => match &slot.context {
                Context::Attribute(name)
                | Context::Url(name, _)
                | Context::Style(name, _)
                | Context::Typed(name, _) => self.replaceable(name, &slot.context, one, scope),
                _ => unreachable!("only a whole attribute is replaced"),
            },
            Dynamic::If(branches) => self.branches(branches, scope),
            Dynamic::Match(cases) => self.cases(cases, scope),
            Dynamic::Let(binding) => self.binding(binding, scope),
            Dynamic::For(list) if list.streamed => self.stream(list, scope),
            Dynamic::For(list) => self.list(list, scope),
            Dynamic::Component(call) => self.component(call, slot.place, scope),
        }
    }

    fn scalar(
        &mut self,
        code: &Code,
        scope: &Scope,
        make: impl Fn(TokenStream, Span) -> TokenStream,
    ) -> Value {
        let Some(expression) = self.expression(code) else {
            return nothing();
        };
        if let Some(value) = self.invocation(&expression, scope, &make) {
            return value;
        }
        let inputs = scope.inputs(&expression);
        let value = make(reference(&expression), expression.span());
        // What is evaluated always needs no closure where that could hold nothing up to the end of the visit.
        let is_eager = inputs.are_untracked() && track::is_operation(&expression);
        if is_eager || track::is_read(&expression) {
            let tokens = self.named(code, value);
            let direct = Direct {
                names: TokenStream::new(),
                value: tokens.clone(),
                stamp: None,
            };
            return Value {
                tokens,
                inputs,
                lazy: false,
                direct: Some(direct),
            };
        }
        let cx = context();
        let (names, value) = self.naming(|emitter| emitter.named(code, value));
        let stamp = inputs.stamp(self.next_site());
        let tokens = lazy(&stamp, &quote!(#names #cx.value(#value)));
        let direct = Direct {
            names,
            value,
            stamp: Some(stamp),
        };
        Value {
            tokens,
            inputs,
            lazy: true,
            direct: Some(direct),
        }
    }

    fn classes(&mut self, codes: &[Code], scope: &Scope) -> Value {
        let (names, (classes, inputs, eager)) =
            self.naming(|emitter| emitter.class_names(codes, scope));
        if eager {
            self.names.extend(names);
            return Value {
                tokens: classes,
                inputs,
                lazy: false,
                direct: None,
            };
        }
        let cx = context();
        self.lazy(inputs, quote!(#names #cx.value(#classes)))
    }

    /// The value, what it reads, and whether that costs nothing.
    fn class_names(&mut self, codes: &[Code], scope: &Scope) -> (TokenStream, Inputs, bool) {
        let (mut inputs, mut eager) = (Inputs::none(), true);
        let mut items = Vec::new();
        for code in codes {
            let Some(expression) = self.expression(code) else {
                continue;
            };
            eager &= is_place_or_pair(&expression);
            inputs = inputs.and(scope.inputs(&expression));
            let value = reference(&expression);
            let item = quote_spanned!(expression.span()=> ::slotwise::Class::class(#value));
            items.push(self.named(code, item));
        }
        let names = quote!(::slotwise::Dyn::Classes(&[#(#items),*]));
        (names, inputs, eager)
    }

    fn lazy(&mut self, inputs: Inputs, body: TokenStream) -> Value {
        let stamp = inputs.stamp(self.next_site());
        Value {
            tokens: lazy(&stamp, &body),
            inputs,
            lazy: true,
            direct: None,
        }
    }

    fn expression(&mut self, code: &Code) -> Option<Expr> {
        let mut expression = self.parsed(code, syn::parse2::<Expr>)?;
        let leaving = refuse::leaving(&expression, code.span);
        for (diagnostic, span) in &leaving {
            self.report(diagnostic, *span);
        }
        let moved = moves::moved(&expression).into_iter().map(
            |place| quote_spanned!(place.span()=> ::slotwise::__private::visited_again(&#place);),
        );
        self.moves.insert(code.span, moved.collect());
        track::pin_macros(&mut expression);
        leaving.is_empty().then_some(expression)
    }

    fn pattern(&mut self, code: &Code) -> Option<Pat> {
        self.parsed(code, |tokens| {
            Pat::parse_multi_with_leading_vert.parse2(tokens)
        })
    }

    /// A pattern, with its type if one is written.
    fn typed_pattern(&mut self, code: &Code) -> Option<Pat> {
        let typed = |input: syn::parse::ParseStream<'_>| {
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            if input.is_empty() {
                return Ok(pattern);
            }
            Ok(Pat::Type(syn::PatType {
                attrs: Vec::new(),
                pat: Box::new(pattern),
                colon_token: input.parse()?,
                ty: input.parse()?,
            }))
        };
        self.parsed(code, |tokens| typed.parse2(tokens))
    }

    fn parsed<T>(
        &mut self,
        code: &Code,
        parse: impl Fn(TokenStream) -> syn::Result<T>,
    ) -> Option<T> {
        match parse(self.source.tokens(code)) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let at = self.source.span(code.span);
                self.report(
                    &slotwise_syntax::rust::not_rust(code, &error.to_string()),
                    at,
                );
                None
            }
        }
    }

    fn report(&mut self, diagnostic: &Diagnostic, at: Span) {
        self.errors
            .extend(report::report_at(self.source, diagnostic, at));
    }

    fn next_site(&mut self) -> u64 {
        self.site = self.site.wrapping_add(1);
        self.site
    }
}

/// What is known of a slot.
fn kind(context: &Context, lazy: bool) -> TokenStream {
    let named = |eager: TokenStream, if_lazy: TokenStream| match lazy {
        true => quote!(__slotwise_kinds::#if_lazy),
        false => quote!(__slotwise_kinds::#eager),
    };
    let context = match context {
        Context::Text => return named(quote!(TEXT), quote!(LAZY_TEXT)),
        Context::Value | Context::TypedValue(_) => {
            return named(quote!(VALUE), quote!(LAZY_VALUE));
        }
        Context::PlainText => quote!(PlainText),
        Context::Spread => quote!(Spread),
        Context::Attribute(name) | Context::Typed(name, _) => quote!(Attribute(#name)),
        Context::Url(name, part) => {
            let part = url_part(*part);
            quote!(Url(#name, #part))
        }
        Context::Style(name, part) => {
            let part = style_part(*part);
            quote!(Style(#name, #part))
        }
        Context::UrlValue(part) => {
            let part = url_part(*part);
            quote!(UrlValue(#part))
        }
        Context::StyleValue(part) => {
            let part = style_part(*part);
            quote!(StyleValue(#part))
        }
        Context::Json => quote!(Json),
    };
    quote!(::slotwise::SlotKind { context: ::slotwise::Context::#context, lazy: #lazy })
}

/// Where the parts of a template begin.
fn part_starts(lazy: &[bool]) -> TokenStream {
    let words = |slots: &[bool]| {
        slots
            .iter()
            .map(|lazy| 1 + usize::from(*lazy))
            .sum::<usize>()
    };
    let starts = (0..lazy.len()).step_by(PART).map(|slot| {
        let word = words(&lazy[..slot]);
        quote!(::slotwise::__private::PartStart { slot: #slot, word: #word })
    });
    quote!(&[#(#starts),*])
}

/// The name of the visiting context in the expansion; the user's names cannot meet it.
fn context() -> Ident {
    Ident::new("cx", Span::mixed_site())
}

/// A view that is visited only if its stamp changed.
fn lazy(stamp: &TokenStream, body: &TokenStream) -> TokenStream {
    let cx = context();
    let closure = quote!(|#cx: &mut ::slotwise::Cx<'_>| { #body });
    quote!(::slotwise::Dyn::View(&::slotwise::__private::Lazy::new(#stamp, &#closure)))
}

fn nothing() -> Value {
    Value {
        tokens: quote!(::slotwise::Dyn::None),
        inputs: Inputs::none(),
        lazy: false,
        direct: None,
    }
}

/// Whether the value could be short text or a number that goes out as it is.
fn may_be_text(slot: &Slot) -> bool {
    matches!(
        slot.context,
        Context::Text | Context::PlainText | Context::Value
    )
}

/// Whether it has no templates in it.
fn is_scalar(dynamic: &Dynamic) -> bool {
    match dynamic {
        Dynamic::Expr(_)
        | Dynamic::Format(_)
        | Dynamic::Classes(_)
        | Dynamic::Declaration(_)
        | Dynamic::Spread(_)
        | Dynamic::Replaceable(_) => true,
        Dynamic::If(_)
        | Dynamic::Match(_)
        | Dynamic::Let(_)
        | Dynamic::For(_)
        | Dynamic::Component(_) => false,
    }
}

/// Whether an item of a class list is a place, or a name and a condition that are.
fn is_place_or_pair(item: &Expr) -> bool {
    match item {
        Expr::Tuple(pair) => pair.elems.iter().all(track::is_read),
        item => track::is_read(item),
    }
}

/// The call that gives the value where it stands.
fn asked(context: &Context, value: TokenStream, span: Span) -> TokenStream {
    match context {
        Context::Text | Context::PlainText => {
            quote_spanned!(span=> ::slotwise::Hole::hole(#value))
        }
        Context::Json => quote_spanned!(span=> ::slotwise::JsonHole::json(#value)),
        Context::Typed(_, typed) => asked_of_type(*typed, value, span),
        Context::TypedValue(typed) => {
            let value = asked_of_type(*typed, value, span);
            quote_spanned!(span=> ::slotwise::__private::quoted(#value))
        }
        Context::Attribute(_) | Context::Url(..) | Context::Style(..) => {
            quote_spanned!(span=> ::slotwise::Attribute::attribute(#value))
        }
        Context::Value | Context::UrlValue(_) | Context::StyleValue(_) | Context::Spread => {
            quote_spanned!(span=> ::slotwise::__private::quoted(
                ::slotwise::Attribute::attribute(#value)
            ))
        }
    }
}

/// Likewise of what takes nothing but a type of its own.
fn asked_of_type(typed: Type, value: TokenStream, span: Span) -> TokenStream {
    let method = match typed {
        Type::ResourceUrl => quote_spanned!(span=> ResourceAttribute::resource),
        Type::Nonce => quote_spanned!(span=> NonceAttribute::nonce),
        Type::Css => quote_spanned!(span=> StyleAttribute::style),
        Type::Constant => quote_spanned!(span=> ConstantAttribute::constant),
        Type::Html => quote_spanned!(span=> DocumentAttribute::document),
        Type::Command => quote_spanned!(span=> CommandAttribute::command),
        Type::Hook => quote_spanned!(span=> HookAttribute::hook),
        Type::Target => quote_spanned!(span=> TargetAttribute::target),
    };
    quote_spanned!(span=> ::slotwise::#method(#value))
}

/// The path of a part of an address.
pub(crate) fn url_part(part: url::Part) -> TokenStream {
    let name = format_ident!("{part:?}");
    quote!(::slotwise::UrlPart::#name)
}

/// Likewise of a style.
pub(crate) fn style_part(part: slotwise_html::style::Part) -> TokenStream {
    let name = format_ident!("{part:?}");
    quote!(::slotwise::StylePart::#name)
}

/// A borrow of the expression's value.
fn reference(expression: &Expr) -> TokenStream {
    match expression {
        Expr::Path(_)
        | Expr::Field(_)
        | Expr::Lit(_)
        | Expr::MethodCall(_)
        | Expr::Call(_)
        | Expr::Macro(_) => {
            quote_spanned!(expression.span()=> &#expression)
        }
        _ => quote_spanned!(expression.span()=> &(#expression)),
    }
}

/// A number for this call that no other has, so that equal stamps read at different places differ.
fn site(source: &Source) -> u64 {
    let place = source.call_site.start();
    let mut hash = Fnv::new();
    hash.write(source.call_site.file().as_bytes());
    hash.write(&place.line.to_le_bytes());
    hash.write(&place.column.to_le_bytes());
    hash.write(source.text.as_bytes());
    hash.0
}

/// Depends on all that decides what an instance is: two templates of one fingerprint are one.
fn fingerprint(template: &Template, lazy: &[bool], in_parts: bool) -> u64 {
    let mut hash = Fnv::new();
    for text in template.statics.iter().chain([&template.shape]) {
        hash.write(&text.len().to_le_bytes());
        hash.write(text.as_bytes());
    }
    for (slot, lazy) in template.slots.iter().zip(lazy) {
        let kind = match &slot.context {
            Context::Text => 0,
            Context::Value | Context::TypedValue(_) => 1,
            Context::Attribute(_) | Context::Typed(..) => 2,
            Context::Spread => 3,
            Context::PlainText => 4,
            Context::Url(_, part) => 16 + *part as u8,
            Context::UrlValue(part) => 32 + *part as u8,
            Context::Json => 5,
            Context::Style(_, part) => 48 + *part as u8,
            Context::StyleValue(part) => 64 + *part as u8,
        };
        hash.write(&[kind, u8::from(*lazy)]);
    }
    if in_parts {
        hash.write(&[255]);
    }
    hash.0
}

/// A number that depends on a text alone.
pub(crate) fn fnv(text: &str) -> u64 {
    let mut hash = Fnv::new();
    hash.write(text.as_bytes());
    hash.0
}

/// FNV-1a, 64 bits: the same in every build.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xCBF2_9CE4_8422_2325)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}
