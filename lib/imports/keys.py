"""Identity: the keys by which an enterprise or a line is found again in the next delivery."""

import hashlib
import unicodedata
from functools import lru_cache

import pandas as pd

BRACKETS = str.maketrans({"（": "(", "）": ")", "【": "[", "】": "]", "－": "-", "—": "-", "·": "", "•": ""})


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """A name without the differences people do not mean: width, case, spaces, bracket style."""
    folded = unicodedata.normalize("NFKC", name).translate(BRACKETS).casefold()
    return "".join(folded.split())


def identifier(prefix: str, *parts: str) -> str:
    """A stable identifier of 16 hexadecimal digits made from the parts it is first seen with."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8)
    return prefix + digest.hexdigest()


def enterprise_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns `credit_code`, `name_key`, `enterprise_key` for each row.

    A row without a code takes the code that its name bears elsewhere in the file, when there is exactly one.
    """
    names = rows["enterprise_name"].map(name_key)
    codes = rows["credit_code"].astype(object).where(rows["credit_code"].notna(), None)
    known = pd.DataFrame({"name": names, "code": codes}).dropna().drop_duplicates()
    unique = known.drop_duplicates("name", keep=False).set_index("name")["code"]
    filled = codes.where(codes.notna(), names.map(unique)).astype(object)
    filled = filled.where(filled.notna(), None)
    return pd.DataFrame(
        {"credit_code": filled, "name_key": names, "enterprise_key": filled.where(filled.notna(), names)}
    )


def line_keys(rows: pd.DataFrame, enterprise_ids: pd.Series) -> pd.Series:
    """Key of each line within its enterprise: name (else product), model, and where both are shared a number.

    The number follows the capacity, not the order of the file, so that reordered rows keep their identity.
    """
    keys = _key_part(rows["line_name"].fillna(rows["product"])) + "|" + _key_part(rows["model"])
    capacity = rows["capacity_recognised"].fillna(rows["capacity_filed"]).fillna(rows["capacity_actual"])
    shared = pd.DataFrame({"enterprise": enterprise_ids, "key": keys, "capacity": pd.to_numeric(capacity)})
    order = shared.sort_values("capacity", kind="stable").groupby(["enterprise", "key"]).cumcount() + 1
    return keys + "|" + order.reindex(rows.index).astype(str)


def _key_part(texts: pd.Series) -> pd.Series:
    """A column of text as normalised parts of a key."""
    written = texts.fillna("").astype(str)
    return written.map({text: name_key(text).replace("|", "/") for text in written.unique()})
