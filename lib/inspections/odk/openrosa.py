"""The addresses that ODK Collect speaks to: the forms of the day, and what was filled in.

Who asks is known by the gate, from the token of the phone; what it sees and may record is what its officer may.
"""

import asyncio
import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date
from email.utils import formatdate
from typing import Final
from xml.sax.saxutils import escape

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from lib.access.arrival import Arrival, proxies
from lib.access.devices import ADDRESSES, SUBMISSION
from lib.access.writing import OwnRegister
from lib.cases.evidence import Upload
from lib.errors import Sentence, UserError
from lib.inspections.odk.questions import Choice, Form, form_of
from lib.inspections.odk.submission import MOST, Submission, read
from lib.inspections.odk.taking import REFUSED, STALE, WAITING, Told, take
from lib.inspections.odk.targets import lists_of
from lib.inspections.odk.xform import CHANGING, xform
from lib.limited.run import Broke, limits_of, run
from lib.register import reference
from lib.register.store import Register
from lib.settings import from_environment
from lib.words import in_words

HEADERS: Final = {"X-OpenRosa-Version": "1.0"}
FILES: Final = 100  # of one part of a submission
AT_ONCE: Final = 2  # submissions that are looked at: each holds its pictures
INCOMPLETE: Final = "*isIncomplete*"
Kept = tuple[Form, bytes]
RegisterOf = Callable[[Request], Register]
_forms: dict[tuple[str, str, date], Kept] = {}  # what the files of this version make of a checklist on a day


def routes(register_of: RegisterOf) -> list[BaseRoute]:
    """The addresses; `register_of` gives the register as who asks may see it and write in it."""
    slots = asyncio.Semaphore(AT_ONCE)

    def form_list(request: Request) -> Response:
        return _listed(register_of(request), request)

    def form(request: Request) -> Response:
        found = _form(register_of(request), request.path_params["form"])
        return _xml(found[1].decode()) if found else _said("There is no such form.", 404)

    def manifest(request: Request) -> Response:
        return _manifest(register_of(request), request)

    def media(request: Request) -> Response:
        found = _media(register_of(request), request.path_params["form"]).get(request.path_params["name"])
        if found is None:
            return _said("There is no such file.", 404)
        return Response(found, media_type="text/csv; charset=utf-8", headers=HEADERS)

    async def submission(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(
                status_code=204, headers=_most(register_of(request)) | {"Location": f"{_base(request)}submission"}
            )
        return await _take_in(register_of(request), request, slots)

    one = f"{ADDRESSES}forms/{{form}}"
    told = [Route(f"{ADDRESSES}formList", form_list), Route(one, form), Route(f"{one}/manifest", manifest)]
    return [*told, Route(f"{one}/media/{{name}}", media), Route(SUBMISSION, submission, methods=["HEAD", "POST"])]


def _form(register: Register, checklist: str) -> Kept | None:
    """A form about enterprises, as it is asked today; None where there is none."""
    today, lists = date.today(), reference.kept(register.settings)["checklists"]
    if not any(row["checklist"] == checklist and row["subject"] == "enterprise" for row in lists):
        return None
    key = (register.settings.register_url, checklist, today)
    if key not in _forms:
        for old in [one for one in list(_forms) if one[2] != today]:
            _forms.pop(old, None)
        made = form_of(register.reading(), checklist, today)
        _forms[key] = (made, xform(made))
    return _forms[key]


def _listed(register: Register, request: Request) -> Response:
    """The forms there are."""
    pieces = []
    for row in reference.kept(register.settings)["checklists"]:
        if found := _form(register, row["checklist"]):
            form, content = found
            address = f"{_base(request)}forms/{form.checklist}"
            pieces.append(
                f"<xform><formID>{form.checklist}</formID><name>{escape(form.title[0])}</name>"
                f"<version>{form.version}</version><hash>md5:{_md5(content)}</hash>"
                f"<downloadUrl>{escape(address)}</downloadUrl><manifestUrl>{escape(address)}/manifest</manifestUrl></xform>"
            )
    return _xml(f'<xforms xmlns="http://openrosa.org/xforms/xformsList">{"".join(pieces)}</xforms>')


def _manifest(register: Register, request: Request) -> Response:
    """The lists that belong to a form."""
    base = f"{_base(request)}forms/{request.path_params['form']}/media/"
    pieces = (
        f"<mediaFile><filename>{name}</filename><hash>md5:{_md5(content)}</hash>"
        f"<downloadUrl>{escape(base + name)}</downloadUrl></mediaFile>"
        for name, content in _media(register, request.path_params["form"]).items()
    )
    return _xml(f'<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{"".join(pieces)}</manifest>')


def _media(register: Register, checklist: str) -> dict[str, bytes]:
    """File name → the list in it: visits of today in the areas of the officer."""
    found = _form(register, checklist)
    if not found:
        return {}
    lists = lists_of(register.reading(), found[0], date.today())
    return {f"{name}.csv": _csv(lists[name]) for name in CHANGING if name in found[0].asked_lists}


def _csv(choices: tuple[Choice, ...]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("name", "label", "target", "item"))
    writer.writerows((one.name, one.label[0], one.target, one.item) for one in choices)
    return text.getvalue().encode()


async def _take_in(register: Register, request: Request, slots: asyncio.Semaphore) -> Response:
    """A submission or a part of one: what is whole in it is recorded, what waits for a picture comes with the next
    part. The phone keeps, and shows as not sent, what was not recorded."""
    if not isinstance(register, OwnRegister):
        return _said("Only a phone that an officer made known may send.", 403)
    async with request.form(max_files=FILES, max_fields=FILES) as sent:
        xml = sent.get("xml_submission_file")
        if not isinstance(xml, UploadFile):
            return _said("This is no submission of a form.", 400)
        content = await xml.read(MOST + 1)
        files = {
            name: Upload("photo", name, await one.read())
            for name, one in sent.multi_items()
            if isinstance(one, UploadFile) and name != "xml_submission_file"
        }
        is_incomplete = INCOMPLETE in sent
    try:
        async with slots:  # what is here whole; a slow line keeps nobody out
            told = await run_in_threadpool(_recorded, register, content, files)
    except UserError as error:
        return _told(register, [Told("", "", REFUSED, Sentence(error.message, dict(error.values)))], 400)
    wrong = [one for one in told if one.fate in (STALE, REFUSED) or (one.fate == WAITING and not is_incomplete)]
    if wrong:
        return _told(register, wrong, 409)
    return _said("Received.", 201)


def _recorded(register: OwnRegister, content: bytes, files: dict[str, Upload]) -> list[Told]:
    """Read in a child, then recorded. Raises UserError for what is no submission."""
    try:
        instance, form, groups = run(read, content, "xml_submission_file", limits=limits_of(register.settings))
    except Broke as error:
        raise UserError("{file} is no submission of a form: it was not read.", file="xml_submission_file") from error
    return take(register, Submission(instance, form, groups), files.get, actor=register.person.name)


def _told(register: Register, wrong: list[Told], status: int) -> Response:
    """Why something was not recorded, by item, as the phone shows it."""
    language = register.settings.language
    lines = (" ".join(filter(None, (one.item, str(in_words(one.why, language))))) for one in wrong)
    return _said("\n".join(lines), status)


def _said(text: str, status: int) -> Response:
    body = f'<message nature="">{escape(text)}</message>'
    return _xml(f'<OpenRosaResponse xmlns="http://openrosa.org/http/response">{body}</OpenRosaResponse>', status)


def _xml(body: str, status: int = 200) -> Response:
    text = body if body.startswith("<?xml") else f'<?xml version="1.0" encoding="UTF-8"?>{body}'
    headers = HEADERS | {"Date": formatdate(usegmt=True)}
    return Response(text, status, headers, media_type="text/xml; charset=utf-8")


def _most(register: Register) -> dict[str, str]:
    """How large a part of a submission may be: the phone divides what is larger."""
    most = register.settings.evidence_megabytes << 20
    return HEADERS | {"X-OpenRosa-Accept-Content-Length": str(most), "Date": formatdate(usegmt=True)}


def _base(request: Request) -> str:
    """Where these addresses begin, as the phone must ask for them: over https where it came so."""
    settings = from_environment()
    arrival = Arrival(request.scope, settings, proxies(settings))
    return f"{'https' if arrival.is_secure else 'http'}://{arrival.host}{ADDRESSES}"


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
