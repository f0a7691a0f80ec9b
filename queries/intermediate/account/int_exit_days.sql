-- stored: the account
-- Cases whose exit counts 计入依法退出: every fact that one form of exit asks for, by the choice of the case's plan (exit_facts.csv), is met.
-- `exit_day` is the day on which the last of them was met, of the form that was complete first: no later fact moves it.
-- key: case_id
with needed as (

    select
        facts.choice,
        facts.exit_form,
        facts.step,
        string_split(facts.evidence, ';') as kinds,
        (
            select count(*)
            from reference.evidence_kinds as kinds
            where list_contains(string_split(facts.evidence, ';'), kinds.kind) and kinds.media != '*'
        ) as picture_count,
        count(*) over (partition by facts.choice, facts.exit_form) as fact_count
    from reference.exit_facts as facts

),

steps as (

    select steps.case_id, steps.step, max(steps.step_id) as step_id, max(steps.happened_on) as happened_on
    from intermediate.int_effective_steps as steps
    where steps.step in (select needed.step from needed)
    group by steps.case_id, steps.step

),

files as (

    select
        steps.step_id,
        evidence.kind,
        evidence.sha256,
        kinds.media != '*' as is_picture,
        greatest(steps.happened_on, coalesce(evidence.added_on, steps.happened_on)) as shown_on
    from steps
    inner join staging.stg_evidence as evidence
        on steps.step_id = evidence.step_id
    inner join reference.evidence_kinds as kinds
        on evidence.kind = kinds.kind
    where kinds.media = '*' or list_contains(string_split(kinds.media, ';'), split_part(evidence.mime, '/', 1))

),

proved as (

    -- Every day on which a file came, with what had been shown by then.
    select needed.choice, needed.exit_form, needed.step, days.step_id, days.shown_on
    from needed
    inner join steps
        on needed.step = steps.step
    inner join (select distinct files.step_id, files.shown_on from files) as days
        on steps.step_id = days.step_id
    inner join files
        on days.step_id = files.step_id and days.shown_on >= files.shown_on and list_contains(needed.kinds, files.kind)
    group by needed.choice, needed.exit_form, needed.step, days.step_id, days.shown_on, needed.kinds, needed.picture_count
    having
        count(distinct files.kind) = len(needed.kinds)
        and count(distinct files.sha256) filter (where files.is_picture) >= needed.picture_count

),

met as (

    select
        steps.case_id,
        needed.exit_form,
        needed.fact_count,
        case when needed.kinds is null then steps.happened_on else min(proved.shown_on) end as met_on
    from needed
    inner join intermediate.int_case_plans as plans
        on needed.choice = plans.exit_counts
    inner join steps
        on plans.case_id = steps.case_id and needed.step = steps.step
    left join proved
        on
            steps.step_id = proved.step_id
            and needed.choice = proved.choice
            and needed.exit_form = proved.exit_form
            and needed.step = proved.step
    group by steps.case_id, needed.exit_form, needed.step, needed.fact_count, needed.kinds, steps.happened_on

),

complete as (

    select met.case_id, met.exit_form, max(met.met_on) as exit_day
    from met
    group by met.case_id, met.exit_form
    having count(met.met_on) = any_value(met.fact_count)

)

select
    complete.case_id,
    arg_min(complete.exit_form, (complete.exit_day, complete.exit_form)) as exit_form,
    min(complete.exit_day) as exit_day
from complete
group by complete.case_id
