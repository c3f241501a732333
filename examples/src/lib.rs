//! The apps of the gallery, as a library so that tests can drive them without a browser.

pub mod catalogue;
pub mod charts;
pub mod chat;
pub mod compat;
pub mod components;
pub mod dashboard;
pub mod desk;
pub mod images;
pub mod inspector;
pub mod islands;
pub mod library;
pub mod shared;
pub mod users;
