//! The matrix of rights: one committed file, `rights.csv`, reviewed by eye.

use std::collections::{BTreeMap, BTreeSet};

use crate::right::Scope;

/// Which role may do what, and how far.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    roles: Vec<String>,
    rows: BTreeMap<String, Vec<Option<Scope>>>,
}

/// The file is not a matrix.
#[derive(Debug, thiserror::Error)]
#[error("rights.csv line {line}: {problem}")]
pub struct MatrixError {
    line: usize,
    problem: String,
}

impl Matrix {
    /// Reads the matrix: a first line `action,<role>,...`, then a line per action with `-`,
    /// `own`, `subtree`, `region` or `all` per role. Lines beginning with `#` are comments.
    ///
    /// # Errors
    /// The first line that is not of this form.
    pub fn parse(text: &str) -> Result<Self, MatrixError> {
        let mut matrix = Self::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fail = |problem: String| MatrixError {
                line: number + 1,
                problem,
            };
            let mut cells = line.split(',').map(str::trim);
            let first = cells.next().unwrap_or_default();
            if matrix.roles.is_empty() {
                if first != "action" {
                    return Err(fail("the first line must begin with `action`".into()));
                }
                matrix.roles = cells.map(str::to_owned).collect();
                continue;
            }
            let scopes = cells
                .map(|cell| match cell {
                    "-" => Ok(None),
                    word => Scope::from_code(word)
                        .map(Some)
                        .ok_or_else(|| fail(format!("`{word}` is no scope"))),
                })
                .collect::<Result<Vec<_>, _>>()?;
            if scopes.len() != matrix.roles.len() {
                return Err(fail(format!(
                    "{} cells, {} roles",
                    scopes.len(),
                    matrix.roles.len()
                )));
            }
            if matrix.rows.insert(first.to_owned(), scopes).is_some() {
                return Err(fail(format!("`{first}` stands twice")));
            }
        }
        Ok(matrix)
    }

    /// How far `role` may do `action`; `None` when not at all.
    pub fn scope(&self, role: &str, action: &str) -> Option<Scope> {
        let column = self.roles.iter().position(|r| r == role)?;
        self.rows.get(action)?.get(column).copied().flatten()
    }

    /// The roles, in the order of the file.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// All actions of the file.
    pub fn actions(&self) -> BTreeSet<&str> {
        self.rows.keys().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;
    use crate::right::Scope;

    #[test]
    fn a_matrix_says_who_may_do_what() {
        let matrix =
            Matrix::parse("# rights\naction,head,leader\na.read,own,region\na.write,own,-\n")
                .unwrap();
        assert_eq!(matrix.scope("head", "a.read"), Some(Scope::Own));
        assert_eq!(matrix.scope("leader", "a.write"), None);
        assert_eq!(matrix.scope("nobody", "a.read"), None);
        assert_eq!(matrix.scope("head", "a.other"), None);
    }

    #[test]
    fn a_wrong_matrix_names_its_line() {
        for (text, line) in [
            ("role,head\n", 1),
            ("action,head\na,all,own\n", 2),
            ("action,head\na,everything\n", 2),
            ("action,head\na,own\na,own\n", 3),
        ] {
            assert_eq!(Matrix::parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
