//! Comparing what wraps a value with plain values, so that `@n == 3` and `@n > 3` need no `*`.

/// `PartialEq` and `PartialOrd` of the wrapper with the standard scalars and strings, from either side.
macro_rules! with_plain_values {
    ($wrapper:ident) => {
        $crate::compare::with_plain_values!($wrapper:
            bool, char, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64,
            str, alloc::string::String);

        impl<'s, T: PartialEq<&'s str>> PartialEq<&'s str> for $wrapper<T> {
            fn eq(&self, other: &&'s str) -> bool {
                **self == *other
            }
        }
        impl<'s, T> PartialEq<$wrapper<T>> for &'s str
        where
            &'s str: PartialEq<T>,
        {
            fn eq(&self, other: &$wrapper<T>) -> bool {
                *self == **other
            }
        }
    };
    ($wrapper:ident: $($other:ty),*) => {$(
        impl<T: PartialEq<$other>> PartialEq<$other> for $wrapper<T> {
            fn eq(&self, other: &$other) -> bool {
                **self == *other
            }
        }
        impl<T> PartialEq<$wrapper<T>> for $other
        where
            $other: PartialEq<T>,
        {
            fn eq(&self, other: &$wrapper<T>) -> bool {
                *self == **other
            }
        }
        impl<T: PartialOrd<$other>> PartialOrd<$other> for $wrapper<T> {
            fn partial_cmp(&self, other: &$other) -> Option<core::cmp::Ordering> {
                (**self).partial_cmp(other)
            }
        }
        impl<T> PartialOrd<$wrapper<T>> for $other
        where
            $other: PartialOrd<T>,
        {
            fn partial_cmp(&self, other: &$wrapper<T>) -> Option<core::cmp::Ordering> {
                self.partial_cmp(&**other)
            }
        }
    )*};
}
pub(crate) use with_plain_values;
