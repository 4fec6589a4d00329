"""The address of a storage that speaks S3: s3://key:secret@host/bucket/folder?region=eu-1 (docs/settings.md)."""

import re
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

OPTIONS = {"tls": {"0", "1"}, "style": {"path", "virtual"}}
KEY, REGIONS = re.compile(r"[!-~]+"), re.compile(r"[A-Za-z0-9-]{1,63}")
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
BUCKET, FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,62}"), re.compile(r"[A-Za-z0-9._-]+")
REGION = "us-east-1"  # what servers that know no regions sign with
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger document is a file in the folder for temporary ones while it is read
ONE_PIECE = 5 * 1024**3  # bytes: more than one request may carry, so nothing is ever left half
EXAMPLE = "s3://sleutel:geheim@host/bucket/map?region=eu-1"


def bucket_at(url: SplitResult) -> dict[str, Any]:
    """Django's description of the storage at this address.

    Raises ValueError with the rest of a sentence that began with what is not good (Dutch).
    """
    given = parse_qsl(url.query, keep_blank_values=True)
    bucket, _slash, folder = url.path.removeprefix("/").removesuffix("/").partition("/")
    if url.scheme != "s3" or not (url.hostname and url.username and url.password and bucket) or url.fragment:
        raise ValueError(f": verwacht een adres als {EXAMPLE} (een / in het geheim als %2F)")
    if wrong := _wrong_about(url, bucket, folder, given):
        raise ValueError(f" bij {wrong}")
    asked = dict(given)
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    place = host if url.port is None else f"{host}:{url.port}"
    options = {
        "access_key": unquote(url.username),
        "secret_key": unquote(url.password),
        "bucket_name": bucket,
        "location": folder,
        "endpoint_url": f"{'http' if asked.get('tls') == '0' else 'https'}://{place}",
        "region_name": asked.get("region", REGION),
        "file_overwrite": False,  # two people may send a file of the same name
        "default_acl": None,  # nobody else's to read: documents go through the gate
        "max_memory_size": IN_MEMORY,
        **_talks(asked.get("style", "path")),
    }
    return {"BACKEND": "wegwijzer.storage.bucket.Bucket", "OPTIONS": options}


def _wrong_about(url: SplitResult, bucket: str, folder: str, given: list[tuple[str, str]]) -> str:
    """What would only be refused at the first document, and what is expected; "" when there is none."""
    if not all(KEY.fullmatch(unquote(key or "")) for key in (url.username, url.password)):
        return "de sleutel of het geheim: verwacht letters, cijfers en leestekens"
    if not (HOST.fullmatch(url.hostname or "") or _is_ipv6(url.hostname or "")):
        return "de host: verwacht een naam van letters, cijfers, - en punten, of een IP-adres"
    if not BUCKET.fullmatch(bucket):
        return "de bucket: verwacht 3 tot 63 letters, cijfers, - en punten"
    if folder and not all(FOLDER.fullmatch(part) and part.strip(".") for part in folder.split("/")):
        return "de map: verwacht namen van letters, cijfers, -, _ en punten, met één / ertussen"
    for option, value in given:
        is_known = bool(REGIONS.fullmatch(value)) if option == "region" else value in OPTIONS.get(option, ())
        if not is_known or [name for name, _value in given].count(option) > 1:
            return f"{option}: verwacht region=, tls=0 of style=virtual"
    return ""


def _is_ipv6(host: str) -> bool:
    try:
        return not IPv6Address(host).scope_id
    except ValueError:
        return False


def _talks(style: str) -> dict[str, Any]:
    """How the server is spoken to: soon given up, and in what MinIO, Ceph and AWS all understand."""
    from boto3.s3.transfer import TransferConfig  # here: who keeps documents on a disk does not wait for these
    from botocore.config import Config

    client = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 2},
        signature_version="s3v4",
        s3={"addressing_style": style},
        # The sums that AWS takes since 2025 are refused by servers of others, which do not know them.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    transfer = TransferConfig(
        multipart_threshold=ONE_PIECE,
        multipart_chunksize=ONE_PIECE,
        num_download_attempts=2,
        use_threads=False,
    )
    return {"client_config": client, "transfer_config": transfer}
