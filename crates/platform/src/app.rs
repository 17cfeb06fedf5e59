//! The application as handlers see it: cheap to clone, everything in it shared.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};

use crate::{
    cache::PageCache,
    capability::{Capability, JobKind, Mention, NavItem, RefKind},
    clock::{Clock, Instant},
    files::Files,
    keys::Keys,
    problem::Problem,
    region::RegionCode,
    right::{Actor, Identify, Matrix, Scope},
    store::Db,
};

/// Everything a handler may use.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    files: Files,
    keys: Keys,
    matrix: Matrix,
    identify: Box<dyn Identify>,
    settings: Settings,
    navigation: Vec<NavItem>,
    jobs: HashMap<&'static str, JobKind>,
    references: HashMap<&'static str, RefKind>,
    parts: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
    pages: PageCache,
}

/// Settings the ground floor itself needs.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether one reverse proxy in front sets `X-Forwarded-*`; only then are they believed.
    pub behind_proxy: bool,
    /// Whether cookies are marked for TLS only.
    pub secure_cookies: bool,
    /// Folder of the anchors of the audit chain.
    pub anchors: std::path::PathBuf,
}

/// What an application is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The files.
    pub files: Files,
    /// The keys.
    pub keys: Keys,
    /// The matrix of rights.
    pub matrix: Matrix,
    /// Finds who is signed in.
    pub identify: Box<dyn Identify>,
    /// Settings.
    pub settings: Settings,
}

impl App {
    /// Puts the application together from its parts, its capabilities and what the floors above
    /// keep in it (found again by type with `part`).
    pub fn new(
        parts: Parts,
        capabilities: &[&dyn Capability],
        shared: Vec<Box<dyn Any + Send + Sync>>,
    ) -> Self {
        let mut navigation: Vec<_> = capabilities.iter().flat_map(|c| c.navigation()).collect();
        navigation.sort_by_key(|item| item.order);
        Self(Arc::new(Inner {
            db: parts.db,
            clock: parts.clock,
            files: parts.files,
            keys: parts.keys,
            matrix: parts.matrix,
            identify: parts.identify,
            settings: parts.settings,
            navigation,
            jobs: capabilities
                .iter()
                .flat_map(|c| c.jobs())
                .map(|kind| (kind.code, kind))
                .collect(),
            references: capabilities
                .iter()
                .flat_map(|c| c.references())
                .map(|kind| (kind.code, kind))
                .collect(),
            parts: shared
                .into_iter()
                .map(|part| ((*part).type_id(), part))
                .collect(),
            pages: PageCache::default(),
        }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The files.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// The matrix of rights.
    pub fn matrix(&self) -> &Matrix {
        &self.0.matrix
    }

    /// Settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The cache of composed pages.
    pub fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    /// The main navigation, in order.
    pub fn navigation(&self) -> &[NavItem] {
        &self.0.navigation
    }

    /// The entries of the main navigation that lead somewhere for this actor in this region: in a
    /// foreign region only what may be seen in all regions.
    pub fn navigation_of<'a>(
        &'a self,
        actor: &'a Actor,
        region: &'a RegionCode,
    ) -> impl Iterator<Item = &'a NavItem> {
        self.0.navigation.iter().filter(move |item| {
            let scope = self.0.matrix.scope(&actor.role, item.action);
            scope.is_some_and(|scope| actor.region == *region || scope == Scope::All)
        })
    }

    /// A kind of job.
    pub fn job(&self, code: &str) -> Option<&JobKind> {
        self.0.jobs.get(code)
    }

    /// What a floor above keeps here.
    ///
    /// # Panics
    /// When the binary forgot to put it in: seen at the first request of the first test.
    pub fn part<T: Send + Sync + 'static>(&self) -> &T {
        self.0
            .parts
            .get(&TypeId::of::<T>())
            .and_then(|part| part.downcast_ref())
            .unwrap_or_else(|| panic!("{} is not in the app", std::any::type_name::<T>()))
    }

    /// Who is signed in with this token.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn identify(
        &self,
        home: &RegionCode,
        token: &str,
        region: &RegionCode,
    ) -> Result<Option<Actor>, Problem> {
        self.0.identify.identify(self, home, token, region).await
    }

    /// Titles and paths of mentioned records, one batch per kind. Records nobody knows any more
    /// are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn resolve(
        &self,
        region: &RegionCode,
        subjects: impl IntoIterator<Item = (String, uuid::Uuid)>,
    ) -> Result<HashMap<uuid::Uuid, Mention>, Problem> {
        let mut by_kind: HashMap<&'static str, Vec<uuid::Uuid>> = HashMap::new();
        for (kind, id) in subjects {
            if let Some(known) = self.0.references.get(kind.as_str()) {
                let ids = by_kind.entry(known.code).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        let mut found = HashMap::new();
        for (kind, ids) in by_kind {
            let Some(known) = self.0.references.get(kind) else {
                continue;
            };
            for mention in (known.resolve)(self, region, ids).await? {
                found.insert(mention.subject.id, mention);
            }
        }
        Ok(found)
    }

    /// Path of a record behind the region, where its kind is registered.
    pub fn path_of(&self, kind: &str, id: uuid::Uuid) -> Option<String> {
        self.0.references.get(kind).map(|known| (known.path)(id))
    }
}
