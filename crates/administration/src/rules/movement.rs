//! A person's part of a decree in words, as its preview shows it.

use government::{
    posts::Post,
    transfer::{Load, Move, NO_POST},
};

/// A line of the preview.
pub struct Line {
    /// Number of the row.
    pub row: usize,
    /// Who.
    pub name: String,
    /// Titles of the posts left; empty without any.
    pub leaves: String,
    /// Title of the new post.
    pub takes: String,
    /// Open work of the unit left and of the person.
    pub work: String,
}

impl Line {
    /// The line of a move.
    pub fn of(it: &Move, posts: &[Post], load: &Load) -> Self {
        let left = it
            .leaves
            .iter()
            .filter_map(|held| posts.iter().find(|post| post.id == held.post));
        let owed: i64 = left
            .clone()
            .filter(|post| post.heads)
            .filter_map(|post| load.units.get(&post.unit))
            .sum();
        let desk = load.dispositions.get(&it.person.id).copied().unwrap_or(0);
        let titles: Vec<&str> = left.map(|post| post.title.as_str()).collect();
        Self {
            row: it.row,
            name: it.person.name.clone(),
            leaves: titles.join("; "),
            takes: it
                .takes
                .as_ref()
                .map_or_else(|| NO_POST.to_owned(), |post| post.title.clone()),
            work: format!("{owed} tindak lanjut unit, {desk} disposisi"),
        }
    }
}
