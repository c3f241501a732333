//! [`Few`]: a vector whose first items lie in place, so that a few take nothing from the allocator.

use alloc::vec::Vec;
use arrayvec::ArrayVec;
use core::fmt;

/// Up to `N` items in place, more of them on the heap.
#[derive(Clone)]
pub(crate) enum Few<T, const N: usize> {
    InPlace(ArrayVec<T, N>),
    Heap(Vec<T>),
}

impl<T, const N: usize> Few<T, N> {
    pub(crate) fn push(&mut self, item: T) {
        match self {
            Few::InPlace(items) => {
                if let Err(full) = items.try_push(item) {
                    let mut all = Vec::with_capacity(2 * N);
                    all.extend(items.drain(..));
                    all.push(full.element());
                    *self = Few::Heap(all);
                }
            }
            Few::Heap(all) => all.push(item),
        }
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Few::InPlace(items) => items,
            Few::Heap(all) => all,
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Few::InPlace(items) => items,
            Few::Heap(all) => all,
        }
    }
}

impl<T, const N: usize> Default for Few<T, N> {
    fn default() -> Self {
        Few::InPlace(ArrayVec::new())
    }
}

impl<T: PartialEq, const N: usize> PartialEq for Few<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Few<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stay_in_order_when_they_move_to_the_heap() {
        let mut few = Few::<u32, 2>::default();
        assert!(few.as_slice().is_empty());
        for item in 0..5 {
            few.push(item);
            assert_eq!(few.as_slice().len(), item as usize + 1);
        }
        few.as_mut_slice()[0] = 7;
        assert_eq!(few.as_slice(), [7, 1, 2, 3, 4]);
        assert_eq!(few, few.clone());
    }
}
