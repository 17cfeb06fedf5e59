//! Addresses of material and proof: pages others can open.

use platform::form::FormErrors;

/// Reads an address typed into `field`; empty where nothing was typed.
pub(super) fn address(errors: &mut FormErrors, field: &'static str, typed: &str) -> String {
    let address = errors.text(field, typed, 1000);
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !address.is_empty() && (!web || address.contains(char::is_whitespace)) {
        errors.add(
            field,
            "Tulis alamat lengkap, dimulai dengan https://, misalnya tautan Google Drive.",
        );
    }
    address
}
