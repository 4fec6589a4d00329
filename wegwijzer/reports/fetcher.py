"""What a document may reach while it is turned into a PDF: the files in BUNDLED, and nothing else.

Imported by the child process only.
"""

from pathlib import Path
from typing import Any, NoReturn

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "asset:"
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
BUNDLED = {"print.css": ("css/print.css", "text/css"), "picture.css": ("css/picture.css", "text/css")}


class BundledFetcher(URLFetcher):
    """Serves `asset:<name>` out of BUNDLED; every other address ends the rendering.

    The base class could open http:, ftp:, file: and data:, so nothing is ever handed up to it.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []
        self.given: dict[str, bytes] = {}  # pictures that came along with the document, by their address

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file behind `url`, bundled or given. Raises FatalURLFetchingError (a BaseException) for anything else."""
        if url in self.given:
            return URLFetcherResponse(url, self.given[url])
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in BUNDLED:
            self.refuse(url)
        path, content_type = BUNDLED[name]
        return URLFetcherResponse(url, (STATIC / path).read_bytes(), {"Content-Type": content_type})

    def open(self, url: Any, data: Any = None, timeout: float | None = None) -> URLFetcherResponse:
        return self.fetch(url if isinstance(url, str) else url.full_url)

    def refuse(self, url: str) -> NoReturn:
        self.refused.append(url)
        # Raised here and not as ValueError: an `except Exception` on the way must not turn a refusal into a warning.
        raise FatalURLFetchingError(f"refused: {url[:200]}")

    def check(self) -> None:
        """Raise again what was refused: drawing an SVG swallows even a BaseException."""
        if self.refused:
            raise FatalURLFetchingError(f"refused: {self.refused[0][:200]}")
