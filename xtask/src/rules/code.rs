//! Rust text with comments and literals blanked out, and words found in it.

/// The same text, byte for byte as long, with spaces for comments, strings and characters.
/// Line breaks stay, so that places stay true.
pub fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(end) = literal_or_comment(bytes, at) {
            let end = end.min(bytes.len());
            for byte in &mut out[at..end] {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
            at = end;
        } else if is_word(bytes[at]) {
            // as a whole: the `r` of `for"` starts no raw string
            while at < bytes.len() && is_word(bytes[at]) {
                at += 1;
            }
        } else {
            at += 1;
        }
    }
    // only whole characters were replaced: what is blanked begins and ends in ASCII
    String::from_utf8_lossy(&out).into_owned()
}

/// Where `word` (which may contain `::`) stands as a word of its own.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = code.as_bytes();
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| {
            let before = at.checked_sub(1).map(|i| bytes[i]);
            let after = bytes.get(at + word.len()).copied();
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The end of what starts here, if it is a comment or a literal.
fn literal_or_comment(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    match rest {
        [b'/', b'/', ..] => Some(at + position(rest, b"\n").unwrap_or(rest.len())),
        [b'/', b'*', ..] => Some(at + block_comment(rest)),
        [b'"', ..] => Some(at + 1 + string(&rest[1..])),
        [b'b' | b'c', b'"', ..] => Some(at + 2 + string(&rest[2..])),
        [b'r', b'"' | b'#', ..] => raw_string(rest, 1).map(|length| at + length),
        [b'b' | b'c', b'r', b'"' | b'#', ..] => raw_string(rest, 2).map(|length| at + length),
        [b'\'', b'\\', _, tail @ ..] => Some(at + 3 + position(tail, b"'")? + 1),
        // a lifetime has no second quote after one character
        [b'\'', first, tail @ ..] => {
            let more = match first {
                0xF0.. => 3,
                0xE0.. => 2,
                0xC0.. => 1,
                _ => 0,
            };
            (tail.get(more) == Some(&b'\'')).then_some(at + 3 + more)
        }
        _ => None,
    }
}

/// Length of a string's inside and closing quote.
fn string(inside: &[u8]) -> usize {
    let mut at = 0;
    while at < inside.len() {
        match inside[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    inside.len()
}

/// Length of a raw string whose prefix has `prefix` letters; none for `r#name`.
fn raw_string(rest: &[u8], prefix: usize) -> Option<usize> {
    let hashes = rest[prefix..]
        .iter()
        .take_while(|byte| **byte == b'#')
        .count();
    let open = prefix + hashes;
    if rest.get(open) != Some(&b'"') {
        return None;
    }
    let close = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
    let inside = &rest[open + 1..];
    Some(position(inside, &close).map_or(rest.len(), |end| open + 1 + end + close.len()))
}

/// Length of a block comment, with those inside it.
fn block_comment(rest: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_go_code_stays() {
        for (text, left) in [
            ("a // b\nc", "a c"),
            ("a /* b /* c */ d */ e", "a e"),
            (r#"f("x \" y", g)"#, "f( , g)"),
            (r##"f(r#"x " y"#, g)"##, "f( , g)"),
            (r#"f(br"\", g)"#, "f( , g)"),
            ("r#type + x", "r#type + x"),
            (r"'a' + 'é' + '\'' + b'\n' <'a, 'b>", "+ + + b <'a, 'b>"),
            ("&'static str", "&'static str"),
            (r"'\u{41}' x", "x"),
            ("for\"x\"", "for"),
        ] {
            let found = blank(text);
            assert_eq!(
                found.split_whitespace().collect::<Vec<_>>().join(" "),
                left,
                "{text}"
            );
            assert_eq!(
                (found.len(), found.lines().count()),
                (text.len(), text.lines().count())
            );
        }
    }

    #[test]
    fn what_never_ends_ends_with_the_file() {
        for text in [
            "/* a", "\"a", "\"a\\", "r#\"a\"", "'", "'\\", "'a", "// a", "b'", "r", "é\"",
        ] {
            assert_eq!(blank(text).len(), text.len(), "{text:?}");
        }
    }

    #[test]
    fn words_are_whole() {
        let found: Vec<usize> = words("ab a::b xa::b a::bc (a::b)", "a::b").collect();
        assert_eq!(found, [3, 21]);
    }
}
