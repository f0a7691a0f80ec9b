-- The file of accounts: who may come in, who is in, and who tried. Times are seconds since 1970.
create table if not exists accounts (
    name text primary key collate nocase,
    role text not null,
    areas text not null, -- codes separated by ;
    password text not null, -- argon2id; empty where another sign-in vouches for the person
    must_change integer not null, -- 1 = the password is known to whoever set it
    is_disabled integer not null,
    made_at real not null,
    changed_at real not null
);
create table if not exists sessions (
    session_id text primary key, -- SHA-256 of what the browser holds: a stolen file opens nothing
    name text not null collate nocase,
    begun_at real not null,
    seen_at real not null
);
drop table if exists attempts; -- of version 1
create table if not exists tries (
    who text not null, -- SHA-256 of a name, known or not
    place text not null, -- SHA-256 of an address
    tried_at real not null
);
create table if not exists devices (
    device_id text primary key, -- as the device names itself
    token_hash text not null, -- SHA-256 of what the device holds: a stolen file opens nothing
    name text not null collate nocase,
    label text not null, -- as its owner calls it
    made_at real not null,
    seen_at real not null -- 0 = never heard of
);
create table if not exists bindings (
    subject text primary key, -- what a provider calls a person: its issuer and their number there
    name text not null collate nocase
);
create table if not exists access_log (
    entry_id integer primary key,
    noted_at real not null,
    kind text not null, -- signed in, refused, signed out, changed password
    who text not null, -- the account; empty for a name that has none
    place text not null, -- address
    detail text not null, -- JSON
    hash text not null -- SHA-256 of this entry and the hash before it
);
create table if not exists access_log_start (entry_id integer not null, hash text not null); -- the last forgotten
insert into access_log_start (entry_id, hash)
select 0, ''
where not exists (select 1 from access_log_start);
pragma user_version = 5;
