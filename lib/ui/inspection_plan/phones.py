"""Phones that send what was filled in with ODK Collect: made known and withdrawn by their officer."""

from datetime import datetime

import streamlit as st

from lib.access.devices import ADDRESSES, LONGEST, Device, Devices
from lib.settings import from_environment
from lib.ui.frame import person, saving
from lib.ui.frame.words import _, bare


def show() -> None:
    """The phones of who is signed in; nothing while the register has no account."""
    who = person.signed_in()
    if not who:
        return
    devices = Devices(from_environment())
    with st.expander(_("Phones with ODK Collect")):
        st.caption(
            _("A phone sends straight to this register, in your name and for your areas, with a token of its own.")
        )
        with st.form(saving.key("phone"), border=True):
            label = st.text_input(_("Name of the phone"), max_chars=LONGEST, key=saving.key("phone_label"))
            is_asked = st.form_submit_button(_("Make it known"))
        if is_asked and saving.save(lambda: _made(devices, who.name, label), who.name):
            st.rerun()
        _withdrawing(devices, who.name)


def _made(devices: Devices, name: str, label: str) -> str:
    device, token = devices.make(name, label, person.place())
    return _(
        "In ODK Collect: server {address}, user name **{device}**, password **{token}** — shown this once. It opens "
        "nothing but forms and their answers.",
        address=(st.context.url or "").split("/inspection_plan")[0].rstrip("/") + ADDRESSES.rstrip("/"),
        device=device,
        token=token,
    )


def _withdrawing(devices: Devices, name: str) -> None:
    known = {one.device_id: one for one in devices.listed(name) if one.device_id.startswith("phone")}
    if not known:
        return
    with st.form(saving.key("phone_gone"), border=True):
        chosen = st.selectbox(
            _("Which phone"),
            list(known),
            format_func=lambda one: _label(known[one]),
            index=None,
            placeholder=_("Choose one"),
        )
        is_asked = st.form_submit_button(_("Withdraw the phone"))
    if is_asked and chosen and saving.save(lambda: _gone(devices, name, known[chosen]), name):
        st.rerun()


def _gone(devices: Devices, name: str, one: Device) -> str:
    devices.withdraw(name, one.device_id, person.place())
    return _("{label} sends no more.", label=one.label)


def _label(one: Device) -> str:
    if not one.seen_at:
        return bare("{label} ({device}), never heard of", label=one.label, device=one.device_id)
    when = f"{datetime.fromtimestamp(one.seen_at):%Y-%m-%d %H:%M}"
    return bare("{label} ({device}), last heard of {when}", label=one.label, device=one.device_id, when=when)
