//! The apps of the gallery, as a library so that tests can drive them without a browser.

pub mod chat;
pub mod library;
pub mod users;
