//! Passwords: argon2id, hashed on threads of their own, no more at once than there are cores, so
//! that sign-in at half past seven does not starve everything else.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
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
            hashed(&password, &random::bytes::<16>())
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
        self.run(move || match stored.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => matches(&hash, &password).unwrap_or(false),
            _ => {
                let _ = hashed(&password, &[7; 16]);
                false
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

/// The text to store for a password.
fn hashed(password: &str, salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    let argon = Argon2::default();
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    argon.hash_password_into_with_memory(
        password.as_bytes(),
        salt,
        &mut output,
        memory(argon.params()),
    )?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon.params())?,
        salt: Some(Salt::new(salt)?),
        hash: Some(Output::new(&output)?),
    };
    Ok(hash.to_string())
}

/// Whether a password is the one behind a hash, with the costs that the hash itself names. `None`
/// for a hash of another kind.
fn matches(stored: &PasswordHash, password: &str) -> Option<bool> {
    let algorithm = Algorithm::try_from(stored.algorithm.as_str()).ok()?;
    let version = Version::try_from(stored.version?).ok()?;
    let argon = Argon2::new(algorithm, version, Params::try_from(stored).ok()?);
    let (salt, wanted) = (stored.salt.as_ref()?, stored.hash.as_ref()?);
    let mut output = vec![0; wanted.len()];
    argon
        .hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            &mut output,
            memory(argon.params()),
        )
        .ok()?;
    // outputs compare in constant time
    Some(Output::new(&output).ok()? == *wanted)
}

/// The memory of one hash. The C library keeps returned pieces of up to 32 MB for later, for each
/// thread its own: after a morning of signing in that was 400 MB. A larger piece goes back to the
/// system at once, and of this one only the needed part is ever touched.
fn memory(params: &Params) -> Vec<Block> {
    const TOO_LARGE_TO_KEEP: usize = 40 * 1024 * 1024 / Block::SIZE;
    let mut blocks = Vec::with_capacity(params.block_count().max(TOO_LARGE_TO_KEEP));
    blocks.resize(params.block_count(), Block::new());
    blocks
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

    #[tokio::test]
    async fn a_hash_that_the_library_made_itself_is_understood() {
        let stored = "$argon2id$v=19$m=19456,t=2,p=1$ptVp8yMoq27mpCuNDfSAgg$PqPtcz3ANCOxPv/zubLid+9vFFM7WdvXee7e9IsCXa0";
        let passwords = Passwords::default();
        let right = passwords.check(Some(stored.into()), "tuntas-kota-ukur".into());
        assert!(right.await.unwrap());
        let wrong = passwords.check(Some(stored.into()), "tuntas-kota-lain".into());
        assert!(!wrong.await.unwrap());
        let other = "$argon2x$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2g";
        assert!(
            !passwords
                .check(Some(other.into()), String::new())
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
