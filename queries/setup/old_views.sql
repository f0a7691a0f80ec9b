-- Every view of the layers in the current catalogue, also those whose file is gone.
-- key: schema_name, view_name
select views.schema_name, views.view_name
from duckdb_views() as views
where
    views.database_name = current_catalog()
    and views.schema_name in ('staging', 'intermediate', 'marts', 'scope')
    and not views.internal
