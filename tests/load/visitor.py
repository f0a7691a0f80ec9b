"""Somebody signed in at a served atlas: clicks through Streamlit's own websocket, fills in fields by their labels, and
reads everything that is sent to the page."""

import asyncio
from dataclasses import dataclass, field

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.access.conftest import Browser

AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN  # a run that another one follows at once
PATIENCE = 300  # seconds for one page


@dataclass
class Visitor:
    """One open page of a person."""

    socket: websockets.ClientConnection
    strange: tuple[bytes, ...] = ()  # names that must never reach this person
    errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)  # label of a field or a button → its id
    filled: dict[str, str] = field(default_factory=dict)  # id → what was typed or chosen
    said: list[str] = field(default_factory=list)  # alerts of the page

    async def look(self, page: str, query: str, pressed: str = "") -> None:
        """Run a page with what was filled in, and with a button pressed when its label is given."""
        click = BackMsg()
        click.rerun_script.page_name, click.rerun_script.query_string = page, query
        for number, text in self.filled.items():
            click.rerun_script.widget_states.widgets.add(id=number, string_value=text)
        if pressed in self.fields:
            click.rerun_script.widget_states.widgets.add(id=self.fields[pressed], trigger_value=True)
        self.fields, self.said = {}, []
        await self.socket.send(click.SerializeToString())
        while True:
            came = bytes(await asyncio.wait_for(self.socket.recv(), PATIENCE))
            self.leaks += [name.decode() for name in self.strange if name in came]
            message = ForwardMsg()
            message.ParseFromString(came)
            self.note(message, f"{page}?{query}")
            if message.WhichOneof("type") == "script_finished" and message.script_finished != AGAIN:
                return

    def note(self, message: ForwardMsg, where: str) -> None:
        """Keep the fields of the page, and the errors it shows."""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            self.errors.append(f"{where}: {element.exception.message or element.alert.body}")
        if kind == "alert":
            self.said.append(element.alert.body)
        if kind in ("text_input", "selectbox", "button"):
            told = getattr(element, kind)
            self.fields[told.label] = told.id

    async def write(self, name: str, number: int) -> bool:
        """Enter a finding about an enterprise of this name on the ledger; whether the page says it was entered."""
        page = "ledger", "view=findings&lang=en"
        self.filled = {}
        await self.look(*page)
        self.fill({"Enterprise": name})
        await self.look(*page)
        said = {
            "What was found *": f"load {number}",
            "Department *": "应急管理局",
            "Document no. *": f"演练〔2022〕{number}号",
        }
        self.fill(said | {"Dimension *": "Safety"})
        before = len(self.errors)
        await self.look(*page, pressed="Enter the finding")
        self.filled = {}
        return len(self.errors) == before

    def fill(self, said: dict[str, str]) -> None:
        """Type or choose, by the labels of the fields."""
        if missing := said.keys() - self.fields.keys():
            self.errors.append(f"no {', '.join(sorted(missing))} on the page, which says {self.said}")
        self.filled |= {self.fields[label]: text for label, text in said.items() if label in self.fields}


async def arrived(port: int, browser: Browser, strange: tuple[bytes, ...]) -> Visitor:
    """The open page of who has signed in with a browser."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    socket = await websockets.connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=["streamlit"],
        additional_headers={"Cookie": cookies},
        origin=browser.origin,
        max_size=None,
        open_timeout=PATIENCE,
    )
    return Visitor(socket, strange)
