//! Conformance corpora and properties of slotwise.
