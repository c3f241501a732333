//! Serves live views with axum.
