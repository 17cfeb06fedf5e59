//! What the administrator relies on: TLS, e-mail, roles of the database, keys that begin with the
//! region.

use std::{sync::Arc, time::Duration};

use platform::store::Durability;
use sea_orm::{ConnectionTrait, Database};
use testing::{Engine, World, both, world};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    sync::mpsc,
};
use tuntas::{
    Assembly, Config, assemble,
    config::{Encryption, Mail, Tls},
    server,
};

/// A mail server that takes everything, and tells what.
async fn post_office() -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (send, receive) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (read, mut write) = socket.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 kantor pos\r\n").await.unwrap();
            let (mut letter, mut inside) = (String::new(), false);
            while let Ok(Some(line)) = lines.next_line().await {
                let answer = match (inside, line.as_str()) {
                    (true, ".") => {
                        inside = false;
                        send.send(std::mem::take(&mut letter)).unwrap();
                        "250 taken\r\n"
                    }
                    (true, line) => {
                        letter.push_str(line);
                        letter.push('\n');
                        continue;
                    }
                    (false, "DATA") => {
                        inside = true;
                        "354 go on\r\n"
                    }
                    (false, line) => {
                        letter.push_str(line);
                        letter.push('\n');
                        "250 ok\r\n"
                    }
                };
                if write.write_all(answer.as_bytes()).await.is_err() {
                    break;
                }
            }
        }
    });
    (port, receive)
}

/// What was meant, from a letter in quoted-printable.
fn plain(letter: &str) -> String {
    letter.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_heads_of_the_chains_leave_by_e_mail_once_a_day() {
    let world = World::full(Engine::Sqlite).await;
    let (port, mut letters) = post_office().await;
    let mail = Mail {
        host: "127.0.0.1".into(),
        port,
        encryption: Encryption::None,
        user: None,
        password_file: None,
        from: "Tuntas <tuntas@contoh.go.id>".into(),
        anchors_to: vec!["inspektorat@contoh.go.id".into()],
    };
    let unreachable = Mail {
        port: 1,
        ..mail.clone()
    };
    let send = async |mail: &Mail| server::mail::anchors_of_today(&world.app, mail).await;
    assert!(send(&unreachable).await.is_err());
    assert!(send(&mail).await.unwrap(), "what failed is tried again");
    let letter = plain(&letters.recv().await.unwrap());
    assert!(letter.contains("inspektorat@contoh.go.id"), "{letter}");
    for region in ["12.72", "19.71", "18.72", "99.99"] {
        let question = format!("select audit_head from region_clock where region = '{region}'");
        let head = world.text(&question).await;
        assert!(
            letter.contains(region) && letter.contains(&head),
            "{letter}"
        );
    }
    assert!(!send(&mail).await.unwrap(), "once a day");
    world.clock.advance(24 * 3600);
    assert!(send(&mail).await.unwrap(), "and again the next day");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_speaks_tls_with_a_certificate_of_ones_own() {
    let world = World::small(Engine::Sqlite).await;
    let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let (certificate, key) = (world.folder.join("c.pem"), world.folder.join("k.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let listen = free.local_addr().unwrap();
    drop(free);
    let config = Config {
        listen,
        tls: Some(Tls { certificate, key }),
        ..world::config(&world.folder, &world.url)
    };
    let app = world.app.clone();
    let server = tokio::spawn(async move { server::serve(app, &config).await });
    let trusted = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let browser = reqwest::Client::builder()
        .tls_certs_only([trusted])
        .resolve("localhost", listen)
        .build()
        .unwrap();
    let url = format!("https://localhost:{}/readyz", listen.port());
    let mut answer = browser.get(&url).send().await;
    for _ in 0..100 {
        if answer.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        answer = browser.get(&url).send().await;
    }
    assert_eq!(answer.unwrap().status().as_u16(), 200);
    let plain = reqwest::get(format!("http://{listen}/readyz")).await;
    assert!(plain.is_err() || plain.unwrap().status() != 200);
    server.abort();
}

both!(a_database_is_never_served_with_other_keys, |world| {
    let start = async || {
        let assembly = Assembly {
            config: world::config(&world.folder, &world.url),
            clock: world.clock.clone(),
            durability: Durability::Relaxed,
            keys: None,
            renderer: Arc::new(documents::NoRenderer),
            migrate: true,
        };
        let started = assemble(assembly).await;
        let told = started.as_ref().err().map(ToString::to_string);
        if let Ok(app) = started {
            app.db().close().await;
        }
        told
    };
    assert_eq!(start().await, None);
    let (file, aside) = (world.folder.join("keys"), world.folder.join("keys.aside"));
    std::fs::rename(&file, &aside).unwrap();
    let told = start().await.expect("refused");
    assert!(told.contains("is missing"), "{told}");
    assert!(!file.exists(), "and no other is made in its place");
    platform::keys::Keys::open(&file).unwrap();
    let told = start().await.expect("refused");
    assert!(told.contains("is not the one"), "{told}");

    // also not a database of an older version: it is not changed before its keys are known
    let last = world
        .text("select max(version) from seaql_migrations")
        .await;
    world
        .tamper(&format!(
            "delete from seaql_migrations where version = '{last}'"
        ))
        .await;
    let told = start().await.expect("refused");
    assert!(told.contains("is not the one"), "{told}");
    std::fs::remove_file(&file).unwrap();
    let told = start().await.expect("refused");
    assert!(told.contains("is missing"), "{told}");
    world
        .tamper(&format!(
            "insert into seaql_migrations values ('{last}', 0)"
        ))
        .await;
    std::fs::rename(&aside, &file).unwrap();
    assert_eq!(start().await, None);
});

/// Also when nothing is sealed yet: a second node would make keys of its own.
#[tokio::test]
async fn a_database_in_use_never_gets_new_keys() {
    let world = World::empty(Engine::Sqlite).await;
    world.region("11.01", 1).await;
    let nobody = "update account set nip_sealed = null, wa_sealed = null";
    world.tamper(nobody).await;
    let file = world.folder.join("keys");
    let _ = std::fs::remove_file(&file);
    let started = assemble(Assembly {
        config: world::config(&world.folder, &world.url),
        clock: world.clock.clone(),
        durability: Durability::Relaxed,
        keys: None,
        renderer: Arc::new(documents::NoRenderer),
        migrate: true,
    })
    .await;
    let told = started.err().map(|problem| problem.to_string());
    assert!(told.is_some_and(|told| told.contains("is missing")));
    assert!(!file.exists());
}

#[tokio::test]
async fn the_server_may_not_change_tables_nor_the_audit_chain() {
    let temp = tempfile::tempdir().unwrap();
    let owner = testing::database::empty(Engine::Postgres, temp.path()).await;
    let admin = Database::connect(&owner).await.unwrap();
    let script = include_str!("../../../../deploy/postgres-roles.sql");
    admin.execute_unprepared(script).await.unwrap();
    let as_role =
        |role: &str| owner.replacen("postgres://postgres@", &format!("postgres://{role}@"), 1);
    let config = Config {
        migration_database: Some(as_role("tuntas_migrator")),
        ..world::config(temp.path(), &as_role("tuntas_app"))
    };
    let clock = Arc::new(platform::clock::SetClock::new(world::today()));
    let app = assemble(Assembly {
        config,
        clock: clock.clone(),
        durability: Durability::Relaxed,
        keys: None,
        renderer: Arc::new(documents::NoRenderer),
        migrate: true,
    })
    .await
    .unwrap();
    demo::load_small_played(&app, &clock, world::today())
        .await
        .expect("everything a server does goes with its role");
    let as_app = Database::connect(as_role("tuntas_app")).await.unwrap();
    for forbidden in [
        "update audit set payload = '{}'",
        "delete from audit",
        "truncate audit",
        "create table mine (x int)",
        "alter table meeting add column x int",
        "drop table meeting",
        "delete from seaql_migrations",
    ] {
        let error = as_app.execute_unprepared(forbidden).await.unwrap_err();
        let words = error.to_string();
        assert!(
            words.contains("permission denied") || words.contains("must be owner"),
            "{forbidden}: {words}"
        );
    }
    let rows = platform::store::sql::number(&as_app, "select count(*) from audit", vec![])
        .await
        .unwrap();
    assert!(rows > 0);
    as_app.close().await.unwrap();
    app.db().close().await;
}

both!(every_key_and_index_begins_with_the_region, |world| {
    // what a database needs to be spread over machines by region: Citus asks exactly this
    let (tables, keys) = match world.engine {
        Engine::Sqlite => (
            "select m.name from sqlite_master m where m.type = 'table' \
             and m.name not like 'sqlite_%' and m.name <> 'seaql_migrations' \
             and m.name not in (select name from pragma_table_list \
             where type in ('shadow', 'virtual')) \
             and not exists (select 1 from pragma_table_info(m.name) c where c.name = 'region' \
             and c.\"notnull\" = 1)",
            "select m.name || '.' || i.name from sqlite_master m, pragma_index_list(m.name) i, \
             pragma_index_info(i.name) c where m.type = 'table' and m.name <> 'seaql_migrations' \
             and m.name not in (select name from pragma_table_list \
             where type in ('shadow', 'virtual')) and c.seqno = 0 and c.name <> 'region' \
             union all select m.name || ' -> ' || f.\"table\" from sqlite_master m, \
             pragma_foreign_key_list(m.name) f where m.type = 'table' and f.seq = 0 \
             and (f.\"from\" <> 'region' or f.\"to\" <> 'region')",
        ),
        Engine::Postgres => (
            "select c.relname::text from pg_class c where c.relkind = 'r' \
             and c.relnamespace = current_schema()::regnamespace \
             and c.relname <> 'seaql_migrations' and not exists (select 1 from pg_attribute a \
             where a.attrelid = c.oid and a.attname = 'region' and a.attnotnull)",
            // the index of words is GIN, which has no order; each of its entries carries a word of
            // the region instead
            "select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid \
             join pg_class t on t.oid = i.indrelid join pg_am m on m.oid = c.relam \
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] \
             where t.relnamespace = current_schema()::regnamespace \
             and t.relname <> 'seaql_migrations' and m.amname = 'btree' and a.attname <> 'region' \
             union all select k.conname::text from pg_constraint k join pg_attribute a \
             on a.attrelid = k.conrelid and a.attnum = k.conkey[1] join pg_attribute b \
             on b.attrelid = k.confrelid and b.attnum = k.confkey[1] where k.contype = 'f' \
             and k.connamespace = current_schema()::regnamespace \
             and (a.attname <> 'region' or b.attname <> 'region')",
        ),
    };
    for question in [tables, keys] {
        let wrong: Vec<String> =
            platform::store::sql::values(world.app.db().read(), question, vec![])
                .await
                .unwrap();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
    // and it can fail
    world
        .tamper("create table loose (id bigint primary key)")
        .await;
    world
        .tamper("create index ix_loose on meeting (title)")
        .await;
    for question in [tables, keys] {
        let wrong: Vec<String> =
            platform::store::sql::values(world.app.db().read(), question, vec![])
                .await
                .unwrap();
        assert!(!wrong.is_empty());
    }
});
