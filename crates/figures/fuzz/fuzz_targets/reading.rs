//! Any text as a number: read or refused, and what was read prints to something that reads back.
#![no_main]

use figures::reading::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(number) = read(text) else { return };
    let _ = number.doubt();
    for reading in [Some(&number.likely), number.other.as_ref()].into_iter().flatten() {
        let again = read(&reading.stored()).expect("what is stored is a number");
        assert!(
            again.likely.value == reading.value
                || again.other.is_some_and(|other| other.value == reading.value)
        );
    }
});
