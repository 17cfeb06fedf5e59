//! Short stable names made of words people typed: "Semua OPD (rakor)" is `semua-opd-rakor`.

/// The short name of `words`: letters and digits, a dash between words; `daftar` where none is left.
pub fn of(words: &str) -> String {
    let mut slug = String::new();
    for word in words
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(60);
    if slug.is_empty() {
        slug.push_str("daftar");
    }
    slug
}

/// The first of `slug`, `slug-2`, `slug-3`, ... that is free.
pub fn free(words: &str, is_free: impl Fn(&str) -> bool) -> String {
    let slug = of(words);
    let mut tried = slug.clone();
    let mut number = 2;
    while !is_free(&tried) {
        tried = format!("{slug}-{number}");
        number += 1;
    }
    tried
}

#[cfg(test)]
mod tests {
    use super::{free, of};

    #[test]
    fn a_name_becomes_a_path() {
        assert_eq!(of("Semua OPD (rakor)"), "semua-opd-rakor");
        assert_eq!(of("  ../ "), "daftar");
        assert_eq!(of(&"a".repeat(99)).len(), 60);
        assert_eq!(free("Semua OPD", |key| key != "semua-opd"), "semua-opd-2");
    }
}
