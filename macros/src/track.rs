//! What may be skipped: from an expression to the stamps it reads.
//!
//! ```text
//! @title.len() + 1          [self.title]
//! m.user == @me             [stamp of m, self.me]      with m bound by `:for`
//! lookup(@title)            always                     a call may read anything
//! ```
//! A whitelist: whatever is not listed is evaluated at every visit, which costs time, never truth.
//! The tables of methods and macros are in `slotwise_syntax::tracking`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use slotwise_syntax::tracking;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, ExprMacro, Member, Pat, Stmt, Token, UnOp};

/// What an expression reads.
#[derive(Clone)]
pub(crate) enum Inputs {
    /// Something that cannot be tracked: evaluate it always.
    Always,
    /// These stamps, in order, each once.
    Stamps(Vec<Input>),
}

/// One stamp.
#[derive(Clone)]
pub(crate) struct Input {
    /// What it is called, to tell equal ones.
    name: String,
    /// A name bound by a loop of the template, or `None` for a field of `self`.
    binding: Option<Ident>,
    /// The expression that gives the stamp.
    stamp: TokenStream,
}

impl Inputs {
    pub(crate) fn none() -> Inputs {
        Inputs::Stamps(Vec::new())
    }

    /// Adds what another expression reads.
    pub(crate) fn and(self, other: Inputs) -> Inputs {
        let (Inputs::Stamps(mut inputs), Inputs::Stamps(others)) = (self, other) else {
            return Inputs::Always;
        };
        for input in others {
            if !inputs.iter().any(|known| known.name == input.name) {
                inputs.push(input);
            }
        }
        Inputs::Stamps(inputs)
    }

    /// Likewise in place.
    pub(crate) fn add(&mut self, other: Inputs) {
        let inputs = std::mem::replace(self, Inputs::Always);
        *self = inputs.and(other);
    }

    /// Whether they are all of `all`, to which they belong.
    pub(crate) fn are_all(&self, all: &Inputs) -> bool {
        match (self, all) {
            (Inputs::Stamps(inputs), Inputs::Stamps(all)) => inputs.len() == all.len(),
            _ => false,
        }
    }

    /// Those that are bound by a loop and those that are not.
    pub(crate) fn split(self, bindings: &[Binding]) -> (Inputs, Inputs) {
        let Inputs::Stamps(inputs) = self else {
            return (Inputs::Always, Inputs::Always);
        };
        let of_loop = |input: &Input| {
            let Some(stamp) = &input.binding else {
                return false;
            };
            bindings.iter().any(|binding| binding.stamp == *stamp)
        };
        let (bound, outer) = inputs.into_iter().partition(of_loop);
        (Inputs::Stamps(bound), Inputs::Stamps(outer))
    }

    /// The stamp of the only one, if there is just one.
    pub(crate) fn alone(&self) -> Option<TokenStream> {
        match self {
            Inputs::Stamps(inputs) if inputs.len() == 1 => Some(inputs[0].stamp.clone()),
            _ => None,
        }
    }

    /// The stamp of all of them, for the place `site`.
    pub(crate) fn stamp(&self, site: u64) -> TokenStream {
        self.tracked_stamp(site)
            .unwrap_or_else(|| quote!(::slotwise::Stamp::ALWAYS))
    }

    /// Likewise, if they can be tracked.
    pub(crate) fn tracked_stamp(&self, site: u64) -> Option<TokenStream> {
        match self {
            Inputs::Always => None,
            Inputs::Stamps(inputs) => {
                let stamps = inputs.iter().map(|input| &input.stamp);
                Some(quote!(::slotwise::Stamp::mix(#site, &[#(#stamps),*])))
            }
        }
    }
}

impl Inputs {
    pub(crate) fn are_untracked(&self) -> bool {
        matches!(self, Inputs::Always)
    }

    /// The stamp of all that a part of a template reads.
    pub(crate) fn stamp_of_part(&self, site: u64) -> TokenStream {
        match self {
            Inputs::Always => quote!(::slotwise::Stamp::ALWAYS),
            Inputs::Stamps(inputs) => {
                let stamps = inputs.iter().map(|input| &input.stamp);
                quote!(::slotwise::Stamp::of_parts(#site, [#(#stamps),*]))
            }
        }
    }
}

/// A name bound by the template and the variable that holds its stamp.
#[derive(Clone)]
pub(crate) struct Binding {
    pub(crate) name: Ident,
    pub(crate) stamp: Ident,
}

/// The names in scope, innermost last.
#[derive(Clone, Default)]
pub(crate) struct Scope {
    bindings: Vec<Binding>,
    /// Parameters of closures within the expression: what they hold comes from a receiver that is
    /// counted already.
    neutral: Vec<Ident>,
}

impl Scope {
    pub(crate) fn with(&self, bindings: &[Binding]) -> Scope {
        let mut scope = self.clone();
        scope.bindings.extend_from_slice(bindings);
        scope
    }

    /// What an expression reads.
    pub(crate) fn inputs(&self, expression: &Expr) -> Inputs {
        match expression {
            Expr::Lit(_) => Inputs::none(),
            Expr::Field(_) => self.place(expression),
            Expr::Path(path) => match path.path.get_ident() {
                Some(name) => self.name(name),
                None => Inputs::Always,
            },
            Expr::Paren(inner) => self.inputs(&inner.expr),
            Expr::Group(inner) => self.inputs(&inner.expr),
            Expr::Reference(inner) if inner.mutability.is_none() => self.inputs(&inner.expr),
            Expr::Unary(inner) => self.inputs(&inner.expr),
            Expr::Cast(inner) => self.inputs(&inner.expr),
            Expr::Binary(binary) if !is_assignment(&binary.op) => {
                self.all([&*binary.left, &*binary.right])
            }
            Expr::Index(index) => self.all([&*index.expr, &*index.index]),
            Expr::Tuple(tuple) => self.all(&tuple.elems),
            Expr::Array(array) => self.all(&array.elems),
            Expr::Range(range) => self.all(
                range
                    .start
                    .as_deref()
                    .into_iter()
                    .chain(range.end.as_deref()),
            ),
            Expr::If(branches) => {
                let other = branches
                    .else_branch
                    .as_ref()
                    .map(|(_, other)| self.inputs(other));
                self.inputs(&branches.cond)
                    .and(self.block(&branches.then_branch))
                    .and(other.unwrap_or_else(Inputs::none))
            }
            Expr::Match(matched) => {
                let arms = matched.arms.iter().map(|arm| match &arm.pat {
                    Pat::Guard(guarded) => {
                        self.arm(&guarded.pat, Some(&guarded.guard), Some(&arm.body))
                    }
                    pattern => self.arm(pattern, None, Some(&arm.body)),
                });
                arms.fold(self.inputs(&matched.expr), Inputs::and)
            }
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            // A type argument may be that of a generic function: one place, many meanings.
            Expr::MethodCall(call)
                if call.turbofish.is_none()
                    && tracking::is_pure_method(&call.method.to_string()) =>
            {
                let arguments = call.args.iter().map(|argument| self.argument(argument));
                arguments.fold(self.inputs(&call.receiver), Inputs::and)
            }
            Expr::Macro(call) => self.macro_call(call),
            _ => Inputs::Always,
        }
    }

    fn all<'e>(&self, expressions: impl IntoIterator<Item = &'e Expr>) -> Inputs {
        expressions
            .into_iter()
            .map(|part| self.inputs(part))
            .fold(Inputs::none(), Inputs::and)
    }

    fn name(&self, name: &Ident) -> Inputs {
        if self.neutral.contains(name) {
            return Inputs::none();
        }
        match self
            .bindings
            .iter()
            .rev()
            .find(|binding| binding.name == *name)
        {
            Some(Binding { stamp, .. }) => Inputs::Stamps(vec![Input {
                name: stamp.to_string(),
                binding: Some(stamp.clone()),
                stamp: quote!(#stamp),
            }]),
            None => Inputs::Always,
        }
    }

    /// What a called place reads, if `called` is one that may hold a slot: `(self.field)`, as `@field(..)`
    /// becomes, or a name that the template binds.
    pub(crate) fn callee(&self, called: &Expr) -> Option<Inputs> {
        match called {
            Expr::Paren(inner) if matches!(&*inner.expr, Expr::Field(field) if is_self(&field.base)) => {
                Some(self.place(&inner.expr))
            }
            Expr::Path(path) => {
                let name = path.path.get_ident()?;
                let bound = |binding: &Binding| binding.name == *name;
                self.bindings.iter().any(bound).then(|| self.name(name))
            }
            _ => None,
        }
    }

    /// `self.field`, or a field of something.
    fn place(&self, expression: &Expr) -> Inputs {
        let Expr::Field(field) = expression else {
            return self.inputs(expression);
        };
        let (true, Member::Named(name)) = (is_self(&field.base), &field.member) else {
            return self.inputs(&field.base);
        };
        let base = &field.base;
        let stamp =
            quote_spanned!(name.span()=> ::slotwise::__private::Probe(&#base.#name).stamp());
        Inputs::Stamps(vec![Input {
            name: format!("self.{name}"),
            binding: None,
            stamp,
        }])
    }

    /// A block of one expression.
    fn block(&self, block: &Block) -> Inputs {
        match block.stmts.as_slice() {
            [] => Inputs::none(),
            [Stmt::Expr(expression, None)] => self.inputs(expression),
            _ => Inputs::Always,
        }
    }

    /// An argument of a pure method: closures may stand here, and only here.
    fn argument(&self, argument: &Expr) -> Inputs {
        let Expr::Closure(ExprClosure {
            inputs,
            body,
            asyncness: None,
            ..
        }) = argument
        else {
            return self.inputs(argument);
        };
        let mut scope = self.clone();
        inputs
            .iter()
            .for_each(|pattern| names(pattern, &mut scope.neutral));
        scope.inputs(body)
    }

    /// Guard and body of an arm: what its pattern binds is part of what is matched, which is counted.
    fn arm(&self, pattern: &Pat, guard: Option<&Expr>, body: Option<&Expr>) -> Inputs {
        let mut scope = self.clone();
        names(pattern, &mut scope.neutral);
        let parts = guard.into_iter().chain(body);
        parts
            .map(|part| scope.inputs(part))
            .fold(Inputs::none(), Inputs::and)
    }

    /// `matches!(value, pattern if guard)`
    fn matches(&self, call: &ExprMacro) -> Inputs {
        let parse = |input: ParseStream<'_>| {
            let value: Expr = input.parse()?;
            input.parse::<Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            let guard: Option<Expr> = match input.parse::<Option<Token![if]>>()? {
                Some(_) => Some(input.parse()?),
                None => None,
            };
            input.parse::<Option<Token![,]>>()?;
            Ok((value, pattern, guard))
        };
        match call.mac.parse_body_with(parse) {
            Ok((value, pattern, guard)) => {
                self.inputs(&value)
                    .and(self.arm(&pattern, guard.as_ref(), None))
            }
            Err(_) => Inputs::Always,
        }
    }

    fn macro_call(&self, call: &ExprMacro) -> Inputs {
        if !is_pinned(&call.mac.path) {
            return Inputs::Always;
        }
        if is_named(&call.mac.path, "matches") {
            return self.matches(call);
        }
        if is_constant_macro(&call.mac.path) {
            return Inputs::none();
        }
        let Ok(arguments) = call
            .mac
            .parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated)
        else {
            return Inputs::Always;
        };
        let mut arguments = arguments.into_iter();
        let Some(Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(template),
            ..
        })) = arguments.next()
        else {
            return Inputs::Always;
        };
        let mut inputs = Inputs::none();
        let mut named = Vec::new();
        for argument in arguments {
            let value = match &argument {
                Expr::Assign(assign) => {
                    if let Expr::Path(path) = &*assign.left
                        && let Some(name) = path.path.get_ident()
                    {
                        named.push(name.to_string());
                    }
                    &*assign.right
                }
                value => value,
            };
            inputs = inputs.and(self.inputs(value));
        }
        for name in captured(&template.value()) {
            if !named.contains(&name) {
                inputs = inputs.and(self.name(&Ident::new(&name, template.span())));
            }
        }
        inputs
    }
}

/// Names that a format string captures, `{name}`, `{:>width$}` and `{:.precision$}` included.
fn captured(template: &str) -> Vec<String> {
    let is_name = |text: &&str| text.starts_with(|c: char| c == '_' || c.is_alphabetic());
    let mut names = Vec::new();
    for hole in template.replace("{{", "").split('{').skip(1) {
        let hole = hole.split('}').next().unwrap_or_default();
        let (argument, spec) = hole.split_once(':').unwrap_or((hole, ""));
        let argument = argument.trim();
        names.extend(Some(argument).filter(is_name).map(str::to_owned));
        for counted in spec.split('$').rev().skip(1) {
            let name = counted
                .rsplit(|c: char| c != '_' && !c.is_alphanumeric())
                .next();
            names.extend(name.filter(is_name).map(str::to_owned));
        }
    }
    names
}

/// The names a pattern binds.
pub(crate) fn names(pattern: &Pat, found: &mut Vec<Ident>) {
    match pattern {
        // `None` and other constants look like names; a name that begins like one of them is merely
        // not tracked.
        Pat::Ident(ident) if is_constant(&ident.ident) => {}
        Pat::Ident(ident) => {
            found.push(ident.ident.clone());
            if let Some((_, inner)) = &ident.subpat {
                names(inner, found);
            }
        }
        Pat::Reference(inner) => names(&inner.pat, found),
        Pat::Paren(inner) => names(&inner.pat, found),
        Pat::Type(inner) => names(&inner.pat, found),
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|part| names(part, found)),
        Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|part| names(part, found)),
        Pat::Slice(slice) => slice.elems.iter().for_each(|part| names(part, found)),
        Pat::Struct(fields) => fields
            .fields
            .iter()
            .for_each(|field| names(&field.pat, found)),
        Pat::Or(cases) => cases.cases.iter().for_each(|case| names(case, found)),
        _ => {}
    }
}

fn is_constant(name: &Ident) -> bool {
    name.to_string().starts_with(char::is_uppercase)
}

/// A place: reading it costs nothing, so it needs no closure.
pub(crate) fn is_place(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        Expr::Reference(inner) => inner.mutability.is_none() && is_place(&inner.expr),
        _ => false,
    }
}

/// A place, or what a place points to, such as `*@count`.
pub(crate) fn is_read(expression: &Expr) -> bool {
    match expression {
        Expr::Paren(inner) => is_read(&inner.expr),
        Expr::Group(inner) => is_read(&inner.expr),
        Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => is_read(&inner.expr),
        place => is_place(place),
    }
}

/// Operators on places: they call nothing that could give a guard, which would be held as long as the value.
pub(crate) fn is_operation(expression: &Expr) -> bool {
    match expression {
        Expr::Paren(inner) => is_operation(&inner.expr),
        Expr::Group(inner) => is_operation(&inner.expr),
        Expr::Reference(inner) => inner.mutability.is_none() && is_operation(&inner.expr),
        Expr::Unary(inner) => is_operation(&inner.expr),
        Expr::Cast(inner) => is_operation(&inner.expr),
        Expr::Binary(binary) if !is_assignment(&binary.op) => {
            is_operation(&binary.left) && is_operation(&binary.right)
        }
        place => is_place(place),
    }
}

/// Whether a path is one that [`pin_macros`] gives.
fn is_pinned(path: &syn::Path) -> bool {
    let names: Vec<String> = path
        .segments
        .iter()
        .map(|name| name.ident.to_string())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    path.leading_colon.is_some()
        && match names.as_slice() {
            ["slotwise", "__private", "alloc", name] | ["core", name] => {
                tracking::is_pure_macro(name)
            }
            _ => false,
        }
}

/// Whether what a pinned macro gives is known when the program is compiled.
fn is_constant_macro(path: &syn::Path) -> bool {
    is_named(path, "concat") || is_named(path, "stringify")
}

fn is_named(path: &syn::Path, name: &str) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident == name)
}

/// Names the macros that tracking relies on by their absolute path, so that one of the user's of the
/// same name is not taken for them.
pub(crate) fn pin_macros(expression: &mut Expr) {
    struct Pin;
    impl VisitMut for Pin {
        fn visit_expr_macro_mut(&mut self, call: &mut ExprMacro) {
            if let Some(name) = call.mac.path.get_ident().cloned()
                && tracking::is_pure_macro(&name.to_string())
            {
                let path = match name.to_string().as_str() {
                    "format" => quote_spanned!(name.span()=> ::slotwise::__private::alloc::#name),
                    _ => quote_spanned!(name.span()=> ::core::#name),
                };
                if let Ok(path) = syn::parse2(path) {
                    call.mac.path = path;
                }
            }
            visit_mut::visit_expr_macro_mut(self, call);
        }
    }
    Pin.visit_expr_mut(expression);
}

fn is_self(expression: &Expr) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident("self"))
}

fn is_assignment(operator: &syn::BinOp) -> bool {
    use syn::BinOp::*;
    matches!(
        operator,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}
