//! The rows of a stream.
//!
//! `<li :for={(id, line) in @lines} id={id}>{line}</li>` inside `phx-update="stream"` becomes
//! ```text
//! let stream = Streamed::stream(&self.lines);
//! let mut rows = cx.stream(&T0, stream);            what this visit has to write
//! while let Some(row) = rows.next() {
//!     let (id, line) = row.entry();
//!     cx.stream_row(&T0, &mut rows, &row, &[..]);
//! }
//! cx.end_stream(&T0, stream, rows);
//! ```

use super::control::mixed;
use super::{Emitter, Value, context, nothing};
use crate::track::{Inputs, Scope};
use quote::{quote, quote_spanned};
use slotwise_syntax::ir::For;
use syn::spanned::Spanned;

impl Emitter<'_> {
    /// It reads no more than the stream: what else its rows read makes no difference once they are sent.
    pub(super) fn stream(&mut self, list: &For, scope: &Scope) -> Value {
        let (Some(pattern), Some(iter)) =
            (self.pattern(&list.pattern), self.expression(&list.iter))
        else {
            return nothing();
        };
        let source = scope.inputs(&iter);
        let stamp = self.stamp_name();
        let bindings = self.bindings(&pattern, &stamp);
        let body = self.brought(&list.body, &scope.with(&bindings));
        let (_, stamps) = self.item_stamps(&pattern, &bindings, &Inputs::Always, &stamp);
        let (iter_names, streamed) = self.naming(|emitter| {
            let streamed =
                quote_spanned!(iter.span()=> ::slotwise::__private::Streamed::stream(&#iter));
            emitter.named(&list.iter, streamed)
        });
        let (cx, stream, rows, row) = (context(), mixed("stream"), mixed("rows"), mixed("row"));
        let (table, values, names) = (&body.table, &body.values, &body.names);
        let one = quote_spanned!(iter.span()=> ::core::iter::once(#row.entry()));
        self.lazy(
            source,
            quote! {
                #iter_names
                match #streamed {
                    #stream => {
                        let mut #rows = #cx.stream(&#table, #stream);
                        while let ::core::option::Option::Some(#row) = #rows.next() {
                            for #pattern in #one {
                                #stamps
                                #names
                                #cx.stream_row(&#table, &mut #rows, &#row, &[#(#values),*]);
                            }
                        }
                        #cx.end_stream(&#table, #stream, #rows);
                    }
                }
            },
        )
    }
}
