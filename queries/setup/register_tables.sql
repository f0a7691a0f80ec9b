-- The tables of facts and reference in a catalogue.
-- key: schema_name, table_name
select tables.schema_name, tables.table_name
from duckdb_tables() as tables
where tables.database_name = $catalogue and tables.schema_name in ('facts', 'reference')
