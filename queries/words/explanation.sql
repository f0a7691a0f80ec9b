-- The sentence of a verdict in the reader's language with its value filled in: what was measured, the attribute that is missing, or
-- the product that is exempt.
create or replace macro intermediate.explanation(
    sentence_zh, sentence_en, verdict, measured_number, measured_text, missing_zh, missing_en, exempt_product
) as replace(
    case when coalesce(getvariable('lang'), 'zh') = 'en' then sentence_en else sentence_zh end,
    '{value}',
    coalesce(
        case
            when verdict = 'not_assessable' and coalesce(getvariable('lang'), 'zh') = 'en' then missing_en
            when verdict = 'not_assessable' then missing_zh
            when verdict = 'exempt' then exempt_product
            else coalesce(rtrim(rtrim(measured_number::varchar, '0'), '.'), measured_text)
        end,
        ''
    )
)
