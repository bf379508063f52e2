#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rasid_fuzz::layout::run(data));
