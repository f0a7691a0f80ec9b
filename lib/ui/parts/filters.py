"""Filters asked on several pages: each draws its widget, keeps its code in the URL and returns it; empty means all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.ui.frame import address, data, person
from lib.ui.frame.words import _, bare, listed

UNPLACED = "unplaced"
RUNNING = ("overdue", "behind", "due_soon", "running")  # colours of a clock that was not met yet
NO_DIMENSION = "none"  # of an account that works in none: nothing is of it
KINDS = {  # filter → kind of its labels
    **{key: key for key in ("area", "sector", "process", "verdict", "state", "dimension", "scale", "variant", "stage")},
    "colour": "clock_colour",
    "standing": "standing",
    "source": "target_source",
}


def choice(key: str, label: str, options: dict[str, str], everything: str | None = None) -> str:
    """A code chosen from `options` (code → name); without `everything` one must be chosen and the first is the
    default."""
    codes = [*([""] if everything is not None else []), *options]
    box, asked = f"{key}_box", address.value(key)
    st.session_state[box] = asked if asked in codes else codes[0]
    names = options | {"": everything or ""}
    st.selectbox(label, codes, format_func=lambda code: names[code], key=box, on_change=_keep, args=(key, box))
    found = str(st.session_state[box])
    _say(key, names[found] if found else "")
    return found


def set_to(key: str) -> str:
    """The code of a filter that was drawn before, for one that depends on it."""
    return str(st.session_state[f"{key}_box"])


def _say(key: str, words: str) -> None:
    """Remember in words what a filter is set to, for the line that stands for the filters on a phone."""
    st.session_state[f"{key}_said"] = words


def several(key: str, label: str, options: dict[str, str], everything: str) -> str:
    """Codes chosen from `options` (code → name), separated by commas as the address keeps them; none means all."""
    box, asked = f"{key}_box", address.value(key).split(",")
    st.session_state[box] = [code for code in options if code in asked]
    st.multiselect(
        label, list(options), format_func=options.__getitem__, key=box, placeholder=everything,
        on_change=_keep_several, args=(key, box),
    )  # fmt: skip
    found = st.session_state[box]
    _say(key, listed(options[code] for code in found))
    return ",".join(found)


def _keep_several(key: str, box: str) -> None:
    address.put(key, ",".join(st.session_state[box]))
    address.put("page", "")


def part(key: str, names: dict[str, str], usual: str = "") -> str:
    """Which part of a page to look at (code → name), kept in the URL; the `usual` one or the first when it names
    none."""
    box, asked = f"{key}_box", address.value(key)
    st.session_state[box] = asked if asked in names else usual or next(iter(names))
    st.segmented_control(
        _("Part"), list(names), format_func=names.__getitem__, key=box, label_visibility="collapsed",
        on_change=_keep, args=(key, box), required=True,
    )  # fmt: skip
    return str(st.session_state[box])


def _keep(key: str, box: str) -> None:
    address.put(key, str(st.session_state[box] or "").strip())
    address.put("page", "")


def area(everything: str | None = None) -> str:
    """One of the reporting areas that the reader sees, or `unplaced`."""
    if data.reading().scope is None:
        return choice("area", _("Area"), data.areas() | {UNPLACED: _("Not placed")}, everything)
    return choice("area", _("Area"), data.areas(), None if everything is None else _("Your areas"))


def sector(everything: str | None = None) -> str:
    """A sector."""
    return choice("sector", _("Sector"), data.labels("sector"), everything)


def areas() -> str:
    """Any of the reporting areas that the reader sees, or `unplaced`."""
    if data.reading().scope is None:
        return several("area", _("Area"), data.areas() | {UNPLACED: _("Not placed")}, _("All areas"))
    return several("area", _("Area"), data.areas(), _("Your areas"))


def process() -> str:
    """A process, of the sector chosen in the URL when there is one."""
    rows, chosen = data.ask("every/labels", kind="process"), address.value("sector")
    rows = rows[rows.parent == chosen] if chosen else rows
    return choice("process", _("Process"), dict(zip(rows["code"], rows["name"], strict=True)), _("All processes"))


def verdict() -> str:
    """A verdict."""
    return choice("verdict", _("Verdict"), data.labels("verdict"), _("All verdicts"))


def state() -> str:
    """A state of a line."""
    return choice("state", _("State"), data.labels("state"), _("All states"))


def dimension() -> str:
    """A dimension of the standards; a department looks at one of its own."""
    if person.dimensions() is None:
        return choice("dimension", _("Dimension"), dimensions(), _("All dimensions"))
    return choice("dimension", _("Dimension"), dimensions() or {NO_DIMENSION: _("none")})


def dimensions() -> dict[str, str]:
    """Code → name of the dimensions the reader works in."""
    own = person.dimensions()
    return {code: name for code, name in data.labels("dimension").items() if own is None or code in own}


def scale() -> str:
    """Above or below the statistical threshold (规上, 规下)."""
    return choice("scale", _("Scale"), data.labels("scale"), _("All scales"))


def colour() -> str:
    """How urgent the first deadline is."""
    colours = data.labels("clock_colour")
    return choice("colour", _("Urgency"), {code: colours[code] for code in RUNNING}, _("Any urgency"))


def words(what: str = "") -> str:
    """Free text: a name, a former name, a credit code, a line, or `what` is looked for."""
    box = "q_box"
    st.session_state[box] = address.value("q")
    st.text_input(
        _("Search"),
        key=box,
        placeholder=what or _("Name, former name or credit code"),
        on_change=_keep,
        args=("q", box),
    )
    found = str(st.session_state[box]).strip()
    _say("q", found)
    return found


def day(key: str, label: str) -> date | None:
    """A day, kept in the URL; None while none is chosen."""
    box = f"{key}_box"
    st.session_state[box] = found = data.day_of(key)
    st.date_input(label, key=box, format="YYYY-MM-DD", max_value=data.LAST_DAY, on_change=_keep_day, args=(key, box))
    _say(key, f"{label} {found}" if found else "")
    return found


def _keep_day(key: str, box: str) -> None:
    address.put(key, st.session_state[box].isoformat() if st.session_state[box] else "")
    address.put("page", "")


def status() -> str:
    """Status of a rule."""
    return choice("status", _("Status"), data.labels("rule_status"), _("All statuses"))


def reason() -> str:
    """A kind of data problem."""
    return choice("reason", _("Problem"), _reasons(), _("All problems"))


def _reasons() -> dict[str, str]:
    """Kind of problem → its name, of those the register has."""
    rows = data.ask("quality/problem_counts", area="", sector="")
    return dict(zip(rows.reason, rows.problem, strict=True))


def file() -> str:
    """A delivered file."""
    return choice("file", _("File"), _files(), _("All files"))


def _files() -> dict[str, str]:
    """Batch → the name of its file."""
    rows = data.ask("quality/files")
    return dict(zip(rows.batch_id, rows.file_name, strict=True))


FILTERS: dict[str, Callable[[], str]] = {
    "area": lambda: area(_("All areas")),
    "sector": lambda: sector(_("All sectors")),
    "process": process,
    "verdict": verdict,
    "state": state,
    "dimension": dimension,
    "scale": scale,
    "q": words,
    "status": status,
    "reason": reason,
    "file": file,
    "area!": area,
    "sector!": sector,
    "area+": areas,
    "sector+": lambda: several("sector", _("Sector"), data.labels("sector"), _("All sectors")),
    "source+": lambda: several("source", _("Source"), data.labels("target_source"), _("All sources")),
    "standing": lambda: choice("standing", _("Standing"), data.labels("standing"), _("All standings")),
    "colour": colour,
}
LINE_FILTERS = ("area", "sector", "process", "verdict", "state", "dimension", "scale", "q")


def row(*names: str, **others: Callable[[], Any]) -> dict[str, Any]:
    """Draw these filters side by side and return their codes; `area!` and `sector!` cannot be left empty, of `area+`
    several may be chosen. `others` are drawn after them by the page's own functions. A phone shows one line in their
    place, which says what is set and opens them."""
    return row_and_more(names, (), **others)


def row_and_more(names: Sequence[str], more: Sequence[str], **others: Callable[[], Any]) -> dict[str, Any]:
    """The same with `more` filters behind one more button: those that are asked less often."""
    drawn = {name.rstrip("!+"): FILTERS[name] for name in names} | others
    rest = {name: FILTERS[name] for name in more}
    with st.container(key=f"filters_{'_'.join(drawn)}"):
        line = st.container()
        columns = st.columns(len(drawn) + bool(rest))
        chosen = {key: _in(column, draw) for (key, draw), column in zip(drawn.items(), columns, strict=False)}
        if rest:
            with columns[-1], st.popover(_more(rest), width="stretch"):
                chosen |= {key: draw() for key, draw in rest.items()}
        said = " · ".join(words for key in chosen if (words := st.session_state[f"{key}_said"]))
        title = bare("Filters: {set}", set=said) if said else _("Filters: none set")
        line.html(f'<details class="fold"><summary>{escape(title)}</summary></details>')
    return chosen


def _in(column: DeltaGenerator, draw: Callable[[], Any]) -> Any:
    with column:
        return draw()


def _more(rest: Iterable[str]) -> str:
    """What the button of the filters that are asked less often says: how many of them are set."""
    count = sum(bool(address.value(key)) for key in rest)
    return _("More filters: {count} set", count=count) if count else _("More filters")


def described(chosen: dict[str, str]) -> dict[str, str]:
    """Filter → its value in words, for exports: what a file was filtered by."""
    names = {
        "area": _("Area"),
        "sector": _("Sector"),
        "process": _("Process"),
        "verdict": _("Verdict"),
        "state": _("State"),
        "q": _("Search"),
    }
    names |= {
        "dimension": _("Dimension"),
        "scale": _("Scale"),
        "rule": _("Rule"),
        "reason": _("Problem"),
        "file": _("File"),
        "enterprise": _("Enterprise"),
        "variant": _("Kind of exit"),
        "stage": _("Stage"),
        "colour": _("Urgency"),
        "mark": _("Counted as"),
        "moved": _("Moved between the dates"),
        "department": _("Lead department"),
        "standing": _("Standing"),
        "source": _("Source"),
        "who": _("Person"),
        "action": _("What was done"),
        "first": _("First day"),
        "last": _("Last day"),
    }
    return {names.get(key, key): _said(key, code) for key, code in chosen.items() if code}


def _said(key: str, code: str) -> str:
    """One filter's value in words; a text that was typed stands for itself."""
    if key in KINDS and "," in code:
        return listed([_said(key, one) for one in code.split(",")])
    if code == UNPLACED:
        return _("Not placed")
    if key == "reason":
        return _reasons().get(code, code)
    if key == "file":
        return _files().get(code, code)
    if key == "moved":
        return _moved(code)
    if (key, code) == ("stage", "counted"):
        return _("Exit counted")
    return data.labels(KINDS[key]).get(code, code) if key in KINDS else code


def _moved(code: str) -> str:
    """`in:shut_down` in words."""
    way, _colon, stage = code.partition(":")
    name = data.labels("stage").get(stage, stage)
    words = {
        "in": bare("entered “{stage}”", stage=name),
        "out": bare("left “{stage}”", stage=name),
        "was": bare("was at “{stage}”", stage=name),
    }
    return words.get(way, code)
