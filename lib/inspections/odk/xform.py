"""A form as XForm, as a phone takes it: the same questions as the XLSForm, its changing lists in files beside it."""

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lib.inspections.odk.questions import ASKED_LINES, OFFICERS, TARGETS, Form, Question, Words

HEAD: Final = (
    '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" '
    'xmlns:odk="http://www.opendatakit.org/xforms"><h:head><h:title>{title}</h:title>'
    '<model odk:xforms-version="1.0.0">'
)
CHANGING: Final = (TARGETS, OFFICERS, ASKED_LINES)
TYPES: Final = {"select_one": "string", "text": "string", "decimal": "decimal", "date": "date", "image": "binary"}
NAMED: Final = re.compile(r"\$\{([^}]+)\}")
LANGUAGES: Final = ("中文 (zh)", "English (en)")


def xform(form: Form) -> bytes:
    """The form as XML."""
    return "".join(_Writer(form).pieces()).encode()


class _Writer:
    """Writes the parts of one form."""

    def __init__(self, form: Form) -> None:
        self.form, self.paths = form, dict(_paths(form.questions))

    def pieces(self) -> Iterator[str]:
        """The whole form, piece by piece."""
        yield HEAD.format(title=escape(self.form.title[0]))
        yield from self.words()
        yield f"<instance><data id={quoteattr(self.form.checklist)} version={quoteattr(self.form.version)}>"
        yield from self.empty()
        yield "<meta><instanceID/></meta></data></instance>"
        yield from self.lists()
        yield from (self.bind(one) for one in self.form.questions if one.name)
        yield '<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>'
        yield "</model></h:head><h:body>"
        yield from map(self.control, self.form.questions)
        yield "</h:body></h:html>"

    def words(self) -> Iterator[str]:
        """Every label, hint and message in both languages."""
        yield "<itext>"
        for at, language in enumerate(LANGUAGES):
            first = ' default="true()"' if at == 0 else ""
            yield f"<translation lang={quoteattr(language)}{first}>"
            for key, said in self.said():
                yield f"<text id={quoteattr(key)}><value>{escape(said[at])}</value></text>"
            yield "</translation>"
        yield "</itext>"

    def said(self) -> Iterator[tuple[str, Words]]:
        """Key → words."""
        for one in self.form.questions:
            for kind, words in (("label", one.label), ("hint", one.hint), ("misfit", one.misfit)):
                if any(words):
                    yield f"{self.paths[one.name]}:{kind}", words
        for name, choices in self.form.lists.items():
            for at, choice in enumerate(choices):
                yield f"{name}-{at}", choice.label

    def empty(self) -> Iterator[str]:
        """The answers before anybody gave one."""
        held: list[str] = []
        for one in self.form.questions:
            if one.kind.startswith("begin"):
                held.append(one.name)
                yield f"<{one.name}>"
            elif one.kind.startswith("end"):
                yield f"</{held.pop()}>"
            else:
                yield f"<{one.name}/>"

    def lists(self) -> Iterator[str]:
        """What is chosen from: here, or in a file beside the form."""
        for name, choices in self.form.lists.items():
            yield f"<instance id={quoteattr(name)}><root>"
            for at, one in enumerate(choices):
                yield f"<item><itextId>{name}-{at}</itextId><name>{escape(one.name)}</name></item>"
            yield "</root></instance>"
        for name in CHANGING:
            if name in self.form.asked_lists:
                yield f'<instance id="{name}" src="jr://file-csv/{name}.csv"/>'

    def bind(self, one: Question) -> str:
        """What is said of an answer."""
        told = {
            "nodeset": self.paths[one.name],
            "type": TYPES.get(one.kind, ""),
            "required": "true()" if one.is_required else "",
            "relevant": self.meant(one.shown_if),
            "constraint": self.meant(one.constraint),
            "jr:constraintMsg": f"jr:itext('{self.paths[one.name]}:misfit')" if any(one.misfit) else "",
        }
        return f"<bind {' '.join(f'{name}={quoteattr(said)}' for name, said in told.items() if said)}/>"

    def meant(self, expression: str) -> str:
        """An expression with the paths of the questions it names."""
        return NAMED.sub(lambda found: f" {self.paths[found[1]]} ", expression)

    def control(self, one: Question) -> str:
        """How a question is asked."""
        if one.kind in ("end_group", "end_repeat"):
            return "</repeat></group>" if one.kind == "end_repeat" else "</group>"
        path = quoteattr(self.paths[one.name])
        words = "".join(
            f"<{kind} ref=\"jr:itext('{self.paths[one.name]}:{kind}')\"/>"
            for kind, said in (("label", one.label), ("hint", one.hint))
            if any(said)
        )
        if one.kind.startswith("begin"):
            return f"<group ref={path}>{words}" + (f"<repeat nodeset={path}>" if one.kind == "begin_repeat" else "")
        looks = f" appearance={quoteattr(one.appearance)}" if one.appearance else ""
        if one.kind == "select_one":
            return f"<select1 ref={path}{looks}>{words}{self.choosing(one)}</select1>"
        if one.kind == "image":
            return f'<upload ref={path} mediatype="image/*"{looks}>{words}</upload>'
        return f"<input ref={path}{looks}>{words}</input>"

    def choosing(self, one: Question) -> str:
        """From what is chosen: rows of files are shown by their label, ours in the reader's language."""
        chosen = f"[{self.meant(one.chosen_if)}]" if one.chosen_if else ""
        shown = "label" if one.choices in CHANGING else "jr:itext(itextId)"
        nodes = quoteattr(f"instance('{one.choices}')/root/item{chosen}")
        return f'<itemset nodeset={nodes}><value ref="name"/><label ref="{shown}"/></itemset>'


def _paths(questions: tuple[Question, ...]) -> Iterator[tuple[str, str]]:
    """Where each answer stands."""
    held = ["", "data"]
    for one in questions:
        if one.kind.startswith("end"):
            held.pop()
        elif one.name:
            yield one.name, "/".join((*held, one.name))
            if one.kind.startswith("begin"):
                held.append(one.name)
