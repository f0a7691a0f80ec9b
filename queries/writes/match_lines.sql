-- Which known line of its enterprise each incoming one is, one to one: by line code (two lines may share one: by name then), else by name and model with the same capacity,
-- else by the whole key, else by the name alone where it is unique on both sides. Processes and sectors must not contradict each
-- other, but a delivery may fill in what was not known. A line whose name the enterprise already has is marked when it stays unmatched.
-- key: line_position
with known as (

    select
        line.line_id,
        line.enterprise_id,
        line.line_code,
        line.line_key,
        split_part(line.line_key, '|', 1) as name_part,
        split_part(line.line_key, '|', 2) as model_part,
        line.process,
        nullif(line.sector, 'unknown') as sector,
        coalesce(line.capacity_recognised, line.capacity_filed, line.capacity_actual) as capacity,
        count(*) over (partition by line.enterprise_id, split_part(line.line_key, '|', 1)) as of_name
    from facts.line as line
    semi join incoming_lines as incoming
        on line.enterprise_id = incoming.enterprise_id
    where line.valid_to is null

),

incoming as (

    select
        lines.line_position,
        lines.enterprise_id,
        lines.line_code,
        lines.line_key,
        split_part(lines.line_key, '|', 1) as name_part,
        split_part(lines.line_key, '|', 2) as model_part,
        lines.process,
        nullif(lines.sector, 'unknown') as sector,
        coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity,
        count(*) over (partition by lines.enterprise_id, split_part(lines.line_key, '|', 1)) as of_name
    from incoming_lines as lines

),

pairs as (

    select
        incoming.line_position,
        known.line_id,
        incoming.capacity is not distinct from known.capacity as is_same_size,
        case
            when incoming.line_code = known.line_code then 0
            when incoming.line_code is not null and known.line_code is not null then null
            when
                incoming.process is distinct from known.process
                and incoming.process is not null
                and known.process is not null
                then null
            when
                incoming.sector is distinct from known.sector
                and incoming.sector is not null
                and known.sector is not null
                then null
            when incoming.model_part = known.model_part and incoming.capacity = known.capacity then 2
            when incoming.line_key = known.line_key then 3
            when incoming.of_name = 1 and known.of_name = 1 then 4
        end as preference
    from incoming
    inner join known
        on incoming.enterprise_id = known.enterprise_id and incoming.name_part = known.name_part

    union all

    select
        incoming.line_position,
        known.line_id,
        incoming.capacity is not distinct from known.capacity as is_same_size,
        1 as preference
    from incoming
    inner join known
        on
            incoming.enterprise_id = known.enterprise_id
            and incoming.line_code = known.line_code
            and incoming.name_part != known.name_part

),

wanted as (

    select pairs.line_position, pairs.line_id, pairs.preference, pairs.is_same_size
    from pairs
    where pairs.preference is not null
    qualify row_number() over (partition by pairs.line_position order by pairs.preference, not pairs.is_same_size, pairs.line_id) = 1

),

matches as (

    select wanted.line_position, wanted.line_id
    from wanted
    qualify row_number() over (partition by wanted.line_id order by wanted.preference, not wanted.is_same_size, wanted.line_position) = 1

),

namesakes as (

    select pairs.line_position, count(*) > 0 as has_namesake
    from pairs
    group by pairs.line_position

)

select namesakes.line_position, matches.line_id, namesakes.has_namesake and matches.line_id is null as is_namesake
from namesakes
left join matches
    on namesakes.line_position = matches.line_position
