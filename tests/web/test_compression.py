import gzip

import pytest
from starlette.responses import PlainTextResponse, Response

from tests.web.conftest import ask
from tracker.web.compression import CompressedFiles

BODY = "let number = 1;\n" * 500
SCRIPT = Response(BODY, media_type="text/javascript", headers={"ETag": '"a1"'})


def test_a_script_comes_compressed_and_whole() -> None:
    answer = ask(CompressedFiles(SCRIPT), "/static/js/index.js", accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(BODY) / 5
    assert gzip.decompress(answer.body).decode() == BODY


def test_the_second_answer_is_the_first() -> None:
    app = CompressedFiles(SCRIPT)
    first, second = (ask(app, "/static/js/index.js", accept_encoding="gzip") for _turn in range(2))
    assert first == second


@pytest.mark.parametrize("accepted", ["br, GZIP;q=0.5", "*", "gzip;q=1.0, identity;q=0", "gzip ; q=0.001"])
def test_whoever_takes_gzip_gets_it(accepted: str) -> None:
    answer = ask(CompressedFiles(SCRIPT), "/static/js/index.js", accept_encoding=accepted)
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "identity", "x-gzipped"])
def test_whoever_takes_no_gzip_gets_none(accepted: str) -> None:
    answer = ask(CompressedFiles(SCRIPT), "/static/js/index.js", accept_encoding=accepted)
    assert "content-encoding" not in answer.headers


def test_a_part_of_a_file_is_left_alone() -> None:
    answer = ask(CompressedFiles(SCRIPT), "/static/js/index.js", accept_encoding="gzip", range="bytes=0-9")
    assert "content-encoding" not in answer.headers


def test_other_answers_are_left_alone() -> None:
    for path, app in (("/healthz", SCRIPT), ("/static/a.png", Response(b"x" * 5000, media_type="image/png"))):
        assert "content-encoding" not in ask(CompressedFiles(app), path, accept_encoding="gzip").headers


def test_an_error_passes_as_it_is() -> None:
    app = CompressedFiles(PlainTextResponse("gone " * 900, status_code=404))
    answer = ask(app, "/static/js/none.js", accept_encoding="gzip")
    assert (answer.status, answer.headers.get("content-encoding")) == (404, None)
