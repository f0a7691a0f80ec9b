-- How many blocks the file of the open register must hold behind its headers, and the bytes of one.
-- key: total_blocks
select blocks.total_blocks, blocks.block_size
from pragma_database_size() as blocks
where blocks.database_name = current_database()
