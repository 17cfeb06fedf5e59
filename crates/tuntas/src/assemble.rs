//! From settings to a running application.

use std::{any::Any, sync::Arc};

use axum::{Router, http::StatusCode, middleware};
use documents::{Desk, Renderer, import::Imports};
use government::{
    CivicCapability, DailySteps, Directories, LeftOpenKinds, LimitedKinds, ObligationSources,
    SearchSources, UnitMoves,
    account::{Passwords, SessionIdentify, keys_fit},
    obligation, search, structure,
};
use platform::{
    App, Clock, Problem,
    app::{Parts, Settings},
    capability::Capability,
    files::{Files, Remote, RemoteOptions},
    http::{Shell, around, same_origin, security_headers},
    keys::Keys,
    migrations::Migrator,
    right::{ActionLabels, Matrix},
    store::{Db, DbOptions, Durability, audit, sql},
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate, SizeAbove},
    },
};

use crate::{
    config::{Config, secret},
    rooms,
    shell::HouseShell,
};

/// The matrix of rights, as reviewed.
const RIGHTS: &str = include_str!("../../../rights.csv");

/// What a test may want otherwise than a server.
pub struct Assembly {
    /// Settings.
    pub config: Config,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What is promised about acknowledged writes.
    pub durability: Durability,
    /// Keys; read from the key file when missing.
    pub keys: Option<Keys>,
    /// Who makes papers.
    pub renderer: Arc<dyn Renderer>,
    /// Whether pending migrations are applied.
    pub migrate: bool,
}

/// Opens everything and puts the application together.
///
/// # Errors
/// When the database, the keys or the folders cannot be used.
pub async fn assemble(assembly: Assembly) -> Result<App, Problem> {
    let Assembly {
        config,
        clock,
        durability,
        keys,
        renderer,
        migrate,
    } = assembly;
    std::fs::create_dir_all(&config.data)?;
    let options = DbOptions {
        url: config.database_url(),
        readers: config.readers,
        durability,
    };
    let db = Db::open(&options, Arc::clone(&clock)).await?;
    // before anything is changed: a backup or a migration with other keys would be no use
    let keys = match keys {
        Some(keys) => keys,
        None => own_keys(&db, &config.key_file()).await?,
    };
    let applied = match (migrate, &config.migration_database) {
        (false, _) => 0,
        (true, None) => Migrator::new(rooms::steps).migrate(&db).await?,
        (true, Some(url)) => migrate_as(url, &options, &clock).await?,
    };
    let parts = Parts {
        db,
        clock,
        files: files(&config)?,
        keys,
        matrix: Matrix::parse(RIGHTS).map_err(Problem::internal)?,
        identify: Box::new(SessionIdentify),
        settings: Settings {
            behind_proxy: config.behind_proxy,
            secure_cookies: config.secure_cookies,
            anchors: config.data.join("anchors"),
        },
    };
    let capabilities = rooms::capabilities();
    let ground: Vec<&dyn Capability> = capabilities
        .iter()
        .map(|capability| -> &dyn Capability { capability.as_ref() })
        .collect();
    let files = parts.files.clone();
    let app = App::new(parts, &ground, shared(&capabilities, renderer, files));
    let found = app.part::<SearchSources>().clone();
    app.db().finish_with(Arc::new(move |tx| {
        let found = found.clone();
        Box::pin(async move { search::after_write(tx, &found).await })
    }));
    if applied > 0 {
        tracing::info!(steps = applied, "database migrated");
        rebuild_projections(&app).await?;
    }
    Ok(app)
}

/// The step that made the table with sealed texts.
const SEALED_SINCE: &str = "government_0002_accounts";

/// The keys of this installation, made before its first region. A database in use is never opened
/// with keys made anew, nor with others than those of its sealed texts: two nodes, or what was
/// before and after, would not read each other's.
async fn own_keys(db: &Db, path: &std::path::Path) -> Result<Keys, Problem> {
    let pending = Migrator::new(rooms::steps).pending(db).await?;
    let may_hold_sealed = !pending.iter().any(|step| step == SEALED_SINCE);
    if may_hold_sealed && !path.exists() {
        let regions = sql::number(db.read(), "select count(*) from region_clock", vec![]).await?;
        if regions > 0 {
            return Err(Problem::Unavailable(format!(
                "the key file {} is missing and the database is in use; put its copy back (mode \
                 0600): personal data is sealed with it",
                path.display()
            )));
        }
    }
    let keys = Keys::open(path).map_err(Problem::internal)?;
    if may_hold_sealed && keys_fit(db.read(), &keys).await? == Some(false) {
        return Err(Problem::Unavailable(format!(
            "the key file {} is not the one this database was sealed with",
            path.display()
        )));
    }
    Ok(keys)
}

/// Applies pending steps in the role that may change tables.
async fn migrate_as(
    url: &str,
    options: &DbOptions,
    clock: &Arc<dyn Clock>,
) -> Result<usize, Problem> {
    let options = DbOptions {
        url: url.to_owned(),
        ..options.clone()
    };
    let db = Db::open(&options, Arc::clone(clock)).await?;
    let applied = Migrator::new(rooms::steps).migrate(&db).await?;
    audit::only_grows(&db).await?;
    db.close().await;
    Ok(applied)
}

/// The files, in the folder or in the store that the settings name.
///
/// # Errors
/// When the folder cannot be made or the store's secret not be read.
pub fn files(config: &Config) -> Result<Files, Problem> {
    let files = Files::open(&config.files(), config.max_file_mb * 1_000_000)?;
    let Some(store) = &config.file_store else {
        return Ok(files);
    };
    // the second time it is installed already
    let _ = rustls::crypto::ring::default_provider().install_default();
    let remote = Remote::open(&RemoteOptions {
        endpoint: store.endpoint.clone(),
        bucket: store.bucket.clone(),
        region: store.region.clone(),
        access_key: store.access_key.clone(),
        secret_key: secret(&store.secret_key_file).map_err(Problem::internal)?,
    })?;
    Ok(files.kept_by(remote))
}

/// After a migration obligations and what can be found are derived anew: what they are derived from
/// may have changed with the version.
///
/// # Errors
/// When a source cannot be read or a projection not be written.
pub async fn rebuild_projections(app: &App) -> Result<(), Problem> {
    for (region, _, _) in structure::all_regions(app.db().read()).await? {
        let inside = app.clone();
        app.db()
            .upkeep(&region, move |tx| {
                Box::pin(async move {
                    for source in &inside.part::<ObligationSources>().0 {
                        obligation::rebuild(tx, source).await?;
                    }
                    for source in &inside.part::<SearchSources>().0 {
                        search::rebuild(tx, source).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

/// What the floors keep in the app.
fn shared(
    capabilities: &[Box<dyn CivicCapability>],
    renderer: Arc<dyn Renderer>,
    files: Files,
) -> Vec<Box<dyn Any + Send + Sync>> {
    let sources = capabilities
        .iter()
        .flat_map(|capability| capability.obligations())
        .collect();
    let found = capabilities
        .iter()
        .flat_map(|capability| capability.searches())
        .collect();
    let moves = capabilities
        .iter()
        .flat_map(|capability| capability.unit_moves())
        .collect();
    let limited = capabilities
        .iter()
        .flat_map(|capability| capability.limited())
        .collect();
    let left_open = capabilities
        .iter()
        .flat_map(|capability| capability.left_open())
        .collect();
    let daily = capabilities
        .iter()
        .flat_map(|capability| capability.daily())
        .collect();
    vec![
        Box::new(DailySteps(daily)),
        Box::new(Directories::default()),
        Box::new(Desk::new(renderer, files)),
        Box::new(Imports::default()),
        Box::new(Passwords::default()),
        Box::new(ObligationSources(sources)),
        Box::new(SearchSources(found)),
        Box::new(UnitMoves(moves)),
        Box::new(LeftOpenKinds(left_open)),
        Box::new(LimitedKinds(limited)),
        Box::new(ActionLabels::of(&rooms::route_table())),
        Box::new(platform::brake::Brakes::default()),
        Box::new(crate::server::Readiness::default()),
    ]
}

/// The router with all layers around it.
pub fn router(app: App) -> Router {
    let shell: Arc<dyn Shell> = Arc::new(HouseShell);
    let (router, _) = rooms::routes().into_parts();
    let compress = CompressionLayer::new()
        .gzip(true)
        .br(false)
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(SizeAbove::new(1024)));
    router
        .route_layer(middleware::from_fn(same_origin))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
            axum::response::IntoResponse::into_response(Problem::internal("a handler panicked"))
        }))
        .layer(middleware::from_fn_with_state((app.clone(), shell), around))
        .layer(middleware::from_fn(security_headers))
        .layer(compress)
        .with_state(app)
        .merge(crate::assets::routes())
}
