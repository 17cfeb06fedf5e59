//! Where to go after signing in: only to a path of this very site.

/// `wanted`, when it is a path here: one leading slash, nothing a browser could read as another
/// site.
pub fn local(wanted: &str) -> Option<&str> {
    let plain = wanted.len() <= 2_000 && wanted.bytes().all(|b| b.is_ascii_graphic());
    let here = wanted.starts_with('/') && !wanted.contains("//") && !wanted.contains('\\');
    (plain && here).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_paths_of_this_site() {
        for good in [
            "/",
            "/99.99",
            "/99.99/rapat/1?halaman=2#butir-3",
            "/99.99/a%20b",
        ] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "99.99",
            "//jahat.example",
            "/\\jahat.example",
            "\\\\jahat.example",
            "https://jahat.example",
            "/\t/jahat.example",
            "/99.99//x",
            " /99.99",
            "/99.99/\r\nSet-Cookie: a=b",
            "/é",
            "javascript:alert(1)",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(2_000))), None);
    }
}
