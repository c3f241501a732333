//! Tells the compiler's version to `instructions`, whose record holds for one compiler.

use std::process::Command;

fn main() {
    let rustc = std::env::var_os("RUSTC").expect("cargo says which compiler it runs");
    let output = Command::new(rustc).arg("--version").output();
    let version = output.expect("the compiler runs").stdout;
    let version = String::from_utf8_lossy(&version);
    println!("cargo::rustc-env=RUSTC_VERSION={}", version.trim());
    println!("cargo::rerun-if-changed=build.rs");
}
