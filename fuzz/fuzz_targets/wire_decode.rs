#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| slotwise_fuzz::wire_decode(data));

#[cfg(not(fuzzing))]
fn main() {
    eprintln!("run this by `cargo +nightly fuzz run wire_decode`");
}
