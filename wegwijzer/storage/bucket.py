"""Documents as objects of a server that speaks S3. What goes wrong there is an OSError, as with a disk."""

import datetime as dt
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.utils.translation import gettext as _
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name
from urllib3.exceptions import HTTPError

from wegwijzer.storage import StorageAway

# As AWS, MinIO and Ceph call it.
REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity", "403"}
ABSENT = {"NoSuchKey", "NotFound", "404"}
NO_ANSWER = (BotoCoreError, RetriesExceededError, HTTPError)
NO_ROOM = {"507", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded"}


class Bucket(S3Storage):
    """Raises FileNotFoundError, OSError with ENOSPC when the bucket is full, and StorageAway for all else."""

    def _open(self, name: str, mode: str = "rb") -> File:
        with self._as_a_disk(name):
            opened = super()._open(name, mode)
            if "r" in mode:
                self._fetch(opened)
        return opened

    def _fetch(self, opened: Any) -> None:
        """All of it now: an answer that is under way can not turn into an error any more."""
        try:
            length = opened.file.seek(0, os.SEEK_END)
            opened.file.seek(0)
            if length != opened.size:
                what = {"length": length, "size": opened.size}
                raise StorageAway(_("De server van de bestanden gaf %(length)s van de %(size)s bytes.") % what)
        except BaseException:
            opened.close()
            raise

    def _save(self, name: str, content: File) -> str:
        with self._as_a_disk(name):
            return super()._save(name, content)

    def replace(self, name: str, content: File) -> None:
        """Write under this very name: until the new object is there whole, what is there now stays."""
        self._save(name, content)

    def delete(self, name: str) -> None:
        """One that is not there is no error, a bucket that is not there is: both are a 404 here."""
        with suppress(FileNotFoundError), self._as_a_disk(name):
            self.bucket.Object(self._normalize_name(clean_name(name))).delete()

    def exists(self, name: str) -> bool:
        """Also False when there is no bucket: asked before each upload, which then says so."""
        with self._as_a_disk(name):
            return super().exists(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with self._as_a_disk(name):
            return super().listdir(name)

    def size(self, name: str) -> int:
        with self._as_a_disk(name):
            return super().size(name)

    def get_modified_time(self, name: str) -> dt.datetime:
        with self._as_a_disk(name):
            return super().get_modified_time(name)

    @contextmanager
    def _as_a_disk(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:  # what the storage made of a 404
            raise self._absent(name) from error
        except ClientError as error:
            raise self._told(_code(error), name) from error
        except NO_ANSWER as error:
            raise self._away(error) from error

    def _told(self, code: str, name: str) -> OSError:
        if code in ABSENT:
            return self._absent(name)
        if code in NO_ROOM:
            return OSError(errno.ENOSPC, _("De bucket %s is vol.") % self.bucket_name)
        if code == "NoSuchBucket":
            return StorageAway(_("De bucket %s bestaat niet.") % self.bucket_name)
        if code in REFUSED:
            return StorageAway(_("De server van de bestanden (%s) weigert de sleutel.") % self.endpoint_url)
        what: dict[str, Any] = {"server": self.endpoint_url, "why": code}
        return StorageAway(_("De server van de bestanden (%(server)s) weigert: %(why)s.") % what)

    def _absent(self, name: str) -> OSError:
        """The object, or all of the bucket: the answer to a HEAD has no body that says which, so it is asked."""
        try:
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except ClientError as error:
            return self._told("NoSuchBucket" if _code(error) in ABSENT else _code(error), name)
        except NO_ANSWER as error:
            return self._away(error)
        return FileNotFoundError(errno.ENOENT, "no such object", name)

    def _away(self, error: Exception) -> OSError:
        what = {"server": self.endpoint_url, "why": type(error).__name__}
        return StorageAway(_("De server van de bestanden (%(server)s) antwoordt niet: %(why)s.") % what)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
