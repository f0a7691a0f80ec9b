-- The sentence of a verdict in the reader's language with its value filled in: what was measured, the attribute that is missing, or
-- the product that is exempt.
create or replace macro intermediate.explanation(
    sentence_zh, sentence_en, verdict, measured_number, measured_text, missing_zh, missing_en, exempt_product
) as replace(
    said(sentence_zh, sentence_en),
    '{value}',
    coalesce(
        case
            when verdict = 'not_assessable' then said(missing_zh, missing_en)
            when verdict = 'exempt' then exempt_product
            else coalesce(rtrim(rtrim(measured_number::varchar, '0'), '.'), measured_text)
        end,
        ''
    )
)
