//! [`Sealed`]: what types prove of their values, no type from outside can claim.

use crate::binding::{HookName, Myself};
use crate::cmd::Cmd;
use crate::component::Prop;
#[cfg(feature = "raw-html")]
use crate::html::Html;
#[cfg(feature = "json")]
use crate::proven::JsonScript;
use crate::proven::{Constant, Css, Nonce, ResourceUrl};
use crate::tracked::Tracked;
use alloc::{boxed::Box, rc::Rc, sync::Arc};

/// Of the types that the traits of single attributes are for, and of what leads to them.
pub trait Sealed {}

impl Sealed for Cmd {}
impl Sealed for Constant {}
impl Sealed for Css {}
impl Sealed for HookName {}
impl Sealed for Myself {}
impl Sealed for Nonce {}
impl Sealed for ResourceUrl {}
#[cfg(feature = "raw-html")]
impl Sealed for Html {}
#[cfg(feature = "json")]
impl Sealed for JsonScript {}

impl<T: Sealed> Sealed for Option<T> {}
impl<T: Sealed + ?Sized> Sealed for &T {}
impl<T: Sealed + ?Sized> Sealed for &mut T {}
impl<T: Sealed + ?Sized> Sealed for Box<T> {}
impl<T: Sealed + ?Sized> Sealed for Rc<T> {}
impl<T: Sealed + ?Sized> Sealed for Arc<T> {}
impl<T: Sealed> Sealed for Tracked<T> {}
impl<T: Sealed> Sealed for Prop<T> {}

/// Implements such traits, each of one method, for options and for what leads to a value.
macro_rules! through {
    ($($trait:ident, $method:ident;)*) => {
        $($crate::sealed::through! { $trait, $method:
            [T: ?Sized +] &T;
            [T: ?Sized +] &mut T;
            [T: ?Sized +] alloc::boxed::Box<T>;
            [T: ?Sized +] alloc::rc::Rc<T>;
            [T: ?Sized +] alloc::sync::Arc<T>;
            [T:] $crate::tracked::Tracked<T>;
            [T:] $crate::component::Prop<T>;
        })*
    };
    ($trait:ident, $method:ident: $([$($generics:tt)*] $pointer:ty;)*) => {
        impl<T: $trait> $trait for Option<T> {
            fn $method(&self) -> $crate::value::Dyn<'_> {
                self.as_ref().map_or($crate::value::Dyn::None, T::$method)
            }
        }
        $(impl<$($generics)* $trait> $trait for $pointer {
            fn $method(&self) -> $crate::value::Dyn<'_> {
                (**self).$method()
            }
        })*
    };
}
pub(crate) use through;
