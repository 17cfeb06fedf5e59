//! The words and marks of a formula.

use super::{FormulaError, LONGEST, tree::Operator};
use crate::Exact;

/// One word or mark, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Which character, counted from 1.
    pub at: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number(Exact),
    Name(String),
    Operator(Operator),
    Compare(super::tree::Comparison),
    Open,
    Close,
    Comma,
    End,
}

/// Cuts a formula into its words.
pub(super) fn words(text: &str) -> Result<Vec<Token>, FormulaError> {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() > LONGEST {
        return Err(FormulaError::at(
            LONGEST + 1,
            format!("Rumus terlalu panjang; paling banyak {LONGEST} karakter."),
        ));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let next = characters.get(at + 1).copied();
        let (kind, length) = if character.is_whitespace() {
            at += 1;
            continue;
        } else if character.is_ascii_digit() {
            number(&characters, at)?
        } else if character.is_ascii_alphabetic() || character == '_' {
            name(&characters, at)
        } else {
            mark(character, next).ok_or_else(|| {
                FormulaError::at(
                    at + 1,
                    format!("Tanda «{character}» tidak dikenal dalam rumus."),
                )
            })?
        };
        found.push(Token { kind, at: at + 1 });
        at += length;
    }
    found.push(Token {
        kind: Kind::End,
        at: characters.len() + 1,
    });
    Ok(found)
}

fn mark(character: char, next: Option<char>) -> Option<(Kind, usize)> {
    use super::tree::Comparison::{Above, AtLeast, AtMost, Below, Equal, Other};
    let operator = |operator| (Kind::Operator(operator), 1);
    Some(match (character, next) {
        ('+', _) => operator(Operator::Plus),
        ('-' | '−', _) => operator(Operator::Minus),
        ('*' | '×', _) => operator(Operator::Times),
        ('/' | '÷', _) => operator(Operator::Over),
        ('^', _) => operator(Operator::Power),
        ('(', _) => (Kind::Open, 1),
        (')', _) => (Kind::Close, 1),
        (',' | ';', _) => (Kind::Comma, 1),
        ('<', Some('=')) => (Kind::Compare(AtMost), 2),
        ('<', Some('>')) | ('!', Some('=')) => (Kind::Compare(Other), 2),
        ('<', _) => (Kind::Compare(Below), 1),
        ('>', Some('=')) => (Kind::Compare(AtLeast), 2),
        ('>', _) => (Kind::Compare(Above), 1),
        ('=', Some('=')) => (Kind::Compare(Equal), 2),
        ('=', _) => (Kind::Compare(Equal), 1),
        ('≤', _) => (Kind::Compare(AtMost), 1),
        ('≥', _) => (Kind::Compare(AtLeast), 1),
        ('≠', _) => (Kind::Compare(Other), 1),
        _ => return None,
    })
}

fn run(characters: &[char], from: usize, takes: impl Fn(char) -> bool) -> String {
    characters
        .iter()
        .skip(from)
        .take_while(|character| takes(**character))
        .collect()
}

fn name(characters: &[char], from: usize) -> (Kind, usize) {
    let word = run(characters, from, |character| {
        character.is_ascii_alphanumeric() || character == '_' || character == '.'
    });
    let length = word.len();
    (Kind::Name(word), length)
}

fn number(characters: &[char], from: usize) -> Result<(Kind, usize), FormulaError> {
    let text = run(characters, from, |character| {
        character.is_ascii_digit() || character == '.'
    });
    if text.matches('.').count() > 1 || text.ends_with('.') {
        return Err(FormulaError::at(
            from + 1,
            format!(
                "«{text}» bukan angka. Dalam rumus, ribuan ditulis tanpa titik dan pecahan dengan satu titik, misalnya 1234.5."
            ),
        ));
    }
    let follows = characters.get(from + text.len()).copied();
    if follows.is_some_and(|next| next.is_ascii_alphabetic() || next == '_') {
        return Err(FormulaError::at(
            from + text.len() + 1,
            "Antara angka dan nama harus ada tanda hitung, misalnya 100*A.",
        ));
    }
    let length = text.len();
    let number = text
        .parse()
        .map_err(|_| FormulaError::at(from + 1, "Angka ini terlalu panjang."))?;
    Ok((Kind::Number(number), length))
}
