//! The cache of composed pages. A page is valid for one version of its region (`region_clock`) and
//! until the first instant at which time alone changes it, so that it is exact on every node.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::Future;
use tokio::sync::OnceCell;

use crate::{clock::Instant, problem::Problem, region::RegionCode};

/// Most pages kept; beyond it the cache starts afresh (a page is rebuilt in milliseconds).
const CAPACITY: usize = 2_000;

/// Name of a page: region, what it shows, and to whom (as far as that changes what it shows).
pub type PageKey = (RegionCode, String);

/// A composed page.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Rendered body.
    pub body: Arc<str>,
    /// The page is out of date from this instant on.
    pub until: Instant,
}

type Cell = Arc<OnceCell<Composed>>;

/// Composed pages by name and version.
#[derive(Default)]
pub struct PageCache(Mutex<HashMap<PageKey, (i64, Cell)>>);

impl PageCache {
    /// The page `key` at `version`, composed by `compose` when it is not there. Of several who
    /// ask at once, one composes and the others wait for it.
    ///
    /// # Errors
    /// What `compose` returns; nothing is kept then.
    pub async fn get<F>(
        &self,
        key: PageKey,
        version: i64,
        now: Instant,
        compose: impl FnOnce() -> F,
    ) -> Result<Composed, Problem>
    where
        F: Future<Output = Result<Composed, Problem>>,
    {
        let cell = self.cell(key, version, now);
        cell.get_or_try_init(compose).await.cloned()
    }

    fn cell(&self, key: PageKey, version: i64, now: Instant) -> Cell {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((kept, cell)) = pages.get(&key)
            && *kept == version
            && cell.get().is_none_or(|page| now < page.until)
        {
            return Arc::clone(cell);
        }
        if pages.len() >= CAPACITY {
            pages.clear();
        }
        let cell = Cell::default();
        pages.insert(key, (version, Arc::clone(&cell)));
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::{Composed, PageCache};
    use crate::clock::Instant;

    async fn ask(cache: &PageCache, version: i64, now: i64, body: &str) -> String {
        let key = ("99.99".parse().unwrap(), "dasbor".to_owned());
        let page = cache
            .get(key, version, Instant(now), || async {
                Ok(Composed {
                    body: body.into(),
                    until: Instant(100),
                })
            })
            .await
            .unwrap();
        page.body.to_string()
    }

    #[tokio::test]
    async fn a_page_lives_as_long_as_its_version_and_its_hour() {
        let cache = PageCache::default();
        assert_eq!(ask(&cache, 1, 0, "a").await, "a");
        assert_eq!(ask(&cache, 1, 50, "b").await, "a", "same version: kept");
        assert_eq!(
            ask(&cache, 2, 50, "c").await,
            "c",
            "new version: composed anew"
        );
        assert_eq!(ask(&cache, 2, 100, "d").await, "d", "its hour has come");
    }
}
