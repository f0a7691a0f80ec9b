-- One row when the register has been loaded before.
select tables.table_name
from information_schema.tables as tables
where tables.table_schema = 'facts' and tables.table_name = 'loaded_files' and tables.table_catalog = current_catalog()
