"""Identity: the keys by which an enterprise or a line is found again in the next delivery."""

import hashlib
import unicodedata
from functools import lru_cache

import pandas as pd

BRACKETS = str.maketrans({"（": "(", "）": ")", "【": "[", "】": "]", "－": "-", "—": "-", "·": "", "•": ""})


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name without the differences people do not mean: width, case, spaces, bracket style."""
    folded = unicodedata.normalize("NFKC", name).translate(BRACKETS).casefold()
    return "".join(folded.split())


def identifier(prefix: str, *parts: str) -> str:
    """A stable identifier of 16 hexadecimal digits made from the parts it is first seen with."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8)
    return prefix + digest.hexdigest()


def enterprise_keys(rows: pd.DataFrame, counties: pd.Series) -> pd.DataFrame:
    """Columns `credit_code`, `name_key`, `county`, `enterprise_key` for each row; `counties` are those the rows name.

    A row without a code takes the code that its name bears elsewhere in the file, when there is exactly one. One name
    in two counties is two enterprises, an old and a new name (曾用名) are one; an id is its own key.
    """
    names = rows["enterprise_name"].map(name_key)
    codes = rows["credit_code"].astype(object).where(rows["credit_code"].notna(), None)
    keys = pd.DataFrame({"name": names, "code": codes, "county": counties.astype(object).to_numpy()}, index=rows.index)
    keys["bearer"] = names + _other_counties(keys)
    known = keys[["bearer", "code"]].dropna().drop_duplicates()
    unique = known.drop_duplicates("bearer", keep=False).set_index("bearer")["code"]
    filled = codes.where(codes.notna(), keys["bearer"].map(unique)).astype(object)
    own = filled.where(filled.notna(), keys["bearer"])
    own = own.replace(_renamed(rows["former_names"], names, own, set(filled.dropna())))
    filled = own.where(own.isin(set(filled.dropna())), None)
    own = own.where(rows["enterprise_id"].isna(), rows["enterprise_id"])
    return pd.DataFrame(
        {"credit_code": filled, "name_key": names, "county": keys["county"], "enterprise_key": own}, index=rows.index
    )


def _other_counties(keys: pd.DataFrame) -> pd.Series:
    """What is put behind a name where it stands in a further county than the file's first of that name."""
    placed = keys[keys["county"].notna()].drop_duplicates(["name", "county"])
    further = placed[placed.duplicated("name")]
    behind = {
        (row.name_, row.county): f"|{row.county}" for row in further.rename(columns={"name": "name_"}).itertuples()
    }
    if not behind:
        return pd.Series("", index=keys.index)
    pairs = zip(keys["name"], keys["county"], strict=True)
    return pd.Series([behind.get(pair, "") for pair in pairs], index=keys.index)


def _renamed(formers: pd.Series, names: pd.Series, keys: pd.Series, codes: set[str]) -> dict[str, str]:
    """Keys of old names in the file and the key they go under; two codes stay two enterprises."""
    by_name = dict(zip(names, keys, strict=True))
    renamed: dict[str, str] = {}
    for key, former in zip(keys, formers, strict=True):
        for name in former or ():
            old = by_name.get(name_key(name), key)
            if old != key and not {old, key} <= codes:
                kept, gone = (old, key) if old in codes else (key, old)
                renamed[gone] = kept
    return {gone: renamed.get(kept, kept) for gone, kept in renamed.items()}


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
    parts = [name_key(text).replace("|", "/") for text in texts.fillna("").astype(str).tolist()]
    return pd.Series(parts, index=texts.index, dtype=object)
