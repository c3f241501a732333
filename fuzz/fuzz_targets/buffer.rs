#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| slotwise_fuzz::buffer(data));

#[cfg(not(fuzzing))]
fn main() {
    eprintln!("run this by `cargo +nightly fuzz run buffer`");
}
