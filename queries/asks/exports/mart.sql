-- Every row of the mart named by `$mart` (schema and name), as exports and the command line take it.
-- key: the key of the mart
select *
from query_table($mart)
