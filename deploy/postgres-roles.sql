-- Three roles for Tuntas on PostgreSQL. Run once, as a superuser, in an empty database made for it:
--
--     createdb tuntas
--     psql -d tuntas -f postgres-roles.sql
--     psql -d tuntas -c "alter role tuntas_migrator password '...'" \
--                    -c "alter role tuntas_app password '...'"
--
-- tuntas_owner     owns the tables; nobody signs in with it
-- tuntas_migrator  changes tables, as `tuntas upgrade` does; never used by the server
-- tuntas_app       the server: reads and writes rows, cannot change tables, and cannot change or
--                  remove a row of the audit chain

do $$ begin
    if not exists (select from pg_roles where rolname = 'tuntas_owner') then
        create role tuntas_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'tuntas_migrator') then
        create role tuntas_migrator login in role tuntas_owner;
    end if;
    if not exists (select from pg_roles where rolname = 'tuntas_app') then
        create role tuntas_app login;
    end if;
    -- whatever the migrator makes belongs to the owner
    execute format('alter role tuntas_migrator in database %I set role = tuntas_owner',
        current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to tuntas_migrator, tuntas_app',
        current_database());
end $$;

revoke all on schema public from public;
alter schema public owner to tuntas_owner;
grant usage on schema public to tuntas_app;

alter default privileges for role tuntas_owner in schema public
    grant select, insert, update, delete on tables to tuntas_app;
