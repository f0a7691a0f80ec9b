-- The names of every code in the reader's language, in official order, with the colour where the code has one.
-- key: kind, code
with names as (

    select 'area' as kind, area_code as code, name_zh, name_en, null as parent, null as colour, position
    from reference.areas
    union all
    select 'area_short', area_code, short_zh, short_en, null, null, position
    from reference.areas
    union all
    select 'sector', sector, name_zh, name_en, null, null, position
    from reference.sectors
    union all
    select 'process', process, name_zh, name_en, sector, null, position
    from reference.processes
    union all
    select 'state', state, name_zh, name_en, null, null, position
    from reference.states
    union all
    select 'verdict', verdict, name_zh, name_en, null, colour, position
    from reference.verdicts
    union all
    select 'dimension', dimension, name_zh, name_en, null, null, position
    from reference.dimensions
    union all
    select 'unit', unit, name_zh, name_en, null, null, position
    from reference.units
    union all
    select 'attribute', attribute, name_zh, name_en, null, null, position
    from reference.attributes
    union all
    select kind, code, name_zh, name_en, null, null, position
    from reference.terms
    union all
    select 'stage', stage, name_zh, name_en, null, colour, position
    from reference.stages
    union all
    select 'standing', standing, name_zh, name_en, null, colour, position
    from reference.standings
    union all
    select 'target_source', source, name_zh, name_en, null, null, position
    from reference.target_sources
    union all
    select 'checklist', checklist, name_zh, name_en, subject, null, position
    from reference.checklists
    union all
    select 'area_document', document_kind, name_zh, name_en, null, null, position
    from reference.area_documents
    union all
    select 'variant', variant, name_zh, name_en, null, null, position
    from reference.variants
    union all
    select 'step', step, name_zh, name_en, null, null, position
    from reference.steps
    union all
    select 'clock', clock, name_zh, name_en, null, null, position
    from reference.clocks
    union all
    select 'clock_colour', colour, name_zh, name_en, null, hex, position
    from reference.clock_colours
    union all
    select 'ground', ground, name_zh, name_en, null, null, position
    from reference.grounds
    union all
    select 'evidence_kind', kind, name_zh, name_en, null, null, position
    from reference.evidence_kinds
    union all
    select 'restriction', restriction, name_zh, name_en, null, null, position
    from reference.restrictions
    union all
    select 'report_state', report_state, name_zh, name_en, null, colour, position
    from reference.report_states
    union all
    select 'period', period, name_zh, name_en, null, null, position
    from reference.periods
    union all
    select 'action', action, name_zh, name_en, null, null, position
    from reference.actions
    union all
    select 'column', "column", label_zh, label_en, null, null, position
    from reference.columns

)

select
    names.kind,
    names.code,
    said(names.name_zh, names.name_en) as name,
    names.parent,
    names.colour,
    names.position
from names
