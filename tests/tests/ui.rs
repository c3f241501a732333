//! What rustc says about mistakes in a template: one mistake a file, the message beside it.
//!
//! After a change of messages run once with `TRYBUILD=overwrite` and read what changed.

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
