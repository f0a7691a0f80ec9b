-- A version of an enterprise: true from valid_from until valid_to (exclusive; empty = still true).
-- Positions are WGS84 degrees; lon_given and lat_given stand in the datum they came in.
-- From the day it is merged into another enterprise it stands for that one, and is counted no more.
-- key: enterprise_id, valid_from, batch_id
create table if not exists facts.enterprise (
    enterprise_id varchar,
    credit_code varchar,
    enterprise_name varchar,
    name_key varchar,
    former_names varchar[],
    address varchar,
    area_declared varchar,
    area_declared_text varchar,
    area_by_address varchar,
    town_code varchar,
    area_by_point varchar,
    lon double,
    lat double,
    lon_given double,
    lat_given double,
    coordinates_text varchar,
    datum varchar,
    datum_basis varchar,
    industry_code varchar,
    industry_edition varchar,
    scale varchar,
    contact_name varchar,
    contact_phone varchar,
    merged_into varchar,
    valid_from date,
    valid_to date,
    batch_id varchar,
    row_ref varchar
)
