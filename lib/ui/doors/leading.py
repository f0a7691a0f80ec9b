"""How an open page is led to the sign-in page when its session is over. Streamlit's page knows no refusal: it would say
“Connection error”, in English, and try again for ever."""

from typing import Final

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.access.gate import Leading


def _farewell() -> bytes:
    """Streamlit's order to go to another address; the empty one is the page's own, which it so loads anew."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    message.auth_redirect.SetInParent()
    return bytes(message.SerializeToString())


CALM: Final = {  # what Streamlit's own answer says; nothing of it speaks of the register
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": True,
    "resourceCrossOriginMode": None,
}
LEADING: Final = Leading(_farewell(), {"/_stcore/health": "ok", "/_stcore/host-config": CALM})
