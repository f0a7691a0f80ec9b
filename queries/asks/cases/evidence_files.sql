-- Every stored content with the cases it serves, and what came with a request that waits for a second person.
-- reads facts: a request is no mart, it is told to who may decide it
-- key: sha256
with waiting as (

    select
        requests.case_ids,
        unnest(
            list_concat(
                json_extract_string(requests.params_json, '$..Upload[2]'), json_extract_string(requests.params_json, '$..sha256')
            )
        ) as sha256
    from facts.request as requests
    where requests.decision is null

),

stored as (

    select evidence.sha256, evidence.file_name, evidence.case_id
    from facts.evidence as evidence

    union all

    select waiting.sha256, waiting.sha256, array_to_string(waiting.case_ids, ';')
    from waiting

)

select
    stored.sha256,
    min(stored.file_name) as file_name,
    string_agg(distinct stored.case_id, ';' order by stored.case_id) as case_ids
from stored
group by stored.sha256
order by stored.sha256
