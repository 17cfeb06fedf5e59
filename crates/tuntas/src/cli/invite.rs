//! `tuntas invite`: a link for somebody who can no longer get in, an administrator before all.

use government::account::{account_by_sign_in, invite};
use platform::RegionCode;
use tuntas::Config;

/// Options.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    over: super::Over,
    /// Code of the region: 12.72.
    #[arg(long)]
    region: RegionCode,
    /// Name the person signs in with.
    #[arg(long)]
    sign_in: String,
}

/// Makes the link and prints it; earlier links of the same person end. It stands in the audit
/// chain as done by the system.
///
/// # Errors
/// When there is no such account.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    let config = options.over.apply(config);
    let app = super::open_what_is_there(config, super::durability(&options.over)).await?;
    let found = account_by_sign_in(app.db().read(), &options.region, &options.sign_in).await?;
    let Some((account, _)) = found else {
        app.db().close().await;
        anyhow::bail!("{} has no account {}", options.region, options.sign_in);
    };
    let written = app
        .db()
        .maintain(&options.region, "system.invite", move |tx| {
            Box::pin(async move { invite(tx, account).await })
        })
        .await;
    app.db().close().await;
    println!(
        "Open this link once, within seven days, to set a new password:\n  \
         <address of the server>/{}/undangan/{}",
        options.region, written?.value
    );
    Ok(())
}
