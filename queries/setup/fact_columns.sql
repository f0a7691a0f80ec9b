-- The columns of the fact tables in the current catalogue.
-- key: table_name, column_name
select columns.table_name, columns.column_name, columns.data_type
from duckdb_columns() as columns
where columns.database_name = current_catalog() and columns.schema_name = 'facts'
order by columns.table_name, columns.column_index
