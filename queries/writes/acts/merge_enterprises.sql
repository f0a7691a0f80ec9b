-- From a day one enterprise, and what was merged into it before, stands for another, which bears its names as former ones.
insert into facts.enterprise by name
select
    enterprise.* replace (
        case
            when enterprise.enterprise_id = $kept
                then list_sort(list_distinct(list_concat(
                    enterprise.former_names,
                    [name for name in list_append(gone.former_names, gone.enterprise_name) if folded(name) != enterprise.name_key]
                )))
            else enterprise.former_names
        end as former_names,
        case when enterprise.enterprise_id = $kept then null else $kept end as merged_into,
        $valid_on as valid_from,
        $batch_id as batch_id,
        '' as row_ref
    )
from facts.enterprise as enterprise
cross join (select former_names, enterprise_name from facts.enterprise where enterprise_id = $gone and valid_to is null) as gone
where
    enterprise.valid_to is null
    and (enterprise.enterprise_id in ($kept, $gone) or enterprise.merged_into = $gone)
