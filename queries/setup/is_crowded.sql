-- Whether tables held in memory, with what of them was put aside on the disk, take more than half of the memory DuckDB may use.
select
    (
        select coalesce(sum(memory.memory_usage_bytes + memory.temporary_storage_bytes), 0)
        from duckdb_memory() as memory
        where memory.tag = 'IN_MEMORY_TABLE'
    ) > parse_formatted_bytes(current_setting('memory_limit')) / 2 as is_crowded
