//! Passwords: argon2id, hashed on threads of their own, no more at once than there are cores, so
//! that sign-in at half past seven does not starve everything else.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use platform::{Problem, random};
use tokio::sync::Semaphore;

/// Hashes and checks passwords. Kept in the app.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            turns: Arc::new(Semaphore::new(cores)),
        }
    }
}

impl Passwords {
    /// Hash of a new password, to be stored.
    ///
    /// # Errors
    /// `Problem::Internal` when hashing fails.
    pub async fn hash(&self, password: String) -> Result<String, Problem> {
        self.run(move || {
            let salt = random::bytes::<16>();
            Argon2::default()
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|error| Problem::internal(error.to_string()))
        })
        .await?
    }

    /// Whether `password` is the one behind `stored`. Without a stored hash the same work is done
    /// for nothing, so that the answer's time does not tell who has an account.
    ///
    /// # Errors
    /// `Problem::Internal` when the thread is lost.
    pub async fn check(&self, stored: Option<String>, password: String) -> Result<bool, Problem> {
        self.run(move || {
            let argon = Argon2::default();
            match stored.as_deref().map(PasswordHash::new) {
                Some(Ok(hash)) => argon.verify_password(password.as_bytes(), &hash).is_ok(),
                _ => {
                    let _ = argon.hash_password_with_salt(password.as_bytes(), &[7; 16]);
                    false
                }
            }
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        // the turn ends with the hash, not with a caller who gave up waiting for it
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(Problem::internal)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        })
        .await
        .map_err(Problem::internal)
    }
}

/// Why a new password is too weak, if it is. Length counts, not decoration.
pub fn weakness(password: &str, name: &str) -> Option<&'static str> {
    const COMMON: [&str; 8] = [
        "passwordpassword",
        "123456789012",
        "1234567890123",
        "qwertyuiop12",
        "indonesia1945",
        "administrator",
        "bismillah123",
        "tuntastuntas",
    ];
    let lower = password.to_lowercase();
    if password.chars().count() < 12 {
        return Some(
            "Paling sedikit 12 karakter. Beberapa kata yang mudah Anda ingat sudah cukup.",
        );
    }
    if password.len() > 200 {
        return Some("Paling banyak 200 karakter.");
    }
    let one_character = lower.chars().all(|c| lower.starts_with(c));
    if COMMON.contains(&lower.as_str()) || one_character {
        return Some(
            "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak berkaitan.",
        );
    }
    (!name.is_empty() && lower.contains(&name.to_lowercase()))
        .then_some("Jangan memakai nama Anda sendiri sebagai kata sandi.")
}

#[cfg(test)]
mod tests {
    use super::{Passwords, weakness};

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let passwords = Passwords::default();
        let stored = passwords.hash("kuda hijau besar".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(
            passwords
                .check(Some(stored.clone()), "kuda hijau besar".into())
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .check(Some(stored), "kuda hijau".into())
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .check(None, "kuda hijau besar".into())
                .await
                .unwrap()
        );
    }

    #[test]
    fn weak_passwords_are_told_why() {
        assert!(weakness("pendek", "sekda").is_some());
        assert!(weakness("aaaaaaaaaaaaaa", "sekda").is_some());
        assert!(weakness("rahasia sekda kota", "sekda").is_some());
        assert!(weakness("kuda hijau besar", "sekda").is_none());
    }
}
