"""A plan year of made-up cases: opened, walked along their ladders, and told to the register by the city's ledger."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from lib.cases.evidence import Upload
from lib.cases.history import REVERSAL, Step
from lib.cases.ladder import CURE
from lib.cases.ledger import Entry, record_many, reverse_step
from lib.cases.loading import ladder_of, rows
from lib.cases.requirements import DOCUMENT, Ladder
from lib.demo.cases_open import Told, beside, opened
from lib.demo.cases_pictures import paper, papers, photos
from lib.demo.cases_stories import Beat
from lib.demo.lexicon import word, words
from lib.demo.workbooks import write_file
from lib.imports.commit import import_file
from lib.register.store import Register

DECLARED: Final = "closure_declared"  # 自愿退出
SEED: Final = 64  # the number of the plan's document
TOLD_ON: Final = (date(2022, 12, 20), date(2023, 5, 31))  # when the city tells the register what the ledger knows


def build_cases(register: Register) -> None:
    """Fill a register that holds the made-up lines with a plan year of cases; the same every time."""
    dice = Random(SEED)  # noqa: S311 - made-up data, not secrets
    cases = opened(register, dice)
    walk(register, cases, dice)
    beside(register, cases)
    for day in TOLD_ON:
        tell(register, day)


def walk(register: Register, cases: list[Told], dice: Random) -> None:
    """Record every step, many cases in a transaction; a wrong step is reversed before its case goes on."""
    ladder = ladder_of(register)
    left = {told.case_id: told.beats for told in cases}
    while any(left.values()):
        entries, wrong = [], []
        for told in cases:
            until = next((at for at, (beat, _) in enumerate(left[told.case_id]) if beat.step == REVERSAL), None)
            ahead = left[told.case_id][:until]
            entries += [entry(told, beat, day, ladder, dice) for beat, day in ahead]
            if until is not None:
                wrong.append((len(entries) - 1, left[told.case_id][until][1]))
            left[told.case_id] = left[told.case_id][len(ahead) + 1 :]
        step_ids = record_many(register, entries, actor=words("case_actor")[1])
        for number, day in wrong:
            reverse_step(register, step_ids[number], on=day, actor=words("case_actor")[1], reason=word("case_reversal"))


def entry(told: Told, beat: Beat, day: date, ladder: Ladder, dice: Random) -> Entry:
    """A step with all that its rung of the ladder asks for."""
    rung = ladder.rung(told.story.variant, beat.step)
    needs_document = rung is not None and (rung.needs_document or DOCUMENT in rung.requires_any)
    number = dice.randint(1, 400)
    step = Step(
        beat.step,
        day,
        document_no=word("case_document").format(year=day.year, number=number) if needs_document else None,
        due_on=day + timedelta(beat.due_days) if beat.due_days else None,
        months=beat.months,
        ground=beat.ground,
        destination=dice.choice(words("case_destination")) if beat.step == "dismantled" else None,
        cured_on=day - timedelta(beat.cured_days) if beat.cured_days else None,
        restriction=beat.restriction,
        basis=word("credit_basis") if beat.restriction else None,
        authority=word("credit_authority") if beat.restriction else None,
    )
    return Entry(told.case_id, step, proofs(told, beat, day))


def proofs(told: Told, beat: Beat, day: date) -> tuple[Upload, ...]:
    """Photos of a dismantling, papers of a sealing that counts as complete, of a cure or of a closure by the owner."""
    if beat.step == "dismantled":
        return photos(told.case_id, told.subject.where, day)
    if beat.cured_days:
        return (paper(CURE, told.case_id),)
    if beat.step == DECLARED:
        return (paper("declaration", told.case_id),)
    return papers(beat.ground) if beat.ground else ()


def tell(register: Register, day: date) -> None:
    """Import a workbook of the lines that the cases shut or dismantled by a day and the register still has running."""
    found = rows(register, register.cursor(day, "zh"), "asks/demo/exits", {})
    told = [row | {"remark": word("exit_update_remark")} for row in found]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"LC-{day:%Y%m%d}.xlsx"
        write_file(path, "update", word("exit_update_title"), told)
        import_file(register, path, actor="demo", on=day, is_demo=True)
