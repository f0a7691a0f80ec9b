-- From a day a new enterprise stands where another one does, until a file says more about it.
insert into facts.enterprise by name
select
    enterprise.* replace (
        $made as enterprise_id,
        $code as credit_code,
        $name as enterprise_name,
        $name_key as name_key,
        []::varchar[] as former_names,
        $valid_on as valid_from,
        $batch_id as batch_id,
        '' as row_ref
    )
from facts.enterprise as enterprise
where enterprise.valid_to is null and enterprise.enterprise_id = $enterprise
