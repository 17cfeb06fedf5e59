//! `tuntas new-region`: a region and its first administrator.

use government::{
    Role,
    account::{NewAccount, NewAssignment, add_account, add_assignment, invite},
    structure::{NewRegion, NewUnit, Region, UnitKind, add_region, add_units, all_regions},
};
use platform::{RegionCode, store::Durability};
use tuntas::Config;

/// Options.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    over: super::Over,
    /// Code of the region: 12.72.
    #[arg(long)]
    code: RegionCode,
    /// "Kota Pematangsiantar".
    #[arg(long)]
    name: String,
    /// Name of the province.
    #[arg(long)]
    province: String,
    /// Hours from UTC: 7, 8 or 9.
    #[arg(long, default_value_t = 7)]
    zone: i8,
    /// "Wali Kota" or "Bupati".
    #[arg(long, default_value = "Wali Kota")]
    head_title: String,
    /// What the region calls its agencies.
    #[arg(long, default_value = "OPD")]
    unit_word: String,
    /// Name of the first administrator.
    #[arg(long)]
    admin_name: String,
    /// Name to sign in with.
    #[arg(long, default_value = "admin")]
    admin_sign_in: String,
}

/// Adds the region and prints the administrator's link.
///
/// # Errors
/// When the region exists or the database cannot be used.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    anyhow::ensure!((7..=9).contains(&options.zone), "the zone is 7, 8 or 9");
    let config = options.over.apply(config);
    let app = super::open(config, Durability::Required).await?;
    let code = options.code.clone();
    let there = all_regions(app.db().read()).await?;
    if there.iter().any(|(one, _, _)| *one == code) {
        app.db().close().await;
        anyhow::bail!(
            "{code} is there already; for a new link to its administrator: tuntas invite"
        );
    }
    let region = Region {
        code: code.clone(),
        kind: if options.head_title == "Bupati" {
            "regency"
        } else {
            "city"
        }
        .into(),
        name: options.name,
        province: options.province,
        zone: options.zone,
        zone_label: ["WIB", "WITA", "WIT"][usize::from((options.zone - 7).unsigned_abs())].into(),
        unit_word: options.unit_word,
        head_title: options.head_title,
        simulated: false,
        source: String::new(),
        head_sends: true,
        one_person_both_steps: false,
        remind_days: 3,
    };
    let new = NewRegion {
        region,
        holidays: demo::holidays()?,
    };
    app.db()
        .upkeep(&code, move |tx| {
            Box::pin(async move { add_region(tx, new).await })
        })
        .await?;
    let inside = app.clone();
    let written = app
        .db()
        .maintain(&code, "system.load", move |tx| {
            Box::pin(async move {
                let unit = NewUnit {
                    key: "setda".into(),
                    name: "Sekretariat Daerah".into(),
                    abbreviation: "SETDA".into(),
                    kind: UnitKind::RegionalSecretariat,
                    parent: String::new(),
                    area: String::new(),
                    public_service: false,
                    spotlight: false,
                    source: String::new(),
                };
                let units = add_units(tx, vec![unit]).await?;
                let account = NewAccount {
                    name: options.admin_name,
                    sign_in: options.admin_sign_in,
                    nip: String::new(),
                    wa: String::new(),
                    grade: String::new(),
                    password: None,
                };
                let account = add_account(tx, inside.keys(), account).await?;
                let assignment = NewAssignment {
                    account,
                    unit: units["setda"],
                    role: Role::Administrator,
                    title: "Administrator Tuntas".into(),
                    decree: "dibuat saat pemasangan".into(),
                    from: None,
                    until: None,
                };
                add_assignment(tx, assignment).await?;
                invite(tx, account).await
            })
        })
        .await?;
    println!(
        "Open this link once, within seven days, to set the administrator's password:\n  \
         <address of the server>/{code}/undangan/{}",
        written.value
    );
    app.db().close().await;
    Ok(())
}
