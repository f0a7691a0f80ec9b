-- The sentence of a verdict in the reader's language with its value filled in: what was measured, the attribute that is missing, or
-- the product that is exempt. What a total leaves out is said.
create or replace macro intermediate.explanation(
    sentence_zh, sentence_en, verdict, measured_number, measured_text, missing_zh, missing_en, exempt_product, left_out_count
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
) || case
    when left_out_count > 0 and verdict not in ('exempt', 'not_applicable')
        then said(
            '合计未计入在建、拟建或已关停的生产线 ' || left_out_count || ' 条。',
            ' The total leaves out ' || left_out_count || ' line(s) planned, under construction or shut.'
        )
    else ''
end
