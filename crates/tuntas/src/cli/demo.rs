//! `tuntas demo`: the three real regions and the played city, served on this machine.

use std::{path::PathBuf, sync::Arc};

use platform::{
    Clock, Instant,
    clock::{SetClock, SystemClock},
    date,
    store::Durability,
};
use tuntas::{Assembly, Config, assemble, config::LogFormat, server};

/// Options of the demo.
#[derive(clap::Args)]
pub struct Options {
    /// Folder of the demo's data.
    #[arg(long, default_value = "data-demo")]
    data: PathBuf,
    /// Start over: everything typed into the demo is lost.
    #[arg(long)]
    fresh: bool,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: std::net::SocketAddr,
    /// Serve as if this were the day (2026-12-30): to try out what is entered ahead.
    #[arg(long, value_parser = day)]
    date: Option<time::Date>,
    /// Load and stop without serving.
    #[arg(long)]
    load_only: bool,
}

fn day(typed: &str) -> Result<time::Date, String> {
    date::parse(typed).ok_or_else(|| "write the day as 2026-12-30".to_owned())
}

/// All regions of the demo keep WIB.
const ZONE: i8 = 7;

/// The machine's clock, put to another day.
struct AheadClock(i64);

impl AheadClock {
    fn on(day: time::Date) -> Self {
        let today = SystemClock.now().at_zone(ZONE).date();
        Self((day - today).whole_seconds())
    }
}

impl Clock for AheadClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus_seconds(self.0)
    }
}

/// Written when loading is complete: a half-loaded demo starts over.
const COMPLETE: &str = "loaded";

/// Loads once, prints where to look, serves.
///
/// # Errors
/// When the data cannot be loaded or the address cannot be bound.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    super::start_log(LogFormat::Text);
    let config = Config {
        data: options.data.clone(),
        database: "sqlite".into(),
        listen: options.listen,
        ..config
    };
    let complete = options.data.join(COMPLETE);
    if options.data.exists() && (options.fresh || !complete.exists()) {
        remove(&options.data)?;
    }
    let mut accounts = Vec::new();
    if !complete.exists() {
        accounts = load(&config).await?;
        std::fs::write(&complete, account_lines(&accounts))?;
    }
    let lines = std::fs::read_to_string(&complete)?;
    if options.load_only {
        println!("{lines}");
        return Ok(());
    }
    drop(accounts);
    println!(
        "\n  Tuntas: http://{}/\n  Kota Contoh (DATA SIMULASI): http://{}/99.99\n\n{lines}",
        options.listen, options.listen
    );
    let clock: Arc<dyn Clock> = match options.date {
        Some(day) => Arc::new(AheadClock::on(day)),
        None => Arc::new(SystemClock),
    };
    let app = super::open_with(clock, config.clone(), Durability::Required, true).await?;
    server::serve(app, &config).await
}

/// Removes a demo folder, and only a demo folder.
fn remove(folder: &std::path::Path) -> anyhow::Result<()> {
    let ours = folder.join("tuntas.db").exists() || folder.join(COMPLETE).exists();
    let empty = std::fs::read_dir(folder)?.next().is_none();
    anyhow::ensure!(
        ours || empty,
        "{} does not look like a demo folder; not removed",
        folder.display()
    );
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn load(config: &Config) -> anyhow::Result<Vec<demo::DemoAccount>> {
    println!("Loading Kota Pematangsiantar, Pangkalpinang, Metro and the played Kota Contoh ...");
    let today = SystemClock.now();
    let clock = Arc::new(SetClock::new(today));
    let app = assemble(Assembly {
        config: config.clone(),
        clock: clock.clone(),
        // nothing is acknowledged to anybody yet; an interrupted load starts over
        durability: Durability::Relaxed,
        keys: None,
        renderer: Arc::new(documents::NoRenderer),
        migrate: true,
    })
    .await?;
    let loaded = demo::load_all(&app, &clock, today, |line| println!("  {line}")).await?;
    app.db().close().await;
    Ok(loaded.accounts)
}

fn account_lines(accounts: &[demo::DemoAccount]) -> String {
    let mut text = format!(
        "  Akun untuk mencoba di Kota Contoh (kata sandi semua akun: {})\n\n",
        demo::DEMO_PASSWORD
    );
    for account in accounts {
        text += &format!(
            "  {:<18} {} ({})\n",
            account.sign_in, account.title, account.role_label
        );
    }
    text
}
